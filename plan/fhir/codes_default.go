package fhir

import (
	"slices"
	"strings"
	"sync"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// DefaultCodes returns the codes that were seen in published data with the meaning that they have here, and names of conditions and
// medicines as people write them. Codes of substances and products stand in package medication, those of scales in stages/scale.
func DefaultCodes() *Codes { return defaultCodes() }

var defaultCodes = sync.OnceValue(func() *Codes {
	return (*Codes)(nil).With(slices.Concat(analyteCodes(), amountCodes(), measureCodes(), findingCodes(), disorderCodes(), overdoseCodes(),
		conditionNames(), signNames(), resultNames(), harmlessNames(), ownCodes())...)
})

const (
	urineSets = "value sets of urine drug screens, cqframework/opioid-cds-r4"
	misuse    = "value sets of opioid misuse disorders, cqframework/opioid-cds-r4"
	usCore    = "US Core examples and profiles"

	pregnancySet = "value set of pregnancy status, WorldHealthOrganization/smart-example-immz"
	resultSet    = "value set of qualitative results, WorldHealthOrganization/ddcc"
)

// cited is a source of the bibliography, or one of this package.
type cited interface {
	At(place string, p evidence.Provenance) evidence.Citation
}

// The editions of the ICD whose codes are known here.
var (
	icd10   = evidence.Source{ID: "icd-10", Title: "ICD-10", Publisher: "World Health Organization"}
	icd10CM = evidence.Source{ID: "icd-10-cm", Title: "ICD-10-CM", Publisher: "National Center for Health Statistics"}
)

func rows(system vocabulary.System, of cited, via string, means Meaning, lines ...string) []Entry {
	all := make([]Entry, len(lines))
	for i, line := range lines {
		code, display, _ := strings.Cut(line, " ")
		all[i] = Entry{system, code, display, of.At(code, evidence.Primary).SeenIn(via), means}
	}
	return all
}

func loinc(via string, means Meaning, lines ...string) []Entry {
	return rows(vocabulary.LOINC, evidence.LOINC, via, means, lines...)
}

func snomed(via string, means Meaning, lines ...string) []Entry {
	return rows(vocabulary.SNOMED, evidence.SNOMED, via, means, lines...)
}

// analyteCodes are tests of urine for the presence of an analyte.
func analyteCodes() []Entry {
	test := func(a record.Analyte, lines ...string) []Entry { return loinc(urineSets, TestsFor{a}, lines...) }
	return slices.Concat(
		test(record.AnalyteOpiates, "3879-4 Opiates Ql (U)", "19295-5 Opiates Screen Ql (U)", "18390-5 Opiates Confirm Ql (U)",
			"70151-6 Opiates Screen method >300 ng/mL Ql (U)", "21431-2 Opiates Screen method >2000 ng/mL Ql (U)",
			"8222-2 Opiates SAMHSA screen method Ql (U)", "8221-4 Opiates SAMHSA confirm method Ql (U)"),
		test(record.AnalyteSixMAM, "10976-9 6-Monoacetylmorphine (6-MAM) Ql (U)", "19321-9 6-Monoacetylmorphine (6-MAM) Screen Ql (U)",
			"19322-7 6-Monoacetylmorphine (6-MAM) Confirm Ql (U)"),
		test(record.AnalyteFentanyl, "11235-9 fentaNYL Ql (U)", "59673-4 fentaNYL Screen Ql (U)", "40839-3 fentaNYL Confirm Ql (U)",
			"58379-9 fentaNYL+Norfentanyl Screen Ql (U)", "66129-8 fentaNYL+Norfentanyl Confirm Ql (U)"),
		test(record.AnalyteMethadone, "3773-9 Methadone Ql (U)", "19550-3 Methadone Screen Ql (U)", "16199-2 Methadone Confirm Ql (U)",
			"70149-0 Methadone Screen method >300 ng/mL Ql (U)", "42251-9 Methadone+Metabolite Screen Ql (U)"),
		test(record.AnalyteBuprenorphine, "3414-0 Buprenorphine Ql (U)", "93494-3 Buprenorphine Screen Ql (U)",
			"16208-1 Buprenorphine Confirm Ql (U)", "38373-7 Buprenorphine+Norbuprenorphine Ql (U)",
			"58359-1 Buprenorphine+Norbuprenorphine Screen Ql (U)"),
		test(record.AnalyteOxycodone, "10998-3 oxyCODONE Ql (U)", "19642-8 oxyCODONE Screen Ql (U)", "19643-6 oxyCODONE Confirm Ql (U)",
			"58430-0 oxyCODONE+oxyMORphone Screen Ql (U)"),
		test(record.AnalyteBenzodiazepines, "3390-2 Benzodiazepines Ql (U)", "14316-4 Benzodiazepines Screen Ql (U)",
			"16195-0 Benzodiazepines Confirm Ql (U)"),
		test(record.AnalyteCocaine, "3393-6 Benzoylecgonine Ql (U)", "14314-9 Benzoylecgonine Screen Ql (U)", "3397-7 Cocaine Ql (U)",
			"19359-9 Cocaine Screen Ql (U)", "42241-0 Cocaine+Benzoylecgonine Screen Ql (U)"),
		test(record.AnalyteAmphetamines, "3349-8 Amphetamines Ql (U)", "19261-7 Amphetamines Screen Ql (U)",
			"16369-1 Amphetamines Confirm Ql (U)"),
		test(record.AnalyteAlcohol, "5644-0 Ethanol Ql (U)", "42242-8 Ethanol Screen Ql (U)", "34180-0 Ethanol Confirm Ql (U)"),
	)
}

// secondHand says of entries that their source was seen in what others wrote of it.
func secondHand(entries []Entry) []Entry {
	for i := range entries {
		if cite, ok := entries[i].Source.(evidence.Citation); ok {
			cite.Provenance = evidence.Secondary
			entries[i].Source = cite
		}
	}
	return entries
}

// amountCodes are tests of urine that give an amount. There is no cutoff here: only a stated result or interpretation says what they
// found, and public examples send just that.
func amountCodes() []Entry {
	seen := "requests and examples of the CDC guide, with results in words"
	return slices.Concat(
		loinc(seen, TestsFor{record.AnalyteOxycodone}, "11246-6 oxyCODONE (U) [Mass/Vol]"),
		loinc(seen, TestsFor{record.AnalyteCocaine}, "70146-6 Benzoylecgonine [Mass/volume] in Urine by Screen method",
			"3394-4 Benzoylecgonine [Mass/volume] in Urine"),
		loinc(seen, TestsFor{record.AnalyteOpiates}, "8220-6 Opiates [Mass/volume] in Urine"),
		loinc(seen, TestsFor{record.AnalyteMethadone}, "41466-4 Methadone/Creatinine [Mass Ratio] in Urine"),
		loinc(seen, Harmless{}, "8237-0 Phencyclidine [Presence] in Urine by SAMHSA confirm method",
			"3937-0 Phencyclidine [Mass/volume] in Urine", "3426-4 Tetrahydrocannabinol [Presence] in Urine",
			"26747-6 Cannabinoids/Creatinine [Mass Ratio] in Urine"),
	)
}

func measureCodes() []Entry {
	is := func(m record.Measure, lines ...string) []Entry { return loinc(usCore, Measures{m}, lines...) }
	return slices.Concat(
		is(record.Pulse, "8867-4 Heart rate"),
		is(record.SystolicPressure, "8480-6 Systolic blood pressure"), is(record.DiastolicPressure, "8462-4 Diastolic blood pressure"),
		is(record.RespiratoryRate, "9279-1 Respiratory rate"),
		is(record.OxygenSaturation, "2708-6 Oxygen saturation in Arterial blood",
			"59408-5 Oxygen saturation in Arterial blood by Pulse oximetry"),
		is(record.BodyTemperature, "8310-5 Body temperature"), is(record.BodyWeight, "29463-7 Body weight"),
		is(record.Potassium, "2823-3 Potassium SerPl-sCnc"),
		// 8637-1 is the R-R interval, and 8601-7 an impression in words: both were seen in the wild for it.
		secondHand(loinc("several public FHIR profiles", Measures{record.QTc}, "8636-3 Q-T interval corrected",
			"76635-2 Q-T interval corrected by Bazett", "76634-5 Q-T interval corrected by Fridericia")),
		loinc("Synthea", Measures{record.ALTRatio}, "1742-6 Alanine aminotransferase"),
		loinc("Synthea", Measures{record.ASTRatio}, "1920-8 Aspartate aminotransferase"),
	)
}

func findingCodes() []Entry {
	cdc := "HL7/cdc-opioid-cpg examples"
	return slices.Concat(
		loinc(usCore, Pregnancy{}, "82810-3 Pregnancy status"),
		snomed(usCore, Pregnancy{record.Pregnant}, "77386006 Pregnant"),
		snomed(pregnancySet, Pregnancy{record.NotPregnant}, "60001007 Not pregnant"),
		loinc(pregnancySet, Pregnancy{record.Pregnant}, "LA15173-0 Pregnant"),
		loinc(pregnancySet, Pregnancy{record.NotPregnant}, "LA26683-5 Not pregnant"),
		snomed(usCore, Shows{record.Positive}, "260373001 Detected"),
		snomed(resultSet, Shows{record.Positive}, "10828004 Positive", "720735008 Presumptive positive"),
		snomed(resultSet, Shows{record.Negative}, "260385009 Negative", "260415000 Not detected"),
		snomed(resultSet, Shows{record.Inconclusive}, "419984006 Inconclusive", "82334004 Indeterminate", "42425007 Equivocal"),
		snomed("guides of NHS Digital and HL7 Czech Republic", NoneKnown{record.AllergiesSection}, "409137002 No known drug allergy",
			"716186003 No known allergy"),
		[]Entry{{System: System, Code: "opioid-used", Display: "last opioid use", Source: ours("the word of this library"), Means: LastUse{}}},
		snomed(cdc, Did{record.MonitoringCheck}, "461651000124104 Review of prescription drug monitoring program record done (situation)",
			"461621000124108 Review of prescription drug monitoring program record (procedure)"),
	)
}

// disorderCodes are opioid use disorder. In the ICD-10 of WHO and in ICD-10-CM the same text means different things, so the system
// decides; F11.9 of either is use and no disorder.
func disorderCodes() []Entry {
	cm := func(remission truth.Value, lines ...string) []Entry {
		return rows(vocabulary.ICD10CM, icd10CM, misuse, Disorder{remission}, lines...)
	}
	return slices.Concat(
		cm(truth.Unknown, "F11.10 Opioid abuse, uncomplicated", "F11.120 Opioid abuse with intoxication, uncomplicated",
			"F11.129 Opioid abuse with intoxication, unspecified", "F11.14 Opioid abuse with opioid-induced mood disorder",
			"F11.19 Opioid abuse with unspecified opioid-induced disorder", "F11.20 Opioid dependence, uncomplicated",
			"F11.220 Opioid dependence with intoxication, uncomplicated", "F11.221 Opioid dependence with intoxication delirium",
			"F11.222 Opioid dependence with intoxication with perceptual disturbance",
			"F11.229 Opioid dependence with intoxication, unspecified", "F11.23 Opioid dependence with withdrawal",
			"F11.24 Opioid dependence with opioid-induced mood disorder",
			"F11.282 Opioid dependence with opioid-induced sleep disorder", "F11.288 Opioid dependence with other opioid-induced disorder",
			"F11.29 Opioid dependence with unspecified opioid-induced disorder"),
		cm(truth.Yes, "F11.11 Opioid abuse, in remission", "F11.21 Opioid dependence, in remission"),
		rows(vocabulary.ICD10, icd10, "WHO clinical descriptions", Disorder{}, "F11.20 currently abstinent",
			"F11.21 currently abstinent, but in a protected environment",
			"F11.22 currently on a clinically supervised maintenance or replacement regime",
			"F11.23 currently abstinent, but receiving treatment with aversive or blocking drugs", "F11.24 currently using the substance",
			"F11.25 continuous use", "F11.26 episodic use"),
		snomed(misuse, Disorder{}, "75544000 Opioid dependence", "191819002 Continuous opioid dependence",
			"191820008 Episodic opioid dependence", "231477003 Heroin dependence", "231478008 Methadone dependence",
			"426001001 Fentanyl dependence", "1081000119105 Opioid dependence, on agonist therapy", "5602001 Opioid abuse",
			"724653003 Opioid dependence with current use"),
		snomed(misuse, Disorder{truth.Yes}, "191821007 Opioid dependence in remission"),
	)
}

func overdoseCodes() []Entry {
	of := func(agent string, lines ...string) []Entry {
		return snomed("cqframework/opioid-cds-r4", Overdose{agent}, lines...)
	}
	return slices.Concat(of("", "242253008 Overdose of opiate (disorder)"), of("heroin", "295174006 Heroin overdose (disorder)"),
		of("methadone", "295161000 Methadone overdose (disorder)"), of("buprenorphine", "295166005 Buprenorphine overdose (disorder)"))
}

// ours is the source of a name that is the word for the thing itself.
func ours(what string) evidence.Citation {
	return evidence.GeneralKnowledge.At(what, evidence.Unconfirmed)
}

func names(means Meaning, source evidence.Citation, all ...string) []Entry {
	entries := make([]Entry, len(all))
	for i, name := range all {
		entries[i] = Entry{Display: name, Source: source, Means: means}
	}
	return entries
}

func conditionNames() []Entry {
	word := ours("the name of the condition")
	has := func(h record.Health, all ...string) []Entry { return names(Has{h}, word, all...) }
	return slices.Concat(
		rows(vocabulary.ICD10CM, icd10CM, "value set of sleep apnea, alphora/dtr-content-r4", Has{record.SleepApnea},
			"G47.33 Obstructive sleep apnea (adult) (pediatric)"),
		has(record.SleepApnea, "sleep apnea", "obstructive sleep apnea", "central sleep apnea", "sleep apnea syndrome",
			"obstructive sleep apnea syndrome"),
		has(record.ObstructiveAirwaysDisease, "chronic obstructive pulmonary disease", "COPD", "chronic obstructive lung disease"),
		has(record.CongenitalLongQT, "congenital long QT syndrome"),
		has(record.AdrenalInsufficiency, "adrenal insufficiency", "addison's disease"),
		has(record.LiverFailure, "liver failure", "hepatic failure"),
		has(record.HeadInjury, "head injury"), has(record.Syncope, "syncope"),
		has(record.GastrointestinalObstruction, "paralytic ileus", "gastrointestinal obstruction", "intestinal obstruction"),
		has(record.Breastfeeding, "breastfeeding"),
		names(Disorder{}, word, "opioid use disorder", "opioid dependence"),
	)
}

// signNames are the signs by their names: no public code of one was seen.
func signNames() []Entry {
	word := ours("the name of the sign")
	is := func(s record.Sign, all ...string) []Entry { return names(Sign{s}, word, all...) }
	return slices.Concat(is(record.Tachycardia, "tachycardia"), is(record.Mydriasis, "mydriasis", "dilated pupils"),
		is(record.Yawning, "yawning"), is(record.Rhinorrhea, "rhinorrhea", "runny nose"), is(record.Vomiting, "vomiting"),
		is(record.Diarrhea, "diarrhea", "diarrhoea"), is(record.Piloerection, "piloerection", "gooseflesh"),
		is(record.Sedation, "sedation", "sedated"), is(record.Intoxication, "intoxication", "intoxicated"),
		is(record.RespiratoryDepressionSign, "respiratory depression"))
}

func resultNames() []Entry {
	word := ours("the word for the result")
	return slices.Concat(
		names(Shows{record.Positive}, word, "positive", "pos", "detected", "present", "presumptive positive"),
		names(Shows{record.Negative}, word, "negative", "neg", "not detected", "none detected", "absent"),
		names(Shows{record.Inconclusive}, word, "inconclusive", "invalid", "indeterminate", "equivocal"),
		names(NoneKnown{record.AllergiesSection}, word, "no known allergies", "no known allergy", "no known drug allergies",
			"no known drug allergy", "no known medication allergies", "NKA", "NKDA"),
		names(Pregnancy{record.Pregnant}, word, "pregnant"),
		names(Pregnancy{record.NotPregnant}, word, "not pregnant"),
	)
}

// harmlessNames are common medicines that are in none of the classes that rules ask for. The list is short on purpose: a medicine
// that is not in it is unknown, which is said, and never harmless.
func harmlessNames() []Entry {
	return names(Harmless{}, ours("in none of the classes of package medication"),
		"acetaminophen", "paracetamol", "tylenol", "ibuprofen", "caffeine",
		"naproxen", "aspirin", "metformin", "atorvastatin", "rosuvastatin", "simvastatin", "pravastatin", "levothyroxine", "insulin",
		"insulin glargine", "insulin lispro", "amoxicillin", "albuterol", "salbutamol", "folic acid", "multivitamin", "cholecalciferol",
		"cyanocobalamin", "ferrous sulfate", "docusate", "senna", "ranitidine", "nizatidine", "axid")
}
