package sim_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/stretchr/testify/require"
)

// windowed is the rich model with rewards that change with calendar, age and episode, under each timing, and an effect by age. The older
// men turn 32 in the last cycles, the younger women 31 in cycle 40.
func windowed(t testing.TB, conversion sim.Conversion) sim.Model {
	m := rich(t, conversion)
	m.Effects = append(m.Effects, sim.Effect{On: "drop out", By: 4, When: sim.When{Age: sim.Window{From: 31}}, Source: invented})
	parts := []sim.Part{
		{In: "care", Calendar: sim.Window{To: 13}, Value: 3}, {In: "care", Calendar: sim.Window{From: 13, To: 50}, Value: 4},
		{In: "drug", InState: sim.Window{From: 4}, Age: sim.Window{From: 31, To: 32}, Value: 10},
		{In: "out", Episode: sim.Window{From: 2}, Value: 7, Per: sim.Month}, {In: "detox", Episode: sim.Window{To: 2}, Group: "injecting", Value: 9},
		{Move: "drop out", Episode: sim.Window{From: 2, To: 3}, Value: 100}, {Move: "overdose", Calendar: sim.Window{From: 20}, Value: 50},
		{Event: "lapse", Age: sim.Window{From: 31}, Episode: sim.Window{From: 1, To: 2}, Value: 5}, {Start: true, Value: 11},
		{Event: "reversal", In: "out", Calendar: sim.Window{From: 10, To: 11}, Arm: "better", Value: 1000},
	}
	m.Rewards = nil
	for _, timing := range []sim.Timing{sim.CycleStart, sim.CycleEnd, sim.HalfCycle} {
		m.Rewards = append(m.Rewards, sim.Reward{Name: timing.String(), Timing: timing, Discount: 0.04, Parts: parts})
	}
	even := []sim.Part{{In: "care", Calendar: sim.Window{From: 12, To: 50}, Value: 4}, {In: "out", Episode: sim.Window{From: 2}, Value: 7}}
	m.Rewards = append(m.Rewards, sim.Reward{Name: "Simpson", Timing: sim.Simpson, Discount: 0.04, Delay: 1, Parts: even})
	return m
}

// lived is where a person is, and since when, at every moment, and what happens in each cycle.
type lived struct {
	state            []string
	inState, episode []int
	since            []map[string]int // by moment: cycles since each risk window that is open was opened
	moves, events    [][]string       // by cycle
}

// live follows a path moment by moment.
func live(m sim.Model, p sim.Path) lived {
	l := lived{moves: make([][]string, m.Horizon), events: make([][]string, m.Horizon)}
	state, since, episode, next := "", 0, 1, 0
	in := func(set, name string) bool {
		at := slices.IndexFunc(m.States, func(s sim.State) bool { return s.Name == name })
		return at >= 0 && (name == set || slices.Contains(m.States[at].Tags, set))
	}
	care := func(name string) bool { return in(m.Episodes.In, name) }
	opened := map[string]int{}
	for moment := range m.Horizon + 1 {
		var events []string
		for ; next < len(p.Records) && p.Records[next].Moment == moment; next++ {
			switch r := p.Records[next]; {
			case r.Kind == sim.Starts:
				state = r.State
			case r.Kind == sim.Moves:
				l.moves[moment-1] = append(l.moves[moment-1], r.Name)
				if care(r.State) && !care(state) {
					episode = min(episode+1, max(1, m.Episodes.Last))
				}
				for _, left := range m.Leaving {
					switch from, to := in(left.Of, state), in(left.Of, r.State); {
					case from && !to:
						opened[left.Name] = moment
					case to && !from:
						delete(opened, left.Name)
					}
				}
				state, since = r.State, moment
			case slices.ContainsFunc(m.Events, func(e sim.Event) bool { return e.Name == r.Name }):
				events = append(events, r.Name)
			default: // a branch led back
				l.moves[moment-1] = append(l.moves[moment-1], r.Name)
			}
		}
		if moment < m.Horizon {
			l.events[moment] = events
		}
		open := map[string]int{}
		for _, left := range m.Leaving {
			if at, ok := opened[left.Name]; ok && moment-at < left.Cycles {
				open[left.Name] = moment - at
			}
		}
		l.since = append(l.since, open)
		l.state, l.inState, l.episode = append(l.state, state), append(l.inState, moment-since), append(l.episode, episode)
	}
	return l
}

