package person

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/record"
)

// Starting returns the act by which the event would begin a medication for opioid use disorder. What is given, taken or handed out
// on an order begins nothing: the order did. That an order continues is a claim, which a dose from elsewhere has to bear out; that it
// is for pain is one that only the rules of programmes take.
func Starting(v *plan.View) (act *record.Act, ok bool) { return StartFact.Of(v) }

var StartFact = plan.NewFact(func(v *plan.View) (act *record.Act, ok bool) {
	d, _ := v.Dosing()
	if d.Purpose == record.PurposePain {
		return nil, false
	}
	for act := range v.Acts().All() {
		s := act.Substance
		if !act.Means.Any(record.Doses) || !agent.IsMedication(s) || !v.Starting(s) {
			continue
		}
		if _, ordered := v.FirstOrder(s); ordered && !act.Means.Has(record.Prescribes) {
			continue
		}
		if _, _, supplied := v.Supplied(s); supplied && d.Purpose != record.PurposeStart {
			continue
		}
		if _, told := v.Now().ToldOf(s); told && d.Purpose == record.PurposeContinue {
			continue
		}
		return act, true
	}
	return nil, false
})

// Begins reports whether the event would begin a medication for opioid use disorder.
func Begins(v *plan.View) bool { return StartFact.Holds(v) }
