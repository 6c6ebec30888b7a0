package program

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// TakeHomeDoubtLimits is for how long an overdose speaks against doses to take home.
type TakeHomeDoubtLimits struct{ Overdose plan.Param[int] }

var takeHomeDoubt = TakeHomeDoubtLimits{
	limit.LeastDays("takehome.overdose.days", "days for which an overdose is to be weighed before doses are taken home"),
}

// TakeHomeDoubt returns for how long an overdose speaks against doses to take home: the law of the United States names the criterion and
// no time, and no other text names either.
func TakeHomeDoubt() TakeHomeDoubtLimits { return takeHomeDoubt }

// takeHomeDoubts are what speaks against methadone at home wherever somebody is. They warn: the law of the United States alone makes criteria
// of them, and whoever is not handed doses is still given them.
var takeHomeDoubts = []plan.Rule{
	{
		ID:       "takehome.overdose",
		Title:    "Methadone is taken home only after an overdose was weighed",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.TakenHome,
		Cites: []evidence.Citation{evidence.Proposal.At("28 days after an overdose", evidence.Unconfirmed),
			evidence.Part8.At("(i)(2)", evidence.Secondary)},
		Needs:  plan.Needs(takeHomeDoubt.Overdose),
		Remedy: "weigh the overdose, and look at dose and naloxone, before doses go home; the daily dose goes on",
		Judge:  judgeTakeHomeOverdose,
	},
	{
		ID:       "takehome.diversion",
		Title:    "Methadone is not taken home while it goes to somebody else",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.TakenHome,
		Cites:    []evidence.Citation{evidence.WHO2009.At("supervised doses against diversion", evidence.Secondary)},
		Remedy:   "have doses watched, or hand out few at a time, and ask why; the daily dose goes on",
		Where:    func(t plan.Traces) bool { return t.Conditions(record.RecentDiversion) },
		Judge:    judgeDivertedHome,
	},
}

// broughtHome reports whether methadone is taken home on other days than those on which nobody could hand it out.
func broughtHome(v *plan.View) bool {
	act, ok := v.Acts().Of(record.TakenHome, agent.Methadone)
	return ok && act.Days > closedDays(v, act)
}

func judgeTakeHomeOverdose(v *plan.View) plan.Result {
	if !broughtHome(v) {
		return v.NotApplicable()
	}
	window := takeHomeDoubt.Overdose.Of(v)
	overdose, ok := v.Now().Overdose()
	if !ok {
		person.Unasked(v)
		return v.NotApplicable()
	}
	if v.DaysSince(overdose.At) >= window.Value {
		return v.NotApplicable()
	}
	return v.Violated(window, "an overdose on %s, %s ago, fewer than %d, and doses to take home", v.DayOf(overdose.At),
		phrase.Plural(v.DaysSince(overdose.At), "day"), window.Value)
}

func judgeDivertedHome(v *plan.View) plan.Result {
	if v.Health(record.RecentDiversion) != truth.Yes || !broughtHome(v) {
		return v.NotApplicable()
	}
	return v.ViolatedAs(record.Warning, nil, "recent diversion is on record, and doses to take home")
}
