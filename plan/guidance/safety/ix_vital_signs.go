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
)

// VitalSignsLimits are the bands of single vital signs in which a general score calls for urgent assessment. Slow breathing and low
// saturation have rules of their own, which refuse.
type VitalSignsLimits struct {
	SystolicLow, SystolicHigh plan.Param[record.Quantity] // mm[Hg], this value included
	PulseLow, PulseHigh       plan.Param[record.Quantity] // per minute, this value included
	TemperatureLow            plan.Param[record.Quantity] // Cel, this value included
	RateHigh                  plan.Param[record.Quantity] // breaths per minute, this value included
}

var vitalSigns = VitalSignsLimits{
	SystolicLow:    limit.LeastQuantity("ix.vital-signs.systolic-low", "systolic pressure in mm[Hg] up to which an agonist is warned of"),
	SystolicHigh:   limit.MostQuantity("ix.vital-signs.systolic-high", "systolic pressure in mm[Hg] from which an agonist is warned of"),
	PulseLow:       limit.LeastQuantity("ix.vital-signs.pulse-low", "pulse per minute up to which an agonist is warned of"),
	PulseHigh:      limit.MostQuantity("ix.vital-signs.pulse-high", "pulse per minute from which an agonist is warned of"),
	TemperatureLow: limit.LeastQuantity("ix.vital-signs.temperature-low", "body temperature in degrees Celsius up to which an agonist is warned of"),
	RateHigh:       limit.MostQuantity("ix.vital-signs.rate-high", "breaths per minute from which an agonist is warned of"),
}

// VitalSigns returns the bands of single vital signs in which an agonist is warned of.
func VitalSigns() VitalSignsLimits { return vitalSigns }

var unwell = plan.Rule{
	ID:       "ix.vital-signs",
	Title:    "A vital sign that calls for urgent assessment is looked into before methadone or buprenorphine",
	Severity: record.Warning, // decision 14 lets breathing and sedation refuse, and no other vital sign
	About:    agent.OfAgonists,
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.NEWS2.At("bands of the single measures", evidence.Primary)},
	Needs: plan.Needs(vitalSigns.SystolicLow, vitalSigns.SystolicHigh, vitalSigns.PulseLow, vitalSigns.PulseHigh, vitalSigns.TemperatureLow,
		vitalSigns.RateHigh),
	Remedy: "assess at once, and look for its cause: a low pressure or pulse for sedatives and adulterants, a high one for withdrawal that is " +
		"not of opioids alone; withdrawal itself is treated",
	Where: measured(record.SystolicPressure, record.Pulse, record.BodyTemperature, record.RespiratoryRate),
	Judge: judgeVitalSigns,
}

// unwellInWithdrawal is about the pulse and the pressure that do not fit withdrawal from opioids alone, as after medetomidine: it takes a
// bed that is watched, whatever the method.
var unwellInWithdrawal = plan.Rule{
	ID:       "wm.vital-signs",
	Aliases:  []record.RuleID{"adulterant.alpha2.level"},
	Title:    "Withdrawal with a pulse or pressure that calls for urgent assessment is managed where it is watched",
	Severity: record.Warning,
	Watches:  record.Withdraws,
	Cites: []evidence.Citation{evidence.NEWS2.At("bands of the single measures", evidence.Primary),
		evidence.Medetomidine2025.At("severe withdrawal after medetomidine", evidence.Secondary)},
	Needs: plan.Needs(vitalSigns.SystolicHigh, vitalSigns.PulseHigh),
	Remedy: "assess at once, and choose a hospital with intensive care in reach: COWS overstates withdrawal from opioids here, and more opioid " +
		"alone does not settle it",
	Where:   measured(record.SystolicPressure, record.Pulse),
	Applies: unwatched,
	Judge:   judgeUnwellInWithdrawal,
}

// unwatched reports whether the event brings a withdrawal that is not said to take place in a hospital or an emergency department.
func unwatched(v *plan.View) bool {
	if !v.Acts().Means().Has(record.Withdraws) {
		return false
	}
	var at medication.Setting
	switch b := v.Body().(type) {
	case record.WithdrawalManagement:
		at = b.Setting
	case record.Order:
		at = b.Setting
	}
	return at != medication.SettingEmergency && person.Inpatient(v, at) != truth.Yes
}

func judgeUnwellInWithdrawal(v *plan.View) plan.Result {
	var worst plan.Worst
	for _, sign := range [...]struct {
		measure record.Measure
		limit   plan.Param[record.Quantity]
	}{{record.Pulse, vitalSigns.PulseHigh}, {record.SystolicPressure, vitalSigns.SystolicHigh}} {
		most := sign.limit.Of(v)
		if value, at, ok := v.Measured(sign.measure); ok && v.DaysSince(at) <= 1 && !value.Less(most.Value) {
			worst.Take(v.Violated(most, "%s was %s %s ago, not below %s", phrase.Spelled(sign.measure.String()), value, phrase.Elapsed(v, at),
				most.Value))
		}
	}
	return worst.Or(v.NotApplicable())
}

// judgeVitalSigns reads the last value of each vital sign, until it is measured again, at most to the end of the next day.
func judgeVitalSigns(v *plan.View) plan.Result {
	act, ok := person.AgonistBrought(v)
	if !ok {
		return v.NotApplicable()
	}
	var worst plan.Worst
	for _, sign := range [...]struct {
		measure record.Measure
		low     bool
		limit   plan.Param[record.Quantity]
	}{
		{record.SystolicPressure, true, vitalSigns.SystolicLow}, {record.SystolicPressure, false, vitalSigns.SystolicHigh},
		{record.Pulse, true, vitalSigns.PulseLow}, {record.Pulse, false, vitalSigns.PulseHigh},
		{record.BodyTemperature, true, vitalSigns.TemperatureLow}, {record.RespiratoryRate, false, vitalSigns.RateHigh},
	} {
		value, at, ok := v.Measured(sign.measure)
		if !ok || v.DaysSince(at) > 1 {
			continue
		}
		limit := sign.limit.Of(v)
		switch {
		case sign.low && !limit.Value.Less(value):
			worst.Take(v.Violated(limit, "%s, and %s was %s %s ago, not above %s", act.Substance, phrase.Spelled(sign.measure.String()), value,
				phrase.Elapsed(v, at), limit.Value))
		case !sign.low && !value.Less(limit.Value):
			worst.Take(v.Violated(limit, "%s, and %s was %s %s ago, not below %s", act.Substance, phrase.Spelled(sign.measure.String()), value,
				phrase.Elapsed(v, at), limit.Value))
		case v.DaysSince(at) == 0:
			worst.Take(v.Met())
		}
	}
	return worst.Or(v.NotApplicable())
}
