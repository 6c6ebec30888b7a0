package main

import (
	"fmt"
	"iter"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/survival"
)

// histories yields the simulated people of an arm as histories of numbered states, for the estimators of package survival.
func histories(c *sim.Compiled, m sim.Model, study sim.Study, arm string) iter.Seq2[survival.History, error] {
	number := map[string]survival.State{}
	for i, s := range m.States {
		number[s.Name] = survival.State(i)
	}
	return func(yield func(survival.History, error) bool) {
		for path, err := range c.Paths(study) {
			if err != nil {
				yield(survival.History{}, err)
				return
			}
			if path.Arm != arm {
				continue
			}
			h := survival.History{End: float64(path.Horizon)}
			for _, r := range path.Records {
				h.Entries = append(h.Entries, survival.Entry{At: float64(r.Moment), State: number[r.State]})
			}
			if !yield(h, nil) {
				return
			}
		}
	}
}

// timesTo counts, in each arm, the times until the state is entered.
func timesTo(m sim.Model, study sim.Study, state string, arms ...string) ([]survival.Table, error) {
	c, err := m.Compile()
	if err != nil {
		return nil, err
	}
	tables := make([]survival.Table, len(arms))
	for i, arm := range arms {
		var records []survival.Record
		for h, err := range histories(c, m, study, arm) {
			if err != nil {
				return nil, err
			}
			records = append(records, survival.TimeTo(h, func(s survival.State) survival.Cause {
				if m.States[s].Name == state {
					return 1
				}
				return survival.Censored
			}))
		}
		if tables[i], err = survival.Tabulate(records); err != nil {
			return nil, fmt.Errorf("arm %q: %w", arm, err)
		}
	}
	return tables, nil
}

// outside is a curve of the share who are not in a state, week by week.
func outside(r *sim.Result, arm, state string) ([]point, error) {
	in, err := r.Occupancy(arm, state)
	if err != nil {
		return nil, err
	}
	curve := make([]point, len(in))
	for week, share := range in {
		curve[week] = point{float64(week), 1 - share}
	}
	return curve, nil
}
