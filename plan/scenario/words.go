package scenario

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// The words of the format, each with the other names that people use. The first name is the one that a record keeps.

var sexWords = newVocabulary("sex",
	word(plan.Female, "woman", "f", "girl"),
	word(plan.Male, "man", "m", "boy"),
)

var signWords = newVocabulary("sign",
	word(plan.Tachycardia, "tachycardic", "fast pulse"),
	word(plan.Mydriasis, "dilated pupils", "wide pupils", "large pupils"),
	word(plan.Yawning, "yawns"),
	word(plan.Rhinorrhea, "rhinorrhoea", "runny nose"),
	word(plan.Vomiting, "vomits"),
	word(plan.Diarrhea, "diarrhoea"),
	word(plan.Piloerection, "gooseflesh", "goosebumps", "goose bumps"),
	word(plan.Sedation, "sedated"),
	word(plan.Intoxication, "intoxicated"),
	word(plan.RespiratoryDepressionSign, "depressed breathing"),
)

var measureWords = newVocabulary("measure",
	is(plan.Pulse, "pulse", "heart rate", "hr"),
	is(plan.SystolicPressure, "systolic-pressure", "systolic", "sbp"),
	is(plan.DiastolicPressure, "diastolic-pressure", "diastolic", "dbp"),
	is(plan.RespiratoryRate, "respiratory-rate", "rr"),
	is(plan.OxygenSaturation, "oxygen-saturation", "spo2", "saturation"),
	is(plan.BodyTemperature, "body-temperature", "temperature"),
	is(plan.BodyWeight, "body-weight", "weight"),
	is(plan.QTc, "qtc"),
	is(plan.Potassium, "potassium", "k"),
	is(plan.Magnesium, "magnesium"),
	is(plan.ALTRatio, "alt"),
	is(plan.ASTRatio, "ast"),
	is(plan.EGFR, "egfr", "gfr"),
	is(plan.ChildPugh, "child-pugh"),
	is(plan.Gestation, "gestation", "weeks of gestation"),
)

var scaleWords = newVocabulary("scale",
	word(scale.COWS),
	word(scale.SOWS16, "sows-16"),
	word(scale.SOWS10, "sows-10"),
	word(scale.OOWS),
	word(scale.DSM5OUD, "dsm5", "dsm-5", "criteria"),
	word(scale.DAST10, "dast-10"),
	word(scale.PHQ9, "phq-9"),
	word(scale.GAD7, "gad-7"),
)

var analyteWords = newVocabulary("analyte",
	word(plan.AnalyteOpioids, "opioid", "any opioid"),
	word(plan.AnalyteOpiates, "opiate", "morphine"),
	word(plan.AnalyteSixMAM, "6mam", "6-monoacetylmorphine", "heroin"),
	word(plan.AnalyteFentanyl),
	word(plan.AnalyteMethadone),
	word(plan.AnalyteBuprenorphine, "bup"),
	word(plan.AnalyteOxycodone),
	word(plan.AnalyteBenzodiazepines, "benzodiazepine", "benzos"),
	word(plan.AnalyteCocaine),
	word(plan.AnalyteAmphetamines, "amphetamine", "methamphetamine"),
	word(plan.AnalyteAlcohol, "ethanol"),
	word(plan.AnalyteXylazine),
)

var resultWords = newVocabulary("result",
	word(plan.Positive, "pos", "+"),
	word(plan.Negative, "neg"),
	word(plan.Inconclusive, "doubtful", "invalid", "unclear"),
)

