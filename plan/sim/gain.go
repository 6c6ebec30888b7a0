package sim

import (
	"fmt"
	"slices"
)

// Comparator returns the arm that Gain compares with: the one that the model names, or its first.
func (c *Compiled) Comparator() string {
	if c.model.Comparator != "" {
		return c.model.Comparator
	}
	return c.model.Arms[0].Name
}

// Gain returns how much more of a reward a person has in an arm than in the comparator of the model; see Difference.
func (r *Result) Gain(arm, name string) (Estimate, error) {
	return r.Difference(arm, r.c.Comparator(), name)
}

// Difference returns how much more of a reward a person has in one arm than in another, any two of the model. The same people with the
// same draws live in both arms, so its standard error is that of their differences, person by person; see package sim. After Group it
// is the sum of both arms' standard errors, which that of the differences never exceeds. Between an arm and itself it is exactly 0.
func (r *Result) Difference(arm, than, name string) (Estimate, error) {
	i := slices.IndexFunc(r.c.rewards, func(w reward) bool { return w.name == name })
	a, b := slices.Index(r.c.Arms(), arm), slices.Index(r.c.Arms(), than)
	if i < 0 || a < 0 || b < 0 {
		return Estimate{}, fmt.Errorf("%w: arms %q and %q, reward %q", ErrUnknown, arm, than, name)
	}
	if a == b {
		return Estimate{}, nil
	}
	if r.counts != nil && r.group == noValue {
		w := &r.c.rewards[i]
		here, _ := r.units(arm)
		there, err := r.units(than)
		e := r.counts.against[pairOf(min(a, b), max(a, b))][i].estimate(r.people, w.unit, w.varies(append(here, there...)))
		if a < b {
			e.Mean = 0 - e.Mean // and never −0
		}
		return r.c.alone(e), err
	}
	here, err := r.Reward(arm, name)
	if err != nil {
		return Estimate{}, err
	}
	there, err := r.Reward(than, name)
	return Estimate{Mean: here.Mean - there.Mean, StandardError: here.StandardError + there.StandardError}, err
}
