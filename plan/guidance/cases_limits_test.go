package guidance_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// limitCases are cases that stand by no rule: those of limits for which two places were found to print the same number, those of
// numbers that change no verdict and are said to the person, and those of the days on which a limit changes.
func limitCases(others []ruleCase) []ruleCase {
	return slices.Concat(casesAlike(others), casesBetween(), casesSaid(), casesOnDays(), casesOfNations(), takeHomeCases(), casesOfPlaces(others))
}

// alikeInGB are the limits for which the sources that the United Kingdom goes by print the number that those of the United States do,
// with the rule whose cases show it. The numbers stand in the cases, so that a change in one country alone is noticed.
var alikeInGB = []struct {
	rule  record.RuleID
	param plan.ParamID
}{
	{"bup.after-nalmefene", "bup.after-nalmefene.hours"},
	{"bup.dose.leap", "bup.dose.leap.emergency"},
	{"bup.dose.leap", "bup.dose.leap.times"},
	{"bup.dose.leap", "bup.dose.leap.usual"},
	{"bup.induction.day2-total", "bup.induction.day2-total.most"},
	{"bup.induction.fentanyl", "bup.induction.fentanyl.long"},
	{"bup.induction.hours-long-acting", "bup.induction.hours-long-acting.methadone-soft"},
	{"bup.induction.hours-short-acting", "bup.induction.hours-short-acting.soft"},
	{"bup.induction.objective-signs", "bup.induction.objective-signs.fresh"},
	{"dur.medication", "dur.medication.days"},
	{"dur.treatment", "dur.treatment.days"},
	{"dx.moud.indicated", "dx.moud.indicated.criteria"},
	{"dx.oud.min", "dx.oud.min.criteria"},
	{"hepatic.methadone", "hepatic.methadone.child-pugh"},
	{"methadone.dose.greatest", "methadone.dose.greatest.most"},
	{"methadone.dose.leap", "methadone.dose.leap.times"},
	{"methadone.dose.range", "methadone.dose.range.least"},
	{"methadone.dose.range", "methadone.dose.range.most"},
	{"methadone.induction.first-dose", "methadone.induction.first-dose.soft"},
	{"methadone.induction.first-dose", "methadone.induction.first-dose.usual"},
	{"methadone.induction.low-tolerance", "methadone.induction.low-tolerance.free"},
	{"methadone.induction.second-dose", "methadone.induction.second-dose.small"},
	{"methadone.induction.second-dose", "methadone.induction.second-dose.within"},
	{"methadone.peak-check", "methadone.peak-check.earliest"},
	{"ix.cyp3a4-inducer", "ix.cyp3a4-inducer.after"},
	{"methadone.qt.electrolytes", "methadone.qt.electrolytes.magnesium"},
	{"methadone.qt.electrolytes", "methadone.qt.electrolytes.potassium"},
	{"methadone.qtc.caution", "methadone.qtc.caution.at"},
	{"methadone.qtc.danger", "methadone.qtc.danger.at"},
	{"methadone.repeated", "methadone.repeated.interval"},
	{"methadone.induction.low-tolerance", "methadone.induction.low-tolerance.older"},
	{"methadone.induction.low-tolerance", "methadone.induction.low-tolerance.older-age"},
	{"supply.lost", "supply.lost.within"},
	{"taper.step-max", "taper.step-max.buprenorphine"},
	{"taper.step-max", "taper.step-max.methadone"},
	{"taper.step-max", "taper.step-max.methadone-least"},
	{"naltrexone.opioid-free.short", "naltrexone.acting.tablet"},
	{"naltrexone.challenge", "naltrexone.challenge.observe"},
	{"naltrexone.challenge", "naltrexone.challenge.repeat-after"},
	{"naltrexone.lft", "naltrexone.lft.avoid"},
	{"naltrexone.opioid-free.long", "naltrexone.opioid-free.long.other-depot"},
	{"recovery.remission", "recovery.remission.early-months"},
	{"risk.window.exit", "risk.window.exit.days"},
	{"wm.alpha2.bp", "wm.alpha2.bp.fall"},
	{"wm.duration.expected", "wm.duration.expected.long-acting"},
	{"wm.duration.expected", "wm.duration.expected.short-acting"},
	{"supply.repeated", "order.repeated.within"},
}

func casesAlike(others []ruleCase) (cases []ruleCase) {
	for _, alike := range alikeInGB {
		for _, c := range others {
			if c.rule == alike.rule && c.param == alike.param && cmp.Or(c.jurisdiction, "us") == "us" {
				cases = append(cases, c)
			}
		}
	}
	return inGB(cases...)
}

