package guidance_test

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// backFrom is somebody who took methadone, missed four doses, and has taken a smaller dose on each of so many days since.
func backFrom(usual, smaller uint32, days int) []fact {
	gap := time.Duration(days+5) * oneDay
	facts := []fact{{gap + 60*oneDay, methadoneOf(usual, every(medication.Daily()))}, given(gap+60*oneDay, usual), given(gap+oneDay, usual),
		given(gap, usual)}
	for day := days; day > 0; day-- {
		facts = append(facts, given(time.Duration(day)*oneDay, smaller))
	}
	return facts
}

// bupAgo is a tablet so many days ago.
func bupAgo(days int, dose string) fact {
	return bupGiven(time.Duration(days)*bupDay, medication.BupSL, dose)
}

// wayBackCases show the steps from a reduced dose back to the usual one.
func wayBackCases() []ruleCase {
	const rule, step, reduced, back = "methadone.missed.back", "methadone.titration.step", "bup.missed.reduced", "bup.missed.back"
	missed := func(days int) []fact {
		return []fact{bupAgo(days+3, "24 mg"), bupAgo(days+2, "24 mg"), bupAgo(days+1, "24 mg")}
	}
	returned := func(days int, dose string) []fact { // after four missed
		facts := []fact{bupAgo(days+7, "24 mg"), bupAgo(days+6, "24 mg"), bupAgo(days+5, "24 mg")}
		for day := days; day > 0; day-- {
			facts = append(facts, bupAgo(day, dose))
		}
		return facts
	}
	return slices.Concat(
		probe(rule, "methadone.missed.back.step", "au-nsw", [3]outcome{met, met, warns},
			func(side int) ([]fact, record.Body) { return backFrom(100, 50, 1), methadoneOf(uint32(70 + side)) }),
		probe(rule, "methadone.missed.back.within", "au-nsw", [3]outcome{warns, warns, irrelevant},
			func(side int) ([]fact, record.Body) { return backFrom(100, 50, 7+side), methadoneOf(71) }),
		probe(step, "methadone.missed.back.within", "au-nsw", [3]outcome{irrelevant, irrelevant, warns},
			func(side int) ([]fact, record.Body) { return backFrom(100, 50, 7+side), methadoneOf(70) }),
		probe(rule, "methadone.missed.back.step", "au-vic", [3]outcome{met, met, warns},
			func(side int) ([]fact, record.Body) { return backFrom(100, 40, 2), methadoneOf(uint32(50 + side)) }),
		probe(rule, "methadone.missed.back.interval", "au-vic", [3]outcome{warns, met, met},
			func(side int) ([]fact, record.Body) { return backFrom(100, 40, 2+side), methadoneOf(50) }),
		probe(rule, "methadone.missed.back.within", "au-vic", [3]outcome{warns, warns, irrelevant},
			func(side int) ([]fact, record.Body) { return backFrom(100, 40, 7+side), methadoneOf(51) }),
		probe(reduced, "bup.missed.reduced.ladder", "au-nsw", [3]outcome{irrelevant, warns, warns}, // by missed days
			func(side int) ([]fact, record.Body) { return missed(4 + side), bupNear(medication.BupSL, "12 mg", 1) }),
		probe(reduced, "bup.missed.reduced.ladder", "au-nsw", [3]outcome{met, met, warns},
			func(side int) ([]fact, record.Body) { return missed(4), bupNear(medication.BupSL, "12 mg", side) }),
		probe(back, "bup.missed.back.step", "au-nsw", [3]outcome{met, met, warns},
			func(side int) ([]fact, record.Body) {
				return returned(1, "12 mg"), bupNear(medication.BupSL, "20 mg", side)
			}),
		probe(back, "bup.missed.back.within", "au-nsw", [3]outcome{warns, warns, irrelevant},
			func(side int) ([]fact, record.Body) {
				return returned(3+side, "12 mg"), bupOrder(medication.BupSL, "21 mg")
			}),
		probe(back, "bup.missed.reduced.ladder", "au-nsw", [3]outcome{irrelevant, warns, warns}, // three missed are no reduction
			func(side int) ([]fact, record.Body) {
				gap := 4 + side
				return []fact{bupAgo(gap+3, "24 mg"), bupAgo(gap+2, "24 mg"), bupAgo(1, "12 mg")}, bupOrder(medication.BupSL, "24 mg")
			}),
		probe("bup.induction.objective-signs", "bup.induction.break.daily", "au-nsw", [3]outcome{irrelevant, irrelevant, blocks},
			func(side int) ([]fact, record.Body) {
				return []fact{bupAgo(6+side, "24 mg"), bupSigns(time.Hour)}, bupOrder(medication.BupSL, "8 mg")
			}),
		inPlaceOf("au-nsw",
			ruleCase{rule: rule, name: "above the usual dose", before: backFrom(60, 40, 1), ask: methadoneOf(61), want: irrelevant},
			ruleCase{rule: rule, name: "the dose of the day, given", before: backFrom(100, 50, 1), ask: given(0, 80).body, want: warns},
			ruleCase{rule: rule, name: "a bottle", before: append(backFrom(100, 50, 1), fact{time.Hour, methadoneOf(80)}), ask: takenAtHome(80), want: warns},
			ruleCase{rule: rule, name: "the usual dose was reached", before: append(backFrom(60, 40, 2), given(time.Hour, 60)),
				ask: methadoneOf(60), want: irrelevant},
			ruleCase{rule: step, name: "no gap", before: onMethadoneFor(20, 50), ask: methadoneOf(70), want: warns},
			ruleCase{rule: reduced, name: "8 mg of 10 mg", before: []fact{bupAgo(6, "10 mg"), bupAgo(5, "10 mg")},
				ask: bupOrder(medication.BupSL, "8 mg"), want: met},
			ruleCase{rule: reduced, name: "a depot", before: missed(4), ask: bupOrder(medication.BupBuvidalWeekly, "16 mg"), want: irrelevant},
			ruleCase{rule: back, name: "nothing was missed", before: bupTakenDaily(5, medication.BupSL, "12 mg"),
				ask: bupOrder(medication.BupSL, "24 mg"), want: irrelevant}),
	)
}

