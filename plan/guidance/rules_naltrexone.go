package guidance

import (
	"github.com/oudpath/oudpath/plan"
)

// naltrexoneRules returns the rules about naltrexone, in the order of the catalogue.
func naltrexoneRules() []plan.Rule {
	return []plan.Rule{opioidFreeShort, opioidFreeLeast, opioidFreeLong, naltrexoneUrine, naloxoneChallenge, challengeInPregnancy,
		concurrentOpioid, naltrexoneNextDose, naltrexoneLiver, naltrexoneOrgansGB, naltrexoneOralRole, adolescentNaltrexone,
		naltrexonePregnancy, naltrexoneDoseGB, naltrexoneImplantGB, vivitrolSetting, compositionOfDose,
		naltrexoneInterval, naltrexoneRescreen, painNaltrexone}
}

// naltrexoneDuties returns the duties about naltrexone.
func naltrexoneDuties() []plan.Duty { return []plan.Duty{nextInjection, naltrexoneRescue} }
