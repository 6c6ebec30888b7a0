// Package morphine holds the rules about slow-release oral morphine as a treatment of opioid use disorder: where it is one, which release,
// after what, how much, what follows missed doses, and what speaks against it.
//
// What every full agonist shares (other opioids and sedatives beside it, breathing, intoxication, lost tolerance, endings, naltrexone and
// buprenorphine after it) stands in the packages of those subjects, which ask package agent who is one. Morphine that acts briefly is no
// medication here: it is an agent that a person takes. The package holds no numbers: jurisdictions set the limits that its functions return.
package morphine

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// Rules returns the rules of this subject, those of one place among them, in the order of the catalogue.
func Rules() []plan.Rule {
	return slices.Concat(place, doses, []plan.Rule{repeated}, missed, contraindications, canada)
}
