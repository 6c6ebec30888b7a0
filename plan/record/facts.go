package record

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// PersonRegistered says who the plan is for. Nothing in it identifies the person.
type PersonRegistered struct {
	Birth civil.Date // day of birth, or the first day of the year where only that is known; zero if unknown
	Sex   Sex
}

// DiagnosisRecorded states the diagnosis of opioid use disorder.
type DiagnosisRecorded struct {
	Criteria   int         // number of DSM-5 criteria that count, 0 to 11
	Remission  truth.Value // the disorder is in remission
	HighRisk   truth.Value // high risk of return to use or of overdose
	CodeSystem string      // URI of the code system; required with a code
	Code       string
}

// OpioidUsed reports use of an opioid that this plan did not give: what, and when for the last time (the time of the event).
type OpioidUsed struct {
	Agent     string          // generic name: heroin, fentanyl, methadone …
	DailyDose medication.Mass // usual daily dose where known (a methadone programme, say)
	Injected  truth.Value
}

// Scored is a completed instrument, by its items or by its total alone.
type Scored struct {
	Scale scale.ID
	Total int            // the sum; with items, it must be theirs
	Items map[string]int // item scores by item; nil if only the total is known
}

// SignsObserved lists the signs that were seen at an examination. Withdrawal signs that are not listed were looked for and
// not seen.
type SignsObserved struct {
	Signs []Sign
}

// Measured is one measured number.
type Measured struct {
	Measure Measure
	Value   Quantity // in the unit of the measure
}

// Screened is a drug screen. Analytes that are not in it were not tested.
type Screened struct {
	Results []AnalyteResult
}

// AnalyteResult is the result for one analyte.
type AnalyteResult struct {
	Analyte Analyte
	Result  TestResult
}

// PregnancyReported says whether the person is pregnant.
type PregnancyReported struct {
	Status PregnancyStatus
	Due    civil.Date // expected day of delivery, where known
}

// AllergyReported is a hypersensitivity: to a substance of the catalogue, or to something else that is named.
type AllergyReported struct {
	Substance medication.Substance // zero: none of the catalogue
	Agent     string               // what it is to, as the host names it; required without a substance
}

// To returns the substance of the catalogue that the hypersensitivity is to, by what was stated or else by the name of the agent; ok is
// false if it is to none of them.
func (b AllergyReported) To() (s medication.Substance, ok bool) {
	if b.Substance.Valid() {
		return b.Substance, true
	}
	return SubstanceNamed(b.Agent)
}

// ConditionReported says that a condition is present, or is so no more.
type ConditionReported struct {
	Condition Health
	Present   truth.Value
}

// MedicineReported is another medicine or substance that the person takes or has stopped.
type MedicineReported struct {
	Agent   string // generic name
	Taking  truth.Value
	Classes []medication.Class // what the host knows of its classes, in addition to the library's table
	// Classified says that Classes is everything, even where it is empty: an agent that no table knows, and that the host knows
	// to be in no class that matters, makes no rule unknown.
	Classified truth.Value
}

// ClassSet returns the classes of the agent by the library's table and by the host; known is false if neither knows the agent.
func (b MedicineReported) ClassSet() (classes medication.ClassSet, known bool) {
	classes, known = medication.Classify(b.Agent)
	classes = classes.Union(medication.ClassesOf(b.Classes...))
	return classes, known || len(b.Classes) > 0 || b.Classified == truth.Yes
}

// Reviewed declares a part of the history complete: what is not on record there is then known to be absent.
type Reviewed struct {
	Section Section
}

// Assessed says that an examination was made, an assessment done or a plan written. What was found is recorded by itself.
type Assessed struct {
	Assessment Assessment
}

// Challenged is a naloxone challenge.
type Challenged struct {
	Result   TestResult
	Observed time.Duration // how long the person was watched after the last dose
}

// DoseGiven is a dose that staff gave or saw taken, an injection included.
type DoseGiven struct {
	Product    medication.ProductID
	Dose       medication.Dose
	Route      medication.Route   // not stated: the product's only route
	Setting    medication.Setting // not stated: unknown
	Supervised truth.Value
	Purpose    Purpose
	Received   civil.Date // when a pharmacy delivered the product for this person; zero: from stock, or not stated
}

// DoseTaken is a dose that the person took unobserved and reported.
type DoseTaken struct {
	Product medication.ProductID
	Dose    medication.Dose
}

// DoseMissed is a scheduled dose that was not taken.
type DoseMissed struct {
	Substance medication.Substance
}