// casesBetween are those of limits that the cases by the rules step over.
func casesBetween() []ruleCase {
	const signs, daily, laib = "bup.induction.objective-signs", "bup.dose.daily-total", "gb.bup.laib.start"
	mono := bupOrder(medication.BupSLGB, "4 mg")
	broken := func(product medication.ProductID, dose string, days int) func(int) ([]fact, record.Body) {
		return func(step int) ([]fact, record.Body) {
			return []fact{bupGiven(time.Duration(days+step)*bupDay, product, dose), bupSigns(time.Hour)}, mono
		}
	}
	settled := func(days int, dose medication.Dose) []fact {
		facts := []fact{bupUsed(5*time.Hour, "heroin"), bupSigns(time.Hour)}
		for day := 1; day <= days; day++ {
			facts = append(facts, fact{time.Duration(day) * bupDay, record.DoseGiven{Product: medication.BupSLGB, Dose: dose}})
		}
		return facts
	}
	low := condition(record.LowTolerance, truth.Yes)
	begun := []fact{given(5*time.Hour, 20), seen(time.Hour)}
	return slices.Concat(
		bupEdges(
			bupEdge{rule: signs, param: "bup.induction.break.daily", jurisdiction: "gb", want: [3]outcome{irrelevant, irrelevant, blocks},
				ask: broken(medication.BupSLGB, "16 mg", 4)},
			bupEdge{rule: signs, param: "bup.induction.break.weekly", jurisdiction: "gb", want: [3]outcome{irrelevant, irrelevant, blocks},
				ask: broken(medication.BupBuvidalWeekly, "24 mg", 10)},
			bupEdge{rule: signs, param: "bup.induction.break.monthly", jurisdiction: "gb", want: [3]outcome{irrelevant, irrelevant, blocks},
				ask: broken(medication.BupBuvidalMonthly, "96 mg", 56)},
			bupEdge{rule: signs, param: "bup.settled.dose", jurisdiction: "gb", want: [3]outcome{blocks, irrelevant, irrelevant},
				ask: func(step int) ([]fact, record.Body) { return settled(10, bupMicrograms("8 mg", step*100)), mono }},
			bupEdge{rule: signs, param: "bup.settled.days", jurisdiction: "gb", want: [3]outcome{blocks, irrelevant, irrelevant},
				ask: func(step int) ([]fact, record.Body) { return settled(7+step, bupDose("8 mg")), mono }},
		),
		[]ruleCase{
			{rule: "hepatic.bup-mono", name: "a little more than half", before: []fact{bupScore(12)},
				ask: record.Order{Product: medication.BupSL, Dose: medication.Dose{Principal: medication.Micrograms(2030)}}, want: warns},
			{rule: "wm.lofexidine.single", name: "a little more than four tablets", ask: lofexidineOrder("721 ug", 1), want: blocks},
			{rule: daily, name: "a little more than the licence", jurisdiction: "gb",
				before: bupTakenDaily(3, medication.BupSLGB, "16 mg"), ask: bupNear(medication.BupSLGB, "32 mg", 1), want: warns},
			// The parts are as the licence has them, and the first was more.
			{rule: laib, name: "a little more in the first week", jurisdiction: "gb", want: blocks,
				before: []fact{bupGiven(4*bupDay, medication.BupBuvidalWeekly, "16.5 mg"),
					bupGiven(2*bupDay, medication.BupBuvidalWeekly, "8 mg")},
				ask: bupOrder(medication.BupBuvidalWeekly, "8 mg")},
		},
		inGB(
			ruleCase{rule: "methadone.induction.low-tolerance", name: "20 mg where tolerance is low", before: []fact{low},
				ask: methadoneOf(20), want: met, param: "methadone.induction.low-tolerance.most", side: at},
			ruleCase{rule: "methadone.induction.low-tolerance", name: "21 mg where tolerance is low", before: []fact{low},
				ask: methadoneOf(21), want: warns, param: "methadone.induction.low-tolerance.most", side: above},
			ruleCase{rule: "methadone.missed.few", name: "less after two", before: onMethadone(80, 2), ask: methadoneOf(60), want: advises,
				param: "methadone.missed.few.doses", side: at},
			ruleCase{rule: "methadone.induction.first-day-total", name: "30 mg", before: begun, ask: methadoneOf(10), want: met},
			ruleCase{rule: "methadone.induction.first-day-total", name: "31 mg", before: begun, ask: methadoneOf(11), want: warns},
			ruleCase{rule: "methadone.titration.step", name: "raised the day after an increase", ask: methadoneOf(45), want: met,
				before: []fact{given(3*oneDay, 30), given(2*oneDay, 30), given(oneDay, 35)}},
			ruleCase{rule: "methadone.missed.few", name: "less after three", before: onMethadone(80, 3), ask: methadoneOf(60),
				want: irrelevant, param: "methadone.missed.few.doses", side: above},
		),
	)
}

