package methadone

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

// electrolyte is a salt of the blood with its limit.
type electrolyte struct {
	measure record.Measure
	name    string
	below   *plan.Param[record.Quantity]
}

var electrolytes = [...]electrolyte{
	{record.Potassium, "potassium", &lowPotassium.Below},
	{record.Magnesium, "magnesium", &lowMagnesium.Below},
}

// judgeElectrolytes reads what was measured: what asks for a measurement is the ECG and the history, not every order.
func judgeElectrolytes(v *plan.View) plan.Result {
	if m, ok := broughtMethadone(v); !ok || goesOnUnchanged(v, m) {
		return v.NotApplicable()
	}
	var worst plan.Worst
	for i := range electrolytes {
		e := &electrolytes[i]
		value, at, measured := v.Measured(e.measure)
		if !measured {
			continue
		}
		if least := e.below.Of(v); value.Less(least.Value) {
			worst.Take(v.Violated(least, "%s was %s mmol/L on %s, below %s", e.name, value, v.DayOf(at), least.Value))
			continue
		}
		worst.Take(v.Met())
	}
	return worst.Or(v.NotApplicable())
}
