package guidance_test

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// methadoneCases holds the cases of the subject: for every rule one that fires and one that does not, for every parameter one
// below, at and above its value.
func methadoneCases() []ruleCase {
	return slices.Concat(methadoneStartCases(), methadoneFirstDayCases(), methadoneToleranceCases(), methadonePeakCases(),
		methadoneRepeatedCases(), methadoneLeapCases(), methadoneStepCases(), methadoneWeekCases(), methadoneRangeCases(),
		methadoneMissedCases(), methadoneHeldCases(),
		methadoneHeartCases(), methadoneECGCases(), methadoneConditionCases(), methadonePlaceCases(), methadoneHospitalCases(),
		methadoneUKCases(), otpAdmissionCases(), otpExamCases(), otpTakeHomeCases(), otpAntiCases(), methadoneHandedOutCases(),
		cutCases(), ageCases())
}

// oneDay is for facts that were so some days ago.
const oneDay = 24 * time.Hour

// methadoneOf is an order of methadone in a programme.
func methadoneOf(mg uint32, edits ...func(*record.Order)) record.Order {
	o := record.Order{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: medication.Milligrams(mg)},
		Setting: medication.SettingOTP}
	for _, edit := range edits {
		edit(&o)
	}
	return o
}

func because(why string) func(*record.Order)     { return func(o *record.Order) { o.Rationale = why } }
func meant(p record.Purpose) func(*record.Order) { return func(o *record.Order) { o.Purpose = p } }
func inPlace(s medication.Setting) func(*record.Order) {
	return func(o *record.Order) { o.Setting = s }
}
func every(s medication.Schedule) func(*record.Order) {
	return func(o *record.Order) { o.Schedule = s }
}

// inDays lets the order begin some days after now.
func inDays(days int) func(*record.Order) {
	return func(o *record.Order) { o.First = civil.Of(now, time.UTC).Add(days) }
}

func supply(days int) func(*record.Order) { return func(o *record.Order) { o.SupplyDays = days } }
func product(id medication.ProductID) func(*record.Order) {
	return func(o *record.Order) { o.Product = id }
}

// given is a dose of methadone that a programme gave.
func given(ago time.Duration, mg uint32) fact { return givenAt(ago, mg, medication.SettingOTP) }

func givenAt(ago time.Duration, mg uint32, at medication.Setting) fact {
	return fact{ago, record.DoseGiven{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: medication.Milligrams(mg)},
		Setting: at, Supervised: truth.Yes}}
}

// takenAtHome is a dose that the person took unobserved.
func takenAtHome(mg uint32) record.DoseTaken {
	return record.DoseTaken{Product: medication.MethadoneConc, Dose: milligrams(mg)}
}

// handedOut is a supply of the dose of the order in force.
func handedOut(days int) record.TakeHomeSupplied {
	return record.TakeHomeSupplied{Substance: medication.Methadone, Days: days}
}

// granted is a grant of the dose of the order in force.
func granted(days int) record.TakeHomeGrant {
	return record.TakeHomeGrant{Product: medication.MethadoneConc, Days: days, Criteria: truth.Yes}
}

// onMethadone is somebody on a daily dose, with so many doses missed until today.
func onMethadone(mg uint32, missed int) []fact {
	since := time.Duration(missed+1) * oneDay
	return []fact{{since + 60*oneDay, methadoneOf(mg, every(medication.Daily()))}, given(since+60*oneDay, mg), given(since+oneDay, mg),
		given(since, mg)}
}

func used(agent string, ago time.Duration) fact { return fact{ago, record.OpioidUsed{Agent: agent}} }

func stated(c record.Circumstance, ago time.Duration) fact {
	return fact{ago, record.ContextStated{Context: c, Holds: truth.Yes}}
}

func condition(c record.Health, present truth.Value) fact {
	return fact{time.Hour, record.ConditionReported{Condition: c, Present: present}}
}

func reviewed(s record.Section) fact { return fact{time.Hour, record.Reviewed{Section: s}} }

func seen(ago time.Duration, signs ...record.Sign) fact {
	return fact{ago, record.SignsObserved{Signs: signs}}
}

// reassessed is that somebody asked what should change.
func reassessed(ago time.Duration) fact {
	return fact{ago, record.Assessed{Assessment: record.Reassessment}}
}

func measured(m record.Measure, value string, ago time.Duration) fact {
	q, err := record.ParseQuantity(value)
	if err != nil {
		panic(err)
	}
	return fact{ago, record.Measured{Measure: m, Value: q}}
}

// transferred is a transfer whose last dose was confirmed, so many days ago.
func transferred(mg uint32, days int) []fact {
	return []fact{{time.Duration(days) * oneDay, record.OpioidUsed{Agent: "methadone", DailyDose: medication.Milligrams(mg)}},
		stated(record.VerifiedTransfer, time.Hour)}
}

// on asks the case on another day, at the same hour.
func on(year int, month time.Month, day int, cases ...ruleCase) []ruleCase {
	moved := civil.Must(year, month, day).Start(time.UTC).Add(time.Duration(now.Hour()) * time.Hour).Sub(now)
	for i := range cases {
		cases[i].day = moved
	}
	return cases
}

func inGB(cases ...ruleCase) []ruleCase {
	for i := range cases {
		cases[i].jurisdiction = "gb"
		cases[i].name += " (gb)"
	}
	return cases
}

