package buprenorphine

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// DoseLeapLimits says from which amount on a day of buprenorphine by mouth is taken for a slip of the pen: many times the last day, and
// more than the greatest usual day.
type DoseLeapLimits struct {
	Times     plan.Param[int]             // times the last day with a dose
	Usual     plan.Param[medication.Mass] // the greatest usual day
	Emergency plan.Param[medication.Mass] // the same in an emergency department, and against precipitated withdrawal
}

var doseLeap = DoseLeapLimits{
	limit.MostCount("bup.dose.leap.times", "times the last day's buprenorphine above which the amount is asked for again"),
	limit.MostMass("bup.dose.leap.usual", "buprenorphine a day up to which no amount is taken for a slip"),
	limit.MostMass("bup.dose.leap.emergency", "the same in an emergency department and against precipitated withdrawal"),
}

// DoseLeap returns from which amount on a day of buprenorphine by mouth is taken for a slip of the pen.
func DoseLeap() DoseLeapLimits { return doseLeap }

var leapsFrom = plan.Either(func(v *plan.View) bool {
	p, _ := inCourse.Lent(v)
	return p.Setting == medication.SettingEmergency || rescued.Holds(v)
}, doseLeap.Emergency, doseLeap.Usual)

// buprenorphineDoseLeap holds an amount that looks like a slip. Where no day is on record the limits of the first day speak, and
// product.greatest of what nobody describes.
var buprenorphineDoseLeap = plan.Rule{
	ID:       "bup.dose.leap",
	Title:    "A day of buprenorphine that is many times the last one is stated again before it is given",
	Severity: record.Block,
	About:    agent.Buprenorphine,
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.Decision(17).Cite()},
	Needs:    plan.Needs(inCourse, rescued, doseLeap.Times, leapsFrom),
	Remedy:   "look at the amount and its unit; if it is meant, say so with the reason",
	Override: plan.Overridable("the amount once more, and the reason for it"),
	Only:     inCourse,
	Judge:    judgeDoseLeap,
}

func judgeDoseLeap(v *plan.View) plan.Result {
	p, _ := inCourse.Lent(v)
	times := doseLeap.Times.Of(v)
	usual, _ := leapsFrom.Of(v)
	last := p.before
	order, _, ok := v.OrderInForce(medication.Buprenorphine)
	if product, known := medication.Lookup(order.Product); ok && known && order.Regimen() && !product.LongActing() {
		last = last.Higher(order.DayLeast()) // of several doses a day one may be on record alone
	}
	most := last.Times(uint32(times.Value)).Higher(usual.Value)
	switch {
	case last.IsZero():
		return v.NotApplicable()
	case p.total.Compare(most) <= 0:
		return v.Met()
	}
	compared := "more than " + phrase.Plural(times.Value, "time") + " the " + last.String() + " of the last day"
	if p.Intent {
		return v.Lacks("whether " + p.total.String() + " of buprenorphine a day is meant: " + compared)
	}
	return v.Violated(times, "%s of buprenorphine: %s", p.total, compared)
}
