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

var naltrexoneTablet = record.Order{Product: medication.NtxPO, Dose: medication.Dose{Principal: medication.Milligrams(50)}}

func methadoneConditionCases() []ruleCase {
	asked := reviewed(record.ConditionsSection)
	only := func(rule record.RuleID, c record.Health, want outcome) []ruleCase {
		return []ruleCase{
			{rule: rule, name: string(c) + " at the start", before: []fact{condition(c, truth.Yes)}, ask: methadoneOf(20), want: want},
			{rule: rule, name: string(c) + " in treatment", before: append(onMethadone(60, 0), condition(c, truth.Yes)), ask: methadoneOf(60),
				want: want},
			{rule: rule, name: string(c) + " no more", before: []fact{asked, condition(c, truth.No)}, ask: methadoneOf(20), want: met},
		}
	}
	refuses := func(rule record.RuleID) []ruleCase {
		return []ruleCase{
			{rule: rule, name: "nobody asked", ask: methadoneOf(20), want: unknown},
			{rule: rule, name: "asked", before: []fact{asked}, ask: methadoneOf(20), want: met},
			{rule: rule, name: "in treatment", before: onMethadone(60, 0), ask: methadoneOf(60), want: irrelevant},
			{rule: rule, name: "another medication", before: []fact{asked}, ask: naltrexoneTablet, want: irrelevant},
		}
	}
	const liver, kidney, kidneyGB = "hepatic.methadone", "renal.methadone-bup", "gb.methadone.renal"
	const oral, form = "methadone.form.oral-only", "gb.methadone.form"
	injection := methadoneOf(10, product(medication.MethadoneInj), inPlace(medication.SettingHospital))
	return slices.Concat(
		refuses("contra.resp"), only("contra.resp", record.SignificantRespiratoryDepression, blocks), only("contra.resp",
			record.AcuteAsthma, blocks),
		refuses("contra.gi-obstruction"), only("contra.gi-obstruction", record.GastrointestinalObstruction, blocks),
		inGB(slices.Concat(refuses("gb.methadone.contraindicated"), only("gb.methadone.contraindicated", record.HeadInjury, blocks),
			only("gb.methadone.contraindicated", record.AcuteAlcoholism, blocks))...),
		inGB(
			ruleCase{rule: "gb.methadone.contraindicated", name: "obstructive airways",
				before: []fact{asked, condition(record.ObstructiveAirwaysDisease, truth.Yes)}, ask: methadoneOf(20), want: warns},
			ruleCase{rule: "gb.methadone.contraindicated", name: "a monoamine oxidase inhibitor",
				before: []fact{asked, takes("moclobemide")}, ask: methadoneOf(20), want: blocks},
			ruleCase{rule: "gb.methadone.contraindicated", name: "a monoamine oxidase inhibitor, raised",
				before: append(onMethadone(60, 0), takes("phenelzine")), ask: methadoneOf(70), want: blocks},
			ruleCase{rule: "gb.methadone.contraindicated", name: "a monoamine oxidase inhibitor, the dose that is taken",
				before: append(onMethadone(60, 0), takes("phenelzine")), ask: methadoneOf(60), want: irrelevant},
			ruleCase{rule: "gb.methadone.contraindicated", name: "a monoamine oxidase inhibitor, naltrexone",
				before: []fact{takes("phenelzine")}, ask: naltrexoneTablet, want: irrelevant},
			ruleCase{rule: "gb.methadone.contraindicated", name: "obstructive airways, nobody asked for the rest",
				before: []fact{condition(record.ObstructiveAirwaysDisease, truth.Yes)}, ask: methadoneOf(20), want: unknown},
		),
		probe("gb.methadone.contraindicated", "ix.maoi.window", "gb", [3]outcome{blocks, met, met}, func(side int) ([]fact, record.Body) {
			return []fact{stoppedMedicine("phenelzine", 14*oneDay+time.Duration(side)*time.Minute), asked}, methadoneOf(20)
		}),
		[]ruleCase{
			{rule: "contra.resp", name: "watched",
				before: []fact{condition(record.AcuteAsthma, truth.Yes), inABed}, ask: methadoneOf(20),
				want: warns},
			{rule: liver, name: "score 6", before: []fact{measured(record.ChildPugh, "6", oneDay)}, ask: methadoneOf(20), want: met,
				param: "hepatic.methadone.child-pugh", side: below},
			{rule: liver, name: "score 7", before: []fact{measured(record.ChildPugh, "7", oneDay)}, ask: methadoneOf(20), want: warns,
				param: "hepatic.methadone.child-pugh", side: at},
			{rule: liver, name: "score 8", before: []fact{measured(record.ChildPugh, "8", oneDay)}, ask: methadoneOf(20), want: warns,
				param: "hepatic.methadone.child-pugh", side: above},
			{rule: liver, name: "liver failure", before: []fact{condition(record.LiverFailure, truth.Yes)}, ask: methadoneOf(20),
				want: warns},
			{rule: liver, name: "nobody asked", ask: methadoneOf(20), want: unknown},
			{rule: liver, name: "asked", before: []fact{asked}, ask: methadoneOf(20), want: met},
			{rule: liver, name: "the same dose", before: append(onMethadone(60, 0), condition(record.LiverFailure, truth.Yes)),
				ask: methadoneOf(60), want: irrelevant},

			{rule: kidney, name: "severe renal failure", before: []fact{condition(record.SevereRenalFailure, truth.Yes)},
				ask: methadoneOf(20), want: advises},
			{rule: kidney, name: "nobody asked", ask: methadoneOf(20), want: unknown},
			{rule: kidney, name: "asked", before: []fact{asked}, ask: methadoneOf(20), want: met},
			{rule: kidney, name: "in treatment", before: onMethadone(60, 0), ask: methadoneOf(60), want: irrelevant},

			{rule: oral, name: "by mouth", ask: methadoneOf(20), want: met},
			{rule: oral, name: "injected in a programme", ask: methadoneOf(20, product(medication.MethadoneInj)), want: warns},
			{rule: oral, name: "injected in a hospital", ask: injection, want: warns},
			{rule: oral, name: "injected for an inpatient who cannot swallow", before: []fact{stated(record.UnableToTakeOral, time.Hour)},
				ask: injection, want: met},
			{rule: oral, name: "for pain", ask: methadoneOf(20, product(medication.MethadoneInj), meant(record.PurposePain)),
				want: irrelevant},
		},
		inGB(
			ruleCase{rule: kidneyGB, name: "9 mL/min", before: []fact{measured(record.EGFR, "9", oneDay)}, ask: methadoneOf(20), want: warns,
				param: "gb.methadone.renal.below", side: below},
			ruleCase{rule: kidneyGB, name: "10 mL/min", before: []fact{measured(record.EGFR, "10", oneDay)}, ask: methadoneOf(20), want: met,
				param: "gb.methadone.renal.below", side: at},
			ruleCase{rule: kidneyGB, name: "11 mL/min", before: []fact{measured(record.EGFR, "11", oneDay)}, ask: methadoneOf(20), want: met,
				param: "gb.methadone.renal.below", side: above},
			ruleCase{rule: kidneyGB, name: "not measured", ask: methadoneOf(20), want: irrelevant},
			ruleCase{rule: kidneyGB, name: "another medication", ask: naltrexoneTablet, want: irrelevant},
			ruleCase{rule: form, name: "the standard solution", ask: methadoneOf(20, product(medication.MethadoneSolnGB)), want: met},
			ruleCase{rule: form, name: "a concentrate", ask: methadoneOf(20, product(medication.MethadoneSoln5GB)), want: advises},
			ruleCase{rule: form, name: "a concentrate with a reason",
				ask: methadoneOf(20, product(medication.MethadoneSoln5GB), because("volume")), want: met},
			ruleCase{rule: form, name: "another medication", ask: naltrexoneTablet, want: irrelevant},
		))
}

