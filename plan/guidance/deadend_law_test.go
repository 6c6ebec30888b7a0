package guidance_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// said is a fact about a trait.
type said = plantest.Told

// stays is a trait that was told when the person came.
func stays(name string, bodies ...record.Body) plantest.Trait {
	return plantest.Trait{Name: name, Facts: func(days int) (facts []said) {
		for _, b := range bodies {
			facts = append(facts, said{Ago: time.Duration(days)*aDay + 90*time.Minute, Body: b})
		}
		return facts
	}}
}

// reads is a measure that is found again each time.
func reads(name string, m record.Measure, value string) plantest.Trait {
	q, err := record.ParseQuantity(value)
	if err != nil {
		panic(err)
	}
	return plantest.Trait{Name: name,
		Facts: func(int) []said { return []said{{Ago: 80 * time.Minute, Body: record.Measured{Measure: m, Value: q}}} }}
}

// happened is a trait that was so once, the given time before the person came.
func happened(name string, ago time.Duration, body record.Body) plantest.Trait {
	return plantest.Trait{Name: name, Facts: func(days int) []said { return []said{{Ago: time.Duration(days)*aDay + ago, Body: body}} }}
}

// ended is naltrexone that was given last the given time before the person came, and that is stopped then.
func ended(name string, ago time.Duration, body record.Body) plantest.Trait {
	return plantest.Trait{Name: name, Facts: func(days int) []said {
		before := time.Duration(days) * aDay
		return []said{{Ago: before + ago, Body: body},
			{Ago: before + 3*time.Hour, Body: record.StopMedication{Substance: medication.Naltrexone, Reason: record.ReasonClinical}}}
	}}
}

// thatDay is a trait of the first day only.
func thatDay(name string, body record.Body) plantest.Trait {
	return plantest.Trait{Name: name, Facts: func(days int) []said {
		if days > 0 {
			return nil
		}
		return []said{{Ago: 10 * time.Minute, Body: body}}
	}}
}

func bornYearsAgo(years int) record.Body {
	return record.PersonRegistered{Birth: civil.Of(now, time.UTC).AddMonths(-12 * years), Sex: record.Female}
}

// conditionsOfLaw are the conditions that rules which refuse read. TestTheTraitsAreComplete holds them against the cases.
var conditionsOfLaw = []record.Health{record.SignificantRespiratoryDepression, record.AcuteAsthma, record.ObstructiveAirwaysDisease,
	record.ChronicHypercapnicFailure, record.GastrointestinalObstruction, record.HeadInjury, record.AdrenalInsufficiency,
	record.CongenitalLongQT, record.FamilyLongQT,
	record.StructuralHeartDisease, record.Arrhythmia, record.Syncope, record.AcuteHepatitis, record.LiverFailure, record.HepaticImpairment,
	record.SevereRenalFailure, record.AcuteAlcoholism, record.AlcoholUse, record.LowTolerance, record.HighTolerance, record.PhysicalDependence,
	record.Breastfeeding, record.CoOccurringPsychiatric, record.Suicidality, record.RecentDiversion, record.EarlierCommunityDetox,
	record.NursingNeed, record.SeveralSubstancesToWithdraw, record.SevereSocialProblems}

