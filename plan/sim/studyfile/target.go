package studyfile

import (
	"fmt"
	"math"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Use says what a target is for. The two are never mixed: a number that a model was fitted to says nothing for it. The zero Use is
// invalid.
type Use uint8

// The uses.
const (
	_           Use = iota
	Calibration     // parameters were chosen so that the model gives it
	Validation      // it was not used for any parameter
)

var uses = vocabulary.Required[Use]("use", []string{Calibration: "calibration", Validation: "validation"})

// Valid reports whether u is a use.
func (u Use) Valid() bool { return uses.Valid(u) }

// String returns the name, and "invalid use 77" for a value that is none.
func (u Use) String() string { return uses.Name(u) }

// MarshalText writes the name; a value that is no use is a vocabulary.ErrWord.
func (u Use) MarshalText() ([]byte, error) { return uses.MarshalText(u) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (u *Use) UnmarshalText(text []byte) error { return uses.UnmarshalText(u, text) }

// Target is a published number that a result is held against. Exactly one of State, Measure, Event, Reward and Years is given; of the
// numbers at a moment, At says which, and 0 is the horizon.
type Target struct {
	Name      string            `document:"required"`
	Arm       string            `document:"required"`
	Against   string            // an arm: the target is a difference from it
	State     string            // share of people who are in the state or tag at the moment
	Measure   string            // share of people to whom the measure has happened by the moment
	Event     string            // number of events per person before the moment
	Reward    string            // mean of the reward per person
	Years     string            // years per person in the state or tag before the horizon
	At        int               // cycles from the start
	Per       float64           // people whom the published number is of; 0 is one person
	Published Interval          `document:"required"`
	Use       Use               `document:"required"`
	Source    evidence.Citation `document:"required"`
	Note      string            // why the model misses it, or what the two do not have in common
}

// Interval is a published number with its limits. Low and High are both 0 where the source gives none.
type Interval struct {
	Value float64 `document:"required"`
	Low   float64
	High  float64
}

// Known reports whether the source gives limits.
func (i Interval) Known() bool { return i.Low != 0 || i.High != 0 }

// Check is a target beside what was simulated.
type Check struct {
	Target    Target
	Simulated float64
	Error     float64 // Monte-Carlo standard error; NaN where it is not known
}

// Inside reports whether the simulated number lies within the published limits; known is false where there are none.
func (c Check) Inside() (inside, known bool) {
	i := c.Target.Published
	return c.Simulated >= i.Low && c.Simulated <= i.High, i.Known()
}

// Off is by what share of the published number the simulated one differs from it; NaN if that is 0.
func (c Check) Off() float64 {
	if c.Target.Published.Value == 0 {
		return math.NaN()
	}
	return c.Simulated/c.Target.Published.Value - 1
}

// Checks holds a result against the targets of the study, in their order.
func (s *Study) Checks(r *sim.Result) ([]Check, error) {
	var all []Check
	for _, t := range s.Targets {
		e, err := t.estimate(r, t.Arm)
		if err == nil && t.Against != "" {
			e, err = t.difference(r, e)
		}
		if err != nil {
			return nil, fmt.Errorf("target %q: %w", t.Name, err)
		}
		per := t.Per
		if per == 0 {
			per = 1
		}
		all = append(all, Check{Target: t, Simulated: e.Mean * per, Error: e.StandardError * per})
	}
	return all, nil
}

// difference is the estimate less that of the arm it is held against. Both arms share their random numbers; the sum of the errors is
// what that of the difference never exceeds.
func (t Target) difference(r *sim.Result, here sim.Estimate) (sim.Estimate, error) {
	base, err := t.estimate(r, t.Against)
	return sim.Estimate{Mean: here.Mean - base.Mean, StandardError: here.StandardError + base.StandardError}, err
}

func (t Target) estimate(r *sim.Result, arm string) (sim.Estimate, error) {
	at := t.At
	if at == 0 {
		at = r.Compiled().Horizon()
	}
	share := func(curve []float64, err error) (sim.Estimate, error) {
		if err != nil {
			return sim.Estimate{}, err
		}
		return sim.Estimate{Mean: curve[at], StandardError: r.ShareError(curve[at])}, nil
	}
	exact := 0.0
	if r.Study().Engine != sim.Cohort {
		exact = math.NaN()
	}
	switch {
	case t.State != "":
		return share(r.Occupancy(arm, t.State))
	case t.Measure != "":
		e, err := share(r.NotYet(arm, t.Measure))
		e.Mean = 1 - e.Mean
		return e, err
	case t.Event != "":
		curve, err := r.Events(arm, t.Event)
		if err != nil {
			return sim.Estimate{}, err
		}
		sum := 0.0
		for _, x := range curve[:at] {
			sum += x
		}
		return sim.Estimate{Mean: sum, StandardError: exact}, nil
	case t.Years != "":
		years, err := r.PersonTime(arm, t.Years, sim.Window{})
		return sim.Estimate{Mean: years, StandardError: exact}, err
	}
	return r.Reward(arm, t.Reward)
}