func methadoneStartCases() []ruleCase {
	const rule = "methadone.induction.not-sedated"
	awake := seen(time.Hour, record.Mydriasis, record.Yawning)
	const first = "methadone.induction.first-dose"
	monitored := stated(record.MonitoredInpatient, time.Hour)
	return slices.Concat([]ruleCase{
		{rule: rule, name: "sedated", before: []fact{seen(time.Hour, record.Sedation)}, ask: methadoneOf(20), want: blocks},
		{rule: rule, name: "intoxicated", before: []fact{seen(time.Hour, record.Intoxication, record.Mydriasis)}, ask: methadoneOf(20),
			want: blocks},
		{rule: rule, name: "awake and in withdrawal", before: []fact{awake}, ask: methadoneOf(20), want: met},
		{rule: rule, name: "awake without withdrawal", before: []fact{seen(time.Hour)}, ask: methadoneOf(20), want: warns},
		{rule: rule, name: "awake without withdrawal, transferred", before: append(transferred(60, 1), seen(time.Hour)), ask: methadoneOf(60),
			want: met},
		{rule: rule, name: "nobody looked", ask: methadoneOf(20), want: unknown},
		{rule: rule, name: "nobody looked today", before: []fact{seen(20 * time.Hour)}, ask: methadoneOf(20), want: unknown},
		{rule: rule, name: "sedated three days ago, and nobody looked since", before: []fact{used("heroin", 12*time.Hour), seen(3*aDay, record.Sedation)},
			ask: methadoneOf(20, inPlace(medication.SettingPharmacy)), want: warns},
		{rule: rule, name: "sedated later in the course", before: append(onMethadone(60, 0), seen(time.Hour, record.Sedation)),
			ask: methadoneOf(60), want: irrelevant},

		{rule: first, name: "9 mg", ask: methadoneOf(9), want: advises, param: "methadone.induction.first-dose.usual", side: below},
		{rule: first, name: "9 mg with low tolerance", before: []fact{condition(record.LowTolerance, truth.Yes)}, ask: methadoneOf(9),
			want: met},
		{rule: first, name: "10 mg", ask: methadoneOf(10), want: met, param: "methadone.induction.first-dose.usual", side: at},
		{rule: first, name: "11 mg", ask: methadoneOf(11), want: met, param: "methadone.induction.first-dose.usual", side: above},
		{rule: first, name: "29 mg", ask: methadoneOf(29), want: met, param: "methadone.induction.first-dose.soft", side: below},
		{rule: first, name: "30 mg", ask: methadoneOf(30), want: met, param: "methadone.induction.first-dose.soft", side: at},
		{rule: first, name: "31 mg", ask: methadoneOf(31), want: warns, param: "methadone.induction.first-dose.soft", side: above},
		{rule: first, name: "31 mg with a reason", ask: methadoneOf(31, because("smokes fentanyl all day")), want: advises},
		{rule: first, name: "31 mg with high tolerance", before: []fact{condition(record.HighTolerance, truth.Yes)}, ask: methadoneOf(31),
			want: advises},
		{rule: first, name: "49 mg", ask: methadoneOf(49), want: warns, param: "methadone.induction.first-dose.hard", side: below},
		{rule: first, name: "50 mg", ask: methadoneOf(50), want: warns, param: "methadone.induction.first-dose.hard", side: at},
		{rule: first, name: "51 mg", ask: methadoneOf(51), want: blocks, param: "methadone.induction.first-dose.hard", side: above},
		{rule: first, name: "51 mg with high tolerance alone", before: []fact{condition(record.HighTolerance, truth.Yes)},
			ask: methadoneOf(51), want: blocks},
		{rule: first, name: "51 mg with a reason", before: []fact{used("fentanyl", 12*time.Hour)},
			ask: methadoneOf(51, because("dose confirmed by telephone")), want: advises},
		{rule: first, name: "51 mg with a dash", before: []fact{used("fentanyl", 12*time.Hour)}, ask: methadoneOf(51, because("-")), want: blocks},
		{rule: first, name: "51 mg with a reason, and tolerance is low", before: []fact{used("fentanyl", 12*time.Hour), condition(record.LowTolerance, truth.Yes)},
			ask: methadoneOf(51, because("dose confirmed by telephone")), want: blocks},
		{rule: first, name: "51 mg with a reason, and no opioid is on record", ask: methadoneOf(51, because("dose confirmed by telephone")),
			want: blocks},
		{rule: first, name: "given under an order with a reason",
			before: []fact{used("fentanyl", 12*time.Hour), {time.Hour, methadoneOf(55, because("dose confirmed by telephone"))}},
			ask:    given(0, 55).body, want: advises},
		{rule: first, name: "given without an order", ask: given(0, 55).body, want: blocks},
		{rule: first, name: "no more than the dose of the transfer", before: transferred(80, 1), ask: methadoneOf(80), want: met},
		{rule: first, name: "more than the dose of the transfer", before: transferred(80, 1), ask: methadoneOf(81), want: blocks},
		{rule: first, name: "transfer after four missed doses", before: transferred(80, 5), ask: methadoneOf(80), want: met},
		{rule: first, name: "transfer after five missed doses", before: transferred(80, 6), ask: methadoneOf(80), want: blocks},
		{rule: first, name: "transfer of an unknown dose",
			before: []fact{used("methadone", oneDay), stated(record.VerifiedTransfer, time.Hour)}, ask: methadoneOf(80), want: blocks},
		{rule: first, name: "claimed and not confirmed", before: transferred(80, 1)[:1], ask: methadoneOf(80), want: blocks},
		{rule: first, name: "an old transfer says nothing about a later start", want: blocks, ask: methadoneOf(80), before: slices.Concat(
			[]fact{{200 * oneDay, record.OpioidUsed{Agent: "methadone", DailyDose: medication.Milligrams(80)}},
				stated(record.VerifiedTransfer, 199*oneDay)},
			[]fact{given(198*oneDay, 80), {190 * oneDay,
				record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonPatientChoice}}})},
		{rule: first, name: "as a monitored inpatient", before: []fact{monitored}, ask: methadoneOf(60, inPlace(medication.SettingHospital)),
			want: advises},
		{rule: first, name: "in a hospital", ask: methadoneOf(60, inPlace(medication.SettingHospital)), want: advises},
		{rule: first, name: "under the three-day rule", ask: methadoneOf(60, inPlace(medication.SettingThreeDayException)), want: advises},
		{rule: first, name: "handed out", before: []fact{{time.Hour, methadoneOf(60, every(medication.Daily()))}}, ask: handedOut(3),
			want: blocks},
		{rule: first, name: "taken at home", ask: takenAtHome(60), want: blocks},
		{rule: first, name: "granted of an unknown dose", ask: granted(3), want: unknown},
		{rule: first, name: "called a continuation", ask: methadoneOf(80, meant(record.PurposeContinue)), want: blocks},
		{rule: first, name: "continues what was confirmed", before: transferred(80, 1), ask: methadoneOf(80, meant(record.PurposeContinue)),
			want: met},
		{rule: first, name: "continues more than was confirmed", before: transferred(80, 1),
			ask: methadoneOf(90, meant(record.PurposeContinue)), want: blocks},
		{rule: first, name: "for pain", ask: methadoneOf(80, meant(record.PurposePain)), want: blocks},
		{rule: first, name: "V64 the old dose four months after leaving", before: leftFourMonthsAgo(), ask: methadoneOf(110), want: blocks},
		{rule: first, name: "V64 a new start", before: leftFourMonthsAgo(), ask: methadoneOf(30), want: met},
		{rule: first, name: "V01 day one", ask: methadoneOf(30), want: met, jurisdiction: "gb"},
	},
		inGB(
			ruleCase{rule: first, name: "40 mg", ask: methadoneOf(40), want: warns},
			ruleCase{rule: first, name: "41 mg", ask: methadoneOf(41), want: blocks},
			ruleCase{rule: first, name: "41 mg with a reason", ask: methadoneOf(41, because("high tolerance")), want: blocks},
		),
		on(2024, time.April, 1,
			ruleCase{rule: first, name: "51 mg the day before the rule of 2024", ask: methadoneOf(51), want: blocks},
			ruleCase{rule: first, name: "31 mg the day before the rule of 2024", ask: methadoneOf(31), want: blocks},
			ruleCase{rule: first, name: "30 mg the day before the rule of 2024", ask: methadoneOf(30), want: met}),
		on(2024, time.April, 2,
			ruleCase{rule: first, name: "51 mg on the day of the rule of 2024", ask: methadoneOf(51), want: blocks}),
	)
}

// leftFourMonthsAgo left methadone at 110 mg, and uses heroin again.
func leftFourMonthsAgo() []fact {
	return []fact{given(121*oneDay, 110),
		{120 * oneDay, record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonPatientChoice}},
		{30 * oneDay, record.ReturnedToUse{Agent: "heroin"}}, used("heroin", 12*time.Hour)}
}

// inParts makes the order one of unequal doses a day.
func inParts(mg ...uint32) func(*record.Order) {
	return func(o *record.Order) {
		for _, part := range mg {
			o.Parts = append(o.Parts, medication.Milligrams(part))
		}
		o.PerDay = len(mg)
	}
}

