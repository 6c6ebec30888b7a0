package sim

import (
	"fmt"
	"math"
	"slices"
)

// kernel is the model for one arm and one group: rows of probabilities.
//
// A place is a state with an episode number. Each place has one row for every time in the state that can be told apart (the last
// one stands for that time and all later ones), and for every value of the auxiliary clocks, if a hazard uses them: time in the
// episode and time since treatment was left, folded into one number. Rows of equal auxiliary value lie side by side, so that a
// cohort moves through them as through an array.
type kernel struct {
	arm, group string
	c          *Compiled
	sex        Sex
	age        float64
	frailty    []Effect
	places     []place
	rows       int // of all places
	ways       int // probabilities of all rows: Σ rows × ways
	happens    int // probabilities of events, likewise
	start      []float64
	aux        auxiliary
	epochs     []int       // cycles at which some probability changes; the first is 0
	tableOf    []int       // which table serves the epoch
	tables     []table     // probabilities that hold in the epochs they serve
	reached    []bool      // by place and auxiliary value: somebody can come there
	alike      [][]float64 // by epoch: amounts of the ways that are kept apart
	leads      [][]float64 // by epoch: for each place the probabilities of its leading ways and, last, of passing them all
	called     bool
	fast       bool // no auxiliary clocks, events or functions: the short loops can run it

	step stepTables // built, like the rest, when first needed
	jump jumpTables
	hot  []hotPlace // of a fast kernel
}

// place is a state with an episode number.
type place struct {
	state, episode int // episode from 0
	width          int // times in the state that are told apart
	size           int // rows: width × auxiliary values
	row            int // first row
	way            int // first of size × len(ways) probabilities in a table
	event          int // first of size × len(events)
	ways           []way
	events         []happening
	apart          []int // ways of competing hazards that the calendar or age changes for all rows alike; see (*kernel).tableAt
	apartAt        int   // where their amounts begin in the kernel's alike
	pooled         pool  // of the other ways of such a place
	lead           int   // ways[:lead] do not depend on the row, come before all others and are kept apart as scalars
	leadAt         int   // where they begin in the kernel's leads
	absorbing      bool
	asks           []int // ways that are functions
}

// way is one transition out of a place.
type way struct {
	hazard  source
	order   int
	targets []target
	move    int     // reward number of the transition's name
	refused *target // who finds no slot, and nobody waits, is led back
}

// target is one branch of a way.
type target struct {
	share float64
	place int
	turn  int          // what happens to the auxiliary clocks
	since *sinceChange // nil if it opens and closes nothing
	move  int          // number of the move in the results
	stays bool         // leads back to the same state: no move
}

// happening is one event that can occur in a place.
type happening struct {
	hazard source
	event  int
}

// source is a hazard with everything that multiplies it in this place.
type source struct {
	hazard  Hazard
	effects []effect
	timed   bool // changes with calendar or age
	rowed   bool // changes with the row
	auxed   bool // changes with an auxiliary clock, which is part of the row

	clockSince since // the risk window whose clock the hazard runs on
}

// effect is an Effect with the risk window that limits it.
type effect struct {
	Effect
	since since
}

// sinceChange is what a move does to the risk windows and the episode of a person.
type sinceChange struct {
	opens, closes []int // numbers of the windows
	begins        bool  // an episode
}

// table holds the probabilities of all rows for some epochs.
//
// For a place without functions way[k·size + r] is the probability of way k after the leading ways, and stay[r] that of none. For
// a place with functions they are the raw amounts of the ways that are tables, and their sum: see (*kernel).resolve.
type table struct {
	stay, way, event []float64
}

