package ledger

import (
	"context"
	"errors"
	"slices"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
)

// Agenda returns what can be done on the day or is late then, over all plans, in the order of Deadline.Compare, from the first one
// after the given deadline (the zero Deadline: from the beginning); at most limit, and as many as the store likes if that is zero. No
// plan is folded.
//
// Deadlines are those that were worked out when their plan last changed. What becomes due because time passes, with no event, or by rules
// that are newer, is among them after Remind.
func (l *Ledger) Agenda(ctx context.Context, day civil.Date, after Deadline, limit int) ([]Deadline, error) {
	return l.store.Due(ctx, day, after, limit)
}

// Today returns the day on which the ledger's clock is now, where the engine's days begin and end.
func (l *Ledger) Today() civil.Date { return l.engine.DayOf(l.options.Clock()) }

// Remind works out the deadlines of a plan again, by the engine and the time of now, and puts them on record if they are others. Hosts call
// it for each plan once a day, and after a change of rules.
func (l *Ledger) Remind(ctx context.Context, id plan.ID) error {
	leave, err := l.gates.enter(ctx, id)
	if err != nil {
		return err
	}
	defer leave()
	for range attempts {
		if err = l.remind(ctx, id); !errors.Is(err, ErrConflict) {
			return err
		}
	}
	return err
}

func (l *Ledger) remind(ctx context.Context, id plan.ID) error {
	have, err := l.load(ctx, id)
	if err != nil || have.acts.closed != nil { // what is due is due in the plan that it was merged into
		return err
	}
	now, err := l.now(have.at)
	if err != nil {
		return err
	}
	open, err := l.deadlines(have.Plan, now)
	if err != nil || slices.Equal(open, have.deadlines) {
		return err
	}
	if _, err := l.store.Append(ctx, Batch{Plan: id, Expected: have.Version, Deadlines: open, At: now}); err != nil {
		return err
	}
	l.announce()
	return nil
}
