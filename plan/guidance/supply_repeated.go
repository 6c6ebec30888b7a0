package guidance

import (
	"reflect"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// SupplyRepeated says how soon after a supply the same one again is taken for an entry made twice.
var SupplyRepeated = struct{ Within *plan.Param[time.Duration] }{
	hours("supply.repeated.within", "time after a supply or a grant within which the same one again may be an entry made twice"),
}

var supplyRepeated = plan.Rule{
	ID:       "supply.repeated",
	Title:    "The same supply is not ordered, granted or handed out twice in a row",
	Severity: record.Warning,
	Watches:  record.HandsOver | record.Permits,
	Narrow:   "it speaks of what is in the hand; doses that are taken twice have rules of their own",
	Cites:    []evidence.Citation{evidence.Proposal.At("the same supply twice", evidence.Unconfirmed)},
	Needs:    plan.Needs(SupplyRepeated.Within),
	Remedy:   "look whether it was entered twice; if it was, leave this one out or take one of them back",
	Judge:    judgeSupplyRepeated,
}

func judgeSupplyRepeated(v *plan.View) plan.Result {
	within := SupplyRepeated.Within.Of(v)
	act, ok := v.Acts().Of(record.HandsOver|record.Permits, 0)
	if !ok || act.Days == 0 {
		return v.NotApplicable()
	}
	for supply := range v.Now().Supplies(act.Substance) {
		if reflect.DeepEqual(supply.Event.Body, v.Body()) && v.Since(supply.Event.At) <= within.Value {
			return v.Violated(within, "the same %s of %s was entered %s ago", plural(act.Days, "day"), act.Substance, elapsed(v, supply.Event.At))
		}
	}
	if grant, at, granted := v.TakeHomeGranted(act.Substance); granted && reflect.DeepEqual(record.Body(grant), v.Body()) && v.Since(at) <= within.Value {
		return v.Violated(within, "the same %s of %s was granted %s ago", plural(act.Days, "day"), act.Substance, elapsed(v, at))
	}
	return v.Met()
}
