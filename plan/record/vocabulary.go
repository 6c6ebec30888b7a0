package record

import (
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/plan/vocabulary"
)

// rows makes the rows of words that have no other names and no codes.
func rows[W ~string](words ...W) []vocabulary.Word {
	all := make([]vocabulary.Word, len(words))
	for i, w := range words {
		all[i] = vocabulary.Is(w)
	}
	return all
}

// check accepts what was not stated and what is a word of the table.
func check[W ~string](w W, words *vocabulary.TextTable[W]) error {
	if err := words.Check(w); err != nil {
		return fmt.Errorf("record: %w", err)
	}
	return nil
}

// demand accepts a word of the table.
func demand[W ~string](w W, words *vocabulary.TextTable[W]) error {
	if w == "" {
		return fmt.Errorf("record: %s is missing", words.Kind())
	}
	return check(w, words)
}

// place returns the index of the word in its table, and -1 for anything else.
func place[W ~string](words *vocabulary.TextTable[W], w W) int {
	if i, ok := words.Index(w); ok {
		return i
	}
	return -1
}

// Sex is the sex that matters for reference ranges.
type Sex string

// The sexes.
const (
	Female Sex = "female"
	Male   Sex = "male"
)

var sexes = vocabulary.Texts[Sex]("sex", rows(Female, Male)...)

// Valid reports whether it is one of the list. Not stated is none.
func (s Sex) Valid() bool { return sexes.Valid(s) }

// Sexes returns every sex.
func Sexes() []Sex { return slices.Collect(sexes.All()) }

// Loss is how doses left a person's hand.
type Loss string

// The ways.
const (
	LossLost      Loss = "lost"
	LossStolen    Loss = "stolen"
	LossDestroyed Loss = "destroyed"
	LossReturned  Loss = "returned" // to staff, who saw them
	LossTaken     Loss = "taken"    // the person says that none is left, and when the last was taken
)

var losses = vocabulary.Texts[Loss]("loss", rows(LossLost, LossStolen, LossDestroyed, LossReturned, LossTaken)...)

// Valid reports whether it is one of the list. Not stated is none.
func (l Loss) Valid() bool { return losses.Valid(l) }

// Losses returns every way in which doses leave a hand.
func Losses() []Loss { return slices.Collect(losses.All()) }

// TestResult is the result of a test or a challenge.
type TestResult string

// The results. Inconclusive is doubtful or invalid: it is never read as negative.
const (
	Positive     TestResult = "positive"
	Negative     TestResult = "negative"
	Inconclusive TestResult = "inconclusive"
)

var testResults = vocabulary.Texts[TestResult]("result", rows(Positive, Negative, Inconclusive)...)

// Valid reports whether it is one of the list. Not stated is none.
func (t TestResult) Valid() bool { return testResults.Valid(t) }

// TestResults returns every result.
func TestResults() []TestResult { return slices.Collect(testResults.All()) }

// Sign is something that is seen at the bedside.
type Sign string

// The signs. The first group are the objective signs of opioid withdrawal that the initiation rules count.
const (
	Tachycardia  Sign = "tachycardia"
	Mydriasis    Sign = "mydriasis"
	Yawning      Sign = "yawning"
	Rhinorrhea   Sign = "rhinorrhea"
	Vomiting     Sign = "vomiting"
	Diarrhea     Sign = "diarrhea"
	Piloerection Sign = "piloerection"

	Sedation                  Sign = "sedation"
	Intoxication              Sign = "intoxication"
	RespiratoryDepressionSign Sign = "respiratory-depression"
)

var objectiveSigns = []Sign{Tachycardia, Mydriasis, Yawning, Rhinorrhea, Vomiting, Diarrhea, Piloerection}
var dangerSigns = []Sign{Sedation, Intoxication, RespiratoryDepressionSign}
var signs = vocabulary.Texts[Sign]("sign", rows(slices.Concat(objectiveSigns, dangerSigns)...)...)

// Valid reports whether it is one of the list. Not stated is none.
func (s Sign) Valid() bool { return signs.Valid(s) }

