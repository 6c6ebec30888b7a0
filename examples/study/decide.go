package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/economics"
	"github.com/oudpath/oudpath/plan/sim/probabilistic"
	"github.com/oudpath/oudpath/plan/sim/report"
	"github.com/oudpath/oudpath/plan/sim/studyfile"
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
)

// decide weighs costs against effects, and says what it would be worth to know more. Its sections have the files decision.csv and
// information.csv.
func decide(ctx context.Context, study *studyfile.Study, c *sim.Compiled, all []probabilistic.Draw) ([]report.Section, error) {
	e := study.Economics
	cost, effect := slices.Index(c.Rewards(), e.Cost), slices.Index(c.Rewards(), e.Effect)
	sample, err := economics.NewSample(c.Arms()...)
	if err != nil {
		return nil, err
	}
	for _, d := range all {
		costs, effects := make([]float64, len(d.Means)), make([]float64, len(d.Means))
		for arm, of := range d.Means {
			costs[arm], effects[arm] = of[cost].Mean, of[effect].Mean
		}
		if err := sample.Add(costs, effects); err != nil {
			return nil, err
		}
	}
	if len(e.Among) > 0 {
		if sample, err = sample.Among(e.Among...); err != nil {
			return nil, err
		}
	}
	decision, err := decision(study, sample)
	if err != nil {
		return nil, err
	}
	if decision.Figures, err = decisionFigures(ctx, study, c, sample); err != nil {
		return nil, err
	}
	information, err := information(study, sample, all)
	return []report.Section{decision, information}, err
}

// decision is the table of the frontier.
func decision(study *studyfile.Study, sample *economics.Sample) (report.Section, error) {
	s := report.Section{Title: "Costs and effects, means of the draws",
		Head: []string{"arm", "cost", "effect", "standing", "against", study.Economics.Currency + " for a unit of effect"}}
	means, err := sample.Means()
	if err != nil {
		return s, err
	}
	frontier, err := economics.Frontier(means)
	for _, f := range frontier {
		ratio := ""
		if f.Against != "" {
			ratio = number(f.Ratio)
		}
		s.Rows = append(s.Rows, []string{f.Name, number(f.Cost), number(f.Effect), f.Standing.String(), f.Against, ratio})
	}
	return s, err
}

// decisionFigures are the plane, the acceptability curves and the tornado of the effect that the last arm gains, against the comparator or,
// where that is not among the arms, the first of them.
func decisionFigures(ctx context.Context, study *studyfile.Study, c *sim.Compiled, sample *economics.Sample) ([]report.Drawing, error) {
	e, arms, than := study.Economics, sample.Names(), c.Comparator()
	if len(arms) < 2 {
		return nil, nil
	}
	if !slices.Contains(arms, than) {
		than = arms[0]
	}
	var threshold float64
	var all []report.Drawing
	if len(e.Thresholds) > 1 {
		threshold = e.Thresholds[len(e.Thresholds)/2]
		f, err := report.Acceptability(sample, "How often each arm is the best", e.Currency, e.Thresholds...)
		if err != nil {
			return nil, err
		}
		all = append(all, report.Drawing{Name: "acceptability", Figure: f})
	}
	plane, err := report.Plane(sample, than, "Against "+than, e.Effect, e.Currency, threshold)
	if err != nil {
		return nil, err
	}
	all = append(all, report.Drawing{Name: "plane", Figure: plane})
	last := arms[len(arms)-1]
	if last == than {
		last = arms[len(arms)-2]
	}
	swings, err := study.Parameters.Tornado(study.Base, 0.95, func(v uncertainty.Values) (float64, error) {
		m, err := study.With(v)
		if err != nil {
			return 0, err
		}
		c, err := m.Compile()
		if err != nil {
			return 0, err
		}
		r, err := c.Run(ctx, sim.Study{Engine: sim.Cohort})
		if err != nil {
			return 0, err
		}
		gain, err := r.Difference(last, than, e.Effect)
		return gain.Mean, err
	})
	if err != nil {
		return nil, err
	}
	return append(all, report.Drawing{Name: "tornado", Figure: report.Tornado("What each parameter does, over 95 % of its law",
		fmt.Sprintf("%s, %s less %s", e.Effect, last, than), swings)}), nil
}

// knots of the smoothing by which the worth of knowing one parameter is found.
const knots = 5

// information is what it would be worth, per person, to know all parameters or one of them before choosing an arm.
func information(study *studyfile.Study, sample *economics.Sample, all []probabilistic.Draw) (report.Section, error) {
	e := study.Economics
	s := report.Section{Title: "What it is worth to know more, " + e.Currency + " per person",
		Head: []string{"what is known", "at a threshold of", "worth"},
		Note: fmt.Sprintf("Of one parameter, or of what research sees, by a spline with %d knots; a value within its error of 0 is none. What "+
			"research costs is not taken away.", knots)}
	for _, threshold := range e.Thresholds {
		perfect, err := sample.PerfectInformation(threshold)
		if err != nil {
			return s, err
		}
		add := func(what string, worth economics.Estimate) {
			s.Rows = append(s.Rows, []string{what, number(threshold), plusMinus(sim.Estimate{Mean: worth.Value, StandardError: worth.StdErr})})
		}
		add("everything", perfect)
		for i, name := range study.Parameters.Names() {
			values := valuesOf(all, i)
			if slices.Min(values) == slices.Max(values) || len(all) < 10*knots {
				continue
			}
			one, err := sample.PartialInformation(values, threshold, economics.Spline(knots))
			if err != nil {
				return s, err
			}
			add(name, one)
		}
		for _, r := range e.Research {
			if len(all) < 10*knots {
				continue
			}
			one, err := research(study, sample, all, r, threshold)
			if err != nil {
				return s, fmt.Errorf("research %q: %w", r.Name, err)
			}
			add("research: "+r.Name, one)
		}
	}
	return s, nil
}

// valuesOf returns the values of one parameter in all draws.
func valuesOf(all []probabilistic.Draw, parameter int) []float64 {
	values := make([]float64, len(all))
	for n, d := range all {
		values[n] = d.Values[parameter]
	}
	return values
}

// research is what it would be worth to do a study before choosing an arm.
func research(study *studyfile.Study, sample *economics.Sample, all []probabilistic.Draw, r studyfile.Research, threshold float64) (
	economics.Estimate, error) {
	seen, err := r.Sees(valuesOf(all, slices.Index(study.Parameters.Names(), r.Parameter)), study.Draws.Seed)
	if err != nil {
		return economics.Estimate{}, err
	}
	if slices.Min(seen) == slices.Max(seen) { // nothing can be learned from what is always the same
		return economics.Estimate{}, nil
	}
	return sample.SampleInformation(seen, threshold, economics.Spline(knots))
}
