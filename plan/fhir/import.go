package fhir

import (
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Import takes the record into a new plan, as Engine.Import does: every event is judged, in the order of time.
//
// An order of the record stands whatever the rules say of it. One that they do not allow, or cannot judge on what the record holds, is no
// order of the plan; that the person has the medicine is a fact all the same, and is recorded as a reported medicine that was
// ordered here, with an outcome of its own behind that of the order. Without it a dose would be on board and nobody would know.
func (rec *Record) Import(e *plan.Engine, id plan.ID) (plan.Plan, []plan.Outcome, error) {
	in := e.Importer(id)
	most := len(rec.Events)
	for i := range rec.Events {
		if rec.Events[i].Body.Kind() == record.KindOrder {
			most += 2 // what stands anyway
		}
	}
	outcomes := make([]plan.Outcome, 0, most)
	take := func(ev record.Event) (stands bool, err error) {
		out, err := in.Take(ev)
		if err == nil {
			outcomes = append(outcomes, out)
		}
		return out.Accepted() || out.Duplicate, err
	}
	for i := range rec.Events {
		stands, err := take(rec.Events[i])
		if err != nil {
			return in.Plan(), outcomes, err
		}
		if stands {
			continue
		}
		for _, fact := range rec.standsAnyway(&rec.Events[i]) {
			if _, err := take(fact); err != nil {
				return in.Plan(), outcomes, err
			}
		}
	}
	return in.Plan(), outcomes, nil
}

// Addition is what a record adds to a plan that is on record.
type Addition struct {
	Events []record.Event // what is new, in the order of time
	// Differing are events of the record that the plan holds with another content: a resource was amended since it was read, or is told
	// otherwise by another source. They are not among Events: whether the plan is to be corrected is for somebody to decide.
	Differing []record.EventID
}

// Onto says what the record adds to a plan that may be on record already, for Engine.Amend or a ledger: its events, and behind each
// order that does not stand there by the rules, or cannot be judged, what stands anyway (as Import has it).
//
// It is ErrPerson if the record and the plan know of different days of birth, or of different sexes and not of one day of birth: what is
// true of somebody else is no addition. A sex that differs alone is no other person: registers change, and people do. Other
// errors are those of Engine.Amend.
func (rec *Record) Onto(e *plan.Engine, p plan.Plan) (Addition, error) {
	if rec.ofSomebodyElse(p) {
		return Addition{}, fmt.Errorf("%w: the day of birth is not that on record, or is not stated and the sex is another", ErrPerson)
	}
	var add Addition
	stands := make(map[record.EventID]bool) // orders of which the facts are told
	for more := true; more; {
		add, more = rec.beside(p, stands), false
		judged := slices.Clone(add.Events)
		for i := range judged {
			judged[i].Recorded = rec.asOf
		}
		out, err := e.Amend(p, judged)
		if err != nil {
			return Addition{}, err
		}
		for i := range out.Decisions {
			ev := &add.Events[i]
			if ev.Body.Kind() == record.KindOrder && out.Decisions[i].Status != plan.Allowed && !stands[ev.ID] {
				stands[ev.ID], more = true, true // what it says as facts may change how those behind it are judged
			}
		}
	}
	return add, nil
}

// ofSomebodyElse reports whether what the record says of who the person is contradicts what stands in the plan.
func (rec *Record) ofSomebodyElse(p plan.Plan) bool {
	for _, m := range p.Timeline() {
		on, ok := m.Body.(record.PersonRegistered)
		if !ok || m.Void {
			continue
		}
		for i := range rec.Events {
			told, ok := rec.Events[i].Body.(record.PersonRegistered)
			sameDay := !on.Birth.IsZero() && on.Birth == told.Birth
			if ok && (otherDay(on.Birth, told.Birth) || otherSex(on.Sex, told.Sex) && !sameDay) {
				return true
			}
		}
	}
	return false
}

// otherSex reports whether both are stated and differ.
func otherSex(a, b record.Sex) bool { return a != "" && b != "" && a != b }

// otherDay reports whether two days of birth cannot be of one person. The first day of a year stands for a year of which no day is known.
func otherDay(a, b civil.Date) bool {
	if a.IsZero() || b.IsZero() || a == b {
		return false
	}
	x, y := a.Start(time.UTC), b.Start(time.UTC)
	return x.Year() != y.Year() || x.YearDay() > 1 && y.YearDay() > 1
}

// beside compares the record with the plan. Behind each of the orders that are named are the facts that stand anyway.
func (rec *Record) beside(p plan.Plan, orders map[record.EventID]bool) (add Addition) {
	vague := rec.vague()
	take := func(ev *record.Event, of record.EventID) {
		switch old, on := p.Event(ev.ID); {
		case !on:
			add.Events = append(add.Events, *ev)
		case !rec.sameFact(&old.Event, ev, vague[of]):
			add.Differing = append(add.Differing, ev.ID)
		}
	}
	for i := range rec.Events {
		ev := &rec.Events[i]
		take(ev, ev.ID)
		if orders[ev.ID] {
			for _, fact := range rec.standsAnyway(ev) {
				take(&fact, ev.ID)
			}
		}
	}
	return add
}

// vague are the events of which the record states the day alone, or less.
func (rec *Record) vague() map[record.EventID]bool {
	vague := make(map[record.EventID]bool)
	for i := range rec.Accounts {
		for _, o := range rec.Accounts[i].Events {
			vague[o.Event] = vague[o.Event] || o.Day
		}
	}
	return vague
}

// sameFact reports whether an event on record and one of the record say the same. Where a day is all that is stated, its hour depends on
// when it was read; since when it is known who somebody is, on what else the record holds.
func (rec *Record) sameFact(on, told *record.Event, vague bool) bool {
	switch {
	case !reflect.DeepEqual(on.Body, told.Body):
		return false
	case on.At.Equal(told.At), told.Body.Kind() == record.KindPersonRegistered:
		return true
	}
	return vague && civil.Of(on.At, rec.zone) == civil.Of(told.At, rec.zone)
}

// standsAnyway returns what an order that was not allowed says as facts: the person has the medicine, until the last day of the order.
func (rec *Record) standsAnyway(ev *record.Event) []record.Event {
	order, ok := ev.Body.(record.Order)
	if !ok {
		return nil
	}
	product, _ := medication.Lookup(order.Product)
	m := medicine{product: product, substance: product.Substance(), orderedHere: true}
	taken := *ev
	taken.ID, taken.Body = ev.ID+"#has", m.reported(truth.Yes)
	facts := []record.Event{taken}
	if gone := order.Last.Add(1); !order.Last.IsZero() && !gone.Start(rec.zone).After(rec.asOf) {
		stopped := taken
		stopped.ID, stopped.Body = ev.ID+"#has-no-more", m.reported(truth.No)
		stopped.At = gone.Start(rec.zone)
		facts = append(facts, stopped)
	}
	return facts
}

// Restore rebuilds the plan that was exported, from the events that the export carried, as Engine.Restore does: nothing is judged again.
func (rec *Record) Restore(e *plan.Engine) (plan.Plan, error) {
	return e.Restore(rec.Plan, rec.Exported)
}
