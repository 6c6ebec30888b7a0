package program

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// takeHomeBesideSedatives warns and never refuses: a sedative is no reason to withhold the medication (decision 2), which goes on watched.
var takeHomeBesideSedatives = plan.Rule{
	ID:       "ca-bc.takehome.sedatives",
	Title:    "Methadone and slow-release morphine are generally not taken home beside benzodiazepines and other depressants",
	Severity: record.Warning,
	About:    agent.FullAgonists,
	Watches:  record.TakenHome,
	Cites:    []evidence.Citation{evidence.BCCSU2023.At("3.2.vi and appendix 6: daily witnessed doses, and home gradually", evidence.Primary)},
	Remedy:   "have doses watched, or hand out few at a time, and review the sedative with its prescriber; the dose goes on",
	Judge:    judgeTakeHomeBesideSedatives,
}

func judgeTakeHomeBesideSedatives(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.TakenHome, agent.FullAgonists)
	if !ok || act.Days <= closedDays(v, act) {
		return v.NotApplicable()
	}
	sedative, taken := v.Taking(medication.CNSDepressants)
	if taken != truth.Yes {
		return v.NotApplicable()
	}
	return v.Violated(nil, "%s is taken home beside %s", act.Substance, sedative)
}