// lastOn ends an order so many days from today.
func lastOn(days int) func(*record.Order) {
	return func(o *record.Order) { o.Last = civil.Of(now, time.UTC).Add(days) }
}

func methadonePlaceCases() []ruleCase {
	const place, bridge = "med.setting.methadone-oud", "otp.exception.three-day"
	pharmacy, emergency := inPlace(medication.SettingPharmacy), inPlace(medication.SettingEmergency)
	began := func(daysAgo, days int) []fact {
		ago := time.Duration(daysAgo) * oneDay
		return []fact{{ago, methadoneOf(30, emergency, supply(days))}, givenAt(ago, 30, medication.SettingEmergency)}
	}
	return slices.Concat([]ruleCase{
		{rule: place, name: "a programme", ask: methadoneOf(20), want: met},
		{rule: place, name: "a pharmacy", ask: methadoneOf(20, pharmacy), want: blocks},
		{rule: place, name: "an office", ask: methadoneOf(20, inPlace(medication.SettingOffice)), want: blocks},
		{rule: place, name: "a pharmacy, for pain", ask: methadoneOf(20, pharmacy, meant(record.PurposePain)), want: irrelevant},
		{rule: place, name: "V46 a hospital", ask: methadoneOf(30, inPlace(medication.SettingHospital)), want: met},
		{rule: place, name: "V44 an emergency department", ask: methadoneOf(30, emergency, supply(3)), want: met},
		{rule: place, name: "an office under the three-day rule", before: []fact{stated(record.ThreeDayEmergency, time.Hour)},
			ask: methadoneOf(30, inPlace(medication.SettingOffice)), want: met},
		{rule: place, name: "nobody said where", ask: methadoneOf(20, inPlace(0)), want: unknown},
		{rule: place, name: "at a pharmacy, given", ask: givenAt(0, 20, medication.SettingPharmacy).body, want: blocks},

		{rule: bridge, name: "V44 three days", ask: methadoneOf(30, emergency, supply(3)), want: met,
			param: "otp.exception.three-day.at-once", side: at},
		{rule: bridge, name: "two days", ask: methadoneOf(30, emergency, supply(2)), want: met, param: "otp.exception.three-day.at-once",
			side: below},
		{rule: bridge, name: "four days", ask: methadoneOf(30, emergency, supply(4)), want: blocks, param: "otp.exception.three-day.at-once",
			side: above},
		{rule: bridge, name: "V44 back on the fourth day", before: began(3, 3), ask: methadoneOf(30, emergency, supply(3)), want: blocks},
		{rule: bridge, name: "day by day, the second", before: began(1, 1), ask: methadoneOf(30, emergency), want: met,
			param: "otp.exception.three-day.days", side: below},
		{rule: bridge, name: "day by day, the third", before: began(2, 1), ask: methadoneOf(30, emergency), want: met,
			param: "otp.exception.three-day.days", side: at},
		{rule: bridge, name: "day by day, the fourth", before: append(began(3, 1), emergencyDose(2*oneDay), emergencyDose(oneDay)),
			ask: methadoneOf(30, emergency), want: blocks, param: "otp.exception.three-day.days", side: above},
		{rule: bridge, name: "given day by day without an order, the third",
			before: []fact{emergencyDose(2 * oneDay), emergencyDose(oneDay)}, ask: emergencyDose(0).body, want: met},
		{rule: bridge, name: "given day by day without an order, the fourth",
			before: []fact{emergencyDose(3 * oneDay), emergencyDose(2 * oneDay), emergencyDose(oneDay)}, ask: emergencyDose(0).body,
			want: blocks},
		{rule: bridge, name: "another emergency after doses of a programme",
			before: []fact{emergencyDose(90 * oneDay), given(80*oneDay, 60), emergencyDose(oneDay)}, ask: emergencyDose(0).body, want: met},
		{rule: bridge, name: "another emergency after a programme",
			before: append(began(90, 3), fact{80 * oneDay, methadoneOf(60)}, given(80*oneDay, 60)), ask: methadoneOf(30, emergency), want: met},
		{rule: bridge, name: "another emergency after five days without", before: []fact{emergencyDose(6 * oneDay)}, ask: emergencyDose(0).body,
			want: met},
		{rule: bridge, name: "the same emergency after four days without", before: []fact{emergencyDose(5 * oneDay)}, ask: emergencyDose(0).body,
			want: blocks},
		{rule: bridge, name: "ordered for four days", ask: methadoneOf(30, emergency, every(medication.Daily()), lastOn(3)), want: blocks},
		{rule: bridge, name: "ordered for three days", ask: methadoneOf(30, emergency, every(medication.Daily()), lastOn(2)), want: met},
		{rule: bridge, name: "ordered for two days on the third", before: began(2, 1), want: blocks,
			ask: methadoneOf(30, emergency, every(medication.Daily()), lastOn(1))},
		{rule: bridge, name: "given on the fourth day", before: began(3, 3), ask: givenAt(0, 30, medication.SettingEmergency).body,
			want: blocks},
		{rule: bridge, name: "in a programme", ask: methadoneOf(30, supply(7)), want: irrelevant},
		{rule: bridge, name: "in a hospital", ask: methadoneOf(30, inPlace(medication.SettingHospital)), want: irrelevant},
		{rule: bridge, name: "three days for after a hospital stay", ask: methadoneOf(30, inPlace(medication.SettingHospital), supply(3)),
			want: met},
		{rule: bridge, name: "a week for after a hospital stay", ask: methadoneOf(30, inPlace(medication.SettingHospital), supply(7)),
			want: blocks},
		{rule: bridge, name: "another medication", ask: naltrexoneTablet, want: irrelevant},
	},
		on(2023, time.August, 7, ruleCase{rule: bridge, name: "three days at once the day before", ask: methadoneOf(30, emergency, supply(3)),
			want: blocks},
			ruleCase{rule: bridge, name: "one day the day before", ask: methadoneOf(30, emergency, supply(1)), want: met}),
		on(2023, time.August, 8, ruleCase{rule: bridge, name: "three days at once on the day", ask: methadoneOf(30, emergency, supply(3)),
			want: met}),
	)
}

