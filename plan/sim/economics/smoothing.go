package economics

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Smoothing is a method to find an expectation given a parameter from draws. It must be made by Binned or Spline; the zero
// Smoothing is invalid.
type Smoothing struct {
	bins, knots int
}

// Binned puts the draws in order of the parameter into that many bins of equal size and averages within each. It assumes nothing of
// the shape, needs many draws per bin, and steps.
func Binned(bins int) Smoothing { return Smoothing{bins: bins} }

// Spline fits a natural cubic spline by least squares, with that many knots at evenly spaced quantiles of the parameter: a
// smooth curve that is straight beyond the outer knots. Two knots fit a straight line. Four to eight serve most parameters.
func Spline(knots int) Smoothing { return Smoothing{knots: knots} }

// prepare returns a function that smooths numbers by draw against the parameter.
func (m Smoothing) prepare(parameter []float64) (func([]float64) []float64, error) {
	order := make([]int, len(parameter))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(parameter[a], parameter[b]) })
	switch {
	case m.bins > 0 && m.bins <= len(parameter):
		return m.bin(order), nil
	case m.knots > 1 && m.knots <= len(parameter):
		return m.spline(parameter, order)
	}
	return nil, fmt.Errorf("%w: %d bins or %d knots for %d draws", ErrMethod, m.bins, m.knots, len(parameter))
}

func (m Smoothing) bin(order []int) func([]float64) []float64 {
	return func(y []float64) []float64 {
		smooth := make([]float64, len(y))
		for b := range m.bins {
			members := order[b*len(order)/m.bins : (b+1)*len(order)/m.bins]
			sum := 0.0
			for _, i := range members {
				sum += y[i]
			}
			for _, i := range members {
				smooth[i] = sum / float64(len(members))
			}
		}
		return smooth
	}
}

// spline builds an orthonormal basis of the natural cubic splines on the draws; fitting is then projection.
func (m Smoothing) spline(x []float64, order []int) (func([]float64) []float64, error) {
	low, high := x[order[0]], x[order[len(order)-1]]
	knots := make([]float64, 0, m.knots)
	for k := range m.knots {
		at := x[order[k*(len(order)-1)/(m.knots-1)]]
		if knot := (at - low) / (high - low); len(knots) == 0 || knot > knots[len(knots)-1] {
			knots = append(knots, knot)
		}
	}
	if len(knots) < 2 { // also when the parameter never varies
		return nil, fmt.Errorf("%w: a spline through %d different values", ErrMethod, len(knots))
	}
	basis := [][]float64{}
	for j := range len(knots) {
		column := make([]float64, len(x))
		for i, v := range x {
			column[i] = naturalSpline(j, (v-low)/(high-low), knots)
		}
		if orthonormalize(basis, column) {
			basis = append(basis, column)
		}
	}
	return func(y []float64) []float64 {
		smooth := make([]float64, len(y))
		for _, column := range basis {
			c := dot(column, y)
			for i, v := range column {
				smooth[i] += c * v
			}
		}
		return smooth
	}, nil
}

// naturalSpline is the j-th function of the truncated-power basis of natural cubic splines (Hastie, Tibshirani, Friedman, The
// Elements of Statistical Learning, equation 5.4): 1, x, and for each inner knot a cubic that is straight beyond the last knot.
func naturalSpline(j int, x float64, knots []float64) float64 {
	switch j {
	case 0:
		return 1
	case 1:
		return x
	}
	last := len(knots) - 1
	d := func(k int) float64 {
		return (cube(x-knots[k]) - cube(x-knots[last])) / (knots[last] - knots[k])
	}
	return d(j-2) - d(last-1)
}

// cube is the third power of a positive number and 0 of others.
func cube(x float64) float64 {
	x = max(x, 0)
	return x * x * x
}

// orthonormalize makes a column orthogonal to the basis and of length 1. It reports false if nothing is left of it. Twice is
// enough (Kahan and Parlett): the second pass removes the rounding of the first.
func orthonormalize(basis [][]float64, column []float64) bool {
	before := math.Sqrt(dot(column, column))
	for range 2 {
		for _, b := range basis {
			c := dot(b, column)
			for i, v := range b {
				column[i] -= c * v
			}
		}
	}
	length := math.Sqrt(dot(column, column))
	if !(length > 1e-10*before) {
		return false
	}
	for i := range column {
		column[i] /= length
	}
	return true
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}
