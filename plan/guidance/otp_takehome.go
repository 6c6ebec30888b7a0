package guidance

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// TakeHome is how many days' doses of methadone may be taken home, by the time in treatment.
var TakeHome = struct{ Table *plan.Param[TakeHomeTable] }{
	plan.NewParam("otp.takehome.max.table", "days' doses of methadone that may be taken home, beside those for closed days", stricterTable),
}

var takeHome = []plan.Rule{
	{
		ID:       "otp.takehome.max",
		Title:    "Methadone taken home stays within what the time in treatment allows",
		Severity: record.Block,
		Kinds:    record.On(record.KindTakeHomeGrant, record.KindTakeHomeSupplied, record.KindOrder),
		Cites: []evidence.Citation{evidence.Part8.At("(i)(1), (i)(3)(i)-(iii)", evidence.Secondary),
			evidence.FinalRule2001.At("42 CFR 8.12(i)(3)", evidence.Primary)},
		Params:   []plan.AnyParam{TakeHome.Table},
		Remedy:   "grant fewer days; days on which the clinic is closed are granted beside them",
		Override: plan.NotOverridable("the ceiling is law, and is lifted by an exception of the authority that is recorded as such, not by a clinician"),
		Check:    checkTakeHomeMax,
	},
	{
		ID:       "otp.takehome.criteria",
		Title:    "Methadone is taken home by people who meet the criteria, by a documented decision",
		Severity: record.Block,
		Kinds:    record.On(record.KindTakeHomeGrant),
		Cites:    []evidence.Citation{evidence.Part8.At("(i)(2)", evidence.Secondary)},
		Remedy:   "go through the criteria with the person, and document the decision; review it when what stands against it has passed",
		Override: plan.NotOverridable("the criteria are the law's own exception from observed doses"),
		Check:    checkTakeHomeCriteria,
	},
}

// unsupervised returns how many days' doses of methadone the event would let the person take away, without those for closed
// days. What a grant in force covers is settled already.
func unsupervised(v *plan.View) (days int, ok bool) {
	switch b := v.Body().(type) {
	case record.TakeHomeGrant:
		product, _ := medication.Lookup(b.Product)
		return b.Days - b.ClosureDays, product.Substance() == medication.Methadone
	case record.TakeHomeSupplied:
		return beyondGrant(v, b.Days), b.Substance == medication.Methadone
	}
	d, ok := methadoneDosing(v)
	order, _ := v.Body().(record.Order)
	return beyondGrant(v, order.SupplyDays), ok && d.Setting == medication.SettingOTP
}

func beyondGrant(v *plan.View, days int) int {
	if grant, _, ok := v.TakeHomeGranted(medication.Methadone); ok && days <= grant.Days {
		return 0
	}
	return days
}

func checkTakeHomeMax(v *plan.View) plan.Result {
	days, ok := unsupervised(v)
	if !ok || days <= 0 {
		return v.NotApplicable()
	}
	table, ok := TakeHome.Table.At(v)
	if !ok {
		return v.Unset(TakeHome.Table)
	}
	began, known := v.FirstDose(medication.Methadone)
	day := v.TreatmentDay(medication.Methadone)
	band := table.Value.On(day)
	switch {
	case days <= band.Days:
		return v.Met()
	case !known:
		return v.Lacks("the day on which methadone was started")
	}
	return v.Violated(table, "%s on day %d of treatment, since %s: at most %s", plural(days, "day"), day, v.DayOf(began.At), band)
}

func checkTakeHomeCriteria(v *plan.View) plan.Result {
	days, ok := unsupervised(v)
	grant, _ := v.Body().(record.TakeHomeGrant)
	switch {
	case !ok || days <= 0: // closed days need no criteria
		return v.NotApplicable()
	case v.Health(record.RecentDiversion) == truth.Yes:
		return v.Violated(nil, "recent diversion is on record")
	case grant.Criteria == truth.No:
		return v.Violated(nil, "the criteria are not met")
	case grant.Criteria == truth.Yes:
		return v.Met()
	}
	return v.Lacks("the documented decision that the criteria are met")
}
