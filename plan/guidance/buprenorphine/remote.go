package buprenorphine

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// TelemedicineLimits are the limits of buprenorphine that is prescribed before anybody has examined the person.
type TelemedicineLimits struct {
	Limited  plan.Param[bool]       // whether the law limits it
	Months   plan.Param[int]        // calendar months from the first prescription
	Days     plan.Param[int]        // of supply while the monitoring database cannot be reached
	Flexible plan.Param[civil.Date] // last day of the general exception
}

var telemedicineLimits = TelemedicineLimits{
	plan.NewParam[bool]("bup.tele.limited", "buprenorphine by telemedicine is limited by regulation", nil),
	limit.MostCount("bup.tele.initial-max.months", "calendar months from the first prescription by telemedicine"),
	limit.MostDays("bup.tele.no-pdmp-max.days", "days of supply while the monitoring database cannot be reached"),
	plan.NewParam("bup.tele.flexibility.until", "last day of the general exception for telemedicine",
		plan.LowerIsStricter(civil.Date.Compare)),
}

// Telemedicine returns the limits of buprenorphine that is prescribed before anybody has examined the person.
func Telemedicine() TelemedicineLimits { return telemedicineLimits }

var buprenorphineRemote = []plan.Rule{
	{
		ID:        "bup.tele.pdmp",
		Title:     "The prescription monitoring database is looked into before buprenorphine is prescribed by telemedicine",
		Severity:  record.Block,
		About:     agent.Buprenorphine,
		Watches:   record.Prescribes,
		Authority: "who may prescribe before an examination, and how",
		Cites:     append([]evidence.Citation{evidence.Decision(16).Cite()}, teleCites...),
		Needs:     plan.Needs(teleOrder),
		Remedy:    "look into the database, the year before or all that there is, and record it; where it cannot be reached, record the attempt",
		Override:  plan.NotOverridable("it is federal law"),
		Only:      teleOrder,
		Judge:     judgeMonitoring,
	},
	{
		ID:        "bup.tele.initial-max",
		Title:     "Buprenorphine by telemedicine ends after its first months, unless the person is examined",
		Severity:  record.Block,
		About:     agent.Buprenorphine,
		Watches:   record.Prescribes,
		Authority: "who may prescribe before an examination, and how",
		Cites:     teleCites,
		Needs:     plan.Needs(teleOrder, telemedicineLimits.Months),
		Remedy:    "examine the person, or supply fewer days",
		Override:  plan.NotOverridable("it is federal law"),
		Only:      teleOrder,
		Judge:     judgeTeleMonths,
	},
	{
		ID:        "bup.tele.no-pdmp-max",
		Title:     "While the monitoring database cannot be reached, supplies by telemedicine are short",
		Severity:  record.Block,
		About:     agent.Buprenorphine,
		Watches:   record.Prescribes,
		Authority: "who may prescribe before an examination, and how",
		Cites:     teleCites,
		Needs:     plan.Needs(teleOrder, telemedicineLimits.Days),
		Remedy:    "supply fewer days and try the database again",
		Override:  plan.NotOverridable("it is federal law"),
		Only:      teleOrder,
		Judge:     judgeTeleDays,
	},
}

var teleCites = []evidence.Citation{evidence.CFR1306Sec51.At("", evidence.Secondary), evidence.CFR1307Sec41.At("", evidence.Secondary)}

// teleOrder is the order of buprenorphine, where it is made by telemedicine and the law limits that. An examination in person ends this
// for good, whether it was before telemedicine began or since.
var teleOrder = plan.NewFact(func(v *plan.View) (record.Order, bool) {
	order, ordered := v.Body().(record.Order)
	_, remote := v.HoldsSince(record.Telemedicine)
	if !bupDoses.Holds(v) || !ordered || !remote {
		return record.Order{}, false
	}
	if _, examined := v.Assessed(record.FullExamination); examined {
		return record.Order{}, false
	}
	limited, until := telemedicineLimits.Limited.Of(v), telemedicineLimits.Flexible.Of(v)
	excepted := v.Holds(record.TelemedicineFlexibility) && !until.Value.Before(v.Day())
	return order, limited.Value && !excepted
}, bupDoses, telemedicineLimits.Limited, telemedicineLimits.Flexible)

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

// judgeMonitoring holds the order until somebody has looked, or tried: it is not refused (decision 16).
func judgeMonitoring(v *plan.View) plan.Result {
	if m := monitoringOf(v); m.checked || m.down {
		return v.Met()
	}
	return v.Lacks("a look into the monitoring database for this prescription, or an attempt in vain")
}

func judgeTeleMonths(v *plan.View) plan.Result {
	order, _ := teleOrder.Of(v)
	months := telemedicineLimits.Months.Of(v)
	first := v.Day()
	if at, ok := v.FirstOrder(medication.Buprenorphine); ok {
		first = v.DayOf(at)
	}
	end := first.AddMonths(months.Value)
	if lasts := person.FirstDay(v).Add(prescribedDays(v, order)); end.Before(lasts) {
		return v.Violated(months, "supply to %s, beyond %s, which is %s after the first prescription", lasts, end,
			phrase.Plural(months.Value, "month"))
	}
	return v.Met()
}

func judgeTeleDays(v *plan.View) plan.Result {
	order, _ := teleOrder.Of(v)
	most := telemedicineLimits.Days.Of(v)
	if !monitoringOf(v).down {
		return v.NotApplicable()
	}
	switch days := prescribedDays(v, order); {
	case days == 0:
		return lacks(v, plan.Datum{Name: "the days of supply"}, "state the days of supply on the order, or its last day")
	case days > most.Value:
		return v.Violated(most, "%s of supply while the monitoring database cannot be reached, more than %d", phrase.Plural(days, "day"), most.Value)
	}
	return v.Met()
}

// prescribedDays is for how many days the order supplies: those handed out at once, or all to its last day where it states that one
// alone, or is in instalments. Zero: it says neither.
func prescribedDays(v *plan.View, order record.Order) int {
	if order.Last.IsZero() || order.HandsOut() > 0 && order.Instalments != truth.Yes {
		return order.HandsOut()
	}
	return order.Last.Since(person.FirstDay(v)) + 1
}
