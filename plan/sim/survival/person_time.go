package survival

import (
	"fmt"
	"math"
	"slices"

	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
)

// PersonTime adds up the time that people spend in each state, divided into windows of the time since the state was entered,
// and counts what happens there: moves to other states and marks. With the windows cut at 4 weeks it answers how deadly the
// first four weeks in treatment, and the first four weeks after leaving it, are. It grows by Add and Merge. It must be made
// by NewPersonTime.
//
// Times add exactly, in any order, as long as they are whole numbers or other multiples of a power of two.
type PersonTime struct {
	states, kinds int
	cuts          []float64
	time          []float64 // windows in a row for each state
	moves         []int64   // states in a row for each window of each state
	marks         []int64   // kinds in a row for each window of each state
}

// NewPersonTime makes an empty PersonTime for states 0 to states−1 and kinds of marks 0 to kinds−1. The cuts, in order and
// positive, divide the time since a state was entered into windows: none gives one window, a cut at 4 gives the time up to 4, the 4
// included, and the time after. What happens at a cut belongs to the window that it ends. It returns ErrRange or ErrTime.
func NewPersonTime(states, kinds int, cuts ...float64) (*PersonTime, error) {
	if states < 1 || kinds < 0 {
		return nil, fmt.Errorf("%w: %d states, %d kinds", ErrRange, states, kinds)
	}
	last := 0.0
	for _, c := range cuts {
		if !usable(c) || c <= last {
			return nil, fmt.Errorf("%w: window cut at %v", ErrTime, c)
		}
		last = c
	}
	cells := states * (len(cuts) + 1)
	return &PersonTime{
		states: states, kinds: kinds, cuts: slices.Clone(cuts),
		time: make([]float64, cells), moves: make([]int64, cells*states), marks: make([]int64, cells*kinds),
	}, nil
}

// Add counts a person. A mark at the time of a move belongs to the stay that ends there; at the first entry, to the stay that
// begins. It returns the error of Validate, or ErrRange for a state or kind outside the lists, and then counts nothing.
func (t *PersonTime) Add(h History) error {
	if err := h.check(t.states); err != nil {
		return err
	}
	for _, m := range h.Marks {
		if m.Kind < 0 || int(m.Kind) >= t.kinds {
			return fmt.Errorf("%w: kind %d of %d", ErrRange, m.Kind, t.kinds)
		}
	}
	marks := h.Marks
	for i, e := range h.Entries {
		until := h.End
		if i+1 < len(h.Entries) {
			until = h.Entries[i+1].At
		}
		t.spend(e.State, until-e.At)
		for len(marks) > 0 && marks[0].At <= until {
			t.marks[t.cell(e.State, marks[0].At-e.At)*t.kinds+int(marks[0].Kind)]++
			marks = marks[1:]
		}
		if i+1 < len(h.Entries) {
			t.moves[t.cell(e.State, until-e.At)*t.states+int(h.Entries[i+1].State)]++
		}
	}
	return nil
}

// spend adds a stay to the windows that it runs through.
func (t *PersonTime) spend(s State, stay float64) {
	cell, from := t.cell(s, 0), 0.0
	for _, cut := range t.cuts {
		if stay <= cut {
			break
		}
		t.time[cell] += cut - from
		cell, from = cell+1, cut
	}
	t.time[cell] += stay - from
}

// cell is the index of a state and the window in which the time since its entry lies.
func (t *PersonTime) cell(s State, since float64) int {
	window, _ := slices.BinarySearch(t.cuts, since) // the first cut that is not before it
	return int(s)*(len(t.cuts)+1) + window
}

// Merge adds what another PersonTime counted. It returns ErrRange unless both have the same states, kinds and cuts.
func (t *PersonTime) Merge(other *PersonTime) error {
	if t.states != other.states || t.kinds != other.kinds || !slices.Equal(t.cuts, other.cuts) {
		return fmt.Errorf("%w: person-times of other states, kinds or windows", ErrRange)
	}
	for i, v := range other.time {
		t.time[i] += v
	}
	addTo(t.moves, other.moves)
	addTo(t.marks, other.marks)
	return nil
}

// Moves is the rate of moves from one state to another in a window of the first, counted from 0.
func (t *PersonTime) Moves(from State, window int, to State) Rate {
	cell := int(from)*(len(t.cuts)+1) + window
	return Rate{Events: t.moves[cell*t.states+int(to)], Time: t.time[cell]}
}

// Marks is the rate of marks of a kind in a window of a state.
func (t *PersonTime) Marks(in State, window int, kind Kind) Rate {
	cell := int(in)*(len(t.cuts)+1) + window
	return Rate{Events: t.marks[cell*t.kinds+int(kind)], Time: t.time[cell]}
}

// Windows is the number of windows.
func (t *PersonTime) Windows() int { return len(t.cuts) + 1 }

// Rate is a number of events in an amount of person-time.
type Rate struct {
	Events int64   // from 0 on
	Time   float64 // in the unit of the histories
}

// Plus adds two Rates, for example the windows of a state.
func (r Rate) Plus(other Rate) Rate { return Rate{r.Events + other.Events, r.Time + other.Time} }

// Per is the number of events per so much person-time, for example Per(1000*52) per 1 000 person-years if time is in weeks. It
// is NaN without any events and time, infinite with events and no time.
func (r Rate) Per(time float64) float64 { return float64(r.Events) / r.Time * time }

// Exact returns the exact (Garwood) limits of the rate per so much person-time, from the Poisson law of the number of events.
// It returns ErrLimits for a level that is not strictly between 0 and 1, ErrEmpty without person-time, ErrCount for a
// negative number.
func (r Rate) Exact(level, per float64) (low, high float64, err error) {
	switch {
	case !(level > 0 && level < 1):
		return 0, 0, fmt.Errorf("%w: level %v", ErrLimits, level)
	case !(r.Time > 0) || math.IsInf(r.Time, 1):
		return 0, 0, fmt.Errorf("%w: person-time %v", ErrEmpty, r.Time)
	case r.Events < 0:
		return 0, 0, fmt.Errorf("%w: %d events", ErrCount, r.Events)
	}
	if r.Events > 0 {
		low = distribution.StandardGammaQuantile(float64(r.Events), (1-level)/2) / r.Time * per
	}
	high = distribution.StandardGammaQuantile(float64(r.Events)+1, (1+level)/2) / r.Time * per
	return low, high, nil
}
