package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// buprenorphineRules lists the rules of this subject in the order of the catalogue.
func buprenorphineRules() []plan.Rule {
	return slices.Concat(buprenorphineCOWS, buprenorphineSigns, buprenorphineHours, buprenorphineAfterMethadone, buprenorphineInitiation,
		buprenorphineDose, buprenorphineLowDose, buprenorphineDepot, []plan.Rule{deliveredDepots},
		buprenorphineDepotSchedule, buprenorphineBuvidal, buprenorphineProduct,
		buprenorphineRemote)
}
