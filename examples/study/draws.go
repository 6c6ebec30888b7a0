package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/export/columnar"
	"github.com/oudpath/oudpath/plan/sim/probabilistic"
	"github.com/oudpath/oudpath/plan/sim/report"
	"github.com/oudpath/oudpath/plan/sim/studyfile"
)

// saved is the file of a folder in which draws are kept.
const saved = "draws.jsonl"

// draw begins a probabilistic analysis.
func draw(ctx context.Context, o options, here place) error {
	if _, err := os.Stat(filepath.Join(o.folder, saved)); err == nil {
		return fmt.Errorf("%s has draws already: resume goes on with them", o.folder)
	}
	return analyse(ctx, o, here, os.O_CREATE|os.O_EXCL|os.O_RDWR)
}

// resume goes on with one.
func resume(ctx context.Context, o options, here place) error {
	return analyse(ctx, o, here, os.O_RDWR)
}

// analyse makes the draws that are missing, saves each as it comes, and tells what all of them say.
func analyse(ctx context.Context, o options, here place, mode int) (err error) {
	if o.folder == "" {
		return errors.New("-out is needed, the folder that draws are saved in")
	}
	study, err := load(o.args[0], o)
	if err != nil {
		return err
	}
	c, err := study.Compile()
	if err != nil {
		return err
	}
	a, err := analysis(study)
	if err != nil {
		return fmt.Errorf("%s: %w", o.args[0], err)
	}
	if err := os.MkdirAll(o.folder, 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(filepath.Join(o.folder, saved), mode, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	m := newMeter(here, "draws", 1)
	var all []probabilistic.Draw
	keep := func(good int64) error {
		_, err := file.Seek(good, io.SeekStart)
		return errors.Join(err, file.Truncate(good))
	}
	err = a.Resume(ctx, file, keep, file, func(d probabilistic.Draw) error {
		all = append(all, d)
		m.watch(int64(len(all)), int64(a.Draws))
		return nil
	})
	m.done()
	if err != nil {
		return fmt.Errorf("after %d draws: %w", len(all), err)
	}
	return tellDraws(ctx, study, c, all, o, here)
}

// analysis is the probabilistic analysis that a study file asks for.
func analysis(study *studyfile.Study) (probabilistic.Analysis, error) {
	if study.Draws.Number < 2 || study.Parameters.Dimension() == 0 {
		return probabilistic.Analysis{}, errors.New(`"draws" with 2 draws at least, and parameters with laws, are needed`)
	}
	return probabilistic.Analysis{Set: study.Parameters, Design: study.Draws.Of(), Draws: study.Draws.Number, Model: study.With,
		Study: study.Run, Workers: study.Run.Workers}, nil
}

// tellDraws prints the spread of every reward, and writes files.
func tellDraws(ctx context.Context, study *studyfile.Study, c *sim.Compiled, all []probabilistic.Draw, o options, here place) error {
	spreads, err := spreads(c, all)
	if err != nil {
		return err
	}
	sections := []report.Section{spreads}
	if study.Economics != nil {
		more, err := decide(ctx, study, c, all)
		if err != nil {
			return err
		}
		sections = append(sections, more...)
	}
	fmt.Fprintln(here.out, study.Title+"\n"+report.Note)
	files := map[string]func(io.Writer) error{"draws.csv": csvOf(everyDraw(study, c, all))}
	for i, s := range sections {
		if err := table(here.out, s); err != nil {
			return err
		}
		if len(s.Rows) > 0 {
			files[[]string{"uncertainty.csv", "decision.csv", "information.csv"}[i]] = csvOf(s)
		}
	}
	r, err := simulate(ctx, study, here)
	if err != nil {
		return err
	}
	files["draws.parquet"] = func(w io.Writer) error {
		return columnar.WriteDraws(w, provenance(study, r), c, study.Parameters.Names(), all)
	}
	if err := writeFiles(o.folder, files); err != nil {
		return err
	}
	return writeResult(o.folder, study, r, sections...)
}

// spreads is the table of what the draws say of every reward and gain.
func spreads(c *sim.Compiled, all []probabilistic.Draw) (report.Section, error) {
	s := report.Section{Title: fmt.Sprintf("Uncertainty, %d draws", len(all)),
		Head: []string{"outcome", "mean", "2.5 %", "97.5 %", "variance", "of the parameters", "of the number of people"},
		Note: "Low and high are percentiles of the draws. The part of the parameters is the variance less the mean squared Monte-Carlo error."}
	for i, arm := range c.Arms() {
		for j, reward := range c.Rewards() {
			for _, number := range []struct {
				name string
				of   func(probabilistic.Draw) sim.Estimate
				none bool
			}{{reward + ", " + arm, func(d probabilistic.Draw) sim.Estimate { return d.Means[i][j] }, false},
				{reward + ", " + arm + " less " + c.Comparator(), func(d probabilistic.Draw) sim.Estimate { return d.Gains[i][j] },
					arm == c.Comparator()}} {
				if number.none {
					continue
				}
				row, err := spreadRow(number.name, all, number.of)
				if err != nil {
					return s, err
				}
				s.Rows = append(s.Rows, row)
			}
		}
	}
	return s, nil
}

func spreadRow(name string, all []probabilistic.Draw, of func(probabilistic.Draw) sim.Estimate) ([]string, error) {
	x, err := probabilistic.Summarise(all, of)
	if err != nil {
		return nil, err
	}
	return []string{name, number(x.Mean), number(x.Low), number(x.High), number(x.Variance),
		plusMinus(x.Parameters()), number(x.MonteCarlo)}, nil
}

// everyDraw is the table of parameters and means, a draw a row, with all digits.
func everyDraw(study *studyfile.Study, c *sim.Compiled, all []probabilistic.Draw) report.Section {
	s := report.Section{Head: append([]string{"draw"}, study.Parameters.Names()...)}
	for _, arm := range c.Arms() {
		for _, reward := range c.Rewards() {
			s.Head = append(s.Head, arm+": "+reward)
		}
	}
	full := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	for _, d := range all {
		row := []string{strconv.FormatUint(d.Number, 10)}
		for _, x := range d.Values {
			row = append(row, full(x))
		}
		for i := range d.Means {
			for _, e := range d.Means[i] {
				row = append(row, full(e.Mean))
			}
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}
