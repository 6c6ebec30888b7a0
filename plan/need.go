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
		word, bit := p.ref().number/64, uint(p.ref().number%64)
		for len(d.bits) <= word {
			d.bits = append(d.bits, 0)
		}
		d.bits[word] |= 1 << bit
	}
	return d
}

// allows reports whether the parameter was declared. What declares nothing is not held to anything.
func (d *declaration) allows(k *key) bool {
	word := k.number / 64
	return word < len(d.bits) && d.bits[word]&(1<<uint(k.number%64)) != 0
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
		if v.unset == nil {
			v.unset = p
		}
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
	if v.declared != nil && !v.declared.allows(k) && v.undeclared == "" {
		v.undeclared = k.id
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

// Fact is something that several rules want to know about one event, and that is worked out once: whether it is a first day, say.
// It declares the limits that it reads, and rules that use it declare it instead of them.
type Fact[T any] struct {
	slot     int
	declared declaration
	find     func(*View) (T, bool)
}

// NewFact declares a fact. The function must be a pure function of the view; its second value says whether the fact holds.
func NewFact[T any](find func(*View) (T, bool), needs ...Need) *Fact[T] {
	return &Fact[T]{slot: nextSlot(), declared: declare(needs), find: find}
}

func (f *Fact[T]) declare(d *declaration) {
	for _, p := range f.declared.allowed {
		d.add(p, false)
	}
}

// Given declares a fact that holds or does not, and has no value.
func Given(holds func(*View) bool, needs ...Need) *Fact[struct{}] {
	return NewFact(func(v *View) (struct{}, bool) { return struct{}{}, holds(v) }, needs...)
}

// AnyFact is a fact of whatever type: a condition that holds or does not.
type AnyFact interface {
	Need
	// Holds reports whether the fact holds.
	Holds(*View) bool
	// fails reports whether the fact does not hold, and nothing is wrong with it that a rule would have to say.
	fails(*View) bool
}

// cell holds a fact about the event that a view is judging.
type cell[T any] struct {
	ground
	value T
	ok    bool
}

// ground is what a fact rests on: what was read to find it, in the logs of the view, and the facts that it was found from.
type ground struct {
	generation uint64 // of the view for which it was found
	noted      uint64 // the question that was told last that it rests on this
	read       marks
	end        marks
	lacking    gaps // what was looked for and not found
	flawed     bool // a limit was not set, or not declared
	unset      AnyParam
	undeclared ParamID
}

// marks are places in the logs of a view.
type marks struct{ events, limits, lent int }

// Holds reports whether the fact holds.
func (f *Fact[T]) Holds(v *View) bool {
	_, ok := f.Lent(v)
	return ok
}

func (f *Fact[T]) fails(v *View) bool {
	_, ok := f.Lent(v)
	return !ok && v.unset == nil && v.undeclared == ""
}

// Of returns the fact; ok is false if it does not hold. Whoever asks rests on the events that it was found from.
func (f *Fact[T]) Of(v *View) (T, bool) {
	found, ok := f.Lent(v)
	return *found, ok
}

// Lent is Of without a copy, for a large fact: what it returns belongs to the view, and nobody may change or keep it. It is never nil.
func (f *Fact[T]) Lent(v *View) (*T, bool) {
	c := f.cell(v)
	switch {
	case c.generation != v.generation:
		f.work(v, c)
	case c.noted != v.question:
		v.lent = append(v.lent, &c.ground)
	}
	c.noted = v.question
	v.lacks(c.lacking)
	if c.flawed {
		v.flaw(&c.ground)
	}
	return &c.value, c.ok
}

// cell returns where the view keeps the fact.
func (f *Fact[T]) cell(v *View) *cell[T] {
	if f.slot < len(v.cells) {
		if c, made := v.cells[f.slot].(*cell[T]); made {
			return c
		}
	}
	for len(v.cells) <= f.slot {
		v.cells = append(v.cells, nil)
	}
	c := new(cell[T])
	v.cells[f.slot] = c
	return c
}

// flaw hands on what is wrong with a fact to who rests on it.
func (v *View) flaw(g *ground) {
	if g.unset != nil && v.unset == nil {
		v.unset = g.unset
	}
	if g.undeclared != "" && v.undeclared == "" {
		v.undeclared = g.undeclared
	}
}

// work finds the fact, held to what it declared itself.
func (f *Fact[T]) work(v *View, c *cell[T]) {
	declared, unset, undeclared, question, lacking := v.declared, v.unset, v.undeclared, v.question, v.lacking
	v.lacking = 0
	c.read = v.marks()
	v.questions++
	v.question = v.questions // what it rests on is noted again, to be kept with it
	v.declared, v.unset, v.undeclared = &f.declared, nil, ""
	c.value, c.ok = f.find(v)
	c.unset, c.undeclared = v.unset, v.undeclared
	c.flawed = c.unset != nil || c.undeclared != ""
	v.declared, v.unset, v.undeclared, v.question = declared, unset, undeclared, question
	c.lacking, v.lacking = v.lacking, lacking
	c.end = v.marks()
	c.generation = v.generation
}

// Parameters returns every parameter that the rule reads, those of its facts included.
func (r *Rule) Parameters() []AnyParam {
	d := declare(r.Needs)
	return d.allowed
}

func compareText[S ~string](a, b S) int { return strings.Compare(string(a), string(b)) }