// traits are what the law combines.
func traits(place string) (all []plantest.Trait) {
	depot := record.DoseGiven{Product: medication.BupSublocade, Dose: doseOf("300 mg"), Route: medication.Subcutaneous}
	if strings.HasPrefix(place, "gb") {
		depot = record.DoseGiven{Product: medication.BupBuvidalMonthly, Dose: doseOf("96 mg"), Route: medication.Subcutaneous}
	}
	for _, c := range conditionsOfLaw {
		all = append(all, stays(string(c), record.ConditionReported{Condition: c, Present: truth.Yes}))
	}
	for _, s := range []medication.Substance{medication.Methadone, medication.Buprenorphine, medication.Naloxone, medication.Naltrexone} {
		all = append(all, stays("allergic to "+s.String(), record.AllergyReported{Substance: s}))
	}
	for _, agent := range []string{"alprazolam", "phenelzine", "rifampicin", "ketoconazole", "amiodarone", "gabapentin", "alcohol",
		"citalopram", "something unheard of"} {
		all = append(all, stays("takes "+agent, record.MedicineReported{Agent: agent, Taking: truth.Yes}))
	}
	return append(all,
		stays("pregnant", record.PregnancyReported{Status: record.Pregnant}),
		stays("15 years old", bornYearsAgo(15), record.ConsentRecorded{Consent: record.ConsentGuardian, Given: truth.Yes}),
		stays("17 years old", bornYearsAgo(17), record.ConsentRecorded{Consent: record.ConsentGuardian, Given: truth.Yes}),
		stays("80 years old", bornYearsAgo(80)),
		reads("QTc of 470", record.QTc, "470"), reads("QTc of 510", record.QTc, "510"),
		reads("Child-Pugh B", record.ChildPugh, "8"), reads("Child-Pugh C", record.ChildPugh, "11"),
		reads("ALT fourfold", record.ALTRatio, "4"), reads("ALT sixfold", record.ALTRatio, "6"),
		reads("potassium low", record.Potassium, "2.8"), reads("magnesium low", record.Magnesium, "0.5"), reads("eGFR of 20", record.EGFR,
			"20"),
		happened("heroin", 14*time.Hour, record.OpioidUsed{Agent: "heroin"}),
		happened("fentanyl", 10*time.Hour, record.OpioidUsed{Agent: "fentanyl"}),
		happened("methadone from the street", 30*time.Hour, record.OpioidUsed{Agent: "methadone", DailyDose: medication.Milligrams(60)}),
		happened("slow-release morphine", 30*time.Hour, record.OpioidUsed{Agent: "morphine er"}),
		happened("an unheard of opioid", 30*time.Hour, record.OpioidUsed{Agent: "something unheard of"}),
		happened("a depot", 20*aDay, depot),
		ended("naltrexone injected", 20*aDay,
			record.DoseGiven{Product: medication.NtxXR, Dose: doseOf("380 mg"), Route: medication.Intramuscular}),
		ended("naltrexone by mouth", 20*time.Hour, record.DoseTaken{Product: medication.NtxPO, Dose: doseOf("50 mg")}),
		happened("overdosed yesterday", 26*time.Hour, record.Overdosed{Agent: "fentanyl", NaloxoneReversed: truth.Yes}),
		thatDay("sedated", record.SignsObserved{Signs: []record.Sign{record.Sedation}}),
		thatDay("intoxicated", record.SignsObserved{Signs: []record.Sign{record.Intoxication}}),
		thatDay("breathing slowly", record.Measured{Measure: record.RespiratoryRate, Value: record.Whole(7)}),
		happened("precipitated withdrawal", 2*time.Hour, record.PrecipitatedWithdrawal{By: medication.Buprenorphine}),
		happened("a positive challenge", 2*time.Hour, record.Challenged{Result: record.Positive, Observed: 30 * time.Minute}),
	)
}

// findable is what can be found out about anybody on the day.
func findable(cows int, signs ...record.Sign) []said {
	asked := func(bodies ...record.Body) (facts []said) {
		for _, b := range bodies {
			facts = append(facts, said{Ago: 2 * time.Hour, Body: b})
		}
		return facts
	}
	facts := []said{{Ago: 40 * aDay, Body: bornYearsAgo(34)}}
	facts = append(facts, asked(record.DiagnosisRecorded{Criteria: 7}, record.PregnancyReported{Status: record.NotPregnant},
		record.Assessed{Assessment: record.ScreeningExamination}, record.Assessed{Assessment: record.FullExamination},
		record.Assessed{Assessment: record.PsychosocialAssessment}, record.Assessed{Assessment: record.MonitoringCheck},
		record.Assessed{Assessment: record.AdmissionTests}, record.ConsentRecorded{Consent: record.ConsentTreatment, Given: truth.Yes},
		record.NaloxoneSupplied{Doses: 2},
		record.Scored{Scale: scale.COWS, Total: cows}, record.SignsObserved{Signs: signs})...)
	for _, section := range []record.Section{record.MedicinesSection, record.AllergiesSection, record.ConditionsSection, record.OpioidUseSection} {
		facts = append(facts, asked(record.Reviewed{Section: section})...)
	}
	for _, m := range []struct {
		measure record.Measure
		value   int32
	}{{record.QTc, 420}, {record.ALTRatio, 1}, {record.Potassium, 4}, {record.Magnesium, 1}, {record.EGFR, 90}, {record.RespiratoryRate,
		14},
		{record.OxygenSaturation, 97}, {record.Pulse, 90}, {record.SystolicPressure, 125}, {record.DiastolicPressure, 80}} {
		facts = append(facts, asked(record.Measured{Measure: m.measure, Value: record.Whole(m.value)})...)
	}
	return facts
}

