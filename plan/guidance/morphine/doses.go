package morphine

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// StartLimits is the most that a source describes for a first day.
type StartLimits struct {
	Most           plan.Param[medication.Mass]
	AfterMethadone plan.Param[int] // times the last day's methadone, in a change from it. Unset: as in any other start
}

var startLimits = StartLimits{
	limit.MostMass("morphine.start.most", "slow-release morphine on the first day above which is warned of"),
	limit.MostCount("morphine.start.after-methadone", "times the last day's methadone that a change to slow-release morphine begins with"),
}

// Start returns the most that a source describes for a first day of slow-release morphine.
func Start() StartLimits { return startLimits }

// StepLimits is how it rises.
type StepLimits struct {
	Most     plan.Param[medication.Mass]
	Interval plan.Param[int] // civil days
}

var stepLimits = StepLimits{
	limit.MostMass("morphine.step.most", "slow-release morphine a day by which it rises at once"),
	limit.LeastDays("morphine.step.interval", "days from one rise of slow-release morphine to the next"),
}

// Step returns by how much, and how often, slow-release morphine rises.
func Step() StepLimits { return stepLimits }

// LeapLimits says from which amount on a day of it is taken for a slip of the pen.
type LeapLimits struct{ Times plan.Param[int] }

var leapLimits = LeapLimits{
	limit.MostCount("morphine.dose.leap.times", "times the last day's slow-release morphine above which the amount is asked for again"),
}

// Leap returns from which amount on a day of slow-release morphine is taken for a slip of the pen.
func Leap() LeapLimits { return leapLimits }

var startCite = evidence.BCGuideline2017.At("slow-release oral morphine: start and steps", evidence.Secondary)

var doses = []plan.Rule{
	{
		ID:       "morphine.not-sedated",
		Title:    "The first dose of slow-release morphine goes to somebody who is awake and in withdrawal",
		Severity: record.Block,
		About:    agent.SlowMorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.Decision(14).Cite(), evidence.WHO2009.At("annex 12", evidence.Primary)},
		Needs:    plan.Needs(person.DrowsinessFact),
		Remedy:   "examine again later, when sedation has passed",
		Override: plan.NotOverridable("nothing is lost by waiting until the person is awake, and the first dose peaks hours later"),
		Only:     starts,
		Judge:    judgeNotSedated,
	},
	{
		ID:       "morphine.start",
		Title:    "Slow-release morphine starts within what a source describes",
		Severity: record.Warning,
		About:    agent.SlowMorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{startCite},
		Needs:    plan.Needs(startLimits.Most, plan.Optional(startLimits.AfterMethadone)),
		Remedy:   "start lower, and rise as it is tolerated; the guideline of 2023 raised starts by amounts that were not seen",
		Only:     starts,
		Judge:    judgeStart,
	},
	{
		ID:       "morphine.step",
		Title:    "Slow-release morphine rises by small steps, two days apart",
		Severity: record.Warning,
		About:    agent.SlowMorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{startCite},
		Needs:    plan.Needs(stepLimits.Most, stepLimits.Interval),
		Remedy:   "take a smaller step, or wait until the last one was felt for two days",
		Only:     startsOrRises,
		Judge:    judgeStep,
	},
	{
		ID:       "morphine.dose.leap",
		Title:    "A day of slow-release morphine that is many times the last one is stated again before it is given",
		Severity: record.Block,
		About:    agent.SlowMorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.Decision(17).Cite()},
		Needs:    plan.Needs(leapLimits.Times, plan.Optional(startLimits.Most), plan.Optional(startLimits.AfterMethadone)),
		Remedy:   "look at the amount and its unit; if it is meant, say so with the reason",
		Override: plan.Overridable("the amount once more, and the reason for it"),
		Only:     startsOrRises,
		Judge:    judgeLeap,
	},
}

// judgeNotSedated looks at what was last seen. An order for somebody whose opioid use is known is told to have the person examined; of a dose,
// and with nothing known at all, nothing can be said without.
func judgeNotSedated(v *plan.View) plan.Result {
	const examination = "an examination for sedation and intoxication on the day of the first dose"
	m, _ := brings.Lent(v)
	d := person.LastDrowsiness(v)
	if slight, warns := d.Warns(v, m.Substance); warns {
		return slight
	}
	switch {
	case d.Stands(v) && person.BeginsLater(v, m.Act):
		return v.ViolatedAs(record.Warning, d.Limit, "slow-release morphine from %s on, and %s was seen %s ago", m.FirstOn, d.Seen,
			phrase.Elapsed(v, d.At)).WithRemedy("examine before the first dose is given")
	case d.Stands(v):
		return v.Violated(d.Limit, "%s was seen %s ago", d.Seen, phrase.Elapsed(v, d.At))
	case d.Looked && v.DayOf(d.At) == v.Day():
		return inWithdrawal(v)
	case m.intent && v.OpioidHistoryTaken():
		return v.ViolatedAs(record.Advice, nil, "nobody has looked for sedation and intoxication today").WithRemedy("examine before the first dose is given")
	}
	return v.Lacks(examination)
}

