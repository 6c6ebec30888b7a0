package guidance_test

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

func bupDoseCases() []ruleCase {
	first := record.RuleID("bup.induction.first-dose")
	step := record.RuleID("bup.induction.step")
	day1 := record.RuleID("bup.induction.day1-total")
	daily := record.RuleID("bup.dose.daily-total")
	started := []fact{bupGiven(2*time.Hour, medication.BupSL, "4 mg")}
	emergency := bupContext(record.EmergencyCare)
	abrupt := record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonPatientChoice, Abrupt: truth.Yes}
	gradual, unsaid, methadone := abrupt, abrupt, abrupt
	gradual.Abrupt, unsaid.Abrupt, methadone.Substance = truth.No, truth.Unknown, medication.Methadone
	precipitated := fact{30 * time.Minute, record.PrecipitatedWithdrawal{By: medication.Buprenorphine}}
	watched := record.Order{Product: medication.BupnxFilm, Dose: bupDose("4 mg/1 mg"), Setting: medication.SettingPharmacy,
		Supervised: truth.Yes}
	pharmacy := record.Order{Product: medication.BupnxFilm, Dose: bupDose("4 mg/1 mg"), Setting: medication.SettingPharmacy}
	office := pharmacy
	office.Setting = medication.SettingOffice
	return []ruleCase{
		{name: "usual", rule: first, ask: bupOrder(medication.BupSL, "4 mg"), want: met},
		{name: "too much", rule: first, ask: bupOrder(medication.BupSL, "8 mg"), want: warns},
		{name: "more in an emergency department", rule: first, before: []fact{emergency}, ask: bupOrder(medication.BupSL, "8 mg"),
			want: met},
		{name: "Zubsolv is Zubsolv there too", rule: first, before: []fact{emergency},
			ask: bupOrder(medication.BupnxZubsolv, "5.7 mg/1.4 mg"), want: warns},
		{name: "a label without numbers", rule: first, ask: bupOrder(medication.BupnxBunavail, "4.2 mg/0.7 mg"), want: unknown},
		{name: "second dose", rule: first, before: started, ask: bupOrder(medication.BupSL, "8 mg"), want: irrelevant},
		{name: "continued from elsewhere", rule: first, ask: bupOrder(medication.BupSL, "16 mg"), want: irrelevant,
			before: []fact{{bupDay, record.OpioidUsed{Agent: "buprenorphine", DailyDose: medication.Milligrams(16)}}}},
		{name: "more than elsewhere", rule: first, ask: bupOrder(medication.BupSL, "16 mg"), want: warns,
			before: []fact{{bupDay, record.OpioidUsed{Agent: "buprenorphine", DailyDose: medication.Milligrams(8)}}}},
		{name: "beside a depot", rule: first, before: []fact{bupGiven(20*bupDay, medication.BupSublocade, "300 mg")},
			ask: bupOrder(medication.BupSL, "8 mg"), want: irrelevant},
		{name: "low-dose start", rule: first, before: []fact{bupContext(record.LowDoseInitiation)},
			ask: bupOrder(medication.BupSL, "0.5 mg"), want: suspended},
		{name: "rescue is a word in the order", rule: first,
			ask: record.Order{Product: medication.BupSL, Dose: bupDose("16 mg"), Purpose: record.PurposeRescue}, want: warns},
		{name: "depot", rule: first, ask: bupOrder(medication.BupSublocade, "300 mg"), want: irrelevant},
		{name: "taken at home", rule: first, ask: record.DoseTaken{Product: medication.BupSL, Dose: bupDose("8 mg")}, want: warns},
		{name: "after a break", rule: first, before: []fact{bupGiven(6*bupDay, medication.BupSL, "16 mg")},
			ask: bupOrder(medication.BupSL, "16 mg"), want: warns},

		{name: "usual", rule: step, before: started, ask: bupOrder(medication.BupSL, "4 mg"), want: met},
		{name: "too soon", rule: step, before: []fact{bupGiven(40*time.Minute, medication.BupSL, "4 mg")},
			ask: bupOrder(medication.BupSL, "4 mg"), want: warns},
		{name: "soon, in an emergency department", rule: step,
			before: []fact{bupGiven(40*time.Minute, medication.BupSL, "4 mg"), emergency}, ask: bupOrder(medication.BupSL, "8 mg"),
			want: met},
		{name: "a label without numbers", rule: step, before: started, ask: bupOrder(medication.BupnxBunavail, "4.2 mg/0.7 mg"),
			want: unknown},
		{name: "first dose", rule: step, ask: bupOrder(medication.BupSL, "4 mg"), want: irrelevant},
		{name: "a regimen from tomorrow", rule: step, before: started, ask: bupDaily(medication.BupSL, "16 mg"), want: irrelevant},
		{name: "rescue", rule: step, before: append(started, bupCOWS(time.Hour, 25)),
			ask: record.Order{Product: medication.BupSL, Dose: bupDose("16 mg"), Purpose: record.PurposeRescue}, want: irrelevant},
		{name: "low-dose start", rule: step, before: []fact{bupGiven(2*time.Hour, medication.BupnxFilm, "0.5 mg/0.125 mg"),
			bupContext(record.LowDoseInitiation)},
			ask: bupOrder(medication.BupSL, "0.5 mg"), want: suspended},

		{name: "usual", rule: day1, before: started, ask: bupOrder(medication.BupSL, "4 mg"), want: met},
		{name: "three doses", rule: day1, before: append([]fact{bupGiven(4*time.Hour, medication.BupSL, "8 mg")}, started...),
			ask: bupOrder(medication.BupSL, "8 mg"), want: warns},
		{name: "more than the label", rule: day1, before: started, ask: bupOrder(medication.BupSL, "8 mg"), want: advises},
		{name: "nobody goes by the older label in an emergency department", rule: day1, before: append(started, emergency),
			ask: bupOrder(medication.BupSL, "16 mg"), want: met},
		{name: "a regimen of the first day", rule: day1, ask: record.Order{Product: medication.BupSL, Dose: bupDose("8 mg"), PerDay: 5},
			want: blocks},
		{name: "a regimen from tomorrow", rule: day1, before: started, ask: bupDaily(medication.BupSL, "24 mg"), want: irrelevant},
		{name: "a supply from tomorrow", rule: day1, before: started, want: irrelevant,
			ask: record.Order{Product: medication.BupSL, Dose: bupDose("24 mg"), SupplyDays: 7}},
		{name: "a label without numbers", rule: day1, ask: bupOrder(medication.BupnxBunavail, "4.2 mg/0.7 mg"), want: unknown},
		{name: "rescue", rule: day1, before: []fact{bupGiven(2*time.Hour, medication.BupSL, "16 mg"), bupContext(record.PrecipitatedRescue),
			bupCOWS(time.Hour, 30)},
			ask: bupOrder(medication.BupSL, "24 mg"), want: warns},
		{name: "rescue, and no withdrawal seen", rule: day1,
			before: []fact{bupGiven(2*time.Hour, medication.BupSL, "16 mg"), bupContext(record.PrecipitatedRescue)},
			ask:    bupOrder(medication.BupSL, "24 mg"), want: blocks},
		{name: "rescue that a few points of COWS do not show", rule: day1,
			before: []fact{bupGiven(2*time.Hour, medication.BupSL, "16 mg"), bupContext(record.PrecipitatedRescue),
				bupCOWS(time.Hour, 4)},
			ask: bupOrder(medication.BupSL, "24 mg"), want: blocks},
		{name: "over midnight", rule: day1, before: []fact{bupGiven(12*time.Hour, medication.BupSL, "24 mg")},
			ask: record.DoseGiven{Product: medication.BupSL, Dose: bupDose("16 mg")}, want: warns},
		{name: "Zubsolv", rule: day1, ask: bupOrder(medication.BupnxZubsolv, "1.4 mg/0.36 mg"), want: met},
		{name: "a refill is no first day", rule: day1, before: []fact{bupSupplied(28*bupDay, "32 mg/8 mg", 28)},
			ask: bupSupply("40 mg/10 mg", 28), want: irrelevant},
		{name: "a weekly visit is no first day", rule: day1, before: bupVisits(5),
			ask: record.DoseGiven{Product: medication.BupnxFilm, Dose: bupDose("40 mg/10 mg")}, want: irrelevant},
		{name: "continued is a word in the order", rule: day1, want: blocks,
			ask: record.Order{Product: medication.BupSL, Dose: bupDose("40 mg"), Purpose: record.PurposeContinue}},
		{name: "third day", rule: day1, before: bupTakenDaily(2, medication.BupSL, "16 mg"), ask: bupOrder(medication.BupSL, "40 mg"),
			want: irrelevant},
		{name: "depot", rule: day1, ask: bupOrder(medication.BupSublocade, "300 mg"), want: irrelevant},

		{name: "within the licence", rule: "gb.bup.sl.day1", jurisdiction: "gb", ask: bupOrder(medication.BupSLGB, "4 mg"), want: met},
		{name: "a licence without numbers", rule: "gb.bup.sl.day1", jurisdiction: "gb", ask: bupOrder(medication.BupEspranor, "4 mg"),
			want: unknown},
		{name: "low-dose start", rule: "gb.bup.sl.day1", jurisdiction: "gb", before: []fact{bupContext(record.LowDoseInitiation)},
			ask: bupOrder(medication.BupSLGB, "0.4 mg"), want: suspended},
		{name: "third day", rule: "gb.bup.sl.day1", jurisdiction: "gb", before: bupTakenDaily(2, medication.BupSLGB, "8 mg"),
			ask: bupOrder(medication.BupSLGB, "16 mg"), want: irrelevant},
		{name: "depot", rule: "gb.bup.sl.day1", jurisdiction: "gb", ask: bupOrder(medication.BupBuvidalWeekly, "16 mg"), want: irrelevant},

		{name: "counted by days with a dose", rule: "bup.induction.day2-total",
			before: []fact{bupGiven(3*bupDay, medication.BupSL, "8 mg")}, ask: bupOrder(medication.BupSL, "24 mg"), want: advises},
		{name: "third day", rule: "bup.induction.day2-total", before: bupTakenDaily(2, medication.BupSL, "8 mg"),
			ask: bupOrder(medication.BupSL, "24 mg"), want: irrelevant},
		{name: "a label without numbers", rule: "bup.induction.day2-total", before: bupTakenDaily(1, medication.BupSL, "8 mg"),
			ask: bupOrder(medication.BupnxBunavail, "4.2 mg/0.7 mg"), want: unknown},
		{name: "rescue", rule: "bup.induction.day2-total",
			before: append(bupTakenDaily(1, medication.BupSL, "8 mg"), bupContext(record.PrecipitatedRescue), bupCOWS(time.Hour, 30)),
			ask:    bupOrder(medication.BupSL, "24 mg"), want: irrelevant},
		{name: "depot", rule: "bup.induction.day2-total", ask: bupOrder(medication.BupSublocade, "300 mg"), want: irrelevant},

		{name: "usual", rule: daily, before: bupTakenDaily(5, medication.BupSL, "16 mg"), ask: bupDaily(medication.BupSL, "16 mg"),
			want: met},
		{name: "a dose adds to its day", rule: daily,
			before: append(bupTakenDaily(5, medication.BupSL, "16 mg"), bupGiven(2*time.Hour, medication.BupSL, "16 mg")),
			ask:    record.DoseGiven{Product: medication.BupSL, Dose: bupDose("16 mg")}, want: advises},
		{name: "a regimen is for the days to come", rule: daily,
			before: append(bupTakenDaily(5, medication.BupSL, "16 mg"), bupGiven(2*time.Hour, medication.BupSL, "16 mg")),
			ask:    record.Order{Product: medication.BupSL, Dose: bupDose("16 mg"), Schedule: medication.Daily()}, want: met},
		{name: "an order for one dose adds to its day", rule: daily,
			before: append(bupTakenDaily(5, medication.BupSL, "16 mg"), bupGiven(2*time.Hour, medication.BupSL, "16 mg")),
			ask:    bupOrder(medication.BupSL, "16 mg"), want: advises},
		{name: "Bunavail", rule: daily, ask: bupOrder(medication.BupnxBunavail, "4.2 mg/0.7 mg"), want: met},
		{name: "depot", rule: daily, ask: bupOrder(medication.BupSublocade, "300 mg"), want: irrelevant},

		{name: "abrupt", rule: "bup.dose.taper", before: bupTakenDaily(5, medication.BupSL, "16 mg"), ask: abrupt, want: advises},
		{name: "gradual", rule: "bup.dose.taper", before: bupTakenDaily(5, medication.BupSL, "16 mg"), ask: gradual, want: met},
		{name: "nobody said", rule: "bup.dose.taper", before: bupTakenDaily(5, medication.BupSL, "16 mg"), ask: unsaid, want: unknown},
		{name: "a depot wears off by itself", rule: "bup.dose.taper",
			before: []fact{bupGiven(20*bupDay, medication.BupSublocade, "100 mg")}, ask: abrupt, want: irrelevant},
		{name: "methadone", rule: "bup.dose.taper", ask: methadone, want: irrelevant},

		{name: "it happened", rule: "bup.precipitated.treat", ask: record.PrecipitatedWithdrawal{By: medication.Buprenorphine},
			want: advises},
		{name: "it happened by naltrexone", rule: "bup.precipitated.treat", ask: record.PrecipitatedWithdrawal{By: medication.Naltrexone},
			want: irrelevant},
		{name: "more buprenorphine", rule: "bup.precipitated.treat", before: []fact{precipitated}, ask: bupOrder(medication.BupSL, "8 mg"),
			want: met},
		{name: "withheld", rule: "bup.precipitated.treat", before: []fact{precipitated},
			ask: record.DoseHeld{Substance: medication.Buprenorphine, Reason: record.ReasonClinical}, want: advises},
		{name: "an antagonist", rule: "bup.precipitated.treat", before: []fact{precipitated}, ask: bupOrder(medication.NtxPO, "50 mg"),
			want: advises},
		{name: "stopped the next day, with none given since", rule: "bup.precipitated.treat",
			before: []fact{{26 * time.Hour, precipitated.body}}, ask: gradual, want: advises},
		{name: "stopped later, after it went on", rule: "bup.precipitated.treat",
			before: append(bupTakenDaily(5, medication.BupSL, "8 mg"), fact{6 * bupDay, precipitated.body}), ask: gradual,
			want: irrelevant},
		{name: "stopped after withdrawal by naltrexone", rule: "bup.precipitated.treat",
			before: []fact{{time.Hour, record.PrecipitatedWithdrawal{By: medication.Naltrexone}}}, ask: gradual, want: irrelevant},
		{name: "nothing precipitated", rule: "bup.precipitated.treat", ask: abrupt, want: irrelevant},

		{name: "from a pharmacy", rule: "bup.home-start", before: []fact{bupUsed(13*time.Hour, "heroin")}, ask: pharmacy, want: advises},
		{name: "watched in a pharmacy", rule: "bup.home-start", ask: watched, want: irrelevant},
		{name: "stated", rule: "bup.home-start", before: []fact{bupContext(record.HomeStart)}, ask: pharmacy, want: met},
		{name: "in the office", rule: "bup.home-start", ask: office, want: irrelevant},
		{name: "established", rule: "bup.home-start", before: bupTakenDaily(3, medication.BupSL, "8 mg"), ask: pharmacy, want: irrelevant},
		{name: "depot", rule: "bup.home-start", ask: bupOrder(medication.BupSublocade, "300 mg"), want: irrelevant},
	}
}

