package morphine

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/record"
)

// PlaceLimits says whether a text of the place knows slow-release morphine as a treatment of opioid use disorder.
type PlaceLimits struct{ Treatment plan.Param[bool] }

var placeLimits = PlaceLimits{
	limit.Whether("morphine.place.treatment", "whether slow-release morphine is a treatment of opioid use disorder"),
}

// Place returns whether a text of the place knows slow-release morphine as a treatment of opioid use disorder. Where nothing is set it is
// not ordered.
func Place() PlaceLimits { return placeLimits }

var place = []plan.Rule{
	{
		ID:        "morphine.place",
		Title:     "Slow-release morphine is ordered for opioid use disorder where a text of the place knows it as a treatment",
		Severity:  record.Block,
		About:     agent.SlowMorphine,
		Watches:   record.Doses,
		Cites:     []evidence.Citation{evidence.CRISM2024.At("slow-release oral morphine is the second line", evidence.Secondary)},
		Needs:     plan.Needs(placeLimits.Treatment),
		Remedy:    "choose methadone or buprenorphine; for somebody who was given it in another country, ask who may go on with it here",
		Override:  plan.Overridable("who allows it here, and for whom"),
		Essential: true,
		Only:      brings,
		Judge:     judgePlace,
	},
	{
		ID:       "morphine.formulation",
		Title:    "For opioid use disorder the release over 24 hours is used: that over 12 hours was not studied",
		Severity: record.Warning,
		About:    agent.SlowMorphine,
		Watches:  record.Doses,
		Cites:    formulationCites,
		Remedy:   "choose the 24-hour release, once a day",
		Only:     brings,
		Judge:    judgeFormulation,
	},
	{
		ID:       "ca-bc.srom.formulation",
		Title:    "For opioid use disorder the release over 24 hours is used, and not that over 12 hours",
		Severity: record.Block,
		About:    agent.SlowMorphine,
		Watches:  record.Doses,
		Cites:    formulationCites,
		Remedy:   "choose the 24-hour release, once a day",
		Override: plan.Overridable("why the 24-hour release cannot be had, and how doses are watched"),
		Only:     brings,
		Judge:    judgeFormulation,
	},
}

var formulationCites = []evidence.Citation{
	evidence.BCCSU2023.At("appendix 3.4: only the once-daily 24-hour release was studied", evidence.Primary),
	evidence.BCCSU2017.At("12-hour releases are not recommended", evidence.Secondary),
}

// judgePlace leaves what is ordered for pain to the rules about safety and the market: it is no treatment of opioid use disorder.
func judgePlace(v *plan.View) plan.Result {
	if forPain(v) {
		return v.NotApplicable()
	}
	if known := placeLimits.Treatment.Of(v); !known.Value {
		return v.Violated(known, "slow-release morphine is no treatment of opioid use disorder here")
	}
	return v.Met()
}

// judgeFormulation warns, and no more, where it is said to be for pain: what it is for is a word, and the release is a danger by either.
func judgeFormulation(v *plan.View) plan.Result {
	m, _ := brings.Lent(v)
	switch {
	case !m.product.IsValid():
		return v.Lacks("which release of morphine it is")
	case m.product.ID() != medication.Morphine12h:
		return v.Met()
	case forPain(v):
		return v.ViolatedAs(record.Warning, nil, "%s, said to be for pain: for opioid use disorder it was not studied", m.product.Name())
	}
	return v.Violated(nil, "%s: for opioid use disorder it was not studied", m.product.Name())
}

func forPain(v *plan.View) bool {
	d, dosing := v.Dosing()
	return dosing && d.Purpose == record.PurposePain
}
