package care

import (
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/record"
)

// term is how many weeks of gestation there are up to the expected day of delivery: that is how both are counted.
const term = 40

// dueDate returns the expected day of delivery of the last report of a pregnancy; ok is false if it states none.
func dueDate(v *plan.View) (due civil.Date, at time.Time, ok bool) {
	ev, reported := v.Last(record.KindPregnancyReported)
	if !reported {
		return civil.Date{}, time.Time{}, false
	}
	b := ev.Body.(record.PregnancyReported)
	return b.Due, ev.At, b.Status == record.Pregnant && !b.Due.IsZero()
}

// contradict reports whether so many weeks on that day are those of another pregnancy than the one with the expected day of delivery.
// Weeks are whole, so that the day may be up to a week off.
func contradict(weeks record.Quantity, on, due civil.Date) bool {
	days := term*limit.Week - due.Since(on)
	earliest, latest := record.Whole(int32((days-1)/limit.Week)), record.Whole(int32(days/limit.Week)+1)
	return days < 0 || weeks.Less(earliest) || latest.Less(weeks)
}

// judgeWeeksAndDue holds the weeks against the expected day of delivery, whichever is told last.
func judgeWeeksAndDue(v *plan.View) plan.Result {
	weeks, at, measured := v.Measured(record.Gestation)
	due, _, dated := dueDate(v)
	switch b := v.Body().(type) {
	case record.Measured:
		if b.Measure != record.Gestation {
			return v.NotApplicable()
		}
		if before := weeksBefore(v, weeks, at, measured); !before.IsZero() && !agree(weeks, before, b.Value, v.Day()) {
			return v.Violated(nil, "%s weeks on %s and %s weeks on %s contradict each other", weeks, before, b.Value, v.Day())
		}
		weeks, at, measured = b.Value, v.At(), true
	case record.PregnancyReported:
		due, dated = b.Due, b.Status == record.Pregnant && !b.Due.IsZero()
	default:
		return v.NotApplicable()
	}
	if !measured || !dated || !current(v, weeks, at) {
		return v.NotApplicable()
	}
	if contradict(weeks, v.DayOf(at), due) {
		return v.Violated(nil, "%s weeks on %s and a delivery on %s contradict each other", weeks, v.DayOf(at), due)
	}
	return v.Met()
}

// weeksBefore returns the day of an earlier statement of weeks, if it is of the same pregnancy; zero if it is not, or there is none.
func weeksBefore(v *plan.View, weeks record.Quantity, at time.Time, measured bool) (on civil.Date) {
	if !measured || !current(v, weeks, at) {
		return civil.Date{}
	}
	for ev := range v.Past {
		if !at.Before(ev.At) {
			break
		}
		if b, ok := ev.Body.(record.PregnancyReported); ok && b.Status != record.Pregnant {
			return civil.Date{}
		}
	}
	return v.DayOf(at)
}

// agree reports whether weeks on two days can be those of one pregnancy. Weeks are whole, and nobody says whether they were rounded up or
// down: each may be up to a week off.
func agree(earlier record.Quantity, on civil.Date, later record.Quantity, then civil.Date) bool {
	days := then.Since(on)
	least, most := record.Whole(int32(days/limit.Week)), record.Whole(int32((days+limit.Week-1)/limit.Week+1))
	return !later.Plus(record.Whole(1)).Less(earlier.Plus(least)) && !earlier.Plus(most).Less(later)
}

// current reports whether so many weeks at that time can be those of a pregnancy that goes on.
func current(v *plan.View, weeks record.Quantity, at time.Time) bool {
	info, _ := record.Gestation.Info()
	return !info.Max.Less(weeks.Plus(record.Whole(int32(v.DaysSince(at) / limit.Week))))
}
