package guidance_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// rung is a row of a schedule of doses to take home as its source prints it.
type rung struct {
	from   int // day of treatment
	days   int
	within int // 7: a week; 0: a supply
}

// limit is what a finding says of the row.
func (r rung) limit() string {
	if r.within == 0 {
		return fmt.Sprintf("(limit %d, ", r.days)
	}
	return fmt.Sprintf("(limit %d in %d days, ", r.days, r.within)
}

// takeHomeLadders are the schedules as their sources print them, on a day on which each holds. They are written apart from the settings,
// so that a row that is changed there is noticed here.
var takeHomeLadders = []struct {
	source       string
	jurisdiction string
	on           civil.Date
	product      medication.ProductID
	rule         record.RuleID
	param        plan.ParamID
	over         outcome // what more than a row allows comes to
	rungs        []rung
}{
	// 66 FR 4098, 42 CFR 8.12(i)(3): one dose a week in the first 90 days, two in the second, three in the third, then a supply of 6 days,
	// after a year two weeks, after two years a month.
	{"66 FR 4098", "us", civil.Must(2020, time.March, 15), medication.MethadoneConc, "otp.takehome.max", "otp.takehome.max.table", blocks,
		[]rung{{1, 1, 7}, {91, 2, 7}, {181, 3, 7}, {271, 6, 0}, {366, 14, 0}, {731, 31, 0}}},
	// The exemption of March 2020: where the state concurred, which is not on record, so that the same rows warn.
	{"the exemption, first day", "us", civil.Must(2020, time.March, 16), medication.MethadoneConc, "otp.takehome.max",
		"otp.takehome.max.table", warns, []rung{{1, 1, 7}, {91, 2, 7}, {181, 3, 7}, {271, 6, 0}, {366, 14, 0}, {731, 31, 0}}},
	{"the exemption, last day", "us", civil.Must(2024, time.April, 1), medication.MethadoneConc, "otp.takehome.max",
		"otp.takehome.max.table", warns, []rung{{1, 1, 7}, {91, 2, 7}, {181, 3, 7}, {271, 6, 0}, {366, 14, 0}, {731, 31, 0}}},
	// 42 CFR 8.12(i)(3)(i)-(iii) of 2024: 7 days in the first 14, 14 from day 15, 28 from day 31.
	{"42 CFR 8.12 of 2024", "us", civil.Must(2024, time.April, 2), medication.MethadoneConc, "otp.takehome.max", "otp.takehome.max.table",
		blocks, []rung{{1, 7, 0}, {15, 14, 0}, {31, 28, 0}}},
	// The table of 2001 on a day of 2026, where somebody goes by it.
	{"66 FR 4098 today", "us-2001", civil.Must(2026, time.June, 15), medication.MethadoneConc, "otp.takehome.max", "otp.takehome.max.table",
		blocks, []rung{{1, 1, 7}, {91, 2, 7}, {181, 3, 7}, {271, 6, 0}, {366, 14, 0}, {731, 31, 0}}},
	// R 325.14417: watched on six days a week for three months, then two days, after two years three.
	{"R 325.14417", "us-mi", civil.Must(2026, time.June, 15), medication.MethadoneConc, "otp.takehome.max", "otp.takehome.max.table",
		blocks, []rung{{1, 1, 7}, {93, 2, 0}, {731, 3, 0}}},
	// Ohio, as far as it was read: one in the first 90 days.
	{"Ohio", "us-oh", civil.Must(2026, time.June, 15), medication.MethadoneConc, "otp.takehome.max", "otp.takehome.max.table",
		blocks, []rung{{1, 1, 7}}},
	// DHS 75.59(13)(h): from day 31 one a week to day 90, two to day 180, three to day 270, four to day 365, six to day 730, 13 in two weeks.
	{"DHS 75.59(13)(h)", "us-wi", civil.Must(2026, time.June, 15), medication.MethadoneConc, "otp.takehome.max", "otp.takehome.max.table",
		blocks, []rung{{31, 1, 7}, {91, 2, 7}, {181, 3, 7}, {271, 4, 7}, {366, 6, 7}, {731, 13, 14}}},
	// The same for buprenorphine: one to day 60, two to day 90, three to day 120, four to day 240, six to day 365.
	{"DHS 75.59(13)(h), buprenorphine", "us-wi", civil.Must(2026, time.June, 15), medication.BupnxFilm, "us-wi.takehome.buprenorphine",
		"us-wi.takehome.buprenorphine.table", blocks, []rung{{31, 1, 7}, {61, 2, 7}, {91, 3, 7}, {121, 4, 7}, {241, 6, 7}}},
}

