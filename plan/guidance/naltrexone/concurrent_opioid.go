package naltrexone

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
)

var concurrentOpioid = plan.Rule{
	ID:       "naltrexone.concurrent-opioid",
	Title:    "Naltrexone and opioids are not given together: methadone, slow-release morphine, every buprenorphine product, and opioid analgesics",
	Severity: record.Block,
	About:    agent.OfMedications,
	Watches:  record.Doses | record.Contacts,
	Cites: []evidence.Citation{evidence.LabelNaltrexoneTablets.At("contraindications, partial agonists such as buprenorphine included",
		evidence.Primary),
		evidence.LabelVivitrol.At("section 4", evidence.Secondary), evidence.CoreSafetyNaltrexone.At("contraindications", evidence.Primary),
		evidence.Decision(10).Cite()},
	Needs:     plan.Needs(plan.Optional(opioidFree.Long), plan.Optional(naltrexoneActing.Tablet)),
	Remedy:    "stop the one before the other is ordered, and record when it was stopped; state the classes of a medicine that is not known",
	Override:  plan.NotOverridable("the pair is contraindicated: what was stopped already can be recorded as stopped"),
	Essential: true,
	Only:      antagonized,
	Judge:     judgeConcurrentOpioid,
}

// antagonized holds for a medicine that is reported, for naltrexone, and for an agonist while an antagonist goes on.
var antagonized = plan.Given(func(v *plan.View) bool {
	if _, reported := v.Body().(record.MedicineReported); reported || naltrexoneBrought(v) {
		return true
	}
	if _, brings := person.AgonistBrought(v); !brings {
		return false
	}
	_, goesOn := onAntagonist(v)
	return goesOn
}).Where(func(t plan.Traces) bool {
	return t.Of(medication.SetOf(medication.Naltrexone)) || t.Agents(medication.ClassesOf(medication.OpioidAntagonist, medication.LastingAntagonist))
})

func judgeConcurrentOpioid(v *plan.View) plan.Result {
	if b, ok := v.Body().(record.MedicineReported); ok {
		return judgeReportedPair(v, b)
	}
	if naltrexoneBrought(v) {
		return judgeOpioidBeside(v)
	}
	act, _ := person.AgonistBrought(v)
	antagonist, _ := onAntagonist(v)
	switch {
	case agonistWasFirst(v, act.Substance):
		// Naltrexone that came on top, by mistake as a rule, is no reason to withhold the agonist.
		return v.ViolatedAs(record.Warning, nil, "%s while %s goes on", act.Substance, antagonist).
			WithRemedy("stop %s; treat precipitated withdrawal with support, and never with more antagonist", antagonist)
	case rescuesFromNaltrexone(v, act.Substance):
		return v.ViolatedAs(record.Warning, nil, "%s for withdrawal that %s precipitated", act.Substance, antagonist).
			WithRemedy("the receptors are blocked and what a dose does cannot be foretold: small doses, breathing and sedation watched, " +
				"and longer than usual, since the blockade falls")
	case wornOff(v):
		return v.ViolatedAs(record.Warning, nil, "nobody recorded that naltrexone was stopped; the last dose was %s ago, and it has worn off",
			sinceNaltrexone(v)).WithRemedy("record when it was stopped")
	}
	return v.Violated(nil, "%s while %s goes on", act.Substance, antagonist)
}

// wornOff reports whether naltrexone goes on by the record alone: of what was ordered the last dose acts no more, an injection on the days
// after its interval and a tablet after its hours where doses of the schedule were left out; none is in the hand, and none was ordered
// since. What decision 9 lets begin after an end that was recorded is no more dangerous after one that was not.
func wornOff(v *plan.View) bool {
	last, dosed := v.LastDose(medication.Naltrexone)
	tablet, set := naltrexoneActing.Tablet.If(v)
	_, ordered, open := v.OrderInForce(medication.Naltrexone)
	if !dosed || !set || open && ordered.After(last.At) || v.Since(last.At) <= tablet.Value || naltrexoneImplanted(v) || naltrexoneInHand(v) {
		return false
	}
	if _, listed := listedAntagonist(v); listed {
		return false
	}
	if _, releases := v.ActiveDepot(medication.Naltrexone); releases || last.Product.LongActing() {
		return !releases
	}
	missed, _, known := v.MissedDoses(medication.Naltrexone)
	return known && missed > 0 && dosesAreTold(v)
}

