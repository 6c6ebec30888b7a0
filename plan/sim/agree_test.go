package sim_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/stretchr/testify/require"
)

func TestMassIsConserved(t *testing.T) {
	for _, conversion := range conversions {
		c := compile(t, rich(t, conversion))
		for _, e := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump, sim.Counts} {
			r := run(t, c, sim.Study{Engine: e, People: 5000})
			for _, arm := range c.Arms() {
				for moment := range c.Horizon() + 1 {
					total := 0.0
					for _, state := range c.States() {
						share := occupancy(t, r, arm, state)[moment]
						require.GreaterOrEqual(t, share, 0.0)
						total += share
					}
					require.InDelta(t, 1, total, 1e-12, "%v, arm %s, moment %d", e, arm, moment)
				}
			}
		}
	}
}

// TestEnginesAgree compares every number that an engine reports with the exact one.
func TestEnginesAgree(t *testing.T) {
	const people = 8_000
	for name, m := range map[string]sim.Model{"competing": rich(t, sim.CompetingExponential), "conditional": rich(t,
		sim.ConditionalOnSurvival), "ages": ageing(t), "still": still(t), "clocks": clocks(t)} {
		c := compile(t, m)
		exact := run(t, c, sim.Study{Engine: sim.Cohort})
		for _, e := range []sim.Engine{sim.Step, sim.Jump, sim.Counts} {
			t.Run(fmt.Sprint(e, ", ", name), func(t *testing.T) {
				r := run(t, c, sim.Study{Engine: e, People: people, Seed: 11})
				agree := func(what string, want, got []float64) {
					t.Helper()
					require.Len(t, got, len(want))
					for i := range want {
						require.Less(t, math.Abs(z(got[i], want[i], people)), 5.0, "%s at %d: want %v, got %v", what, i, want[i], got[i])
					}
				}
				for _, arm := range c.Arms() {
					for _, state := range c.States() {
						agree("occupancy of "+state, occupancy(t, exact, arm, state), occupancy(t, r, arm, state))
						want, _ := exact.Entries(arm, state)
						got, err := r.Entries(arm, state)
						require.NoError(t, err)
						agree("entries to "+state, want, got)
					}
					for _, window := range []sim.Window{{To: 4}, {From: 4, To: 26}, {From: 26}} {
						if name == "clocks" {
							break
						}
						want, _ := exact.OccupancyIn(arm, "drug", window)
						got, err := r.OccupancyIn(arm, "drug", window)
						require.NoError(t, err)
						agree("occupancy of a band", want, got)
					}
					for _, event := range []string{"lapse", "reversal"} {
						want, err := exact.Events(arm, event)
						if m.Events == nil {
							require.ErrorIs(t, err, sim.ErrUnknown)
							break
						}
						got, err := r.Events(arm, event)
						require.NoError(t, err)
						agree(event, want, got)
					}
					want, _ := exact.Flows(arm)
					got, err := r.Flows(arm)
					require.NoError(t, err)
					for i := range want {
						require.Equal(t, want[i].Move, got[i].Move)
						require.InDelta(t, want[i].PerPerson, got[i].PerPerson, 6*math.Sqrt(2*want[i].PerPerson/people), "%v", want[i].Move)
					}
					for _, reward := range []string{"cost", "QALY"} {
						want, _ := exact.Reward(arm, reward)
						got, err := r.Reward(arm, reward)
						require.NoError(t, err)
						if e == sim.Counts {
							require.InEpsilon(t, want.Mean, got.Mean, 0.02)
							require.True(t, math.IsNaN(got.StandardError), "one population does not tell its own noise")
						} else {
							require.InDelta(t, want.Mean, got.Mean, 4.5*got.StandardError, reward)
						}
					}
					if e == sim.Counts {
						_, err := r.NotYet(arm, "death")
						require.ErrorIs(t, err, sim.ErrStudy)
						continue
					}
					for _, measure := range m.Measures {
						want, _ := exact.Firsts(arm, measure.Name)
						got, err := r.Firsts(arm, measure.Name)
						require.NoError(t, err)
						agree("first "+measure.Name, want, got)
					}
				}
			})
		}
	}
}

