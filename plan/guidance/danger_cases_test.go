package guidance_test

import (
	"cmp"
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// dangerCases are those of the rules that the law about dangers found missing.
func dangerCases() []ruleCase {
	return slices.Concat(wordCases(), vitalSignCases(), circulationCases(), earlyWarningCases(), alphaTwoWithdrawalCases(),
		vitalsOwedCases(), unwellInWithdrawalCases(), airwayCases(), reversalCases(),
		takeHomeDoubtCases(), otherDangerCases())
}

// inABed is somebody who is watched in a hospital.
var inABed = told(time.Hour, record.ContextStated{Context: record.MonitoredInpatient, Holds: truth.Yes,
	Setting: medication.SettingHospital})

// wordCases are circumstances that the record does not bear out.
func wordCases() []ruleCase {
	film := orderOf(medication.BupnxFilm, "4 mg/1 mg")
	watched := film
	watched.Supervised = truth.Yes
	asthma := condition(record.AcuteAsthma, truth.Yes)
	return []ruleCase{
		{rule: "contra.resp", name: "monitored, and nobody says where", before: []fact{asthma, stated(record.MonitoredInpatient, time.Hour)},
			ask: methadoneOf(20), want: blocks},
		{rule: "contra.resp", name: "monitored, until yesterday", before: []fact{asthma, told(3*oneDay, record.ContextStated{
			Context: record.MonitoredInpatient, Holds: truth.Yes, Setting: medication.SettingHospital,
			Until: civil.Of(now, time.UTC).Add(-1)})}, ask: methadoneOf(20), want: blocks},
		{rule: "bup.induction.cows-min", name: "a start at home that somebody watches", before: []fact{bupCOWS(time.Hour, 2),
			bupContext(record.HomeStart)}, ask: watched, want: blocks},
		{rule: "bup.induction.cows-min", name: "a whole dose that is called a low-dose start", before: []fact{bupCOWS(time.Hour, 2),
			bupContext(record.LowDoseInitiation)}, ask: film, want: blocks},
		{rule: "bup.induction.cows-min", name: "precipitated withdrawal, and heroin since", before: []fact{dosed(medication.NaloxoneIN, "4 mg",
			20*time.Hour), used("heroin", 3*time.Hour), bupCOWS(time.Hour, 6), told(time.Hour,
			record.ContextStated{Context: record.PrecipitatedRescue, Holds: truth.Yes})}, ask: film, want: blocks},
	}
}

func vitalSignCases() []ruleCase {
	const rule = "ix.vital-signs"
	reading := func(m record.Measure, value int, ago time.Duration) fact {
		return told(ago, record.Measured{Measure: m, Value: record.Whole(int32(value))})
	}
	cases := []ruleCase{
		{rule: rule, name: "nothing was measured", ask: film8, want: irrelevant},
		{rule: rule, name: "yesterday, and not since", before: []fact{reading(record.SystolicPressure, 85, oneDay)}, ask: film8, want: warns},
		{rule: rule, name: "two days ago", before: []fact{reading(record.SystolicPressure, 85, 2*oneDay)}, ask: film8, want: irrelevant},
		{rule: rule, name: "measured again", before: []fact{reading(record.SystolicPressure, 85, 2*time.Hour),
			reading(record.SystolicPressure, 110, time.Hour)}, ask: film8, want: met},
		{rule: rule, name: "a dose that was taken", before: []fact{methadoneDosed, reading(record.Pulse, 38, time.Hour)}, ask: takenAtHome(60),
			want: warns},
		{rule: rule, name: "naltrexone", before: []fact{reading(record.Pulse, 38, time.Hour)}, ask: tablet, want: irrelevant},
	}
	for _, band := range []struct {
		param   plan.ParamID
		measure record.Measure
		at      int
		low     bool
	}{
		{"systolic-low", record.SystolicPressure, 90, true}, {"systolic-high", record.SystolicPressure, 220, false},
		{"pulse-low", record.Pulse, 40, true}, {"pulse-high", record.Pulse, 131, false}, {"temperature-low", record.BodyTemperature, 35, true},
		{"rate-high", record.RespiratoryRate, 25, false},
	} {
		wants := [3]outcome{met, warns, warns}
		if band.low {
			wants = [3]outcome{warns, warns, met}
		}
		for _, place := range []string{"", "gb"} {
			cases = append(cases, probe(rule, "ix.vital-signs."+band.param, place, wants, func(side int) ([]fact, record.Body) {
				return []fact{reading(band.measure, band.at+side, time.Hour)}, orderOf(kitOf(cmp.Or(place, "us")).methadone, "20 mg")
			})...)
		}
	}
	return cases
}

// circulationCases are those of a low pulse and a low pressure before what may lower them, and after an adulterant that does.
func circulationCases() []ruleCase {
	const rule = "ix.circulation"
	reading := func(m record.Measure, value int, ago time.Duration) fact {
		return told(ago, record.Measured{Measure: m, Value: record.Whole(int32(value))})
	}
	systolic, pulse := reading(record.SystolicPressure, 95, time.Hour), reading(record.Pulse, 45, time.Hour)
	xylazine := told(2*time.Hour, record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteXylazine, Result: record.Positive}}})
	settled := bupTakenDaily(9, medication.BupnxFilm, "8 mg/2 mg")
	with := func(list []fact, more ...fact) []fact { return slices.Concat(list, more) }
	cases := []ruleCase{
		{rule: rule, name: "nothing was measured", ask: film8, want: irrelevant},
		{rule: rule, name: "a start", before: []fact{systolic}, ask: film8, want: warns},
		{rule: rule, name: "the same dose goes on", before: with(settled, systolic), ask: film8, want: irrelevant},
		{rule: rule, name: "a rise", before: with(settled, systolic), ask: bupOrder(medication.BupnxFilm, "12 mg/3 mg"), want: warns},
		{rule: rule, name: "a rise of methadone", before: with(onMethadone(60, 0), systolic), ask: methadoneOf(70), want: warns},
		{rule: rule, name: "methadone goes on", before: with(onMethadone(60, 0), systolic), ask: methadoneOf(60), want: irrelevant},
		{rule: rule, name: "methadone goes on after medetomidine", before: with(onMethadone(60, 0), systolic, used("medetomidine", 9*time.Hour)),
			ask: methadoneOf(60), want: warns, says: "after medetomidine"},
		{rule: rule, name: "xylazine that was found", before: with(settled, pulse, xylazine), ask: film8, want: warns},
		{rule: rule, name: "xylazine of the week before", before: with(settled, pulse, used("xylazine", 7*oneDay)), ask: film8, want: irrelevant},
		{rule: rule, name: "a slow pulse alone", before: with(settled, pulse), ask: film8, want: irrelevant},
		{rule: rule, name: "clonidine", before: []fact{systolic}, ask: orderOf(medication.ClonidineTab, "0.1 mg"), want: warns},
		{rule: rule, name: "clonidine, and wm.alpha2.bp says it", before: []fact{reading(record.SystolicPressure, 85, time.Hour)},
			ask: orderOf(medication.ClonidineTab, "0.1 mg"), want: irrelevant},
		{rule: rule, name: "clonidine after xylazine, and wm.alpha2.bp says it", before: []fact{pulse, xylazine},
			ask: orderOf(medication.ClonidineTab, "0.1 mg"), want: irrelevant},
		{rule: rule, name: "ix.vital-signs says it", before: []fact{reading(record.SystolicPressure, 85, time.Hour)}, ask: film8, want: irrelevant},
		{rule: rule, name: "two days ago", before: []fact{reading(record.SystolicPressure, 95, 2*oneDay)}, ask: film8, want: irrelevant},
		{rule: rule, name: "naltrexone", before: []fact{systolic, xylazine}, ask: tablet, want: irrelevant},
	}
	for _, place := range []string{"", "gb"} {
		order := orderOf(kitOf(cmp.Or(place, "us")).methadone, "20 mg")
		low := [3]outcome{warns, warns, met}
		cases = append(cases, probe(rule, "ix.circulation.systolic", place, low, func(side int) ([]fact, record.Body) {
			return []fact{reading(record.SystolicPressure, 100+side, time.Hour)}, order
		})...)
		cases = append(cases, probe(rule, "ix.circulation.pulse", place, low, func(side int) ([]fact, record.Body) {
			return []fact{used("xylazine", 5*time.Hour), reading(record.Pulse, 50+side, time.Hour)}, order
		})...)
	}
	return cases
}

