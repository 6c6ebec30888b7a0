package guidance_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// safetyCases holds the cases of the subject: for every rule one that fires and one that does not, for every parameter one
// below, at and above its value.
func safetyCases() []ruleCase {
	var cases []ruleCase
	for _, of := range [][]ruleCase{sedativeCases(), interactionCases(), conditionCases(), lofexidineCases(), impairmentCases(),
		vitalCases(), breathingCases(), supplyCases(), overdoseCases(), interactionRouteCases(), drowsinessCases(), routeCases(),
		hiddenRouteCases()} {
		cases = append(cases, of...)
	}
	return cases
}

var (
	methadoneDosed = dosed(medication.MethadoneConc, "80 mg", aDay)
	filmDosed      = dosed(medication.BupnxFilm, "16 mg/4 mg", aDay)
	established    = []fact{dosed(medication.BupnxFilm, "16 mg/4 mg", 30*aDay), dosed(medication.BupnxFilm, "16 mg/4 mg", aDay)}
	medicinesKnown = reviewedSection(record.MedicinesSection)
)

func reports(agent string, taking truth.Value) record.MedicineReported {
	return record.MedicineReported{Agent: agent, Taking: taking}
}

func sedativeCases() []ruleCase {
	const cns, intoxicated = "ix.benzo-cns", "ix.intoxicated-now"
	saw := func(ago time.Duration, signs ...record.Sign) fact {
		return told(ago, record.SignsObserved{Signs: signs})
	}
	unheard := takes("something unheard of")
	return []ruleCase{
		{name: "V04 alprazolam with methadone", rule: cns, before: []fact{methadoneDosed, takes("alprazolam")}, ask: methadone80,
			want: warns},
		{name: "pregabalin with buprenorphine", rule: cns, before: []fact{takes("pregabalin")}, ask: film8, want: warns},
		{name: "in the United Kingdom", rule: cns, jurisdiction: "gb", before: []fact{takes("diazepam")},
			ask: orderOf(medication.BupSLGB, "4 mg"), want: warns},
		{name: "alcohol as a condition", rule: cns, before: []fact{hasCondition(record.AlcoholUse)}, ask: methadone80, want: warns},
		{name: "alcohol is reported", rule: cns, before: []fact{methadoneDosed},
			ask: record.ConditionReported{Condition: record.AlcoholUse, Present: truth.Yes}, want: warns},
		{name: "asthma is reported", rule: cns, before: []fact{methadoneDosed},
			ask: record.ConditionReported{Condition: record.AcuteAsthma, Present: truth.Yes}, want: irrelevant},
		{name: "a benzodiazepine begins", rule: cns, before: []fact{filmDosed}, ask: reports("clonazepam", truth.Yes), want: warns},
		{name: "a benzodiazepine ends", rule: cns, before: []fact{filmDosed}, ask: reports("clonazepam", truth.No), want: irrelevant},
		{name: "an unknown medicine begins", rule: cns, before: []fact{filmDosed}, ask: reports("something unheard of", truth.Yes),
			want: unknown},
		{name: "an unknown medicine begins, without treatment", rule: cns, ask: reports("something unheard of", truth.Yes),
			want: irrelevant},
		{name: "nobody reviewed the medicines at the start", rule: cns, ask: film8, want: unknown},
		{name: "nobody knows a medicine at the start", rule: cns, before: []fact{medicinesKnown, unheard}, ask: film8, want: unknown},
		{name: "what goes on does not ask again", rule: cns, before: []fact{filmDosed}, ask: film8, want: irrelevant},
		{name: "reviewed, and none", rule: cns, before: []fact{medicinesKnown}, ask: film8, want: irrelevant},
		{name: "the daily dose repeats an order that was judged", rule: cns, before: []fact{methadoneDosed, takes("alprazolam")},
			ask: record.DoseGiven{Product: medication.MethadoneConc, Dose: methadone80.Dose}, want: irrelevant},
		{name: "naltrexone", rule: cns, before: []fact{takes("alprazolam")}, ask: injection, want: irrelevant},
		{name: "a medicine that nobody knows ends", rule: cns, before: []fact{methadoneDosed, medicinesKnown},
			ask: record.MedicineReported{Agent: "zolazepine", Taking: truth.No}, want: irrelevant},
		{name: "a medicine that nobody knows begins", rule: cns, before: []fact{methadoneDosed, medicinesKnown},
			ask: record.MedicineReported{Agent: "zolazepine", Taking: truth.Yes}, want: unknown},
		{name: "stopping because of a benzodiazepine", rule: cns, before: []fact{filmDosed},
			ask: record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonBenzodiazepine}, want: warns},
		{name: "holding because of a benzodiazepine", rule: cns, before: []fact{methadoneDosed},
			ask: record.DoseHeld{Substance: medication.Methadone, Reason: record.ReasonBenzodiazepine}, want: warns},
		{name: "discharge because of a benzodiazepine", rule: cns, before: []fact{methadoneDosed},
			ask: record.StageMove{Trigger: stages.DischargeAdministrative, Reason: record.ReasonBenzodiazepine}, want: warns},
		{name: "holding because of intoxication", rule: cns, before: []fact{methadoneDosed},
			ask: record.DoseHeld{Substance: medication.Methadone, Reason: record.ReasonIntoxicated}, want: irrelevant},

		{name: "sedated", rule: intoxicated, before: []fact{methadoneDosed, saw(time.Hour, record.Sedation)}, ask: methadone80,
			want: blocks},
		{name: "sedated, a dose that was given", rule: intoxicated, before: []fact{methadoneDosed, saw(time.Hour, record.Intoxication)},
			ask: record.DoseGiven{Product: medication.MethadoneConc, Dose: methadone80.Dose}, want: blocks},
		{name: "breathing depressed", rule: intoxicated, before: []fact{saw(time.Hour, record.RespiratoryDepressionSign)}, ask: film8,
			want: blocks},
		{name: "awake again", rule: intoxicated, before: []fact{methadoneDosed, saw(3*time.Hour, record.Sedation), saw(time.Hour)},
			ask: methadone80, want: met},
		{name: "sedated yesterday", rule: intoxicated, before: []fact{methadoneDosed, saw(aDay, record.Sedation)}, ask: methadone80,
			want: blocks},
		{name: "nobody looked before the first dose", rule: intoxicated, ask: film8, want: irrelevant},
		{name: "nobody looks at an order that goes on", rule: intoxicated, before: []fact{filmDosed}, ask: film8, want: irrelevant},
		{name: "the start of methadone has a rule of its own", rule: intoxicated, before: []fact{saw(time.Hour, record.Sedation)},
			ask: orderOf(medication.MethadoneConc, "30 mg"), want: irrelevant},
		{name: "lofexidine", rule: intoxicated, before: []fact{saw(time.Hour, record.Sedation)},
			ask: orderOf(medication.LofexidineTab, "0.54 mg"), want: irrelevant},
	}
}

