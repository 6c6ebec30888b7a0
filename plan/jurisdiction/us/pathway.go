package us

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
	"github.com/oudpath/oudpath/plan/record"
)

// pathwaySettings are the values of withdrawal, of continuing and ending treatment, and of levels of care.
func pathwaySettings() []plan.Setting {
	withdrawal := evidence.ASAM2020.At("page 8", evidence.Primary)
	aftercare := evidence.Proposal.At("continuing care of at least a year", evidence.Unconfirmed)
	weekly := evidence.ASAM2015.At("page 8", evidence.Primary)
	adult := evidence.ASAMCriteria.At("hours for adolescents", evidence.Unconfirmed)

	return append(shared.Pathway(),
		guidance.MethadoneWithdrawal.LeastStart.Always(medication.Milligrams(20), withdrawal),
		guidance.MethadoneWithdrawal.MostStart.Always(medication.Milligrams(30), withdrawal),
		guidance.MethadoneWithdrawal.LeastDays.Always(6, withdrawal),
		guidance.MethadoneWithdrawal.MostDays.Always(10, withdrawal),

		guidance.TreatmentLength.AftercareDays.Always(365, aftercare),
		guidance.AdultFrom.Years.Always(18, adult),
		guidance.PathwayIntervals.Visit.Always(7, weekly),
	)
}

// pathwayOmissions are rules of other countries.
func pathwayOmissions() []plan.Omission {
	var omitted []plan.Omission
	for _, id := range []record.RuleID{"gb.detox.duration.inpatient", "gb.detox.duration.community", "gb.detox.setting.community-default",
		"gb.detox.not-standalone", "gb.detox.aftercare", "gb.detox.clonidine", "gb.detox.dihydrocodeine", "gb.psych.cm.test-schedule"} {
		omitted = append(omitted, plan.Omission{Rule: id, Why: "guidance of the United Kingdom"})
	}
	for _, pair := range [][2]record.RuleID{
		{"gb.detox.consent", "wm.informed"}, {"gb.detox.rapid-accelerated", "wm.antagonist-assisted"}, {"gb.detox.pregnancy", "preg.agonist-first"},
	} {
		omitted = append(omitted, plan.Omission{Rule: pair[0], Why: "here it is " + string(pair[1])})
	}
	return append(omitted, plan.Omission{Rule: "gb-sct.mat.1.same-day", Why: "a standard of Scotland"})
}
