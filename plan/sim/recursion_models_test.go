package sim_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/stretchr/testify/require"
)

// dice draw a declared model from a seed: several groups, arms and risk windows, frailty, rewards with every limit, hazards given twice.
type dice struct {
	*rand.Rand
	d       declared
	names   []string
	undated bool // nothing depends on the calendar, so that people may start later
}

func one[T any](d *dice, all ...T) T { return all[d.IntN(len(all))] }

func (d *dice) window() sim.Window {
	from := d.IntN(5)
	return one(d, sim.Window{From: from, To: from + 1 + d.IntN(4)}, sim.Window{From: from + 1}, sim.Window{To: from + 1})
}

// rates are a hazard by pieces: cuts side by side, rates that differ in the last digit, a piece of nothing.
func (d *dice) rates() (sim.Hazard, func(t, dt float64) float64) {
	a := d.Float64() / 8
	pieces := one(d, []sim.Piece{{Until: 1, Rate: a}, {Until: 2, Rate: math.Nextafter(a, 1)}, {Rate: a / 2}},
		[]sim.Piece{{Until: 2 + d.IntN(3), Rate: a}, {Until: 6, Rate: 0}, {Rate: a + 0.01}}, []sim.Piece{{Rate: a}})
	return sim.Pieces(pieces...), func(t, dt float64) float64 {
		sum := 0.0
		for i, from := 0, 0.0; i < len(pieces); i++ {
			to := math.Inf(1)
			if i < len(pieces)-1 {
				to = float64(pieces[i].Until)
			}
			if length := min(t+dt, to) - max(t, from); length > 0 {
				sum += length * pieces[i].Rate
			}
			from = to
		}
		return sum
	}
}

// law draws a hazard; rates only where it may be multiplied by more than a probability bears.
func (d *dice) law(ratesOnly bool) law {
	l := law{clock: one(d, sim.InState, sim.InState, sim.InEpisode, sim.Calendar, sim.SinceLeaving, sim.Age)}
	if d.undated && l.clock == sim.Calendar {
		l.clock = sim.InState
	}
	shape, scale := 0.6+d.Float64(), 30+30*d.Float64()
	power := func(t, dt float64) float64 { return math.Pow((t+dt)/scale, shape) - math.Pow(t/scale, shape) }
	switch d.IntN(5) {
	case 0:
		l.hazard, l.rate = d.rates()
	case 1:
		l.hazard, l.rate = sim.Weibull(shape, scale), power
	case 2:
		l.hazard, l.rate = sim.Gompertz(0.02, 0.03), func(t, dt float64) float64 {
			return 0.03 / 0.02 * math.Exp(0.02*t) * math.Expm1(0.02*dt)
		}
	case 3:
		l.hazard, l.rate = sim.LogLogistic(1+shape, scale), func(t, dt float64) float64 {
			return math.Log1p(math.Pow((t+dt)/scale, 1+shape)) - math.Log1p(math.Pow(t/scale, 1+shape))
		}
	default:
		p := []float64{d.Float64() / 8, d.Float64() / 9, 0}
		l.hazard, l.chance = sim.Probabilities(p...), func(t int) float64 { return p[min(t, 2)] }
	}
	if ratesOnly && l.chance != nil || l.clock == sim.Age {
		l.clock = one(d, sim.InState, sim.Age)
		l.hazard, l.rate, l.chance = sim.Gompertz(0.03, 0.4), func(t, dt float64) float64 {
			return 0.4 / 0.03 * math.Exp(0.03*t) * math.Expm1(0.03*dt)
		}, nil
		if l.clock == sim.InState {
			l.hazard, l.rate = d.rates()
		}
	}
	if l.clock == sim.SinceLeaving {
		l.left = one(d, d.d.model.Leaving...).Name
		l.hazard = l.hazard.Since(l.left)
	} else {
		l.hazard = l.hazard.On(l.clock)
	}
	return l
}

func (d *dice) when() sim.When {
	m := d.d.model
	w := one(d, sim.When{}, sim.When{InState: d.window()}, sim.When{InEpisode: d.window()}, sim.When{Calendar: d.window()},
		sim.When{Episode: sim.Window{From: 1 + d.IntN(m.Episodes.Last)}}, sim.When{State: one(d, d.names[0], "tag")},
		sim.When{Left: one(d, m.Leaving...).Name}, sim.When{Left: one(d, m.Leaving...).Name, SinceLeaving: sim.Window{To: 1}},
		sim.When{Age: sim.Window{From: 40, To: 41 + d.IntN(3)}})
	if d.IntN(3) == 0 {
		w.Group = one(d, "young", "all of them")
	}
	if d.IntN(4) == 0 {
		w.Calendar = d.window()
	}
	if d.undated {
		w.Calendar = sim.Window{}
	}
	return w
}