// build makes the tables of an arm, a group and a class of frailty.
func (c *Compiled) build(arm, group int, l latent) (*kernel, error) {
	g := c.groups[group]
	k := &kernel{c: c, arm: c.model.Arms[arm].Name, group: g.Name, sex: g.Sex, age: g.Age, frailty: l.effects}
	k.start = c.startOf(arm, g.Name)
	if err := k.collect(arm, g); err != nil {
		return nil, err
	}
	k.aux = c.auxiliaryOf(k)
	for p := range k.places {
		k.size(&k.places[p])
	}
	k.wire()
	k.reach()
	k.cutEpochs()
	if need := k.bytes(k.tableOf[len(k.tableOf)-1]+1) * float64(len(c.latents)); need > maxTable {
		return nil, fmt.Errorf("the tables would need %.0f MB: shorten the horizon or let hazards become flat", need/1e6)
	}
	if err := k.fillAll(); err != nil {
		return nil, err
	}
	k.fast = k.aux.size == 1 && !k.called && k.happens == 0 && !c.called
	return k, nil
}

// maxTable is the size in bytes at which building tables is refused.
const maxTable = 4e9

// bytes returns what so many tables take.
func (k *kernel) bytes(tables int) float64 {
	return float64(k.rows+k.ways+k.happens) * 8 * float64(tables)
}

func (c *Compiled) startOf(arm int, group string) []float64 {
	start := c.model.Arms[arm].Start
	if by, ok := c.model.Arms[arm].ByGroup[group]; ok {
		start = by
	}
	shares := make([]float64, len(c.states))
	for name, share := range start {
		shares[c.model.state(name)] += share
	}
	return shares
}

// collect gathers the ways and events of every place, ways to absorbing states first: they get the low end of the unit interval
// in every state, so that a person's draw that means death in one arm tends to mean death in the other.
func (k *kernel) collect(arm int, g Group) error {
	c, m := k.c, k.c.model
	ends := make([]bool, len(c.states))
	for s := range c.states {
		ends[s] = len(m.ways(arm, s)) == 0
	}
	for s := range c.states {
		transitions := m.ways(arm, s)
		slices.SortStableFunc(transitions, func(a, b Transition) int {
			return rank(ends[m.state(b.outcomes()[0].To)]) - rank(ends[m.state(a.outcomes()[0].To)])
		})
		for episode := range c.episodes {
			p := place{state: s, episode: episode, absorbing: len(transitions) == 0}
			for _, t := range transitions {
				label := m.label(t, s)
				w := way{hazard: k.source(t.Hazard, label, arm, g, s, episode), order: t.Order}
				for _, b := range t.outcomes() {
					w.targets = append(w.targets, target{share: b.Share, place: m.state(b.To), move: c.move(label, s, b.To),
						stays: m.state(b.To) == s})
				}
				if len(m.Capacities) > 0 {
					w.refused = &target{stays: true, move: c.move(label, s, c.states[s])}
				}
				w.move = c.rewardedMove(label, s)
				if t.Hazard.kind == calledRate {
					p.asks = append(p.asks, len(p.ways))
				}
				p.ways = append(p.ways, w)
			}
			for _, e := range m.Events {
				if in, _ := m.set(e.In); in[s] {
					p.events = append(p.events, happening{event: slices.Index(c.events, e.Name),
						hazard: k.source(e.Hazard, e.Name, arm, g, s, episode)})
					k.called = k.called || e.Hazard.kind == calledRate
				}
			}
			k.called = k.called || len(p.asks) > 0
			k.places = append(k.places, p)
		}
	}
	return k.checkAges()
}

func rank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// source gathers what multiplies a hazard in a place; limits that the place decides are decided here.
func (k *kernel) source(h Hazard, label string, arm int, g Group, state, episode int) source {
	s := source{hazard: h, clockSince: since{left: noValue}}
	if h.clock == SinceLeaving {
		s.clockSince.left = k.c.model.window(h.left)
	}
	note := func(clock Clock) {
		switch clock {
		case Calendar, Age:
			s.timed = true
		case InState:
			s.rowed = true
		default:
			s.rowed, s.auxed = true, true
		}
	}
	if h.flat() > 0 || h.clock == SinceLeaving {
		note(h.clock)
	}
	for _, e := range slices.Concat(k.c.model.Effects, k.c.model.Arms[arm].Effects, k.frailty) {
		if e.On != label || !e.When.Episode.Holds(episode+1) || !g.is(e.When.Group) {
			continue
		}
		if e.When.State != "" {
			if in, _ := k.c.model.set(e.When.State); !in[state] {
				continue
			}
		}
		for clock, w := range e.When.clocks() {
			if !w.Always() {
				note(clock)
			}
		}
		of := effect{e, k.c.model.since(e.When.Left, e.When.SinceLeaving)}
		if of.since.left != noValue {
			note(SinceLeaving)
		}
		s.effects = append(s.effects, of)
	}
	return s
}

