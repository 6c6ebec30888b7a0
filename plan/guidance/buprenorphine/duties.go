package buprenorphine

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages/scale"
)

// ReassessLimits is how soon precipitated withdrawal is looked at again.
type ReassessLimits struct{ Within plan.Param[time.Duration] }

var reassess = ReassessLimits{
	limit.MostTime("bup.precipitated.reassess.within", "time to the next look at precipitated withdrawal"),
}

// Reassess returns how soon precipitated withdrawal is looked at again.
func Reassess() ReassessLimits { return reassess }

func Duties() []plan.Duty {
	return []plan.Duty{
		{
			ID:    "bup.xr.next-injection",
			Title: "Give the next injection of the buprenorphine depot",
			Cites: []evidence.Citation{evidence.LabelSublocade2025.At("sections 2 and 16", evidence.Secondary),
				evidence.LabelBrixadi.At("section 2.1", evidence.Primary),
				evidence.SmPCBuvidal.At("4.2", evidence.Primary)},
			About:   agent.Buprenorphine,
			Watches: record.Puts | record.Prescribes | record.Endings,
			During:  plan.WhileTreated,
			Needs: plan.Needs(plan.Optional(buprenorphineBreak.Weekly), plan.Optional(sublocade.Interval), plan.Optional(sublocade.Second),
				plan.Optional(sublocade.Due), plan.Optional(sublocade.Grace), plan.Optional(depotWindow.Weekly),
				plan.Optional(depotWindow.Monthly)),
			When: nextDepotDue,
		},
		{
			ID:      "bup.precipitated.reassess",
			Title:   "Look again at precipitated withdrawal",
			Cites:   []evidence.Citation{evidence.ASAM2023.At("precipitated withdrawal", evidence.Primary)},
			Watches: record.Shows,
			During:  plan.WhileInCare,
			Needs:   plan.Needs(plan.Optional(reassess.Within)),
			When:    lookAgainDue,
		},
		{
			ID:      "bup.tele.examination",
			Title:   "Examine in person somebody who is on buprenorphine by telemedicine",
			Cites:   teleCites,
			About:   agent.Buprenorphine,
			Watches: record.Prescribes | record.Says | record.Reviews | record.Endings,
			During:  plan.WhileTreated,
			Needs:   plan.Needs(telemedicineLimits.Limited, telemedicineLimits.Months),
			When:    examinationDue,
		},
	}
}

// nextDepotDue is due as long as the depot is what the person is on: not after an order for a product by mouth, nor once another
// medication took its place, nor beyond a planned end.
func nextDepotDue(v *plan.View) (plan.Due, bool) {
	i, ok := injectionsOf(v)
	if !ok || person.GaveWay(v, i.last, medication.Methadone, medication.SlowMorphine, medication.Naltrexone) {
		return plan.Due{}, false
	}
	if order, at, ordered := v.OrderInForce(medication.Buprenorphine); ordered && i.last.At.Before(at) && person.ByMouth(order) {
		return plan.Due{}, false
	}
	due := plan.Due{Why: i.last.Product.Name() + " was given on " + v.DayOf(i.last.At).String()}
	last := v.DayOf(i.from.At)
	if i.last.Product.ID() == medication.BupSublocade {
		due = sublocadeDue(v, due, i.last.Product, last, i.count)
		return due, !person.EndsBefore(v, medication.Buprenorphine, due.On)
	}
	due.On = last.Add(i.last.Product.DepotDays())
	if within, ok := weeklyOrMonthly(i.last.Product).If(v); ok {
		due.Earliest, due.Latest = due.On.Add(-within.Value), due.On.Add(within.Value)
	}
	return due, !person.EndsBefore(v, medication.Buprenorphine, due.On)
}

// sublocadeDue fills in the days for Sublocade. Where it is not set when it is due, the depot is not forgotten: the time for which it
// releases stands in.
func sublocadeDue(v *plan.View, due plan.Due, product medication.Product, last civil.Date, count int) plan.Due {
	nominal, ok := sublocade.Due.If(v)
	if !ok {
		due.On = last.Add(product.DepotDays())
		due.Why += "; when the next is due is not set, and it releases up to this day"
		return due
	}
	due.On = last.Add(nominal.Value)
	earliest := sublocade.Interval
	if count == 1 {
		earliest = sublocade.Second
	}
	if least, ok := earliest.If(v); ok {
		due.Earliest = last.Add(least.Value)
	}
	if grace, ok := sublocade.Grace.If(v); ok {
		due.Latest = due.On.Add(grace.Value)
	}
	return due
}

// lookAgainDue is due on the day of the withdrawal, until somebody has looked.
func lookAgainDue(v *plan.View) (plan.Due, bool) {
	precipitated, ok := v.Last(record.KindPrecipitatedWithdrawal)
	if !ok {
		return plan.Due{}, false
	}
	if _, at, looked := v.ObjectiveSigns(); looked && precipitated.At.Before(at) {
		return plan.Due{}, false
	}
	for _, id := range []scale.ID{scale.COWS, scale.OOWS} {
		if _, at, scored := v.Scored(id); scored && precipitated.At.Before(at) {
			return plan.Due{}, false
		}
	}
	why := "withdrawal was precipitated"
	if within, ok := reassess.Within.If(v); ok {
		why += ": look again within " + phrase.InHours(within.Value)
	}
	return plan.Due{On: v.DayOf(precipitated.At), Why: why}, true
}

// examinationDue is due before the supply by telemedicine has to end.
func examinationDue(v *plan.View) (plan.Due, bool) {
	_, telemedicine := v.HoldsSince(record.Telemedicine)
	first, ordered := v.FirstOrder(medication.Buprenorphine)
	limited, months := telemedicineLimits.Limited.Of(v), telemedicineLimits.Months.Of(v)
	if !telemedicine || !ordered || !limited.Value {
		return plan.Due{}, false
	}
	if _, examined := v.Assessed(record.FullExamination); examined {
		return plan.Due{}, false
	}
	return plan.Due{On: v.DayOf(first).AddMonths(months.Value),
		Why: "buprenorphine was first prescribed by telemedicine on " + v.DayOf(first).String()}, true
}
