package interaction

import (
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// MAOIWindowLimits is for how many days a monoamine oxidase inhibitor matters after it was stopped.
type MAOIWindowLimits struct{ Stopped plan.Param[int] }

var maoiWindow = MAOIWindowLimits{
	limit.LeastDays("ix.maoi.window", "days after a monoamine oxidase inhibitor before an agonist"),
}

// MAOIWindow returns for how many days a monoamine oxidase inhibitor matters after it was stopped.
func MAOIWindow() MAOIWindowLimits { return maoiWindow }

var maoInhibitors = medication.ClassesOf(medication.MAOInhibitor)

var maoInhibition = beside{methadone: maoInhibitors, buprenorphine: maoInhibitors, morphine: maoInhibitors, asks: true, effect: "it inhibits monoamine oxidase"}

var maoi = plan.Rule{
	ID:       "ix.maoi",
	Title:    "Agonists are kept apart from monoamine oxidase inhibitors, linezolid included",
	Severity: record.Warning,
	About:    agent.OfAgonists,
	Watches:  record.Doses | record.Contacts,
	Cites: []evidence.Citation{evidence.LabelMethadoneTablets.At("section 7", evidence.Secondary),
		evidence.LabelSuboxoneFilm.At("section 7",
			evidence.Secondary).SeenIn("public set of drug interaction pairs that quotes the label")},
	Needs:  plan.Needs(maoiWindow.Stopped),
	Remedy: "not recommended, though not contraindicated: wait out the time, or choose another antidepressant or antibiotic",
	Only:   interplay,
	Judge:  judgeMAOI,
}

// judgeMAOI is the interaction, and the days after it was stopped. They have passed when the clock on the wall says so.
func judgeMAOI(v *plan.View) plan.Result {
	window := maoiWindow.Stopped.Of(v)
	worst := maoInhibition.judge(v)
	act, ok := person.AgonistBrought(v)
	if !ok || repeats(v, act) {
		return worst
	}
	if _, quiet := maoInhibition.quietly(v); quiet {
		return worst
	}
	if agents := maoInhibition.company(v, act.Substance, window.Value).agents; len(agents) > 0 {
		return plan.WorstOf(worst, v.Violated(window, "%s less than %s after %s", act.Substance, phrase.Plural(window.Value, "day"),
			strings.Join(agents, "; ")))
	}
	return worst
}

// MAOInhibitorsWith names the inhibitors of monoamine oxidase that are taken beside a medication, or were stopped fewer than the days ago.
func MAOInhibitorsWith(v *plan.View, s medication.Substance, days int) []string {
	return maoInhibition.company(v, s, days).agents
}