// Signs returns every sign.
func Signs() []Sign { return slices.Collect(signs.All()) }

// ObjectiveWithdrawal reports whether the sign is an objective sign of opioid withdrawal.
func (s Sign) ObjectiveWithdrawal() bool { return slices.Contains(objectiveSigns, s) }

// Health is a condition or risk factor that rules ask about. Other conditions may be recorded under their own names; no
// built-in rule reads them.
type Health string

// The conditions that the built-in rules know.
const (
	SignificantRespiratoryDepression Health = "respiratory-depression"
	AcuteAsthma                      Health = "acute-asthma"
	ObstructiveAirwaysDisease        Health = "obstructive-airways-disease"
	SleepApnea                       Health = "sleep-apnea" // central, obstructive or of both kinds
	// ChronicHypercapnicFailure is what the second saturation scale of NEWS2 is for; airways disease alone is not it.
	ChronicHypercapnicFailure   Health = "chronic-hypercapnic-failure"
	GastrointestinalObstruction Health = "gastrointestinal-obstruction"
	HeadInjury                  Health = "head-injury"
	AdrenalInsufficiency        Health = "adrenal-insufficiency"
	CongenitalLongQT            Health = "congenital-long-qt"
	FamilyLongQT                Health = "family-long-qt"
	StructuralHeartDisease      Health = "structural-heart-disease"
	Arrhythmia                  Health = "arrhythmia"
	Syncope                     Health = "syncope"
	AcuteHepatitis              Health = "acute-hepatitis"
	LiverFailure                Health = "liver-failure"
	HepaticImpairment           Health = "hepatic-impairment" // of whatever degree; the Child-Pugh score says how severe
	SevereRenalFailure          Health = "severe-renal-failure"
	AcuteAlcoholism             Health = "acute-alcoholism"
	AlcoholUse                  Health = "alcohol-use"
	LowTolerance                Health = "low-tolerance"
	HighTolerance               Health = "high-tolerance"
	PhysicalDependence          Health = "opioid-physical-dependence"
	Breastfeeding               Health = "breastfeeding"
	CoOccurringPsychiatric      Health = "co-occurring-psychiatric"
	Suicidality                 Health = "suicidality"
	RecentDiversion             Health = "recent-diversion"
	EarlierCommunityDetox       Health = "earlier-community-detox" // a withdrawal in the community that was not completed
	NursingNeed                 Health = "nursing-need"            // ill, in body or mind, in a way that needs nursing or medical care
	SeveralSubstancesToWithdraw Health = "several-substances"      // withdrawal from alcohol, benzodiazepines or others as well
	SevereSocialProblems        Health = "severe-social-problems"  // that withdrawal at home would have to do with
)

var conditions = vocabulary.Texts[Health]("condition", rows(SignificantRespiratoryDepression, AcuteAsthma, ObstructiveAirwaysDisease,
	SleepApnea, ChronicHypercapnicFailure, GastrointestinalObstruction, HeadInjury, AdrenalInsufficiency, CongenitalLongQT, FamilyLongQT,
	StructuralHeartDisease, Arrhythmia, Syncope, AcuteHepatitis, LiverFailure, HepaticImpairment, SevereRenalFailure, AcuteAlcoholism,
	AlcoholUse, LowTolerance, HighTolerance, PhysicalDependence, Breastfeeding, CoOccurringPsychiatric, Suicidality, RecentDiversion,
	EarlierCommunityDetox, NursingNeed, SeveralSubstancesToWithdraw, SevereSocialProblems)...)

// HealthConditions returns every condition that the built-in rules know.
func HealthConditions() []Health { return slices.Collect(conditions.All()) }

// Circumstance is a context that changes which rules apply. A circumstance lasts until it is stated to have ended.
type Circumstance string

