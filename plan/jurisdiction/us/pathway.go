package us

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/care"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
)

// pathwaySettings are the values of asamWithdrawal, of continuing and ending treatment, and of levels of care.
func pathwaySettings() []plan.Setting {
	asamWithdrawal := evidence.ASAM2020.At("page 8", evidence.Primary)
	aftercare := evidence.Proposal.At("continuing care of at least a year", evidence.Unconfirmed)
	weekly := evidence.ASAM2015.At("page 8", evidence.Primary)
	adult := evidence.ASAMCriteria.At("hours for adolescents", evidence.Unconfirmed)

	return []plan.Setting{
		withdrawal.MethadoneWithdrawal().LeastStart.Always(medication.Milligrams(20), asamWithdrawal),
		withdrawal.MethadoneWithdrawal().MostStart.Always(medication.Milligrams(30), asamWithdrawal),
		withdrawal.MethadoneWithdrawal().LeastDays.Always(6, asamWithdrawal),
		withdrawal.MethadoneWithdrawal().MostDays.Always(10, asamWithdrawal),

		care.TreatmentLength().AftercareDays.Always(365, aftercare),
		care.AdultFrom().Years.Always(18, adult),
		care.PathwayIntervals().Visit.Always(7, weekly),
		care.AtAdmission().MonitoringDatabase.Always(true, weekly),
	}
}
