package r4

import "bytes"

// typeRule is an invariant of a type of element.
type typeRule struct {
	name   string
	broken func(Element) string // what is wrong; empty: nothing
}

// typeRules are the invariants of types, by their names in R4, and what R4 leaves to terminology: how a code of a system is written.
var typeRules = map[string][]typeRule{
	"Quantity": {{"qty-3", unitWithoutSystem}}, "Duration": {{"qty-3", unitWithoutSystem}}, "Age": {{"qty-3", unitWithoutSystem}},
	"Coding": {{"code-of-system", func(e Element) string {
		spelling := spellings[string(e.Get("system").content())]
		if spelling == nil {
			return ""
		}
		if c := e.Coding(); c.Code != "" && (!spelling.MatchString(c.Code) || !checkDigit(c.System, c.Code)) {
			return "the system has no such code"
		}
		return ""
	}}},
	"Period": {{"per-1", func(e Element) string {
		p := e.Period()
		if start, end := p.Start, p.End; start.Precision == Instant && end.Precision == Instant && end.Instant.Before(start.Instant) ||
			!start.First.IsZero() && !end.First.IsZero() && start.Precision == end.Precision && end.First.Before(start.First) {
			return "it ends before it begins"
		}
		return ""
	}}},
	"Timing": {{"tim-1", func(e Element) string {
		return unitMissing(e.Get("repeat"), "duration", "durationUnit")
	}}, {"tim-2", func(e Element) string { return unitMissing(e.Get("repeat"), "period", "periodUnit") }}},
	"Extension": {{"ext-1", func(e Element) string {
		if value, _ := e.Choice("value"); value.Exists() == e.Get("extension").Exists() {
			return "an extension has a value or extensions, and not both"
		}
		return ""
	}}},
	"Reference": {{"ref-1", func(e Element) string {
		if e.Get("reference").Is("") {
			return "an empty reference"
		}
		return ""
	}}},
}

func unitWithoutSystem(e Element) string {
	if e.Get("code").Exists() && !e.Get("system").Exists() {
		return "a code of a unit without its system"
	}
	return ""
}

func unitMissing(repeat Element, value, unit string) string {
	if repeat.Get(value).Exists() && !repeat.Get(unit).Exists() {
		return "a " + value + " without its unit"
	}
	return ""
}

// invariant is one of a type of resource, or of all of them for an empty type.
type invariant struct {
	on, rule string
	broken   func(Resource) string
}

func when(broken bool, text string) string {
	if broken {
		return text
	}
	return ""
}

// invariants are those of R4 that matter here, and those of US Core that are about more than one element.
var invariants = [...]invariant{
	{"", "dom-ref", func(r Resource) string { return danglingContained(r) }},
	{"CarePlan", "cpl-3", func(r Resource) string {
		for _, activity := range r.Get("activity").Items() {
			if activity.Get("reference").Exists() && activity.Get("detail").Exists() {
				return "an activity has a reference or a detail, and not both"
			}
		}
		return ""
	}},
	{"CarePlan", "us-core-assess-plan", func(r Resource) string {
		const system = "http://hl7.org/fhir/us/core/CodeSystem/careplan-category"
		for _, c := range r.Get("category").Items() {
			if c.Concept().Has(system, "assess-plan") {
				return ""
			}
		}
		return "a plan of care of US Core 6.1.0 has the category assess-plan"
	}},
	{"Condition", "con-4", func(r Resource) string {
		abatement, _ := r.Choice("abatement")
		status := r.At("clinicalStatus.coding.code").Text()
		return when(abatement.Exists() && (status == "active" || status == "recurrence" || status == "relapse"),
			"a condition that has abated is present no more")
	}},
	{"Condition", "con-3", func(r Resource) string {
		return when(!r.Get("clinicalStatus").Exists() && r.At("verificationStatus.coding.code").Text() != "entered-in-error" &&
			r.At("category.coding.code").Is("problem-list-item"), "a problem has a clinical status")
	}},
	{"MedicationRequest", "us-core-21", func(r Resource) string {
		return when(r.Get("intent").Is("order") && !r.Get("requester").Exists(), "an order says who ordered")
	}},
	{"MedicationDispense", "us-core-20", func(r Resource) string {
		return when(r.Get("status").Is("completed") && !r.Get("whenHandedOver").Exists(), "what was handed over says when")
	}},
	{"MedicationAdministration", "mad-1", func(r Resource) string {
		rate, _ := r.Get("dosage").Choice("rate")
		return when(r.Get("dosage").Exists() && !r.At("dosage.dose").Exists() && !rate.Exists(), "a dosage has a dose or a rate")
	}},
	{"Observation", "obs-6", func(r Resource) string {
		value, _ := r.Choice("value")
		return when(value.Exists() && r.Get("dataAbsentReason").Exists(), "a value, and why there is none")
	}},
	{"Goal", "gol-1", func(r Resource) string {
		for _, target := range r.Get("target").Items() {
			if detail, _ := target.Choice("detail"); detail.Exists() && !target.Get("measure").Exists() {
				return "a target has a measure where it has a detail"
			}
		}
		return ""
	}},
}

// danglingContained finds a reference to a contained resource that is not there.
func danglingContained(r Resource) string {
	if dangling(r, r.Element) {
		return "a reference to a contained resource that is not there"
	}
	return ""
}

// dangling looks for such a reference in an element, those of contained resources and of entries left out.
func dangling(r Resource, e Element) bool {
	for at, value := range e.places() {
		name := e.doc.nameAt(at)
		if string(name) == "reference" {
			if id, ok := bytes.CutPrefix(value.content(), []byte("#")); ok && len(id) > 0 {
				if _, found := r.Contained(string(id)); !found {
					return true
				}
			}
		}
		if value.token().kind < text && string(name) != "contained" && string(name) != "entry" {
			for _, item := range value.Items() {
				if dangling(r, item) {
					return true
				}
			}
		}
	}
	return false
}
