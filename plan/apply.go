package plan

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/stages"
)

// Errors of events that do not fit the plan. A Go error means that an event could not be taken in or judged at all; what is
// clinically wrong is a finding.
var (
	ErrNoPlan    = errors.New("plan: not a plan of this engine: make one with Open or Fold")
	ErrConflict  = errors.New("plan: another event has this ID")
	ErrReference = errors.New("plan: the event refers to one that is not on record or cannot be corrected")
	ErrNotIntent = errors.New("plan: only an intent can be checked: facts are never refused")
)

// Open starts a plan with nothing in it.
func (e *Engine) Open(id ID) Plan {
	origin := e.origin
	return Plan{id: id, state: &origin}
}

// Outcome is what applying an event did.
type Outcome struct {
	Plan      Plan // the plan with the event; the plan as it was if an intent was not allowed, or the event was there already
	Decision  Decision
	Duplicate bool        // the event was on record already, word for word: nothing was done
	Recorded  []Event     // what the caller has to store, in this order: the event and what the engine derived from it
	Late      bool        // the event belongs before others, or corrects one: later events were judged again
	Appeared  []Finding   // late: violations by later events that were not there before
	Withdrawn []Deviation // late: deviations by later events that hold no more

	before Plan
	view   *View // of the event, where it was taken in
}

// Obligations returns what the event makes due or leaves due, soonest first: the duties that watch its kind, seen from after it.
// They are worked out when they are asked for, from what Apply returned and nothing else.
func (o *Outcome) Obligations() []Obligation {
	if o.view == nil {
		return nil
	}
	return o.view.obligations(o.Plan)
}

// Accepted reports whether the event is on record now.
func (o *Outcome) Accepted() bool { return o.Decision.Status == Allowed }

// Changes says what the event changed in the state of the plan.
func (o *Outcome) Changes() []Change { return Diff(o.before, o.Plan) }

// Apply takes an event in. A fact is always recorded, and what it breaks becomes a recorded deviation. An intent is recorded
// if it is allowed; refused or undetermined, it leaves the plan as it was. An event that belongs before others, or corrects
// one, is put in its place, and what comes after is judged again.
//
// Apply is a pure function: it changes nothing, not even the plan that it is given. Errors are those of Event.Validate,
// ErrNoPlan, ErrConflict and ErrReference.
func (e *Engine) Apply(p Plan, ev Event) (Outcome, error) {
	if p.IsZero() {
		return Outcome{}, ErrNoPlan
	}
	if err := ev.Validate(); err != nil {
		return Outcome{}, err
	}
	if old := p.find(ev.ID); old != nil {
		if e.sameEntry(&old.Event, &ev) {
			return Outcome{Plan: p, Decision: Decision{Status: Allowed}, Duplicate: true, before: p}, nil
		}
		return Outcome{}, fmt.Errorf("%w: %q", ErrConflict, ev.ID)
	}
	corrected, err := p.corrected(&ev)
	if err != nil {
		return Outcome{}, err
	}
	if corrected == nil && !ev.At.Before(p.Last()) {
		return e.append(p, ev)
	}
	return e.insert(p, ev, corrected)
}

// sameEntry is sameEvent, and lets the target of a move that the engine filled in be left out in the repetition.
func (e *Engine) sameEntry(old, ev *Event) bool {
	if sameEvent(old, ev) {
		return true
	}
	filled := *ev
	filled.Body = withTarget(ev.Body, old.Body)
	return sameEvent(old, &filled)
}

// corrected finds the entry that the event replaces or retracts; nil if it does neither.
func (p Plan) corrected(ev *Event) (*entry, error) {
	target := ev.Replaces
	if b, ok := ev.Body.(Retracted); ok {
		target = b.Event
	}
	if target == "" {
		return nil, nil
	}
	old := p.find(target)
	switch {
	case old == nil:
		return nil, fmt.Errorf("%w: %q", ErrReference, target)
	case old.void:
		return nil, fmt.Errorf("%w: %q counts no more already", ErrReference, target)
	case old.Cause != "" || old.Body.Kind() == KindRetracted:
		return nil, fmt.Errorf("%w: %q is a %s", ErrReference, target, old.Body.Kind())
	}
	return old, nil
}