func methadoneHospitalCases() []ruleCase {
	const us, gb = "otp.exception.hospital", "gb.hospital.continue"
	ward := inPlace(medication.SettingHospital)
	inpatient := stated(record.HospitalStay, oneDay)
	claims := []fact{{oneDay, record.OpioidUsed{Agent: "methadone", DailyDose: medication.Milligrams(90)}}}
	return slices.Concat([]ruleCase{
		{rule: us, name: "V46 ordered", ask: methadoneOf(30, ward), want: met},
		{rule: us, name: "withheld because a hospital is no programme", before: []fact{inpatient},
			ask: record.DoseHeld{Substance: medication.Methadone, Reason: record.ReasonAdministrative}, want: blocks},
		{rule: us, name: "stopped because a hospital is no programme", before: []fact{inpatient},
			ask: record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonAdministrative}, want: blocks},
		{rule: us, name: "stopped for a clinical reason", before: []fact{inpatient},
			ask: record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonClinical}, want: irrelevant},
		{rule: us, name: "stopped elsewhere",
			ask: record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonAdministrative}, want: irrelevant},
		{rule: us, name: "another medication", before: []fact{inpatient},
			ask: record.StopMedication{Substance: medication.Lofexidine, Reason: record.ReasonAdministrative}, want: irrelevant},
		{rule: us, name: "in a programme", ask: methadoneOf(30), want: irrelevant},
	},
		inGB(
			ruleCase{rule: gb, name: "V49 claimed and not confirmed", before: claims,
				ask: methadoneOf(90, ward, meant(record.PurposeContinue)), want: blocks},
			ruleCase{rule: gb, name: "claimed and not called a continuation", before: claims, ask: methadoneOf(90, ward), want: blocks},
			ruleCase{rule: gb, name: "confirmed", before: append(claims, stated(record.VerifiedTransfer, time.Hour)),
				ask: methadoneOf(90, ward, meant(record.PurposeContinue)), want: met},
			ruleCase{rule: gb, name: "confirmed before the dose that is claimed",
				before: append(claims, stated(record.VerifiedTransfer, 9*oneDay)), ask: methadoneOf(90, ward, meant(record.PurposeContinue)),
				want: blocks},
			ruleCase{rule: gb, name: "continued without a word", ask: methadoneOf(90, ward, meant(record.PurposeContinue)), want: blocks},
			ruleCase{rule: gb, name: "its own record", before: onMethadone(90, 0), ask: methadoneOf(90, ward), want: met},
			ruleCase{rule: gb, name: "a start", ask: methadoneOf(20, ward), want: irrelevant},
			ruleCase{rule: gb, name: "in the community", before: claims, ask: methadoneOf(90), want: irrelevant},
			ruleCase{rule: gb, name: "another medication", ask: naltrexoneTablet, want: irrelevant},
		))
}

// emergencyDose is a dose that an emergency department gave.
func emergencyDose(ago time.Duration) fact { return givenAt(ago, 30, medication.SettingEmergency) }

