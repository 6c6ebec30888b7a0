// Package withdrawal holds the rules and duties about withdrawal that is managed: how, where and how long, with methadone, clonidine or
// lofexidine, what has to come after it, and naloxone to take home.
//
// Withdrawal before a first dose of buprenorphine is a subject of package buprenorphine.
package withdrawal

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// Rules returns the rules about the management of withdrawal, its medicines, and naloxone to take home.
func Rules() []plan.Rule {
	return slices.Concat(withdrawalManagement, withdrawalWithMethadone, detoxGB, lofexidineRules, lofexidineWith, alphaTwo,
		[]plan.Rule{alphaTwoStop, naloxoneAtHome})
}

// Duties returns the duties of this subject.
func Duties() []plan.Duty { return []plan.Duty{lofexidineEnds, naloxoneDue} }
