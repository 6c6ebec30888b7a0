package sim

import (
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// flow is what individuals gather of a reward, by cycle: whole numbers, so that it is the same in whatever order people are added up. A
// stay is two entries, at the moment at which its value begins to be gathered and at the one after the last, whatever its length.
type flow struct {
	w      *reward
	cycles int
	stays  []wide // by span and moment: steps of value per cycle that begin there, less those that end
	single []wide // by arm and group, then cycle: steps of what is gathered once
}

// wide is a whole number of 128 bits in two's complement, the lowest word first: a person's value is at most 2^53 steps, of at most 2^40
// people with fewer than 2^32 entries each.
type wide [2]uint64

func (x *wide) note(steps int64) {
	var carry uint64
	x[0], carry = bits.Add64(x[0], uint64(steps), 0)
	x[1] += uint64(steps>>63) + carry
}

func (x *wide) add(y wide) {
	var carry uint64
	x[0], carry = bits.Add64(x[0], y[0], 0)
	x[1] += y[1] + carry
}

func (x wide) number() float64 {
	if int64(x[1]) < 0 {
		low, borrow := bits.Sub64(0, x[0], 0)
		return -float64(float64(-x[1]-borrow)*0x1p64 + float64(low))
	}
	return float64(float64(x[1])*0x1p64) + float64(x[0])
}

func newFlow(c *Compiled, reward int) flow {
	w := &c.rewards[reward]
	return flow{w: w, cycles: c.horizon, stays: make([]wide, w.cells), single: make([]wide, len(c.units)*c.horizon)}
}

// finestFor returns the grain of the largest value for a cycle.
func (w *reward) finestFor() float64 {
	largest := 0.0
	for _, l := range w.layers {
		for _, spans := range l.spans {
			for _, s := range spans {
				for _, v := range s.values {
					largest = max(largest, greatest(v.inBand))
				}
			}
		}
	}
	if largest == 0 {
		return 1
	}
	_, exponent := math.Frexp(largest)
	return math.Ldexp(1, min(max(finest-exponent, -1000), 1000))
}

// stay notes that a value is gathered at the moments from ≤ moment < to of a span.
func (f *flow) stay(s *span, value float64, from, to int) {
	from, to = max(from, s.from), min(to, s.to+1)
	if from >= to {
		return
	}
	steps := int64(math.RoundToEven(value * f.w.grain))
	f.stays[s.cell+from-s.from].note(steps)
	f.stays[s.cell+to-s.from].note(-steps)
}

// once notes a value that is gathered once, in a cycle.
func (f *flow) once(unit, cycle int, value float64) {
	f.single[unit*f.cycles+cycle].note(f.w.steps(value))
}

func (f *flow) add(other flow) {
	for i, x := range other.stays {
		f.stays[i].add(x)
	}
	for i, x := range other.single {
		f.single[i].add(x)
	}
}

// words returns the numbers, for archives and digests.
func (f *flow) words() []*uint64 {
	var all []*uint64
	for _, cells := range [][]wide{f.stays, f.single} {
		for i := range cells {
			all = append(all, &cells[i][0], &cells[i][1])
		}
	}
	return all
}

// of adds what all people of a unit gathered in each cycle.
func (f *flow) of(unit int, into []float64) {
	for cycle := range into {
		into[cycle] += f.single[unit*f.cycles+cycle].number() / f.w.unit
	}
	for _, l := range f.w.layers {
		for _, s := range l.spans[unit] {
			var present wide
			for m, weight := range s.at {
				present.add(f.stays[s.cell+m])
				divide(into, s.from+m, float64(present.number()/f.w.grain*weight), s.earlier[m])
			}
		}
	}
}

// divide gives a part of a value to the cycle before a moment and the rest to the one that starts with it.
func divide(into []float64, moment int, value, earlier float64) {
	if value == 0 { // as at the ends that a timing does not count, beyond which there is no cycle
		return
	}
	if earlier > 0 {
		into[moment-1] += float64(value * earlier)
	}
	if earlier < 1 {
		into[moment] += float64(value * (1 - earlier))
	}
}

// earlier returns what part of a moment's value belongs to the cycle before it, in a stretch of cycles of that length: none where people
// count at the start of a cycle, all where they count at its end, and half of it between two cycles.
func (t Timing) earlier(moment, length int) float64 {
	switch {
	case t == CycleStart || moment == 0:
		return 0
	case t == CycleEnd || moment == length:
		return 1
	}
	return 0.5
}

// rewardCells is how many numbers hold the rewards of a unit.
func (c *Compiled) rewardCells(byCycle bool) int {
	if byCycle {
		return len(c.rewards) * (1 + c.horizon)
	}
	return len(c.rewards)
}

// gather adds a value at a moment to a reward, and to the cycles that it belongs to, if they are kept.
func (r *course) gather(c *Compiled, reward, moment int, value, earlier float64) {
	r.rewards[reward] += value
	if len(r.rewards) > len(c.rewards) {
		divide(r.rewards[len(c.rewards)+reward*c.horizon:][:c.horizon], moment, value, earlier)
	}
}

// RewardByCycle returns the mean of what a person of the arm gathers of a reward in each cycle (of the group, after Group: per person of
// the study), discounted as the reward is; they sum to Reward. What happens once belongs to the cycle in which it happens; the value
// of a state at the moment between two cycles to the one that ended, the one that begins or half to each, as the timing says. Under
// Simpson's rule, whose weights are of cycles by two, half to each is exact for pairs of cycles only. It has no standard error. A study
// that did not keep it (Study.ByCycle) is ErrStudy.
func (r *Result) RewardByCycle(arm, name string) ([]float64, error) {
	i := slices.IndexFunc(r.c.rewards, func(w reward) bool { return w.name == name })
	if i < 0 {
		return nil, fmt.Errorf("%w: reward %q", ErrUnknown, name)
	}
	if !r.study.ByCycle {
		return nil, fmt.Errorf("%w: the study did not keep rewards by cycle", ErrStudy)
	}
	units, err := r.units(arm)
	if err != nil {
		return nil, err
	}
	all := make([]float64, r.c.horizon)
	for _, u := range units {
		if r.counts != nil {
			r.counts.flows[i].of(u, all)
			continue
		}
		for cycle, x := range r.rewards[u][len(r.c.rewards)+i*r.c.horizon:][:r.c.horizon] {
			all[cycle] += x
		}
	}
	if r.counts != nil {
		scale(all, 1/float64(r.people))
	}
	return all, nil
}

// ByYear adds up the values of cycles by year since the start: a cycle belongs to the year in which it begins.
func (c *Compiled) ByYear(cycles []float64) []float64 {
	var years []float64
	for cycle, x := range cycles {
		year := int(float64(cycle)/c.perYear + ageSlack)
		for len(years) <= year {
			years = append(years, 0)
		}
		years[year] += x
	}
	return years
}