// dosesAreTold reports whether the record would hold the tablets that are taken: somebody watches them, or some were told of after the day of
// the order, or that they were missed. Of tablets that are taken at home and of which nobody hears, silence is no end.
func dosesAreTold(v *plan.View) bool {
	order, at, open := v.OrderInForce(medication.Naltrexone)
	course := v.Now().CourseOf(medication.Naltrexone)
	v.Now().Notes.Note(course.Missed)
	return !open || order.Supervised == truth.Yes || course.Misses > 0 || v.DayOf(at).Before(course.Last.Day)
}

// naltrexoneImplanted reports whether an implant of naltrexone is on record: it has no interval after which it would have worn off.
func naltrexoneImplanted(v *plan.View) bool {
	for c := range v.Now().Contacts() {
		if c.Substance == medication.Naltrexone && implanted(c) {
			return true
		}
	}
	return false
}

// naltrexoneInHand reports whether days of a supply of naltrexone have not passed.
func naltrexoneInHand(v *plan.View) bool {
	for supply := range v.Now().Supplies(medication.Naltrexone) {
		if !supply.Last.Before(v.Day()) {
			return true
		}
	}
	return false
}

func sinceNaltrexone(v *plan.View) string {
	last, _ := v.LastDose(medication.Naltrexone)
	return phrase.Plural(v.DaysSince(last.At), "day")
}

// agonistWasFirst reports whether the agonist went on before the last dose of naltrexone, or what was handed out of it, came on top of it.
func agonistWasFirst(v *plan.View, s medication.Substance) bool {
	if !person.GoesOn(v, s) {
		return false
	}
	since, ordered := v.FirstOrder(s)
	if first, ok := v.FirstDose(s); ok && (!ordered || first.At.Before(since)) {
		since = first.At
	}
	last, dosed := v.LastDose(medication.Naltrexone)
	at, asked := v.FirstOrder(medication.Naltrexone)
	switch {
	case dosed:
		return since.Before(last.At) && !actedAt(v, since)
	case asked:
		return since.Before(at)
	}
	for supply := range v.Now().Supplies(medication.Naltrexone) {
		if !supply.Last.Before(v.Day()) && supply.Event.At.Before(since) {
			return false
		}
	}
	return true // a medicine from elsewhere, which this plan's agonist was judged beside when it was reported
}

// actedAt reports whether an earlier dose of naltrexone acted when the agonist began: the agonist came on top of it, and one more dose of
// naltrexone is no reason to go on.
func actedAt(v *plan.View, since time.Time) bool {
	tablet, set := naltrexoneActing.Tablet.If(v)
	for d := range v.Doses(medication.Naltrexone) {
		if !d.At.Before(since) {
			continue
		}
		if d.Product.LongActing() {
			return v.DayOf(since).Since(d.Day) <= d.Product.DepotDays()
		}
		return !set || since.Sub(d.At) <= tablet.Value
	}
	return false
}

// rescuesFromNaltrexone reports whether withdrawal that an antagonist precipitated is on record and supported: said by a fact, a
// circumstance or the order, and shown by a dose of the antagonist and, after it, signs or a score of withdrawal of today or
// yesterday. Buprenorphine treats it anywhere, another agonist where the person is monitored. That naltrexone was stopped is not
// asked for.
func rescuesFromNaltrexone(v *plan.View, s medication.Substance) bool {
	last, ok := v.LastDose(medication.Naltrexone)
	if !ok || s != medication.Buprenorphine && !monitored(v) {
		return false
	}
	told, ok := v.Last(record.KindPrecipitatedWithdrawal)
	if ok = ok && !told.At.Before(last.At) && !agent.IsAgonist(told.Body.(record.PrecipitatedWithdrawal).By); !ok &&
		!v.Holds(record.PrecipitatedRescue) {
		return false
	}
	if count, at, ok := v.ObjectiveSigns(); ok && count > 0 && !at.Before(last.At) && v.DaysSince(at) <= 1 {
		return true
	}
	score, at, ok := v.Scored(scale.COWS)
	return ok && !at.Before(last.At) && v.DaysSince(at) <= 1 && person.InWithdrawal(score)
}

