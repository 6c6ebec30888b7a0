package guidance_test

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// doseLeapCases are those of a day of buprenorphine that looks like a slip of the pen.
func doseLeapCases() []ruleCase {
	const leap, window = "bup.dose.leap", "bup.xr.brixadi.window"
	on := func(mg string) []fact { return bupTakenDaily(10, medication.BupSL, mg) }
	near := func(before []fact, product medication.ProductID, dose string, setting medication.Setting) func(int) ([]fact, record.Body) {
		return func(side int) ([]fact, record.Body) {
			return before, record.Order{Product: product, Dose: bupMicrograms(dose, side*100), Schedule: medication.Daily(), Setting: setting}
		}
	}
	edge := func(param plan.ParamID, ask func(int) ([]fact, record.Body)) []ruleCase {
		return bupEdges(bupEdge{rule: leap, param: param, want: [3]outcome{met, met, unknown}, ask: ask})
	}
	cases := []ruleCase{
		{name: "given", rule: leap, before: on("4 mg"), ask: record.DoseGiven{Product: medication.BupSL, Dose: bupDose("26 mg")}, want: blocks},
		{name: "nothing before", rule: leap, ask: bupOrder(medication.BupSL, "32 mg"), want: irrelevant},
		{name: "the order in force again", rule: leap, ask: bupDaily(medication.BupSL, "32 mg"), want: met,
			before: append(on("8 mg"), fact{11 * bupDay, bupDaily(medication.BupSL, "32 mg")})},
		{name: "another product", rule: leap, before: on("4 mg"), ask: bupDaily(medication.BupnxFilm, "32 mg/8 mg"), want: unknown},
		{name: "a depot", rule: leap, before: on("4 mg"), ask: bupOrder(medication.BupSublocade, "300 mg"), want: irrelevant},

		{name: "parts of the first week", rule: window, ask: bupOrder(medication.BupBrixadiWeekly, "8 mg"), want: irrelevant,
			before: bupInjected(medication.BupBrixadiWeekly, "24 mg", 2)},
		{name: "parts beyond a week", rule: window, ask: bupOrder(medication.BupBrixadiWeekly, "16 mg"), want: blocks,
			before: bupInjected(medication.BupBrixadiWeekly, "24 mg", 2), says: "the largest weekly dose is 32 mg"},
	}
	for _, place := range countriesOfCommon {
		cases = append(cases, inPlaceOf(place, ruleCase{name: "Buvidal two days after", rule: window, want: blocks,
			ask: bupOrder(medication.BupBuvidalWeekly, "24 mg"), before: bupInjected(medication.BupBuvidalWeekly, "24 mg", 2, 9, 16, 23)},
			ruleCase{name: "a month's Buvidal again on day 3", rule: window, want: blocks,
				ask: bupOrder(medication.BupBuvidalMonthly, "96 mg"), before: bupInjected(medication.BupBuvidalMonthly, "96 mg", 3)},
			ruleCase{name: "a month's Buvidal on top of a week's", rule: window, want: blocks,
				ask: bupOrder(medication.BupBuvidalMonthly, "96 mg"), before: bupInjected(medication.BupBuvidalWeekly, "24 mg", 2, 9, 16)},
			ruleCase{name: "a month's Buvidal, late", rule: window, want: warns,
				ask: bupOrder(medication.BupBuvidalMonthly, "96 mg"), before: bupInjected(medication.BupBuvidalMonthly, "96 mg", 40, 70)})...)
	}
	listed := func(agent string) fact {
		return fact{time.Hour, record.MedicineReported{Agent: agent, Taking: truth.Yes}}
	}
	const beside = "ix.opioid-agonist-with-bup"
	cases = append(cases,
		ruleCase{name: "a patch of buprenorphine reported on methadone", rule: beside, before: onMethadone(60, 0), want: warns,
			ask: record.MedicineReported{Agent: "butrans", Taking: truth.Yes}},
		ruleCase{name: "methadone rises beside a patch of buprenorphine", rule: beside, before: append(onMethadone(60, 0), listed("butrans")),
			ask: methadoneOf(70), want: warns},
		ruleCase{name: "methadone beside naloxegol", rule: beside, before: append(onMethadone(60, 0), listed("naloxegol")), ask: methadoneOf(70),
			want: irrelevant})
	cases = append(cases, edge("bup.dose.leap.times", near(on("10 mg"), medication.BupSL, "30 mg", 0))...)
	cases = append(cases, edge("bup.dose.leap.usual", near(on("4 mg"), medication.BupSL, "24 mg", 0))...)
	return append(cases, edge("bup.dose.leap.emergency", near(on("4 mg"), medication.BupSL, "32 mg", medication.SettingEmergency))...)
}
