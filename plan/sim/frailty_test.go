package sim_test

import (
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/stretchr/testify/require"
)

// frail is people who die of two causes, in one of which they differ, and whose overdoses differ with it. All numbers are invented.
func frail(conversion sim.Conversion, variance float64) sim.Model {
	m := sim.Model{Cycle: sim.Month, Horizon: 60, Conversion: conversion,
		States: []sim.State{{Name: "alive"}, {Name: "dead"}, {Name: "dead otherwise"}},
		Transitions: []sim.Transition{{Name: "overdose", From: "alive", To: "dead", Hazard: sim.Weibull(0.7, 20)},
			{Name: "other", From: "alive", To: "dead otherwise", Hazard: sim.Constant(0.01), Order: 1}},
		Events:    []sim.Event{{Name: "reversal", In: "alive", Hazard: sim.Constant(0.08)}},
		Frailties: []sim.Frailty{{On: []string{"overdose", "reversal"}, Variance: variance, Source: invented}},
		Measures:  []sim.Measure{{Name: "death", Leaving: "alive"}},
		Arms:      []sim.Arm{{Name: "usual", Start: map[string]float64{"alive": 1}}},
	}
	cite(&m)
	return m
}

// TestSurvivalUnderFrailtyIsTheClosedForm compares every engine with (1 + θH)^(−1/θ), beside a cause that is the same for everybody.
func TestSurvivalUnderFrailtyIsTheClosedForm(t *testing.T) {
	const people = 20_000
	for _, conversion := range conversions {
		for _, variance := range []float64{0, 1e-6, 0.3, 1, 10} {
			c := compile(t, frail(conversion, variance))
			for _, e := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump, sim.Counts} {
				r := run(t, c, sim.Study{Engine: e, People: people, Seed: 4})
				alive, err := r.Occupancy("usual", "alive")
				require.NoError(t, err)
				for month, got := range alive {
					hazard := math.Pow(float64(month)/20, 0.7)
					want := math.Exp(-hazard)
					if variance > 0 {
						want = math.Pow(1+variance*hazard, -1/variance)
					}
					want *= math.Exp(-0.01 * float64(month))
					if e == sim.Cohort {
						require.InDelta(t, want, got, 1e-7, "%v, variance %v, month %d", conversion, variance, month)
						continue
					}
					require.Less(t, math.Abs(z(got, want, people)), 5.0, "%v, variance %v, month %d", e, variance, month)
				}
			}
		}
	}
}

// TestEventsOfFrailPeopleCluster compares how many events a person has, and how they vary between people, with the law: given the
// multiplier z they are binomial with the probability 1 − e^(−zh), and the mean of e^(−zh) is (1 + θh)^(−1/θ).
func TestEventsOfFrailPeopleCluster(t *testing.T) {
	const variance, rate, months, people = 1.5, 0.08, 60, 60_000
	m := frail(sim.CompetingExponential, variance)
	m.Transitions = m.Transitions[1:]
	m.Transitions[0].Hazard = sim.Constant(0)
	m.Frailties[0].On = []string{"reversal"}
	m.States, m.Measures = []sim.State{{Name: "alive"}, {Name: "dead otherwise"}}, nil
	m.Rewards = []sim.Reward{{Name: "reversals", Timing: sim.CycleStart, Parts: []sim.Part{{Event: "reversal", Value: 1}}}}
	none := func(h float64) float64 { return math.Pow(1+variance*h, -1/variance) }
	p, square := 1-none(rate), 1-2*none(rate)+none(2*rate)
	spread := months*(p-square) + months*months*(square-p*p)
	c := compile(t, m)
	require.InEpsilon(t, months*p, reward(t, run(t, c, sim.Study{Engine: sim.Cohort}), "usual", "reversals").Mean, 1e-7)
	for _, e := range []sim.Engine{sim.Step, sim.Jump} {
		got := reward(t, run(t, c, sim.Study{Engine: e, People: people, Seed: 7}), "usual", "reversals")
		require.InDelta(t, months*p, got.Mean, 4.5*got.StandardError)
		require.InEpsilon(t, spread, got.StandardError*got.StandardError*people, 0.05, "%v: the variance between people", e)
	}
	require.Greater(t, spread, 3*months*p*(1-p), "frailty, and not chance, is most of the variance")
}