// vitalsOwedCases are those of the one look that is owed: at a start or rise of methadone where it can be measured.
func vitalsOwedCases() []ruleCase {
	const rule = "methadone.vitals"
	at := func(where medication.Setting, first int) record.Order {
		o := methadoneOf(20)
		o.Setting = where
		if first > 0 {
			o.First, o.Schedule = civil.Of(now, time.UTC).Add(first), medication.Daily()
		}
		return o
	}
	breaths := func(ago time.Duration) fact {
		return told(ago, record.Measured{Measure: record.RespiratoryRate, Value: record.Whole(14)})
	}
	cases := []ruleCase{
		{rule: rule, name: "a start in hospital", before: []fact{stated(record.HospitalStay, time.Hour)}, ask: at(medication.SettingHospital, 0),
			want: warns},
		{rule: rule, name: "a start in an emergency department", before: []fact{stated(record.EmergencyCare, time.Hour)},
			ask: at(medication.SettingEmergency, 0), want: warns},
		{rule: rule, name: "of an inpatient, in a programme", before: []fact{stated(record.HospitalStay, time.Hour)},
			ask: at(medication.SettingOTP, 0), want: irrelevant},
		{rule: rule, name: "a start in a programme", ask: at(medication.SettingOTP, 0), want: irrelevant},
		{rule: rule, name: "a start of the week to come", ask: at(medication.SettingHospital, 7), want: irrelevant},
		{rule: rule, name: "somebody looked for sedation", before: []fact{seen(time.Hour)}, ask: at(medication.SettingHospital, 0), want: met},
		{rule: rule, name: "the same dose goes on", before: onMethadone(20, 0), ask: at(medication.SettingHospital, 0), want: irrelevant},
	}
	for _, place := range []string{"", "gb"} {
		cases = append(cases, probe(rule, "methadone.vitals.fresh", place, [3]outcome{met, met, warns}, func(side int) ([]fact, record.Body) {
			o := orderOf(kitOf(cmp.Or(place, "us")).methadone, "20 mg")
			o.Setting = medication.SettingHospital
			return []fact{stated(record.HospitalStay, time.Hour), breaths(2*time.Hour + time.Duration(side)*time.Minute)}, o
		})...)
	}
	return cases
}