// is reports whether the group has that name or tag; every group has the empty one.
func (g Group) is(name string) bool {
	return name == "" || g.Name == name || slices.Contains(g.Tags, name)
}

func (w When) clocks() map[Clock]Window {
	return map[Clock]Window{InState: w.InState, InEpisode: w.InEpisode, SinceLeaving: w.SinceLeaving, Calendar: w.Calendar, Age: w.Age}
}

// checkAges refuses hazards on the clock Age for a group whose age, or whose column of the life table, is not known.
func (k *kernel) checkAges() error {
	for _, s := range k.sources() {
		if s.hazard.clock != Age {
			continue
		}
		if k.age == 0 {
			return fmt.Errorf("a hazard runs on the clock age, but no group states an age")
		}
		if life := s.hazard.life; life != nil && math.IsNaN(life.Rate(k.sex, int(k.age+ageSlack))) {
			return fmt.Errorf("the life table %q has no age %v of sex %v", life.name, k.age, k.sex)
		}
	}
	return nil
}

// sources returns all hazards of the kernel.
func (k *kernel) sources() []*source {
	var all []*source
	for p := range k.places {
		all = append(all, k.places[p].sources()...)
	}
	return all
}

func (p *place) sources() []*source {
	var all []*source
	for i := range p.ways {
		all = append(all, &p.ways[i].hazard)
	}
	for i := range p.events {
		all = append(all, &p.events[i].hazard)
	}
	return all
}

// last returns the last time at which the source changes on a clock, 0 if it does not depend on it.
func (s *source) last(clock Clock) int {
	last := 0
	if s.hazard.clock == clock {
		last = s.hazard.flat()
	}
	for _, e := range s.effects {
		last = max(last, e.When.clocks()[clock].edge())
	}
	return last
}

// size decides how many times in the state are told apart and where the place's rows lie.
func (k *kernel) size(p *place) {
	last := 0
	for _, s := range p.sources() {
		last = max(last, s.last(InState))
	}
	from, to := k.c.bandsOf(p.state)
	if from+1 == to && p.absorbing {
		last = 0
	}
	// a band may begin at the horizon, where nobody moves any more but people still count
	p.width = max(min(last, k.c.horizon-1), k.c.bands[to-1].from) + 1
	p.size = p.width * k.aux.size
	p.row, p.way, p.event = k.rows, k.ways, k.happens
	k.rows += p.size
	k.ways += p.size * len(p.ways)
	k.happens += p.size * len(p.events)
	switch {
	case len(p.asks) > 0:
	case k.c.model.Conversion == ConditionalOnSurvival:
		p.sortLead()
	default:
		p.keepApart()
	}
}

// sortLead moves the ways that come first and do not depend on the row to the front and counts them: for a cohort they are one
// number per place and epoch, and the rest of the table need not be made again when age changes them.
func (p *place) sortLead() {
	orders := map[int]bool{} // whether every way of the order is free of the row
	for _, w := range p.ways {
		free, seen := orders[w.order]
		orders[w.order] = (!seen || free) && !w.hazard.rowed && w.hazard.hazard.kind != pointMass
	}
	isLead := func(w way) bool {
		for order, free := range orders {
			if order <= w.order && !free {
				return false
			}
		}
		return true
	}
	slices.SortStableFunc(p.ways, func(a, b way) int { return rank(isLead(b)) - rank(isLead(a)) })
	for _, w := range p.ways {
		if isLead(w) {
			p.lead++
		}
	}
}
