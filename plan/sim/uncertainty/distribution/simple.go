package distribution

import (
	"fmt"
	"math"
)

type fixed float64

// Fixed is the law of a value that is not uncertain. The value must be finite.
func Fixed(value float64) (Law, error) { return check(fixed(value), true, value) }

func (f fixed) Mean() float64     { return float64(f) }
func (f fixed) Variance() float64 { return 0 }
func (f fixed) String() string    { return fmt.Sprintf("fixed(%g)", float64(f)) }

func (f fixed) CDF(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return math.NaN()
	case x < float64(f):
		return 0
	}
	return 1
}

func (f fixed) Quantile(p float64) float64 {
	if outside(p) {
		return math.NaN()
	}
	return float64(f)
}

type uniform struct{ low, high float64 }

// Uniform is the law in which every value from low to high is as likely as any other; low must be below high.
func Uniform(low, high float64) (Law, error) {
	return check(uniform{low, high}, low < high, low, high, high-low)
}

func (u uniform) Mean() float64     { return u.low + (u.high-u.low)/2 }
func (u uniform) Variance() float64 { w := u.high - u.low; return w * w / 12 }
func (u uniform) String() string    { return fmt.Sprintf("uniform(%g, %g)", u.low, u.high) }

func (u uniform) CDF(x float64) float64 {
	return clamp((x - u.low) / (u.high - u.low))
}

func (u uniform) Quantile(p float64) float64 {
	if outside(p) {
		return math.NaN()
	}
	return u.low + p*(u.high-u.low)
}

// clamp brings rounding back into the unit interval and passes NaN on.
func clamp(p float64) float64 { return min(max(p, 0), 1) }
