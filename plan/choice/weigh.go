package choice

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Request says for what time and place options are weighed.
type Request struct {
	At       time.Time          // now; required
	Setting  medication.Setting // where the first dose would be given; not stated: any place where each product may be given
	Watched  truth.Value        // whether staff watch it
	Services []Service          // whose policies are shown with the options; none: no policies
	Placer   Placer             // a licensed placement engine, asked where levels of care are weighed; nil: none
}

// Weighing is what speaks for and against the options for one person. Nothing in it is a choice: the options stand in the order of their
// table.
type Weighing struct {
	Title   string
	Plan    plan.ID
	Version plan.Version
	AsOf    time.Time
	Basis   plan.Basis
	Options []Weighed
	Placed  *Placement // what a licensed engine says; nil: none was asked
	// AnyMarket says that nothing tells which products are sold in the place: the rules were asked about those of every country.
	AnyMarket bool
}

// Weighed is an option with what speaks for and against it.
type Weighed struct {
	Option    Option
	Arguments []Said // what the person wants first, then by side and strength
	First     []First
	Policies  []Policy // of the services that were given
}

// Said is an argument as it applies to the person. Side is Undecided where Missing is not known.
type Said struct {
	Argument Argument
	Side     Side
	Causes   []plan.Cause     // the events that it rests on, oldest first
	Limits   []plan.LimitFact // the limits of the place that were read
	Missing  []string         // what has to be found out before it speaks
	Remedy   string           // of one that excludes: what would change it; empty: nothing is known to
}

// ErrRequest is wrapped by every error about a request or a table that cannot be used.
var ErrRequest = errors.New("choice: this cannot be weighed")

// Medications weighs the medications of MedicationTable.
func Medications(ctx context.Context, e *plan.Engine, p plan.Plan, r Request) (Weighing, error) {
	return Weigh(ctx, e, p, MedicationTable(), r)
}

// Levels weighs the levels of care of LevelTable, and asks the placement engine of the request.
func Levels(ctx context.Context, e *plan.Engine, p plan.Plan, r Request) (Weighing, error) {
	w, err := Weigh(ctx, e, p, LevelTable(), r)
	if err != nil || r.Placer == nil {
		return w, err
	}
	placed, err := r.Placer.Place(ctx, p, r.At)
	if err != nil {
		return Weighing{}, fmt.Errorf("choice: placement engine: %w", err)
	}
	w.Placed = &placed
	return w, nil
}

// Weigh weighs the options of a table for one person. Nothing is weighed for somebody who has died. The errors are those of the table, of
// the request, and of Engine.Check.
func Weigh(ctx context.Context, e *plan.Engine, p plan.Plan, t Table, r Request) (Weighing, error) {
	switch err := t.Validate(); {
	case err != nil:
		return Weighing{}, fmt.Errorf("%w: %w", ErrRequest, err)
	case p.IsZero():
		return Weighing{}, plan.ErrNoPlan
	case r.At.IsZero():
		return Weighing{}, fmt.Errorf("%w: no time is stated", ErrRequest)
	}
	w := Weighing{Title: t.Title, Plan: p.ID(), Version: p.Version(), AsOf: r.At, Basis: e.Basis()}
	a := asker{engine: e, plan: p, at: r.At, table: &t, answers: make(map[string]answer)}
	w.AnyMarket = a.market() == "" && slices.ContainsFunc(t.Options, func(o Option) bool { return o.Substance != 0 })
	if a.died() {
		return w, nil
	}
	for i := range t.Options {
		o := &t.Options[i]
		if len(o.Countries) > 0 && !slices.Contains(o.Countries, a.country()) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return Weighing{}, err
		}
		weighed, err := a.weigh(o, &r)
		if err != nil {
			return Weighing{}, err
		}
		w.Options = append(w.Options, weighed)
	}
	return w, nil
}

// asker asks questions to one record, each once.
type asker struct {
	engine  *plan.Engine
	plan    plan.Plan
	at      time.Time
	table   *Table
	answers map[string]answer
}

type answer struct {
	value truth.Value
	read  plan.Reading
}

func (a *asker) died() (dead bool) {
	_ = a.engine.Look(a.plan, a.at, func(v *plan.View) { _, dead = v.Last(record.KindDied) })
	return dead
}

// ask answers a question from the record, with what the answer rests on.
func (a *asker) ask(q *Question) answer {
	if known, ok := a.answers[q.ID]; ok {
		return known
	}
	var got answer
	if q.In != "" {
		got.value = truth.Of(a.country() == q.In)
		return got
	}
	got.read, _ = a.engine.Read(a.plan, a.at, func(v *plan.View) { got.value = q.Ask(v) }) // a plan is there
	a.answers[q.ID] = got
	return got
}