func methadoneFirstDayCases() []ruleCase {
	const rule = "methadone.induction.first-day-total"
	first := []fact{given(3*time.Hour, 30)}
	return slices.Concat([]ruleCase{
		{rule: rule, name: "39 mg in two doses", before: first, ask: methadoneOf(9), want: met,
			param: "methadone.induction.first-day-total.soft", side: below},
		{rule: rule, name: "40 mg in two doses", before: first, ask: methadoneOf(10), want: met,
			param: "methadone.induction.first-day-total.soft", side: at},
		{rule: rule, name: "41 mg in two doses", before: first, ask: methadoneOf(11), want: warns,
			param: "methadone.induction.first-day-total.soft", side: above},
		{rule: rule, name: "41 mg with high tolerance", before: append(first, condition(record.HighTolerance, truth.Yes)),
			ask: methadoneOf(11), want: advises},
		{rule: rule, name: "49 mg in two doses", before: first, ask: methadoneOf(19), want: warns,
			param: "methadone.induction.first-day-total.hard", side: below},
		{rule: rule, name: "50 mg in two doses", before: first, ask: methadoneOf(20), want: warns,
			param: "methadone.induction.first-day-total.hard", side: at},
		{rule: rule, name: "51 mg in two doses", before: first, ask: methadoneOf(21), want: blocks,
			param: "methadone.induction.first-day-total.hard", side: above},
		{rule: rule, name: "51 mg given", before: first, ask: given(0, 21).body, want: blocks},
		{rule: rule, name: "40 mg in two unequal parts", ask: methadoneOf(30, inParts(30, 10)), want: met},
		{rule: rule, name: "41 mg in two unequal parts", ask: methadoneOf(30, inParts(30, 11)), want: warns},
		{rule: rule, name: "50 mg with a reason", before: first, ask: methadoneOf(20, because("withdrawal goes on")), want: advises,
			param: "methadone.induction.first-day-total.lifted", side: below},
		{rule: rule, name: "51 mg with a reason", before: first, ask: methadoneOf(21, because("withdrawal goes on")), want: warns,
			param: "methadone.induction.first-day-total.lifted", side: at},
		{rule: rule, name: "41 mg with a reason where none lifts the limit", jurisdiction: "gb", before: first,
			ask:  methadoneOf(11, because("withdrawal goes on")),
			want: blocks, param: "methadone.induction.first-day-total.lifted", side: above},
		{rule: rule, name: "the regimen of the days to come", before: first, ask: methadoneOf(40, every(medication.Daily())), want: met},
		{rule: rule, name: "a regimen above the limit", before: first, ask: methadoneOf(60, every(medication.Daily())), want: blocks},
		{rule: rule, name: "twice a day", ask: methadoneOf(26, func(o *record.Order) { o.PerDay = 2 }), want: blocks},
		{rule: rule, name: "the second day", before: []fact{given(oneDay, 30)}, ask: methadoneOf(60), want: irrelevant},
		{rule: "methadone.induction.first-dose", name: "a reason that is documented, by the rule of 2001", jurisdiction: "us-2001",
			before: []fact{used("heroin", 14*time.Hour)}, ask: methadoneOf(35, because("took 80 mg until yesterday, by telephone")), want: blocks},
		{rule: "methadone.induction.first-dose", name: "a reason that is documented, by the rule of 2024", before: []fact{used("heroin", 14*time.Hour)},
			ask: methadoneOf(55, because("took 80 mg until yesterday, by telephone")), want: advises},
		{rule: rule, name: "V34 no reason documented", before: transferred(80, 1)[:1], ask: methadoneOf(55), want: blocks},
		{rule: rule, name: "V34 the reason documented", before: transferred(80, 1)[:1],
			ask: methadoneOf(55, because("80 mg confirmed by the programme before")), want: warns},
		{rule: rule, name: "V34 the transfer confirmed", before: transferred(80, 1), ask: methadoneOf(55), want: met},
		{rule: rule, name: "as a monitored inpatient", before: []fact{stated(record.MonitoredInpatient, time.Hour)},
			ask: methadoneOf(60, inPlace(medication.SettingHospital)), want: advises},
		{rule: rule, name: "51 mg in a programme", ask: methadoneOf(51), want: blocks, param: "methadone.induction.first-day-total.programs",
			side: below},
		{rule: rule, name: "51 mg in a hospital", ask: methadoneOf(51, inPlace(medication.SettingHospital)), want: advises,
			param: "methadone.induction.first-day-total.programs", side: at},
		{rule: rule, name: "51 mg under the three-day rule", ask: methadoneOf(51, inPlace(medication.SettingThreeDayException)),
			want: advises},
		{rule: rule, name: "41 mg in a hospital", jurisdiction: "gb", ask: methadoneOf(41, inPlace(medication.SettingHospital)), want: blocks,
			param: "methadone.induction.first-day-total.programs", side: above},
		{rule: rule, name: "51 mg within 24 hours, over midnight", before: []fact{given(11*time.Hour, 30)}, ask: methadoneOf(21),
			want: warns},
		{rule: rule, name: "50 mg within 24 hours, over midnight", before: []fact{given(11*time.Hour, 30)}, ask: methadoneOf(20), want: met},
		{rule: rule, name: "51 mg within 24 hours, in a hospital", before: []fact{givenAt(11*time.Hour, 30, medication.SettingHospital)},
			ask: methadoneOf(21, inPlace(medication.SettingHospital)), want: advises},
		{rule: rule, name: "51 mg with what was taken at night before the first here", before: []fact{{11 * time.Hour, takenAtHome(21)}},
			ask: methadoneOf(30), want: warns, says: "51 mg in the first 24 hours"},
		{rule: rule, name: "50 mg with what was taken at night before the first here", before: []fact{{11 * time.Hour, takenAtHome(20)}},
			ask: methadoneOf(30), want: met},
		{rule: rule, name: "given, with what was taken at night before", before: []fact{{11 * time.Hour, takenAtHome(60)}},
			ask: given(0, 30).body, want: warns},
		{rule: rule, name: "taken a day before the first here", before: []fact{{24 * time.Hour, takenAtHome(60)}}, ask: methadoneOf(30),
			want: met},
		{rule: rule, name: "taken at night before the first in a hospital", before: []fact{{11 * time.Hour, takenAtHome(60)}},
			ask: methadoneOf(30, inPlace(medication.SettingHospital)), want: advises},
		{rule: rule, name: "after 24 hours", before: []fact{given(24*time.Hour, 30)}, ask: methadoneOf(21), want: irrelevant},
		{rule: rule, name: "51 mg taken at home", before: first, ask: takenAtHome(21), want: blocks},
		{rule: rule, name: "60 mg a day handed out",
			before: []fact{{4 * time.Hour, methadoneOf(60, every(medication.Daily()))}, given(3*time.Hour, 30)}, ask: handedOut(3),
			want: blocks},
		{rule: rule, name: "60 mg a day granted",
			before: []fact{{4 * time.Hour, methadoneOf(60, every(medication.Daily()))}, given(3*time.Hour, 30)}, ask: granted(3),
			want: blocks},
		{rule: rule, name: "60 mg for pain", ask: methadoneOf(60, meant(record.PurposePain)), want: blocks},
		{rule: rule, name: "35 mg with high tolerance and a specialist", jurisdiction: "gb", want: advises, ask: methadoneOf(35),
			param: "methadone.induction.first-day-total.experienced", side: above,
			before: []fact{condition(record.HighTolerance, truth.Yes), stated(record.SpecialistSupervision, time.Hour)}},
		{rule: rule, name: "35 mg with a specialist alone", jurisdiction: "gb", want: warns, ask: methadoneOf(35),
			param: "methadone.induction.first-day-total.experienced", side: at,
			before: []fact{stated(record.SpecialistSupervision, time.Hour)}},
		{rule: rule, name: "V03 45 mg", jurisdiction: "gb", ask: methadoneOf(45), want: blocks},
		{rule: rule, name: "V01 30 mg", jurisdiction: "gb", ask: methadoneOf(30), want: met},
		{rule: rule, name: "35 mg", jurisdiction: "gb", ask: methadoneOf(35), want: warns},
		{rule: rule, name: "35 mg with high tolerance", jurisdiction: "gb", before: []fact{condition(record.HighTolerance, truth.Yes)},
			ask: methadoneOf(35), want: warns,
			param: "methadone.induction.first-day-total.experienced", side: below},
		{rule: rule, name: "40 mg", jurisdiction: "gb", ask: methadoneOf(40), want: warns},
		{rule: rule, name: "41 mg", jurisdiction: "gb", ask: methadoneOf(41), want: blocks},
	},
		on(2024, time.April, 1, ruleCase{rule: rule, name: "51 mg the day before the rule of 2024", before: first, ask: methadoneOf(21),
			want: blocks},
			ruleCase{rule: rule, name: "41 mg the day before the rule of 2024", before: first, ask: methadoneOf(11), want: blocks},
			ruleCase{rule: rule, name: "40 mg the day before the rule of 2024", before: first, ask: methadoneOf(10), want: met}),
		on(2024, time.April, 2, ruleCase{rule: rule, name: "51 mg on the day of the rule of 2024", before: first, ask: methadoneOf(21),
			want: blocks},
			ruleCase{rule: rule, name: "50 mg on the day of the rule of 2024", before: first, ask: methadoneOf(20), want: warns}),
	)
}

func methadoneToleranceCases() []ruleCase {
	const rule = "methadone.induction.low-tolerance"
	low := condition(record.LowTolerance, truth.Yes)
	five := 5 * oneDay
	return []ruleCase{
		{rule: rule, name: "9 mg", before: []fact{low}, ask: methadoneOf(9), want: met, param: "methadone.induction.low-tolerance.most",
			side: below},
		{rule: rule, name: "10 mg", before: []fact{low}, ask: methadoneOf(10), want: met, param: "methadone.induction.low-tolerance.most",
			side: at},
		{rule: rule, name: "11 mg", before: []fact{low}, ask: methadoneOf(11), want: warns, param: "methadone.induction.low-tolerance.most",
			side: above},
		{rule: rule, name: "less than five days", before: []fact{used("heroin", five-time.Minute)}, ask: methadoneOf(30), want: met,
			param: "methadone.induction.low-tolerance.free", side: below},
		{rule: rule, name: "five days", before: []fact{used("heroin", five)}, ask: methadoneOf(30), want: met,
			param: "methadone.induction.low-tolerance.free", side: at},
		{rule: rule, name: "more than five days", before: []fact{used("heroin", five+time.Minute)}, ask: methadoneOf(30), want: warns,
			param: "methadone.induction.low-tolerance.free", side: above},
		{rule: rule, name: "V33 30 mg after ten days", before: []fact{used("heroin", 10*oneDay)}, ask: methadoneOf(30), want: warns},
		{rule: rule, name: "ten days, returned to use since",
			before: []fact{used("heroin", 10*oneDay), {oneDay, record.ReturnedToUse{Agent: "fentanyl"}}}, ask: methadoneOf(30), want: met},
		{rule: rule, name: "ten days, returned to another drug",
			before: []fact{used("heroin", 10*oneDay), {oneDay, record.ReturnedToUse{Agent: "cocaine"}}}, ask: methadoneOf(30), want: warns},
		{rule: rule, name: "ten days, high tolerance documented",
			before: []fact{used("heroin", 10*oneDay), condition(record.HighTolerance, truth.Yes)}, ask: methadoneOf(30), want: met},
		{rule: rule, name: "an unclassified opioid yesterday", before: []fact{used("something unheard of", oneDay)}, ask: methadoneOf(30),
			want: met},
		{rule: rule, name: "buprenorphine yesterday", before: []fact{used("buprenorphine", oneDay)}, ask: methadoneOf(30), want: met},
		{rule: rule, name: "nobody asked", ask: methadoneOf(30), want: warns},
		{rule: rule, name: "another medication", ask: naltrexoneTablet, want: irrelevant},
		{rule: rule, name: "no use on record", before: []fact{reviewed(record.OpioidUseSection)}, ask: methadoneOf(30), want: warns},
		{rule: rule, name: "transferred", before: append(transferred(80, 1), low), ask: methadoneOf(60), want: irrelevant},
		{rule: rule, name: "new start after a long gap", before: onMethadone(80, 8), ask: methadoneOf(30), want: warns},
		{rule: rule, name: "stable", before: append(onMethadone(80, 0), low), ask: methadoneOf(80), want: irrelevant},
		{rule: rule, name: "V06 drinks heavily", jurisdiction: "gb",
			before: []fact{used("heroin", oneDay), condition(record.AlcoholUse, truth.Yes)}, ask: methadoneOf(30), want: warns},
		{rule: rule, name: "V06 tolerance unclear", jurisdiction: "gb", before: []fact{condition(record.AlcoholUse, truth.Yes)},
			ask: methadoneOf(30), want: warns},
		{rule: rule, name: "V06 the small dose", jurisdiction: "gb", before: []fact{condition(record.AlcoholUse, truth.Yes)},
			ask: methadoneOf(20), want: met},
		{rule: rule, name: "19 mg beside a sedative", jurisdiction: "gb", before: beside("diazepam"), ask: methadoneOf(19), want: met,
			param: "methadone.induction.low-tolerance.sedatives", side: below},
		{rule: rule, name: "20 mg beside a sedative", jurisdiction: "gb", before: beside("diazepam"), ask: methadoneOf(20), want: met,
			param: "methadone.induction.low-tolerance.sedatives", side: at},
		{rule: rule, name: "21 mg beside a sedative", jurisdiction: "gb", before: beside("diazepam"), ask: methadoneOf(21), want: warns,
			param: "methadone.induction.low-tolerance.sedatives", side: above},
		{rule: rule, name: "21 mg beside nothing", jurisdiction: "gb",
			before: []fact{used("heroin", oneDay), reviewed(record.MedicinesSection)}, ask: methadoneOf(21), want: met},
		{rule: rule, name: "21 mg beside a sedative, in the United States", before: beside("diazepam"), ask: methadoneOf(21), want: warns},
	}
}

