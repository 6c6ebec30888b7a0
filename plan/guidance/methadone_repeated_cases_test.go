package guidance_test

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// dosedToday is somebody on a daily regimen who had today's dose.
func dosedToday(mg uint32, ago time.Duration) []fact {
	return append(onMethadone(mg, 0), given(ago, mg))
}

func methadoneRepeatedCases() []ruleCase {
	const rule, second = "methadone.repeated", "methadone.induction.second-dose"
	yesterday := func(ago time.Duration) []fact { // the last dose that long ago, on the day before
		return []fact{{60 * oneDay, methadoneOf(60, every(medication.Daily()))}, given(60*oneDay, 60), given(ago, 60)}
	}
	twice := func(o *record.Order) { o.PerDay, o.Schedule = 2, medication.Daily() }
	unequal := func(o *record.Order) {
		o.PerDay, o.Parts = 2, []medication.Mass{milligrams(40).Principal, milligrams(20).Principal}
	}
	first := func(mg uint32, ago time.Duration) []fact { return []fact{given(ago, mg)} }
	elsewhere := func(mg uint32, ago time.Duration) []fact {
		return []fact{{ago, record.OpioidUsed{Agent: "methadone", DailyDose: medication.Milligrams(mg)}},
			stated(record.VerifiedTransfer, time.Hour)}
	}
	tomorrow := func(o *record.Order) { o.First, o.Schedule = civil.Of(now, time.UTC).Add(1), medication.Daily() }
	today := record.TakeHomeSupplied{Substance: medication.Methadone, Days: 3, First: civil.Of(now, time.UTC)}
	return []ruleCase{
		{rule: rule, name: "ordered again", before: dosedToday(60, 2*time.Hour), ask: methadoneOf(60), want: blocks},
		{rule: rule, name: "given again", before: dosedToday(60, 2*time.Hour), ask: given(0, 60).body, want: blocks},
		{rule: rule, name: "taken again at home", before: dosedToday(60, 2*time.Hour), ask: takenAtHome(60), want: blocks},
		{rule: rule, name: "handed out again for today", before: dosedToday(60, 2*time.Hour), ask: today, want: blocks},
		{rule: rule, name: "a regimen, eleven hours after a whole dose", before: yesterday(11 * time.Hour),
			ask: methadoneOf(60, every(medication.Daily())), want: warns},
		{rule: rule, name: "a raised regimen, eleven hours after what was whole before", want: warns,
			before: append(yesterday(11*time.Hour), fact{time.Hour, methadoneOf(70, every(medication.Daily()))}), ask: methadoneOf(70,
				every(medication.Daily()))},
		{rule: rule, name: "a half, eleven hours after a whole dose", before: yesterday(11 * time.Hour), ask: methadoneOf(30), want: warns},
		{rule: rule, name: "the smaller part, eleven hours after a whole day", want: met,
			before: append(yesterday(11*time.Hour), fact{time.Hour, methadoneOf(40, unequal, every(medication.Daily()))}), ask: methadoneOf(20)},
		{rule: rule, name: "a regimen, a day after", before: yesterday(24 * time.Hour), ask: methadoneOf(60, every(medication.Daily())),
			want: irrelevant},
		{rule: rule, name: "a regimen from tomorrow", before: yesterday(11 * time.Hour), ask: methadoneOf(60, tomorrow), want: irrelevant},
		{rule: rule, name: "a regimen in two halves", before: yesterday(11 * time.Hour), ask: methadoneOf(30, twice), want: irrelevant},
		{rule: rule, name: "handed out for tomorrow", before: dosedToday(60, 2*time.Hour), ask: handedOut(3), want: irrelevant},
		{rule: rule, name: "granted", before: dosedToday(60, 2*time.Hour), ask: granted(3), want: irrelevant},
		{rule: rule, name: "called a start", before: dosedToday(60, 2*time.Hour), ask: methadoneOf(60, meant(record.PurposeStart)),
			want: blocks},
		{rule: rule, name: "called pain", before: dosedToday(60, 2*time.Hour), ask: methadoneOf(60, meant(record.PurposePain)), want: blocks},
		{rule: rule, name: "some more", before: dosedToday(60, 2*time.Hour), ask: methadoneOf(10), want: blocks},
		{rule: rule, name: "the regimen, written today", before: dosedToday(60, 2*time.Hour), ask: methadoneOf(60, every(medication.Daily())),
			want: irrelevant},
		{rule: rule, name: "the rest of a raised regimen",
			before: append(dosedToday(60, 2*time.Hour), fact{time.Hour, methadoneOf(70, every(medication.Daily()))}), ask: methadoneOf(10),
			want: met},
		{rule: rule, name: "the second half of a split dose", ask: methadoneOf(30), want: met,
			before: append(onMethadone(60, 0), fact{20 * oneDay, methadoneOf(30, twice)}, given(2*time.Hour, 30))},
		{rule: rule, name: "the first dose of the day", before: onMethadone(60, 0), ask: methadoneOf(60), want: met},
		{rule: rule, name: "more without a regimen", before: append(first(40, oneDay), given(3*time.Hour, 40)), ask: methadoneOf(10),
			want: met},
		{rule: rule, name: "a whole one without a regimen", before: append(first(40, oneDay), given(3*time.Hour, 40)), ask: methadoneOf(40),
			want: blocks},
		{rule: rule, name: "the first day", before: first(30, 3*time.Hour), ask: methadoneOf(10), want: irrelevant},
		{rule: rule, name: "of an unknown amount", before: nil,
			ask: record.TakeHomeSupplied{Substance: medication.Methadone, Days: 3, First: civil.Of(now, time.UTC)}, want: irrelevant},

		{rule: rule, name: "less than twenty hours later", before: yesterday(20*time.Hour - time.Minute), ask: methadoneOf(60), want: warns,
			param: "methadone.repeated.interval", side: below},
		{rule: rule, name: "twenty hours later", before: yesterday(20 * time.Hour), ask: methadoneOf(60), want: met,
			param: "methadone.repeated.interval", side: at},
		{rule: rule, name: "more than twenty hours later", before: yesterday(20*time.Hour + time.Minute), ask: methadoneOf(60), want: met,
			param: "methadone.repeated.interval", side: above},

		{rule: rule, name: "dosed elsewhere two hours ago", before: elsewhere(80, 2*time.Hour), ask: methadoneOf(80), want: blocks},
		{rule: rule, name: "dosed elsewhere two hours ago, a regimen from today", before: elsewhere(80, 2*time.Hour),
			ask: methadoneOf(80, every(medication.Daily())), want: blocks},
		{rule: rule, name: "dosed elsewhere two hours ago, a regimen from tomorrow", before: elsewhere(80, 2*time.Hour),
			ask: methadoneOf(80, tomorrow), want: irrelevant},
		{rule: rule, name: "dosed elsewhere two hours ago, given", before: elsewhere(80, 2*time.Hour), ask: given(0, 80).body,
			want: blocks},
		{rule: rule, name: "dosed elsewhere today, nobody knows with how much", before: []fact{used("methadone", 2*time.Hour)},
			ask: methadoneOf(20), want: unknown},
		{rule: rule, name: "dosed elsewhere late yesterday", before: elsewhere(80, 19*time.Hour), ask: methadoneOf(80), want: warns},
		{rule: rule, name: "dosed elsewhere yesterday", before: elsewhere(80, oneDay), ask: methadoneOf(80), want: irrelevant},

		{rule: second, name: "before four hours", before: first(30, 4*time.Hour-time.Minute), ask: methadoneOf(30), want: blocks,
			param: "methadone.induction.second-dose.within", side: below},
		{rule: second, name: "after four hours", before: first(30, 4*time.Hour), ask: methadoneOf(30), want: irrelevant,
			param: "methadone.induction.second-dose.within", side: at},
		{rule: second, name: "after more than four hours", before: first(30, 4*time.Hour+time.Minute), ask: methadoneOf(30), want: irrelevant,
			param: "methadone.induction.second-dose.within", side: above},
		{rule: second, name: "9 mg after 5 mg", before: first(5, time.Hour), ask: methadoneOf(9), want: met,
			param: "methadone.induction.second-dose.small", side: below},
		{rule: second, name: "10 mg after 5 mg", before: first(5, time.Hour), ask: methadoneOf(10), want: met,
			param: "methadone.induction.second-dose.small", side: at},
		{rule: second, name: "11 mg after 5 mg", before: first(5, time.Hour), ask: methadoneOf(11), want: blocks,
			param: "methadone.induction.second-dose.small", side: above},
		{rule: second, name: "less than the first", before: first(30, time.Hour), ask: methadoneOf(29), want: met},
		{rule: second, name: "in a hospital", before: []fact{givenAt(2*time.Hour, 30, medication.SettingHospital)},
			ask: methadoneOf(30, inPlace(medication.SettingHospital)), want: blocks},
		{rule: second, name: "given", before: first(30, 2*time.Hour), ask: given(0, 30).body, want: blocks},
		{rule: second, name: "taken at home", before: first(30, 2*time.Hour), ask: takenAtHome(30), want: blocks},
		{rule: second, name: "of a new start after a long gap", before: append(onMethadone(100, 6), given(2*time.Hour, 30)),
			ask: methadoneOf(30), want: blocks},
		{rule: second, name: "the regimen of the days to come", before: first(30, 2*time.Hour),
			ask: methadoneOf(30, every(medication.Daily())), want: irrelevant},
		{rule: second, name: "for the days to come", before: first(30, 2*time.Hour), ask: handedOut(1), want: irrelevant},
		{rule: second, name: "later in the course", before: dosedToday(60, 2*time.Hour), ask: methadoneOf(60), want: irrelevant},
		{rule: second, name: "after a stop",
			before: []fact{given(3*time.Hour, 30),
				{2 * time.Hour, record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonPatientChoice, Abrupt: truth.Yes}}},
			ask: methadoneOf(30), want: irrelevant},
	}
}

