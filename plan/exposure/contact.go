package exposure

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Contact is one time at which an agent was, or may have been, in the body.
type Contact struct {
	Event     *record.Event
	At        time.Time  // the latest time at which it may have been taken: told, given, the sample, or the last day of a supply
	Day       civil.Date // its civil day
	Agent     string     // for a reader; empty if nobody named it
	Substance medication.Substance
	Product   medication.Product // zero: not of the catalogue, or not stated
	Daily     medication.Mass    // principal mass of a day; zero: not known
	Classes   medication.ClassSet
	Analyte   record.Analyte // contacts that a test found
	Unclassed bool           // no table knows the agent: it may be any
	Sure      record.Sure
	GoesOn    bool // it is still being taken, or still in the hand, as far as anybody said
	Stopped   bool // it was taken until this time and then stopped
	Dose      bool // a dose of this plan, and no report of use from elsewhere
}

// OpioidClasses are the classes of agents that act at the opioid receptor of the brain as agonists, in full or in part.
var opioidClasses = medication.ClassesOf(medication.ShortActingOpioid, medication.LongActingOpioid, medication.FentanylOpioid,
	medication.FullAgonistOpioid, medication.PartialAgonistOpioid, medication.MixedAgonistAntagonist, medication.UnknownDurationOpioid)

// Opioid reports whether the contact is with an opioid agonist, or with an agent that may be one.
func (c *Contact) Opioid() bool {
	return c.Classes.Intersects(opioidClasses) || c.Unclassed && c.Classes.IsEmpty()
}

// elsewhere holds the contacts with agents that this plan did not give. A block is replaced, never changed, except by its owner.
type elsewhere struct {
	owner *owner

	told      [medication.ClassCount]*Contact // the last told use, by class
	named     [medication.SubstanceCount]*Contact
	doses     [medication.SubstanceCount][]*Contact // told uses with a daily dose: those that no later one reaches, newest first
	unclassed *Contact                              // the last told use of an agent that no table knows
	shown     *Contact                              // the last positive challenge
	reversed  [medication.SubstanceCount]*Contact   // the last dose against an overdose, or in a challenge
	overdose  *record.Event
	medicines []*Medicine
}

// tests holds what tests found and did not find. A block is replaced, never changed, except by its owner.
type tests struct {
	owner *owner

	found   [record.AnalyteCount]*Contact      // the last positive test, by analyte
	cleared [record.AnalyteCount]*record.Event // the last negative test, by analyte
}

// Medicine is another medicine or substance that the person takes or has stopped, as last reported.
type Medicine struct {
	Event   *record.Event
	Report  record.MedicineReported
	Classes medication.ClassSet
	Known   bool        // its classes are known
	Until   *time.Time  // when it was reported as stopped; nil: it is taken
	Sure    record.Sure // reported; possible where it is an order of this treatment, and nobody said that it is taken

	Substance medication.Substance // of the catalogue, by whatever name it is listed; zero: none of them
}

// Holds reports whether the medicine is the substance, by whatever name it is listed.
func (m *Medicine) Holds(s medication.Substance) bool { return s != 0 && m.Substance == s }

// Second reports whether the medicine is the substance and comes from somebody else: a second source of what this treatment gives.
func (m *Medicine) Second(s medication.Substance) bool {
	return m.Holds(s) && m.Report.OrderedHere != truth.Yes
}

// contactOf makes a contact of an act.
func contactOf(ev *record.Event, day civil.Date, act *record.Act) *Contact {
	return &Contact{Event: ev, At: ev.At, Day: day, Agent: act.Agent, Substance: act.Substance, Product: act.Product, Daily: act.Day,
		Classes: act.Classes, Analyte: act.Analyte, Unclassed: act.Unclassed, Sure: act.Sure, GoesOn: act.GoesOn}
}

// contact takes in an agent that was told of, found, listed or no longer taken.
func (m *Model) contact(ev *record.Event, day civil.Date, act *record.Act) {
	m.classes, m.unclassed = m.classes.Union(act.Classes), m.unclassed || act.Unclassed
	if act.Analyte != "" {
		m.tests().test(ev, day, act)
		return
	}
	e := m.otherwise()
	if b, ok := ev.Body.(record.MedicineReported); ok {
		e.medicine(ev, b, act)
		return
	}
	if act.Means.Has(record.Clears) {
		return // a negative challenge names no agent
	}
	c := contactOf(ev, day, act)
	if _, challenge := ev.Body.(record.Challenged); challenge {
		e.shown = c
		return
	}
	e.tell(c)
}

// tell takes in a use that was told.
func (e *elsewhere) tell(c *Contact) {
	if c.Unclassed {
		e.unclassed = c
	}
	for _, class := range c.Classes.List() {
		e.told[class] = c
	}
	if s := c.Substance; s.Valid() {
		e.named[s] = c
		if !c.Daily.IsZero() {
			e.doses[s] = frontier(e.doses[s], c, func(old *Contact) bool { return old.Daily.Compare(c.Daily) <= 0 })
		}
	}
}

// test takes in the result for one analyte.
func (t *tests) test(ev *record.Event, day civil.Date, act *record.Act) {
	i := act.Analyte.Index()
	switch {
	case i < 0:
	case act.Means.Has(record.Contacts):
		t.found[i] = contactOf(ev, day, act)
	case act.Means.Has(record.Clears):
		t.cleared[i] = ev
	}
}

// medicine puts the report in the place of the one about the same agent.
func (e *elsewhere) medicine(ev *record.Event, b record.MedicineReported, act *record.Act) {
	next := make([]*Medicine, 0, len(e.medicines)+1)
	for _, old := range e.medicines {
		if !record.SameAgent(old.Report.Agent, b.Agent) {
			next = append(next, old)
		}
	}
	report := &Medicine{Event: ev, Report: b, Classes: act.Classes, Known: !act.Unclassed, Sure: act.Sure}
	report.Substance, _ = record.SubstanceNamed(b.Agent)
	if !act.GoesOn {
		report.Until = &ev.At
	}
	e.medicines = append(next, report)
}

// frontier returns the list, newest first, with the new item in front and without the older ones that it dominates.
func frontier[T any](list []T, item T, dominated func(T) bool) []T {
	next := append(make([]T, 0, len(list)+1), item)
	for _, old := range list {
		if !dominated(old) {
			next = append(next, old)
		}
	}
	return next
}
