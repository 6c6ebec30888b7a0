package sim

import (
	"fmt"
	"math"
	"slices"

	"github.com/oudpath/oudpath/plan/evidence"
)

// Capacity is a service with a number of slots: so many people can be in the states Of at a time. A slot is taken from the moment on at
// which somebody comes to the states from outside, and free again at the moment at which they are left; who starts there has a slot.
//
// Who would come and finds no slot goes to the state Waiting, and from there to the state that they wanted as soon as a slot is free: who
// has waited longest first, those of one moment in an order drawn for them, and all who wait before who comes. Waiting is a state of the
// model like others, with hazards of its own (to give up, to die). Who comes to it by a transition, or starts there, waits for the first of
// the states Of. Without Waiting nobody waits: who finds no slot stays where they are, and may come again.
//
// People who wait for each other are no longer independent, so only the engine Step runs such a model, as one study in one piece, and one
// population does not tell its own noise: standard errors are NaN, and another seed is another population. Nor can functions be
// called, single paths be read, or people start later. Who goes from one service to another frees the slot for the next moment.
type Capacity struct {
	Of      string // a state or the tag of states
	Slots   int    `document:"required"` // from 0
	People  int64  `document:"required"` // for how many people who start they are; a study of other numbers has slots in proportion
	Waiting string // a state outside of Of; empty if nobody waits
	Source  evidence.Citation
}

// implicit returns the ways out of a state, beside its own, that people take because slots are limited: to a list, and from it to what
// they wait for. They have no hazard: nobody draws them.
func (m Model) implicit(own []Transition, from int) []Transition {
	var ways []Transition
	add := func(to string) {
		t := Transition{From: m.States[from].Name, To: to, Hazard: Constant(0)}
		if !slices.ContainsFunc(slices.Concat(own, ways), func(old Transition) bool { return m.label(old, from) == m.label(t, from) }) {
			ways = append(ways, t)
		}
	}
	for _, c := range m.Capacities {
		of, _ := m.set(c.Of)
		switch list := m.state(c.Waiting); {
		case c.Waiting == "" || of[from]:
		case list == from:
			for s, in := range of {
				if in {
					add(m.States[s].Name)
				}
			}
		case slices.ContainsFunc(own, func(t Transition) bool { return t.comesTo(m, of) }):
			add(c.Waiting)
		}
	}
	return ways
}

// comesTo reports whether a branch of the transition leads into the states.
func (t Transition) comesTo(m Model, of []bool) bool {
	return slices.ContainsFunc(t.outcomes(), func(b Branch) bool { to := m.state(b.To); return to >= 0 && of[to] })
}

// slots returns how many slots each service has in a study; an error if that is no whole number.
func (c *Compiled) slots(people int64) ([]int, error) {
	var all []int
	for _, of := range c.model.Capacities {
		if int64(of.Slots)*people%of.People != 0 {
			return nil, fmt.Errorf("%w: %d slots of %q for %d people are no whole number of slots for %d", ErrStudy, of.Slots, of.Of, of.People, people)
		}
		all = append(all, int(int64(of.Slots)*people/of.People))
	}
	return all, nil
}

// alone takes away the error of an estimate whose people are not independent.
func (c *Compiled) alone(e Estimate) Estimate {
	if len(c.model.Capacities) > 0 && e.StandardError != 0 {
		e.StandardError = math.NaN()
	}
	return e
}

// checkSlots returns why a study cannot run a model with limited slots.
func (s Study) checkSlots(c *Compiled) error {
	if len(c.model.Capacities) == 0 {
		return nil
	}
	switch {
	case s.Engine != Step:
		return fmt.Errorf("%w: people wait for each other for slots, which only the engine step can", ErrStudy)
	case s.Shard.of() > 1:
		return fmt.Errorf("%w: people wait for each other for slots, so that a study cannot be cut into shards", ErrStudy)
	case c.called:
		return fmt.Errorf("%w: a model with limited slots cannot call functions", ErrStudy)
	}
	_, err := c.slots(s.People)
	return err
}

func (v *verifier) capacities() {
	for i, c := range v.m.Capacities {
		v.at("capacities[%d]", i)
		where := "capacity of " + quote(c.Of)
		of, known := v.m.set(c.Of)
		v.known(where, c.Of)
		if c.Slots < 0 || c.People < 1 {
			v.fault(where, "%d slots for %d people", c.Slots, c.People)
		}
		v.source(where, c.Source)
		for _, other := range v.m.Capacities[:i] {
			if also, _ := v.m.set(other.Of); slices.ContainsFunc(v.m.States, func(s State) bool { n := v.m.state(s.Name); return of[n] && also[n] }) {
				v.fault(where, "a state of it is one of %q too", other.Of)
			}
			if other.Waiting == c.Waiting && c.Waiting != "" {
				v.fault(where, "people wait in %q for %q already", c.Waiting, other.Of)
			}
		}
		if c.Waiting == "" || !known {
			continue
		}
		switch list := v.m.state(c.Waiting); {
		case list < 0:
			v.fault(where, "people wait in %q, which is no state", c.Waiting)
		case of[list]:
			v.fault(where, "people wait in %q, which is one of the states that they wait for", c.Waiting)
		default:
			v.list(where, list, of)
		}
	}
}

// crowded warns of services in which more people start than there are slots.
func (v *verifier) crowded() {
	for i, c := range v.m.Capacities {
		of, _ := v.m.set(c.Of)
		v.at("capacities[%d]", i)
		for _, a := range v.m.Arms {
			share := 0.0
			for name, part := range a.Start {
				if of[v.m.state(name)] {
					share += part
				}
			}
			if slots := float64(c.Slots) / float64(c.People); share > slots+1e-9 && len(a.ByGroup) == 0 {
				v.warn("capacity of "+quote(c.Of), "in arm %q %v of the people start there, and it has slots for %v of them", a.Name, share, slots)
			}
		}
	}
}

// list reports transitions that lead from a list to what is waited for: only a free slot does.
func (v *verifier) list(where string, list int, of []bool) {
	all := slices.Clone(v.m.Transitions)
	for _, a := range v.m.Arms {
		all = append(all, a.Replace...)
	}
	for _, t := range all {
		if in, _ := v.m.set(t.From); in[list] && t.comesTo(v.m, of) {
			v.fault(where, "transition %q leads from %q to what people wait for there: only a free slot does", t.Name, v.m.States[list].Name)
		}
	}
}
