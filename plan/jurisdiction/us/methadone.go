package us

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/guidance/program"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
)

// Days on which the law about methadone changed.
var (
	partEightEffective = civil.Must(2024, time.April, 2)   // final rule of 42 CFR part 8, 89 FR 7528
	partEightEnforced  = civil.Must(2024, time.October, 2) // compliance day of the same rule
	takeHomeExemption  = civil.Must(2020, time.March, 16)  // states could ask for more doses to take home
	threeDaysAtOnce    = civil.Must(2023, time.August, 8)  // 88 FR 53377
)

// methadoneSettings are the values of methadone and of opioid treatment programs.
//
// What the rule of 2024 loosened, it loosened on the day on which it took effect. What it newly demands is enforced from its
// compliance day on, and only warned of before.
func methadoneSettings() []plan.Setting {
	var all []plan.Setting
	for _, settings := range [][]plan.Setting{methadoneStart(), methadoneCourse(), methadoneHeart(), programAdmission(), programRules()} {
		all = append(all, settings...)
	}
	return all
}

func methadoneStart() []plan.Setting {
	first := shared.Label(medication.MethadoneTab, medication.FirstDose, evidence.LabelMethadone)
	total := shared.Label(medication.MethadoneTab, medication.FirstDayTotal, evidence.LabelMethadone)
	guideline := evidence.ASAM2020.At("page 8", evidence.Primary)
	older := evidence.Proposal.At("first methadone from 65 years on", evidence.Unconfirmed)
	before := evidence.Part8Of2001.At("first dose and first day", evidence.Secondary).SeenIn("communitymedicalservices.org, 2024")
	return []plan.Setting{
		methadone.FirstDose().Usual.Always(medication.Milligrams(10), guideline),
		methadone.FirstDose().Soft.Always(first.Mass.Most, guideline, first.Cite),
		methadone.FirstDose().Hard.Always(medication.Milligrams(30), before),
		methadone.FirstDose().Hard.From(partEightEffective, medication.Milligrams(50), evidence.Part8.At("(h)(3)(ii)", evidence.Secondary)),

		methadone.FirstDayTotal().Soft.Always(total.Mass.Most, total.Cite),
		methadone.FirstDayTotal().Hard.Always(medication.Milligrams(40), before),
		methadone.FirstDayTotal().Hard.From(partEightEffective, medication.Milligrams(50),
			evidence.Part8.At("(h)(3)(ii)", evidence.Secondary)),
		methadone.FirstDayTotal().Lifted.Always(true, evidence.Part8Of2001.At("first day, unless documented", evidence.Unconfirmed)),
		methadone.FirstDayTotal().Lifted.From(partEightEffective, true, evidence.Part8.At("(h)(3)(ii)", evidence.Secondary)),

		methadone.FirstDayTotal().Programs.Always(true, evidence.Decision(12).Cite()),
		methadone.FirstDayTotal().Experienced.Always(false, guideline),

		methadone.LowToleranceStart().Most.Always(medication.Milligrams(10), guideline),
		methadone.Older().Age.Always(65, older),
		methadone.Older().Most.Always(medication.Milligrams(20), older),
		// No text of the United States gives the number; it stands under the names of those that do.
		methadone.LowToleranceStart().Sedatives.Always(medication.Milligrams(20), evidence.RCGPMethadone.At("sedatives and alcohol", evidence.Secondary)),
		methadone.PeakCheck().Earliest.Always(2*time.Hour, guideline),
		methadone.PeakCheck().Latest.Always(4*time.Hour, guideline),
	}
}

func methadoneCourse() []plan.Setting {
	safety := evidence.MethadoneSafety2014.At("titration", evidence.Secondary)
	steps := evidence.ASAM2015.At("page 7", evidence.Primary)
	proposal := evidence.Proposal.At("daily methadone at the end of the first week", evidence.Unconfirmed)
	missed := evidence.Decision(23).Reading(evidence.VAMethadoneED.At("missed doses", evidence.Secondary))
	first := shared.Label(medication.MethadoneTab, medication.FirstDose, evidence.LabelMethadone)
	usual := shared.Label(medication.MethadoneTab, medication.UsualDose, evidence.ASAM2020)
	return []plan.Setting{
		methadone.TitrationStep().Most.Always(medication.Milligrams(10), steps, safety),
		methadone.TitrationStep().Interval.Always(3, safety),
		methadone.WeekOneTotal().Most.Always(medication.Milligrams(60), proposal),
		methadone.DoseRange().Least.Always(usual.Mass.Least, usual.Cite),
		methadone.DoseRange().Most.Always(usual.Mass.Most, usual.Cite),

		methadone.MissedFew().Doses.Always(3, missed),
		methadone.MissedReduced().Ladder.Always(methadone.NewRestartLadder(
			methadone.RestartBand{From: 4, Dose: methadone.HigherOf(1, 2, medication.Milligrams(30))}), missed),
		methadone.MissedAnew().Doses.Always(5, missed),
		methadone.MissedAnew().Most.Always(first.Mass.Most, first.Cite),
	}
}

