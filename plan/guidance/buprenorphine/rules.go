// Package buprenorphine holds the rules and duties about buprenorphine, with and without naloxone, in every form: the first dose and
// what comes before it, the doses of the days after, low-dose starts, depots, labels, and care at a distance.
//
// It holds no numbers: the limits that its functions return are set by jurisdictions. Interactions and signs that hold for every
// agonist stand in packages interaction and safety.
package buprenorphine

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// Rules returns the rules of this subject, those of one place among them, in the order of the catalogue.
func Rules() []plan.Rule {
	return slices.Concat(buprenorphineCOWS, buprenorphineSigns, buprenorphineHours, buprenorphineAfterMethadone, buprenorphineInitiation,
		buprenorphineDose, []plan.Rule{buprenorphineDoseLeap}, buprenorphineMissed, buprenorphineLowDose, buprenorphineDepot, []plan.Rule{deliveredDepots, implantPlaced},
		buprenorphineDepotSchedule, buprenorphineBuvidal, buprenorphineProduct, buprenorphineRemote)
}
