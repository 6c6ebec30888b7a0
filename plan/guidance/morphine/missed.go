package morphine

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/guidance/internal/restart"
	"github.com/oudpath/oudpath/plan/record"
)

// MissedLimits says with how much it goes on after missed doses in a row, and from how many tolerance counts as lost.
type MissedLimits struct {
	Ladder plan.Param[restart.Ladder]  // before a new start
	Anew   plan.Param[int]             // missed doses from which it is a new start
	Most   plan.Param[medication.Mass] // with which that begins
}

var missedLimits = MissedLimits{
	plan.NewParam[restart.Ladder]("morphine.missed.reduced.ladder", "slow-release morphine with which to go on, by missed doses in a row", nil),
	limit.MostCount("morphine.missed.anew.doses", "missed doses in a row from which slow-release morphine is started anew"),
	limit.MostMass("morphine.missed.anew.most", "slow-release morphine with which it is started anew"),
}

// Missed returns with how much slow-release morphine goes on after missed doses in a row, and from how many it is started anew. Its ladder
// is made by methadone.NewRestartLadder, as those of methadone are.
func Missed() MissedLimits { return missedLimits }

var missedCites = []evidence.Citation{evidence.BCGuideline2017.At("missed doses of slow-release morphine", evidence.Secondary)}

var missed = []plan.Rule{
	{
		ID:       "morphine.missed.reduced",
		Title:    "After several missed doses slow-release morphine goes on with a part of the usual dose",
		Severity: record.Warning,
		About:    agent.SlowMorphine,
		Watches:  record.Doses,
		Cites:    missedCites,
		Needs:    plan.Needs(missedLimits.Ladder, plan.Optional(missedLimits.Anew)),
		Remedy:   "let the prescriber see the person, go on with the smaller dose, and climb back as it is tolerated",
		Only:     returns,
		Judge:    judgeReduced,
	},
	{
		ID:       "morphine.missed.anew",
		Title:    "After a long gap slow-release morphine is started anew",
		Severity: record.Block,
		About:    agent.SlowMorphine,
		Watches:  record.Doses,
		Cites:    missedCites,
		Needs:    plan.Needs(missedLimits.Anew, missedLimits.Most),
		Remedy:   "start anew with a first dose, and rise as after any start: the old dose can kill now",
		Override: plan.Overridable("how it is known that tolerance was kept, such as doses from elsewhere"),
		Only:     returns,
		Judge:    judgeAnew,
	},
}

// gap is what lies between the last dose and the first one that the event brings.
type gap struct {
	usual  medication.Mass // daily dose before
	last   civil.Date      // last day that was covered
	missed int             // doses missed in a row; if not known, the most that can have been
	known  bool
}

// returns holds where the event brings it to somebody who took it before, here or by a verified transfer, and doses were or may have been
// missed since.
var returns = plan.NewFact(func(v *plan.View) (g gap, ok bool) {
	if !brings.Holds(v) {
		return gap{}, false
	}
	if elsewhere, ok := confirmed.Of(v); ok {
		day := v.DayOf(elsewhere.At)
		g = gap{elsewhere.DailyDose, day, max(person.FirstDay(v).Since(day)-1, 0), true}
		return g, g.missed > 0
	}
	before, dosed := dosedBefore.Of(v)
	if _, taken := v.FirstDose(substance); !dosed || !taken {
		return gap{}, false
	}
	g = gap{usual: before.total, last: before.day}
	if latest, _ := v.LastDose(substance); latest.Day != person.FirstDay(v) {
		g.missed, g.last, g.known = person.Missed(v, substance)
	}
	if !g.known {
		if covered := v.Now().CoveredTo(substance, v.Day().Add(-1)); g.last.Before(covered) {
			g.last = covered
		}
		g.missed = max(person.GapEnds(v, substance).Since(g.last)-1, 0)
		g.known = g.missed == 0
	}
	return g, g.missed > 0
})

// uncounted is what a rule lacks where nobody knows how many doses were missed.
func uncounted(v *plan.View, g *gap) plan.Result {
	return v.Lacks("the schedule of slow-release morphine, or how many doses were missed since " + g.last.String())
}

func judgeReduced(v *plan.View) plan.Result {
	m, _ := brings.Lent(v)
	g, _ := returns.Lent(v)
	ladder := missedLimits.Ladder.Of(v)
	anew, ends := missedLimits.Anew.If(v)
	part, ok := ladder.Value.After(g.missed)
	dose := part.From(g.usual)
	switch {
	case !ok || ends && g.missed >= anew.Value:
		return v.NotApplicable()
	case !m.known:
		return v.Lacks(amountMissing)
	case m.total.Compare(dose) <= 0: // right for fewer missed doses too
		return v.Met()
	case !g.known:
		return uncounted(v, g)
	}
	return v.Violated(ladder.Showing(dose.String()), "%s after %s: above %s, which is %s", m.total, phrase.Plural(g.missed, "missed dose"), dose,
		part).WithRemedy("assess the person, and go on with %s", dose)
}

func judgeAnew(v *plan.View) plan.Result {
	m, _ := brings.Lent(v)
	g, _ := returns.Lent(v)
	from, most := missedLimits.Anew.Of(v), missedLimits.Most.Of(v)
	dose := most.Value.Lower(g.usual)
	switch {
	case g.missed < from.Value:
		return v.NotApplicable()
	case !m.known:
		return v.Lacks(amountMissing)
	case m.total.Compare(dose) <= 0: // no more than a new start, however long the gap was
		return v.Met()
	case !g.known:
		return uncounted(v, g)
	}
	return v.Violated(from, "%s after %s, which from %d on is a new start: above %s", m.total, phrase.Plural(g.missed, "missed dose"), from.Value, dose)
}