// placeLimitCases show further limits that some places have.
func placeLimitCases() []ruleCase {
	const low, rise, third, daily, start = "methadone.induction.low-tolerance", "methadone.titration.step", "bup.induction.day3-total",
		"bup.dose.daily-total", "gb.bup.laib.start"
	ill := func(c record.Health) []fact { return []fact{used("heroin", 20*time.Hour), condition(c, truth.Yes)} }
	weekly := func(dose string, days int) fact {
		return bupGiven(time.Duration(days)*bupDay, medication.BupBuvidalWeekly, dose)
	}
	next := func(dose string) record.Order { return bupOrder(medication.BupBuvidalWeekly, dose) }
	risen := func(c record.Health) []fact { return append(onMethadoneFor(4, 20), condition(c, truth.Yes)) }
	sublocade := bupOrder(medication.BupSublocade, "300 mg")
	pregnant := []fact{{oneDay, record.PregnancyReported{Status: record.Pregnant}}}
	cases := slices.Concat(
		probe(low, "methadone.induction.low-tolerance.at-risk", "ca-on", [3]outcome{met, met, warns},
			func(side int) ([]fact, record.Body) {
				return ill(record.ObstructiveAirwaysDisease), methadoneOf(uint32(20 + side))
			}),
		probe(rise, "methadone.titration.step.at-risk", "ca-on", [3]outcome{met, met, warns},
			func(side int) ([]fact, record.Body) { return risen(record.AlcoholUse), methadoneOf(uint32(30 + side)) }),
		probe(low, "methadone.induction.low-tolerance.sedatives", "au-nsw", [3]outcome{met, met, warns},
			func(side int) ([]fact, record.Body) { return ill(record.AlcoholUse), methadoneOf(uint32(20 + side)) }),
		probe("bup.induction.methadone-dose-max", "bup.induction.methadone-dose-max.accepted", "au-nsw", [3]outcome{met, met, warns},
			func(side int) ([]fact, record.Body) {
				return []fact{bupMethadone(50*time.Hour, uint32(30+side))}, bupOrder(medication.BupSL, "4 mg")
			}),
		probe("bup.xr.first-injection", "bup.xr.first-injection.after-methadone", "au-nsw", [3]outcome{met, warns, met},
			func(side int) ([]fact, record.Body) { // 8 mg are less than the label starts with
				return []fact{bupMethadone(50*time.Hour, uint32(39+side))}, next([]string{"16 mg", "24 mg", "24 mg"}[side+1])
			}),
		probe(start, "gb.bup.laib.start.week1-total", "au-nsw", [3]outcome{met, met, warns},
			func(side int) ([]fact, record.Body) {
				return [][]fact{{weekly("16 mg", 3)}, {weekly("24 mg", 3)}, {weekly("24 mg", 3), weekly("8 mg", 2)}}[side+1], next("8 mg")
			}),
		probe(start, "gb.bup.laib.start.apart", "au-nsw", [3]outcome{warns, met, met},
			func(side int) ([]fact, record.Body) { return []fact{weekly("16 mg", 1+side)}, next("8 mg") }),
		probe(start, "gb.bup.laib.start.part", "au-nsw", [3]outcome{met, met, warns},
			func(side int) ([]fact, record.Body) {
				return []fact{weekly("16 mg", 2)}, next([]string{"8 mg", "8 mg", "16 mg"}[side+1])
			}),
	)
	for _, place := range []string{"au-nsw", "au-vic"} {
		on := func(side int) ([]fact, record.Body) {
			return []fact{bupAgo(2, "8 mg"), bupAgo(1, "16 mg")}, bupNear(medication.BupSL, "24 mg", side)
		}
		cases = append(cases, probe(third, "bup.induction.day3-total.most", place, [3]outcome{met, met, warns}, on)...)
		cases = append(cases, inPlaceOf(place,
			ruleCase{rule: third, name: "the fourth day", before: bupTakenDaily(3, medication.BupSL, "16 mg"), ask: bupOrder(medication.BupSL, "32 mg"),
				want: irrelevant},
			ruleCase{rule: third, name: "the second day", before: bupTakenDaily(1, medication.BupSL, "16 mg"), ask: bupOrder(medication.BupSL, "32 mg"),
				want: irrelevant})...)
	}
	cases = append(cases, probe(daily, "bup.induction.day3-total.most", "au-nsw", [3]outcome{met, met, irrelevant},
		func(side int) ([]fact, record.Body) {
			return []fact{bupAgo(2, "8 mg"), bupAgo(1, "16 mg")}, bupNear(medication.BupSL, "24 mg", side)
		})...)
	return append(cases, inPlaceOf("ca",
		ruleCase{rule: "ca.preg.sublocade", name: "in pregnancy", before: pregnant, ask: sublocade, want: warns},
		ruleCase{rule: "ca.preg.sublocade", name: "under the tongue", before: pregnant, ask: bupOrder(medication.BupSL, "8 mg"), want: irrelevant},
		ruleCase{rule: "ca.preg.sublocade", name: "not pregnant", ask: sublocade, want: irrelevant},
	)...)
}