// inWithdrawal warns where no objective sign of withdrawal was seen of somebody whose doses nobody verified.
func inWithdrawal(v *plan.View) plan.Result {
	if count, _, _ := v.ObjectiveSigns(); count > 0 || confirmed.Holds(v) {
		return v.Met()
	}
	return v.ViolatedAs(record.Warning, nil, "no objective sign of withdrawal was seen").
		WithRemedy("look again later; without withdrawal, be sure of the dependence and of the tolerance")
}

func judgeStart(v *plan.View) plan.Result {
	m, _ := brings.Lent(v)
	most := startLimits.Most.Of(v)
	if elsewhere, ok := confirmed.Of(v); ok && m.known && m.total.Compare(elsewhere.DailyDose) <= 0 {
		return v.Met()
	}
	change, times, ok := afterMethadone(v)
	switch {
	case !m.known:
		return v.Lacks(amountMissing)
	case most.Value.Compare(m.total) < 0 && ok && m.total.Compare(change) <= 0:
		return v.Met()
	case ok && most.Value.Compare(change) < 0 && change.Compare(m.total) < 0:
		return v.Violated(times, "%s on the first day after methadone, above the %s that are %d times the last day of it", m.total, change, times.Value)
	case most.Value.Compare(m.total) < 0:
		return v.Violated(most, "%s on the first day, above the %s that the guideline of 2017 starts with", m.total, most.Value)
	}
	return v.Met()
}

// afterMethadone returns the first day of a change from methadone that was taken up to now without a day missed: so many times its last day.
func afterMethadone(v *plan.View) (most medication.Mass, times plan.Limit[int], ok bool) {
	times, set := startLimits.AfterMethadone.If(v)
	missed, last, known := v.MissedDoses(medication.Methadone)
	if !set || !known || missed > 0 {
		return medication.Mass{}, times, false
	}
	var day medication.Mass
	for dose := range v.Now().Intakes(medication.Methadone) {
		if dose.Day == last {
			day = day.Add(dose.Amount)
		}
	}
	return day.Times(uint32(times.Value)), times, !day.IsZero()
}

func judgeStep(v *plan.View) plan.Result {
	m, _ := brings.Lent(v)
	last, dosed := lastVerifiedDay(v)
	if !dosed || !m.known || starts.Holds(v) && !confirmed.Holds(v) {
		return v.NotApplicable()
	}
	most, interval := stepLimits.Most.Of(v), stepLimits.Interval.Of(v)
	if step, rises := m.total.Sub(last); rises && most.Value.Compare(step) < 0 {
		return v.Violated(most, "from %s to %s a day at once, more than %s", last, m.total, most.Value)
	}
	since, ok := v.LastIncrease(substance)
	if !ok {
		since, ok = v.FirstDose(substance)
	}
	if days := person.DaysAtFirst(v, since.At); ok && days < interval.Value {
		return v.Violated(interval, "it rises again %s after the last rise, or the start, and steps lie %s apart", phrase.Plural(days, "day"),
			phrase.Plural(interval.Value, "day"))
	}
	return v.Met()
}

// judgeLeap compares with the last day, given here or verified, and with nothing known with the most that a start has.
func judgeLeap(v *plan.View) plan.Result {
	m, _ := brings.Lent(v)
	times := leapLimits.Times.Of(v)
	last, known := lastVerifiedDay(v)
	start, set := startLimits.Most.If(v)
	base, what := last, "of the last day"
	if !known {
		base, what = start.Value, "of a start"
	}
	most := base.Times(uint32(times.Value)).Higher(start.Value)
	if change, _, ok := afterMethadone(v); ok && !known {
		most = most.Higher(change)
	}
	switch {
	case !m.known || !known && !set:
		return v.NotApplicable() // who lacks the amount says so
	case m.total.Compare(most) <= 0:
		return v.Met()
	case m.intent:
		return v.Lacks("whether " + m.total.String() + " of slow-release morphine a day is meant: more than " + phrase.Plural(times.Value, "time") +
			" the " + base.String() + " " + what)
	}
	return v.Violated(times, "%s of slow-release morphine: more than %s the %s %s", m.total, phrase.Plural(times.Value, "time"), base, what)
}

