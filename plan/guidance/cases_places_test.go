package guidance_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// common are the limits whose values every country has, because this rule pack decided them or they rest on sources of no one country.
// The cases that show them in the United States are asked in the other countries too.
var common = []plan.ParamID{
	"bup.after-nalmefene.hours", "bup.induction.break.daily", "bup.induction.break.monthly", "bup.induction.break.weekly",
	"bup.low-dose.growth.factor", "bup.low-dose.growth.until", "bup.low-dose.stop-agonist.least", "bup.settled.days", "bup.settled.dose",
	"dur.medication.days", "dur.treatment.days", "dx.moud.indicated.criteria", "dx.oud.min.criteria", "hepatic.methadone.child-pugh",
	"methadone.after-reversal.naloxone", "methadone.dose.greatest.most", "methadone.dose.leap.times", "methadone.induction.second-dose.small",
	"methadone.induction.second-dose.within", "methadone.qt.electrolytes.potassium", "methadone.qt.electrolytes.magnesium",
	"ix.cyp3a4-inducer.after", "methadone.repeated.interval", "naltrexone.acting.tablet",
	"supply.lost.within", "taper.step-max.buprenorphine", "taper.step-max.methadone", "taper.step-max.methadone-least",
	"naltrexone.opioid-free.least.methadone", "naltrexone.opioid-free.least.methadone-observed", "naltrexone.opioid-free.least.other",
	"naltrexone.start.known", "naltrexone.utox.fresh", "od.after-reversal.observe.short", "od.after-reversal.observe.long", "od.after-reversal.observe.methadone",
	"od.recent.months", "order.repeated.within", "recovery.remission.early-months", "risk.window.exit.days",
	"wm.alpha2.bp.fall", "wm.alpha2.bp.fresh", "wm.alpha2.bp.pulse", "wm.duration.expected.long-acting", "wm.duration.expected.short-acting",
	"ix.breathing-now.rate", "ix.breathing-now.rate-caution", "ix.breathing-now.saturation", "ix.breathing-now.saturation-caution",
	"ix.breathing-now.hypercapnic", "ix.breathing-now.hypercapnic-caution", "ix.vital-signs.systolic-low", "ix.vital-signs.systolic-high",
	"ix.vital-signs.pulse-low", "ix.vital-signs.pulse-high", "ix.vital-signs.temperature-low", "ix.vital-signs.rate-high",
	"ix.circulation.systolic", "ix.circulation.pulse",
	"methadone.vitals.fresh",

	// What labels say of their products, and a panel of the heart.
	"methadone.ecg.baseline.age", "methadone.qtc.caution.at", "methadone.qtc.danger.at", "ix.maoi.window", "methadone.induction.low-tolerance.free",
	"hepatic.bupnx.moderate", "hepatic.bupnx.severe", "hepatic.bup-mono.moderate", "hepatic.bup-mono.severe", "hepatic.bup-mono.percent",
	"hepatic.bup-xr.sublocade", "hepatic.bup-xr.brixadi", "bup.xr.sublocade.interval-min.monthly", "bup.xr.sublocade.interval-min.second",
	"bup.xr.sublocade.late.due", "bup.xr.sublocade.late.grace", "naltrexone.opioid-free.long.min", "naltrexone.challenge.asked",
	"naltrexone.challenge.observe", "naltrexone.lft.caution", "naltrexone.lft.avoid", "naltrexone.lft.child-pugh", "naltrexone.renal.severe-below",
	"adol.naltrexone.min",
	"naltrexone.dose.first", "naltrexone.dose.daily", "wm.lofexidine.naltrexone.apart", "wm.lofexidine.exposure.age",
	"naltrexone.xr.interval.days", "naltrexone.xr.interval.tolerance", "naltrexone.xr.rescreen.late", "pain.naltrexone.oral",
	"pain.naltrexone.depot", "bup.dose.leap.times", "bup.dose.leap.usual", "bup.dose.leap.emergency", "bup.xr.brixadi.window.weekly",
	"bup.xr.brixadi.window.monthly", "bup.dose.daily-total.warn.zubsolv", "bup.dose.daily-total.warn.bunavail",
	"bup.induction.first-dose.least.zubsolv", "bup.induction.first-dose.most.zubsolv", "bup.induction.step.least.zubsolv",
	"bup.induction.step.most.zubsolv", "bup.induction.step.interval.zubsolv", "bup.induction.day1-total.soft.zubsolv",
	"bup.induction.day2-total.most.zubsolv", "adol.bup.tablets", "wm.lofexidine.duration.days", "wm.lofexidine.interval.least",
	"wm.lofexidine.hepatic.moderate-from", "wm.lofexidine.hepatic.severe-from",
	"wm.lofexidine.hepatic.mild", "wm.lofexidine.hepatic.moderate", "wm.lofexidine.hepatic.severe", "wm.lofexidine.renal.reduced-below",
	"wm.lofexidine.renal.severe-below", "wm.lofexidine.renal.reduced", "wm.lofexidine.renal.severe",
}

// alike are the limits for which the sources that a place goes by print the number that those of the United States do.
var alike = map[string][]plan.ParamID{
	"au": append(shortWaits, "wm.lofexidine.single.most", "wm.lofexidine.daily.most", "bup.induction.hours-long-acting.floor",
		"bup.induction.hours-long-acting.methadone-soft",
		"bup.xr.test-dose.dose", "bup.xr.test-dose.observe", "bup.low-dose.start-max.day1", "wm.alpha2.bp.systolic", "wm.alpha2.bp.diastolic"),
	"ca": append(shortWaits, "wm.lofexidine.single.most", "wm.lofexidine.daily.most", "bup.xr.test-dose.dose", "bup.xr.test-dose.observe",
		"methadone.missed.anew.doses",
		"methadone.missed.anew.most", "bup.dose.daily-total.info",
		"bup.induction.fentanyl.long", "bup.induction.first-dose.least",
		"bup.induction.first-dose.most", "bup.induction.hours-long-acting.floor", "bup.low-dose.start-max.day1",
		"methadone.dose.range.least", "methadone.dose.range.most", "methadone.induction.first-dose.soft"),
	"ca-on": {"methadone.induction.first-dose.soft", "methadone.missed.few.doses", "methadone.missed.anew.most"},
	"ca-bc": {"methadone.missed.few.doses"},
	"au-nsw": {"methadone.dose.range.least", "methadone.dose.range.most", "methadone.titration.step.most",
		"methadone.titration.step.interval", "methadone.missed.few.doses", "bup.induction.cows-min.fresh",
		"bup.induction.hours-long-acting.floor", "bup.induction.hours-long-acting.methadone-soft",
		"bup.induction.hours-long-acting.methadone-long",
		"bup.induction.methadone-dose-max.upper", "bup.induction.first-dose.least", "bup.induction.day2-total.most",
		"bup.dose.daily-total.info", "bup.dose.daily-total.warn.mono", "bup.dose.daily-total.warn.combination"},
	"au-vic": {"methadone.missed.few.doses", "bup.induction.day2-total.most"},
	"int-who": append(shortWaits, "bup.xr.test-dose.dose", "bup.xr.test-dose.observe", "bup.low-dose.start-max.day1",
		"methadone.missed.anew.doses", "methadone.missed.anew.most",
		"wm.alpha2.bp.systolic", "wm.alpha2.bp.diastolic", "methadone.dose.range.least", "methadone.dose.range.most",
		"methadone.titration.step.most", "methadone.peak-check.earliest", "bup.induction.hours-long-acting.floor",
		"bup.induction.hours-long-acting.methadone-soft", "wm.methadone.dose.start-most", "wm.methadone.dose.days-most"),
}

