package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/figure"
	"github.com/oudpath/oudpath/plan/sim/report"
	"github.com/oudpath/oudpath/plan/sim/studyfile"
)

// side is an arm of a result, by the name that a comparison gives it.
type side struct {
	name, arm string
	study     *studyfile.Study
	r         *sim.Result
}

// pair is two sides that are compared.
type pair struct{ a, b side }

// compare runs two studies, or one study for two of its arms, and tells the differences with their intervals, and draws one figure.
func compare(ctx context.Context, o options, here place) error {
	pairs, err := pairsOf(ctx, o, here)
	if err != nil {
		return err
	}
	section, err := differences(pairs)
	if err != nil {
		return err
	}
	drawing, err := curves(pairs, o.curve)
	if err != nil {
		return err
	}
	fmt.Fprintln(here.out, report.Note)
	warn(here.out, pairs[0].a.study, pairs[0].a.r)
	if !pairs[0].one() {
		warn(here.out, pairs[0].b.study, pairs[0].b.r)
	}
	if err := table(here.out, section); err != nil || o.folder == "" {
		return err
	}
	files := map[string]func(io.Writer) error{"differences.csv": csvOf(section)}
	drawn(files, "comparison", drawing)
	return writeFiles(o.folder, files)
}

// pairsOf runs what is compared.
func pairsOf(ctx context.Context, o options, here place) ([]pair, error) {
	if len(o.args) == 3 {
		return armsOf(ctx, o, here)
	}
	var studies [2]*studyfile.Study
	var results [2]*sim.Result
	for i, name := range o.args {
		var err error
		if studies[i], err = load(name, o); err != nil {
			return nil, err
		}
		if results[i], err = simulate(ctx, studies[i], here); err != nil {
			return nil, err
		}
	}
	a, b := results[0].Compiled(), results[1].Compiled()
	if a.Cycle() != b.Cycle() || a.Horizon() != b.Horizon() {
		return nil, fmt.Errorf("%d cycles of a %v and %d cycles of a %v cannot be compared", a.Horizon(), a.Cycle(), b.Horizon(), b.Cycle())
	}
	var pairs []pair
	for _, arm := range a.Arms() {
		if slices.Contains(b.Arms(), arm) && (o.arm == "" || o.arm == arm) {
			pairs = append(pairs, pair{side{label(o.args[0], arm), arm, studies[0], results[0]},
				side{label(o.args[1], arm), arm, studies[1], results[1]}})
		}
	}
	if len(pairs) == 0 {
		return nil, fmt.Errorf("no arm %s is in both studies: %s; %s", o.arm, strings.Join(a.Arms(), ", "), strings.Join(b.Arms(), ", "))
	}
	return pairs, nil
}

func label(file, arm string) string {
	return strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)) + ": " + arm
}

// armsOf runs a study for two of its arms.
func armsOf(ctx context.Context, o options, here place) ([]pair, error) {
	study, err := load(o.args[0], o)
	if err != nil {
		return nil, err
	}
	a, b := o.args[1], o.args[2]
	has := func(name string) bool {
		return slices.ContainsFunc(study.Model.Arms, func(arm sim.Arm) bool { return arm.Name == name })
	}
	if !has(a) || !has(b) || a == b {
		return nil, fmt.Errorf("%s: two arms are expected, not %q and %q", o.args[0], a, b)
	}
	r, err := simulate(ctx, study, here)
	if err != nil {
		return nil, err
	}
	return []pair{{side{a, a, study, r}, side{b, b, study, r}}}, nil
}

// one reports whether both sides are of one result, whose arms the same people live through.
func (p pair) one() bool { return p.a.r == p.b.r }

// counted reports whether one side keeps no histories, and so no first times.
func (p pair) counted() bool {
	return p.a.r.Study().Engine == sim.Counts || p.b.r.Study().Engine == sim.Counts
}

// difference returns how much more the second side has, with its error and how that was found. Without one run there are no
// differences person by person. With one seed the numbers are still shared, so the errors are added up, which the error of the
// difference never exceeds; with two seeds they are independent.
func (p pair) difference(a, b sim.Estimate) (sim.Estimate, string) {
	d := sim.Estimate{Mean: b.Mean - a.Mean}
	switch s, t := p.a.r.Study(), p.b.r.Study(); {
	case a.StandardError == 0 && b.StandardError == 0:
		return d, "exact"
	case p.one() || s.Seed == t.Seed:
		d.StandardError = a.StandardError + b.StandardError
		return d, "not wider than this"
	}
	d.StandardError = math.Hypot(a.StandardError, b.StandardError)
	return d, "independent people"
}