func interactionCases() []ruleCase {
	const inhibitor, inducer, maoi, serotonin = "ix.cyp3a4-inhibitor", "ix.cyp3a4-inducer", "ix.maoi", "ix.serotonergic"
	const agonist, mixed = "ix.opioid-agonist-with-bup", "ix.mixed-agonist-antagonist"
	cases := []ruleCase{
		{name: "V04 fluoxetine with methadone", rule: inhibitor, before: []fact{methadoneDosed, takes("fluoxetine")}, ask: methadone80,
			want: warns},
		{name: "an enzyme that matters to methadone only", rule: inhibitor, before: []fact{takes("paroxetine"), medicinesKnown}, ask: film8,
			want: met},
		{name: "the same with methadone", rule: inhibitor, before: []fact{takes("paroxetine"), medicinesKnown}, ask: methadone80,
			want: warns},
		{name: "an azole begins", rule: inhibitor, before: []fact{filmDosed}, ask: reports("ketoconazole", truth.Yes), want: warns},
		{name: "an azole ends", rule: inhibitor, before: []fact{filmDosed}, ask: reports("ketoconazole", truth.No), want: warns},
		{name: "an azole begins without treatment", rule: inhibitor, ask: reports("ketoconazole", truth.Yes), want: irrelevant},
		{name: "an azole begins after treatment", rule: inhibitor,
			before: []fact{filmDosed, stoppedTreatment(medication.Buprenorphine, time.Hour)}, ask: reports("ketoconazole", truth.Yes),
			want: irrelevant},
		{name: "an azole begins, by the word of the host", rule: inhibitor, before: []fact{methadoneDosed},
			ask: record.MedicineReported{Agent: "isavuconazole", Taking: truth.Yes,
				Classes: []medication.Class{medication.CYP3A4Inhibitor}}, want: warns},
		{name: "the order alone is enough", rule: inhibitor, before: []fact{told(aDay, methadone80)},
			ask: reports("ketoconazole", truth.Yes), want: warns},
		{name: "not reviewed at the start", rule: inhibitor, ask: film8, want: irrelevant},
		{name: "another interaction at the start", rule: inhibitor, before: []fact{takes("alprazolam"), medicinesKnown}, ask: film8, want: met},
		{name: "another interaction, and a dose that repeats", rule: inhibitor, before: []fact{methadoneDosed, takes("alprazolam"),
			medicinesKnown}, ask: record.DoseGiven{Product: medication.MethadoneConc, Dose: methadone80.Dose}, want: irrelevant},
		{name: "another interaction, and each dose is asked about", rule: mixed, before: []fact{methadoneDosed, takes("alprazolam"),
			medicinesKnown}, ask: record.DoseGiven{Product: medication.MethadoneConc, Dose: methadone80.Dose}, want: met},
		{name: "another interaction, and no dose", rule: mixed, before: []fact{methadoneDosed, takes("alprazolam"), medicinesKnown},
			ask: reports("ibuprofen", truth.No), want: irrelevant},

		{name: "V49 rifampin begins on methadone", rule: inducer, before: []fact{methadoneDosed}, ask: reports("rifampin", truth.Yes),
			want: warns},
		{name: "V49 rifampin ends on methadone", rule: inducer, before: []fact{methadoneDosed, takes("rifampin")},
			ask: reports("rifampin", truth.No), want: warns},
		{name: "carbamazepine at the order", rule: inducer, before: []fact{takes("carbamazepine")}, ask: film8, want: warns},
		{name: "reviewed, and none", rule: inducer, before: []fact{medicinesKnown}, ask: film8, want: irrelevant},
		{name: "not reviewed at the start", rule: inducer, ask: film8, want: irrelevant},

		{name: "V48 phenelzine stopped a week ago", rule: maoi, before: []fact{stoppedMedicine("phenelzine", 7*aDay), medicinesKnown},
			ask: orderOf(medication.MethadoneConc, "20 mg"), want: warns},
		{name: "linezolid counts", rule: maoi, before: []fact{takes("linezolid")}, ask: film8, want: warns},
		{name: "linezolid begins", rule: maoi, before: []fact{methadoneDosed}, ask: reports("linezolid", truth.Yes), want: warns},
		{name: "phenelzine ends", rule: maoi, before: []fact{methadoneDosed}, ask: reports("phenelzine", truth.No), want: irrelevant},
		{name: "none", rule: maoi, before: []fact{medicinesKnown}, ask: film8, want: irrelevant},
		{name: "not reviewed at the start", rule: maoi, ask: film8, want: unknown},
		{name: "naltrexone", rule: maoi, before: []fact{takes("phenelzine")}, ask: injection, want: irrelevant},

		{name: "sertraline", rule: serotonin, before: []fact{takes("sertraline")}, ask: film8, want: advises},
		{name: "ondansetron begins", rule: serotonin, before: []fact{methadoneDosed}, ask: reports("ondansetron", truth.Yes),
			want: advises},
		{name: "ondansetron ends", rule: serotonin, before: []fact{methadoneDosed}, ask: reports("ondansetron", truth.No),
			want: irrelevant},
		{name: "phenelzine is for ix.maoi", rule: serotonin, before: []fact{takes("phenelzine")}, ask: film8, want: irrelevant},
		{name: "naltrexone", rule: serotonin, before: []fact{takes("sertraline")}, ask: injection, want: irrelevant},

		{name: "oxybutynin", rule: "ix.anticholinergic", before: []fact{takes("oxybutynin")}, ask: methadone80, want: advises},
		{name: "none on record", rule: "ix.anticholinergic", ask: methadone80, want: irrelevant},
		{name: "furosemide", rule: "ix.diuretic", before: []fact{takes("furosemide")}, ask: methadone80, want: advises},
		{name: "reviewed, and none", rule: "ix.diuretic", before: []fact{medicinesKnown}, ask: methadone80, want: irrelevant},

		{name: "oxycodone on top of buprenorphine", rule: agonist, before: established, ask: reports("oxycodone", truth.Yes), want: warns},
		{name: "oxycodone ends", rule: agonist, before: established, ask: reports("oxycodone", truth.No), want: irrelevant},
		{name: "buprenorphine goes on beside oxycodone", rule: agonist, before: append([]fact{takes("oxycodone")}, established...),
			ask: film8, want: warns},
		{name: "buprenorphine goes on alone", rule: agonist, before: established, ask: film8, want: irrelevant},
		{name: "methadone while buprenorphine goes on", rule: agonist, before: established, ask: methadone80, want: warns},
		{name: "methadone after buprenorphine was stopped needs no wait", rule: agonist,
			before: append([]fact{stoppedTreatment(medication.Buprenorphine, time.Hour)}, established...), ask: methadone80,
			want: irrelevant},
		{name: "in hospital", rule: agonist, before: append([]fact{states(record.HospitalStay, aDay)}, established...),
			ask: reports("hydromorphone", truth.Yes), want: suspended},
		{name: "low-dose initiation", rule: agonist, before: append([]fact{states(record.LowDoseInitiation, 40*aDay)}, established...),
			ask: reports("methadone", truth.Yes), want: suspended},
		{name: "a start is for the rules of starts", rule: agonist, before: []fact{takes("methadone")}, ask: film8, want: irrelevant},
		{name: "naltrexone", rule: agonist, before: established, ask: injection, want: irrelevant},

		{name: "pentazocine with methadone", rule: mixed, before: []fact{takes("pentazocine")}, ask: methadone80, want: blocks},
		{name: "nalbuphine begins", rule: mixed, before: []fact{filmDosed}, ask: reports("nalbuphine", truth.Yes), want: blocks},
		{name: "buprenorphine is none of them", rule: mixed, before: []fact{takes("buprenorphine"), medicinesKnown}, ask: methadone80,
			want: irrelevant},
		{name: "not reviewed at the start", rule: mixed, ask: film8, want: unknown},
	}
	for _, jurisdiction := range []string{"", "gb"} {
		cases = append(cases, probe(maoi, "ix.maoi.window", jurisdiction, [3]outcome{warns, met, met},
			func(side int) ([]fact, record.Body) {
				return []fact{stoppedMedicine("tranylcypromine", 14*aDay+time.Duration(side)*time.Minute), medicinesKnown}, methadone80
			})...)
	}
	return cases
}

