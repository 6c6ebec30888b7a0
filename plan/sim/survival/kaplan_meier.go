package survival

import "math"

// Survival is a curve of the probability that nothing has happened yet.
type Survival struct{ Curve }

// KaplanMeier estimates the probability that no event of any cause has happened by a time, with Greenwood's standard error.
// Ties between events and censoring count the event first. It returns ErrLimits or ErrEmpty.
//
// At a survival of 0 the standard error and the limits are NaN. Where entries are late, the first few people at risk may all
// leave; the estimate is then 0 from there on whatever happens later, which is a property of the estimator and a reason to
// look at AtRisk.
func (t Table) KaplanMeier(limits Limits) (Survival, error) {
	curve, err := t.curve(1)
	if err != nil {
		return Survival{}, err
	}
	return productLimit(curve, limits)
}

// Censoring estimates the distribution of the time to the end of observation: the probability that somebody whom nothing happened to
// would still be observed (the reverse Kaplan–Meier estimate, whose median is the potential follow-up). At a tie the events leave
// first, so those at risk of being censored are the ones they leave behind; AtRisk and Events of its points count these. It returns
// ErrLimits or ErrEmpty.
func (t Table) Censoring(limits Limits) (Survival, error) {
	curve, err := t.curve(1)
	if err != nil {
		return Survival{}, err
	}
	for i := range curve.Points {
		p := &curve.Points[i]
		p.AtRisk, p.Events, p.Censored = p.AtRisk-p.Events, p.Censored, 0
	}
	return productLimit(curve, limits)
}

// productLimit fills the estimates of a curve of counts.
func productLimit(curve Curve, limits Limits) (Survival, error) {
	z, err := limits.multiplier()
	if err != nil {
		return Survival{}, err
	}
	curve.origin.Low, curve.origin.High = limits.Scale.aroundSurvival(z, 1, 0)
	survival, greenwood := 1.0, 0.0
	for i := range curve.Points {
		p := &curve.Points[i]
		if p.Events > 0 {
			n, d := float64(p.AtRisk), float64(p.Events)
			survival *= 1 - d/n
			greenwood += d / (n * (n - d))
		}
		p.Estimate = survival
		p.StdErr = survival * math.Sqrt(greenwood)
		p.Low, p.High = limits.Scale.aroundSurvival(z, survival, p.StdErr)
		if survival == 0 {
			p.StdErr, p.Low, p.High = math.NaN(), math.NaN(), math.NaN()
		}
	}
	curve.closed = survival == 0
	return Survival{curve}, nil
}

// curve makes a point for each time at which somebody leaves, with its counts and no estimate.
func (t Table) curve(start float64) (Curve, error) {
	if len(t.times) == 0 {
		return Curve{}, ErrEmpty
	}
	leaving := 0
	for i := range t.times {
		if t.left(i) > 0 {
			leaving++
		}
	}
	c := Curve{Points: make([]Point, 0, leaving), origin: Point{AtRisk: t.atRisk[0], Estimate: start}}
	for i, now := range t.times {
		if t.left(i) > 0 {
			c.Points = append(c.Points, Point{Time: now, AtRisk: t.atRisk[i], Events: t.happened(i), Censored: t.censored[i]})
		}
	}
	return c, nil
}

// NelsonAalen estimates the cumulative hazard of an event of any cause, with Aalen's standard error (the variance grows by
// d/n² for d events among n at risk). For the hazard of one cause, apply it to t.Only(cause): hazards, unlike
// probabilities, are not distorted by the other causes. LogLog means the same as Log. It returns ErrLimits or ErrEmpty.
func (t Table) NelsonAalen(limits Limits) (Curve, error) {
	z, err := limits.multiplier()
	if err != nil {
		return Curve{}, err
	}
	curve, err := t.curve(0)
	if err != nil {
		return Curve{}, err
	}
	curve.origin.Low, curve.origin.High = limits.Scale.aroundHazard(z, 0, 0)
	hazard, variance := 0.0, 0.0
	for i := range curve.Points {
		p := &curve.Points[i]
		if p.Events > 0 {
			n, d := float64(p.AtRisk), float64(p.Events)
			hazard += d / n
			variance += d / (n * n)
		}
		p.Estimate, p.StdErr = hazard, math.Sqrt(variance)
		p.Low, p.High = limits.Scale.aroundHazard(z, hazard, p.StdErr)
	}
	return curve, nil
}
