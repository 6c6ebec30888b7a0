package sim_test

import (
	"math"
	"slices"

	"github.com/oudpath/oudpath/plan/sim"
)

// The recursion of this file computes what a model means from its documentation: one distribution over everything that a person can be,
// cycle by cycle, with nothing of the engines in it. It is slow and short.

// law is a hazard together with what it amounts to, written down a second time: a cumulative rate from t to t+dt, or a probability.
type law struct {
	hazard sim.Hazard
	clock  sim.Clock
	left   string
	rate   func(t, dt float64) float64
	chance func(t int) float64
	after  int // of a share that is scheduled
	share  float64
}

// declared is a model whose hazards are known a second time, by name and state.
type declared struct {
	model sim.Model
	laws  map[string]law // by name of the transition or event
}

// being is everything that decides what can happen to a person next.
type being struct {
	state, inState, episode, inEpisode int
	since                              [3]int // by risk window; −1 if it is closed
	met                                int    // measures that have happened, one bit each
}

// tallied is what the recursion counts, all as shares of people.
type tallied struct {
	occupancy map[string][]float64
	events    map[string][]float64
	notYet    map[string][]float64
	rewards   map[string]float64
}

func (d declared) is(state int, set string) bool {
	s := d.model.States[state]
	return s.Name == set || slices.Contains(s.Tags, set)
}

func (d declared) number(name string) int {
	return slices.IndexFunc(d.model.States, func(s sim.State) bool { return s.Name == name })
}

func inGroup(g sim.Group, name string) bool {
	return name == "" || g.Name == name || slices.Contains(g.Tags, name)
}

func (d declared) age(g sim.Group, cycle int) float64 {
	return g.Age + float64(cycle)/d.model.Cycle.PerYear()
}

// window returns the number of a risk window.
func (d declared) window(name string) int {
	return slices.IndexFunc(d.model.Leaving, func(l sim.Leaving) bool { return l.Name == name })
}

// open reports whether a limit by a risk window holds.
func (d declared) open(b being, left string, w sim.Window) bool {
	if left == "" && w == (sim.Window{}) {
		return true
	}
	since := b.since[d.window(left)]
	return since >= 0 && w.Holds(since)
}

func (d declared) clockInEpisode(b being) int {
	if stop := d.model.Episodes.Cap; stop > 0 {
		return min(b.inEpisode, stop)
	}
	return b.inEpisode
}

// factor is the product of the multipliers of a hazard.
func (d declared) factor(name string, arm sim.Arm, g sim.Group, b being, cycle int) float64 {
	product := 1.0
	for _, e := range slices.Concat(d.model.Effects, arm.Effects) {
		w := e.When
		if e.On == name && (w.State == "" || d.is(b.state, w.State)) && inGroup(g, w.Group) && w.Episode.Holds(b.episode) &&
			w.InState.Holds(b.inState) && (w.InEpisode == sim.Window{} || w.InEpisode.Holds(d.clockInEpisode(b))) &&
			d.open(b, w.Left, w.SinceLeaving) && w.Calendar.Holds(cycle) && w.Age.Holds(int(math.Floor(d.age(g, cycle)+1e-9))) {
			product *= e.By
		}
	}
	return product
}

// amount is the rate of a law in a cycle, or its probability.
func (d declared) amount(l law, g sim.Group, b being, cycle int) float64 {
	t := 0
	switch l.clock {
	case sim.InState:
		t = b.inState
	case sim.InEpisode:
		t = d.clockInEpisode(b)
	case sim.Calendar:
		t = cycle
	case sim.SinceLeaving:
		if t = b.since[d.window(l.left)]; t < 0 {
			return 0
		}
	case sim.Age:
		return l.rate(d.age(g, cycle), 1/d.model.Cycle.PerYear())
	}
	if l.chance != nil {
		return l.chance(t)
	}
	return l.rate(float64(t), 1)
}

// ways returns the transitions of an arm out of a state.
func (d declared) ways(arm sim.Arm, state int) []sim.Transition {
	var all []sim.Transition
	for _, t := range d.model.Transitions {
		if d.is(state, t.From) {
			if i := slices.IndexFunc(arm.Replace, func(r sim.Transition) bool { return r.Name == t.Name }); i >= 0 {
				t = arm.Replace[i]
			}
			all = append(all, t)
		}
	}
	return all
}

