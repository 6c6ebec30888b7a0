package plan

import (
	"slices"
	"strconv"
	"time"

	"github.com/oudpath/oudpath/plan/record"
)

// insert takes in an event that belongs before others or corrects one. It judges the event in its place, and then everything
// after it again.
func (e *Engine) insert(p Plan, ev record.Event, corrected *entry) (Outcome, error) {
	var decision Decision
	done := Amendment{Plan: p}
	if err := e.late(p, []told{tell(ev, &decision)}, corrected, &done); err != nil {
		return Outcome{}, err
	}
	out := Outcome{Plan: done.Plan, before: p, Decision: decision, Late: true, Recorded: done.Recorded,
		Appeared: done.Appeared, Withdrawn: done.Withdrawn}
	if out.Accepted() {
		out.engine, out.event = e, &ev
	}
	return out, nil
}

// An opened plan is cut at a saved state before a change. What was cut off is judged again by replay and then put back.
type opened struct {
	plan          Plan
	kept          history
	base          state
	before, after []*entry // what was cut off, on either side of the change
	replay        *replayer
}

// reopen cuts a plan before a late event, or before the earlier of a correction and what it corrects.
func (e *Engine) reopen(p Plan, ev *record.Event, corrected *entry) opened {
	from := ev.At
	if corrected != nil && corrected.At.Before(from) {
		from = corrected.At
	}
	restored := p.restored(ev, corrected)
	if restored != nil && restored.At.Before(from) {
		from = restored.At
	}
	place := p.past.position(from, -1)
	kept, base, before := p.past.cut(place)
	after := p.past.from(place)
	if base == nil {
		origin := e.origin
		base = &origin
	}
	if corrected != nil {
		markVoid(after, corrected.ID, true)
	}
	if restored != nil {
		markVoid(after, restored.ID, false)
	}
	replay := &replayer{engine: e, past: kept, state: *base, with: readIn(e.zone), known: make(map[record.EventID][]Deviation),
		moved: movedBy(before, after), voided: make(map[record.EventID]bool)}
	replay.state.own()
	for _, d := range p.now().openDeviations() {
		replay.known[d.Event] = append(replay.known[d.Event], d)
	}
	replay.keep(before)
	return opened{plan: p, kept: kept, base: *base, before: before, after: after, replay: replay}
}

// close puts back what was cut off, together with what was recorded since.
func (o opened) close(recorded []record.Event) Plan {
	p, tail := o.plan, slices.Concat(o.before, o.after)
	for _, ev := range recorded {
		e := &entry{Event: ev.Clone(), seq: p.arrived}
		tail = append(tail, e)
		p.ids = p.ids.with(e)
		p.arrivals = p.arrivals.with(ev.ID)
		p.arrived++
	}
	slices.SortStableFunc(tail, byTime)
	p.past, p.state = rebuild(o.kept, o.base, tail)
	p.unfolded = nil
	return p
}

// restored returns the entry that counts again because the event takes back the correction that stood in its place; nil if it
// does not.
func (p Plan) restored(ev *record.Event, corrected *entry) *entry {
	if corrected == nil || corrected.Replaces == "" || ev.Replaces != "" {
		return nil
	}
	return p.find(corrected.Replaces)
}

// markVoid puts entries that count no more, or again, in the place of an event and of what was derived from it.
func markVoid(entries []*entry, id record.EventID, void bool) {
	for i, e := range entries {
		if e.ID == id || e.Cause == id {
			marked := *e
			marked.void = void
			entries[i] = &marked
		}
	}
}

// rebuild folds entries, which must be in order, on top of a history and its state. It keeps the slice.
func rebuild(past history, s state, entries []*entry) (history, *state) {
	f := begin(past, s)
	defer f.done()
	for _, e := range entries {
		f.fold(e)
	}
	return f.end(entries)
}

// folding folds one entry after the other in place. The history has them at the end, all at once.
type folding struct {
	past  history
	state *state
	count int
	with  *reader
}

// begin goes on from a history and its state. Call done when nothing is folded any more.
func begin(past history, s state) *folding {
	s.own()
	return &folding{past, &s, past.len(), readIn(s.body.Zone())}
}

func (f *folding) done() { readers.Put(f.with) }

// fold takes in the next entry.
func (f *folding) fold(e *entry) {
	if f.count%checkpoint == 0 {
		f.past.states = f.past.states.Append(f.state.snapshot())
	}
	f.count++
	if !e.void {
		f.state.fold(&e.Event, f.with)
	}
}