// shortWaits are the waits of decision 9 where the sources of a place give none.
var shortWaits = []plan.ParamID{"bup.induction.objective-signs.fresh"}

// casesOfPlaces are those of the countries and states beside the United States and the United Kingdom: what is common, what is alike, and
// what each has of its own.
func casesOfPlaces(others []ruleCase) []ruleCase {
	var cases []ruleCase
	for _, c := range others {
		if c.home() != "us" || c.param == "" {
			continue
		}
		for _, country := range countriesOfCommon {
			if slices.Contains(common, c.param) && !slices.Contains(unset[country], c.rule) && !slices.Contains(apart[country], c.rule) {
				cases = append(cases, inPlaceOf(country, c)...)
			}
		}
		for place, params := range alike {
			if slices.Contains(params, c.param) && !slices.Contains(unset[place], c.rule) {
				cases = append(cases, inPlaceOf(place, c)...)
			}
		}
	}
	for _, country := range countriesOfCommon {
		cases = append(cases, startCases(country)...)
		cases = append(cases, challengeCases(country)...)
		cases = append(cases, toleranceCases(country)...)
		cases = append(cases, blankCellCases(country)...)
	}
	cases = append(cases, liverCases("au", "2 mg")...) // of what is usual there nothing was read: any start in severe impairment is warned of
	cases = append(cases, liverCases("int-who", "5 mg")...)
	for _, country := range []string{"au", "ca"} {
		cases = append(cases, floorCases(country)...)
	}
	slices.SortStableFunc(cases, func(a, b ruleCase) int { return cmp.Compare(a.jurisdiction, b.jurisdiction) })
	return slices.Concat(cases, australiaCases(), canadaCases(), ontarioCases(), britishColumbiaCases(),
		newSouthWalesCases(), victoriaCases(), whoCases(), watchedCases(), wayBackCases(), placeLimitCases(), worldCases())
}

// unset are the rules whose own limits a place does not set: what they say in the United States is not judged there.
var unset = map[string][]record.RuleID{
	"au":      {"bup.induction.cows-min", "bup.induction.first-dose"},
	"ca":      {"bup.induction.cows-min", "methadone.missed.reduced"},
	"int-who": {"bup.induction.cows-min", "methadone.missed.reduced"},
}

// apart are the rules that go by another number of the place as well, and have cases of their own there.
var apart = map[string][]record.RuleID{"au": {"hepatic.bup-mono", "methadone.dose.leap"}, "int-who": {"hepatic.bup-mono"}}

// liverCases show from which score on a tablet of buprenorphine is started lower, with more than half of what is usual.
func liverCases(place, dose string) []ruleCase {
	const rule = "hepatic.bup-mono"
	scored := func(points int32) func(int) ([]fact, record.Body) {
		return func(side int) ([]fact, record.Body) {
			return []fact{told(time.Hour, record.Measured{Measure: record.ChildPugh, Value: record.Whole(points + int32(side))})},
				bupOrder(medication.BupSL, dose)
		}
	}
	return inPlaceOf(place, slices.Concat(
		probe(rule, "hepatic.bup-mono.moderate", place, [3]outcome{met, advises, advises}, scored(7)),
		probe(rule, "hepatic.bup-mono.severe", place, [3]outcome{advises, warns, warns}, scored(10)),
		probe(rule, "hepatic.bup-mono.percent", place, [3]outcome{warns, warns, warns}, scored(12)),
		[]ruleCase{saying("50 % of", ruleCase{rule: rule, name: "half is said", want: warns, ask: bupOrder(medication.BupSL, dose),
			before: []fact{told(time.Hour, record.Measured{Measure: record.ChildPugh, Value: record.Whole(12)})}})})...)
}

// leftOpen are the parameters that a place may leave unset without leaving its rule unjudged: the rule then speaks by the rest.
var leftOpen = []plan.ParamID{"methadone.induction.low-tolerance.sedatives", "methadone.induction.low-tolerance.free",
	"methadone.titration.step.hard", "methadone.titration.step.interval", "methadone.titration.step.from", "methadone.titration.step.later",
	"methadone.titration.step.later-interval", "methadone.induction.first-dose.usual", "methadone.induction.first-dose.hard",
	"methadone.induction.first-dose.soft-counts", "methadone.induction.first-day-total.hard", "methadone.induction.first-day-total.lifted",
	"methadone.induction.first-day-total.programs", "methadone.induction.first-day-total.experienced", "wm.clonidine.daily.heavy",
	"wm.clonidine.daily.heavy-from", "bup.induction.day1-total.label", "bup.induction.day1-total.hard", "bup.dose.daily-total.info",
	"bup.dose.daily-total.warn.mono", "bup.dose.daily-total.warn.combination", "bup.induction.hours-short-acting.soft",
	"naltrexone.opioid-free.short.prefer", "methadone.induction.low-tolerance.at-risk", "methadone.titration.step.at-risk",
	"bup.induction.methadone-dose-max.accepted", "bup.xr.test-dose.lead-in", "gb.bup.laib.start.first",
	"bup.xr.first-injection.after-methadone", "methadone.missed.back.interval",
	"methadone.qt.electrolytes.potassium", "methadone.qt.electrolytes.magnesium"}

// TestWhatIsUnsetIsNotJudged holds the list to what the places set: a case that fires in the United States is not judged there.
func TestWhatIsUnsetIsNotJudged(t *testing.T) {
	for place, rules := range unset {
		engine := engineFor(t, place)
		for _, id := range rules {
			i := slices.IndexFunc(baseCases(), func(c ruleCase) bool { return c.rule == id && c.home() == "us" && c.want.fires() })
			c := baseCases()[i]
			asked := now.Add(c.day)
			x, err := engine.Explain(planOf(t, engine, asked, c.before), question(asked, c.ask), id)
			require.NoError(t, err)
			require.Equal(t, notJudged, got(x.Finding), "%s sets what %s needs: strike it from the list", place, id)
		}
	}
}

