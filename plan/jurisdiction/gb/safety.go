package gb

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/interaction"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
)

// safetySettings are the values of interactions and of the time after an overdose.
func safetySettings() []plan.Setting {
	licence := shared.Label(medication.MethadoneSolnGB, medication.Contraindication, evidence.SmPCMethadone1)

	return []plan.Setting{
		interaction.MAOIWindow().Stopped.Always(shared.Days(licence.Time.Least), licence.Cite),
	}
}
