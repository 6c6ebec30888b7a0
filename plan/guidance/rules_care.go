package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// careRules returns the rules about diagnosis, pregnancy, levels of care, starting, going on with and ending care, in the order of the catalogue.
func careRules() []plan.Rule {
	return slices.Concat(pathwayPregnancy, endingReasons, leavingCare, treatmentLength, dxRules, []plan.Rule{recoveryRemission, remissionAgrees},
		levelOfCare, atStart, []plan.Rule{rewardSchedule})
}

// careDuties returns the duties about diagnosis, pregnancy, levels of care, starting, going on with and ending care.
func careDuties() []plan.Duty { return slices.Concat(atAdmission, pathwayObligations) }
