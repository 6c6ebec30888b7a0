package ledger

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/record"
)

// attempts is how often a request that expects no version is judged again because another process was faster.
const attempts = 16

// Apply judges an event by what is on record of a plan and puts it on record with what follows from it, as plan.Engine.Apply does:
// facts always, intents if they are allowed. Corrections and late entries are events like others. When it returns without an error, what
// the outcome says is durable. Errors are those of Engine.Apply, of this package and of the store.
func (l *Ledger) Apply(ctx context.Context, id plan.ID, r Request) (Outcome, error) {
	var out Outcome
	err := l.write(ctx, id, written{expect: r.Expect, key: r.Key, events: []record.Event{r.Event},
		judge: func(p plan.Plan, told []record.Event) (_ plan.Plan, recorded []record.Event, err error) {
			out = Outcome{}
			out.Outcome, err = l.engine.Apply(p, told[0])
			return out.Plan, out.Recorded, err
		},
		done:     func(v Version) { out.Version = v },
		replayed: func(r replay) { out = Outcome{replayedOutcome(r), r.now.Version, true} },
	})
	if err != nil {
		return Outcome{}, err
	}
	return out, nil
}

func replayedOutcome(r replay) plan.Outcome {
	return plan.Outcome{Plan: r.now.Plan, Duplicate: true, Decision: plan.Decision{Status: plan.Allowed}, Recorded: r.recorded}
}

// Amend takes in many events that were told late, as plan.Engine.Amend does: all that are allowed, as one batch. Errors are those of
// Engine.Amend, of this package and of the store; with an error nothing is on record.
func (l *Ledger) Amend(ctx context.Context, id plan.ID, b Batched) (Amendment, error) {
	var out Amendment
	err := l.write(ctx, id, written{expect: b.Expect, key: b.Key, events: b.Events,
		judge: func(p plan.Plan, told []record.Event) (_ plan.Plan, recorded []record.Event, err error) {
			out = Amendment{}
			out.Amendment, err = l.engine.Amend(p, told)
			return out.Plan, out.Recorded, err
		},
		done: func(v Version) { out.Version = v },
		replayed: func(r replay) {
			out = Amendment{plan.Amendment{Plan: r.now.Plan, Recorded: r.recorded}, r.now.Version, true}
		},
	})
	if err != nil {
		return Amendment{}, err
	}
	return out, nil
}

// Override grants a standing override, from now on.
func (l *Ledger) Override(ctx context.Context, id plan.ID, g Grant) (Outcome, error) {
	ev := record.Event{ID: g.ID, At: l.options.Clock().UTC().Round(0), Actor: g.Actor, Body: record.OverrideGranted{Override: g.Override}}
	if have, err := l.load(ctx, id); err == nil {
		if old, repeated := have.Plan.Event(g.ID); repeated {
			ev.At = old.At
		} else if ev.At, err = l.now(have.at); err != nil {
			return Outcome{}, err
		}
	}
	return l.Apply(ctx, id, Request{Event: ev, Expect: g.Expect, Key: g.Key})
}

// Check asks whether an intent would be allowed, and says by which version of the plan. Nothing is put on record. A plan of which
// nothing is on record is judged as one that begins.
func (l *Ledger) Check(ctx context.Context, id plan.ID, intent record.Event) (plan.Decision, Version, error) {
	have, err := l.current(ctx, id)
	if errors.Is(err, ErrUnknownPlan) {
		have, err = loaded{Snapshot: Snapshot{Plan: l.engine.Open(id)}}, nil
	}
	if err != nil {
		return plan.Decision{}, 0, err
	}
	decision, err := l.engine.Check(have.Plan, intent)
	return decision, have.Version, err
}

// written is a request that puts something on record.
type written struct {
	expect Expectation
	key    Key
	events []record.Event

	judge    func(plan.Plan, []record.Event) (plan.Plan, []record.Event, error)
	done     func(Version)
	replayed func(replay)
}

// replay is the answer from the record to a request that was carried out before.
type replay struct {
	now      Snapshot
	recorded []record.Event
}

// write carries a request out. One plan has one writer in this ledger at a time; those of other processes are met as conflicts.
func (l *Ledger) write(ctx context.Context, id plan.ID, w written) error {
	for range attempts {
		err := l.writeOpen(ctx, id, w)
		var pending *pendingError
		if !errors.As(err, &pending) {
			return err
		}
		if err := l.settle(ctx, id, pending.other); err != nil {
			return err
		}
	}
	return fmt.Errorf("%w: another process was always faster", ErrConflict)
}

