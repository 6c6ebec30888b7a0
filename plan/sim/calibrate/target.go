package calibrate

import "math"

// Target is something observed that a model should reproduce. LogLikelihood is the logarithm of the probability (density) of
// the observation if the model were right; it is −Inf for a result with which the observation is impossible, and NaN for a
// result that is NaN. The log-likelihood of independent targets is their sum.
type Target interface {
	LogLikelihood(result float64) float64
}

// Measured is a number observed with a normal error. StdErr is positive.
type Measured struct{ Value, StdErr float64 }

// LogLikelihood takes the number that the model gives.
func (m Measured) LogLikelihood(result float64) float64 {
	z := (result - m.Value) / m.StdErr
	return -z*z/2 - math.Log(m.StdErr) - math.Log(2*math.Pi)/2
}

// Proportion is a number of people out of so many, such as those retained in an arm of a trial. Events is from 0 to People.
type Proportion struct{ Events, People int64 }

// LogLikelihood takes the probability that the model gives.
func (p Proportion) LogLikelihood(result float64) float64 {
	if result < 0 || result > 1 {
		return math.Inf(-1)
	}
	n, k := float64(p.People), float64(p.Events)
	return logFactorial(n) - logFactorial(k) - logFactorial(n-k) + times(k, math.Log(result)) + times(n-k, math.Log1p(-result))
}

// Count is a number of events with a Poisson law, such as deaths in so much person-time. Events is 0 or more.
type Count struct{ Events int64 }

// LogLikelihood takes the expected number that the model gives.
func (c Count) LogLikelihood(result float64) float64 {
	if result < 0 {
		return math.Inf(-1)
	}
	k := float64(c.Events)
	return times(k, math.Log(result)) - result - logFactorial(k)
}

// times is the product, where none of an infinite number is none.
func times(n, x float64) float64 {
	if n == 0 && !math.IsNaN(x) {
		return 0
	}
	return n * x
}

func logFactorial(n float64) float64 {
	lg, _ := math.Lgamma(n + 1)
	return lg
}