func conditionCases() []ruleCase {
	const allergy, head, adrenal, qt = "contra.hypersensitivity", "contra.head-injury", "contra.adrenal", "bup.qt"
	allergic := func(s medication.Substance) fact { return told(aDay, record.AllergyReported{Substance: s}) }
	allergies, conditions := reviewedSection(record.AllergiesSection), reviewedSection(record.ConditionsSection)
	present := func(c record.Health) record.ConditionReported {
		return record.ConditionReported{Condition: c, Present: truth.Yes}
	}
	return []ruleCase{
		{name: "the substance", rule: allergy, before: []fact{allergic(medication.Methadone)}, ask: methadone80, want: blocks},
		{name: "the second component", rule: allergy, before: []fact{allergic(medication.Naloxone), allergies}, ask: film8, want: blocks},
		{name: "another substance", rule: allergy, before: []fact{allergic(medication.Naloxone), allergies},
			ask: orderOf(medication.BupSL, "8 mg"), want: met},
		{name: "a dose that was given", rule: allergy, before: []fact{allergic(medication.Naltrexone)},
			ask: record.DoseGiven{Product: medication.NtxXR, Dose: injection.Dose}, want: blocks},
		{name: "not reviewed at the start", rule: allergy, ask: film8, want: unknown},
		{name: "not reviewed later", rule: allergy, before: []fact{filmDosed}, ask: film8, want: irrelevant},

		{name: "at the order", rule: head, before: []fact{hasCondition(record.HeadInjury)}, ask: methadone80, want: warns},
		{name: "reported later", rule: head, before: []fact{filmDosed}, ask: present(record.HeadInjury), want: warns},
		{name: "reported without treatment", rule: head, ask: present(record.HeadInjury), want: irrelevant},
		{name: "something else is reported", rule: head, before: []fact{filmDosed}, ask: present(record.Arrhythmia), want: irrelevant},
		{name: "reviewed, and none", rule: head, before: []fact{conditions}, ask: methadone80, want: met},
		{name: "not reviewed at the start", rule: head, ask: methadone80, want: unknown},
		{name: "not reviewed later", rule: head, before: []fact{methadoneDosed}, ask: methadone80, want: irrelevant},
		{name: "naltrexone", rule: head, before: []fact{hasCondition(record.HeadInjury)}, ask: injection, want: irrelevant},

		{name: "at the order", rule: adrenal, before: []fact{hasCondition(record.AdrenalInsufficiency)}, ask: film8, want: advises},
		{name: "reviewed, and none", rule: adrenal, before: []fact{conditions}, ask: film8, want: met},

		{name: "at the order", rule: qt, before: []fact{hasCondition(record.CongenitalLongQT)},
			ask: orderOf(medication.BupSublocade, "300 mg"), want: advises},
		{name: "reviewed, and none", rule: qt, before: []fact{conditions}, ask: film8, want: met},
		{name: "methadone has rules of its own", rule: qt, before: []fact{hasCondition(record.CongenitalLongQT)}, ask: methadone80,
			want: irrelevant},
	}
}

func lofexidineOrder(dose string, perDay int) record.Order {
	return record.Order{Product: medication.LofexidineTab, Dose: doseOf(dose), PerDay: perDay}
}