var healthWords = newVocabulary("condition",
	word(plan.SignificantRespiratoryDepression, "significant respiratory depression"),
	word(plan.AcuteAsthma, "acute severe asthma", "asthma attack"),
	word(plan.ObstructiveAirwaysDisease, "copd"),
	word(plan.GastrointestinalObstruction, "paralytic ileus", "bowel obstruction"),
	word(plan.HeadInjury, "raised intracranial pressure"),
	word(plan.AdrenalInsufficiency),
	word(plan.CongenitalLongQT),
	word(plan.FamilyLongQT, "family history of long qt"),
	word(plan.StructuralHeartDisease, "heart disease"),
	word(plan.Arrhythmia, "torsades", "torsades de pointes"),
	word(plan.Syncope, "fainting"),
	word(plan.AcuteHepatitis),
	word(plan.LiverFailure),
	word(plan.SevereRenalFailure, "renal failure", "kidney failure"),
	word(plan.AcuteAlcoholism, "delirium tremens", "acute alcohol intoxication"),
	word(plan.AlcoholUse, "drinks heavily", "heavy drinking"),
	word(plan.LowTolerance, "tolerance low", "tolerance uncertain", "tolerance unclear"),
	word(plan.HighTolerance, "tolerance high"),
	word(plan.PhysicalDependence, "opioid dependence", "physical dependence"),
	word(plan.Breastfeeding),
	word(plan.CoOccurringPsychiatric, "psychiatric disorder", "mental illness"),
	word(plan.Suicidality, "suicidal"),
	word(plan.RecentDiversion, "diversion"),
	word(plan.HepaticImpairment, "liver impairment"),
	word(plan.EarlierCommunityDetox),
	word(plan.NursingNeed),
	word(plan.SeveralSubstancesToWithdraw, "several substances to withdraw"),
	word(plan.SevereSocialProblems),
)

var contextWords = newVocabulary("context",
	word(plan.LowDoseInitiation, "micro-dosing", "microdosing", "bernese method"),
	word(plan.HospitalStay, "in hospital"),
	word(plan.MonitoredInpatient),
	word(plan.EmergencyCare, "emergency department"),
	word(plan.VerifiedTransfer, "transfer verified"),
	word(plan.PrecipitatedRescue, "rescue of precipitated withdrawal"),
	word(plan.SupervisedPainTreatment, "opioids solely under medical supervision"),
	word(plan.ControlledEnvironment),
	word(plan.Custody, "prison", "jail"),
	word(plan.ThreeDayEmergency, "three-day rule"),
	word(plan.Telemedicine, "telehealth"),
	word(plan.TelemedicineFlexibility),
	word(plan.InterimTreatment),
	word(plan.HomeStart, "home induction"),
	word(plan.ObservedDosing),
	word(plan.SpecialistSupervision, "experienced specialist"),
	word(plan.ProgramClosedDays, "programme closed days", "clinic closed days"),
	word(plan.UnableToTakeOral, "cannot swallow"),
	word(plan.AdherencePlan),
	word(plan.MedicallyManagedDetoxSite, "detox unit"),
)

var sectionWords = newVocabulary("part of the history",
	word(plan.MedicinesSection, "other medicines", "medication list"),
	word(plan.AllergiesSection),
	word(plan.ConditionsSection),
	word(plan.OpioidUseSection, "opioid history"),
)

var assessmentWords = newVocabulary("assessment",
	word(plan.ScreeningExamination, "screening exam"),
	word(plan.FullExamination, "full exam"),
	word(plan.PsychosocialAssessment),
	word(plan.ContinuingTreatment, "plan for continuing treatment"),
	word(plan.MonitoringCheck, "pdmp check", "pdmp checked"),
	word(plan.MonitoringAttempt, "pdmp unreachable", "pdmp down"),
	word(plan.AdmissionTests),
	word(plan.Reassessment),
	word(plan.OutcomesProfile, "top"),
)

var purposeWords = newVocabulary("purpose",
	word(plan.PurposeStart, "first dose", "induction", "initiation"),
	word(plan.PurposeContinue, "maintenance", "continuing"),
	word(plan.PurposeRestart),
	word(plan.PurposeTestDose),
	word(plan.PurposeRescue, "rescue of precipitated withdrawal"),
	word(plan.PurposeDetox, "withdrawal management", "taper"),
	word(plan.PurposePain),
	word(plan.PurposeChallenge, "naloxone challenge"),
)