// leaves returns the probability of each way out in a cycle.
func (d declared) leaves(ways []sim.Transition, arm sim.Arm, g sim.Group, frail map[string]float64, b being, cycle int) []float64 {
	p, left := make([]float64, len(ways)), 1.0
	x := make([]float64, len(ways))
	total := 0.0
	for i, t := range ways {
		l := d.laws[key(arm, t.Name, d.model)]
		if l.after > 0 {
			continue
		}
		by := d.factor(t.Name, arm, g, b, cycle) * of(frail, t.Name)
		x[i] = d.amount(l, g, b, cycle)
		switch {
		case d.model.Conversion == sim.CompetingExponential && l.chance != nil:
			x[i] = -math.Log1p(-x[i]) * by
		case d.model.Conversion == sim.CompetingExponential || l.chance != nil:
			x[i] *= by
		default:
			x[i] = -math.Expm1(-x[i] * by)
		}
		total += x[i]
	}
	if d.model.Conversion == sim.CompetingExponential {
		for i := range ways {
			if total > 0 {
				p[i] = x[i] / total * -math.Expm1(-total)
			}
		}
		left = math.Exp(-total)
	} else {
		for order := range 4 {
			lost := 0.0
			for i, t := range ways {
				if t.Order == order && d.laws[key(arm, t.Name, d.model)].after == 0 {
					p[i] = left * x[i]
					lost += x[i]
				}
			}
			left *= max(0, 1-lost)
		}
	}
	for i, t := range ways {
		if l := d.laws[key(arm, t.Name, d.model)]; l.after > 0 && b.inState == l.after-1 {
			p[i] = left * l.share
		}
	}
	return p
}

func of(frail map[string]float64, name string) float64 {
	if z, ok := frail[name]; ok {
		return z
	}
	return 1
}

// key is the name under which the law of a transition is kept: an arm that replaces it has one of its own.
func key(arm sim.Arm, name string, _ sim.Model) string {
	if slices.ContainsFunc(arm.Replace, func(t sim.Transition) bool { return t.Name == name }) {
		return arm.Name + "/" + name
	}
	return name
}

// moved is the person one moment later, in another state.
func (d declared) moved(b being, to int) being {
	next := being{state: to, episode: b.episode, inEpisode: b.inEpisode + 1, met: b.met}
	for i, l := range d.model.Leaving {
		from, into := d.is(b.state, l.Of), d.is(to, l.Of)
		switch since := b.since[i]; {
		case from && !into:
			next.since[i] = 0
		case into && !from, since < 0, since+1 >= l.Cycles:
			next.since[i] = -1
		default:
			next.since[i] = since + 1
		}
	}
	if in := d.model.Episodes.In; in != "" && d.is(to, in) && !d.is(b.state, in) {
		next.episode, next.inEpisode = min(b.episode+1, d.model.Episodes.Last), 0
	}
	return d.meets(next)
}

// stayed is the person one moment later, in the same state.
func (d declared) stayed(b being) being {
	b.inState++
	b.inEpisode++
	for i, l := range d.model.Leaving {
		if b.since[i] >= 0 {
			if b.since[i]++; b.since[i] >= l.Cycles {
				b.since[i] = -1
			}
		}
	}
	return b
}

// meets notes the measures that happen where the person is.
func (d declared) meets(b being) being {
	for i, m := range d.model.Measures {
		if m.Reaching != "" && d.is(b.state, m.Reaching) || m.Leaving != "" && !d.is(b.state, m.Leaving) {
			b.met |= 1 << i
		}
	}
	return b
}

// live takes the people of an arm and a group, who share their frailties, through the study. Their share of everybody is weight.
func (d declared) live(out tallied, arm sim.Arm, g sim.Group, frail map[string]float64, weight float64) {
	now := map[being]float64{}
	start := arm.Start
	if by, ok := arm.ByGroup[g.Name]; ok {
		start = by
	}
	for name, share := range start {
		b := being{state: d.number(name), episode: 1}
		for i := range b.since {
			b.since[i] = -1
		}
		now[d.meets(b)] += share * weight
	}
	for _, r := range d.model.Rewards {
		for _, p := range r.Parts {
			if p.Start && (p.Arm == "" || p.Arm == arm.Name) && inGroup(g, p.Group) {
				out.rewards[r.Name] += weight * p.Value * d.discount(r, 0)
			}
		}
	}
	for moment := range d.model.Horizon + 1 {
		next := map[being]float64{}
		for b, mass := range now {
			out.occupancy[d.model.States[b.state].Name][moment] += mass
			for i, m := range d.model.Measures {
				if b.met>>i&1 == 0 {
					out.notYet[m.Name][moment] += mass
				}
			}
			d.gather(out, arm, g, b, moment, mass)
			if moment == d.model.Horizon {
				continue
			}
			for _, e := range d.model.Events {
				if d.is(b.state, e.In) {
					rate := d.amount(d.laws[e.Name], g, b, moment) * d.factor(e.Name, arm, g, b, moment) * of(frail, e.Name)
					happens := mass * -math.Expm1(-rate)
					out.events[e.Name][moment] += happens
					d.once(out, arm, g, b, moment, moment, happens, func(p sim.Part) bool { return p.Event == e.Name })
				}
			}
			ways := d.ways(arm, b.state)
			rest := mass
			for i, p := range d.leaves(ways, arm, g, frail, b, moment) {
				rest -= mass * p
				outcomes := ways[i].Branches
				if ways[i].To != "" {
					outcomes = []sim.Branch{{Share: 1, To: ways[i].To}}
				}
				d.once(out, arm, g, b, moment, moment+1, mass*p, func(part sim.Part) bool { return part.Move == ways[i].Name })
				for _, o := range outcomes {
					if to := d.number(o.To); to == b.state {
						rest += mass * p * o.Share
					} else {
						next[d.moved(b, to)] += mass * p * o.Share
					}
				}
			}
			next[d.stayed(b)] += rest
		}
		now = next
	}
}

