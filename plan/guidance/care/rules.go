// Package care holds the rules and duties about the way through care: diagnosis, the first contact, pregnancy, levels of care, going on,
// ending, remission, and what a service does on the way. Most of its rules keep people in treatment.
//
// Doses are not its subject.
package care

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// Rules returns the rules of this subject, those of one place among them, in the order of the catalogue.
func Rules() []plan.Rule {
	return slices.Concat(pathwayPregnancy, []plan.Rule{pregnancyDepot}, pregnancyMedicines, endingReasons, []plan.Rule{holdRepeated}, leavingCare,
		[]plan.Rule{taperStepMax}, treatmentLength, dxRules,
		[]plan.Rule{recoveryRemission, remissionAgrees}, levelOfCare, atStart, []plan.Rule{rewardSchedule})
}

// Duties returns the duties of this subject.
func Duties() []plan.Duty {
	return slices.Concat(atAdmission, pathwayObligations, []plan.Duty{holdLooks})
}
