package plan

import (
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/plan/record"
)

// Amendment is what taking in a batch of events did.
type Amendment struct {
	Plan      Plan           // the plan with what was taken in
	Decisions []Decision     // about the events, in the order in which they were given; Allowed for one that was on record already
	Recorded  []record.Event // what the caller has to store, in this order
	Appeared  []Finding      // violations by events on record that were not there before, or weigh otherwise now
	Withdrawn []Deviation    // deviations on record that hold no more
}

// Amend takes in events that were told late, many at once: a record of another clinic, or a week that was kept on paper. Each is
// judged in its place in time, after what was so by then, the others of the batch included; what was on record after the first of
// them is judged again once, where Apply would do so for each. An intent that is not allowed is left out, as its decision says.
//
// Errors are those of Apply, and ErrReference for events that correct or retract another: those are for Apply, one after the other.
// With an error nothing is taken in.
func (e *Engine) Amend(p Plan, events []record.Event) (Amendment, error) {
	if p.IsZero() {
		return Amendment{}, ErrNoPlan
	}
	out := Amendment{Plan: p, Decisions: make([]Decision, len(events))}
	told := make([]told, 0, len(events))
	seen := make(map[record.EventID]bool, len(events))
	for i := range events {
		ev, duplicate, err := e.admit(p, events[i])
		switch {
		case err != nil:
			return Amendment{Plan: p}, err
		case duplicate:
			out.Decisions[i].Status = Allowed
			continue
		case seen[ev.ID]:
			return Amendment{Plan: p}, fmt.Errorf("%w: %q", ErrConflict, ev.ID)
		case ev.Replaces != "" || ev.Body.Kind() == record.KindRetracted:
			return Amendment{Plan: p}, fmt.Errorf("%w: %q is a correction, and those are for Apply", ErrReference, ev.ID)
		}
		seen[ev.ID] = true
		told = append(told, tell(ev, &out.Decisions[i]))
	}
	if len(told) == 0 {
		return out, nil
	}
	slices.SortStableFunc(told, byTold)
	if err := e.late(p, told, nil, &out); err != nil {
		return Amendment{Plan: p}, err
	}
	return out, nil
}

// told is an event that is to be taken in, with the place for the decision about it.
type told struct {
	record.Event
	decision *Decision
}

func tell(ev record.Event, decision *Decision) told { return told{ev, decision} }

func byTold(a, b told) int { return a.At.Compare(b.At) }

// late takes in events, in order of time, that belong before others; or one that corrects another. What comes after the first is
// judged again.
func (e *Engine) late(p Plan, events []told, corrected *entry, out *Amendment) error {
	o := e.reopen(p, &events[0].Event, corrected)
	replay, rest := o.replay, o.after
	known := events[0].Known()
	for i := range events {
		ev := &events[i]
		for len(rest) > 0 && rest[0].precedes(ev.At, p.arrived) {
			replay.again(rest[0])
			rest = rest[1:]
		}
		recorded, err := replay.take(ev)
		if err != nil {
			return err
		}
		if len(recorded) > 0 {
			known = later(known, ev.Known())
		}
		out.Recorded = append(out.Recorded, recorded...)
	}
	if len(out.Recorded) == 0 {
		return nil
	}
	for _, next := range rest {
		replay.again(next)
	}
	out.Appeared, out.Withdrawn = replay.appeared, replay.withdrawn
	out.Recorded = append(out.Recorded, replay.derived(p, known)...)
	out.Plan = o.close(out.Recorded)
	return nil
}

// take judges an event that was not on record in its place, and takes it in with what follows from it, if it is allowed.
func (r *replayer) take(ev *told) ([]record.Event, error) {
	view := r.engine.view(&r.state, r.past, &ev.Event)
	defer view.done()
	*ev.decision = view.decision()
	if !ev.decision.Allowed() {
		return nil, nil
	}
	body, err := view.moved()
	if err != nil {
		return nil, err
	}
	ev.Body = body
	recorded := append([]record.Event{ev.Event}, view.consequences(ev.decision.Findings)...)
	for i := range recorded {
		r.add(&entry{Event: recorded[i]})
	}
	return recorded, nil
}
