package buprenorphine

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// InductionSignsLimits are the limits of the objective signs before the first dose.
type InductionSignsLimits struct {
	Min       plan.Param[int] // fewer: refused
	Preferred plan.Param[int] // fewer: advised against
	Fresh     plan.Param[time.Duration]
}

var inductionSigns = InductionSignsLimits{
	limit.LeastCount("bup.induction.objective-signs.min", "objective signs of withdrawal before a first dose"),
	limit.LeastCount("bup.induction.objective-signs.preferred", "objective signs of withdrawal that are preferred before a first dose"),
	limit.MostTime("bup.induction.objective-signs.fresh", "age of an examination for signs at the first dose"),
}

// InductionSigns returns the limits of the objective signs before the first dose.
func InductionSigns() InductionSignsLimits { return inductionSigns }

var buprenorphineSigns = []plan.Rule{{
	ID:       "bup.induction.objective-signs",
	Aliases:  []record.RuleID{"gb.bup.sl.induction.withdrawal-required"},
	Title:    "Objective signs of withdrawal are seen before the first dose of buprenorphine",
	Severity: record.Block,
	About:    agent.Buprenorphine,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 2.1", evidence.Primary),
		evidence.CABridge.At("objective sign required", evidence.Primary), evidence.ASAM2020.At("page 8", evidence.Primary),
		evidence.SmPCBuvidal64.At("4.2", evidence.Primary)},
	Needs:     plan.Needs(bupStart, inductionSigns.Min, inductionSigns.Preferred, inductionSigns.Fresh),
	Essential: true,
	Unless:    []plan.Exception{unlessLowDose, unlessHomeStart},
	Remedy:    "examine again later, as feeling unwell alone is not enough; or record that there is no physical dependence",
	Override:  plan.Overridable("why the person is started without an objective sign"),
	Only:      bupStart,
	Judge:     judgeObjectiveSigns,
}}

const examineNow = "look for the signs now; or record a start at home, a low-dose start, or that there is no physical dependence"

func judgeObjectiveSigns(v *plan.View) plan.Result {
	least, preferred, fresh := inductionSigns.Min.Of(v), inductionSigns.Preferred.Of(v), inductionSigns.Fresh.Of(v)
	count, at, ok := v.ObjectiveSigns()
	switch {
	case !ok || v.Since(at) > fresh.Value:
		return owed(v, plan.Datum{Name: "an examination for objective signs of withdrawal",
			Want: fmt.Sprintf("that finds %d or more", least.Value), Fresh: fresh.Value}, examineNow)
	case count < least.Value:
		return v.Violated(least, "%s, fewer than %d", phrase.Plural(count, "objective sign"), least.Value)
	case count < preferred.Value:
		return v.ViolatedAs(record.Advice, preferred, "%s, fewer than the preferred %d", phrase.Plural(count, "objective sign"), preferred.Value)
	}
	return v.Met()
}
