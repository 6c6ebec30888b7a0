package sim_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/peers/m8"
	"github.com/stretchr/testify/require"
)

var invented = evidence.Source{ID: "invented-for-a-test", Title: "invented for a test"}.At("", evidence.Unconfirmed)

const inventedLifeTable = "age,sex,qx\n30,female,0.05\n31,female,0.1\n32,female,0.01\n30,male,0.1\n31,male,0.2\n32,male,0.3\n"

// rich is a model with one of everything: two groups, clocks of all kinds, episodes, a risk window, events, branches that lead
// elsewhere and back, a scheduled end, bands, measures, and rewards of every sort. All numbers are invented.
func rich(t testing.TB, conversion sim.Conversion) sim.Model {
	t.Helper()
	life, err := sim.ReadLifeTable(strings.NewReader(inventedLifeTable), invented)
	require.NoError(t, err)
	m := sim.Model{
		Name: "rich", Cycle: sim.Week, Horizon: 60, Conversion: conversion,
		Episodes: sim.Episodes{In: "care", Last: 3, Cap: 7},
		Leaving:  sim.Leaving{Of: "care", Cycles: 4},
		States: []sim.State{
			{Name: "out"}, {Name: "detox", Tags: []string{"care"}}, {Name: "drug", Tags: []string{"care"}, Bands: []int{4, 26}},
			{Name: "recovery"}, {Name: "dead"},
		},
		Groups: []sim.Group{
			{Name: "younger women", Share: 0.4, Age: 30.25, Sex: sim.Female},
			{Name: "older men", Tags: []string{"injecting"}, Share: 0.6, Age: 31, Sex: sim.Male},
		},
		Transitions: []sim.Transition{
			{Name: "background death", From: "out", To: "dead", Hazard: life.Hazard()},
			{Name: "background death", From: "care", To: "dead", Hazard: life.Hazard()},
			{Name: "background death", From: "recovery", To: "dead", Hazard: life.Hazard()},
			{Name: "seek care", From: "out", To: "detox", Order: 1,
				Hazard: sim.Pieces(sim.Piece{Until: 3, Rate: 0.02}, sim.Piece{Rate: 0.06})},
			{Name: "overdose", From: "out", Order: 1, Hazard: sim.Constant(0.01),
				Branches: []sim.Branch{{Share: 0.2, To: "dead"}, {Share: 0.3, To: "detox"}, {Share: 0.5, To: "out"}}},
			{Name: "drop out early", From: "detox", To: "out", Order: 1, Hazard: sim.Probability(0.15)},
			{Name: "course ends", From: "detox", Order: 2, Hazard: sim.Scheduled(3),
				Branches: []sim.Branch{{Share: 0.7, To: "drug"}, {Share: 0.3, To: "out"}}},
			{Name: "drop out", From: "drug", To: "out", Order: 1, Hazard: sim.Weibull(0.7, 30)},
			{Name: "wear off", From: "drug", To: "out", Order: 1, Hazard: sim.Gompertz(-0.05, 0.01).On(sim.InEpisode)},
			{Name: "recover", From: "drug", To: "recovery", Order: 1, Hazard: sim.LogLogistic(2, 60)},
			{Name: "return to use", From: "recovery", To: "out", Order: 1, Hazard: sim.LogNormal(3, 1)},
		},
		Events: []sim.Event{
			{Name: "lapse", In: "drug", Hazard: sim.Rates(0.3, 0.2, 0.1)},
			{Name: "reversal", In: "out", Hazard: sim.Probability(0.02)},
		},
		Effects: []sim.Effect{
			{On: "overdose", By: 3, When: sim.When{SinceLeaving: sim.Window{To: 2}}},
			{On: "overdose", By: 1.5, When: sim.When{Group: "injecting"}},
			{On: "overdose", By: 2, When: sim.When{Calendar: sim.Window{From: 20, To: 40}}},
			{On: "drop out", By: 1.3, When: sim.When{Episode: sim.Window{From: 2}}},
			{On: "reversal", By: 2, When: sim.When{InState: sim.Window{From: 5}}},
			{On: "lapse", By: 0.5, When: sim.When{Calendar: sim.Window{From: 30}}},
			{On: "seek care", By: 1.2, When: sim.When{InEpisode: sim.Window{From: 2, To: 6}}},
		},
		Measures: []sim.Measure{{Name: "death", Reaching: "dead"}, {Name: "recovery", Reaching: "recovery"},
			{Name: "leaving care", Leaving: "care"}},
		Rewards: []sim.Reward{
			{Name: "cost", Discount: 0.03, Timing: sim.HalfCycle, Parts: []sim.Part{
				{In: "drug", InState: sim.Window{To: 4}, Value: 100}, {In: "drug", Value: 50}, {In: "detox", Value: 700,
					Arm: "better"}, {In: "detox", Value: 500},
				{Move: "overdose", Value: 3000}, {Event: "lapse", Value: 10}, {Start: true, Value: 200}, {In: "out", Group: "injecting",
					Value: 5},
			}},
			{Name: "QALY", Discount: 0.03, Timing: sim.CycleEnd,
				Parts: []sim.Part{{In: "out", Value: 0.6 / 52}, {In: "care", Value: 0.7 / 52}, {In: "recovery", Value: 0.9 / 52}}},
		},
		Arms: []sim.Arm{
			{Name: "usual", Start: map[string]float64{"out": 0.5, "detox": 0.5}},
			{Name: "better", Start: map[string]float64{"detox": 0.6, "drug": 0.4},
				ByGroup: map[string]map[string]float64{"older men": {"detox": 1}},
				Effects: []sim.Effect{{On: "drop out", By: 0.5}},
				Replace: []sim.Transition{{Name: "return to use", From: "recovery", To: "out", Order: 1,
					Hazard: sim.Fitted(0.99, 0.97, 0.96)}}},
		},
	}
	cite(&m)
	return m
}

