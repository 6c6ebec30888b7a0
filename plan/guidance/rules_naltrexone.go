package guidance

import "github.com/oudpath/oudpath/plan"

// antagonistRules lists the rules of this subject in the order of the catalogue.
func antagonistRules() []plan.Rule {
	return []plan.Rule{opioidFreeShort, opioidFreeLeast, opioidFreeLong, naltrexoneUrine, naloxoneChallenge, challengeInPregnancy,
		concurrentOpioid, naltrexoneNextDose, naltrexoneLiver, naltrexoneOrgansGB, naltrexoneOralRole, adolescentNaltrexone,
		naltrexonePregnancy,
		naltrexoneDoseGB, naltrexoneImplantGB, vivitrolSetting, compositionOfDose,
		naltrexoneInterval, naltrexoneRescreen, painNaltrexone}
}

// antagonistDuties lists the duties of this subject.
func antagonistDuties() []plan.Duty { return []plan.Duty{nextInjection, naltrexoneRescue} }
