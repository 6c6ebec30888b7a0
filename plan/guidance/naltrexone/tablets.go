package naltrexone

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
)

// TabletDoseLimits are the doses of naltrexone tablets on the first day and on every day.
type TabletDoseLimits struct{ First, Daily plan.Param[medication.Mass] }

var tabletDoses = TabletDoseLimits{
	limit.MostMass("naltrexone.dose.first", "naltrexone tablets on the first day"),
	limit.MostMass("naltrexone.dose.daily", "naltrexone tablets a day where they are taken every day"),
}

// TabletDose returns the doses of naltrexone tablets on the first day and on every day.
func TabletDose() TabletDoseLimits { return tabletDoses }

var naltrexoneDose = plan.Rule{
	ID:       "naltrexone.dose",
	Title:    "Naltrexone tablets start low, and more than the usual dose is for some days of the week",
	Severity: record.Warning,
	About:    aboutNaltrexone,
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.LabelNaltrexoneTablets.At("dosage", evidence.Secondary)},
	Needs:    plan.Needs(tabletDoses.First, tabletDoses.Daily),
	Remedy:   "a low dose first, the usual one from the next day on; more only where days without a dose follow, and somebody watches",
	Applies:  naltrexoneTablets,
	Judge:    judgeTabletDose,
}

// judgeTabletDose speaks of a first day above the first dose as advice, for some divide the usual dose on that day; above the usual dose
// of a day it warns, of a first day and of every day.
func judgeTabletDose(v *plan.View) plan.Result {
	first, daily := tabletDoses.First.Of(v), tabletDoses.Daily.Of(v)
	_, perDay, _ := v.Now().PerDay(medication.Naltrexone)
	total := perDay.Higher(v.Now().OnDay(medication.Naltrexone).With)
	beginning := person.TreatmentDay(v, medication.Naltrexone) == 1
	switch {
	case beginning && daily.Value.Compare(total) < 0:
		return v.Violated(first, "%s of naltrexone on the first day, above %s", total, first.Value)
	case beginning && first.Value.Compare(total) < 0:
		return v.ViolatedAs(record.Advice, first, "%s of naltrexone on the first day, above %s", total, first.Value)
	case everyDay(v) && daily.Value.Compare(total) < 0:
		return v.Violated(daily, "%s of naltrexone a day, above %s, and no schedule leaves days between", total, daily.Value)
	}
	return v.Met()
}

// everyDay reports whether the tablets may be for days in a row: no order, this one or the one in force, leaves days between them.
func everyDay(v *plan.View) bool {
	order, ordered := v.Body().(record.Order)
	if !ordered {
		order, _, _ = v.OrderInForce(medication.Naltrexone)
	}
	return order.Schedule.IsZero() || order.Schedule == medication.Daily()
}