// The circumstances that the built-in rules know.
const (
	LowDoseInitiation         Circumstance = "low-dose-initiation"        // buprenorphine rises in small steps while the full agonist goes on
	HospitalStay              Circumstance = "hospital-stay"              // inpatient for another condition
	MonitoredInpatient        Circumstance = "monitored-inpatient"        // inpatient with continuous monitoring
	EmergencyCare             Circumstance = "emergency-care"             // emergency department or comparable protocol
	VerifiedTransfer          Circumstance = "verified-transfer"          // dose confirmed with the transferring programme
	PrecipitatedRescue        Circumstance = "precipitated-withdrawal"    // treating precipitated withdrawal
	SupervisedPainTreatment   Circumstance = "supervised-pain-treatment"  // opioids taken solely under medical supervision
	ControlledEnvironment     Circumstance = "controlled-environment"     // no access to opioids
	Custody                   Circumstance = "custody"                    // jail or prison
	ThreeDayEmergency         Circumstance = "three-day-emergency"        // dispensing under the US three-day rule
	Telemedicine              Circumstance = "telemedicine"               // no examination in person yet
	TelemedicineFlexibility   Circumstance = "telemedicine-flexibility"   // the prescriber relies on the general US exception for telemedicine
	InterimTreatment          Circumstance = "interim-treatment"          // waiting for a place in a comprehensive programme
	HomeStart                 Circumstance = "home-start"                 // the person starts at home, can judge withdrawal, and can call
	ObservedDosing            Circumstance = "observed-dosing"            // somebody watches every dose
	SpecialistSupervision     Circumstance = "specialist-supervision"     // an experienced specialist directs the treatment
	ProgramClosedDays         Circumstance = "program-closed-days"        // the programme is closed on some days
	UnableToTakeOral          Circumstance = "unable-to-take-oral"        // cannot swallow medication
	AdherencePlan             Circumstance = "adherence-plan"             // arrangements that doses are taken
	MedicallyManagedDetoxSite Circumstance = "withdrawal-management-site" // unit equipped for withdrawal management
	RapidNaltrexone           Circumstance = "rapid-naltrexone"           // a rapid start of naltrexone by a named protocol
	DirectDepot               Circumstance = "direct-depot"               // a weekly depot as the first buprenorphine, by a named protocol
)

var circumstances = vocabulary.Texts[Circumstance]("circumstance", rows(LowDoseInitiation, HospitalStay, MonitoredInpatient, EmergencyCare,
	VerifiedTransfer, PrecipitatedRescue, SupervisedPainTreatment, ControlledEnvironment, Custody, ThreeDayEmergency, Telemedicine,
	TelemedicineFlexibility, InterimTreatment, HomeStart, ObservedDosing, SpecialistSupervision, ProgramClosedDays, UnableToTakeOral,
	AdherencePlan, MedicallyManagedDetoxSite, RapidNaltrexone, DirectDepot)...)

// Circumstances returns every circumstance that the built-in rules know.
func Circumstances() []Circumstance { return slices.Collect(circumstances.All()) }

// Section is a part of the history that can be declared complete.
type Section string

// The sections. Reviewing one turns "nothing on record" from unknown into none.
const (
	MedicinesSection  Section = "medicines"
	AllergiesSection  Section = "allergies"
	ConditionsSection Section = "conditions"
	OpioidUseSection  Section = "opioid-use"
)

var sectionList = [...]Section{MedicinesSection, AllergiesSection, ConditionsSection, OpioidUseSection}

// SectionCount is the number of sections.
const SectionCount = len(sectionList)

var sections = vocabulary.Texts[Section]("section", rows(sectionList[:]...)...)

// Valid reports whether it is one of the list. Not stated is none.
func (s Section) Valid() bool { return sections.Valid(s) }

// Index returns the place of the section in the list of sections, and -1 for anything else.
func (s Section) Index() int { return place(sections, s) }

// Sections returns every section.
func Sections() []Section { return slices.Clone(sectionList[:]) }

// Assessment is an examination, assessment or plan that programmes have to have done by a day.
type Assessment string