func (d *dice) part() sim.Part {
	m := d.d.model
	p := one(d, sim.Part{In: one(d, d.names...)}, sim.Part{In: "tag", InState: d.window()}, sim.Part{Move: m.Transitions[d.IntN(len(m.Transitions))].Name},
		sim.Part{Event: "lapse"}, sim.Part{In: "tag", Per: sim.Year}, sim.Part{Start: true})
	p.Value = math.Round(100*d.Float64()) - 20
	if p.Group = one(d, "", "", "young", "all of them"); p.Start {
		return p
	}
	p.Arm = one(d, "", "", "usual", "other")
	for range 2 {
		switch d.IntN(5) {
		case 0:
			p.Episode = sim.Window{From: 1 + d.IntN(m.Episodes.Last)}
		case 1:
			p.Calendar = d.window()
		case 2:
			p.Age = sim.Window{From: 40, To: 41 + d.IntN(2)}
		case 3:
			p.Left, p.SinceLeaving = one(d, m.Leaving...).Name, one(d, sim.Window{}, sim.Window{To: 2}, sim.Window{From: 1})
		}
	}
	return p
}

func (d *dice) start() map[string]float64 {
	share := d.Float64()
	return map[string]float64{d.names[0]: share, d.names[1]: 1 - share}
}

// declare draws the model of a seed.
func declare(seed uint64) declared {
	d := &dice{Rand: rand.New(rand.NewPCG(seed, 2)), undated: seed%4 == 3}
	m := &d.d.model
	d.d.laws = map[string]law{}
	d.names = []string{"a", "b", "c", "d", "end"}[:3+d.IntN(3)]
	*m = sim.Model{Cycle: one(d, sim.Week, sim.Month), Horizon: 8 + d.IntN(6), Conversion: conversions[d.IntN(2)],
		Leaving: []sim.Leaving{{Of: "a", Cycles: 1 + d.IntN(4)}, {Name: "after b", Of: "b", Cycles: 1 + d.IntN(4)},
			{Name: "after the tag", Of: "tag", Cycles: 2}},
		Episodes: sim.Episodes{In: one(d, "b", "tag"), Last: 1 + d.IntN(3), Cap: d.IntN(4)},
		Groups: []sim.Group{{Name: "young", Share: 0.3, Age: 39.9 + d.Float64()/5, Tags: []string{"all of them"}},
			{Name: "old", Share: 0.7, Age: 40 + 2*d.Float64(), Tags: []string{"all of them"}}},
		Measures: []sim.Measure{{Name: "ends", Reaching: d.names[len(d.names)-1]}, {Name: "leaves", Leaving: "tag"}},
	}
	for i, name := range d.names {
		s := sim.State{Name: name}
		if i == 0 || i == 2 && len(d.names) > 3 {
			s.Tags = []string{"tag"}
		}
		m.States = append(m.States, s)
	}
	frail := d.IntN(4) == 0
	if frail {
		m.Horizon = 6 // the recursion runs for every value of the multiplier
	}
	d.transitions(frail)
	m.Events = []sim.Event{{Name: "lapse", In: one(d, "tag", "b")}}
	d.d.laws["lapse"] = d.law(true)
	m.Events[0].Hazard = d.d.laws["lapse"].hazard
	m.Effects = append(m.Effects, sim.Effect{On: "lapse", By: 2, When: d.when()})
	m.Arms = []sim.Arm{{Name: "usual", Start: d.start()}, {Name: "other", Start: d.start(), ByGroup: map[string]map[string]float64{"old": d.start()},
		Effects: []sim.Effect{{On: m.Transitions[0].Name, By: 0.6, When: d.when()}}}}
	if t := m.Transitions[1]; d.d.laws[t.Name].after == 0 && !frail {
		d.d.laws["other/"+t.Name] = d.law(false)
		t.Hazard = d.d.laws["other/"+t.Name].hazard
		m.Arms[1].Replace = []sim.Transition{t}
	}
	if frail {
		m.Frailties = []sim.Frailty{{On: []string{m.Transitions[0].Name, "lapse"}, Variance: 0.4 + d.Float64(), Source: invented}}
	}
	for _, timing := range []sim.Timing{sim.CycleStart, sim.CycleEnd, sim.HalfCycle} {
		r := sim.Reward{Name: timing.String(), Timing: timing, Discount: 0.2 * d.Float64(), Delay: d.IntN(2)}
		for range 4 {
			r.Parts = append(r.Parts, d.part())
		}
		m.Rewards = append(m.Rewards, r)
	}
	cite(m)
	return d.d
}

