package sim_test

import (
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/stretchr/testify/require"
)

// released is a course of detoxification of two weeks, three weeks in prison, and then life outside, where two risk windows are open at
// once: of six weeks after detoxification and of four after prison. All numbers are invented.
func released() sim.Model {
	m := sim.Model{Cycle: sim.Week, Horizon: 20, Conversion: sim.CompetingExponential,
		Leaving: []sim.Leaving{{Name: "detox", Of: "detox", Cycles: 6}, {Name: "prison", Of: "prison", Cycles: 4}},
		States:  []sim.State{{Name: "detox"}, {Name: "prison"}, {Name: "out"}, {Name: "dead"}},
		Transitions: []sim.Transition{
			{Name: "arrest", From: "detox", To: "prison", Hazard: sim.Scheduled(2)},
			{Name: "release", From: "prison", To: "out", Hazard: sim.Scheduled(3)},
			{Name: "death", From: "out", To: "dead", Hazard: sim.Constant(0.01)},
			{Name: "death by time", From: "out", To: "dead", Hazard: sim.Rates(0.2, 0.1).Since("prison")},
		},
		Events: []sim.Event{{Name: "lapse", In: "out", Hazard: sim.Constant(0.3)}},
		Effects: []sim.Effect{{On: "death", By: 3, When: sim.When{Left: "detox"}},
			{On: "death", By: 5, When: sim.When{Left: "prison"}}, {On: "lapse", By: 2, When: sim.When{Left: "prison", SinceLeaving: sim.Window{From: 2}}}},
		Arms: []sim.Arm{{Name: "usual", Start: map[string]float64{"detox": 1}}},
		Rewards: []sim.Reward{{Name: "cost", Timing: sim.CycleStart, Parts: []sim.Part{
			{In: "out", Left: "detox", Value: 100}, {In: "out", Left: "prison", SinceLeaving: sim.Window{From: 1, To: 3}, Value: 10},
			{Move: "death", Left: "detox", Value: 7000}, {Event: "lapse", Left: "prison", Value: 3}, {In: "out", Value: 1}}}},
	}
	cite(&m)
	return m
}

// TestTwoRiskWindowsAtOnce compares every engine with the course of that model written out: who is released is outside from week 5 on,
// with the window after detoxification open up to week 7 and that after prison up to week 8.
func TestTwoRiskWindowsAtOnce(t *testing.T) {
	alive, cost, want := 1.0, 0.0, make([]float64, 21)
	for week := 5; week <= 20; week++ {
		want[week] = alive
		if week == 20 {
			break
		}
		detox, prison := week-2 < 6, week-5 < 4
		death, byTime, lapse, value := 0.01, 0.0, 0.3, 1.0
		if detox {
			death, value = 3*death, value+100
		}
		if prison {
			death, byTime = 5*death, []float64{0.2, 0.1, 0.1, 0.1}[week-5]
			if week-5 >= 2 {
				lapse *= 2
			}
			if since := week - 5; since == 1 || since == 2 {
				value += 10
			}
			value += 3 * -math.Expm1(-lapse)
		}
		leave := -math.Expm1(-death - byTime)
		if detox {
			value += 7000 * death / (death + byTime) * leave
		}
		cost, alive = cost+alive*value, alive*(1-leave)
	}
	const people = 20_000
	c := compile(t, released())
	for _, e := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump, sim.Counts} {
		r := run(t, c, sim.Study{Engine: e, People: people, Seed: 3})
		out, got := occupancy(t, r, "usual", "out"), reward(t, r, "usual", "cost")
		switch e {
		case sim.Cohort:
			require.InDeltaSlice(t, want, out, 1e-12)
			require.InEpsilon(t, cost, got.Mean, 1e-12)
		case sim.Counts:
			require.InEpsilon(t, cost, got.Mean, 0.03)
		default:
			require.InDelta(t, cost, got.Mean, 4.5*got.StandardError, "%v", e)
		}
		for week := range want {
			require.Less(t, math.Abs(z(out[week], want[week], people)), 5.0, "%v, week %d", e, week)
		}
	}
}

// TestAFunctionSeesEveryRiskWindow counts the cycles that each window is open.
func TestAFunctionSeesEveryRiskWindow(t *testing.T) {
	m := released()
	m.Rewards = nil
	m.Transitions[2].Hazard = sim.Called(func(p *sim.Person) float64 {
		open := func(since, cycles int) bool { return since >= 0 && since < cycles }
		if p.SinceLeaving("detox") != map[bool]int{true: p.Cycle - 2, false: -1}[open(p.Cycle-2, 6)] ||
			p.SinceLeaving("prison") != map[bool]int{true: p.Cycle - 5, false: -1}[open(p.Cycle-5, 4)] || p.SinceLeaving("home") != -1 {
			return -1
		}
		return 0.01
	})
	want := occupancy(t, run(t, compile(t, released()), sim.Study{Engine: sim.Step, People: 4000}), "usual", "dead")
	require.Equal(t, want, occupancy(t, run(t, compile(t, m), sim.Study{Engine: sim.Step, People: 4000}), "usual", "dead"))
}

// TestRiskWindowsThatAreNone are models whose risk windows do not fit together.
func TestRiskWindowsThatAreNone(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*sim.Model)
		want   string
		path   string
	}{
		"two of one name": {func(m *sim.Model) { m.Leaving[1].Name = "detox" }, `two risk windows are named "detox"`, "leaving[1]"},
		"effect":          {func(m *sim.Model) { m.Effects[0].When.Left = "home" }, `no risk window "home"`, "effects[0]"},
		"hazard":          {func(m *sim.Model) { m.Transitions[2].Hazard = sim.Constant(1).Since("home") }, `no risk window "home"`, "transitions[2]"},
		"reward":          {func(m *sim.Model) { m.Rewards[0].Parts[0].Left = "home" }, `no risk window "home"`, "rewards[0].parts[0]"},
		"at the start": {func(m *sim.Model) { m.Rewards[0].Parts[4] = sim.Part{Start: true, Left: "detox", Value: 1} },
			`the risk window "detox" means nothing at the start`, "rewards[0].parts[4]"},
		"never open": {func(m *sim.Model) { m.Effects[0].When.SinceLeaving = sim.Window{From: 6} },
			"begins 6 cycles after leaving, when the risk window of 6 cycles is closed", "effects[0]"},
	} {
		m := released()
		c.change(&m)
		found := m.Verify()
		require.NotEmpty(t, found, name)
		for _, f := range found {
			if f.Path == c.path {
				require.Contains(t, f.What, c.want, name)
				c.path = ""
			}
		}
		require.Empty(t, c.path, "%s: %v", name, found)
	}
}

// TestABandThatBeginsAtTheHorizon holds only who never left, at the last moment.
func TestABandThatBeginsAtTheHorizon(t *testing.T) {
	m := small()
	m.Rewards = []sim.Reward{{Name: "stayed", Timing: sim.CycleEnd, Parts: []sim.Part{{In: "care", InState: sim.Window{From: m.Horizon}, Value: 1}}}}
	c := compile(t, m)
	for _, e := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump, sim.Counts} {
		r := run(t, c, sim.Study{Engine: e, People: 4000})
		require.InDelta(t, occupancy(t, r, "usual", "care")[m.Horizon], reward(t, r, "usual", "stayed").Mean, 1e-9, "%v", e)
		require.Positive(t, reward(t, r, "usual", "stayed").Mean)
	}
}
