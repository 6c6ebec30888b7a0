package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// Merging is the order to take two plans for those of one person.
type Merging struct {
	ID         record.EventID // names the act; the same order under the same ID is carried out once
	Into       plan.ID        // the plan that stands
	From       plan.ID        // the one that closes
	Actor      record.Actor   // who says so; required
	Reason     string         // why; required
	ExpectInto Expectation
	ExpectFrom Expectation
}

// Merged is what Merge did.
type Merged struct {
	Snapshot                   // the plan that stands
	Recorded  []record.Event   // in it, in this order
	Alike     []Likeness       // what a person has to look at; of a replay: it stands in Recorded
	Appeared  []plan.Finding   // violations that were in neither record; of a replay: none
	Withdrawn []plan.Deviation // deviations that hold no more in the light of both; of a replay: none
	Replayed  bool             // the order had been carried out before
}

// Merge makes one record of two, because somebody says that both are of one person. The plan that stands gets every event of the other one,
// with the time of now as when it was told there, and is judged again by the rules: nothing is refused, and what breaks is a deviation. The
// same event twice, statements that contradict each other, and doses to take home for the same days are found (Merged.Alike), and the
// findings are on record. The other plan stays on record as it was, and closes: what asks for it is a *MergedError, which names the one
// that stands. Split is the way back.
//
// The act is begun in the plan that stands, decided in the other, and ended in the plan that stands. Whatever happens in between, nothing that
// was acknowledged is lost or counts twice in one plan: whoever asks for the plan that stands next brings the act to its end first.
//
// Errors are ErrAct for an order without its parts, those of Apply and of the store, and *ConflictError, for either plan. With an error but
// ErrUncertain and ErrUnfinished both plans are as they were, but for a note that the act was given up.
func (l *Ledger) Merge(ctx context.Context, m Merging) (Merged, error) {
	act := Act{Step: StepMergeBegun, ID: m.ID, Other: m.From, Reason: m.Reason, Seen: m.ExpectFrom.version}
	done, err := l.carryOut(ctx, order{act, m.Into, m.Actor, m.ExpectInto, m.ExpectFrom, nil})
	if err != nil {
		return Merged{}, err
	}
	return Merged{done.stands.Snapshot, done.recorded, done.alike, done.appeared, done.withdrawn, done.replayed}, nil
}

// order is what Merge and Split have in common.
type order struct {
	Act
	plan   plan.ID // that stands
	actor  record.Actor
	expect Expectation
	other  Expectation
	moves  []record.EventID
}

// outcome is what an order came to.
type outcome struct {
	stands, other loaded
	recorded      []record.Event // in the plan that stands
	there         []record.Event // in the other
	alike         []Likeness
	appeared      []plan.Finding
	withdrawn     []plan.Deviation
	replayed      bool
}

func (o *order) validate() error {
	switch {
	case o.actor.IsZero() || strings.TrimSpace(o.Reason) == "":
		return fmt.Errorf("%w: somebody has to say it, and why", ErrAct)
	case len(o.Reason) > record.MaxName || !utf8.ValidString(o.Reason):
		return fmt.Errorf("%w: the reason is a text of at most %d bytes", ErrAct, record.MaxName)
	case o.plan == o.Other || o.plan == "" || o.Other == "" || !isText(string(o.Other)):
		return fmt.Errorf("%w: two plans are wanted", ErrAct)
	}
	return nil
}

// carryOut begins an act, and brings it to its end.
func (l *Ledger) carryOut(ctx context.Context, o order) (outcome, error) {
	if err := o.validate(); err != nil {
		return outcome{}, err
	}
	leave, err := l.gates.enterAll(ctx, o.plan, o.Other)
	if err != nil {
		return outcome{}, err
	}
	defer leave()
	for range attempts {
		out, err := l.begin(ctx, o)
		if !errors.Is(err, ErrConflict) || errors.As(err, new(*settledError)) {
			return out, plainly(err)
		}
	}
	return outcome{}, fmt.Errorf("%w: another process was always faster", ErrConflict)
}

// settledError is an error that trying again does not mend.
type settledError struct{ error }

func (e *settledError) Unwrap() error { return e.error }

// plainly takes the wrapping off an error that no caller sees.
func plainly(err error) error {
	var settled *settledError
	if errors.As(err, &settled) {
		return settled.error
	}
	return err
}

