package us

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/record"
)

// Days on which the law about methadone changed.
var (
	partEightEffective = civil.Must(2024, time.April, 2)   // final rule of 42 CFR part 8, 89 FR 7528
	partEightEnforced  = civil.Must(2024, time.October, 2) // compliance day of the same rule
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
	label := evidence.Citation{Source: "US label of methadone for opioid use disorder", Section: "initial dosing", Provenance: evidence.Secondary}
	labelTotal := evidence.Citation{Source: "US label of methadone for opioid use disorder", Section: "first day", Provenance: evidence.Weak}
	guideline := asamMethadone2020("page 8")
	return []plan.Setting{
		guidance.FirstDose.Usual.Always(medication.Milligrams(10), guideline),
		guidance.FirstDose.Soft.Always(medication.Milligrams(30), guideline, label),
		guidance.FirstDose.Hard.Always(medication.Milligrams(30), partEight2001("first dose")),
		guidance.FirstDose.Hard.From(partEightEffective, medication.Milligrams(50), partEight2024("(h)(3)(ii)")),

		guidance.FirstDayTotal.Soft.Always(medication.Milligrams(40), labelTotal),
		guidance.FirstDayTotal.Hard.Always(medication.Milligrams(40), partEight2001("first day")),
		guidance.FirstDayTotal.Hard.From(partEightEffective, medication.Milligrams(50), partEight2024("(h)(3)(ii)")),
		guidance.FirstDayTotal.Lifted.Always(true, partEight2001("first day, unless documented")),
		guidance.FirstDayTotal.Lifted.From(partEightEffective, true, partEight2024("(h)(3)(ii)")),

		guidance.LowToleranceStart.Most.Always(medication.Milligrams(10), guideline),
		guidance.LowToleranceStart.Free.Always(5*24*time.Hour, label),
		guidance.PeakCheck.Earliest.Always(2*time.Hour, guideline),
		guidance.PeakCheck.Latest.Always(4*time.Hour, guideline),
	}
}

func methadoneCourse() []plan.Setting {
	safety := evidence.Citation{Source: "Methadone safety guideline, APS, CPDD and HRS", Section: "titration", Year: 2014,
		Provenance: evidence.Secondary, Via: "National Guideline Clearinghouse summary 10716"}
	steps := evidence.Citation{Source: "ASAM National Practice Guideline, pocket guide", Section: "page 7", Year: 2015, Provenance: evidence.Primary}
	proposal := evidence.Citation{Source: "oudpath proposal", Section: "daily methadone at the end of the first week", Provenance: evidence.Unconfirmed}
	// The United States have no table of missed doses as explicit as this one, so that it stands in here under its own name.
	missed := evidence.Citation{Source: "National methadone guideline, Australia", Section: "section 3.5", Year: 2003, Provenance: evidence.Primary}
	label := evidence.Citation{Source: "US label of methadone for opioid use disorder", Section: "initial dosing", Provenance: evidence.Secondary}
	return []plan.Setting{
		guidance.TitrationStep.Most.Always(medication.Milligrams(10), steps, safety),
		guidance.TitrationStep.Interval.Always(3, safety),
		guidance.WeekOneTotal.Most.Always(medication.Milligrams(60), proposal),
		guidance.DoseRange.Least.Always(medication.Milligrams(60), asamMethadone2020("page 15")),
		guidance.DoseRange.Most.Always(medication.Milligrams(120), asamMethadone2020("page 15")),

		guidance.MissedFew.Doses.Always(2, missed),
		guidance.MissedThree.Doses.Always(3, missed),
		guidance.MissedThree.Restart.Always(guidance.ShareOf(1, 2), missed),
		guidance.MissedFour.Doses.Always(4, missed),
		guidance.MissedFour.Restart.Always(guidance.LowerOf(1, 2, medication.Milligrams(40)), missed),
		guidance.MissedAnew.Doses.Always(5, missed),
		guidance.MissedAnew.Most.Always(medication.Milligrams(30), label),

		guidance.LiverImpairment.From.Always(record.Whole(7), evidence.Citation{Source: "Child-Pugh classes B and C",
			Section: "methadone: start low", Provenance: evidence.Unconfirmed}),
	}
}

func methadoneHeart() []plan.Setting {
	panel := evidence.Citation{Source: "QTc interval screening in methadone treatment, Annals of Internal Medicine",
		Section: "recommendations", Year: 2009, Provenance: evidence.Primary, Via: "abstract"}
	return []plan.Setting{
		guidance.QTcLimit.Caution.Always(record.Whole(450), panel),
		guidance.QTcLimit.Danger.Always(record.Whole(500), panel), // the panel wrote "above 500" and left 500 itself open
		guidance.ECG.First.Always(30, panel),
		guidance.ECG.Repeat.Always(365, panel),
		guidance.ECG.Dose.Always(medication.Milligrams(100), panel),
		guidance.LowPotassium.Below.Always(record.Thousandths(3500), evidence.Citation{Source: "QT rules for methadone",
			Section: "potassium", Provenance: evidence.Unconfirmed}),
	}
}

