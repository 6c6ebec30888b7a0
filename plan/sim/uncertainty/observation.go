package uncertainty

import (
	"fmt"
	"math"
	"sort"

	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
)

// Observation is what a study that has not been done would see of one parameter. Simulated for every draw of the parameter, it says what the
// study is worth: see (*economics.Sample).SampleInformation. It must be made by one of the functions below; the zero Observation sees
// nothing and is invalid.
type Observation struct {
	text     string
	see      func(value, uniform float64) float64
	from, to float64 // the values that the parameter may have
}

// most is how many people or expected events a study can have here: whole numbers on every machine.
const most = 1e9

// ObservedShare is the share of so many people to whom something happens, the probability of which is the parameter. It returns
// ErrObservation unless people is 1 to a thousand million.
func ObservedShare(people int64) (Observation, error) {
	n := float64(people)
	see := func(p, u float64) float64 {
		return float64(sort.Search(int(people), func(k int) bool { return above(u, p, float64(k)+1, n-float64(k)) })) / n
	}
	return observation(fmt.Sprintf("the share of %d people", people), see, 0, 1, n >= 1 && n <= most)
}

// above reports whether the probability of at most k of n, 1 − I_p(k+1, n−k), is at least u.
func above(u, p, a, b float64) bool {
	law, err := distribution.Beta(a, b)
	return err == nil && 1-law.CDF(p) >= u
}

// ObservedRate is the number of events in a time, in the unit of time of the parameter, which is their rate, over that time. It returns
// ErrObservation unless the time is finite and above 0. Rates at which a thousand million events are expected are refused by Simulate.
func ObservedRate(time float64) (Observation, error) {
	see := func(rate, u float64) float64 {
		enough := func(k int) bool {
			law, err := distribution.Gamma(float64(k)+1, 1)
			return err == nil && 1-law.CDF(float64(rate*time)) >= u
		}
		end := 1
		for !enough(end) {
			end *= 2
		}
		return float64(sort.Search(end, enough)) / time
	}
	return observation(fmt.Sprintf("the rate over a time of %g", time), see, 0, most/time, time > 0 && !math.IsInf(time, 1))
}

// ObservedMean is the mean of so many people who differ by a standard deviation around the parameter. It returns ErrObservation unless
// people is at least 1 and the standard deviation finite and above 0.
func ObservedMean(people int64, sd float64) (Observation, error) {
	e := sd / math.Sqrt(float64(people))
	see := func(mean, u float64) float64 { return mean + float64(e*distribution.StandardNormalQuantile(u)) }
	return observation(fmt.Sprintf("the mean of %d people", people), see, math.Inf(-1), math.Inf(1), people >= 1 && sd > 0 && !math.IsInf(sd, 1))
}

// ObservedRatio is the ratio of hazards in a trial with so many events, half of the people in each arm: the estimate of its logarithm has
// the variance 4/events (Schoenfeld 1981, Biometrika 68:316). It returns ErrObservation unless events is at least 1.
func ObservedRatio(events int64) (Observation, error) {
	e := 2 / math.Sqrt(float64(events))
	see := func(ratio, u float64) float64 {
		return ratio * math.Exp(float64(e*distribution.StandardNormalQuantile(u)))
	}
	return observation(fmt.Sprintf("the ratio of hazards in a trial with %d events", events), see, math.SmallestNonzeroFloat64, math.Inf(1),
		events >= 1)
}

func observation(text string, see func(value, uniform float64) float64, from, to float64, holds bool) (Observation, error) {
	if !holds {
		return Observation{}, fmt.Errorf("%w: %s", ErrObservation, text)
	}
	return Observation{text, see, from, to}, nil
}

// String says what is observed.
func (o Observation) String() string { return o.text }

// Simulate returns what the study sees if the parameter has that value. uniform is a number strictly between 0 and 1, as Design.Uniform
// gives it: equal numbers, equal luck. It returns ErrObservation for the zero Observation, and ErrValue for a value that the parameter cannot
// have, as a probability above 1, or a uniform outside its range.
func (o Observation) Simulate(value, uniform float64) (float64, error) {
	switch {
	case o.see == nil:
		return 0, fmt.Errorf("%w: nothing is observed", ErrObservation)
	case !(value >= o.from && value <= o.to) || math.IsInf(value, 0):
		return 0, fmt.Errorf("%w: %v, of which %s is observed", ErrValue, value, o.text)
	case !(uniform > 0 && uniform < 1):
		return 0, fmt.Errorf("%w: a uniform number of %v", ErrValue, uniform)
	}
	return o.see(value, uniform), nil
}