// append takes in an event that is the last in time.
func (e *Engine) append(p Plan, ev Event) (Outcome, error) {
	view := e.view(p.state, p.past, &ev)
	out := Outcome{Plan: p, before: p, Decision: view.decision()}
	if !out.Accepted() {
		return out, nil
	}
	body, err := view.moved()
	if err != nil {
		return Outcome{}, err
	}
	ev.Body = body
	out.Recorded = append(out.Recorded, ev)
	out.Recorded = append(out.Recorded, view.consequences(out.Decision.Findings)...)
	next := *p.state
	out.Plan = p
	for i := range out.Recorded {
		out.Plan.take(&next, out.Recorded[i])
	}
	out.Plan.state = &next
	out.view = view
	return out, nil
}

// take adds an event at the end and folds it into the state, which nobody else holds yet.
func (p *Plan) take(s *state, ev Event) {
	e := &entry{Event: ev, seq: p.arrived}
	p.past = p.past.with(s, e)
	s.fold(&e.Event)
	p.ids = p.ids.with(ev.ID, ev.At, p.arrived)
	p.arrived++
}

// decision judges the event of the view. What the engine derived is not judged: it was, when it was derived.
func (v *View) decision() Decision {
	if v.event.Body.Kind().Derived() {
		return Decision{Status: Allowed}
	}
	d := decide(v.judge())
	if !v.event.Body.Kind().Intent() {
		d.Status = Allowed
	}
	return d
}

// resolved returns the body with the target that a move would have, without making it.
func (v *View) resolved() Body {
	switch b := v.event.Body.(type) {
	case StageMove:
		b.To = v.engine.journey.Next(v.state.stage, b.Trigger, v.truth).To
		return b
	case LevelMove:
		b.To = v.engine.care.Next(v.state.level, b.Trigger, v.truth).To
		return b
	case CourseMove:
		b.To = v.engine.courses.Next(v.state.course, b.Trigger, v.truth).To
		return b
	}
	return v.event.Body
}

// moved makes the live move that an accepted intent asks for, on the state machine of its pathway, and returns the body with the
// target filled in. The error is that of a machine that failed.
func (v *View) moved() (Body, error) {
	ctx := context.Background() // a move of a plan waits for nothing and cannot be cancelled half-way
	switch b := v.event.Body.(type) {
	case StageMove:
		step, err := v.engine.journey.Fire(ctx, v.state.stage, b.Trigger, v.truth)
		b.To = step.To
		return b, err
	case LevelMove:
		step, err := v.engine.care.Fire(ctx, v.state.level, b.Trigger, v.truth)
		b.To = step.To
		return b, err
	case CourseMove:
		step, err := v.engine.courses.Fire(ctx, v.state.course, b.Trigger, v.truth)
		b.To = step.To
		return b, err
	}
	return v.event.Body, nil
}

// withTarget returns the body with the target of the other move, if both are moves of one kind and it has none of its own.
func withTarget(b, other Body) Body {
	switch b := b.(type) {
	case StageMove:
		if o, ok := other.(StageMove); ok && b.To == "" {
			b.To = o.To
			return b
		}
	case LevelMove:
		if o, ok := other.(LevelMove); ok && b.To == "" {
			b.To = o.To
			return b
		}
	case CourseMove:
		if o, ok := other.(CourseMove); ok && b.To == "" {
			b.To = o.To
			return b
		}
	}
	return b
}

