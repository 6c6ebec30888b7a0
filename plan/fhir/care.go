package fhir

import (
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// readEncounter reads a stay in hospital or an emergency department, as the circumstance that it is.
func readEncounter(x *at) {
	status := x.Get("status")
	over, begun := visits[status.Text()]
	if !begun {
		x.without(status, "it has not begun, or never did")
		return
	}
	class := x.Get("class")
	code, known := classOf(x.Resource)
	circumstance := circumstances[settings[code]]
	switch {
	case circumstance == "" && known:
		x.note(NoMatter, class, "a visit is no circumstance that changes which rules apply")
		return
	case circumstance == "":
		x.note(UnknownCode, class, "whether it was a stay in hospital or in an emergency department is not known")
		return
	}
	stated := x.Get("period")
	if !stated.Exists() {
		stated = x.Get("actualPeriod") // as the version after R4 names it
	}
	period := stated.Period()
	end := period.End.Latest(x.Zone)
	switch {
	case over && period.End.IsZero():
		x.note(NotKnownWhen, stated, "it has ended, and does not say when")
		return
	case !period.End.IsZero() && end.Before(period.Start.Earliest(x.Zone)):
		x.note(Contradiction, stated, "it ended before it began")
		return
	}
	x.fact(record.ContextStated{Context: circumstance, Holds: truth.Yes}, period.Start, stated, class)
	switch {
	case len(x.account.Events) == 0 || period.End.IsZero():
	case period.End.Precision == r4.Instant || end.After(x.AsOf):
		x.fact(record.ContextStated{Context: circumstance, Holds: truth.No}, period.End, stated, class)
	default: // on an unknown hour of that day, or day of that month: at its end it was over
		x.fact(record.ContextStated{Context: circumstance, Holds: truth.No}, r4.Time{Precision: r4.Instant, Instant: end}, stated, class)
	}
}

// visits are the statuses of an Encounter that has begun, and whether it is over: the last two are of the version after R4.
var visits = map[string]bool{"arrived": false, "triaged": false, "in-progress": false, "onleave": false, "finished": true,
	"completed": true, "discharged": true}

// circumstances are the settings of a stay that change which rules apply.
var circumstances = map[medication.Setting]record.Circumstance{medication.SettingHospital: record.HospitalStay,
	medication.SettingEmergency: record.EmergencyCare}

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
		if typ == "" {
			performed, typ = x.Choice("occurrence") // as the version after R4 names it
		}
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
	about := []r4.Reference{x.Get("subject").Reference()} // as the version after R4 has it
	for _, p := range x.Get("participant").Items() {
		about = append(about, p.Get("actor").Reference())
	}
	for _, ref := range about {
		if !ref.IsZero() && x.person(ref) == x.out.Person {
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
	event, date := x.Get("event"), x.Get("date")
	if later, typ := x.Choice("occurrence"); !event.Exists() && !date.Exists() && typ == "DateTime" { // as the version after R4 has it
		event, date = x.Get("code"), later
	}
	concept := event.Concept()
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
