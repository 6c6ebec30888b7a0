package scenario

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// The words of the format, each with the other names that people use. The first name is the one that a record keeps.

var sexWords = newVocabulary("sex",
	word(record.Female, "woman", "f", "girl"),
	word(record.Male, "man", "m", "boy"),
)

var signWords = newVocabulary("sign",
	word(record.Tachycardia, "tachycardic", "fast pulse"),
	word(record.Mydriasis, "dilated pupils", "wide pupils", "large pupils"),
	word(record.Yawning, "yawns"),
	word(record.Rhinorrhea, "rhinorrhoea", "runny nose"),
	word(record.Vomiting, "vomits"),
	word(record.Diarrhea, "diarrhoea"),
	word(record.Piloerection, "gooseflesh", "goosebumps", "goose bumps"),
	word(record.Sedation, "sedated"),
	word(record.Intoxication, "intoxicated"),
	word(record.RespiratoryDepressionSign, "depressed breathing"),
)

var measureWords = newVocabulary("measure",
	is(record.Pulse, "pulse", "heart rate", "hr"),
	is(record.SystolicPressure, "systolic-pressure", "systolic", "sbp"),
	is(record.DiastolicPressure, "diastolic-pressure", "diastolic", "dbp"),
	is(record.RespiratoryRate, "respiratory-rate", "rr"),
	is(record.OxygenSaturation, "oxygen-saturation", "spo2", "saturation"),
	is(record.BodyTemperature, "body-temperature", "temperature"),
	is(record.BodyWeight, "body-weight", "weight"),
	is(record.QTc, "qtc"),
	is(record.Potassium, "potassium", "k"),
	is(record.Magnesium, "magnesium"),
	is(record.ALTRatio, "alt"),
	is(record.ASTRatio, "ast"),
	is(record.EGFR, "egfr", "gfr"),
	is(record.ChildPugh, "child-pugh"),
	is(record.Gestation, "gestation", "weeks of gestation"),
)

// scaleWords has every instrument by its identifier, and by what else people call it.
var scaleWords = newVocabulary("scale", scaleEntries(map[scale.ID][]string{
	scale.SOWS16:  {"sows-16"},
	scale.SOWS10:  {"sows-10"},
	scale.DSM5OUD: {"dsm5", "dsm-5", "criteria"},
	scale.DAST10:  {"dast-10"},
	scale.PHQ9:    {"phq-9"},
	scale.GAD7:    {"gad-7"},
	scale.ACVPU:   {"avpu"},
})...)

func scaleEntries(aliases map[scale.ID][]string) (entries []entry[scale.ID]) {
	for _, instrument := range scale.All() {
		entries = append(entries, word(instrument.ID(), aliases[instrument.ID()]...))
	}
	return entries
}

var analyteWords = newVocabulary("analyte",
	word(record.AnalyteOpioids, "opioid", "any opioid"),
	word(record.AnalyteOpiates, "opiate", "morphine"),
	word(record.AnalyteSixMAM, "6mam", "6-monoacetylmorphine", "heroin"),
	word(record.AnalyteFentanyl),
	word(record.AnalyteMethadone),
	word(record.AnalyteBuprenorphine, "bup"),
	word(record.AnalyteOxycodone),
	word(record.AnalyteBenzodiazepines, "benzodiazepine", "benzos"),
	word(record.AnalyteCocaine),
	word(record.AnalyteAmphetamines, "amphetamine", "methamphetamine"),
	word(record.AnalyteAlcohol, "ethanol"),
	word(record.AnalyteXylazine),
)

var lossWords = newVocabulary("way in which doses are lost",
	word(record.LossLost),
	word(record.LossStolen),
	word(record.LossDestroyed),
	word(record.LossReturned),
	word(record.LossTaken, "none left"),
)

var needWords = newVocabulary("need",
	word(record.NeedHousing, "home"),
	word(record.NeedEmployment, "work", "job"),
	word(record.NeedEducation, "school"),
	word(record.NeedLegal, "legal help"),
	word(record.NeedInsurance),
	word(record.NeedFood),
	word(record.NeedChildcare),
	word(record.NeedBenefits),
	word(record.NeedTransport),
	word(record.NeedPapers, "papers"),
	word(record.NeedFamily),
	word(record.NeedGoal),
)

