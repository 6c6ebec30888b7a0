package methadone

import (
	"time"

	"github.com/oudpath/oudpath/plan/guidance/internal/person"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// RepeatedLimits says how close two whole doses of different days may lie.
type RepeatedLimits struct{ Interval plan.Param[time.Duration] }

var repeated = RepeatedLimits{
	limit.LeastTime("methadone.repeated.interval", "time from one whole daily dose of methadone to the next"),
}

// Repeated returns how close two whole doses of different days may lie.
func Repeated() RepeatedLimits { return repeated }

var methadoneRepeated = plan.Rule{
	ID:       "methadone.repeated",
	Title:    "A whole dose of methadone is not repeated on the same day",
	Severity: record.Block,
	About:    agent.Methadone,
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.Decision(17).Cite()},
	Needs:    plan.Needs(repeated.Interval, plan.Optional(missedAnew.Doses)),
	Remedy: "wait for the next day; an order with the new daily amount, or one that splits it, says that more is meant, and an order " +
		"that begins tomorrow states its first day",
	Override: plan.Overridable("the witnessed loss, the split or the late dose of the day before that makes it no second whole dose"),
	Only:     methadoneFact,
	Judge:    judgeRepeated,
}

// dosedElsewhere returns what another programme or the person told of methadone that was taken elsewhere within the window: with the
// amount, or zero where nobody said how much. ok is false if there is none, or this plan gave the dose that was told.
func dosedElsewhere(v *plan.View, window time.Duration) (daily medication.Mass, today, ok bool) {
	told, ok := v.Now().ToldOf(medication.Methadone)
	if !ok || told.At.After(v.At()) || told.Day != v.Day() && v.Since(told.At) >= window {
		return medication.Mass{}, false, false
	}
	return told.Daily, told.Day == v.Day(), true
}

// dayAllowance returns what a day of methadone may come to: the regimen in force, else the day that a programme elsewhere told of,
// else the last day with doses. The order says which of them it is.
func dayAllowance(v *plan.View) (allowed medication.Mass, regimen, ok bool) {
	if order, _, _ := v.OrderInForce(medication.Methadone); order.Regimen() {
		return order.DayTotal(), true, true
	}
	last, ok := lastDosedDay(v)
	return last.total, false, ok
}

func judgeRepeated(v *plan.View) plan.Result {
	m, _ := broughtMethadone(v)
	if m.later || m.Means.Has(record.Permits) {
		return v.NotApplicable()
	}
	var worst plan.Worst
	worst.Take(repeatedElsewhere(v, m))
	worst.Take(repeatedHere(v, m))
	return worst.Or(v.NotApplicable())
}

// repeatedElsewhere judges a dose beside one that was taken elsewhere on the same day.
func repeatedElsewhere(v *plan.View, m *methadoneAct) plan.Result {
	interval := repeated.Interval.Of(v)
	daily, today, ok := dosedElsewhere(v, interval.Value)
	switch {
	case !ok:
		person.Unasked(v)
		return v.NotApplicable()
	case today && daily.IsZero():
		return v.Lacks("how much methadone was taken elsewhere today")
	case today:
		return v.Violated(nil, "%s were taken elsewhere today: with %s the day comes to %s", daily, m.day, daily.Add(m.total))
	case !daily.IsZero():
		return v.ViolatedAs(record.Warning, interval, "%s were taken elsewhere less than %s ago", daily, phrase.InHours(interval.Value))
	}
	return v.NotApplicable()
}

// repeatedHere judges a dose beside those of this plan. A regimen says what a day comes to, today's doses included: of it only the first
// dose is looked at, where today has none yet.
func repeatedHere(v *plan.View, m *methadoneAct) plan.Result {
	allowed, regimen, ok := dayAllowance(v)
	standing := !m.Once && !m.Means.Has(record.HandsOver)
	switch {
	case !ok, standing && !m.known:
		return v.NotApplicable() // a first day, which is judged by what it comes to
	case !m.known:
		return v.Lacks(phrase.MethadoneAmount)
	}
	taken := v.Now().OnDay(medication.Methadone).Before
	if !standing && repeatsWhole(taken, m.day, allowed, regimen) {
		return v.Violated(nil, "%s were taken today: with %s the day comes to %s, above the %s of a day", taken, m.day, taken.Add(m.day),
			allowed)
	}
	next := m.day
	if standing {
		next = m.dose
	}
	interval := repeated.Interval.Of(v)
	if close := v.Now().InLast(medication.Methadone, interval.Value).Before; taken.IsZero() && !close.IsZero() &&
		close.Compare(wholeBefore(v, allowed)) >= 0 && (next.Compare(allowed) >= 0 || !standing && !isSplit(v)) {
		return v.ViolatedAs(record.Warning, interval, "%s were taken less than %s ago, and %s come on top", close,
			phrase.InHours(interval.Value), next)
	}
	if standing {
		return v.NotApplicable()
	}
	return v.Met()
}

// wholeBefore returns what a whole dose was for the last day with doses: the allowance, or what that day came to where the order in force
// was written, or begins, since then, and asks for more.
func wholeBefore(v *plan.View, allowed medication.Mass) medication.Mass {
	order, at, ordered := v.OrderInForce(medication.Methadone)
	latest, _ := v.LastDose(medication.Methadone)
	last, dosed := lastDosedDay(v)
	if dosed && ordered && (latest.At.Before(at) || last.day.Before(order.First)) && last.total.Compare(allowed) < 0 {
		return last.total
	}
	return allowed
}

// isSplit reports whether the order in force is for several doses a day.
func isSplit(v *plan.View) bool {
	order, _, _ := v.OrderInForce(medication.Methadone)
	return order.PerDay > 1 // unequal parts are several administrations, too
}

// repeatsWhole reports whether a dose repeats one: it goes beyond the regimen in force on a day that had doses already, or, where
// there is no regimen, it is as large as a whole day on a day that was had in full.
func repeatsWhole(taken, dose, allowed medication.Mass, regimen bool) bool {
	if taken.IsZero() {
		return false
	}
	if regimen {
		return taken.Add(dose).Compare(allowed) > 0
	}
	return taken.Compare(allowed) >= 0 && dose.Compare(allowed) >= 0
}

// isRepeated reports whether the event repeats a whole dose, which other rules about amounts then leave to the rule about that.
func isRepeated(v *plan.View) bool {
	m, ok := broughtMethadone(v)
	allowed, regimen, known := dayAllowance(v)
	return ok && m.Once && known && repeatsWhole(v.Now().OnDay(medication.Methadone).Before, m.day, allowed, regimen)
}
