// Package studyfile reads a whole study from a document, or from several that include each other: the life tables that it needs, its
// uncertain parameters, the model, what to run, and the published numbers that it is held against. Whatever is wrong with it, down to
// shares that do not sum to one, is an error with its file, line and column.
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
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
)

// ErrStudy is wrapped by every error about a study file.
var ErrStudy = errors.New("not a study")

// Study is a study that can be run.
type Study struct {
	Title      string
	Model      sim.Model // with the values of Base
	Run        sim.Study
	Parameters *uncertainty.Set   // what is uncertain; empty if the study names no parameters
	Base       uncertainty.Values // the values in use when nothing is drawn
	Draws      Draws              // of the probabilistic analysis; zero if there is none
	Economics  *Economics         // nil if the study names none
	Targets    []Target           // published numbers
	Inflow     *Inflow            // of an open cohort; nil if the study names none

	Concordance *Concordance // whose lives are taken through the rules of a place; nil if the study asks for none

	more    otherwise
	model   *document.Node // with references to parameters in it
	root    *document.Node
	sourced []sourced // numbers beside parameters and targets that have a source
	tables  map[string]*sim.LifeTable
}

// Draws says how often, and by which design, the parameters are drawn.
type Draws struct {
	Number uint64 `document:"required"`
	Seed   uint64
	Design Design `document:"required"`
}

// Economics names the rewards that are the cost and the effect, and the amounts at which they are weighed against each other.
type Economics struct {
	Cost       string `document:"required"` // a reward
	Effect     string `document:"required"` // a reward
	Currency   string
	Thresholds []float64 // currency for a unit of effect, rising
	Among      []string  // arms that are weighed against each other; all if empty

	// Research is what could be studied before deciding, each with a name of its own.
	Research []Research
}

// written is a study as it stands in a file.
type written struct {
	Include      names // of one file or of several, each put over those before it
	Overrides    []override
	Title        string
	LifeTables   map[string]lifeTable
	Parameters   map[string]parameter
	Shares       map[string]shares
	Correlations []correlation
	Draws        *Draws
	Economics    *Economics
	Targets      []Target
	Model        later     `document:"required"`
	Run          sim.Study `document:"required"`
	Inflow       *Inflow
	Policies     policies
	WhatIf       []names // policies, or several at once: an arm for each, which is otherwise as the arm that others are compared with
	Attendances  *attendances
	Concordance  *Concordance
}

type lifeTable struct {
	File   string            `document:"required"`
	Year   int               // which, of a table of several years; 0 for a table of one
	Source evidence.Citation `document:"required"`
}

// later keeps the model, which cannot be read before the life tables and the parameters are.
type later struct{ node *document.Node }

// DecodeNode keeps the node.
func (l *later) DecodeNode(n *document.Node, _ string) error {
	l.node = n
	return nil
}

// DocumentSchema says what a model is.
func (*later) DocumentSchema() map[string]any { return document.Schema(reflect.TypeFor[sim.Model]()) }

// Read reads a study from one document, which names no other. open returns what a life table's file name stands for.
func Read(n *document.Node, open func(name string) (io.ReadCloser, error)) (*Study, error) {
	return Source{Open: open}.Read(n)
}

// Read reads a study from a document, whose includes are looked for beside the file that its places name.
func (s Source) Read(n *document.Node, edits ...Edit) (*Study, error) {
	study, err := s.read(n, edits)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrStudy, err)
	}
	return study, nil
}

func (s Source) read(n *document.Node, edits []Edit) (*Study, error) {
	root, err := s.resolve(n, nil)
	if err != nil {
		return nil, err
	}
	for _, e := range edits {
		if root, err = root.Set(e.Path, e.Value); err != nil {
			return nil, e.Value.At("", err)
		}
	}
	var w written
	if err := document.Decode(root, &w); err != nil {
		return nil, err
	}
	study := &Study{Title: w.Title, Run: w.Run, Economics: w.Economics, Targets: w.Targets, Inflow: w.Inflow, root: root, model: w.Model.node,
		Concordance: w.Concordance,
		more:        otherwise{policies: w.Policies, whatIf: w.WhatIf, attendances: w.Attendances}}
	if w.Draws != nil {
		study.Draws = *w.Draws
	}
	if w.Inflow != nil {
		study.Run.ByCycle = true // costs of people who start later are told by year
	}
	if study.tables, err = s.tables(root, w.LifeTables); err != nil {
		return nil, err
	}
	if err := study.declare(w); err != nil {
		return nil, err
	}
	if err := study.askPlaces(w, s.Engine); err != nil {
		return nil, err
	}
	if study.Concordance != nil {
		if err := study.Concordance.prepare(study, s.Engine); err != nil {
			return nil, err
		}
	}
	if study.Model, study.more.origins, err = study.with(study.Base); err != nil {
		return nil, err
	}
	return study, errors.Join(study.faults(), study.fits())
}

// tables reads the life tables, which lie beside the file that names them.
func (s Source) tables(root *document.Node, all map[string]lifeTable) (map[string]*sim.LifeTable, error) {
	tables := map[string]*sim.LifeTable{}
	var errs []error
	for _, m := range root.Member("lifeTables").Fields() {
		t := all[m.Name]
		table, err := s.table(beside(m.Value.File, t.File), t)
		if err != nil {
			errs = append(errs, m.Value.At("lifeTables."+m.Name, fmt.Errorf("%s: %w", t.File, err)))
		}
		tables[m.Name] = table
	}
	return tables, errors.Join(errs...)
}

func (s Source) table(name string, t lifeTable) (*sim.LifeTable, error) {
	if s.Open == nil {
		return nil, errors.New("no files can be opened here")
	}
	file, err := s.Open(name)
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
func (s *Study) faults() error {
	var errs []error
	for _, f := range s.Model.Verify() {
		if f.Fault {
			at := "model"
			if f.Path != "" {
				at = s.origin(f.Path)
			}
			errs = append(errs, s.root.Find(at).At(at, errors.New(f.String())))
		}
	}
	return errors.Join(errs...)
}

// at places an error at a path of the study.
func (s *Study) at(path, what string, args ...any) error {
	return s.root.Find(path).At(path, fmt.Errorf(what, args...))
}

// Compile makes the model runnable, and returns with its place what keeps the study from being run.
func (s *Study) Compile() (*sim.Compiled, error) {
	c, err := s.Model.Compile()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrStudy, s.at("model", "%w", err))
	}
	if err := c.Check(s.Run); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrStudy, s.at("run", "%w", err))
	}
	if s.Concordance != nil && s.Concordance.engine != nil {
		if err := s.Concordance.reading().Verify(c, s.Concordance.engine.Journey()); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrStudy, s.at("concordance", "%w", err))
		}
	}
	if s.Inflow != nil {
		if err := c.CheckInflow(s.Inflow.At(c.Horizon())...); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrStudy, s.at("inflow", "%w", err))
		}
	}
	return c, nil
}
