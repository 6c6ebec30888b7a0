package sim_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/stretchr/testify/require"
)

// small is the smallest useful model: people in care drop out and die.
func small() sim.Model {
	return sim.Model{
		Name: "small", Cycle: sim.Week, Horizon: 10, Conversion: sim.CompetingExponential,
		States: []sim.State{{Name: "care"}, {Name: "out"}, {Name: "dead"}},
		Transitions: []sim.Transition{{From: "care", To: "out", Hazard: sim.Constant(0.1), Source: invented},
			{From: "out", To: "dead", Hazard: sim.Constant(0.01), Source: invented}},
		Arms: []sim.Arm{{Name: "usual", Start: map[string]float64{"care": 1}}},
	}
}

func TestFaultsOfAModelAreNamed(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*sim.Model)
		say    string
	}{
		"no cycle":           {func(m *sim.Model) { m.Cycle = 0 }, "no length of cycle"},
		"no horizon":         {func(m *sim.Model) { m.Horizon = 0 }, "horizon of 0"},
		"no conversion":      {func(m *sim.Model) { m.Conversion = 0 }, "no conversion"},
		"no states":          {func(m *sim.Model) { m.States = nil }, "no states"},
		"no arms":            {func(m *sim.Model) { m.Arms = nil }, "no arms"},
		"doubled state":      {func(m *sim.Model) { m.States[1].Name = "care" }, "used twice"},
		"tag is a state":     {func(m *sim.Model) { m.States[1].Tags = []string{"care"} }, `the tag "care"`},
		"falling bands":      {func(m *sim.Model) { m.States[1].Bands = []int{4, 4} }, "bands"},
		"doubled arm":        {func(m *sim.Model) { m.Arms = append(m.Arms, m.Arms[0]) }, "used twice"},
		"start nowhere":      {func(m *sim.Model) { m.Arms[0].Start = map[string]float64{"home": 1} }, `"home", which is no state`},
		"start short of one": {func(m *sim.Model) { m.Arms[0].Start = map[string]float64{"care": 0.9} }, "sum to 0.9"},
		"negative start":     {func(m *sim.Model) { m.Arms[0].Start = map[string]float64{"care": 1.5, "out": -0.5} }, "probability -0.5"},
		"start of no group":  {func(m *sim.Model) { m.Arms[0].ByGroup = map[string]map[string]float64{"men": {"care": 1}} }, `no group "men"`},
		"doubled group": {func(m *sim.Model) { m.Groups = []sim.Group{{Name: "men", Share: 0.5}, {Name: "men", Share: 0.5}} },
			"used twice"},
		"group shares":    {func(m *sim.Model) { m.Groups = []sim.Group{{Name: "men", Share: 0.5}} }, "shares sum to 0.5"},
		"group of no age": {func(m *sim.Model) { m.Groups = []sim.Group{{Name: "men", Share: 1, Age: math.NaN()}} }, "age NaN"},
		"negative share": {func(m *sim.Model) { m.Groups = []sim.Group{{Name: "a", Share: -1}, {Name: "b", Share: 2}} },
			"probability -1"},
		"no hazard":      {func(m *sim.Model) { m.Transitions[0].Hazard = sim.Hazard{} }, "no hazard"},
		"negative rate":  {func(m *sim.Model) { m.Transitions[0].Hazard = sim.Constant(-0.1) }, "rate -0.1"},
		"no source":      {func(m *sim.Model) { m.Transitions[0].Source = evidence.Citation{} }, "citation without a source"},
		"from nowhere":   {func(m *sim.Model) { m.Transitions[0].From = "home" }, `no state or tag "home"`},
		"to nowhere":     {func(m *sim.Model) { m.Transitions[0].To = "home" }, `"home", which is no state`},
		"to itself":      {func(m *sim.Model) { m.Transitions[0].To = "care" }, "leads back"},
		"no destination": {func(m *sim.Model) { m.Transitions[0].Name, m.Transitions[0].To = "x", "" }, "either a state"},
		"unnamed branches": {func(m *sim.Model) {
			m.Transitions[0].To, m.Transitions[0].Branches = "", []sim.Branch{{Share: 1, To: "out"}}
		}, "needs a name"},
		"branches short of one": {func(m *sim.Model) {
			m.Transitions[0] = sim.Transition{Name: "x", From: "care", Hazard: sim.Constant(1), Source: invented,
				Branches: []sim.Branch{{Share: 0.9, To: "out"}}}
		}, "branches sum to 0.9"},
		"negative branch": {func(m *sim.Model) {
			m.Transitions[0] = sim.Transition{Name: "x", From: "care", Hazard: sim.Constant(1), Source: invented,
				Branches: []sim.Branch{{Share: -1, To: "out"}, {Share: 2, To: "dead"}}}
		}, "probability -1"},
		"doubled transition":  {func(m *sim.Model) { m.Transitions = append(m.Transitions, m.Transitions[0]) }, "two transitions"},
		"episodes of nothing": {func(m *sim.Model) { m.Episodes = sim.Episodes{In: "home", Last: 2} }, `no such states as "home"`},
		"window of nothing":   {func(m *sim.Model) { m.Leaving = sim.Leaving{Of: "care"} }, "window of 0 cycles"},
		"clock of episodes": {func(m *sim.Model) { m.Transitions[0].Hazard = sim.Constant(1).On(sim.InEpisode) },
			"episodes are not counted"},
		"clock of a window": {func(m *sim.Model) { m.Transitions[0].Hazard = sim.Constant(1).On(sim.SinceLeaving) },
			"no window is declared"},
		"no clock":    {func(m *sim.Model) { m.Transitions[0].Hazard = sim.Constant(1).On(0) }, "invalid clock"},
		"age unknown": {func(m *sim.Model) { m.Transitions[0].Hazard = sim.Constant(1).On(sim.Age) }, "no group states an age"},
		"probabilities above 1": {func(m *sim.Model) {
			m.Conversion = sim.ConditionalOnSurvival
			m.Transitions[0].Hazard = sim.Probability(0.7)
			m.Transitions = append(m.Transitions, sim.Transition{From: "care", To: "dead", Hazard: sim.Probability(0.4), Source: invented})
		}, "sum to 1.1"},
		"scheduled twice": {func(m *sim.Model) {
			m.Transitions[0].Hazard = sim.Scheduled(3)
			m.Transitions = append(m.Transitions, sim.Transition{From: "care", To: "dead", Hazard: sim.Scheduled(3), Source: invented})
		}, "scheduled shares of 2"},
		"certain competitor": {func(m *sim.Model) { m.Transitions[0].Hazard = sim.Probability(1) }, "certain exit is Scheduled"},
		"effect on nothing": {func(m *sim.Model) { m.Effects = []sim.Effect{{On: "x", By: 1, Source: invented}} },
			"no transition or event"},
		"negative effect": {func(m *sim.Model) { m.Effects = []sim.Effect{{On: "care → out", By: -1, Source: invented}} },
			"multiplier -1"},
		"effect of no source": {func(m *sim.Model) { m.Effects = []sim.Effect{{On: "care → out", By: 1}} }, "without a source"},
		"effect in no state": {func(m *sim.Model) {
			m.Effects = []sim.Effect{{On: "care → out", By: 1, Source: invented, When: sim.When{State: "x"}}}
		}, `no state or tag "x"`},
		"effect on no group": {func(m *sim.Model) {
			m.Effects = []sim.Effect{{On: "care → out", By: 1, Source: invented, When: sim.When{Group: "x"}}}
		}, `no group or tag "x"`},
		"effect by episode": {func(m *sim.Model) {
			m.Effects = []sim.Effect{{On: "care → out", By: 1, Source: invented, When: sim.When{Episode: sim.Window{From: 2}}}}
		}, "episodes are not counted"},
		"effect by window": {func(m *sim.Model) {
			m.Effects = []sim.Effect{{On: "care → out", By: 1, Source: invented, When: sim.When{SinceLeaving: sim.Window{To: 2}}}}
		}, "no window is declared"},
		"empty window": {func(m *sim.Model) {
			m.Effects = []sim.Effect{{On: "care → out", By: 1, Source: invented, When: sim.When{InState: sim.Window{From: 2, To: 2}}}}
		}, "is empty"},
		"effect makes above 1": {func(m *sim.Model) {
			m.Conversion = sim.ConditionalOnSurvival
			m.Transitions[0].Hazard = sim.Probability(0.7)
			m.Effects = []sim.Effect{{On: "care → out", By: 2, Source: invented, When: sim.When{Calendar: sim.Window{From: 7}}}}
		}, "sum to 1.4"},
		"nameless event": {func(m *sim.Model) { m.Events = []sim.Event{{In: "care", Hazard: sim.Constant(1), Source: invented}} },
			"no name"},
		"event nowhere": {func(m *sim.Model) {
			m.Events = []sim.Event{{Name: "x", In: "x", Hazard: sim.Constant(1), Source: invented}}
		}, `no state or tag "x"`},
		"event above 1": {func(m *sim.Model) {
			m.Conversion = sim.ConditionalOnSurvival
			m.Events = []sim.Event{{Name: "x", In: "care", Hazard: sim.Probability(0.6), Source: invented}}
			m.Effects = []sim.Effect{{On: "x", By: 2, Source: invented}}
		}, "has the probability 1.2"},
		"measure of two":  {func(m *sim.Model) { m.Measures = []sim.Measure{{Name: "x", Reaching: "out", Leaving: "care"}} }, "either"},
		"measure nowhere": {func(m *sim.Model) { m.Measures = []sim.Measure{{Name: "x", Reaching: "x"}} }, `no state or tag "x"`},
		"many measures": {func(m *sim.Model) {
			for i := range 65 {
				m.Measures = append(m.Measures, sim.Measure{Name: fmt.Sprint(i), Reaching: "out"})
			}
		}, "more than 64"},
		"doubled measure": {func(m *sim.Model) {
			m.Measures = []sim.Measure{{Name: "x", Reaching: "out"}, {Name: "x", Reaching: "dead"}}
		}, "used twice"},
		"doubled reward": {func(m *sim.Model) {
			m.Rewards = []sim.Reward{{Name: "x", Timing: sim.CycleEnd}, {Name: "x", Timing: sim.CycleEnd}}
		}, "used twice"},
		"doubled event": {func(m *sim.Model) {
			e := sim.Event{Name: "x", In: "care", Hazard: sim.Constant(1), Source: invented}
			m.Events = []sim.Event{e, e}
		}, "two events"},
		"age not stated": {func(m *sim.Model) {
			m.Groups = []sim.Group{{Name: "men", Share: 1}}
			m.Transitions[0].Hazard = sim.Constant(1).On(sim.Age)
		}, "no group states an age"},
		"reward at no time": {func(m *sim.Model) { m.Rewards = []sim.Reward{{Name: "x"}} }, "a timing"},
		"negative discount": {func(m *sim.Model) { m.Rewards = []sim.Reward{{Name: "x", Timing: sim.CycleEnd, Discount: -1}} },
			"discount -1"},
		"part of nothing":  {part(sim.Part{Value: 1}), "needs one of"},
		"part of two":      {part(sim.Part{In: "care", Start: true}), "needs one of"},
		"part nowhere":     {part(sim.Part{In: "x"}), `no state or tag "x"`},
		"part of no move":  {part(sim.Part{Move: "x"}), `no transition "x"`},
		"part of no event": {part(sim.Part{Event: "x"}), `no event "x"`},
		"part of no arm":   {part(sim.Part{In: "care", Arm: "x"}), `no arm "x"`},
		"part of no group": {part(sim.Part{In: "care", Group: "x"}), `no group or tag "x"`},
		"part of no value": {part(sim.Part{In: "care", Value: math.NaN()}), "value NaN"},
		"tables too large": {func(m *sim.Model) {
			m.Horizon = 30_000
			m.Transitions[0].Hazard = sim.Gompertz(0, 0.1).On(sim.Calendar)
			m.Effects = []sim.Effect{{On: "care → out", By: 2, When: sim.When{InState: sim.Window{To: 20_000}}, Source: invented}}
		}, "tables would need"},
	} {
		t.Run(name, func(t *testing.T) {
			m := small()
			c.change(&m)
			_, err := m.Compile()
			require.ErrorIs(t, err, sim.ErrModel)
			require.ErrorContains(t, err, c.say)
			require.ErrorContains(t, sim.Faults(m.Verify()), c.say)
		})
	}
}

