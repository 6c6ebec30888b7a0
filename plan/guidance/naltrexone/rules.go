// Package naltrexone holds the rules and duties about naltrexone, by mouth, injected and implanted: freedom from opioids before it,
// tests and challenges, the next dose, the liver, and pain that needs opioids while it acts.
//
// It holds no numbers: the limits that its functions return are set by jurisdictions. Naloxone and nalmefene that reverse an overdose
// are never its subject.
package naltrexone

import (
	"github.com/oudpath/oudpath/plan"
)

// Rules returns the rules of this subject, those of one place among them, in the order of the catalogue.
func Rules() []plan.Rule {
	return []plan.Rule{opioidFreeShort, opioidFreeLeast, opioidFreeLong, naltrexoneUrine, naloxoneChallenge, challengeInPregnancy,
		concurrentOpioid, naltrexoneNextDose, naltrexoneLiver, naltrexoneKidney, naltrexoneOrgansGB, naltrexoneOralRole, oralRoleNewSouthWales, adolescentNaltrexone,
		naltrexonePregnancy, naltrexoneDose, naltrexoneDoseGB, naltrexoneImplantGB, vivitrolSetting, compositionOfDose,
		naltrexoneInterval, naltrexoneRepeated, naltrexoneRescreen, painNaltrexone}
}

// Duties returns the duties of this subject.
func Duties() []plan.Duty { return []plan.Duty{nextInjection, naltrexoneRescue, naltrexoneReview} }
