package sim_test

import (
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/stretchr/testify/require"
)

func byCycle(t testing.TB, r *sim.Result, arm, name string) []float64 {
	t.Helper()
	all, err := r.RewardByCycle(arm, name)
	require.NoError(t, err)
	return all
}

// TestRewardsByCycleSumToTheReward holds for everything that a reward can depend on, in every engine, and changes nothing else.
func TestRewardsByCycleSumToTheReward(t *testing.T) {
	for _, m := range []sim.Model{windowed(t, sim.CompetingExponential), released(), randomModel(t, 3), randomModel(t, 16)} {
		c := compile(t, m)
		for _, e := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump, sim.Counts} {
			study := sim.Study{Engine: e, People: 400, Seed: 9}
			without := run(t, c, study)
			study.ByCycle = true
			r := run(t, c, study)
			for _, arm := range c.Arms() {
				for _, name := range c.Rewards() {
					sum := 0.0
					for _, x := range byCycle(t, r, arm, name) {
						sum += x
					}
					want := reward(t, r, arm, name)
					require.InDelta(t, want.Mean, sum, 1e-9*(1+math.Abs(want.Mean)), "%v, %s, %s", e, arm, name)
					require.Equal(t, reward(t, without, arm, name).Mean, want.Mean)
					_, err := without.RewardByCycle(arm, name)
					require.ErrorIs(t, err, sim.ErrStudy)
				}
			}
			var parts []*sim.Result
			for i := range 2 {
				study.Shard = sim.Shard{Index: i, Of: 2}
				parts = append(parts, run(t, c, study))
			}
			merged, err := sim.Merge(parts...)
			require.NoError(t, err)
			require.Equal(t, r.Digest(), merged.Digest(), "%v", e)
		}
	}
}

// priced is two years of care by the month that people leave at a constant hazard, with a price that is discounted, a fee at the start and
// one on leaving. All numbers are invented.
func priced(timing sim.Timing) sim.Model {
	m := small()
	m.Cycle, m.Horizon = sim.Month, 36
	m.Rewards = []sim.Reward{{Name: "cost", Timing: timing, Discount: 0.05, Parts: []sim.Part{
		{In: "care", Value: 100}, {Move: "care → out", Value: 30}, {Start: true, Value: 500}}}}
	return m
}

// TestCostsByYearOfAnOpenCohort compares each year's cost with the sum written out, for people who start in several months: the exact
// engine exactly, individuals as near as their number allows.
func TestCostsByYearOfAnOpenCohort(t *testing.T) {
	start := []float64{200, 0, 0, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 120}
	discount := func(month int) float64 { return math.Pow(1.05, -float64(month)/12) }
	for _, timing := range []sim.Timing{sim.CycleStart, sim.CycleEnd, sim.HalfCycle} {
		want := make([]float64, 3)
		for month, people := range start {
			want[month/12] += people * 500 * discount(month)
			for own := 0; month+own < 36; own++ {
				here, next := math.Exp(-0.1*float64(own)), math.Exp(-0.1*float64(own+1))
				before, after := 100*here*discount(month+own), 100*next*discount(month+own+1)
				cost := map[sim.Timing]float64{sim.CycleStart: before, sim.CycleEnd: after, sim.HalfCycle: (before + after) / 2}[timing]
				want[(month+own)/12] += people * (cost + 30*(here-next)*discount(month+own+1))
			}
		}
		c := compile(t, priced(timing))
		for _, e := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump, sim.Counts} {
			o, err := run(t, c, sim.Study{Engine: e, People: 20_000, Seed: 1, ByCycle: true}).Open(start...)
			require.NoError(t, err)
			cycles, err := o.RewardByCycle("usual", "cost")
			require.NoError(t, err)
			years := c.ByYear(cycles)
			require.Len(t, years, 3)
			for year, cost := range years {
				off := 0.02
				if e == sim.Cohort {
					off = 1e-12
				}
				require.InEpsilon(t, want[year], cost, off, "%v, %v, year %d", e, timing, year)
			}
		}
	}
	m := priced(sim.CycleStart)
	m.Rewards[0].Parts[0].Calendar = sim.Window{To: 12}
	o, err := run(t, compile(t, m), sim.Study{Engine: sim.Cohort, ByCycle: true}).Open(1)
	require.NoError(t, err)
	_, err = o.RewardByCycle("usual", "cost")
	require.ErrorContains(t, err, `part 0 of reward "cost" depends on the calendar`)
	_, err = o.RewardByCycle("usual", "x")
	require.ErrorIs(t, err, sim.ErrUnknown)
	weeks := compile(t, small())
	require.Len(t, weeks.ByYear(make([]float64, 53)), 1, "53 weeks begin in the 365.25 days of a year")
	require.Len(t, weeks.ByYear(make([]float64, 54)), 2)
}
