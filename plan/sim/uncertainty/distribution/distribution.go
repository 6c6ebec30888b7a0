// Package distribution holds the probability laws by which uncertain inputs of a simulation are declared: normal,
// log-normal, gamma, beta, uniform, fixed and truncated, each with its mean, variance, distribution function and its
// inverse.
//
// A law is drawn from by putting a uniform number through Quantile. That keeps one number per draw and parameter, which is
// what lets a draw be keyed by the name of its parameter, stratified (Latin hypercube) or correlated (copula) without the law
// knowing. The inverses are therefore written for accuracy in both tails rather than for speed.
//
// It is not a statistics library: it has no fitting, no tests, no densities and no random numbers of its own.
package distribution

import (
	"errors"
	"fmt"
	"math"
)

// ErrParameter is wrapped by every error about a parameter for which a law does not exist.
var ErrParameter = errors.New("distribution: no such law")

// Law is a one-dimensional probability law. The laws of this package can only be had from its constructors, so a Law that is
// not nil has valid parameters.
type Law interface {
	// Mean is the expected value.
	Mean() float64
	// Variance is the variance; 0 for a fixed value.
	Variance() float64
	// CDF is the probability of a value not above x. It is NaN for NaN.
	CDF(x float64) float64
	// Quantile is the smallest value whose CDF is at least p, for p from 0 to 1: the ends give the ends of the support, which
	// may be infinite. It is NaN for any other p.
	Quantile(p float64) float64
	// String names the law and its parameters.
	String() string
}

// check returns an error naming the law unless every parameter is finite and the condition holds.
func check(law Law, holds bool, parameters ...float64) (Law, error) {
	for _, v := range parameters {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("%w: %v", ErrParameter, law)
		}
	}
	if !holds {
		return nil, fmt.Errorf("%w: %v", ErrParameter, law)
	}
	return law, nil
}

// outside reports a p that is no probability.
func outside(p float64) bool { return !(p >= 0 && p <= 1) }
