package gb

import "github.com/oudpath/oudpath/plan"

// methadoneSettings are the values of this subject.
func methadoneSettings() []plan.Setting { return nil }
