package au

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/care"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/guidance/program"
)

// methadoneSettings are the values of the national guideline: caution from 30 mg on, extreme care above 40 mg, and a ladder of missed
// doses that goes by the lower of two amounts where most others go by the higher.
func methadoneSettings() []plan.Setting {
	caution := evidence.AustraliaMethadone2003.At("first dose: caution from 30 mg", evidence.Primary)
	extreme := evidence.AustraliaMethadone2003.At("first dose: extreme care above 40 mg", evidence.Primary)
	safe := evidence.AustraliaMethadone2003.At("first dose: less than 20 mg presumed safe", evidence.Primary)
	deaths := evidence.AustraliaMethadone2003.At("deaths of the first week mostly at 40 to 60 mg a day, read as a limit", evidence.Unconfirmed)
	missed := evidence.AustraliaMethadone2003.At("section 3.5", evidence.Primary)
	reviews := evidence.AustraliaMethadone2003.At("a clinical review in the first week", evidence.Primary)
	return []plan.Setting{
		methadone.FirstDose().Soft.Always(medication.Milligrams(30), caution),
		methadone.FirstDose().SoftCounts.Always(true, caution),
		methadone.FirstDose().Hard.Always(medication.Milligrams(40), extreme),
		methadone.FirstDayTotal().Soft.Always(medication.Milligrams(30), caution),
		methadone.FirstDayTotal().Hard.Always(medication.Milligrams(40), extreme),

		methadone.LowToleranceStart().Most.Always(medication.Milligrams(20), safe),
		methadone.DoseLeap().Warned.Always(2, evidence.Proposal.At("twice the last day's methadone or more", evidence.Unconfirmed)),
		methadone.WeekOneTotal().Most.Always(medication.Milligrams(40), deaths),

		methadone.MissedFew().Doses.Always(2, missed),
		methadone.MissedReduced().Ladder.Always(methadone.NewRestartLadder(
			methadone.RestartBand{From: 3, Dose: methadone.ShareOf(1, 2)},
			methadone.RestartBand{From: 4, Dose: methadone.LowerOf(1, 2, medication.Milligrams(40))}), missed),
		methadone.MissedAnew().Doses.Always(5, missed),
		methadone.MissedAnew().Most.Always(medication.Milligrams(40), extreme),
		program.Watched().Days.Always(14, evidence.AustraliaMethadone2003.At("daily observation before dosing for two weeks", evidence.Primary)),
		care.PathwayIntervals().Visit.Always(7, reviews),
	}
}
