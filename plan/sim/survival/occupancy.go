package survival

import (
	"fmt"
	"math"
	"slices"
)

// Occupancy counts, at chosen times, how many people are in each state. It grows by Add and Merge; the counts are whole
// numbers, so the order does not matter. It must be made by NewOccupancy.
type Occupancy struct {
	states int
	times  []float64
	counts []int64 // states in a row for each time
}

// NewOccupancy makes an empty Occupancy for states 0 to states−1 at the times, which must be in order. It returns ErrRange if
// there is no state, ErrTime for times that are out of order or not finite.
func NewOccupancy(states int, times []float64) (*Occupancy, error) {
	if states < 1 {
		return nil, fmt.Errorf("%w: %d states", ErrRange, states)
	}
	for i, now := range times {
		if !usable(now) || i > 0 && now <= times[i-1] {
			return nil, fmt.Errorf("%w: time %d is %v", ErrTime, i, now)
		}
	}
	return &Occupancy{states: states, times: slices.Clone(times), counts: make([]int64, states*len(times))}, nil
}

// Add counts a person, at the times from the first entry to the end of observation, both included. At the time of an entry the
// new state is held. It returns the error of Validate, or ErrRange for a state outside the list, and then counts nothing.
func (o *Occupancy) Add(h History) error {
	if err := h.check(o.states); err != nil {
		return err
	}
	at, _ := slices.BinarySearch(o.times, h.Entries[0].At)
	for i, e := range h.Entries {
		last := i == len(h.Entries)-1
		for ; at < len(o.times); at++ {
			if now := o.times[at]; last && now > h.End || !last && now >= h.Entries[i+1].At {
				break
			}
			o.counts[at*o.states+int(e.State)]++
		}
	}
	return nil
}

// check is Validate, and the range of the states.
func (h History) check(states int) error {
	if err := h.Validate(); err != nil {
		return err
	}
	for _, e := range h.Entries {
		if e.State < 0 || int(e.State) >= states {
			return fmt.Errorf("%w: state %d of %d", ErrRange, e.State, states)
		}
	}
	return nil
}

// Merge adds the counts of another Occupancy. It returns ErrRange unless both have the same states and times.
func (o *Occupancy) Merge(other *Occupancy) error {
	if o.states != other.states || !slices.Equal(o.times, other.times) {
		return fmt.Errorf("%w: occupancies of other states or times", ErrRange)
	}
	addTo(o.counts, other.counts)
	return nil
}

func addTo(sum, more []int64) {
	for i, v := range more {
		sum[i] += v
	}
}

// Times returns the times.
func (o *Occupancy) Times() []float64 { return slices.Clone(o.times) }

// Count is the number of people in the state at the i-th time.
func (o *Occupancy) Count(i int, s State) int64 { return o.counts[i*o.states+int(s)] }

// Observed is the number of people under observation at the i-th time.
func (o *Occupancy) Observed(i int) int64 {
	var sum int64
	for _, n := range o.counts[i*o.states : (i+1)*o.states] {
		sum += n
	}
	return sum
}

// Share is the share of the people under observation who are in the state at the i-th time, with its binomial standard error, which
// is the Monte-Carlo error if the people were simulated. Both are NaN if nobody is under observation.
func (o *Occupancy) Share(i int, s State) Estimate {
	n := float64(o.Observed(i))
	p := float64(o.Count(i, s)) / n
	return Estimate{Value: p, StdErr: math.Sqrt(p * (1 - p) / n)}
}
