package plan

import (
	"errors"
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/plan/record"
)

// Restore rebuilds a plan from what its journal holds: events in the order in which they arrived, as Apply recorded them. It runs
// no rules: what was recorded then stands, and a newer rule cannot change it. Derived events must be among them; they are not
// made again. Facts of another system, which nobody has judged yet, are for Import.
//
// Errors are those of Event.Validate, ErrConflict for a duplicate ID, ErrReference, and ErrUnresolved for a move that does not say
// where it led to.
func (e *Engine) Restore(id ID, events []record.Event) (Plan, error) {
	p, err := e.fold(id, events, true)
	if err != nil {
		return Plan{}, err
	}
	return p, nil
}

// Import takes in events of another system one by one, as Apply does: facts are recorded and judged, moves and deviations follow
// from them, and an intent that the rules do not allow is left out, as its outcome says. The events may come in any order.
//
// Errors are those of Apply; the plan and the outcomes are then those of the events before.
func (e *Engine) Import(id ID, events []record.Event) (Plan, []Outcome, error) {
	in := e.Importer(id)
	outcomes := make([]Outcome, 0, len(events))
	for i := range events {
		out, err := in.Take(events[i])
		if err != nil {
			return in.Plan(), outcomes, err
		}
		outcomes = append(outcomes, out)
	}
	return in.Plan(), outcomes, nil
}

// ErrUnresolved is returned for a recorded move that does not say where it led to: it was never accepted by an engine.
var ErrUnresolved = errors.New("plan: a recorded move without its target: events that nobody has judged are for Import")

// fold rebuilds a plan from events; resolved demands that every move says where it led to.
func (e *Engine) fold(id ID, events []record.Event, resolved bool) (Plan, error) {
	if !id.valid() {
		return Plan{}, ErrNoID
	}
	p := e.Open(id)
	var door record.Door
	var room entries
	ids, voided := newTable(len(events)), make(map[record.EventID]bool)
	straight, ordered := begin(history{}, *p.state), true
	defer straight.done()
	for i := range events {
		ev := &events[i]
		if err := door.Validate(ev); err != nil {
			return Plan{}, err
		}
		if resolved && unresolved(ev.Body) {
			return Plan{}, fmt.Errorf("%w: %q", ErrUnresolved, ev.ID)
		}
		p.arrivals = p.arrivals.with(ev.ID)
		if err := refer(ids, voided, ev); err != nil {
			return Plan{}, err
		}
		e := room.next(len(events) - i)
		e.keep(ev, int32(i))
		if !ids.insert(e) {
			return Plan{}, fmt.Errorf("%w: %q", ErrConflict, ev.ID)
		}
		ordered = ordered && len(voided) == 0 && (i == 0 || !ev.At.Before(events[i-1].At))
		if ordered {
			straight.fold(e)
		}
	}
	p.arrived = int32(len(events))
	if len(events) == 0 {
		return p, nil
	}
	p.ids.tables = []*idTable{ids}
	if ordered {
		p.past, p.state = straight.end(ids.entries)
		return p, nil
	}
	for _, e := range ids.entries {
		e.void = voided[e.ID] || voided[e.Cause]
	}
	p.past, p.state = rebuild(history{}, *p.state, slices.SortedStableFunc(slices.Values(ids.entries), byTime))
	return p, nil
}

// refer checks what the event refers to among the events before it, and notes what it voids.
func refer(ids *idTable, voided map[record.EventID]bool, ev *record.Event) error {
	target := ev.Replaces
	if b, ok := ev.Body.(record.Retracted); ok {
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
	if old.Cause != "" || old.Body.Kind() == record.KindRetracted {
		return fmt.Errorf("%w: %q is a %s", ErrReference, target, old.Body.Kind())
	}
	voided[target] = true
	if restored := old.Replaces; restored != "" && ev.Replaces == "" {
		delete(voided, restored) // taking back a correction brings back what it corrected
	}
	return nil
}

// unresolved reports whether the body is a move that does not say where it leads.
func unresolved(b record.Body) bool {
	switch b := b.(type) {
	case record.StageMove:
		return b.To == ""
	case record.LevelMove:
		return b.To == ""
	case record.CourseMove:
		return b.To == ""
	}
	return false
}