func lofexidineCases() []ruleCase {
	const single, daily, duration, interval, clonidine = "wm.lofexidine.single", "wm.lofexidine.daily", "wm.lofexidine.duration",
		"wm.lofexidine.interval", "wm.clonidine.daily"
	given := func(dose string, ago time.Duration) fact { return dosed(medication.LofexidineTab, dose, ago) }
	dose := func(text string) record.DoseGiven {
		return record.DoseGiven{Product: medication.LofexidineTab, Dose: doseOf(text)}
	}
	microgramsOf := func(n int) string { return fmt.Sprint(n, " ug") }
	clonidineOrder := func(micrograms int) record.Order {
		return record.Order{Product: medication.ClonidineTab, Dose: doseOf(microgramsOf(micrograms))}
	}
	supplied := lofexidineOrder("0.54 mg", 4)
	supplied.SupplyDays = 5
	cases := []ruleCase{
		{name: "usual", rule: single, ask: lofexidineOrder("0.54 mg", 4), want: met},
		{name: "one tablet by the weight of the hydrochloride", rule: single, ask: lofexidineOrder("0.2 mg", 4), want: warns},
		{name: "four tablets by the weight of the hydrochloride", rule: single, ask: lofexidineOrder("0.8 mg", 4), want: blocks},
		{name: "methadone", rule: single, ask: methadone80, want: irrelevant},
		{name: "the sum of the day", rule: daily,
			before: []fact{given("0.72 mg", 9*time.Hour), given("0.72 mg", 8*time.Hour), given("0.72 mg", 7*time.Hour),
				given("0.54 mg", 6*time.Hour)}, ask: dose("0.36 mg"), want: blocks},
		{name: "usual", rule: daily, ask: lofexidineOrder("0.54 mg", 4), want: met},
		{name: "V53 day 15", rule: duration, before: []fact{given("0.54 mg", 14*aDay)}, ask: lofexidineOrder("0.54 mg", 4), want: blocks},
		{name: "a supply beyond the last day", rule: duration, before: []fact{given("0.54 mg", 11*aDay)}, ask: supplied, want: blocks},
		{name: "the first day", rule: duration, ask: lofexidineOrder("0.54 mg", 4), want: met},
		{name: "one dose that was ordered since is no course", rule: duration, ask: lofexidineOrder("0.54 mg", 4), want: met,
			before: []fact{given("0.54 mg", 20*aDay), told(12*aDay, lofexidineOrder("0.54 mg", 1))}},
		{name: "five times a day", rule: interval, ask: lofexidineOrder("0.54 mg", 5), want: blocks},
		{name: "four times a day", rule: interval, ask: lofexidineOrder("0.54 mg", 4), want: met},
		{name: "an order is not the dose", rule: interval, before: []fact{given("0.54 mg", time.Hour)}, ask: lofexidineOrder("0.54 mg", 4),
			want: met},
		{name: "the patch is measured otherwise", rule: clonidine,
			ask: record.Order{Product: medication.ClonidinePatch, Dose: doseOf("2 mg")}, want: unknown},
		{name: "tablets beside a patch", rule: clonidine, before: []fact{dosed(medication.ClonidinePatch, "0.2 mg", aDay)},
			ask: clonidineOrder(300), want: warns},
		{name: "a patch beside tablets", rule: clonidine, before: []fact{dosed(medication.ClonidineTab, "0.2 mg", time.Hour)},
			ask: record.Order{Product: medication.ClonidinePatch, Dose: doseOf("0.2 mg")}, want: warns},
		{name: "weight not known, and it matters", rule: clonidine, ask: clonidineOrder(900), want: unknown},
		{name: "weight not known, and it does not matter", rule: clonidine, ask: clonidineOrder(300), want: met},
	}
	const both = "wm.alpha2.both"
	lofexidine := record.Order{Product: medication.LofexidineTab, Dose: doseOf("0.54 mg"), PerDay: 4}
	clonidineTab := record.Order{Product: medication.ClonidineTab, Dose: doseOf("0.1 mg"), PerDay: 3}
	cases = append(cases,
		ruleCase{name: "clonidine is listed", rule: both, before: []fact{takes("clonidine")}, ask: lofexidine, want: warns},
		ruleCase{name: "clonidine from two sources", rule: both, before: []fact{takes("clonidine")}, ask: clonidineTab, want: warns},
		ruleCase{name: "lofexidine from two sources", rule: both, before: []fact{takes("lofexidine")}, ask: lofexidine, want: warns},
		ruleCase{name: "a second source is reported", rule: both, before: []fact{dosed(medication.ClonidineTab, "0.1 mg", 3*time.Hour)},
			ask: reports("clonidine", truth.Yes), want: warns},
		ruleCase{name: "the first source is reported", rule: both, ask: reports("clonidine", truth.Yes), want: irrelevant},
		ruleCase{name: "the second source was stopped", rule: both, before: []fact{stoppedMedicine("clonidine", aDay)}, ask: clonidineTab,
			want: irrelevant},
		ruleCase{name: "clonidine was given", rule: both, before: []fact{dosed(medication.ClonidineTab, "0.1 mg", 3*time.Hour)}, ask: lofexidine, want: warns},
		ruleCase{name: "clonidine comes", rule: both, before: []fact{dosed(medication.LofexidineTab, "0.54 mg", 3*time.Hour)}, ask: clonidineTab, want: warns},
		ruleCase{name: "clonidine is reported", rule: both, before: []fact{dosed(medication.LofexidineTab, "0.54 mg", 3*time.Hour)},
			ask: reports("clonidine", truth.Yes), want: warns},
		ruleCase{name: "clonidine was stopped", rule: both, before: []fact{stoppedMedicine("clonidine", aDay)}, ask: lofexidine, want: irrelevant},
		ruleCase{name: "alone", rule: both, ask: lofexidine, want: irrelevant})
	cases = append(cases, lofexidineWithCases(lofexidine)...)
	const qt = "wm.lofexidine.qt"
	longer := record.Order{Product: medication.LofexidineTab, Dose: doseOf("0.54 mg"), PerDay: 4, Last: civil.Of(now, time.UTC).Add(14)}
	once := record.Order{Product: medication.LofexidineTab, Dose: doseOf("0.54 mg")}
	cases = append(cases,
		ruleCase{name: "ordered for too many days", rule: duration, ask: longer, want: blocks},
		ruleCase{name: "one dose is ordered too soon", rule: interval,
			before: []fact{dosed(medication.LofexidineTab, "0.54 mg", 2*time.Hour)}, ask: once, want: blocks},
		ruleCase{name: "Suboxone's number on Zubsolv", rule: "product.unit", ask: orderOf(medication.BupnxZubsolv, "8 mg"), want: blocks},
		ruleCase{name: "Zubsolv in its own numbers", rule: "product.unit", ask: orderOf(medication.BupnxZubsolv, "5.7 mg"), want: met})
	four := record.Order{Product: medication.LofexidineTab, Dose: doseOf("0.54 mg"), PerDay: 4}
	handed := four
	handed.SupplyDays = 7
	cases = append(cases,
		ruleCase{name: "R34 a long QT interval", rule: qt, before: []fact{methadoneDosed, measuredValue(record.QTc, "520", aDay)},
			ask: four, want: warns},
		ruleCase{name: "handed out", rule: qt, before: []fact{methadoneDosed, measuredValue(record.QTc, "520", aDay)}, ask: handed,
			want: warns},
		ruleCase{name: "beside methadone, without an ECG", rule: qt, before: []fact{methadoneDosed}, ask: four, want: warns},
		ruleCase{name: "beside methadone, with one", rule: qt, before: []fact{methadoneDosed, measuredValue(record.QTc, "420", aDay)},
			ask: four, want: met},
		ruleCase{name: "a congenital long QT interval", rule: qt,
			before: []fact{hasCondition(record.CongenitalLongQT), measuredValue(record.QTc, "420", aDay)}, ask: four, want: warns},
		ruleCase{name: "a diseased heart", rule: qt, before: []fact{hasCondition(record.StructuralHeartDisease)}, ask: four, want: warns},
		ruleCase{name: "another medicine that prolongs QT", rule: qt, before: []fact{takes("haloperidol")}, ask: four, want: warns},
		ruleCase{name: "no risk on record", rule: qt, ask: four, want: irrelevant},
		ruleCase{name: "low potassium, and an ECG as it should be", rule: qt,
			before: []fact{measuredValue(record.QTc, "420", aDay), measuredValue(record.Potassium, "2.9", aDay)}, ask: handed, want: warns},
		ruleCase{name: "potassium as it should be, and low magnesium", rule: qt,
			before: []fact{measuredValue(record.Potassium, "4", aDay), measuredValue(record.Magnesium, "0.5", aDay)}, ask: four, want: warns},
		ruleCase{name: "low potassium, and clonidine", rule: qt, before: []fact{measuredValue(record.Potassium, "2.9", aDay)},
			ask: record.Order{Product: medication.ClonidineTab, Dose: doseOf("0.1 mg"), PerDay: 3}, want: irrelevant},
		ruleCase{name: "clonidine", rule: qt, before: []fact{methadoneDosed},
			ask: record.Order{Product: medication.ClonidineTab, Dose: doseOf("0.1 mg"), PerDay: 3}, want: irrelevant})
	low := [3]outcome{warns, met, met}
	cases = append(cases, probe(qt, "methadone.qt.electrolytes.potassium", "", low, func(side int) ([]fact, record.Body) {
		return []fact{measuredValue(record.Potassium, [...]string{"3.4", "3.5", "3.6"}[side+1], aDay)}, four
	})...)
	cases = append(cases, probe(qt, "methadone.qt.electrolytes.magnesium", "", low, func(side int) ([]fact, record.Body) {
		return []fact{measuredValue(record.Magnesium, [...]string{"0.698", "0.699", "0.7"}[side+1], aDay)}, four
	})...)
	cases = append(cases, probe(single, "wm.lofexidine.single.most", "", [3]outcome{met, met, blocks},
		func(side int) ([]fact, record.Body) {
			return nil, lofexidineOrder(microgramsOf(720+180*side), 1)
		})...)
	cases = append(cases, probe(daily, "wm.lofexidine.daily.most", "", [3]outcome{met, met, blocks}, func(side int) ([]fact, record.Body) {
		return nil, lofexidineOrder(microgramsOf(720+side), 4)
	})...)
	cases = append(cases, probe(duration, "wm.lofexidine.duration.days", "", [3]outcome{met, met, blocks},
		func(side int) ([]fact, record.Body) {
			return []fact{given("0.54 mg", time.Duration(13+side)*aDay)}, lofexidineOrder("0.54 mg", 4)
		})...)
	cases = append(cases, probe(interval, "wm.lofexidine.interval.least", "", [3]outcome{blocks, met, met},
		func(side int) ([]fact, record.Body) {
			return []fact{given("0.54 mg", 5*time.Hour+time.Duration(side)*time.Minute)}, dose("0.54 mg")
		})...)
	cases = append(cases, probe(clonidine, "wm.clonidine.daily.most", "", [3]outcome{met, met, warns},
		func(side int) ([]fact, record.Body) {
			return []fact{measuredValue(record.BodyWeight, "70", aDay)}, clonidineOrder(800 + side)
		})...)
	cases = append(cases, probe(clonidine, "wm.clonidine.daily.heavy", "", [3]outcome{met, met, warns},
		func(side int) ([]fact, record.Body) {
			return []fact{measuredValue(record.BodyWeight, "95", aDay)}, clonidineOrder(1200 + side)
		})...)
	return append(cases, probe(clonidine, "wm.clonidine.daily.heavy-from", "", [3]outcome{warns, met, met},
		func(side int) ([]fact, record.Body) {
			return []fact{measuredValue(record.BodyWeight, [...]string{"89.9", "90", "90.1"}[side+1], aDay)}, clonidineOrder(1000)
		})...)
}

