package buprenorphine

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/guidance/internal/restart"
	"github.com/oudpath/oudpath/plan/record"
)

// MissedLimits says with how much buprenorphine by mouth goes on after missed days that are no break yet, and how it climbs back.
type MissedLimits struct {
	Ladder plan.Param[restart.Ladder]  // by missed days in a row
	Step   plan.Param[medication.Mass] // on the way back
	Within plan.Param[int]             // days after the smaller dose for which that is the step
}

var missedLimits = MissedLimits{
	plan.NewParam[restart.Ladder]("bup.missed.reduced.ladder", "buprenorphine with which to go on, by missed days in a row", nil),
	limit.MostMass("bup.missed.back.step", "increase of the daily buprenorphine on the way back after missed days"),
	limit.MostDays("bup.missed.back.within", "time for which the way back to the usual buprenorphine has its own steps"),
}

// Missed returns with how much buprenorphine by mouth goes on after missed days that are no break yet, and how it climbs back.
func Missed() MissedLimits { return missedLimits }

var buprenorphineMissed = []plan.Rule{
	{
		ID:       "bup.missed.reduced",
		Title:    "After several missed days buprenorphine goes on with a part of the usual dose, after a review",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.NSW2018.At("missed doses, four to five days: the higher of half and 8 mg", evidence.Secondary)},
		Needs:    plan.Needs(inCourse, missedLimits.Ladder),
		Unless:   []plan.Exception{unlessLowDose},
		Remedy:   "let the prescriber see the person, go on with the smaller dose, and climb back as it is tolerated",
		Only:     inCourse,
		Judge:    judgeMissedReduced,
	},
	{
		ID:       "bup.missed.back",
		Title:    "After missed days buprenorphine climbs back to the usual dose in steps",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.NSW2018.At("missed doses: back in steps of at most 8 mg over 2 to 3 days", evidence.Secondary)},
		Needs:    plan.Needs(inCourse, missedLimits.Step, missedLimits.Within, plan.Optional(missedLimits.Ladder)),
		Remedy:   "take a smaller step, and look at the person before the next one",
		Only:     inCourse,
		Judge:    judgeMissedBack,
	},
	{
		ID:       "bup.missed.lapse",
		Title:    "After missed days with another opioid in between the person is looked at before buprenorphine goes on",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.VictoriaReinduction.At("buprenorphine: one to three missed days are resumed", evidence.Secondary),
			evidence.NSW2018.At("missed doses: why, what else was taken, intoxication or withdrawal", evidence.Secondary)},
		Needs:  plan.Needs(resuming),
		Remedy: "ask why doses were missed and what was taken since, and score withdrawal; never to somebody who is intoxicated",
		Only:   resuming,
		Judge:  judgeLapse,
	},
}

func judgeLapse(v *plan.View) plan.Result {
	r, _ := resuming.Of(v)
	for c := range v.Now().Opioids() {
		if !undated(c) && !partialOnly(c) && !shownByChallenge(c) && r.last.Before(c.At) {
			return v.Violated(nil, "%s %s ago, after %s: the dose can precipitate withdrawal", agentOf(c), phrase.Elapsed(v, c.At),
				phrase.Plural(r.missed, "missed day"))
		}
	}
	return v.NotApplicable()
}

// missedBefore returns how many days in a row were missed before the first dose that the event brings, and what the last day with doses came to; ok is
// false if there is none, or a depot carries on. Days for which doses were handed out, or for which the schedule has none, are not missed.
func missedBefore(v *plan.View) (missed int, usual medication.Mass, ok bool) {
	ends := person.GapEnds(v, medication.Buprenorphine)
	for _, day := range mouthDays(v) {
		if day.day == person.FirstDay(v) {
			continue
		}
		last := laterDay(day.day, v.Now().CoveredTo(medication.Buprenorphine, ends.Add(-1)))
		missed = ends.Since(last) - 1
		if order, _, _ := v.OrderInForce(medication.Buprenorphine); !order.Schedule.IsZero() && missed > 0 {
			missed = order.Schedule.MissedBetween(last, ends)
		}
		return missed, day.plain, missed > 0 && !depotOnBoard(v)
	}
	return 0, medication.Mass{}, false
}

func judgeMissedReduced(v *plan.View) plan.Result {
	missed, usual, ok := missedBefore(v)
	ladder := missedLimits.Ladder.Of(v)
	part, reduced := ladder.Value.After(missed)
	if !ok || !reduced {
		return v.NotApplicable()
	}
	p, _ := inCourse.Lent(v)
	dose := part.From(usual)
	if p.total.Compare(dose) <= 0 {
		return v.Met()
	}
	return v.Violated(ladder.Showing(dose.String()), "%s after %s: above %s, which is %s", p.total, phrase.Plural(missed, "missed day"), dose, part).
		WithRemedy("assess the person, and go on with %s", dose)
}

func judgeMissedBack(v *plan.View) plan.Result {
	most, within := missedLimits.Step.Of(v), missedLimits.Within.Of(v)
	ladder, set := missedLimits.Ladder.If(v)
	p, _ := inCourse.Lent(v)
	back, ok := restart.WayBack(v, medication.Buprenorphine, within.Value, func(missed int) bool {
		_, reduced := ladder.Value.After(missed)
		return set && reduced
	})
	if !ok || back.Usual.Compare(p.total) < 0 || p.total.Compare(p.before) <= 0 {
		return v.NotApplicable()
	}
	if step, _ := p.total.Sub(p.before); most.Value.Compare(step) < 0 {
		return v.Violated(most, "from %s to %s on the way back to %s: a step of %s, above %s", p.before, p.total, back.Usual, step, most.Value)
	}
	return v.Met()
}