func methadoneUKCases() []ruleCase {
	const confirmed, watched, need = "gb.methadone.dependence-confirmed", "gb.ost.supervised.ta114", "gb.ost.supervised.orange"
	diagnosed := fact{oneDay, record.DiagnosisRecorded{Criteria: 6}}
	screen := func(r record.TestResult) fact {
		return fact{time.Hour, record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteOpiates, Result: r}}}}
	}
	watch := func(truth truth.Value, days int) func(*record.Order) {
		return func(o *record.Order) { o.Supervised, o.WatchedDays = truth, days }
	}
	started := func(d civil.Date) []fact {
		return []fact{{now.Sub(d.Start(time.UTC).Add(10 * time.Hour)), given(0, 30).body}, given(oneDay, 30)}
	}
	threeMonths := civil.Of(now, time.UTC).AddMonths(-3)
	maintained := append(onMethadone(80, 0),
		fact{time.Hour, record.CourseMove{Trigger: stages.Maintain, To: stages.Maintenance, Substance: medication.Methadone}})
	return inGB(
		ruleCase{rule: confirmed, name: "V01 diagnosed and tested", before: []fact{diagnosed, screen(record.Positive)}, ask: methadoneOf(30),
			want: met},
		ruleCase{rule: confirmed, name: "diagnosed and in withdrawal", before: []fact{diagnosed, seen(time.Hour, record.Piloerection)},
			ask: methadoneOf(30), want: met},
		ruleCase{rule: confirmed, name: "a negative test", before: []fact{diagnosed, screen(record.Negative)}, ask: methadoneOf(30),
			want: blocks},
		ruleCase{rule: confirmed, name: "no sign, no test", before: []fact{diagnosed, seen(time.Hour)}, ask: methadoneOf(30), want: blocks},
		ruleCase{rule: confirmed, name: "no test and nobody looked", before: []fact{diagnosed}, ask: methadoneOf(30), want: unknown},
		ruleCase{rule: confirmed, name: "no diagnosis", before: []fact{screen(record.Positive)}, ask: methadoneOf(30), want: unknown},
		ruleCase{rule: confirmed, name: "no diagnosis, and a positive test alone", before: []fact{{oneDay, record.OpioidUsed{Agent: "heroin"}},
			screen(record.Positive)}, ask: methadoneOf(30), want: advises},
		ruleCase{rule: confirmed, name: "no diagnosis, and a sign alone", before: []fact{{oneDay, record.OpioidUsed{Agent: "heroin"}},
			seen(time.Hour, record.Piloerection)}, ask: methadoneOf(30), want: advises},
		ruleCase{rule: confirmed, name: "transferred", before: transferred(60, 1), ask: methadoneOf(60), want: met},
		ruleCase{rule: confirmed, name: "in treatment", before: onMethadone(60, 0), ask: methadoneOf(60), want: irrelevant},

		ruleCase{rule: watched, name: "the day before three months", before: started(threeMonths.Add(1)),
			ask: methadoneOf(60, watch(truth.No, 0)), want: warns, param: "gb.ost.supervised.ta114.months", side: below},
		ruleCase{rule: watched, name: "three months", before: started(threeMonths), ask: methadoneOf(60, watch(truth.No, 0)),
			want: irrelevant, param: "gb.ost.supervised.ta114.months", side: at},
		ruleCase{rule: watched, name: "the day after three months", before: started(threeMonths.Add(-1)),
			ask: methadoneOf(60, watch(truth.No, 0)), want: irrelevant, param: "gb.ost.supervised.ta114.months", side: above},
		ruleCase{rule: watched, name: "six days", ask: methadoneOf(30, watch(truth.Yes, 6)), want: warns,
			param: "gb.ost.supervised.ta114.days-per-week", side: below},
		ruleCase{rule: watched, name: "seven days", ask: methadoneOf(30, watch(truth.Yes, 7)), want: met,
			param: "gb.ost.supervised.ta114.days-per-week", side: at},
		ruleCase{rule: watched, name: "every day", ask: methadoneOf(30, watch(truth.Yes, 0)), want: met,
			param: "gb.ost.supervised.ta114.days-per-week", side: above},
		ruleCase{rule: watched, name: "not stated", ask: methadoneOf(30), want: unknown},
		ruleCase{rule: watched, name: "not stated in a hospital", ask: methadoneOf(30, inPlace(medication.SettingHospital)), want: irrelevant},
		ruleCase{rule: watched, name: "not stated of an order that goes on", before: onMethadone(60, 0)[2:],
			ask: methadoneOf(60), want: unknown},
		ruleCase{rule: watched, name: "not stated, after an order in another record", before: append(onMethadone(60, 0)[2:],
			fact{20 * oneDay, record.MedicineReported{Agent: "methadone", Taking: truth.Yes, OrderedHere: truth.Yes}}),
			ask: methadoneOf(60), want: irrelevant},
		ruleCase{rule: watched, name: "not stated, after an order in another record and no dose", before: []fact{
			{20 * oneDay, record.MedicineReported{Agent: "methadone", Taking: truth.Yes, OrderedHere: truth.Yes}}},
			ask: methadoneOf(60), want: unknown},
		ruleCase{rule: watched, name: "not stated, after an order", before: []fact{{20 * oneDay, methadoneOf(60, watch(truth.Yes, 7))},
			given(20*oneDay, 60), given(oneDay, 60)}, ask: methadoneOf(60), want: irrelevant},
		ruleCase{rule: watched, name: "V38 three days in the third week", before: []fact{given(16*oneDay, 30), given(oneDay, 50)},
			ask: methadoneOf(50, watch(truth.Unknown, 3)), want: warns},
		ruleCase{rule: watched, name: "arranged otherwise", before: []fact{stated(record.AdherencePlan, time.Hour)},
			ask: methadoneOf(30, watch(truth.No, 0)), want: advises},
		ruleCase{rule: watched, name: "naltrexone", ask: naltrexoneTablet, want: irrelevant},

		ruleCase{rule: need, name: "watched in maintenance", before: maintained, ask: methadoneOf(80, watch(truth.Yes, 0)), want: advises},
		ruleCase{rule: need, name: "watched as before", before: append(slices.Clip(maintained),
			fact{30 * time.Minute, methadoneOf(80, watch(truth.Yes, 0))}), ask: methadoneOf(80, watch(truth.Yes, 0)), want: irrelevant},
		ruleCase{rule: need, name: "watched more than before", before: append(slices.Clip(maintained),
			fact{30 * time.Minute, methadoneOf(80, watch(truth.Yes, 3))}), ask: methadoneOf(80, watch(truth.Yes, 0)), want: advises},
		ruleCase{rule: need, name: "watched in maintenance, by need", before: maintained,
			ask: methadoneOf(80, watch(truth.Yes, 0), because("children at home")), want: met},
		ruleCase{rule: need, name: "not watched in maintenance", before: maintained, ask: methadoneOf(80, watch(truth.No, 0)), want: met},
		ruleCase{rule: need, name: "watched at the start", ask: methadoneOf(30, watch(truth.Yes, 0)), want: irrelevant},
	)
}

