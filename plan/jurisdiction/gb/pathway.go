package gb

import (
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/care"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
	"github.com/oudpath/oudpath/plan/record"
)

// pathwaySettings are the values of detoxification, of continuing and ending treatment, and of psychosocial services.
func pathwaySettings() []plan.Setting {
	length := evidence.NICECG52.At("duration", evidence.Secondary).SeenIn("patient.info/doctor/opioid-detoxification, 20 September 2023")
	sixMonths := evidence.NICEQS23.At("statement 9", evidence.Primary)
	trimesters := evidence.Proposal.At("weeks of the trimesters, by convention", evidence.Unconfirmed)
	rewards := evidence.NICECG51.At("key priorities", evidence.Primary)

	return []plan.Setting{
		withdrawal.DetoxLength().Inpatient.Always(28, length),
		withdrawal.DetoxLength().Community.Always(84, length),
		withdrawal.DetoxAftercare().Months.Always(6, sixMonths),
		care.Trimesters().Second.Always(record.Whole(14), trimesters),
		care.Trimesters().Third.Always(record.Whole(28), trimesters),

		care.RewardTests().Early.Always(3, rewards),
		care.RewardTests().EarlyWeeks.Always(3, rewards),
		care.RewardTests().Middle.Always(2, rewards),
		care.RewardTests().MiddleWeeks.Always(6, rewards),
		care.RewardTests().Later.Always(1, rewards),

		care.PathwayIntervals().DetoxSupport.Always(6, sixMonths),
		care.AtAdmission().LiverTests.Always(true, evidence.MedscapeUKBuprenorphine.At("monitoring", evidence.Secondary)),
	}
}

// englandPathway are the intervals of the outcomes profile, which England keeps.
func englandPathway() []plan.Setting {
	quarterly := evidence.TOPReporting2009.At("every three months", evidence.Secondary)
	flagged := evidence.TOPExceptions.At("no review at six months", evidence.Primary)
	return []plan.Setting{
		care.PathwayIntervals().OutcomesDue.Always(12, quarterly),
		care.PathwayIntervals().OutcomesLate.Always(26, flagged),
	}
}

// scotlandPathway are the numbers of the standards for Scotland, in force from April 2022.
func scotlandPathway() []plan.Setting {
	standard := evidence.MATScotland2021.At("standard 1", evidence.Primary)
	return []plan.Setting{care.SameDayStart().Late.From(civil.Must(2022, time.April, 1), 1, standard)}
}
