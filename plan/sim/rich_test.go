package sim_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
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
		Leaving:  []sim.Leaving{{Of: "care", Cycles: 4}},
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
	for name, c := range map[string]*sim.Compiled{"rich": compile(t, rich(t, sim.ConditionalOnSurvival)), "M8": compileM8(t, 90),
		"Sick-Sicker": compile(t, sickSicker()), "ages": compile(t, ageing(t)), "still": compile(t, still(t)), "clocks": compile(t, clocks(t))} {
		for _, e := range []sim.Engine{sim.Step, sim.Jump} {
			t.Run(fmt.Sprint(name, " ", e), func(t *testing.T) { countByHand(t, c, sim.Study{Engine: e, People: 500, Seed: 3}) })
		}
	}
}

// ageing is a model whose probabilities change with age and calendar and that has nothing else to slow it down.
func ageing(t testing.TB) sim.Model {
	m := rich(t, sim.ConditionalOnSurvival)
	m.Events, m.Effects, m.Episodes, m.Leaving = nil, []sim.Effect{{On: "drop out", By: 2,
		When: sim.When{Calendar: sim.Window{From: 7, To: 30}}, Source: invented}}, sim.Episodes{}, nil
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
		Leaving: []sim.Leaving{{Of: "care", Cycles: 3}}, Episodes: sim.Episodes{In: "care", Last: 2},
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
