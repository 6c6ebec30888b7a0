package stages

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/truth"
)

// ErrUnknown is returned for a state, trigger or version that a pathway does not have: a mistake of the caller, most often a
// misspelt name, and never a statement about a person.
var ErrUnknown = errors.New("stages: not part of the pathway")

// Pathway is a definition that was checked and compiled. It never changes, and may be shared by any number of goroutines.
// Only New and With make one; the zero Pathway is invalid.
type Pathway[S ~string] struct {
	def        Definition[S]
	states     map[S]int
	triggers   map[Trigger]int
	conditions map[Condition]int
	refusals   map[int]int // cell of the table -> index into def.Refusals
	table      Table
	events     []string // the name of each edge for the machine
	machines   pool
}

// New checks a definition and compiles it. The error joins every Problem that Verify finds.
func New[S ~string](d Definition[S]) (*Pathway[S], error) {
	if err := joined(Verify(d)); err != nil {
		return nil, fmt.Errorf("stages: pathway %q: %w", d.ID, err)
	}
	return compile(clone(d)), nil
}

// MustNew is New for pathways that are written in source code; it panics on a problem.
func MustNew[S ~string](d Definition[S]) *Pathway[S] {
	p, err := New(d)
	if err != nil {
		panic(err)
	}
	return p
}

func joined(problems []Problem) error {
	errs := make([]error, len(problems))
	for i, p := range problems {
		errs[i] = p
	}
	return errors.Join(errs...)
}

func compile[S ~string](d Definition[S]) *Pathway[S] {
	p := &Pathway[S]{def: d, states: map[S]int{}, triggers: map[Trigger]int{}, conditions: map[Condition]int{}, refusals: map[int]int{}}
	for i, s := range d.States {
		p.states[s.ID] = i
	}
	for i, t := range d.Triggers {
		p.triggers[t.ID] = i
	}
	for i, c := range d.Conditions {
		p.conditions[c.ID] = i
	}
	p.table = newTable(len(d.States), len(d.Triggers))
	for i, e := range d.Edges {
		c := choice{to: uint8(p.states[e.To]), edge: i}
		for _, l := range e.When {
			bit := uint64(1) << p.conditions[l.Condition]
			c.mask |= bit
			if l.Want {
				c.want |= bit
			}
		}
		p.table.add(p.states[e.From], p.triggers[e.On], c)
		p.events = append(p.events, e.String())
	}
	for i, r := range d.Refusals {
		for _, s := range r.From {
			for _, t := range r.On {
				p.refusals[p.table.cell(p.states[s], p.triggers[t])] = i
			}
		}
	}
	p.machines = newPool(p.build)
	return p
}

// ID names the pathway, whatever the version.
func (p *Pathway[S]) ID() string { return p.def.ID }

// Version names this edition of the pathway.
func (p *Pathway[S]) Version() string { return p.def.Version }

// Start is the state where everybody begins.
func (p *Pathway[S]) Start() S { return p.def.Start }

// Definition returns a copy of what the pathway was made from.
func (p *Pathway[S]) Definition() Definition[S] { return clone(p.def) }

// State returns what is declared about a state, and whether there is one of that id.
func (p *Pathway[S]) State(id S) (State[S], bool) {
	i, ok := p.states[id]
	if !ok {
		return State[S]{}, false
	}
	return cloneState(p.def.States[i]), true
}

