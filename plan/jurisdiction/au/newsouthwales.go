package au

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/guidance/program"
)

// newSouthWalesMethadone are the values of table 9 and of section 3 of the guidelines. Two readers of them differ about the usual range
// (60 to 100 mg, or to 120 mg), and both are cited; both have a specialist look above 150 mg.
func newSouthWalesMethadone() []plan.Setting {
	start := evidence.NSW2018.At("table 9", evidence.Secondary)
	missed := evidence.NSW2018.At("missed doses, four to five days", evidence.Secondary)
	back := evidence.NSW2018.At("missed doses: back in steps of at most 20 mg over 5 to 7 days", evidence.Secondary)
	usual := evidence.NSW2018.At("usual dose: 60 to 120 mg by one reader, 60 to 100 mg by another", evidence.Secondary)
	const newer = "the state's guidelines of 2018, which are newer than the national one"
	return []plan.Setting{
		methadone.FirstDose().Usual.Always(medication.Milligrams(20), start),
		methadone.FirstDose().SoftCounts.Always(false, start).Relax("the state's guidelines start with 20 to 30 mg"),
		methadone.LowToleranceStart().Most.Always(medication.Milligrams(20), start),
		methadone.LowToleranceStart().Sedatives.Always(medication.Milligrams(20),
			evidence.NSW2018.At("table 9: 20 to 30 mg, lower with sedatives", evidence.Secondary)),
		methadone.TitrationStep().Most.Always(medication.Milligrams(10), start),
		methadone.TitrationStep().Interval.Always(3, start),
		methadone.WeekOneTotal().Most.Always(medication.Milligrams(50), evidence.NSW2018.At("table 9: 30 to 50 mg at the end of the first week",
			evidence.Secondary)).Relax("the state's guidelines expect up to 50 mg by then"),
		methadone.DoseRange().Least.Always(medication.Milligrams(60), usual),
		methadone.DoseRange().Most.Always(medication.Milligrams(120), usual),
		methadone.SpecialistDose().Above.Always(medication.Milligrams(150), evidence.NSW2018.At("above 150 mg", evidence.Secondary)),

		program.TakeawayNewSouthWales().Methadone.Always(program.NewTakeHomeTable(program.TakeHomeBand{From: 15, Days: 4, Within: 7}),
			evidence.NSW2018.At("takeaway doses: methadone 2 to 4 a week", evidence.Secondary),
			evidence.AustraliaMethadone2003.At("none in the first two weeks, of daily observation", evidence.Primary)),
		program.TakeawayNewSouthWales().Buprenorphine.Always(program.NewTakeHomeTable(program.TakeHomeBand{From: 1, Days: 28}),
			evidence.NSW2018.At("takeaway doses: 1 to 4 weeks unsupervised", evidence.Secondary)),

		methadone.MissedFew().Doses.Always(3, missed).Relax(newer),
		methadone.MissedReduced().Ladder.Always(methadone.NewRestartLadder(
			methadone.RestartBand{From: 4, Dose: methadone.HigherOf(1, 2, medication.Milligrams(40))}), missed).Relax(newer),
		methadone.MissedAnew().Doses.Always(6, missed).Relax(newer),
		methadone.MissedBack().Step.Always(medication.Milligrams(20), back),
		methadone.MissedBack().Within.Always(7, back),
	}
}

