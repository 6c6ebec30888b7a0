package guidance

import (
	"cmp"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// Telemedicine are the limits of buprenorphine that is prescribed before anybody has examined the person.
var Telemedicine = struct {
	Limited  *plan.Param[bool]       // whether the law limits it
	Months   *plan.Param[int]        // calendar months from the first prescription
	Days     *plan.Param[int]        // of supply while the monitoring database cannot be reached
	Flexible *plan.Param[civil.Date] // last day of the general exception
}{
	plan.NewParam[bool]("bup.tele.limited", "buprenorphine by telemedicine is limited by regulation", nil),
	plan.NewParam("bup.tele.initial-max.months", "calendar months from the first prescription by telemedicine", plan.LowerIsStricter(cmp.Compare[int])),
	mostDays("bup.tele.no-pdmp-max.days", "days of supply while the monitoring database cannot be reached"),
	plan.NewParam("bup.tele.flexibility.until", "last day of the general exception for telemedicine", plan.LowerIsStricter(civil.Date.Compare)),
}

var buprenorphineRemote = []plan.Rule{
	{
		ID:       "bup.tele.pdmp",
		Title:    "The prescription monitoring database is looked into before buprenorphine is prescribed by telemedicine",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder),
		Cites:    teleCites,
		Params:   []plan.AnyParam{Telemedicine.Limited, Telemedicine.Flexible},
		Remedy:   "look into the database and record it; where it cannot be reached, record the attempt",
		Override: plan.NotOverridable("it is federal law"),
		Check:    checkMonitoring,
	},
	{
		ID:       "bup.tele.initial-max",
		Title:    "Buprenorphine by telemedicine ends after its first months, unless the person is examined",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder),
		Cites:    teleCites,
		Params:   []plan.AnyParam{Telemedicine.Limited, Telemedicine.Flexible, Telemedicine.Months},
		Remedy:   "examine the person, or supply fewer days",
		Override: plan.NotOverridable("it is federal law"),
		Check:    checkTeleMonths,
	},
	{
		ID:       "bup.tele.no-pdmp-max",
		Title:    "While the monitoring database cannot be reached, supplies by telemedicine are short",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder),
		Cites:    teleCites,
		Params:   []plan.AnyParam{Telemedicine.Limited, Telemedicine.Flexible, Telemedicine.Days},
		Remedy:   "supply fewer days and try the database again",
		Override: plan.NotOverridable("it is federal law"),
		Check:    checkTeleDays,
	},
}

var teleCites = []evidence.Citation{evidence.CFR1306Sec51.At("", evidence.Secondary), evidence.CFR1307Sec41.At("", evidence.Secondary)}

// teleOrder returns the order of buprenorphine if it is made by telemedicine and the law limits that. missing is a parameter that
// the profile does not set.
func teleOrder(v *plan.View) (order record.Order, ok bool, missing plan.AnyParam) {
	order, ordered := v.Body().(record.Order)
	if _, ok := buprenorphineDosing(v); !ok || !ordered || !v.Holds(record.Telemedicine) {
		return record.Order{}, false, nil
	}
	limited, ok := Telemedicine.Limited.At(v)
	if !ok {
		return record.Order{}, false, Telemedicine.Limited
	}
	until, ok := Telemedicine.Flexible.At(v)
	if !ok {
		return record.Order{}, false, Telemedicine.Flexible
	}
	excepted := v.Holds(record.TelemedicineFlexibility) && !until.Value.Before(v.Day())
	return order, limited.Value && !excepted, nil
}

// monitoring says whether the monitoring database was looked into, or was tried in vain and since when the last order was made.
type monitoring struct{ checked, down bool }

// monitoringOf reads what is on record. The last word counts; an attempt in vain counts for one order only.
func monitoringOf(v *plan.View) monitoring {
	check, checked := v.Assessed(record.MonitoringCheck)
	attempt, tried := v.Assessed(record.MonitoringAttempt)
	if checked && (!tried || !check.Before(attempt)) {
		return monitoring{checked: true}
	}
	_, last, ordered := v.OrderInForce(medication.Buprenorphine)
	return monitoring{down: tried && (!ordered || last.Before(attempt))}
}

func checkMonitoring(v *plan.View) plan.Result {
	_, ok, missing := teleOrder(v)
	if missing != nil {
		return v.Unset(missing)
	}
	if !ok {
		return v.NotApplicable()
	}
	if m := monitoringOf(v); m.checked || m.down {
		return v.Met()
	}
	return v.Violated(nil, "no look into the monitoring database, and no attempt, is on record for this prescription")
}

func checkTeleMonths(v *plan.View) plan.Result {
	order, ok, missing := teleOrder(v)
	if missing != nil {
		return v.Unset(missing)
	}
	if !ok {
		return v.NotApplicable()
	}
	months, ok := Telemedicine.Months.At(v)
	if !ok {
		return v.Unset(Telemedicine.Months)
	}
	first := v.Day()
	if at, ok := v.FirstOrder(medication.Buprenorphine); ok {
		first = v.DayOf(at)
	}
	end := first.AddMonths(months.Value)
	if lasts := v.Day().Add(order.SupplyDays); end.Before(lasts) {
		return v.Violated(months, "supply to %s, beyond %s, which is %s after the first prescription", lasts, end, plural(months.Value, "month"))
	}
	return v.Met()
}

func checkTeleDays(v *plan.View) plan.Result {
	order, ok, missing := teleOrder(v)
	if missing != nil {
		return v.Unset(missing)
	}
	if !ok || !monitoringOf(v).down {
		return v.NotApplicable()
	}
	most, ok := Telemedicine.Days.At(v)
	switch {
	case !ok:
		return v.Unset(Telemedicine.Days)
	case order.SupplyDays == 0:
		return lacks(v, plan.Datum{Name: "the days of supply"}, "state the days of supply on the order")
	case order.SupplyDays > most.Value:
		return v.Violated(most, "%s of supply while the monitoring database cannot be reached, more than %d", plural(order.SupplyDays, "day"), most.Value)
	}
	return v.Met()
}