// cite gives everything in an invented model the source that it has.
func cite(m *sim.Model) {
	for i := range m.Transitions {
		m.Transitions[i].Source = invented
	}
	for i := range m.Events {
		m.Events[i].Source = invented
	}
	for i := range m.Effects {
		m.Effects[i].Source = invented
	}
	for a := range m.Arms {
		for i := range m.Arms[a].Effects {
			m.Arms[a].Effects[i].Source = invented
		}
		for i := range m.Arms[a].Replace {
			m.Arms[a].Replace[i].Source = invented
		}
	}
}

func compile(t testing.TB, m sim.Model) *sim.Compiled {
	t.Helper()
	c, err := m.Compile()
	require.NoError(t, err)
	return c
}

var conversions = []sim.Conversion{sim.CompetingExponential, sim.ConditionalOnSurvival}

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
	for name, m := range map[string]sim.Model{"competing": rich(t, sim.CompetingExponential), "conditional": rich(t, sim.ConditionalOnSurvival), "ages": ageing(t), "still": still(t), "clocks": clocks(t)} {
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

func paths(t testing.TB, c *sim.Compiled, s sim.Study) []sim.Path {
	t.Helper()
	var all []sim.Path
	for p, err := range c.Paths(s) {
		require.NoError(t, err)
		one := *p
		one.Records = slices.Clone(p.Records)
		all = append(all, one)
	}
	return all
}

func TestAPersonsPathDoesNotDependOnTheOthers(t *testing.T) {
	c := compile(t, rich(t, sim.CompetingExponential))
	for _, e := range []sim.Engine{sim.Step, sim.Jump} {
		few := paths(t, c, sim.Study{Engine: e, People: 20, Seed: 3})
		many := paths(t, c, sim.Study{Engine: e, People: 200, Seed: 3})
		require.Len(t, few, 40, "20 people in 2 arms")
		require.Empty(t, cmp.Diff(few, many[:40]))
	}
}

// TestPathsAreWhatRunCounts counts the states of all paths by hand.
func TestPathsAreWhatRunCounts(t *testing.T) {
	for name, c := range map[string]*sim.Compiled{"rich": compile(t, rich(t, sim.ConditionalOnSurvival)), "M8": compileM8(t, 90), "Sick-Sicker": compile(t, sickSicker()), "ages": compile(t, ageing(t)), "still": compile(t, still(t)), "clocks": compile(t, clocks(t))} {
		for _, e := range []sim.Engine{sim.Step, sim.Jump} {
			t.Run(fmt.Sprint(name, " ", e), func(t *testing.T) { countByHand(t, c, sim.Study{Engine: e, People: 500, Seed: 3}) })
		}
	}
}

// ageing is a model whose probabilities change with age and calendar and that has nothing else to slow it down.
func ageing(t testing.TB) sim.Model {
	m := rich(t, sim.ConditionalOnSurvival)
	m.Events, m.Effects, m.Episodes, m.Leaving = nil, []sim.Effect{{On: "drop out", By: 2,
		When: sim.When{Calendar: sim.Window{From: 7, To: 30}}, Source: invented}}, sim.Episodes{}, sim.Leaving{}
	m.Transitions[8].Hazard = sim.Gompertz(-0.05, 0.01)
	m.Rewards[0].Parts = m.Rewards[0].Parts[:1]
	return m
}

// still is a model that nothing but time in the state changes, with branches that lead away and back, bands and rewards of moves:
// the short loops have to leave their path for it.
func still(t testing.TB) sim.Model {
	m := ageing(t)
	m.Groups, m.Effects = nil, nil
	m.Transitions = m.Transitions[3:]
	m.Arms = m.Arms[:1]
	m.Rewards[0].Parts = []sim.Part{{In: "drug", InState: sim.Window{To: 4}, Value: 100}, {Move: "overdose", Value: 3000}}
	return m
}

// clocks is a model with a hazard on every clock that the others leave out, and two kinds of events in one state.
func clocks(testing.TB) sim.Model {
	m := sim.Model{Cycle: sim.Month, Horizon: 60, Conversion: sim.CompetingExponential,
		Leaving: sim.Leaving{Of: "care", Cycles: 3}, Episodes: sim.Episodes{In: "care", Last: 2},
		States: []sim.State{{Name: "care"}, {Name: "out"}, {Name: "dead"}},
		Groups: []sim.Group{{Name: "old", Share: 1, Age: 60.5, Sex: sim.Both}},
		Transitions: []sim.Transition{
			{From: "care", To: "dead", Hazard: sim.Gompertz(0.09, 0.0001).On(sim.Age)},
			{From: "out", To: "dead", Hazard: sim.Rates(0.3, 0.1).On(sim.SinceLeaving)},
			{Name: "stop", From: "care", To: "out", Hazard: sim.Rates(0.1, 0.02, 0.3).On(sim.Calendar)},
			{Name: "end", From: "care", To: "out", Hazard: sim.Scheduled(9).On(sim.InEpisode)},
			{Name: "again", From: "out", To: "care", Hazard: sim.LogLogistic(1, 30).On(sim.Calendar)},
		},
		Events: []sim.Event{{Name: "lapse", In: "care", Hazard: sim.Constant(0.9)},
			{Name: "reversal", In: "care", Hazard: sim.Constant(0.8)}, {Name: "reversal", In: "dead", Hazard: sim.Constant(0.1)}},
		Arms: []sim.Arm{{Name: "usual", Start: map[string]float64{"care": 1}},
			{Name: "more", Start: map[string]float64{"care": 1},
				Replace: []sim.Transition{{Name: "new way", From: "care", To: "out",
					Hazard: sim.Pieces(sim.Piece{Until: 61, Rate: 0.2}, sim.Piece{Rate: 0.1}).On(sim.Age)}}}},
		Measures: []sim.Measure{{Name: "death", Reaching: "dead"}},
		Rewards: []sim.Reward{{Name: "cost", Timing: sim.CycleStart, Parts: []sim.Part{{Event: "reversal", Value: -7}}},
			{Name: "QALY", Timing: sim.CycleStart, Parts: []sim.Part{{In: "out", Value: 1}}}},
	}
	cite(&m)
	return m
}

func countByHand(t *testing.T, c *sim.Compiled, study sim.Study) {
	r := run(t, c, study)
	{
		present := map[string][]float64{}
		lapses := map[string][]float64{}
		for _, arm := range c.Arms() {
			lapses[arm] = make([]float64, c.Horizon()+1)
		}
		for _, p := range paths(t, c, study) {
			state, from := "", 0
			stay := func(to int) {
				key := p.Arm + " " + state
				if present[key] == nil {
					present[key] = make([]float64, c.Horizon()+1)
				}
				for m := from; m < to; m++ {
					present[key][m] += 1.0 / float64(study.People)
				}
			}
			last := 0
			for _, record := range p.Records {
				require.GreaterOrEqual(t, record.Moment, last, "records come in the order of time")
				last = record.Moment
				switch record.Kind {
				case sim.Starts:
					state = record.State
				case sim.Moves:
					require.NotEqual(t, state, record.State)
					stay(record.Moment)
					state, from = record.State, record.Moment
				case sim.Happens:
					require.Equal(t, state, record.State)
					if record.Name == "lapse" {
						lapses[p.Arm][record.Moment] += 1.0 / float64(study.People)
					}
				}
			}
			stay(c.Horizon() + 1)
		}
		for _, arm := range c.Arms() {
			for _, state := range c.States() {
				if by := present[arm+" "+state]; by != nil {
					require.InDeltaSlice(t, occupancy(t, r, arm, state), by, 1e-9, "%s in arm %s", state, arm)
				}
			}
			if events, err := r.Events(arm, "lapse"); err == nil {
				require.InDeltaSlice(t, events, lapses[arm], 1e-9)
			}
		}
	}
}

func TestLogIsWrittenAsItComes(t *testing.T) {
	m := rich(t, sim.ConditionalOnSurvival)
	m.Arms[0].Name = `as "usual", here`
	c := compile(t, m)
	var log bytes.Buffer
	study := sim.Study{Engine: sim.Step, People: 50, Seed: 3}
	require.NoError(t, c.WriteLog(context.Background(), &log, study))
	rows, err := csv.NewReader(&log).ReadAll()
	require.NoError(t, err)
	require.Equal(t, []string{"person", "arm", "group", "moment", "kind", "name", "state"}, rows[0])
	require.Equal(t, `as "usual", here`, rows[1][1])
	lines := 1
	for _, p := range paths(t, c, study) {
		lines += len(p.Records)
	}
	require.Len(t, rows, lines)

	require.Error(t, c.WriteLog(context.Background(), &failing{left: 100_000}, sim.Study{Engine: sim.Step, People: 100_000}),
		"a full disk is reported")
	require.ErrorIs(t, c.WriteLog(context.Background(), io.Discard, sim.Study{Engine: sim.Cohort, People: 1}), sim.ErrStudy)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	require.ErrorIs(t, c.WriteLog(cancelled, io.Discard, study), context.Canceled)
}

type failing struct{ left int }

func (f *failing) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, io.ErrShortWrite
	}
	return len(p), nil
}

