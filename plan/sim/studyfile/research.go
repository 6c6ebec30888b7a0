package studyfile

import (
	"errors"
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
)

// Research is a study that has not been done, of one parameter, of which the probabilistic analysis says what it would be worth. One of
// Share, Rate, Mean and Ratio says what is observed.
type Research struct {
	Name      string   `document:"required"`
	Parameter string   `document:"required"`
	Share     *People  // of a probability: how many people it happens to
	Rate      *Time    // of a rate: events in a time at risk
	Mean      *Measure // of a mean: people, and how much they differ
	Ratio     *Events  // of a multiplier of a hazard: a trial, half of the people in each arm
}

// People is how many people a study has.
type People struct {
	People int64 `document:"required"`
}

// Time is how long people are at risk in a study, all together, in the unit of time of the parameter.
type Time struct {
	Time float64 `document:"required"`
}

// Measure is how many people are measured, and the standard deviation of what is measured in them.
type Measure struct {
	People int64             `document:"required"`
	SD     float64           `document:"required"`
	Source evidence.Citation `document:"required"` // of the standard deviation
}

// Events is how many events a trial sees, in both arms together.
type Events struct {
	Events int64 `document:"required"`
}

// Observation returns what the study observes. It returns an error unless exactly one form is given, and what that form refuses.
func (r Research) Observation() (uncertainty.Observation, error) {
	type made func() (uncertainty.Observation, error)
	var forms []made
	if r.Share != nil {
		forms = append(forms, func() (uncertainty.Observation, error) { return uncertainty.ObservedShare(r.Share.People) })
	}
	if r.Rate != nil {
		forms = append(forms, func() (uncertainty.Observation, error) { return uncertainty.ObservedRate(r.Rate.Time) })
	}
	if r.Mean != nil {
		forms = append(forms, func() (uncertainty.Observation, error) {
			o, err := uncertainty.ObservedMean(r.Mean.People, r.Mean.SD)
			return o, errors.Join(err, r.Mean.Source.Validate())
		})
	}
	if r.Ratio != nil {
		forms = append(forms, func() (uncertainty.Observation, error) { return uncertainty.ObservedRatio(r.Ratio.Events) })
	}
	if len(forms) != 1 {
		return uncertainty.Observation{}, fmt.Errorf("one of share, rate, mean and ratio is needed, not %d", len(forms))
	}
	return forms[0]()
}

// Sees returns what the study sees in each draw, if values are those of the parameter. The luck of a draw is that of its number and of the
// name of the research, so that research of other names changes nothing.
func (r Research) Sees(values []float64, seed uint64) ([]float64, error) {
	o, err := r.Observation()
	if err != nil {
		return nil, err
	}
	seen, luck := make([]float64, len(values)), uncertainty.Random(seed)
	for i, value := range values {
		if seen[i], err = o.Simulate(value, luck.Uniform("research: "+r.Name, uint64(i))); err != nil {
			return nil, err
		}
	}
	return seen, nil
}

// research says what is wrong with research that is asked for.
func (s *Study) research(r Research) error {
	o, err := r.Observation()
	if err != nil {
		return err
	}
	at := slices.Index(s.Parameters.Names(), r.Parameter)
	if at < 0 {
		return fmt.Errorf("there is no parameter %q", r.Parameter)
	}
	law, _ := s.Parameters.Law(r.Parameter)
	for _, p := range []float64{0.0001, 0.5, 0.9999} { // a law that leaves the range of what is observed
		if _, err := o.Simulate(law.Quantile(p), 0.5); err != nil {
			return err
		}
	}
	if r.Mean != nil {
		s.sourced = append(s.sourced, sourced{fmt.Sprintf("standard deviation of research %q", r.Name), r.Mean.Source})
	}
	return nil
}