// saying sets what the finding says: its words, its limit, or its source.
func saying(text string, c ruleCase) ruleCase {
	c.says = text
	return c
}

// casesSaid are those of numbers that change no verdict where another limit has spoken before, and that are said all the same: a
// person goes by what is said.
func casesSaid() []ruleCase {
	const transfer, liver, kidney = "bup.induction.methadone-dose-max", "naltrexone.lft", "wm.lofexidine.renal"
	mono := bupOrder(medication.BupSL, "4 mg")
	cases := []ruleCase{
		saying("preferred 30 mg", ruleCase{rule: transfer, name: "40 mg of methadone", before: []fact{bupMethadone(50*time.Hour, 40)},
			ask: mono, want: warns}),
		saying("above 40 mg", ruleCase{rule: transfer, name: "41 mg of methadone", before: []fact{bupMethadone(50*time.Hour, 41)},
			ask: mono, want: warns}),
		saying("at most 0.18 mg", ruleCase{rule: kidney, name: "two tablets in severe impairment",
			before: []fact{measuredValue(record.EGFR, "20", aDay)}, ask: lofexidineOrder("0.36 mg", 4), want: warns}),
	}
	for _, place := range []struct {
		jurisdiction string
		order        record.Order
	}{{"us", injection}, {"gb", tabletGB}, {"au", injection}, {"ca", injection}, {"int-who", injection}} {
		for ratio, limit := range map[string]string{"5": "limit 3 times", "5.1": "limit 5 times"} {
			cases = append(cases, saying(limit, ruleCase{rule: liver, name: ratio + " times normal", jurisdiction: place.jurisdiction,
				before: []fact{measuredValue(record.ALTRatio, ratio, aDay)}, ask: place.order, want: warns}))
		}
	}
	return cases
}

// casesOnDays are those of the day before a limit changes and of the day on which it does.
func casesOnDays() []ruleCase {
	const first, total, minor = "methadone.induction.first-dose", "methadone.induction.first-day-total", "otp.admission.minor-consent"
	const full, interim, bridge = "otp.exam.full", "otp.interim.max", "otp.exception.three-day"
	enrolled := func(days int, facts ...fact) []fact {
		return append([]fact{given(time.Duration(days)*oneDay, 60), given(oneDay, 60)}, facts...)
	}
	waiting := func(days int) []fact {
		return enrolled(days, stated(record.InterimTreatment, time.Duration(days)*oneDay))
	}
	child := []fact{aged(16), {time.Hour, record.ConsentRecorded{Consent: record.ConsentGuardian, Given: truth.Yes}}}
	more := []fact{given(5*time.Hour, 30), seen(time.Hour)}
	return slices.Concat(
		on(2024, time.April, 1,
			ruleCase{rule: first, name: "31 mg", ask: methadoneOf(31), want: blocks},
			saying("2001", ruleCase{rule: total, name: "41 mg with a reason", before: more, want: warns,
				ask: methadoneOf(11, because("withdrawal goes on"))}),
			saying("2 documented attempts", ruleCase{rule: minor, name: "16 years", before: child, ask: methadoneOf(20), want: unknown}),
			ruleCase{rule: full, name: "15 days", before: enrolled(15), ask: handedOut(3), want: notJudged},
			ruleCase{rule: interim, name: "120 days", before: waiting(120), ask: methadoneOf(60), want: met},
			ruleCase{rule: interim, name: "121 days", before: waiting(121), ask: methadoneOf(60), want: warns},
		),
		on(2024, time.April, 2,
			ruleCase{rule: first, name: "50 mg", ask: methadoneOf(50), want: warns},
			ruleCase{rule: first, name: "51 mg", ask: methadoneOf(51), want: blocks},
			ruleCase{rule: full, name: "15 days", before: enrolled(15), ask: handedOut(3), want: warns},
			ruleCase{rule: interim, name: "180 days", before: waiting(180), ask: methadoneOf(60), want: met},
		),
		on(2023, time.August, 7,
			ruleCase{rule: bridge, name: "one day", ask: methadoneOf(30, inPlace(medication.SettingEmergency)), want: met},
			ruleCase{rule: bridge, name: "two days at once", ask: methadoneOf(30, inPlace(medication.SettingEmergency), supply(2)), want: blocks},
		),
	)
}

