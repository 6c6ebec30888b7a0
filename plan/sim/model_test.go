package sim_test

import (
	"context"
	"errors"
	"fmt"
	"math"
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
		"window of nothing":   {func(m *sim.Model) { m.Leaving = []sim.Leaving{{Of: "care"}} }, "window of 0 cycles"},
		"clock of episodes": {func(m *sim.Model) { m.Transitions[0].Hazard = sim.Constant(1).On(sim.InEpisode) },
			"episodes are not counted"},
		"clock of a window": {func(m *sim.Model) { m.Transitions[0].Hazard = sim.Constant(1).On(sim.SinceLeaving) },
			"no risk window without a name is declared"},
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
		}, "no risk window without a name is declared"},
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
		"part of a torn source":     {part(sim.Part{In: "care", Value: 3, Source: evidence.Citation{Place: "table 1"}}), "without a source"},
		"part of nothing":           {part(sim.Part{Value: 1}), "needs one of"},
		"part of two":               {part(sim.Part{In: "care", Start: true}), "needs one of"},
		"part nowhere":              {part(sim.Part{In: "x"}), `no state or tag "x"`},
		"part of no move":           {part(sim.Part{Move: "x"}), `no transition "x"`},
		"part of no event":          {part(sim.Part{Event: "x"}), `no event "x"`},
		"part of no arm":            {part(sim.Part{In: "care", Arm: "x"}), `no arm "x"`},
		"part of no group":          {part(sim.Part{In: "care", Group: "x"}), `no group or tag "x"`},
		"part by an empty calendar": {part(sim.Part{In: "care", Calendar: sim.Window{From: 4, To: 4}}), "of the calendar is empty"},
		"part by a negative age":    {part(sim.Part{In: "care", Age: sim.Window{From: -1}}), "of age is empty"},
		"part by an unknown age":    {part(sim.Part{In: "care", Age: sim.Window{From: 30}}), `group "everybody" states none`},
		"part by no episode":        {part(sim.Part{In: "care", Episode: sim.Window{From: 2}}), "episodes are not counted"},
		"part by an episode that is not told apart": {func(m *sim.Model) {
			m.Episodes = sim.Episodes{In: "care", Last: 2}
			part(sim.Part{In: "care", Episode: sim.Window{From: 2, To: 4}})(m)
		}, "counting that stops at 2"},
		"start in a year":      {part(sim.Part{Start: true, Calendar: sim.Window{To: 52}}), "means nothing at the start"},
		"start in an episode":  {part(sim.Part{Start: true, Episode: sim.Window{From: 1}}), "means nothing at the start"},
		"move after some time": {part(sim.Part{Move: "care → out", InState: sim.Window{From: 4}}), "means nothing for a move"},
		"Simpson cut in two": {func(m *sim.Model) {
			m.Horizon = 10
			part(sim.Part{In: "care", Calendar: sim.Window{From: 3}})(m)
			m.Rewards[0].Timing = sim.Simpson
		}, "at cycle 3"},
		"Simpson cut by a birthday": {func(m *sim.Model) {
			m.Cycle, m.Horizon, m.Groups = sim.Month, 10, []sim.Group{{Name: "all", Share: 1, Age: 30.25}}
			part(sim.Part{In: "care", Age: sim.Window{From: 31}})(m)
			m.Rewards[0].Timing = sim.Simpson
		}, "at cycle 9"},
		"swapped weights cut": {func(m *sim.Model) {
			m.Horizon = 10
			part(sim.Part{In: "care", Calendar: sim.Window{From: 4}})(m)
			m.Rewards[0].Timing = sim.SimpsonSwapped
		}, "where the timing Simpson with swapped weights cannot be cut"},
		"effect by an unknown age": {func(m *sim.Model) {
			m.Effects = []sim.Effect{{On: "care → out", By: 2, Source: invented, When: sim.When{Age: sim.Window{From: 30}}}}
		}, `group "everybody" states none`},
		"effect by an episode that is not told apart": {func(m *sim.Model) {
			m.Episodes = sim.Episodes{In: "care", Last: 2}
			m.Effects = []sim.Effect{{On: "care → out", By: 2, Source: invented, When: sim.When{Episode: sim.Window{From: 3}}}}
		}, "counting that stops at 2"},
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
		"the value 3 has no source": func(m *sim.Model) {
			m.Rewards = []sim.Reward{{Name: "cost", Timing: sim.CycleEnd, Parts: []sim.Part{{In: "care", Value: 3}}}}
		},
		"reward \"cost\", part 0: the source is weak": func(m *sim.Model) {
			source := invented
			source.Provenance = evidence.Weak
			m.Rewards = []sim.Reward{{Name: "cost", Timing: sim.CycleEnd, Parts: []sim.Part{{In: "care", Value: 3, Source: source}}}}
		},
		"multiplies by 0": func(m *sim.Model) { m.Effects = []sim.Effect{{On: "care → out", Source: invented}} },
	} {
		m := small()
		change(&m)
		require.Contains(t, fmt.Sprint(compile(t, m).Warnings()), want)
	}
	m = small()
	m.Rewards = []sim.Reward{{Name: "stays", Timing: sim.CycleEnd, Parts: []sim.Part{{In: "care", Value: 1}, {Move: "care → out", Value: -1}}}}
	require.Len(t, m.Verify(), 2, "what only counts needs no source")
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

var chainRates = [][]float64{{0, 1.6, 0.4, 0.005}, {0.8, 0, 0.1, 0.05}, {0.05, 0.3, 0, 0.003}, {0, 0, 0, 0}}
