package product

import (
	"reflect"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// OrderRepeatedLimits says how soon after an order, a grant or a supply the same one again may have been entered twice.
type OrderRepeatedLimits struct{ Within plan.Param[time.Duration] }

var orderRepeated = OrderRepeatedLimits{
	limit.LeastTime("order.repeated.within", "time after an order, a grant or a supply within which the same one again may be one that was entered "+
		"twice"),
}

// OrderRepeated returns how soon after an order, a grant or a supply the same one again may have been entered twice.
func OrderRepeated() OrderRepeatedLimits { return orderRepeated }

// repeatedEntries are two rules: a request that was made already is held, and doses that would be in the hand twice are warned of.
var repeatedEntries = []plan.Rule{
	{
		ID:       "order.repeated",
		Title:    "The same order or grant is not entered twice in a row",
		Severity: record.Block,
		Watches:  record.Prescribes | record.Permits,
		Cites:    []evidence.Citation{evidence.Decision(17).Cite()},
		Needs:    plan.Needs(orderRepeated.Within),
		Remedy:   "leave this one out if it was entered twice; if it is meant in addition, write what the day comes to in one order",
		Override: plan.Overridable("that it is meant in addition, and why"),
		Judge:    judgeOrderRepeated,
	},
	{
		ID:       "supply.repeated",
		Title:    "The same supply is not handed out twice in a row",
		Severity: record.Warning,
		Watches:  record.HandsOver,
		Narrow:   "it speaks of what is in the hand; doses that are taken twice have rules of their own",
		Cites:    []evidence.Citation{evidence.Decision(17).Cite()},
		Needs:    plan.Needs(orderRepeated.Within),
		Remedy:   "look whether it was entered twice; if it was, leave this one out or take one of them back",
		Judge:    judgeSupplyRepeated,
	},
}

// judgeOrderRepeated compares with the order and the grant in force. That they are alike does not say which is meant. An order
// that was carried out since is over, and the next is another one; of what reverses an overdose one dose follows the other.
func judgeOrderRepeated(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.Prescribes|record.Permits, 0)
	if !ok || isReversal(v, act) {
		return v.NotApplicable()
	}
	twice := func(at time.Time) plan.Result {
		return v.Lacks("whether it is the one that was entered " + phrase.Elapsed(v, at) + " ago, or comes in addition")
	}
	if at, again := orderedTwice(v, act.Substance); again {
		return twice(at)
	}
	if grant, at, granted := v.TakeHomeGranted(act.Substance); granted && justEntered(v, grant, at) {
		return twice(at)
	}
	return v.Met()
}

// orderedTwice returns when the same order was entered a moment ago, and not carried out since.
func orderedTwice(v *plan.View, s medication.Substance) (at time.Time, again bool) {
	order, at, ordered := v.OrderInForce(s)
	given, dosed := v.LastDose(s)
	return at, ordered && justEntered(v, order, at) && !(dosed && !given.At.Before(at))
}

// justEntered reports whether the event says the same as one of a moment ago.
func justEntered(v *plan.View, body record.Body, at time.Time) bool {
	return v.Since(at) < orderRepeated.Within.Of(v).Value && reflect.DeepEqual(requested(body), requested(v.Body()))
}

// requested leaves of an order what is to be given. Where, how and why it says that are circumstances: one more word makes no other dose of it.
func requested(body record.Body) record.Body {
	order, ok := body.(record.Order)
	if !ok {
		return body
	}
	order.Setting, order.Route, order.Purpose, order.Rationale = 0, 0, "", ""
	order.Supervised, order.WatchedDays = truth.Unknown, 0
	return order
}

func judgeSupplyRepeated(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.HandsOver, 0)
	if !ok || act.Days == 0 || isReversal(v, act) {
		return v.NotApplicable()
	}
	if _, again := orderedTwice(v, act.Substance); again {
		return v.NotApplicable() // which order.repeated holds
	}
	for supply := range v.Now().Supplies(act.Substance) {
		if at := supply.Event.At; justEntered(v, supply.Event.Body, at) {
			return v.Violated(orderRepeated.Within.Of(v), "the same %s of %s was entered %s ago", phrase.Plural(act.Days, "day"), act.Substance,
				phrase.Elapsed(v, at))
		}
	}
	return v.Met()
}
