package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
)

// AsOf says from where a plan is looked at.
type AsOf struct {
	Known time.Time // what had been told by then; zero: all that is on record
	Rules string    // the name of the engine (Options.Rules); empty: the one that judges now
}

// Past is a plan as it was known, and the engine to ask about it.
type Past struct {
	Plan   plan.Plan
	Engine *plan.Engine
}

// AsOf returns a plan as it was known at a time, to be asked under the rules of another day: Past.Engine.Check and the like answer what
// would have been said. What was said and recorded then is in the plan (Plan.Deviations, Plan.Overrides), whatever the engine. It is
// ErrUnknownRules if no engine has the name, and ErrUnknownPlan if nothing had been told of the plan by then.
// A plan that had been merged into another one by then is *MergedError; before, it is what it was.
func (l *Ledger) AsOf(ctx context.Context, id plan.ID, from AsOf) (Past, error) {
	engine := l.engine
	if from.Rules != "" {
		if engine = l.rules[from.Rules]; engine == nil {
			return Past{}, fmt.Errorf("%w: %q", ErrUnknownRules, from.Rules)
		}
	}
	have, err := l.known(ctx, id, from.Known)
	if err != nil {
		return Past{}, err
	}
	p := have.Plan
	if engine != l.engine { // states of one engine are not for another: its days may begin elsewhere
		if p, err = engine.Restore(id, p.Events()); err != nil {
			return Past{}, err
		}
	}
	if !from.Known.IsZero() {
		if p, err = engine.AsKnown(p, from.Known); err != nil {
			return Past{}, err
		}
	}
	if p.Len() == 0 {
		return Past{}, fmt.Errorf("%w: %q, as known at %s", ErrUnknownPlan, id, from.Known.Format(time.RFC3339))
	}
	return Past{p, engine}, nil
}

// known reads a plan that was open at a time.
func (l *Ledger) known(ctx context.Context, id plan.ID, at time.Time) (loaded, error) {
	if at.IsZero() {
		return l.current(ctx, id)
	}
	have, err := l.load(ctx, id)
	if err != nil {
		return loaded{}, err
	}
	events := have.Plan.Events()
	var then acts
	for i := range events {
		if !events[i].Known().After(at) {
			then = then.with(Version(i), events[i:i+1])
		}
	}
	if then.closed != nil {
		return loaded{}, merged(id, then)
	}
	return have, nil
}
