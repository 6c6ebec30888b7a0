package guidance_test

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// decisionCases tell apart what a comparison, a negation or a connective would decide otherwise, where the cases by the rules do not:
// .ci/mutation code prints what nothing tells apart.
func decisionCases() []ruleCase {
	return slices.Concat(rescueCases(), shownCases(), monitoringCases(), riseCases(), splitCases(), courseCases(), endingCases(), wordingCases())
}

// rescueCases are those of withdrawal that was precipitated, which a score or signs after the dose support.
func rescueCases() (cases []ruleCase) {
	dose, stated := bupGiven(2*time.Hour, medication.BupSL, "16 mg"), bupContext(record.PrecipitatedRescue)
	for _, c := range []struct {
		name string
		fact fact
		want outcome
	}{
		{"signs after the dose", bupSigns(time.Hour, record.Yawning), warns},
		{"signs at the time of the dose", bupSigns(2*time.Hour, record.Yawning), warns},
		{"signs before the dose", bupSigns(3*time.Hour, record.Yawning), blocks},
		{"no signs after the dose", bupSigns(time.Hour), blocks},
		{"a score at the time of the dose", bupCOWS(2*time.Hour, 30), warns},
		{"a score before the dose", bupCOWS(3*time.Hour, 30), blocks},
		{"a score of nothing after the dose", bupCOWS(time.Hour, 0), blocks},
	} {
		cases = append(cases, ruleCase{rule: "bup.induction.day1-total", name: "rescue, " + c.name, before: []fact{dose, stated, c.fact},
			ask: bupOrder(medication.BupSL, "24 mg"), want: c.want})
	}
	return cases
}

// shownCases are those of a start where nobody told when an opioid was used, and withdrawal decides.
func shownCases() (cases []ruleCase) {
	signs, film := bupSigns(time.Hour, record.Yawning, record.Mydriasis), bupOrder(medication.BupnxFilm, "4 mg/1 mg")
	ask := func(name, jurisdiction string, want outcome, before ...fact) {
		cases = append(cases, ruleCase{rule: "bup.induction.hours-short-acting", name: "nobody told, " + name, jurisdiction: jurisdiction,
			before: before, ask: film, want: want, unasked: true})
	}
	ask("signs and a score", "us", warns, signs, bupCOWS(time.Hour, 12))
	ask("a score alone", "us", unknown, bupCOWS(time.Hour, 12))
	ask("signs alone", "us", unknown, signs)
	ask("a score of two hours ago", "us", warns, signs, bupCOWS(2*time.Hour, 12))
	ask("an older score", "us", unknown, signs, bupCOWS(2*time.Hour+time.Minute, 12))
	ask("signs of two hours ago", "us", warns, bupSigns(2*time.Hour, record.Yawning), bupCOWS(time.Hour, 12))
	ask("older signs", "us", unknown, bupSigns(2*time.Hour+time.Minute, record.Yawning), bupCOWS(time.Hour, 12))
	ask("no signs", "us", unknown, bupSigns(time.Hour), bupCOWS(time.Hour, 12))
	ask("a low score", "us", unknown, signs, bupCOWS(time.Hour, 7))
	ask("a score just high enough", "us", warns, signs, bupCOWS(time.Hour, 8))
	ask("signs where no score is asked for", "gb", warns, signs)
	ask("no signs where no score is asked for", "gb", unknown, bupSigns(time.Hour))
	return cases
}

// monitoringCases are those of a database that was looked into and tried in vain: the last word counts.
func monitoringCases() []ruleCase {
	const days = "bup.tele.no-pdmp-max"
	remote := fact{400 * bupDay, record.ContextStated{Context: record.Telemedicine, Holds: truth.Yes}}
	assessed := func(ago time.Duration, a record.Assessment) fact { return fact{ago, record.Assessed{Assessment: a}} }
	film := bupSupply("8 mg/2 mg", 30)
	return []ruleCase{
		{rule: days, name: "looked, and then tried in vain", want: blocks, ask: film,
			before: []fact{remote, assessed(2*bupDay, record.MonitoringCheck), assessed(time.Hour, record.MonitoringAttempt)}},
		{rule: days, name: "tried in vain, and then looked", want: irrelevant, ask: film,
			before: []fact{remote, assessed(2*bupDay, record.MonitoringAttempt), assessed(time.Hour, record.MonitoringCheck)}},
		{rule: days, name: "looked, and tried in vain at the same time", want: irrelevant, ask: film,
			before: []fact{remote, assessed(time.Hour, record.MonitoringAttempt), assessed(time.Hour, record.MonitoringCheck)}},
	}
}

// riseCases are those of methadone that rises by a regimen, by a supply, or beside a dose of the day.
func riseCases() []ruleCase {
	const step, peak = "methadone.titration.step", "methadone.peak-check"
	steady := onMethadone(60, 0)
	higher := fact{time.Hour, methadoneOf(75, every(medication.Daily()))}
	return []ruleCase{
		{rule: step, name: "a higher regimen after the dose of the day", before: append(steady, given(time.Hour, 60)),
			ask: methadoneOf(70, every(medication.Daily())), want: met},
		{rule: step, name: "handed out as the order of today says", before: append(steady, higher), ask: handedOut(3), want: irrelevant},
		{rule: step, name: "given as the order of today says", before: append(steady, higher), ask: given(0, 75).body, want: warns},
		{rule: peak, name: "a second dose on day 7", before: []fact{given(6*oneDay, 30), given(time.Hour, 30)}, ask: methadoneOf(10),
			want: advises},
		{rule: peak, name: "a second dose on day 8", before: []fact{given(7*oneDay, 30), given(time.Hour, 30)}, ask: methadoneOf(10),
			want: irrelevant},
	}
}

