package distribution

import (
	"fmt"
	"math"
)

type truncated struct {
	law            Law
	low, high      float64
	below, between float64 // probability under the original law of a value below low, and of one between
}

// Truncated is the law of a value of the other law given that it lies from low to high, for example a utility that cannot
// exceed 1. Either end may be infinite. It is an error if the law has no value there.
//
// Mean and Variance are found by integrating the quantile function and are good to about six digits; they are meant for reports.
func Truncated(law Law, low, high float64) (Law, error) {
	if law == nil {
		return nil, fmt.Errorf("%w: truncated(nil)", ErrParameter)
	}
	t := truncated{law: law, low: low, high: high}
	if math.IsNaN(low) || math.IsNaN(high) || !(low < high) {
		return nil, fmt.Errorf("%w: %v", ErrParameter, t)
	}
	if v, certain := law.(fixed); certain && float64(v) >= low && float64(v) <= high {
		return law, nil
	}
	t.below = law.CDF(low)
	t.between = law.CDF(high) - t.below
	return check(t, t.between > 0)
}

func (t truncated) String() string { return fmt.Sprintf("%v in [%g, %g]", t.law, t.low, t.high) }

func (t truncated) CDF(x float64) float64 {
	switch {
	case x < t.low:
		return 0
	case x > t.high:
		return 1
	}
	return clamp((t.law.CDF(x) - t.below) / t.between)
}

func (t truncated) Quantile(p float64) float64 {
	if outside(p) {
		return math.NaN()
	}
	return min(max(t.law.Quantile(clamp(t.below+p*t.between)), t.low), t.high)
}

func (t truncated) Mean() float64 { return t.moment(func(x float64) float64 { return x }) }

func (t truncated) Variance() float64 {
	mean := t.Mean()
	return t.moment(func(x float64) float64 { return (x - mean) * (x - mean) })
}

// moment integrates f over the law by the midpoint rule, with points that crowd towards both ends, where quantiles are steep.
func (t truncated) moment(f func(float64) float64) float64 {
	const n = 4096
	sum := 0.0
	for i := range n {
		v := (float64(i) + 0.5) / n
		p := v * v * v * (10 - 15*v + 6*v*v)
		weight := 30 * v * v * (1 - v) * (1 - v)
		sum += weight * f(t.Quantile(p))
	}
	return sum / n
}
