package fhir

import (
	"slices"
	"strconv"

	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// out reports whether a stage is one in which nobody is in treatment.
func out(s stages.Stage) bool {
	return s == stages.Transferred || s == stages.DischargedPlanned || s == stages.DischargedUnplanned ||
		s == stages.DischargedAdministrative ||
		s == stages.Deceased
}

// observation writes what was seen, measured or said.
func (w *writing) observation(ev *record.Event, category, profile string, code r4.Object) resource {
	return resource{typ: "Observation", profile: profile, members: obj(
		"status", w.state(ev, "final"), "category", r4.Array{hl7("observation-category", category)},
		"code", code, "subject", w.person, "effectiveDateTime", instant(ev.At),
		"performer", r4.Array{named(ev.Actor)})}
}

// codeFor returns the first code of the default table that has a meaning; nothing if there is none.
func codeFor(means Meaning) r4.Object {
	for _, e := range DefaultCodes().entries {
		if e.Means == means && e.Code != "" && e.Source.Confirmed() {
			return coding(string(e.System), e.Code, e.Display)
		}
	}
	return nil
}

// concepted returns a concept of the first code with a meaning, or of the word of this library.
func concepted(means Meaning, text, word string) r4.Object {
	if code := codeFor(means); code != nil {
		return concept(text, code)
	}
	return concept(text, own(word))
}

func writeScore(w *writing, ev *record.Event) resource {
	b := ev.Body.(record.Scored)
	instrument, _ := scale.Lookup(b.Scale)
	code := own(string(b.Scale))
	for _, c := range instrument.Codes() {
		if c.Confirmed() {
			code = coding(string(c.System), c.Code, c.Display)
		}
	}
	r := w.observation(ev, "survey", "us-core-observation-screening-assessment", concept(instrument.Title(), code)).
		with("valueQuantity", ucum(strconv.Itoa(b.Total), "score", "{score}"))
	var items r4.Array
	for _, item := range instrument.Items() {
		if score, ok := b.Items[item.ID]; ok {
			items = append(items, obj("code", concept(item.ID, own(string(b.Scale)+"."+item.ID)),
				"valueInteger", r4.Whole(score)))
		}
	}
	return r.with("component", items)
}

// vital are the measures that are taken at the bedside.
var vital = []record.Measure{record.Pulse, record.SystolicPressure, record.DiastolicPressure, record.RespiratoryRate,
	record.OxygenSaturation,
	record.BodyTemperature, record.BodyWeight}

func writeMeasured(w *writing, ev *record.Event) resource {
	b := ev.Body.(record.Measured)
	info, _ := b.Measure.Info()
	category := "exam"
	if slices.Contains(vital, b.Measure) {
		category = "vital-signs"
	}
	code := concepted(Measures{b.Measure}, info.Title, info.Name)
	if b.Measure == record.ALTRatio || b.Measure == record.ASTRatio {
		code = concept(info.Title, own(info.Name)) // the public code is of the amount, and not of a multiple
	}
	return w.observation(ev, category, "", code).with("valueQuantity", ucum(b.Value.String(), info.Unit, info.Unit))
}

// writeScreened writes a screen: one test as an observation of its own, several as one with components.
func writeScreened(w *writing, ev *record.Event) resource {
	b := ev.Body.(record.Screened)
	code := func(a record.Analyte) r4.Object { return concepted(TestsFor{a}, string(a), ownTest+string(a)) }
	if len(b.Results) == 1 {
		one := b.Results[0]
		return w.observation(ev, "laboratory", "", code(one.Analyte)).with("valueCodeableConcept", result(one.Result))
	}
	var all r4.Array
	for _, one := range b.Results {
		all = append(all, obj("code", code(one.Analyte), "valueCodeableConcept", result(one.Result)))
	}
	return w.observation(ev, "laboratory", "", concept("drug screen", own("screened"))).with("component", all)
}

func result(r record.TestResult) r4.Object { return conceptedText(Shows{r}, string(r)) }

func conceptedText(means Meaning, text string) r4.Object {
	if code := codeFor(means); code != nil {
		return concept(text, code)
	}
	return concept(text)
}

func writePregnancy(w *writing, ev *record.Event) resource {
	b := ev.Body.(record.PregnancyReported)
	text := "Not pregnant"
	if b.Status == record.Pregnant {
		text = "Pregnant"
	}
	return w.observation(ev, "social-history", "us-core-observation-pregnancystatus", concepted(Pregnancy{}, "Pregnancy status", "pregnancy")).
		with("valueCodeableConcept", conceptedText(Pregnancy{b.Status}, text))
}

func writeUse(w *writing, ev *record.Event) resource {
	b := ev.Body.(record.OpioidUsed)
	agent := obj("code", concept("", own("agent")), "valueCodeableConcept", concept(b.Agent))
	parts := r4.Array{agent}
	if !b.DailyDose.IsZero() {
		parts = append(parts, obj("code", concept("", own("daily-dose")), "valueQuantity", milligrams(b.DailyDose)))
	}
	if b.Injected.Known() {
		parts = append(parts, obj("code", concept("", own("injected")), "valueBoolean", r4.Bool(b.Injected == truth.Yes)))
	}
	return w.observation(ev, "social-history", "us-core-simple-observation", concept("last opioid use", own("opioid-used"))).
		with("valueDateTime", instant(ev.At)).with("component", parts)
}

func writeAllergy(w *writing, ev *record.Event) resource {
	b := ev.Body.(record.AllergyReported)
	text := b.Agent
	if b.Substance.Valid() {
		text = b.Substance.String()
	}
	members := obj("code", concept(text), "patient", w.person, "recordedDate", instant(ev.At))
	if w.void[ev.ID] {
		members = members.Set("verificationStatus", hl7("allergyintolerance-verification", "entered-in-error"))
	} else {
		members = members.Set("clinicalStatus", hl7("allergyintolerance-clinical", "active"))
	}
	return resource{typ: "AllergyIntolerance", profile: "us-core-allergyintolerance", members: members}
}

// condition writes a problem with its status; of one that was entered in error the status says nothing.
func (w *writing) condition(ev *record.Event, clinical string, code r4.Object) resource {
	members := obj("category", r4.Array{hl7("condition-category", "problem-list-item")}, "code", code,
		"subject", w.person, "recordedDate", instant(ev.At))
	if w.void[ev.ID] {
		members = members.Set("verificationStatus", hl7("condition-ver-status", "entered-in-error"))
	} else {
		members = members.Set("clinicalStatus", hl7("condition-clinical", clinical)).
			Set("verificationStatus", hl7("condition-ver-status", "confirmed"))
	}
	return resource{typ: "Condition", profile: "us-core-condition-problems-health-concerns", members: members}
}

func writeCondition(w *writing, ev *record.Event) resource {
	b := ev.Body.(record.ConditionReported)
	clinical := "active"
	if b.Present == truth.No {
		clinical = "resolved"
	}
	return w.condition(ev, clinical, concept(string(b.Condition), own(ownCondition+slug(string(b.Condition)))))
}

// writeDiagnosis writes the disorder. Remission, and a return to use after the diagnosis, are its status.
func writeDiagnosis(w *writing, ev *record.Event) resource {
	b := ev.Body.(record.DiagnosisRecorded)
	clinical := "active"
	switch {
	case w.relapsed.After(ev.At):
		clinical = "relapse"
	case b.Remission == truth.Yes:
		clinical = "remission"
	}
	code := concept("Opioid use disorder")
	if b.Code != "" {
		code = concept("Opioid use disorder", obj("system", r4.String(b.CodeSystem), "code", r4.String(b.Code)))
	}
	r := w.condition(ev, clinical, code)
	if b.Criteria > 0 {
		r = r.with("evidence", r4.Array{obj("code", r4.Array{concept("", own(ownCriteria+strconv.Itoa(b.Criteria)))})})
	}
	return r
}

func writeAdverse(w *writing, ev *record.Event) resource {
	event := concept(record.Describe(ev.Body), own(ev.Body.Kind().String()))
	if b, ok := ev.Body.(record.Overdosed); ok {
		if code := codeFor(Overdose{b.Agent}); code != nil {
			event = concept(record.Describe(b), code)
		}
	}
	actuality := "actual"
	return resource{typ: "AdverseEvent", members: obj("actuality", actuality, "event", event,
		"subject", w.person, "date", instant(ev.At))}
}

// writeAssessed writes what was done: an assessment, or a session of therapy.
func writeAssessed(w *writing, ev *record.Event) resource {
	code := concept(record.Describe(ev.Body), own(ev.Body.Kind().String()))
	if b, ok := ev.Body.(record.Assessed); ok {
		code = concepted(Did{b.Assessment}, string(b.Assessment), ownAssessment+string(b.Assessment))
	}
	return resource{typ: "Procedure", profile: "us-core-procedure", members: obj("status", w.state(ev, "completed"),
		"code", code, "subject", w.person, "performedDateTime", instant(ev.At))}
}

func writeConsent(w *writing, ev *record.Event) resource {
	b := ev.Body.(record.ConsentRecorded)
	if b.Consent != record.ConsentDisclosure {
		return writeStatement(w, ev)
	}
	status := "active"
	if b.Given == truth.No {
		status = "inactive"
	}
	return resource{typ: "Consent", members: obj("status", w.state(ev, status),
		"scope", hl7("consentscope", "patient-privacy"), "category", r4.Array{hl7("v3-ActCode", "42CFRPart2CD")},
		"patient", w.person, "dateTime", instant(ev.At),
		"policyRule", hl7("v3-ActCode", "42CFRPart2"))}
}

// slug turns a host's own word into something that a code can be: blanks are none.
func slug(word string) string {
	b := []byte(word)
	for i, c := range b {
		if c <= ' ' {
			b[i] = '-'
		}
	}
	return string(b)
}
