package gb

import "github.com/oudpath/oudpath/plan"

// buprenorphineSettings are the values of this subject.
func buprenorphineSettings() []plan.Setting { return nil }

// northernIrelandBuprenorphine are the values that the Northern Ireland formulary tightens.
func northernIrelandBuprenorphine() []plan.Setting { return nil }
