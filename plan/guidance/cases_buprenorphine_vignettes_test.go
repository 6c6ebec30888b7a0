package guidance_test

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
)

// bupVignettes are the vignettes of the evidence that concern buprenorphine, under their names there.
func bupVignettes() []ruleCase {
	return append(bupVignettesUS(), bupVignettesIntl()...)
}

func bupVignettesUS() []ruleCase {
	low := bupContext(record.LowDoseInitiation)
	half := bupOrder(medication.BupnxSL, "0.5 mg")
	bernese := []fact{low, bupMethadone(5*time.Hour, 120)}
	v16 := []fact{bupUsed(13*time.Hour, "heroin"), bupCOWS(30*time.Minute, 9),
		bupSigns(20*time.Minute, record.Piloerection, record.Mydriasis)}
	v19 := []fact{bupMethadone(40*time.Hour, 60), bupCOWS(time.Hour, 12), bupSigns(time.Hour, record.Yawning, record.Mydriasis)}
	four := bupOrder(medication.BupSL, "4 mg")
	precipitated := fact{time.Hour, record.PrecipitatedWithdrawal{By: medication.Buprenorphine}}
	rescue := func(dose string) record.Order {
		return record.Order{Product: medication.BupSL, Dose: bupDose(dose), Purpose: record.PurposeRescue,
			Setting: medication.SettingHospital}
	}
	stop := record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonCompleted}
	first := bupOrder(medication.BupSublocade, "300 mg")
	tested := []fact{bupGiven(65*time.Minute, medication.BupSL, "4 mg")}
	cases := []ruleCase{
		{name: "V01: methadone goes on beside a low-dose start", rule: "bup.induction.methadone-dose-max", before: bernese, ask: half,
			want: suspended},
		{name: "V01: and its hours do not matter", rule: "bup.induction.hours-long-acting", before: bernese, ask: half, want: suspended},
		{name: "V01: where the agonist comes from is asked", rule: "bup.low-dose.agonist-source", before: bernese, ask: half, want: warns},
		{name: "V01: the start is low", rule: "bup.low-dose.start-max", before: bernese, ask: half, want: met},
		{name: "V08: stop", rule: "bup.precipitated.treat", before: []fact{precipitated}, want: advises,
			ask: record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonAdverseEvent}},
		{name: "V08: give more", rule: "bup.precipitated.treat", before: []fact{precipitated}, ask: rescue("8 mg"), want: met},
		{name: "V09: 40 mg for precipitated withdrawal", rule: "bup.induction.day1-total", want: warns,
			before: []fact{bupUsed(20*time.Hour, "fentanyl"), bupGiven(2*time.Hour, medication.BupSL, "16 mg"), precipitated,
				bupCOWS(30*time.Minute, 30)}, ask: rescue("24 mg")},
		{name: "V09: no stop at 24 mg", rule: "bup.dose.daily-total", want: warns,
			before: []fact{bupGiven(2*time.Hour, medication.BupSL, "16 mg"), precipitated}, ask: rescue("24 mg")},
		{name: "V11: methadone stops on day 8", rule: "bup.low-dose.stop-agonist", want: met,
			before: append(bupTakenDaily(1, medication.BupSL, "12 mg"), low, bupMethadone(bupDay, 40)), ask: stop},
		{name: "V16: COWS 9", rule: "bup.induction.cows-min", before: v16, ask: four, want: warns},
		{name: "V16: two signs", rule: "bup.induction.objective-signs", before: v16, ask: four, want: met},
		{name: "V16: 13 hours", rule: "bup.induction.hours-short-acting", before: v16, ask: four, want: met},
		{name: "V18: three hours after heroin", rule: "bup.induction.hours-short-acting", ask: four, want: blocks,
			before: []fact{bupUsed(3*time.Hour, "heroin"), bupCOWS(time.Hour, 14)}},
		{name: "V19: 60 mg of methadone", rule: "bup.induction.methadone-dose-max", before: v19, ask: four, want: warns},
		{name: "V19: 40 hours ago", rule: "bup.induction.hours-long-acting", before: v19, ask: four, want: warns},
		{name: "V19: COWS 12", rule: "bup.induction.cows-min", before: v19, ask: four, want: blocks},
		{name: "V21: 20 mg on day 1 in a clinic", rule: "bup.induction.day1-total",
			ask: record.Order{Product: medication.BupSL, Dose: bupDose("10 mg"), PerDay: 2}, want: warns},
		{name: "V21: in an emergency department", rule: "bup.induction.day1-total", want: met,
			ask: record.Order{Product: medication.BupSL, Dose: bupDose("10 mg"), PerDay: 2, Setting: medication.SettingEmergency}},
		{name: "V23: Sublocade an hour after 4 mg", rule: "bup.xr.test-dose", day: bupOn(2025, time.February, 24), before: tested,
			ask: first, want: met},
		{name: "V23: by the older label", rule: "bup.xr.test-dose", day: bupOn(2025, time.February, 23), before: tested, ask: first,
			want: blocks},
		{name: "V24: Sublocade 24 days after the second", rule: "bup.xr.sublocade.interval-min", want: blocks,
			before: bupInjected(medication.BupSublocade, "300 mg", 52, 24), ask: first},
		{name: "V26: four weekly syringes for a month", rule: "med.interchange.brixadi-formulations",
			ask: bupOrder(medication.BupBrixadiWeekly, "128 mg"), want: blocks},
		{name: "V51: Child-Pugh B asking for Sublocade", rule: "hepatic.bup-xr", before: []fact{bupScore(8)}, ask: first, want: blocks},
		{name: "V61: fifteen years old", rule: "adol.bup", before: []fact{bupBorn(15, 100)}, ask: four, want: warns},
		{name: "V71: seven days without the database", rule: "bup.tele.no-pdmp-max", want: met,
			before: []fact{bupContext(record.Telemedicine), {time.Hour, record.Assessed{Assessment: record.MonitoringAttempt}}},
			ask:    record.Order{Product: medication.BupnxFilm, Dose: bupDose("8 mg/2 mg"), SupplyDays: 7}},
		{name: "V71: thirty days without the database", rule: "bup.tele.no-pdmp-max", want: blocks,
			before: []fact{bupContext(record.Telemedicine), {time.Hour, record.Assessed{Assessment: record.MonitoringAttempt}}},
			ask:    record.Order{Product: medication.BupnxFilm, Dose: bupDose("8 mg/2 mg"), SupplyDays: 30}},
	}
	// Totals of the days of the published schedules; in V13 days without a dose lie between them.
	cases = append(cases, bupSchedule("V14", bupDay, "0.5 mg", "1 mg", "2 mg", "4 mg", "6 mg", "12 mg")...)
	cases = append(cases, bupSchedule("classic", bupDay, "0.5 mg", "1 mg", "2 mg", "4 mg", "6 mg", "8 mg", "12 mg")...)
	return append(cases, bupSchedule("V13", 3*bupDay, "0.5 mg", "1 mg", "2 mg", "4 mg", "8 mg", "16 mg")...)
}

