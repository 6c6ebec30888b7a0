package record

import (
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/medication"
)

// Measure names a number that is measured about a person. The zero Measure is invalid.
type Measure uint8

// The measures. Units are UCUM codes and fixed: a value in another unit is converted before it becomes an event.
const (
	_ Measure = iota
	Pulse
	SystolicPressure
	DiastolicPressure
	RespiratoryRate
	OxygenSaturation
	BodyTemperature
	BodyWeight
	QTc
	Potassium
	Magnesium
	ALTRatio
	ASTRatio
	EGFR
	ChildPugh
	Gestation
	measureEnd
)

// MeasureCount is one more than the number of measures: the size of an array that a measure indexes.
const MeasureCount = int(measureEnd)

// MeasureInfo describes a measure: its wire name, UCUM unit and the range outside of which a value is an error of entry.
// The ranges are plausibility bounds of this library, wide enough for any living person, and no clinical limits.
type MeasureInfo struct {
	Measure  Measure
	Name     string
	Title    string
	Unit     string
	Min, Max Quantity
}

var measures = [measureEnd]MeasureInfo{
	Pulse:             {Pulse, "pulse", "Pulse", "/min", Whole(0), Whole(400)},
	SystolicPressure:  {SystolicPressure, "systolic-pressure", "Systolic blood pressure", "mm[Hg]", Whole(0), Whole(400)},
	DiastolicPressure: {DiastolicPressure, "diastolic-pressure", "Diastolic blood pressure", "mm[Hg]", Whole(0), Whole(300)},
	RespiratoryRate:   {RespiratoryRate, "respiratory-rate", "Respiratory rate", "/min", Whole(0), Whole(150)},
	OxygenSaturation:  {OxygenSaturation, "oxygen-saturation", "Oxygen saturation", "%", Whole(0), Whole(100)},
	BodyTemperature:   {BodyTemperature, "body-temperature", "Body temperature", "Cel", Whole(10), Whole(50)},
	BodyWeight:        {BodyWeight, "body-weight", "Body weight", "kg", Whole(1), Whole(700)},
	QTc:               {QTc, "qtc", "Corrected QT interval", "ms", Whole(200), Whole(1000)},
	Potassium:         {Potassium, "potassium", "Serum potassium", "mmol/L", Whole(0), Whole(20)},
	Magnesium:         {Magnesium, "magnesium", "Serum magnesium", "mmol/L", Whole(0), Whole(20)},
	ALTRatio:          {ALTRatio, "alt", "ALT as a multiple of the upper limit of normal", "{xULN}", Whole(0), Whole(1000)},
	ASTRatio:          {ASTRatio, "ast", "AST as a multiple of the upper limit of normal", "{xULN}", Whole(0), Whole(1000)},
	EGFR:              {EGFR, "egfr", "Estimated glomerular filtration rate", "mL/min/{1.73_m2}", Whole(0), Whole(300)},
	ChildPugh:         {ChildPugh, "child-pugh", "Child-Pugh score", "{score}", Whole(5), Whole(15)},
	Gestation:         {Gestation, "gestation", "Weeks of gestation", "wk", Whole(0), Whole(45)},
}

// Measures returns the description of every measure.
func Measures() []MeasureInfo { return slices.Clone(measures[1:]) }

// Info returns the description of a measure; ok is false for an invalid one.
func (m Measure) Info() (info MeasureInfo, ok bool) {
	if m == 0 || m >= measureEnd {
		return MeasureInfo{}, false
	}
	return measures[m], true
}

// String returns the wire name, and "invalid" for anything else.
func (m Measure) String() string {
	if info, ok := m.Info(); ok {
		return info.Name
	}
	return "invalid"
}

// MarshalText writes the wire name.
func (m Measure) MarshalText() ([]byte, error) {
	if _, ok := m.Info(); !ok {
		return nil, fmt.Errorf("record: invalid measure %d", m)
	}
	return []byte(m.String()), nil
}

// UnmarshalText reads a wire name.
func (m *Measure) UnmarshalText(text []byte) error {
	for _, info := range measures[1:] {
		if info.Name == string(text) {
			*m = info.Measure
			return nil
		}
	}
	return fmt.Errorf("record: unknown measure %q", text)
}

// word is a closed vocabulary: a text type with a list of its members. The zero word, the empty text, means "not stated".
type word interface{ ~string }

func check[W word](what string, w W, members []W) error {
	if w == "" || slices.Contains(members, w) {
		return nil
	}
	return fmt.Errorf("record: unknown %s %q", what, w)
}

func demand[W word](what string, w W, members []W) error {
	if w == "" {
		return fmt.Errorf("record: %s is missing", what)
	}
	return check(what, w, members)
}

// Sex is the sex that matters for reference ranges.
type Sex string

// The sexes.
const (
	Female Sex = "female"
	Male   Sex = "male"
)

