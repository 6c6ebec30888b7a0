package gb

import "github.com/oudpath/oudpath/plan"

// safetySettings are the values of this subject.
func safetySettings() []plan.Setting { return nil }
