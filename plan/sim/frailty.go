package sim

import (
	"fmt"
	"math"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim/internal/portable"
	"github.com/oudpath/oudpath/plan/sim/internal/random"
)

// Frailty is what makes people differ in hazards without anybody seeing why: each has a multiplier of them for life, of a gamma law with
// the mean 1 and this variance, the same for all hazards that it is on and in every arm. Who is frail goes first, so that the hazard of
// those who are left falls: a hazard with the cumulative rate H leaves (1 + Variance·H)^(−1/Variance) of a population.
//
// The law is held by some tens of values of the multiplier, each with a share of people, whose mean is 1 and under which no survival
// differs by more than 1e-7 from that under the gamma law; so every engine can run it, at the price of the tables for each value. Two
// frailties are independent, and have the tables of every pair of their values.
type Frailty struct {
	On       []string          // names of transitions and events, whose hazards are rates; see Verify
	Variance float64           `document:"required"` // from 0, which is none, to 10
	Source   evidence.Citation // required
}

// latent is a class of people who share the values of all frailties.
type latent struct {
	share   float64
	effects []Effect
}

// maxLatent is the number of classes at which a model is refused.
const maxLatent = 10_000

// latents returns the classes of a model: all combinations of the values of its frailties; one of everybody if it has none.
func (m Model) latents() []latent {
	classes := []latent{{share: 1}}
	for _, f := range m.Frailties {
		var finer []latent
		for _, c := range classes {
			for _, p := range gammaPoints(f.Variance) {
				one := latent{share: float64(c.share * p.share), effects: append([]Effect(nil), c.effects...)}
				for _, name := range f.On {
					one.effects = append(one.effects, Effect{On: name, By: p.value})
				}
				finer = append(finer, one)
			}
		}
		classes = finer
	}
	return classes
}

// point is a value of a law with the share of people who have it.
type point struct{ value, share float64 }

// gammaPoints returns the values that stand for the gamma law with the mean 1 and a variance.
//
// They are those of the trapezoidal rule after z = exp(t − e^(−t)), which makes the density fall off faster than exponentially on both
// sides, so that the rule converges exponentially in its step, for every survival e^(−zH) alike (Takahasi and Mori, Publ RIMS 1974). The
// step is narrower where the law is.
func gammaPoints(variance float64) []point {
	if variance == 0 {
		return []point{{1, 1}}
	}
	const omega, negligible = 0.5671432904097838, 1e-14 // z = 1 at t = omega, near the largest weight
	shape, step := 1/variance, min(0.25, 0.4*math.Sqrt(variance))
	weigh := func(n int) point {
		t := omega + float64(float64(n)*step)
		fall := portable.Exp(-t)
		u := t - fall
		// relative to z = 1, so that it is a number whatever the shape
		return point{portable.Exp(u), portable.Exp(float64(shape*u)-float64(shape*portable.Expm1(u))) * (1 + fall)}
	}
	points, total, mean := []point{}, 0.0, 0.0
	for _, side := range []struct{ from, by int }{{0, 1}, {-1, -1}} {
		for n := side.from; ; n += side.by {
			p := weigh(n)
			if p.share < negligible && float64(n*side.by)*step > 1 {
				break
			}
			points, total, mean = append(points, p), total+p.share, mean+float64(p.share*p.value)
		}
	}
	for i := range points {
		points[i] = point{points[i].value * total / mean, points[i].share / total}
	}
	return points
}

// latentOf draws the class of a person.
func (c *Compiled) latentOf(key uint64) int {
	if len(c.latents) == 1 {
		return 0
	}
	u := random.Unit(random.At(random.Stream(key, random.ForFrailty), 0))
	for i := range c.latents {
		if u -= c.latents[i].share; u < 0 {
			return i
		}
	}
	return 0
}

// frailties looks at the frailties of the model. names are those of its transitions and events.
func (v *verifier) frailties(names map[string]bool) {
	classes := 1
	for i, f := range v.m.Frailties {
		v.at("frailties[%d]", i)
		where := fmt.Sprintf("frailty %d", i)
		if len(f.On) == 0 {
			v.fault(where, "is on no hazard")
		}
		for _, name := range f.On {
			if !names[name] {
				v.fault(where, "no transition or event is named %q", name)
			}
			v.frail(where, name)
		}
		if !(f.Variance >= 0 && f.Variance <= 10) {
			v.fault(where, "variance %v is not between 0 and 10", f.Variance)
			continue
		}
		if classes *= len(gammaPoints(f.Variance)); classes > maxLatent {
			v.fault(where, "the values of all frailties have more than %d combinations", maxLatent)
			return
		}
		v.source(where, f.Source)
	}
}

// frail reports hazards of that name whose values a large multiplier would make more than certain.
func (v *verifier) frail(where, name string) {
	refuse := func(h Hazard) {
		switch {
		case h.kind == pointMass:
			v.fault(where, "%q is scheduled, and has no hazard that could be multiplied", name)
		case h.isProbability() && v.m.Conversion == ConditionalOnSurvival:
			v.fault(where, "%q is a probability, which the conversion multiplies itself, to more than 1 for some: give its rate", name)
		}
	}
	seen := map[string]bool{}
	for a := range v.m.Arms {
		for s := range v.m.States {
			for _, t := range v.m.ways(a, s) {
				if v.m.label(t, s) == name && !seen[t.Hazard.String()] {
					seen[t.Hazard.String()] = true
					refuse(t.Hazard)
				}
			}
		}
	}
	for _, e := range v.m.Events {
		if e.Name == name && e.Hazard.isProbability() {
			refuse(e.Hazard)
		}
	}
}
