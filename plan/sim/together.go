package sim

import (
	"cmp"
	"context"
	"slices"

	"github.com/oudpath/oudpath/plan/sim/internal/random"
)

// life is one person of a study in which people wait for each other.
type life struct {
	key                 uint64
	k                   *kernel
	unit, place         int
	since, aux, epoch   int
	missing             uint64
	value               []float64
	windows             []opening
	lived               [][]int64
	way                 *way    // that the person takes in this cycle; nil if none
	to                  *target // the branch of it
	wants, list, joined int     // while waiting: the state, the number of the service, and since when
}

// service is a Capacity in a run.
type service struct {
	of    []bool // by state
	list  int    // the state in which people wait; noValue if nobody does
	first int    // of its states
	slots int
	taken int
	free  int      // at this moment
	line  []queued // in their order; those who left it are passed over
	comes []int    // people who come in this cycle
	joins []int    // people who join the line in this cycle
}

// queued is a person in a line, and since when; who left it and came back has another moment.
type queued struct{ person, joined int }

// together runs everybody at once, cycle by cycle, one arm after the other. Nothing of it depends on the number of workers: there is one.
type together struct {
	w        *walker
	lives    []life
	services []service
	cycle    int
	waits    []int // people in lines who make no move of their own in this cycle
}

// together runs the study of a model with limited slots.
func (r *Result) together(ctx context.Context, watch Watch) error {
	slots, err := r.c.slots(r.study.People)
	if err != nil {
		return err
	}
	r.people = r.study.People
	h := &together{w: newWalker(r.counts), lives: make([]life, r.people)}
	for i := range h.lives {
		l := &h.lives[i]
		l.key = random.PersonKey(r.study.Seed, uint64(i))
		l.value, l.windows = make([]float64, len(r.c.rewards)), make([]opening, len(r.c.model.Leaving))
		for range r.c.model.Arms {
			l.lived = append(l.lived, make([]int64, len(r.c.rewards)))
		}
	}
	for arm := range r.c.model.Arms {
		h.open(r.c, slots)
		h.begin(r.c, arm)
		for h.cycle = range r.c.horizon {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			h.advance()
			if watch != nil {
				watch(int64(arm*r.c.horizon+h.cycle+1), int64(len(r.c.model.Arms)*r.c.horizon))
			}
		}
		for i := range h.lives {
			l := h.be(i)
			h.w.leave(&l.k.places[l.place], l.since, r.c.horizon+1)
			h.w.lived = l.lived
			h.w.end(arm)
		}
	}
	r.counts.settle()
	return ctx.Err()
}

// open makes the services of an arm, with nobody there.
func (h *together) open(c *Compiled, slots []int) {
	h.services = nil
	for i, of := range c.model.Capacities {
		s := service{list: c.model.state(of.Waiting), slots: slots[i]}
		s.of, _ = c.model.set(of.Of)
		s.first = slices.Index(s.of, true)
		h.services = append(h.services, s)
	}
}

// begin puts everybody where they start.
func (h *together) begin(c *Compiled, arm int) {
	h.cycle = -1
	for i := range h.lives {
		l := &h.lives[i]
		group := c.groupOf(l.key)
		l.unit = arm*len(c.groups) + group
		l.k = c.units[l.unit][c.latentOf(l.key)]
		l.place, l.since, l.aux, l.epoch, l.wants = l.k.starts(l.key), 0, l.k.aux.start, 0, noValue
		h.be(i)
		h.w.begin(l.k, l.unit)
		h.w.enter(l.place, 0)
		l.missing = h.w.missing
		h.arrives(i, noValue, l.k.places[l.place].state)
	}
	h.lineUp()
}

// be makes the walker count for a person.
func (h *together) be(person int) *life {
	l, w := &h.lives[person], h.w
	w.k, w.unit, w.cells = l.k, l.unit, w.t.cells[l.unit]
	w.missing, w.value, w.windows = l.missing, l.value, l.windows
	return l
}

// advance takes everybody through a cycle: all draw, who is free to goes, and slots are given to those who wait and then to who comes.
func (h *together) advance() {
	h.waits = h.waits[:0]
	for i := range h.lives {
		h.draw(i)
		switch l := &h.lives[i]; {
		case l.to == nil && l.list != noValue:
			h.waits = append(h.waits, i)
		case l.to != nil && h.gate(l) != noValue:
			s := &h.services[h.gate(l)]
			s.comes = append(s.comes, i)
		default:
			if l.to != nil && !l.to.stays {
				l.wants = noValue // of the line that is left
			}
			h.goes(i)
		}
	}
	for n := range h.services { // who goes from one to another frees the slot for the next moment
		h.services[n].free = max(0, h.services[n].slots-h.services[n].taken)
	}
	for n := range h.services {
		h.admit(n)
	}
	for _, i := range h.waits {
		h.goes(i)
	}
	h.lineUp()
}

