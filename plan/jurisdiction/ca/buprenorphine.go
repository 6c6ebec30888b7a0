package ca

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
)

// buprenorphineSettings are the values of buprenorphine. The reference gives a wait after methadone and fentanyl; none was read for heroin
// and other short-acting opioids.
func buprenorphineSettings() []plan.Setting {
	reference := evidence.TherapeuticChoices2024.At("buprenorphine", evidence.Secondary)
	after := evidence.TherapeuticChoices2024.At("after methadone or powdered fentanyl", evidence.Secondary)
	depot := evidence.TherapeuticChoices2024.At("monthly injection", evidence.Secondary)
	lowDose := evidence.Randhawa2020.At("0.5 mg on day 1, 1 mg on day 2", evidence.Secondary)
	first, day1, daily := buprenorphine.FirstDose(), buprenorphine.Day1(), buprenorphine.Daily()
	return []plan.Setting{
		buprenorphine.InductionHours().FloorLong.Always(24*time.Hour, after),
		buprenorphine.InductionHours().SoftMethadone.Always(72*time.Hour, after),
		buprenorphine.InductionFentanyl().Floor.Always(24*time.Hour, after),
		buprenorphine.InductionFentanyl().Long.Always(72*time.Hour, after),

		first.Least.Mono().Always(medication.Milligrams(2), reference),
		first.Most.Mono().Always(medication.Milligrams(4), reference),
		day1.Soft.Mono().Always(medication.Milligrams(12), reference),
		daily.Info.Mono().Always(medication.Milligrams(24), reference),
		buprenorphine.LowDose().StartMost.Always(medication.Milligrams(1), lowDose),

		buprenorphine.DepotTestDose().LeadIn.Always(7, depot),
		buprenorphine.DepotTestDose().LeadInDose.Always(medication.Milligrams(8), depot),
	}
}
