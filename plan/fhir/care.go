package fhir

import (
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// readEncounter reads a stay in hospital or an emergency department, as the circumstance that it is.
func readEncounter(x *at) {
	status := x.Get("status").Text()
	if status != "in-progress" && status != "finished" && status != "arrived" && status != "onleave" {
		x.note(NotInForce, x.Get("status"), "it has not begun, or never did")
		return
	}
	class := x.Get("class")
	circumstance := map[medication.Setting]record.Circumstance{medication.SettingHospital: record.HospitalStay,
		medication.SettingEmergency: record.EmergencyCare}[settings[class.Get("code").Text()]]
	if circumstance == "" {
		x.note(NoMatter, class, "a visit is no circumstance that changes which rules apply")
		return
	}
	period := x.Get("period").Period()
	if status == "finished" && period.End.IsZero() {
		x.note(NotKnownWhen, x.Get("period"), "it has ended, and does not say when")
		return
	}
	x.fact(record.ContextStated{Context: circumstance, Holds: truth.Yes}, period.Start, x.Get("period"), class)
	if len(x.account.Events) > 0 && !period.End.IsZero() {
		x.fact(record.ContextStated{Context: circumstance, Holds: truth.No}, period.End, x.Get("period"), class)
	}
}

// readProcedure reads an assessment that was done.
func readProcedure(x *at) {
	switch status := x.Get("status"); {
	case x.undone:
		return
	case !status.Is("completed"):
		x.note(NotInForce, status, "it is not completed")
		return
	}
	code := x.Get("code")
	switch means := x.Codes.of(code.Concept()).(type) {
	case Did:
		performed, typ := x.Choice("performed")
		when := performed.Time()
		if typ == "Period" {
			when = performed.Period().End
		}
		x.fact(record.Assessed{Assessment: means.Assessment}, when, performed, code)
	case Harmless:
		x.note(NoMatter, code, "a procedure that no rule asks about")
	default:
		x.note(UnknownCode, code, "whether a rule asks for %q is not known", code.Concept().Name())
	}
}

// readAppointment reads a visit that was missed.
func readAppointment(x *at) {
	if status := x.Get("status"); !status.Is("noshow") {
		x.note(NoMatter, status, "only a visit that was missed is an event")
		return
	}
	for _, p := range x.Get("participant").Items() {
		if ref := p.Get("actor").Reference(); !ref.IsZero() && x.person(ref) == x.out.Person {
			start := x.Get("start")
			x.fact(record.VisitMissed{}, start.Time(), start, x.Get("status"))
			return
		}
	}
	x.note(OtherPerson, x.Get("participant"), "the person is not among those who were to come")
}

// readAdverseEvent reads an unwanted effect that happened.
func readAdverseEvent(x *at) {
	if actuality := x.Get("actuality"); !actuality.Is("actual") {
		x.note(NotInForce, actuality, "it did not reach the person")
		return
	}
	event := x.Get("event")
	concept := event.Concept()
	date := x.Get("date")
	if means, ok := x.Codes.of(concept).(Overdose); ok {
		x.fact(record.Overdosed{Agent: means.Agent}, date.Time(), date, event)
		return
	}
	name := strings.TrimSpace(concept.Name())
	if name == "" {
		x.note(NotUnderstood, event, "it does not say what happened")
		return
	}
	serious := truth.Unknown
	switch x.Get("seriousness").At("coding.code").Text() {
	case "serious", "Serious":
		serious = truth.Yes
	case "non-serious", "Non-serious":
		serious = truth.No
	}
	x.fact(record.AdverseEvent{Description: name, Serious: serious}, date.Time(), date, event, x.Get("seriousness"))
}