// consequences derives what follows from an event that is taken in: moves on the pathways, and deviations.
func (v *View) consequences(findings []Finding) []Event {
	if v.event.Body.Kind().Derived() {
		return nil
	}
	derived := v.moves()
	for i := range findings {
		if f := &findings[i]; v.deviates(f) {
			derived = append(derived, v.deviation(f, string(f.Rule)))
		}
	}
	return derived
}

// deviates reports whether the finding becomes a recorded deviation: a warning or worse about an act of care; about an intent
// that is on record already, a refusal. What a person does, says or shows is no deviation: it is found, and answered.
func (v *View) deviates(f *Finding) bool {
	if f.Verdict != VerdictViolated || f.Override.Used != nil {
		return false
	}
	switch kind := v.event.Body.Kind(); {
	case kind.Intent():
		return f.Severity == Block
	case kind.Observation():
		return false
	}
	return f.Severity >= Warning
}

// derive makes an event that follows from the one that is judged.
func (v *View) derive(suffix string, body Body) Event {
	return Event{ID: v.event.ID + "~" + EventID(suffix), At: v.event.At, Recorded: v.event.Known(), Cause: v.event.ID, Body: body}
}

func (v *View) deviation(f *Finding, suffix string) Event {
	return v.derive(suffix, DeviationRecorded{Rule: f.Rule, Severity: f.Severity, Profile: f.Profile, Message: f.Message})
}

// moves derives the moves that a fact or an accepted order brings along.
func (v *View) moves() []Event {
	var derived []Event
	switch b := v.event.Body.(type) {
	case ReturnedToUse:
		derived = v.stageMove(derived, stages.ReturnToUse)
	case Overdosed:
		derived = v.stageMove(derived, stages.Overdose)
	case Died:
		derived = v.stageMove(derived, stages.Death)
	case DoseGiven:
		derived = v.courseMove(derived, stages.DoseGiven, b.Product, b.Purpose)
	case DoseTaken:
		derived = v.courseMove(derived, stages.DoseGiven, b.Product, "")
	case Order:
		derived = v.courseMove(derived, stages.Start, b.Product, b.Purpose)
	case StopMedication:
		if forOUD(b.Substance) {
			derived = v.coursed(derived, stages.End, b.Substance)
		}
	}
	return derived
}

func (v *View) stageMove(derived []Event, on stages.Trigger) []Event {
	step := v.engine.journey.Next(v.state.stage, on, v.truth)
	if step.Outcome != stages.Moved {
		return derived
	}
	return append(derived, v.derive("stage", StageMoved{Trigger: on, From: step.From, To: step.To}))
}

func (v *View) courseMove(derived []Event, on stages.Trigger, id medication.ProductID, purpose Purpose) []Event {
	product, ok := medication.Lookup(id)
	switch purpose {
	case PurposeDetox, PurposePain, PurposeChallenge:
		return derived
	}
	if !ok || !forOUD(product.Substance()) {
		return derived
	}
	switch v.state.course {
	case stages.NoMedication, stages.Ended, stages.Interrupted:
		return v.coursed(derived, on, product.Substance())
	}
	return derived
}

func (v *View) coursed(derived []Event, on stages.Trigger, s medication.Substance) []Event {
	step := v.engine.courses.Next(v.state.course, on, v.truth)
	if step.Outcome != stages.Moved {
		return derived
	}
	return append(derived, v.derive("course", CourseMoved{Trigger: on, From: step.From, To: step.To, Substance: s}))
}

// forOUD reports whether the substance is a medication for opioid use disorder that a course is made of.
func forOUD(s medication.Substance) bool {
	return s == medication.Methadone || s == medication.Buprenorphine || s == medication.Naltrexone
}