var sexes = []Sex{Female, Male}

// Analyte is what a drug screen looks for.
type Analyte string

// The analytes. Opioids means the panel as a whole, where only that was reported.
const (
	AnalyteOpioids         Analyte = "opioids"
	AnalyteOpiates         Analyte = "opiates"
	AnalyteSixMAM          Analyte = "6-mam"
	AnalyteFentanyl        Analyte = "fentanyl"
	AnalyteMethadone       Analyte = "methadone"
	AnalyteBuprenorphine   Analyte = "buprenorphine"
	AnalyteOxycodone       Analyte = "oxycodone"
	AnalyteBenzodiazepines Analyte = "benzodiazepines"
	AnalyteCocaine         Analyte = "cocaine"
	AnalyteAmphetamines    Analyte = "amphetamines"
	AnalyteAlcohol         Analyte = "alcohol"
	AnalyteXylazine        Analyte = "xylazine"
)

var analytes = []Analyte{AnalyteOpioids, AnalyteOpiates, AnalyteSixMAM, AnalyteFentanyl, AnalyteMethadone,
	AnalyteBuprenorphine, AnalyteOxycodone, AnalyteBenzodiazepines, AnalyteCocaine, AnalyteAmphetamines, AnalyteAlcohol,
	AnalyteXylazine}

// AnalyteCount is the number of analytes.
const AnalyteCount = 12

// Index returns the place of the analyte in Analytes, and -1 for anything else.
func (a Analyte) Index() int { return slices.Index(analytes, a) }

// Analytes returns every analyte.
func Analytes() []Analyte { return slices.Clone(analytes) }

// Opioid reports whether a positive result of the analyte means that an opioid is on board.
func (a Analyte) Opioid() bool {
	switch a {
	case AnalyteOpioids, AnalyteOpiates, AnalyteSixMAM, AnalyteFentanyl, AnalyteMethadone, AnalyteBuprenorphine,
		AnalyteOxycodone:
		return true
	}
	return false
}

// analyteAgents says of each analyte that names an agent or a group of agents, which classes a positive result means.
var analyteAgents = map[Analyte]struct {
	agent   string
	classes medication.ClassSet
}{
	AnalyteOpioids:         {"an opioid", medication.ClassSet(0)}, // which one is not known
	AnalyteOpiates:         {"an opiate", medication.ClassesOf(medication.ShortActingOpioid, medication.FullAgonistOpioid)},
	AnalyteSixMAM:          {"heroin", classesOf("heroin")},
	AnalyteFentanyl:        {"fentanyl", classesOf("fentanyl")},
	AnalyteMethadone:       {"methadone", classesOf("methadone")},
	AnalyteBuprenorphine:   {"buprenorphine", classesOf("buprenorphine")},
	AnalyteOxycodone:       {"oxycodone", classesOf("oxycodone")},
	AnalyteBenzodiazepines: {"a benzodiazepine", medication.ClassesOf(medication.Benzodiazepine)},
	AnalyteCocaine:         {"cocaine", classesOf("cocaine")},
	AnalyteAmphetamines:    {"an amphetamine", medication.ClassesOf(medication.Stimulant)},
	AnalyteAlcohol:         {"alcohol", medication.ClassesOf(medication.Alcohol)},
	AnalyteXylazine:        {"xylazine", classesOf("xylazine")},
}

func classesOf(agent string) medication.ClassSet {
	classes, _ := medication.Classify(agent)
	return classes
}

// Agent names what a positive result shows, for a reader; empty for an analyte that is none of the list.
func (a Analyte) Agent() string { return analyteAgents[a].agent }

// Classes returns the classes that a positive result shows to be in the body. Opioids as a whole show none: which one it was is
// not known.
func (a Analyte) Classes() medication.ClassSet { return analyteAgents[a].classes }

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

var losses = []Loss{LossLost, LossStolen, LossDestroyed, LossReturned, LossTaken}

// TestResult is the result of a test or a challenge.
type TestResult string

// The results. Inconclusive is doubtful or invalid: it is never read as negative.
const (
	Positive     TestResult = "positive"
	Negative     TestResult = "negative"
	Inconclusive TestResult = "inconclusive"
)

