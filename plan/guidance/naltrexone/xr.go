package naltrexone

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
	"github.com/oudpath/oudpath/plan/record"
)

// InjectionLimits are the limits of the time between injections of naltrexone. The label says every four weeks or once
// a month, and nothing about a window; the tolerance is this library's own.
type InjectionLimits struct{ Interval, Tolerance, Rescreen plan.Param[int] }

var naltrexoneInjection = InjectionLimits{
	limit.MostCount("naltrexone.xr.interval.days", "days from one injection of naltrexone to the next", limit.ShownIn("day")),
	limit.MostCount("naltrexone.xr.interval.tolerance", "days by which an injection of naltrexone may be early or late", limit.ShownIn("day")),
	limit.MostCount("naltrexone.xr.rescreen.late", "days of delay above which freedom from opioids is checked again", limit.ShownIn("day")),
}

// Injection returns the limits of the time between injections of naltrexone.
func Injection() InjectionLimits { return naltrexoneInjection }

var naltrexoneInterval = plan.Rule{
	ID:       "naltrexone.xr.interval",
	Title:    "Injections of naltrexone follow each other every four weeks or once a month",
	Severity: record.Warning,
	About:    aboutNaltrexone,
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.LabelVivitrol.At("section 2.1", evidence.Secondary)},
	Needs:    plan.Needs(naltrexoneInjection.Interval, naltrexoneInjection.Tolerance),
	Remedy:   "a missed injection is given as soon as possible; towards the end of the interval and after it the risk of overdose rises",
	Applies:  naltrexoneInjected,
	Judge:    judgeInjectionInterval,
}

var naltrexoneRepeated = plan.Rule{
	ID:        "naltrexone.xr.repeated",
	Title:     "No second injection of naltrexone is given on the same day, nor within 24 hours",
	Severity:  record.Block,
	About:     aboutNaltrexone,
	Watches:   record.Doses,
	Cites:     []evidence.Citation{evidence.Decision(17).Reading(evidence.LabelVivitrol.At("section 2.1", evidence.Secondary))},
	Essential: true,
	Remedy:    "look whether it is the same injection told twice; the next one is due after its interval",
	Override:  plan.Overridable("how it is known that the first one was not given"),
	Applies:   naltrexoneInjected,
	Judge:     judgeRepeatedInjection,
}

func judgeRepeatedInjection(v *plan.View) plan.Result {
	if last, again := repeatsInjection(v); again {
		return v.Violated(nil, "another injection of naltrexone, %s after %s", phrase.Elapsed(v, last.At), last.Amount)
	}
	return v.Met()
}

// repeatsInjection reports whether the event brings an injection on the day of the last one, or within 24 hours of it. An order of a schedule
// that goes on names the days itself.
func repeatsInjection(v *plan.View) (last plan.DoseRecord, again bool) {
	last, _, ok := v.LastDepot(medication.Naltrexone)
	order, _ := v.Body().(record.Order)
	if !ok || !order.Schedule.IsZero() {
		return last, false
	}
	first := person.FirstDay(v)
	return last, last.Day == first || first == v.Day() && v.Since(last.At) < 24*time.Hour
}

var naltrexoneRescreen = plan.Rule{
	ID:       "naltrexone.xr.rescreen",
	Title:    "After a long delay freedom from opioids is checked again before the injection",
	Severity: record.Warning,
	About:    aboutNaltrexone,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.Proposal.At("late injections of naltrexone", evidence.Unconfirmed),
		evidence.LabelVivitrol.At("after a missed dose", evidence.Primary)},
	Needs:  plan.Needs(beginningNaltrexone, naltrexoneInjection.Interval, naltrexoneInjection.Rescreen, naltrexoneUrineLimits.Fresh),
	Remedy: "ask about use, test the urine, and if in doubt do a naloxone challenge",
	Applies: func(v *plan.View) bool { // a first one is for naltrexone.utox
		return naltrexoneInjected(v) && beginningNaltrexone.Holds(v) && !beginsAnew(v)
	},
	Judge: judgeRescreen,
}

// naltrexoneRescue reminds with each injection. Where nothing was ever supplied, wm.naloxone.due says so.
var naltrexoneRescue = plan.Duty{
	ID:      "naltrexone.rescue",
	Title:   "Offer a reversal agent with the injection of naltrexone, and say when the risk is highest: late in the interval and after it",
	Cites:   []evidence.Citation{evidence.LabelVivitrol2025.At("", evidence.Primary)},
	About:   aboutNaltrexone,
	Watches: record.Puts | record.Prescribes | record.Serves | record.Endings,
	During:  plan.WhileTreated,
	When:    rescueDue,
}

