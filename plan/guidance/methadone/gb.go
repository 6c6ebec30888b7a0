package methadone

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// SupervisionLimits says for how long doses are watched, and on how many days a week.
type SupervisionLimits struct{ Months, DaysPerWeek plan.Param[int] }

var supervision = SupervisionLimits{
	limit.LeastCount("gb.ost.supervised.ta114.months", "months from the start in which doses are watched"),
	limit.LeastCount("gb.ost.supervised.ta114.days-per-week", "days a week on which a dose is watched in that time"),
}

// Supervision returns for how long doses are watched, and on how many days a week.
func Supervision() SupervisionLimits { return supervision }

var methadoneGB = []plan.Rule{
	{
		ID:       "gb.methadone.dependence-confirmed",
		Title:    "Opioid dependence is documented, and confirmed by a test or by withdrawal, before the first dose of methadone",
		Severity: record.Block,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.NICECKS.At("before substitution", evidence.Primary),
			evidence.OrangeBook2017.At("chapter 4", evidence.Unconfirmed)},
		Remedy:   "record the diagnosis, and test urine or oral fluid; the test is quick and need not delay the start by a day",
		Override: plan.Overridable("how dependence was established"),
		Judge:    judgeDependence,
	},
	{
		ID:       "gb.ost.supervised.ta114",
		Aliases:  []record.RuleID{"gb-nir.ost.supervised"},
		Title:    "Doses are watched for the first months of opioid substitution",
		Severity: record.Warning,
		About:    medication.SetOf(medication.Methadone, medication.Buprenorphine),
		Watches:  record.Prescribes | record.HandsOver | record.Permits,
		Narrow:   "it says how doses are handed out; one that was taken was watched or was not",
		Cites: []evidence.Citation{evidence.NICETA114.At("1.3", evidence.Primary), evidence.NIFormulary.At("4.10.1, supervision",
			evidence.Primary)},
		Needs: plan.Needs(supervision.Months, supervision.DaysPerWeek),
		Unless: []plan.Exception{{Context: record.AdherencePlan, Leaves: record.Advice,
			Why: "supervision is relaxed when it is assured that doses are taken"}},
		Remedy: "arrange supervised doses, or document how it is assured that they are taken",
		Judge:  judgeSupervised,
	},
	{
		ID:       "gb.ost.supervised.orange",
		Title:    "How long doses are watched follows from an assessed need, not from a rule",
		Severity: record.Advice,
		About:    medication.SetOf(medication.Methadone, medication.Buprenorphine),
		Watches:  record.Prescribes,
		Narrow:   "it speaks of too much watching, which an order decides",
		Cites: []evidence.Citation{evidence.OrangeBook2017.At("supervised consumption",
			evidence.Secondary).SeenIn("NHS Devon formulary")},
		Remedy: "document the need, or let the person take doses unobserved",
		Judge:  judgeSupervisionNeed,
	},
}

func judgeDependence(v *plan.View) plan.Result {
	if _, ok := startingMethadone(v); !ok {
		return v.NotApplicable()
	}
	if _, ok := transfer(v); ok {
		return v.Met()
	}
	test, _, tested := v.OpioidScreen()
	signs, _, looked := v.ObjectiveSigns()
	_, diagnosed := v.Last(record.KindDiagnosisRecorded)
	switch {
	case !diagnosed && !v.OpioidHistoryTaken():
		return v.Lacks("the diagnosis of opioid dependence")
	case !diagnosed && (test == record.Positive || signs > 0):
		return v.ViolatedAs(record.Advice, nil, "opioid use is confirmed, and the diagnosis of dependence is not on record")
	case test == record.Positive, signs > 0:
		return v.Met()
	case diagnosed && onBuprenorphine(v): // doses that were given day by day show more than one test would
		return v.Met()
	case !tested && !looked:
		return v.Lacks("a drug test for opioids, or an examination for withdrawal")
	}
	return v.Violated(nil, "neither a positive test for opioids nor an objective sign of withdrawal is on record")
}

