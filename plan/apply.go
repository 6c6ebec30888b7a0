package plan

import (
	"context"
	"errors"
	"fmt"

	"github.com/oudpath/oudpath/plan/record"
)

// Errors of events that do not fit the plan. A Go error means that an event could not be taken in or judged at all; what is
// clinically wrong is a finding.
var (
	ErrNoPlan    = errors.New("plan: no plan: make one with Open, Restore or Import")
	ErrNoID      = errors.New("plan: a plan needs an ID, in UTF-8 and of at most 1000 bytes")
	ErrStale     = errors.New("plan: the plan has changed since that version")
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
	Duplicate bool           // the event was on record already, word for word: nothing was done
	Recorded  []record.Event // what the caller has to store, in this order: the event and what the engine derived from it
	Late      bool           // the event belongs before others, or corrects one: later events were judged again
	Appeared  []Finding      // late: violations by later events that were not there before, or weigh otherwise now
	Withdrawn []Deviation    // late: deviations by later events that hold no more

	before Plan
	engine *Engine       // where the event was taken in
	event  *record.Event // what Obligations asks about
}

// Obligations returns what the event makes due or leaves due, soonest first: the duties that watch what it means, seen from after it.
// They are worked out when they are asked for, from what Apply returned and nothing else.
func (o *Outcome) Obligations() []Obligation {
	if o.engine == nil {
		return nil
	}
	woken := o.engine.reminded(o.event)
	if len(woken) == 0 {
		return nil
	}
	return o.engine.obligations(o.Plan.now(), o.Plan.past, later(o.event.At, o.Plan.Last()), woken)
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
func (e *Engine) Apply(p Plan, ev record.Event) (Outcome, error) {
	ev, duplicate, err := e.admit(p, ev)
	if err != nil {
		return Outcome{}, err
	}
	if duplicate {
		return duplicated(p), nil
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

// admit says whether the event can be taken in at all, and returns a copy that no caller can change. duplicate says that it is on
// record already.
func (e *Engine) admit(p Plan, ev record.Event) (own record.Event, duplicate bool, err error) {
	switch {
	case p.IsZero():
		return own, false, ErrNoPlan
	case !p.id.valid():
		return own, false, ErrNoID
	}
	if err := ev.Validate(); err != nil {
		return own, false, err
	}
	return e.admitted(p, ev)
}

// admitted is admit of a valid event into a plan that is one.
func (e *Engine) admitted(p Plan, ev record.Event) (own record.Event, duplicate bool, err error) {
	if err := e.overridesKnown(&ev); err != nil {
		return own, false, err
	}
	own = ev.Clone()
	if old := p.find(ev.ID); old != nil {
		if e.sameEntry(&old.Event, &own) {
			return own, true, nil
		}
		return own, false, fmt.Errorf("%w: %q", ErrConflict, ev.ID)
	}
	return own, false, nil
}

// ApplyAt is Apply for a host with several writers: the error is ErrStale if the plan is not the one of that version, and nothing is
// judged or recorded. Read the plan again, and decide again: what was judged without the other writer's event may be another
// matter with it.
func (e *Engine) ApplyAt(p Plan, want Version, ev record.Event) (Outcome, error) {
	if have := p.Version(); have != want {
		return Outcome{}, fmt.Errorf("%w: %s, not %s", ErrStale, have, want)
	}
	return e.Apply(p, ev)
}

// sameEntry is sameEvent, and lets the target of a move that the engine filled in be left out in the repetition.
func (e *Engine) sameEntry(old, ev *record.Event) bool {
	if sameEvent(old, ev) {
		return true
	}
	filled := *ev
	filled.Body = withTarget(ev.Body, old.Body)
	return sameEvent(old, &filled)
}

// corrected finds the entry that the event replaces or retracts; nil if it does neither.
func (p Plan) corrected(ev *record.Event) (*entry, error) {
	target := ev.Replaces
	if b, ok := ev.Body.(record.Retracted); ok {
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
	case old.Cause != "" || old.Body.Kind() == record.KindRetracted:
		return nil, fmt.Errorf("%w: %q is a %s", ErrReference, target, old.Body.Kind())
	}
	return old, nil
}

// duplicated is the outcome of an event that is on record already.
func duplicated(p Plan) Outcome {
	return Outcome{Plan: p, Decision: Decision{Status: Allowed}, Duplicate: true, before: p}
}

// append takes in an event that is the last in time.
func (e *Engine) append(p Plan, ev record.Event) (Outcome, error) {
	s := p.now()
	view := e.view(s, p.past, &ev)
	defer view.done()
	out, err := view.outcome(p, func(n int) []record.Event { return make([]record.Event, 0, n) })
	if err != nil || !out.Accepted() {
		return out, err
	}
	next := *s
	out.take(e, &next, func() *entry { return new(entry) })
	out.Plan.state, out.Plan.unfolded = &next, nil
	return out, nil
}

// outcome judges the event of the view, and says what is to be recorded, in a list for which room is made. The plan is still the one that is
// given.
func (v *View) outcome(p Plan, room func(int) []record.Event) (Outcome, error) {
	out := Outcome{Plan: p, before: p, Decision: v.decision()}
	if !out.Accepted() {
		return out, nil
	}
	body, err := v.moved()
	if err != nil {
		return Outcome{}, err
	}
	ev := *v.event
	ev.Body = body
	derived := v.consequences(out.Decision.Findings)
	out.Recorded = append(append(room(1+len(derived)), ev), derived...)
	return out, nil
}

// take folds what is recorded into the state, which nobody else holds yet, and adds it to the plan.
func (o *Outcome) take(e *Engine, s *state, room func() *entry) {
	with := readIn(e.zone)
	defer readers.Put(with)
	for i := range o.Recorded {
		en := room()
		en.Event, en.seq = o.Recorded[i].Clone(), o.Plan.arrived
		o.Plan.take(s, en, with)
		if i == 0 {
			o.engine, o.event = e, &en.Event
		}
	}
}

// take adds an entry at the end and folds it into the state, which nobody else holds yet.
func (p *Plan) take(s *state, e *entry, with *reader) {
	p.past = p.past.with(s, e)
	s.fold(&e.Event, with)
	p.ids = p.ids.with(e)
	p.arrivals = p.arrivals.with(e.ID)
	p.arrived++
}

// decision judges the event of the view. What the engine derived is not judged: it was, when it was derived.
func (v *View) decision() Decision {
	if v.event.Body.Kind().Derived() {
		return Decision{Status: Allowed}
	}
	d := decide(v.judge())
	d.NotJudged, d.NotKnown = kept(v.skipped), v.unknowns()
	d.Basis, d.Notice = v.engine.basis, v.engine.noticeOn(v.day)
	if !v.event.Body.Kind().Intent() {
		d.Status = Allowed
	}
	return d
}

// kept copies a list out of the view; nil if there is nothing in it.
func kept[T any](list []T) []T { return append([]T(nil), list...) }

// resolved returns the body with the target that a move would have, without making it.
func (v *View) resolved() record.Body {
	switch b := v.event.Body.(type) {
	case record.StageMove:
		b.To = v.engine.journey.Next(v.state.stage, b.Trigger, v.truth).To
		return b
	case record.LevelMove:
		b.To = v.engine.care.Next(v.state.level, b.Trigger, v.truth).To
		return b
	case record.CourseMove:
		b.To = v.engine.courses.Next(v.state.course, b.Trigger, v.truth).To
		return b
	}
	return v.event.Body
}

// moved makes the live move that an accepted intent asks for, on the state machine of its pathway, and returns the body with the
// target filled in. The error is that of a machine that failed.
func (v *View) moved() (record.Body, error) {
	ctx := context.Background() // a move of a plan waits for nothing and cannot be cancelled half-way
	switch b := v.event.Body.(type) {
	case record.StageMove:
		step, err := v.engine.journey.Fire(ctx, v.state.stage, b.Trigger, v.truth)
		b.To = step.To
		return b, err
	case record.LevelMove:
		step, err := v.engine.care.Fire(ctx, v.state.level, b.Trigger, v.truth)
		b.To = step.To
		return b, err
	case record.CourseMove:
		step, err := v.engine.courses.Fire(ctx, v.state.course, b.Trigger, v.truth)
		b.To = step.To
		return b, err
	}
	return v.event.Body, nil
}

// withTarget returns the body with the target of the other move, if both are moves of one kind and it has none of its own.
func withTarget(b, other record.Body) record.Body {
	switch b := b.(type) {
	case record.StageMove:
		if o, ok := other.(record.StageMove); ok && b.To == "" {
			b.To = o.To
			return b
		}
	case record.LevelMove:
		if o, ok := other.(record.LevelMove); ok && b.To == "" {
			b.To = o.To
			return b
		}
	case record.CourseMove:
		if o, ok := other.(record.CourseMove); ok && b.To == "" {
			b.To = o.To
			return b
		}
	}
	return b
}
