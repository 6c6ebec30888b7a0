package us

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
	"github.com/oudpath/oudpath/plan/record"
)

// safetySettings are the values of interactions, of medicines for withdrawal, and of the time after an overdose.
func safetySettings() []plan.Setting {
	upToDate := evidence.UpToDate.At("table 54978", evidence.Secondary)

	return append(shared.LofexidineMost(),
		withdrawal.Clonidine().Daily.Always(medication.Micrograms(800), upToDate),
		withdrawal.Clonidine().Heavy.Always(medication.Micrograms(1200), upToDate),
		withdrawal.Clonidine().From.Always(record.Whole(90), upToDate),
	)
}