// startCases show on the rule about signs of withdrawal what a start of buprenorphine is: after a break, and up to a dose and a time by
// which somebody counts as settled.
func startCases(place string) []ruleCase {
	const rule = "bup.induction.objective-signs"
	mono := bupOrder(medication.BupSL, "4 mg")
	broken := func(product medication.ProductID, dose string, days int) func(int) ([]fact, record.Body) {
		return func(step int) ([]fact, record.Body) {
			return []fact{bupGiven(time.Duration(days+step)*bupDay, product, dose), bupSigns(time.Hour)}, mono
		}
	}
	settled := func(days int, dose medication.Dose) []fact {
		facts := []fact{bupUsed(5*time.Hour, "heroin"), bupSigns(time.Hour)}
		for day := 1; day <= days; day++ {
			facts = append(facts, fact{time.Duration(day) * bupDay, record.DoseGiven{Product: medication.BupSL, Dose: dose}})
		}
		return facts
	}
	goesOn, starts := [3]outcome{irrelevant, irrelevant, blocks}, [3]outcome{blocks, irrelevant, irrelevant}
	cases := bupEdges(
		bupEdge{rule: rule, param: "bup.induction.break.daily", want: goesOn, ask: broken(medication.BupSL, "16 mg", 4)},
		bupEdge{rule: rule, param: "bup.induction.break.weekly", want: goesOn, ask: broken(medication.BupBrixadiWeekly, "24 mg", 10)},
		bupEdge{rule: rule, param: "bup.induction.break.monthly", want: goesOn, ask: broken(medication.BupBrixadiMonthly, "96 mg", 56)},
		bupEdge{rule: rule, param: "bup.settled.dose", want: starts,
			ask: func(step int) ([]fact, record.Body) { return settled(10, bupMicrograms("8 mg", step*100)), mono }},
		bupEdge{rule: rule, param: "bup.settled.days", want: starts,
			ask: func(step int) ([]fact, record.Body) { return settled(7+step, bupDose("8 mg")), mono }},
	)
	return inPlaceOf(place, append(cases,
		ruleCase{rule: rule, name: "one sign", before: []fact{seen(time.Hour, record.Yawning)}, ask: mono, want: met},
		ruleCase{rule: rule, name: "no sign", before: []fact{seen(time.Hour)}, ask: mono, want: blocks})...)
}

// challengeCases show how long a second naloxone challenge waits where no text of the place says so.
func challengeCases(place string) []ruleCase {
	const utox, param = "naltrexone.utox", "naltrexone.challenge.repeat-after"
	return inPlaceOf(place, probe(utox, param, place, [3]outcome{blocks, met, met}, func(side int) ([]fact, record.Body) {
		return []fact{challenged(aDay+time.Hour+time.Duration(side)*time.Minute, record.Positive), challenged(time.Hour, record.Negative),
			negativePanel(2 * time.Hour), reviewed(record.OpioidUseSection)}, firstTablet
	})...)
}

// toleranceCases show after how long tolerance is lost where no rule of the place limits the first dose for it.
func toleranceCases(place string) []ruleCase {
	const rule, param = "od.tolerance-loss", "methadone.induction.low-tolerance.free"
	detox := record.WithdrawalManagement{Method: record.MethodBuprenorphineTaper, ContinuingPlan: truth.Yes}
	return inPlaceOf(place, probe(rule, param, place, [3]outcome{met, met, warns}, func(side int) ([]fact, record.Body) {
		return []fact{usedOpioid("heroin", 5*aDay+time.Duration(side)*time.Minute), told(5*aDay-time.Hour, detox),
			reviewed(record.OpioidUseSection)}, orderOf(medication.MethadoneConc, "20 mg")
	})...)
}

// blankCellCases show that a dose for which the published table has no monthly injection gets none.
func blankCellCases(place string) []ruleCase {
	return inPlaceOf(place, ruleCase{name: "blank cell", rule: "bup.xr.brixadi.conversion", before: bupTakenDaily(5, medication.BupSL, "4 mg"),
		ask: bupOrder(medication.BupBuvidalMonthly, "64 mg"), want: blocks, param: "bup.xr.brixadi.conversion.blank-refuses", side: above})
}

// floorCases show the hours of the labels after a short-acting opioid, where no source of the place recommends more.
func floorCases(place string) []ruleCase {
	const rule, param = "bup.induction.hours-short-acting", "bup.induction.hours-short-acting.floor-"
	waits := [3]outcome{blocks, met, met}
	after := func(product medication.ProductID, dose string, floor time.Duration) func(int) ([]fact, record.Body) {
		return func(side int) ([]fact, record.Body) {
			return []fact{bupUsed(floor+time.Duration(side)*time.Minute, "heroin"), bupSigns(time.Hour)}, bupOrder(product, dose)
		}
	}
	return inPlaceOf(place, append(probe(rule, param+"mono", place, waits, after(medication.BupSL, "4 mg", 4*time.Hour)),
		probe(rule, param+"combination", place, waits, after(medication.BupnxSL, "4 mg", 6*time.Hour))...)...)
}

// countriesOfCommon are those whose settings begin with the common ones.
var countriesOfCommon = []string{"au", "ca", "int-who"}

// onOrder is somebody on a daily dose of methadone by an order that was written so many days ago, with doses missed until today.
func onOrder(mg uint32, missed, written int) []fact {
	return append(onMethadone(mg, missed), fact{time.Duration(written)*oneDay + 2*time.Hour, methadoneOf(mg, every(medication.Daily()))})
}

// raised is somebody whose methadone was last raised so many days ago.
func raised(from, to uint32, days int) []fact {
	facts := []fact{}
	for d := days + 12; d > days; d-- {
		facts = append(facts, given(time.Duration(d)*oneDay, from))
	}
	for d := days; d > 0; d-- {
		facts = append(facts, given(time.Duration(d)*oneDay, to))
	}
	return facts
}