func (l *Ledger) begin(ctx context.Context, o order) (outcome, error) {
	stands, err := l.load(ctx, o.plan)
	if err != nil {
		return outcome{}, err
	}
	if out, err := l.replayed(stands, o); err == nil || !errors.Is(err, errNew) {
		return out, err
	}
	switch {
	case stands.acts.pending != nil:
		if _, err := l.finish(ctx, o.plan); err != nil && !errors.As(err, new(*settledError)) {
			return outcome{}, err
		}
		return l.begin(ctx, o)
	case stands.acts.closed != nil:
		return outcome{}, merged(o.plan, stands.acts)
	case o.expect.stated && o.expect.version != stands.Version:
		return outcome{}, &settledError{conflict(o.plan, o.expect.version, stands.Version, stands.Plan.Events())}
	}
	other, err := l.settled(ctx, o.Other)
	if errors.Is(err, ErrUnknownPlan) && o.Step == StepSplitBegun {
		other, err = loaded{Snapshot: Snapshot{Plan: l.engine.Open(o.Other)}}, nil
	}
	if err != nil {
		return outcome{}, err
	}
	if o.other.stated && o.other.version != other.Version {
		return outcome{}, &settledError{conflict(o.Other, o.other.version, other.Version, other.Plan.Events())}
	}
	if err := l.possible(stands, other, o); err != nil {
		return outcome{}, err
	}
	if err := l.announceAct(ctx, stands, o, latest(stands.at, other.at)); err != nil {
		if have, failed := l.load(ctx, o.plan); errors.Is(err, ErrConflict) && o.expect.stated && failed == nil {
			err = &settledError{conflict(o.plan, o.expect.version, have.Version, have.Plan.Events())}
		}
		return outcome{}, err
	}
	out, err := l.finish(ctx, o.plan)
	if err == nil {
		out.recorded = out.stands.Plan.Events()[stands.Version:]
	}
	return out, err
}

// possible says whether the order fits both plans.
func (l *Ledger) possible(stands, other loaded, o order) error {
	into := other.acts.closed
	switch {
	case o.Step == StepMergeBegun && into != nil:
		return merged(o.Other, other.acts)
	case o.Step == StepMergeBegun:
		return nil
	case into != nil && into.into != o.plan:
		return merged(o.Other, other.acts)
	case into == nil && other.Version > 0:
		return fmt.Errorf("%w: the other plan was never merged into this one", ErrAct)
	case into == nil && len(o.moves) == 0:
		return fmt.Errorf("%w: a new plan begins with an event", ErrAct)
	}
	for _, id := range o.moves {
		m, found := stands.Plan.Event(id)
		if !found || m.Void || m.Cause != "" || m.Body.Kind() == record.KindRetracted || isAct(&m.Event) {
			return fmt.Errorf("%w: %q is no event that counts and that somebody told", ErrAct, id)
		}
	}
	return nil
}

// announceAct begins an act.
func (l *Ledger) announceAct(ctx context.Context, stands loaded, o order, last time.Time) error {
	now, err := l.now(last)
	if err != nil {
		return err
	}
	list := []Act{o.Act}
	for _, id := range o.moves {
		list = append(list, Act{Step: StepSplitMoves, ID: o.ID, Event: id})
	}
	p, recorded := stands.Plan, []record.Event(nil)
	names := newCarrier(p, o.Other, now)
	for i, act := range list {
		id := o.ID
		if i > 0 {
			id = names.free(shortened(o.ID)+".e", marked(o.ID, o.Other))
		}
		out, err := l.step(p, act, id, o.actor, now, now)
		if err != nil {
			return err
		}
		p, recorded = out.Plan, append(recorded, out.Recorded...)
	}
	return l.keep(ctx, stands, p, recorded, now)
}

// step applies the record of a step.
func (l *Ledger) step(p plan.Plan, act Act, id record.EventID, by record.Actor, at, now time.Time) (plan.Outcome, error) {
	body, err := act.body()
	if err != nil {
		return plan.Outcome{}, err
	}
	return l.engine.Apply(p, record.Event{ID: id, At: at, Recorded: now, Actor: by, Body: body})
}

