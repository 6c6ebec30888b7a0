package fhir

import (
	"strconv"
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
		if died, _ := deceased.Bool(); died {
			x.note(NotKnownWhen, deceased, "the person has died, at an unknown time: it holds at the last change of the resource")
			x.fact(record.Died{}, x.lastChange(), deceased)
		}
	}
}

// conditionRefuted are the verification statuses of what is not so.
var conditionRefuted = map[string]bool{"refuted": true, "entered-in-error": true}

// conditionGone are the clinical statuses of what is present no more; remission is not among them.
var conditionGone = map[string]bool{"inactive": true, "resolved": true}

// readCondition reads a diagnosis of opioid use disorder, an overdose, or a condition that rules ask about.
func readCondition(x *at) {
	verified, clinical := statusOf(x.Get("verificationStatus")), statusOf(x.Get("clinicalStatus"))
	if abated, typ := x.Choice("abatement"); clinical == "" && (typ == "DateTime" || typ == "Period") {
		clinical = x.abated(abated.Time(), abated.Period().End)
	}
	code := x.Get("code")
	concept := code.Concept()
	switch {
	case conditionRefuted[verified]:
		x.note(NotInForce, x.Get("verificationStatus"), "%s", verified)
		return
	case unconfirmed[verified]:
		x.note(x.unconfirmed(concept), x.Get("verificationStatus"), "%s: nobody has confirmed it", verified)
		return
	}
	switch means := x.Codes.of(concept).(type) {
	case Disorder:
		if x.changed {
			return // a treatment could be allowed by it
		}
		if status := x.Get("verificationStatus"); status.Exists() && verified != "confirmed" {
			x.note(NotUnderstood, status, "whether somebody has confirmed it is not said in a way that is known")
			return
		}
		x.disorder(means, clinical, code)
	case Overdose:
		x.fact(record.Overdosed{Agent: means.Agent}, x.onset(), x.onsetElement(), code)
	case Has:
		if x.changed && conditionGone[clinical] {
			return // something could be allowed by it
		}
		x.fact(record.ConditionReported{Condition: means.Condition, Present: truth.Of(!conditionGone[clinical])}, x.onset(),
			x.onsetElement(), code, x.Get("clinicalStatus"))
	case Pregnancy:
		if conditionGone[clinical] || means.Status == "" {
			x.note(NotInForce, x.Get("clinicalStatus"), "a pregnancy that is over, or that is not said to be one")
			return
		}
		x.fact(record.PregnancyReported{Status: means.Status}, x.onset(), x.onsetElement(), code)
	case Harmless:
		x.note(NoMatter, code, "a condition that no rule asks about")
	default:
		x.unknownCondition(concept, code)
	}
}

// statusOf returns a status: its code, or, where it has none, how somebody wrote it.
func statusOf(e r4.Element) string {
	concept := e.Concept()
	for _, c := range concept.Codings {
		if c.Code != "" {
			return c.Code
		}
	}
	return strings.ToLower(strings.TrimSpace(concept.Text))
}

// abated returns the clinical status of a condition of which an end is stated and no status: resolved, once that is past.
func (x *at) abated(ends ...r4.Time) string {
	for _, end := range ends {
		if !end.IsZero() && !end.Latest(x.Zone).After(x.AsOf) {
			return "resolved"
		}
	}
	return ""
}

// unconfirmed are the verification statuses of what may be so.
var unconfirmed = map[string]bool{"unconfirmed": true, "provisional": true, "differential": true}

// unconfirmed says which note a condition gets that may be so: somebody has to look at what rules warn of, and not at a diagnosis that nobody
// made yet.
func (x *at) unconfirmed(concept r4.Concept) Why {
	switch x.Codes.of(concept).(type) {
	case Has, Overdose, Pregnancy:
		return NotUnderstood
	}
	return NotInForce
}

// unknownCondition says why a condition has no known meaning.
func (x *at) unknownCondition(concept r4.Concept, code r4.Element) {
	for _, c := range concept.Codings {
		if c.System == "" && strings.HasPrefix(c.Code, "F11") {
			x.note(WrongCode, code, "the code %s without its system means different things in the ICD-10 of WHO and in ICD-10-CM", c.Code)
			return
		}
	}
	x.note(UnknownCode, code, "whether a rule asks for %q is not known", concept.Name())
}

// disorder records the diagnosis under the code that says so, and a return to use where the status is one.
func (x *at) disorder(means Disorder, clinical string, code r4.Element) {
	body := record.DiagnosisRecorded{Remission: means.Remission}
	for _, c := range code.Concept().Codings {
		if _, ok := x.Codes.byCode[codeKey{c.System, c.Code}].(Disorder); ok {
			body.CodeSystem, body.Code = c.System, c.Code
			break
		}
	}
	if body.Code == "" {
		body.CodeSystem, body.Code = System, "opioid-use-disorder" // its name alone was recognized
	}
	for _, item := range x.Get("evidence").Items() {
		for _, c := range item.Get("code").First().Concept().Codings {
			if word, ok := strings.CutPrefix(c.Code, ownCriteria); ok && c.System == System {
				body.Criteria, _ = strconv.Atoi(word)
			}
		}
	}
	status := x.Get("clinicalStatus")
	switch clinical {
	case "remission":
		body.Remission = truth.Yes
	case "relapse", "recurrence":
		body.Remission = truth.No
	case "inactive", "resolved":
		x.note(NotInForce, status, "the disorder is said to be %s", clinical)
		return
	}
	x.fact(body, x.onset(), x.onsetElement(), code, status)
	if clinical == "relapse" {
		x.fact(record.ReturnedToUse{}, x.lastChange(), status, code)
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
	verified, clinical := statusOf(x.Get("verificationStatus")), statusOf(x.Get("clinicalStatus"))
	code := x.Get("code")
	switch {
	case conditionRefuted[verified]:
		x.note(NotInForce, x.Get("verificationStatus"), "%s", verified)
		return
	case conditionGone[clinical]:
		x.note(NotInForce, x.Get("clinicalStatus"), "%s", clinical)
		return
	}
	m := x.identify(code.Concept())
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
	if nothing && x.changed {
		return
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