func otpAdmissionCases() []ruleCase {
	const criteria, minor, dual = "otp.admission.criteria", "otp.admission.minor-consent", "otp.dual-enrolment"
	dx := func(d record.DiagnosisRecorded) []fact { return []fact{{oneDay, d}} }
	born := func(yearsAgo, days int) fact {
		return fact{90 * oneDay, record.PersonRegistered{Birth: civil.Of(now, time.UTC).AddMonths(-12 * yearsAgo).Add(days)}}
	}
	consent := func(c record.Consent) fact {
		return fact{time.Hour, record.ConsentRecorded{Consent: c, Given: truth.Yes}}
	}
	bup := record.Order{Product: medication.BupnxFilm,
		Dose: medication.Dose{Principal: medication.Milligrams(4), Companion: medication.Milligrams(1)}, Setting: medication.SettingOTP}
	office := record.Order{Product: medication.BupnxFilm, Dose: bup.Dose, Setting: medication.SettingOffice}
	mild := dx(record.DiagnosisRecorded{Criteria: 3, Remission: truth.No, HighRisk: truth.No})
	child := func(facts ...fact) []fact {
		return append([]fact{{5000 * oneDay, record.PersonRegistered{Birth: civil.Must(2010, time.January, 1)}}}, facts...)
	}
	return slices.Concat([]ruleCase{
		{rule: criteria, name: "three criteria", before: dx(record.DiagnosisRecorded{Criteria: 3, Remission: truth.No, HighRisk: truth.No}),
			ask: methadoneOf(20), want: blocks, param: "otp.admission.criteria.least", side: below},
		{rule: criteria, name: "four criteria", before: dx(record.DiagnosisRecorded{Criteria: 4}), ask: methadoneOf(20), want: met,
			param: "otp.admission.criteria.least", side: at},
		{rule: criteria, name: "five criteria", before: dx(record.DiagnosisRecorded{Criteria: 5}), ask: methadoneOf(20), want: met,
			param: "otp.admission.criteria.least", side: above},
		{rule: criteria, name: "in remission", before: dx(record.DiagnosisRecorded{Remission: truth.Yes}), ask: methadoneOf(20), want: met},
		{rule: criteria, name: "at high risk", before: dx(record.DiagnosisRecorded{Criteria: 2, HighRisk: truth.Yes}), ask: methadoneOf(20),
			want: met},
		{rule: criteria, name: "two criteria, risk not assessed", before: dx(record.DiagnosisRecorded{Criteria: 2}), ask: methadoneOf(20),
			want: unknown},
		{rule: criteria, name: "severity not stated",
			before: dx(record.DiagnosisRecorded{CodeSystem: "http://hl7.org/fhir/sid/icd-10-cm", Code: "F11.20"}), ask: methadoneOf(20),
			want: unknown},
		{rule: criteria, name: "no diagnosis", ask: methadoneOf(20), want: unknown},
		{rule: criteria, name: "buprenorphine in a programme", before: dx(record.DiagnosisRecorded{Criteria: 3, HighRisk: truth.No}),
			ask: bup, want: blocks},
		{rule: criteria, name: "in a hospital", ask: methadoneOf(20, inPlace(medication.SettingHospital)), want: irrelevant},
		{rule: criteria, name: "in treatment", before: onMethadone(60, 0), ask: methadoneOf(60), want: irrelevant},
		{rule: criteria, name: "the first dose is handed out", before: mild, ask: handedOut(2), want: blocks},
		{rule: criteria, name: "the first dose is permitted", before: mild,
			ask: record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 2, Criteria: truth.Yes}, want: blocks},
		{rule: criteria, name: "the first dose comes with a supply", before: mild, ask: methadoneOf(20, supply(2)), want: blocks},
		{rule: criteria, name: "called a continuation", before: mild, ask: methadoneOf(20, meant(record.PurposeContinue)), want: blocks},
		{rule: criteria, name: "called one for pain", before: mild, ask: methadoneOf(20, meant(record.PurposePain)), want: blocks},
		{rule: criteria, name: "a confirmed continuation", before: append(mild, transferred(60, 1)...),
			ask: methadoneOf(60, meant(record.PurposeContinue)), want: irrelevant},
		{rule: criteria, name: "bridged by an emergency department", before: append(mild, emergencyDose(oneDay)), ask: methadoneOf(20),
			want: blocks},
		{rule: criteria, name: "taken at home", before: mild,
			ask: record.DoseTaken{Product: medication.MethadoneConc, Dose: milligrams(20)}, want: irrelevant},
		{rule: criteria, name: "buprenorphine of an office is handed out", before: append(mild, fact{oneDay, office}),
			ask: record.TakeHomeSupplied{Substance: medication.Buprenorphine, Days: 7}, want: irrelevant},

		{rule: minor, name: "17 years, the first dose is handed out", before: []fact{born(17, 0)}, ask: handedOut(2), want: blocks},
		{rule: minor, name: "17 years", before: []fact{born(18, 1)}, ask: methadoneOf(20), want: blocks,
			param: "otp.admission.minor-consent.age", side: below},
		{rule: minor, name: "18 years today", before: []fact{born(18, 0)}, ask: methadoneOf(20), want: irrelevant,
			param: "otp.admission.minor-consent.age", side: at},
		{rule: minor, name: "18 years yesterday", before: []fact{born(18, -1)}, ask: methadoneOf(20), want: irrelevant,
			param: "otp.admission.minor-consent.age", side: above},
		{rule: minor, name: "16 years, a guardian consents", before: []fact{born(16, 0), consent(record.ConsentGuardian)},
			ask: methadoneOf(20), want: met, param: "otp.admission.minor-consent.attempts", side: at},
		{rule: minor, name: "16 years, state law", before: []fact{born(16, 0), consent(record.ConsentMinorStateLaw)}, ask: methadoneOf(20),
			want: met, param: "otp.admission.minor-consent.attempts", side: above},
		{rule: minor, name: "age not known", ask: methadoneOf(20), want: unknown},
		{rule: minor, name: "in treatment", before: append(onMethadone(60, 0), born(17, 0)), ask: methadoneOf(60), want: irrelevant},

		{rule: dual, name: "methadone from elsewhere",
			before: []fact{{oneDay, record.MedicineReported{Agent: "Methadone", Taking: truth.Yes}}}, ask: methadoneOf(20), want: warns},
		{rule: dual, name: "methadone from elsewhere, handed out",
			before: []fact{{oneDay, record.MedicineReported{Agent: "Methadone", Taking: truth.Yes}}}, ask: handedOut(2), want: warns},
		{rule: dual, name: "a transfer that nothing supports",
			before: []fact{stated(record.VerifiedTransfer, time.Hour),
				{oneDay, record.MedicineReported{Agent: "methadone", Taking: truth.Yes}}}, ask: methadoneOf(20), want: warns},
		{rule: dual, name: "transferred",
			before: append(transferred(60, 1), fact{oneDay, record.MedicineReported{Agent: "methadone", Taking: truth.Yes}}),
			ask:    methadoneOf(20), want: irrelevant},
		{rule: dual, name: "none from elsewhere", before: []fact{{oneDay, record.MedicineReported{Agent: "sertraline", Taking: truth.Yes}}},
			ask: methadoneOf(20), want: met},
	},
		on(2024, time.April, 1, ruleCase{rule: criteria, name: "the day before the rule of 2024",
			before: dx(record.DiagnosisRecorded{Criteria: 6}), ask: methadoneOf(20), want: notJudged},
			ruleCase{rule: minor, name: "attempts the day before the rule of 2024", before: child(consent(record.ConsentGuardian)),
				ask: methadoneOf(20), want: unknown,
				param: "otp.admission.minor-consent.attempts", side: below}),
		on(2024, time.April, 2, ruleCase{rule: criteria, name: "on the day of the rule of 2024",
			before: dx(record.DiagnosisRecorded{Criteria: 6}), ask: methadoneOf(20), want: met},
			ruleCase{rule: minor, name: "attempts on the day of the rule of 2024", before: child(consent(record.ConsentGuardian)),
				ask: methadoneOf(20), want: met}),
	)
}