// monitored reports whether the event belongs to a place where breathing is watched.
func monitored(v *plan.View) bool {
	return v.Holds(record.HospitalStay) || v.Holds(record.EmergencyCare) || v.Holds(record.MonitoredInpatient)
}

// judgeOpioidBeside looks for an opioid beside naltrexone.
func judgeOpioidBeside(v *plan.View) plan.Result {
	if s, ok := agonistGoesOn(v); ok && (!lapsed(v, s) || !testedFree(v)) {
		return v.Violated(nil, "naltrexone while %s goes on", s)
	} else if ok {
		return v.ViolatedAs(record.Warning, opioidFree.Long.Of(v), "nobody recorded that %s was stopped; none for %s or longer, and urine and "+
			"challenge of today are negative", s, phrase.Plural(opioidFree.Long.Of(v).Value, "day")).
			WithRemedy("record when it was stopped")
	}
	agent, taken := v.Taking(medication.Agonists)
	switch {
	case taken == truth.Yes:
		return v.Violated(nil, "naltrexone while %s is taken", agent)
	case taken == truth.No:
		return v.Met()
	case agent == "" && underNaltrexone(v): // the list was asked for at the start, and each change is judged when it is reported
		return v.NotApplicable()
	}
	if agent == "" && testedFree(v) {
		return v.ViolatedAs(record.Advice, nil, "the list of other medicines was not reviewed; urine and challenge of today are negative").
			WithRemedy("ask for opioid analgesics, and for medicines against cough and diarrhea, before naltrexone is given")
	}
	return person.LacksMedicines(v, agent)
}

// lapsed reports whether an agonist goes on by the record alone: ordered or begun, none taken, given or in the hand for the longest wait that
// is recommended, and no order since. Decision 9 refuses that outright no more than what was recorded as stopped.
func lapsed(v *plan.View, s medication.Substance) bool {
	wait, set := opioidFree.Long.If(v)
	_, ordered, open := v.OrderInForce(s)
	if !set || open && v.DaysSince(ordered) < wait.Value {
		return false
	}
	for c := range v.Now().Opioids() {
		_, order := c.Event.Body.(record.Order)
		switch {
		case c.Substance != s, order && !inHand(v, c):
		case inHand(v, c), kindOfContact(c) == contactDepot, person.DaysFree(v, c) < wait.Value:
			return false
		}
	}
	return true
}

// testedFree reports whether a naloxone challenge and drug screens of the same day all say that no opioid is on board. It takes
// both, and screens that looked for what a narrow one misses: neither alone is a proof.
func testedFree(v *plan.View) bool {
	today := sameDay(v)
	if !challengedNegative(v, today) {
		return false
	}
	result, _ := opioidScreen(v, today)
	_, narrow := notLookedFor(v, today)
	return result == record.Negative && !narrow
}

// judgeReportedPair judges a medicine that makes the pair with what this plan gives.
func judgeReportedPair(v *plan.View, b record.MedicineReported) plan.Result {
	if b.Taking != truth.Yes {
		return v.NotApplicable()
	}
	classes, known := b.ClassSet()
	if antagonist, ok := onAntagonist(v); ok && !classes.Has(medication.LastingAntagonist) {
		switch {
		case classes.Intersects(medication.Agonists):
			return v.Violated(nil, "%s is taken while %s goes on", b.Agent, antagonist)
		case !known:
			return person.LacksMedicines(v, b.Agent)
		}
	}
	if s, ok := agonistGoesOn(v); ok && classes.Has(medication.LastingAntagonist) {
		return v.Violated(nil, "%s is taken while %s goes on", b.Agent, s)
	}
	return v.NotApplicable()
}