// unwellInWithdrawalCases are those of a pulse and a pressure that withdrawal from opioids alone does not explain.
func unwellInWithdrawalCases() []ruleCase {
	const rule = "wm.vital-signs"
	reading := func(m record.Measure, value int, ago time.Duration) fact {
		return told(ago, record.Measured{Measure: m, Value: record.Whole(int32(value))})
	}
	in := func(where medication.Setting) record.WithdrawalManagement {
		return record.WithdrawalManagement{Method: record.MethodAlpha2, Setting: where}
	}
	fast, high := reading(record.Pulse, 131, time.Hour), reading(record.SystolicPressure, 220, time.Hour)
	return []ruleCase{
		{rule: rule, name: "a fast pulse", before: []fact{fast}, ask: in(medication.SettingOffice), want: warns},
		{rule: rule, name: "a high pressure", before: []fact{high}, ask: in(medication.SettingHome), want: warns},
		{rule: rule, name: "in hospital", before: []fact{fast, high}, ask: in(medication.SettingHospital), want: irrelevant},
		{rule: rule, name: "in an emergency department", before: []fact{fast}, ask: in(medication.SettingEmergency), want: irrelevant},
		{rule: rule, name: "a pulse of 130", before: []fact{reading(record.Pulse, 130, time.Hour)}, ask: in(medication.SettingOffice),
			want: irrelevant},
		{rule: rule, name: "two days ago", before: []fact{reading(record.Pulse, 140, 2*oneDay)}, ask: in(medication.SettingOffice),
			want: irrelevant},
	}
}