func otpExamCases() []ruleCase {
	const screening, full, interim = "otp.exam.screening", "otp.exam.full", "otp.interim.max"
	done := func(a record.Assessment, daysAgo int) fact {
		return fact{time.Duration(daysAgo) * oneDay, record.Assessed{Assessment: a}}
	}
	enrolled := func(days int, facts ...fact) []fact {
		return append([]fact{given(time.Duration(days)*oneDay, 60), given(oneDay, 60)}, facts...)
	}
	grant := record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 3, Criteria: truth.Yes}
	waiting := func(days int) []fact {
		return enrolled(days, stated(record.InterimTreatment, time.Duration(days)*oneDay))
	}
	ended := func(ago int) fact {
		return fact{time.Duration(ago) * oneDay, record.ContextStated{Context: record.InterimTreatment, Holds: truth.No}}
	}
	return slices.Concat([]ruleCase{
		{rule: screening, name: "six days old", before: []fact{done(record.ScreeningExamination, 6)}, ask: methadoneOf(20), want: met,
			param: "otp.exam.screening.valid", side: below},
		{rule: screening, name: "seven days old", before: []fact{done(record.ScreeningExamination, 7)}, ask: methadoneOf(20), want: met,
			param: "otp.exam.screening.valid", side: at},
		{rule: screening, name: "eight days old", before: []fact{done(record.ScreeningExamination, 8)}, ask: methadoneOf(20), want: blocks,
			param: "otp.exam.screening.valid", side: above},
		{rule: screening, name: "a full examination serves",
			before: []fact{done(record.ScreeningExamination, 9), done(record.FullExamination, 1)}, ask: methadoneOf(20), want: met},
		{rule: screening, name: "none", ask: methadoneOf(20), want: unknown},
		{rule: screening, name: "in treatment", before: onMethadone(60, 0), ask: methadoneOf(60), want: irrelevant},

		{rule: full, name: "take-home on day 13", before: enrolled(13), ask: grant, want: irrelevant, param: "otp.exam.full.within",
			side: below},
		{rule: full, name: "take-home on day 14", before: enrolled(14), ask: grant, want: irrelevant, param: "otp.exam.full.within",
			side: at},
		{rule: full, name: "take-home on day 15", before: enrolled(15), ask: grant, want: blocks, param: "otp.exam.full.within",
			side: above},
		{rule: full, name: "handed out on day 15", before: enrolled(15), ask: handedOut(3), want: blocks},
		{rule: full, name: "ordered with a supply on day 15", before: enrolled(15), ask: methadoneOf(60, supply(3)), want: blocks},
		{rule: full, name: "closed days on day 15", before: enrolled(15),
			ask: record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 1, ClosureDays: 1}, want: irrelevant},
		{rule: full, name: "taken at home on day 15", before: enrolled(15),
			ask: record.DoseTaken{Product: medication.MethadoneConc, Dose: milligrams(60)}, want: irrelevant},
		{rule: full, name: "an order on day 15", before: enrolled(15), ask: methadoneOf(60), want: irrelevant},
		{rule: full, name: "done", before: enrolled(15, done(record.FullExamination, 12)), ask: grant, want: met},
		{rule: full, name: "done six days before", before: enrolled(15, done(record.FullExamination, 21)), ask: grant, want: met},
		{rule: full, name: "done eight days before", before: enrolled(15, done(record.FullExamination, 23)), ask: grant, want: blocks},
		{rule: full, name: "not in a programme", before: []fact{givenAt(15*oneDay, 60, medication.SettingHospital)}, ask: grant,
			want: irrelevant},

		{rule: interim, name: "from today on", before: enrolled(100, stated(record.InterimTreatment, time.Hour)), ask: methadoneOf(60),
			want: met},
		{rule: interim, name: "179 days", before: waiting(179), ask: methadoneOf(60), want: met, param: "otp.interim.max.days", side: below},
		{rule: interim, name: "180 days", before: waiting(180), ask: methadoneOf(60), want: met, param: "otp.interim.max.days", side: at},
		{rule: interim, name: "181 days", before: waiting(181), ask: methadoneOf(60), want: warns, param: "otp.interim.max.days",
			side: above},
		{rule: interim, name: "two spells, 181 days",
			before: enrolled(320, stated(record.InterimTreatment, 300*oneDay), ended(200), stated(record.InterimTreatment, 81*oneDay)),
			ask:    methadoneOf(60), want: warns},
		{rule: interim, name: "two spells, 180 days",
			before: enrolled(320, stated(record.InterimTreatment, 300*oneDay), ended(200), stated(record.InterimTreatment, 80*oneDay)),
			ask:    methadoneOf(60), want: met},
		{rule: interim, name: "a spell of long ago",
			before: enrolled(600, stated(record.InterimTreatment, 600*oneDay), ended(450), stated(record.InterimTreatment, 80*oneDay)),
			ask:    methadoneOf(60), want: met},
		{rule: interim, name: "a spell that reaches into the year",
			before: enrolled(600, stated(record.InterimTreatment, 480*oneDay), ended(300), stated(record.InterimTreatment, 80*oneDay)),
			ask:    methadoneOf(60), want: met},
		{rule: interim, name: "for years", before: enrolled(900, stated(record.InterimTreatment, 900*oneDay)), ask: methadoneOf(60),
			want: warns},
		{rule: interim, name: "comprehensive treatment", before: enrolled(900), ask: methadoneOf(60), want: irrelevant},
		{rule: interim, name: "admitted to comprehensive treatment", before: append(waiting(200), ended(1)), ask: methadoneOf(60),
			want: irrelevant},
	},
		on(2024, time.April, 1, ruleCase{rule: screening, name: "the day before the rule of 2024",
			before: []fact{done(record.ScreeningExamination, 8)}, ask: methadoneOf(20), want: notJudged},
			ruleCase{rule: full, name: "the day before the rule of 2024", before: enrolled(15), ask: grant, want: notJudged},
			ruleCase{rule: interim, name: "121 days the day before the rule of 2024", before: waiting(121), ask: methadoneOf(60),
				want: warns}),
		on(2024, time.April, 2, ruleCase{rule: screening, name: "on the day of the rule of 2024",
			before: []fact{done(record.ScreeningExamination, 8)}, ask: methadoneOf(20), want: warns},
			ruleCase{rule: full, name: "on the day of the rule of 2024", before: enrolled(15), ask: grant, want: warns},
			ruleCase{rule: interim, name: "121 days on the day of the rule of 2024", before: waiting(121), ask: methadoneOf(60), want: met},
			ruleCase{rule: interim, name: "181 days on the day of the rule of 2024", before: waiting(181), ask: methadoneOf(60), want: warns}),
		on(2024, time.October, 1, ruleCase{rule: screening, name: "the day before compliance",
			before: []fact{done(record.ScreeningExamination, 8)}, ask: methadoneOf(20), want: warns},
			ruleCase{rule: full, name: "the day before compliance", before: enrolled(15), ask: grant, want: warns}),
		on(2024, time.October, 2, ruleCase{rule: screening, name: "on the day of compliance",
			before: []fact{done(record.ScreeningExamination, 8)}, ask: methadoneOf(20), want: blocks},
			ruleCase{rule: full, name: "on the day of compliance", before: enrolled(15), ask: grant, want: blocks}),
	)
}

