package ledger

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// Splitting is the order to take one record for those of two people.
type Splitting struct {
	ID          record.EventID // names the act; the same order under the same ID is carried out once
	Plan        plan.ID        // the plan that stands
	Other       plan.ID        // one that was merged into it, which opens again; or one of which nothing is on record, which begins
	Events      []record.EventID
	Actor       record.Actor // who says so; required
	Reason      string       // why; required
	Expect      Expectation  // of the plan that stands
	ExpectOther Expectation
}

// Divided is what Split did.
type Divided struct {
	Snapshot                       // the plan that stands
	Other         Snapshot         // of a replay: zero
	Recorded      []record.Event   // in the plan that stands
	RecordedThere []record.Event   // in the other; of a replay: none
	Appeared      []plan.Finding   // violations in the plan that stands, without what belongs to the other
	Withdrawn     []plan.Deviation // its deviations that hold no more
	Replayed      bool
}

// Split makes two records of one, because somebody says that two people are in it. A plan that was merged into this one opens again as it
// was. What was recorded here since and belongs to it (Splitting.Events), and every correction of what belongs to it, goes along. In this
// plan all of that is retracted: it stays on record and counts no more, and what is left is judged again. A plan of which nothing is on
// record begins with the events that are named. Merge is the way back.
//
// Steps and errors are those of Merge.
func (l *Ledger) Split(ctx context.Context, s Splitting) (Divided, error) {
	act := Act{Step: StepSplitBegun, ID: s.ID, Other: s.Other, Reason: s.Reason, Seen: s.ExpectOther.version}
	moves := slices.Compact(slices.Sorted(slices.Values(s.Events)))
	done, err := l.carryOut(ctx, order{act, s.Plan, s.Actor, s.Expect, s.ExpectOther, moves})
	if err != nil {
		return Divided{}, err
	}
	return Divided{done.stands.Snapshot, done.other.Snapshot, done.recorded, done.there, done.appeared, done.withdrawn, done.replayed}, nil
}

// split opens or begins the other plan, if that was not done, and takes back here what belongs to it.
func (l *Ledger) split(ctx context.Context, stands, other loaded, act *begun, now time.Time) (outcome, error) {
	b, was := stands.acts.bringer(act.Other)
	belongs := l.belongs(stands, other, act, b)
	out := outcome{other: other}
	if !opened(other.Plan, act.ID) {
		if into := other.acts.closed; was != (into != nil) || into != nil && into.into != stands.Plan.ID() || !was && other.Version > 0 {
			return outcome{}, l.abandon(ctx, stands, act, errors.Join(ErrAct, errOther))
		}
		if act.Seen > 0 && act.Seen != other.Version {
			return outcome{}, l.abandon(ctx, stands, act, conflict(act.Other, act.Seen, other.Version, other.Plan.Events()))
		}
		events := belongs.moving(stands.Plan, other.Plan, now)
		opening := Act{Step: StepSplitFrom, ID: act.ID, Other: stands.Plan.ID(), Reason: act.Reason}
		if err := l.record(ctx, other, opening, act, events, now); err != nil {
			return outcome{}, err
		}
		before := other.Version
		var err error
		if out.other, err = l.load(ctx, act.Other); err != nil {
			return outcome{}, err
		}
		out.there = out.other.Plan.Events()[before:]
	}
	back := newCarrier(stands.Plan, act.Other, now).taking(stands.Plan, belongs.gone, act)
	at := now
	for _, ev := range stands.Plan.Events() {
		if belongs.gone[ev.ID] && ev.At.Before(at) {
			at = ev.At
		}
	}
	done := Act{Step: StepSplit, ID: act.ID, Other: act.Other, Reason: act.Reason}
	return out, l.judged(ctx, stands, &out, done, act, back, at.Add(-time.Nanosecond), now)
}

var errOther = errors.New("ledger: the other plan is not as it was when the split began")

// opened reports whether the other plan has its part of the split on record.
func opened(p plan.Plan, id record.EventID) bool {
	for _, ev := range p.Events() {
		if act, ok := ActOf(&ev); ok && act.Step == StepSplitFrom && act.ID == id {
			return true
		}
	}
	return false
}

// belonging is what of a plan belongs to the other one.
type belonging struct {
	gone   map[record.EventID]bool           // what counts no more here
	origin map[record.EventID]record.EventID // what copies are called in the other plan
}

// belongs finds what was brought, what is named, and what corrects or takes back either of them.
func (l *Ledger) belongs(stands, other loaded, act *begun, b bringer) belonging {
	events := stands.Plan.Events()
	brought := events[b.from:b.to]
	of := belonging{make(map[record.EventID]bool), origins(brought, other.Plan)}
	for i := range brought {
		of.gone[brought[i].ID] = true
	}
	for _, id := range act.moves {
		for ev := id; ev != "" && !of.gone[ev]; {
			of.gone[ev] = true
			m, _ := stands.Plan.Event(ev)
			ev = m.Replaces // what it took the place of would come back
		}
	}
	for i := range events {
		ev := &events[i]
		if b, ok := ev.Body.(record.Retracted); of.gone[ev.Replaces] && ev.Replaces != "" || ok && of.gone[b.Event] {
			of.gone[ev.ID] = true
		}
	}
	return of
}

// moving are the events that the other plan gets: those that were recorded here and count, and what was taken back here of what is its own.
func (of belonging) moving(stands, other plan.Plan, now time.Time) []record.Event {
	c := newCarrier(other, stands.ID(), now)
	for here, there := range of.origin {
		c.named[here] = there
	}
	var events []record.Event
	for _, ev := range stands.Events() {
		m, _ := stands.Event(ev.ID)
		if _, its := of.origin[ev.ID]; its || !of.gone[ev.ID] || ev.Cause != "" || isAct(&ev) || m.Void {
			continue
		}
		if b, ok := ev.Body.(record.Retracted); ok && !of.standsThere(b.Event, other) {
			continue
		}
		ev.Replaces = of.replaced(stands, other, ev.Replaces)
		events = append(events, c.carry(ev))
	}
	return events
}

// standsThere reports whether the other plan has what a copy is of, and it counts there.
func (of belonging) standsThere(id record.EventID, other plan.Plan) bool {
	there, its := of.origin[id]
	m, found := other.Event(there)
	return its && found && !m.Void
}

// replaced follows corrections back to what the other plan has; empty: it has none of it.
func (of belonging) replaced(stands, other plan.Plan, id record.EventID) record.EventID {
	for id != "" && !of.standsThere(id, other) {
		m, _ := stands.Event(id)
		id = m.Replaces
	}
	return id
}
