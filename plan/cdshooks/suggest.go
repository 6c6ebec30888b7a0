package cdshooks

import (
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages/scale"
)

// suggestion is what a user may accept at one click: resources to create, and the draft that goes with it.
type suggestion struct {
	label    string
	creates  r4.Object
	replaces string // the key of the draft that is taken back; empty: none is
}

func (s *suggestion) write(id string) r4.Object {
	actions := r4.Array{object("type", "create", "description", s.label, "resource", s.creates)}
	if s.replaces != "" {
		actions = append(actions, object("type", "delete", "description", "Take back the order as it was written", "resourceId", s.replaces))
	}
	return object("label", s.label, "uuid", id, "actions", actions)
}

// measurable says which observation a missing datum is, by the name that rules give it.
var measurable = map[string]func(fhir.Suggester) (r4.Object, bool){
	"COWS total":                     func(s fhir.Suggester) (r4.Object, bool) { return s.WantedScore(scale.COWS) },
	"whether the person is pregnant": func(s fhir.Suggester) (r4.Object, bool) { return s.Wanted(fhir.Pregnancy{}) },
}

// suggestions are what can be done instead: the observation that is missing, what the rules allow in place of the order, and an amount
// that a published schedule gives and that draws no warning. A limit is never among them. What has no resource is told in words.
func (c *call) suggestions(d *drawing, g *group) (list []suggestion, more []string, err error) {
	if d.soft || !d.event.Body.Kind().Intent() || d.draft == "" {
		return nil, nil, nil
	}
	if g.name == "warns" {
		list, err = c.scheduled(d)
		return list, nil, err
	}
	for _, f := range g.findings {
		for _, datum := range f.Missing {
			s, ok := c.missing(d, datum)
			if ok && !slices.ContainsFunc(list, func(o suggestion) bool { return o.label == s.label }) {
				list = append(list, s)
			}
		}
	}
	instead := &d.instead
	if instead.Wait.Found() && instead.Now.Status == plan.Refused {
		more = append(more, "The same, "+instead.Wait.String())
	}
	for i := range instead.Possible {
		offer := &instead.Possible[i]
		s, ok, err := c.alternative(d, offer)
		if err != nil {
			return nil, nil, err
		}
		if ok {
			list = append(list, s)
		}
		more = append(more, offer.String())
	}
	if slices.ContainsFunc(g.findings, func(f plan.Finding) bool { return f.Effect() == plan.EffectHolds }) {
		return list, more, nil // the dose of a schedule would be held for the same datum
	}
	scheduled, err := c.scheduled(d)
	return append(list, scheduled...), more, err
}

// suggester writes resources for the person of the call, with an id that is the same for the same question.
func (c *call) suggester(d *drawing, what string) fhir.Suggester {
	return fhir.Suggester{Person: "Patient/" + c.patient, ID: uuid(c.api.Base, c.patient, d.draft, what), At: c.now}
}

// missing is the observation that a rule lacks.
func (c *call) missing(d *drawing, datum plan.Datum) (s suggestion, ok bool) {
	make, ok := measurable[datum.Name]
	if !ok {
		return s, false
	}
	resource, ok := make(c.suggester(d, datum.Name))
	return suggestion{label: "To be recorded: " + datum.Name, creates: resource}, ok // not which value is wanted
}

// alternative is an order that the rules allow in place of the one that was asked for, if it needs nothing beside it, draws no warning, and
// is for the same place: a resource cannot say that it is one for somewhere else.
func (c *call) alternative(d *drawing, offer *plan.Offer) (s suggestion, ok bool, err error) {
	order, isOrder := offer.Asked.Body.(record.Order)
	if was, ok := d.event.Body.(record.Order); ok && was.Setting != order.Setting {
		return s, false, nil
	}
	if !isOrder || len(offer.With)+len(offer.If) > 0 || warned(&offer.Decision) {
		return s, false, nil
	}
	resource, err := c.suggester(d, string(offer.Alternative)+offer.What+offer.How).Order(order, offer.Open)
	return suggestion{label: offer.String(), creates: resource, replaces: d.draft}, err == nil, err
}

// warned reports whether a decision holds anything that would be shown on a card.
func warned(d *plan.Decision) bool {
	parts := groups(d)
	return !d.Allowed() || len(parts[0].findings)+len(parts[1].findings) > 0
}

// mostSchedules is how many amounts of schedules a card offers at most: few are read.
const mostSchedules = 2

// DefaultSchedules are the schedules of plan/calendar whose first dose is suggested where a host names none: published ways to start that
// are not those of one other country.
func DefaultSchedules() []string {
	return []string{"bup.start.office", "bup.start.two-hourly", "bup.start.label", "bup.start.emergency-bridge",
		"bup.start.emergency-threshold", "methadone.start.emergency"}
}

// scheduled are the first doses that published schedules give for this person with this product today, where the order starts its
// substance. A schedule that presupposes a circumstance is left out: no order can state it.
func (c *call) scheduled(d *drawing) (list []suggestion, err error) {
	order, ok := d.event.Body.(record.Order)
	product, known := medication.Lookup(order.Product)
	if !ok || !known || c.takes(product.Substance()) {
		return nil, nil
	}
	for _, s := range c.api.schedules {
		if s.Substance != product.Substance() || !s.Built() || s.State != "" || len(list) == mostSchedules ||
			len(s.Settings) > 0 && !slices.Contains(s.Settings, order.Setting) {
			continue
		}
		days, err := calendar.Follow(c.api.Engine, c.plan, s, calendar.Request{At: c.now, Product: order.Product, Setting: order.Setting,
			Watched: order.Supervised, Days: 1})
		if err != nil { // the schedule is not for this product or person
			continue
		}
		first, ok := amount(&days)
		if !ok || first.Dose == order.Dose || slices.ContainsFunc(list, func(o suggestion) bool { return o.label == label(&first, s) }) {
			continue
		}
		resource, err := c.suggester(d, s.ID).Order(first, "")
		if err != nil {
			return nil, err
		}
		list = append(list, suggestion{label: label(&first, s), creates: resource, replaces: d.draft})
	}
	return list, nil
}

func label(order *record.Order, s calendar.Schedule) string {
	text := describe(&record.Event{Body: *order}) + ", as day 1 of: " + s.Title
	if len(s.Cites) > 0 {
		text += fmt.Sprintf(" (%s)", s.Cites[0])
	}
	return text
}

// amount is the first order of the first day, if the engine allows everything of that day without a warning and nothing in it is a
// question.
func amount(c *calendar.Calendar) (order record.Order, ok bool) {
	if len(c.Days) == 0 || len(c.States) > 0 || c.Days[0].Standing() != calendar.Allowed || c.Days[0].Hands != nil {
		return order, false
	}
	for _, asked := range c.Days[0].Asked {
		if warned(&asked.Decision) {
			return order, false
		}
	}
	for _, dose := range c.Days[0].Doses {
		if dose.Question != "" || dose.Amount.IsZero() {
			return order, false
		}
	}
	order, ok = c.Days[0].Asked[0].Body.(record.Order)
	return order, ok
}

// takes reports whether the person takes the substance already: a schedule of a start is then none for them.
func (c *call) takes(s medication.Substance) (taken bool) {
	err := c.api.Engine.Look(c.plan, c.now, func(v *plan.View) { taken = v.OnMedication(s) })
	return taken || err != nil
}
