package withdrawal

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// lofexidineEnds reminds of the last day of lofexidine, which is stepped down before it.
var lofexidineEnds = plan.Duty{
	ID:      "wm.lofexidine.end",
	Title:   "Lofexidine is stepped down and has ended",
	Cites:   []evidence.Citation{evidence.LabelLucemyra.At("section 2", evidence.Primary)},
	About:   medication.SetOf(medication.Lofexidine),
	Watches: record.Puts | record.Prescribes | record.HandsOver | record.Loses | record.Endings,
	During:  plan.WhileTreated,
	Needs:   plan.Needs(lofexidine.Days),
	When:    lofexidineEndDue,
}

// lofexidineEndDue is due while lofexidine is taken, or in the hand: it is taken several times a day, so that none since
// yesterday is the end.
func lofexidineEndDue(v *plan.View) (plan.Due, bool) {
	days := lofexidine.Days.Of(v)
	begun, started := lofexidineBegun(v, days.Value)
	last, _ := v.LastDose(medication.Lofexidine)
	_, until, supplied := v.Supplied(medication.Lofexidine)
	going := v.DaysSince(last.At) <= 1 || supplied && v.Day().Since(until) <= 1
	if !started || !going {
		return plan.Due{}, false
	}
	return plan.Due{On: begun.Add(days.Value - 1), Why: "lofexidine began on " + begun.String()}, true
}