// TestHazardsOfAgeAndCalendar follows people whom one hazard alone can move.
func TestHazardsOfAgeAndCalendar(t *testing.T) {
	m := small()
	m.Cycle, m.Horizon = sim.Month, 240
	m.Groups = []sim.Group{{Name: "all", Share: 1, Age: 40.3}}
	for name, c := range map[string]struct {
		hazard   sim.Hazard
		survival func(years float64) float64
	}{
		"Gompertz": {sim.Gompertz(0.09, 0.0001).On(sim.Age), func(y float64) float64 {
			return math.Exp(-0.0001 / 0.09 * (math.Exp(0.09*(40.3+y)) - math.Exp(0.09*40.3)))
		}},
		"age bands": {sim.Pieces(sim.Piece{Until: 41, Rate: 0.1}, sim.Piece{Until: 45, Rate: 0.3}, sim.Piece{Rate: 0.02}).On(sim.Age),
			func(y float64) float64 {
				return math.Exp(-0.1*min(y, 0.7) - 0.3*max(0, min(y, 4.7)-0.7) - 0.02*max(0, y-4.7))
			}},
		"calendar": {sim.Pieces(sim.Piece{Until: 30, Rate: 0.01}, sim.Piece{Rate: 0.005}).On(sim.Calendar),
			func(y float64) float64 { return math.Exp(-0.01*min(12*y, 30) - 0.005*max(0, 12*y-30)) }},
		"calendar law": {sim.Weibull(0.8, 100).On(sim.Calendar), func(y float64) float64 { return math.Exp(-math.Pow(12*y/100, 0.8)) }},
	} {
		m.Transitions[0].Hazard = c.hazard
		for month, got := range occupancy(t, run(t, compile(t, m), sim.Study{Engine: sim.Cohort}), "usual", "care") {
			require.InEpsilon(t, c.survival(float64(month)/12), got, 1e-10, "%s, month %d", name, month)
		}
	}
}