// rewardByHand adds up what a person gathers, part by part and cycle by cycle, as the documentation of Part says it.
func rewardByHand(m sim.Model, r sim.Reward, p sim.Path) float64 {
	l, total := live(m, p), 0.0
	group := m.Groups[slices.IndexFunc(m.Groups, func(g sim.Group) bool { return g.Name == p.Group })]
	perYear := m.Cycle.PerYear()
	discount := func(moment int) float64 { return math.Pow(1+r.Discount, -float64(moment+r.Delay)/perYear) }
	in := func(of, state string) bool {
		at := slices.IndexFunc(m.States, func(s sim.State) bool { return s.Name == state })
		return of == "" || of == state || slices.Contains(m.States[at].Tags, of)
	}
	for _, part := range r.Parts {
		if part.Arm != "" && part.Arm != p.Arm || part.Group != "" && part.Group != group.Name && !slices.Contains(group.Tags, part.Group) {
			continue
		}
		if part.Start {
			total += part.Value * discount(0)
			continue
		}
		here := func(moment int) float64 {
			if since, open := l.since[moment][part.Left]; (part.Left != "" || part.SinceLeaving != sim.Window{}) &&
				!(open && part.SinceLeaving.Holds(since)) {
				return 0
			}
			if in(part.In, l.state[moment]) && part.InState.Holds(l.inState[moment]) && part.Episode.Holds(l.episode[moment]) {
				return part.Value
			}
			return 0
		}
		for cycle := range m.Horizon {
			age := int(math.Floor(group.Age + float64(cycle)/perYear + 1e-9))
			if !part.Calendar.Holds(cycle) || !part.Age.Holds(age) {
				continue
			}
			switch now := cycle; {
			case part.Move != "":
				for _, name := range l.moves[cycle] {
					if name == part.Move {
						total += here(cycle) * discount(cycle+1)
					}
				}
			case part.Event != "":
				for _, name := range l.events[cycle] {
					if name == part.Event {
						total += here(cycle) * discount(cycle)
					}
				}
			default:
				scale := 1.0
				if part.Per.Valid() {
					scale = part.Per.PerYear() / perYear
				}
				at := func(moment int) float64 { return here(moment) * discount(moment) * scale }
				switch r.Timing {
				case sim.CycleStart:
					total += at(now)
				case sim.CycleEnd:
					total += at(now + 1)
				case sim.HalfCycle:
					total += (at(now) + at(now+1)) / 2
				case sim.Simpson: // two cycles at a time, a half of it for each
					first := now - now%2
					total += (at(first) + 4*at(first+1) + at(first+2)) / 6
				}
			}
		}
	}
	return total
}

// TestRewardsByHand follows people moment by moment and adds up what they gather.
func TestRewardsByHand(t *testing.T) {
	models := map[string]sim.Model{"competing": windowed(t, sim.CompetingExponential), "conditional": windowed(t, sim.ConditionalOnSurvival)}
	for seed := range uint64(20) {
		models[fmt.Sprint("seed ", seed)] = randomModel(t, seed)
	}
	for name, m := range models {
		c := compile(t, m)
		for _, e := range []sim.Engine{sim.Step, sim.Jump} {
			study := sim.Study{Engine: e, People: 150, Seed: 5}
			sums := map[string]float64{}
			for _, p := range paths(t, c, study) {
				for _, r := range m.Rewards {
					sums[p.Arm+r.Name] += rewardByHand(m, r, p)
				}
			}
			r := run(t, c, study)
			for _, arm := range c.Arms() {
				for _, of := range c.Rewards() {
					want := sums[arm+of] / 150
					require.InDelta(t, want, reward(t, r, arm, of).Mean, 1e-9*(1+math.Abs(want)), "%s, %v, %s, %s", name, e, arm, of)
				}
			}
		}
	}
}

