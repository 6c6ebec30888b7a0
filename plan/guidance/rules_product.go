package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// productRules returns the rules about products: what one can give, where it is sold, and what is ordered or supplied twice, in the order of the catalogue.
func productRules() []plan.Rule {
	return slices.Concat(productUnit, productGreatest, productRoute, productMarket, repeatedEntries, []plan.Rule{discontinued})
}
