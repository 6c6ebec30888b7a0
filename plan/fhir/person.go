package fhir

import (
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// readPatient reads who the person is, and whether they died.
func readPatient(x *at) {
	if x.account.Resource != x.out.Person && x.Key() != x.out.Person {
		x.note(OtherPerson, r4.Element{}, "it is somebody else")
		return
	}
	body := record.PersonRegistered{Sex: record.Sex(x.Get("gender").Text())}
	if !body.Sex.Valid() {
		body.Sex = ""
		x.note(NotUnderstood, x.Get("gender"), "the sex that reference ranges ask for is not stated")
	}
	birth := x.Get("birthDate").Time()
	switch birth.Precision {
	case r4.Year, r4.Day:
		if birth.First.Start(x.Zone).After(x.AsOf) {
			x.note(InvalidContent, x.Get("birthDate"), "it lies after the time at which the record was read")
			break
		}
		if body.Birth = birth.First; birth.Precision == r4.Year {
			x.note(Rounded, x.Get("birthDate"), "of the birth only the year is known: it is taken for its first day")
		}
	case r4.NoTime, r4.Month, r4.Instant:
		x.note(NotKnownWhen, x.Get("birthDate"), "no day or year of birth")
	}
	if body != (record.PersonRegistered{}) {
		x.fact(body, x.lastChange(), x.Get("gender"), x.Get("birthDate"))
	}
	switch deceased, typ := x.Choice("deceased"); typ {
	case "DateTime":
		x.fact(record.Died{}, deceased.Time(), deceased)
	case r4.Several:
		x.note(Contradiction, r4.Element{}, "whether and when the person has died is stated twice")
	case "Boolean":
		if died, _ := deceased.Bool(); died {
			x.note(NotKnownWhen, deceased, "the person has died, at an unknown time: it holds at the last change of the resource")
			x.fact(record.Died{}, x.lastChange(), deceased)
		}
	}
}

// onset returns since when the condition is known: its onset, or when it was recorded.
func (x *at) onset() r4.Time { return x.onsetElement().Time() }

func (x *at) onsetElement() r4.Element {
	if onset, typ := x.Choice("onset"); typ == "DateTime" {
		return onset
	} else if typ == "Period" && onset.Get("start").Exists() {
		return onset.Get("start")
	}
	return x.Get("recordedDate")
}

// readAllergy reads a hypersensitivity.
func readAllergy(x *at) {
	code := x.Get("code")
	verified, sure := x.statusOf("verificationStatus")
	clinical, clear := x.statusOf("clinicalStatus")
	switch {
	case sure && conditionRefuted[verified]:
		x.note(NotInForce, x.Get("verificationStatus"), "%s", verified)
		return
	case clear && conditionGone[clinical]:
		x.note(NotInForce, x.Get("clinicalStatus"), "%s", clinical)
		return
	}
	m := x.allergen(code)
	none, nothing := x.Codes.of(code.Concept()).(NoneKnown)
	if m.name == "" {
		x.note(NotUnderstood, code, "it does not say to what")
		return
	}
	when, where := x.Get("recordedDate").Time(), x.Get("recordedDate")
	if onset := x.onset(); when.IsZero() && !onset.IsZero() {
		when, where = onset, x.onsetElement()
	}
	if when.IsZero() {
		when = x.lastChange()
	}
	if nothing && (x.changed || !sure || !clear) {
		return // a list that nobody asked for could be held to be known
	}
	if nothing {
		x.fact(record.Reviewed{Section: none.Section}, when, where, code)
		return
	}
	if m.trouble != "" {
		x.note(Contradiction, code, "%s: of all of them one is taken", m.trouble)
	}
	body := record.AllergyReported{Substance: m.substance}
	if body.Substance == 0 {
		body.Agent = m.name
	}
	x.fact(body, when, where, code)
}

// allergen returns to what somebody is hypersensitive: what the code says, or, where that names no medicine, the substance of a reaction.
func (x *at) allergen(code r4.Element) medicine {
	m := x.identify(code.Concept())
	if m.known() || m.trouble != "" {
		return m
	}
	for _, reaction := range x.Get("reaction").Items() {
		if named := x.identify(reaction.Get("substance").Concept()); named.known() {
			return named
		}
	}
	return m
}

// readConsent reads a consent to disclosure. Which provisions it has is for who discloses, and not for a rule about treatment.
func readConsent(x *at) {
	given := map[string]truth.Value{"active": truth.Yes, "inactive": truth.No, "rejected": truth.No}[x.Get("status").Text()]
	category := x.At("scope.coding.code").Text()
	if given == truth.Unknown || category != "patient-privacy" {
		x.note(NotInForce, x.Get("status"), "no consent to disclosure that stands or was withdrawn")
		return
	}
	provision, when := x.Get("provision"), x.Get("dateTime")
	if denies := provision.Get("type"); given == truth.Yes && denies.Exists() && !denies.Is("permit") {
		x.note(NotUnderstood, denies, "it is in force, and its rule is none that permits: whether disclosure is consented to is not known")
		return
	}
	x.fact(record.ConsentRecorded{Consent: record.ConsentDisclosure, Given: given}, when.Time(), when, x.Get("scope"), x.Get("status"))
	if end := provision.Get("period").Get("end"); given == truth.Yes && !end.Time().IsZero() && end.Time().Earliest(x.Zone).Before(x.AsOf) {
		x.fact(record.ConsentRecorded{Consent: record.ConsentDisclosure, Given: truth.No}, end.Time(), end, x.Get("scope"))
	}
}
