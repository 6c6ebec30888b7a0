package studyfile

import (
	"fmt"
	"reflect"

	"github.com/oudpath/oudpath/plan/sim/document"
	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
)

// The parameters of laws as they are written.
type (
	shapes struct {
		A float64 `document:"required"`
		B float64 `document:"required"`
	}
	shapeScale struct {
		Shape float64 `document:"required"`
		Scale float64 `document:"required"`
	}
	meanSD struct {
		Mean float64 `document:"required"`
		SD   float64 `document:"required"`
	}
	interval struct {
		Low   float64 `document:"required"`
		High  float64 `document:"required"`
		Level float64 `document:"required"` // 0.95 for a 95 % interval
	}
	ends struct {
		Low  float64 `document:"required"`
		High float64 `document:"required"`
	}
	within struct {
		Law  law     `document:"required"`
		Low  float64 `document:"required"`
		High float64 `document:"required"`
	}
)

// law is a probability law in one of the forms below.
type law struct{ distribution.Law }

type lawForm struct {
	read   func(n *document.Node, path string) (distribution.Law, error)
	schema func() map[string]any
}

func lawOf[P any](make func(P) (distribution.Law, error)) lawForm {
	read := func(n *document.Node, path string) (distribution.Law, error) {
		var p P
		if err := document.DecodeAt(n, &p, path); err != nil {
			return nil, err
		}
		l, err := make(p)
		if err != nil {
			return nil, n.At(path, err)
		}
		return l, nil
	}
	return lawForm{read, func() map[string]any { return document.Schema(reflect.TypeFor[P]()) }}
}

// laws are the forms, by the member that holds the parameters.
var laws map[string]lawForm

func init() {
	laws = map[string]lawForm{
		"beta":           lawOf(func(p shapes) (distribution.Law, error) { return distribution.Beta(p.A, p.B) }),
		"betaMean":       lawOf(func(p meanSD) (distribution.Law, error) { return distribution.BetaMeanSD(p.Mean, p.SD) }),
		"gamma":          lawOf(func(p shapeScale) (distribution.Law, error) { return distribution.Gamma(p.Shape, p.Scale) }),
		"gammaMean":      lawOf(func(p meanSD) (distribution.Law, error) { return distribution.GammaMeanSD(p.Mean, p.SD) }),
		"normal":         lawOf(func(p meanSD) (distribution.Law, error) { return distribution.Normal(p.Mean, p.SD) }),
		"normalInterval": lawOf(func(p interval) (distribution.Law, error) { return distribution.NormalInterval(p.Low, p.High, p.Level) }),
		"logNormal":      lawOf(func(p meanSD) (distribution.Law, error) { return distribution.Lognormal(p.Mean, p.SD) }),
		"logNormalInterval": lawOf(func(p interval) (distribution.Law, error) {
			return distribution.LognormalInterval(p.Low, p.High, p.Level)
		}),
		"uniform":   lawOf(func(p ends) (distribution.Law, error) { return distribution.Uniform(p.Low, p.High) }),
		"truncated": lawOf(func(p within) (distribution.Law, error) { return distribution.Truncated(p.Law.Law, p.Low, p.High) }),
	}
}

// DecodeNode reads a law: an object with one member, which names the form.
func (l *law) DecodeNode(n *document.Node, path string) error {
	if n.Kind != document.Object || len(n.Members) != 1 {
		return n.At(path, fmt.Errorf("a law is expected, an object with one member that names its form"))
	}
	m := n.Members[0]
	form, known := laws[m.Name]
	if !known {
		return &document.Error{Place: m.Place, Path: path + "." + m.Name, Err: fmt.Errorf("no form of law is called %q", m.Name)}
	}
	of, err := form.read(m.Value, path+"."+m.Name)
	if err != nil {
		return err
	}
	l.Law = of
	return nil
}

// DocumentSchema lists the forms. A law in a law is not described again.
func (*law) DocumentSchema() map[string]any {
	properties := map[string]any{}
	for name, f := range laws {
		if name != "truncated" {
			properties[name] = f.schema()
		}
	}
	number := map[string]any{"type": "number"}
	properties["truncated"] = map[string]any{"type": "object", "required": []string{"law", "low", "high"}, "additionalProperties": false,
		"properties": map[string]any{"law": map[string]any{"type": "object"}, "low": number, "high": number}}
	return map[string]any{"type": "object", "properties": properties, "additionalProperties": false, "minProperties": 1, "maxProperties": 1}
}