// lofexidineWithCases are of naltrexone tablets, of medicines that raise lofexidine, and of older people.
func lofexidineWithCases(lofexidine record.Order) []ruleCase {
	const apart, exposure = "wm.lofexidine.naltrexone", "wm.lofexidine.exposure"
	reviewed := reviewedSection(record.MedicinesSection)
	naltrexone := record.Order{Product: medication.NtxPO, Dose: doseOf("25 mg")}
	cases := []ruleCase{
		{name: "after a tablet of naltrexone", rule: apart, before: []fact{dosed(medication.NtxPO, "50 mg", time.Hour)}, ask: lofexidine, want: warns},
		{name: "after an injection of naltrexone", rule: apart, before: []fact{dosed(medication.NtxXR, "380 mg", time.Hour)}, ask: lofexidine,
			want: met},
		{name: "an injection of naltrexone", rule: apart, before: []fact{dosed(medication.LofexidineTab, "0.54 mg", time.Hour)},
			ask: record.Order{Product: medication.NtxXR, Dose: doseOf("380 mg")}, want: irrelevant},
		{name: "alone", rule: apart, ask: lofexidine, want: met},
		{name: "paroxetine", rule: exposure, before: []fact{aged(40), takes("paroxetine")}, ask: lofexidine, want: advises},
		{name: "paroxetine comes", rule: exposure, before: []fact{aged(40), dosed(medication.LofexidineTab, "0.54 mg", time.Hour)},
			ask: reports("paroxetine", truth.Yes), want: advises},
		{name: "paroxetine without lofexidine", rule: exposure, ask: reports("paroxetine", truth.Yes), want: irrelevant},
		{name: "no age", rule: exposure, before: []fact{reviewed}, ask: lofexidine, want: unknown},
	}
	cases = append(cases, probe(apart, "wm.lofexidine.naltrexone.apart", "", [3]outcome{warns, met, met}, func(side int) ([]fact, record.Body) {
		return []fact{dosed(medication.LofexidineTab, "0.54 mg", 2*time.Hour+time.Duration(side)*time.Minute)}, naltrexone
	})...)
	return append(cases, probe(exposure, "wm.lofexidine.exposure.age", "", [3]outcome{met, met, advises}, func(side int) ([]fact, record.Body) {
		return []fact{aged(65 + side), reviewed}, lofexidine
	})...)
}

