package methadone

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/interaction"
)

// judgeElectrolytes reads what was measured: what asks for a measurement is the ECG and the history, not every order.
func judgeElectrolytes(v *plan.View) plan.Result {
	if m, ok := broughtMethadone(v); !ok || goesOnUnchanged(v, m) {
		return v.NotApplicable()
	}
	return interaction.LowElectrolytes(v)
}
