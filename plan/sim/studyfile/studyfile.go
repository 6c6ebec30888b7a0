// Package studyfile reads a whole study from one document: the life tables that it needs, the model, and what to run. Whatever is wrong
// with it, down to shares that do not sum to one, is an error with its line and column.
//
// It reads nodes of package document, so the notation is the caller's: JSON here, YAML in the program of examples/study. It opens no
// files itself; the caller says what a name means.
package studyfile

import (
	"errors"
	"fmt"
	"io"
	"reflect"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/document"
)

// ErrStudy is wrapped by every error about a study file.
var ErrStudy = errors.New("not a study")

// Study is a study that can be run.
type Study struct {
	Title string
	Model sim.Model
	Run   sim.Study
}

// written is a study as it stands in a file.
type written struct {
	Title      string
	LifeTables map[string]lifeTable
	Model      later     `document:"required"`
	Run        sim.Study `document:"required"`
}

type lifeTable struct {
	File   string            `document:"required"`
	Year   int               // which, of a table of several years; 0 for a table of one
	Source evidence.Citation `document:"required"`
}

// later keeps the model, which cannot be read before the life tables are.
type later struct{ node *document.Node }

// DecodeNode keeps the node.
func (l *later) DecodeNode(n *document.Node, _ string) error {
	l.node = n
	return nil
}

// DocumentSchema says what a model is.
func (*later) DocumentSchema() map[string]any { return document.Schema(reflect.TypeFor[sim.Model]()) }

// Read reads a study. open returns what a life table's file name stands for.
func Read(n *document.Node, open func(name string) (io.ReadCloser, error)) (Study, error) {
	var w written
	if err := document.Decode(n, &w); err != nil {
		return Study{}, fmt.Errorf("%w: %w", ErrStudy, err)
	}
	tables := map[string]*sim.LifeTable{}
	for name, t := range w.LifeTables {
		table, err := t.read(open)
		if err != nil {
			at := "lifeTables." + name
			return Study{}, fmt.Errorf("%w: %w", ErrStudy, n.Find(at).At(at, err))
		}
		tables[name] = table
	}
	model, err := sim.DecodeModel(w.Model.node, tables)
	if err != nil {
		return Study{}, fmt.Errorf("%w: %w", ErrStudy, err)
	}
	if err := faults(w.Model.node, model); err != nil {
		return Study{}, fmt.Errorf("%w: %w", ErrStudy, err)
	}
	return Study{Title: w.Title, Model: model, Run: w.Run}, nil
}

func (t lifeTable) read(open func(name string) (io.ReadCloser, error)) (*sim.LifeTable, error) {
	file, err := open(t.File)
	if err != nil {
		return nil, err
	}
	defer file.Close() // it was only read
	if t.Year != 0 {
		return sim.ReadLifeTableOf(t.Year, file, t.Source)
	}
	return sim.ReadLifeTable(file, t.Source)
}

// faults returns what Verify finds wrong, each with the place where it stands.
func faults(n *document.Node, m sim.Model) error {
	var errs []error
	for _, f := range m.Verify() {
		if f.Fault {
			errs = append(errs, n.Find(f.Path).At("model."+f.Path, errors.New(f.String())))
		}
	}
	return errors.Join(errs...)
}

// Schema returns the JSON Schema of a study, for editors that check and complete while somebody writes.
func Schema() map[string]any {
	s := document.Schema(reflect.TypeFor[written]())
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = "A study of package plan/sim/studyfile"
	return s
}
