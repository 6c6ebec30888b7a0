package sim

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// ErrScenario is returned for a text that is not a model.
var ErrScenario = errors.New("sim: not a scenario")

// ReadModel reads a model that is written as JSON: the fields of Model and of its parts, named in lower camel case ("byGroup"), with
// enumerations by the names that their String methods give ("week", "competing exponential", "half-cycle", "female") and hazards
// as one of
//
//	{"constant": 0.1}                                    {"pieces": [{"until": 1, "rate": 0.152}, {"rate": 0.017}]}
//	{"rates": [0.3, 0.1]}                                {"weibull": {"shape": 0.57, "scale": 35.1}}
//	{"weibullRate": {"shape": 0.57, "rate": 0.13}}       {"gompertz": {"shape": 0.09, "rate": 0.0001}}
//	{"logLogistic": {"shape": 2, "scale": 60}}           {"logNormal": {"mean": 2.9, "sd": 2.5}}
//	{"fitted": [0.8, 0.7]}                               {"probability": 0.005}
//	{"probabilities": [0.2, 0.1]}                        {"scheduled": {"after": 4, "share": 1}}
//	{"lifeTable": "us-2019"}
//
// with an "on" for another clock than "in state". Life tables are looked up among the tables by name. Unknown members, text after
// the end and doubled hazards are errors; a model that reads well may still be faulty, see Verify. Functions cannot be written.
func ReadModel(r io.Reader, tables map[string]*LifeTable) (Model, error) {
	var m Model
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return Model{}, fmt.Errorf("%w: %w", ErrScenario, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Model{}, fmt.Errorf("%w: text after its end", ErrScenario)
	}
	for _, h := range m.hazards() {
		if h.kind != lifeTable {
			continue
		}
		table, ok := tables[h.name]
		if !ok {
			return Model{}, fmt.Errorf("%w: no life table %q", ErrScenario, h.name)
		}
		clock := h.clock
		*h = table.Hazard()
		h.clock = clock
	}
	return m, nil
}

// hazards returns all hazards of the model.
func (m *Model) hazards() []*Hazard {
	var all []*Hazard
	for i := range m.Transitions {
		all = append(all, &m.Transitions[i].Hazard)
	}
	for i := range m.Events {
		all = append(all, &m.Events[i].Hazard)
	}
	for a := range m.Arms {
		for i := range m.Arms[a].Replace {
			all = append(all, &m.Arms[a].Replace[i].Hazard)
		}
	}
	return all
}

// hazardText is a hazard as ReadModel describes it.
type hazardText struct {
	Constant                                               *float64
	Pieces                                                 []Piece
	Rates, Fitted, Probabilities                           []float64
	Weibull, WeibullRate, Gompertz, LogLogistic, LogNormal *struct{ Shape, Scale, Rate, Mean, SD *float64 }
	Probability                                            *float64
	Scheduled                                              *struct {
		After int
		Share *float64
	}
	LifeTable string
	On        *Clock
}

// UnmarshalJSON reads a hazard in one of the forms that ReadModel describes.
func (h *Hazard) UnmarshalJSON(text []byte) error {
	var t hazardText
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&t); err != nil {
		return err
	}
	var forms []Hazard
	add := func(given bool, make func() Hazard) {
		if given {
			forms = append(forms, make())
		}
	}
	var missing error
	number := func(x *float64) float64 {
		if x == nil {
			missing = errors.New("a hazard lacks a parameter")
			return 0
		}
		return *x
	}
	add(t.Constant != nil, func() Hazard { return Constant(*t.Constant) })
	add(t.Pieces != nil, func() Hazard { return Pieces(t.Pieces...) })
	add(t.Rates != nil, func() Hazard { return Rates(t.Rates...) })
	add(t.Fitted != nil, func() Hazard { return Fitted(t.Fitted...) })
	add(t.Probabilities != nil, func() Hazard { return Probabilities(t.Probabilities...) })
	add(t.Probability != nil, func() Hazard { return Probability(*t.Probability) })
	add(t.Weibull != nil, func() Hazard { return Weibull(number(t.Weibull.Shape), number(t.Weibull.Scale)) })
	add(t.WeibullRate != nil, func() Hazard { return WeibullRate(number(t.WeibullRate.Shape), number(t.WeibullRate.Rate)) })
	add(t.Gompertz != nil, func() Hazard { return Gompertz(number(t.Gompertz.Shape), number(t.Gompertz.Rate)) })
	add(t.LogLogistic != nil, func() Hazard { return LogLogistic(number(t.LogLogistic.Shape), number(t.LogLogistic.Scale)) })
	add(t.LogNormal != nil, func() Hazard { return LogNormal(number(t.LogNormal.Mean), number(t.LogNormal.SD)) })
	add(t.Scheduled != nil, func() Hazard { return ScheduledShare(t.Scheduled.After, number(t.Scheduled.Share)) })
	add(t.LifeTable != "", func() Hazard { return Hazard{kind: lifeTable, clock: Age, name: t.LifeTable} })
	if len(forms) != 1 || missing != nil {
		return first(missing, fmt.Errorf("a hazard has %d forms, not one: %s", len(forms), text))
	}
	*h = forms[0]
	if t.On != nil {
		h.clock = *t.On
	}
	return nil
}