// takeHomeCases walk every row of every schedule: its first day and the day before, what it allows and a day more, and where it counts
// by the week, what was taken home just within and just outside of the week before.
func takeHomeCases() (cases []ruleCase) {
	for _, ladder := range takeHomeLadders {
		given := record.DoseGiven{Product: ladder.product, Dose: milligrams(16), Setting: medication.SettingOTP, Supervised: truth.Yes}
		substance := medication.Methadone
		if ladder.product == medication.BupnxFilm {
			substance, given.Dose = medication.Buprenorphine, bupDose("16 mg/4 mg")
		}
		home := func(days int) record.TakeHomeSupplied {
			return record.TakeHomeSupplied{Substance: substance, Product: ladder.product, Dose: given.Dose, Days: days}
		}
		moved := ladder.on.Start(time.UTC).Add(10 * time.Hour).Sub(now)
		ask := func(name string, day, days int, want outcome, says string, earlier ...fact) {
			before := append([]fact{{time.Duration(day-1) * oneDay, given}}, earlier...)
			if day > 1 {
				before = append(before, fact{0, given})
			}
			cases = append(cases, ruleCase{rule: ladder.rule, jurisdiction: ladder.jurisdiction, day: moved, before: before, ask: home(days),
				want: want, says: says, name: fmt.Sprintf("%s, day %d, %d days%s", ladder.source, day, days, name)})
		}
		allowed := rung{}
		for _, r := range ladder.rungs {
			if r.from > 1 {
				ask("", r.from-1, allowed.days+1, ladder.over, allowed.limit())
			}
			ask("", r.from, r.days, met, "")
			ask("", r.from, r.days+1, ladder.over, r.limit())
			if r.within > 0 {
				// The first of the earlier days lies within the days in a row that end with the first of the later ones, or before them.
				ago := func(n int) fact { return fact{time.Duration(n)*oneDay - time.Minute, home(1)} }
				ask(" a week after one", r.from+20, r.days, met, "", ago(r.within))
				ask(" less than a week after one", r.from+20, r.days, warns, r.limit(), ago(r.within-r.days))
			}
			allowed = r
		}
	}
	return append(append(append(cases, takeHomeWeekCases()...), ohioCases()...), of2001Cases()...)
}

// of2001Cases are the limits of the rule of 2001, on a day of 2026 where somebody goes by them.
func of2001Cases() []ruleCase {
	const dose, total, interim = "methadone.induction.first-dose", "methadone.induction.first-day-total", "otp.interim.max"
	first := []fact{given(3*time.Hour, 30)}
	waiting := func(days int) []fact {
		long := time.Duration(days) * oneDay
		return []fact{given(long, 60), given(oneDay, 60), stated(record.InterimTreatment, long)}
	}
	return inPlaceOf("us-2001",
		saying("2 documented attempts", ruleCase{rule: "otp.admission.minor-consent", ask: methadoneOf(20),
			name: "2001, a minor with consent, attempts not on record", want: unknown,
			before: []fact{{oneDay, record.PersonRegistered{Birth: civil.Must(2010, 1, 1)}},
				{oneDay, record.ConsentRecorded{Consent: record.ConsentGuardian, Given: truth.Yes}}}}),
		ruleCase{rule: dose, name: "2001, 30 mg", ask: methadoneOf(30), want: met, param: "methadone.induction.first-dose.hard", side: at},
		ruleCase{rule: dose, name: "2001, 31 mg", ask: methadoneOf(31), want: blocks, param: "methadone.induction.first-dose.hard", side: above},
		ruleCase{rule: total, name: "2001, 40 mg in two doses", before: first, ask: methadoneOf(10), want: met,
			param: "methadone.induction.first-day-total.hard", side: at},
		ruleCase{rule: total, name: "2001, 41 mg in two doses", before: first, ask: methadoneOf(11), want: blocks,
			param: "methadone.induction.first-day-total.hard", side: above},
		ruleCase{rule: interim, name: "2001, 120 days", before: waiting(120), ask: methadoneOf(60), want: met, param: "otp.interim.max.days",
			side: at},
		ruleCase{rule: interim, name: "2001, 121 days", before: waiting(121), ask: methadoneOf(60), want: warns, param: "otp.interim.max.days",
			side: above})
}

