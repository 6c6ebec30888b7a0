package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// safetyRules lists the rules of this subject in the order of the catalogue.
func safetyRules() []plan.Rule {
	return slices.Concat(safetyInteractions, safetyConditions, alphaTwo, safetySupply)
}

// safetyDuties lists the duties of this subject.
func safetyDuties() []plan.Duty { return []plan.Duty{lofexidineEnds} }