func otpTakeHomeCases() []ruleCase {
	const most, overlap, criteria = "otp.takehome.max", "otp.takehome.overlap", "otp.takehome.criteria"
	home := func(days, closed int) record.TakeHomeGrant {
		return record.TakeHomeGrant{Product: medication.MethadoneConc, Days: days, ClosureDays: closed, Criteria: truth.Yes}
	}
	day := func(n int) []fact { return []fact{given(time.Duration(n-1)*oneDay, 60)} }
	decided := func(t truth.Value) record.TakeHomeGrant {
		return record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 28, Criteria: t}
	}
	return slices.Concat([]ruleCase{
		{rule: most, name: "6 on day 10", before: day(10), ask: home(6, 0), want: met, param: "otp.takehome.max.table", side: below},
		{rule: most, name: "V39 7 on day 10", before: day(10), ask: home(7, 0), want: met, param: "otp.takehome.max.table", side: at},
		{rule: most, name: "8 on day 10", before: day(10), ask: home(8, 0), want: blocks, param: "otp.takehome.max.table", side: above},
		{rule: most, name: "8 on day 14", before: day(14), ask: home(8, 0), want: blocks},
		{rule: most, name: "14 on day 15", before: day(15), ask: home(14, 0), want: met},
		{rule: most, name: "15 on day 15", before: day(15), ask: home(15, 0), want: blocks},
		{rule: most, name: "15 on day 30", before: day(30), ask: home(15, 0), want: blocks},
		{rule: most, name: "28 on day 31", before: day(31), ask: home(28, 0), want: met},
		{rule: most, name: "29 on day 31", before: day(31), ask: home(29, 0), want: blocks},
		{rule: most, name: "8 on day 10, one of them closed", before: day(10), ask: home(8, 1), want: met},
		{rule: most, name: "closed days only", before: day(1), ask: home(2, 2), want: irrelevant},
		{rule: most, name: "28 of buprenorphine on day 1",
			ask: record.TakeHomeGrant{Product: medication.BupnxFilm, Days: 28, Criteria: truth.Yes}, want: irrelevant},
		{rule: most, name: "7 before any dose", ask: home(7, 0), want: met},
		{rule: most, name: "14 without a known start", ask: home(14, 0), want: unknown},
		{rule: most, name: "supplied without a grant", before: day(10),
			ask: record.TakeHomeSupplied{Substance: medication.Methadone, Days: 8}, want: blocks},
		{rule: most, name: "supplied as granted", before: append(day(40), fact{oneDay, home(29, 1)}),
			ask: record.TakeHomeSupplied{Substance: medication.Methadone, Days: 29}, want: met},
		{rule: most, name: "supplied beyond the grant", before: append(day(10), fact{oneDay, home(7, 0)}),
			ask: record.TakeHomeSupplied{Substance: medication.Methadone, Days: 10}, want: blocks},
		{rule: most, name: "supplied by the order", before: day(3), ask: methadoneOf(60, supply(28)), want: blocks},
		{rule: most, name: "7 in hand and 7 granted on day 5", before: append(day(5), fact{time.Hour, home(7, 0)}), ask: home(7, 0),
			want: blocks},
		{rule: most, name: "7 in hand and 7 supplied on day 5", before: append(day(5), fact{time.Hour, handedOut(7)}), ask: handedOut(7),
			want: blocks},
		{rule: most, name: "7 in hand and 7 by an order", before: append(day(5), fact{time.Hour, handedOut(7)}),
			ask: methadoneOf(60, supply(7)), want: blocks},
		{rule: most, name: "7 granted and the 7 handed out", before: append(day(5), fact{time.Hour, home(7, 0)}), ask: handedOut(7),
			want: met},
		{rule: most, name: "28 and 28 on day 40", before: append(day(40), fact{oneDay, handedOut(28)}), ask: home(28, 0), want: blocks},
		{rule: most, name: "28 when the last 28 are used up", before: append(day(70), fact{28 * oneDay, handedOut(28)}), ask: home(28, 0),
			want: met},
		{rule: most, name: "a refill that begins when the earlier supply ends", before: append(day(70), fact{25 * oneDay, handedOut(28)}),
			want: met,
			ask:  record.TakeHomeSupplied{Substance: medication.Methadone, Days: 28, First: civil.Of(now, time.UTC).Add(4)}},
		{rule: most, name: "what was lost is in hand no more", before: append(day(5), fact{2 * time.Hour, handedOut(7)},
			fact{time.Hour, record.DosesLost{Substance: medication.Methadone, Days: 7,
				How: record.LossReturned}}), ask: home(7, 0), want: met},
		{rule: most, name: "8 handed out, one of them granted for a closed day", before: append(day(5), fact{time.Hour, home(8, 1)}),
			ask: handedOut(8), want: met},
		{rule: overlap, name: "for two days twice", before: append(day(70), fact{26 * oneDay, handedOut(28)}), ask: handedOut(7),
			want: blocks},
		{rule: overlap, name: "ordered for two days twice", before: append(day(70), fact{26 * oneDay, handedOut(28)}),
			ask: methadoneOf(60, supply(7)), want: unknown},
		{rule: overlap, name: "for one day twice", before: append(day(70), fact{27 * oneDay, handedOut(28)}), ask: handedOut(7),
			want: warns},
		{rule: overlap, name: "on the last day", before: append(day(70), fact{28 * oneDay, handedOut(28)}), ask: handedOut(7), want: met},
		{rule: overlap, name: "buprenorphine", ask: record.TakeHomeSupplied{Substance: medication.Buprenorphine, Days: 28},
			want: irrelevant},
		{rule: overlap, name: "observed", before: day(3), ask: methadoneOf(60), want: irrelevant},
		{rule: overlap, name: "by a hospital on the last day", before: append(day(70), fact{29 * oneDay, handedOut(28)}),
			ask: methadoneOf(60, supply(3), inPlace(medication.SettingHospital)), want: met},
		{rule: overlap, name: "one dose of a hospital", before: append(day(70), fact{26 * oneDay, handedOut(28)}),
			ask: methadoneOf(60, inPlace(medication.SettingHospital)), want: irrelevant},
		{rule: most, name: "observed", before: day(3), ask: methadoneOf(60), want: irrelevant},
		{rule: most, name: "supplied, of another medication", ask: record.TakeHomeSupplied{Substance: medication.Buprenorphine, Days: 28},
			want: irrelevant},

		{rule: criteria, name: "met and documented", ask: decided(truth.Yes), want: met},
		{rule: criteria, name: "not met", ask: decided(truth.No), want: blocks},
		{rule: criteria, name: "not documented", ask: decided(truth.Unknown), want: unknown},
		{rule: criteria, name: "V41 recent diversion", before: append(day(40), condition(record.RecentDiversion, truth.Yes)),
			ask: decided(truth.Yes), want: blocks},
		{rule: criteria, name: "handed out after diversion", before: append(day(40), condition(record.RecentDiversion, truth.Yes)),
			ask: handedOut(7), want: blocks},
		{rule: criteria, name: "handed out", before: day(40), ask: handedOut(7), want: irrelevant},
		{rule: criteria, name: "closed days", ask: record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 1, ClosureDays: 1},
			want: irrelevant},
		{rule: criteria, name: "buprenorphine", ask: record.TakeHomeGrant{Product: medication.BupnxFilm, Days: 28}, want: irrelevant},
	},
		on(2020, time.March, 16,
			ruleCase{rule: most, name: "7 on day 10 on the first day of the exemption", before: day(10), ask: home(7, 0), want: warns},
			ruleCase{rule: most, name: "1 on day 10 on the first day of the exemption", before: day(10), ask: home(1, 0), want: met}),
		on(2024, time.April, 1,
			ruleCase{rule: most, name: "7 on day 10 on the last day of the exemption", before: day(10), ask: home(7, 0), want: warns}),
		on(2020, time.March, 15,
			ruleCase{rule: most, name: "V39 7 on day 10 under the rule of 2001", before: day(10), ask: home(7, 0), want: blocks},
			ruleCase{rule: most, name: "1 on day 90 under the rule of 2001", before: day(90), ask: home(1, 0), want: met},
			ruleCase{rule: most, name: "2 on day 90 under the rule of 2001", before: day(90), ask: home(2, 0), want: blocks},
			ruleCase{rule: most, name: "2 on day 91 under the rule of 2001", before: day(91), ask: home(2, 0), want: met},
			ruleCase{rule: most, name: "3 on day 180 under the rule of 2001", before: day(180), ask: home(3, 0), want: blocks},
			ruleCase{rule: most, name: "3 on day 181 under the rule of 2001", before: day(181), ask: home(3, 0), want: met},
			ruleCase{rule: most, name: "6 on day 270 under the rule of 2001", before: day(270), ask: home(6, 0), want: blocks},
			ruleCase{rule: most, name: "6 on day 271 under the rule of 2001", before: day(271), ask: home(6, 0), want: met},
			ruleCase{rule: most, name: "14 on day 365 under the rule of 2001", before: day(365), ask: home(14, 0), want: blocks},
			ruleCase{rule: most, name: "14 on day 366 under the rule of 2001", before: day(366), ask: home(14, 0), want: met},
			ruleCase{rule: most, name: "31 on day 730 under the rule of 2001", before: day(730), ask: home(31, 0), want: blocks},
			ruleCase{rule: most, name: "31 on day 731 under the rule of 2001", before: day(731), ask: home(31, 0), want: met},
		),
		on(2024, time.April, 2,
			ruleCase{rule: most, name: "7 on day 10 on the day of the rule of 2024", before: day(10), ask: home(7, 0), want: met},
			ruleCase{rule: most, name: "31 on day 731 on the day of the rule of 2024", before: day(731), ask: home(31, 0), want: blocks}),
	)
}

