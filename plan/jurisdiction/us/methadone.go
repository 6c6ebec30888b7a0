package us

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
	"github.com/oudpath/oudpath/plan/record"
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
	return append(all, shared.AfterReversal())
}

func methadoneStart() []plan.Setting {
	first := shared.Label(medication.MethadoneTab, medication.FirstDose, evidence.LabelMethadone)
	total := shared.Label(medication.MethadoneTab, medication.FirstDayTotal, evidence.LabelMethadone)
	guideline := evidence.ASAM2020.At("page 8", evidence.Primary)
	before := evidence.Part8Of2001.At("first dose and first day", evidence.Secondary).SeenIn("communitymedicalservices.org, 2024")
	second := evidence.Decision(12).Reading(evidence.ASAM2015.At("page 7, the second dose", evidence.Primary))
	described := evidence.Decision(17).Reading(evidence.HighDoseMethadone.At("greatest daily dose", evidence.Primary))
	return []plan.Setting{
		guidance.FirstDose().Usual.Always(medication.Milligrams(10), guideline),
		guidance.FirstDose().Soft.Always(first.Mass.Most, guideline, first.Cite),
		guidance.FirstDose().Hard.Always(medication.Milligrams(30), before),
		guidance.FirstDose().Hard.From(partEightEffective, medication.Milligrams(50), evidence.Part8.At("(h)(3)(ii)", evidence.Secondary)),

		guidance.FirstDayTotal().Soft.Always(total.Mass.Most, total.Cite),
		guidance.FirstDayTotal().Hard.Always(medication.Milligrams(40), before),
		guidance.FirstDayTotal().Hard.From(partEightEffective, medication.Milligrams(50),
			evidence.Part8.At("(h)(3)(ii)", evidence.Secondary)),
		guidance.FirstDayTotal().Lifted.Always(true, evidence.Part8Of2001.At("first day, unless documented", evidence.Unconfirmed)),
		guidance.FirstDayTotal().Lifted.From(partEightEffective, true, evidence.Part8.At("(h)(3)(ii)", evidence.Secondary)),

		guidance.FirstDayTotal().Programs.Always(true, evidence.Decision(12).Cite()),
		guidance.FirstDayTotal().Experienced.Always(false, guideline),
		guidance.SecondDose().Within.Always(4*time.Hour, second),
		guidance.SecondDose().Small.Always(medication.Milligrams(10), second),
		guidance.Repeated().Interval.Always(20*time.Hour,
			evidence.Proposal.At("time between whole doses of methadone", evidence.Unconfirmed)),
		guidance.DoseLeap().Times.Always(3, evidence.Decision(17).Cite()),
		guidance.DoseLeap().Greatest.Always(medication.Milligrams(1100), described),

		guidance.LowToleranceStart().Most.Always(medication.Milligrams(10), guideline),
		guidance.LowToleranceStart().Free.Always(5*24*time.Hour, first.Cite),
		guidance.PeakCheck().Earliest.Always(2*time.Hour, guideline),
		guidance.PeakCheck().Latest.Always(4*time.Hour, guideline),
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
		guidance.TitrationStep().Most.Always(medication.Milligrams(10), steps, safety),
		guidance.TitrationStep().Interval.Always(3, safety),
		guidance.WeekOneTotal().Most.Always(medication.Milligrams(60), proposal),
		guidance.DoseRange().Least.Always(usual.Mass.Least, usual.Cite),
		guidance.DoseRange().Most.Always(usual.Mass.Most, usual.Cite),

		guidance.MissedFew().Doses.Always(3, missed),
		guidance.MissedReduced().Ladder.Always(guidance.NewRestartLadder(
			guidance.RestartBand{From: 4, Dose: guidance.HigherOf(1, 2, medication.Milligrams(30))}), missed),
		guidance.MissedAnew().Doses.Always(5, missed),
		guidance.MissedAnew().Most.Always(first.Mass.Most, first.Cite),

		guidance.LiverImpairment().From.Always(record.Whole(7), evidence.ChildPugh.At("methadone: start low", evidence.Unconfirmed)),
	}
}

func methadoneHeart() []plan.Setting {
	panel := evidence.QTScreening2009.At("recommendations", evidence.Primary)
	return []plan.Setting{
		guidance.QTcLimit().Caution.Always(record.Whole(450), panel),
		guidance.QTcLimit().Danger.Always(record.Whole(500), panel), // the panel wrote "above 500" and left 500 itself open
		guidance.ECG().First.Always(30, panel),
		guidance.ECG().Repeat.Always(365, panel),
		guidance.ECG().Dose.Always(medication.Milligrams(100), panel),
		guidance.LowPotassium().Below.Always(record.Thousandths(3500), evidence.QTRules.At("potassium", evidence.Unconfirmed)),
	}
}