var reasonWords = newVocabulary("reason",
	word(plan.ReasonCompleted, "completed treatment"),
	word(plan.ReasonPatientChoice, "patient's choice", "own choice", "patient request"),
	word(plan.ReasonClinical, "clinical judgment", "clinical judgement", "clinically indicated"),
	word(plan.ReasonAdverseEvent, "side effects"),
	word(plan.ReasonReturnToUse),
	word(plan.ReasonPositiveTest, "positive drug test", "positive urine"),
	word(plan.ReasonOtherDrugUse, "polysubstance use", "other drugs"),
	word(plan.ReasonBenzodiazepine, "benzodiazepines", "co-prescribed benzodiazepine"),
	word(plan.ReasonDeclinedCounselling, "declined counseling", "refused counselling", "refused counseling"),
	word(plan.ReasonTimeLimit, "maximum duration"),
	word(plan.ReasonDoseLimit, "maximum dose"),
	word(plan.ReasonMissedVisits, "missed appointments"),
	word(plan.ReasonLevelOfCare, "level takes nobody on medication"),
	word(plan.ReasonAdministrative, "rule violation"),
	word(plan.ReasonMoved, "moved away"),
	word(plan.ReasonCustody, "prison", "jail"),
	word(plan.ReasonPregnancy, "pregnant", "delivery"),
	word(plan.ReasonSurgery, "operation"),
	word(plan.ReasonIntoxicated, "intoxication", "sedated"),
	word(plan.ReasonVerifiedTransfer, "transfer verified"),
	word(plan.ReasonSpecialistAdvice),
	word(plan.ReasonEmergency),
	word(plan.ReasonProtocol),
	word(plan.ReasonOther),
)

var methodWords = newVocabulary("method of withdrawal management",
	word(plan.MethodMethadoneTaper, "methadone"),
	word(plan.MethodBuprenorphineTaper, "buprenorphine"),
	word(plan.MethodAlpha2, "alpha-2 agonists", "lofexidine", "clonidine"),
	word(plan.MethodSymptomatic),
	word(plan.MethodAntagonistAssisted, "naltrexone-assisted"),
	word(plan.MethodAnesthesia, "anaesthesia-assisted", "general anaesthesia", "general anesthesia", "ultra-rapid"),
	word(plan.MethodAbrupt, "cold turkey"),
	word(plan.MethodDihydrocodeine),
	word(plan.MethodPsychosocialSupported),
)

var consentWords = newVocabulary("consent",
	word(plan.ConsentTreatment),
	word(plan.ConsentGuardian, "parent", "parental"),
	word(plan.ConsentMinorStateLaw, "minor by state law"),
	word(plan.ConsentWithdrawalRisks, "risks of withdrawal"),
	word(plan.ConsentDisclosure),
)

var serviceWords = newVocabulary("service",
	word(stages.CBT, "cognitive behavioral therapy", "cognitive behavioural therapy"),
	word(stages.ContingencyManagement),
	word(stages.Motivational),
	word(stages.DBT),
	word(stages.CouplesTherapy, "couples therapy", "behavioural couples therapy"),
	word(stages.IndividualSessions, "counselling", "counseling", "individual sessions"),
	word(stages.GroupSessions, "group sessions", "group therapy"),
	word(stages.FamilySessions, "family sessions", "family therapy"),
	word(stages.MutualHelp, "narcotics anonymous", "na"),
	word(stages.Psychoeducation, "education"),
	word(stages.SocialSkills),
	word(stages.CaseManagement, "keyworking"),
	word(stages.Yoga),
	word(stages.Mindfulness),
	word(stages.ArtTherapy, "art therapy"),
	word(stages.Acupuncture),
)