func australiaCases() []ruleCase {
	const first, total, reduced, few, anew = "methadone.induction.first-dose", "methadone.induction.first-day-total",
		"methadone.missed.reduced", "methadone.missed.few", "methadone.missed.anew"
	const counts = "methadone.induction.first-dose.soft-counts"
	begun := []fact{given(5*time.Hour, 20), seen(time.Hour)}
	return inPlaceOf("au",
		ruleCase{rule: first, name: "29 mg", ask: methadoneOf(29), want: met, param: counts, side: below},
		ruleCase{rule: first, name: "30 mg", ask: methadoneOf(30), want: warns, param: counts, side: at},
		ruleCase{rule: first, name: "31 mg", ask: methadoneOf(31), want: warns, param: counts, side: above},
		ruleCase{rule: first, name: "30 mg with a reason", ask: methadoneOf(30, because("on 80 mg until last week")), want: advises},
		ruleCase{rule: first, name: "40 mg", ask: methadoneOf(40), want: warns},
		ruleCase{rule: first, name: "41 mg", ask: methadoneOf(41), want: blocks},
		ruleCase{rule: total, name: "29 mg on the day", before: begun, ask: methadoneOf(9), want: met},
		ruleCase{rule: total, name: "30 mg on the day", before: begun, ask: methadoneOf(10), want: warns},
		ruleCase{rule: total, name: "40 mg on the day", before: begun, ask: methadoneOf(20), want: warns},
		ruleCase{rule: total, name: "41 mg on the day", before: begun, ask: methadoneOf(21), want: blocks},
		ruleCase{rule: few, name: "less after two", before: onMethadone(80, 2), ask: methadoneOf(60), want: advises},
		ruleCase{rule: few, name: "less after three", before: onMethadone(80, 3), ask: methadoneOf(40), want: irrelevant},
		ruleCase{rule: reduced, name: "after two", before: onMethadone(100, 2), ask: methadoneOf(100), want: irrelevant},
		ruleCase{rule: reduced, name: "half after three", before: onMethadone(100, 3), ask: methadoneOf(50), want: met},
		ruleCase{rule: reduced, name: "more than half after three", before: onMethadone(100, 3), ask: methadoneOf(51), want: warns},
		ruleCase{rule: reduced, name: "40 mg after four", before: onMethadone(100, 4), ask: methadoneOf(40), want: met},
		ruleCase{rule: reduced, name: "41 mg after four", before: onMethadone(100, 4), ask: methadoneOf(41), want: warns},
		ruleCase{rule: reduced, name: "half after four", before: onMethadone(60, 4), ask: methadoneOf(30), want: met},
		ruleCase{rule: reduced, name: "more than half after four", before: onMethadone(60, 4), ask: methadoneOf(31), want: warns},
		ruleCase{rule: anew, name: "after four", before: onMethadone(100, 4), ask: methadoneOf(100), want: irrelevant},
		ruleCase{rule: anew, name: "40 mg after five", before: onMethadone(100, 5), ask: methadoneOf(40), want: met},
		ruleCase{rule: anew, name: "41 mg after five", before: onMethadone(100, 5), ask: methadoneOf(41), want: blocks},
		ruleCase{rule: "naltrexone.opioid-free.short", name: "six days", before: []fact{used("heroin", 6*oneDay)}, ask: firstTablet,
			want: blocks},
		ruleCase{rule: "naltrexone.opioid-free.short", name: "seven days", want: met, ask: firstTablet,
			before: []fact{used("heroin", 7*oneDay), reviewed(record.OpioidUseSection)}},
	)
}

func newSouthWalesCases() []ruleCase {
	const first, low, reduced, anew, cows = "methadone.induction.first-dose", "methadone.induction.low-tolerance",
		"methadone.missed.reduced", "methadone.missed.anew", "bup.induction.cows-min"
	const firstBup, step, day1, weekly, monthly, gap = "bup.induction.first-dose", "bup.induction.step", "bup.induction.day1-total",
		"gb.bup.laib.window.weekly", "gb.bup.laib.window.monthly", "gb.bup.laib.reinduct"
	mono := bupOrder(medication.BupSL, "4 mg")
	scored := func(total int) []fact { return []fact{bupUsed(14*time.Hour, "heroin"), bupCOWS(time.Hour, total)} }
	afterMethadone := func(total int) []fact { return []fact{bupMethadone(50*time.Hour, 30), bupCOWS(time.Hour, total)} }
	injected := func(product medication.ProductID, dose string, days int) []fact {
		return []fact{bupGiven(time.Duration(days)*bupDay, product, dose)}
	}
	next, nextMonthly := bupOrder(medication.BupBuvidalWeekly, "24 mg"), bupOrder(medication.BupBuvidalMonthly, "96 mg")
	begun := []fact{bupGiven(2*time.Hour, medication.BupSL, "4 mg")}
	ago := func(minutes int) []fact {
		return []fact{bupGiven(time.Duration(minutes)*time.Minute, medication.BupSL, "4 mg")}
	}
	return inPlaceOf("au-nsw", slices.Concat(
		[]ruleCase{
			{rule: first, name: "19 mg", ask: methadoneOf(19), want: advises},
			{rule: first, name: "20 mg", ask: methadoneOf(20), want: met},
			{rule: first, name: "30 mg", ask: methadoneOf(30), want: met},
			{rule: low, name: "20 mg where tolerance is low", before: []fact{condition(record.LowTolerance, truth.Yes)}, ask: methadoneOf(20), want: met},
			{rule: low, name: "21 mg where tolerance is low", before: []fact{condition(record.LowTolerance, truth.Yes)}, ask: methadoneOf(21),
				want: warns},
			{rule: reduced, name: "after three", before: onMethadone(100, 3), ask: methadoneOf(100), want: irrelevant},
			{rule: reduced, name: "half of 100 mg", before: onMethadone(100, 4), ask: methadoneOf(50), want: met},
			{rule: reduced, name: "more than half of 100 mg", before: onMethadone(100, 4), ask: methadoneOf(51), want: warns},
			{rule: reduced, name: "40 mg of 60 mg", before: onMethadone(60, 4), ask: methadoneOf(40), want: met},
			{rule: reduced, name: "41 mg of 60 mg", before: onMethadone(60, 4), ask: methadoneOf(41), want: warns},
			{rule: reduced, name: "no more than usual", before: onMethadone(30, 5), ask: methadoneOf(30), want: met},
			{rule: anew, name: "after five", before: onMethadone(100, 5), ask: methadoneOf(50), want: irrelevant},
			{rule: anew, name: "after six", before: onMethadone(100, 6), ask: methadoneOf(50), want: blocks},

			{rule: cows, name: "COWS 3", before: scored(3), ask: mono, want: blocks},
			{rule: cows, name: "COWS 4", before: scored(4), ask: mono, want: warns},
			{rule: cows, name: "COWS 7", before: scored(7), ask: mono, want: warns},
			{rule: cows, name: "COWS 8", before: scored(8), ask: mono, want: met},
			{rule: cows, name: "COWS 7 after methadone", before: afterMethadone(7), ask: mono, want: blocks},
			{rule: cows, name: "COWS 8 after methadone", before: afterMethadone(8), ask: mono, want: met},
			{rule: firstBup, name: "8 mg", ask: bupOrder(medication.BupSL, "8 mg"), want: met},
			{rule: firstBup, name: "9 mg", ask: bupOrder(medication.BupSL, "9 mg"), want: warns},
			{rule: step, name: "6 mg more", before: begun, ask: bupOrder(medication.BupSL, "6 mg"), want: met},
			{rule: step, name: "7 mg more", before: begun, ask: bupOrder(medication.BupSL, "7 mg"), want: warns},
			{rule: step, name: "3 mg more", before: begun, ask: bupOrder(medication.BupSL, "3 mg"), want: warns},
			{rule: step, name: "4 mg more", before: begun, ask: mono, want: met},
			{rule: step, name: "after an hour", before: ago(60), ask: mono, want: met},
			{rule: step, name: "after 59 minutes", before: ago(59), ask: mono, want: warns},
			{rule: day1, name: "12 mg", before: begun, ask: bupOrder(medication.BupSL, "8 mg"), want: met},
			{rule: day1, name: "13 mg", before: begun, ask: bupOrder(medication.BupSL, "9 mg"), want: warns},

			{rule: weekly, name: "day 4", before: append(injected(medication.BupBuvidalWeekly, "24 mg", 11),
				injected(medication.BupBuvidalWeekly, "24 mg", 4)...), ask: next, want: blocks},
			{rule: weekly, name: "day 5", before: injected(medication.BupBuvidalWeekly, "24 mg", 5), ask: next, want: met},
			{rule: monthly, name: "day 20", before: injected(medication.BupBuvidalMonthly, "96 mg", 20), ask: nextMonthly, want: blocks},
			{rule: monthly, name: "day 21", before: injected(medication.BupBuvidalMonthly, "96 mg", 21), ask: nextMonthly, want: met},
			{rule: gap, name: "ten days", before: injected(medication.BupBuvidalWeekly, "24 mg", 10), ask: next, want: met},
			{rule: gap, name: "eleven days", before: injected(medication.BupBuvidalWeekly, "24 mg", 11), ask: next, want: warns},
			{rule: gap, name: "eight weeks", before: injected(medication.BupBuvidalMonthly, "96 mg", 56), ask: nextMonthly, want: met},
			{rule: gap, name: "a day more", before: injected(medication.BupBuvidalMonthly, "96 mg", 57), ask: nextMonthly, want: warns},
			{rule: "bup.xr.brixadi.conversion", name: "no monthly dose for 4 mg", before: bupTakenDaily(10, medication.BupSL, "4 mg"),
				ask: bupOrder(medication.BupBuvidalMonthly, "64 mg"), want: blocks},
			saying("preferred 30 mg", ruleCase{rule: "bup.induction.methadone-dose-max", name: "40 mg of methadone",
				before: []fact{bupMethadone(50*time.Hour, 40)}, ask: mono, want: warns}),
			saying("above 40 mg", ruleCase{rule: "bup.induction.methadone-dose-max", name: "41 mg of methadone",
				before: []fact{bupMethadone(50*time.Hour, 41)}, ask: mono, want: warns}),
			{rule: "au-nsw.methadone.specialist", name: "a specialist", before: []fact{stated(record.SpecialistSupervision, time.Hour)},
				ask: methadoneOf(160), want: suspended},
		},
		probe("au-nsw.methadone.specialist", "au-nsw.methadone.specialist.above", "au-nsw", [3]outcome{met, met, warns},
			func(side int) ([]fact, record.Body) { return nil, methadoneOf(uint32(150 + side)) }),
	)...)
}

