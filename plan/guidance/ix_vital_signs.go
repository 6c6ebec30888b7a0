package guidance

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
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
	SystolicLow:    leastQuantity("ix.vital-signs.systolic-low", "systolic pressure in mm[Hg] up to which an agonist is warned of"),
	SystolicHigh:   mostQuantity("ix.vital-signs.systolic-high", "systolic pressure in mm[Hg] from which an agonist is warned of"),
	PulseLow:       leastQuantity("ix.vital-signs.pulse-low", "pulse per minute up to which an agonist is warned of"),
	PulseHigh:      mostQuantity("ix.vital-signs.pulse-high", "pulse per minute from which an agonist is warned of"),
	TemperatureLow: leastQuantity("ix.vital-signs.temperature-low", "body temperature in degrees Celsius up to which an agonist is warned of"),
	RateHigh:       mostQuantity("ix.vital-signs.rate-high", "breaths per minute from which an agonist is warned of"),
}

// VitalSigns returns the bands of single vital signs in which an agonist is warned of.
func VitalSigns() VitalSignsLimits { return vitalSigns }

func mostQuantity(id plan.ParamID, title string) plan.Param[record.Quantity] {
	return plan.NewParam(id, title, plan.LowerIsStricter(record.Quantity.Compare))
}

var unwell = plan.Rule{
	ID:       "ix.vital-signs",
	Title:    "A vital sign that calls for urgent assessment is looked into before methadone or buprenorphine",
	Severity: record.Warning, // decision 14 lets breathing and sedation refuse, and no other vital sign
	About:    ofAgonists,
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.NEWS2.At("bands of the single measures", evidence.Primary)},
	Needs: plan.Needs(vitalSigns.SystolicLow, vitalSigns.SystolicHigh, vitalSigns.PulseLow, vitalSigns.PulseHigh, vitalSigns.TemperatureLow,
		vitalSigns.RateHigh),
	Remedy: "assess at once, and look for its cause: a low pressure or pulse for sedatives and adulterants, a high one for withdrawal that is " +
		"not of opioids alone; withdrawal itself is treated",
	Only:  vitalsMeasured,
	Judge: judgeVitalSigns,
}

// vitalsMeasured holds where one of the vital signs that the rule reads was ever measured.
var vitalsMeasured = plan.Given(func(v *plan.View) bool {
	return measuredOnce(v, record.SystolicPressure, record.Pulse, record.BodyTemperature, record.RespiratoryRate)
})

// judgeVitalSigns reads the last value of each vital sign, until it is measured again, at most to the end of the next day.
func judgeVitalSigns(v *plan.View) plan.Result {
	act, ok := agonistBrought(v)
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
			worst.Take(v.Violated(limit, "%s, and %s was %s %s ago, not above %s", act.Substance, spelled(sign.measure.String()), value,
				elapsed(v, at), limit.Value))
		case !sign.low && !value.Less(limit.Value):
			worst.Take(v.Violated(limit, "%s, and %s was %s %s ago, not below %s", act.Substance, spelled(sign.measure.String()), value,
				elapsed(v, at), limit.Value))
		case v.DaysSince(at) == 0:
			worst.Take(v.Met())
		}
	}
	return worst.Or(v.NotApplicable())
}
