package plan

// Fact is something that several rules want to know about one event, and that is worked out once: whether it is a first day, say.
// It declares the limits that it reads, and rules that use it declare it instead of them.
type Fact[T any] struct {
	condition
	find func(*View) (T, bool)
}

// condition is a fact without its value: whether it holds.
type condition struct {
	slot     int
	declared declaration
	holds    func(*View) bool  // works the fact out, and keeps its value
	broader  *condition        // without which it cannot hold; nil: none
	where    func(Traces) bool // likewise; nil: anywhere
}

// NewFact declares a fact. The function must be a pure function of the view; its second value says whether the fact holds.
func NewFact[T any](find func(*View) (T, bool), needs ...Need) *Fact[T] {
	f := &Fact[T]{condition{slot: nextSlot(), declared: declare(needs)}, find}
	f.holds = func(v *View) (ok bool) {
		value := f.value(v)
		*value, ok = f.find(v)
		return ok
	}
	return f
}

// Within says that the fact cannot hold where a broader one does not, of which it is part: that one is asked first, and where it does not
// hold nobody has to find out. It returns the fact, without a value there.
func (f *Fact[T]) Within(broader AnyFact) *Fact[T] {
	holds := f.holds
	f.broader = broader.itself()
	f.holds = func(v *View) bool {
		if v.engine.exhaustive || v.ground(f.broader).ok {
			return holds(v)
		}
		*f.value(v) = *new(T)
		return false
	}
	return f
}

// Where says of what there have to be traces for the fact to hold. They are looked for first, and where there are none nobody has to find
// out. It returns the fact, without a value there.
func (f *Fact[T]) Where(traces func(Traces) bool) *Fact[T] {
	holds := f.holds
	f.where = traces
	f.holds = func(v *View) bool {
		if v.engine.exhaustive || traces(Traces{v}) {
			return holds(v)
		}
		*f.value(v) = *new(T)
		return false
	}
	return f
}

// Given declares a fact that holds or does not, and has no value.
func Given(holds func(*View) bool, needs ...Need) *Fact[struct{}] {
	f := NewFact(func(v *View) (struct{}, bool) { return struct{}{}, holds(v) }, needs...)
	f.holds = holds
	return f
}

// AnyFact is a fact of whatever type: a condition that holds or does not.
type AnyFact interface {
	Need
	// Holds reports whether the fact holds.
	Holds(*View) bool
	itself() *condition
}

func (c *condition) itself() *condition { return c }

func (c *condition) declare(d *declaration) {
	for _, p := range c.declared.allowed {
		d.add(p, false)
	}
	if c.broader != nil {
		c.broader.declare(d)
	}
}

// Holds reports whether the fact holds.
func (c *condition) Holds(v *View) bool { return v.ground(c).ok }

// fails reports whether the fact does not hold, and nothing is wrong with it that a rule would have to say.
func (c *condition) fails(v *View) bool { return !v.ground(c).ok && v.question.flaw == nil }

// Of returns the fact; ok is false if it does not hold. Whoever asks rests on the events that it was found from.
func (f *Fact[T]) Of(v *View) (T, bool) {
	found, ok := f.Lent(v)
	return *found, ok
}

// Lent is Of without a copy, for a large fact: what it returns belongs to the view, and nobody may change or keep it. It is never nil.
func (f *Fact[T]) Lent(v *View) (*T, bool) {
	ok := v.ground(&f.condition).ok
	return f.value(v), ok
}

// value returns where the view keeps what was found.
func (f *Fact[T]) value(v *View) *T {
	if value, made := v.values[f.slot].(*T); made {
		return value
	}
	value := new(T)
	v.values[f.slot] = value
	return value
}

// question is what is asked of a view, by a rule or by a fact: what may be read for it, and what was wrong with what was read.
type question struct {
	number   uint64       // each has its own
	declared *declaration // what may be read; nil: anything
	lacking  gaps         // what was looked for and not found
	flaw     *flaw        // nil: nothing is wrong
}

// flaw is what is wrong with an answer: the first limit that was read and is not set, and the first parameter that was read and not
// declared. It is not changed once it was made.
type flaw struct {
	unset      AnyParam
	undeclared ParamID
}

// ground is what the answer of a fact rests on: what was read to find it, in the logs of the view, and the facts that it was found from.
type ground struct {
	generation uint64 // of the view for which it was found
	noted      uint64 // the question that was told last that it rests on this
	lacking    gaps
	flaw       *flaw
	read, end  marks
	ok         bool // the fact holds
}

// marks are places in the logs of a view.
type marks struct{ events, limits, lent int32 }

// ground returns the answer of a fact, which is worked out once for an event, and notes that whoever asks rests on it.
func (v *View) ground(c *condition) *ground {
	g := &v.grounds[c.slot]
	if g.generation != v.generation {
		v.work(c, g)
	} else if g.noted != v.question.number {
		v.lend(c)
	}
	g.noted = v.question.number
	v.question.lacking |= g.lacking
	if g.flaw != nil {
		v.flawed(g.flaw)
	}
	return g
}

// lend notes that whoever asks rests on a fact that was found before.
func (v *View) lend(c *condition) { v.lent = append(v.lent, int32(c.slot)) }

// makeRoom gives the view room for so many facts.
func (v *View) makeRoom(slots int) {
	v.grounds, v.values = make([]ground, slots), make([]any, slots)
}

// work finds a fact, held to what it declared itself. What it rests on is noted again, to be kept with it.
func (v *View) work(c *condition, g *ground) {
	asker, read := v.question, v.marks()
	v.pose(&c.declared)
	ok := c.holds(v)
	g.generation, g.lacking, g.read, g.end, g.ok = v.generation, v.question.lacking, read, v.marks(), ok
	if g.flaw != v.question.flaw {
		g.flaw = v.question.flaw
	}
	v.question.set(asker.number, asker.declared, asker.lacking, asker.flaw)
}

// pose begins a question.
func (v *View) pose(may *declaration) {
	v.questions++
	v.question.set(v.questions, may, 0, nil)
}

// set changes the fields one by one, and the rarest only where it differs: the collector watches what is copied as a whole.
func (q *question) set(number uint64, declared *declaration, lacking gaps, flaw *flaw) {
	q.number, q.declared, q.lacking = number, declared, lacking
	if q.flaw != flaw {
		q.flaw = flaw
	}
}

// flawed adds to what is wrong with the answer.
func (v *View) flawed(more *flaw) {
	if v.question.flaw == nil {
		v.question.flaw = more
		return
	}
	all := *v.question.flaw
	if all.unset == nil {
		all.unset = more.unset
	}
	if all.undeclared == "" {
		all.undeclared = more.undeclared
	}
	v.question.flaw = &all
}

// unset returns the first limit that was read and is not set; nil if all are.
func (v *View) unset() AnyParam {
	if v.question.flaw == nil {
		return nil
	}
	return v.question.flaw.unset
}

// undeclared returns the first parameter that was read and not declared; empty if all were.
func (v *View) undeclared() ParamID {
	if v.question.flaw == nil {
		return ""
	}
	return v.question.flaw.undeclared
}
