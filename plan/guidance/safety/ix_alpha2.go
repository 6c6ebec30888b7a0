package safety

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
)

// AlphaTwoLimits are the pulse and the pressure beyond which withdrawal after fentanyl is not of opioids alone. The pulse of ix.vital-signs
// suffices as well.
type AlphaTwoLimits struct {
	Systolic                    plan.Param[record.Quantity] // mm[Hg], this value included
	SystolicBeside, PulseBeside plan.Param[record.Quantity] // both together, these values included
}

var alphaTwoLimits = AlphaTwoLimits{
	limit.MostQuantity("ix.alpha2-withdrawal.systolic", "systolic pressure in mm[Hg] from which withdrawal is suspected of being more than of opioids"),
	limit.MostQuantity("ix.alpha2-withdrawal.systolic-beside", "systolic pressure in mm[Hg] from which it is, beside a fast pulse"),
	limit.MostQuantity("ix.alpha2-withdrawal.pulse-beside", "pulse per minute from which it is, beside a high pressure"),
}

// AlphaTwo returns the pulse and the pressure beyond which withdrawal after fentanyl is not of opioids alone.
func AlphaTwo() AlphaTwoLimits { return alphaTwoLimits }

var alphaTwoWithdrawal = plan.Rule{
	ID:       "ix.alpha2-withdrawal",
	Aliases:  []record.RuleID{"adulterant.alpha2.suspect"},
	Title:    "Withdrawal after fentanyl with a high pulse or pressure is taken for one of alpha-2 sedatives too",
	Severity: record.Warning, // decision 17: pressures for alpha-2 withdrawal only warn
	Watches:  record.Doses | record.Withdraws,
	Cites: []evidence.Citation{evidence.Medetomidine2025.At("severe withdrawal after medetomidine", evidence.Secondary),
		evidence.NEWS2.At("bands of the single measures", evidence.Primary), evidence.Decision(17).Cite()},
	Needs: plan.Needs(alphaTwoLimits.Systolic, alphaTwoLimits.SystolicBeside, alphaTwoLimits.PulseBeside, vitalSigns.PulseHigh),
	Remedy: "think of xylazine and medetomidine: COWS overstates withdrawal from opioids here, and more opioid alone does not settle it; an alpha-2 " +
		"agonist early, with pressure and pulse watched, and intensive care in reach",
	Where: measured(record.SystolicPressure, record.Pulse),
	Judge: judgeAlphaTwo,
}

func judgeAlphaTwo(v *plan.View) plan.Result {
	if _, agonist := v.Acts().Of(record.Doses, agent.OfAgonists); !agonist && !v.Acts().Means().Has(record.Withdraws) {
		return v.NotApplicable()
	}
	systolic, pressed, hasPressure := v.Measured(record.SystolicPressure)
	pulse, counted, hasPulse := v.Measured(record.Pulse)
	hasPressure, hasPulse = hasPressure && v.DaysSince(pressed) <= 1, hasPulse && v.DaysSince(counted) <= 1
	from, fast := alphaTwoLimits.Systolic.Of(v), vitalSigns.PulseHigh.Of(v)
	high, beside := alphaTwoLimits.SystolicBeside.Of(v), alphaTwoLimits.PulseBeside.Of(v)
	var result plan.Result
	switch {
	case hasPulse && !pulse.Less(fast.Value):
		result = v.Violated(fast, "withdrawal after fentanyl, and the pulse was %s %s ago, not below %s", pulse, phrase.Elapsed(v, counted), fast.Value)
	case hasPressure && !systolic.Less(from.Value):
		result = v.Violated(from, "withdrawal after fentanyl, and systolic pressure was %s %s ago, not below %s", systolic, phrase.Elapsed(v, pressed),
			from.Value)
	case hasPressure && hasPulse && !systolic.Less(high.Value) && !pulse.Less(beside.Value):
		result = v.Violated(high, "withdrawal after fentanyl, with a systolic pressure of %s, not below %s, and a pulse of %s, not below %s", systolic,
			high.Value, pulse, beside.Value)
	default:
		return v.NotApplicable()
	}
	switch {
	case !vomitsOrTrembles(v):
		return v.NotApplicable()
	case !usedFentanyl(v):
		person.Unasked(v)
		return v.NotApplicable()
	}
	return result
}

// vomitsOrTrembles reports whether vomiting or tremor was seen today or yesterday, as a sign or in the items of COWS.
func vomitsOrTrembles(v *plan.View) bool {
	if seen, at := v.Sign(record.Vomiting); seen == truth.Yes && v.DaysSince(at) <= 1 {
		return true
	}
	answers, at, scored := v.Answers(scale.COWS)
	return scored && v.DaysSince(at) <= 1 && (answers[scale.COWSTremor] > 0 || answers[scale.COWSGI] >= vomitingOnCOWS)
}

// vomitingOnCOWS is the answer on the item about the stomach from which somebody vomits or has diarrhea, as scale.ObjectiveSigns reads it.
const vomitingOnCOWS = 3

// usedFentanyl reports whether use of fentanyl or a test that found it is on record.
func usedFentanyl(v *plan.View) bool {
	for range v.Now().Of(medication.ClassesOf(medication.FentanylOpioid)) {
		return true
	}
	return false
}
