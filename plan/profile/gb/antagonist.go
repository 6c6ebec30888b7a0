package gb

import "github.com/oudpath/oudpath/plan"

// antagonistSettings are the values of this subject.
func antagonistSettings() []plan.Setting { return nil }
