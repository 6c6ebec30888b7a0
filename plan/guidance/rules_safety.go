package guidance

import "github.com/oudpath/oudpath/plan"

// safetyRules lists the rules of this subject in the order of the catalogue.
func safetyRules() []plan.Rule { return nil }

// safetyDuties lists the duties of this subject.
func safetyDuties() []plan.Duty { return nil }
