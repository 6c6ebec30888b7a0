package fhir

import (
	"slices"
	"strings"

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
		if died, isBool := deceased.Bool(); !isBool {
			x.note(NotUnderstood, deceased, "whether the person has died is not said in a way that is known")
		} else if died {
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
	switch none := !m.known() && saysNone(m.name); {
	case none && slices.ContainsFunc(otherAllergens, func(of string) bool { return strings.Contains(folded(m.name), of) }):
		x.note(NoMatter, code, "that there is none of another kind says nothing of medicines")
		return
	case none:
		x.note(NotUnderstood, code, "it names nothing, and does not say that nothing is known of any medicine: nobody may have asked")
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

// nones begin the names of entries that name nothing: that nothing is known, that nobody asked, or that there is nothing of another kind.
var nones = []string{"no known ", "no information", "no allerg", "no medic", "no current ", "no active ", "no drug ", "not on file", "not known",
	"not recorded", "not asked", "none", "nil known", "unknown", "nka ", "nkfa"}

// otherAllergens are what somebody can have no known allergy to that is no medicine.
var otherAllergens = []string{"food", "latex", "environment", "insect", "animal", "pollen"}

// saysNone reports whether the name of an entry is none of something.
func saysNone(name string) bool {
	name = folded(name) + " "
	return slices.ContainsFunc(nones, func(none string) bool { return strings.HasPrefix(name, none) })
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
	if decides := x.Get("decision"); given == truth.Yes && category == "" && decides.Exists() {
		x.note(NotUnderstood, decides, "a consent as the version after R4 has it: what it is a consent to is not known")
		return
	}
	if given == truth.Unknown || category != "patient-privacy" {
		x.note(NotInForce, x.Get("status"), "no consent to disclosure that stands or was withdrawn")
		return
	}
	provision, when := x.Get("provision"), x.Get("dateTime")
	if denies := provision.Get("type"); given == truth.Yes && denies.Exists() && !denies.Is("permit") {
		x.note(NotUnderstood, denies, "it is in force, and its rule is none that permits: whether disclosure is consented to is not known")
		return
	}
	from := provision.Get("period").Get("start")
	switch begins := from.Time(); {
	case given != truth.Yes || begins.IsZero():
	case begins.Earliest(x.Zone).After(x.AsOf):
		x.note(NotInForce, from, "it is in force from a day that lies ahead")
		return
	case begins.Earliest(x.Zone).After(when.Time().Latest(x.Zone)) && !when.Time().IsZero():
		when = from
	}
	x.fact(record.ConsentRecorded{Consent: record.ConsentDisclosure, Given: given}, when.Time(), when, x.Get("scope"), x.Get("status"))
	if end := provision.Get("period").Get("end"); given == truth.Yes && !end.Time().IsZero() && end.Time().Earliest(x.Zone).Before(x.AsOf) {
		x.fact(record.ConsentRecorded{Consent: record.ConsentDisclosure, Given: truth.No}, end.Time(), end, x.Get("scope"))
	}
}