func programAdmission() []plan.Setting {
	changes := evidence.SAMHSAChanges.At("minors", evidence.Primary)
	before := evidence.Part8Of2001.At("(e)(2)", evidence.Primary).SeenIn("Providers Clinical Support System; SAMHSA table of changes")
	return []plan.Setting{
		// Before 2024 a year of dependence was demanded, which this record does not hold: the rule is unknown there.
		guidance.Admission().Criteria.From(partEightEffective, 4, evidence.Part8.At("(e)(1)", evidence.Secondary),
			evidence.DSM5.At("moderate and severe", evidence.Primary)),
		guidance.Minor().Age.Always(18, evidence.Part8.At("(e)(2)", evidence.Secondary)),
		guidance.Minor().Attempts.Always(2, before),
		guidance.Minor().Attempts.From(partEightEffective, 0, changes),

		guidance.Screening().Valid.From(partEightEffective, 7,
			evidence.Part8.At("(f)(2)(ii)", evidence.Secondary)).EnforcedFrom(partEightEnforced),
		guidance.FullExam().Within.From(partEightEffective, 14, evidence.Part8.At("(f)(2)(iii)",
			evidence.Secondary)).EnforcedFrom(partEightEnforced),
		guidance.Psychosocial().Within.From(partEightEffective, 14, evidence.Part8.At("(f)(4)(i)",
			evidence.Secondary)).EnforcedFrom(partEightEnforced),
	}
}

func programRules() []plan.Setting {
	exceptions := evidence.CFR1306Sec07.At("(b)", evidence.Primary)
	return []plan.Setting{
		guidance.TakeHomeDoubt().Overdose.Always(28, evidence.Proposal.At("28 days after an overdose", evidence.Unconfirmed)),
		guidance.TakeHome().Table.Always(takeHome2001(), evidence.FinalRule2001.At("42 CFR 8.12(i)(3)", evidence.Primary)),
		// From March 2020 to the rule of 2024 states could lift the table. Whether this one did is not on record, so that it warns.
		guidance.TakeHome().Table.From(takeHomeExemption, takeHome2001(),
			evidence.SAMHSATakeHome.At("exemption where the state concurred", evidence.Unconfirmed)),
		guidance.TakeHome().Table.From(partEightEffective, takeHome2024(), evidence.Part8.At("(i)(3)(i)-(iii)", evidence.Secondary)),

		guidance.DrugTests().PerYear.Always(8, evidence.Part8Of2001.At("drug tests", evidence.Unconfirmed)),
		guidance.DrugTests().PerYear.From(partEightEffective, 8, evidence.Part8.At("(f)(6)", evidence.Secondary)),
		guidance.DrugTests().Interim.Always(2, evidence.Part8Of2001.At("interim treatment, drug tests", evidence.Unconfirmed)),
		guidance.DrugTests().Interim.From(partEightEffective, 2, evidence.Part8.At("(j)(4)(ii)", evidence.Secondary)),
		guidance.Interim().Days.Always(120, evidence.Part8Of2001.At("interim treatment", evidence.Unconfirmed)),
		guidance.Interim().Days.From(partEightEffective, 180, evidence.Part8.At("(j)(1)", evidence.Secondary)),
		guidance.InterimPlan().By.From(partEightEffective, 120, evidence.Part8.At("(j)(4)(iii)",
			evidence.Secondary)).EnforcedFrom(partEightEnforced),

		guidance.ThreeDay().AtOnce.Always(1, exceptions),
		guidance.ThreeDay().AtOnce.From(threeDaysAtOnce, 3, exceptions,
			evidence.ThreeDayRule.At("", evidence.Primary)),
		guidance.ThreeDay().Days.Always(3, exceptions),
	}
}

// takeHome2001 is the schedule until April 2024. It counted by the week in the first nine months.
func takeHome2001() guidance.TakeHomeTable {
	return guidance.NewTakeHomeTable(
		guidance.TakeHomeBand{From: 1, Days: 1, Within: 7},
		guidance.TakeHomeBand{From: 91, Days: 2, Within: 7},
		guidance.TakeHomeBand{From: 181, Days: 3, Within: 7},
		guidance.TakeHomeBand{From: 271, Days: 6},
		guidance.TakeHomeBand{From: 366, Days: 14},
		guidance.TakeHomeBand{From: 731, Days: 31}, // a month, whichever it is
	)
}

// takeHome2024 is the schedule since April 2024.
func takeHome2024() guidance.TakeHomeTable {
	return guidance.NewTakeHomeTable(
		guidance.TakeHomeBand{From: 1, Days: 7},
		guidance.TakeHomeBand{From: 15, Days: 14},
		guidance.TakeHomeBand{From: 31, Days: 28},
	)
}
