package plan

import (
	"sync"

	"github.com/oudpath/oudpath/plan/record"
)

// Importer is Import for who decides on the next event by what became of the last one. It does what Apply would, one event after the
// other, and folds one state in place. Only one goroutine may use it; the plans that it gives away are plans like others.
type Importer struct {
	engine   *Engine
	plan     Plan           // what was taken in; what its state is the one below says
	state    state          // changed in place
	entries  entries        // room for what comes next
	grown    int            // how much the last room held
	recorded []record.Event // room for what outcomes say is to be stored
	unfolded []unfolded     // room for the states that are folded when somebody asks

	door record.Door // where events come in
}

// Importer begins a plan with nothing in it.
func (e *Engine) Importer(id ID) *Importer {
	in := &Importer{engine: e}
	in.begin(e.Open(id))
	return in
}

// begin goes on from a plan.
func (in *Importer) begin(p Plan) {
	in.plan, in.state = p, *p.now()
	in.state.own()
}

// Plan returns the plan with what was taken in so far.
func (in *Importer) Plan() Plan {
	p := in.plan
	p.state, p.unfolded = in.state.snapshot(), nil
	return p
}

// Take is Engine.Apply on the plan so far. With an error the plan is what it was.
func (in *Importer) Take(ev record.Event) (Outcome, error) {
	if !in.plan.id.valid() {
		return Outcome{}, ErrNoID
	}
	if err := in.door.Validate(&ev); err != nil {
		return Outcome{}, err
	}
	ev, duplicate, err := in.engine.admitted(in.plan, ev)
	if err != nil {
		return Outcome{}, err
	}
	if duplicate {
		return duplicated(in.plan), nil
	}
	corrected, err := in.plan.corrected(&ev)
	if err != nil {
		return Outcome{}, err
	}
	if corrected == nil && !ev.At.Before(in.plan.Last()) {
		return in.append(ev)
	}
	out, err := in.engine.insert(in.Plan(), ev, corrected)
	if err == nil && out.Accepted() {
		in.begin(out.Plan)
	}
	return out, err
}

// append is Engine.append in place.
func (in *Importer) append(ev record.Event) (Outcome, error) {
	view := in.engine.view(&in.state, in.plan.past, &ev)
	defer view.done()
	out, err := view.outcome(in.plan, in.room)
	if err != nil || !out.Accepted() {
		return out, err
	}
	out.take(in.engine, &in.state, in.entry)
	out.Plan.state, out.Plan.unfolded = nil, in.later()
	in.plan = out.Plan
	return out, nil
}

// room returns room for so many events that outcomes hand out. Nobody who appends to what they hand out reaches the next.
func (in *Importer) room(n int) []record.Event {
	if len(in.recorded) < n {
		in.recorded = make([]record.Event, max(n, in.grown))
	}
	room := in.recorded[:0:n]
	in.recorded = in.recorded[n:]
	return room
}

// later returns a state that is folded when somebody asks for it.
func (in *Importer) later() *unfolded {
	if len(in.unfolded) == 0 {
		in.unfolded = make([]unfolded, max(1, in.grown))
	}
	u := &in.unfolded[0]
	in.unfolded = in.unfolded[1:]
	return u
}

// entry returns room for an entry.
func (in *Importer) entry() *entry {
	if len(in.entries) == 0 {
		in.grown = min(max(4, 2*in.grown), block)
	}
	return in.entries.next(in.grown)
}

// unfolded is the state of a plan that others were made of since, in place: it is folded when somebody asks for it.
type unfolded struct {
	once  sync.Once
	state *state
}

// of returns the state after the history, which must have an entry.
func (u *unfolded) of(past history) *state {
	u.once.Do(func() {
		_, base, since := past.cut(past.len())
		s := *base
		s.own()
		with := readIn(s.body.Zone())
		defer readers.Put(with)
		for _, e := range since {
			if !e.void {
				s.fold(&e.Event, with)
			}
		}
		s.share()
		u.state = &s
	})
	return u.state
}