var testResults = []TestResult{Positive, Negative, Inconclusive}

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
var signs = slices.Concat(objectiveSigns, dangerSigns)

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
	GastrointestinalObstruction      Health = "gastrointestinal-obstruction"
	HeadInjury                       Health = "head-injury"
	AdrenalInsufficiency             Health = "adrenal-insufficiency"
	CongenitalLongQT                 Health = "congenital-long-qt"
	FamilyLongQT                     Health = "family-long-qt"
	StructuralHeartDisease           Health = "structural-heart-disease"
	Arrhythmia                       Health = "arrhythmia"
	Syncope                          Health = "syncope"
	AcuteHepatitis                   Health = "acute-hepatitis"
	LiverFailure                     Health = "liver-failure"
	HepaticImpairment                Health = "hepatic-impairment" // of whatever degree; the Child-Pugh score says how severe
	SevereRenalFailure               Health = "severe-renal-failure"
	AcuteAlcoholism                  Health = "acute-alcoholism"
	AlcoholUse                       Health = "alcohol-use"
	LowTolerance                     Health = "low-tolerance"
	HighTolerance                    Health = "high-tolerance"
	PhysicalDependence               Health = "opioid-physical-dependence"
	Breastfeeding                    Health = "breastfeeding"
	CoOccurringPsychiatric           Health = "co-occurring-psychiatric"
	Suicidality                      Health = "suicidality"
	RecentDiversion                  Health = "recent-diversion"
	EarlierCommunityDetox            Health = "earlier-community-detox" // a withdrawal in the community that was not completed
	NursingNeed                      Health = "nursing-need"            // ill, in body or mind, in a way that needs nursing or medical care
	SeveralSubstancesToWithdraw      Health = "several-substances"      // withdrawal from alcohol, benzodiazepines or others as well
	SevereSocialProblems             Health = "severe-social-problems"  // that withdrawal at home would have to do with
)

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
	HomeStart                 Circumstance = "home-start"                 // the person starts at home, can judge their own withdrawal and has a contact
	ObservedDosing            Circumstance = "observed-dosing"            // somebody watches every dose
	SpecialistSupervision     Circumstance = "specialist-supervision"     // an experienced specialist directs the treatment
	ProgramClosedDays         Circumstance = "program-closed-days"        // the programme is closed on some days
	UnableToTakeOral          Circumstance = "unable-to-take-oral"        // cannot swallow medication
	AdherencePlan             Circumstance = "adherence-plan"             // arrangements that doses are taken
	MedicallyManagedDetoxSite Circumstance = "withdrawal-management-site" // unit equipped for withdrawal management
	RapidNaltrexone           Circumstance = "rapid-naltrexone"           // a rapid start of naltrexone by a named protocol
)

// Section is a part of the history that can be declared complete.
type Section string

// The sections. Reviewing one turns "nothing on record" from unknown into none.
const (
	MedicinesSection  Section = "medicines"
	AllergiesSection  Section = "allergies"
	ConditionsSection Section = "conditions"
	OpioidUseSection  Section = "opioid-use"
)

var sections = []Section{MedicinesSection, AllergiesSection, ConditionsSection, OpioidUseSection}

// SectionCount is the number of sections.
const SectionCount = 4

// Index returns the place of the section in the list of sections, and -1 for anything else.
func (s Section) Index() int { return slices.Index(sections, s) }

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
	Reassessment           Assessment = "reassessment"              // what should change: level, dose, support
	OutcomesProfile        Assessment = "outcomes-profile"          // a treatment outcomes profile, as England keeps it
)

var assessments = []Assessment{ScreeningExamination, FullExamination, PsychosocialAssessment, ContinuingTreatment,
	MonitoringCheck, MonitoringAttempt, AdmissionTests, Reassessment, OutcomesProfile}

// Assessments returns every assessment.
func Assessments() []Assessment { return slices.Clone(assessments) }

// PregnancyStatus is what is known of a pregnancy.
type PregnancyStatus string

// The statuses.
const (
	Pregnant    PregnancyStatus = "pregnant"
	NotPregnant PregnancyStatus = "not-pregnant"
)

var pregnancyStatuses = []PregnancyStatus{Pregnant, NotPregnant}

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

var purposes = []Purpose{PurposeStart, PurposeContinue, PurposeRestart, PurposeTestDose, PurposeRescue, PurposeDetox,
	PurposePain, PurposeChallenge}

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

var reasons = []Reason{ReasonCompleted, ReasonPatientChoice, ReasonClinical, ReasonAdverseEvent, ReasonReturnToUse,
	ReasonPositiveTest, ReasonOtherDrugUse, ReasonBenzodiazepine, ReasonDeclinedCounselling, ReasonTimeLimit,
	ReasonDoseLimit, ReasonMissedVisits, ReasonLevelOfCare, ReasonAdministrative, ReasonMoved, ReasonCustody, ReasonPregnancy, ReasonSurgery,
	ReasonIntoxicated, ReasonVerifiedTransfer, ReasonSpecialistAdvice, ReasonEmergency, ReasonProtocol, ReasonOther}

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

var methods = []WithdrawalMethod{MethodMethadoneTaper, MethodBuprenorphineTaper, MethodAlpha2, MethodSymptomatic,
	MethodAntagonistAssisted, MethodAnesthesia, MethodAbrupt, MethodDihydrocodeine, MethodPsychosocialSupported}

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

var consents = []Consent{ConsentTreatment, ConsentGuardian, ConsentMinorStateLaw, ConsentWithdrawalRisks, ConsentDisclosure}
