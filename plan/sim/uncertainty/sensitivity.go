package uncertainty

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Model is a study as a function of its parameters: the result that is asked about, such as an incremental net benefit.
type Model func(Values) (float64, error)

// Swing is what one parameter alone does to the result.
type Swing struct {
	Name             string
	Low, High        float64 // values of the parameter
	AtLow, AtHigh    float64 // results there
	Base, BaseResult float64 // value and result of the base case
}

// Width is how far apart the results at both ends are.
func (s Swing) Width() float64 { return math.Abs(s.AtHigh - s.AtLow) }

// Tornado varies one parameter at a time, from the (1−level)/2 quantile of its law to the (1+level)/2 quantile, with all
// others as in the base case, and returns the swings with the widest first. Shares of a Dirichlet vary by their own beta law,
// and the other shares make room. Parameters that are declared as correlated vary alone all the same. Fixed parameters are
// left out. It returns ErrValue for a level that is not strictly between 0 and 1, and the error of the model.
func (s *Set) Tornado(base Values, level float64, model Model) ([]Swing, error) {
	if !(level > 0 && level < 1) {
		return nil, fmt.Errorf("%w: level %v", ErrValue, level)
	}
	result, err := model(base)
	if err != nil {
		return nil, err
	}
	var swings []Swing
	for i, name := range s.names {
		law := s.laws[i]
		if certain(law) {
			continue
		}
		w := Swing{
			Name: name, Low: law.Quantile((1 - level) / 2), High: law.Quantile((1 + level) / 2),
			Base: base.Get(name), BaseResult: result,
		}
		results, err := OneWay(base, name, []float64{w.Low, w.High}, model)
		if err != nil {
			return nil, err
		}
		w.AtLow, w.AtHigh = results[0], results[1]
		swings = append(swings, w)
	}
	slices.SortStableFunc(swings, func(a, b Swing) int { return -cmp.Compare(a.Width(), b.Width()) })
	return swings, nil
}

// OneWay returns the results at values of one parameter, with all others as in the base case. It returns ErrName, ErrValue or
// the error of the model.
func OneWay(base Values, name string, values []float64, model Model) ([]float64, error) {
	results := make([]float64, len(values))
	for i, value := range values {
		changed, err := base.With(name, value)
		if err != nil {
			return nil, err
		}
		if results[i], err = model(changed); err != nil {
			return nil, fmt.Errorf("%s = %v: %w", name, value, err)
		}
	}
	return results, nil
}

// TwoWay returns the results on a grid of values of two parameters, a row for each value of the first. It returns the errors
// of OneWay.
func TwoWay(base Values, first string, firsts []float64, second string, seconds []float64, model Model) ([][]float64, error) {
	grid := make([][]float64, len(firsts))
	for i, value := range firsts {
		changed, err := base.With(first, value)
		if err != nil {
			return nil, err
		}
		if grid[i], err = OneWay(changed, second, seconds, model); err != nil {
			return nil, fmt.Errorf("%s = %v: %w", first, value, err)
		}
	}
	return grid, nil
}

// Threshold returns the value of a parameter between low and high at which the result is zero, to the precision of the
// numbers: with an incremental net benefit as the result, where the decision turns. It returns ErrThreshold if the results at
// both ends have the same sign, and the errors of OneWay. If the result crosses zero more than once, it is one of the
// crossings.
func Threshold(base Values, name string, low, high float64, model Model) (float64, error) {
	at := func(value float64) (float64, error) {
		results, err := OneWay(base, name, []float64{value}, model)
		if err != nil {
			return 0, err
		}
		if math.IsNaN(results[0]) {
			return 0, fmt.Errorf("%w: no result at %v", ErrThreshold, value)
		}
		return results[0], nil
	}
	atLow, err := at(low)
	if err != nil {
		return 0, err
	}
	atHigh, err := at(high)
	if err != nil {
		return 0, err
	}
	switch {
	case atLow == 0:
		return low, nil
	case atHigh == 0:
		return high, nil
	case (atLow > 0) == (atHigh > 0):
		return 0, fmt.Errorf("%w: the result is %v at %v and %v at %v", ErrThreshold, atLow, low, atHigh, high)
	}
	for {
		middle := low + (high-low)/2
		if middle == low || middle == high {
			return middle, nil
		}
		result, err := at(middle)
		if err != nil {
			return 0, err
		}
		if (result > 0) == (atLow > 0) && result != 0 {
			low = middle
		} else {
			high = middle
		}
	}
}
