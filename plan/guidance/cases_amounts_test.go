package guidance_test

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// methadoneHandedOutCases are those of methadone in the hand: today's dose at home and one here, more than the order says, doses that were lost.
func methadoneHandedOutCases() []ruleCase {
	const repeated, beyond, lost = "methadone.verify.takehomes", "methadone.supply.above-order", "supply.lost"
	handed := func(ago time.Duration, first, days int) fact {
		return fact{ago, record.TakeHomeSupplied{Substance: medication.Methadone, Days: days, First: civil.Of(now, time.UTC).Add(first)}}
	}
	grant := func(mg uint32) record.TakeHomeGrant {
		return record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 6, Dose: milligrams(mg), Criteria: truth.Yes}
	}
	gone := func(ago time.Duration, how record.Loss) []fact {
		return append(onMethadone(80, 0), fact{ago + time.Hour, handedOut(7)},
			fact{ago, record.DosesLost{Substance: medication.Methadone, Days: 6, How: how}})
	}
	daily := every(medication.Daily())
	return []ruleCase{
		{rule: repeated, name: "today's dose is at home", before: append(onMethadone(80, 0), handed(time.Hour, 0, 7)), ask: methadoneOf(80), want: warns,
			says: "160 mg"},
		{rule: repeated, name: "today's dose is at home, and one is given here", before: append(onMethadone(80, 0), handed(oneDay, 0, 7)),
			ask: given(0, 80).body, want: warns},
		{rule: repeated, name: "today's dose is at home, and a hospital goes on", before: append(onMethadone(80, 0), handed(time.Hour, 0, 7)),
			ask: methadoneOf(80, daily, inPlace(medication.SettingHospital)), want: warns},
		{rule: repeated, name: "today's dose is at home, and is taken there", before: append(onMethadone(80, 0), handed(time.Hour, 0, 7)),
			ask: takenAtHome(80), want: irrelevant},
		{rule: repeated, name: "doses from tomorrow on are at home", before: append(onMethadone(80, 0), handed(time.Hour, 1, 6)), ask: methadoneOf(80),
			want: irrelevant},

		{rule: beyond, name: "three times the order", before: onMethadone(80, 0), ask: grant(240), want: blocks},
		{rule: beyond, name: "a little more than the order", before: onMethadone(80, 0), ask: grant(81), want: blocks},
		{rule: beyond, name: "what the order says", before: onMethadone(80, 0), ask: grant(80), want: met},
		{rule: beyond, name: "less than the order", before: onMethadone(80, 0), ask: grant(60), want: met},
		{rule: beyond, name: "more than the last day, and no order", before: []fact{given(oneDay, 80)}, ask: grant(81), want: warns},
		{rule: beyond, name: "an order that has doses handed out", before: onMethadone(80, 0), ask: methadoneOf(85, daily, supply(6)), want: irrelevant},

		{rule: lost, name: "stolen 89 days ago", before: gone(89*oneDay, record.LossStolen), ask: granted(6), want: warns, param: "supply.lost.within",
			side: below},
		{rule: lost, name: "lost 90 days ago", before: gone(90*oneDay, record.LossLost), ask: granted(6), want: irrelevant,
			param: "supply.lost.within", side: at},
		{rule: lost, name: "lost 91 days ago", before: gone(91*oneDay, record.LossLost), ask: granted(6), want: irrelevant,
			param: "supply.lost.within", side: above},
		{rule: lost, name: "stolen, and handed out again", before: gone(oneDay, record.LossStolen), ask: handedOut(6), want: warns},
		{rule: lost, name: "stolen, and reassessed since", before: append(gone(oneDay, record.LossStolen), reassessed(time.Hour)), ask: granted(6),
			want: met},
		{rule: lost, name: "stolen, and tablets of something else lost since", before: append(gone(2*oneDay, record.LossStolen),
			fact{oneDay, record.DosesLost{Substance: medication.Buprenorphine, Days: 1, How: record.LossLost}}), ask: granted(6), want: warns},
		{rule: lost, name: "stolen, and others brought back since", before: append(gone(2*oneDay, record.LossStolen),
			fact{oneDay, record.DosesLost{Substance: medication.Methadone, Days: 1, How: record.LossReturned}}), ask: granted(6), want: warns},
		{rule: lost, name: "brought back", before: gone(oneDay, record.LossReturned), ask: granted(6), want: irrelevant},
		{rule: lost, name: "none was lost", before: onMethadone(80, 0), ask: granted(6), want: irrelevant},

		{rule: "ca-bc.takehome.sedatives", name: "home beside alprazolam", jurisdiction: "ca-bc", before: append(onMethadone(80, 0), beside("alprazolam")...),
			ask: granted(6), want: warns},
		{rule: "ca-bc.takehome.sedatives", name: "home beside nothing", jurisdiction: "ca-bc", before: onMethadone(80, 0), ask: granted(6),
			want: irrelevant},
	}
}