// TestExpectedRewardsByHand compares the exact engine with a recursion for three states that is written out here, with a price that
// falls in the second year, a utility that falls on two birthdays and a hazard that trebles on one of them.
func TestExpectedRewardsByHand(t *testing.T) {
	m := small()
	m.Cycle, m.Horizon = sim.Month, 36
	m.Groups = []sim.Group{{Name: "young", Share: 0.25, Age: 39.5}, {Name: "old", Share: 0.75, Age: 64}}
	m.Effects = []sim.Effect{{On: "care → out", By: 3, When: sim.When{Age: sim.Window{From: 65, To: 66}}, Source: invented}}
	for _, timing := range []sim.Timing{sim.CycleStart, sim.CycleEnd, sim.HalfCycle, sim.Simpson} {
		m.Rewards = append(m.Rewards, sim.Reward{Name: timing.String(), Timing: timing, Discount: 0.03, Parts: []sim.Part{
			{In: "care", Calendar: sim.Window{To: 12}, Value: 500}, {In: "care", Calendar: sim.Window{From: 12}, Value: 300},
			{In: "out", Age: sim.Window{To: 40}, Value: 0.8, Per: sim.Year}, {In: "out", Age: sim.Window{From: 40, To: 65}, Value: 0.7, Per: sim.Year},
			{In: "out", Age: sim.Window{From: 65}, Value: 0.6, Per: sim.Year}, {Move: "care → out", Calendar: sim.Window{From: 24}, Value: 40}}})
	}
	want := map[string]float64{}
	for _, g := range m.Groups {
		care, out := 1.0, 0.0
		var cares, outs, moved []float64
		for cycle := range m.Horizon + 1 {
			cares, outs = append(cares, care), append(outs, out)
			rate := 0.1
			if age := g.Age + float64(cycle)/12; age >= 65 && age < 66 {
				rate = 0.3
			}
			leave := care * -math.Expm1(-rate)
			care, out = care-leave, out*math.Exp(-0.01)+leave
			moved = append(moved, leave)
		}
		for cycle := range m.Horizon {
			price, utility := 500.0, 0.7/12
			if cycle >= 12 {
				price = 300
			}
			switch age := g.Age + float64(cycle)/12; {
			case age < 40:
				utility = 0.8 / 12
			case age >= 65:
				utility = 0.6 / 12
			}
			at := func(t int) float64 {
				return g.Share * (price*cares[t] + utility*outs[t]) * math.Pow(1.03, -float64(t)/12)
			}
			pair := cycle - cycle%2
			want["start of cycle"] += at(cycle)
			want["end of cycle"] += at(cycle + 1)
			want["half-cycle"] += (at(cycle) + at(cycle+1)) / 2
			want["Simpson"] += (at(pair) + 4*at(pair+1) + at(pair+2)) / 6
			for name := range want {
				if cycle >= 24 {
					want[name] += g.Share * 40 * moved[cycle] * math.Pow(1.03, -float64(cycle+1)/12)
				}
			}
		}
	}
	r := run(t, compile(t, m), sim.Study{Engine: sim.Cohort})
	for name, value := range want {
		require.InEpsilon(t, value, reward(t, r, "usual", name).Mean, 1e-12, name)
	}
}

// TestWindowsThatFollowEachOtherAreTheWhole: cut anywhere, on the calendar, at any age, at any episode, a reward is what it was.
func TestWindowsThatFollowEachOtherAreTheWhole(t *testing.T) {
	m := windowed(t, sim.CompetingExponential)
	whole := []sim.Part{{In: "care", Value: 3}, {In: "out", Value: 1}, {Move: "drop out", Value: 20}, {Event: "lapse", Value: 5}}
	var cut []sim.Part
	for _, p := range whole {
		for _, calendar := range []sim.Window{{To: 7}, {From: 7, To: 41}, {From: 41}} {
			for _, age := range []sim.Window{{To: 31}, {From: 31, To: 32}, {From: 32}} {
				for _, episode := range []sim.Window{{To: 2}, {From: 2, To: 3}, {From: 3}} {
					one := p
					one.Calendar, one.Age, one.Episode = calendar, age, episode
					cut = append(cut, one)
				}
			}
		}
	}
	m.Rewards = nil
	for _, timing := range []sim.Timing{sim.CycleStart, sim.CycleEnd, sim.HalfCycle} {
		m.Rewards = append(m.Rewards, sim.Reward{Name: "whole " + timing.String(), Timing: timing, Discount: 0.05, Parts: whole},
			sim.Reward{Name: "cut " + timing.String(), Timing: timing, Discount: 0.05, Parts: cut})
	}
	c := compile(t, m)
	for _, e := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump, sim.Counts} {
		r := run(t, c, sim.Study{Engine: e, People: 300, Seed: 2})
		for _, arm := range c.Arms() {
			for _, timing := range []string{"start of cycle", "end of cycle", "half-cycle"} {
				a, b := reward(t, r, arm, "whole "+timing), reward(t, r, arm, "cut "+timing)
				require.InEpsilon(t, a.Mean, b.Mean, 1e-12, "%v, %s, %s", e, arm, timing)
			}
		}
	}
}

// TestEnginesAgreeOnWindows compares what individuals gather with the expectation.
func TestEnginesAgreeOnWindows(t *testing.T) {
	for _, conversion := range conversions {
		c := compile(t, windowed(t, conversion))
		exact := run(t, c, sim.Study{Engine: sim.Cohort})
		for _, e := range []sim.Engine{sim.Step, sim.Jump, sim.Counts} {
			r := run(t, c, sim.Study{Engine: e, People: 8_000, Seed: 8})
			for _, arm := range c.Arms() {
				for _, name := range c.Rewards() {
					want, got := reward(t, exact, arm, name), reward(t, r, arm, name)
					off := 4.5 * got.StandardError
					if e == sim.Counts {
						off = 0.04 * want.Mean
					}
					require.InDelta(t, want.Mean, got.Mean, off, "%v, %s, %s", e, arm, name)
				}
			}
		}
	}
}
