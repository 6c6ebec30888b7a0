package guidance_test

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// worldCases are those of starts, of returns and of orders that repeat themselves, in the places where fewest values were read.
func worldCases() []ruleCase {
	return concatCases(worldStarts(), worldRises(), claimCases(), worldReturns(), depotRepeatsCases(), sublocadeLeadInCases(), worldNaltrexone(), worldEndings())
}

func concatCases(lists ...[]ruleCase) (all []ruleCase) {
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}

// probeIn is a probe whose names say where it is asked.
func probeIn(place string, rule record.RuleID, param plan.ParamID, wants [3]outcome, build func(side int) ([]fact, record.Body)) []ruleCase {
	return inPlaceOf(place, probe(rule, param, place, wants, build)...)
}

func worldStarts() []ruleCase {
	const low, total = "methadone.induction.low-tolerance", "methadone.induction.first-day-total"
	const zubsolv = "bup.induction.first-dose"
	most := [3]outcome{met, met, warns}
	tablets := func(side int) ([]fact, record.Body) {
		return nil, bupOrder(medication.BupnxZubsolv, []string{"0.7 mg/0.18 mg", "1.4 mg/0.36 mg", "2.9 mg/0.71 mg"}[side+1])
	}
	start := func(told ...fact) func(int) ([]fact, record.Body) {
		return func(side int) ([]fact, record.Body) {
			return append([]fact{used("heroin", 20*time.Hour)}, told...), methadoneOf(uint32(20 + side))
		}
	}
	return concatCases(
		probeIn("ca", total, total+".soft", most, func(side int) ([]fact, record.Body) {
			return []fact{given(5*time.Hour, 20), seen(time.Hour)}, methadoneOf(uint32(10 + side))
		}),
		probeIn("ca", low, low+".most", most, start(condition(record.LowTolerance, truth.Yes))),
		probeIn("ca", low, low+".sedatives", most, start(condition(record.AlcoholUse, truth.Yes))),
		probeIn("ca", low, low+".at-risk", most, start(condition(record.ObstructiveAirwaysDisease, truth.Yes))),
		probeIn("ca", low, low+".older", most, start(aged(60))),
		probeIn("ca", low, low+".older-age", [3]outcome{met, warns, warns}, func(side int) ([]fact, record.Body) {
			return []fact{used("heroin", 20*time.Hour), aged(60 + side)}, methadoneOf(21)
		}),
		probeIn("au-vic", low, low+".most", most, func(side int) ([]fact, record.Body) { return onMethadone(100, 5), methadoneOf(uint32(30 + side)) }),
		probeIn("au", zubsolv, zubsolv+".least.zubsolv", [3]outcome{warns, met, warns}, tablets),
		probeIn("au", zubsolv, zubsolv+".most.zubsolv", [3]outcome{warns, met, warns}, tablets),
		probeIn("au", low, low+".most", most, start(condition(record.LowTolerance, truth.Yes))),
	)
}

// worldRises are of a place whose texts have no step by which methadone rises, and of its first week.
func worldRises() []ruleCase {
	const leap, week, second = "methadone.dose.leap", "methadone.titration.first-week", "bup.induction.day2-total"
	begun := []fact{given(6*oneDay, 30), given(oneDay, 30)}
	on := func(mg, base uint32) func(int) ([]fact, record.Body) {
		return func(side int) ([]fact, record.Body) { return onMethadone(base, 0), methadoneOf(uint32(int(mg) + side)) }
	}
	return concatCases(
		probeIn("au", leap, leap+".warned", [3]outcome{met, warns, warns}, on(160, 80)),
		probeIn("au", leap, leap+".times", [3]outcome{warns, warns, unknown}, on(240, 80)),
		inPlaceOf("au-nsw", ruleCase{rule: leap, name: "twice and more where a step is set", before: onMethadone(80, 0), ask: methadoneOf(170), want: met}),
		probeIn("au", week, week+".most", [3]outcome{met, met, warns}, func(side int) ([]fact, record.Body) { return begun, methadoneOf(uint32(40 + side)) }),
		probeIn("au-nsw", week, week+".most", [3]outcome{met, met, warns}, func(side int) ([]fact, record.Body) {
			return begun, methadoneOf(uint32(50 + side))
		}),
		probeIn("int-who", second, second+".most", [3]outcome{met, met, advises}, func(side int) ([]fact, record.Body) {
			return []fact{bupGiven(bupDay, medication.BupSL, "8 mg")}, bupOrder(medication.BupSL, []string{"14 mg", "16 mg", "18 mg"}[side+1])
		}),
	)
}

