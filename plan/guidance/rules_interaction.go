package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// interactionRules returns the rules about what is taken beside an agonist, and the conditions and allergies that speak against a medication, in the order of the catalogue.
func interactionRules() []plan.Rule {
	return slices.Concat([]plan.Rule{besideSedatives, airways}, levelInteractions, []plan.Rule{maoi}, knownInteractions, opioidInteractions,
		[]plan.Rule{hypersensitivity}, cautions)
}
