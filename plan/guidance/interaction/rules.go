// Package interaction holds the rules about what is taken beside methadone or buprenorphine, and about the conditions and allergies that
// speak for care with them.
//
// None of its rules withholds treatment because of another substance: what they ask for is attention, and time. What the body shows now
// stands in package safety.
package interaction

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// Rules returns the rules of this subject, those of one place among them, in the order of the catalogue.
func Rules() []plan.Rule {
	return slices.Concat([]plan.Rule{besideSedatives, airways}, levelInteractions, []plan.Rule{maoi}, knownInteractions, opioidInteractions,
		[]plan.Rule{hypersensitivity}, cautions)
}