// draw draws the events and the move of a person, as stepTables does.
func (h *together) draw(person int) {
	l := h.be(person)
	k, p := l.k, &l.k.places[l.place]
	for l.epoch+1 < len(k.epochs) && k.epochs[l.epoch+1] <= h.cycle {
		l.epoch++
	}
	row := l.aux*p.width + min(h.cycle-l.since, p.width-1)
	for e := range p.events {
		event := p.events[e].event
		if random.Happens(random.At(random.Stream(l.key, random.ForEvents+random.Purpose(event)), h.cycle), k.step.event[l.epoch][p.event+e*p.size+row]) {
			h.w.event(event, p, h.cycle-l.since, h.cycle)
		}
	}
	l.way, l.to = nil, nil
	if draw := random.At(random.Stream(l.key, random.ForMove), h.cycle); !p.absorbing && random.Happens(draw, k.step.exit[l.epoch][p.row+row]) {
		chosen := pick(k.step.way[l.epoch][p.way+row*len(p.ways):][:len(p.ways)], draw)
		l.way = &p.ways[chosen]
		l.to = k.branch(l.way, l.place, chosen, l.key, h.cycle)
	}
}

// gate returns the service whose slot a person needs for the move that was drawn; noValue if none.
func (h *together) gate(l *life) int {
	from, to := l.k.places[l.place].state, l.k.places[l.to.place].state
	return slices.IndexFunc(h.services, func(s service) bool { return s.of[to] && !s.of[from] })
}

// goes makes the move of a person, if there is one, and lets time go on.
func (h *together) goes(person int) {
	l := h.be(person)
	if l.to != nil {
		h.w.move(&l.k.places[l.place], l.way, l.to, h.cycle)
	}
	if l.to == nil || l.to.stays {
		l.aux = l.k.aux.next[passes][l.aux]
		return
	}
	from, to := &l.k.places[l.place], &l.k.places[l.to.place]
	l.aux = l.k.aux.next[l.to.turn][l.aux]
	h.w.leave(from, l.since, h.cycle+1)
	h.w.enter(l.to.place, h.cycle+1)
	l.missing, l.place, l.since = h.w.missing, l.to.place, h.cycle+1
	h.arrives(person, from.state, to.state)
}

// arrives counts slots for a person who comes from one state, which is noValue at the start, to another, and notes who joins a line.
func (h *together) arrives(person, from, to int) {
	l := &h.lives[person]
	l.list = noValue
	for n := range h.services {
		s := &h.services[n]
		before := from != noValue && s.of[from]
		switch {
		case before && !s.of[to]:
			s.taken--
		case !before && s.of[to]:
			s.taken++
		}
		if s.list == to {
			l.list, l.joined = n, h.cycle+1
			s.joins = append(s.joins, person)
			if l.wants == noValue {
				l.wants = s.first
			}
		}
	}
	if l.list == noValue {
		l.wants = noValue
	}
}

// admit gives the free slots of a service to those who wait, in their order, and then to who comes in this cycle.
func (h *together) admit(n int) {
	s := &h.services[n]
	free, kept := s.free, s.line[:0]
	for _, one := range s.line {
		l := &h.lives[one.person]
		switch {
		case l.list != n || l.joined != one.joined: // gone
		case free > 0 && l.to == nil:
			free--
			l.way, l.to = l.leads(l.wants)
		default:
			kept = append(kept, one)
		}
	}
	s.line = kept
	for i, person := range h.drawn(s.comes) {
		switch l := &h.lives[person]; {
		case i < free:
		case s.list == noValue:
			l.to = l.way.refused
		default:
			l.wants = l.k.places[l.to.place].state
			l.way, l.to = l.leads(s.list)
		}
		h.goes(person)
	}
	s.comes = s.comes[:0]
}

// leads returns the way out of where the person is to a state.
func (l *life) leads(state int) (*way, *target) {
	p := &l.k.places[l.place]
	for w := range p.ways {
		for t := range p.ways[w].targets {
			if to := &p.ways[w].targets[t]; l.k.places[to.place].state == state {
				return &p.ways[w], to
			}
		}
	}
	panic("sim: no way to a list or from it") // implicit makes all of them
}

// lineUp appends those who joined in this cycle to the lines.
func (h *together) lineUp() {
	for n := range h.services {
		s := &h.services[n]
		for _, person := range h.drawn(s.joins) {
			s.line = append(s.line, queued{person, h.cycle + 1})
		}
		s.joins = s.joins[:0]
	}
}

// drawn puts people who come at one moment in the order that is drawn for them.
func (h *together) drawn(people []int) []int {
	turn := func(person int) uint64 {
		return random.At(random.Stream(h.lives[person].key, random.ForQueue), h.cycle)
	}
	slices.SortFunc(people, func(a, b int) int { return cmp.Or(cmp.Compare(turn(a), turn(b)), cmp.Compare(a, b)) })
	return people
}
