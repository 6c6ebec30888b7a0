package person

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// OrderBefore returns the order in force of the substance that a new one goes on from; ok is false where the event is no order, or one
// that starts the substance.
func OrderBefore(v *plan.View, s medication.Substance) (before record.Order, ok bool) {
	_, isOrder := v.Body().(record.Order)
	if !isOrder || v.Starting(s) {
		return record.Order{}, false
	}
	before, _, ok = v.OrderInForce(s)
	return before, ok
}

// OrderedBefore reports whether the record lists the substance as ordered here and still taken, with doses of it: an order that was read from
// another system stands behind it, and is none of this plan.
func OrderedBefore(v *plan.View, s medication.Substance) bool {
	for m := range v.Now().Medicines() {
		if m.Until == nil && m.Holds(s) && m.Report.OrderedHere == truth.Yes && !v.Starting(s) {
			v.Now().Notes.Note(m.Event)
			return true
		}
	}
	return false
}

// FirstDay returns the civil day of the first dose that the event brings: that of the event, or the later one that an order names. What a
// source counts in days from something that is known, an injection or a delivery, is counted to that day. What is true of a moment, a
// score or a vital sign, is judged when it is asked, because nobody knows what it will be.
func FirstDay(v *plan.View) civil.Date {
	if order, ok := v.Body().(record.Order); ok && v.Day().Before(order.First) {
		return order.First
	}
	return v.Day()
}

// SinceAtFirst returns the time from t to the first dose that the event can bring: to the event, or to the beginning of the first day of an
// order for days to come.
func SinceAtFirst(v *plan.View, t time.Time) time.Duration {
	if first := FirstDay(v); first != v.Day() {
		return first.Start(v.Local().Location()).Sub(t)
	}
	return v.Since(t)
}

// BeginsLater reports whether the doses that the act brings begin on a day to come, and none of them is handed over now: whoever gives the
// first of them can look at the person again.
func BeginsLater(v *plan.View, act *record.Act) bool {
	return v.Day().Before(act.FirstOn) && !act.Means.Has(record.HandsOver)
}
