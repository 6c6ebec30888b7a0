package us

import "github.com/oudpath/oudpath/plan"

// pathwaySettings are the values of this subject.
func pathwaySettings() []plan.Setting { return nil }
