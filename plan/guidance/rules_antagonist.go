package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// antagonistRules lists the rules of this subject in the order of the catalogue.
func antagonistRules() []plan.Rule {
	return slices.Concat(opioidFree, naltrexoneStart, naltrexoneInjection)
}

// antagonistDuties lists the duties of this subject.
func antagonistDuties() []plan.Duty { return []plan.Duty{nextInjection} }