// cutCases are those of an order that brings the daily dose down at once.
func cutCases() []ruleCase {
	const rule, methadonePercent, tablet = "taper.step-max", "taper.step-max.methadone", "taper.step-max.buprenorphine"
	daily := every(medication.Daily())
	bup := []fact{{90 * oneDay, bupRegimen("16 mg")}, {90 * oneDay, record.DoseGiven{Product: medication.BupSL, Dose: bupDose("16 mg")}},
		{oneDay, record.DoseGiven{Product: medication.BupSL, Dose: bupDose("16 mg")}}}
	const least = "taper.step-max.methadone-least"
	return []ruleCase{
		{rule: rule, name: "20 to 16 mg", before: onMethadone(20, 0), ask: methadoneOf(16, daily), want: met, param: least, side: below},
		{rule: rule, name: "20 to 15 mg", before: onMethadone(20, 0), ask: methadoneOf(15, daily), want: met, param: least, side: at},
		{rule: rule, name: "20 to 14 mg", before: onMethadone(20, 0), ask: methadoneOf(14, daily), want: warns, param: least, side: above},
		{rule: rule, name: "80 to 73 mg", before: onMethadone(80, 0), ask: methadoneOf(73, daily), want: met, param: methadonePercent, side: below},
		{rule: rule, name: "80 to 72 mg", before: onMethadone(80, 0), ask: methadoneOf(72, daily), want: met, param: methadonePercent, side: at},
		{rule: rule, name: "80 to 71 mg", before: onMethadone(80, 0), ask: methadoneOf(71, daily), want: warns, param: methadonePercent, side: above},
		{rule: rule, name: "100 to 90 mg", before: onMethadone(100, 0), ask: methadoneOf(90, daily), want: met},
		{rule: rule, name: "100 to 89 mg", before: onMethadone(100, 0), ask: methadoneOf(89, daily), want: warns},
		{rule: rule, name: "80 to 10 mg", before: onMethadone(80, 0), ask: methadoneOf(10, daily), want: warns, says: "a cut of 70 mg"},
		{rule: rule, name: "80 to 10 mg in pregnancy, for a reason", before: append(onMethadone(80, 0), isPregnant),
			ask: methadoneOf(10, daily, because("asked for it")), want: warns, says: "in pregnancy"},
		{rule: rule, name: "80 to 60 mg for a reason", before: onMethadone(80, 0), ask: methadoneOf(60, daily, because("drowsy at noon")), want: advises},
		{rule: rule, name: "80 to 40 mg after four missed", before: onMethadone(80, 4), ask: methadoneOf(40, daily), want: irrelevant},
		{rule: rule, name: "80 to 40 mg of somebody who is sedated", before: append(onMethadone(80, 0), seen(time.Hour, record.Sedation)),
			ask: methadoneOf(40, daily), want: irrelevant},
		{rule: rule, name: "80 to 70 mg with a long QT interval", before: append(onMethadone(80, 0), measured(record.QTc, "500", oneDay)),
			ask: methadoneOf(70, daily), want: irrelevant},
		{rule: rule, name: "back from 40 to 60 mg after missed doses", before: append(onMethadone(80, 5), given(oneDay, 40)), ask: methadoneOf(60, daily),
			want: irrelevant},
		{rule: rule, name: "one dose of 10 mg", before: onMethadone(80, 0), ask: methadoneOf(10), want: irrelevant},
		{rule: rule, name: "80 to 90 mg", before: onMethadone(80, 0), ask: methadoneOf(90, daily), want: irrelevant},
		{rule: rule, name: "16 to 13 mg", before: bup, ask: bupRegimen("13 mg"), want: met, param: tablet, side: below},
		{rule: rule, name: "16 to 12 mg", before: bup, ask: bupRegimen("12 mg"), want: met, param: tablet, side: at},
		{rule: rule, name: "16 to 11 mg", before: bup, ask: bupRegimen("11 mg"), want: warns, param: tablet, side: above},
		{rule: rule, name: "16 to 2 mg", before: bup, ask: bupRegimen("2 mg"), want: warns},
	}
}

// bupRegimen is a daily order of buprenorphine under the tongue.
func bupRegimen(dose string) record.Order {
	o := bupOrder(medication.BupSL, dose)
	o.Schedule = medication.Daily()
	return o
}

// ageCases are those of the first methadone by age.
func ageCases() []ruleCase {
	const older, child = "methadone.induction.low-tolerance", "gb.methadone.age"
	const age, most = "methadone.induction.low-tolerance.older-age", "methadone.induction.low-tolerance.older"
	of := func(years int) []fact { return []fact{used("heroin", oneDay), aged(years)} }
	return []ruleCase{
		{rule: older, name: "64 years", before: of(64), ask: methadoneOf(30), want: met, param: age, side: below},
		{rule: older, name: "65 years", before: of(65), ask: methadoneOf(30), want: warns, param: age, side: at},
		{rule: older, name: "66 years", before: of(66), ask: methadoneOf(30), want: warns, param: age, side: above},
		{rule: older, name: "19 mg at 66 years", before: of(66), ask: methadoneOf(19), want: met, param: most, side: below},
		{rule: older, name: "20 mg at 66 years", before: of(66), ask: methadoneOf(20), want: met, param: most, side: at},
		{rule: older, name: "21 mg at 66 years", before: of(66), ask: methadoneOf(21), want: warns, param: most, side: above},
		{rule: child, name: "15 years", jurisdiction: "gb", before: of(15), ask: methadoneOf(20), want: warns, param: "gb.methadone.age.least",
			side: below},
		{rule: child, name: "16 years", jurisdiction: "gb", before: of(16), ask: methadoneOf(20), want: irrelevant, param: "gb.methadone.age.least",
			side: at},
		{rule: child, name: "17 years", jurisdiction: "gb", before: of(17), ask: methadoneOf(20), want: irrelevant, param: "gb.methadone.age.least",
			side: above},
		{rule: child, name: "15 years, and a specialist directs it", jurisdiction: "gb",
			before: append(of(15), stated(record.SpecialistSupervision, time.Hour)), ask: methadoneOf(20), want: suspended},
	}
}