// claimCases are of methadone elsewhere that nobody confirmed, in every place.
func claimCases() (cases []ruleCase) {
	const leap = "methadone.dose.leap"
	told := fact{oneDay, record.OpioidUsed{Agent: "methadone", DailyDose: medication.Milligrams(90)}}
	for _, place := range []string{"", "ca", "ca-bc", "ca-on", "gb", "au", "int-who"} {
		most := uint32(30)
		if place == "int-who" {
			most = 20
		}
		cases = append(cases, inPlaceOf(place,
			ruleCase{rule: leap, name: "a dose that was told of and not confirmed", before: []fact{told}, ask: methadoneOf(most + 10), want: unknown},
			ruleCase{rule: leap, name: "the same, given", before: []fact{told}, ask: methadoneGiven(most + 10), want: warns},
			ruleCase{rule: leap, name: "a start beside what was told", before: []fact{told}, ask: methadoneOf(most), want: met},
			ruleCase{rule: leap, name: "as much, and nothing told", ask: methadoneOf(most + 10), want: met})...)
	}
	return cases
}

// worldReturns are of few missed doses: where the protocol gives the usual dose to people who are well, the others are reviewed first.
func worldReturns() []ruleCase {
	const few, well = "methadone.missed.few", "methadone.missed.few.well"
	inWithdrawal := append(onMethadone(100, 3), seen(time.Hour, record.Yawning))
	reviewedSince := append(onMethadone(100, 3), seen(time.Hour, record.Yawning), fact{time.Hour, record.Assessed{Assessment: record.Reassessment}})
	return inPlaceOf("au-vic",
		ruleCase{rule: few, name: "no sign seen", before: append(onMethadone(100, 3), seen(time.Hour)), ask: methadoneOf(100), want: irrelevant, param: well,
			side: below},
		ruleCase{rule: few, name: "in withdrawal, reviewed", before: reviewedSince, ask: methadoneOf(100), want: irrelevant, param: well, side: at},
		ruleCase{rule: few, name: "in withdrawal", before: inWithdrawal, ask: methadoneOf(100), want: warns, param: well, side: above})
}

// depotRepeatsCases are of orders that say on which days an injection is given again.
func depotRepeatsCases() []ruleCase {
	const rule = "product.depot-repeats"
	order := func(product medication.ProductID, dose string, schedule medication.Schedule) record.Order {
		o := bupOrder(product, dose)
		o.Schedule = schedule
		return o
	}
	weekly := func(schedule medication.Schedule) record.Order {
		return order(medication.BupBrixadiWeekly, "24 mg", schedule)
	}
	monthly := func(days uint8) record.Order {
		return order(medication.BupBrixadiMonthly, "96 mg", medication.EveryDays(days))
	}
	once := weekly(medication.Daily())
	once.First, once.Last = today, today
	return []ruleCase{
		{rule: rule, name: "daily", ask: weekly(medication.Daily()), want: blocks},
		{rule: rule, name: "daily, for one day", ask: once, want: irrelevant},
		{rule: rule, name: "every four days", ask: weekly(medication.EveryDays(4)), want: warns},
		{rule: rule, name: "every five days", ask: weekly(medication.EveryDays(5)), want: met},
		{rule: rule, name: "on Mondays", ask: weekly(medication.OnWeekdays(time.Monday)), want: met},
		{rule: rule, name: "on Mondays and Fridays", ask: weekly(medication.OnWeekdays(time.Monday, time.Friday)), want: warns},
		{rule: rule, name: "on Sundays and Saturdays", ask: weekly(medication.OnWeekdays(time.Sunday, time.Saturday)), want: blocks},
		{rule: rule, name: "monthly, every 20 days", ask: monthly(20), want: warns},
		{rule: rule, name: "monthly, every 21 days", ask: monthly(21), want: met},
		{rule: rule, name: "Sublocade, every 25 days", ask: order(medication.BupSublocade, "300 mg", medication.EveryDays(25)), want: warns},
		{rule: rule, name: "Sublocade, every 26 days", ask: order(medication.BupSublocade, "300 mg", medication.EveryDays(26)), want: met},
		{rule: rule, name: "naltrexone every week", ask: order(medication.NtxXR, "380 mg", medication.EveryDays(7)), want: warns},
		{rule: rule, name: "no schedule", ask: bupOrder(medication.BupBrixadiWeekly, "24 mg"), want: irrelevant},
		{rule: rule, name: "a tablet", ask: bupDaily(medication.BupSL, "16 mg"), want: irrelevant},
	}
}