// bupSchedule asks for each day of a low-dose schedule after the days before it.
func bupSchedule(name string, apart time.Duration, totals ...string) []ruleCase {
	var cases []ruleCase
	for i := 1; i < len(totals); i++ {
		before := []fact{bupContext(record.LowDoseInitiation)}
		for j, total := range totals[:i] {
			before = append(before, bupGiven(time.Duration(i-j)*apart, medication.BupSL, total))
		}
		want := met
		if bupDose("8 mg").Principal.Compare(bupDose(totals[i-1]).Principal) <= 0 {
			want = irrelevant // growth is free
		}
		cases = append(cases, ruleCase{name: name + ": " + totals[i] + " after " + totals[i-1], rule: "bup.low-dose.growth", before: before,
			ask: bupOrder(medication.BupSL, totals[i]), want: want})
	}
	return cases
}

func bupVignettesIntl() []ruleCase {
	four := bupOrder(medication.BupSLGB, "4 mg")
	v13 := []fact{bupUsed(4*time.Hour, "heroin"), bupSigns(time.Hour)}
	v14 := []fact{bupMethadone(20*time.Hour, 60), bupSigns(time.Hour, record.Yawning)}
	daily := record.RuleID("bup.dose.daily-total")
	mono, combination := bupDaily(medication.BupSLGB, "28 mg"), bupDaily(medication.BupnxSLGB, "28 mg/7 mg")
	steady := bupTakenDaily(10, medication.BupSLGB, "24 mg")
	buvidal := bupOrder(medication.BupBuvidalWeekly, "16 mg")
	return []ruleCase{
		{name: "intl V13: four hours after heroin", rule: "bup.induction.hours-short-acting", jurisdiction: "gb", before: v13, ask: four,
			want: blocks},
		{name: "intl V13: no signs", rule: "bup.induction.objective-signs", jurisdiction: "gb", before: v13, ask: four, want: blocks},
		{name: "intl V14: 60 mg of methadone", rule: "gb.bup.induction.interval.methadone", jurisdiction: "gb", before: v14, ask: four,
			want: blocks},
		{name: "intl V14: 20 hours ago", rule: "bup.induction.hours-long-acting", jurisdiction: "gb", before: v14, ask: four, want: blocks},
		{name: "intl V16: 28 mg mono", rule: daily, jurisdiction: "gb", before: steady, ask: mono, want: met},
		{name: "intl V16: 28 mg combination", rule: daily, jurisdiction: "gb", before: steady, ask: combination, want: warns},
		{name: "intl V16: 28 mg mono in Northern Ireland", rule: daily, jurisdiction: "gb-nir", before: steady, ask: mono, want: warns},
		{name: "intl V16: 28 mg combination in Northern Ireland", rule: daily, jurisdiction: "gb-nir", before: steady, ask: combination,
			want: warns},
		{name: "intl V16: 28 mg mono in England", rule: daily, jurisdiction: "gb-eng", before: steady, ask: mono, want: met},
		{name: "intl V16: 28 mg mono in Scotland", rule: daily, jurisdiction: "gb-sct", before: steady, ask: mono, want: met},
		{name: "intl V16: 28 mg mono in Wales", rule: daily, jurisdiction: "gb-wls", before: steady, ask: mono, want: met},
		{name: "intl V18: 8 mg of Espranor for 8 mg of a tablet", rule: "gb.bup.not-interchangeable", jurisdiction: "gb",
			before: bupTakenDaily(5, medication.BupSLGB, "8 mg"), ask: bupOrder(medication.BupEspranor, "8 mg"), want: warns},
		{name: "intl V19: Buvidal without a test dose", rule: "gb.bup.laib.naive-test-dose", jurisdiction: "gb",
			before: []fact{bupUsed(bupDay, "heroin")}, ask: buvidal, want: warns},
		{name: "intl V21: 40 mg in the first week", rule: "gb.bup.laib.start", jurisdiction: "gb",
			ask: bupOrder(medication.BupBuvidalWeekly, "8 mg"), want: blocks,
			before: append(bupInjected(medication.BupBuvidalWeekly, "16 mg", 4),
				bupInjected(medication.BupBuvidalWeekly, "8 mg", 3, 1)...)},
		{name: "intl V23: a monthly injection after 4 mg a day", rule: "bup.xr.brixadi.conversion", jurisdiction: "gb",
			before: bupTakenDaily(10, medication.BupSLGB, "4 mg"), ask: bupOrder(medication.BupBuvidalMonthly, "64 mg"), want: blocks},
		{name: "intl V24: a weekly injection after 30 mg a day", rule: "bup.xr.brixadi.conversion", jurisdiction: "gb",
			before: bupTakenDaily(10, medication.BupSLGB, "30 mg"), ask: bupOrder(medication.BupBuvidalWeekly, "32 mg"), want: blocks},
		{name: "intl V26: Buvidal at 15", rule: "gb.bup.min-age", jurisdiction: "gb", before: []fact{bupBorn(15, 100)}, ask: buvidal,
			want: blocks},
		{name: "intl V26: Espranor at 15", rule: "gb.bup.min-age", jurisdiction: "gb", before: []fact{bupBorn(15, 100)},
			ask: bupOrder(medication.BupEspranor, "2 mg"), want: met},
	}
}