// beside is somebody who uses heroin and takes the medicine.
func beside(agent string) []fact {
	return []fact{used("heroin", oneDay), {time.Hour, record.MedicineReported{Agent: agent, Taking: truth.Yes}}}
}

func methadonePeakCases() []ruleCase {
	const rule = "methadone.peak-check"
	firstAgo := func(ago time.Duration) []fact { return []fact{given(ago, 30), seen(time.Minute)} }
	return []ruleCase{
		{rule: rule, name: "after less than two hours", before: firstAgo(2*time.Hour - time.Minute), ask: methadoneOf(10), want: advises,
			param: "methadone.peak-check.earliest", side: below},
		{rule: rule, name: "after two hours", before: firstAgo(2 * time.Hour), ask: methadoneOf(10), want: met,
			param: "methadone.peak-check.earliest", side: at},
		{rule: rule, name: "after more than two hours", before: firstAgo(2*time.Hour + time.Minute), ask: methadoneOf(10), want: met,
			param: "methadone.peak-check.earliest", side: above},
		{rule: rule, name: "nobody looked since", before: []fact{seen(4 * time.Hour), given(3*time.Hour, 30)}, ask: methadoneOf(10),
			want: advises},
		{rule: rule, name: "the regimen of the days to come", before: []fact{given(time.Hour, 30)},
			ask: methadoneOf(40, every(medication.Daily())), want: irrelevant},
		{rule: rule, name: "a split dose later in the course", before: append(onMethadone(60, 0), given(time.Hour, 30)), ask: methadoneOf(30),
			want: irrelevant},
		{rule: rule, name: "the first dose", ask: methadoneOf(30), want: irrelevant},
		{rule: rule, name: "another medication",
			ask: record.Order{Product: medication.BupnxFilm, Dose: medication.Dose{Principal: medication.Milligrams(4)}}, want: irrelevant},
	}
}

func methadoneStepCases() []ruleCase {
	const rule = "methadone.titration.step"
	raised := func(daysAgo int) []fact {
		ago := time.Duration(daysAgo) * oneDay
		return []fact{given(20*oneDay+ago, 40), given(oneDay+ago, 40), given(ago, 50), given(oneDay, 50)}
	}
	started := func(daysAgo int) []fact { return []fact{given(time.Duration(daysAgo)*oneDay, 30), given(oneDay, 30)} }
	twice := func(o *record.Order) { o.PerDay, o.Schedule = 2, medication.Daily() }
	return []ruleCase{
		{rule: rule, name: "9 mg more", before: raised(5), ask: methadoneOf(59), want: met, param: "methadone.titration.step.most",
			side: below},
		{rule: rule, name: "10 mg more", before: raised(5), ask: methadoneOf(60), want: met, param: "methadone.titration.step.most",
			side: at},
		{rule: rule, name: "11 mg more", before: raised(5), ask: methadoneOf(61), want: warns, param: "methadone.titration.step.most",
			side: above},
		{rule: rule, name: "two days after the last increase", before: raised(2), ask: methadoneOf(55), want: warns,
			param: "methadone.titration.step.interval", side: below},
		{rule: rule, name: "three days after the last increase", before: raised(3), ask: methadoneOf(55), want: met,
			param: "methadone.titration.step.interval", side: at},
		{rule: rule, name: "four days after the last increase", before: raised(4), ask: methadoneOf(55), want: met,
			param: "methadone.titration.step.interval", side: above},
		{rule: rule, name: "two days after the start", before: started(2), ask: methadoneOf(35), want: warns},
		{rule: rule, name: "three days after the start", before: started(3), ask: methadoneOf(35), want: met},
		{rule: rule, name: "the first day in three doses is no increase the day after", ask: methadoneOf(60), want: met,
			before: []fact{given(4*oneDay, 30), given(4*oneDay-3*time.Hour, 10), given(4*oneDay-6*time.Hour, 10), given(2*oneDay, 50),
				given(oneDay, 50)}},
		{rule: rule, name: "raised in the second dose of a day", ask: methadoneOf(70), want: warns,
			before: []fact{given(9*oneDay, 50), given(8*oneDay, 50), given(2*oneDay, 50), given(2*oneDay-3*time.Hour, 10),
				given(oneDay, 60)}},
		{rule: rule, name: "the same dose", before: raised(2), ask: methadoneOf(50), want: irrelevant},
		{rule: rule, name: "less", before: raised(2), ask: methadoneOf(40), want: irrelevant},
		{rule: rule, name: "the first dose", ask: methadoneOf(60), want: irrelevant},
		{rule: rule, name: "more than the whole of a split dose",
			before: []fact{given(30*oneDay, 40), given(oneDay, 40), given(oneDay-2*time.Hour, 40)}, ask: methadoneOf(91), want: warns},
		{rule: rule, name: "the whole of a split dose",
			before: []fact{given(30*oneDay, 40), given(oneDay, 40), given(oneDay-2*time.Hour, 40)}, ask: methadoneOf(80), want: irrelevant},
		{rule: rule, name: "one of two doses a day is watched", ask: methadoneOf(55, twice), want: met,
			before: []fact{given(90*oneDay, 100), {60 * oneDay, methadoneOf(50, twice)}, given(14*oneDay, 50), given(7*oneDay, 50)}},
		{rule: rule, name: "a day told of in full after one in part", ask: methadoneOf(55, twice), want: met,
			before: []fact{given(90*oneDay, 100), {60 * oneDay, methadoneOf(50, twice)}, given(7*oneDay, 50), given(oneDay, 50),
				given(oneDay-2*time.Hour, 50)}},
		{rule: rule, name: "split and raised by more", ask: methadoneOf(60, twice), want: warns,
			before: []fact{given(90*oneDay, 100), {60 * oneDay, methadoneOf(50, twice)}, given(7*oneDay, 50)}},
		{rule: rule, name: "as a monitored inpatient", before: append(started(3), stated(record.MonitoredInpatient, oneDay)),
			ask: methadoneOf(50, inPlace(medication.SettingHospital)), want: advises},
		{rule: rule, name: "9 mg more in the first week", jurisdiction: "gb", before: started(3), ask: methadoneOf(39), want: met,
			param: "methadone.titration.step.hard", side: below},
		{rule: rule, name: "10 mg more in the first week", jurisdiction: "gb", before: started(3), ask: methadoneOf(40), want: met,
			param: "methadone.titration.step.hard", side: at},
		{rule: rule, name: "11 mg more in the first week", jurisdiction: "gb", before: started(3), ask: methadoneOf(41), want: blocks,
			param: "methadone.titration.step.hard", side: above},
		{rule: rule, name: "11 mg more on the seventh day", jurisdiction: "gb", before: started(6), ask: methadoneOf(41), want: blocks},
		{rule: rule, name: "11 mg more on the eighth day", jurisdiction: "gb", before: started(7), ask: methadoneOf(41), want: warns},
		{rule: rule, name: "11 mg more in the first week of a new start", jurisdiction: "gb", ask: methadoneOf(41), want: blocks,
			before: []fact{given(90*oneDay, 80), given(12*oneDay, 80), given(3*oneDay, 30), given(2*oneDay, 30), given(oneDay, 30)}},
		{rule: rule, name: "11 mg more with weekly visits", jurisdiction: "gb", ask: methadoneOf(91), want: warns,
			before: []fact{given(90*oneDay, 80), given(15*oneDay, 80), given(8*oneDay, 80), given(oneDay, 80)}},
	}
}

