package survival

import (
	"cmp"
	"fmt"
	"slices"
)

// Flow is how many people made a move, as their first, second, … one: a band of a Sankey diagram.
type Flow struct {
	Step     int // 1 for the first move
	From, To State
	People   int64
}

// Flows counts the first moves of people. It grows by Add and Merge. It must be made by NewFlows.
type Flows struct {
	states, steps int
	counts        []int64 // to, from, step, fastest first
	stopped       []int64 // by state and number of moves made: people whose observation ended
}

// NewFlows makes empty Flows for states 0 to states−1 and the first steps moves. It returns ErrRange if either is below 1.
func NewFlows(states, steps int) (*Flows, error) {
	if states < 1 || steps < 1 {
		return nil, fmt.Errorf("%w: %d states, %d steps", ErrRange, states, steps)
	}
	return &Flows{
		states: states, steps: steps,
		counts: make([]int64, steps*states*states), stopped: make([]int64, steps*states),
	}, nil
}

// Add counts a person. It returns the error of Validate, or ErrRange for a state outside the list, and then counts nothing.
func (f *Flows) Add(h History) error {
	if err := h.check(f.states); err != nil {
		return err
	}
	for i := range min(f.steps, len(h.Entries)-1) {
		f.counts[(i*f.states+int(h.Entries[i].State))*f.states+int(h.Entries[i+1].State)]++
	}
	if made := len(h.Entries) - 1; made < f.steps {
		f.stopped[made*f.states+int(h.Entries[made].State)]++
	}
	return nil
}

// Merge adds what other Flows counted. It returns ErrRange unless both have the same states and steps.
func (f *Flows) Merge(other *Flows) error {
	if f.states != other.states || f.steps != other.steps {
		return fmt.Errorf("%w: flows of other states or steps", ErrRange)
	}
	addTo(f.counts, other.counts)
	addTo(f.stopped, other.stopped)
	return nil
}

// All returns the flows with people in them: by step, then the largest first, then by the numbers of the states.
func (f *Flows) All() []Flow {
	var flows []Flow
	for i, n := range f.counts {
		if n > 0 {
			from, to := i/f.states%f.states, i%f.states
			flows = append(flows, Flow{Step: i/f.states/f.states + 1, From: State(from), To: State(to), People: n})
		}
	}
	slices.SortStableFunc(flows, func(a, b Flow) int {
		return cmp.Or(cmp.Compare(a.Step, b.Step), -cmp.Compare(a.People, b.People))
	})
	return flows
}

// Stopped is the number of people who were still in the state when observation ended, after having made that many moves (0 to
// steps−1).
func (f *Flows) Stopped(moves int, s State) int64 { return f.stopped[moves*f.states+int(s)] }