// The assessments that the built-in rules ask for.
const (
	ScreeningExamination   Assessment = "screening-examination"     // before the first dose
	FullExamination        Assessment = "full-examination"          // the full medical examination in person
	PsychosocialAssessment Assessment = "psychosocial-assessment"   // with the plan of care that follows from it
	ContinuingTreatment    Assessment = "continuing-treatment-plan" // how treatment goes on after interim treatment
	MonitoringCheck        Assessment = "monitoring-database-check" // the prescription monitoring database was looked into
	MonitoringAttempt      Assessment = "monitoring-database-down"  // it was tried, and could not be reached
	AdmissionTests         Assessment = "admission-tests"           // for viral hepatitis, HIV, tuberculosis, the liver, pregnancy
	DentalAdvice           Assessment = "dental-advice"             // how to look after the teeth while a medication dissolves in the mouth
	Reassessment           Assessment = "reassessment"              // what should change: level, dose, support
	OutcomesProfile        Assessment = "outcomes-profile"          // a treatment outcomes profile, as England keeps it
)

var assessments = vocabulary.Texts[Assessment]("assessment",
	rows(ScreeningExamination, FullExamination, PsychosocialAssessment, ContinuingTreatment,
		MonitoringCheck, MonitoringAttempt, AdmissionTests, DentalAdvice, Reassessment, OutcomesProfile)...)

// Valid reports whether it is one of the list. Not stated is none.
func (a Assessment) Valid() bool { return assessments.Valid(a) }

// Assessments returns every assessment.
func Assessments() []Assessment { return slices.Collect(assessments.All()) }

// PregnancyStatus is what is known of a pregnancy.
type PregnancyStatus string

// The statuses.
const (
	Pregnant    PregnancyStatus = "pregnant"
	NotPregnant PregnancyStatus = "not-pregnant"
)

var pregnancyStatuses = vocabulary.Texts[PregnancyStatus]("status", rows(Pregnant, NotPregnant)...)

// Valid reports whether it is one of the list. Not stated is none.
func (p PregnancyStatus) Valid() bool { return pregnancyStatuses.Valid(p) }

// PregnancyStatuses returns every status.
func PregnancyStatuses() []PregnancyStatus { return slices.Collect(pregnancyStatuses.All()) }

// Purpose says what an order is for. Not stated, it is derived from what the person takes already.
type Purpose string

// The purposes.
const (
	PurposeStart     Purpose = "start"     // first dose of a medication, or the first after it ended
	PurposeContinue  Purpose = "continue"  // the dose stays or is adjusted
	PurposeRestart   Purpose = "restart"   // after missed doses or a break
	PurposeTestDose  Purpose = "test-dose" // one transmucosal dose before a depot
	PurposeRescue    Purpose = "rescue"    // treatment of precipitated withdrawal
	PurposeDetox     Purpose = "detox"     // supervised withdrawal, with an end
	PurposePain      Purpose = "pain"      // for pain, not for opioid use disorder
	PurposeChallenge Purpose = "challenge" // naloxone challenge
)

var purposes = vocabulary.Texts[Purpose]("purpose",
	rows(PurposeStart, PurposeContinue, PurposeRestart, PurposeTestDose, PurposeRescue, PurposeDetox,
		PurposePain, PurposeChallenge)...)

// Valid reports whether it is one of the list. Not stated is none.
func (p Purpose) Valid() bool { return purposes.Valid(p) }

// Purposes returns every purpose.
func Purposes() []Purpose { return slices.Collect(purposes.All()) }

// Reason is why something was asked for, withheld, stopped or overridden.
type Reason string

// The reasons. ReasonOther needs a note wherever a reason is required.
const (
	ReasonCompleted           Reason = "completed"
	ReasonPatientChoice       Reason = "patient-choice"
	ReasonClinical            Reason = "clinical"
	ReasonAdverseEvent        Reason = "adverse-event"
	ReasonReturnToUse         Reason = "return-to-use"
	ReasonPositiveTest        Reason = "positive-test"
	ReasonOtherDrugUse        Reason = "other-drug-use"
	ReasonBenzodiazepine      Reason = "benzodiazepine"
	ReasonDeclinedCounselling Reason = "declined-counselling"
	ReasonTimeLimit           Reason = "time-limit"
	ReasonDoseLimit           Reason = "dose-limit"
	ReasonMissedVisits        Reason = "missed-visits"
	ReasonLevelOfCare         Reason = "level-of-care" // the level of care or the program takes nobody on medication
	ReasonAdministrative      Reason = "administrative"
	ReasonMoved               Reason = "moved"
	ReasonCustody             Reason = "custody"
	ReasonPregnancy           Reason = "pregnancy"
	ReasonSurgery             Reason = "surgery"
	ReasonIntoxicated         Reason = "intoxicated"
	ReasonVerifiedTransfer    Reason = "verified-transfer"
	ReasonSpecialistAdvice    Reason = "specialist-advice"
	ReasonEmergency           Reason = "emergency"
	ReasonProtocol            Reason = "protocol"
	ReasonOther               Reason = "other"
)

