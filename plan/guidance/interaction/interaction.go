package interaction

import (
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// beside is what another agent does beside an agonist. It is judged whenever the two meet: when the agonist
// is ordered, given, taken, handed out or permitted while the other is taken, and when the other is reported, told of or found by
// a test while the agonist goes on. At the start of treatment it asks for the list of medicines.
type beside struct {
	methadone     medication.ClassSet // classes that matter beside methadone
	buprenorphine medication.ClassSet // classes that matter beside buprenorphine
	morphine      medication.ClassSet // classes that matter beside slow-release morphine
	without       medication.ClassSet // classes that another rule speaks of
	effect        string              // what the two do
	ended         string              // what stopping it does; empty: nothing
	quiet         bool                // speaks of listed medicines only, where the two meet and not at each order after it
	asks          bool                // asks for a list of medicines that is missing; the others note that it is not known
	refuses       bool                // every dose is judged, also one that repeats what was judged before
	after         *plan.Param[int]    // days for which what ended still matters; nil, or not set: none
	told          bool                // a use that somebody told of counts like a medicine, until somebody asks again
}

func (x *beside) classes(s medication.Substance) medication.ClassSet {
	switch s {
	case medication.Methadone:
		return x.methadone
	case medication.SlowMorphine:
		return x.morphine
	}
	return x.buprenorphine
}

// any returns the classes that matter beside some agonist.
func (x *beside) any() medication.ClassSet {
	return x.methadone.Union(x.buprenorphine).Union(x.morphine)
}

// judge judges an event that brings an agonist, or that tells of another agent.
func (x *beside) judge(v *plan.View) plan.Result {
	if result, quiet := x.quietly(v); quiet {
		return result
	}
	var worst plan.Worst
	for _, s := range agent.Agonists {
		if act, ok := v.Acts().Of(record.Doses, medication.SetOf(s)); ok && (x.refuses || !repeats(v, act)) {
			worst.Take(x.beside(v, s))
			worst.Take(x.lately(v, s))
		}
	}
	for act := range v.Acts().All() {
		if act.Means.Has(record.Contacts) {
			worst.Take(x.met(v, act))
		}
	}
	return worst.Or(v.NotApplicable())
}

// quietly answers for the many events beside which nothing is taken that concerns the rule: the list was reviewed, and no contact is
// with one of its classes.
func (x *beside) quietly(v *plan.View) (result plan.Result, quiet bool) {
	others, _ := besideAgonists.Lent(v)
	switch {
	case others.tells || others.unclassed || others.classes.Intersects(x.any()):
		return plan.Result{}, false
	case !v.Reviewed(record.MedicinesSection): // asked last: what a finding rests on is not that somebody asked
		return plan.Result{}, false
	case others.anew || x.refuses && others.brings:
		return v.Met(), true
	}
	return v.NotApplicable(), true
}

// beside judges an agonist that comes to what is taken.
func (x *beside) beside(v *plan.View, s medication.Substance) plan.Result {
	if x.quiet && !v.Starting(s) {
		return v.NotApplicable()
	}
	found := x.company(v, s, 0)
	switch {
	case len(found.agents) > 0:
		return v.Violated(nil, "%s with %s: %s", s, strings.Join(found.agents, "; "), x.effect)
	case found.known == truth.No:
		return v.Met()
	case x.quiet || !v.Starting(s):
		return v.NotApplicable()
	case x.asks || x.refuses:
		return person.LacksMedicines(v, found.unclassed)
	}
	v.NotKnown(person.MissingMedicines(found.unclassed))
	return v.NotApplicable()
}

// lately judges an agonist that comes while what was stopped beside it still matters.
func (x *beside) lately(v *plan.View, s medication.Substance) plan.Result {
	if x.after == nil {
		return v.NotApplicable()
	}
	var worst plan.Worst
	for c := range v.Now().Contacts() {
		if !c.Stopped || !c.Classes.Intersects(x.classes(s)) {
			continue
		}
		after, set := x.after.If(v)
		switch {
		case !set:
			worst.Take(v.Unset(*x.after))
		case person.DaysFree(v, c) < after.Value:
			v.Now().Notes.Note(c.Event)
			worst.Take(v.Violated(after, "%s less than %s after %s: %s", s, phrase.Plural(after.Value, "day"), companyText(c), x.ended))
		}
	}
	return worst.Or(v.NotApplicable())
}

// met judges another agent that comes to an agonist, or is stopped beside one.
func (x *beside) met(v *plan.View, act *record.Act) plan.Result {
	for _, s := range agent.Agonists {
		switch {
		case !act.Classes.Intersects(x.classes(s)) || act.Classes.Intersects(x.without) || act.Substance == s || !carries(v, s):
		case !act.Means.Has(record.Clears):
			return v.Violated(nil, "%s with %s: %s", s, FoundText(act), x.effect)
		case x.ended != "":
			return v.Violated(nil, "%s was stopped beside %s: %s", act.Agent, s, x.ended)
		}
	}
	return v.NotApplicable()
}

// FoundText names the agent of a contact for a reader.
func FoundText(act *record.Act) string {
	if act.Analyte != "" {
		return act.Agent + ", which a drug screen found"
	}
	return act.Agent
}

// repeats reports whether doses are some of those that were judged before: a dose or a supply carries out the order in force, or a
// dose is no more of the same product than the last. What came since to be taken beside it was judged when it was reported. An order
// with a supply, and a grant, are decisions of their own.
func repeats(v *plan.View, act *record.Act) bool {
	again, ok := repeatedActs.Lent(v)
	for i := range again {
		if ok && again[i].act == act {
			return !again[i].anew
		}
	}
	return repeating(v, act)
}

// repeatedAct is the first act that brings an agonist, and whether it does not repeat what was judged before.
type repeatedAct struct {
	act  *record.Act
	anew bool
}

// repeatedActs are those of the agonists, worked out once for all rules about what is taken beside them.
var repeatedActs = plan.NewFact(func(v *plan.View) (acts [len(agent.Agonists)]repeatedAct, ok bool) {
	for i, s := range agent.Agonists {
		if act, brings := v.Acts().Of(record.Doses, medication.SetOf(s)); brings {
			acts[i], ok = repeatedAct{act, !repeating(v, act)}, true
		}
	}
	return acts, ok
})

func repeating(v *plan.View, act *record.Act) bool {
	s := act.Substance
	if !act.Means.Any(record.Puts|record.HandsOver) || v.Body().Kind().Intent() || v.Starting(s) {
		return false
	}
	if order, _, ok := v.OrderInForce(s); ok {
		day := v.Now().OnDay(s).With
		if act.Means.Has(record.HandsOver) {
			_, day, _ = v.Now().PerDay(s)
		}
		sameProduct := order.Product == act.Product.ID() || act.Means.Has(record.HandsOver) && !act.Product.IsValid()
		return sameProduct && day.Compare(order.DayTotal()) <= 0
	}
	last, ok := v.LastDose(s)
	return ok && act.Means.Has(record.Puts) && last.Product == act.Product && act.Dose.Compare(last.Amount) <= 0
}

// carries reports whether the substance is in the body or in the hand as far as anybody knows: it is ordered or was given and not
// stopped, a depot of it still releases, or doses that were handed out have days left.
func carries(v *plan.View, s medication.Substance) bool {
	if person.GoesOn(v, s) {
		return true
	}
	if _, releases := v.ActiveDepot(s); releases {
		return true
	}
	for supply := range v.Now().Supplies(s) {
		if !supply.Last.Before(v.Day()) {
			return true
		}
	}
	return false
}

// agonistCarries returns an agonist that is in the body or in the hand.
func agonistCarries(v *plan.View) (medication.Substance, bool) {
	for _, s := range agent.Agonists {
		if carries(v, s) {
			return s, true
		}
	}
	return 0, false
}

// company is what is taken beside a medication.
type company struct {
	agents    []string    // for a reader, each once
	known     truth.Value // No: somebody asked, and there is nothing; Unknown: nobody asked, or an agent has no classes
	unclassed string      // an agent that is taken and whose classes nobody knows
}

// company lists the agents that are taken beside the substance: listed medicines, those stopped fewer than the days ago, what this
// plan gives, what a test found since the last that did not, and use that was told of and not asked about since.
func (x *beside) company(v *plan.View, s medication.Substance, days int) (found company) {
	found.known = truth.No
	for c := range v.Now().Contacts() {
		switch {
		case c.Dose && agent.IsAgonist(c.Substance), c.Substance == s, x.quiet && c.Analyte != "":
		case c.Classes.Intersects(x.classes(s)) && !c.Classes.Intersects(x.without) && x.present(v, c, days):
			v.Now().Notes.Note(c.Event)
			if text := companyText(c); !slices.Contains(found.agents, text) {
				found.agents = append(found.agents, text)
			}
		case c.Unclassed && c.GoesOn: // asked last: of a combination one part may be known, and that part is in no doubt
			found.unclassed = c.Agent
			v.Now().Notes.Note(c.Event)
		}
	}
	switch {
	case len(found.agents) > 0:
		found.known = truth.Yes
	case found.unclassed != "" || !v.Reviewed(record.MedicinesSection):
		found.known = truth.Unknown
	}
	return found
}

// others are what all interactions ask first about an event.
type others struct {
	classes   medication.ClassSet // of all contacts but the doses of the agonists themselves
	unclassed bool                // one of them has no classes
	tells     bool                // the event tells of another agent
	brings    bool                // it brings an agonist
	anew      bool                // and does not repeat what was judged before
}

var besideAgonists = plan.NewFact(func(v *plan.View) (o others, ok bool) {
	acts, brings := repeatedActs.Lent(v)
	o.brings = brings
	for i := range acts {
		o.anew = o.anew || acts[i].anew
	}
	o.tells = v.Acts().Means().Any(record.Contacts)
	for c := range v.Now().Contacts() {
		if !c.Dose || !agent.IsAgonist(c.Substance) {
			o.classes, o.unclassed = o.classes.Union(c.Classes), o.unclassed || c.Unclassed
		}
	}
	return o, true
})

// interacting are the classes that some interaction speaks of.
var interacting = func() (classes medication.ClassSet) {
	for _, x := range [...]*beside{&sedation, &inhibition, &induction, &maoInhibition, &serotonin, &anticholinergics, &diuretics,
		&mixedAgonists} {
		classes = classes.Union(x.any())
	}
	return classes
}()

// interplay holds where something that interactions speak of is taken beside an agonist, or told of, and where an agonist is started and
// nobody has asked: for somebody who is on it, that is said once.
var interplay = plan.Given(func(v *plan.View) bool {
	others, _ := besideAgonists.Lent(v)
	return others.tells || others.unclassed || others.classes.Intersects(interacting) || !v.Reviewed(record.MedicinesSection) && others.starts(v)
})

// starts reports whether the event starts an agonist.
func (o *others) starts(v *plan.View) bool {
	return o.brings && slices.ContainsFunc(agent.Agonists[:], func(s medication.Substance) bool {
		_, brings := v.Acts().Of(record.Doses, medication.SetOf(s))
		return brings && v.Starting(s)
	})
}

// present reports whether a contact is one with what is still taken.
func (x *beside) present(v *plan.View, c *exposure.Contact, days int) bool {
	switch {
	case c.GoesOn:
		return true
	case c.Stopped:
		return person.DaysFree(v, c) < days
	case c.Analyte != "":
		negative, tested := v.Now().Cleared(c.Analyte)
		return !tested || negative.Before(c.At)
	case c.Dose: // of this plan: several doses a day, and none since yesterday is the end
		return v.DaysSince(c.At) <= 1
	case !x.told:
		return false
	}
	asked, reviewed := v.ReviewedAt(record.MedicinesSection)
	return !reviewed || asked.Before(c.At)
}

func companyText(c *exposure.Contact) string {
	switch {
	case c.Stopped:
		return c.Agent + ", which was stopped on " + c.Day.String()
	case c.Analyte != "":
		return c.Agent + ", which the drug screen of " + c.Day.String() + " found"
	case !c.GoesOn && !c.Dose:
		return c.Agent + ", told of on " + c.Day.String()
	}
	return c.Agent
}