func bupDoseEdges() []ruleCase {
	first := record.RuleID("bup.induction.first-dose")
	step := record.RuleID("bup.induction.step")
	day1 := record.RuleID("bup.induction.day1-total")
	day1gb := record.RuleID("gb.bup.sl.day1")
	day2 := record.RuleID("bup.induction.day2-total")
	daily := record.RuleID("bup.dose.daily-total")
	fewer, more := [3]outcome{warns, met, met}, [3]outcome{met, met, warns}
	near := func(product medication.ProductID, dose string, before ...fact) func(int) ([]fact, record.Body) {
		return func(step int) ([]fact, record.Body) { return before, bupNear(product, dose, step) }
	}
	apart := func(product medication.ProductID, dose string, interval time.Duration, before ...fact) func(int) ([]fact, record.Body) {
		return func(step int) ([]fact, record.Body) {
			return append([]fact{bupGiven(interval+time.Duration(step)*time.Minute, product, dose)}, before...), bupOrder(product, dose)
		}
	}
	emergency := bupContext(record.EmergencyCare)
	started := bupGiven(3*time.Hour, medication.BupSL, "4 mg")
	startedZubsolv := bupGiven(3*time.Hour, medication.BupnxZubsolv, "1.4 mg/0.36 mg")
	steady := bupTakenDaily(3, medication.BupSL, "16 mg")
	steadyGB := bupTakenDaily(3, medication.BupSLGB, "16 mg")
	return bupEdges(
		bupEdge{rule: first, param: "bup.induction.break.daily", want: [3]outcome{irrelevant, irrelevant, warns},
			ask: func(step int) ([]fact, record.Body) {
				return []fact{bupGiven(time.Duration(4+step)*bupDay, medication.BupSL, "16 mg")}, bupOrder(medication.BupSL, "16 mg")
			}},
		bupEdge{rule: first, param: "bup.induction.first-dose.least", want: fewer, ask: near(medication.BupSL, "2 mg")},
		bupEdge{rule: first, param: "bup.induction.first-dose.most", want: more, ask: near(medication.BupSL, "4 mg")},
		bupEdge{rule: first, param: "bup.induction.first-dose.least.zubsolv", want: [3]outcome{warns, met, warns},
			ask: near(medication.BupnxZubsolv, "1.4 mg")},
		bupEdge{rule: first, param: "bup.induction.first-dose.most.zubsolv", want: [3]outcome{warns, met, warns},
			ask: near(medication.BupnxZubsolv, "1.4 mg")},
		bupEdge{rule: first, param: "bup.induction.first-dose.most-emergency", want: more, ask: near(medication.BupSL, "16 mg", emergency)},

		bupEdge{rule: step, param: "bup.induction.step.least", want: fewer, ask: near(medication.BupSL, "2 mg", started)},
		bupEdge{rule: step, param: "bup.induction.step.most", want: more, ask: near(medication.BupSL, "8 mg", started)},
		bupEdge{rule: step, param: "bup.induction.step.most-emergency", want: more, ask: near(medication.BupSL, "24 mg", started, emergency)},
		bupEdge{rule: step, param: "bup.induction.step.least.zubsolv", want: fewer,
			ask: near(medication.BupnxZubsolv, "1.4 mg", startedZubsolv)},
		bupEdge{rule: step, param: "bup.induction.step.most.zubsolv", want: more,
			ask: near(medication.BupnxZubsolv, "2.8 mg", startedZubsolv)},
		bupEdge{rule: step, param: "bup.induction.step.interval", want: fewer, ask: apart(medication.BupSL, "4 mg", time.Hour)},
		bupEdge{rule: step, param: "bup.induction.step.interval.zubsolv", want: fewer,
			ask: apart(medication.BupnxZubsolv, "1.4 mg/0.36 mg", 90*time.Minute)},
		bupEdge{rule: step, param: "bup.induction.step.interval-emergency", want: fewer,
			ask: apart(medication.BupSL, "4 mg", 30*time.Minute, emergency)},

		bupEdge{rule: day1, param: "bup.induction.day1-total.label", want: [3]outcome{met, met, advises},
			ask: near(medication.BupSL, "4 mg", started)},
		bupEdge{rule: day1, param: "bup.induction.day1-total.soft", want: [3]outcome{advises, advises, warns},
			ask: near(medication.BupSL, "12 mg", started)},
		bupEdge{rule: day1, param: "bup.induction.day1-total.soft.zubsolv", want: more,
			ask: near(medication.BupnxZubsolv, "4.3 mg", startedZubsolv)},
		bupEdge{rule: day1, param: "bup.induction.day1-total.soft-emergency", want: [3]outcome{met, met, blocks},
			ask: near(medication.BupSL, "28 mg", started, emergency)},
		bupEdge{rule: day1, param: "bup.induction.day1-total.hard", want: [3]outcome{warns, warns, blocks},
			ask: near(medication.BupSL, "28 mg", started)},

		bupEdge{rule: day1gb, param: "gb.bup.sl.day1.least.mono", jurisdiction: "gb", want: fewer, ask: near(medication.BupSLGB, "0.8 mg")},
		bupEdge{rule: day1gb, param: "gb.bup.sl.day1.most.mono", jurisdiction: "gb", want: more, ask: near(medication.BupSLGB, "4 mg")},
		bupEdge{rule: day1gb, param: "gb.bup.sl.day1.least.combination", jurisdiction: "gb", want: fewer,
			ask: near(medication.BupnxSLGB, "4 mg")},
		bupEdge{rule: day1gb, param: "gb.bup.sl.day1.most.combination", jurisdiction: "gb", want: more,
			ask: near(medication.BupnxSLGB, "8 mg", bupGiven(3*time.Hour, medication.BupnxSLGB, "4 mg/1 mg"))},

		bupEdge{rule: day2, param: "bup.induction.day2-total.most", want: [3]outcome{met, met, advises},
			ask: near(medication.BupSL, "16 mg", steady[:1]...)},
		bupEdge{rule: day2, param: "bup.induction.day2-total.most.zubsolv", want: [3]outcome{met, met, advises},
			ask: near(medication.BupnxZubsolv, "11.4 mg", bupGiven(bupDay, medication.BupnxZubsolv, "5.7 mg/1.4 mg"))},

		bupEdge{rule: daily, param: "bup.dose.daily-total.info", want: [3]outcome{met, met, advises},
			ask: near(medication.BupSL, "24 mg", steady...)},
		bupEdge{rule: daily, param: "bup.dose.daily-total.warn.zubsolv", want: more,
			ask: near(medication.BupnxZubsolv, "17.2 mg",
				bupTakenDaily(3, medication.BupnxZubsolv, "11.4 mg/2.9 mg")...)},
		bupEdge{rule: daily, param: "bup.dose.daily-total.warn.bunavail", want: more,
			ask: near(medication.BupnxBunavail, "12.6 mg",
				bupTakenDaily(3, medication.BupnxBunavail, "8.4 mg/1.4 mg")...)},
		bupEdge{rule: daily, param: "bup.dose.daily-total.warn.mono", want: [3]outcome{advises, advises, warns},
			ask: near(medication.BupSL, "32 mg", steady...)},
		bupEdge{rule: daily, param: "bup.dose.daily-total.warn.combination", want: [3]outcome{advises, advises, warns},
			ask: near(medication.BupnxFilm, "32 mg", steady...)},
		bupEdge{rule: daily, param: "bup.dose.daily-total.warn.mono", jurisdiction: "gb", want: more,
			ask: near(medication.BupSLGB, "32 mg", steadyGB...)},
		bupEdge{rule: daily, param: "bup.dose.daily-total.warn.combination", jurisdiction: "gb", want: more,
			ask: near(medication.BupnxSLGB, "24 mg", steadyGB...)},
		bupEdge{rule: daily, param: "bup.dose.daily-total.warn.espranor", jurisdiction: "gb", want: more,
			ask: near(medication.BupEspranor, "18 mg",
				bupTakenDaily(3, medication.BupEspranor, "16 mg")...)},
		bupEdge{rule: daily, param: "bup.dose.daily-total.warn.mono", jurisdiction: "gb-nir", want: more,
			ask: near(medication.BupSLGB, "24 mg", steadyGB...)},
		bupEdge{rule: daily, param: "bup.dose.daily-total.warn.combination", jurisdiction: "gb-nir", want: more,
			ask: near(medication.BupnxSLGB, "24 mg", steadyGB...)},
	)
}

