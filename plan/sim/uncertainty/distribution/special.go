package distribution

import "math"

// logSqrt2Pi is the natural logarithm of the square root of 2π.
const logSqrt2Pi = 0.918938533204672741780329736406

// stirlingError is log Γ(z+1) less Stirling's approximation of it, for z > 0 (Loader, "Fast and accurate computation of
// binomial probabilities", 2000). With deviance it keeps densities accurate to the last digits where differences of
// log-gammas would lose half of them.
func stirlingError(z float64) float64 {
	if z < 16 {
		lg, _ := math.Lgamma(z + 1)
		return lg - (z+0.5)*math.Log(z) + z - logSqrt2Pi
	}
	s := 1 / (z * z)
	return (1.0/12 - s*(1.0/360-s*(1.0/1260-s*(1.0/1680-s*(1.0/1188-s*691.0/360360))))) / z
}

// deviance is x·log(x/m) + m − x for x, m > 0, without the cancellation near x = m (Loader 2000).
func deviance(x, m float64) float64 {
	if math.Abs(x-m) >= 0.1*(x+m) {
		return x*math.Log(x/m) + m - x
	}
	v := (x - m) / (x + m)
	sum := (x - m) * v
	term := 2 * x * v
	for j := 3.0; ; j += 2 {
		term *= v * v
		next := sum + term/j
		if next == sum {
			return sum
		}
		sum = next
	}
}

// Limits of the iterations below. The series and fractions need of the order of the square root of the shape, so shapes up
// to about 1e9 converge; beyond it the result is as good as the last term.
const (
	maxTerms = 1 << 18
	epsilon  = 1.0 / (1 << 53)
	tiny     = 1e-300
)

// gammaTails returns the lower and upper tail of the gamma law with that shape and scale 1 at x, and the slope of the lower
// tail against log x.
func gammaTails(shape, x float64) (lower, upper, slope float64) {
	switch {
	case x <= 0:
		return 0, 1, 0
	case math.IsInf(x, 1):
		return 1, 0, 0
	}
	// x^shape·e^−x/Γ(shape+1)
	power := math.Exp(-stirlingError(shape)-deviance(shape, x)) / math.Sqrt(2*math.Pi*shape)
	slope = power * shape
	if x < shape+1 {
		lower = clamp(power * gammaSeries(shape, x))
		return lower, 1 - lower, slope
	}
	upper = clamp(slope * gammaFraction(shape, x))
	return 1 - upper, upper, slope
}

// gammaSeries is Σ x^n/((a+1)…(a+n)), from n = 0.
func gammaSeries(a, x float64) float64 {
	sum, term := 1.0, 1.0
	for n := 1; n < maxTerms && term > sum*epsilon; n++ {
		term *= x / (a + float64(n))
		sum += term
	}
	return sum
}

// gammaFraction is Γ(a, x)·e^x·x^−a by its continued fraction (modified Lentz).
func gammaFraction(a, x float64) float64 {
	b := x + 1 - a
	c := 1 / tiny
	d := 1 / b
	h := d
	for n := 1; n < maxTerms; n++ {
		an := -float64(n) * (float64(n) - a)
		b += 2
		d = 1 / away(an*d+b)
		c = away(b + an/c)
		h *= d * c
		if math.Abs(d*c-1) < epsilon*4 {
			break
		}
	}
	return h
}

// away keeps a denominator of Lentz's method from zero.
func away(x float64) float64 { return math.Copysign(max(math.Abs(x), tiny), x) }

// betaTails returns the lower and upper tail of the beta law at x, where y = 1 − x is given apart so that neither end loses
// digits, and the slope of the lower tail against the logit of x.
func betaTails(a, b, x, y float64) (lower, upper, slope float64) {
	switch {
	case x <= 0:
		return 0, 1, 0
	case y <= 0:
		return 1, 0, 0
	}
	n := a + b
	// x^a·y^b/B(a, b)
	slope = math.Sqrt(a*b/(2*math.Pi*n)) *
		math.Exp(stirlingError(n)-stirlingError(a)-stirlingError(b)-deviance(a, n*x)-deviance(b, n*y))
	if a*y >= b*x {
		lower = clamp(slope * betaFraction(a, b, x, y))
		return lower, 1 - lower, slope
	}
	upper = clamp(slope * betaFraction(b, a, y, x))
	return 1 - upper, upper, slope
}

// betaFraction is I(a, b; x)·B(a, b)/(x^a·y^b) by the contracted continued fraction of DiDonato and Morris (ACM Transactions on
// Mathematical Software 1992;18:360), in which nothing cancels while x is not above the mean a/(a+b). Modified Lentz.
func betaFraction(a, b, x, y float64) float64 {
	lambda := a*y - b*x
	d := 1 / away(a/(a+1)*(lambda+1))
	c := 1 / tiny
	h := d
	for i := 1; i < maxTerms; i++ {
		n := float64(i)
		s := a + 2*n - 1
		alpha := (a + n - 1) / s * ((a + b + n - 1) / s) * n * (b - n) * x * x
		beta := n + n*(b-n)*x/s + (a+n)/(s+2)*(lambda+1+n*(1+y))
		d = 1 / away(alpha*d+beta)
		c = away(beta + alpha/c)
		h *= d * c
		if math.Abs(d*c-1) < epsilon*4 {
			break
		}
	}
	return h
}

// invert finds the place u at which a tail has the probability p. tails gives the lower and upper tail at u and the slope of
// the lower one. It is Newton's method on the logarithm of the smaller tail: on the scales used here (log x for gamma, logit x for
// beta) both log-tails are concave, so that Newton's method approaches from one side. Where a tail is below the smallest
// number there is no slope to follow, and the bracket found so far is halved instead.
func invert(p, start float64, tails func(u float64) (lower, upper, slope float64)) float64 {
	upperTail := p > 0.5
	target := p
	if upperTail {
		target = 1 - p
	}
	logTarget := math.Log(target)
	u, low, high := start, math.Inf(-1), math.Inf(1)
	for range 300 {
		tail, upper, slope := tails(u)
		excess := tail - p
		if upperTail {
			tail, slope = upper, -slope
			excess = target - upper
		}
		if excess < 0 {
			low = u
		} else {
			high = u
		}
		step := (logTarget - math.Log(tail)) * tail / slope
		if math.Abs(step) <= 8*epsilon*max(1, math.Abs(u)) {
			return u + step
		}
		reach := 8 + math.Abs(u)
		u += min(max(step, -reach), reach)
		if !(u > low && u < high) { // also when the step is no number
			u = between(low, high)
		}
	}
	return u
}

// between halves a bracket, or doubles the search where one end is still open.
func between(low, high float64) float64 {
	switch {
	case math.IsInf(low, -1):
		return high - 1 - math.Abs(high)
	case math.IsInf(high, 1):
		return low + 1 + math.Abs(low)
	}
	return low + (high-low)/2
}
