package calibrate

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/oudpath/oudpath/plan/sim/uncertainty"
)

// Fit is a set of parameter values with its distance from what was observed.
type Fit struct {
	Draw     uint64 // number of the draw, from 0
	Values   []float64
	Distance float64
}

// Distance says how far a simulation with these values is from what was observed: 0 or more, +Inf if it cannot be compared.
// draw numbers the values, so that a simulation that needs random numbers can key them by it. It may be called from several
// goroutines.
type Distance func(values []float64, draw uint64) (float64, error)

// Trial says how many values to try.
type Trial struct {
	Seed    uint64
	Draws   int // at least 1
	Workers int // goroutines; 0 is the same as 1
}

// Search tries the points of a Latin hypercube over the prior and returns the nearest, the best first. It is the empirical
// calibration of many published models, and a way to find starts for NelderMead. It returns ErrOptions, ErrNumber for a
// distance that is NaN or negative, or the error of the prior or the distance.
func (t Trial) Search(prior Prior, keep int, distance Distance) ([]Fit, error) {
	if keep < 1 || keep > t.Draws {
		return nil, fmt.Errorf("%w: keep %d of %d draws", ErrOptions, keep, t.Draws)
	}
	fits, err := t.evaluate(uncertainty.Latin(t.Seed, uint64(t.Draws)), prior, distance)
	if err != nil {
		return nil, err
	}
	sortFits(fits)
	return fits[:keep], nil
}

// Accepted is the posterior that a rejection gives.
type Accepted struct {
	Fits      []Fit   // in order of the draws
	Tolerance float64 // the largest distance that was accepted, or allowed
	Rate      float64 // share of the draws that was accepted
}

// RejectBeyond draws from the prior and keeps what is not further than the tolerance (ABC rejection). Accepted values are
// draws of the posterior given a distance within the tolerance; with a tolerance of 0 and a distance that is 0 only for data
// that agree in all that matters, of the exact posterior. It returns ErrNoFit if nothing is accepted, and otherwise the
// errors of Search.
func (t Trial) RejectBeyond(prior Prior, tolerance float64, distance Distance) (Accepted, error) {
	if !(tolerance >= 0) {
		return Accepted{}, fmt.Errorf("%w: tolerance %v", ErrOptions, tolerance)
	}
	fits, err := t.evaluate(uncertainty.Random(t.Seed), prior, distance)
	if err != nil {
		return Accepted{}, err
	}
	fits = slices.DeleteFunc(fits, func(f Fit) bool { return f.Distance > tolerance })
	if len(fits) == 0 {
		return Accepted{}, fmt.Errorf("%w: none of %d draws is within %v", ErrNoFit, t.Draws, tolerance)
	}
	return Accepted{Fits: fits, Tolerance: tolerance, Rate: float64(len(fits)) / float64(t.Draws)}, nil
}

// AcceptNearest draws from the prior and keeps the nearest, which sets the tolerance (ABC rejection by quantile). It returns
// ErrNoFit if so many are not comparable, and otherwise the errors of Search.
func (t Trial) AcceptNearest(prior Prior, keep int, distance Distance) (Accepted, error) {
	if keep < 1 || keep > t.Draws {
		return Accepted{}, fmt.Errorf("%w: keep %d of %d draws", ErrOptions, keep, t.Draws)
	}
	fits, err := t.evaluate(uncertainty.Random(t.Seed), prior, distance)
	if err != nil {
		return Accepted{}, err
	}
	sortFits(fits)
	fits = fits[:keep]
	tolerance := fits[keep-1].Distance
	if math.IsInf(tolerance, 1) {
		return Accepted{}, fmt.Errorf("%w: fewer than %d of %d draws can be compared", ErrNoFit, keep, t.Draws)
	}
	slices.SortFunc(fits, func(a, b Fit) int { return cmp.Compare(a.Draw, b.Draw) })
	return Accepted{Fits: fits, Tolerance: tolerance, Rate: float64(keep) / float64(t.Draws)}, nil
}

func sortFits(fits []Fit) {
	slices.SortStableFunc(fits, func(a, b Fit) int { return cmp.Compare(a.Distance, b.Distance) })
}

// evaluate finds the distances of all draws of a design.
func (t Trial) evaluate(design uncertainty.Design, prior Prior, distance Distance) ([]Fit, error) {
	if err := prior.check(); err != nil {
		return nil, err
	}
	if t.Draws < 1 {
		return nil, fmt.Errorf("%w: %d draws", ErrOptions, t.Draws)
	}
	cube := hypercube(design, t.Draws, prior.Dimension)
	fits := make([]Fit, t.Draws)
	return fits, forEach(t.Draws, t.Workers, func(i int) error {
		values, err := prior.At(cube[i])
		if err != nil {
			return err
		}
		d, err := distance(values, uint64(i))
		if err == nil && !(d >= 0) {
			err = fmt.Errorf("%w: distance %v", ErrNumber, d)
		}
		fits[i] = Fit{Draw: uint64(i), Values: values, Distance: d}
		return err
	})
}
