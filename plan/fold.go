package plan

import (
	"fmt"
	"github.com/oudpath/oudpath/plan/record"
	"slices"
)

// Fold rebuilds a plan from events in the order in which they arrived. It runs no rules: what was recorded then stands, and a
// newer rule cannot change it. Derived events must be among them; they are not made again.
//
// Errors are those of Event.Validate, ErrConflict for an ID that stands twice, and ErrReference.
func (e *Engine) Fold(id ID, events []record.Event) (Plan, error) {
	p := e.Open(id)
	block, nodes := make([]entry, len(events)), make([]indexNode, len(events))
	entries := make([]*entry, len(events))
	var ids index
	voided := make(map[record.EventID]bool)
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
func refer(ids index, voided map[record.EventID]bool, entries []*entry, ev *record.Event) error {
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
	if b := entries[old.seq]; b.Cause != "" || b.Body.Kind() == record.KindRetracted {
		return fmt.Errorf("%w: %q is a %s", ErrReference, target, b.Body.Kind())
	}
	voided[target] = true
	return nil
}
