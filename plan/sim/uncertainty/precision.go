package uncertainty

import (
	"fmt"
	"math"
)

// Mean gathers numbers and estimates their mean with its Monte-Carlo standard error. The zero Mean has gathered none.
type Mean struct {
	n       int64
	mean    float64
	squares float64 // sum of squared distances from the mean (Welford)
}

// Add gathers a number.
func (m *Mean) Add(x float64) {
	m.n++
	step := x - m.mean
	m.mean += step / float64(m.n)
	m.squares += step * (x - m.mean)
}

// Merge gathers what another Mean has gathered. Parts that are merged in another order may differ in the last digits; merge
// them in the order of their draws where results have to be the same bit for bit.
func (m *Mean) Merge(other Mean) {
	if other.n == 0 {
		return
	}
	n, step := float64(m.n+other.n), other.mean-m.mean
	m.squares += other.squares + step*step*float64(m.n)*float64(other.n)/n
	m.mean += step * float64(other.n) / n
	m.n += other.n
}

// Count is how many numbers were gathered.
func (m *Mean) Count() int64 { return m.n }

// Value is the mean; NaN of no numbers.
func (m *Mean) Value() float64 {
	if m.n == 0 {
		return math.NaN()
	}
	return m.mean
}

// Variance is the sample variance; NaN of fewer than two numbers.
func (m *Mean) Variance() float64 {
	if m.n < 2 {
		return math.NaN()
	}
	return m.squares / float64(m.n-1)
}

// StdErr is the standard error of the mean of independent numbers; NaN of fewer than two. Draws of a Latin design are not
// independent, and the error is then at most about this.
func (m *Mean) StdErr() float64 { return math.Sqrt(m.Variance() / float64(m.n)) }

// Precision says when a mean is precise enough: when its standard error is at most Absolute, or at most Relative times its
// size. Zero switches a criterion off; one must be on.
type Precision struct {
	Absolute float64
	Relative float64
}

// met reports whether a mean is precise enough.
func (p Precision) met(m *Mean) bool {
	return m.StdErr() <= max(p.Absolute, p.Relative*math.Abs(m.Value()))
}

// Run says how long Until goes on.
type Run struct {
	Precision Precision
	Batch     uint64 // draws between two looks, at least 2; large enough that the first look sees the variation, say 100
	Limit     uint64 // the most draws; the run ends there whether precise enough or not
}

// Until makes draws, in batches, until the means of all outcomes are precise enough or the limit is reached; it reports
// which. outcomes writes the results of a draw into its slice, which has the length given. An outcome that never varied in
// the first batch counts as precise; make the batch large where events are rare. Looking again and again makes the final
// error a little too small; the more so, the smaller the batch. It returns ErrPrecision for a Run that cannot be, ErrValue
// for a result that is not finite, and the error of outcomes.
func (r Run) Until(length int, outcomes func(draw uint64, results []float64) error) (means []Mean, precise bool, err error) {
	bad := func(x float64) bool { return !(x >= 0) || math.IsInf(x, 1) }
	if p := r.Precision; bad(p.Absolute) || bad(p.Relative) || p == (Precision{}) || r.Batch < 2 || r.Limit < r.Batch || length < 1 {
		return nil, false, fmt.Errorf("%w: %+v for %d outcomes", ErrPrecision, r, length)
	}
	means, results := make([]Mean, length), make([]float64, length)
	for draw := range r.Limit {
		if err := outcomes(draw, results); err != nil {
			return nil, false, fmt.Errorf("draw %d: %w", draw, err)
		}
		for k, x := range results {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return nil, false, fmt.Errorf("%w: outcome %d of draw %d is %v", ErrValue, k, draw, x)
			}
			means[k].Add(x)
		}
		if (draw+1)%r.Batch == 0 && r.Precision.all(means) {
			return means, true, nil
		}
	}
	return means, r.Precision.all(means), nil
}

func (p Precision) all(means []Mean) bool {
	for k := range means {
		if !p.met(&means[k]) {
			return false
		}
	}
	return true
}