// casesOfNations are those of what a nation sets apart from its country.
func casesOfNations() []ruleCase {
	const first, total, anew, watched = "methadone.induction.first-dose", "methadone.induction.first-day-total", "methadone.missed.anew",
		"gb.ost.supervised.ta114"
	watch := func(days int) func(*record.Order) {
		return func(o *record.Order) { o.Supervised, o.WatchedDays = truth.Yes, days }
	}
	begun := []fact{given(5*time.Hour, 20), seen(time.Hour)}
	return inPlaceOf("gb-nir",
		ruleCase{rule: first, name: "30 mg", ask: methadoneOf(30), want: met},
		ruleCase{rule: first, name: "31 mg", ask: methadoneOf(31), want: blocks},
		ruleCase{rule: total, name: "30 mg", before: begun, ask: methadoneOf(10), want: met},
		ruleCase{rule: total, name: "31 mg", before: begun, ask: methadoneOf(11), want: blocks},
		ruleCase{rule: anew, name: "after three", before: onMethadone(80, 3), ask: methadoneOf(80), want: irrelevant},
		ruleCase{rule: anew, name: "after four", before: onMethadone(80, 4), ask: methadoneOf(80), want: blocks},
		ruleCase{rule: anew, name: "30 mg after five", before: onMethadone(80, 5), ask: methadoneOf(30), want: met},
		ruleCase{rule: anew, name: "31 mg after five", before: onMethadone(80, 5), ask: methadoneOf(31), want: blocks},
		ruleCase{rule: watched, name: "five days a week", ask: methadoneOf(30, watch(5)), want: warns},
		ruleCase{rule: watched, name: "six days a week", ask: methadoneOf(30, watch(6)), want: met},
	)
}

func inPlaceOf(jurisdiction string, cases ...ruleCase) []ruleCase {
	for i := range cases {
		cases[i].jurisdiction = jurisdiction
		cases[i].name += " (" + jurisdiction + ")"
	}
	return cases
}

// TestEverySettingIsReadByACase demands of every setting of every place a case there, on a day on which it holds, that reads it: quickly
// what TestShiftedSettingsAreNoticed shows at length. What duties alone read is left to that.
func TestEverySettingIsReadByACase(t *testing.T) {
	type reading struct {
		layer string
		param plan.ParamID
		since civil.Date
	}
	owed, layers := map[reading]bool{}, map[string][]plan.Jurisdiction{}
	ofRules := map[plan.ParamID]bool{}
	for _, r := range guidance.All() {
		for _, p := range r.Parameters() {
			ofRules[p.ID()] = true
		}
	}
	for _, place := range jurisdiction.All() {
		j := place.In(time.UTC)
		for layer := &j; layer != nil; layer = layer.Below {
			layers[place.ID] = append(layers[place.ID], *layer)
			for _, s := range layer.Settings {
				if ofRules[s.Param()] {
					owed[reading{layer.ID, s.Param(), s.Effective}] = true
				}
			}
		}
	}
	engines := map[string]*plan.Engine{}
	for _, c := range allCases() {
		where := cmp.Or(c.jurisdiction, "us")
		if engines[where] == nil {
			engines[where] = engineFor(t, where)
		}
		asked := now.Add(c.day)
		x, err := engines[where].Explain(planOf(t, engines[where], asked, c.before),
			record.Event{ID: "ask", At: asked, Actor: record.Actor{ID: "a", Role: "physician"}, Body: c.ask}, c.rule)
		require.NoError(t, err)
		for _, limit := range x.Limits {
			for _, layer := range layers[where] { // the uppermost one that sets it decides
				if since, ok := inForce(layer.Settings, limit.Param, civil.Of(asked, time.UTC)); ok {
					delete(owed, reading{layer.ID, limit.Param, since})
					break
				}
			}
		}
	}
	for r := range owed {
		t.Errorf("%s: no case reads %s as it is since %s", r.layer, r.param, r.since)
	}
}

// inForce returns since when the setting of a layer holds that is in force on the day.
func inForce(settings []plan.Setting, param plan.ParamID, day civil.Date) (since civil.Date, ok bool) {
	for _, s := range settings {
		if s.Param() == param && !day.Before(s.Effective) && !s.Effective.Before(since) {
			since, ok = s.Effective, true
		}
	}
	return since, ok
}