func (a *asker) weigh(o *Option, r *Request) (Weighed, error) {
	w := Weighed{Option: *o, Policies: policiesAbout(r.Services, o)}
	for _, wish := range wishes(o) {
		if said, ok := a.wanted(&wish); ok {
			w.Arguments = append(w.Arguments, said)
		}
	}
	for i := range a.table.Arguments {
		row := &a.table.Arguments[i]
		if !slices.Contains(row.About, o.ID) {
			continue
		}
		if said, speaks := a.argue(row); speaks {
			w.Arguments = append(w.Arguments, said)
		}
	}
	var err error
	if w.First, err = a.firsts(o, r); err != nil {
		return Weighed{}, err
	}
	w.Arguments = append(w.Arguments, excluded(o, w.First)...)
	slices.SortStableFunc(w.Arguments, func(x, y Said) int { return x.compare(&y) })
	return w, nil
}

// compare puts what the person wants first, then goes by side, then by strength.
func (s *Said) compare(other *Said) int {
	person := func(s *Said) int {
		if s.wish() {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(person(s), person(other)), cmp.Compare(s.Side, other.Side),
		cmp.Compare(s.Argument.Strength, other.Argument.Strength))
}

// argue asks whether a row speaks for the person: not where one of its questions is answered with no, and not known where one is.
func (a *asker) argue(row *Argument) (said Said, speaks bool) {
	said = Said{Argument: *row, Side: row.Side}
	for _, id := range row.If {
		i := slices.IndexFunc(a.table.Questions, func(q Question) bool { return q.ID == id })
		q := &a.table.Questions[i] // the table is valid
		got := a.ask(q)
		switch got.value {
		case truth.No:
			return Said{}, false
		case truth.Unknown:
			said.Side = Undecided
			said.Missing = append(said.Missing, q.Text)
		}
		said.Causes = append(said.Causes, got.read.Causes...)
		said.Limits = append(said.Limits, got.read.Limits...)
	}
	slices.SortStableFunc(said.Causes, func(x, y plan.Cause) int {
		return cmp.Or(x.At.Compare(y.At), cmp.Compare(x.Event, y.Event))
	})
	said.Causes = slices.CompactFunc(said.Causes, func(x, y plan.Cause) bool { return x.Event == y.Event })
	return said, true
}

// wishes are the two things that a person can say of an option.
func wishes(o *Option) []Argument {
	cites := wished()
	return []Argument{
		{ID: string(Prefers(o.ID)), About: []OptionID{o.ID}, Side: For, Strength: Person, Text: "It is what the person wants.", Cites: cites},
		{ID: string(Declines(o.ID)), About: []OptionID{o.ID}, Side: Against, Strength: Person, Text: "The person does not want it.", Cites: cites},
	}
}

// wished says by whose word a wish is an argument.
func wished() []evidence.Citation {
	return []evidence.Citation{evidence.MATScotland2021.At("standard 2", evidence.Primary),
		evidence.NICECG52.At("key priorities", evidence.Primary)}
}

// wanted looks for a wish on record. Where nobody stated any wish about the options of the table, what the person wants is not known.
func (a *asker) wanted(wish *Argument) (said Said, speaks bool) {
	said = Said{Argument: *wish, Side: wish.Side}
	got := a.ask(&Question{ID: wish.ID, Ask: stated(record.Circumstance(wish.ID))})
	said.Causes = got.read.Causes
	if got.value == truth.Unknown && wish.Side == For && !a.anyWish() {
		said.Side, said.Missing = Undecided, []string{"what the person wants"}
		return said, true
	}
	return said, got.value == truth.Yes
}

// anyWish reports whether the person said anything about the options, or about what arguments ask of wishes.
func (a *asker) anyWish() bool {
	says := func(id string) bool {
		return a.ask(&Question{ID: id, Ask: stated(record.Circumstance(id))}).value == truth.Yes
	}
	about := slices.ContainsFunc(a.table.Options, func(o Option) bool { return says(string(Prefers(o.ID))) || says(string(Declines(o.ID))) })
	return about || slices.ContainsFunc(a.table.Arguments, func(row Argument) bool {
		said, speaks := a.argue(&row)
		return row.Strength == Person && speaks && said.Side != Undecided
	})
}

// Unknown lists what is not on record and would decide an argument, each once, with the options that it is about.
func (w *Weighing) Unknown() (all []Lack) {
	at := make(map[string]int)
	for i := range w.Options {
		for _, said := range w.Options[i].Arguments {
			for _, what := range said.Missing {
				k, known := at[what]
				if !known {
					k = len(all)
					at[what] = k
					all = append(all, Lack{What: what})
				}
				if id := w.Options[i].Option.ID; !slices.Contains(all[k].Options, id) {
					all[k].Options = append(all[k].Options, id)
				}
			}
		}
	}
	return all
}

// Lack is something that nobody has found out yet.
type Lack struct {
	What    string
	Options []OptionID // that it would speak for or against
}

// Option returns what was weighed about an option; ok is false if it is none here.
func (w *Weighing) Option(id OptionID) (o *Weighed, ok bool) {
	i := slices.IndexFunc(w.Options, func(o Weighed) bool { return o.Option.ID == id })
	if i < 0 {
		return nil, false
	}
	return &w.Options[i], true
}

// On returns the arguments of a side, in their order.
func (w *Weighed) On(side Side) (all []Said) {
	for _, said := range w.Arguments {
		if said.Side == side {
			all = append(all, said)
		}
	}
	return all
}

// today is the civil day of the request.
func (a *asker) today() civil.Date { return a.engine.DayOf(a.at) }