func methadoneWeekCases() []ruleCase {
	const total, rise = "methadone.titration.first-week", "gb.methadone.titration.first-week-rise"
	day := func(n int) []fact {
		return []fact{given(time.Duration(n-1)*oneDay, 30), given(oneDay, 50)}
	}
	return []ruleCase{
		{rule: total, name: "59 mg on day 7", before: day(7), ask: methadoneOf(59), want: met, param: "methadone.titration.first-week.most",
			side: below},
		{rule: total, name: "60 mg on day 7", before: day(7), ask: methadoneOf(60), want: met, param: "methadone.titration.first-week.most",
			side: at},
		{rule: total, name: "61 mg on day 7", before: day(7), ask: methadoneOf(61), want: warns, param: "methadone.titration.first-week.most",
			side: above},
		{rule: total, name: "61 mg on day 7 with high tolerance", before: append(day(7), condition(record.HighTolerance, truth.Yes)),
			ask: methadoneOf(61), want: met},
		{rule: total, name: "61 mg on day 8", before: day(8), ask: methadoneOf(61), want: irrelevant},
		{rule: total, name: "transferred", before: transferred(90, 1), ask: methadoneOf(90), want: met},
		{rule: total, name: "as a monitored inpatient", before: append(day(3), stated(record.MonitoredInpatient, oneDay)),
			ask: methadoneOf(70, inPlace(medication.SettingHospital)), want: advises},

		{rule: rise, jurisdiction: "gb", name: "59 mg after 30 mg", before: day(6), ask: methadoneOf(59), want: met,
			param: "gb.methadone.titration.first-week-rise.most", side: below},
		{rule: rise, jurisdiction: "gb", name: "60 mg after 30 mg", before: day(6), ask: methadoneOf(60), want: met,
			param: "gb.methadone.titration.first-week-rise.most", side: at},
		{rule: rise, jurisdiction: "gb", name: "61 mg after 30 mg", before: day(6), ask: methadoneOf(61), want: blocks,
			param: "gb.methadone.titration.first-week-rise.most", side: above},
		{rule: rise, jurisdiction: "gb", name: "V04 65 mg on day 6", before: day(6), ask: methadoneOf(65), want: blocks},
		{rule: rise, jurisdiction: "gb", name: "61 mg on day 7", before: day(7), ask: methadoneOf(61), want: blocks},
		{rule: rise, jurisdiction: "gb", name: "61 mg on day 8", before: day(8), ask: methadoneOf(61), want: irrelevant},
		{rule: rise, jurisdiction: "gb", name: "the first day in two doses", ask: methadoneOf(65), want: met,
			before: []fact{given(5*oneDay, 30), given(5*oneDay-3*time.Hour, 5), given(oneDay, 55)}},
		{rule: rise, jurisdiction: "gb", name: "the first dose", ask: methadoneOf(40), want: irrelevant},
	}
}

func methadoneRangeCases() []ruleCase {
	const rule = "methadone.dose.range"
	daily := func(last int) []fact {
		facts := []fact{{90 * oneDay, methadoneOf(80, every(medication.Daily()))},
			{60 * oneDay, record.CourseMove{Trigger: stages.Maintain, To: stages.Maintenance, Substance: medication.Methadone}}}
		for day := last; day <= 90; day++ {
			facts = append(facts, given(time.Duration(day)*oneDay, 80))
		}
		return facts
	}
	maintained := func(mg uint32) []fact {
		return append(onMethadone(mg, 0),
			fact{time.Hour, record.CourseMove{Trigger: stages.Maintain, To: stages.Maintenance, Substance: medication.Methadone}})
	}
	return []ruleCase{
		{rule: rule, name: "59 mg", before: maintained(59), ask: methadoneOf(59), want: advises, param: "methadone.dose.range.least",
			side: below},
		{rule: rule, name: "60 mg", before: maintained(60), ask: methadoneOf(60), want: met, param: "methadone.dose.range.least", side: at},
		{rule: rule, name: "61 mg", before: maintained(60), ask: methadoneOf(61), want: met, param: "methadone.dose.range.least",
			side: above},
		{rule: rule, name: "119 mg", before: maintained(119), ask: methadoneOf(119), want: met, param: "methadone.dose.range.most",
			side: below},
		{rule: rule, name: "120 mg", before: maintained(120), ask: methadoneOf(120), want: met, param: "methadone.dose.range.most", side: at},
		{rule: rule, name: "121 mg", before: maintained(121), ask: methadoneOf(121), want: advises, param: "methadone.dose.range.most",
			side: above},
		{rule: rule, name: "40 mg after four missed doses", before: daily(5), ask: methadoneOf(40), want: irrelevant},
		{rule: rule, name: "40 mg, and none missed", before: daily(1), ask: methadoneOf(40), want: advises},
		{rule: rule, name: "30 mg while the dose is looked for", before: onMethadone(30, 0), ask: methadoneOf(30), want: met},
		{rule: rule, name: "20 mg in a managed withdrawal", before: maintained(20), ask: methadoneOf(20, meant(record.PurposeDetox)),
			want: irrelevant},
	}
}

