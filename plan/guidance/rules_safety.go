package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// safetyRules returns the rules about breathing, consciousness, overdose and lost tolerance, in the order of the catalogue.
func safetyRules() []plan.Rule {
	return slices.Concat(intoxication, breathing, []plan.Rule{unwell, recentOverdose, lostTolerance, returnToUseSwitch}, riskWindows,
		[]plan.Rule{monitoringTests})
}

// safetyDuties returns the duties about breathing, consciousness, overdose and lost tolerance.
func safetyDuties() []plan.Duty { return []plan.Duty{closeContact} }