func judgeInjectionInterval(v *plan.View) plan.Result {
	interval, tolerance := naltrexoneInjection.Interval.Of(v), naltrexoneInjection.Tolerance.Of(v)
	last, _, ok := v.LastDepot(medication.Naltrexone)
	if _, again := repeatsInjection(v); !ok || again {
		return v.NotApplicable()
	}
	byMonth := v.DayOf(last.At).AddMonths(1)
	switch days := daysTo(v, last); {
	case days < interval.Value-tolerance.Value:
		return v.Violated(tolerance, "%s after the last injection, too soon for %d days give or take %d", phrase.Plural(days, "day"),
			interval.Value,
			tolerance.Value)
	case days > interval.Value+tolerance.Value:
		return v.Violated(tolerance, "%s after the last injection, too late for %d days give or take %d", phrase.Plural(days, "day"),
			interval.Value,
			tolerance.Value)
	case days > interval.Value && byMonth.Before(person.FirstDay(v)):
		return v.ViolatedAs(record.Advice, interval, "%s after the last injection, more than %d and more than a month: the blockade wanes",
			phrase.Plural(days, "day"), interval.Value)
	}
	return v.Met()
}

// daysTo returns how many days lie between an injection and the one that is judged.
func daysTo(v *plan.View, injection plan.DoseRecord) int {
	return person.FirstDay(v).Since(v.DayOf(injection.At))
}

func judgeRescreen(v *plan.View) plan.Result {
	interval, late, fresh := naltrexoneInjection.Interval.Of(v), naltrexoneInjection.Rescreen.Of(v), naltrexoneUrineLimits.Fresh.Of(v)
	last, _, ok := v.LastDepot(medication.Naltrexone)
	if !ok {
		return v.NotApplicable()
	}
	delay := daysTo(v, last) - interval.Value
	if delay <= late.Value {
		return v.Met()
	}
	if result, _ := recentScreen(v, fresh.Value); result != "" {
		return v.Met() // what it says is for naltrexone.utox
	}
	return v.Violated(late, "the injection is %s late, more than %d, and no drug screen for opioids is recent", phrase.Plural(delay, "day"),
		late.Value)
}

// rescueDue is due on the day of an injection, unless something was supplied since the one before it.
func rescueDue(v *plan.View) (plan.Due, bool) {
	supplied, ok := v.Last(record.KindNaloxoneSupplied)
	if _, _, lacking := withdrawal.LacksReversalAgent(v); !ok || lacking {
		return plan.Due{}, false
	}
	var last plan.DoseRecord
	for dose := range v.Doses(medication.Naltrexone) {
		switch {
		case !dose.Product.LongActing():
		case last.At.IsZero():
			last = dose
		default:
			return plan.Due{On: last.Day, Why: "it was given on " + last.Day.String() + ", and nothing was supplied since the one before it"},
				v.DayOf(supplied.At).Before(dose.Day)
		}
	}
	return plan.Due{}, false
}

// nextInjection reminds of the next injection of naltrexone.
var nextInjection = plan.Duty{
	ID:      "naltrexone.xr.next",
	Title:   "The next injection of naltrexone is given",
	Cites:   []evidence.Citation{evidence.LabelVivitrol.At("section 2.1", evidence.Secondary)},
	About:   aboutNaltrexone,
	Watches: record.Puts | record.Prescribes | record.Endings,
	During:  plan.WhileTreated,
	Needs:   plan.Needs(naltrexoneInjection.Interval, naltrexoneInjection.Tolerance),
	When:    whenNextInjection,
}

// whenNextInjection is due as long as the injection is what the person is on: not once an agonist, or naltrexone by mouth, took its
// place, nor beyond a planned end.
func whenNextInjection(v *plan.View) (plan.Due, bool) {
	interval, tolerance := naltrexoneInjection.Interval.Of(v), naltrexoneInjection.Tolerance.Of(v)
	last, _, ok := v.LastDepot(medication.Naltrexone)
	if !ok || person.GaveWay(v, last, agent.Agonists[:]...) {
		return plan.Due{}, false
	}
	if order, at, ordered := v.OrderInForce(medication.Naltrexone); ordered && last.At.Before(at) && person.ByMouth(order) {
		return plan.Due{}, false
	}
	given := v.DayOf(last.At)
	due := given.Add(interval.Value)
	return plan.Due{
		Earliest: due.Add(-tolerance.Value), On: due, Latest: due.Add(tolerance.Value),
		Why: fmt.Sprintf("the last injection was on %s; the label says every four weeks or once a month, which is %s", given,
			given.AddMonths(1)),
	}, !person.EndsBefore(v, medication.Naltrexone, due)
}
