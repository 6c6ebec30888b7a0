// Package safety holds the rules about what the body shows now, whatever the medication: breathing, consciousness, single vital signs, a
// recent overdose, tolerance that was lost, and times of risk.
//
// Its limits are bands of measurements and windows of time; jurisdictions set them.
package safety

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// Rules returns the rules of this subject, those of one place among them, in the order of the catalogue.
func Rules() []plan.Rule {
	return slices.Concat(intoxication, breathing, []plan.Rule{vitalsOwed, unwell, earlyWarning, circulation, unwellInWithdrawal,
		alphaTwoWithdrawal, recentOverdose, observed, lostTolerance,
		returnToUseSwitch}, riskWindows, []plan.Rule{monitoringTests, medicationNotFound})
}

// Duties returns the duties of this subject.
func Duties() []plan.Duty { return []plan.Duty{closeContact} }