func programAdmission() []plan.Setting {
	changes := evidence.Citation{Source: "SAMHSA table of changes to 42 CFR part 8", Section: "minors", Year: 2024, Provenance: evidence.Primary}
	before := evidence.Citation{Source: "42 CFR 8.12", Section: "(e)(2)", Year: 2001, Provenance: evidence.Primary,
		Via: "Providers Clinical Support System; SAMHSA table of changes"}
	reminder := evidence.Citation{Source: "oudpath proposal", Section: "reminder of the full examination", Provenance: evidence.Unconfirmed}
	return []plan.Setting{
		// Before 2024 a year of dependence was demanded, which this record does not hold: the rule is unknown there.
		guidance.Admission.Criteria.From(partEightEffective, 4, partEight2024("(e)(1)"),
			evidence.Citation{Source: "DSM-5", Section: "moderate and severe", Provenance: evidence.Primary}),
		guidance.Minor.Age.Always(18, evidence.Citation{Source: "42 CFR 8.12", Section: "(e)(2)", Provenance: evidence.Secondary}),
		guidance.Minor.Attempts.Always(2, before),
		guidance.Minor.Attempts.From(partEightEffective, 0, changes),

		guidance.Screening.Valid.From(partEightEffective, 7, partEight2024("(f)(2)(ii)")).EnforcedFrom(partEightEnforced),
		guidance.FullExam.Within.From(partEightEffective, 14, partEight2024("(f)(2)(iii)")).EnforcedFrom(partEightEnforced),
		guidance.FullExam.Remind.From(partEightEffective, 10, reminder),
		guidance.Psychosocial.Within.From(partEightEffective, 14, partEight2024("(f)(4)(i)")).EnforcedFrom(partEightEnforced),
	}
}

func programRules() []plan.Setting {
	exceptions := evidence.Citation{Source: "21 CFR 1306.07", Section: "(b)", Provenance: evidence.Primary}
	return []plan.Setting{
		guidance.TakeHome.Table.Always(takeHome2001(), evidence.Citation{Source: "66 FR 4098", Section: "42 CFR 8.12(i)(3)", Year: 2001,
			Provenance: evidence.Primary, Via: "methadone.org"}),
		guidance.TakeHome.Table.From(partEightEffective, takeHome2024(), partEight2024("(i)(3)(i)-(iii)")),

		guidance.DrugTests.PerYear.Always(8, partEight2001("drug tests")),
		guidance.DrugTests.PerYear.From(partEightEffective, 8, partEight2024("(f)(6)")),
		guidance.DrugTests.Interim.Always(2, partEight2001("interim treatment, drug tests")),
		guidance.DrugTests.Interim.From(partEightEffective, 2, partEight2024("(j)(4)(ii)")),
		guidance.Interim.Days.Always(120, partEight2001("interim treatment")),
		guidance.Interim.Days.From(partEightEffective, 180, partEight2024("(j)(1)")),
		guidance.InterimPlan.By.From(partEightEffective, 120, partEight2024("(j)(4)(iii)")).EnforcedFrom(partEightEnforced),

		guidance.ThreeDay.AtOnce.Always(1, exceptions),
		guidance.ThreeDay.AtOnce.From(threeDaysAtOnce, 3, exceptions,
			evidence.Citation{Source: "88 FR 53377", Year: 2023, Provenance: evidence.Primary}),
		guidance.ThreeDay.Days.Always(3, exceptions),
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

// partEight2024 is the current regulation, as a public specification quotes it paragraph by paragraph.
func partEight2024(section string) evidence.Citation {
	return evidence.Citation{Source: "42 CFR 8.12", Section: section, Year: 2024, Provenance: evidence.Secondary,
		Via: "a public specification that quotes the regulation"}
}

// partEight2001 is the regulation before April 2024. What stands under it was recalled, not read.
func partEight2001(section string) evidence.Citation {
	return evidence.Citation{Source: "42 CFR 8.12", Section: section, Year: 2001, Provenance: evidence.Unconfirmed}
}

func asamMethadone2020(section string) evidence.Citation {
	return evidence.Citation{Source: "ASAM National Practice Guideline, focused update", Section: section, Year: 2020, Provenance: evidence.Primary}
}

// methadoneOmissions are rules of other countries.
func methadoneOmissions() []plan.Omission {
	var omitted []plan.Omission
	for _, id := range []record.RuleID{"gb.methadone.dependence-confirmed", "gb.methadone.titration.week1-rise", "gb.methadone.qtc.monitor",
		"gb.methadone.contraindicated", "gb.methadone.renal", "gb.methadone.form", "gb.ost.missed.3", "gb.ost.supervised.ta114",
		"gb.ost.supervised.orange", "gb.hospital.continue"} {
		omitted = append(omitted, plan.Omission{Rule: id, Why: "guidance or a licence of the United Kingdom"})
	}
	return omitted
}