func methadoneHeart() []plan.Setting {
	panel := evidence.QTScreening2009.At("recommendations", evidence.Primary)
	return []plan.Setting{
		methadone.ECG().First.Always(30, panel),
		methadone.ECG().Repeat.Always(365, panel),
		methadone.ECG().Dose.Always(medication.Milligrams(100), panel),
	}
}

func programAdmission() []plan.Setting {
	changes := evidence.SAMHSAChanges.At("minors", evidence.Primary)
	before := evidence.Part8Of2001.At("(e)(2)", evidence.Primary).SeenIn("Providers Clinical Support System; SAMHSA table of changes")
	return []plan.Setting{
		// Before 2024 a year of dependence was demanded, which this record does not hold: the rule is unknown there.
		program.Admission().Criteria.From(partEightEffective, 4, evidence.Part8.At("(e)(1)", evidence.Secondary),
			evidence.DSM5.At("moderate and severe", evidence.Primary)),
		program.Minor().Age.Always(18, evidence.Part8.At("(e)(2)", evidence.Secondary)),
		program.Minor().Attempts.Always(2, before),
		program.Minor().Attempts.From(partEightEffective, 0, changes),

		program.Screening().Valid.From(partEightEffective, 7,
			evidence.Part8.At("(f)(2)(ii)", evidence.Secondary)).EnforcedFrom(partEightEnforced),
		program.FullExam().Within.From(partEightEffective, 14, evidence.Part8.At("(f)(2)(iii)",
			evidence.Secondary)).EnforcedFrom(partEightEnforced),
		program.Psychosocial().Within.From(partEightEffective, 14, evidence.Part8.At("(f)(4)(i)",
			evidence.Secondary)).EnforcedFrom(partEightEnforced),
	}
}

func programRules() []plan.Setting {
	exceptions := evidence.CFR1306Sec07.At("(b)", evidence.Primary)
	return []plan.Setting{
		program.TakeHome().Table.Always(takeHome2001(), evidence.FinalRule2001.At("42 CFR 8.12(i)(3)", evidence.Primary)),
		// From March 2020 to the rule of 2024 states could lift the table. Whether this one did is not on record, so that it warns.
		program.TakeHome().Table.From(takeHomeExemption, takeHome2001(),
			evidence.SAMHSATakeHome.At("exemption where the state concurred", evidence.Unconfirmed)),
		program.TakeHome().State.Always(false, evidence.Proposal.At("a state may allow fewer doses than federal law", evidence.Unconfirmed)),
		program.TakeHome().Table.From(partEightEffective, takeHome2024(), evidence.Part8.At("(i)(3)(i)-(iii)", evidence.Secondary)),

		program.DrugTests().PerYear.Always(8, evidence.Part8Of2001.At("drug tests", evidence.Unconfirmed)),
		program.DrugTests().PerYear.From(partEightEffective, 8, evidence.Part8.At("(f)(6)", evidence.Secondary)),
		program.DrugTests().Interim.Always(2, evidence.Part8Of2001.At("interim treatment, drug tests", evidence.Unconfirmed)),
		program.DrugTests().Interim.From(partEightEffective, 2, evidence.Part8.At("(j)(4)(ii)", evidence.Secondary)),
		program.Interim().Days.Always(120, evidence.Part8Of2001.At("interim treatment", evidence.Unconfirmed)),
		program.Interim().Days.From(partEightEffective, 180, evidence.Part8.At("(j)(1)", evidence.Secondary)),
		program.InterimPlan().By.From(partEightEffective, 120, evidence.Part8.At("(j)(4)(iii)",
			evidence.Secondary)).EnforcedFrom(partEightEnforced),

		methadone.ThreeDay().AtOnce.Always(1, exceptions),
		methadone.ThreeDay().AtOnce.From(threeDaysAtOnce, 3, exceptions,
			evidence.ThreeDayRule.At("", evidence.Primary)),
		methadone.ThreeDay().Days.Always(3, exceptions),
	}
}

// takeHome2001 is the schedule until April 2024. It counted by the week in the first nine months.
func takeHome2001() program.TakeHomeTable {
	return program.NewTakeHomeTable(
		program.TakeHomeBand{From: 1, Days: 1, Within: 7},
		program.TakeHomeBand{From: 91, Days: 2, Within: 7},
		program.TakeHomeBand{From: 181, Days: 3, Within: 7},
		program.TakeHomeBand{From: 271, Days: 6},
		program.TakeHomeBand{From: 366, Days: 14},
		program.TakeHomeBand{From: 731, Days: 31}, // a month, whichever it is
	)
}

// takeHome2024 is the schedule since April 2024.
func takeHome2024() program.TakeHomeTable {
	return program.NewTakeHomeTable(
		program.TakeHomeBand{From: 1, Days: 7},
		program.TakeHomeBand{From: 15, Days: 14},
		program.TakeHomeBand{From: 31, Days: 28},
	)
}
