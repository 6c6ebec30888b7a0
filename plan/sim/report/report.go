// Package report writes what a study found: as counts for package survival, as CSV and JSON, and as a page of HTML with figures and
// the skeleton of a report after CHEERS 2022 and STRESS. Everything it writes carries its provenance: what was run, of which model,
// with which numbers from which sources, and what Verify warned of.
//
// It judges nothing and computes nothing that is not in the result. A number that is not known is empty in CSV and null in JSON, and
// never 0.
package report

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/survival"
)

// ErrReport is returned where a result does not hold what is asked.
var ErrReport = errors.New("report: not in the result")

// Provenance says where numbers come from.
type Provenance struct {
	Title       string      `json:"title,omitempty"`
	Version     string      `json:"version,omitempty"` // of the program, as its caller names it
	Study       sim.Study   `json:"study"`
	People      int64       `json:"people"`
	Fingerprint string      `json:"fingerprint"` // of the model: what was declared
	Digest      string      `json:"digest"`      // of the result: every number in it
	Parameters  []Parameter `json:"parameters"`
	Warnings    []string    `json:"warnings"`
	Note        string      `json:"note"`
}

// Note is what every output says of itself.
const Note = "A projection of a population that obeys the model, not advice about a person."

// Parameter is one number, or law, that the model was given.
type Parameter struct {
	Name   string `json:"name"`
	Value  string `json:"value"` // a hazard as it is written in a model file, a multiplier as a number
	Source string `json:"source"`
}

// Of collects the provenance of a result. title and version are the caller's and may be empty.
func Of(r *sim.Result, title, version string) Provenance {
	c := r.Compiled()
	p := Provenance{Title: title, Version: version, Study: r.Study(), People: r.People(), Fingerprint: c.Fingerprint(), Digest: r.Digest(),
		Parameters: Parameters(c.Model()), Warnings: []string{}, Note: Note}
	for _, w := range c.Warnings() {
		p.Warnings = append(p.Warnings, w.String())
	}
	return p
}

// Parameters returns the hazards, the multipliers, the slots, the frailties and the values of rewards of a model, each with its limits and
// its source, in the order of the model. A value of a reward whose source is not stated says so.
func Parameters(m sim.Model) []Parameter {
	all := []Parameter{}
	hazard := func(name string, h sim.Hazard, source string) {
		text, err := json.Marshal(h)
		if err != nil {
			text = []byte(h.String()) // a function: its name is all there is
		}
		all = append(all, Parameter{Name: name, Value: string(text), Source: source})
	}
	transitions := func(prefix string, ts []sim.Transition) {
		for _, t := range ts {
			name := t.Name
			if name == "" {
				name = t.From + " → " + t.To
			}
			hazard(prefix+name, t.Hazard, t.Source.String())
		}
	}
	effects := func(prefix string, es []sim.Effect) {
		for _, e := range es {
			name := prefix + "multiplier of " + e.On
			if limits := e.When.String(); limits != "" {
				name += ", " + limits
			}
			all = append(all, Parameter{Name: name, Value: number(e.By), Source: e.Source.String()})
		}
	}
	transitions("", m.Transitions)
	for _, e := range m.Events {
		hazard(e.Name, e.Hazard, e.Source.String())
	}
	effects("", m.Effects)
	for _, c := range m.Capacities {
		all = append(all, Parameter{Name: "slots of " + c.Of, Value: fmt.Sprintf("%d for %d people", c.Slots, c.People), Source: c.Source.String()})
	}
	for _, f := range m.Frailties {
		all = append(all, Parameter{Name: "variance of the frailty in " + strings.Join(f.On, ", "), Value: number(f.Variance), Source: f.Source.String()})
	}
	for _, a := range m.Arms {
		transitions(a.Name+": ", a.Replace)
		effects(a.Name+": ", a.Effects)
	}
	for _, r := range m.Rewards {
		for _, p := range r.Parts {
			value, source := number(p.Value), "no source is stated"
			if p.Move == "" && p.Event == "" && !p.Start {
				per := p.Per
				if !per.Valid() {
					per = m.Cycle
				}
				value += " a " + per.String()
			}
			if p.Source != (evidence.Citation{}) {
				source = p.Source.String()
			}
			all = append(all, Parameter{Name: r.Name + ": " + p.String(), Value: value, Source: source})
		}
	}
	return all
}

// Table returns the times to a measure as counts, for the estimates of package survival: to whom it had not happened is censored at the
// horizon. Only engines that follow persons have counts; others return ErrReport.
func Table(r *sim.Result, arm, measure string) (survival.Table, error) {
	if e := r.Study().Engine; e != sim.Step && e != sim.Jump {
		return survival.Table{}, fmt.Errorf("%w: the engine %v follows no persons", ErrReport, e)
	}
	firsts, err := r.Firsts(arm, measure)
	if err != nil {
		return survival.Table{}, err
	}
	people := float64(r.People())
	moments := make([]survival.Moment, len(firsts)-1)
	for t := range moments {
		moments[t] = survival.Moment{Time: float64(t), Events: []int64{int64(math.Round(firsts[t] * people))}}
	}
	moments[0].Entered = r.People()
	moments[len(moments)-1].Censored = int64(math.Round(firsts[len(moments)] * people))
	return survival.FromCounts(moments)
}

// WriteCSV writes every number of a result, one a line: arm, kind (those of Row), name, moment (empty for what is of the whole study), value
// and standard error (empty where it is not known). Lines before the heading begin with # and hold the provenance as one line of JSON.
func WriteCSV(w io.Writer, r *sim.Result, p Provenance) error {
	text, err := json.Marshal(p)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "# %s\n", text); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	_ = out.Write([]string{"arm", "kind", "name", "moment", "value", "standard error"}) // a csv.Writer keeps its first error
	for v, err := range Rows(r) {
		if err != nil {
			return err
		}
		moment := ""
		if v.Moment != Whole {
			moment = strconv.Itoa(v.Moment)
		}
		_ = out.Write([]string{v.Arm, v.Kind, v.Name, moment, number(v.Value), number(v.StandardError)})
	}
	out.Flush()
	return out.Error()
}

// number writes a number in full, and nothing for one that is not known.
func number(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

// curveJSON is a curve of a result, or a single number of one element.
type curveJSON struct {
	Arm    string     `json:"arm"`
	Kind   string     `json:"kind"`
	Name   string     `json:"name"`
	Values []float64  `json:"values"`
	Errors []*float64 `json:"standardErrors"` // null where it is not known
}

// WriteJSON writes the numbers of WriteCSV as one JSON object with the members provenance and series.
func WriteJSON(w io.Writer, r *sim.Result, p Provenance) error {
	var series []curveJSON
	for v, err := range Rows(r) {
		if err != nil {
			return err
		}
		if v.Moment <= 0 {
			series = append(series, curveJSON{Arm: v.Arm, Kind: v.Kind, Name: v.Name})
		}
		s := &series[len(series)-1]
		s.Values = append(s.Values, v.Value)
		var known *float64
		if number(v.StandardError) != "" {
			known = &v.StandardError
		}
		s.Errors = append(s.Errors, known)
	}
	e := json.NewEncoder(w)
	return e.Encode(struct {
		Provenance Provenance  `json:"provenance"`
		Series     []curveJSON `json:"series"`
	}{p, series})
}
