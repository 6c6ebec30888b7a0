package distribution

import (
	"fmt"
	"math"
)

type beta struct{ a, b float64 }

// Beta is the beta law on the unit interval, both parameters positive; its mean is a/(a+b). With counts, a = events + 1 (or
// + ½) and b = non-events + 1 (or + ½) is the posterior of a proportion under the uniform (Jeffreys) prior.
func Beta(a, b float64) (Law, error) { return check(beta{a, b}, a > 0 && b > 0, a, b) }

func (l beta) Mean() float64     { return l.a / (l.a + l.b) }
func (l beta) Variance() float64 { n := l.a + l.b; return l.a / n * (l.b / n) / (n + 1) }
func (l beta) String() string    { return fmt.Sprintf("beta(%g, %g)", l.a, l.b) }

func (l beta) CDF(x float64) float64 {
	if math.IsNaN(x) {
		return x
	}
	lower, _, _ := betaTails(l.a, l.b, x, 1-x)
	return lower
}

func (l beta) Quantile(p float64) float64 {
	if outside(p) {
		return math.NaN()
	}
	if p == 0 || p == 1 {
		return p
	}
	tails := func(u float64) (float64, float64, float64) {
		return betaTails(l.a, l.b, logistic(u), logistic(-u))
	}
	start := l.start(p)
	if start < -740 { // below the smallest number
		return 0
	}
	return logistic(invert(p, start, tails))
}

// start guesses the logit of x: from the leading term of the nearer end where that gives a place so near the end that the other
// factor is flat, and otherwise from the normal law that the logit of a beta value approaches for large parameters.
func (l beta) start(p float64) float64 {
	lga, _ := math.Lgamma(l.a)
	lgb, _ := math.Lgamma(l.b)
	lgn, _ := math.Lgamma(l.a + l.b)
	logBeta := lga + lgb - lgn
	if low := (math.Log(p) + math.Log(l.a) + logBeta) / l.a; low < -1 && math.Exp(low)*max(l.b, 1) < 0.1*(l.a+1) {
		return low
	}
	if high := (math.Log1p(-p) + math.Log(l.b) + logBeta) / l.b; high < -1 && math.Exp(high)*max(l.a, 1) < 0.1*(l.b+1) {
		return -high
	}
	return math.Log(l.a/l.b) + StandardNormalQuantile(p)*math.Sqrt(1/l.a+1/l.b)
}

func logistic(u float64) float64 {
	if u < 0 { // keep what exp(-u) would overflow
		e := math.Exp(u)
		return e / (1 + e)
	}
	return 1 / (1 + math.Exp(-u))
}
