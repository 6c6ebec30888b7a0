package au

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/guidance/program"
)

// victoriaSettings are the values of the protocol for starting anew and of the policy on doses to take home. A checklist of the pandemic
// that contradicts the policy was still online in April 2024; both are cited, and the policy is what is set.
func victoriaSettings() []plan.Setting {
	anew := evidence.VictoriaReinduction.At("methadone", evidence.Secondary)
	back := evidence.VictoriaReinduction.At("methadone: back in steps of at most 10 mg every second day over 5 to 7 days", evidence.Secondary)
	tablets := evidence.VictoriaReinduction.At("buprenorphine", evidence.Secondary)
	const newer = "the state's protocol, which is newer than the national guideline"
	return []plan.Setting{
		methadone.MissedFew().Doses.Always(3, anew).Relax(newer),
		methadone.MissedFew().Well.Always(true,
			evidence.VictoriaReinduction.At("methadone: 1 to 3 missed, the usual dose if neither intoxicated nor in withdrawal", evidence.Secondary)),
		methadone.MissedReduced().Ladder.Always(methadone.NewRestartLadder(
			methadone.RestartBand{From: 4, Dose: methadone.LowerOf(1, 2, medication.Milligrams(40))}), anew).Relax(newer),
		methadone.LowToleranceStart().Most.Always(medication.Milligrams(30),
			evidence.VictoriaReinduction.At("methadone: 5 to 6 missed, a new start of 20 to 30 mg", evidence.Secondary)).Relax(newer),
		methadone.MissedBack().Step.Always(medication.Milligrams(10), back),
		methadone.MissedBack().Interval.Always(2, back),
		methadone.MissedBack().Within.Always(7, back),
		buprenorphine.FirstDose().Least.Mono().Always(medication.Milligrams(4), tablets),
		buprenorphine.FirstDose().Most.Mono().Always(medication.Milligrams(8), tablets),
		buprenorphine.Day2().Mono().Always(medication.Milligrams(16), tablets),
		buprenorphine.Day3().Mono().Always(medication.Milligrams(24), tablets),

		program.TakeawayVictoria().Methadone.Always(program.NewTakeHomeTable(program.TakeHomeBand{From: 92, Days: 4, Within: 7}),
			evidence.VictoriaPolicy2016.At("at most 4 a week after three months, read as 13 weeks", evidence.Primary),
			evidence.VictoriaChecklist.At("6 a week", evidence.Primary)),
		program.TakeawayVictoria().InARow.Always(3, evidence.VictoriaPolicy2016.At("at most 3 in a row", evidence.Primary)),
		program.TakeawayVictoria().Buprenorphine.Always(program.NewTakeHomeTable(program.TakeHomeBand{From: 1, Days: 6, Within: 7}),
			evidence.VictoriaPolicy2016.At("at most 6 a week", evidence.Primary),
			evidence.VictoriaChecklist.At("13 in a fortnight", evidence.Primary)),
	}
}