// RepeatedLimits says how close two whole doses of different days may lie.
type RepeatedLimits struct{ Interval plan.Param[time.Duration] }

var repeatedLimits = RepeatedLimits{
	limit.LeastTime("morphine.repeated.interval", "time from one whole daily dose of slow-release morphine to the next"),
}

// Repeated returns how close two whole doses of different days may lie.
func Repeated() RepeatedLimits { return repeatedLimits }

var repeated = plan.Rule{
	ID:       "morphine.repeated",
	Title:    "A whole dose of slow-release morphine is not repeated on the same day",
	Severity: record.Block,
	About:    agent.SlowMorphine,
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.Decision(17).Cite()},
	Needs:    plan.Needs(repeatedLimits.Interval),
	Remedy: "wait for the next day; an order with the new daily amount, or one that splits it, says that more is meant, and an order " +
		"that begins tomorrow states its first day",
	Override: plan.Overridable("the witnessed loss, the split or the late dose of the day before that makes it no second whole dose"),
	Only:     brings,
	Judge:    judgeRepeated,
}

func judgeRepeated(v *plan.View) plan.Result {
	m, _ := brings.Lent(v)
	if m.later || m.Means.Has(record.Permits) {
		person.Unasked(v)
		return v.NotApplicable()
	}
	return plan.WorstOf(repeatedElsewhere(v, m), repeatedHere(v, m))
}

// repeatedElsewhere judges a dose beside one that was taken elsewhere on the same day, or less than the interval ago.
func repeatedElsewhere(v *plan.View, m *morphineAct) plan.Result {
	interval := repeatedLimits.Interval.Of(v)
	told, ok := v.Now().ToldOf(substance)
	if !ok || told.At.After(v.At()) || told.Day != v.Day() && v.Since(told.At) >= interval.Value {
		person.Unasked(v)
		return v.NotApplicable()
	}
	switch {
	case told.Day != v.Day() && told.Daily.IsZero():
		return v.NotApplicable()
	case told.Day != v.Day():
		return v.ViolatedAs(record.Warning, interval, "%s were taken elsewhere less than %s ago", told.Daily, phrase.InHours(interval.Value))
	case told.Daily.IsZero():
		return v.Lacks("how much slow-release morphine was taken elsewhere today")
	}
	return v.Violated(nil, "%s were taken elsewhere today: with %s the day comes to %s", told.Daily, m.day, told.Daily.Add(m.total))
}

// repeatedHere judges a dose beside those of this plan. A regimen says what a day comes to, today's doses included.
func repeatedHere(v *plan.View, m *morphineAct) plan.Result {
	allowed, regimen, ok := allowance(v)
	standing := !m.Once && !m.Means.Has(record.HandsOver)
	switch {
	case !ok, standing && !m.known:
		return v.NotApplicable() // a first day, which is judged by what it comes to
	case !m.known:
		return v.Lacks(amountMissing)
	}
	taken := v.Now().OnDay(substance).Before
	if !standing && repeatsWhole(taken, m.day, allowed, regimen) {
		return v.Violated(nil, "%s were taken today: with %s the day comes to %s, above the %s of a day", taken, m.day, taken.Add(m.day), allowed)
	}
	next := m.day
	if standing {
		next = m.dose
	}
	interval := repeatedLimits.Interval.Of(v)
	close := v.Now().InLast(substance, interval.Value).Before
	if taken.IsZero() && !close.IsZero() && close.Compare(allowed) >= 0 && next.Compare(allowed) >= 0 {
		return v.ViolatedAs(record.Warning, interval, "%s were taken less than %s ago, and %s come on top", close, phrase.InHours(interval.Value), next)
	}
	return v.Met()
}

// allowance returns what a day may come to: the regimen in force, else the last day with doses.
func allowance(v *plan.View) (allowed medication.Mass, regimen, ok bool) {
	if order, _, _ := v.OrderInForce(substance); order.Regimen() {
		return order.DayTotal(), true, true
	}
	last, ok := dosedBefore.Of(v)
	return last.total, false, ok
}

// repeatsWhole reports whether a dose goes beyond the regimen in force on a day that had doses already, or, without a regimen, is as large
// as a whole day on a day that was had in full.
func repeatsWhole(taken, dose, allowed medication.Mass, regimen bool) bool {
	switch {
	case taken.IsZero():
		return false
	case regimen:
		return taken.Add(dose).Compare(allowed) > 0
	}
	return taken.Compare(allowed) >= 0 && dose.Compare(allowed) >= 0
}
