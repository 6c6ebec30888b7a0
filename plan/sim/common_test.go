package sim_test

import (
	"context"
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/testdata/peers/m8"
	"github.com/stretchr/testify/require"
)

func TestCommonRandomNumbers(t *testing.T) {
	m := rich(t, sim.CompetingExponential)
	m.Arms = []sim.Arm{m.Arms[0], m.Arms[0]}
	m.Arms[1].Name = "the same"
	for i := range m.Rewards[0].Parts {
		m.Rewards[0].Parts[i].Arm = ""
	}
	c := compile(t, m)
	for _, e := range []sim.Engine{sim.Step, sim.Jump} {
		gain, err := run(t, c, sim.Study{Engine: e, People: 2000}).Gain("the same", "cost")
		require.NoError(t, err)
		require.Zero(t, gain.Mean, "equal arms differ by nothing at all")
		require.True(t, math.IsNaN(gain.StandardError), "nothing tells a difference that is 0 from one that is rare")
	}
}

// TestCommonRandomNumbersMakeDifferencesSure compares two policies on M8, drop-out from medication 30 % lower, and asks how much less
// the difference in deaths varies than it would between different people.
func TestCommonRandomNumbersMakeDifferencesSure(t *testing.T) {
	for weeks, atLeast := range map[int]float64{52: 15, 260: 7} {
		m := m8.Model(weeks)
		m.Rewards = []sim.Reward{{Name: "deaths", Timing: sim.CycleStart, Parts: []sim.Part{{Move: "death DEAD", Value: 1}}}}
		m.Arms = append(m.Arms, sim.Arm{Name: "kept longer", Start: m.Arms[0].Start})
		for _, drug := range []string{"MET", "BUP", "XNT"} {
			m.Arms[1].Effects = append(m.Arms[1].Effects,
				sim.Effect{On: "exit OUT", By: 0.7, Source: invented, When: sim.When{State: drug}})
		}
		r := run(t, compile(t, m), sim.Study{Engine: sim.Step, People: 200_000, Seed: 2})
		together, err := r.Gain("kept longer", "deaths")
		require.NoError(t, err)
		a, _ := r.Reward("usual", "deaths")
		b, _ := r.Reward("kept longer", "deaths")
		apart := a.StandardError*a.StandardError + b.StandardError*b.StandardError
		ratio := apart / (together.StandardError * together.StandardError)
		t.Logf("%d weeks: the variance of the difference is %.1f times smaller", weeks, ratio)
		require.Greater(t, ratio, atLeast)
		require.Negative(t, together.Mean)
	}
}

// TestCountsVaryAsTheyShould repeats a study and compares the variance of the people in a state with that of independent people.
func TestCountsVaryAsTheyShould(t *testing.T) {
	const people, repeats, moment = 200, 1000, 40
	c := compileM8(t, 52)
	p := occupancy(t, run(t, c, sim.Study{Engine: sim.Cohort}), "usual", "OUT")[moment]
	for _, e := range []sim.Engine{sim.Step, sim.Jump, sim.Counts} {
		squares := 0.0
		for seed := range uint64(repeats) {
			x := occupancy(t, run(t, c, sim.Study{Engine: e, People: people, Seed: seed, Workers: 1}), "usual", "OUT")[moment] - p
			squares += x * x
		}
		want := p * (1 - p) / people
		require.InEpsilon(t, want, squares/repeats, 4.5*math.Sqrt(2.0/repeats), "%v: the variance is that of the binomial law", e)
	}
}

func TestNoAllocationPerPerson(t *testing.T) {
	c := compile(t, rich(t, sim.CompetingExponential))
	for _, e := range []sim.Engine{sim.Step, sim.Jump} {
		allocations := func(people int64) float64 {
			return testing.AllocsPerRun(3, func() { run(t, c, sim.Study{Engine: e, People: people, Workers: 1}) })
		}
		allocations(1)
		require.InDelta(t, allocations(100), allocations(5000), 8, "%v", e)
	}
}

func TestACancelledRunStops(t *testing.T) {
	c := compile(t, rich(t, sim.CompetingExponential))
	done, cancel := context.WithCancel(context.Background())
	cancel()
	for _, e := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump, sim.Counts} {
		r, err := c.Run(done, sim.Study{Engine: e, People: 1 << 30})
		require.ErrorIs(t, err, context.Canceled)
		require.Nil(t, r, "half a study is no result")
	}
}
