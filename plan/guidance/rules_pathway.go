package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// pathwayRules lists the rules of this subject in the order of the catalogue.
func pathwayRules() []plan.Rule {
	return slices.Concat(pathwayWithdrawal, pathwayWithdrawalGB, pathwayPregnancy, pathwayContinuing, pathwayDiagnosis, pathwayServices)
}

// pathwayDuties lists the duties of this subject.
func pathwayDuties() []plan.Duty { return pathwayObligations }
