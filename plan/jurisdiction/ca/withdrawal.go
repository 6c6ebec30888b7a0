package ca

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
	"github.com/oudpath/oudpath/plan/record"
)

// withdrawalSettings are the values of clonidine, which is an adjunct: 0.1 to 0.2 mg every 6 to 8 hours, held below 85/55 mmHg.
func withdrawalSettings() []plan.Setting {
	held := evidence.TherapeuticChoices2024.At("clonidine: held below 85/55 mmHg", evidence.Secondary)
	return []plan.Setting{
		withdrawal.Clonidine().Daily.Always(medication.Micrograms(800),
			evidence.TherapeuticChoices2024.At("clonidine: 0.2 mg every 6 hours at most", evidence.Secondary)),
		withdrawal.AlphaTwoVitals().Systolic.Always(record.Whole(85), held),
		withdrawal.AlphaTwoVitals().Diastolic.Always(record.Whole(55), held),
	}
}
