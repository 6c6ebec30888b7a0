package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// buprenorphineRules returns the rules about buprenorphine, in the order of the catalogue.
func buprenorphineRules() []plan.Rule {
	return slices.Concat(buprenorphineCOWS, buprenorphineSigns, buprenorphineHours, buprenorphineAfterMethadone, buprenorphineInitiation,
		buprenorphineDose, buprenorphineLowDose, buprenorphineDepot, []plan.Rule{deliveredDepots},
		buprenorphineDepotSchedule, buprenorphineBuvidal, buprenorphineProduct, buprenorphineRemote)
}
