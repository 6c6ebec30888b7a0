package fhir

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Import takes the record into a new plan, as Engine.Import does: every event is judged, in the order of time.
//
// An order of the record stands whatever the rules say of it. One that they do not allow, or cannot judge on what the record holds, is no
// order of the plan; that the person has the medicine is a fact all the same, and is recorded as a reported medicine that was
// ordered here, with an outcome of its own behind that of the order. Without it a dose would be on board and nobody would know.
func (rec *Record) Import(e *plan.Engine, id plan.ID) (plan.Plan, []plan.Outcome, error) {
	p := e.Open(id)
	most := len(rec.Events)
	for i := range rec.Events {
		if rec.Events[i].Body.Kind() == record.KindOrder {
			most += 2 // what stands anyway
		}
	}
	outcomes := make([]plan.Outcome, 0, most)
	for i := range rec.Events {
		out, err := e.Apply(p, rec.Events[i])
		if err != nil {
			return p, outcomes, err
		}
		p, outcomes = out.Plan, append(outcomes, out)
		if out.Accepted() || out.Duplicate {
			continue
		}
		for _, fact := range rec.standsAnyway(&rec.Events[i]) {
			if out, err = e.Apply(p, fact); err != nil {
				return p, outcomes, err
			}
			p, outcomes = out.Plan, append(outcomes, out)
		}
	}
	return p, outcomes, nil
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