// waysIn are the starts that are asked for, the usual ones first.
func waysIn(place string) (ways []plantest.Way) {
	withdrawn := findable(14, record.Mydriasis, record.Yawning, record.Rhinorrhea, record.Piloerection)
	tested := slices.Concat(findable(0), []said{
		{Ago: 2 * time.Hour, Body: negativePanel(0).body}, {Ago: time.Hour,
			Body: record.Challenged{Result: record.Negative, Observed: 30 * time.Minute}}})
	add := func(facts []said, product medication.ProductID, dose string, setting medication.Setting) {
		ways = append(ways, plantest.Way{Name: string(product) + " " + dose, Facts: facts,
			Ask: record.Order{Product: product, Dose: doseOf(dose), Setting: setting, Supervised: truth.Yes}})
	}
	if strings.HasPrefix(place, "us") {
		add(withdrawn, medication.BupnxFilm, "4 mg/1 mg", medication.SettingOffice)
		add(withdrawn, medication.BupSL, "4 mg", medication.SettingOffice)
		add(withdrawn, medication.BupSL, "2 mg", medication.SettingHospital)
		add(withdrawn, medication.MethadoneConc, "20 mg", medication.SettingOTP)
		add(withdrawn, medication.MethadoneConc, "10 mg", medication.SettingOTP)
		add(withdrawn, medication.MethadoneTab, "10 mg", medication.SettingHospital)
		add(withdrawn, medication.BupBrixadiWeekly, "16 mg", medication.SettingREMS)
		add(withdrawn, medication.BupSublocade, "300 mg", medication.SettingREMS)
		add(tested, medication.NtxPO, "25 mg", medication.SettingOffice)
		add(tested, medication.NtxXR, "380 mg", medication.SettingOffice)
		return ways
	}
	if !strings.HasPrefix(place, "gb") { // no other country says whose products can be had
		add(withdrawn, medication.BupnxSL, "4 mg/1 mg", medication.SettingOffice)
		add(withdrawn, medication.BupSL, "4 mg", medication.SettingPharmacy)
		add(withdrawn, medication.BupSL, "2 mg", medication.SettingHospital)
		add(withdrawn, medication.MethadoneSoln, "20 mg", medication.SettingPharmacy)
		add(withdrawn, medication.MethadoneSoln, "10 mg", medication.SettingPharmacy)
		add(withdrawn, medication.MethadoneSoln, "10 mg", medication.SettingHospital)
		add(withdrawn, medication.BupSublocade, "300 mg", medication.SettingOffice)
		add(withdrawn, medication.BupBuvidalWeekly, "16 mg", medication.SettingOffice)
		add(tested, medication.NtxPO, "25 mg", medication.SettingOffice)
		return ways
	}
	add(withdrawn, medication.BupSLGB, "4 mg", medication.SettingPharmacy)
	add(withdrawn, medication.BupSLGB, "2 mg", medication.SettingHospital)
	add(withdrawn, medication.BupnxSLGB, "4 mg/1 mg", medication.SettingPharmacy)
	add(withdrawn, medication.MethadoneSolnGB, "20 mg", medication.SettingPharmacy)
	add(withdrawn, medication.MethadoneSolnGB, "10 mg", medication.SettingPharmacy)
	add(withdrawn, medication.MethadoneSolnGB, "10 mg", medication.SettingHospital)
	add(withdrawn, medication.BupBuvidalWeekly, "16 mg", medication.SettingOffice)
	add(withdrawn, medication.BupBuvidalMonthly, "96 mg", medication.SettingOffice)
	add(tested, medication.NtxPOGB, "25 mg", medication.SettingPharmacy)
	return ways
}

