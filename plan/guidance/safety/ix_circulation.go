package safety

import (
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
	"github.com/oudpath/oudpath/plan/record"
)

// CirculationLimits are the bands of pulse and pressure that are warned of where something lowers them: above those in which anybody is.
type CirculationLimits struct {
	Systolic plan.Param[record.Quantity] // mm[Hg], this value included
	Pulse    plan.Param[record.Quantity] // per minute, this value included
}

var circulationLimits = CirculationLimits{
	limit.LeastQuantity("ix.circulation.systolic",
		"systolic pressure in mm[Hg] up to which a start or a rise, an alpha-2 agonist, and any dose after an adulterant that lowers it, is warned of"),
	limit.LeastQuantity("ix.circulation.pulse", "pulse per minute up to which a dose after an adulterant that lowers it is warned of"),
}

// Circulation returns the bands of pulse and pressure that are warned of where something lowers them.
func Circulation() CirculationLimits { return circulationLimits }

// lowering are what lowers pressure or breathing and is given here.
var lowering = agent.OfAgonists | medication.SetOf(medication.Lofexidine, medication.Clonidine)

var circulation = plan.Rule{
	ID:       "ix.circulation",
	Aliases:  []record.RuleID{"adulterant.toxic", "danger.systolic"},
	Title:    "A low pulse or pressure is looked into before what may lower it further, and after an adulterant that does",
	Severity: record.Warning, // decision 14 lets breathing and sedation refuse, and no other vital sign
	About:    lowering,
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.NEWS2.At("bands of the single measures", evidence.Primary), evidence.Decision(14).Cite()},
	Needs: plan.Needs(circulationLimits.Systolic, circulationLimits.Pulse, plan.Optional(vitalSigns.SystolicLow), plan.Optional(vitalSigns.PulseLow),
		plan.Optional(withdrawal.AlphaTwoVitals().Systolic), plan.Optional(withdrawal.AlphaTwoVitals().Pulse),
		plan.Optional(methadone.MissedAnew().Doses)),
	Remedy: "measure again, look for sedation, and wait with what lowers it further; after xylazine or medetomidine breathing is what naloxone " +
		"is judged by, and not waking",
	Where: measured(record.SystolicPressure, record.Pulse),
	Judge: judgeCirculation,
}

// adulterants are the sedatives in the supply of drugs that act at the alpha-2 receptor.
var adulterants = []string{"xylazine", "medetomidine"}

func judgeCirculation(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.Doses, lowering)
	if !ok {
		return v.NotApplicable()
	}
	alphaTwo := !agent.IsAgonist(act.Substance)
	after, adulterated := adulterant(v)
	systolic, pulse := circulationLimits.Systolic.Of(v), circulationLimits.Pulse.Of(v)
	var worst plan.Worst
	if adulterated || alphaTwo || raises(v, act) {
		worst.Take(lowered(v, act, record.SystolicPressure, systolic, after))
	}
	if adulterated {
		worst.Take(lowered(v, act, record.Pulse, pulse, after))
	}
	return worst.Or(v.NotApplicable())
}

// lowered warns of the last value of today or yesterday, unless the rule about anybody's vital signs, or the one about alpha-2 agonists,
// says it.
func lowered(v *plan.View, act *record.Act, m record.Measure, most plan.Limit[record.Quantity], after string) plan.Result {
	value, at, ok := v.Measured(m)
	if !ok || v.DaysSince(at) > 1 || saidElsewhere(v, act, m, value) {
		return v.NotApplicable()
	}
	if most.Value.Less(value) {
		return v.Met()
	}
	return v.Violated(most, "%s%s, and %s was %s %s ago, not above %s", act.Substance, after, phrase.Spelled(m.String()), value,
		phrase.Elapsed(v, at), most.Value)
}

// saidElsewhere reports whether ix.vital-signs warns of the value at an agonist, or wm.alpha2.bp at an alpha-2 agonist.
func saidElsewhere(v *plan.View, act *record.Act, m record.Measure, value record.Quantity) bool {
	if !agent.IsAgonist(act.Substance) {
		below := withdrawal.AlphaTwoVitals().Systolic
		if m == record.Pulse {
			below = withdrawal.AlphaTwoVitals().Pulse
		}
		least, set := below.If(v)
		return set && value.Less(least.Value)
	}
	low := vitalSigns.SystolicLow
	if m == record.Pulse {
		low = vitalSigns.PulseLow
	}
	upTo, set := low.If(v)
	return set && !upTo.Value.Less(value)
}

// adulterant returns what of them was told of, found or listed today or yesterday, for a message.
func adulterant(v *plan.View) (after string, ok bool) {
	for c := range v.Now().Of(medication.ClassesOf(medication.OtherSedative)) {
		if named(c) && (c.GoesOn || v.DaysSince(c.At) <= 1) {
			return " after " + c.Agent, true
		}
	}
	return "", false
}

func named(c *exposure.Contact) bool {
	return c.Analyte == record.AnalyteXylazine ||
		slices.ContainsFunc(adulterants, func(name string) bool { return record.SameAgent(name, c.Agent) })
}

// raises reports whether the event starts an agonist, or brings more of it than the last day came to.
func raises(v *plan.View, act *record.Act) bool {
	if agent.IsFullAgonist(act.Substance) {
		return moreFullAgonist.Holds(v)
	}
	if v.Starting(act.Substance) {
		return true
	}
	today := v.Now().OnDay(act.Substance).With.Higher(act.Day)
	for dose := range v.Doses(act.Substance) {
		if dose.Day.Before(v.Day()) {
			return dose.Product == act.Product && v.DayTotal(act.Substance, dose.Day).Compare(today) < 0
		}
	}
	return true
}
