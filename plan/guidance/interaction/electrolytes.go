package interaction

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/record"
)

// LowPotassiumLimits is the serum potassium below which it is corrected first.
type LowPotassiumLimits struct{ Below plan.Param[record.Quantity] }

var lowPotassium = LowPotassiumLimits{
	limit.LeastQuantity("methadone.qt.electrolytes.potassium", "serum potassium in mmol/L below which it is corrected first"),
}

// LowPotassium returns the serum potassium below which it is corrected first.
func LowPotassium() LowPotassiumLimits { return lowPotassium }

// LowMagnesiumLimits is the serum magnesium below which it is corrected first.
type LowMagnesiumLimits struct{ Below plan.Param[record.Quantity] }

var lowMagnesium = LowMagnesiumLimits{
	limit.LeastQuantity("methadone.qt.electrolytes.magnesium", "serum magnesium in mmol/L below which it is corrected first"),
}

// LowMagnesium returns the serum magnesium below which it is corrected first.
func LowMagnesium() LowMagnesiumLimits { return lowMagnesium }

// electrolyte is a salt of the blood with its limit. Below it a medicine that prolongs QT is likelier to harm.
type electrolyte struct {
	measure record.Measure
	name    string
	below   *plan.Param[record.Quantity]
}

var electrolytes = [...]electrolyte{
	{record.Potassium, "potassium", &lowPotassium.Below},
	{record.Magnesium, "magnesium", &lowMagnesium.Below},
}

// LowElectrolyte names potassium or magnesium that was measured below its limit; empty if neither was.
func LowElectrolyte(v *plan.View) string {
	for i := range electrolytes {
		e := &electrolytes[i]
		if value, _, measured := v.Measured(e.measure); measured && value.Less(e.below.Of(v).Value) {
			return e.name + " " + value.String() + " mmol/L"
		}
	}
	return ""
}

// LowElectrolytes objects to potassium or magnesium that was measured below its limit, whatever it is that prolongs QT. It does not apply where
// neither was ever measured, or the place sets no limit of what was.
func LowElectrolytes(v *plan.View) plan.Result {
	var worst plan.Worst
	for i := range electrolytes {
		e := &electrolytes[i]
		value, at, measured := v.Measured(e.measure)
		if !measured {
			continue
		}
		least, set := e.below.If(v)
		if !set {
			continue
		}
		if value.Less(least.Value) {
			worst.Take(v.Violated(least, "%s was %s mmol/L on %s, below %s", e.name, value, v.DayOf(at), least.Value))
			continue
		}
		worst.Take(v.Met())
	}
	return worst.Or(v.NotApplicable())
}
