package gb

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/interaction"
	"github.com/oudpath/oudpath/plan/guidance/safety"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
	"github.com/oudpath/oudpath/plan/record"
)

// safetySettings are the values of interactions and of the time after an overdose.
func safetySettings() []plan.Setting {
	licence := shared.Label(medication.MethadoneSolnGB, medication.Contraindication, evidence.SmPCMethadone1)
	trial := evidence.LofexidineTrial.At("table 2, definitions of adverse events", evidence.Primary)

	return append(shared.Breathing(),
		interaction.MAOIWindow().Stopped.Always(shared.Days(licence.Time.Least), licence.Cite),

		withdrawal.AlphaTwoVitals().Systolic.Always(record.Whole(90), trial),
		withdrawal.AlphaTwoVitals().Diastolic.Always(record.Whole(50), trial),
		withdrawal.AlphaTwoVitals().Pulse.Always(record.Whole(50), trial),
		withdrawal.AlphaTwoVitals().Fall.Always(20, trial),
		withdrawal.AlphaTwoVitals().Fresh.Always(2*time.Hour, evidence.Proposal.At("pressure before each dose", evidence.Unconfirmed)),

		safety.RecentOverdose().Months.Always(12, evidence.Proposal.At("a recent overdose", evidence.Unconfirmed)),
	)
}
