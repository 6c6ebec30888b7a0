package guidance_test

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// watchedCases show for how many days from the first dose of methadone somebody watches, by whatever route doses come.
func watchedCases() []ruleCase {
	const rule, param = "methadone.induction.watched", "methadone.induction.watched.days"
	begun := func(days int) []fact { return onMethadoneFor(days, 20) }
	alone := func(o *record.Order) { o.Supervised = truth.No }
	watched := func(days int) func(*record.Order) { return func(o *record.Order) { o.WatchedDays = days } }
	ordered := func(days int) func(int) ([]fact, record.Body) {
		return func(side int) ([]fact, record.Body) { return begun(days - 1 + side), methadoneOf(20, alone) }
	}
	supplied := func(days int) func(int) ([]fact, record.Body) { // handed out today, taken from tomorrow on
		return func(side int) ([]fact, record.Body) { return begun(days - 2 + side), handedOut(1) }
	}
	anew := append(onMethadone(60, 6), given(time.Hour, 20))
	cases := slices.Concat(
		probe(rule, param, "au", [3]outcome{warns, warns, irrelevant}, ordered(14)),
		probe(rule, param, "au", [3]outcome{warns, warns, irrelevant}, supplied(14)),
		probe(rule, param, "ca-bc", [3]outcome{warns, irrelevant, irrelevant}, func(side int) ([]fact, record.Body) {
			return begun(1 + side), methadoneOf(20, alone)
		}),
		probe(rule, param, "int-who", [3]outcome{warns, irrelevant, irrelevant}, func(side int) ([]fact, record.Body) {
			return begun(1 + side), methadoneOf(20, alone)
		}),
		inPlaceOf("au",
			ruleCase{rule: rule, name: "watched", ask: methadoneOf(20, func(o *record.Order) { o.Supervised = truth.Yes }), want: met},
			ruleCase{rule: rule, name: "watched each day", ask: methadoneOf(20, watched(7)), want: met},
			ruleCase{rule: rule, name: "six a week", ask: methadoneOf(20, watched(6)), want: warns},
			ruleCase{rule: rule, name: "nobody says", ask: methadoneOf(20), want: irrelevant},
			ruleCase{rule: rule, name: "in hospital", before: []fact{stated(record.HospitalStay, time.Hour)}, ask: methadoneOf(20, alone), want: met},
			ruleCase{rule: rule, name: "a dose at home", before: begun(3), ask: takenAtHome(20), want: warns},
			ruleCase{rule: rule, name: "a dose that staff watch", before: begun(3), ask: given(0, 20).body, want: met},
			ruleCase{rule: rule, name: "granted", before: begun(3), ask: granted(3), want: warns},
			ruleCase{rule: rule, name: "granted for a closed day", before: begun(3), want: met,
				ask: record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 1, ClosureDays: 1, Criteria: truth.Yes}},
			ruleCase{rule: rule, name: "supplied for a closed day that was granted", want: met, ask: handedOut(1), before: append(begun(3), fact{time.Hour,
				record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 1, ClosureDays: 1, Criteria: truth.Yes}})},
			ruleCase{rule: rule, name: "a new start", before: anew, ask: handedOut(2), want: warns},
			ruleCase{rule: rule, name: "confirmed from elsewhere", before: transferred(60, 1), ask: methadoneOf(60, alone), want: irrelevant},
			ruleCase{rule: rule, name: "buprenorphine", ask: bupOrder(medication.BupSL, "4 mg"), want: irrelevant}),
		inPlaceOf("au-vic", ruleCase{rule: rule, name: "said by the policy", before: begun(3), ask: granted(3), want: met},
			ruleCase{rule: rule, name: "a dose that nobody watches", before: begun(3), ask: methadoneOf(20, alone), want: warns}),
		inPlaceOf("au-nsw", ruleCase{rule: rule, name: "said by the guidelines", before: begun(3), ask: granted(3), want: met}),
	)
	return append(cases, takeawayCases()...)
}

// onMethadoneFor is somebody who has taken methadone on each of so many days, the last one yesterday.
func onMethadoneFor(days int, mg uint32) []fact {
	var facts []fact
	for day := days; day > 0; day-- {
		facts = append(facts, given(time.Duration(day)*oneDay, mg))
	}
	if days > 0 {
		facts = append(facts, fact{time.Duration(days)*oneDay + time.Minute, methadoneOf(mg, every(medication.Daily()))})
	}
	return facts
}

// takeawayCases show what New South Wales lets people take home.
func takeawayCases() []ruleCase {
	const rule, bup = "au-nsw.takeaway.methadone", "au-nsw.takeaway.buprenorphine"
	combination := func(days int) record.TakeHomeGrant {
		return record.TakeHomeGrant{Product: medication.BupnxFilm, Dose: bupDose("16 mg/4 mg"), Days: days, Criteria: truth.Yes}
	}
	mono := combination(29)
	mono.Product, mono.Dose = medication.BupSL, bupDose("16 mg")
	onFilm := []fact{{20 * bupDay, bupDaily(medication.BupnxFilm, "16 mg/4 mg")}, bupGiven(20*bupDay, medication.BupnxFilm, "16 mg/4 mg"),
		bupGiven(time.Hour, medication.BupnxFilm, "16 mg/4 mg")}
	return slices.Concat(
		probe(rule, "au-nsw.takeaway.methadone.table", "au-nsw", [3]outcome{met, met, warns},
			func(side int) ([]fact, record.Body) { return onMethadoneFor(60, 60), granted(4 + side) }),
		probe(rule, "au-nsw.takeaway.methadone.table", "au-nsw", [3]outcome{warns, met, met}, // by the day of treatment
			func(side int) ([]fact, record.Body) { return onMethadoneFor(14+side, 20), granted(4) }),
		probe(bup, "au-nsw.takeaway.buprenorphine.table", "au-nsw", [3]outcome{met, met, warns},
			func(side int) ([]fact, record.Body) { return onFilm, combination(28 + side) }),
		inPlaceOf("au-nsw",
			ruleCase{rule: bup, name: "without naloxone", before: onFilm, ask: mono, want: irrelevant},
			ruleCase{rule: rule, name: "five within seven days", ask: handedOut(2), want: warns,
				before: append(onMethadoneFor(60, 60), fact{5 * oneDay, handedOut(3)})}),
	)
}