// randomModel draws a small model from a seed: any hazards on any clocks, any effects, any conversion.
func randomModel(t testing.TB, seed uint64) sim.Model {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 1))
	names := []string{"a", "b", "c", "d", "end"}[:3+random.IntN(3)]
	m := sim.Model{Cycle: sim.Week, Horizon: 5 + random.IntN(40), Conversion: conversions[random.IntN(2)],
		Leaving: []sim.Leaving{{Of: "a", Cycles: 1 + random.IntN(4)}, {Name: "after b", Of: "b", Cycles: 1 + random.IntN(5)}},
		Episodes: sim.Episodes{In: "b", Last: 1 + random.IntN(3),
			Cap: random.IntN(6)},
		Groups: []sim.Group{{Name: "all", Share: 1, Age: 20 + 40*random.Float64(), Sex: sim.Both}},
		Arms:   []sim.Arm{{Name: "usual", Start: map[string]float64{"a": 0.5, "b": 0.5}}}}
	for _, name := range names {
		m.States = append(m.States, sim.State{Name: name})
	}
	clock := func() sim.Clock { return sim.Clock(1 + random.IntN(4)) }
	window := func() sim.Window {
		from := random.IntN(6)
		return sim.Window{From: from, To: from + 1 + random.IntN(9)}
	}
	episode := func() sim.Window { return sim.Window{From: 1 + random.IntN(m.Episodes.Last)} }
	for i, from := range names[:len(names)-1] {
		for j, to := range names {
			if i == j || j != i+1 && random.IntN(2) == 0 {
				continue
			}
			transition := sim.Transition{Name: from + to, From: from, To: to, Order: random.IntN(3), Hazard: []sim.Hazard{
				sim.Constant(random.Float64() / 5), sim.Weibull(0.4+random.Float64(),
					20+20*random.Float64()).On(clock()), sim.Probability(random.Float64() / 8),
				sim.Rates(random.Float64()/4, random.Float64()/9, 0.01).On(clock()), sim.ScheduledShare(1+random.IntN(12),
					random.Float64()/4),
				sim.Gompertz(0.05, 0.01).On(sim.Age), sim.Probabilities(0.1,
					random.Float64()/10).On(clock()), sim.LogLogistic(1+random.Float64(), 30).On(clock()), sim.Rates(0.2, 0.1).Since("after b"),
			}[random.IntN(9)]}
			if random.IntN(3) == 0 {
				share := random.Float64()
				transition.To, transition.Branches = "", []sim.Branch{{Share: share, To: to}, {Share: 1 - share, To: from}}
			}
			m.Transitions = append(m.Transitions, transition)
			m.Effects = append(m.Effects, sim.Effect{On: from + to, By: random.Float64() * 1.5,
				When: []sim.When{{}, {InState: window()}, {InEpisode: window()},
					{SinceLeaving: window()}, {Calendar: window()}, {Episode: episode()}, {State: from},
					{Age: sim.Window{From: int(m.Groups[0].Age) + 1}}, {Left: "after b"},
					{Left: "after b", SinceLeaving: window()}}[random.IntN(10)]})
		}
	}
	m.Events = []sim.Event{{Name: "lapse", In: "a", Hazard: sim.Rates(0.3, random.Float64()).On(clock())}}
	m.Rewards = []sim.Reward{{Name: "cost", Timing: sim.HalfCycle, Discount: 0.1,
		Parts: []sim.Part{{In: "a", InState: window(), Value: 3}, {Event: "lapse", Value: -1}, {Move: "ab", Value: 5},
			{In: "b", Episode: episode(), Calendar: window(), Value: 2}, {Move: "bc", Episode: episode(), Value: 4},
			{In: "a", Left: "after b", Value: 7}, {In: names[2], SinceLeaving: sim.Window{To: 2}, InState: window(), Value: 6},
			{Move: "ab", Left: "after b", SinceLeaving: sim.Window{From: 1}, Value: 8}, {Event: "lapse", Left: "after b", Value: 9}}}}
	cite(&m)
	return m
}

// TestRandomModels checks, for models that nobody thought of, that no mass is lost, that the short and the long loops agree with
// the paths, and that individuals agree with the expectation.
func TestRandomModels(t *testing.T) {
	for seed := range uint64(60) {
		m := randomModel(t, seed)
		c, err := m.Compile()
		require.NoError(t, err, "seed %d", seed)
		exact := run(t, c, sim.Study{Engine: sim.Cohort})
		want, err := exact.Reward("usual", "cost")
		require.NoError(t, err)
		for _, e := range []sim.Engine{sim.Step, sim.Jump, sim.Counts} {
			const people = 2000
			r := run(t, c, sim.Study{Engine: e, People: people, Seed: seed})
			totals := make([]float64, c.Horizon()+1)
			for _, state := range c.States() {
				expected, got := occupancy(t, exact, "usual", state), occupancy(t, r, "usual", state)
				for moment := range got {
					totals[moment] += got[moment]
					require.Less(t, math.Abs(got[moment]-expected[moment]),
						6*math.Sqrt(expected[moment]*(1-expected[moment])/people)+6.0/people, "seed %d, %v: %s at %d", seed, e, state,
						moment)
				}
			}
			for moment, total := range totals {
				require.InDelta(t, 1, total, 1e-12, "seed %d, %v, moment %d", seed, e, moment)
			}
			if got, _ := r.Reward("usual", "cost"); e != sim.Counts {
				require.InDelta(t, want.Mean, got.Mean, 5.5*got.StandardError+1e-9, "seed %d, %v", seed, e)
				countByHand(t, c, sim.Study{Engine: e, People: 50, Seed: seed})
			}
		}
	}
}