const differenceNote = "Intervals say nothing of how sure the parameters are. \"Not wider than this\": both sides share their random numbers, and the " +
	"errors of both are added up, which is the most that the error of the difference can be."

// differences lists the rewards, the measures and the states that both sides have.
func differences(pairs []pair) (report.Section, error) {
	s := report.Section{Title: "Differences, second less first, with 95 % Monte-Carlo intervals", Note: differenceNote,
		Head: []string{"outcome", "first", "second", "value of first", "value of second", "difference", "low", "high", "interval"}}
	for _, p := range pairs {
		for _, o := range outcomes(p) {
			a, err := o.read(p.a)
			b, err2 := o.read(p.b)
			if err := errors.Join(err, err2); err != nil {
				return s, err
			}
			d, how := p.difference(a, b)
			if o.reward != "" && p.one() {
				if d, err = p.b.r.Difference(p.b.arm, p.a.arm, o.reward); err != nil {
					return s, err
				}
				if d.StandardError != 0 {
					how = "person by person"
				}
			}
			low, high := "", ""
			if !math.IsNaN(d.StandardError) {
				low, high = number(d.Mean-1.96*d.StandardError), number(d.Mean+1.96*d.StandardError)
			} else {
				how = "not known"
			}
			s.Rows = append(s.Rows, []string{o.name, p.a.name, p.b.name, number(a.Mean), number(b.Mean), number(d.Mean),
				low, high, how})
		}
	}
	return s, nil
}

// outcome is a number that a side has.
type outcome struct {
	name, reward string
	read         func(side) (sim.Estimate, error)
}

// outcomes are the numbers that both sides have, by name.
func outcomes(p pair) []outcome {
	a, b := p.a.r.Compiled(), p.b.r.Compiled()
	var all []outcome
	for _, name := range both(a.Rewards(), b.Rewards()) {
		all = append(all, outcome{name, name, func(s side) (sim.Estimate, error) { return s.r.Reward(s.arm, name) }})
	}
	last := a.Horizon()
	share := func(s side, curve []float64, err error) (sim.Estimate, error) {
		if err != nil {
			return sim.Estimate{}, err
		}
		return sim.Estimate{Mean: curve[last], StandardError: s.r.ShareError(curve[last])}, nil
	}
	if !p.counted() {
		for _, name := range both(a.Measures(), b.Measures()) {
			all = append(all, outcome{"not yet " + name, "", func(s side) (sim.Estimate, error) {
				curve, err := s.r.NotYet(s.arm, name)
				return share(s, curve, err)
			}})
		}
	}
	for _, name := range both(a.States(), b.States()) {
		all = append(all, outcome{"share in " + name, "", func(s side) (sim.Estimate, error) {
			curve, err := s.r.Occupancy(s.arm, name)
			return share(s, curve, err)
		}})
	}
	return all
}

func both(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(name string) bool { return !slices.Contains(b, name) })
}

// curves draws one curve for each side: a measure, or the share of people in a state; the first measure if no name is given, and the
// first state of a model without measures.
func curves(pairs []pair, name string) (figure.Curves, error) {
	c := pairs[0].a.r.Compiled()
	if name == "" {
		name = c.States()[0]
		if all := c.Measures(); len(all) > 0 && !slices.ContainsFunc(pairs, pair.counted) {
			name = all[0]
		}
	}
	f := figure.Curves{Title: name, XLabel: c.Cycle().String() + "s", YLabel: "share of people", Shares: true}
	for _, p := range pairs {
		for _, s := range []side{p.a, p.b} {
			if slices.Contains(s.r.Compiled().Measures(), name) {
				f.Title = "Not yet: " + name
			}
			curve, err := report.Curve(s.r, s.arm, name)
			if err != nil {
				return f, err
			}
			curve.Name = s.name
			f.Curves = append(f.Curves, curve)
		}
	}
	return f, nil
}