func part(p sim.Part) func(*sim.Model) {
	return func(m *sim.Model) {
		m.Rewards = []sim.Reward{{Name: "x", Timing: sim.CycleEnd, Parts: []sim.Part{p}}}
	}
}

func TestWarningsDoNotStopAModel(t *testing.T) {
	m := small()
	findings := m.Verify()
	require.Len(t, findings, 2, "both hazards have a source that nobody confirmed")
	require.False(t, findings[0].Fault)
	require.Contains(t, findings[0].String(), "the source is unconfirmed")
	require.NoError(t, sim.Faults(findings))
	require.Equal(t, findings, compile(t, m).Warnings(), "they go with the results")
	for provenance, warnings := range map[evidence.Provenance]int{evidence.Primary: 1, evidence.Secondary: 1, evidence.Weak: 2} {
		m.Transitions[0].Source.Provenance = provenance
		require.Len(t, m.Verify(), warnings, "%v", provenance)
	}
	for want, change := range map[string]func(*sim.Model){
		"no arm can reach it": func(m *sim.Model) { m.States = append(m.States, sim.State{Name: "island"}) },
		"multiplies by 0":     func(m *sim.Model) { m.Effects = []sim.Effect{{On: "care → out", Source: invented}} },
	} {
		m := small()
		change(&m)
		require.Contains(t, fmt.Sprint(compile(t, m).Warnings()), want)
	}
}