func victoriaCases() []ruleCase {
	const reduced, methadoneHome, bupHome, first = "methadone.missed.reduced", "au-vic.takeaway.methadone", "au-vic.takeaway.buprenorphine",
		"bup.induction.first-dose"
	inTreatment := func(days int) []fact {
		return []fact{{time.Duration(days-1) * oneDay, methadoneOf(60, every(medication.Daily()))}, given(time.Duration(days-1)*oneDay, 60),
			given(oneDay, 60)}
	}
	onBup := func() []fact {
		return []fact{{20 * bupDay, bupDaily(medication.BupSL, "16 mg")}, bupGiven(20*bupDay, medication.BupSL, "16 mg"),
			bupGiven(bupDay, medication.BupSL, "16 mg"), bupGiven(time.Hour, medication.BupSL, "16 mg")}
	}
	grant := func(days int) record.TakeHomeGrant {
		return record.TakeHomeGrant{Product: medication.BupSL, Dose: bupDose("16 mg"), Days: days, Criteria: truth.Yes}
	}
	supplied := func(days, of int) fact { return fact{time.Duration(days) * oneDay, handedOut(of)} }
	taken := func(days int) record.TakeHomeSupplied {
		return record.TakeHomeSupplied{Substance: medication.Buprenorphine, Days: days}
	}
	return inPlaceOf("au-vic", slices.Concat(
		[]ruleCase{
			{rule: reduced, name: "after three", before: onMethadone(100, 3), ask: methadoneOf(100), want: irrelevant},
			{rule: reduced, name: "40 mg of 100 mg", before: onMethadone(100, 4), ask: methadoneOf(40), want: met},
			{rule: reduced, name: "41 mg of 100 mg", before: onMethadone(100, 4), ask: methadoneOf(41), want: warns},
			{rule: reduced, name: "half of 60 mg", before: onMethadone(60, 4), ask: methadoneOf(30), want: met},
			{rule: reduced, name: "more than half of 60 mg", before: onMethadone(60, 4), ask: methadoneOf(31), want: warns},
			{rule: first, name: "3 mg", ask: bupOrder(medication.BupSL, "3 mg"), want: warns},
			{rule: first, name: "4 mg", ask: bupOrder(medication.BupSL, "4 mg"), want: met},
			{rule: first, name: "8 mg", ask: bupOrder(medication.BupSL, "8 mg"), want: met},
			{rule: first, name: "9 mg", ask: bupOrder(medication.BupSL, "9 mg"), want: warns},
			{rule: methadoneHome, name: "five within seven days", before: append(inTreatment(120), supplied(5, 3)), ask: handedOut(2), want: warns},
			{rule: methadoneHome, name: "four within seven days, five within eight", before: append(inTreatment(120), supplied(6, 3)),
				ask: handedOut(2), want: met},
			{rule: bupHome, name: "seven within eight days", before: append(onBup(), fact{5 * bupDay, taken(4)}), ask: taken(3), want: met},
			{rule: bupHome, name: "on the first day", ask: grant(6), want: met,
				before: []fact{{2 * time.Hour, bupDaily(medication.BupSL, "16 mg")}, bupGiven(time.Hour, medication.BupSL, "16 mg")}},
			{rule: methadoneHome, name: "an injection", ask: bupOrder(medication.BupBuvidalWeekly, "24 mg"), want: irrelevant},
		},
		probe(methadoneHome, "au-vic.takeaway.methadone.table", "au-vic", [3]outcome{blocks, met, met},
			func(side int) ([]fact, record.Body) { return inTreatment(92 + side), granted(3) }),
		probe(methadoneHome, "au-vic.takeaway.methadone.in-a-row", "au-vic", [3]outcome{met, met, blocks},
			func(side int) ([]fact, record.Body) { return inTreatment(120), granted(3 + side) }),
		probe(bupHome, "au-vic.takeaway.buprenorphine.table", "au-vic", [3]outcome{met, met, blocks},
			func(side int) ([]fact, record.Body) { return onBup(), grant(6 + side) }),
	)...)
}

