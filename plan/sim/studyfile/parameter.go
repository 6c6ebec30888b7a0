package studyfile

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/document"
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// parameter is a number of the model that has a name, which stands in the model as {"parameter": name}, or, for one minus it, as
// {"complementOf": name}.
type parameter struct {
	Value  float64           `document:"required"` // in use when nothing is drawn
	Law    law               // what is known of it; a value without a law is not drawn
	Source evidence.Citation `document:"required"`
}

// shares are parameters that sum to one, drawn by a Dirichlet law; in use when nothing is drawn are their means.
type shares struct {
	Concentrations map[string]float64 `document:"required"` // counts serve as they are
	Source         evidence.Citation  `document:"required"`
}

// Design says how draws fill the space of the parameters. The zero Design is invalid.
type Design uint8

// The designs.
const (
	_      Design = iota
	Random        // independent draws
	Latin         // a Latin hypercube
)

var designs = vocabulary.Required[Design]("design", []string{Random: "random", Latin: "latin hypercube"})

// Valid reports whether d is a design.
func (d Design) Valid() bool { return designs.Valid(d) }

// String returns the name, and "invalid design 77" for a value that is none.
func (d Design) String() string { return designs.Name(d) }

// MarshalText writes the name; a value that is no design is a vocabulary.ErrWord.
func (d Design) MarshalText() ([]byte, error) { return designs.MarshalText(d) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (d *Design) UnmarshalText(text []byte) error { return designs.UnmarshalText(d, text) }

// Of returns the design in the form that package uncertainty draws by.
func (d Draws) Of() uncertainty.Design {
	if d.Design == Latin {
		return uncertainty.Latin(d.Seed, d.Number)
	}
	return uncertainty.Random(d.Seed)
}

// declare makes the set of parameters and its base values, and looks whether the model uses each of them.
func (s *Study) declare(w written) error {
	alone := map[string]uncertainty.Parameter{}
	where := map[string]string{} // of each parameter
	for _, name := range slices.Sorted(maps.Keys(w.Parameters)) {
		p, at := w.Parameters[name], "parameters."+name
		where[name] = at
		if p.Law.Law == nil {
			p.Law.Law, _ = distribution.Fixed(p.Value) // a number of a document is finite
		}
		if low, high := p.Law.Quantile(0), p.Law.Quantile(1); p.Value < low || p.Value > high {
			return s.at(at, "the law %v gives no value of %v", p.Law.Law, p.Value)
		}
		if err := p.Source.Validate(); err != nil {
			return s.at(at, "%w", err)
		}
		alone[name] = uncertainty.Parameter{Name: name, Law: p.Law.Law, Source: p.Source}
	}
	all, err := s.correlate(w, alone)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(alone)) {
		all = append(all, alone[name])
	}
	simplices, err := s.simplices(w.Shares, where)
	if err != nil {
		return err
	}
	all = append(all, simplices...)
	set, err := uncertainty.NewSet(all...)
	if err != nil {
		return s.at("parameters", "%w", err)
	}
	s.Parameters, s.Base = set, set.Medians()
	for name, p := range w.Parameters {
		if s.Base, err = s.Base.With(name, p.Value); err != nil {
			return s.at("parameters."+name, "%w", err)
		}
	}
	return s.used(where)
}

// simplices declares the shares that sum to one, and notes where each stands.
func (s *Study) simplices(all map[string]shares, where map[string]string) ([]uncertainty.Declaration, error) {
	var declared []uncertainty.Declaration
	for _, name := range slices.Sorted(maps.Keys(all)) {
		d, at := uncertainty.Dirichlet{Source: all[name].Source}, "shares."+name
		if err := d.Source.Validate(); err != nil {
			return nil, s.at(at, "%w", err)
		}
		for _, share := range slices.Sorted(maps.Keys(all[name].Concentrations)) {
			if where[share] != "" {
				return nil, s.at(at, "%q is the name of a parameter already", share)
			}
			where[share] = at
			d.Names, d.Concentrations = append(d.Names, share), append(d.Concentrations, all[name].Concentrations[share])
		}
		if _, err := uncertainty.NewSet(d); err != nil {
			return nil, s.at(at, "%w", err)
		}
		declared = append(declared, d)
	}
	return declared, nil
}