func methadoneLeapCases() []ruleCase {
	const leap, greatest = "methadone.dose.leap", "methadone.dose.greatest"
	on20 := onMethadone(20, 0)
	handed := func(mg uint32) record.TakeHomeSupplied {
		return record.TakeHomeSupplied{Substance: medication.Methadone, Days: 3, Product: medication.MethadoneConc, Dose: milligrams(mg)}
	}
	permitted := func(mg uint32) record.TakeHomeGrant {
		return record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 3, Dose: milligrams(mg), Criteria: truth.Yes}
	}
	return []ruleCase{
		{rule: leap, name: "59 mg after 20 mg", before: on20, ask: methadoneOf(59), want: met, param: "methadone.dose.leap.times",
			side: below},
		{rule: leap, name: "60 mg after 20 mg", before: on20, ask: methadoneOf(60), want: met, param: "methadone.dose.leap.times", side: at},
		{rule: leap, name: "61 mg after 20 mg", before: on20, ask: methadoneOf(61), want: unknown, param: "methadone.dose.leap.times",
			side: above},
		{rule: leap, name: "61 mg for a reason", before: on20, ask: methadoneOf(61, because("it is meant")), want: unknown},
		{rule: leap, name: "61 mg given", before: on20, ask: given(0, 61).body, want: blocks},
		{rule: leap, name: "61 mg taken at home", before: on20, ask: takenAtHome(61), want: blocks},
		{rule: leap, name: "61 mg handed out", before: on20, ask: handed(61), want: blocks},
		{rule: leap, name: "61 mg granted", before: on20, ask: permitted(61), want: unknown},
		{rule: leap, name: "30 mg after 5 mg", before: onMethadone(5, 0), ask: methadoneOf(30), want: met},
		{rule: leap, name: "31 mg after 5 mg", before: onMethadone(5, 0), ask: methadoneOf(31), want: unknown},
		{rule: leap, name: "90 mg at the start", ask: methadoneOf(90, inPlace(medication.SettingHospital)), want: met},
		{rule: leap, name: "91 mg at the start", ask: methadoneOf(91, inPlace(medication.SettingHospital)), want: unknown},
		{rule: leap, name: "a confirmed transfer", before: transferred(200, 1), ask: methadoneOf(200), want: met},
		{rule: leap, name: "ten times a confirmed transfer", before: transferred(80, 1), ask: methadoneOf(800), want: unknown},
		{rule: leap, name: "of an unknown amount", ask: granted(3), want: irrelevant},

		{rule: greatest, name: "1099 mg", before: on20, ask: methadoneOf(1099), want: met, param: "methadone.dose.greatest.most",
			side: below},
		{rule: greatest, name: "1100 mg", before: on20, ask: methadoneOf(1100), want: met, param: "methadone.dose.greatest.most", side: at},
		{rule: greatest, name: "1101 mg", before: on20, ask: methadoneOf(1101), want: blocks, param: "methadone.dose.greatest.most",
			side: above},
		{rule: greatest, name: "900 g given", before: on20, ask: given(0, 900_000).body, want: blocks},
		{rule: greatest, name: "1101 mg handed out", before: on20, ask: handed(1101), want: blocks},
		{rule: greatest, name: "1101 mg granted", before: on20, ask: permitted(1101), want: blocks},
		{rule: greatest, name: "of an unknown amount", ask: granted(3), want: irrelevant},
	}
}