// newSouthWalesBuprenorphine are the values of table 10: less than COWS 4 is too early, from 4 to 7 the dose is split, from 8 on it is
// given at once. After methadone the first tablet waits for 8, and the first injection for more than 6.
func newSouthWalesBuprenorphine() []plan.Setting {
	start := evidence.NSW2018.At("table 10", evidence.Secondary)
	transfer := evidence.NSWTransfer2023.At("from methadone", evidence.Secondary)
	missed := evidence.NSW2018.At("missed doses, four to five days: the higher of half and 8 mg", evidence.Secondary)
	back := evidence.NSW2018.At("missed doses: back in steps of at most 8 mg over 2 to 3 days", evidence.Secondary)
	firstDay := evidence.NSW2018.At("section 2.4.3: 8 to 12 mg on day 1, 8 to 16 mg in hospital", evidence.Secondary)
	proposed := evidence.Proposal.At("how long an examination for withdrawal holds", evidence.Unconfirmed)
	g, first, step := buprenorphine.InductionCOWS(), buprenorphine.FirstDose(), buprenorphine.Step()
	daily := buprenorphine.Daily()
	return []plan.Setting{
		g.Hard.Always(4, start),
		g.Soft.Always(8, start),
		g.LongActing.Always(8, start),
		g.LongDepot.Always(7, evidence.NSWDepots2024.At("section 5.8.4: more than 6", evidence.Secondary)),
		g.Fresh.Always(2*time.Hour, proposed),
		buprenorphine.InductionHours().FloorLong.Always(24*time.Hour, transfer),
		buprenorphine.InductionHours().SoftMethadone.Always(48*time.Hour, transfer),
		buprenorphine.InductionHours().LongMethadone.Always(72*time.Hour, transfer),
		buprenorphine.MethadoneTransfer().Preferred.Always(medication.Milligrams(30), transfer),
		buprenorphine.MethadoneTransfer().Accepted.Always(true, evidence.NSW2018.At("section 2.4.3: directly up to 30 mg", evidence.Secondary)),
		buprenorphine.MethadoneTransfer().Upper.Always(medication.Milligrams(40), transfer),

		first.Least.Mono().Always(medication.Milligrams(2), start),
		first.Most.Mono().Always(medication.Milligrams(8), start),
		step.Least.Mono().Always(medication.Milligrams(4), start),
		step.Most.Mono().Always(medication.Milligrams(6), start),
		step.Interval.Mono().Always(time.Hour, start),
		buprenorphine.Day1().Soft.Mono().Always(medication.Milligrams(12), firstDay),
		buprenorphine.Day1().SoftHospital.Always(medication.Milligrams(16), firstDay),
		buprenorphine.Day2().Mono().Always(medication.Milligrams(16), start),
		buprenorphine.Day3().Mono().Always(medication.Milligrams(24), start),
		buprenorphine.Break().Daily.Always(6, missed).Relax("the state's guidelines go on with a part of the dose after up to five missed days"),
		buprenorphine.Missed().Ladder.Always(methadone.NewRestartLadder(
			methadone.RestartBand{From: 4, Dose: methadone.HigherOf(1, 2, medication.Milligrams(8))}), missed),
		buprenorphine.Missed().Step.Always(medication.Milligrams(8), back),
		buprenorphine.Missed().Within.Always(3, back),
		daily.Info.Mono().Always(medication.Milligrams(24), start),
		daily.Warn.Mono().Always(medication.Milligrams(32), start),
		daily.Warn.Combination().Always(medication.Milligrams(32), start),
	}
}

// newSouthWalesDepots are the values of the guidance on injections, which begins with one directly and asks for no test dose.
func newSouthWalesDepots() []plan.Setting {
	anew := evidence.NSWDepots2024.At("section 5.3.3: a new start may be required", evidence.Secondary)
	week := evidence.NSWDepots2024.At("section 5.2.1: 8 mg more, at least 24 h apart, 32 mg in week 1", evidence.Secondary)
	return []plan.Setting{
		buprenorphine.Buvidal().WeeklyGap.Always(10, anew),
		buprenorphine.Buvidal().MonthlyGap.Always(56, anew),
		buprenorphine.DirectDepot().Guidance.Always(true,
			evidence.NSWDepots2024.At("directly from short-acting opioids, without a wait", evidence.Secondary)),
		buprenorphine.FirstInjection().AfterMethadone.Always(medication.Milligrams(16),
			evidence.NSWTransfer2023.At("table 4: 16 mg after less than 40 mg of methadone", evidence.Secondary)),
		buprenorphine.Buvidal().Part.Always(medication.Milligrams(8), week),
		buprenorphine.Buvidal().Apart.Always(1, week),
		buprenorphine.Buvidal().WeekTotal.Always(medication.Milligrams(32), week),
		buprenorphine.FirstInjection().Weekly.Always(medication.Milligrams(24),
			evidence.NSWDepots2024.At("16 or 24 mg directly from short-acting opioids", evidence.Secondary)),
	}
}