var needStatusWords = newVocabulary("status of a need",
	word(record.NeedOpen),
	word(record.NeedReferred),
	word(record.NeedMet),
	word(record.NeedDeclined),
)

var signStageWords = newVocabulary("stage of a warning sign",
	word(record.EarlySign),
	word(record.MiddleSign, "later"),
	word(record.ImmediateSign, "last"),
)

var resultWords = newVocabulary("result",
	word(record.Positive, "pos", "+"),
	word(record.Negative, "neg"),
	word(record.Inconclusive, "doubtful", "invalid", "unclear"),
)

var healthWords = newVocabulary("condition",
	word(record.SignificantRespiratoryDepression, "significant respiratory depression"),
	word(record.AcuteAsthma, "acute severe asthma", "asthma attack"),
	word(record.ObstructiveAirwaysDisease, "copd"),
	word(record.ChronicHypercapnicFailure, "hypercapnic failure", "hypercapnic respiratory failure"),
	word(record.SleepApnea, "sleep apnoea", "obstructive sleep apnea", "central sleep apnea"),
	word(record.GastrointestinalObstruction, "paralytic ileus", "bowel obstruction"),
	word(record.HeadInjury, "raised intracranial pressure"),
	word(record.AdrenalInsufficiency),
	word(record.CongenitalLongQT),
	word(record.FamilyLongQT, "family history of long qt"),
	word(record.StructuralHeartDisease, "heart disease"),
	word(record.Arrhythmia, "torsades", "torsades de pointes"),
	word(record.Syncope, "fainting"),
	word(record.AcuteHepatitis),
	word(record.LiverFailure),
	word(record.SevereRenalFailure, "renal failure", "kidney failure"),
	word(record.AcuteAlcoholism, "delirium tremens", "acute alcohol intoxication"),
	word(record.AlcoholUse, "drinks heavily", "heavy drinking"),
	word(record.LowTolerance, "tolerance low", "tolerance uncertain", "tolerance unclear"),
	word(record.HighTolerance, "tolerance high"),
	word(record.PhysicalDependence, "opioid dependence", "physical dependence"),
	word(record.Breastfeeding),
	word(record.CoOccurringPsychiatric, "psychiatric disorder", "mental illness"),
	word(record.Suicidality, "suicidal"),
	word(record.RecentDiversion, "diversion"),
	word(record.HepaticImpairment, "liver impairment"),
	word(record.EarlierCommunityDetox),
	word(record.NursingNeed),
	word(record.SeveralSubstancesToWithdraw, "several substances to withdraw"),
	word(record.SevereSocialProblems),
)

var contextWords = newVocabulary("context",
	word(record.LowDoseInitiation, "micro-dosing", "microdosing", "bernese method"),
	word(record.HospitalStay, "in hospital"),
	word(record.MonitoredInpatient),
	word(record.EmergencyCare, "emergency department"),
	word(record.VerifiedTransfer, "transfer verified"),
	word(record.PrecipitatedRescue, "rescue of precipitated withdrawal"),
	word(record.SupervisedPainTreatment, "opioids solely under medical supervision"),
	word(record.ControlledEnvironment),
	word(record.Custody, "prison", "jail"),
	word(record.ThreeDayEmergency, "three-day rule"),
	word(record.Telemedicine, "telehealth"),
	word(record.TelemedicineFlexibility),
	word(record.InterimTreatment),
	word(record.HomeStart, "home induction"),
	word(record.ObservedDosing),
	word(record.SpecialistSupervision, "experienced specialist"),
	word(record.ProgramClosedDays, "programme closed days", "clinic closed days"),
	word(record.UnableToTakeOral, "cannot swallow"),
	word(record.AdherencePlan),
	word(record.RapidNaltrexone, "rapid naltrexone start"),
	word(record.DirectDepot, "depot directly"),
	word(record.MedicallyManagedDetoxSite, "detox unit"),
)

var sectionWords = newVocabulary("part of the history",
	word(record.MedicinesSection, "other medicines", "medication list"),
	word(record.AllergiesSection),
	word(record.ConditionsSection),
	word(record.OpioidUseSection, "opioid history"),
)