func whoCases() []ruleCase {
	const first, total, low, hours, firstBup, clonidine, single, daily, dose = "methadone.induction.first-dose",
		"methadone.induction.first-day-total", "methadone.induction.low-tolerance", "bup.induction.hours-short-acting",
		"bup.induction.first-dose", "wm.clonidine.daily", "wm.lofexidine.single", "wm.lofexidine.daily", "wm.methadone.dose"
	begun := []fact{given(5*time.Hour, 10), seen(time.Hour)}
	mono, combination := bupOrder(medication.BupSL, "4 mg"), bupOrder(medication.BupnxSL, "4 mg/1 mg")
	heroin := func(minutes int) []fact {
		return []fact{bupUsed(time.Duration(minutes)*time.Minute, "heroin"), bupSigns(time.Hour, record.Yawning)}
	}
	clonidineOf := func(ug uint64) record.Order {
		return record.Order{Product: medication.ClonidineTab, Dose: medication.Dose{Principal: medication.Micrograms(ug)}, PerDay: 4}
	}
	lofexidine := func(ug uint64, times int) record.Order {
		return record.Order{Product: medication.LofexidineGB, Dose: medication.Dose{Principal: medication.Micrograms(ug)}, PerDay: times}
	}
	lasting := func(days int) record.WithdrawalManagement {
		return record.WithdrawalManagement{Method: record.MethodMethadoneTaper, ExpectedDays: days}
	}
	taper := func(mg uint32, days int) record.Order {
		return methadoneOf(mg, meant(record.PurposeDetox), func(o *record.Order) { o.SupplyDays, o.Schedule = days, medication.Daily() })
	}
	return inPlaceOf("int-who",
		ruleCase{rule: first, name: "20 mg", ask: methadoneOf(20), want: met},
		ruleCase{rule: first, name: "21 mg", ask: methadoneOf(21), want: warns},
		ruleCase{rule: first, name: "30 mg", ask: methadoneOf(30), want: warns},
		ruleCase{rule: first, name: "31 mg", ask: methadoneOf(31), want: blocks},
		ruleCase{rule: total, name: "20 mg", before: begun, ask: methadoneOf(10), want: met},
		ruleCase{rule: total, name: "21 mg", before: begun, ask: methadoneOf(11), want: warns},
		ruleCase{rule: total, name: "30 mg", before: begun, ask: methadoneOf(20), want: warns},
		ruleCase{rule: total, name: "31 mg", before: begun, ask: methadoneOf(21), want: blocks},
		ruleCase{rule: low, name: "15 mg", before: []fact{condition(record.LowTolerance, truth.Yes)}, ask: methadoneOf(15), want: met},
		ruleCase{rule: low, name: "16 mg", before: []fact{condition(record.LowTolerance, truth.Yes)}, ask: methadoneOf(16), want: warns},
		ruleCase{rule: hours, name: "479 minutes, mono", before: heroin(479), ask: mono, want: blocks},
		ruleCase{rule: hours, name: "8 hours, mono", before: heroin(480), ask: mono, want: met},
		ruleCase{rule: hours, name: "479 minutes, with naloxone", before: heroin(479), ask: combination, want: blocks},
		ruleCase{rule: hours, name: "8 hours, with naloxone", before: heroin(480), ask: combination, want: met},
		ruleCase{rule: firstBup, name: "3 mg", ask: bupOrder(medication.BupSL, "3 mg"), want: warns},
		ruleCase{rule: firstBup, name: "4 mg", ask: mono, want: met},
		ruleCase{rule: firstBup, name: "8 mg", ask: bupOrder(medication.BupSL, "8 mg"), want: met},
		ruleCase{rule: firstBup, name: "9 mg", ask: bupOrder(medication.BupSL, "9 mg"), want: warns},
		ruleCase{rule: clonidine, name: "1 mg", ask: clonidineOf(250), want: met},
		ruleCase{rule: clonidine, name: "a little more than 1 mg", ask: clonidineOf(251), want: warns},
		ruleCase{rule: single, name: "0.8 mg", ask: lofexidine(800, 2), want: met},
		ruleCase{rule: single, name: "1 mg", ask: lofexidine(801, 2), want: blocks},
		ruleCase{rule: daily, name: "2.4 mg", ask: lofexidine(800, 3), want: met},
		ruleCase{rule: daily, name: "2.6 mg", ask: lofexidine(801, 3), want: blocks},
		ruleCase{rule: dose, name: "14 mg", ask: taper(14, 8), want: warns},
		ruleCase{rule: dose, name: "15 mg", ask: taper(15, 8), want: met},
		ruleCase{rule: dose, name: "two days", ask: lasting(2), want: warns},
		ruleCase{rule: dose, name: "three days", ask: lasting(3), want: met},
		ruleCase{rule: "naltrexone.opioid-free.short", name: "six days", before: []fact{used("heroin", 6*oneDay)}, ask: firstTablet, want: blocks},
		ruleCase{rule: "naltrexone.opioid-free.short", name: "seven days", want: met, ask: firstTablet,
			before: []fact{used("heroin", 7*oneDay), reviewed(record.OpioidUseSection)}},
	)
}