func methadoneMissedCases() []ruleCase {
	const few, reduced, anew = "methadone.missed.few", "methadone.missed.reduced", "methadone.missed.anew"
	held := record.DoseHeld{Substance: medication.Methadone, Reason: record.ReasonMissedVisits}
	gap := func(days int) []fact { return []fact{given(90*oneDay, 80), given(time.Duration(days)*oneDay, 80)} } // no schedule
	reported := append(gap(4), fact{3 * oneDay, record.DoseMissed{Substance: medication.Methadone}})
	return []ruleCase{
		{rule: few, name: "less after two", before: onMethadone(80, 2), ask: methadoneOf(60), want: advises,
			param: "methadone.missed.few.doses", side: below},
		{rule: few, name: "less after three", before: onMethadone(80, 3), ask: methadoneOf(60), want: advises,
			param: "methadone.missed.few.doses", side: at},
		{rule: few, name: "less after four", before: onMethadone(80, 4), ask: methadoneOf(40), want: irrelevant,
			param: "methadone.missed.few.doses", side: above},
		{rule: few, name: "V08 the usual dose after two", jurisdiction: "gb", before: onMethadone(80, 2), ask: methadoneOf(80),
			want: irrelevant},
		{rule: few, name: "more after three", before: onMethadone(80, 3), ask: methadoneOf(81), want: warns},
		{rule: few, name: "more after none", before: onMethadone(80, 0), ask: methadoneOf(81), want: irrelevant},
		{rule: few, name: "less after none", before: onMethadone(80, 0), ask: methadoneOf(60), want: irrelevant},
		{rule: few, name: "less for somebody who is sedated", before: append(onMethadone(80, 1), seen(time.Minute, record.Sedation)),
			ask: methadoneOf(40), want: irrelevant},
		{rule: few, name: "less in a taper", ask: methadoneOf(60), want: irrelevant, before: append(onMethadone(80, 1),
			fact{time.Hour, record.CourseMove{Trigger: stages.BeginTaper, To: stages.Taper, Substance: medication.Methadone}})},
		{rule: few, name: "held after one", before: onMethadone(80, 1), ask: held, want: advises},
		{rule: few, name: "held for another reason", before: onMethadone(80, 1),
			ask: record.DoseHeld{Substance: medication.Methadone, Reason: record.ReasonIntoxicated}, want: irrelevant},
		{rule: few, name: "an order of another medication", before: onMethadone(80, 1), ask: naltrexoneTablet, want: irrelevant},
		{rule: few, name: "another substance", before: onMethadone(80, 1),
			ask: record.DoseHeld{Substance: medication.Buprenorphine, Reason: record.ReasonMissedVisits}, want: irrelevant},

		{rule: reduced, name: "after three", before: onMethadone(100, 3), ask: methadoneOf(100), want: irrelevant,
			param: "methadone.missed.anew.doses", side: below},
		{rule: reduced, name: "after four", before: onMethadone(100, 4), ask: methadoneOf(100), want: warns},
		{rule: reduced, name: "after five", before: onMethadone(100, 5), ask: methadoneOf(100), want: irrelevant},
		{rule: reduced, name: "49 mg of 100 mg", before: onMethadone(100, 4), ask: methadoneOf(49), want: met,
			param: "methadone.missed.reduced.ladder", side: below},
		{rule: reduced, name: "50 mg of 100 mg", before: onMethadone(100, 4), ask: methadoneOf(50), want: met,
			param: "methadone.missed.reduced.ladder", side: at},
		{rule: reduced, name: "51 mg of 100 mg", before: onMethadone(100, 4), ask: methadoneOf(51), want: warns,
			param: "methadone.missed.reduced.ladder", side: above},
		{rule: reduced, name: "30 mg of 50 mg", before: onMethadone(50, 4), ask: methadoneOf(30), want: met},
		{rule: reduced, name: "31 mg of 50 mg", before: onMethadone(50, 4), ask: methadoneOf(31), want: warns},
		{rule: reduced, name: "the usual 20 mg", before: onMethadone(20, 4), ask: methadoneOf(20), want: met},
		{rule: reduced, name: "the rest of the day", before: append(onMethadone(90, 4), given(time.Hour, 45)), ask: methadoneOf(10),
			want: warns},
		{rule: reduced, name: "four or fewer, nobody counted", before: gap(5), ask: methadoneOf(80), want: unknown},
		{rule: reduced, name: "small enough whatever was missed", before: gap(5), ask: methadoneOf(40), want: met},
		{rule: reduced, name: "one reported", before: reported, ask: methadoneOf(80), want: irrelevant},
		{rule: reduced, name: "a transfer", before: transferred(90, 5), ask: methadoneOf(90), want: warns},
		{rule: reduced, name: "taken home meanwhile",
			before: append(onMethadone(90, 4), fact{5 * oneDay, record.TakeHomeSupplied{Substance: medication.Methadone, Days: 3}}),
			ask:    methadoneOf(90), want: irrelevant},
		{rule: reduced, name: "covered beyond today",
			before: append(onMethadone(90, 4), fact{5 * oneDay, record.TakeHomeSupplied{Substance: medication.Methadone, Days: 9}}),
			ask:    methadoneOf(90), want: irrelevant},
		{rule: reduced, name: "given", before: onMethadone(100, 4), ask: given(0, 100).body, want: warns},
		{rule: reduced, name: "taken at home", before: onMethadone(100, 4), ask: takenAtHome(100), want: warns},
		{rule: reduced, name: "handed out", before: onMethadone(100, 4), ask: handedOut(6), want: warns},
		{rule: reduced, name: "granted", before: onMethadone(100, 4), ask: granted(6), want: warns},
		{rule: reduced, name: "ordered with a supply", before: onMethadone(100, 4), ask: methadoneOf(100, supply(6)), want: warns},

		{rule: anew, name: "taken at home", before: onMethadone(100, 6), ask: takenAtHome(100), want: blocks},
		{rule: anew, name: "handed out", before: onMethadone(100, 6), ask: handedOut(6), want: blocks},
		{rule: anew, name: "granted", before: onMethadone(100, 6), ask: granted(6), want: blocks},
		{rule: anew, name: "granted after the day's small dose", before: append(onMethadone(100, 6), given(time.Hour, 30)), ask: granted(6),
			want: blocks},
		{rule: anew, name: "ordered with a supply", before: onMethadone(100, 6), ask: methadoneOf(100, supply(6)), want: blocks},
		{rule: anew, name: "called a start", before: onMethadone(100, 6), ask: methadoneOf(100, meant(record.PurposeStart)), want: blocks},
		{rule: anew, name: "for pain", before: onMethadone(100, 6), ask: methadoneOf(100, meant(record.PurposePain)), want: blocks},
		{rule: anew, name: "after four", before: onMethadone(100, 4), ask: methadoneOf(100), want: irrelevant,
			param: "methadone.missed.anew.doses", side: below},
		{rule: anew, name: "after five", before: onMethadone(100, 5), ask: methadoneOf(100), want: blocks,
			param: "methadone.missed.anew.doses", side: at},
		{rule: anew, name: "V38 after six", before: onMethadone(100, 6), ask: methadoneOf(100), want: blocks,
			param: "methadone.missed.anew.doses", side: above},
		{rule: anew, name: "an order from the next week on, on a regimen that goes on until then", before: onMethadone(100, 0),
			ask: methadoneOf(100, every(medication.Daily()), inDays(7)), want: irrelevant},
		{rule: anew, name: "29 mg", before: onMethadone(100, 6), ask: methadoneOf(29), want: met, param: "methadone.missed.anew.most",
			side: below},
		{rule: anew, name: "V38 30 mg", before: onMethadone(100, 6), ask: methadoneOf(30), want: met, param: "methadone.missed.anew.most",
			side: at},
		{rule: anew, name: "31 mg", before: onMethadone(100, 6), ask: methadoneOf(31), want: blocks, param: "methadone.missed.anew.most",
			side: above},
		{rule: anew, name: "more than the usual dose", before: onMethadone(20, 6), ask: methadoneOf(30), want: blocks},
		{rule: anew, name: "the old dose in two parts", before: append(onMethadone(100, 6), given(time.Hour, 30)), ask: methadoneOf(70),
			want: blocks},
		{rule: anew, name: "the day after", before: append(onMethadone(100, 7), given(oneDay, 30)), ask: methadoneOf(35), want: irrelevant},
		{rule: anew, name: "nobody counted", before: gap(8), ask: methadoneOf(80), want: unknown},
		{rule: anew, name: "nobody counted the gap before today's dose", before: append(gap(8), given(time.Hour, 30)), ask: methadoneOf(50),
			want: unknown},
		{rule: anew, name: "nobody counted, and it is no more than a new start", before: append(gap(8), given(time.Hour, 10)),
			ask: methadoneOf(20), want: met},
		{rule: anew, name: "nobody counted, and it is given", before: gap(8), ask: given(0, 10).body, want: met},
		{rule: anew, name: "continues what nobody recorded", ask: methadoneOf(80, meant(record.PurposeContinue)), want: unknown},
		{rule: anew, name: "a dose today already", before: append(onMethadone(100, 0), given(time.Hour, 50)), ask: methadoneOf(50),
			want: irrelevant},
		{rule: anew, name: "a dose today after days at home", want: irrelevant, ask: methadoneOf(50),
			before: append(onMethadone(100, 8), fact{9 * oneDay, record.TakeHomeSupplied{Substance: medication.Methadone, Days: 8}},
				given(time.Hour, 50))},
		{rule: anew, name: "a dose today and more at home", want: irrelevant, ask: methadoneOf(50),
			before: append(onMethadone(100, 8), fact{9 * oneDay, record.TakeHomeSupplied{Substance: medication.Methadone, Days: 20}},
				given(time.Hour, 50))},
		{rule: anew, name: "a transfer after six days", before: transferred(100, 7), ask: methadoneOf(100), want: blocks},
		{rule: anew, name: "a new start after a stop", before: leftFourMonthsAgo(), ask: methadoneOf(30), want: irrelevant},
		{rule: anew, name: "as a monitored inpatient", before: append(onMethadone(100, 6), stated(record.MonitoredInpatient, oneDay)),
			ask: methadoneOf(60, inPlace(medication.SettingHospital)), want: warns},
		{rule: anew, name: "another medication",
			ask: record.Order{Product: medication.BupnxFilm, Dose: medication.Dose{Principal: medication.Milligrams(4)}}, want: irrelevant},
		{rule: anew, name: "after five, on recalled words", jurisdiction: "gb", before: onMethadone(100, 5), ask: methadoneOf(100),
			want: warns},
		{rule: anew, name: "a missed weekly schedule",
			before: []fact{{90 * oneDay, methadoneOf(80, every(medication.OnWeekdays(time.Monday)))}, given(90*oneDay, 80),
				given(7*oneDay, 80)}, ask: methadoneOf(80), want: irrelevant},
	}
}