func bupLowDoseCases() []ruleCase {
	start := record.RuleID("bup.low-dose.start-max")
	growth := record.RuleID("bup.low-dose.growth")
	source := record.RuleID("bup.low-dose.agonist-source")
	stopped := record.RuleID("bup.low-dose.stop-agonist")
	low := bupContext(record.LowDoseInitiation)
	small := bupOrder(medication.BupSL, "0.5 mg")
	stop := record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonCompleted, Abrupt: truth.Yes}
	otp := fact{bupDay, record.DoseGiven{Product: medication.MethadoneConc, Dose: bupDose("80 mg"), Setting: medication.SettingOTP}}
	cases := []ruleCase{
		{name: "not a low-dose start", rule: start, ask: bupOrder(medication.BupSL, "4 mg"), want: irrelevant},
		{name: "second day", rule: start, before: []fact{low, bupGiven(bupDay, medication.BupSL, "1 mg")},
			ask: bupOrder(medication.BupSL, "2 mg"), want: irrelevant},
		{name: "an ordinary dose under its name", rule: start, before: []fact{low}, ask: bupOrder(medication.BupSL, "16 mg"), want: blocks},
		{name: "added up", rule: start, before: []fact{low, bupGiven(3*time.Hour, medication.BupSL, "1 mg")}, ask: small, want: blocks},

		{name: "first day", rule: growth, before: []fact{low}, ask: small, want: irrelevant},
		{name: "not a low-dose start", rule: growth, before: bupTakenDaily(1, medication.BupSL, "1 mg"),
			ask: bupOrder(medication.BupSL, "8 mg"), want: irrelevant},
		{name: "twice a day", rule: growth, before: []fact{low, bupGiven(bupDay, medication.BupSL, "1 mg")},
			ask: record.Order{Product: medication.BupSL, Dose: bupDose("1 mg"), PerDay: 2}, want: met},
		{name: "days without a dose are no steps", rule: growth, before: []fact{low, bupGiven(3*bupDay, medication.BupSL, "1 mg")},
			ask: bupOrder(medication.BupSL, "4 mg"), want: warns},

		{name: "prescribed", rule: source,
			before: []fact{low, {bupDay, record.MedicineReported{Agent: "hydromorphone", Taking: truth.Yes}}}, ask: small, want: warns},
		{name: "in hospital", rule: source,
			before: []fact{low, bupContext(record.HospitalStay),
				{bupDay, record.MedicineReported{Agent: "hydromorphone", Taking: truth.Yes}}}, ask: small, want: met},
		{name: "for pain", rule: source,
			before: []fact{low, bupContext(record.SupervisedPainTreatment),
				{bupDay, record.MedicineReported{Agent: "oxycodone", Taking: truth.Yes}}}, ask: small, want: met},
		{name: "methadone of a program", rule: source, before: []fact{low, otp}, ask: small, want: met},
		{name: "methadone ordered by a program", rule: source, ask: small, want: met, before: []fact{low, bupMethadone(bupDay, 80),
			{2 * time.Hour, record.Order{Product: medication.MethadoneConc, Dose: bupDose("80 mg"), Setting: medication.SettingOTP}}}},
		{name: "methadone of a verified program", rule: source,
			before: []fact{low, bupMethadone(bupDay, 80), bupContext(record.VerifiedTransfer)}, ask: small, want: met},
		{name: "methadone from nobody knows where", rule: source, before: []fact{low, bupMethadone(bupDay, 80)}, ask: small, want: warns},
		{name: "illicit", rule: source,
			before: []fact{low, bupUsed(bupDay, "fentanyl"), {bupDay, record.MedicineReported{Agent: "ibuprofen", Taking: truth.Yes}}},
			ask:    small, want: irrelevant},
		{name: "not a low-dose start", rule: source, ask: small, want: irrelevant},

		{name: "none yet", rule: stopped, before: []fact{low}, ask: stop, want: advises},
		{name: "half of today", rule: stopped,
			before: []fact{low, bupGiven(bupDay, medication.BupSL, "8 mg"), bupGiven(2*time.Hour, medication.BupSL, "4 mg")}, ask: stop,
			want: met},
		{name: "not a low-dose start", rule: stopped, ask: stop, want: irrelevant},
		{name: "another medication", rule: stopped, before: []fact{low},
			ask: record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonPatientChoice}, want: irrelevant},
	}
	edges := func(jurisdiction string, product medication.ProductID) []ruleCase {
		return bupEdges(
			bupEdge{rule: start, param: "bup.low-dose.start-max.day1", jurisdiction: jurisdiction, want: [3]outcome{met, met, blocks},
				ask: func(step int) ([]fact, record.Body) {
					return []fact{low}, bupNear(product, "1 mg", step)
				}},
			bupEdge{rule: growth, param: "bup.low-dose.growth.factor", jurisdiction: jurisdiction, want: [3]outcome{met, met, warns},
				ask: func(step int) ([]fact, record.Body) {
					return []fact{low, bupGiven(bupDay, product, "1 mg")}, bupNear(product, "2 mg", step)
				}},
			bupEdge{rule: growth, param: "bup.low-dose.growth.until", jurisdiction: jurisdiction,
				want: [3]outcome{warns, irrelevant, irrelevant}, ask: func(step int) ([]fact, record.Body) {
					return []fact{low, {bupDay, record.DoseGiven{Product: product, Dose: bupMicrograms("8 mg", step*100)}}}, bupOrder(product,
						"24 mg")
				}},
			bupEdge{rule: stopped, param: "bup.low-dose.stop-agonist.least", jurisdiction: jurisdiction,
				want: [3]outcome{advises, met, met}, ask: func(step int) ([]fact, record.Body) {
					return []fact{low, {bupDay, record.DoseGiven{Product: product, Dose: bupMicrograms("8 mg", step*100)}}}, stop
				}},
		)
	}
	cases = append(cases, edges("us", medication.BupSL)...)
	return append(cases, edges("gb", medication.BupSLGB)...)
}