// impairmentCases walks the tables of the label of lofexidine.
func impairmentCases() []ruleCase {
	const liver, kidney = "wm.lofexidine.hepatic", "wm.lofexidine.renal"
	pugh := func(points string) fact { return measuredValue(record.ChildPugh, points, aDay) }
	egfr := func(rate string) fact { return measuredValue(record.EGFR, rate, aDay) }
	conditions := reviewedSection(record.ConditionsSection)
	cases := []ruleCase{
		{name: "not known", rule: liver, ask: lofexidineOrder("0.54 mg", 4), want: unknown},
		{name: "reviewed, and no impairment", rule: liver, before: []fact{conditions}, ask: lofexidineOrder("0.72 mg", 4), want: met},
		{name: "liver failure without a score", rule: liver, before: []fact{conditions, hasCondition(record.LiverFailure)},
			ask: lofexidineOrder("0.36 mg", 4), want: warns},
		{name: "liver failure, and a good score from before", rule: liver,
			before: []fact{measuredValue(record.ChildPugh, "5", 2*aDay), hasCondition(record.LiverFailure)}, ask: lofexidineOrder("0.36 mg", 4), want: warns},
		{name: "liver failure, and a good score since", rule: liver,
			before: []fact{hasCondition(record.LiverFailure), measuredValue(record.ChildPugh, "5", time.Hour)}, ask: lofexidineOrder("0.36 mg", 4), want: met},
		{name: "impaired, and no score", rule: liver, before: []fact{conditions, hasCondition(record.HepaticImpairment)},
			ask: lofexidineOrder("0.36 mg", 4), want: unknown},
		{name: "methadone", rule: liver, ask: methadone80, want: irrelevant},
		{name: "V54 eGFR 40, three tablets", rule: kidney, before: []fact{egfr("40")}, ask: lofexidineOrder("0.54 mg", 4), want: warns},
		{name: "V54 eGFR 40, two tablets", rule: kidney, before: []fact{egfr("40")}, ask: lofexidineOrder("0.36 mg", 4), want: met},
		{name: "severe, whatever the dose", rule: kidney, before: []fact{egfr("20")}, ask: lofexidineOrder("0.18 mg", 4), want: warns},
		{name: "renal failure without a number", rule: kidney, before: []fact{hasCondition(record.SevereRenalFailure)},
			ask: lofexidineOrder("0.18 mg", 4), want: warns},
		{name: "not known", rule: kidney, ask: lofexidineOrder("0.54 mg", 4), want: unknown},
		{name: "methadone", rule: kidney, ask: methadone80, want: irrelevant},
	}
	// The score from which the next row of the table holds, with a dose that only the row before allows.
	cases = append(cases, probe(liver, "wm.lofexidine.hepatic.moderate-from", "", [3]outcome{met, warns, warns},
		func(side int) ([]fact, record.Body) {
			return []fact{pugh([...]string{"6", "7", "8"}[side+1])}, lofexidineOrder("0.54 mg", 4)
		})...)
	cases = append(cases, probe(liver, "wm.lofexidine.hepatic.severe-from", "", [3]outcome{met, warns, warns},
		func(side int) ([]fact, record.Body) {
			return []fact{pugh([...]string{"9", "10", "11"}[side+1])}, lofexidineOrder("0.36 mg", 4)
		})...)
	cases = append(cases, probe(kidney, "wm.lofexidine.renal.reduced-below", "", [3]outcome{warns, met, met},
		func(side int) ([]fact, record.Body) {
			return []fact{egfr([...]string{"89.9", "90", "90.1"}[side+1])}, lofexidineOrder("0.54 mg", 4)
		})...)
	cases = append(cases, probe(kidney, "wm.lofexidine.renal.severe-below", "", [3]outcome{warns, met, met},
		func(side int) ([]fact, record.Body) {
			return []fact{egfr([...]string{"29.9", "30", "30.1"}[side+1])}, lofexidineOrder("0.36 mg", 4)
		})...)
	for _, row := range []struct {
		rule    record.RuleID
		param   plan.ParamID
		measure fact
		most    int // micrograms
		within  outcome
	}{
		{liver, "wm.lofexidine.hepatic.mild", pugh("5"), 540, met},
		{liver, "wm.lofexidine.hepatic.moderate", pugh("7"), 360, met},
		{liver, "wm.lofexidine.hepatic.severe", pugh("10"), 180, met},
		{kidney, "wm.lofexidine.renal.reduced", egfr("60"), 360, met},
		{kidney, "wm.lofexidine.renal.severe", egfr("20"), 180, warns}, // the label would rather avoid it
	} {
		cases = append(cases, probe(row.rule, row.param, "", [3]outcome{row.within, row.within, warns},
			func(side int) ([]fact, record.Body) {
				return []fact{row.measure}, lofexidineOrder(fmt.Sprint(row.most+side, " ug"), 4)
			})...)
	}
	return cases
}