func TestHalvingAHazardNeverLowersItsSurvival(t *testing.T) {
	for _, conversion := range conversions {
		for name, measure := range map[string]string{"background death": "death", "drop out": "leaving care", "drop out early": "leaving care"} {
			m := rich(t, conversion)
			m.Arms = []sim.Arm{{Name: "usual", Start: map[string]float64{"drug": 0.5, "detox": 0.5}}}
			for i := range m.Rewards[0].Parts {
				m.Rewards[0].Parts[i].Arm = ""
			}
			before := run(t, compile(t, m), sim.Study{Engine: sim.Cohort})
			m.Effects = append(m.Effects, sim.Effect{On: name, By: 0.5, Source: invented})
			after := run(t, compile(t, m), sim.Study{Engine: sim.Cohort})
			low, _ := before.NotYet("usual", measure)
			high, err := after.NotYet("usual", measure)
			require.NoError(t, err)
			for i := range low {
				require.GreaterOrEqual(t, high[i], low[i]-1e-15, "%s at %d", name, i)
			}
			require.Greater(t, high[30], low[30])
		}
	}
}

// TestFunctionsSeeWhatTablesSee replaces tables by functions of the person; the paths must stay the same, draw by draw.
func TestFunctionsSeeWhatTablesSee(t *testing.T) {
	for _, conversion := range conversions {
		tabled := rich(t, conversion)
		called := rich(t, conversion)
		for i, transition := range called.Transitions {
			switch transition.Name {
			case "seek care":
				called.Transitions[i].Hazard = sim.Called(func(p *sim.Person) float64 {
					if p.InState < 3 {
						return 0.02
					}
					return 0.06
				})
			case "drop out":
				called.Transitions[i].Hazard = sim.Called(func(p *sim.Person) float64 {
					at := func(weeks int) float64 { return math.Pow(float64(weeks)/30, 0.7) }
					return at(p.InState+1) - at(p.InState)
				})
			}
		}
		called.Events[0].Hazard = sim.Called(func(p *sim.Person) float64 { return []float64{0.3, 0.2, 0.1}[min(p.InState, 2)] })
		study := sim.Study{Engine: sim.Step, People: 2000, Seed: 8}
		require.Empty(t, cmp.Diff(paths(t, compile(t, tabled), study), paths(t, compile(t, called), study)))
		_, err := compile(t, called).Run(context.Background(), sim.Study{Engine: sim.Jump, People: 1})
		require.ErrorIs(t, err, sim.ErrStudy)
	}
}