// sublocadeLeadInCases are of the dose by mouth before a first Sublocade, in Canada and by the older label.
func sublocadeLeadInCases() []ruleCase {
	const test, dose = "bup.xr.test-dose", "bup.xr.test-dose.lead-in-dose"
	ask := func(step int) ([]fact, record.Body) {
		return bupTakenDaily(10, medication.BupSL, []string{"6 mg", "8 mg", "10 mg"}[step+1]), bupOrder(medication.BupSublocade, "300 mg")
	}
	enough := [3]outcome{warns, met, met}
	return concatCases(bupEdges(bupEdge{rule: test, param: dose, day: bupOn(2025, time.February, 23), want: enough, ask: ask}), probeIn("ca", test, dose, enough, ask))
}

func worldNaltrexone() []ruleCase {
	const oral, setting = "au-nsw.naltrexone", "med.setting.vivitrol"
	watched := firstTablet
	watched.Supervised = truth.Yes
	home := injection
	home.Setting = medication.SettingHome
	cases := inPlaceOf("au-nsw",
		ruleCase{rule: oral, name: "watched", ask: watched, want: warns},
		ruleCase{rule: oral, name: "unwatched", ask: firstTablet, want: warns},
		ruleCase{rule: oral, name: "an injection", ask: injection, want: irrelevant})
	for _, place := range countriesOfCommon {
		cases = append(cases, inPlaceOf(place, ruleCase{rule: setting, name: "an injection at home", ask: home, want: blocks})...)
	}
	return append(cases, probeIn("gb", "naltrexone.renal", "naltrexone.renal.severe-below", [3]outcome{warns, irrelevant, irrelevant},
		func(side int) ([]fact, record.Body) {
			return []fact{told(time.Hour, record.Measured{Measure: record.EGFR, Value: record.Whole(int32(30 + side))})}, tabletGB
		})...)
}

// worldEndings are of endings that are nobody's wish, wherever they are.
func worldEndings() []ruleCase {
	const rule = "otp.discharge.administrative"
	stopped := func(reason record.Reason, abrupt truth.Value) record.StopMedication {
		return record.StopMedication{Substance: medication.Methadone, Reason: reason, Abrupt: abrupt}
	}
	cases := []ruleCase{{rule: rule, name: "moved away", before: takingMethadone, ask: stopped(record.ReasonMoved, truth.No), want: warns},
		{rule: rule, name: "by the own wish", before: takingMethadone, ask: stopped(record.ReasonPatientChoice, truth.No), want: irrelevant}}
	sped := func(requested truth.Value) record.WithdrawalManagement {
		return record.WithdrawalManagement{Method: record.MethodAntagonistAssisted, Substance: medication.Methadone, Requested: requested}
	}
	const named = "ending.reason-named"
	cases = append(cases, ruleCase{rule: named, name: "a withdrawal that was asked for", before: takingMethadone, ask: sped(truth.Yes), want: met},
		ruleCase{rule: named, name: "a withdrawal that nobody says was asked for", before: takingMethadone, ask: sped(truth.Unknown), want: unknown})
	for _, place := range append([]string{"gb"}, countriesOfCommon...) {
		cases = append(cases, inPlaceOf(place,
			ruleCase{rule: rule, name: "at once", before: takingMethadone, ask: stopped(record.ReasonAdministrative, truth.Yes), want: warns},
			ruleCase{rule: rule, name: "for missed visits", before: takingMethadone, ask: stopped(record.ReasonMissedVisits, truth.No), want: warns})...)
	}
	return cases
}