// ohioCases walk the 90 days of which the state's text was read, and the first day after them.
func ohioCases() []ruleCase {
	const rule, through = "otp.takehome.max", "otp.takehome.max.through"
	row := func(name string, day, days int, want outcome, s side) ruleCase {
		return ruleCase{rule: rule, name: name, jurisdiction: "us-oh", before: []fact{given(time.Duration(day-1)*oneDay, 60)},
			ask: handedOut(days), want: want, param: through, side: s}
	}
	const state = "otp.takehome.max.state" // federal law alone, a state that allows as much, and one that allows less
	forty := []fact{given(39*oneDay, 60)}
	return []ruleCase{
		{rule: rule, name: "two on day 40 by federal law", before: forty, ask: handedOut(2), want: met, param: state, side: below},
		{rule: rule, name: "one on day 40 in Wisconsin", jurisdiction: "us-wi", before: forty, ask: handedOut(1), want: met, param: state, side: at},
		{rule: rule, name: "two on day 40 in Ohio", jurisdiction: "us-oh", before: forty, ask: handedOut(2), want: blocks, param: state, side: above},
		row("Ohio, one on day 89", 89, 1, met, ""), row("Ohio, two on day 89", 89, 2, blocks, below),
		row("Ohio, two on day 90", 90, 2, blocks, at),
		row("Ohio, two on day 91", 91, 2, unknown, above), row("Ohio, one on day 91", 91, 1, met, ""),
	}
}

// takeHomeWeekCases are those of what is taken home one by one in Wisconsin, where nothing but one dose a week may be.
func takeHomeWeekCases() []ruleCase {
	const rule = "otp.takehome.max"
	one, closed := handedOut(1), record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 2, ClosureDays: 1, Criteria: truth.Yes}
	earlier := func(facts ...fact) []fact { return append([]fact{given(39*oneDay, 60), given(0, 60)}, facts...) }
	lost := record.DosesLost{Substance: medication.Methadone, Days: 1, How: record.LossReturned}
	longer := handedOut(12)
	return inPlaceOf("us-wi",
		ruleCase{rule: rule, name: "one, and one three days before", before: earlier(fact{3 * oneDay, one}), ask: one, want: warns},
		ruleCase{rule: rule, name: "one, and two in the days before", before: earlier(fact{4 * oneDay, one}, fact{2 * oneDay, one}), ask: one,
			want: blocks},
		ruleCase{rule: rule, name: "one, and the one before was brought back",
			before: earlier(fact{3 * oneDay, one}, fact{2 * oneDay, lost}), ask: one, want: met},
		ruleCase{rule: rule, name: "one, and one of two that was for a closed day",
			before: earlier(fact{3*oneDay + time.Hour, closed}, fact{3 * oneDay, one}), ask: one, want: met},
		ruleCase{rule: rule, name: "one by the order", before: earlier(fact{3 * oneDay, one}), ask: methadoneOf(60, supply(1)), want: warns},
		ruleCase{rule: rule, name: "one of buprenorphine", ask: one, want: met, before: earlier(fact{3 * oneDay,
			record.TakeHomeSupplied{Substance: medication.Buprenorphine, Days: 1}})},
		ruleCase{rule: rule, name: "one, and the start not known", before: []fact{{3 * oneDay, one}}, ask: one, want: unknown},
		ruleCase{rule: rule, name: "one, and a supply of twelve days a fortnight ago", before: earlier(fact{13 * oneDay, longer}), ask: one,
			want: blocks},
	)
}