func otpAntiCases() []ruleCase {
	const rule = "otp.counselling.not-condition"
	declined := record.ReasonDeclinedCounselling
	refused := fact{oneDay, record.ServiceDeclined{Service: stages.CBT}}
	return []ruleCase{
		{rule: rule, name: "V43 stopped", before: append(onMethadone(80, 0), refused),
			ask: record.StopMedication{Substance: medication.Methadone, Reason: declined}, want: blocks},
		{rule: rule, name: "buprenorphine stopped", before: []fact{refused},
			ask: record.StopMedication{Substance: medication.Buprenorphine, Reason: declined}, want: blocks},
		{rule: rule, name: "V43 a dose withheld", before: append(onMethadone(80, 0), refused),
			ask: record.DoseHeld{Substance: medication.Methadone, Reason: declined}, want: blocks},
		{rule: rule, name: "an end set",
			ask:  record.PlanEndDate{Substance: medication.Methadone, On: civil.Must(2027, time.January, 1), Reason: declined},
			want: blocks},
		{rule: rule, name: "the course ended",
			ask: record.CourseMove{Trigger: stages.End, Substance: medication.Methadone, Reason: declined}, want: blocks},
		{rule: rule, name: "discharged", before: onMethadone(80, 0),
			ask: record.StageMove{Trigger: stages.DischargeAdministrative, Reason: declined}, want: blocks},
		{rule: rule, name: "discharged from counselling, medication goes on",
			ask: record.StageMove{Trigger: stages.DischargePlanned, Reason: declined, MedicationContinues: truth.Yes}, want: irrelevant},
		{rule: rule, name: "moved on, and nobody said whether the medication goes on",
			ask: record.StageMove{Trigger: stages.Transfer, Reason: declined, Destination: "elsewhere"}, want: unknown},
		{rule: rule, name: "moved on with a referral",
			ask:  record.StageMove{Trigger: stages.Transfer, Reason: declined, Destination: "elsewhere", ReferralArranged: truth.Yes},
			want: irrelevant},
		{rule: rule, name: "tapered", before: onMethadone(80, 0),
			ask: record.CourseMove{Trigger: stages.BeginTaper, Substance: medication.Methadone, Reason: declined}, want: blocks},
		{rule: rule, name: "interrupted", before: onMethadone(80, 0),
			ask: record.CourseMove{Trigger: stages.Interrupt, Substance: medication.Methadone, Reason: declined}, want: blocks},
		{rule: rule, name: "the person left", before: onMethadone(80, 0),
			ask: record.StageMove{Trigger: stages.DischargeUnplanned, Reason: declined}, want: irrelevant},
		{rule: rule, name: "stopped by choice", before: append(onMethadone(80, 0), refused),
			ask: record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonPatientChoice}, want: irrelevant},
	}
}
