package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// pathwayRules lists the rules of this subject in the order of the catalogue.
func pathwayRules() []plan.Rule {
	return slices.Concat(withdrawalRules, withdrawalWithMethadone, detoxGB, pathwayPregnancy, endingReasons,
		[]plan.Rule{returnToUseSwitch}, leavingCare, treatmentLength, riskWindows, dxRules, []plan.Rule{recoveryRemission, remissionAgrees}, levelOfCare,
		atStart, []plan.Rule{monitoringTests, rewardSchedule})
}

// pathwayDuties lists the duties of this subject.
func pathwayDuties() []plan.Duty {
	return slices.Concat(atAdmission, []plan.Duty{closeContact}, pathwayObligations)
}
