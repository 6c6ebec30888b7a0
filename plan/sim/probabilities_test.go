package sim_test

import (
	"math"
	"slices"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/stretchr/testify/require"
)

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