func airwayCases() []ruleCase {
	const rule = "ix.airways"
	cases := []ruleCase{
		{rule: rule, name: "nothing is on record", ask: film8, want: irrelevant},
		{rule: rule, name: "it was looked for", before: []fact{reviewed(record.ConditionsSection)}, ask: methadone80, want: irrelevant},
		{rule: rule, name: "asthma is told of at a start of methadone, which is refused for it", before: []fact{hasCondition(record.AcuteAsthma)},
			ask: methadone80, want: irrelevant},
		{rule: rule, name: "sleep apnea is told of on methadone", before: []fact{methadoneDosed},
			ask: record.ConditionReported{Condition: record.SleepApnea, Present: truth.Yes}, want: advises},
		{rule: rule, name: "sleep apnea is told of without treatment",
			ask: record.ConditionReported{Condition: record.SleepApnea, Present: truth.Yes}, want: irrelevant},
	}
	for _, c := range []struct {
		condition     record.Health
		film, of80    outcome
		jurisdictions []string
	}{
		{record.SignificantRespiratoryDepression, warns, irrelevant, []string{"us", "gb"}}, {record.AcuteAsthma, warns, irrelevant,
			[]string{"us"}},
		{record.ObstructiveAirwaysDisease, advises, advises, []string{"us"}}, {record.SleepApnea, advises, advises, []string{"us", "gb-wls"}},
	} {
		for _, place := range c.jurisdictions {
			with := []fact{hasCondition(c.condition)}
			k := kitOf(place)
			cases = append(cases,
				ruleCase{rule: rule, name: string(c.condition) + " and buprenorphine", jurisdiction: place, before: with,
					ask: orderOf(k.bup, k.first), want: c.film},
				ruleCase{rule: rule, name: string(c.condition) + " and methadone", jurisdiction: place, before: with,
					ask: orderOf(k.methadone, "20 mg"), want: c.of80})
		}
	}
	return cases
}

func reversalCases() []ruleCase {
	const rule, param = "methadone.after-reversal", "methadone.after-reversal.naloxone"
	after := func(product medication.ProductID, dose string, ago time.Duration) []fact {
		return []fact{dosed(product, dose, ago)}
	}
	cases := []ruleCase{
		{rule: rule, name: "nalmefene seven hours ago", before: after(medication.NalmefeneIN, "2.7 mg", 7*time.Hour), ask: methadoneOf(20),
			want: warns},
		{rule: rule, name: "nalmefene eight hours ago", before: after(medication.NalmefeneIN, "2.7 mg", 8*time.Hour), ask: methadoneOf(20),
			want: irrelevant},
		{rule: rule, name: "brought back an hour ago", before: []fact{told(time.Hour, record.Overdosed{Agent: "heroin",
			NaloxoneReversed: truth.Yes})},
			ask: methadoneOf(20), want: warns},
		{rule: rule, name: "a dose given", before: after(medication.NaloxoneIN, "4 mg", time.Hour), ask: methadoneGiven(20), want: warns},
		{rule: rule, name: "doses for days to come", before: append(after(medication.NaloxoneIN, "4 mg", time.Hour), given(oneDay, 60)),
			ask: granted(1), want: irrelevant},
		{rule: rule, name: "buprenorphine", before: after(medication.NaloxoneIN, "4 mg", time.Hour), ask: film8, want: irrelevant},
	}
	for _, place := range []string{"", "gb"} {
		cases = append(cases, probe(rule, param, place, [3]outcome{warns, irrelevant, irrelevant}, func(side int) ([]fact, record.Body) {
			return after(medication.NaloxoneIN, "4 mg", 2*time.Hour+time.Duration(side)*time.Minute), methadoneOf(20)
		})...)
	}
	return cases
}

