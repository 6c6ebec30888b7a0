package person

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
)

// An order may be for days to come. What is counted from something that is known, an injection, a delivery, an examination, a last dose, is
// counted to the first of them: the order draws what it would draw on that day. What nobody knows until then is judged when it is asked: a
// score or a vital sign, and whether doses that are ordered for the days between will be taken.

// FirstDay returns the civil day of the first dose that the event brings: that of the event, or the later one that an order names.
func FirstDay(v *plan.View) civil.Date {
	if order, ok := v.Body().(record.Order); ok && v.Day().Before(order.First) {
		return order.First
	}
	return v.Day()
}

// DaysAtFirst returns the civil days from the day of t to the first dose that the event brings.
func DaysAtFirst(v *plan.View, t time.Time) int { return FirstDay(v).Since(v.DayOf(t)) }

// AtFirst returns the time of the first dose that the event can bring: that of the event, or the beginning of the first day of an order for
// days to come.
func AtFirst(v *plan.View) time.Time {
	if first := FirstDay(v); first != v.Day() {
		return first.Start(v.Local().Location())
	}
	return v.At()
}

// Ahead returns how long after the event the first dose can be that it brings.
func Ahead(v *plan.View) time.Duration { return AtFirst(v).Sub(v.At()) }

// SinceAtFirst returns the time from t to the first dose that the event can bring.
func SinceAtFirst(v *plan.View, t time.Time) time.Duration { return AtFirst(v).Sub(t) }

// TreatmentDay is View.TreatmentDay of the first dose that the event brings.
func TreatmentDay(v *plan.View, s medication.Substance) int {
	return v.TreatmentDay(s) + FirstDay(v).Since(v.Day())
}

// BeginsLater reports whether the doses that the act brings begin on a day to come, and none of them is handed over now: whoever gives the
// first of them can look at the person again.
func BeginsLater(v *plan.View, act *record.Act) bool {
	return v.Day().Before(act.FirstOn) && !act.Means.Has(record.HandsOver)
}

// GapEnds returns the civil day to which a gap in the doses of a substance is counted: that of the first dose that the event brings, or
// that of the event where the doses of the days between are ordered and none has been missed so far.
func GapEnds(v *plan.View, s medication.Substance) civil.Date {
	first := FirstDay(v)
	if first != v.Day() && dosesGoOn(v, s, first) {
		return v.Day()
	}
	return first
}

// SinceInGap returns the time from t to where a gap in the doses of a substance ends.
func SinceInGap(v *plan.View, s medication.Substance, t time.Time) time.Duration {
	if GapEnds(v, s) == v.Day() {
		return v.Since(t)
	}
	return SinceAtFirst(v, t)
}

// dosesGoOn reports whether doses of the substance are to be taken up to the day before the given one: by an order in force that does not
// end before, or by habit where no order is on record, and none was missed up to the event.
func dosesGoOn(v *plan.View, s medication.Substance, day civil.Date) bool {
	missed, _, known := v.MissedDoses(s)
	order, _, ordered := v.OrderInForce(s)
	switch {
	case !known || missed > 0 || EndsBefore(v, s, day.Add(-1)):
		return false
	case ordered:
		return order.Regimen() && (order.Last.IsZero() || !order.Last.Before(day.Add(-1)))
	}
	return Taking(v, s) && dosedDaily(v, s)
}

// Missed is View.MissedDoses up to where the gap ends.
func Missed(v *plan.View, s medication.Substance) (missed int, last civil.Date, known bool) {
	ends := GapEnds(v, s)
	dose, dosed := v.LastDose(s)
	if ends == v.Day() || !dosed {
		return v.MissedDoses(s)
	}
	last = dose.Day
	if _, _, stopped := v.Stopped(s); !stopped {
		if covered := v.Now().CoveredTo(s, ends.Add(-1)); last.Before(covered) {
			last = covered
		}
	}
	if order, _, _ := v.OrderInForce(s); !order.Schedule.IsZero() {
		missed = order.Schedule.MissedBetween(last, ends)
		return max(missed, 0), last, missed != medication.NotKnown
	}
	missed, _, known = v.MissedDoses(s)
	if dosedDaily(v, s) {
		return ends.Since(last) - 1, last, true
	}
	return missed, last, known && missed > 0
}

// dosedDaily reports whether the last doses of the substance were taken day by day: three days in a row, since two can be chance. What is
// injected or placed for weeks is not.
func dosedDaily(v *plan.View, s medication.Substance) bool {
	const inARow = 3
	var day civil.Date
	days := 0
	for in := range v.Now().Intakes(s) {
		switch {
		case in.Product.LongActing():
			return false
		case in.Day == day:
			continue
		case days > 0 && in.Day != day.Add(-1):
			return false
		}
		day, days = in.Day, days+1
		if days == inARow {
			return true
		}
	}
	return false
}
