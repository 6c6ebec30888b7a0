package economics

import (
	"fmt"
	"math"
	"slices"
)

// Sample holds the cost and effect of every strategy in every draw of a probabilistic analysis. The same draw of the parameters
// must have been used for all strategies. It must be made by NewSample.
type Sample struct {
	names        []string
	cost, effect []float64 // strategies in a row for each draw
}

// NewSample makes an empty Sample of strategies, which need names of their own. It returns ErrEmpty or ErrName.
func NewSample(names ...string) (*Sample, error) {
	if err := distinct(names); err != nil {
		return nil, err
	}
	return &Sample{names: slices.Clone(names)}, nil
}

// Add adds a draw: the cost and the effect of each strategy, in the order of the names. It returns ErrLength or ErrNumber, and then
// adds nothing.
func (s *Sample) Add(cost, effect []float64) error {
	if len(cost) != len(s.names) || len(effect) != len(s.names) {
		return fmt.Errorf("%w: %d costs, %d effects, %d strategies", ErrLength, len(cost), len(effect), len(s.names))
	}
	if err := finite("a cost", cost...); err != nil {
		return err
	}
	if err := finite("an effect", effect...); err != nil {
		return err
	}
	s.cost, s.effect = append(s.cost, cost...), append(s.effect, effect...)
	return nil
}

// Among returns the draws of some of the strategies, in the order given: whatever is asked of it, the best at a threshold or what it is
// worth to know more, is asked as if there were no others. It returns ErrEmpty, or ErrName for a name that is not in the Sample or given
// twice.
func (s *Sample) Among(names ...string) (*Sample, error) {
	some, err := NewSample(names...)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if _, err := s.index(name); err != nil {
			return nil, err
		}
	}
	for at := 0; at < len(s.cost); at += len(s.names) {
		for _, name := range names {
			k, _ := s.index(name)
			some.cost, some.effect = append(some.cost, s.cost[at+k]), append(some.effect, s.effect[at+k])
		}
	}
	return some, nil
}

// Names returns the strategies.
func (s *Sample) Names() []string { return slices.Clone(s.names) }

// Draws is the number of draws.
func (s *Sample) Draws() int { return len(s.cost) / len(s.names) }

// Means returns the mean cost and effect of each strategy, which is what Frontier compares. It returns ErrEmpty without draws.
func (s *Sample) Means() ([]Strategy, error) {
	if s.Draws() == 0 {
		return nil, ErrEmpty
	}
	means := make([]Strategy, len(s.names))
	for k, name := range s.names {
		m := Strategy{Name: name}
		for i := k; i < len(s.cost); i += len(s.names) {
			m.Cost += s.cost[i]
			m.Effect += s.effect[i]
		}
		m.Cost /= float64(s.Draws())
		m.Effect /= float64(s.Draws())
		means[k] = m
	}
	return means, nil
}

// index finds a strategy by name.
func (s *Sample) index(name string) (int, error) {
	k := slices.Index(s.names, name)
	if k < 0 {
		return 0, fmt.Errorf("%w: there is no %q", ErrName, name)
	}
	return k, nil
}

// benefits writes the net monetary benefit of each strategy in a draw into row.
func (s *Sample) benefits(draw int, threshold float64, row []float64) {
	at := draw * len(s.names)
	for k := range row {
		row[k] = threshold*s.effect[at+k] - s.cost[at+k]
	}
}

// ready returns an error unless there are draws and the threshold is a finite number that is not negative.
func (s *Sample) ready(threshold float64) error {
	switch {
	case s.Draws() == 0:
		return ErrEmpty
	case !(threshold >= 0) || math.IsInf(threshold, 1):
		return fmt.Errorf("%w: threshold %v", ErrNumber, threshold)
	}
	return nil
}

// best returns the strategy with the highest mean net benefit, the first listed of equals.
func (s *Sample) best(threshold float64) int {
	sums, row := make([]float64, len(s.names)), make([]float64, len(s.names))
	for draw := range s.Draws() {
		s.benefits(draw, threshold, row)
		for k, b := range row {
			sums[k] += b
		}
	}
	best := 0
	for k, sum := range sums {
		if sum > sums[best] {
			best = k
		}
	}
	return best
}
