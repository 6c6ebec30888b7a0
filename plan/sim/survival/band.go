package survival

import (
	"fmt"
	"math"
	"slices"
)

// Band returns the curve with limits that cover the truth at all times at once, from 0 to the last time at which the curve is above
// 0, with the probability of limits.Level (Hall and Wellner, Biometrika 67:133, 1980). The limits of KaplanMeier are narrower:
// they cover it at one time only. The level is reached as the number of people grows. It returns ErrLimits, ErrEmpty for the zero
// Survival, and ErrRange for a curve that is nowhere between 0 and 1, which tells nothing about the truth.
//
// Unlike the limits of one time, the band is open at time 0 already. The standard errors stay those of one time.
func (s Survival) Band(limits Limits) (Survival, error) {
	if _, err := limits.multiplier(); err != nil {
		return Survival{}, err
	}
	if len(s.Points) == 0 {
		return Survival{}, ErrEmpty
	}
	people, variance := float64(s.origin.AtRisk), 0.0 // variance of the last point, relative to the estimate
	for _, p := range s.Points {
		people = max(people, float64(p.AtRisk))
		if p.Estimate > 0 {
			variance = p.relativeVariance()
		}
	}
	if variance == 0 {
		return Survival{}, fmt.Errorf("%w: no event that leaves anybody event-free", ErrRange)
	}
	h := bridgeQuantile(limits.Level, people*variance/(1+people*variance))
	s.Points = slices.Clone(s.Points)
	s.origin.widen(limits.Scale, h, people)
	for i := range s.Points {
		s.Points[i].widen(limits.Scale, h, people)
	}
	return s, nil
}

func (p *Point) relativeVariance() float64 { return (p.StdErr / p.Estimate) * (p.StdErr / p.Estimate) }

// widen sets the limits of a band. A standard error is the unit of the scales, so the half-width stands for one.
func (p *Point) widen(scale Scale, h, people float64) {
	if p.Estimate == 0 {
		return // there are none
	}
	width := h * (1 + people*p.relativeVariance()) / math.Sqrt(people) * p.Estimate
	p.Low, p.High = scale.aroundSurvival(1, p.Estimate, width)
}

// bridgeQuantile returns the h that a Brownian bridge stays within on [0, end] with a probability of level.
func bridgeQuantile(level, end float64) float64 {
	low, high := 0.0, 10.0 // beyond 10 a bridge comes with a probability of 1e-86
	for range 60 {
		if middle := (low + high) / 2; bridgeWithin(middle, end) < level {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// bridgeWithin returns the probability that a Brownian bridge from 0 at 0 to 0 at 1 stays within ±h on [0, end]: the sum over
// reflections at ±h, each integrated over where the bridge is at the end.
func bridgeWithin(h, end float64) float64 {
	spread := math.Sqrt(end * (1 - end)) // standard deviation at the end
	upTo := func(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }
	total := 0.0
	for k := -bridgeTerms; k <= bridgeTerms; k++ {
		image := 2 * float64(k) * h
		term := math.Exp(-image*image/2) * (upTo((h-image*(1-end))/spread) - upTo((-h-image*(1-end))/spread))
		if k%2 != 0 {
			term = -term
		}
		total += term
	}
	return total
}

// bridgeTerms is how many reflections on either side are added up. A term k is at most exp(−2k²h²); for the smallest h that any
// level of a percent or more needs, the rest is below the rounding of the sum.
const bridgeTerms = 40