// TestFrailtiesAreIndependent multiplies two closed forms.
func TestFrailtiesAreIndependent(t *testing.T) {
	m := frail(sim.CompetingExponential, 2)
	m.Frailties = append(m.Frailties, sim.Frailty{On: []string{"other"}, Variance: 0.5, Source: invented})
	alive := occupancy(t, run(t, compile(t, m), sim.Study{Engine: sim.Cohort}), "usual", "alive")
	for month, got := range alive {
		require.InDelta(t, math.Pow(1+2*math.Pow(float64(month)/20, 0.7), -0.5)*math.Pow(1+0.5*0.01*float64(month), -2), got, 1e-7)
	}
}

// TestFrailtyIsThePersonsOwn: a function runs beside it, arms share it, groups have it, and shards and paths are the same as the run.
func TestFrailtyIsThePersonsOwn(t *testing.T) {
	m := rich(t, sim.CompetingExponential)
	m.Horizon = 20
	m.Frailties = []sim.Frailty{{On: []string{"overdose", "lapse", "drop out"}, Variance: 0.8, Source: invented}}
	m.Arms[1] = m.Arms[0]
	m.Arms[1].Name = "the same"
	for i := range m.Rewards[0].Parts {
		m.Rewards[0].Parts[i].Arm = ""
	}
	c := compile(t, m)
	exact := run(t, c, sim.Study{Engine: sim.Cohort})
	for _, e := range []sim.Engine{sim.Step, sim.Jump} {
		study := sim.Study{Engine: e, People: 3000, Seed: 2}
		whole := run(t, c, study)
		gain, err := whole.Gain("the same", "cost")
		require.NoError(t, err)
		require.Zero(t, gain.Mean, "a person is as frail in one arm as in another")
		var parts []*sim.Result
		for i := range 3 {
			study.Shard = sim.Shard{Index: i, Of: 3}
			parts = append(parts, run(t, c, study))
		}
		merged, err := sim.Merge(parts...)
		require.NoError(t, err)
		require.Equal(t, whole.Digest(), merged.Digest())
		countByHand(t, c, sim.Study{Engine: e, People: 50})
		young, err := whole.Group("younger women")
		require.NoError(t, err)
		expected, err := exact.Group("younger women")
		require.NoError(t, err)
		require.InDelta(t, reward(t, expected, "usual", "cost").Mean, reward(t, young, "usual", "cost").Mean,
			4.5*reward(t, young, "usual", "cost").StandardError)
	}
	moves, err := c.FirstMoves("usual")
	require.NoError(t, err)
	total := 0.0
	for _, first := range moves {
		total += first.Share
	}
	require.InDelta(t, 1, total, 1e-12)

	called := frail(sim.CompetingExponential, 2)
	called.Transitions[1].Hazard = sim.Called(func(*sim.Person) float64 { return 0.01 })
	table := frail(sim.CompetingExponential, 2)
	study := sim.Study{Engine: sim.Step, People: 2000}
	require.InDeltaSlice(t, occupancy(t, run(t, compile(t, table), study), "usual", "alive"),
		occupancy(t, run(t, compile(t, called), study), "usual", "alive"), 2.0/2000)
}

// TestFrailtiesThatAreNone are refused, each at its place.
func TestFrailtiesThatAreNone(t *testing.T) {
	for want, change := range map[string]func(*sim.Model){
		`is on no hazard`:                                   func(m *sim.Model) { m.Frailties[0].On = nil },
		`no transition or event is named "x"`:               func(m *sim.Model) { m.Frailties[0].On = []string{"x"} },
		`variance -1 is not between 0 and 10`:               func(m *sim.Model) { m.Frailties[0].Variance = -1 },
		`variance NaN is not between 0 and 10`:              func(m *sim.Model) { m.Frailties[0].Variance = math.NaN() },
		`without a source`:                                  func(m *sim.Model) { m.Frailties[0].Source = evidence.Citation{} },
		`"overdose" is scheduled, and has no hazard`:        func(m *sim.Model) { m.Transitions[0].Hazard = sim.ScheduledShare(3, 0.5) },
		`"reversal" is a probability, which the conversion`: func(m *sim.Model) { m.Events[0].Hazard = sim.Probability(0.1) },
		`have more than 10000 combinations`: func(m *sim.Model) {
			for range 3 {
				m.Frailties = append(m.Frailties, m.Frailties[0])
			}
		},
	} {
		m := frail(sim.ConditionalOnSurvival, 1)
		change(&m)
		_, err := m.Compile()
		require.ErrorIs(t, err, sim.ErrModel, want)
		require.ErrorContains(t, err, want)
	}
}
