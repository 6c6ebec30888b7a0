package guidance

import "github.com/oudpath/oudpath/plan"

// methadoneRules lists the rules of this subject in the order of the catalogue.
func methadoneRules() []plan.Rule { return nil }

// methadoneDuties lists the duties of this subject.
func methadoneDuties() []plan.Duty { return nil }