func TestPersonKeepsCovariates(t *testing.T) {
	m := rich(t, sim.CompetingExponential)
	m.Begin = func(p *sim.Person) { p.X[0] = p.Uniform(1) }
	m.Each = func(p *sim.Person) {
		p.X[1]++
		if p.X[1] != float64(p.Cycle+1) || p.X[0] == 0 {
			panic("covariates were lost")
		}
		if p.Age < 30 || p.Episode < 1 || p.Episode > 3 || p.InState > p.Cycle || p.InEpisode > p.Cycle || p.SinceLeaving >= 4 {
			panic(fmt.Sprintf("impossible person %+v", p))
		}
	}
	run(t, compile(t, m), sim.Study{Engine: sim.Step, People: 300})
}

func TestAnUnknownAgeIsNoNumber(t *testing.T) {
	m := small()
	m.Each = func(p *sim.Person) {
		if !math.IsNaN(p.Age) {
			panic("an age came from nowhere")
		}
	}
	run(t, compile(t, m), sim.Study{Engine: sim.Step, People: 10})
}

func TestFunctionsThatFailStopTheRun(t *testing.T) {
	for name, rate := range map[string]float64{"negative": -1, "undefined": math.NaN()} {
		m := rich(t, sim.CompetingExponential)
		m.Transitions[3].Hazard = sim.Called(func(p *sim.Person) float64 {
			if p.Cycle == 9 {
				return rate
			}
			return 0
		})
		_, err := compile(t, m).Run(context.Background(), sim.Study{Engine: sim.Step, People: 100})
		require.ErrorIs(t, err, sim.ErrModel, name)
		m = rich(t, sim.CompetingExponential)
		m.Events[0].Hazard = sim.Called(func(*sim.Person) float64 { return rate })
		_, err = compile(t, m).Run(context.Background(), sim.Study{Engine: sim.Step, People: 100})
		require.ErrorIs(t, err, sim.ErrModel, name)
	}
}