// DoseHeld is a dose that staff withheld.
type DoseHeld struct {
	Substance medication.Substance
	Reason    Reason
}

// TakeHomeSupplied is a supply of doses for days without observation, starting the day after.
type TakeHomeSupplied struct {
	Substance medication.Substance
	Days      int                  // number of days, 1 to 366
	Product   medication.ProductID // not stated: that of the order in force
	Dose      medication.Dose      // one administration; not stated: that of the order in force
	PerDay    int                  // administrations a day; 0: one
	First     civil.Date           // first day of the supply; zero: the day after the hand-over
}

// DosesLost says that doses that were in the person's hand are there no more.
type DosesLost struct {
	Substance medication.Substance
	Days      int // number of days' doses, 1 to 366; 0 for what the person says was taken
	How       Loss
	LastTaken civil.Date // the day of the last dose, where the person says that none is left; else zero
}

// NaloxoneSupplied is an opioid reversal agent in the hands of the person or the household.
type NaloxoneSupplied struct {
	Product medication.ProductID // not stated: some reversal agent
	Doses   int                  // not stated: 0
}

// SessionAttended is a therapy session.
type SessionAttended struct {
	Service stages.Service
	Minutes int // not stated: 0
}

// SessionMissed is a session that was booked and not attended.
type SessionMissed struct {
	Service stages.Service
}

// ServiceDeclined says that a service was offered and declined. It is no reason to withhold anything else.
type ServiceDeclined struct {
	Service stages.Service
}

// RewardEarned is a reward of contingency management.
type RewardEarned struct {
	For string
}

// PreventionPlanMade is a written plan for preventing return to use and overdose.
type PreventionPlanMade struct{}

// VisitMissed is an appointment that was not kept.
type VisitMissed struct{}

// ReturnedToUse is a return to use after a time without. It leads to reassessment and never to discharge.
type ReturnedToUse struct {
	Agent string
}

// Overdosed is an overdose that the person survived. A fatal one is Died.
type Overdosed struct {
	Agent            string // not stated: unknown
	NaloxoneReversed truth.Value
}

// PrecipitatedWithdrawal is withdrawal brought on by an antagonist or a partial agonist.
type PrecipitatedWithdrawal struct {
	By medication.Substance // zero: unknown
}

// AdverseEvent is another unwanted effect.
type AdverseEvent struct {
	Description string
	Serious     truth.Value
}

