package uncertainty

import (
	"fmt"
	"iter"
	"math"
	"slices"
)

// Values holds a value for every parameter of a Set. It does not change. The zero Values holds none.
type Values struct {
	set    *Set
	values []float64
}

// Get returns the value of a parameter. It panics if the Set has no parameter of that name, which is a misspelling in the
// model that asks.
func (v Values) Get(name string) float64 {
	value, known := v.Lookup(name)
	if !known {
		panic(fmt.Sprintf("uncertainty: there is no parameter %q", name))
	}
	return value
}

// Lookup returns the value of a parameter, and false if there is none of that name.
func (v Values) Lookup(name string) (float64, bool) {
	if v.set == nil {
		return 0, false
	}
	i, known := v.set.index[name]
	if !known {
		return 0, false
	}
	return v.values[i], true
}

// All returns the values in the order of Names.
func (v Values) All() []float64 { return slices.Clone(v.values) }

// With returns Values in which one parameter has another value. Of shares that sum to one, the others are scaled to make
// room. It returns ErrName, or ErrValue for a value that is not finite, or a share outside 0 to 1, or a share below 1 where
// all others are 0.
func (v Values) With(name string, value float64) (Values, error) {
	if _, known := v.Lookup(name); !known {
		return Values{}, fmt.Errorf("%w: there is no %q", ErrName, name)
	}
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return Values{}, fmt.Errorf("%w: %q is %v", ErrValue, name, value)
	}
	i := v.set.index[name]
	changed := Values{v.set, slices.Clone(v.values)}
	changed.values[i] = value
	for _, b := range v.set.blocks {
		if b.simplex && i >= b.first && i < b.first+b.size {
			return changed, makeRoom(changed.values[b.first:b.first+b.size], i-b.first, name)
		}
	}
	return changed, nil
}

// makeRoom scales the other shares so that all sum to one.
func makeRoom(shares []float64, i int, name string) error {
	value, others := shares[i], 0.0
	for k, share := range shares {
		if k != i {
			others += share
		}
	}
	if value < 0 || value > 1 || value < 1 && others == 0 {
		return fmt.Errorf("%w: the share %q is %v", ErrValue, name, value)
	}
	for k := range shares {
		if k != i && others > 0 {
			shares[k] *= (1 - value) / others
		}
	}
	return nil
}

// Means returns the expected value of every parameter: the base case of most analyses.
func (s *Set) Means() Values {
	v := Values{s, make([]float64, len(s.names))}
	for i, law := range s.laws {
		v.values[i] = law.Mean()
	}
	return v
}

// Medians returns the median of every parameter on its own, which for a log-normal ratio is about the published estimate. Of shares
// it returns the means, because medians do not sum to one.
func (s *Set) Medians() Values {
	v := s.Means()
	for _, b := range s.blocks {
		for i := b.first; i < b.first+b.size && !b.simplex; i++ {
			v.values[i] = s.laws[i].Quantile(0.5)
		}
	}
	return v
}

// At returns the values that belong to uniform numbers strictly between 0 and 1, one for each coordinate (see Dimension). It
// is for those who bring their own design, such as a calibration. It returns ErrValue for other numbers.
func (s *Set) At(uniform []float64) (Values, error) {
	if len(uniform) != len(s.keys) {
		return Values{}, fmt.Errorf("%w: %d numbers for %d coordinates", ErrValue, len(uniform), len(s.keys))
	}
	for _, u := range uniform {
		if !(u > 0 && u < 1) {
			return Values{}, fmt.Errorf("%w: uniform number %v", ErrValue, u)
		}
	}
	return s.at(uniform), nil
}

func (s *Set) at(uniform []float64) Values {
	v := Values{s, make([]float64, len(s.names))}
	for _, b := range s.blocks {
		b.make(uniform[b.coordinate:], v.values[b.first:b.first+b.size])
	}
	return v
}

// Draw returns a draw of all parameters, numbered from 0, under a design.
func (s *Set) Draw(d Design, number uint64) Values {
	uniform := make([]float64, len(s.keys))
	for i, k := range s.keys {
		uniform[i] = d.uniform(k, number)
	}
	return s.at(uniform)
}

// Draws yields the first draws with their numbers.
func (s *Set) Draws(d Design, draws uint64) iter.Seq2[uint64, Values] {
	return func(yield func(uint64, Values) bool) {
		for number := range draws {
			if !yield(number, s.Draw(d, number)) {
				return
			}
		}
	}
}