// writeOpen carries a request out on a plan with no merger and no split under way.
func (l *Ledger) writeOpen(ctx context.Context, id plan.ID, w written) error {
	leave, err := l.gates.enter(ctx, id)
	if err != nil {
		return err
	}
	defer leave()
	request, err := digest(w.key, w.events)
	if err != nil {
		return err
	}
	for range attempts {
		if err = l.repeated(ctx, id, w, request); !errors.Is(err, ErrUnknownKey) {
			return err
		}
		err = l.attempt(ctx, id, w, request)
		lost := errors.Is(err, ErrKeyReused) || errors.Is(err, ErrConflict) && !w.expect.stated
		if !lost {
			return err
		}
	}
	return err
}

// repeated answers a request whose key is on record; ErrUnknownKey if it is not, or there is no key.
func (l *Ledger) repeated(ctx context.Context, id plan.ID, w written, request Digest) error {
	if w.key == "" {
		return ErrUnknownKey
	}
	c, err := l.store.Find(ctx, id, w.key)
	switch {
	case err != nil:
		return err
	case c.Request != request:
		return fmt.Errorf("%w: %q", ErrKeyReused, w.key)
	}
	have, err := l.load(ctx, id)
	if err != nil {
		return err
	}
	w.replayed(replay{have.Snapshot, have.Plan.Events()[c.From:c.To]})
	return nil
}

// digest is what a request is recognised by. Without a key it is not needed.
func digest(key Key, events []record.Event) (Digest, error) {
	if key == "" {
		return Digest{}, nil
	}
	hash := sha256.New()
	for i := range events {
		line, err := journal.Marshal(events[i])
		if err != nil {
			return Digest{}, err
		}
		hash.Write(append(line, '\n'))
	}
	return Digest(hash.Sum(nil)), nil
}

// attempt judges the events by what is on record and appends what follows.
func (l *Ledger) attempt(ctx context.Context, id plan.ID, w written, request Digest) error {
	have, err := l.expected(ctx, id, w.expect)
	if err != nil {
		return err
	}
	if err := permitted(have.Plan, w.events); err != nil {
		return err
	}
	now, err := l.now(have.at)
	if err != nil {
		return err
	}
	now = l.reached(now, w.events)
	events := make([]record.Event, len(w.events))
	for i := range events {
		events[i] = w.events[i]
		if err := told(have.Plan, &events[i], now); err != nil {
			return err
		}
	}
	p, recorded, err := w.judge(have.Plan, events)
	if err != nil || len(recorded) == 0 {
		w.done(have.Version)
		return err
	}
	return l.append(ctx, w, Snapshot{Plan: p, acts: have.acts}, Batch{Plan: id, Expected: have.Version, Header: l.header(id), Events: recorded, Key: w.key,
		Request: request, At: now})
}

// append puts a batch on record and keeps the plan that it led to.
func (l *Ledger) append(ctx context.Context, w written, next Snapshot, b Batch) (err error) {
	if b.Deadlines, err = l.deadlines(next.Plan, b.At); err != nil {
		return err
	}
	commit, err := l.store.Append(ctx, b)
	var stale *ConflictError
	switch {
	case errors.As(err, &stale) && w.expect.stated:
		have, failed := l.load(ctx, b.Plan)
		if failed != nil {
			return err
		}
		return conflict(b.Plan, b.Expected, have.Version, have.Plan.Events())
	case err != nil:
		l.cache.drop(b.Plan)
		return err
	}
	next.Version = commit.To
	l.cache.put(b.Plan, next)
	w.done(commit.To)
	l.announce()
	return nil
}

// deadlines are what is due for a plan and what is coming, seen from the given time.
func (l *Ledger) deadlines(p plan.Plan, at time.Time) ([]Deadline, error) {
	due, err := l.engine.Due(p, latest(at, p.Last()))
	if err != nil {
		return nil, err
	}
	open := make([]Deadline, len(due))
	for i := range due {
		o := &due[i]
		open[i] = Deadline{Plan: p.ID(), Duty: o.Duty, Title: o.Title, Why: o.Why, Earliest: o.Earliest, Due: o.Due, Latest: o.Latest}
	}
	return open, nil
}

func latest(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
