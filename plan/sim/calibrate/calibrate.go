// Package calibrate finds the parameters with which a model reproduces what was observed: by direct search (Nelder and Mead), by
// trying a Latin hypercube, and as a posterior distribution, by incremental mixture importance sampling (IMIS) where there is a
// likelihood and by rejection (approximate Bayesian computation, ABC) where there is only a simulation and a distance.
//
// Every method is deterministic: the same seed gives the same numbers, bit for bit, with any number of workers.
//
// It does not know the model and chooses no targets; it reports how well a calibration went and leaves judging to the reader.
// A calibrated parameter is no observation, and does not become one by being reported with an interval.
package calibrate

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"sync"

	"github.com/oudpath/oudpath/plan/sim/uncertainty"
	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
)

// Errors that are wrapped with what was wrong.
var (
	ErrOptions = errors.New("calibrate: options that cannot be")
	ErrNumber  = errors.New("calibrate: not a number that can be used")
	ErrNoFit   = errors.New("calibrate: nothing fits at all")
)

// Prior is what was known before: a way to make parameter values of uniform numbers. It must be made by Independent or Declared,
// or with both fields set.
type Prior struct {
	// Dimension is how many uniform numbers make one set of values; at least 1.
	Dimension int
	// At makes the values of uniform numbers strictly between 0 and 1. It must give the same values for the same numbers and may be
	// called from several goroutines.
	At func(uniform []float64) ([]float64, error)
}

// Independent is the Prior of parameters with these laws, independent of each other. It returns ErrOptions if there is none
// or one is nil.
func Independent(laws ...distribution.Law) (Prior, error) {
	for i, law := range laws {
		if law == nil {
			return Prior{}, fmt.Errorf("%w: law %d is nil", ErrOptions, i)
		}
	}
	if len(laws) == 0 {
		return Prior{}, fmt.Errorf("%w: no laws", ErrOptions)
	}
	laws = append([]distribution.Law(nil), laws...)
	return Prior{Dimension: len(laws), At: func(uniform []float64) ([]float64, error) {
		values := make([]float64, len(laws))
		for i, law := range laws {
			values[i] = law.Quantile(uniform[i])
		}
		return values, nil
	}}, nil
}

// Declared is the Prior of declared parameters: values are in the order of set.Names(). A set without uncertain parameters has the
// Dimension 0 and cannot be calibrated.
func Declared(set *uncertainty.Set) Prior {
	return Prior{Dimension: set.Dimension(), At: func(uniform []float64) ([]float64, error) {
		v, err := set.At(uniform)
		if err != nil {
			return nil, err
		}
		return v.All(), nil
	}}
}

// Normal makes the values of standard normal coordinates, on which every real number is allowed and the prior is the standard
// normal law: a scale without bounds for NelderMead.
func (p Prior) Normal(z []float64) ([]float64, error) {
	uniform := make([]float64, len(z))
	for i, v := range z {
		if math.IsNaN(v) {
			return nil, fmt.Errorf("%w: coordinate %d is %v", ErrNumber, i, v)
		}
		uniform[i] = min(max(distribution.StandardNormalCDF(v), 0x1p-1000), 1-0x1p-53)
	}
	return p.At(uniform)
}

func (p Prior) check() error {
	if p.Dimension < 1 || p.At == nil {
		return fmt.Errorf("%w: a prior of dimension %d", ErrOptions, p.Dimension)
	}
	return nil
}

// LatinHypercube returns points of the unit cube such that, in every dimension, each of as many equal strata as there are
// points holds one point. Points are strictly inside. It returns ErrOptions unless there is a point and a dimension.
func LatinHypercube(seed uint64, points, dimension int) ([][]float64, error) {
	if points < 1 || dimension < 1 {
		return nil, fmt.Errorf("%w: %d points in %d dimensions", ErrOptions, points, dimension)
	}
	return hypercube(uncertainty.Latin(seed, uint64(points)), points, dimension), nil
}

func hypercube(design uncertainty.Design, points, dimension int) [][]float64 {
	cube := make([][]float64, points)
	for i := range cube {
		cube[i] = make([]float64, dimension)
		for k := range cube[i] {
			cube[i][k] = design.Uniform(strconv.Itoa(k), uint64(i))
		}
	}
	return cube
}

// forEach calls f for 0 to n−1 on several goroutines and returns the error of the lowest number that failed.
func forEach(n, workers int, f func(i int) error) error {
	failed := make([]error, n)
	var wait sync.WaitGroup
	workers = min(max(workers, 1), n)
	for w := range workers {
		wait.Go(func() {
			for i := w; i < n; i += workers {
				if failed[i] = f(i); failed[i] != nil {
					return // what this worker leaves out has higher numbers
				}
			}
		})
	}
	wait.Wait()
	for i, err := range failed {
		if err != nil {
			return fmt.Errorf("point %d: %w", i, err)
		}
	}
	return nil
}
