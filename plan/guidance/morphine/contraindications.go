package morphine

import (
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/interaction"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// KidneyLimits is the filtration below which a kidney counts as failing where nobody said whether it is.
type KidneyLimits struct {
	Below plan.Param[record.Quantity] // mL/min per 1.73 m2
}

var kidneyLimits = KidneyLimits{
	limit.LeastQuantity("morphine.kidney.below", "glomerular filtration below which slow-release morphine is warned of"),
}

// Kidney returns the filtration below which slow-release morphine is warned of.
func Kidney() KidneyLimits { return kidneyLimits }

var appendix = evidence.BCCSU2023.At("appendix 3.4, contraindications", evidence.Primary)

var contraindications = []plan.Rule{
	{
		ID:       "morphine.contraindicated",
		Title:    "Slow-release morphine is not given with paralytic ileus, severely impaired breathing or failing kidneys",
		Severity: record.Block,
		About:    agent.SlowMorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{appendix},
		Remedy:   "treat that first, choose buprenorphine or methadone, or take advice from a specialist",
		Override: plan.Overridable("why the benefit outweighs the contraindication, and who watches"),
		Missing:  plan.Reported("whoever orders it sees the person; an empty list of conditions must not stop the treatment"),
		Only:     brings,
		Judge:    judgeConditions,
	},
	{
		ID:       "morphine.maoi",
		Title:    "Slow-release morphine is not started or raised beside a monoamine oxidase inhibitor, or within days after one",
		Severity: record.Block,
		About:    agent.SlowMorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{appendix},
		Needs:    plan.Needs(interaction.MAOIWindow().Stopped),
		Remedy:   "let the prescriber of the inhibitor change it, or choose another treatment meanwhile",
		Override: plan.Overridable("why the benefit outweighs the contraindication"),
		Missing:  plan.Reported("ix.maoi asks for the list of medicines"),
		Only:     startsOrRises,
		Judge:    judgeInhibitor,
	},
	{
		ID:       "morphine.pregnancy",
		Title:    "In pregnancy slow-release morphine is started with what is known told; somebody who is stable on it may stay on it",
		Severity: record.Advice,
		About:    agent.SlowMorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.BCCSU2023.At("appendix 3.4, cautions: pregnancy", evidence.Primary)},
		Remedy:   "tell the person what is known of each medication in pregnancy; methadone and buprenorphine are known better",
		Only:     starts,
		Judge:    judgePregnancy,
	},
	{
		ID:       "morphine.kidney",
		Title:    "With a low filtration slow-release morphine is known to accumulate",
		Severity: record.Warning,
		About:    agent.SlowMorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{appendix, evidence.Proposal.At("from which filtration on", evidence.Unconfirmed)},
		Needs:    plan.Needs(kidneyLimits.Below),
		Remedy:   "ask whether there is a chronic disease of the kidneys, which contraindicates it; choose another treatment",
		Where:    func(t plan.Traces) bool { return t.Measured(record.EGFR) },
		Only:     brings,
		Judge:    judgeKidney,
	},
}

// refusing are the conditions with which nobody is given it.
var refusing = []record.Health{record.GastrointestinalObstruction, record.SignificantRespiratoryDepression, record.AcuteAsthma,
	record.SevereRenalFailure}

// judgeConditions asks at a start whether they are present; later only what is on record counts, so that treatment does not hang on a form.
func judgeConditions(v *plan.View) plan.Result {
	with := func(answer truth.Value) (record.Health, bool) {
		i := slices.IndexFunc(refusing, func(c record.Health) bool { return v.Health(c) == answer })
		if i < 0 {
			return "", false
		}
		return refusing[i], true
	}
	if present, ok := with(truth.Yes); ok {
		return v.Violated(nil, "%s is present", phrase.Spelled(present))
	}
	if !starts.Holds(v) {
		return v.NotApplicable()
	}
	if unasked, ok := with(truth.Unknown); ok {
		return v.Lacks("whether " + phrase.Spelled(unasked) + " is present")
	}
	return v.Met()
}

func judgeInhibitor(v *plan.View) plan.Result {
	window := interaction.MAOIWindow().Stopped.Of(v)
	if agents := interaction.MAOInhibitorsWith(v, substance, window.Value); len(agents) > 0 {
		return v.Violated(window, "slow-release morphine within %s of %s: it inhibits monoamine oxidase", phrase.Plural(window.Value, "day"),
			strings.Join(agents, "; "))
	}
	return v.NotApplicable()
}

func judgePregnancy(v *plan.View) plan.Result {
	if pregnant, _ := v.Pregnant(); pregnant == truth.Yes {
		return v.Violated(nil, "slow-release morphine is started in pregnancy")
	}
	return v.NotApplicable()
}

func judgeKidney(v *plan.View) plan.Result {
	below := kidneyLimits.Below.Of(v)
	rate, _, measured := v.Measured(record.EGFR)
	switch {
	case !measured || v.HealthReported(record.SevereRenalFailure) == truth.Yes: // which morphine.contraindicated says
		return v.NotApplicable()
	case rate.Less(below.Value):
		return v.Violated(below, "a filtration of %s, below %s", rate, below.Value)
	}
	return v.Met()
}
