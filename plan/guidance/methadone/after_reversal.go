package methadone

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// NaloxoneActsLimits is how long naloxone may still act before methadone.
type NaloxoneActsLimits struct{ Hours plan.Param[time.Duration] }

var naloxoneActs = NaloxoneActsLimits{
	limit.LeastTime("methadone.after-reversal.naloxone", "time since naloxone before methadone"),
}

// NaloxoneActs returns how long naloxone may still act before methadone.
func NaloxoneActs() NaloxoneActsLimits { return naloxoneActs }

var methadoneAfterReversal = plan.Rule{
	ID:       "methadone.after-reversal",
	Title:    "After naloxone or nalmefene a full agonist waits until it is seen what the first opioid still does",
	Severity: record.Warning, // decision 17: how long is nobody's published figure
	About:    agent.FullAgonists,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.Decision(17).Cite(),
		evidence.Proposal.At("naloxone wears off sooner than what it was given against", evidence.Unconfirmed)},
	Needs: plan.Needs(naloxoneActs.Hours, buprenorphine.NalmefeneActs().Hours),
	Remedy: "look at breathing and sedation until the antagonist has worn off; the signs that it brought out are its own, " +
		"and no measure of withdrawal",
	Where: func(t plan.Traces) bool { return t.Of(reversalAgents) },
	Judge: judgeMethadoneAfterReversal,
}

// reversalAgents are those whose time of acting the rule knows.
var reversalAgents = medication.SetOf(medication.Naloxone, medication.Nalmefene)

// judgeMethadoneAfterReversal looks at what was given against an overdose. A supply and a grant are for days to come.
func judgeMethadoneAfterReversal(v *plan.View) plan.Result {
	if m, ok := broughtMethadone(v); ok && m.later {
		return v.NotApplicable()
	}
	if act, ok := v.Acts().Of(record.Doses, agent.FullAgonists); !ok || act.Means.Has(record.Permits) || person.BeginsLater(v, act) {
		return v.NotApplicable()
	}
	var worst plan.Worst
	for c := range v.Now().Antagonists() {
		var least plan.Limit[time.Duration]
		switch c.Substance {
		case medication.Naloxone:
			least = naloxoneActs.Hours.Of(v)
		case medication.Nalmefene:
			least = buprenorphine.NalmefeneActs().Hours.Of(v)
		default:
			continue
		}
		if person.SinceAtFirst(v, c.At) < least.Value {
			worst.Take(v.Violated(least, "%s since %s, less than %s", phrase.InHours(person.SinceAtFirst(v, c.At)), c.Substance, phrase.InHours(least.Value)))
		}
	}
	return worst.Or(v.NotApplicable())
}
