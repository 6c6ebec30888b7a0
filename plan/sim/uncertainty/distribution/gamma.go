package distribution

import (
	"fmt"
	"math"
)

type gamma struct{ shape, scale float64 }

// Gamma is the gamma law with that shape and scale, both positive; its mean is shape × scale. Sources that give a rate mean
// 1/scale.
func Gamma(shape, scale float64) (Law, error) {
	return check(gamma{shape, scale}, shape > 0 && scale > 0, shape, scale)
}

func (g gamma) Mean() float64     { return g.shape * g.scale }
func (g gamma) Variance() float64 { return g.shape * g.scale * g.scale }
func (g gamma) String() string    { return fmt.Sprintf("gamma(shape %g, scale %g)", g.shape, g.scale) }

func (g gamma) CDF(x float64) float64 {
	if math.IsNaN(x) {
		return x
	}
	lower, _, _ := gammaTails(g.shape, x/g.scale)
	return lower
}

func (g gamma) Quantile(p float64) float64 { return g.scale * StandardGammaQuantile(g.shape, p) }

// StandardGammaQuantile is the quantile of the gamma law of that shape and scale 1. It gives the exact limits of a Poisson
// count, and doubled at half the degrees of freedom the quantiles of the chi-square law. It is NaN for a shape or a p that
// cannot be.
func StandardGammaQuantile(shape, p float64) float64 {
	switch {
	case outside(p) || !(shape > 0) || math.IsInf(shape, 1):
		return math.NaN()
	case p == 0:
		return 0
	case p == 1:
		return math.Inf(1)
	}
	tails := func(u float64) (float64, float64, float64) { return gammaTails(shape, math.Exp(u)) }
	start := gammaStart(shape, p)
	if start < -740 { // below the smallest number; the tail there is x^shape/Γ(shape+1) exactly
		return 0
	}
	return math.Exp(invert(p, start, tails))
}

// gammaStart guesses log x: by Wilson and Hilferty's cube root, or by the first term of the series where that gives a small x.
func gammaStart(shape, p float64) float64 {
	lg, _ := math.Lgamma(shape + 1)
	first := (math.Log(p) + lg) / shape
	if first < math.Log(0.1*(shape+1)) {
		return first
	}
	c := 1 / (9 * shape)
	root := 1 - c + StandardNormalQuantile(p)*math.Sqrt(c)
	return math.Log(max(shape*root*root*root, 0.05*(shape+0.2)))
}
