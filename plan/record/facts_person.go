package record

import (
	"errors"
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/truth"
)

// Facts about who the person is, and what is known of them.

// PersonRegistered says who the plan is for. Nothing in it identifies the person.
type PersonRegistered struct {
	Birth civil.Date // day of birth, or the first day of the year where only that is known; zero if unknown
	Sex   Sex
}

// Kind returns KindPersonRegistered.
func (PersonRegistered) Kind() Kind { return KindPersonRegistered }

// Validate checks the sex.
func (b PersonRegistered) Validate() error { return check(b.Sex, sexes) }

// DiagnosisRecorded states the diagnosis of opioid use disorder.
type DiagnosisRecorded struct {
	Criteria   int         // number of DSM-5 criteria that count, 0 to 11
	Remission  truth.Value // the disorder is in remission
	HighRisk   truth.Value // high risk of return to use or of overdose
	CodeSystem string      // URI of the code system; required with a code
	Code       string
}

// Kind returns KindDiagnosisRecorded.
func (DiagnosisRecorded) Kind() Kind { return KindDiagnosisRecorded }

// Validate checks the number of criteria and that a code names its system: the same text means different diagnoses in
// different editions of the ICD.
func (b DiagnosisRecorded) Validate() error {
	if b.Criteria < 0 || b.Criteria > 11 {
		return fmt.Errorf("record: %d DSM-5 criteria, of eleven", b.Criteria)
	}
	if b.Code != "" && b.CodeSystem == "" {
		return fmt.Errorf("record: code %q without its code system means different things in different systems", b.Code)
	}
	return nil
}

// PregnancyReported says whether the person is pregnant.
type PregnancyReported struct {
	Status PregnancyStatus
	Due    civil.Date // expected day of delivery, where known
}

// Kind returns KindPregnancyReported.
func (PregnancyReported) Kind() Kind { return KindPregnancyReported }

// Validate demands the status.
func (b PregnancyReported) Validate() error { return demand(b.Status, pregnancyStatuses) }

// AllergyReported is a hypersensitivity: to a substance of the catalogue, or to something else that is named.
type AllergyReported struct {
	Substance medication.Substance // zero: none of the catalogue
	Agent     string               // what it is to, as the host names it; required without a substance
}

// Kind returns KindAllergyReported.
func (AllergyReported) Kind() Kind { return KindAllergyReported }

// To returns the substance of the catalogue that the hypersensitivity is to, by what was stated or else by the name of the agent; ok is
// false if it is to none of them.
func (b AllergyReported) To() (s medication.Substance, ok bool) {
	if b.Substance.Valid() {
		return b.Substance, true
	}
	if s, ok = SubstanceNamed(b.Agent); ok {
		return s, true
	}
	for s := medication.Substance(1); s.Valid(); s++ {
		if s.Holds(b.Agent) {
			return s, true
		}
	}
	return 0, false
}

// Validate demands a substance of the catalogue, or a name.
func (b AllergyReported) Validate() error {
	if b.Substance == 0 && strings.TrimSpace(b.Agent) != "" {
		return nil
	}
	return demandSubstance(b.Substance)
}

// ConditionReported says that a condition is present, or is so no more.
type ConditionReported struct {
	Condition Health
	Present   truth.Value
}

// Kind returns KindConditionReported.
func (ConditionReported) Kind() Kind { return KindConditionReported }

// Validate demands the condition and whether it is present.
func (b ConditionReported) Validate() error {
	return errors.Join(demandText("condition", string(b.Condition)), demandTruth("present", b.Present))
}

// MedicineReported is another medicine or substance that the person takes or has stopped.
type MedicineReported struct {
	Agent   string // generic name
	Taking  truth.Value
	Classes []medication.Class // what the host knows of its classes, in addition to the library's table
	// Classified says that Classes is everything, even where it is empty: an agent that no table knows, and that the host knows
	// to be in no class that matters, makes no rule unknown.
	Classified truth.Value
	// OrderedHere says that this treatment ordered it: an order of another system that the rules did not allow and that stands all the
	// same. It is then no second source of what this treatment gives. Anything but yes: somebody else's, or nobody said.
	OrderedHere truth.Value
}

// Kind returns KindMedicineReported.
func (MedicineReported) Kind() Kind { return KindMedicineReported }

// ClassSet returns the classes of the agent by the library's table and by the host; known is false if neither knows the agent.
func (b MedicineReported) ClassSet() (classes medication.ClassSet, known bool) {
	classes, known = medication.Classify(b.Agent)
	classes = classes.Union(medication.ClassesOf(b.Classes...))
	return classes, known || len(b.Classes) > 0 || b.Classified == truth.Yes
}

// Validate demands the agent and whether it is taken.
func (b MedicineReported) Validate() error {
	return errors.Join(demandText("agent", b.Agent), demandTruth("taking", b.Taking))
}

// Reviewed declares a part of the history complete: what is not on record there is then known to be absent.
type Reviewed struct {
	Section Section
}

// Kind returns KindReviewed.
func (Reviewed) Kind() Kind { return KindReviewed }

// Validate demands the section.
func (b Reviewed) Validate() error { return demand(b.Section, sections) }

// ConsentRecorded says that a consent was given or withdrawn.
type ConsentRecorded struct {
	Consent Consent
	Given   truth.Value
}

// Kind returns KindConsentRecorded.
func (ConsentRecorded) Kind() Kind { return KindConsentRecorded }

// Validate demands the consent and whether it was given.
func (b ConsentRecorded) Validate() error {
	return errors.Join(demand(b.Consent, consents), demandTruth("given", b.Given))
}

// ContextStated says that a circumstance begins or ends.
//
// A circumstance that stands for a named protocol says which, where it is carried out, and when it ends.
type ContextStated struct {
	Context  Circumstance
	Holds    truth.Value
	Protocol string             // the publication or protocol that is followed; empty: none stated
	Setting  medication.Setting // where; not stated: unknown
	Until    civil.Date         // last day; zero: until it is stated to have ended
}

// Kind returns KindContextStated.
func (ContextStated) Kind() Kind { return KindContextStated }

// Validate demands the circumstance and whether it holds. Hosts may use circumstances of their own.
func (b ContextStated) Validate() error {
	return errors.Join(demandText("context", string(b.Context)), demandTruth("holds", b.Holds))
}