// keep appends what was recorded of a plan. A plan that closes has no deadlines.
func (l *Ledger) keep(ctx context.Context, have loaded, p plan.Plan, recorded []record.Event, now time.Time) error {
	b := Batch{Plan: p.ID(), Expected: have.Version, Header: l.header(p.ID()), Events: recorded, At: now}
	next := have.acts.with(have.Version, recorded)
	if next.closed == nil {
		var err error
		if b.Deadlines, err = l.deadlines(p, now); err != nil {
			return err
		}
	}
	commit, err := l.store.Append(ctx, b)
	if err != nil {
		l.cache.drop(b.Plan)
		return err
	}
	l.cache.put(b.Plan, Snapshot{p, commit.To, next})
	l.announce()
	return nil
}

var errNew = errors.New("ledger: the act is not on record")

// replayed answers an order from the record; errNew if it is not there.
func (l *Ledger) replayed(stands loaded, o order) (outcome, error) {
	m, found := stands.Plan.Event(o.ID)
	if !found {
		return outcome{}, errNew
	}
	act, ok := ActOf(&m.Event)
	if !ok || act.Step != o.Step || act.Other != o.Other || act.Reason != o.Reason || act.Seen != o.Seen || m.Actor != o.actor {
		return outcome{}, fmt.Errorf("%w: %q", plan.ErrConflict, o.ID)
	}
	if p := stands.acts.pending; p != nil && p.ID == o.ID {
		return outcome{}, errNew // to be brought to its end
	}
	events := stands.Plan.Events()
	begun := slices.IndexFunc(events, func(ev record.Event) bool { return ev.ID == o.ID })
	for i := begun; i < len(events); i++ {
		step, ok := ActOf(&events[i])
		switch {
		case !ok || step.ID != o.ID:
		case step.Step == StepAbandoned:
			return outcome{}, fmt.Errorf("%w: %s", ErrAbandoned, step.Reason)
		case step.Step == StepMerged || step.Step == StepSplit:
			last := i + 1
			for last < len(events) && events[last].Cause != "" { // what was derived stands behind it
				last++
			}
			return outcome{stands: stands, recorded: events[begun:last], replayed: true}, nil
		}
	}
	return outcome{}, errNew
}

// settled is load for a plan with nothing under way.
func (l *Ledger) settled(ctx context.Context, id plan.ID) (loaded, error) {
	have, err := l.load(ctx, id)
	for range attempts {
		if err != nil || have.acts.pending == nil {
			return have, err
		}
		if err := l.finishAny(ctx, id); err != nil {
			return loaded{}, err
		}
		have, err = l.load(ctx, id)
	}
	return loaded{}, fmt.Errorf("%w: another process was always faster", ErrConflict)
}

// current is settled for a plan that is open.
func (l *Ledger) current(ctx context.Context, id plan.ID) (loaded, error) {
	have, err := l.peek(ctx, id)
	if err == nil && have.acts.pending != nil {
		if err = l.settle(ctx, id, have.acts.pending.Other); err == nil {
			have, err = l.load(ctx, id)
		}
	}
	if err == nil && have.acts.closed != nil {
		err = merged(id, have.acts)
	}
	if err != nil {
		return loaded{}, err
	}
	return have, nil
}

// peek is load for who wants the plan alone: where the store can say that a snapshot is the plan as it is on record, nothing is read.
func (l *Ledger) peek(ctx context.Context, id plan.ID) (loaded, error) {
	if store, can := l.store.(Peeker); can {
		if have := l.cache.get(id); have.Version > 0 {
			if v, err := store.Peek(ctx, id); err == nil && v == have.Version {
				return loaded{Snapshot: have}, nil
			}
		}
	}
	return l.load(ctx, id)
}

// settle brings to its end what is under way between two plans.
func (l *Ledger) settle(ctx context.Context, id, other plan.ID) error {
	leave, err := l.gates.enterAll(ctx, id, other)
	if err != nil {
		return err
	}
	defer leave()
	return l.finishAny(ctx, id)
}

// finishAny is finish for somebody who wants to know nothing but that it is over.
func (l *Ledger) finishAny(ctx context.Context, id plan.ID) error {
	_, err := l.finish(ctx, id)
	if errors.As(err, new(*settledError)) {
		return nil // it was given up
	}
	return err
}

func merged(id plan.ID, a acts) error {
	return &MergedError{Plan: id, Into: a.closed.into, At: a.closed.at}
}
