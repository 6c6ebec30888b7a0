package guidance

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages/scale"
)

// Reassess is how soon precipitated withdrawal is looked at again.
var Reassess = struct{ Within *plan.Param[time.Duration] }{
	freshness("bup.precipitated.reassess.within", "time to the next look at precipitated withdrawal"),
}

func buprenorphineDuties() []plan.Duty {
	return []plan.Duty{
		{
			ID:    "bup.xr.next-injection",
			Title: "Give the next injection of the buprenorphine depot",
			Cites: []evidence.Citation{evidence.LabelSublocade2025.At("sections 2 and 16", evidence.Secondary),
				evidence.LabelBrixadi.At("section 2.1", evidence.Primary),
				evidence.SmPCBuvidal.At("4.2", evidence.Primary)},
			Params: []plan.AnyParam{BuprenorphineBreak.Weekly, Sublocade.Interval, Sublocade.Second, Sublocade.Due, Sublocade.Grace,
				DepotWindow.Weekly, DepotWindow.Monthly},
			Kinds: record.On(record.KindDoseGiven, record.KindOrder, record.KindStopMedication),
			When:  nextDepotDue,
		},
		{
			ID:     "bup.precipitated.reassess",
			Title:  "Look again at precipitated withdrawal",
			Cites:  []evidence.Citation{evidence.ASAM2023.At("precipitated withdrawal", evidence.Primary)},
			Params: []plan.AnyParam{Reassess.Within},
			Kinds:  record.On(record.KindPrecipitatedWithdrawal, record.KindScored, record.KindSignsObserved),
			When:   lookAgainDue,
		},
		{
			ID:     "bup.tele.examination",
			Title:  "Examine in person somebody who is on buprenorphine by telemedicine",
			Cites:  teleCites,
			Params: []plan.AnyParam{Telemedicine.Limited, Telemedicine.Months},
			Kinds:  record.On(record.KindOrder, record.KindContextStated, record.KindAssessed, record.KindStopMedication),
			When:   examinationDue,
		},
	}
}

// nextDepotDue is due as long as the depot is what the person is on: not after it was stopped, nor after an order for a
// product by mouth.
func nextDepotDue(v *plan.View) (plan.Due, bool) {
	i, ok := injectionsOf(v)
	if !ok {
		return plan.Due{}, false
	}
	if _, at, stopped := v.Stopped(medication.Buprenorphine); stopped && i.last.At.Before(at) {
		return plan.Due{}, false
	}
	if order, at, ordered := v.OrderInForce(medication.Buprenorphine); ordered && i.last.At.Before(at) && byMouth(order) {
		return plan.Due{}, false
	}
	due := plan.Due{Why: i.last.Product.Name() + " was given on " + v.DayOf(i.last.At).String()}
	last := v.DayOf(i.from.At)
	if i.last.Product.ID() == medication.BupSublocade {
		return sublocadeDue(v, due, last, i.count), true
	}
	nominal := i.last.Product.DepotDays()
	due.On = last.Add(nominal)
	if within, ok := weeklyOrMonthly(i.last.Product).At(v); ok {
		due.Earliest, due.Latest = due.On.Add(-within.Value), due.On.Add(within.Value)
	}
	return due, true
}

func byMouth(order record.Order) bool {
	product, ok := medication.Lookup(order.Product)
	return ok && !product.LongActing()
}

// sublocadeDue fills in the days for Sublocade. Where the jurisdiction does not say when it is due, the nominal interval stands in.
func sublocadeDue(v *plan.View, due plan.Due, last civil.Date, count int) plan.Due {
	due.On = last
	nominal, ok := Sublocade.Due.At(v)
	if !ok {
		due.Why += "; the jurisdiction does not say when the next is due"
		return due
	}
	due.On = last.Add(nominal.Value)
	earliest := Sublocade.Interval
	if count == 1 {
		earliest = Sublocade.Second
	}
	if least, ok := earliest.At(v); ok {
		due.Earliest = last.Add(least.Value)
	}
	if grace, ok := Sublocade.Grace.At(v); ok {
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
	if _, at, scored := v.Scored(scale.COWS); scored && precipitated.At.Before(at) {
		return plan.Due{}, false
	}
	why := "withdrawal was precipitated"
	if within, ok := Reassess.Within.At(v); ok {
		why += ": look again within " + inHours(within.Value)
	}
	return plan.Due{On: v.DayOf(precipitated.At), Why: why}, true
}

// examinationDue is due before the supply by telemedicine has to end.
func examinationDue(v *plan.View) (plan.Due, bool) {
	since, telemedicine := v.HoldsSince(record.Telemedicine)
	first, ordered := v.FirstOrder(medication.Buprenorphine)
	limited, known := Telemedicine.Limited.At(v)
	months, set := Telemedicine.Months.At(v)
	if !telemedicine || !ordered || !known || !limited.Value || !set {
		return plan.Due{}, false
	}
	if at, examined := v.Assessed(record.FullExamination); examined && since.Before(at) {
		return plan.Due{}, false
	}
	return plan.Due{On: v.DayOf(first).AddMonths(months.Value),
		Why: "buprenorphine was first prescribed by telemedicine on " + v.DayOf(first).String()}, true
}
