package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// programRules returns the rules about opioid treatment programs, in the order of the catalogue.
func programRules() []plan.Rule {
	return slices.Concat(otpAdmission, otpExaminations, []plan.Rule{otpInterim, otpCounselling}, takeHome, []plan.Rule{takeHomeWisconsin})
}

// programDuties returns the duties about opioid treatment programs.
func programDuties() []plan.Duty { return programObligations }
