// Package product holds the rules about products: their units, the amounts and routes that they have, the markets where they are sold,
// what is no longer made, and orders and supplies that were entered twice.
//
// What a substance does is not its subject: the packages of the medications have that. Reversal agents are left out of its rules
// but for one, which advises alone, because reversal of an overdose is never refused.
package product

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// Rules returns the rules of this subject, those of one place among them, in the order of the catalogue.
func Rules() []plan.Rule {
	return slices.Concat(productUnit, productGreatest, productRoute, []plan.Rule{reversalAmount}, productMarket, repeatedEntries, overlapping, instalments,
		[]plan.Rule{depotRepeats, discontinued})
}

// Duties returns the duties of this subject.
func Duties() []plan.Duty { return []plan.Duty{firstInstalment} }