func ontarioCases() []ruleCase {
	const reduced, few, anew, assessed = "methadone.missed.reduced", "methadone.missed.few", "methadone.missed.anew",
		"ca-on.methadone.missed.assessed"
	const total, low, step = "methadone.induction.first-day-total", "methadone.induction.low-tolerance", "methadone.titration.step"
	begun := []fact{given(5*time.Hour, 20), seen(time.Hour)}
	uncertain := condition(record.LowTolerance, truth.Yes)
	drinks := condition(record.AlcoholUse, truth.Yes)
	older := []ruleCase{
		{rule: reduced, name: "the older half", before: onMethadone(80, 3), ask: methadoneOf(40), want: met},
		{rule: reduced, name: "more than the older half", before: onMethadone(80, 3), ask: methadoneOf(41), want: warns},
		{rule: reduced, name: "the older 30 mg", before: onMethadone(80, 4), ask: methadoneOf(30), want: met},
		{rule: reduced, name: "more than the older 30 mg", before: onMethadone(80, 4), ask: methadoneOf(31), want: warns},
		{rule: reduced, name: "the older rule after two", before: onMethadone(80, 2), ask: methadoneOf(80), want: irrelevant},
		{rule: reduced, name: "the older 30 mg after four", before: onMethadone(80, 4), ask: methadoneOf(31), want: warns},
		{rule: few, name: "three missed before the recommendations", before: onMethadone(80, 3), ask: methadoneOf(60), want: notJudged},
		saying("US label of methadone", ruleCase{rule: anew, name: "five missed before the recommendations", before: onMethadone(80, 5),
			ask: methadoneOf(80), want: blocks}),
		{rule: anew, name: "four missed before the recommendations", before: onMethadone(80, 4), ask: methadoneOf(80), want: irrelevant},
	}
	return inPlaceOf("ca-on", slices.Concat(
		on(2021, time.June, 29, older...),
		on(2021, time.June, 30, []ruleCase{
			{rule: reduced, name: "three missed", before: onMethadone(80, 3), ask: methadoneOf(80), want: irrelevant},
			{rule: reduced, name: "half after four", before: onMethadone(80, 4), ask: methadoneOf(40), want: met},
			{rule: few, name: "three missed by the recommendations", before: onMethadone(80, 3), ask: methadoneOf(60), want: advises},
			saying("META:PHI", ruleCase{rule: anew, name: "five missed by the recommendations", before: onMethadone(80, 5),
				ask: methadoneOf(80), want: blocks}),
			{rule: anew, name: "30 mg by the recommendations", before: onMethadone(80, 5), ask: methadoneOf(30), want: met},
		}...),
		[]ruleCase{
			{rule: reduced, name: "half of 70 mg", before: onMethadone(70, 4), ask: methadoneOf(35), want: met},
			{rule: reduced, name: "more than half of 70 mg", before: onMethadone(70, 4), ask: methadoneOf(36), want: warns},
			{rule: reduced, name: "30 mg of 40 mg", before: onMethadone(40, 4), ask: methadoneOf(30), want: met},
			{rule: reduced, name: "31 mg of 40 mg", before: onMethadone(40, 4), ask: methadoneOf(31), want: warns},
			{rule: reduced, name: "after three", before: onMethadone(70, 3), ask: methadoneOf(70), want: irrelevant},
			{rule: anew, name: "after four", before: onMethadone(70, 4), ask: methadoneOf(70), want: irrelevant},
			{rule: anew, name: "after five", before: onMethadone(70, 5), ask: methadoneOf(70), want: blocks},
			{rule: total, name: "30 mg", before: begun, ask: methadoneOf(10), want: met},
			{rule: total, name: "31 mg", before: begun, ask: methadoneOf(11), want: warns},
			{rule: low, name: "20 mg where tolerance is low", before: []fact{uncertain}, ask: methadoneOf(20), want: met},
			{rule: low, name: "21 mg where tolerance is low", before: []fact{uncertain}, ask: methadoneOf(21), want: warns},
			{rule: low, name: "20 mg beside alcohol", before: []fact{used("heroin", 5*time.Hour), drinks}, ask: methadoneOf(20), want: met},
			{rule: low, name: "21 mg beside alcohol", before: []fact{used("heroin", 5*time.Hour), drinks}, ask: methadoneOf(21), want: warns},
			{rule: step, name: "four days after 80 mg", before: raised(70, 80, 4), ask: methadoneOf(90), want: warns},
			{rule: step, name: "five days after 80 mg", before: raised(70, 80, 5), ask: methadoneOf(90), want: met},
			{rule: assessed, name: "assessed since", ask: methadoneOf(80), want: met,
				before: append(onMethadone(80, 3), fact{time.Hour, record.Assessed{Assessment: record.Reassessment}})},
			{rule: assessed, name: "assessed before", ask: methadoneOf(80), want: warns,
				before: append(onMethadone(80, 3), fact{10 * oneDay, record.Assessed{Assessment: record.Reassessment}})},
			{rule: assessed, name: "nobody knows how many", before: []fact{given(9*oneDay, 80), given(8*oneDay, 80)}, ask: methadoneOf(80),
				want: unknown},
		},
		probe(assessed, "ca-on.methadone.missed.assessed.doses", "ca-on", [3]outcome{irrelevant, warns, warns},
			func(side int) ([]fact, record.Body) { return onMethadone(80, 3+side), methadoneOf(80) }),
	)...)
}

func britishColumbiaCases() []ruleCase {
	const reduced, anew, cancelled, contra, ecg, danger = "methadone.missed.reduced", "methadone.missed.anew",
		"ca-bc.methadone.missed.cancelled", "ca-bc.methadone.contraindicated", "ca-bc.methadone.ecg", "methadone.qtc.danger"
	dose := given(0, 80).body
	stopped := func(days int) fact {
		return fact{time.Duration(days)*oneDay + time.Hour, record.MedicineReported{Agent: "phenelzine", Taking: truth.No}}
	}
	qt := func(agents ...string) (facts []fact) {
		for _, a := range agents {
			facts = append(facts, fact{time.Hour, record.MedicineReported{Agent: a, Taking: truth.Yes}})
		}
		return facts
	}
	return inPlaceOf("ca-bc", slices.Concat(
		[]ruleCase{
			{rule: reduced, name: "half of 90 mg", before: onMethadone(90, 4), ask: methadoneOf(45), want: met},
			{rule: reduced, name: "more than half of 90 mg", before: onMethadone(90, 4), ask: methadoneOf(46), want: warns},
			{rule: reduced, name: "30 mg of 40 mg", before: onMethadone(40, 4), ask: methadoneOf(30), want: met},
			{rule: reduced, name: "31 mg of 40 mg", before: onMethadone(40, 4), ask: methadoneOf(31), want: warns},
			{rule: reduced, name: "half of 90 mg after four", before: onMethadone(90, 4), ask: methadoneOf(46), want: warns},
			{rule: anew, name: "half of 90 mg after five", before: onMethadone(90, 5), ask: methadoneOf(46), want: blocks},
			{rule: anew, name: "a new start after five", before: onMethadone(90, 5), ask: methadoneOf(30), want: met},
			{rule: reduced, name: "after three", before: onMethadone(90, 3), ask: methadoneOf(90), want: irrelevant},

			{rule: cancelled, name: "a new order", before: onOrder(80, 5, 0), ask: dose, want: met},
			{rule: cancelled, name: "the new order itself", before: onMethadone(80, 5), ask: methadoneOf(40), want: irrelevant},
			{rule: contra, name: "phenelzine", before: qt("phenelzine"), ask: methadoneOf(20), want: blocks},
			{rule: contra, name: "phenelzine and the dose that goes on", ask: methadoneOf(80), want: irrelevant,
				before: append(onMethadone(80, 0), qt("phenelzine")...)},
			{rule: contra, name: "stopped thirteen days ago", before: []fact{stopped(13)}, ask: methadoneOf(20), want: blocks},
			{rule: contra, name: "stopped a fortnight ago", before: []fact{stopped(14), reviewed(record.ConditionsSection)}, ask: methadoneOf(20),
				want: met},
			{rule: contra, name: "obstructive airways disease", before: []fact{condition(record.ObstructiveAirwaysDisease, truth.Yes)},
				ask: methadoneOf(20), want: warns},
			{rule: ecg, name: "an ECG", before: append(qt("amiodarone", "haloperidol"), measured(record.QTc, "420", time.Hour)),
				ask: methadoneOf(20), want: met},
			{rule: ecg, name: "syncope", before: []fact{condition(record.Syncope, truth.Yes)}, ask: methadoneOf(20), want: warns},
			{rule: danger, name: "499 ms", before: []fact{measured(record.QTc, "499", time.Hour)}, ask: methadoneOf(20), want: irrelevant},
			{rule: danger, name: "500 ms", before: []fact{measured(record.QTc, "500", time.Hour)}, ask: methadoneOf(20), want: blocks},
		},
		probe(cancelled, "ca-bc.methadone.missed.cancelled.doses", "ca-bc", [3]outcome{irrelevant, blocks, blocks},
			func(side int) ([]fact, record.Body) { return onMethadone(80, 4+side), dose }),
		on(2023, time.November, 21, ruleCase{rule: cancelled, name: "before the policy", before: onMethadone(80, 4), ask: dose, want: notJudged}),
		on(2023, time.November, 22, ruleCase{rule: cancelled, name: "by the policy", before: onMethadone(80, 4), ask: dose, want: blocks}),
		probe(ecg, "ca-bc.methadone.ecg.medicines", "ca-bc", [3]outcome{met, warns, warns}, func(side int) ([]fact, record.Body) {
			return qt([]string{"amiodarone", "haloperidol", "sotalol"}[:2+side]...), methadoneOf(20)
		}),
	)...)
}

