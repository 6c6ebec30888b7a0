package guidance

import "github.com/oudpath/oudpath/plan"

// buprenorphineRules lists the rules of this subject in the order of the catalogue.
func buprenorphineRules() []plan.Rule { return buprenorphineInitiation }

// buprenorphineDuties lists the duties of this subject.
func buprenorphineDuties() []plan.Duty { return nil }
