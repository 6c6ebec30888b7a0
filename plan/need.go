package plan

import (
	"slices"
	"strings"
)

// Need is something that a rule or a fact declares to read: a parameter, a choice between parameters, or a fact with the limits
// that the fact itself declared.
type Need interface{ declare(*declaration) }

// Needs lists what a rule reads.
func Needs(needs ...Need) []Need { return needs }

// declaration is what a rule or a fact may read, and what has to be set before it is asked.
type declaration struct {
	required []AnyParam
	allowed  []AnyParam // the required ones included
	bits     []uint64   // the numbers of the allowed parameters
}

func declare(needs []Need) (d declaration) {
	for _, n := range needs {
		if n != nil {
			n.declare(&d)
		}
	}
	for _, p := range d.allowed {
		if p.ref() == nil { // Validate reports it
			continue
		}
		word, bit := p.ref().number/64, p.ref().number%64
		for uint(len(d.bits)) <= word {
			d.bits = append(d.bits, 0)
		}
		d.bits[word] |= 1 << bit
	}
	return d
}

// allows reports whether the parameter was declared. What declares nothing is not held to anything.
func (d *declaration) allows(k *key) bool {
	word := k.number / 64
	return word < uint(len(d.bits)) && d.bits[word]&(1<<(k.number%64)) != 0
}

func (d *declaration) add(p AnyParam, required bool) {
	if required && !slices.Contains(d.required, p) {
		d.required = append(d.required, p)
	}
	if !slices.Contains(d.allowed, p) {
		d.allowed = append(d.allowed, p)
	}
}

func (p Param[T]) declare(d *declaration) { d.add(p, true) }

// Optional is the need of a parameter that a jurisdiction may leave unset without leaving the rule unjudged: read it with If.
func Optional(p AnyParam) Need { return optional{p} }

type optional struct{ p AnyParam }

func (o optional) declare(d *declaration) { d.add(o.p, false) }

// Of returns the limit in force on the day of the event. Where it is not set the limit is zero, and the rule is not judged.
func (p Param[T]) Of(v *View) Limit[T] {
	s := v.read(p.key)
	if s == nil {
		v.flawed(&flaw{unset: p})
		return Limit[T]{}
	}
	return Limit[T]{Value: s.value.(T), setting: s}
}

// If returns the limit in force on the day of the event; ok is false where it is not set.
func (p Param[T]) If(v *View) (limit Limit[T], ok bool) {
	s := v.read(p.key)
	if s == nil {
		return Limit[T]{}, false
	}
	return Limit[T]{Value: s.value.(T), setting: s}, true
}

// read looks a parameter up and notes it. One that was not declared is noted as a defect of the rule.
func (v *View) read(k *key) *Setting {
	if k == nil {
		return nil
	}
	if may := v.question.declared; may != nil && !may.allows(k) {
		v.flawed(&flaw{undeclared: k.id})
	}
	s := v.table.of(k)
	if s != nil {
		v.noteLimit(s)
	}
	return s
}

// Choice is a limit that a circumstance or a product chooses among several parameters. Only the one that is chosen has to be set.
type Choice[T any] struct {
	params []Param[T]
	choose func(*View) Param[T]
}

// Either chooses the first parameter where the circumstance holds, and the second where it does not.
func Either[T any](holds func(*View) bool, then, otherwise Param[T]) *Choice[T] {
	return &Choice[T]{[]Param[T]{then, otherwise}, func(v *View) Param[T] {
		if holds(v) {
			return then
		}
		return otherwise
	}}
}

// By chooses the parameter by a key. A key without one has no limit: nothing is borrowed from another.
func By[K comparable, T any](key func(*View) K, limits map[K]Param[T]) *Choice[T] {
	c := &Choice[T]{choose: func(v *View) Param[T] { return limits[key(v)] }}
	for _, p := range limits {
		if !p.IsZero() {
			c.params = append(c.params, p)
		}
	}
	slices.SortFunc(c.params, func(a, b Param[T]) int { return compareText(a.ID(), b.ID()) })
	return c
}

func (c *Choice[T]) declare(d *declaration) {
	for _, p := range c.params {
		d.add(p, false)
	}
}

// Of returns the chosen limit; ok is false where there is none for this event, and the rule does not apply. Where the chosen one is
// not set the rule is not judged.
func (c *Choice[T]) Of(v *View) (limit Limit[T], ok bool) {
	p := c.choose(v)
	if p.IsZero() {
		return Limit[T]{}, false
	}
	return p.Of(v), true
}

// If returns the chosen limit; ok is false where there is none for this event, and where the place does not set it.
func (c *Choice[T]) If(v *View) (limit Limit[T], ok bool) {
	p := c.choose(v)
	if p.IsZero() {
		return Limit[T]{}, false
	}
	return p.If(v)
}

// Parameters returns every parameter that the rule reads, those of its facts included.
func (r *Rule) Parameters() []AnyParam {
	d := declare(r.Needs)
	return d.allowed
}

func compareText[S ~string](a, b S) int { return strings.Compare(string(a), string(b)) }