// IDs returns the ids of all states in the order of the definition, except those that are named.
func (p *Pathway[S]) IDs(except ...S) []S {
	ids := make([]S, 0, len(p.def.States))
	for _, s := range p.def.States {
		if !slices.Contains(except, s.ID) {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// Triggers returns the triggers in the order of the definition.
func (p *Pathway[S]) Triggers() []TriggerInfo { return slices.Clone(p.def.Triggers) }

// Conditions returns the conditions that guards ask for, in the order of the definition: what a caller must be able to answer.
func (p *Pathway[S]) Conditions() []ConditionInfo { return slices.Clone(p.def.Conditions) }

// Terminal reports whether nothing can follow the state. A state that the pathway does not have is not terminal.
func (p *Pathway[S]) Terminal(id S) bool {
	i, ok := p.states[id]
	return ok && p.def.States[i].Terminal
}

// Next says where the trigger leads from the state, and why. It changes nothing and needs no machine.
//
// Truth answers the conditions that the guards of this pair ask for, each at most once; nil answers Unknown to all. As long as an
// edge could still be taken and an answer is missing, the step is Undetermined and says which. A state or trigger that the pathway
// does not have is refused and the reason says so: Fire makes it an error.
func (p *Pathway[S]) Next(from S, on Trigger, truth func(Condition) truth.Value) Step[S] {
	step := Step[S]{From: from, On: on, To: from, Outcome: Refused}
	cell, err := p.find(from, on)
	if err != nil {
		step.Why = strings.TrimPrefix(err.Error(), "stages: ")
		return step
	}
	choices := p.table.choices[cell]
	chosen, missing := choose(choices, p.ask(choices, truth))
	switch {
	case chosen >= 0:
		step.take(p.def.Edges[choices[chosen].edge], choices[chosen].edge)
	case missing != 0:
		step.wait(p.named(missing))
	default:
		r := p.def.Refusals[p.refusals[cell]]
		step.Why, step.Cites = r.Why, slices.Clone(r.Cites)
	}
	return step
}

// Open answers every trigger for a person in the state: one Step for each, in the order of the definition. Those that are Allowed
// are the moves that are open now; the others say why they are not.
func (p *Pathway[S]) Open(from S, truth func(Condition) truth.Value) []Step[S] {
	steps := make([]Step[S], len(p.def.Triggers))
	for i, t := range p.def.Triggers {
		steps[i] = p.Next(from, t.ID, truth)
	}
	return steps
}

func (s *Step[S]) take(e Edge[S], index int) {
	s.To, s.Why, s.Cites, s.Edge = e.To, e.Why, slices.Clone(e.Cites), index+1
	s.Outcome = Moved
	if e.To == e.From {
		s.Outcome = Stayed
	}
}

func (s *Step[S]) wait(missing []Condition) {
	words := make([]string, len(missing))
	for i, c := range missing {
		words[i] = string(c)
	}
	s.Outcome, s.Missing = Undetermined, missing
	s.Why = "depends on what is not known: " + strings.Join(words, ", ")
}

// ask collects the answers to the conditions that the choices name.
func (p *Pathway[S]) ask(choices []choice, truth func(Condition) truth.Value) (facts Facts) {
	if truth == nil {
		return facts
	}
	var asked uint64
	for _, c := range choices {
		asked |= c.mask
	}
	for i := 0; asked>>i != 0; i++ {
		if asked>>i&1 == 1 {
			facts = facts.With(i, truth(p.def.Conditions[i].ID))
		}
	}
	return facts
}

// named returns the conditions of a set of bits.
func (p *Pathway[S]) named(bits uint64) []Condition {
	var names []Condition
	for i := 0; bits>>i != 0; i++ {
		if bits>>i&1 == 1 {
			names = append(names, p.def.Conditions[i].ID)
		}
	}
	return names
}

// find returns the cell of a pair.
func (p *Pathway[S]) find(from S, on Trigger) (int, error) {
	s, err := p.state(from)
	if err != nil {
		return 0, err
	}
	t, ok := p.triggers[on]
	if !ok {
		return 0, fmt.Errorf("%w: %q is not a trigger of pathway %q", ErrUnknown, on, p.def.ID)
	}
	return p.table.cell(s, t), nil
}

func (p *Pathway[S]) state(id S) (int, error) {
	s, ok := p.states[id]
	if !ok {
		return 0, fmt.Errorf("%w: %q is not a state of pathway %q", ErrUnknown, id, p.def.ID)
	}
	return s, nil
}

// clone copies a definition so deeply that neither side can change the other.
func clone[S ~string](d Definition[S]) Definition[S] {
	d.States = each(d.States, cloneState)
	d.Triggers = slices.Clone(d.Triggers)
	d.Conditions = slices.Clone(d.Conditions)
	d.Edges = each(d.Edges, func(e Edge[S]) Edge[S] {
		e.When, e.Cites = slices.Clone(e.When), slices.Clone(e.Cites)
		return e
	})
	d.Refusals = each(d.Refusals, func(r Refusal[S]) Refusal[S] {
		r.From, r.On, r.Cites = slices.Clone(r.From), slices.Clone(r.On), slices.Clone(r.Cites)
		return r
	})
	d.Migrations = each(d.Migrations, func(m Migration[S]) Migration[S] {
		m.States, m.Map = slices.Clone(m.States), maps.Clone(m.Map)
		return m
	})
	return d
}

func cloneState[S ~string](s State[S]) State[S] {
	s.Typical = each(s.Typical, func(d Duration) Duration {
		d.Of, d.Cites = slices.Clone(d.Of), slices.Clone(d.Cites)
		return d
	})
	return s
}

// each returns a new slice of what f makes of each item.
func each[T any](items []T, f func(T) T) []T {
	made := make([]T, len(items))
	for i, item := range items {
		made[i] = f(item)
	}
	return made
}

func sortedKeys[S ~string, V any](m map[S]V) []S { return slices.Sorted(maps.Keys(m)) }
