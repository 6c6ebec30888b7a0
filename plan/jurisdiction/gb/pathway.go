package gb

import (
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
	"github.com/oudpath/oudpath/plan/record"
)

// pathwaySettings are the values of detoxification, of continuing and ending treatment, and of psychosocial services.
func pathwaySettings() []plan.Setting {
	length := evidence.NICECG52.At("duration", evidence.Secondary).SeenIn("patient.info/doctor/opioid-detoxification, 20 September 2023")
	sixMonths := evidence.NICEQS23.At("statement 9", evidence.Primary)
	trimesters := evidence.Proposal.At("weeks of the trimesters, by convention", evidence.Unconfirmed)
	rewards := evidence.NICECG51.At("key priorities", evidence.Primary)

	return append(shared.Pathway(),
		guidance.DetoxLength().Inpatient.Always(28, length),
		guidance.DetoxLength().Community.Always(84, length),
		guidance.DetoxAftercare().Months.Always(6, sixMonths),
		guidance.Trimesters().Second.Always(record.Whole(14), trimesters),
		guidance.Trimesters().Third.Always(record.Whole(28), trimesters),

		guidance.RewardTests().Early.Always(3, rewards),
		guidance.RewardTests().EarlyWeeks.Always(3, rewards),
		guidance.RewardTests().Middle.Always(2, rewards),
		guidance.RewardTests().MiddleWeeks.Always(6, rewards),
		guidance.RewardTests().Later.Always(1, rewards),

		guidance.PathwayIntervals().DetoxSupport.Always(6, sixMonths),
		guidance.AtAdmission().LiverTests.Always(true, evidence.MedscapeUKBuprenorphine.At("monitoring", evidence.Secondary)),
	)
}

// englandPathway are the intervals of the outcomes profile, which England keeps.
func englandPathway() []plan.Setting {
	quarterly := evidence.TOPReporting2009.At("every three months", evidence.Secondary)
	flagged := evidence.TOPExceptions.At("no review at six months", evidence.Primary)
	return []plan.Setting{
		guidance.PathwayIntervals().OutcomesDue.Always(12, quarterly),
		guidance.PathwayIntervals().OutcomesLate.Always(26, flagged),
	}
}

// scotlandPathway are the numbers of the standards for Scotland, in force from April 2022.
func scotlandPathway() []plan.Setting {
	standard := evidence.MATScotland2021.At("standard 1", evidence.Primary)
	return []plan.Setting{guidance.SameDayStart().Late.From(civil.Must(2022, time.April, 1), 1, standard)}
}