func breathingCases() []ruleCase {
	const now, methadone = "ix.breathing-now", "methadone.breathing"
	rate := func(value string, ago time.Duration) fact { return measuredValue(record.RespiratoryRate, value, ago) }
	saturation := func(value string, ago time.Duration) fact { return measuredValue(record.OxygenSaturation, value, ago) }
	on := func(facts ...fact) []fact { return append(append([]fact{}, established...), facts...) }
	hypercapnic := fact{aDay, record.ConditionReported{Condition: record.ChronicHypercapnicFailure, Present: truth.Yes}}
	cases := []ruleCase{
		{name: "nothing is measured", rule: now, before: on(), ask: film8, want: irrelevant},
		{name: "slow breathing", rule: now, before: on(rate("7", time.Hour)), ask: film8, want: blocks},
		{name: "slow breathing, a dose taken at home", rule: now, before: on(rate("7", time.Hour)),
			ask: record.DoseTaken{Product: medication.BupnxFilm, Dose: film8.Dose}, want: blocks},
		{name: "low saturation yesterday evening", rule: now, before: on(saturation("88", 14*time.Hour)), ask: film8, want: blocks},
		{name: "low saturation two days ago", rule: now, before: on(saturation("88", 2*aDay)), ask: film8, want: warns},
		{name: "measured again", rule: now, before: on(saturation("88", 14*time.Hour), saturation("97", time.Hour)), ask: film8, want: met},
		{name: "the usual saturation of chronic hypercapnic failure", rule: now,
			before: on(hypercapnic, saturation("88", time.Hour)), ask: film8, want: met},
		{name: "airways disease alone has the usual bands", rule: now,
			before: on(fact{aDay, record.ConditionReported{Condition: record.ObstructiveAirwaysDisease, Present: truth.Yes}},
				saturation("88", time.Hour)), ask: film8, want: blocks},
		{name: "methadone goes on", rule: now, before: append(onMethadone(80, 0), rate("8", time.Hour)), ask: methadone80, want: blocks},
		{name: "a start of methadone has a rule of its own", rule: now, before: []fact{rate("7", time.Hour)}, ask: methadone80,
			want: irrelevant},
		{name: "a start", rule: methadone, before: []fact{rate("7", time.Hour)}, ask: methadone80, want: blocks},
		{name: "a start, breathing well", rule: methadone, before: []fact{rate("14", time.Hour)}, ask: methadone80, want: met},
		{name: "naltrexone", rule: now, before: []fact{rate("7", time.Hour)}, ask: injection, want: irrelevant},
	}
	for _, p := range []struct {
		param plan.ParamID
		at    int
		build func(string, time.Duration) fact
		wants [3]outcome
		known []fact
	}{
		{"ix.breathing-now.rate", 8, rate, [3]outcome{blocks, blocks, warns}, nil},
		{"ix.breathing-now.rate-caution", 11, rate, [3]outcome{warns, warns, met}, nil},
		{"ix.breathing-now.saturation", 91, saturation, [3]outcome{blocks, blocks, warns}, nil},
		{"ix.breathing-now.saturation-caution", 93, saturation, [3]outcome{warns, warns, met}, nil},
		{"ix.breathing-now.hypercapnic", 83, saturation, [3]outcome{blocks, blocks, warns}, []fact{hypercapnic}},
		{"ix.breathing-now.hypercapnic-caution", 87, saturation, [3]outcome{warns, warns, met}, []fact{hypercapnic}},
	} {
		for _, place := range []string{"", "gb"} {
			ask := record.Body(film8)
			if place == "gb" {
				ask = orderOf(medication.BupSLGB, "4 mg")
			}
			cases = append(cases, probe(now, p.param, place, p.wants, func(side int) ([]fact, record.Body) {
				return on(append(p.known, p.build(fmt.Sprint(p.at+side), time.Hour))...), ask
			})...)
		}
	}
	return cases
}

func vitalCases() []ruleCase {
	const rule = "wm.alpha2.bp"
	vital := func(systolic, diastolic, pulse string, ago time.Duration) []fact {
		return []fact{measuredValue(record.SystolicPressure, systolic, ago), measuredValue(record.DiastolicPressure, diastolic, ago),
			measuredValue(record.Pulse, pulse, ago)}
	}
	order := lofexidineOrder("0.54 mg", 4)
	begun := dosed(medication.LofexidineTab, "0.54 mg", 3*aDay)
	after := func(before, later []fact) []fact { return append(append(before, begun), later...) }
	cases := []ruleCase{
		{name: "fine", rule: rule, before: vital("120", "80", "70", time.Hour), ask: order, want: met},
		{name: "nothing is measured", rule: rule, ask: order, want: unknown},
		{name: "a low pressure tells, even without a pulse", rule: rule,
			before: []fact{measuredValue(record.SystolicPressure, "80", time.Hour)}, ask: order, want: warns},
		{name: "clonidine", rule: rule, before: vital("85", "60", "70", time.Hour), ask: orderOf(medication.ClonidineTab, "0.1 mg"),
			want: warns},
		{name: "in the United Kingdom", rule: rule, jurisdiction: "gb", before: vital("85", "60", "70", time.Hour),
			ask: orderOf(medication.ClonidineTab, "0.1 mg"), want: warns},
		{name: "methadone", rule: rule, before: vital("85", "60", "70", time.Hour), ask: methadone80, want: irrelevant},
		{name: "a fall of the pulse", rule: rule,
			before: after(vital("120", "80", "100", 3*aDay+time.Hour), vital("120", "80", "70", time.Hour)), ask: order, want: warns},
		{name: "a value from long before says nothing", rule: rule,
			before: after(vital("120", "80", "100", 30*aDay), vital("120", "80", "70", time.Hour)), ask: order, want: met},
	}
	for _, jurisdiction := range []string{"", "gb"} {
		ask := order
		if jurisdiction == "gb" {
			ask = orderOf(medication.ClonidineTab, "0.1 mg")
		}
		low := [3]outcome{warns, met, met}
		cases = append(cases, probe(rule, "wm.alpha2.bp.systolic", jurisdiction, low, func(side int) ([]fact, record.Body) {
			return vital([...]string{"89.9", "90", "91"}[side+1], "60", "70", time.Hour), ask
		})...)
		cases = append(cases, probe(rule, "wm.alpha2.bp.diastolic", jurisdiction, low, func(side int) ([]fact, record.Body) {
			return vital("120", [...]string{"49", "50", "51"}[side+1], "70", time.Hour), ask
		})...)
		cases = append(cases, probe(rule, "wm.alpha2.bp.pulse", jurisdiction, low, func(side int) ([]fact, record.Body) {
			return vital("120", "80", [...]string{"49", "50", "51"}[side+1], time.Hour), ask
		})...)
		cases = append(cases, probe(rule, "wm.alpha2.bp.fresh", jurisdiction, [3]outcome{met, met, unknown},
			func(side int) ([]fact, record.Body) {
				return vital("120", "80", "70", 2*time.Hour+time.Duration(side)*time.Minute), ask
			})...)
	}
	return append(cases, probe(rule, "wm.alpha2.bp.fall", "", [3]outcome{met, met, warns}, func(side int) ([]fact, record.Body) {
		return after(vital("150", "80", "70", 3*aDay+time.Hour),
			vital([...]string{"121", "120", "119"}[side+1], "80", "70", time.Hour)), order
	})...)
}

