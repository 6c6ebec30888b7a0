// Package methadone holds the rules and duties about methadone: the first day, the way up, missed doses, the heart, what speaks against
// it, and where it may be given. RestartDose and RestartLadder say with how much it goes on after missed doses.
//
// It holds no numbers: the limits that its functions return are set by jurisdictions. What programmes owe and permit stands in package
// program.
package methadone

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// Rules returns the rules of this subject, those of one place among them, in the order of the catalogue.
func Rules() []plan.Rule {
	return slices.Concat(methadoneInduction, methadoneTitration, []plan.Rule{methadoneAfterReversal, methadoneRepeated, todayAtHome, supplyAboveOrder}, methadoneDoseLeaps,
		methadoneMissed, []plan.Rule{methadoneBack}, methadoneCardiac, methadoneContraindications, methadoneSetting, methadoneGB, methadoneCanada,
		[]plan.Rule{methadoneEnding, ecgBeside})
}

// Duties returns the duties of this subject.
func Duties() []plan.Duty { return methadoneDutyList }
