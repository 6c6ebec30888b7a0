package guidance_test

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

func bupProductCases() []ruleCase {
	film := bupOrder(medication.BupnxFilm, "4 mg/1 mg")
	mono := bupOrder(medication.BupSL, "4 mg")
	sublocade := bupOrder(medication.BupSublocade, "300 mg")
	brixadi := bupOrder(medication.BupBrixadiWeekly, "16 mg")
	buvidal := bupOrder(medication.BupBuvidalWeekly, "16 mg")
	condition := func(c record.Health) fact {
		return fact{bupDay, record.ConditionReported{Condition: c, Present: truth.Yes}}
	}
	reviewed := fact{2 * bupDay, record.Reviewed{Section: record.ConditionsSection}}
	unimpaired := fact{2 * bupDay, record.ConditionReported{Condition: record.HepaticImpairment, Present: truth.No}}
	good := func(ago time.Duration) fact { return told(ago, bupScore(5).body) }
	cases := []ruleCase{
		{name: "not known", rule: "hepatic.bupnx", ask: film, want: unknown},
		{name: "reviewed", rule: "hepatic.bupnx", before: []fact{reviewed}, ask: film, want: met},
		{name: "known not to be impaired", rule: "hepatic.bupnx", before: []fact{unimpaired}, ask: film, want: met},
		{name: "impaired, nobody scored how much", rule: "hepatic.bupnx", before: []fact{reviewed, condition(record.HepaticImpairment)},
			ask: film, want: unknown},
		{name: "liver failure", rule: "hepatic.bupnx", before: []fact{condition(record.LiverFailure)}, ask: film, want: blocks},
		{name: "liver failure, and a good score from before", rule: "hepatic.bupnx", before: []fact{good(2 * bupDay), condition(record.LiverFailure)},
			ask: film, want: blocks},
		{name: "liver failure, and a good score of the same time", rule: "hepatic.bupnx", before: []fact{good(bupDay), condition(record.LiverFailure)},
			ask: film, want: blocks},
		{name: "liver failure, and a good score since", rule: "hepatic.bupnx", before: []fact{condition(record.LiverFailure), good(time.Hour)},
			ask: film, want: met},
		{name: "no liver failure, and a good score from before", rule: "hepatic.bupnx", before: []fact{good(2 * bupDay),
			{bupDay, record.ConditionReported{Condition: record.LiverFailure, Present: truth.No}}}, ask: film, want: met},
		{name: "liver failure, and a good score from before", rule: "hepatic.bup-xr", before: []fact{good(2 * bupDay), condition(record.LiverFailure)},
			ask: sublocade, want: blocks},
		{name: "liver failure, and a good score from before", rule: "gb.bup.contraindicated", jurisdiction: "gb",
			before: []fact{good(2 * bupDay), condition(record.LiverFailure)}, ask: bupOrder(medication.BupnxSLGB, "4 mg/1 mg"), want: blocks},
		{name: "Zubsolv", rule: "hepatic.bupnx", before: []fact{bupScore(12)}, ask: bupOrder(medication.BupnxZubsolv, "1.4 mg/0.36 mg"),
			want: warns},
		{name: "mono", rule: "hepatic.bupnx", before: []fact{bupScore(12)}, ask: mono, want: irrelevant},

		{name: "not known", rule: "hepatic.bup-mono", ask: mono, want: unknown},
		{name: "combination", rule: "hepatic.bup-mono", before: []fact{bupScore(12)}, ask: film, want: irrelevant},
		{name: "step", rule: "hepatic.bup-mono", before: []fact{bupScore(12), bupGiven(2*time.Hour, medication.BupSL, "2 mg")}, ask: mono,
			want: met},
		{name: "large step", rule: "hepatic.bup-mono", before: []fact{bupScore(12), bupGiven(2*time.Hour, medication.BupSL, "2 mg")},
			ask: bupOrder(medication.BupSL, "6 mg"), want: warns},
		{name: "later", rule: "hepatic.bup-mono", before: append(bupTakenDaily(5, medication.BupSL, "8 mg"), bupScore(12)),
			ask: bupDaily(medication.BupSL, "8 mg"), want: irrelevant},
		{name: "depot", rule: "hepatic.bup-mono", before: []fact{bupScore(12)}, ask: sublocade, want: irrelevant},

		{name: "not known", rule: "hepatic.bup-xr", ask: sublocade, want: unknown},
		{name: "by mouth", rule: "hepatic.bup-xr", before: []fact{bupScore(12)}, ask: mono, want: irrelevant},
		{name: "reviewed", rule: "hepatic.bup-xr", before: []fact{reviewed}, ask: sublocade, want: met},

		{name: "healthy", rule: "gb.bup.contraindicated", jurisdiction: "gb", before: []fact{reviewed}, ask: buvidal, want: met},
		{name: "not known", rule: "gb.bup.contraindicated", jurisdiction: "gb", ask: buvidal, want: unknown},
		{name: "liver known, the rest not", rule: "gb.bup.contraindicated", jurisdiction: "gb", before: []fact{bupScore(5)}, ask: buvidal,
			want: unknown},
		{name: "breathing", rule: "gb.bup.contraindicated", jurisdiction: "gb",
			before: []fact{condition(record.SignificantRespiratoryDepression)}, ask: buvidal, want: blocks},
		{name: "alcohol", rule: "gb.bup.contraindicated", jurisdiction: "gb", before: []fact{condition(record.AcuteAlcoholism)},
			ask: buvidal, want: blocks},
		{name: "alcohol, by mouth", rule: "gb.bup.contraindicated", jurisdiction: "gb", before: []fact{condition(record.AcuteAlcoholism)},
			ask: bupOrder(medication.BupSLGB, "4 mg"), want: warns},
		{name: "liver, with naloxone", rule: "gb.bup.contraindicated", jurisdiction: "gb", before: []fact{bupScore(11)},
			ask: bupOrder(medication.BupnxSLGB, "4 mg/1 mg"), want: blocks},
		{name: "liver failure, with naloxone, given", rule: "gb.bup.contraindicated", jurisdiction: "gb",
			before: []fact{condition(record.LiverFailure)}, ask: record.DoseGiven{Product: medication.BupnxSLGB, Dose: bupDose("4 mg/1 mg")},
			want: blocks},
		{name: "liver, with naloxone, too young for buprenorphine alone", rule: "gb.bup.contraindicated", jurisdiction: "gb",
			before: []fact{aged(15), bupScore(11)}, ask: bupOrder(medication.BupnxSLGB, "4 mg/1 mg"), want: warns},
		{name: "liver, with naloxone, old enough for buprenorphine alone", rule: "gb.bup.contraindicated", jurisdiction: "gb",
			before: []fact{aged(16), bupScore(11)}, ask: bupOrder(medication.BupnxSLGB, "4 mg/1 mg"), want: blocks},
		{name: "liver, Zubsolv", rule: "gb.bup.contraindicated", jurisdiction: "gb", before: []fact{bupScore(11)},
			ask: bupOrder(medication.BupnxZubsolv, "1.4 mg/0.36 mg"), want: blocks},
		{name: "liver, buprenorphine alone", rule: "gb.bup.contraindicated", jurisdiction: "gb", before: []fact{bupScore(11)},
			ask: bupOrder(medication.BupSLGB, "4 mg"), want: warns},
		{name: "alcohol, with naloxone", rule: "gb.bup.contraindicated", jurisdiction: "gb", before: []fact{condition(record.AcuteAlcoholism)},
			ask: bupOrder(medication.BupnxSLGB, "4 mg/1 mg"), want: warns},
		{name: "methadone", rule: "gb.bup.contraindicated", jurisdiction: "gb", ask: bupOrder(medication.MethadoneSolnGB, "10 mg"),
			want: irrelevant},

		{name: "not known", rule: "adol.bup", ask: mono, want: unknown},
		{name: "methadone", rule: "adol.bup", ask: bupOrder(medication.MethadoneTab, "10 mg"), want: irrelevant},
		{name: "a label without an age", rule: "adol.bup", ask: bupOrder(medication.BupnxBunavail, "4.2 mg/0.7 mg"), want: unknown},
		{name: "not known", rule: "gb.bup.min-age", jurisdiction: "gb", ask: buvidal, want: unknown},

		{name: "same group", rule: "gb.bup.not-interchangeable", before: bupTakenDaily(3, medication.BupSL, "8 mg"),
			ask: bupOrder(medication.BupnxFilm, "8 mg/2 mg"), want: irrelevant},
		{name: "by the table", rule: "gb.bup.not-interchangeable", before: bupTakenDaily(3, medication.BupnxFilm, "8 mg/2 mg"),
			ask: bupOrder(medication.BupnxZubsolv, "5.7 mg/1.4 mg"), want: met},
		{name: "milligram for milligram", rule: "gb.bup.not-interchangeable",
			before: bupTakenDaily(3, medication.BupnxZubsolv, "5.7 mg/1.4 mg"), ask: bupOrder(medication.BupnxFilm, "6 mg"), want: warns},
		{name: "by the table, the other way", rule: "gb.bup.not-interchangeable",
			before: bupTakenDaily(3, medication.BupnxZubsolv, "5.7 mg/1.4 mg"), ask: bupOrder(medication.BupnxFilm, "8 mg/2 mg"),
			want: met},
		{name: "not in the table", rule: "gb.bup.not-interchangeable", before: bupTakenDaily(3, medication.BupnxFilm, "6 mg/1.5 mg"),
			ask: bupOrder(medication.BupnxZubsolv, "5.7 mg/1.4 mg"), want: warns},
		{name: "depot", rule: "gb.bup.not-interchangeable", ask: sublocade, want: irrelevant},
		{name: "first dose", rule: "gb.bup.not-interchangeable", ask: mono, want: irrelevant},
	}
	score := func(n int, ask record.Body) func(int) ([]fact, record.Body) {
		return func(step int) ([]fact, record.Body) { return []fact{bupScore(n + step)}, ask }
	}
	// A birthday is at an age, the day before it is below, the day after it above.
	aged := func(years int, ask record.Body) func(int) ([]fact, record.Body) {
		return func(step int) ([]fact, record.Body) { return []fact{bupBorn(years, step)}, ask }
	}
	minAge := record.RuleID("gb.bup.min-age")
	return append(cases, bupEdges(
		bupEdge{rule: "hepatic.bupnx", param: "hepatic.bupnx.moderate", want: [3]outcome{met, warns, warns}, ask: score(7, film)},
		bupEdge{rule: "hepatic.bupnx", param: "hepatic.bupnx.severe", want: [3]outcome{warns, blocks, blocks}, ask: score(10, film)},
		bupEdge{rule: "hepatic.bup-mono", param: "hepatic.bup-mono.moderate", want: [3]outcome{met, advises, advises}, ask: score(7, mono)},
		bupEdge{rule: "hepatic.bup-mono", param: "hepatic.bup-mono.severe", want: [3]outcome{advises, warns, warns}, ask: score(10, mono)},
		bupEdge{rule: "hepatic.bup-mono", param: "hepatic.bup-mono.percent", want: [3]outcome{met, met, warns},
			ask: func(step int) ([]fact, record.Body) {
				return []fact{bupScore(12)}, bupNear(medication.BupSL, "2 mg", step)
			}},
		bupEdge{rule: "hepatic.bup-mono", param: "bup.induction.break.daily", want: [3]outcome{irrelevant, irrelevant, warns},
			ask: func(step int) ([]fact, record.Body) {
				return []fact{bupScore(12), bupGiven(time.Duration(4+step)*bupDay, medication.BupSL, "8 mg")}, bupOrder(medication.BupSL,
					"8 mg")
			}},
		// In severe impairment half of the usual first dose is left.
		bupEdge{rule: "hepatic.bup-mono", param: "bup.induction.first-dose.most", want: [3]outcome{met, met, warns},
			ask: func(step int) ([]fact, record.Body) {
				return []fact{bupScore(12)}, bupNear(medication.BupSL, "2 mg", step)
			}},
		bupEdge{rule: "hepatic.bup-xr", param: "hepatic.bup-xr.sublocade", want: [3]outcome{met, blocks, blocks}, ask: score(7, sublocade)},
		bupEdge{rule: "hepatic.bup-xr", param: "hepatic.bup-xr.brixadi", want: [3]outcome{met, warns, warns}, ask: score(7, brixadi)},
		bupEdge{rule: "gb.bup.contraindicated", param: "gb.bup.contraindicated.liver", jurisdiction: "gb",
			want: [3]outcome{unknown, blocks, blocks}, ask: score(10, buvidal)},
		bupEdge{rule: "adol.bup", param: "adol.bup.tablets", want: [3]outcome{warns, met, met}, ask: aged(16, mono)},
		bupEdge{rule: "adol.bup", param: "adol.bup.depot", want: [3]outcome{warns, met, met}, ask: aged(18, sublocade)},
		bupEdge{rule: minAge, param: "gb.bup.min-age.mono", jurisdiction: "gb", want: [3]outcome{blocks, met, met},
			ask: aged(16, bupOrder(medication.BupSLGB, "4 mg"))},
		bupEdge{rule: minAge, param: "gb.bup.min-age.combination", jurisdiction: "gb", want: [3]outcome{blocks, met, met},
			ask: aged(15, bupOrder(medication.BupnxSLGB, "4 mg/1 mg"))},
		bupEdge{rule: minAge, param: "gb.bup.min-age.espranor", jurisdiction: "gb", want: [3]outcome{blocks, met, met},
			ask: aged(15, bupOrder(medication.BupEspranor, "4 mg"))},
		bupEdge{rule: minAge, param: "gb.bup.min-age.depot", jurisdiction: "gb", want: [3]outcome{blocks, met, met},
			ask: aged(16, buvidal)},
	)...)
}

