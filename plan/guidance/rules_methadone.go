package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// methadoneRules lists the rules of this subject in the order of the catalogue.
func methadoneRules() []plan.Rule {
	return slices.Concat(methadoneInduction, methadoneTitration, []plan.Rule{methadoneAfterReversal, methadoneRepeated}, methadoneDoseLeaps, methadoneMissed,
		methadoneCardiac, methadoneContraindications,
		methadoneSetting, otpAdmission, otpExaminations, []plan.Rule{otpInterim, otpCounselling},
		takeHome, []plan.Rule{takeHomeWisconsin}, methadoneGB)
}

// methadoneDuties lists the duties of this subject.
func methadoneDuties() []plan.Duty { return methadoneDutyList }
