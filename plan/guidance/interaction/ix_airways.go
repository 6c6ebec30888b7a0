package interaction

import (
	"slices"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

var airways = plan.Rule{
	ID:       "ix.airways",
	Title:    "Disease of the airways or of breathing in sleep beside an agonist is known to whoever orders, and watched",
	Severity: record.Warning,
	About:    agent.OfAgonists,
	Watches:  record.Doses | record.Shows,
	Cites: []evidence.Citation{evidence.RNAO2013.At("sedation and breathing: sleep apnea, cardiopulmonary disease", evidence.Primary),
		evidence.LabelSublocade.At("central sleep apnea, chronic obstructive pulmonary disease", evidence.Secondary)},
	Remedy: "start low, look at breathing and sedation more often, and give the dose in the morning; it is no reason to withhold treatment",
	Where: func(t plan.Traces) bool {
		return slices.ContainsFunc(breathingDiseases[:], func(d breathingDisease) bool { return t.Conditions(d.condition) })
	},
	Judge: judgeAirways,
}

type breathingDisease struct {
	caution
	refused bool // full agonists, by contra.resp and morphine.contraindicated
}

// breathingDiseases are what makes breathing worse under an opioid, and which rules refuse full agonists for; the others are told as advice.
var breathingDiseases = [...]breathingDisease{
	{caution{record.SignificantRespiratoryDepression, agent.Agonists[:], opioidsSlow, false}, true},
	{caution{record.AcuteAsthma, agent.Agonists[:], opioidsSlow, false}, true},
	{caution{record.ObstructiveAirwaysDisease, agent.Agonists[:], opioidsSlow, false}, false},
	{caution{record.ChronicHypercapnicFailure, agent.Agonists[:], opioidsSlow, false}, false},
	{caution{record.SleepApnea, agent.Agonists[:], opioidsSlow, false}, false},
}

const opioidsSlow = "opioids slow breathing further"

func judgeAirways(v *plan.View) plan.Result {
	var worst plan.Worst
	for _, d := range breathingDiseases {
		if _, told := v.Body().(record.ConditionReported); !told && v.HealthReported(d.condition) != truth.Yes {
			continue // the conditions are asked for by the rules that refuse
		}
		result := d.judge(v)
		if act, ok := person.AgonistBrought(v); ok && d.refused && agent.IsFullAgonist(act.Substance) {
			continue
		}
		if !d.refused {
			result = result.AtMost(record.Advice)
		}
		worst.Take(result)
	}
	return worst.Or(v.NotApplicable())
}
