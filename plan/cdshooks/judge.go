package cdshooks

import (
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/agenda"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// drawing is what is to be shown about one event, before it becomes cards.
type drawing struct {
	event    record.Event
	what     string        // what it is about, in a few words
	decision plan.Decision // what the rules say
	instead  plan.Instead  // of an order that is being written: what is possible in its place
	told     []string      // what is said beside the findings, and was not judged by rules
	soft     bool          // nothing is asked for: what refuses or holds is a warning here
	draft    string        // the key of the resource that is about to be written; empty: none
}

// orders judges the orders that are being written: of those that are selected, each by itself, and each again together with the others.
func (c *call) orders() (err error) {
	reader := c.reader()
	reader.Drafts = append(reader.Drafts, c.brought)
	if c.rec, err = reader.Read(c.docs...); err != nil {
		return err
	}
	if err := c.importing(); err != nil {
		return err
	}
	count := 0
	for range c.brought.Entries() {
		count++
	}
	drafts := c.rec.Accounts[:count]
	var asked []asking
	for i := range drafts {
		a := &drafts[i]
		for _, origin := range a.Proposed {
			at := slices.IndexFunc(c.rec.Proposed, func(ev record.Event) bool { return ev.ID == origin.Event })
			ev := c.rec.Proposed[at]
			ev.At, ev.Actor = c.now, c.actor
			asked = append(asked, asking{ev, a})
		}
	}
	selected := c.selected()
	for i := range asked {
		a := &asked[i]
		if !selected(a.of.Resource) {
			continue
		}
		shown := drawing{event: a.event, what: describe(&a.event), draft: a.of.Resource}
		if err := c.decide(&shown, asked); err != nil {
			return err
		}
		if a.event.Body.Kind() == record.KindMedicineReported && len(c.inForce()) > 0 {
			shown.told = unsettled(a.of) // which medicine it is matters for somebody who is treated
		}
		c.drawings = append(c.drawings, shown)
	}
	for i := range drafts {
		if a := &drafts[i]; selected(a.Resource) && len(a.Proposed) == 0 && !a.Understood() {
			c.drawings = append(c.drawings, drawing{event: record.Event{ID: record.EventID(a.Resource), At: c.now},
				what: "This order was not judged", told: unsettled(a), soft: true, draft: a.Resource})
		}
	}
	return nil
}

// asking is an event that is asked about, and what is known of the resource that it came of.
type asking struct {
	event record.Event
	of    *fhir.Account
}

// selected tells which drafts are asked about: those that were just selected, or all where that is not said, or names none of them.
func (c *call) selected() func(key string) bool {
	keys := map[string]bool{}
	for _, e := range c.root.Get("context").Get("selections").Items() {
		key := e.Text()
		if !strings.Contains(key, "/") {
			c.deviates("selection-without-type")
			key = "MedicationRequest/" + key
		}
		keys[key] = true
	}
	any := false
	for entry := range c.brought.Entries() {
		any = any || keys[entry.Key()]
	}
	return func(key string) bool { return !any || keys[key] }
}

// unsettled says what was not understood in a resource.
func unsettled(a *fhir.Account) (told []string) {
	for _, n := range a.Notes {
		if !n.Why.Settled() {
			told = append(told, n.Text)
		}
	}
	return told
}

// decide asks about an event: alone, and again as if the other drafts, of other substances, were taken already. What is said only then is
// added. Nothing that is said of the event alone is lifted by what else is written.
func (c *call) decide(d *drawing, all []asking) (err error) {
	ev := d.event
	if ev.Body.Kind() == record.KindMedicineReported {
		d.decision, err = c.changes(ev)
		return err
	}
	if !ev.Body.Kind().Intent() {
		d.decision, err = c.ask(c.plan, ev)
	} else if d.instead, err = c.api.Engine.Possible(c.plan, ev); err == nil {
		d.decision = d.instead.Now
	}
	if err != nil || len(all) < 2 {
		return err
	}
	more, err := c.together(ev, all)
	for _, f := range more.Findings {
		if !slices.ContainsFunc(d.decision.Findings, func(known plan.Finding) bool { return known.Rule == f.Rule && rank(&known) >= rank(&f) }) {
			d.decision.Findings = append(d.decision.Findings, f)
		}
	}
	return err
}

// together asks about an event as if the other drafts, of other substances, were taken already.
func (c *call) together(ev record.Event, all []asking) (plan.Decision, error) {
	with := c.plan
	for i := range all {
		other := &all[i]
		name, taken := agent(other.event.Body)
		if own, _ := agent(ev.Body); other.event.ID == ev.ID || !taken || own == name {
			continue
		}
		out, err := c.api.Engine.Apply(with, record.Event{ID: "with-" + other.event.ID, At: c.now,
			Body: record.MedicineReported{Agent: name, Taking: truth.Yes}})
		if err != nil {
			return plan.Decision{}, err
		}
		with = out.Plan
	}
	return c.ask(with, ev)
}

// rank orders effects by how much they matter.
func rank(f *plan.Finding) int {
	return slices.Index([]plan.Effect{plan.EffectInforms, plan.EffectWarns, plan.EffectHolds, plan.EffectRefuses}, f.Effect())
}

// agent names what somebody takes when an event comes true.
func agent(b record.Body) (name string, ok bool) {
	switch b := b.(type) {
	case record.Order:
		return substance(b.Product).String(), true
	case record.MedicineReported:
		return b.Agent, true
	}
	return "", false
}

// ask asks the rules about an intent, or about what would be a fact.
func (c *call) ask(p plan.Plan, ev record.Event) (plan.Decision, error) {
	if ev.Body.Kind().Intent() {
		return c.api.Engine.Check(p, ev)
	}
	findings, err := c.api.Engine.Judge(p, ev)
	return plan.Decision{Findings: findings, Basis: c.api.Engine.Basis()}, err
}

// read reads the whole record and makes its plan.
func (c *call) read() (err error) {
	if c.rec, err = c.reader().Read(c.docs...); err != nil {
		return err
	}
	return c.importing()
}

// inForce returns what the person takes of medicines of the catalogue, of each substance the last order that has not ended, or the last
// dose of what goes on without one: as if it were written or given again now.
func (c *call) inForce() (again []record.Event) {
	today := c.api.Engine.DayOf(c.now)
	last := map[medication.Substance]record.Event{}
	for _, ev := range c.rec.Events {
		switch body := ev.Body.(type) {
		case record.Order:
			s := substance(body.Product)
			delete(last, s)
			if order := body; order.Last.IsZero() || !order.Last.Before(today) {
				order.First, ev.Body = today, order
				last[s] = ev
			}
		case record.DoseGiven:
			if s := substance(body.Product); last[s].Body == nil || last[s].Body.Kind() == record.KindDoseGiven {
				last[s] = ev
			}
		}
	}
	for _, s := range medication.Substances() {
		ev, ok := last[s]
		if !ok || ev.Body.Kind() == record.KindDoseGiven && !c.takes(s) {
			continue
		}
		ev.ID, ev.At = "again-"+ev.ID, c.now
		again = append(again, ev)
	}
	return again
}

func substance(id medication.ProductID) medication.Substance {
	product, _ := medication.Lookup(id)
	return product.Substance()
}

// changes says what another medicine would change: what the rules say of what the person takes once it is taken too, and did not say
// before.
func (c *call) changes(ev record.Event) (d plan.Decision, err error) {
	if d, err = c.ask(c.plan, ev); err != nil {
		return d, err
	}
	out, err := c.api.Engine.Apply(c.plan, ev)
	if err != nil {
		return d, err
	}
	for _, again := range c.inForce() {
		before, err := c.ask(c.plan, again)
		if err != nil {
			return d, err
		}
		after, err := c.ask(out.Plan, again)
		if err != nil {
			return d, err
		}
		for _, f := range after.Findings {
			if !slices.ContainsFunc(before.Findings, func(known plan.Finding) bool { return known.SaysTheSame(&f) }) {
				d.Findings = append(d.Findings, f)
			}
		}
	}
	return d, nil
}

// view asks about what the person takes, as if it were written again today. What is only not known is left out: nobody asks for anything.
func (c *call) view() error {
	if err := c.read(); err != nil {
		return err
	}
	for _, again := range c.inForce() {
		d, err := c.ask(c.plan, again)
		if err != nil {
			return err
		}
		d.Findings = slices.DeleteFunc(d.Findings, func(f plan.Finding) bool { return f.Effect() == plan.EffectHolds })
		c.drawings = append(c.drawings, drawing{event: again, what: "In force: " + describe(&again), decision: d, soft: true})
	}
	return nil
}

// concerns are the kinds of events that say that somebody uses opioids, or is treated for it.
var concerns = []record.Kind{record.KindOrder, record.KindDoseGiven, record.KindDoseTaken, record.KindTakeHomeSupplied,
	record.KindDiagnosisRecorded, record.KindOverdosed, record.KindOpioidUsed, record.KindReturnedToUse}

// discharge asks what is missing where somebody whom it concerns leaves: what the rules say of the end of care, but for the pathway,
// because leaving a hospital is no move on it.
func (c *call) discharge() error {
	if err := c.read(); err != nil {
		return err
	}
	if !slices.ContainsFunc(c.rec.Events, func(ev record.Event) bool { return slices.Contains(concerns, ev.Body.Kind()) }) {
		return nil
	}
	ev := record.Event{ID: "discharge", At: c.now, Actor: c.actor,
		Body: record.StageMove{Trigger: stages.DischargePlanned, Reason: record.ReasonOther}}
	d, err := c.ask(c.plan, ev)
	d.Findings = slices.DeleteFunc(d.Findings, func(f plan.Finding) bool { return f.Rule == plan.StageTransition })
	c.drawings = append(c.drawings, drawing{event: ev, what: "Discharge", decision: d, soft: true})
	return err
}

// appointment says which injections would be late on the day of the first appointment that is being booked.
func (c *call) appointment() error {
	if err := c.read(); err != nil {
		return err
	}
	var first time.Time
	var which string
	for entry := range c.brought.Entries() {
		start := entry.Get("start").Time().Instant
		if entry.Type() == "Appointment" && start.After(c.now) && (first.IsZero() || start.Before(first)) {
			first, which = start, entry.Key()
		}
	}
	if first.IsZero() {
		return nil
	}
	day := c.api.Engine.DayOf(first)
	list, err := agenda.On(c.api.Engine, day, slices.Values([]plan.Plan{c.plan}), agenda.Options{Urgent: true})
	if err != nil {
		return err
	}
	d := drawing{event: record.Event{ID: record.EventID(which), At: c.now}, what: "Appointment on " + day.String(), soft: true}
	for _, item := range list.Items() {
		if item.Group == agenda.Injections && item.State == agenda.Late {
			text := item.Title + ": the last day in time is " + item.Latest.String()
			for _, cite := range item.Cites {
				text += " (" + cite.String() + ")"
			}
			d.told = append(d.told, text)
		}
	}
	c.drawings = append(c.drawings, d)
	return nil
}

// problem asks what new conditions mean for the treatment: they are judged as facts, after everything else that is on record.
func (c *call) problem() (err error) {
	c.docs = append(c.docs, c.brought)
	if c.rec, err = c.reader().Read(c.docs...); err != nil {
		return err
	}
	isNew := map[record.EventID]bool{}
	for entry := range c.brought.Entries() {
		for i := range c.rec.Accounts {
			if a := &c.rec.Accounts[i]; a.Resource == entry.Key() {
				for _, origin := range a.Events {
					isNew[origin.Event] = true
				}
			}
		}
	}
	var added []record.Event
	c.rec.Events = slices.DeleteFunc(c.rec.Events, func(ev record.Event) bool {
		if isNew[ev.ID] {
			ev.At = c.now
			added = append(added, ev)
		}
		return isNew[ev.ID]
	})
	if err := c.importing(); err != nil {
		return err
	}
	for _, ev := range added {
		d, err := c.changes(ev)
		if err != nil {
			return err
		}
		c.drawings = append(c.drawings, drawing{event: ev, what: describe(&ev), decision: d, soft: true})
	}
	return nil
}

// describe says in a few words what an event is.
func describe(ev *record.Event) string {
	text := record.Describe(ev.Body)
	if text == "" {
		text = ev.Body.Kind().String()
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