func (d declared) discount(r sim.Reward, moment int) float64 {
	return math.Pow(1+r.Discount, -float64(moment+r.Delay)/d.model.Cycle.PerYear())
}

// counts reports whether all limits of a part hold but those of the calendar and of age.
func (d declared) counts(p sim.Part, arm sim.Arm, g sim.Group, b being) bool {
	return !p.Start && (p.Arm == "" || p.Arm == arm.Name) && inGroup(g, p.Group) && (p.In == "" || d.is(b.state, p.In)) &&
		p.InState.Holds(b.inState) && p.Episode.Holds(b.episode) && d.open(b, p.Left, p.SinceLeaving)
}

func (d declared) dated(p sim.Part, g sim.Group, cycle int) bool {
	return p.Calendar.Holds(cycle) && p.Age.Holds(int(math.Floor(d.age(g, cycle)+1e-9)))
}

// gather adds the values of being in a state at a moment, of which each timing gives a part to the cycle before it and the one after it.
func (d declared) gather(out tallied, arm sim.Arm, g sim.Group, b being, moment int, mass float64) {
	for _, r := range d.model.Rewards {
		before := map[sim.Timing]float64{sim.CycleEnd: 1, sim.HalfCycle: 0.5}[r.Timing]
		after := map[sim.Timing]float64{sim.CycleStart: 1, sim.HalfCycle: 0.5}[r.Timing]
		for _, p := range r.Parts {
			if p.Move != "" || p.Event != "" || !d.counts(p, arm, g, b) {
				continue
			}
			weight := 0.0
			if moment > 0 && d.dated(p, g, moment-1) {
				weight += before
			}
			if moment < d.model.Horizon && d.dated(p, g, moment) {
				weight += after
			}
			if p.Per.Valid() {
				weight *= p.Per.PerYear() / d.model.Cycle.PerYear()
			}
			out.rewards[r.Name] += mass * p.Value * weight * d.discount(r, moment)
		}
	}
}

// once adds the values of what happens in a cycle, which count at a moment.
func (d declared) once(out tallied, arm sim.Arm, g sim.Group, b being, cycle, moment int, mass float64, is func(sim.Part) bool) {
	for _, r := range d.model.Rewards {
		for _, p := range r.Parts {
			if (p.Move != "" || p.Event != "") && is(p) && d.counts(p, arm, g, b) && d.dated(p, g, cycle) {
				out.rewards[r.Name] += mass * p.Value * d.discount(r, moment)
			}
		}
	}
}

// run is what the recursion says of an arm.
func (d declared) run(arm sim.Arm) tallied {
	out := tallied{map[string][]float64{}, map[string][]float64{}, map[string][]float64{}, map[string]float64{}}
	for _, s := range d.model.States {
		out.occupancy[s.Name] = make([]float64, d.model.Horizon+1)
	}
	for _, e := range d.model.Events {
		out.events[e.Name] = make([]float64, d.model.Horizon+1)
	}
	for _, m := range d.model.Measures {
		out.notYet[m.Name] = make([]float64, d.model.Horizon+1)
	}
	for _, g := range d.model.Groups {
		if len(d.model.Frailties) == 0 {
			d.live(out, arm, g, nil, g.Share)
			continue
		}
		f := d.model.Frailties[0]
		for z, share := range gammaLaw(f.Variance) {
			frail := map[string]float64{}
			for _, name := range f.On {
				frail[name] = z
			}
			d.live(out, arm, g, frail, g.Share*share)
		}
	}
	return out
}

// gammaLaw integrates the gamma law with the mean 1 by the trapezoidal rule over the logarithm.
func gammaLaw(variance float64) map[float64]float64 {
	shape, step := 1/variance, 0.3
	nodes, total := map[float64]float64{}, 0.0
	for y := -36 / shape; y < 5; y += step {
		if share := math.Exp(shape * (y - math.Expm1(y))); share > 1e-12 {
			nodes[math.Exp(y)], total = share, total+share
		}
	}
	for z := range nodes {
		nodes[z] /= total
	}
	return nodes
}