// deadEnds are the people for whom nothing is meant to be allowed, by traits that they have at once, with the reason.
var deadEnds = []struct {
	traits []string
	why    string
}{
	{[]string{"allergic to methadone", "allergic to buprenorphine", "allergic to naltrexone"},
		"every medication is one that the person must not have"},
}

func meantToBe(names []string) bool {
	for _, end := range deadEnds {
		all := true
		for _, trait := range end.traits {
			all = all && slices.Contains(names, trait)
		}
		if all {
			return true
		}
	}
	return false
}

// eachExcluded reports whether three traits are such that each may rule out one medication: an allergy to buprenorphine, which most
// others go well with, and two more that are left with methadone and naltrexone. For whom one of the two is open it is no dead end.
func eachExcluded(who []string) bool {
	return len(who) == 3 && slices.Contains(who, "allergic to buprenorphine")
}

// waitsFor reports whether some of the traits are a pair that is waiting to be mended: three traits are no better than two of them.
func waitsFor(place string, who []string, known func(string) bool) bool {
	for pair := range waiting["dead end, "+place] {
		if !slices.ContainsFunc(strings.Split(pair, " + "), func(trait string) bool { return !slices.Contains(who, trait) }) {
			return known(pair)
		}
	}
	return false
}

// TestNoDeadEnds looks for a way into treatment for people with any two of the traits, and with any three where OUDPATH_SLOW is set:
// something is allowed within fourteen days, without an override, on what can be found out on the day.
func TestNoDeadEnds(t *testing.T) {
	engines, names := everywhere(t)
	size := 2
	if os.Getenv("OUDPATH_SLOW") != "" {
		size = 3
	}
	for _, place := range names {
		known := waits(t, "dead end, "+place)
		search := plantest.Ways{Engine: engines[place], Came: now, Days: []int{0, 1, 2, 3, 4, 5, 7, 8, 10, 14}, Ways: waysIn(place)}
		all := traits(place)
		var waited []int
		for picked := range plantest.Choose(len(all), size) {
			var who []string
			var with []plantest.Trait
			for _, i := range picked {
				who, with = append(who, all[i].Name), append(with, all[i])
			}
			days, _, ok, closed := search.Wait(t, with...)
			switch name := strings.Join(who, " + "); {
			case ok:
				waited = append(waited, days)
				require.False(t, meantToBe(who), "%s: %s is no dead end: strike it from the list", place, name)
			case meantToBe(who), eachExcluded(who), waitsFor(place, who, known), known(name):
			default:
				t.Errorf("%s: nothing is allowed within 14 days for %s:\n\t%s", place, name, strings.Join(closed, "\n\t"))
			}
		}
		slices.Sort(waited)
		later := slices.IndexFunc(waited, func(d int) bool { return d > 0 })
		t.Logf("%s: %d people, %d of them at once; the wait in days is %d in the middle, %d for nineteen of twenty, %d at most", place,
			len(waited), later,
			waited[len(waited)/2], waited[len(waited)*19/20], waited[len(waited)-1])
	}
}

// TestTheTraitsAreComplete demands a trait for every condition that a case of a rule which refuses reads.
func TestTheTraitsAreComplete(t *testing.T) {
	engines, _ := everywhere(t)
	for _, c := range allCases() {
		rule, ok := engines[c.home()].Rule(c.rule)
		if !ok || rule.Severity != record.Block {
			continue
		}
		for _, f := range c.before {
			if b, ok := f.body.(record.ConditionReported); ok {
				require.Contains(t, conditionsOfLaw, b.Condition, "%s reads it", c.rule)
			}
		}
	}
}

// named are traits as facts before the instant that is asked about.
type named struct{ plantest.Trait }

func (n named) recorded(days int) (facts []fact) {
	for _, s := range n.Facts(days) {
		facts = append(facts, fact{s.Ago, s.Body})
	}
	return facts
}
