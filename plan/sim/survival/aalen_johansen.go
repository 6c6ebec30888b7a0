package survival

import (
	"fmt"
	"math"
)

// Incidence holds the probabilities of having left by each cause, where the causes compete.
type Incidence struct {
	free   Survival
	causes []Curve
}

// EventFree is the probability that none of the causes has happened: the same estimate as KaplanMeier.
func (n Incidence) EventFree() Survival { return n.free }

// Of is the cumulative incidence of a cause. It returns ErrRange for Censored and for a cause that did not exist in the Table.
func (n Incidence) Of(cause Cause) (Curve, error) {
	if cause == Censored || int(cause) > len(n.causes) {
		return Curve{}, fmt.Errorf("%w: cause %d of %d", ErrRange, cause, len(n.causes))
	}
	return n.causes[cause-1], nil
}

// AalenJohansen estimates, for each cause, the probability of having left by it, where leaving by one cause makes the others
// impossible. At every time the incidences and the event-free probability sum to one. Standard errors are of Greenwood's kind
// (Andersen, Borgan, Gill, Keiding 1993, section IV.4): the event counts at a time are multinomial among the people at risk.
// It returns ErrLimits or ErrEmpty.
func (t Table) AalenJohansen(limits Limits) (Incidence, error) {
	free, err := t.KaplanMeier(limits)
	if err != nil {
		return Incidence{}, err
	}
	z, _ := limits.multiplier() // KaplanMeier has checked it
	result := Incidence{free: free, causes: make([]Curve, t.causes)}
	for k := range result.causes {
		result.causes[k] = t.incidence(k, free, limits.Scale, z)
	}
	return result, nil
}

// incidence follows one cause through the times. The covariance of (event-free, incidence) is carried along: a step moves a share
// of the event-free probability to the cause, which moves the errors so far in the same way, and adds the error of the step.
func (t Table) incidence(k int, free Survival, scale Scale, z float64) Curve {
	curve := Curve{Points: make([]Point, len(free.Points)), origin: Point{AtRisk: free.origin.AtRisk}, closed: free.closed}
	curve.origin.Low, curve.origin.High = scale.aroundIncidence(z, 0, 0)
	var incidence, varFree, covariance, variance float64
	before, row := 1.0, 0 // event-free probability before the step; row of the table
	for i, p := range free.Points {
		for t.times[row] != p.Time {
			row++
		}
		p.Censored, p.Events = t.censored[row], t.eventsAt(row)[k]
		if all := t.happened(row); all > 0 {
			n, d, any := float64(p.AtRisk), float64(p.Events), float64(all)
			share, stay := d/n, 1-any/n
			cube := before * before / (n * n * n)
			variance += 2*share*covariance + share*share*varFree + cube*(n-d)*d
			covariance = stay*(covariance+share*varFree) - cube*d*(n-any)
			varFree = stay*stay*varFree + cube*(n-any)*any
			incidence += before * share
		}
		before = p.Estimate
		p.Estimate, p.StdErr = incidence, math.Sqrt(max(variance, 0)) // rounding, where everybody has left by the cause
		p.Low, p.High = scale.aroundIncidence(z, incidence, p.StdErr)
		curve.Points[i] = p
	}
	return curve
}