// ConsentRecorded says that a consent was given or withdrawn.
type ConsentRecorded struct {
	Consent Consent
	Given   truth.Value
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

// Died ends the plan.
type Died struct {
	Overdose truth.Value
}

// OverrideGranted is a standing override: it counts for every intent until it expires.
type OverrideGranted struct {
	Override Override
}

// Custom is a host's own fact.
type Custom struct {
	Name string // in the host's namespace, such as "org.example.urine-temperature"
	Text string
}

// Retracted takes back an event that was entered in error. The event stays on record and counts no more.
type Retracted struct {
	Event  EventID
	Reason string
}

// StageMoved is a move of stage that followed from a fact.
type StageMoved struct {
	Trigger  stages.Trigger
	From, To stages.Stage
}

// CourseMoved is a move of the medication course that followed from a fact or an order.
type CourseMoved struct {
	Trigger   stages.Trigger
	From, To  stages.Course
	Substance medication.Substance
}

// DeviationRecorded says that an event broke a rule, as the rule stood when it was judged.
type DeviationRecorded struct {
	Rule         RuleID
	Severity     Severity
	Jurisdiction string // identifier and version of the jurisdiction that judged
	Message      string
}

// DeviationWithdrawn says that a deviation on record does not hold, in the light of later entries.
type DeviationWithdrawn struct {
	Rule         RuleID
	Jurisdiction string
}

// Kind implementations: one line each, so that the table can be read against kind.go.

// Kind returns KindPersonRegistered.
func (PersonRegistered) Kind() Kind { return KindPersonRegistered }

// Kind returns KindDiagnosisRecorded.
func (DiagnosisRecorded) Kind() Kind { return KindDiagnosisRecorded }

// Kind returns KindOpioidUsed.
func (OpioidUsed) Kind() Kind { return KindOpioidUsed }

// Kind returns KindScored.
func (Scored) Kind() Kind { return KindScored }

// Kind returns KindSignsObserved.
func (SignsObserved) Kind() Kind { return KindSignsObserved }

// Kind returns KindMeasured.
func (Measured) Kind() Kind { return KindMeasured }

// Kind returns KindScreened.
func (Screened) Kind() Kind { return KindScreened }

// Kind returns KindPregnancyReported.
func (PregnancyReported) Kind() Kind { return KindPregnancyReported }

// Kind returns KindAllergyReported.
func (AllergyReported) Kind() Kind { return KindAllergyReported }

// Kind returns KindConditionReported.
func (ConditionReported) Kind() Kind { return KindConditionReported }

// Kind returns KindMedicineReported.
func (MedicineReported) Kind() Kind { return KindMedicineReported }

// Kind returns KindReviewed.
func (Reviewed) Kind() Kind { return KindReviewed }

// Kind returns KindAssessed.
func (Assessed) Kind() Kind { return KindAssessed }

// Kind returns KindChallenged.
func (Challenged) Kind() Kind { return KindChallenged }

// Kind returns KindDoseGiven.
func (DoseGiven) Kind() Kind { return KindDoseGiven }

// Kind returns KindDoseTaken.
func (DoseTaken) Kind() Kind { return KindDoseTaken }

// Kind returns KindDoseMissed.
func (DoseMissed) Kind() Kind { return KindDoseMissed }

// Kind returns KindDoseHeld.
func (DoseHeld) Kind() Kind { return KindDoseHeld }

// Kind returns KindTakeHomeSupplied.
func (TakeHomeSupplied) Kind() Kind { return KindTakeHomeSupplied }

// Kind returns KindDosesLost.
func (DosesLost) Kind() Kind { return KindDosesLost }

// Kind returns KindNaloxoneSupplied.
func (NaloxoneSupplied) Kind() Kind { return KindNaloxoneSupplied }

// Kind returns KindSessionAttended.
func (SessionAttended) Kind() Kind { return KindSessionAttended }

// Kind returns KindSessionMissed.
func (SessionMissed) Kind() Kind { return KindSessionMissed }

// Kind returns KindServiceDeclined.
func (ServiceDeclined) Kind() Kind { return KindServiceDeclined }

// Kind returns KindRewardEarned.
func (RewardEarned) Kind() Kind { return KindRewardEarned }

// Kind returns KindPreventionPlanMade.
func (PreventionPlanMade) Kind() Kind { return KindPreventionPlanMade }

// Kind returns KindVisitMissed.
func (VisitMissed) Kind() Kind { return KindVisitMissed }

// Kind returns KindReturnedToUse.
func (ReturnedToUse) Kind() Kind { return KindReturnedToUse }

// Kind returns KindOverdosed.
func (Overdosed) Kind() Kind { return KindOverdosed }

// Kind returns KindPrecipitatedWithdrawal.
func (PrecipitatedWithdrawal) Kind() Kind { return KindPrecipitatedWithdrawal }

// Kind returns KindAdverseEvent.
func (AdverseEvent) Kind() Kind { return KindAdverseEvent }

// Kind returns KindConsentRecorded.
func (ConsentRecorded) Kind() Kind { return KindConsentRecorded }

// Kind returns KindContextStated.
func (ContextStated) Kind() Kind { return KindContextStated }

// Kind returns KindDied.
func (Died) Kind() Kind { return KindDied }

// Kind returns KindOverrideGranted.
func (OverrideGranted) Kind() Kind { return KindOverrideGranted }

// Kind returns KindCustom.
func (Custom) Kind() Kind { return KindCustom }

// Kind returns KindRetracted.
func (Retracted) Kind() Kind { return KindRetracted }

// Kind returns KindStageMoved.
func (StageMoved) Kind() Kind { return KindStageMoved }

// Kind returns KindCourseMoved.
func (CourseMoved) Kind() Kind { return KindCourseMoved }

// Kind returns KindDeviationRecorded.
func (DeviationRecorded) Kind() Kind { return KindDeviationRecorded }

// Kind returns KindDeviationWithdrawn.
func (DeviationWithdrawn) Kind() Kind { return KindDeviationWithdrawn }

// Validate checks the sex.
func (b PersonRegistered) Validate() error { return check(b.Sex, sexes) }

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

// Validate demands the agent.
func (b OpioidUsed) Validate() error {
	return errors.Join(demandText("agent", b.Agent), withinMass(medication.Dose{Principal: b.DailyDose}))
}

// Validate scores the instrument: an illegal item value, a total out of range or a total that is not the sum is an error.
func (b Scored) Validate() error {
	_, err := b.Score()
	return err
}

// Score returns the score that the items or the total stand for.
func (b Scored) Score() (scale.Score, error) {
	instrument, ok := scale.Lookup(b.Scale)
	if !ok {
		return scale.Score{}, fmt.Errorf("record: unknown scale %q", b.Scale)
	}
	if b.Items == nil {
		return instrument.FromTotal(b.Total)
	}
	score, err := instrument.Score(b.Items)
	if err == nil && score.Complete && score.Low != b.Total {
		err = fmt.Errorf("record: %s total %d is not the sum of its items, %d", b.Scale, b.Total, score.Low)
	}
	return score, err
}

// Validate checks that the signs are known and listed once.
func (b SignsObserved) Validate() error {
	for i, s := range b.Signs {
		if err := demand(s, signs); err != nil {
			return err
		}
		if slices.Contains(b.Signs[:i], s) {
			return fmt.Errorf("record: sign %q twice", s)
		}
	}
	return nil
}

// Validate checks the value against the plausible range of the measure.
func (b Measured) Validate() error {
	info, ok := b.Measure.Info()
	if !ok {
		return errors.New("record: measure is missing")
	}
	if b.Value.Less(info.Min) || info.Max.Less(b.Value) {
		return fmt.Errorf("record: %s %s %s is not between %s and %s", info.Name, b.Value, info.Unit, info.Min, info.Max)
	}
	return nil
}

// Validate demands at least one result and each analyte once.
func (b Screened) Validate() error {
	if len(b.Results) == 0 {
		return errors.New("record: drug screen without results")
	}
	for i, r := range b.Results {
		if err := errors.Join(demand(r.Analyte, analytes), demand(r.Result, testResults)); err != nil {
			return err
		}
		if slices.ContainsFunc(b.Results[:i], func(o AnalyteResult) bool { return o.Analyte == r.Analyte }) {
			return fmt.Errorf("record: analyte %q twice", r.Analyte)
		}
	}
	return nil
}

// Validate demands the status.
func (b PregnancyReported) Validate() error { return demand(b.Status, pregnancyStatuses) }

// Validate demands a substance of the catalogue, or a name.
func (b AllergyReported) Validate() error {
	if b.Substance == 0 && strings.TrimSpace(b.Agent) != "" {
		return nil
	}
	return demandSubstance(b.Substance)
}

// Validate demands the condition and whether it is present.
func (b ConditionReported) Validate() error {
	return errors.Join(demandText("condition", string(b.Condition)), demandTruth("present", b.Present))
}

// Validate demands the agent and whether it is taken.
func (b MedicineReported) Validate() error {
	return errors.Join(demandText("agent", b.Agent), demandTruth("taking", b.Taking))
}

// Validate demands the section.
func (b Reviewed) Validate() error { return demand(b.Section, sections) }

// Validate demands the assessment.
func (b Assessed) Validate() error { return demand(b.Assessment, assessments) }

// Validate demands the result.
func (b Challenged) Validate() error {
	if b.Observed < 0 {
		return errors.New("record: negative time of observation")
	}
	return demand(b.Result, testResults)
}

// Validate checks product and dose.
func (b DoseGiven) Validate() error {
	return errors.Join(demandDose(b.Product, b.Dose), check(b.Purpose, purposes))
}

// Validate checks product and dose.
func (b DoseTaken) Validate() error { return demandDose(b.Product, b.Dose) }

// Validate demands the substance.
func (b DoseMissed) Validate() error { return demandSubstance(b.Substance) }

// Validate demands substance and reason.
func (b DoseHeld) Validate() error {
	return errors.Join(demandSubstance(b.Substance), demand(b.Reason, reasons))
}

// Validate checks the number of days, and that a product is one of the substance.
func (b TakeHomeSupplied) Validate() error {
	errs := []error{demandSubstance(b.Substance), within("days", b.Days, 1, 366), within("times a day", b.PerDay, 0, 24),
		withinMass(b.Dose)}
	if b.Product != "" {
		product, err := lookup(b.Product)
		if err == nil && product.Substance() != b.Substance {
			err = fmt.Errorf("record: %s is no product of %s", b.Product, b.Substance)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// Validate demands the substance, how the doses were lost, and how many, or of what was taken the day of the last.
func (b DosesLost) Validate() error {
	errs := []error{demandSubstance(b.Substance), demand(b.How, losses)}
	switch {
	case b.How == LossTaken && b.LastTaken.IsZero():
		errs = append(errs, errors.New("record: doses that were taken need the day of the last"))
	case b.How == LossTaken:
		errs = append(errs, within("days", b.Days, 0, 366))
	case !b.LastTaken.IsZero():
		errs = append(errs, fmt.Errorf("record: doses that were %s have no last one taken", b.How))
	default:
		errs = append(errs, within("days", b.Days, 1, 366))
	}
	return errors.Join(errs...)
}

// Validate checks that a named product reverses an overdose: buprenorphine with naloxone does not.
func (b NaloxoneSupplied) Validate() error {
	if err := within("doses", b.Doses, 0, 1000); err != nil || b.Product == "" {
		return err
	}
	product, err := lookup(b.Product)
	if err == nil && !product.ReversesOverdose() {
		err = fmt.Errorf("record: %s is not an overdose reversal agent", b.Product)
	}
	return err
}

// Validate demands the service.
func (b SessionAttended) Validate() error {
	return errors.Join(demandText("service", string(b.Service)), within("minutes", b.Minutes, 0, 24*60))
}

// Validate demands the service.
func (b SessionMissed) Validate() error { return demandText("service", string(b.Service)) }

// Validate demands the service.
func (b ServiceDeclined) Validate() error { return demandText("service", string(b.Service)) }

// Validate demands what the reward is for.
func (b RewardEarned) Validate() error { return demandText("for", b.For) }

// Validate accepts everything.
func (PreventionPlanMade) Validate() error { return nil }

// Validate accepts everything.
func (VisitMissed) Validate() error { return nil }

// Validate accepts everything.
func (ReturnedToUse) Validate() error { return nil }

// Validate accepts everything.
func (Overdosed) Validate() error { return nil }

// Validate accepts everything.
func (PrecipitatedWithdrawal) Validate() error { return nil }

// Validate demands the description.
func (b AdverseEvent) Validate() error { return demandText("description", b.Description) }

// Validate demands the consent and whether it was given.
func (b ConsentRecorded) Validate() error {
	return errors.Join(demand(b.Consent, consents), demandTruth("given", b.Given))
}

// Validate demands the circumstance and whether it holds. Hosts may use circumstances of their own.
func (b ContextStated) Validate() error {
	return errors.Join(demandText("context", string(b.Context)), demandTruth("holds", b.Holds))
}

// Validate accepts everything.
func (Died) Validate() error { return nil }

// Validate demands a complete override that expires.
func (b OverrideGranted) Validate() error {
	if b.Override.Expires.IsZero() {
		return errors.New("record: a standing override needs a time of expiry")
	}
	return b.Override.validate()
}

// Validate demands the name.
func (b Custom) Validate() error { return demandText("name", b.Name) }

// Validate demands event and reason.
func (b Retracted) Validate() error {
	return errors.Join(demandText("event", string(b.Event)), demandText("reason", b.Reason))
}

// Validate demands the target.
func (b StageMoved) Validate() error { return demandText("to", string(b.To)) }

// Validate demands the target.
func (b CourseMoved) Validate() error { return demandText("to", string(b.To)) }

// Validate demands rule and severity.
func (b DeviationRecorded) Validate() error {
	if !b.Severity.Valid() {
		return errors.New("record: severity is missing")
	}
	return demandText("rule", string(b.Rule))
}

// Validate demands the rule.
func (b DeviationWithdrawn) Validate() error { return demandText("rule", string(b.Rule)) }

func demandText(what, text string) error {
	if strings.TrimSpace(text) == "" {
		return fmt.Errorf("record: %s is missing", what)
	}
	return nil
}

func demandTruth(what string, t truth.Value) error {
	if t != truth.Yes && t != truth.No {
		return fmt.Errorf("record: %s is missing: yes or no", what)
	}
	return nil
}

func demandSubstance(s medication.Substance) error {
	if !s.Valid() {
		return errors.New("record: substance is missing")
	}
	return nil
}

func within(what string, n, low, high int) error {
	if n < low || n > high {
		return fmt.Errorf("record: %s %d is not between %d and %d", what, n, low, high)
	}
	return nil
}

func lookup(id medication.ProductID) (medication.Product, error) {
	product, ok := medication.Lookup(id)
	if !ok {
		return medication.Product{}, fmt.Errorf("record: unknown product %q", id)
	}
	return product, nil
}

func demandDose(id medication.ProductID, dose medication.Dose) error {
	if _, err := lookup(id); err != nil {
		return err
	}
	if dose.Principal.IsZero() {
		return errors.New("record: dose is missing")
	}
	return withinMass(dose)
}
