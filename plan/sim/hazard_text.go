package sim

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/oudpath/oudpath/plan/sim/document"
)

// The parameters of hazards as they are written.
type (
	shapeScale struct {
		Shape float64 `json:"shape" document:"required"`
		Scale float64 `json:"scale" document:"required"`
	}
	shapeRate struct {
		Shape float64 `json:"shape" document:"required"`
		Rate  float64 `json:"rate" document:"required"`
	}
	meanSD struct {
		Mean float64 `json:"mean" document:"required"`
		SD   float64 `json:"sd" document:"required"`
	}
	afterShare struct {
		After int     `json:"after" document:"required"`
		Share float64 `json:"share" document:"required"`
	}
)

// form reads the parameters of one form of hazard, which stand at the path, and says what they are.
type form struct {
	read   func(n *document.Node, path string) (Hazard, error)
	schema map[string]any
}

func formOf[P any](make func(P) Hazard) form {
	read := func(n *document.Node, path string) (Hazard, error) {
		var p P
		err := document.DecodeAt(n, &p, path)
		return make(p), err
	}
	return form{read, document.Schema(reflect.TypeFor[P]())}
}

// forms are the hazards that can be written, by the member that holds their parameters.
var forms = map[string]form{
	"constant":      formOf(Constant),
	"pieces":        formOf(func(p []Piece) Hazard { return Pieces(p...) }),
	"rates":         formOf(func(p []float64) Hazard { return Rates(p...) }),
	"fitted":        formOf(func(p []float64) Hazard { return Fitted(p...) }),
	"probability":   formOf(Probability),
	"probabilities": formOf(func(p []float64) Hazard { return Probabilities(p...) }),
	"weibull":       formOf(func(p shapeScale) Hazard { return Weibull(p.Shape, p.Scale) }),
	"weibullRate":   formOf(func(p shapeRate) Hazard { return WeibullRate(p.Shape, p.Rate) }),
	"gompertz":      formOf(func(p shapeRate) Hazard { return Gompertz(p.Shape, p.Rate) }),
	"logLogistic":   formOf(func(p shapeScale) Hazard { return LogLogistic(p.Shape, p.Scale) }),
	"logNormal":     formOf(func(p meanSD) Hazard { return LogNormal(p.Mean, p.SD) }),
	"scheduled":     formOf(func(p afterShare) Hazard { return ScheduledShare(p.After, p.Share) }),
	"lifeTable":     formOf(func(name string) Hazard { return Hazard{kind: lifeTable, clock: Age, name: name} }),
}

// DecodeNode reads a hazard in one of the forms that ReadModel describes; path is where it stands.
func (h *Hazard) DecodeNode(n *document.Node, path string) error {
	if n.Kind != document.Object {
		return n.At(path, fmt.Errorf("a hazard is expected, not %v", n.Kind))
	}
	var given []string
	var clock Clock
	var left *document.Node
	for _, m := range n.Members {
		at := path + "." + m.Name
		form, known := forms[m.Name]
		switch {
		case m.Name == "on":
			if err := document.DecodeAt(m.Value, &clock, at); err != nil {
				return err
			}
			continue
		case m.Name == "left":
			left = m.Value
			continue
		case !known:
			return &document.Error{Place: m.Place, Path: at, Err: fmt.Errorf("no form of hazard is called %q; there are %q", m.Name, slices.Sorted(maps.Keys(forms)))}
		}
		of, err := form.read(m.Value, at)
		if err != nil {
			return err
		}
		if of.fault != nil {
			return m.Value.At(at, of.fault)
		}
		*h, given = of, append(given, m.Name)
	}
	if len(given) != 1 {
		return n.At(path, fmt.Errorf("a hazard has one form, not %d: %q", len(given), given))
	}
	if clock != 0 {
		h.clock = clock
	}
	if left == nil {
		return nil
	}
	at := path + ".left"
	if err := document.DecodeAt(left, &h.left, at); err != nil {
		return err
	}
	if h.clock != SinceLeaving {
		return left.At(at, fmt.Errorf("a risk window is named, but the hazard runs on the clock %v", h.clock))
	}
	return nil
}

// DocumentSchema says how a hazard is written: one of the forms, and the clock it runs on.
func (*Hazard) DocumentSchema() map[string]any {
	properties := map[string]any{"on": document.Schema(reflect.TypeFor[Clock]()), "left": document.Schema(reflect.TypeFor[string]())}
	for name, f := range forms {
		properties[name] = f.schema
	}
	return map[string]any{"type": "object", "properties": properties, "additionalProperties": false, "minProperties": 1, "maxProperties": 3}
}

// MarshalJSON writes a hazard in a form that ReadModel reads as the same hazard. A curve that was fitted is written as its rates, and a
// life table by the title of its source. A function cannot be written, nor can the zero Hazard or one with a fault.
func (h Hazard) MarshalJSON() ([]byte, error) {
	if err := h.validate(); err != nil {
		return nil, err
	}
	name, value := h.written()
	if name == "" {
		return nil, fmt.Errorf("sim: a %s cannot be written", hazardKinds[h.kind].name)
	}
	all := map[string]any{name: value}
	if own := rank(h.kind == lifeTable); h.clock != [...]Clock{InState, Age}[own] {
		all["on"] = h.clock
	}
	if h.left != "" {
		all["left"] = h.left
	}
	return json.Marshal(all)
}

// written returns the form and the parameters of a hazard; no form for a function.
func (h Hazard) written() (string, any) {
	switch h.kind {
	case constantRate:
		return "constant", h.a
	case rateTable:
		var pieces []Piece
		for i, until := range append(slices.Clone(h.cuts), 0) {
			pieces = append(pieces, Piece{Until: until, Rate: h.values[i]})
		}
		return "pieces", pieces
	case constantProbability:
		return "probability", h.a
	case probabilityTable:
		return "probabilities", h.values
	case weibull:
		return "weibull", shapeScale{h.a, h.b}
	case weibullRate:
		return "weibullRate", shapeRate{h.a, h.b}
	case gompertz:
		return "gompertz", shapeRate{h.a, h.b}
	case logLogistic:
		return "logLogistic", shapeScale{h.a, h.b}
	case logNormal:
		return "logNormal", meanSD{h.a, h.b}
	case pointMass:
		return "scheduled", afterShare{h.cuts[0], h.values[0]}
	case lifeTable:
		return "lifeTable", h.life.name
	}
	return "", nil
}
