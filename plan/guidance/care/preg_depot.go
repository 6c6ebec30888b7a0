package care

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
)

var pregnancyDepot = plan.Rule{
	ID:       "ca.preg.sublocade",
	Title:    "Sublocade is not given in pregnancy: a combination under the tongue is continued",
	Severity: record.Warning, // a reference says so, and whoever is stable on it is not to lose treatment
	About:    agent.Buprenorphine,
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.TherapeuticChoices2024.At("monthly injection: not in pregnancy", evidence.Secondary)},
	Remedy:   "go on under the tongue, with an expert's advice; never leave the person without an agonist",
	Only:     pregnancy,
	Judge:    judgePregnancyDepot,
}

func judgePregnancyDepot(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.Doses, agent.Buprenorphine)
	if !ok || person.ProductOf(v, act).ID() != medication.BupSublocade {
		return v.NotApplicable()
	}
	return v.Violated(nil, "%s in pregnancy", person.ProductOf(v, act).Name())
}
