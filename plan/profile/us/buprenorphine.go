package us

import "github.com/oudpath/oudpath/plan"

// buprenorphineSettings are the values of this subject.
func buprenorphineSettings() []plan.Setting { return nil }