// sourced is a number of a study that is no parameter, and where it comes from.
type sourced struct {
	what   string
	source evidence.Citation
}

// Warnings returns what a reader of the results should know of the parameters and of the targets: sources that are weak or that nobody
// confirmed. What the model warns of comes with the results.
func (s *Study) Warnings() []string {
	var all []string
	warn := func(what string, c evidence.Citation) {
		if !c.Provenance.MayRefuse() {
			all = append(all, fmt.Sprintf("%s: the source is %v: %v", what, c.Provenance, c))
		}
	}
	for _, name := range s.Parameters.Names() {
		source, _ := s.Parameters.Source(name)
		warn(fmt.Sprintf("parameter %q", name), source)
	}
	for _, c := range s.sourced {
		warn(c.what, c.source)
	}
	if s.more.attendances != nil {
		all = append(all, "attendances: the least that a rule allows to who takes home as much as it lets them; what doses at home do to outcomes is "+
			"not known, and changes nothing here")
	}
	for _, t := range s.Targets {
		warn(fmt.Sprintf("target %q", t.Name), t.Source)
	}
	return all
}

// used reports parameters that stand nowhere: the study would look as if they had been varied.
func (s *Study) used(where map[string]string) error {
	used := map[string]bool{}
	for path, n := range map[string]*document.Node{"model": s.model, "policies": s.more.policies.node} {
		if n == nil {
			continue
		}
		if _, err := substitute(n, func(name string) (float64, bool) {
			used[name] = true
			return s.Base.Lookup(name)
		}, path); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(where)) {
		if !used[name] {
			return s.at(where[name], "no part of the model uses %q", name)
		}
	}
	return nil
}

// With returns the model with other values of the parameters.
func (s *Study) With(v uncertainty.Values) (sim.Model, error) {
	m, _, err := s.with(v)
	return m, err
}

func (s *Study) with(v uncertainty.Values) (sim.Model, map[string]string, error) {
	n, err := substitute(s.model, v.Lookup, "model")
	if err != nil {
		return sim.Model{}, nil, err
	}
	m, err := sim.DecodeModel(n, s.tables, "model")
	if err != nil {
		return sim.Model{}, nil, err
	}
	return s.extended(m, v)
}

// substitute puts values in the place of references.
func substitute(n *document.Node, value func(name string) (float64, bool), path string) (*document.Node, error) {
	if len(n.Members) == 1 {
		if m := n.Members[0]; m.Name == "parameter" || m.Name == "complementOf" {
			x, known := value(m.Value.Scalar)
			if m.Value.Kind != document.Text || !known {
				return nil, m.Value.At(path, fmt.Errorf("there is no parameter %q", m.Value.Scalar))
			}
			if m.Name == "complementOf" {
				x = 1 - x
			}
			return &document.Node{Place: n.Place, Kind: document.Number, Scalar: strconv.FormatFloat(x, 'g', -1, 64)}, nil
		}
	}
	c := *n
	c.Items, c.Members = slices.Clone(n.Items), slices.Clone(n.Members)
	for i := range c.Items {
		item, err := substitute(c.Items[i], value, fmt.Sprintf("%s[%d]", path, i))
		if err != nil {
			return nil, err
		}
		c.Items[i] = item
	}
	for i := range c.Members {
		of, err := substitute(c.Members[i].Value, value, path+"."+c.Members[i].Name)
		if err != nil {
			return nil, err
		}
		c.Members[i].Value = of
	}
	return &c, nil
}

// orParameter lets a reference stand wherever a schema has a number.
func orParameter(schema any) any {
	switch s := schema.(type) {
	case map[string]any:
		if s["type"] == "number" {
			return map[string]any{"$ref": "#/$defs/number"}
		}
		for name, of := range s {
			s[name] = orParameter(of)
		}
	case []any:
		for i := range s {
			s[i] = orParameter(s[i])
		}
	}
	return schema
}

// numberSchema is what may stand for a number.
func numberSchema() map[string]any {
	reference := func(name string) any {
		return map[string]any{"type": "object", "properties": map[string]any{name: map[string]any{"type": "string"}},
			"required": []string{name}, "additionalProperties": false}
	}
	return map[string]any{"anyOf": []any{map[string]any{"type": "number"}, reference("parameter"), reference("complementOf")}}
}
