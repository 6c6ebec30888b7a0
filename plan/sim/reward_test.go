package sim_test

import (
	"context"
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/stretchr/testify/require"
)

// paid is a small model whose one reward is gathered in a unit of so many to the dollar.
func paid(unit float64) sim.Model {
	m := small()
	m.Horizon = 260
	m.Arms = append(m.Arms, sim.Arm{Name: "longer", Start: map[string]float64{"care": 1},
		Effects: []sim.Effect{{On: "care → out", By: 0.5, Source: invented}}})
	m.Rewards = []sim.Reward{{Name: "cost", Timing: sim.CycleStart, Discount: 0.03, Parts: []sim.Part{
		{In: "care", Value: 170 * unit}, {Move: "care → out", Value: 4000 * unit}, {Start: true, Value: 100 * unit},
	}}}
	return m
}

// TestRewardsAreTheSameInEveryCurrency holds for dollars, dong, rial, millions, and units that nobody would choose.
func TestRewardsAreTheSameInEveryCurrency(t *testing.T) {
	for _, e := range []sim.Engine{sim.Step, sim.Jump} {
		study := sim.Study{Engine: e, People: 20_000, Seed: 1}
		dollars := run(t, compile(t, paid(1)), study)
		want, err := dollars.Reward("usual", "cost")
		require.NoError(t, err)
		gain, err := dollars.Gain("longer", "cost")
		require.NoError(t, err)
		require.Greater(t, gain.StandardError, 0.0)
		for _, unit := range []float64{25_000, 600_000, 1e-6, 1e-12, 9e11, 1e250, 1e-250} {
			r := run(t, compile(t, paid(unit)), study)
			got, err := r.Reward("usual", "cost")
			require.NoError(t, err)
			require.InEpsilon(t, want.Mean, got.Mean/unit, 1e-12, "%v, unit %v", e, unit)
			require.InEpsilon(t, want.StandardError, got.StandardError/unit, 1e-11, "%v, unit %v", e, unit)
			other, err := r.Gain("longer", "cost")
			require.NoError(t, err)
			require.InEpsilon(t, gain.StandardError, other.StandardError/unit, 1e-11, "%v, unit %v", e, unit)
		}
	}
	for _, unit := range []float64{1e303, 1e-300} {
		_, err := paid(unit).Compile()
		require.ErrorIs(t, err, sim.ErrModel, "unit %v", unit)
		require.ErrorContains(t, err, "choose", "unit %v", unit)
	}
}

// TestRunUntilIsNotFooled: neither a large unit nor an event that the first people did not meet ends a run too early.
func TestRunUntilIsNotFooled(t *testing.T) {
	study := sim.Study{Engine: sim.Jump, People: 1 << 17, Seed: 1}
	cost := func(r *sim.Result) (sim.Estimate, error) { return r.Reward("usual", "cost") }
	people := map[float64]int64{}
	for _, unit := range []float64{1, 600_000} {
		r, err := compile(t, paid(unit)).RunUntil(context.Background(), study, 15*unit, cost)
		require.NoError(t, err)
		people[unit] = r.People()
	}
	require.Equal(t, people[1], people[600_000])
	require.Greater(t, people[1], int64(4096))

	m := small()
	m.Transitions[0].Hazard = sim.Constant(1e-7)
	m.Rewards = []sim.Reward{{Name: "cost", Timing: sim.CycleStart, Parts: []sim.Part{{Move: "care → out", Value: 1}}}}
	rare := compile(t, m)
	first := study
	first.People = 4096
	e, err := cost(run(t, rare, first))
	require.NoError(t, err)
	require.Zero(t, e.Mean)
	require.True(t, math.IsNaN(e.StandardError), "nobody left yet, which is not the same as never")
	r, err := rare.RunUntil(context.Background(), study, 1, cost)
	require.NoError(t, err)
	require.Greater(t, r.People(), int64(4096))
	for _, precision := range []float64{0, -1, math.NaN()} {
		_, err = rare.RunUntil(context.Background(), study, precision, cost)
		require.ErrorIs(t, err, sim.ErrStudy)
	}
}

// TestRewardsByWhatCameBefore values events and moves by the state, and the time in it, that the person came from.
func TestRewardsByWhatCameBefore(t *testing.T) {
	split := rich(t, sim.ConditionalOnSurvival)
	split.Events = append(split.Events, sim.Event{Name: "lapse", In: "recovery", Hazard: sim.Constant(0.1), Source: invented})
	whole := []sim.Part{{Event: "lapse", Value: 5}, {Move: "background death", Value: 7}, {In: "drug", Value: 3}}
	parts := []sim.Part{{Event: "lapse", In: "drug", InState: sim.Window{To: 4}, Value: 5}, {Event: "lapse", In: "drug",
		InState: sim.Window{From: 4}, Value: 5},
		{Event: "lapse", In: "recovery", Value: 5}, {Move: "background death", In: "out", Value: 7},
		{Move: "background death", In: "care", Value: 7}, {Move: "background death", In: "recovery", Value: 7}, {In: "drug",
			Value: 3 * 365.25 / 7, Per: sim.Year}}
	early := []sim.Part{{Event: "lapse", In: "drug", InState: sim.Window{To: 1}, Value: 1}}
	split.Rewards = []sim.Reward{{Name: "whole", Timing: sim.CycleStart, Parts: whole}, {Name: "parts", Timing: sim.CycleStart, Parts: parts},
		{Name: "early", Timing: sim.CycleStart, Parts: early}}
	c := compile(t, split)
	exact := run(t, c, sim.Study{Engine: sim.Cohort})
	for _, arm := range c.Arms() {
		want := reward(t, exact, arm, "whole")
		for _, e := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump, sim.Counts} {
			r := run(t, c, sim.Study{Engine: e, People: 3000})
			require.InEpsilon(t, reward(t, r, arm, "whole").Mean, reward(t, r, arm, "parts").Mean, 1e-12, "%v", e)
			got := reward(t, r, arm, "early")
			require.InDelta(t, reward(t, exact, arm, "early").Mean, got.Mean, 0.05, "%v", e)
			require.Less(t, got.Mean, want.Mean)
		}
	}
}

func reward(t *testing.T, r *sim.Result, arm, name string) sim.Estimate {
	t.Helper()
	e, err := r.Reward(arm, name)
	require.NoError(t, err)
	return e
}
