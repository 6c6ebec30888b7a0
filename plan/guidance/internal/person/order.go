package person

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
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
