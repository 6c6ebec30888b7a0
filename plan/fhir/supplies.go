package fhir

import (
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// begun are the statuses of a MedicationAdministration of which a part was given: it goes on, or was broken off.
var begun = map[string]bool{"in-progress": true, "on-hold": true, "stopped": true}

// readAdministration reads a dose that staff gave, or one that was due and was not taken.
func readAdministration(x *at) {
	status := x.Get("status")
	done, begun := status.Is("completed") && !x.undone, begun[status.Text()] && !x.undone
	if !done && !begun && !status.Is("not-done") && !(x.undone && status.Is("completed")) {
		x.without(status, "its status does not say that the dose was taken or was not")
		return
	}
	m, where, ok := x.medicine()
	effective, typ := x.Choice("effective")
	for _, later := range [...]string{"occurence", "occurrence"} { // as the versions after R4 spell it
		if typ == "" {
			effective, typ = x.Choice(later)
		}
	}
	if typ == r4.Several {
		effective = x.Get("effectiveDateTime")
		x.note(Contradiction, effective, "when it was given is stated twice")
	}
	when := effective.Time()
	if typ == "Period" {
		if when = effective.Period().Start; when.IsZero() {
			when = effective.Period().End
		}
	}
	switch {
	case !ok:
	case begun:
		x.note(NotUnderstood, status, "it was begun and not finished: how much of it was given is not stated")
		x.reached(m, when, effective, where)
	case !done && m.substance.Valid() && !m.rescue() && x.ownWord(ownHeld, "statusReason") != "":
		held := record.Reason(x.ownWord(ownHeld, "statusReason"))
		x.fact(record.DoseHeld{Substance: m.substance, Reason: held}, when, effective, where, x.Get("statusReason"))
	case !done && m.substance.Valid() && !m.rescue():
		x.fact(record.DoseMissed{Substance: m.substance}, when, effective, where, x.Get("statusReason"))
	case !done:
		x.note(NoMatter, where, "a dose of another medicine that was not given")
	case typ == "Period" && x.longerThanADay(effective.Period()):
		x.note(NotUnderstood, effective, "it was given over days: how many doses that were is not stated")
		x.reached(m, when, effective, where)
	case !m.product.IsValid():
		if m.substance.Valid() && !m.rescue() {
			x.note(NotUnderstood, where, "%s is known, and which product of it is not", m.substance)
		}
		x.reached(m, when, effective, where)
	default:
		x.given(m, when, effective, where)
	}
}

// longerThanADay reports whether a period that is known is no time of one dose.
func (x *at) longerThanADay(p r4.Period) bool {
	return !p.Start.IsZero() && !p.End.IsZero() && p.End.Earliest(x.Zone).Sub(p.Start.Latest(x.Zone)) > 24*time.Hour
}

// readChangedMedicine reads an order, a dose, a supply or a statement of which an extension that is not known changes the meaning: that the
// person has the medicine is possible, and is all that is taken from it.
func readChangedMedicine(x *at) {
	if x.draft || idle[x.Get("status").Text()] && !begun[x.Get("status").Text()] {
		return
	}
	if m, where, ok := x.medicine(); ok && !m.rescue() {
		x.fact(m.reported(truth.Yes), x.lastChange(), where)
	}
}

func (x *at) given(m medicine, when r4.Time, effective, where r4.Element) {
	if when.Precision < r4.Month { // that it was given counts, although nobody knows on which day
		x.had(m, effective, r4.Element{}, false, where)
		return
	}
	dosage := x.Get("dosage")
	if dosage.Len() == 1 {
		dosage = dosage.First() // also where it stands in a list
	}
	quantity := dosage.Get("dose")
	dose, trouble := x.dose(m, quantity.Quantity())
	if trouble != "" {
		if !quantity.Exists() {
			quantity = where
		}
		x.note(NotUnderstood, quantity, "%s", trouble)
		x.reached(m, when, effective, where)
		return
	}
	if x.byThemselves() {
		x.fact(record.DoseTaken{Product: m.product.ID(), Dose: dose, Late: x.ownLateOf()}, when, effective, where, quantity, x.Get("performer"))
		return
	}
	setting := x.settingOf(x.Get("context"))
	if setting == 0 {
		setting = x.ownSettingOf()
	}
	if setting == 0 {
		setting = x.Setting
	}
	x.fact(record.DoseGiven{Product: m.product.ID(), Dose: dose, Route: x.route(dosage.Get("route")), Setting: setting,
		Supervised: ownWatchedOf(x.At("performer.function").Concept()), Late: x.ownLateOf()}, when, effective, where, quantity)
}

// byThemselves reports whether the person took the dose, and nobody else gave it.
func (x *at) byThemselves() bool {
	performers := x.Get("performer")
	for _, p := range performers.Items() {
		if x.person(p.Get("actor").Reference()) != x.out.Person {
			return false
		}
	}
	return performers.Len() > 0
}

// reached records a medicine that reached the body and of which no dose can be stated.
func (x *at) reached(m medicine, when r4.Time, effective, where r4.Element) {
	if m.rescue() {
		x.note(NotUnderstood, where, "a reversal agent was given, and which product or how much is not known")
		return
	}
	x.fact(m.reported(truth.Yes), when, effective, where)
}

// readDispense reads what was handed over.
func readDispense(x *at) {
	status := x.Get("status")
	switch {
	case x.undone:
		return
	case !status.Is("completed"):
		x.without(status, "its status does not say that it was handed over")
		return
	}
	handed := x.Get("whenHandedOver")
	if quantity := x.At("quantity.value"); nothing(quantity) {
		x.note(NotUnderstood, quantity, "nothing was handed over, and its status says that it was")
		return
	}
	if medicine := x.Get("medicationCodeableConcept"); medicine.Concept().Has(System, "reversal-agent") {
		x.fact(record.NaloxoneSupplied{Doses: x.units()}, handed.Time(), handed, medicine, x.Get("quantity"))
		return
	}
	m, where, ok := x.medicine()
	ward := x.Get("category").Concept().Has(dispenseCategory, "inpatient")
	switch {
	case !ok:
	case ward && m.rescue():
		x.note(NoMatter, x.Get("category"), "a reversal agent that is supplied to a ward is not in the hand of the person")
	case ward: // staff have the doses, and give them
		x.has(m, handed, false, where)
	case m.product.ReversesOverdose():
		x.fact(record.NaloxoneSupplied{Product: m.product.ID(), Doses: x.units()}, handed.Time(), handed, where, x.Get("quantity"))
	case m.rescue():
		x.note(NotUnderstood, where, "a substance that reverses an overdose, and which product of it is not known")
	case m.product.LongActing():
		x.note(NoMatter, where, "a depot or an implant is in nobody's hand: what counts is that it is given")
	case treating.Has(m.substance):
		x.handedOver(m, handed, where)
	default:
		x.has(m, handed, false, where)
	}
}

const dispenseCategory = "http://terminology.hl7.org/CodeSystem/medicationdispense-category"

// treating are the medications for opioid use disorder, of which doses in the hand are a supply of this treatment.
var treating = medication.SetOf(medication.Methadone, medication.Buprenorphine, medication.SlowMorphine, medication.Naltrexone)

// nothing reports whether the number is zero, however it is written.
func nothing(number r4.Element) bool {
	n, exact := number.Decimal().Thousandths()
	return exact && n == 0
}

// units returns the whole number of units that were handed over; 0 where it is not stated as one.
func (x *at) units() int {
	q := x.Get("quantity").Quantity()
	n, ok := q.Value.Thousandths()
	if !ok || n%1000 != 0 || !countUnits[unit(q)] || n/1000 > 1000 || n < 0 {
		return 0
	}
	return int(n / 1000)
}

// handedOver records doses for days to come.
func (x *at) handedOver(m medicine, handed, where r4.Element) {
	supply := x.Get("daysSupply")
	n, ok := days(supply.Quantity())
	if !ok {
		x.note(NotUnderstood, supply, "for how many days it is, is not stated as a number of days")
		x.has(m, handed, false, where)
		return
	}
	if handed.Time().Precision < r4.Month {
		x.has(m, handed, false, where)
		return
	}
	body := record.TakeHomeSupplied{Substance: m.substance, Days: n, Product: m.product.ID()}
	if x.Get("dosageInstruction").Exists() && m.product.IsValid() {
		steps, ok := x.regimens(m)
		switch {
		case !ok || len(steps[0].parts) > 0:
		case len(steps) > 1:
			x.note(NotUnderstood, x.Get("dosageInstruction"), "which of its steps were handed out is not stated")
		case !steps[0].least.IsZero():
			x.note(NotUnderstood, x.At("dosageInstruction.doseAndRate.doseRange"), "how much of a range was handed out for a day is not stated")
		default:
			body.Dose, body.PerDay, body.First = steps[0].dose, steps[0].perDay, steps[0].first
			x.amounts(m, steps[0], n)
		}
	}
	x.fact(body, handed.Time(), handed, where, supply, x.Get("dosageInstruction"))
}

// amounts notes where the quantity that was handed over is not what the doses of those days come to.
func (x *at) amounts(m medicine, reg regimen, days int) {
	quantity := x.Get("quantity")
	all, trouble := m.dose(quantity.Quantity())
	if !quantity.Exists() || trouble != "" || reg.schedule != medication.Daily() || reg.perDay == 0 {
		return
	}
	if doses := reg.dose.Principal.Times(uint32(reg.perDay * days)); !doses.Equal(all.Principal) {
		x.note(Contradiction, quantity, "%s were handed over, and the doses of %d days are %s", all.Principal, days, doses)
	}
}

// statements are the statuses of a MedicationStatement that say whether the medicine is taken.
var statements = map[string]truth.Value{"active": truth.Yes, "completed": truth.No, "stopped": truth.No, "not-taken": truth.No,
	"on-hold": truth.No}

// adherenceSystem is the system of codes by which the version after R4 says whether a medicine is taken.
const adherenceSystem = "http://hl7.org/fhir/CodeSystem/medication-statement-adherence"

// takenBy says whether a medicine is taken by a status, or by the code of adherence: "taking-as-directed", "stopped", "not-taking".
func takenBy(status r4.Element) truth.Value {
	said := statements[status.Text()]
	for _, c := range status.Concept().Codings {
		first, _, _ := strings.Cut(c.Code, "-")
		switch {
		case c.System != adherenceSystem:
		case first == "taking":
			said = truth.Yes
		case first == "stopped" || first == "not" || first == "on":
			said = truth.No
		}
	}
	return said
}

// readStatement reads what a person takes, or took.
func readStatement(x *at) {
	status := x.Get("status")
	if adherence := x.Get("adherence").Get("code"); status.Is("recorded") && adherence.Exists() { // as the version after R4 has it
		status = adherence
	}
	taking := takenBy(status)
	never := status.Is("not-taken") || status.Concept().Has(adherenceSystem, "not-taking") || x.undone
	if taking == truth.Unknown {
		x.without(status, "its status does not say whether the medicine is taken")
		return
	}
	m, where, ok := x.medicine()
	if !ok {
		return
	}
	m.orderedHere = x.Get("category").Concept().Has(System, ownOrdered)
	since, typ := x.Choice("effective")
	until := r4.Element{}
	if typ == "Period" {
		since, until = since.Get("start"), since.Get("end")
	}
	switch {
	case m.rescue():
		x.note(NoMatter, where, "a reversal agent that is listed is not known to be in anybody's hand")
	case !never:
		if end := until.Time(); taking == truth.Yes && !end.IsZero() && end.Latest(x.Zone).Before(x.AsOf) {
			x.note(Contradiction, until, "it is said to be taken, and to have ended: it is read as taken")
		}
		x.had(m, since, until, taking == truth.No, where)
	default:
		x.fact(m.reported(truth.No), x.lastChange(), status, where)
	}
}
