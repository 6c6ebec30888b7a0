package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// withdrawalRules returns the rules about the management of withdrawal, its medicines, and naloxone to take home.
func withdrawalRules() []plan.Rule {
	return slices.Concat(withdrawalManagement, withdrawalWithMethadone, detoxGB, lofexidineRules, alphaTwo, []plan.Rule{naloxoneAtHome})
}

// withdrawalDuties returns the duties about the management of withdrawal, its medicines, and naloxone to take home.
func withdrawalDuties() []plan.Duty { return []plan.Duty{lofexidineEnds, naloxoneDue} }