// Rewards are how person-time and flows get a standard error: they must be the same numbers.
func TestRewardsMeasurePersonTimeAndFlows(t *testing.T) {
	m := pathway()
	perYear := sim.Week.PerYear()
	m.Rewards = []sim.Reward{
		{Name: "years", Timing: sim.CycleStart, Parts: []sim.Part{{In: "treatment", Value: 1 / perYear}}},
		{Name: "fatal", Timing: sim.CycleStart, Parts: []sim.Part{{Move: "fatal overdose", Value: 1}}},
	}
	c := compile(t, m)
	exact := run(t, c, sim.Study{Engine: sim.Cohort, People: 1})
	for _, engine := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump} {
		r := run(t, c, sim.Study{Engine: engine, People: 5_000, Seed: 11})
		for _, arm := range c.Arms() {
			years, err := r.Reward(arm, "years")
			require.NoError(t, err)
			time, err := r.PersonTime(arm, "treatment", sim.Window{})
			require.NoError(t, err)
			require.InDelta(t, time, years.Mean, 1e-4, "person-time, %v, %s", engine, arm) // a reward is rounded per person

			fatal, err := r.Reward(arm, "fatal")
			require.NoError(t, err)
			flows, err := r.Flows(arm)
			require.NoError(t, err)
			moved := 0.0
			for _, f := range flows {
				if f.Name == "fatal overdose" {
					moved += f.PerPerson
				}
			}
			require.Positive(t, moved)
			require.InDelta(t, moved, fatal.Mean, 1e-9, "flows, %v, %s", engine, arm)
			if engine != sim.Cohort {
				want, err := exact.PersonTime(arm, "treatment", sim.Window{})
				require.NoError(t, err)
				require.Less(t, math.Abs(time-want), 5*years.StandardError)
			}
		}
	}
	_, err := exact.PersonTime("nobody", "treatment", sim.Window{})
	require.ErrorIs(t, err, sim.ErrUnknown)
}

func TestResultsDoNotDependOnWorkersOrShards(t *testing.T) {
	c := compile(t, rich(t, sim.CompetingExponential))
	for _, e := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump, sim.Counts} {
		study := sim.Study{Engine: e, People: 2003, Seed: 5, Workers: 1}
		want := run(t, c, study).Digest()
		for _, workers := range []int{0, 2, 7} {
			study.Workers = workers
			require.Equal(t, want, run(t, c, study).Digest(), "%v with %d workers", e, workers)
		}
		before := runtime.GOMAXPROCS(5)
		study.Workers = 0
		require.Equal(t, want, run(t, c, study).Digest(), "%v with GOMAXPROCS 5", e)
		runtime.GOMAXPROCS(before)
		for _, of := range []int{2, 7} {
			var shards []*sim.Result
			for i := range of {
				part := study
				part.Shard = sim.Shard{Index: i, Of: of}
				shards = append(shards, run(t, c, part))
			}
			slices.Reverse(shards)
			half, err := sim.Merge(shards[:of/2]...)
			require.NoError(t, err)
			require.False(t, half.Complete())
			rest, err := sim.Merge(shards[of/2:]...)
			require.NoError(t, err)
			all, err := sim.Merge(half, rest)
			require.NoError(t, err)
			require.True(t, all.Complete())
			require.Equal(t, want, all.Digest(), "%v in %d shards", e, of)
		}
		study.Seed++
		if e != sim.Cohort {
			require.NotEqual(t, want, run(t, c, study).Digest(), "%v: the seed must matter", e)
		}
	}
}

func TestMergeRefusesWhatDoesNotBelongTogether(t *testing.T) {
	c := compile(t, rich(t, sim.CompetingExponential))
	study := sim.Study{Engine: sim.Step, People: 10, Shard: sim.Shard{Index: 0, Of: 2}}
	a := run(t, c, study)
	_, err := sim.Merge()
	require.ErrorIs(t, err, sim.ErrMerge)
	_, err = sim.Merge(a, a)
	require.ErrorIs(t, err, sim.ErrMerge, "the same shard twice")
	_, err = sim.Merge(nil)
	require.ErrorIs(t, err, sim.ErrMerge)
	study.Shard.Index = 1
	_, err = sim.Merge(a, run(t, compile(t, rich(t, sim.CompetingExponential)), study))
	require.NoError(t, err, "the same model, compiled elsewhere")
	_, err = sim.Merge(a, run(t, compile(t, rich(t, sim.ConditionalOnSurvival)), study))
	require.ErrorIs(t, err, sim.ErrMerge, "another model")
	study.Shard.Index = 0
	study.Seed++
	_, err = sim.Merge(a, run(t, c, study))
	require.ErrorIs(t, err, sim.ErrMerge, "another seed")
	group, err := a.Group("older men")
	require.NoError(t, err)
	_, err = sim.Merge(group)
	require.ErrorIs(t, err, sim.ErrMerge, "a part of a result")
}