// takeHomeDoubtCases are those of an overdose, and of diversion, before methadone is taken home, in every place: by a grant, by what is handed out
// and by an order with a supply, of a programme and of a hospital.
func takeHomeDoubtCases() (cases []ruleCase) {
	const overdose, param, diversion, criteria = "takehome.overdose", "takehome.overdose.days", "takehome.diversion", "otp.takehome.criteria"
	ago := func(days int) fact { return told(time.Duration(days)*oneDay, record.Overdosed{Agent: "fentanyl"}) }
	after := func(f ...fact) []fact { return append(onMethadone(60, 0), f...) }
	diverted := hasCondition(record.RecentDiversion)
	byHospital := methadoneOf(60, supply(3), inPlace(medication.SettingHospital))
	for _, place := range []string{"", "gb", "ca", "au", "int-who"} {
		cases = append(cases, probe(overdose, param, place, [3]outcome{warns, irrelevant, irrelevant}, func(side int) ([]fact, record.Body) {
			return after(ago(28 + side)), granted(7)
		})...)
		cases = append(cases, inPlaceOf(place,
			ruleCase{rule: overdose, name: "handed out after an overdose", before: after(ago(1)), ask: handedOut(7), want: warns},
			ruleCase{rule: overdose, name: "ordered with a supply after an overdose", before: after(ago(1)), ask: methadoneOf(60, supply(7)), want: warns},
			ruleCase{rule: overdose, name: "a hospital hands it out after an overdose", before: after(ago(1)), ask: byHospital, want: warns},
			ruleCase{rule: overdose, name: "watched after an overdose", before: after(ago(1)), ask: methadoneOf(60), want: irrelevant},
			ruleCase{rule: overdose, name: "for a closed day after an overdose", before: after(ago(1)), want: irrelevant,
				ask: record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 1, ClosureDays: 1, Criteria: truth.Yes}})...)
	}
	for _, place := range []string{"gb", "ca", "au", "int-who"} {
		cases = append(cases, inPlaceOf(place,
			ruleCase{rule: diversion, name: "granted after diversion", before: after(diverted), ask: granted(7), want: warns},
			ruleCase{rule: diversion, name: "handed out after diversion", before: after(diverted), ask: handedOut(7), want: warns},
			ruleCase{rule: diversion, name: "ordered with a supply after diversion", before: after(diverted), ask: methadoneOf(60, supply(7)), want: warns},
			ruleCase{rule: diversion, name: "watched after diversion", before: after(diverted), ask: methadoneOf(60), want: irrelevant},
			ruleCase{rule: diversion, name: "no diversion", before: after(), ask: handedOut(7), want: irrelevant})...)
	}
	return append(cases,
		ruleCase{rule: criteria, name: "a hospital hands it out after diversion", before: after(diverted), ask: byHospital, want: warns},
		ruleCase{rule: criteria, name: "criteria that are not met, after an overdose", before: after(ago(1)),
			ask: record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 7, Criteria: truth.No}, want: blocks})
}

