package buprenorphine

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// DeliveredDepotLimits is how long a depot that a pharmacy delivered for one person may be kept before it is given.
type DeliveredDepotLimits struct{ Keep plan.Param[int] }

var deliveredDepot = DeliveredDepotLimits{
	limit.MostDays("bup.xr.delivered.days", "days from receipt to administration"),
}

// DeliveredDepot returns how long a depot that a pharmacy delivered for one person may be kept before it is given.
func DeliveredDepot() DeliveredDepotLimits { return deliveredDepot }

var deliveredDepots = plan.Rule{
	ID:       "bup.xr.delivered.use-within",
	Title:    "A depot that a pharmacy delivered for this person is given before it has to go back",
	Severity: record.Block,
	About:    agent.Buprenorphine,
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.CFR1306Sec07Of2026.At("(f)(5)", evidence.Secondary)},
	Needs:    plan.Needs(depotDoses, deliveredDepot.Keep),
	Remedy:   "order it anew",
	Override: plan.NotOverridable("it is federal law"),
	Applies:  delivered,
	Judge:    judgeDelivered,
}

func delivered(v *plan.View) bool {
	d, ok := depotDoses.Lent(v)
	return ok && !d.Received.IsZero()
}

func judgeDelivered(v *plan.View) plan.Result {
	d, _ := depotDoses.Lent(v)
	keep := deliveredDepot.Keep.Of(v)
	if days := person.FirstDay(v).Since(d.Received); days > keep.Value {
		return v.Violated(keep, "%s after it was received, more than %d", phrase.Plural(days, "day"), keep.Value)
	}
	return v.Met()
}