func methadoneHeldCases() []ruleCase {
	const rule = "gb.ost.missed.held"
	bup := func(missed int) []fact {
		ago := time.Duration(missed+1) * oneDay
		dose := medication.Dose{Principal: medication.Milligrams(8), Companion: medication.Milligrams(2)}
		return []fact{{90 * oneDay, record.Order{Product: medication.BupnxFilm, Dose: dose, Schedule: medication.Daily()}},
			{90 * oneDay, record.DoseGiven{Product: medication.BupnxFilm, Dose: dose}}, {ago,
				record.DoseGiven{Product: medication.BupnxFilm, Dose: dose}}}
	}
	film := record.Order{Product: medication.BupnxFilm,
		Dose: medication.Dose{Principal: medication.Milligrams(8), Companion: medication.Milligrams(2)}}
	return inGB(
		ruleCase{rule: rule, name: "V08 after two", before: onMethadone(80, 2), ask: methadoneOf(80), want: irrelevant,
			param: "gb.ost.missed.held.doses", side: below},
		ruleCase{rule: rule, name: "V09 after three", before: onMethadone(80, 3), ask: methadoneOf(80), want: blocks,
			param: "gb.ost.missed.held.doses", side: at},
		ruleCase{rule: rule, name: "after four", before: onMethadone(80, 4), ask: methadoneOf(80), want: blocks,
			param: "gb.ost.missed.held.doses", side: above},
		ruleCase{rule: rule, name: "after four, supplied", before: onMethadone(80, 4), ask: given(0, 80).body, want: blocks},
		ruleCase{rule: rule, name: "restarted by the prescriber", before: onMethadone(80, 3),
			ask: methadoneOf(40, meant(record.PurposeRestart)), want: advises},
		ruleCase{rule: rule, name: "the word alone, after four, for the usual dose", before: onMethadone(80, 4),
			ask: methadoneOf(80, meant(record.PurposeRestart)), want: blocks},
		ruleCase{rule: rule, name: "restarted after four with more than the usual dose", before: append(onMethadone(80, 4), reassessed(0)),
			ask: methadoneOf(81, meant(record.PurposeRestart)), want: blocks},
		ruleCase{rule: rule, name: "restarted after four with the usual dose, and looked at", before: append(onMethadone(80, 4), seen(time.Hour)),
			ask: methadoneOf(80, meant(record.PurposeRestart)), want: advises, param: "methadone.missed.anew.doses", side: below},
		ruleCase{rule: rule, name: "restarted after four with the usual dose, looked at the day before", ask: methadoneOf(80, meant(record.PurposeRestart)),
			before: append(onMethadone(80, 4), seen(oneDay)), want: blocks},
		ruleCase{rule: rule, name: "a new order after a reassessment", before: append(onMethadone(80, 4), reassessed(time.Hour)),
			ask: methadoneOf(40), want: advises},
		ruleCase{rule: rule, name: "a reassessment from before the gap", before: append(onMethadone(80, 4), reassessed(6*oneDay)),
			ask: methadoneOf(40), want: blocks},
		ruleCase{rule: rule, name: "given on the order after a reassessment", ask: given(0, 40).body, want: met,
			before: append(onMethadone(80, 3), reassessed(2*time.Hour), fact{time.Hour, methadoneOf(40, every(medication.Daily()))})},
		ruleCase{rule: rule, name: "begun anew a year later, looked at", before: append(onMethadone(80, 400), seen(time.Hour)), ask: methadoneOf(20),
			want: advises},
		ruleCase{rule: rule, name: "begun anew a year later, and nobody looked", before: onMethadone(80, 400), ask: methadoneOf(20), want: blocks},
		ruleCase{rule: rule, name: "the usual dose a year later, looked at", before: append(onMethadone(80, 400), seen(time.Hour)), ask: methadoneOf(80),
			want: blocks},
		ruleCase{rule: rule, name: "restarted after five with the usual dose", before: onMethadone(80, 5),
			ask: methadoneOf(80, meant(record.PurposeRestart)), want: blocks, param: "methadone.missed.anew.doses", side: at},
		ruleCase{rule: rule, name: "restarted after a month with the usual dose", before: onMethadone(80, 29),
			ask: methadoneOf(80, meant(record.PurposeRestart)), want: blocks, param: "methadone.missed.anew.doses", side: above},
		ruleCase{rule: rule, name: "restarted below a first dose", before: onMethadone(80, 5),
			ask: methadoneOf(29, meant(record.PurposeRestart)), want: advises, param: "methadone.missed.anew.most", side: below},
		ruleCase{rule: rule, name: "restarted with a first dose", before: onMethadone(80, 5),
			ask: methadoneOf(30, meant(record.PurposeRestart)), want: advises, param: "methadone.missed.anew.most", side: at},
		ruleCase{rule: rule, name: "restarted above a first dose", before: onMethadone(80, 5),
			ask: methadoneOf(31, meant(record.PurposeRestart)), want: blocks, param: "methadone.missed.anew.most", side: above},
		ruleCase{rule: rule, name: "given on the order to restart", ask: given(0, 40).body, want: met,
			before: append(onMethadone(80, 3), fact{time.Hour, methadoneOf(40, meant(record.PurposeRestart), every(medication.Daily()))})},
		ruleCase{rule: rule, name: "more is given than the order to restart says", ask: given(0, 41).body, want: blocks,
			before: append(onMethadone(80, 3), fact{time.Hour, methadoneOf(40, meant(record.PurposeRestart), every(medication.Daily()))})},
		ruleCase{rule: rule, name: "an order to restart from before the gap", ask: given(0, 40).body, want: blocks,
			before: append(onMethadone(80, 3), fact{5 * oneDay, methadoneOf(40, meant(record.PurposeRestart), every(medication.Daily()))})},
		ruleCase{rule: rule, name: "buprenorphine after three", before: bup(3), ask: film, want: blocks},
		ruleCase{rule: rule, name: "buprenorphine after two", before: bup(2), ask: film, want: irrelevant},
		ruleCase{rule: rule, name: "nobody counted", before: []fact{given(90*oneDay, 80), given(5*oneDay, 80)}, ask: methadoneOf(80),
			want: unknown},
		ruleCase{rule: rule, name: "not counted, at most two", before: []fact{given(90*oneDay, 80), given(3*oneDay, 80)},
			ask: methadoneOf(80), want: irrelevant},
		ruleCase{rule: rule, name: "the first dose", ask: methadoneOf(20), want: irrelevant},
		ruleCase{rule: rule, name: "naltrexone",
			ask: record.Order{Product: medication.NtxPO, Dose: medication.Dose{Principal: medication.Milligrams(50)}}, want: irrelevant},
	)
}

func methadoneHeartCases() []ruleCase {
	const caution, danger, salts = "methadone.qtc.caution", "methadone.qtc.danger", "methadone.qt.electrolytes"
	stable := func(qtc string) []fact { return append(onMethadone(80, 0), measured(record.QTc, qtc, oneDay)) }
	fresh := func(qtc string) []fact { return []fact{measured(record.QTc, qtc, oneDay)} }
	abrupt := record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonAdverseEvent, Abrupt: truth.Yes}
	v03 := []fact{{60 * oneDay, methadoneOf(180, every(medication.Daily()))}, given(60*oneDay, 180), given(oneDay, 180),
		measured(record.Potassium, "3.2", time.Hour), measured(record.QTc, "636", time.Hour)}
	return []ruleCase{
		{rule: caution, name: "449 ms", before: stable("449"), ask: methadoneOf(80), want: met, param: "methadone.qtc.caution.at",
			side: below},
		{rule: caution, name: "450 ms", before: stable("450"), ask: methadoneOf(80), want: warns, param: "methadone.qtc.caution.at",
			side: at},
		{rule: caution, name: "451 ms", before: stable("451"), ask: methadoneOf(80), want: warns, param: "methadone.qtc.caution.at",
			side: above},
		{rule: caution, name: "499 ms", before: stable("499"), ask: methadoneOf(80), want: warns},
		{rule: caution, name: "500 ms is danger", before: stable("500"), ask: methadoneOf(80), want: irrelevant},
		{rule: caution, name: "never measured", before: onMethadone(80, 0), ask: methadoneOf(80), want: irrelevant},
		{rule: caution, name: "an ECG at 449 ms", before: onMethadone(80, 0), ask: measured(record.QTc, "449", 0).body, want: met},
		{rule: caution, name: "an ECG at 462 ms", before: stable("441"), ask: measured(record.QTc, "462", 0).body, want: warns},
		{rule: caution, name: "an ECG of somebody without methadone", ask: measured(record.QTc, "462", 0).body, want: irrelevant},
		{rule: caution, name: "another measurement", before: stable("462"), ask: measured(record.Pulse, "62", 0).body, want: irrelevant},
		{rule: caution, name: "another medication", before: fresh("470"),
			ask: record.Order{Product: medication.NtxPO, Dose: medication.Dose{Principal: medication.Milligrams(50)}}, want: irrelevant},

		{rule: danger, name: "start at 499 ms", before: fresh("499"), ask: methadoneOf(20), want: irrelevant,
			param: "methadone.qtc.danger.at", side: below},
		{rule: danger, name: "start at 500 ms", before: fresh("500"), ask: methadoneOf(20), want: blocks, param: "methadone.qtc.danger.at",
			side: at},
		{rule: danger, name: "start at 501 ms", before: fresh("501"), ask: methadoneOf(20), want: blocks, param: "methadone.qtc.danger.at",
			side: above},
		{rule: danger, name: "more at 500 ms", before: stable("500"), ask: methadoneOf(85), want: blocks},
		{rule: danger, name: "the same at 500 ms", before: stable("500"), ask: methadoneOf(80), want: warns},
		{rule: danger, name: "less at 500 ms", before: stable("500"), ask: methadoneOf(60), want: warns},
		{rule: danger, name: "given as before", before: stable("500"), ask: given(0, 80).body, want: irrelevant},
		{rule: danger, name: "given, and more", before: stable("500"), ask: given(0, 85).body, want: blocks},
		{rule: danger, name: "stopped at once", before: stable("500"), ask: abrupt, want: warns},
		{rule: danger, name: "stopped at once at 480 ms", before: stable("480"), ask: abrupt, want: irrelevant},
		{rule: danger, name: "tapered", before: stable("500"),
			ask:  record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonAdverseEvent, Abrupt: truth.No},
			want: irrelevant},
		{rule: danger, name: "start without an ECG", ask: methadoneOf(20), want: irrelevant},
		{rule: danger, name: "more without an ECG", before: onMethadone(80, 0), ask: methadoneOf(85), want: irrelevant},
		{rule: danger, name: "an ECG at 499 ms", before: onMethadone(80, 0), ask: measured(record.QTc, "499", 0).body, want: irrelevant},
		{rule: danger, name: "an ECG at 500 ms", before: onMethadone(80, 0), ask: measured(record.QTc, "500", 0).body, want: warns},
		{rule: danger, name: "more than a confirmed transfer at 500 ms", before: append(transferred(180, 1), fresh("500")...),
			ask: methadoneOf(190, meant(record.PurposeContinue)), want: blocks},
		{rule: danger, name: "a confirmed transfer at 500 ms", before: append(transferred(180, 1), fresh("500")...),
			ask: methadoneOf(180, meant(record.PurposeContinue)), want: warns},
		{rule: danger, name: "the same without an ECG", before: onMethadone(80, 0), ask: methadoneOf(80), want: irrelevant},
		{rule: danger, name: "V03 more at 636 ms", before: v03, ask: methadoneOf(190), want: blocks},
		{rule: danger, name: "V04 more at 720 ms", ask: methadoneOf(290), want: blocks,
			before: []fact{{60 * oneDay, methadoneOf(280, every(medication.Daily()))},
				given(60*oneDay, 280), given(oneDay, 280), measured(record.QTc, "540", 30*oneDay), measured(record.QTc, "720", time.Hour)}},

		{rule: salts, name: "3.4", before: append(stable("460"), measured(record.Potassium, "3.4", oneDay)), ask: methadoneOf(80),
			want: warns, param: "methadone.qt.electrolytes.potassium", side: below},
		{rule: salts, name: "3.5", before: append(stable("460"), measured(record.Potassium, "3.5", oneDay)), ask: methadoneOf(80), want: met,
			param: "methadone.qt.electrolytes.potassium", side: at},
		{rule: salts, name: "3.6", before: append(stable("460"), measured(record.Potassium, "3.6", oneDay)), ask: methadoneOf(80), want: met,
			param: "methadone.qt.electrolytes.potassium", side: above},
		{rule: salts, name: "V03", before: v03, ask: methadoneOf(180), want: warns},
		{rule: salts, name: "never measured", before: onMethadone(80, 0), ask: methadoneOf(80), want: irrelevant},
		{rule: salts, name: "another medication",
			ask: record.Order{Product: medication.NtxPO, Dose: medication.Dose{Principal: medication.Milligrams(50)}}, want: irrelevant},
	}
}

