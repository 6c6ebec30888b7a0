package methadone

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/record"
)

var supplyAboveOrder = plan.Rule{
	ID:       "methadone.supply.above-order",
	Title:    "What is handed out for a day is no more than the order in force says",
	Severity: record.Block,
	About:    agent.Methadone,
	Watches:  record.TakenHome,
	Cites:    []evidence.Citation{evidence.Decision(17).Cite()},
	Remedy:   "look at the amount of a day; if more is meant, order it first, so that it is judged as a rise",
	Override: plan.Overridable("which order the larger amount rests on"),
	Only:     methadoneFact,
	Judge:    judgeSupplyAboveOrder,
}

// judgeSupplyAboveOrder compares what is handed out, or permitted, for a day with the day of the regimen in force; where there is none, with
// the last day, and warns. An order that has doses handed out is the order.
func judgeSupplyAboveOrder(v *plan.View) plan.Result {
	m, _ := broughtMethadone(v)
	allowed, regimen, known := dayAllowance(v)
	switch {
	case !m.handsOut() || m.Means.Has(record.Prescribes) || !known || !m.known:
		return v.NotApplicable()
	case m.day.Compare(allowed) <= 0:
		return v.Met()
	case regimen:
		return v.Violated(nil, "%s a day are handed out, and the order in force is of %s", m.day, allowed)
	}
	return v.ViolatedAs(record.Warning, nil, "%s a day are handed out, and the last day was of %s", m.day, allowed)
}