// transitions draws the ways out of every state but the last, some of which leave a tag, some with branches, some scheduled.
func (d *dice) transitions(ratesOnly bool) {
	m := &d.d.model
	for i, from := range d.names[:len(d.names)-1] {
		scheduled := false
		for j, to := range d.names {
			if i == j || j != i+1 && d.IntN(2) == 0 {
				continue
			}
			t := sim.Transition{Name: from + to, From: from, To: to, Order: d.IntN(3)}
			l := d.law(ratesOnly)
			if !scheduled && j != i+1 && d.IntN(4) == 0 {
				scheduled = true
				l = law{after: 1 + d.IntN(5), share: d.Float64()}
				l.hazard = sim.ScheduledShare(l.after, l.share)
			} else {
				m.Effects = append(m.Effects, sim.Effect{On: t.Name, By: 1.3 * d.Float64(), When: d.when()})
			}
			if d.IntN(3) == 0 {
				share := d.Float64()
				t.To, t.Branches = "", []sim.Branch{{Share: share, To: to}, {Share: 1 - share, To: from}}
			}
			t.Hazard, d.d.laws[t.Name] = l.hazard, l
			m.Transitions = append(m.Transitions, t)
		}
	}
}

// TestModelsAreWhatTheRecursionSays compares every engine with the recursion, on models of the kinds that are easiest to get wrong.
func TestModelsAreWhatTheRecursionSays(t *testing.T) {
	models, people := 8, int64(4000)
	if os.Getenv("OUDPATH_SLOW") != "" {
		models, people = 200, 20_000
	}
	frail, open, refused := 0, 0, 0
	for seed := range uint64(models) {
		d := declare(seed)
		frail += len(d.model.Frailties)
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			c, err := d.model.Compile()
			if err != nil { // dice do not see how much they add up
				require.ErrorContains(t, err, "probabilities of order")
				refused++
				return
			}
			want := map[string]tallied{}
			for _, arm := range d.model.Arms {
				want[arm.Name] = d.run(arm)
			}
			for _, e := range []sim.Engine{sim.Cohort, sim.Step, sim.Jump, sim.Counts} {
				r := run(t, c, sim.Study{Engine: e, People: people, Seed: seed})
				for _, arm := range c.Arms() {
					d.holds(t, want[arm], r, arm)
					if o, err := r.Open(3, 0, 2.5, 1); err == nil && e == sim.Cohort {
						open++
						d.opens(t, want[arm], o, arm)
					}
				}
			}
		})
	}
	require.Positive(t, frail)
	require.Positive(t, open)
	require.Less(t, refused, 1+models/50)
}

// opens compares an open cohort with people of the recursion who start later: 3, none, 2.5 and 1 of them.
func (d declared) opens(t *testing.T, want tallied, o *sim.Open, arm string) {
	t.Helper()
	later := func(shares []float64, moment int) float64 {
		sum := 0.0
		for start, n := range []float64{3, 0, 2.5, 1} {
			if moment >= start {
				sum += n * shares[moment-start]
			}
		}
		return sum
	}
	for _, s := range d.model.States {
		got, err := o.People(arm, s.Name)
		require.NoError(t, err)
		for moment := range got {
			require.InDelta(t, later(want.occupancy[s.Name], moment), got[moment], 1e-6, "open, arm %s: %s at %d", arm, s.Name, moment)
		}
	}
	got, err := o.Events(arm, "lapse")
	require.NoError(t, err)
	for moment := range d.model.Horizon {
		require.InDelta(t, later(want.events["lapse"], moment), got[moment], 1e-6, "open, arm %s: lapse at %d", arm, moment)
	}
}

// holds compares a result with the recursion: to rounding what is exact (frailty: to what is promised of the values that stand for its
// law), to the noise of so many people what is not.
func (d declared) holds(t *testing.T, want tallied, r *sim.Result, arm string) {
	t.Helper()
	e, people := r.Study().Engine, float64(r.People())
	exact := 1e-12
	if len(d.model.Frailties) > 0 {
		exact = 1e-7
	}
	near := func(what string, want, got []float64, err error) {
		t.Helper()
		require.NoError(t, err)
		for i := range want {
			slack := exact
			if e != sim.Cohort {
				slack += 6*math.Sqrt(max(0, want[i]*(1-want[i]))/people) + 6/people
			}
			require.InDelta(t, want[i], got[i], slack, "%v, arm %s: %s at %d", e, arm, what, i)
		}
	}
	for _, s := range d.model.States {
		got, err := r.Occupancy(arm, s.Name)
		near(s.Name, want.occupancy[s.Name], got, err)
	}
	for _, event := range d.model.Events {
		got, err := r.Events(arm, event.Name)
		near(event.Name, want.events[event.Name], got, err)
	}
	if e == sim.Counts {
		return // which knows no first times, and not how rewards vary
	}
	for _, m := range d.model.Measures {
		got, err := r.NotYet(arm, m.Name)
		near("not yet "+m.Name, want.notYet[m.Name], got, err)
	}
	for _, w := range d.model.Rewards {
		got, err := r.Reward(arm, w.Name)
		require.NoError(t, err)
		slack := 100 * exact * (1 + math.Abs(want.rewards[w.Name]))
		if e != sim.Cohort {
			slack += 5.5*got.StandardError + 800/people // a part of up to 80 may have met nobody
		}
		require.InDelta(t, want.rewards[w.Name], got.Mean, slack, "%v, arm %s: reward %s", e, arm, w.Name)
	}
}