var settingWords = newVocabulary("place",
	is(medication.SettingOTP, "otp", "opioid treatment program", "opioid treatment programme"),
	is(medication.SettingHospital, "hospital", "inpatient", "ward"),
	is(medication.SettingEmergency, "emergency-department", "ed", "emergency room", "a&e"),
	is(medication.SettingThreeDayException, "three-day-exception", "three-day rule"),
	is(medication.SettingOffice, "office", "practice", "gp surgery", "outpatient clinic"),
	is(medication.SettingREMS, "rems-certified", "rems", "rems-certified setting"),
	is(medication.SettingPharmacy, "pharmacy"),
	is(medication.SettingCustody, "custody", "prison", "jail"),
	is(medication.SettingHome, "home"),
)

var routeWords = newVocabulary("route",
	is(medication.Oral, "oral", "orally", "by mouth", "po"),
	is(medication.Sublingual, "sublingual", "under the tongue"),
	is(medication.Buccal, "buccal"),
	is(medication.Lingual, "lingual", "on the tongue"),
	is(medication.Subcutaneous, "subcutaneous", "sc"),
	is(medication.Intramuscular, "intramuscular", "im"),
	is(medication.Intravenous, "intravenous", "iv"),
	is(medication.Intranasal, "intranasal", "nasal"),
	is(medication.Transdermal, "transdermal", "patch"),
	is(medication.Implant, "implant"),
)

var editionWords = newVocabulary("edition",
	is(stages.ThirdEdition, "third edition", "3rd edition", "edition 3"),
	is(stages.FourthEdition, "fourth edition", "4th edition", "edition 4"),
)

// classWords are the classes of medicines.
var classWords = newVocabulary("class", classEntries()...)

func classEntries() (entries []entry[medication.Class]) {
	for class := medication.Class(1); class.Valid(); class++ {
		entries = append(entries, is(class, class.String()))
	}
	return entries
}

// stageWords, levelWords, courseWords and their triggers come from the built-in pathways.
var (
	stageWords  = newVocabulary("stage", stateEntries(stages.Journey())...)
	levelWords  = newVocabulary("level of care", stateEntries(stages.Care())...)
	courseWords = newVocabulary("position of the course", stateEntries(stages.Medication())...)

	stageTriggers  = newVocabulary("move", triggerEntries(stages.Journey(), stageAliases)...)
	levelTriggers  = newVocabulary("move between levels of care", triggerEntries(stages.Care(), levelAliases)...)
	courseTriggers = newVocabulary("move of the course", triggerEntries(stages.Medication(), nil)...)
)

var stageAliases = map[stages.Trigger][]string{
	stages.Assess: {"assessment"}, stages.BeginDetox: {"detox"}, stages.BeginTherapy: {"therapy"},
	stages.BeginAftercare: {"aftercare"}, stages.EnterRecovery: {"recovery"}, stages.Readmit: {"readmission"},
	stages.DischargePlanned: {"planned discharge"}, stages.DischargeUnplanned: {"unplanned discharge"},
	stages.DischargeAdministrative: {"administrative discharge"},
}

var levelAliases = map[stages.Trigger][]string{
	stages.ToOutpatient: {"outpatient"}, stages.ToIntensiveOutpatient: {"intensive outpatient", "iop"},
	stages.ToPartialHospitalization: {"partial hospitalization", "partial hospitalisation", "php"},
	stages.ToResidential:            {"residential"}, stages.ToInpatient: {"inpatient"},
	stages.ToRecoveryResidence:      {"recovery residence"},
	stages.ToOpioidTreatmentProgram: {"opioid treatment program", "opioid treatment programme", "otp"},
	stages.LeaveCare:                {"none"},
}

func stateEntries[S ~string](p *stages.Pathway[S]) (entries []entry[S]) {
	for _, id := range p.IDs() {
		entries = append(entries, is(id, string(id)))
	}
	return entries
}

func triggerEntries[S ~string](p *stages.Pathway[S], aliases map[stages.Trigger][]string) (entries []entry[stages.Trigger]) {
	for _, t := range p.Triggers() {
		entries = append(entries, word(t.ID, aliases[t.ID]...))
	}
	return entries
}
