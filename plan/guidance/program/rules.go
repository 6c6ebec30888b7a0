// Package program holds the rules and duties of opioid treatment programs: admission, examinations, interim treatment, counselling,
// drug tests, and doses to take home. TakeHomeTable says how many those may be.
//
// Whether a dose is safe is not its subject: that is for the packages of the medications.
package program

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// Rules returns the rules of this subject, those of one place among them, in the order of the catalogue.
func Rules() []plan.Rule {
	return slices.Concat(otpAdmission, otpExaminations, []plan.Rule{otpInterim, otpCounselling}, takeHome, takeHomeDoubts,
		[]plan.Rule{takeHomeWisconsin}, takeawayVictoria, takeawayNewSouthWales, []plan.Rule{takeHomeBesideSedatives, supplyLost, watched})
}

// Duties returns the duties of this subject.
func Duties() []plan.Duty { return programObligations }