// TestAFunctionThatPanicsNamesPersonAndCycle holds for each of the functions that a model may have.
func TestAFunctionThatPanicsNamesPersonAndCycle(t *testing.T) {
	boom := func(p *sim.Person) {
		if p.ID == 7 && p.Cycle == 3 {
			panic("boom")
		}
	}
	for name, change := range map[string]func(*sim.Model){
		"rate of a move": func(m *sim.Model) {
			m.Transitions[3].Hazard = sim.Called(func(p *sim.Person) float64 { boom(p); return 0 })
		},
		"rate of an event": func(m *sim.Model) { m.Events[1].Hazard = sim.Called(func(p *sim.Person) float64 { boom(p); return 0 }) },
		"each":             func(m *sim.Model) { m.Each = boom },
	} {
		m := rich(t, sim.CompetingExponential)
		m.Arms[0].Start, m.Arms[0].ByGroup = map[string]float64{"out": 1}, nil
		m.Transitions[3].Hazard = sim.Constant(0)
		change(&m)
		c := compile(t, m)
		_, err := c.Run(context.Background(), sim.Study{Engine: sim.Step, People: 100})
		require.ErrorIs(t, err, sim.ErrModel, name)
		require.ErrorContains(t, err, "person 7: ", name)
		require.ErrorContains(t, err, "cycle 3: boom", name)
		for _, err = range c.Paths(sim.Study{Engine: sim.Step, People: 100}) {
		}
		require.ErrorContains(t, err, "person 7: ", name)
	}
	m := rich(t, sim.CompetingExponential)
	m.Begin = func(p *sim.Person) { panic("boom") }
	_, err := compile(t, m).Run(context.Background(), sim.Study{Engine: sim.Step, People: 1})
	require.ErrorContains(t, err, "person 0: ")
	require.ErrorContains(t, err, "cycle 0: boom")
}

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

// randomModel draws a small model from a seed: any hazards on any clocks, any effects, any conversion.
func randomModel(t testing.TB, seed uint64) sim.Model {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 1))
	names := []string{"a", "b", "c", "d", "end"}[:3+random.IntN(3)]
	m := sim.Model{Cycle: sim.Week, Horizon: 5 + random.IntN(40), Conversion: conversions[random.IntN(2)],
		Leaving: sim.Leaving{Of: "a", Cycles: 1 + random.IntN(4)}, Episodes: sim.Episodes{In: "b", Last: 1 + random.IntN(3),
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
					random.Float64()/10).On(clock()), sim.LogLogistic(1+random.Float64(), 30).On(clock()),
			}[random.IntN(8)]}
			if random.IntN(3) == 0 {
				share := random.Float64()
				transition.To, transition.Branches = "", []sim.Branch{{Share: share, To: to}, {Share: 1 - share, To: from}}
			}
			m.Transitions = append(m.Transitions, transition)
			m.Effects = append(m.Effects, sim.Effect{On: from + to, By: random.Float64() * 1.5,
				When: []sim.When{{}, {InState: window()}, {InEpisode: window()},
					{SinceLeaving: window()}, {Calendar: window()}, {Episode: window()}, {State: from}}[random.IntN(7)]})
		}
	}
	m.Events = []sim.Event{{Name: "lapse", In: "a", Hazard: sim.Rates(0.3, random.Float64()).On(clock())}}
	m.Rewards = []sim.Reward{{Name: "cost", Timing: sim.HalfCycle, Discount: 0.1,
		Parts: []sim.Part{{In: "a", InState: window(), Value: 3}, {Event: "lapse", Value: -1}, {Move: "ab", Value: 5}}}}
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