var reasons = vocabulary.Texts[Reason]("reason",
	rows(ReasonCompleted, ReasonPatientChoice, ReasonClinical, ReasonAdverseEvent, ReasonReturnToUse,
		ReasonPositiveTest, ReasonOtherDrugUse, ReasonBenzodiazepine, ReasonDeclinedCounselling, ReasonTimeLimit,
		ReasonDoseLimit, ReasonMissedVisits, ReasonLevelOfCare, ReasonAdministrative, ReasonMoved, ReasonCustody, ReasonPregnancy, ReasonSurgery,
		ReasonIntoxicated, ReasonVerifiedTransfer, ReasonSpecialistAdvice, ReasonEmergency, ReasonProtocol, ReasonOther)...)

// Valid reports whether it is one of the list. Not stated is none.
func (r Reason) Valid() bool { return reasons.Valid(r) }

// Reasons returns every reason.
func Reasons() []Reason { return slices.Collect(reasons.All()) }

// WithdrawalMethod is how supervised withdrawal is to be managed.
type WithdrawalMethod string

// The methods.
const (
	MethodMethadoneTaper        WithdrawalMethod = "methadone-taper"
	MethodBuprenorphineTaper    WithdrawalMethod = "buprenorphine-taper"
	MethodAlpha2                WithdrawalMethod = "alpha-2-agonist"
	MethodSymptomatic           WithdrawalMethod = "symptomatic"
	MethodAntagonistAssisted    WithdrawalMethod = "antagonist-assisted"
	MethodAnesthesia            WithdrawalMethod = "anesthesia-assisted"
	MethodAbrupt                WithdrawalMethod = "abrupt"
	MethodDihydrocodeine        WithdrawalMethod = "dihydrocodeine"
	MethodPsychosocialSupported WithdrawalMethod = "psychosocial"
)

var methods = vocabulary.Texts[WithdrawalMethod]("method",
	rows(MethodMethadoneTaper, MethodBuprenorphineTaper, MethodAlpha2, MethodSymptomatic,
		MethodAntagonistAssisted, MethodAnesthesia, MethodAbrupt, MethodDihydrocodeine, MethodPsychosocialSupported)...)

// Valid reports whether it is one of the list. Not stated is none.
func (w WithdrawalMethod) Valid() bool { return methods.Valid(w) }

// WithdrawalMethods returns every method.
func WithdrawalMethods() []WithdrawalMethod { return slices.Collect(methods.All()) }

// Consent names what a person agreed to.
type Consent string

// The consents that the built-in rules know.
const (
	ConsentTreatment       Consent = "treatment"
	ConsentGuardian        Consent = "guardian"         // parent or guardian of a minor
	ConsentMinorStateLaw   Consent = "minor-state-law"  // the minor may consent alone by state law
	ConsentWithdrawalRisks Consent = "withdrawal-risks" // told of withdrawal, loss of tolerance, overdose, need for support
	ConsentDisclosure      Consent = "disclosure"       // treatment, payment and operations
)

var consents = vocabulary.Texts[Consent]("consent",
	rows(ConsentTreatment, ConsentGuardian, ConsentMinorStateLaw, ConsentWithdrawalRisks, ConsentDisclosure)...)

// Valid reports whether it is one of the list. Not stated is none.
func (c Consent) Valid() bool { return consents.Valid(c) }

// Consents returns every consent.
func Consents() []Consent { return slices.Collect(consents.All()) }
