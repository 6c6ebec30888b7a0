package person

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
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