// end returns the history with the entries that were folded, and the state after them.
func (f *folding) end(entries []*entry) (history, *state) {
	f.past.entries = f.past.entries.Extend(entries)
	f.state.share()
	return f.past, f.state
}

// replayer judges what is on record again, in the light of a late entry.
type replayer struct {
	engine    *Engine
	past      history
	state     state
	with      *reader
	known     map[record.EventID][]Deviation // open deviations by what broke the rule
	moved     map[record.EventID]bool        // events that have moved the person already, on record
	moves     []record.Event                 // moves that were not needed before
	voided    map[record.EventID]bool
	appeared  []Finding
	withdrawn []Deviation
}

// keep folds entries without judging them: they come before the change.
func (r *replayer) keep(entries []*entry) {
	for _, e := range entries {
		r.add(e)
	}
}

func (r *replayer) add(e *entry) {
	r.past = r.past.with(&r.state, e)
	if !e.void {
		r.state.fold(&e.Event, r.with)
	}
}

// again judges an entry and takes it in, noting which of its violations are new and which hold no more.
func (r *replayer) again(e *entry) {
	known := len(r.moves)
	if !e.Body.Kind().Derived() {
		r.compare(e)
	}
	r.add(e)
	for _, move := range r.moves[known:] {
		r.add(&entry{Event: move})
	}
}

// movedBy returns the events that moves on record follow from.
func movedBy(entries ...[]*entry) map[record.EventID]bool {
	moved := make(map[record.EventID]bool)
	for _, e := range slices.Concat(entries...) {
		switch e.Body.Kind() {
		case record.KindStageMoved, record.KindCourseMoved:
			moved[e.Cause] = true
		}
	}
	return moved
}

// compare judges an event again and notes which of its violations are new or weigh otherwise now, and which hold no more. A deviation
// that is recorded again stands for the one of before: what was a warning and refuses in the light of a late entry is on record as
// grave as if it had been told in time.
func (r *replayer) compare(e *entry) {
	known := r.known[e.ID]
	if e.void {
		r.voided[e.ID] = true
		r.withdraw(known, nil)
		return
	}
	view := r.engine.view(&r.state, r.past, &e.Event)
	defer view.done()
	if !r.moved[e.ID] {
		r.moves = append(r.moves, view.moves()...)
	}
	broken := view.judge()
	broken = slices.DeleteFunc(broken, func(f Finding) bool { return !view.deviates(&f) })
	for i := range broken {
		if !slices.ContainsFunc(known, func(d Deviation) bool { return d.Rule == broken[i].Rule && d.Severity == broken[i].Severity }) {
			r.appeared = append(r.appeared, broken[i])
		}
	}
	r.withdraw(known, broken)
}

// withdraw notes which of the known deviations hold no more. What a rule found that this engine does not have stands: nobody can
// judge it again.
func (r *replayer) withdraw(known []Deviation, broken []Finding) {
	for _, d := range known {
		if r.engine.judges(d.Rule) && !slices.ContainsFunc(broken, func(f Finding) bool { return f.Rule == d.Rule }) {
			r.withdrawn = append(r.withdrawn, d)
		}
	}
}

// judges reports whether the engine has the rule under this ID, or it stands for a pathway.
func (e *Engine) judges(id RuleID) bool {
	switch id {
	case StageTransition, LevelTransition, CourseTransition:
		return true
	}
	r := e.byID[id]
	return r != nil && r.ID == id
}

// derived makes the records of what appeared and what was withdrawn, which is known since the given time.
func (r *replayer) derived(p Plan, known time.Time) []record.Event {
	events := slices.Clone(r.moves)
	for i := range events {
		events[i].Recorded = later(known, events[i].At)
	}
	add := func(about record.EventID, at time.Time, rule record.RuleID, body record.Body) {
		id := about + "~" + record.EventID(rule)
		if p.find(id) != nil {
			id += "~" + record.EventID(strconv.Itoa(int(p.arrived)+len(events)+1))
		}
		events = append(events, record.Event{ID: id, At: at, Recorded: later(known, at), Cause: about, Body: body})
	}
	for i := range r.appeared {
		f := &r.appeared[i]
		add(f.Event, f.At, f.Rule, record.DeviationRecorded{Rule: f.Rule, Severity: f.Severity, Jurisdiction: f.Jurisdiction,
			Message: f.Message()})
	}
	for _, d := range r.withdrawn {
		if r.voided[d.Event] { // the record of the deviation is void with its event
			continue
		}
		add(d.Event, d.At, d.Rule, record.DeviationWithdrawn{Rule: d.Rule, Jurisdiction: r.engine.name})
	}
	return events
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
