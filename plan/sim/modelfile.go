package sim

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/oudpath/oudpath/plan/sim/document"
)

// ErrModelFile is returned for a text that is not a model.
var ErrModelFile = errors.New("sim: not a model file")

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
// with an "on" for another clock than "in state", and a "left" that names the risk window of the clock "since leaving". Life tables
// are looked up among the tables by name. Reading is strict: a member that is unknown, given twice or missing where it has no neutral
// value (a multiplier, a rate, a share, a value), two forms of one hazard and text after the end are errors, each with its line and
// column. A model that reads well may still be faulty, see Verify. Functions cannot be written.
func ReadModel(r io.Reader, tables map[string]*LifeTable) (Model, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return Model{}, fmt.Errorf("%w: %w", ErrModelFile, err)
	}
	n, err := document.ParseJSON(text)
	if err != nil {
		return Model{}, fmt.Errorf("%w: %w", ErrModelFile, err)
	}
	return DecodeModel(n, tables, "")
}

// DecodeModel reads a model as ReadModel does, from a document in any notation. at is the path of the model in a larger document, which
// errors then name; empty if it is the whole of one.
func DecodeModel(n *document.Node, tables map[string]*LifeTable, at string) (Model, error) {
	var m Model
	if err := document.DecodeAt(n, &m, at); err != nil {
		return Model{}, fmt.Errorf("%w: %w", ErrModelFile, err)
	}
	for path, h := range m.hazards() {
		if h.kind != lifeTable {
			continue
		}
		table, ok := tables[h.name]
		if !ok {
			return Model{}, fmt.Errorf("%w: %w", ErrModelFile, n.Find(path).At(document.Join(at, path), fmt.Errorf("no life table %q", h.name)))
		}
		clock, left := h.clock, h.left
		*h = table.Hazard()
		h.clock, h.left = clock, left
	}
	return m, nil
}

// WriteModel writes a model as JSON that ReadModel reads as the same model: its fingerprint is the same. A life table is written by the
// title of its source, under which the reader has to have it. A model with functions cannot be written, nor can a faulty hazard: both are
// an ErrModelFile.
func WriteModel(w io.Writer, m Model) error {
	text, err := document.Encode(m)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrModelFile, err)
	}
	var b bytes.Buffer
	if err := json.Indent(&b, text, "", "  "); err != nil {
		return fmt.Errorf("%w: %w", ErrModelFile, err)
	}
	b.WriteByte('\n')
	_, err = b.WriteTo(w)
	return err
}

// hazards yields all hazards of the model and where they stand in a document.
func (m *Model) hazards() func(yield func(string, *Hazard) bool) {
	return func(yield func(string, *Hazard) bool) {
		for i := range m.Transitions {
			if !yield(fmt.Sprintf("transitions[%d].hazard", i), &m.Transitions[i].Hazard) {
				return
			}
		}
		for i := range m.Events {
			if !yield(fmt.Sprintf("events[%d].hazard", i), &m.Events[i].Hazard) {
				return
			}
		}
		for a := range m.Arms {
			for i := range m.Arms[a].Replace {
				if !yield(fmt.Sprintf("arms[%d].replace[%d].hazard", a, i), &m.Arms[a].Replace[i].Hazard) {
					return
				}
			}
		}
	}
}