func supplyCases() []ruleCase {
	const gone, kit = "med.status.discontinued", "wm.naloxone"
	lofexidineGB := orderOf(medication.LofexidineGB, "0.2 mg")
	on := func(year int, month time.Month, day int) time.Duration {
		return time.Date(year, month, day, 10, 0, 0, 0, time.UTC).Sub(now)
	}
	supplied := func(ago time.Duration) fact { return told(ago, record.NaloxoneSupplied{}) }
	discharge := record.StageMove{Trigger: stages.DischargePlanned, Reason: record.ReasonCompleted}
	return []ruleCase{
		{name: "lofexidine in the United Kingdom, the last day", rule: gone, jurisdiction: "gb", day: on(2018, time.May, 31),
			ask: lofexidineGB, want: met},
		{name: "lofexidine in the United Kingdom, withdrawn", rule: gone, jurisdiction: "gb", day: on(2018, time.June, 1),
			ask: lofexidineGB, want: blocks},
		{name: "what is left is finished", rule: gone, jurisdiction: "gb", before: []fact{dosed(medication.LofexidineGB, "0.2 mg", aDay)},
			ask: lofexidineGB, want: irrelevant},
		{name: "an implant that is gone, as far as anybody recalls", rule: gone, ask: orderOf(medication.BupProbuphine, "74.2 mg"),
			want: warns},
		{name: "a change to a product that is gone is a start of it", rule: gone, day: on(2026, time.October, 1), before: []fact{filmDosed},
			ask: orderOf(medication.BupnxBunavail, "4.2 mg/0.7 mg"), want: warns},
		{name: "nobody knows when it went", rule: gone, day: on(2020, time.October, 1),
			ask: orderOf(medication.BupnxBunavail, "4.2 mg/0.7 mg"), want: unknown},
		{name: "one that was never sold", rule: gone, ask: orderOf(medication.BupnxCassipa, "16 mg/4 mg"), want: warns},
		{name: "one that is sold", rule: gone, ask: film8, want: met},

		{name: "V56 discharge without naloxone", rule: kit,
			before: []fact{told(aDay, record.WithdrawalManagement{Method: record.MethodBuprenorphineTaper})}, ask: discharge, want: warns},
		{name: "discharge with naloxone", rule: kit, before: []fact{supplied(30 * aDay)}, ask: discharge, want: met},
		{name: "at admission", rule: kit, ask: record.StageMove{Trigger: stages.Assess}, want: irrelevant},
		{name: "at the end of a withdrawal in the United Kingdom", rule: kit, jurisdiction: "gb", before: inDetoxStage,
			ask: record.StageMove{Trigger: stages.BeginTherapy}, want: warns},
		{name: "at the start of a medication", rule: kit, ask: film8, want: irrelevant},
		{name: "buprenorphine/naloxone is no naloxone at home", rule: kit, before: established, ask: discharge, want: warns},
		{name: "nor is it on the list of medicines", rule: kit, before: []fact{takes("naloxone")}, ask: discharge, want: warns},
		{name: "used up", rule: kit, before: []fact{supplied(30 * aDay), told(10*aDay, record.Overdosed{NaloxoneReversed: truth.Yes})},
			ask: discharge, want: warns},
		{name: "supplied again", rule: kit, before: []fact{told(10*aDay, record.Overdosed{}), supplied(9 * aDay)}, ask: discharge,
			want: met},
		{name: "medication that goes on", rule: kit, before: []fact{filmDosed}, ask: film8, want: irrelevant},
		{name: "the injection of naltrexone has a rule of its own", rule: kit, ask: injection, want: irrelevant},
	}
}

func overdoseCases() []ruleCase {
	const recent, tolerance = "od.recent", "od.tolerance-loss"
	overdose := told(60*aDay, record.Overdosed{Agent: "fentanyl"})
	discharge := record.StageMove{Trigger: stages.DischargeUnplanned, Reason: record.ReasonMissedVisits}
	continues := discharge
	continues.MedicationContinues = truth.Yes
	detox := record.WithdrawalManagement{Method: record.MethodBuprenorphineTaper}
	planned := detox
	planned.ContinuingPlan = truth.Yes
	start := orderOf(medication.MethadoneConc, "20 mg")
	heroin := func(ago time.Duration) fact { return usedOpioid("heroin", ago) }
	last := dosed(medication.NtxXR, "380 mg", 60*aDay)
	cases := []ruleCase{
		{name: "discharge without medication", rule: recent, before: []fact{overdose}, ask: discharge, want: warns},
		{name: "discharge, and medication goes on elsewhere", rule: recent, before: []fact{overdose}, ask: continues, want: met},
		{name: "on buprenorphine, and nobody says whether it goes on", rule: recent, before: []fact{overdose, filmDosed}, ask: discharge,
			want: unknown},
		{name: "stopping medication", rule: recent, before: []fact{overdose, filmDosed},
			ask: record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonPatientChoice}, want: warns},
		{name: "withdrawal and nothing after it", rule: recent, before: []fact{overdose}, ask: detox, want: warns},
		{name: "withdrawal with a plan", rule: recent, before: []fact{overdose}, ask: planned, want: met},
		{name: "no overdose", rule: recent, ask: discharge, want: irrelevant},

		{name: "naltrexone ends", rule: tolerance, before: []fact{last},
			ask: record.StopMedication{Substance: medication.Naltrexone, Reason: record.ReasonPatientChoice}, want: warns},
		{name: "buprenorphine ends", rule: tolerance, before: []fact{filmDosed},
			ask: record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonPatientChoice}, want: irrelevant},
		{name: "methadone after naltrexone", rule: tolerance, before: []fact{heroin(90 * aDay), last}, ask: start, want: warns},
		{name: "methadone after naltrexone and months of use", rule: tolerance, before: []fact{last, heroin(aDay)}, ask: start, want: met},
		{name: "in custody", rule: tolerance, before: []fact{heroin(90 * aDay), states(record.Custody, 60*aDay)}, ask: start, want: warns},
		{name: "in custody, and using", rule: tolerance, before: []fact{states(record.Custody, 60*aDay), heroin(aDay)}, ask: start,
			want: met},
		{name: "after a withdrawal", rule: tolerance, before: []fact{heroin(30 * aDay), told(20*aDay, planned)}, ask: film8, want: warns},
		{name: "in the first days of a withdrawal", rule: tolerance, before: []fact{heroin(2 * aDay), told(aDay, planned)}, ask: film8,
			want: met},
		{name: "low tolerance on record", rule: tolerance, before: []fact{heroin(aDay), hasCondition(record.LowTolerance)}, ask: start,
			want: warns},
		{name: "methadone after buprenorphine", rule: tolerance, before: []fact{last, filmDosed}, ask: start, want: met},
		{name: "methadone that goes on", rule: tolerance, before: []fact{last, methadoneDosed}, ask: methadone80, want: irrelevant},
	}
	for _, jurisdiction := range []string{"", "gb"} {
		for i, s := range [...]side{below, at, above} {
			ago := now.Sub(now.AddDate(-1, 0, 1-i))
			cases = append(cases, ruleCase{name: "od.recent.months " + string(s), rule: recent, jurisdiction: jurisdiction,
				before: []fact{told(ago, record.Overdosed{})}, ask: discharge, want: [...]outcome{warns, irrelevant, irrelevant}[i],
				param: "od.recent.months", side: s})
		}
	}
	return cases
}
