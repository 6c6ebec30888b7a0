package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// methadoneRules returns the rules about methadone, in the order of the catalogue.
func methadoneRules() []plan.Rule {
	return slices.Concat(methadoneInduction, methadoneTitration, []plan.Rule{methadoneAfterReversal, methadoneRepeated}, methadoneDoseLeaps,
		methadoneMissed, methadoneCardiac, methadoneContraindications, methadoneSetting, methadoneGB)
}

// methadoneDuties returns the duties about methadone.
func methadoneDuties() []plan.Duty { return methadoneDutyList }