var assessmentWords = newVocabulary("assessment",
	word(record.ScreeningExamination, "screening exam"),
	word(record.FullExamination, "full exam"),
	word(record.PsychosocialAssessment),
	word(record.ContinuingTreatment, "plan for continuing treatment"),
	word(record.MonitoringCheck, "pdmp check", "pdmp checked"),
	word(record.MonitoringAttempt, "pdmp unreachable", "pdmp down"),
	word(record.AdmissionTests),
	word(record.DentalAdvice),
	word(record.Reassessment),
	word(record.OutcomesProfile, "top"),
)

var purposeWords = newVocabulary("purpose",
	word(record.PurposeStart, "first dose", "induction", "initiation"),
	word(record.PurposeContinue, "maintenance", "continuing"),
	word(record.PurposeRestart),
	word(record.PurposeTestDose),
	word(record.PurposeRescue, "rescue of precipitated withdrawal"),
	word(record.PurposeDetox, "withdrawal management", "taper"),
	word(record.PurposePain),
	word(record.PurposeChallenge, "naloxone challenge"),
)

var reasonWords = newVocabulary("reason",
	word(record.ReasonCompleted, "completed treatment"),
	word(record.ReasonPatientChoice, "patient's choice", "own choice", "patient request"),
	word(record.ReasonClinical, "clinical judgment", "clinical judgement", "clinically indicated"),
	word(record.ReasonAdverseEvent, "side effects"),
	word(record.ReasonReturnToUse),
	word(record.ReasonPositiveTest, "positive drug test", "positive urine"),
	word(record.ReasonOtherDrugUse, "polysubstance use", "other drugs"),
	word(record.ReasonBenzodiazepine, "benzodiazepines", "co-prescribed benzodiazepine"),
	word(record.ReasonDeclinedCounselling, "declined counseling", "refused counselling", "refused counseling"),
	word(record.ReasonTimeLimit, "maximum duration"),
	word(record.ReasonDoseLimit, "maximum dose"),
	word(record.ReasonMissedVisits, "missed appointments"),
	word(record.ReasonLevelOfCare, "level takes nobody on medication"),
	word(record.ReasonAdministrative, "rule violation"),
	word(record.ReasonMoved, "moved away"),
	word(record.ReasonCustody, "prison", "jail"),
	word(record.ReasonPregnancy, "pregnant", "delivery"),
	word(record.ReasonSurgery, "operation"),
	word(record.ReasonIntoxicated, "intoxication", "sedated"),
	word(record.ReasonVerifiedTransfer, "transfer verified"),
	word(record.ReasonSpecialistAdvice),
	word(record.ReasonEmergency),
	word(record.ReasonProtocol),
	word(record.ReasonOther),
)

var methodWords = newVocabulary("method of withdrawal management",
	word(record.MethodMethadoneTaper, "methadone"),
	word(record.MethodBuprenorphineTaper, "buprenorphine"),
	word(record.MethodAlpha2, "alpha-2 agonists", "lofexidine", "clonidine"),
	word(record.MethodSymptomatic),
	word(record.MethodAntagonistAssisted, "naltrexone-assisted"),
	word(record.MethodAnesthesia, "anaesthesia-assisted", "general anaesthesia", "general anesthesia", "ultra-rapid"),
	word(record.MethodAbrupt, "cold turkey"),
	word(record.MethodDihydrocodeine),
	word(record.MethodPsychosocialSupported),
)

var consentWords = newVocabulary("consent",
	word(record.ConsentTreatment),
	word(record.ConsentGuardian, "parent", "parental"),
	word(record.ConsentMinorStateLaw, "minor by state law"),
	word(record.ConsentWithdrawalRisks, "risks of withdrawal"),
	word(record.ConsentDisclosure),
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
	word(stages.FamilyTraining, "craft", "community reinforcement and family training"),
	word(stages.Exercise, "sport"),
	word(stages.Nutrition),
	word(stages.SleepHelp, "sleep help"),
	word(stages.Recreation, "leisure"),
	word(stages.WorkHelp, "vocational help"),
	word(stages.HousingHelp),
	word(stages.LegalHelp),
	word(stages.WoundCare),
	word(stages.Vaccination),
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
