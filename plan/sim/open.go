package sim

import (
	"fmt"
	"math"
	"slices"

	"github.com/oudpath/oudpath/plan/sim/internal/portable"
)

// Open is an open cohort: people who start at different times and of whom each lives as the people of a result do, counted in the time of
// the calendar. It is made by (*Result).Open.
type Open struct {
	r      *Result
	people []float64 // who start, by moment
}

// Open lets people start at the moments from 0 on, so many at each; nobody starts after the last that is given. Numbers need not be whole.
// A result is of people who all start at moment 0, and everything that Open counts is linear in them, so that the same run serves every
// inflow, exactly where the engine is exact; the groups of who starts later have the shares and the ages of who starts first.
//
// What depends on the calendar cannot be moved in it: a model with a hazard on the clock Calendar, an effect limited by it, or a function is
// refused. That, numbers that are negative or not finite, and more numbers than moments are ErrStudy.
func (r *Result) Open(people ...float64) (*Open, error) {
	if err := r.c.CheckInflow(people...); err != nil {
		return nil, err
	}
	return &Open{r, people}, nil
}

// CheckInflow returns the error with which Open would refuse these people, and nil if it would not.
func (c *Compiled) CheckInflow(people ...float64) error {
	if len(people) == 0 || len(people) > c.horizon+1 {
		return fmt.Errorf("%w: people start at %d moments, of %d", ErrStudy, len(people), c.horizon+1)
	}
	if !slices.ContainsFunc(people, func(n float64) bool { return n != 0 }) {
		return fmt.Errorf("%w: nobody starts at any moment", ErrStudy)
	}
	for moment, n := range people {
		if !(n >= 0) || math.IsInf(n, 1) {
			return fmt.Errorf("%w: %v people start at moment %d", ErrStudy, n, moment)
		}
	}
	if what := c.dated(); what != "" {
		return fmt.Errorf("%w: %s, so that who starts later does not live as who starts first", ErrStudy, what)
	}
	return nil
}

// dated says what keeps a life from being moved in the calendar; empty if nothing does.
func (c *Compiled) dated() string {
	if c.called {
		return "the model has functions, which may look at the calendar"
	}
	if len(c.model.Capacities) > 0 {
		return "people wait for each other for slots"
	}
	for _, classes := range c.units {
		for _, s := range classes[0].sources() {
			if s.hazard.clock == Calendar && (s.hazard.flat() > 0 || s.hazard.kind == pointMass) {
				return "a hazard runs on the calendar"
			}
			for _, e := range s.effects {
				if !e.When.Calendar.Always() {
					return fmt.Sprintf("an effect on %q depends on the calendar", e.On)
				}
			}
		}
	}
	return ""
}

// Started returns how many people have started up to every moment, those of the moment included.
func (o *Open) Started() []float64 {
	started, all := make([]float64, o.r.c.horizon+1), 0.0
	for m := range started {
		if m < len(o.people) {
			all += o.people[m]
		}
		started[m] = all
	}
	return started
}

// People returns how many people are in a state, or in any state of a tag, at every moment. An arm or a state that the model does not have
// is ErrUnknown.
func (o *Open) People(arm, state string) ([]float64, error) {
	return o.spread(o.r.Occupancy(arm, state))
}

// Entries returns, at every moment, how many people came into a state, or a state of a tag, since the moment before, those who start there
// included: of a state of death, the deaths. An arm or a state that the model does not have is ErrUnknown.
func (o *Open) Entries(arm, state string) ([]float64, error) {
	return o.spread(o.r.Entries(arm, state))
}

// Events returns how often an event happened in every cycle; the value at the horizon is 0. An arm or an event that the model does not have
// is ErrUnknown.
func (o *Open) Events(arm, event string) ([]float64, error) {
	all, err := o.spread(o.r.Events(arm, event))
	if err == nil {
		all[o.r.c.horizon] = 0
	}
	return all, err
}

// RewardByCycle returns what all people gather of a reward in each cycle of the calendar, discounted to its moment 0: a cost by year is
// (*Compiled).ByYear of it. The study must have kept rewards by cycle (Study.ByCycle), and a value that is limited by the calendar cannot be
// moved in it: both are ErrStudy. An arm or a reward that the model does not have is ErrUnknown.
func (o *Open) RewardByCycle(arm, name string) ([]float64, error) {
	each, err := o.r.RewardByCycle(arm, name)
	if err != nil {
		return nil, err
	}
	of := o.r.c.model.Rewards[slices.IndexFunc(o.r.c.model.Rewards, func(w Reward) bool { return w.Name == name })]
	for i, p := range of.Parts {
		if !p.Calendar.Always() {
			return nil, fmt.Errorf("%w: part %d of reward %q depends on the calendar, so that who starts later does not gather what who starts first does",
				ErrStudy, i, name)
		}
	}
	all := make([]float64, len(each))
	for start, n := range o.people {
		if n == 0 || start >= len(each) {
			continue
		}
		later := n * portable.Pow(1+of.Discount, -float64(start)/o.r.c.perYear)
		for cycle, x := range each[:len(each)-start] {
			all[start+cycle] += float64(later * x)
		}
	}
	return all, nil
}

// spread adds up, at every moment, what is shared by those who have started at each moment before.
func (o *Open) spread(shares []float64, err error) ([]float64, error) {
	if err != nil {
		return nil, err
	}
	all := make([]float64, len(shares))
	for start, n := range o.people {
		if n == 0 {
			continue
		}
		for m, share := range shares[:len(shares)-start] {
			all[start+m] += float64(n * share)
		}
	}
	return all, nil
}