// onBuprenorphine reports whether buprenorphine is taken up to now: an injection acts, or no day was missed.
func onBuprenorphine(v *plan.View) bool {
	if _, acts := v.ActiveDepot(medication.Buprenorphine); acts {
		return true
	}
	last, dosed := v.LastDose(medication.Buprenorphine)
	missed, _, known := v.MissedDoses(medication.Buprenorphine)
	return dosed && (v.DaysSince(last.At) <= 1 || known && missed == 0)
}

// substitution returns the order if it is for unobserved or observed daily doses of methadone or buprenorphine.
func substitution(v *plan.View) (record.Order, medication.Substance, bool) {
	order, ok := v.Body().(record.Order)
	d, known := v.Dosing()
	ok = ok && known && d.Purpose != record.PurposePain && !d.Product.LongActing() &&
		(d.Substance == medication.Methadone || d.Substance == medication.Buprenorphine)
	return order, d.Substance, ok
}

// watchedDays returns on how many days a week a dose is watched; ok is false if the order does not say.
func watchedDays(order record.Order) (days int, ok bool) {
	switch {
	case order.WatchedDays > 0:
		return order.WatchedDays, true
	case order.Supervised == truth.Yes:
		return limit.Week, true
	}
	return 0, order.Supervised == truth.No
}

func judgeSupervised(v *plan.View) plan.Result {
	order, s, ordered := substitution(v)
	act, handed := v.Acts().Of(record.HandsOver|record.Permits, medication.SetOf(medication.Methadone, medication.Buprenorphine))
	if !ordered && (!handed || act.Product.LongActing()) {
		return v.NotApplicable()
	}
	if !ordered {
		s = act.Substance
	}
	months, least := supervision.Months.Of(v), supervision.DaysPerWeek.Of(v)
	first, dosed := v.FirstDose(s)
	if dosed && !v.Day().Before(v.DayOf(first.At).AddMonths(months.Value)) {
		return v.NotApplicable()
	}
	if !ordered && act.Days+takenHomeInWeek(v, act) <= limit.Week-least.Value { // the day of the week that need not be watched
		return v.Met()
	}
	if !ordered {
		return v.Violated(least, "%s to take home in the first %s", phrase.Plural(act.Days, "day"), phrase.Plural(months.Value, "month"))
	}
	days, stated := watchedDays(order)
	_, goesOn := person.OrderBefore(v, s)
	goesOn = goesOn || person.OrderedBefore(v, s)
	switch {
	case v.Holds(record.HospitalStay): // staff give the doses there
		return v.NotApplicable()
	case !stated && goesOn:
		v.NotKnown("on how many days a week the dose is watched")
		return v.NotApplicable()
	case !stated:
		return v.Lacks("on how many days a week the dose is watched")
	case days < least.Value:
		return v.Violated(least, "%s a week are watched in the first %s, fewer than %d", phrase.Plural(days, "dose"),
			phrase.Plural(months.Value, "month"), least.Value)
	}
	return v.Met()
}

// takenHomeInWeek counts the days' doses that were handed out, or granted, as the act does it, in the six days before.
func takenHomeInWeek(v *plan.View, act *record.Act) (days int) {
	first, means := v.Day().Add(1-limit.Week), act.Means&(record.HandsOver|record.Permits)
	for ev := range v.Past {
		if v.DayOf(ev.At).Before(first) {
			break
		}
		acts := record.ActsOf(ev)
		if before, ok := acts.Of(means, medication.SetOf(act.Substance)); ok {
			days += before.Days
		}
	}
	return days
}

func judgeSupervisionNeed(v *plan.View) plan.Result {
	order, s, ok := substitution(v)
	phase, since := v.Course()
	if !ok || phase != stages.Maintenance {
		return v.NotApplicable()
	}
	days, _ := watchedDays(order)
	if before, goesOn := person.OrderBefore(v, s); goesOn {
		_, at, _ := v.OrderInForce(s)
		if as, _ := watchedDays(before); days <= as && !at.Before(since) { // said of the order that it goes on from
			return v.NotApplicable()
		}
	}
	if days > 0 && order.Rationale == "" {
		return v.Violated(nil, "%s a week are watched in maintenance, and no need is documented", phrase.Plural(days, "dose"))
	}
	return v.Met()
}
