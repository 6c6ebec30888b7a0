package withdrawal

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
)

func judgeLofexidineDuration(v *plan.View) plan.Result {
	most := lofexidine.Days.Of(v)
	begun, ok := lofexidineBegun(v, most.Value)
	if !ok {
		begun = person.FirstDay(v)
	}
	if day := lastBrought(v).Since(begun) + 1; day > most.Value {
		return v.Violated(most, "day %d of lofexidine, beyond %d", day, most.Value)
	}
	return v.Met()
}

// lastBrought returns the day of the last dose that the event is known to bring: of an order without an end, its first.
func lastBrought(v *plan.View) civil.Date {
	first := person.FirstDay(v)
	if act, ok := v.Acts().Of(record.HandsOver|record.Permits, aboutLofexidine); ok && act.Days > 0 {
		return latest(first.Add(act.First), act.FirstOn).Add(act.Days - 1)
	}
	order, _ := v.Body().(record.Order)
	return latest(first, order.Last)
}

// lofexidineBegun returns the first day of the course that goes on; ok is false if none does. A course is over when it was stopped, when
// it was ordered to a day that has passed and nothing was taken since, and when nothing was taken, handed out or ordered for longer than
// the longest course, in days: none can be the same course after that, and no source says how short a pause may be.
func lofexidineBegun(v *plan.View, longest int) (begun civil.Date, ok bool) {
	first, ok := v.FirstDose(medication.Lofexidine)
	if !ok || orderedToPast(v) {
		return civil.Date{}, false
	}
	later := person.FirstDay(v)
	reached := orderedUntil(v, longest)
	for dose := range v.Doses(medication.Lofexidine) {
		until := latest(dose.Day, reached, v.Now().CoveredTo(medication.Lofexidine, later))
		if dose.Day.Before(first.Day) || later.Since(until) > longest {
			break
		}
		begun, later, reached = dose.Day, dose.Day, civil.Date{}
	}
	return begun, !begun.IsZero()
}

// orderedToPast reports whether the order in force named its last day, and neither a dose nor a supply reaches beyond it up to the day before the event's first dose.
func orderedToPast(v *plan.View) bool {
	order, _, ordered := v.OrderInForce(medication.Lofexidine)
	before := person.FirstDay(v).Add(-1)
	last, _ := v.LastDose(medication.Lofexidine)
	taken := latest(last.Day, v.Now().CoveredTo(medication.Lofexidine, before.Add(1)))
	return ordered && !order.Last.IsZero() && order.Last.Before(before) && taken.Before(before) && !order.Last.Before(taken)
}

// orderedUntil returns the day to which the order in force may have been taken without this record hearing of it: at most a whole course.
func orderedUntil(v *plan.View, longest int) (until civil.Date) {
	order, at, ordered := v.OrderInForce(medication.Lofexidine)
	if !ordered || !order.Regimen() {
		return until
	}
	until = v.DayOf(at).Add(longest - 1)
	if !order.Last.IsZero() && order.Last.Before(until) {
		until = order.Last
	}
	if first := person.FirstDay(v); first.Before(until) {
		until = first
	}
	return until
}

// latest returns the latest of the days; the zero day is before all others.
func latest(days ...civil.Date) (last civil.Date) {
	for _, day := range days {
		if last.IsZero() || last.Before(day) {
			last = day
		}
	}
	return last
}