// insert takes in an event that belongs before others or corrects one. It judges the event in its place, and then everything
// after it again.
func (e *Engine) insert(p Plan, ev Event, corrected *entry) (Outcome, error) {
	out := Outcome{Plan: p, before: p, Late: true}
	from := ev.At
	if corrected != nil && corrected.At.Before(from) {
		from = corrected.At
	}
	cut := p.past.position(from, -1)
	kept, base, before, after := p.past.cut(cut)
	if base == nil {
		origin := e.origin
		base = &origin
	}
	if corrected != nil {
		markVoid(after, corrected.ID)
	}
	replay := replayer{engine: e, past: kept, state: *base, known: make(map[string]Deviation), moved: movedBy(before, after),
		voided: make(map[EventID]bool)}
	for _, d := range p.now().openDeviations() {
		replay.known[instance(d.Rule, d.Event)] = d
	}
	replay.keep(before)
	i := 0
	for ; i < len(after) && after[i].precedes(ev.At, p.arrived); i++ {
		replay.again(after[i])
	}
	view := e.view(&replay.state, replay.past, &ev)
	out.Decision = view.decision()
	if !out.Accepted() {
		return out, nil
	}
	body, err := view.moved()
	if err != nil {
		return Outcome{}, err
	}
	ev.Body = body
	out.Recorded = append([]Event{ev}, view.consequences(out.Decision.Findings)...)
	for _, recorded := range out.Recorded {
		replay.add(&entry{Event: recorded})
	}
	for ; i < len(after); i++ {
		replay.again(after[i])
	}
	out.Appeared, out.Withdrawn = replay.appeared, replay.withdrawn
	out.Recorded = append(out.Recorded, replay.derived(p, &ev)...)

	tail := slices.Concat(before, after)
	out.Plan = p
	for _, recorded := range out.Recorded {
		tail = append(tail, &entry{Event: recorded, seq: out.Plan.arrived})
		out.Plan.ids = out.Plan.ids.with(recorded.ID, recorded.At, out.Plan.arrived)
		out.Plan.arrived++
	}
	slices.SortStableFunc(tail, byTime)
	out.Plan.past, out.Plan.state = rebuild(kept, *base, tail)
	out.view = view
	return out, nil
}

// markVoid puts entries that count no more in the place of an event and of what was derived from it.
func markVoid(entries []*entry, id EventID) {
	for i, e := range entries {
		if e.ID == id || e.Cause == id {
			voided := *e
			voided.void = true
			entries[i] = &voided
		}
	}
}

// rebuild folds entries, which must be in order, on top of a history and its state.
func rebuild(past history, s state, entries []*entry) (history, *state) {
	for _, e := range entries {
		past = past.with(&s, e)
		if !e.void {
			s.fold(&e.Event)
		}
	}
	return past, &s
}