func TestStudiesThatCannotRun(t *testing.T) {
	c := compile(t, small())
	for name, s := range map[string]sim.Study{
		"no engine":      {People: 1},
		"unknown engine": {Engine: 9, People: 1},
		"nobody":         {Engine: sim.Step},
		"too many":       {Engine: sim.Step, People: 1<<40 + 1},
		"shard":          {Engine: sim.Step, People: 1, Shard: sim.Shard{Index: 2, Of: 2}},
		"negative shard": {Engine: sim.Step, People: 1, Shard: sim.Shard{Index: -1}},
	} {
		_, err := c.Run(context.Background(), s)
		require.ErrorIs(t, err, sim.ErrStudy, name)
	}
}

func TestRunUntilItIsPreciseEnough(t *testing.T) {
	c := compile(t, sickSicker())
	study := sim.Study{Engine: sim.Jump, People: 1 << 20, Seed: 4}
	cost := func(r *sim.Result) (sim.Estimate, error) { return r.Gain("B", "cost") }
	r, err := c.RunUntil(context.Background(), study, 600, cost)
	require.NoError(t, err)
	gain, _ := cost(r)
	require.LessOrEqual(t, gain.StandardError, 600.0)
	require.Greater(t, r.People(), int64(4096))
	require.Less(t, r.People(), study.People)
	study.People = r.People()
	require.Equal(t, study, r.Study())
	require.Equal(t, run(t, c, study).Digest(), r.Digest(), "the same as if the number had been known")

	study.People = 5000
	r, err = c.RunUntil(context.Background(), study, 1e-9, cost)
	require.NoError(t, err)
	require.EqualValues(t, 5000, r.People(), "the limit holds")
	_, err = c.RunUntil(context.Background(), study, 1, func(r *sim.Result) (sim.Estimate, error) { return r.Reward("x", "x") })
	require.ErrorIs(t, err, sim.ErrUnknown)
	for _, s := range []sim.Study{{Engine: sim.Cohort}, {Engine: sim.Step, People: 9, Shard: sim.Shard{Of: 2}}, {Engine: sim.Step}} {
		_, err = c.RunUntil(context.Background(), s, 1, cost)
		require.ErrorIs(t, err, sim.ErrStudy)
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = c.RunUntil(cancelled, study, 1, cost)
	require.ErrorIs(t, err, context.Canceled)
	require.InDelta(t, 0.005, r.ShareError(0.5)*math.Sqrt(5000)/100, 1e-12)
	require.Zero(t, run(t, c, sim.Study{Engine: sim.Cohort}).ShareError(0.5))
	require.Equal(t, sim.Move{Name: "H → D", From: "H", To: "D"}, c.Moves()[0])
}

func TestNamesThatAModelDoesNotHave(t *testing.T) {
	m := small()
	m.Rewards = []sim.Reward{{Name: "cost", Timing: sim.CycleEnd}}
	m.States[0].Bands = []int{4}
	r := run(t, compile(t, m), sim.Study{Engine: sim.Cohort})
	var errs []error
	add := func(err error) { errs = append(errs, err) }
	_, err := r.Occupancy("x", "care")
	add(err)
	_, err = r.Occupancy("usual", "x")
	add(err)
	_, err = r.OccupancyIn("usual", "x", sim.Window{})
	add(err)
	_, err = r.OccupancyIn("usual", "care", sim.Window{From: 2})
	add(err)
	_, err = r.OccupancyIn("usual", "care", sim.Window{To: 3})
	add(err)
	_, err = r.PersonTime("usual", "x", sim.Window{})
	add(err)
	_, err = r.Entries("usual", "x")
	add(err)
	_, err = r.Events("usual", "x")
	add(err)
	_, err = r.Flows("x")
	add(err)
	_, err = r.NotYet("usual", "x")
	add(err)
	_, err = r.Reward("usual", "x")
	add(err)
	_, err = r.Reward("x", "cost")
	add(err)
	_, err = r.Gain("x", "cost")
	add(err)
	_, err = r.Group("x")
	add(err)
	for i, err := range errs {
		require.True(t, errors.Is(err, sim.ErrUnknown), "%d: %v", i, err)
	}
}

// TestConstantHazardsHaveClosedForms follows people who can leave one state in two ways.
func TestConstantHazardsHaveClosedForms(t *testing.T) {
	m := small()
	m.Transitions = []sim.Transition{{From: "care", To: "out", Hazard: sim.Constant(0.1), Source: invented},
		{From: "care", To: "dead", Hazard: sim.Constant(0.02), Source: invented}}
	r := run(t, compile(t, m), sim.Study{Engine: sim.Cohort, People: 1000})
	require.EqualValues(t, 1000, r.People())
	for week, got := range occupancy(t, r, "usual", "care") {
		require.InDelta(t, math.Exp(-0.12*float64(week)), got, 1e-14)
		require.InDelta(t, 0.1/0.12*(1-math.Exp(-0.12*float64(week))), occupancy(t, r, "usual", "out")[week], 1e-14)
	}
	years, err := r.PersonTime("usual", "care", sim.Window{})
	require.NoError(t, err)
	require.InDelta(t, (1-math.Exp(-1.2))/(1-math.Exp(-0.12))*7/365.25, years, 1e-13)
}

// chain is a pathway with ways there and back at constant rates per year, in cycles of the given length.
func chain(cycle sim.Cycle, horizon int, conversion sim.Conversion, rates [][]float64) sim.Model {
	names := []string{"care", "out", "recovery", "dead"}
	m := sim.Model{Cycle: cycle, Horizon: horizon, Conversion: conversion,
		Arms: []sim.Arm{{Name: "usual", Start: map[string]float64{"care": 1}}}}
	for i, from := range names {
		m.States = append(m.States, sim.State{Name: from})
		for j, to := range names {
			if i != j && rates[i][j] > 0 {
				m.Transitions = append(m.Transitions,
					sim.Transition{From: from, To: to, Source: invented, Hazard: sim.Constant(rates[i][j] / cycle.PerYear())})
			}
		}
	}
	return m
}

var chainRates = [][]float64{{0, 1.6, 0.4, 0.005}, {0.8, 0, 0.1, 0.05}, {0.05, 0.3, 0, 0.003}, {0, 0, 0, 0}}

// TestChainsAgreeWithTheMatrixExponential checks both ways to it: exactly, if a cycle's probabilities are the exponential of the
// rates, and in the limit of short cycles, with an error that is proportional to the cycle, if hazards compete.
func TestChainsAgreeWithTheMatrixExponential(t *testing.T) {
	names := []string{"care", "out", "recovery", "dead"}
	want, err := sim.TransitionProbabilities(chainRates, 2)
	require.NoError(t, err)

	monthly, err := sim.TransitionProbabilities(chainRates, 1.0/12)
	require.NoError(t, err)
	m := chain(sim.Month, 24, sim.ConditionalOnSurvival, chainRates)
	for i, transition := range m.Transitions {
		at := func(name string) int { return map[string]int{"care": 0, "out": 1, "recovery": 2, "dead": 3}[name] }
		m.Transitions[i].Hazard = sim.Probability(monthly[at(transition.From)][at(transition.To)])
	}
	r := run(t, compile(t, m), sim.Study{Engine: sim.Cohort})
	for i, name := range names {
		require.InDelta(t, want[0][i], occupancy(t, r, "usual", name)[24], 1e-13, name)
	}

	off := func(cycle sim.Cycle, horizon int) (largest float64) {
		r := run(t, compile(t, chain(cycle, horizon, sim.CompetingExponential, chainRates)), sim.Study{Engine: sim.Cohort})
		years := float64(horizon) / cycle.PerYear()
		want, err := sim.TransitionProbabilities(chainRates, years)
		require.NoError(t, err)
		for i, name := range names {
			largest = max(largest, math.Abs(want[0][i]-occupancy(t, r, "usual", name)[horizon]))
		}
		return largest
	}
	weekly, daily := off(sim.Week, 104), off(sim.Day, 728)
	require.Less(t, daily, 1e-3)
	require.InDelta(t, 7, weekly/daily, 0.1, "the error shrinks with the cycle")
}

func withHazard(h sim.Hazard) sim.Model {
	m := small()
	m.Transitions[0].Hazard = h
	return m
}

func TestAHairAboveOneIsOne(t *testing.T) {
	hair := math.Nextafter(1, 2)
	for _, h := range []sim.Hazard{sim.Probability(hair), sim.Probabilities(0.5, hair), sim.ScheduledShare(3, hair)} {
		m := withHazard(h)
		m.Conversion = sim.ConditionalOnSurvival
		require.NoError(t, sim.Faults(m.Verify()), "%v", h)
	}
	require.True(t, math.IsInf(sim.ProbabilityToRate(hair), 1))
	require.ErrorIs(t, sim.Faults(withHazard(sim.Probability(1.0001)).Verify()), sim.ErrModel)
}

func TestTransitionProbabilities(t *testing.T) {
	two, err := sim.TransitionProbabilities([][]float64{{0, 3}, {2, 0}}, 0.7)
	require.NoError(t, err)
	require.InDelta(t, 0.6*(1-math.Exp(-3.5)), two[0][1], 1e-15)
	require.InDelta(t, 0.4*(1-math.Exp(-3.5)), two[1][0], 1e-15)
	illness, err := sim.TransitionProbabilities([][]float64{{9, 0.5, 0.1}, {0, 0, 0.8}, {0, 0, 0}}, 40)
	require.NoError(t, err, "the diagonal is ignored, stiff times are no trouble")
	require.InDelta(t, math.Exp(-24), illness[0][0], 1e-22)
	require.InDelta(t, 0.5/(0.8-0.6)*(math.Exp(-24)-math.Exp(-32)), illness[0][1], 1e-20)
	require.InDelta(t, 1, illness[1][2], 1e-13)
	still, err := sim.TransitionProbabilities([][]float64{{0, 0}, {0, 0}}, 1)
	require.NoError(t, err)
	require.Equal(t, [][]float64{{1, 0}, {0, 1}}, still)
	for i := range 400 { // rows that rounding alone would put above 1
		rows, err := sim.TransitionProbabilities([][]float64{{0, float64(i) / 300, 0.01}, {0.2, 0, 0.003 * float64(i)}, {0, 0, 0}}, 1)
		require.NoError(t, err)
		for _, row := range rows {
			require.LessOrEqual(t, slices.Max(row), 1.0)
			require.InDelta(t, 1, row[0]+row[1]+row[2], 1e-15)
			m := withHazard(sim.Probabilities(row...))
			m.Conversion = sim.ConditionalOnSurvival
			require.NoError(t, sim.Faults(m.Verify()))
		}
	}
	for _, bad := range [][][]float64{{{0, 1}}, {{0, -1}, {0, 0}}, {{0, math.Inf(1)}, {0, 0}}} {
		_, err = sim.TransitionProbabilities(bad, 1)
		require.ErrorIs(t, err, sim.ErrRates)
	}
}

// TestTwoSidedRounding: shares that were published with a few digits are accepted, a percent too much is not.
func TestSharesMayBeRounded(t *testing.T) {
	m := small()
	m.Arms[0].Start = map[string]float64{"care": 0.333333333, "out": 0.666666667}
	compile(t, m)
	m.Arms[0].Start["out"] = 0.6666668
	_, err := m.Compile()
	require.ErrorIs(t, err, sim.ErrModel)
}

func TestLifeTablesOfTheFixtures(t *testing.T) {
	root := os.Getenv("OUDPATH_FIXTURES")
	if root == "" {
		t.Skip("published life tables are not in this repository: set OUDPATH_FIXTURES to the folder that holds life-tables/")
	}
	for file, e0 := range map[string][2]float64{ // life expectancy of men and women, recomputed by the notes beside the files
		"us-ssa-2019-qx.csv": {76.32, 81.27}, "us-ssa-2023-qx.csv": {75.79, 81.06}, "us-hmd-2015-mx.csv": {76.50,
			81.34}, "uk-ons-2017-2019.csv": {79.37, 83.07},
	} {
		f, err := os.Open(filepath.Join(root, "life-tables", file))
		require.NoError(t, err)
		table, err := sim.ReadLifeTable(f, evidence.Source{ID: "life-table", Title: file}.At("", evidence.Primary))
		require.NoError(t, err, file)
		require.NoError(t, f.Close())
		require.Equal(t, file, table.Source().Source.Title)
		for i, sex := range []sim.Sex{sim.Male, sim.Female} {
			m := sim.Model{Cycle: sim.Month, Horizon: 130 * 12, Conversion: sim.CompetingExponential,
				States: []sim.State{{Name: "alive"}, {Name: "dead"}}, Groups: []sim.Group{{Name: "born", Share: 1, Age: 1e-9, Sex: sex}},
				Transitions: []sim.Transition{{From: "alive", To: "dead", Hazard: table.Hazard(), Source: table.Source()}},
				Arms:        []sim.Arm{{Name: "life", Start: map[string]float64{"alive": 1}}},
				Rewards:     []sim.Reward{{Name: "years", Timing: sim.HalfCycle, Parts: []sim.Part{{In: "alive", Value: 1.0 / 12}}}}}
			years, err := run(t, compile(t, m), sim.Study{Engine: sim.Cohort}).Reward("life", "years")
			require.NoError(t, err)
			require.InDelta(t, e0[i], years.Mean, 0.1, "%s, %v", file, sex)
		}
	}
}

func TestLifeTablesThatAreNone(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "no rows": "age,sex,qx\n", "age": "age,sex,qx\nx,male,0.1\n", "sex": "age,sex,qx\n1,x,0.1\n", "gap": "age,sex,qx\n1,male,0.1\n3,male,0.1\n",
		"above one": "age,sex,qx\n1,male,1.1\n", "negative": "age,sex,mx\n1,male,-1\n", "no number": "age,sex,qx\n1,male,\n", "torn": "age,sex,qx\n1,male\n", "no column": "age,sex,px\n1,male,0.1\n",
	} {
		_, err := sim.ReadLifeTable(strings.NewReader(text), invented)
		require.ErrorIs(t, err, sim.ErrLifeTable, name)
	}
	_, err := sim.ReadLifeTable(strings.NewReader(inventedLifeTable), evidence.Citation{})
	require.ErrorIs(t, err, sim.ErrLifeTable, "a table without a source")
}

