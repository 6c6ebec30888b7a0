// Package who holds the values of guidelines of the World Health Organization, for places that go by them and have no jurisdiction of
// their own here: the guidelines on pharmacological treatment of 2009, as far as their annexes were read, and the intervention guide of
// 2016, which restates them.
//
// It is a draft until a licensed clinician has signed it. It is no law of any country, and what the guidelines leave to a country (what is
// prescribed where, supervised for how long, taken home) is not set and not judged. What labels say of their products is set. It contains
// no logic: the rules are in package guidance.
package who

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/guidance/program"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
)

// Guidelines is the jurisdiction of the guidelines. The zone says where days begin: it is that of the clinic, and required.
func Guidelines(zone *time.Location) plan.Jurisdiction {
	free := evidence.MhGAP2016.At("naltrexone: no opioid in the last 7 days", evidence.Secondary)
	return plan.Jurisdiction{
		ID: "int-who", Version: "2026-11", Title: "World Health Organization: guidelines", Zone: zone,
		Settings: slices.Concat(shared.Common(), shared.Decided(free), shared.Pressures(), shared.LabelsAndPanels(), shared.DepotTestDose(),
			[]plan.Setting{shared.LowDoseStart(), shared.DepotTable(), shared.LongGap(), shared.NoRiskProgram()}, methadoneSettings(),
			buprenorphineSettings(),
			withdrawalSettings()),
		Rules: guidance.WorldHealthOrganization(),
		// The values were last compared with their sources in this month.
		Confirmed: civil.Must(2026, time.November, 30),
	}
}

func methadoneSettings() []plan.Setting {
	annex := evidence.WHO2009.At("annex 12", evidence.Primary)
	steps := evidence.MhGAP2016.At("maintenance: 5 to 10 mg every few days", evidence.Secondary)
	average := evidence.WHO2009.At("average doses, not seen in a text", evidence.Unconfirmed)
	return []plan.Setting{
		methadone.FirstDose().Soft.Always(medication.Milligrams(20), annex),
		methadone.FirstDose().Hard.Always(medication.Milligrams(30), annex),
		methadone.FirstDayTotal().Soft.Always(medication.Milligrams(20), annex),
		methadone.FirstDayTotal().Hard.Always(medication.Milligrams(30), annex),
		methadone.LowToleranceStart().Most.Always(medication.Milligrams(15), annex),
		methadone.MissedAnew().Most.Always(medication.Milligrams(30), annex),
		methadone.PeakCheck().Earliest.Always(2*time.Hour, annex),
		methadone.PeakCheck().Latest.Always(3*time.Hour, annex),
		program.Watched().Days.Always(1, evidence.MhGAP2016.At("supervised consumption, daily, read as the first day at least", evidence.Secondary)),
		methadone.TitrationStep().Most.Always(medication.Milligrams(10), steps),
		methadone.DoseRange().Least.Always(medication.Milligrams(60), average),
		methadone.DoseRange().Most.Always(medication.Milligrams(120), average),
	}
}

func buprenorphineSettings() []plan.Setting {
	start := evidence.MhGAP2016.At("maintenance: 4 to 8 mg", evidence.Secondary)
	rise := evidence.MhGAP2016.At("maintenance: 4 to 8 mg, then 4 to 8 mg more a day", evidence.Secondary)
	wait := evidence.MhGAP2016.At("protocol 4: 8 hours after heroin, 24 to 48 hours after methadone", evidence.Secondary)
	hours, first := buprenorphine.InductionHours(), buprenorphine.FirstDose()
	return []plan.Setting{
		hours.FloorMono.Always(8*time.Hour, wait),
		hours.FloorCombination.Always(8*time.Hour, wait),
		hours.FloorLong.Always(24*time.Hour, wait),
		hours.SoftMethadone.Always(48*time.Hour, wait),
		first.Least.Mono().Always(medication.Milligrams(4), start),
		first.Most.Mono().Always(medication.Milligrams(8), start),
		buprenorphine.Day2().Mono().Always(medication.Milligrams(16), rise),
	}
}

func withdrawalSettings() []plan.Setting {
	taper := evidence.MhGAP2016.At("withdrawal: methadone", evidence.Secondary)
	alpha2 := evidence.MhGAP2016.At("withdrawal: clonidine and lofexidine", evidence.Secondary)
	return []plan.Setting{
		withdrawal.MethadoneWithdrawal().LeastStart.Always(medication.Milligrams(15), taper),
		withdrawal.MethadoneWithdrawal().MostStart.Always(medication.Milligrams(30), taper),
		withdrawal.MethadoneWithdrawal().LeastDays.Always(3, taper),
		withdrawal.MethadoneWithdrawal().MostDays.Always(10, taper),
		withdrawal.Clonidine().Daily.Always(medication.Micrograms(1000), alpha2),
		withdrawal.Lofexidine().Single.Always(medication.Micrograms(800), alpha2),
		withdrawal.Lofexidine().Daily.Always(medication.Micrograms(2400), alpha2),
	}
}
