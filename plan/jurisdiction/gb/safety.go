package gb

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
	"github.com/oudpath/oudpath/plan/record"
)

// safetySettings are the values of interactions and of the time after an overdose.
func safetySettings() []plan.Setting {
	licence := shared.Label(medication.MethadoneSolnGB, medication.Contraindication, evidence.SmPCMethadone1)
	trial := evidence.LofexidineTrial.At("table 2, definitions of adverse events", evidence.Primary)

	return []plan.Setting{
		guidance.MAOIWindow.Stopped.Always(licence.Time.Least, licence.Cite),

		guidance.AlphaTwoVitals.Systolic.Always(record.Whole(90), trial),
		guidance.AlphaTwoVitals.Diastolic.Always(record.Whole(50), trial),
		guidance.AlphaTwoVitals.Pulse.Always(record.Whole(50), trial),
		guidance.AlphaTwoVitals.Fall.Always(20, trial),
		guidance.AlphaTwoVitals.Fresh.Always(2*time.Hour, evidence.Proposal.At("pressure before each dose", evidence.Unconfirmed)),

		guidance.RecentOverdose.Months.Always(12, evidence.Proposal.At("a recent overdose", evidence.Unconfirmed)),
	}
}

// safetyOmissions are rules about alpha-2 agonists for withdrawal.
func safetyOmissions() []plan.Omission {
	omitted := []plan.Omission{{Rule: "wm.clonidine.daily",
		Why: "no source of the United Kingdom gives a ceiling for withdrawal, and clonidine is not for routine use: gb.detox.clonidine"}}
	for _, id := range []record.RuleID{"wm.lofexidine.single", "wm.lofexidine.daily", "wm.lofexidine.duration", "wm.lofexidine.interval",
		"wm.lofexidine.hepatic", "wm.lofexidine.renal"} {
		omitted = append(omitted, plan.Omission{Rule: id,
			Why: "numbers of the United States label; in the United Kingdom the product was sold under its own licence, until June 2018"})
	}
	return omitted
}