func TestLifeTableRates(t *testing.T) {
	table, err := sim.ReadLifeTable(strings.NewReader("age,sex,qx,mx\n30,both,0.5,0.25\n31,both,1,0.8\n"), invented)
	require.NoError(t, err)
	require.Equal(t, 0.25, table.Rate(sim.Both, 30), "mx is preferred")
	require.Equal(t, 0.8, table.Rate(sim.Both, 99), "the last rate goes on")
	for _, unknown := range []float64{table.Rate(sim.Both, 29), table.Rate(sim.Male, 30), table.Rate(0, 30), table.Rate(9, 30)} {
		require.True(t, math.IsNaN(unknown), "an unknown rate is not a number")
	}
	certain, err := sim.ReadLifeTable(strings.NewReader("age,sex,qx\n30,male,1\n"), invented)
	require.NoError(t, err)
	m := small()
	m.Groups = []sim.Group{{Name: "men", Share: 1, Age: 30, Sex: sim.Male}}
	m.Transitions = append(m.Transitions,
		sim.Transition{Name: "certain", From: "care", To: "dead", Hazard: certain.Hazard(), Source: invented})
	require.Zero(t, occupancy(t, run(t, compile(t, m), sim.Study{Engine: sim.Cohort}), "usual", "care")[1])
	m.Groups[0].Age = 29
	_, err = m.Compile()
	require.ErrorContains(t, err, "has no age 29")
	var none *sim.LifeTable
	m.Transitions[2].Hazard = none.Hazard()
	_, err = m.Compile()
	require.ErrorContains(t, err, "no table")
	m.Transitions[2].Hazard = certain.Hazard().On(sim.InState)
	_, err = m.Compile()
	require.ErrorContains(t, err, "clock age only")
	m.Transitions[2].Hazard = sim.Scheduled(3).On(sim.Age)
	_, err = m.Compile()
	require.ErrorContains(t, err, "cannot run on the clock age")
}