func methadoneECGCases() []ruleCase {
	const baseline, followup, uk = "methadone.ecg.baseline", "methadone.ecg.followup", "gb.methadone.qtc.monitor"
	since := func(days int, facts ...fact) []fact {
		return append([]fact{given(time.Duration(days)*oneDay, 80), given(oneDay, 80)}, facts...)
	}
	last := func(days int) []fact { return since(900, measured(record.QTc, "420", time.Duration(days)*oneDay)) }
	at100 := func(days int) []fact {
		return []fact{given(900*oneDay, 95), given(oneDay, 95), measured(record.QTc, "420", time.Duration(days)*oneDay)}
	}
	age := probe(baseline, "methadone.ecg.baseline.age", "", [3]outcome{met, met, advises}, func(side int) ([]fact, record.Body) {
		return []fact{measured(record.QTc, "420", time.Duration(365+side)*oneDay)}, methadoneOf(20)
	})
	return slices.Concat(age, []ruleCase{
		{rule: baseline, name: "no ECG", ask: methadoneOf(20), want: advises},
		{rule: baseline, name: "no ECG, family history", before: []fact{condition(record.FamilyLongQT, truth.Yes)}, ask: methadoneOf(20),
			want: warns},
		{rule: baseline, name: "V04 no ECG, quetiapine", before: beside("quetiapine"), ask: methadoneOf(20), want: warns},
		{rule: baseline, name: "no ECG, potassium 3.4", before: []fact{measured(record.Potassium, "3.4", oneDay)}, ask: methadoneOf(20),
			want: warns},
		{rule: baseline, name: "no ECG, potassium 3.5", before: []fact{measured(record.Potassium, "3.5", oneDay)}, ask: methadoneOf(20),
			want: advises},
		{rule: baseline, name: "an ECG", before: []fact{measured(record.QTc, "420", oneDay)}, ask: methadoneOf(20), want: met},
		{rule: baseline, name: "in treatment", before: onMethadone(80, 0), ask: methadoneOf(80), want: irrelevant},
		{rule: baseline, name: "V04 quetiapine beside methadone", before: onMethadone(80, 0),
			ask: record.MedicineReported{Agent: "quetiapine", Taking: truth.Yes}, want: warns},
		{rule: baseline, name: "quetiapine stopped", before: onMethadone(80, 0),
			ask: record.MedicineReported{Agent: "quetiapine", Taking: truth.No}, want: irrelevant},
		{rule: baseline, name: "quetiapine without methadone", ask: record.MedicineReported{Agent: "quetiapine", Taking: truth.Yes},
			want: irrelevant},
		{rule: baseline, name: "no ECG, and methadone itself on the list", before: beside("methadone"), ask: methadoneOf(20), want: advises},
		{rule: baseline, name: "methadone reported beside methadone", before: onMethadone(80, 0),
			ask: record.MedicineReported{Agent: "methadone", Taking: truth.Yes}, want: irrelevant},
		{rule: baseline, name: "raised, and methadone itself on the list", before: slices.Concat(onMethadone(80, 0), beside("methadone")),
			ask: methadoneOf(90), want: irrelevant},
		{rule: baseline, name: "raised beside quetiapine", before: slices.Concat(onMethadone(80, 0), beside("quetiapine")),
			ask: methadoneOf(90), want: warns},

		{rule: followup, name: "31 days without one, and the same dose", before: since(31), ask: methadoneOf(80), want: met},
		{rule: followup, name: "two years old, and the same dose", before: last(700), ask: methadoneOf(80), want: met},
		{rule: followup, name: "up to 99 mg", before: at100(60), ask: methadoneOf(99), want: met, param: "methadone.ecg.followup.dose",
			side: below},
		{rule: followup, name: "up to 100 mg", before: at100(60), ask: methadoneOf(100), want: met, param: "methadone.ecg.followup.dose",
			side: at},
		{rule: followup, name: "up to 101 mg", before: at100(60), ask: methadoneOf(101), want: advises, param: "methadone.ecg.followup.dose",
			side: above},
		{rule: followup, name: "up to 101 mg with one of 29 days ago", before: at100(29), ask: methadoneOf(101), want: met,
			param: "methadone.ecg.followup.first", side: below},
		{rule: followup, name: "up to 101 mg with one of 30 days ago", before: at100(30), ask: methadoneOf(101), want: met,
			param: "methadone.ecg.followup.first", side: at},
		{rule: followup, name: "up to 101 mg with one of 31 days ago", before: at100(31), ask: methadoneOf(101), want: advises,
			param: "methadone.ecg.followup.first", side: above},
		{rule: followup, name: "the first dose", ask: methadoneOf(20), want: irrelevant},
	},
		inGB(
			ruleCase{rule: uk, name: "99 mg", before: since(90), ask: methadoneOf(99), want: met, param: "gb.methadone.qtc.monitor.dose",
				side: below},
			ruleCase{rule: uk, name: "100 mg", before: since(90), ask: methadoneOf(100), want: met, param: "gb.methadone.qtc.monitor.dose",
				side: at},
			ruleCase{rule: uk, name: "101 mg", before: since(90), ask: methadoneOf(101), want: warns, param: "gb.methadone.qtc.monitor.dose",
				side: above},
			ruleCase{rule: uk, name: "101 mg with an ECG", before: since(90, measured(record.QTc, "420", oneDay)), ask: methadoneOf(101),
				want: met},
			ruleCase{rule: uk, name: "syncope", before: since(90, condition(record.Syncope, truth.Yes)), ask: methadoneOf(80), want: warns},
			ruleCase{rule: uk, name: "liver failure", before: since(90, condition(record.LiverFailure, truth.Yes)), ask: methadoneOf(80),
				want: warns},
			ruleCase{rule: uk, name: "an impaired liver", before: since(90, condition(record.HepaticImpairment, truth.Yes)), ask: methadoneOf(80),
				want: warns},
			ruleCase{rule: uk, name: "a scored liver", before: since(90, measured(record.ChildPugh, "8", oneDay)), ask: methadoneOf(80), want: warns},
			ruleCase{rule: uk, name: "an inhibitor", before: since(90, beside("clarithromycin")...), ask: methadoneOf(80), want: warns},
			ruleCase{rule: uk, name: "another inhibitor", before: since(90, beside("ritonavir")...), ask: methadoneOf(80), want: warns},
			ruleCase{rule: uk, name: "another medication",
				ask:  record.Order{Product: medication.NtxPO, Dose: medication.Dose{Principal: medication.Milligrams(50)}},
				want: irrelevant},
		))
}
