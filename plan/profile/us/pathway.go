package us

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
)

// pathwaySettings are the values of withdrawal, of continuing and ending treatment, and of levels of care.
func pathwaySettings() []plan.Setting {
	withdrawal := evidence.Citation{Source: "ASAM National Practice Guideline, focused update", Section: "page 8", Year: 2020, Provenance: evidence.Primary}
	course := evidence.Citation{Source: "Elsevier clinical overview, opioid withdrawal", Section: "long-acting opioids", Provenance: evidence.Primary}
	shortCourse := evidence.Citation{Source: "NSW clinical guidelines, treatment of opioid dependence", Section: "withdrawal, gone by day 5 to 10", Year: 2018,
		Provenance: evidence.Secondary, Via: "public review notes that quote it"}
	ninetyDays := evidence.Citation{Source: "NIDA Principles of Drug Addiction Treatment", Section: "principle 5: about three months",
		Provenance: evidence.Primary, Via: "Drexel University copy"}
	twelveMonths := evidence.Citation{Source: "NIDA Principles of Drug Addiction Treatment", Section: "twelve months of methadone at least",
		Provenance: evidence.Unconfirmed}
	aftercare := evidence.Citation{Source: "oudpath proposal", Section: "continuing care of at least a year", Provenance: evidence.Unconfirmed}
	fourWeeks := evidence.Citation{Source: "Medication Assisted Treatment standards for Scotland", Section: "mortality by time in and out of treatment",
		Year: 2021, Provenance: evidence.Primary}
	criteria := evidence.Citation{Source: "DSM-5-TR, opioid use disorder", Section: "criteria", Year: 2022, Provenance: evidence.Primary,
		Via: "BCCSU clinical guidance, appendix 2"}
	remission := evidence.Citation{Source: "DSM-5-TR, opioid use disorder", Section: "remission", Year: 2022, Provenance: evidence.Primary,
		Via: "BCCSU clinical guidance, appendix 2"}
	indicated := evidence.Citation{Source: "ASAM National Practice Guideline, focused update", Section: "executive summary", Year: 2020,
		Provenance: evidence.Primary}
	weekly := evidence.Citation{Source: "ASAM National Practice Guideline, pocket guide", Section: "page 8", Year: 2015, Provenance: evidence.Primary}
	adult := evidence.Citation{Source: "The ASAM Criteria", Section: "hours for adolescents", Provenance: evidence.Unconfirmed}

	return []plan.Setting{
		guidance.MethadoneWithdrawal.LeastStart.Always(medication.Milligrams(20), withdrawal),
		guidance.MethadoneWithdrawal.MostStart.Always(medication.Milligrams(30), withdrawal),
		guidance.MethadoneWithdrawal.LeastDays.Always(6, withdrawal),
		guidance.MethadoneWithdrawal.MostDays.Always(10, withdrawal),
		guidance.WithdrawalCourse.Short.Always(5, shortCourse),
		guidance.WithdrawalCourse.Long.Always(10, course),

		guidance.TreatmentLength.Days.Always(90, ninetyDays),
		guidance.TreatmentLength.MedicationDays.Always(365, twelveMonths),
		guidance.TreatmentLength.AftercareDays.Always(365, aftercare),
		guidance.RiskWindow.Start.Always(28, fourWeeks),
		guidance.RiskWindow.Exit.Always(28, fourWeeks),

		guidance.DiagnosisCriteria.Disorder.Always(2, criteria),
		guidance.DiagnosisCriteria.Medication.Always(4, indicated),
		guidance.RemissionMonths.Early.Always(3, remission),
		guidance.AdultFrom.Years.Always(18, adult),

		guidance.PathwayIntervals.Visit.Always(7, weekly),
		guidance.PathwayIntervals.ContinuingCare.Always(365, aftercare),
		guidance.PathwayIntervals.EarlyRemission.Always(3, remission),
		guidance.PathwayIntervals.SustainedRemission.Always(12, remission),
		guidance.PathwayIntervals.Therapy.Always(90, ninetyDays),
		guidance.PathwayIntervals.OutreachAfterExit.Always(28, fourWeeks),
	}
}

// pathwayOmissions are rules of other countries.
func pathwayOmissions() []plan.Omission {
	var omitted []plan.Omission
	for _, id := range []plan.RuleID{"gb.detox.duration.inpatient", "gb.detox.duration.community", "gb.detox.setting.community-default",
		"gb.detox.not-standalone", "gb.detox.aftercare", "gb.detox.clonidine", "gb.detox.dihydrocodeine", "gb.psych.cm.test-schedule"} {
		omitted = append(omitted, plan.Omission{Rule: id, Why: "guidance of the United Kingdom"})
	}
	for _, pair := range [][2]plan.RuleID{
		{"gb.detox.consent", "wm.informed"}, {"gb.detox.rapid-accelerated", "wm.antagonist-assisted"}, {"gb.detox.pregnancy", "preg.agonist-first"},
	} {
		omitted = append(omitted, plan.Omission{Rule: pair[0], Why: "here it is " + string(pair[1])})
	}
	return append(omitted, plan.Omission{Rule: "gb-sct.mat.1.same-day", Why: "a standard of Scotland"})
}
