// Package shared holds the values that rest on sources of no one country, or of one that the others follow, so that no two
// profiles state them apart. It is not for values of law or of a national guideline: those stand in the profile of the country.
package shared

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
)

// Pathway returns the values of withdrawal, diagnosis and remission, of how long treatment lasts at least, and of when risk is high.
func Pathway() []plan.Setting {
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

	return []plan.Setting{
		guidance.WithdrawalCourse.Short.Always(5, shortCourse),
		guidance.WithdrawalCourse.Long.Always(10, course),
		guidance.TreatmentLength.Days.Always(90, ninetyDays),
		guidance.TreatmentLength.MedicationDays.Always(365, twelveMonths),
		guidance.RiskWindow.Start.Always(28, fourWeeks),
		guidance.RiskWindow.Exit.Always(28, fourWeeks),
		guidance.DiagnosisCriteria.Disorder.Always(2, criteria),
		guidance.DiagnosisCriteria.Medication.Always(4, indicated),
		guidance.RemissionMonths.Early.Always(3, remission),
		guidance.PathwayIntervals.ContinuingCare.Always(365, aftercare),
		guidance.PathwayIntervals.EarlyRemission.Always(3, remission),
		guidance.PathwayIntervals.SustainedRemission.Always(12, remission),
		guidance.PathwayIntervals.Therapy.Always(90, ninetyDays),
		guidance.PathwayIntervals.OutreachAfterExit.Always(28, fourWeeks),
	}
}