// replayer judges what is on record again, in the light of a late entry.
type replayer struct {
	engine    *Engine
	past      history
	state     state
	known     map[string]Deviation // open deviations by instance
	moved     map[EventID]bool     // events that have moved the person already, on record
	moves     []Event              // moves that were not needed before
	voided    map[EventID]bool
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
		r.state.fold(&e.Event)
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
func movedBy(entries ...[]*entry) map[EventID]bool {
	moved := make(map[EventID]bool)
	for _, e := range slices.Concat(entries...) {
		switch e.Body.Kind() {
		case KindStageMoved, KindCourseMoved:
			moved[e.Cause] = true
		}
	}
	return moved
}

func (r *replayer) compare(e *entry) {
	broken := make(map[RuleID]bool)
	if e.void {
		r.voided[e.ID] = true
	} else {
		view := r.engine.view(&r.state, r.past, &e.Event)
		if !r.moved[e.ID] {
			r.moves = append(r.moves, view.moves()...)
		}
		for _, f := range view.judge() {
			if !view.deviates(&f) {
				continue
			}
			broken[f.Rule] = true
			if _, known := r.known[f.Instance]; !known {
				r.appeared = append(r.appeared, f)
			}
		}
	}
	for _, rule := range r.engine.rules {
		if d, known := r.known[instance(rule.ID, e.ID)]; known && !broken[rule.ID] {
			r.withdrawn = append(r.withdrawn, d)
		}
	}
	for _, rule := range []RuleID{StageTransition, LevelTransition, CourseTransition} {
		if d, known := r.known[instance(rule, e.ID)]; known && !broken[rule] {
			r.withdrawn = append(r.withdrawn, d)
		}
	}
}

// derived makes the records of what appeared and what was withdrawn.
func (r *replayer) derived(p Plan, cause *Event) []Event {
	events := slices.Clone(r.moves)
	for i := range events {
		events[i].Recorded = later(cause.Known(), events[i].At)
	}
	record := func(about EventID, at time.Time, rule RuleID, body Body) {
		id := about + "~" + EventID(rule)
		if p.find(id) != nil {
			id += "~" + EventID(strconv.Itoa(int(p.arrived)+len(events)+1))
		}
		events = append(events, Event{ID: id, At: at, Recorded: later(cause.Known(), at), Cause: about, Body: body})
	}
	for i := range r.appeared {
		f := &r.appeared[i]
		record(f.Event, f.At, f.Rule, DeviationRecorded{Rule: f.Rule, Severity: f.Severity, Profile: f.Profile, Message: f.Message})
	}
	for _, d := range r.withdrawn {
		if r.voided[d.Event] { // the record of the deviation is void with its event
			continue
		}
		record(d.Event, d.At, d.Rule, DeviationWithdrawn{Rule: d.Rule, Profile: r.engine.name})
	}
	return events
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// Fold rebuilds a plan from events in the order in which they arrived. It runs no rules: what was recorded then stands, and a
// newer rule cannot change it. Derived events must be among them; they are not made again.
//
// Errors are those of Event.Validate, ErrConflict for an ID that stands twice, and ErrReference.
func (e *Engine) Fold(id ID, events []Event) (Plan, error) {
	p := e.Open(id)
	block, nodes := make([]entry, len(events)), make([]indexNode, len(events))
	entries := make([]*entry, len(events))
	var ids index
	voided := make(map[EventID]bool)
	ordered := true
	for i := range events {
		ev := &events[i]
		if err := ev.Validate(); err != nil {
			return Plan{}, err
		}
		if err := refer(ids, voided, entries, ev); err != nil {
			return Plan{}, err
		}
		nodes[i] = indexNode{id: ev.ID, at: ev.At, seq: int32(i)}
		if !ids.insert(&nodes[i]) {
			return Plan{}, fmt.Errorf("%w: %q", ErrConflict, ev.ID)
		}
		block[i] = entry{Event: *ev, seq: int32(i)}
		entries[i] = &block[i]
		ordered = ordered && (i == 0 || !ev.At.Before(events[i-1].At))
	}
	if len(voided) > 0 {
		for i := range entries {
			entries[i].void = voided[entries[i].ID] || voided[entries[i].Cause]
		}
	}
	if !ordered {
		slices.SortStableFunc(entries, byTime)
	}
	p.past, p.state = rebuild(history{}, *p.state, entries)
	p.ids, p.arrived = ids, int32(len(events))
	return p, nil
}

// refer checks what the event refers to among the events before it, and notes what it voids.
func refer(ids index, voided map[EventID]bool, entries []*entry, ev *Event) error {
	target := ev.Replaces
	if b, ok := ev.Body.(Retracted); ok {
		target = b.Event
	}
	if ev.Cause != "" && ids.find(ev.Cause) == nil {
		return fmt.Errorf("%w: cause %q of %q", ErrReference, ev.Cause, ev.ID)
	}
	if target == "" {
		return nil
	}
	old := ids.find(target)
	if old == nil || voided[target] {
		return fmt.Errorf("%w: %q", ErrReference, target)
	}
	if b := entries[old.seq]; b.Cause != "" || b.Body.Kind() == KindRetracted {
		return fmt.Errorf("%w: %q is a %s", ErrReference, target, b.Body.Kind())
	}
	voided[target] = true
	return nil
}