func otherDangerCases() []ruleCase {
	const both, cns, caution, low, lost = "wm.alpha2.both", "ix.benzo-cns", "methadone.qtc.caution", "methadone.induction.low-tolerance",
		"od.tolerance-loss"
	lofexidine := lofexidineOrder("0.54 mg", 4)
	without := told(time.Hour, record.ConditionReported{Condition: record.PhysicalDependence, Present: truth.No})
	filtered := func(rate int) fact {
		return told(time.Hour, record.Measured{Measure: record.EGFR, Value: record.Whole(int32(rate))})
	}
	kidneys := append(probe("naltrexone.renal", "naltrexone.renal.severe-below", "", [3]outcome{warns, met, met}, func(side int) ([]fact, record.Body) {
		return []fact{filtered(30 + side)}, tablet
	}), ruleCase{rule: "naltrexone.renal", name: "kidneys that fail", before: []fact{hasCondition(record.SevereRenalFailure)}, ask: tablet, want: warns},
		ruleCase{rule: "naltrexone.renal", name: "gb.naltrexone.contraindicated says it", jurisdiction: "gb",
			before: []fact{hasCondition(record.SevereRenalFailure)}, ask: orderOf(medication.NtxPOGB, "25 mg"), want: irrelevant},
		ruleCase{rule: lost, name: "heroin again after the end of methadone", before: []fact{given(90*oneDay, 60),
			{80 * oneDay, record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonPatientChoice}}, used("heroin", oneDay)},
			ask: methadoneOf(20), want: warns},
		ruleCase{rule: lost, name: "heroin for weeks after the end of methadone", before: []fact{given(90*oneDay, 60),
			{80 * oneDay, record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonPatientChoice}}, used("heroin", 30*oneDay),
			used("heroin", oneDay)}, ask: methadoneOf(20), want: met},
		ruleCase{rule: lost, name: "a return to use", before: []fact{{oneDay, record.ReturnedToUse{Agent: "heroin"}}}, ask: methadoneOf(20),
			want: warns})
	cases := append(kidneys, probe("naltrexone.lft", "naltrexone.lft.child-pugh", "", [3]outcome{met, warns, warns}, func(side int) ([]fact, record.Body) {
		return []fact{measuredValue(record.ALTRatio, "1", time.Hour), {time.Hour, record.Measured{Measure: record.ChildPugh,
			Value: record.Whole(int32(10 + side))}}}, firstTablet
	})...)
	oxycodone := told(2*time.Hour, record.MedicineReported{Agent: "oxycodone", Taking: truth.Yes})
	const hours, mind, liver = "bup.induction.hours-short-acting", "co.treat-together", "hepatic.methadone"
	cases = append(cases,
		ruleCase{rule: hours, name: "oxycodone on the list is no heroin that was told of", before: append(bupShown(14),
			used("heroin", 20*time.Hour), oxycodone), ask: film8, want: unknown},
		ruleCase{rule: hours, name: "oxycodone on the list, and told when", before: append(bupShown(14), used("oxycodone", 20*time.Hour),
			oxycodone),
			ask: film8, want: met},
		ruleCase{rule: mind, name: "thoughts of suicide alone", before: []fact{hasCondition(record.Suicidality)}, ask: film8, want: advises},
		ruleCase{rule: liver, name: "impaired, and nobody knows how much", before: []fact{reviewed(record.ConditionsSection),
			hasCondition(record.HepaticImpairment)}, ask: methadoneOf(20), want: unknown})
	return append(cases,
		ruleCase{rule: both, name: "a beta blocker is listed", before: []fact{takes("propranolol")}, ask: lofexidine, want: warns},
		ruleCase{rule: both, name: "a beta blocker is listed, and clonidine comes", before: []fact{takes("metoprolol")},
			ask: record.Order{Product: medication.ClonidineTab, Dose: doseOf("0.1 mg"), PerDay: 3}, want: warns},
		ruleCase{rule: both, name: "a beta blocker is begun on lofexidine", before: []fact{dosed(medication.LofexidineTab, "0.54 mg",
			3*time.Hour)},
			ask: reports("propranolol", truth.Yes), want: warns},
		ruleCase{rule: both, name: "a beta blocker was stopped", before: []fact{stoppedMedicine("propranolol", aDay)}, ask: lofexidine,
			want: irrelevant},
		ruleCase{rule: both, name: "xylazine, for whose withdrawal they are given", before: []fact{screen(time.Hour, record.Positive,
			record.AnalyteXylazine)}, ask: lofexidine, want: irrelevant},
		ruleCase{rule: cns, name: "acute alcoholism", before: []fact{hasCondition(record.AcuteAlcoholism)}, ask: methadone80, want: warns},
		ruleCase{rule: cns, name: "acute alcoholism is reported", before: []fact{filmDosed},
			ask: record.ConditionReported{Condition: record.AcuteAlcoholism, Present: truth.Yes}, want: warns},
		ruleCase{rule: caution, name: "a long QT interval from birth", before: []fact{hasCondition(record.CongenitalLongQT),
			measuredValue(record.QTc, "420", time.Hour)}, ask: methadoneOf(20), want: warns},
		ruleCase{rule: caution, name: "a long QT interval from birth is reported on methadone", before: []fact{methadoneDosed},
			ask: record.ConditionReported{Condition: record.CongenitalLongQT, Present: truth.Yes}, want: warns},
		ruleCase{rule: low, name: "no physical dependence", before: []fact{used("heroin", 20*time.Hour), without}, ask: methadoneOf(30),
			want: warns},
		ruleCase{rule: lost, name: "no physical dependence", before: []fact{without}, ask: film8, want: warns})
}
