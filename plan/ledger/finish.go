package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// finish brings the act that a plan stands in to its end, from wherever it is: it reads both plans and does what is left. What cannot be done
// any more is given up, with a *settledError that says why.
func (l *Ledger) finish(ctx context.Context, id plan.ID) (outcome, error) {
	var err error
	for range attempts {
		var out outcome
		if out, err = l.finishOnce(ctx, id); !errors.Is(err, ErrConflict) || errors.As(err, new(*settledError)) {
			return out, err
		}
	}
	return outcome{}, fmt.Errorf("%w: %w", ErrUnfinished, err)
}

func (l *Ledger) finishOnce(ctx context.Context, id plan.ID) (outcome, error) {
	stands, err := l.load(ctx, id)
	if err != nil {
		return outcome{}, err
	}
	act := stands.acts.pending
	if act == nil {
		return outcome{stands: stands}, nil // somebody else did it
	}
	other, err := l.load(ctx, act.Other)
	switch {
	case errors.Is(err, ErrUnknownPlan) && act.Step == StepSplitBegun:
		other = loaded{Snapshot: Snapshot{Plan: l.engine.Open(act.Other)}}
	case errors.Is(err, ErrErased), errors.Is(err, ErrUnknownPlan):
		return outcome{}, l.abandon(ctx, stands, act, err)
	case err != nil:
		return outcome{}, fmt.Errorf("%w: %w", ErrUnfinished, err)
	}
	now, err := l.now(latest(stands.at, other.at))
	if err != nil {
		return outcome{}, err
	}
	if act.Step == StepMergeBegun {
		return l.merge(ctx, stands, other, act, now)
	}
	return l.split(ctx, stands, other, act, now)
}

// abandon gives an act up.
func (l *Ledger) abandon(ctx context.Context, stands loaded, act *begun, why error) error {
	now, err := l.now(stands.at)
	if err != nil {
		return err
	}
	reason := "the other plan is not as it was"
	if errors.Is(why, ErrErased) {
		reason = "the other plan was erased"
	}
	id := newCarrier(stands.Plan, act.Other, now).free(shortened(act.ID)+".abandoned", marked(act.ID, act.Other))
	out, err := l.step(stands.Plan, Act{Step: StepAbandoned, ID: act.ID, Other: act.Other, Reason: reason}, id, act.actor, now, now)
	if err != nil {
		return err
	}
	if err := l.keep(ctx, stands, out.Plan, out.Recorded, now); err != nil {
		return err
	}
	return &settledError{why}
}

// merge closes the other plan, if that was not done, and takes over what is on record of it.
func (l *Ledger) merge(ctx context.Context, stands, other loaded, act *begun, now time.Time) (outcome, error) {
	switch into := other.acts.closed; {
	case into != nil && (into.into != stands.Plan.ID() || into.act != act.ID):
		return outcome{}, l.abandon(ctx, stands, act, merged(act.Other, other.acts))
	case into == nil && other.acts.pending != nil:
		// It was begun by another process just now, perhaps about this very plan: whoever waits for the other would wait for ever.
		return outcome{}, l.abandon(ctx, stands, act, ErrAbandoned)
	case into == nil && act.Seen > 0 && act.Seen != other.Version:
		return outcome{}, l.abandon(ctx, stands, act, conflict(act.Other, act.Seen, other.Version, other.Plan.Events()))
	case into == nil:
		closing := Act{Step: StepMergedInto, ID: act.ID, Other: stands.Plan.ID(), Reason: act.Reason}
		if err := l.record(ctx, other, closing, act, nil, now); err != nil {
			return outcome{}, err
		}
		return l.finishOnce(ctx, stands.Plan.ID()) // the record of the other plan is at its end now
	}
	c := newCarrier(stands.Plan, act.Other, now)
	copies, once := c.all(other.Plan)
	out := outcome{alike: alike(stands.Plan, other.Plan, once, l.engine.Zone())}
	brought, err := c.findings(out.alike, act)
	if err != nil {
		return outcome{}, err
	}
	brought = append(brought, copies...)
	done := Act{Step: StepMerged, ID: act.ID, Other: act.Other, Reason: act.Reason, Brought: len(brought)}
	return out, l.judged(ctx, stands, &out, done, act, brought, first(copies, now), now)
}

// findings are the records of what is strange about two records.
func (c *carrier) findings(list []Likeness, act *begun) ([]record.Event, error) {
	events := make([]record.Event, len(list))
	for i, like := range list {
		body, err := Act{Step: StepFinding, ID: act.ID, Other: act.Other, Text: like.Text}.body()
		if err != nil {
			return nil, err
		}
		name := record.EventID(fmt.Sprintf("%s.f%d", shortened(act.ID), i+1))
		events[i] = record.Event{ID: c.free(name, marked(name, c.from)), At: c.now, Recorded: c.now, Actor: act.actor, Body: body}
	}
	return events, nil
}

// record ends a part of an act in the other plan: events of it that were put in, and the record of the step, which has them judged.
func (l *Ledger) record(ctx context.Context, have loaded, step Act, act *begun, events []record.Event, now time.Time) error {
	var out outcome
	return l.judged(ctx, have, &out, step, act, events, first(events, now), now)
}

// judged puts events that are on record elsewhere, and were accepted there, into a plan, and the record of the step at a time before the first
// of them: as a late entry, it has the engine judge again all that comes after it.
func (l *Ledger) judged(ctx context.Context, have loaded, out *outcome, step Act, act *begun, events []record.Event, at, now time.Time) error {
	p := have.Plan
	var err error
	if len(events) > 0 {
		if p, err = l.engine.Restore(p.ID(), append(p.Events(), events...)); err != nil {
			return err
		}
	}
	id := newCarrier(p, step.Other, now).free(shortened(act.ID)+record.EventID("."+string(step.Step)), marked(act.ID, step.Other))
	applied, err := l.step(p, step, id, act.actor, at, now)
	if err != nil {
		return err
	}
	recorded := append(events[:len(events):len(events)], applied.Recorded...)
	if err := l.keep(ctx, have, applied.Plan, recorded, now); err != nil {
		return err
	}
	out.recorded, out.appeared, out.withdrawn = recorded, applied.Appeared, applied.Withdrawn
	out.stands, err = l.load(ctx, p.ID())
	return err
}