// splitCases are those of the doses of a day in pregnancy.
func splitCases() []ruleCase {
	const late = "preg.dose-late"
	once, split := methadoneOrder(80, ""), methadoneOrder(80, "")
	once.PerDay, split.PerDay = 1, 2
	on := func(order record.Order) []fact {
		return []fact{daysAgo(42, methadoneGiven(80)), daysAgo(3, order), daysAgo(1, methadoneGiven(80)), isPregnant}
	}
	return []ruleCase{
		{rule: late, name: "handed out by an order of one dose", before: on(once), ask: handedOut(3), want: advises},
		{rule: late, name: "handed out by an order of two", before: on(split), ask: handedOut(3), want: met},
		{rule: late, name: "for pain", before: on(once), ask: methadoneOrder(80, record.PurposePain), want: irrelevant},
	}
}

// courseCases are those of which opioid a withdrawal is from, and whose record says what was last taken.
func courseCases() []ruleCase {
	const course, hospital, ecg = "wm.duration.expected", "gb.hospital.continue", "gb.methadone.qtc.monitor"
	planned := record.WithdrawalManagement{Method: record.MethodAlpha2, Setting: medication.SettingOffice, ExpectedDays: 9}
	fentanyl := func(days int) fact { return used("fentanyl", time.Duration(days)*oneDay) }
	ward := inPlace(medication.SettingHospital)
	claimed := func(days int) fact {
		return fact{time.Duration(days) * oneDay, record.OpioidUsed{Agent: "methadone", DailyDose: medication.Milligrams(90)}}
	}
	risks := []fact{condition(record.LiverFailure, truth.Yes), measured(record.Potassium, "3.4", oneDay), given(90*oneDay, 80), given(oneDay, 80)}
	return slices.Concat(
		[]ruleCase{
			{rule: course, name: "methadone after fentanyl", before: append(slices.Clone(takingMethadone), fentanyl(5)), ask: planned,
				want: advises},
			{rule: course, name: "fentanyl after methadone", before: append(slices.Clone(takingMethadone), used("fentanyl", time.Hour)),
				ask: planned, want: irrelevant},
			{rule: course, name: "heroin after fentanyl", before: []fact{fentanyl(5), used("heroin", oneDay)}, ask: planned, want: met},
			{rule: course, name: "fentanyl after heroin", before: []fact{fentanyl(1), used("heroin", 5*oneDay)}, ask: planned,
				want: irrelevant},
		},
		inGB(
			ruleCase{rule: hospital, name: "a dose here after the one that is claimed", before: append(onMethadone(90, 0), claimed(5)),
				ask: methadoneOf(90, ward), want: met},
			ruleCase{rule: hospital, name: "one claimed after the dose here", before: append(onMethadone(90, 4), claimed(1)),
				ask: methadoneOf(90, ward), want: blocks},
			saying("potassium", ruleCase{rule: ecg, name: "two risks", before: risks, ask: methadoneOf(80), want: warns}),
		),
	)
}

// endingCases are those of a taper, which is somebody's wish where nothing else is given as the reason.
func endingCases() []ruleCase {
	const rule = "dur.medication"
	taper := record.CourseMove{Trigger: stages.BeginTaper, Substance: medication.Methadone}
	because, interrupted := taper, taper
	because.Reason, interrupted.Trigger = record.ReasonAdverseEvent, stages.Interrupt
	return []ruleCase{
		{rule: rule, name: "a taper without a reason", before: takingMethadone, ask: taper, want: warns},
		{rule: rule, name: "a taper after harm", before: takingMethadone, ask: because, want: irrelevant},
		{rule: rule, name: "an interruption without a reason", before: takingMethadone, ask: interrupted, want: irrelevant},
	}
}

// wordingCases look at what is said of an agent, for which the verdict is the same.
func wordingCases() []ruleCase {
	const cns, maoi, pain, test = "ix.benzo-cns", "ix.maoi", "pain.naltrexone", "bup.xr.test-dose"
	tablet := []fact{dosed(medication.NtxPO, "50 mg", aDay), told(time.Hour, record.StopMedication{Substance: medication.Naltrexone,
		Reason: record.ReasonPatientChoice})}
	return []ruleCase{
		saying("phenelzine, which was stopped on 2026-06-14", ruleCase{rule: maoi, name: "stopped yesterday", want: warns,
			before: []fact{stoppedMedicine("phenelzine", aDay), reviewed(record.MedicinesSection)}, ask: methadoneOf(20)}),
		saying("methadone with diazepam:", ruleCase{rule: cns, name: "taken", before: append(onMethadone(60, 0), takes("diazepam")),
			ask: methadoneOf(60), want: warns}),
		saying("methadone oral concentrate 24 h after", ruleCase{rule: pain, name: "a product of methadone", before: tablet, ask: methadone80, want: warns}),
		saying("no day with 4 mg", ruleCase{rule: test, name: "less than a test dose, an hour ago", want: blocks,
			before: []fact{bupUsed(2*aDay, "heroin"), bupGiven(time.Hour, medication.BupSL, "2 mg")},
			ask:    bupOrder(medication.BupSublocade, "300 mg")}),
	}
}
