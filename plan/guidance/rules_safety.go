package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// safetyRules lists the rules of this subject in the order of the catalogue.
func safetyRules() []plan.Rule {
	return slices.Concat([]plan.Rule{besideSedatives}, intoxication, breathing, []plan.Rule{unwell, airways}, levelInteractions, []plan.Rule{maoi}, knownInteractions,
		opioidInteractions,
		[]plan.Rule{hypersensitivity}, cautions, lofexidineRules, alphaTwo,
		[]plan.Rule{discontinued, naloxoneAtHome, recentOverdose, lostTolerance})
}

// safetyDuties lists the duties of this subject.
func safetyDuties() []plan.Duty { return []plan.Duty{lofexidineEnds, naloxoneDue} }