func canadaCases() []ruleCase {
	const first, step, hours, day1 = "methadone.induction.first-dose", "methadone.titration.step", "bup.induction.hours-long-acting",
		"bup.induction.day1-total"
	const fentanyl, alone, clonidine, vitals = "ca.bup.induction.hours-fentanyl", "ca.wm.not-alone", "wm.clonidine.daily", "wm.alpha2.bp"
	mono := bupOrder(medication.BupSL, "4 mg")
	clonidineOf := func(ug uint64) record.Order {
		return record.Order{Product: medication.ClonidineTab, Dose: medication.Dose{Principal: medication.Micrograms(ug)}, PerDay: 4}
	}
	withdrawal := func(plan truth.Value) record.WithdrawalManagement {
		return record.WithdrawalManagement{Method: record.MethodBuprenorphineTaper, ContinuingPlan: plan, Informed: truth.Yes}
	}
	pressed := func(systolic, diastolic string) []fact {
		return []fact{measured(record.SystolicPressure, systolic, time.Hour), measured(record.DiastolicPressure, diastolic, time.Hour),
			measured(record.Pulse, "80", time.Hour)}
	}
	return inPlaceOf("ca", slices.Concat(
		[]ruleCase{
			{rule: first, name: "4 mg", ask: methadoneOf(4), want: advises},
			{rule: first, name: "5 mg", ask: methadoneOf(5), want: met},
			{rule: first, name: "60 mg", ask: methadoneOf(60), want: warns},
			{rule: step, name: "15 mg more", before: raised(30, 40, 5), ask: methadoneOf(55), want: met},
			{rule: step, name: "16 mg more", before: raised(30, 40, 5), ask: methadoneOf(56), want: warns},
			{rule: step, name: "after two days", before: raised(30, 40, 2), ask: methadoneOf(50), want: warns},
			{rule: step, name: "after three days", before: raised(30, 40, 3), ask: methadoneOf(50), want: met},
			{rule: step, name: "15 mg more from 79 mg", before: raised(70, 79, 8), ask: methadoneOf(94), want: met},
			{rule: step, name: "15 mg more from 80 mg", before: raised(70, 80, 8), ask: methadoneOf(95), want: warns,
				param: "methadone.titration.step.from", side: at},
			{rule: step, name: "15 mg more from 81 mg", before: raised(70, 81, 8), ask: methadoneOf(96), want: warns,
				param: "methadone.titration.step.from", side: above},
			{rule: step, name: "14 mg more from 79 mg", before: raised(70, 79, 8), ask: methadoneOf(93), want: met,
				param: "methadone.titration.step.from", side: below},
			{rule: step, name: "9 mg more from 80 mg", before: raised(70, 80, 8), ask: methadoneOf(89), want: met,
				param: "methadone.titration.step.later", side: below},
			{rule: step, name: "10 mg more from 80 mg", before: raised(70, 80, 8), ask: methadoneOf(90), want: met,
				param: "methadone.titration.step.later", side: at},
			{rule: step, name: "11 mg more from 80 mg", before: raised(70, 80, 8), ask: methadoneOf(91), want: warns,
				param: "methadone.titration.step.later", side: above},
			{rule: step, name: "six days after 80 mg", before: raised(70, 80, 6), ask: methadoneOf(90), want: warns,
				param: "methadone.titration.step.later-interval", side: below},
			{rule: step, name: "seven days after 80 mg", before: raised(70, 80, 7), ask: methadoneOf(90), want: met,
				param: "methadone.titration.step.later-interval", side: at},
			{rule: step, name: "eight days after 80 mg", before: raised(70, 80, 8), ask: methadoneOf(90), want: met,
				param: "methadone.titration.step.later-interval", side: above},

			{rule: hours, name: "71 hours after methadone", before: []fact{bupMethadone(71*time.Hour, 30)}, ask: mono, want: warns},
			{rule: hours, name: "72 hours after methadone", before: []fact{bupMethadone(72*time.Hour, 30)}, ask: mono, want: met},
			{rule: day1, name: "12 mg", ask: bupOrder(medication.BupSL, "12 mg"), want: met},
			{rule: day1, name: "13 mg", ask: bupOrder(medication.BupSL, "13 mg"), want: warns},
			{rule: fentanyl, name: "heroin", before: []fact{bupUsed(5*time.Hour, "heroin")}, ask: mono, want: irrelevant},
			{rule: fentanyl, name: "found in a test, and withdrawal is not looked for", want: unknown, ask: mono,
				before: []fact{screen(time.Hour, record.Positive, record.AnalyteFentanyl)}},

			{rule: "bup.xr.test-dose", name: "six days of tablets before Sublocade", before: bupTakenDaily(6, medication.BupSL, "16 mg"),
				ask: bupOrder(medication.BupSublocade, "300 mg"), want: blocks},
			{rule: "bup.xr.test-dose", name: "seven days of tablets before Sublocade", before: bupTakenDaily(7, medication.BupSL, "16 mg"),
				ask: bupOrder(medication.BupSublocade, "300 mg"), want: met},
			{rule: "bup.xr.test-dose", name: "another depot", ask: bupOrder(medication.BupBrixadiWeekly, "24 mg"), want: blocks},
			{rule: "naltrexone.opioid-free.short", name: "six days", before: []fact{used("heroin", 6*oneDay)}, ask: firstTablet, want: blocks},
			{rule: "naltrexone.opioid-free.short", name: "seven days", before: []fact{used("heroin", 7*oneDay), reviewed(record.OpioidUseSection)},
				ask: firstTablet, want: met},

			{rule: clonidine, name: "0.8 mg", ask: clonidineOf(200), want: met},
			{rule: clonidine, name: "a little more", ask: clonidineOf(201), want: warns},
			{rule: vitals, name: "85/55", before: pressed("85", "55"), ask: clonidineOf(100), want: met},
			{rule: vitals, name: "84/60", before: pressed("84", "60"), ask: clonidineOf(100), want: warns},
			{rule: vitals, name: "90/54", before: pressed("90", "54"), ask: clonidineOf(100), want: warns},

			{rule: alone, name: "no plan", ask: withdrawal(truth.No), want: blocks},
			{rule: alone, name: "a plan", ask: withdrawal(truth.Yes), want: met},
			{rule: alone, name: "nobody said", ask: withdrawal(truth.Unknown), want: unknown},
		},
		probe(fentanyl, "ca.bup.induction.hours-fentanyl.floor", "ca", [3]outcome{blocks, irrelevant, irrelevant},
			func(side int) ([]fact, record.Body) {
				return []fact{bupUsed(24*time.Hour+time.Duration(side)*time.Minute, "fentanyl")}, mono
			}),
	)...)
}
