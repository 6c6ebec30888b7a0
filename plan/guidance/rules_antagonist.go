package guidance

import "github.com/oudpath/oudpath/plan"

// antagonistRules lists the rules of this subject in the order of the catalogue.
func antagonistRules() []plan.Rule { return nil }

// antagonistDuties lists the duties of this subject.
func antagonistDuties() []plan.Duty { return nil }