func bupRemoteCases() []ruleCase {
	check, months, days := record.RuleID("bup.tele.pdmp"), record.RuleID("bup.tele.initial-max"), record.RuleID("bup.tele.no-pdmp-max")
	remote := fact{400 * bupDay, record.ContextStated{Context: record.Telemedicine, Holds: truth.Yes}}
	flexible := fact{400 * bupDay, record.ContextStated{Context: record.TelemedicineFlexibility, Holds: truth.Yes}}
	checked := fact{time.Hour, record.Assessed{Assessment: record.MonitoringCheck}}
	down := fact{time.Hour, record.Assessed{Assessment: record.MonitoringAttempt}}
	supply := func(days int) record.Order {
		return record.Order{Product: medication.BupnxFilm, Dose: bupDose("8 mg/2 mg"), SupplyDays: days}
	}
	earlier := func(ago time.Duration) fact { return fact{ago, supply(7)} }
	seen := func(ago time.Duration) fact { return fact{ago, record.Assessed{Assessment: record.FullExamination}} }
	firstDay := func(rule record.RuleID, order record.Order, before ...fact) func(int) ([]fact, record.Body) {
		return func(int) ([]fact, record.Body) { return append(before, remote), order }
	}
	var cases []ruleCase
	// The regulation limits from the last day of 2025 on, and the general exception ends with the last day of 2026.
	for i, s := range []side{below, at, above} {
		began := bupOn(2025, time.December, 30) + time.Duration(i)*bupDay
		ends := bupOn(2026, time.December, 30) + time.Duration(i)*bupDay
		for _, r := range []struct {
			rule   record.RuleID
			order  record.Order
			before []fact
		}{{check, supply(30), nil}, {months, supply(300), []fact{checked}}, {days, supply(30), []fact{down}}} {
			before, ask := firstDay(r.rule, r.order, r.before...)(0)
			says := blocks
			if r.rule == check { // decision 16: held, and not refused
				says = unknown
			}
			want := [3]outcome{irrelevant, says, says}[i]
			cases = append(cases, ruleCase{name: "began " + string(s), rule: r.rule, day: began, before: before, ask: ask, want: want,
				param: "bup.tele.limited", side: s})
			want = [3]outcome{irrelevant, irrelevant, says}[i]
			cases = append(cases, ruleCase{name: "exception " + string(s), rule: r.rule, day: ends, before: append(before, flexible),
				ask: ask, want: want,
				param: "bup.tele.flexibility.until", side: s})
		}
	}
	cases = append(cases,
		ruleCase{name: "checked", rule: check, before: []fact{remote, checked}, ask: supply(30), want: met},
		ruleCase{name: "tried in vain", rule: check, before: []fact{remote, down}, ask: supply(7), want: met},
		ruleCase{name: "tried in vain for the last order", rule: check,
			before: []fact{remote, {9 * bupDay, record.Assessed{Assessment: record.MonitoringAttempt}}, earlier(8 * bupDay)},
			ask:    supply(7), want: unknown},
		ruleCase{name: "tried again", rule: check, before: []fact{remote, down, earlier(8 * bupDay)}, ask: supply(7), want: met},
		ruleCase{name: "checked once", rule: check,
			before: []fact{remote, {9 * bupDay, record.Assessed{Assessment: record.MonitoringCheck}}, earlier(8 * bupDay)},
			ask:    supply(7), want: met},
		ruleCase{name: "examined in person", rule: check, ask: supply(30), want: irrelevant},
		ruleCase{name: "examined before telemedicine began", rule: check, before: []fact{seen(401 * bupDay), remote}, ask: supply(30),
			want: irrelevant},
		ruleCase{name: "examined since", rule: check, before: []fact{remote, seen(bupDay)}, ask: supply(30), want: irrelevant},
		ruleCase{name: "examined before telemedicine began", rule: months, before: []fact{seen(401 * bupDay), remote}, ask: supply(300),
			want: irrelevant},
		ruleCase{name: "examined before telemedicine began", rule: days, before: []fact{seen(401 * bupDay), remote, down}, ask: supply(30),
			want: irrelevant},
		ruleCase{name: "methadone", rule: check, before: []fact{remote}, ask: bupOrder(medication.MethadoneTab, "10 mg"), want: irrelevant},
		ruleCase{name: "within", rule: months, before: []fact{remote, checked}, ask: supply(30), want: met},
		ruleCase{name: "in person", rule: months, ask: supply(300), want: irrelevant},
		ruleCase{name: "database checked", rule: days, before: []fact{remote, checked}, ask: supply(30), want: irrelevant},
		ruleCase{name: "supply not said", rule: days, before: []fact{remote, down}, ask: supply(0), want: unknown},
	)
	return append(cases, bupEdges(
		// The first prescription was on 15 January, and six months from it end on 15 July.
		bupEdge{rule: months, param: "bup.tele.initial-max.months", want: [3]outcome{met, met, blocks},
			ask: func(step int) ([]fact, record.Body) {
				return []fact{remote, checked, {now.Sub(now.AddDate(0, -5, 0)), supply(7)}}, supply(30 + step)
			}},
		bupEdge{rule: days, param: "bup.tele.no-pdmp-max.days", want: [3]outcome{met, met, blocks},
			ask: func(step int) ([]fact, record.Body) {
				return []fact{remote, down}, supply(7 + step)
			}},
	)...)
}
