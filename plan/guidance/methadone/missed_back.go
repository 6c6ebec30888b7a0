package methadone

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

// MissedBackLimits are the steps in which methadone climbs back to the usual dose after a gap that did not end tolerance. Where a place
// sets them they stand for those of a rise.
type MissedBackLimits struct {
	Step     plan.Param[medication.Mass]
	Interval plan.Param[int] // days from one step to the next; a place that sets none asks for no wait
	Within   plan.Param[int] // days after the smaller dose for which these are the steps
}

var missedBack = MissedBackLimits{
	limit.MostMass("methadone.missed.back.step", "increase of the daily methadone on the way back after missed doses"),
	limit.LeastCount("methadone.missed.back.interval", "days from one increase to the next on the way back after missed doses"),
	limit.MostDays("methadone.missed.back.within", "time for which the way back to the usual methadone has its own steps"),
}

// MissedBack returns the steps in which methadone climbs back to the usual dose after a gap that did not end tolerance.
func MissedBack() MissedBackLimits { return missedBack }

var methadoneBack = plan.Rule{
	ID:       "methadone.missed.back",
	Title:    "After missed doses methadone climbs back to the usual dose in steps",
	Severity: record.Warning,
	About:    agent.Methadone,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.NSW2018.At("missed doses: back in steps of at most 20 mg over 5 to 7 days", evidence.Secondary),
		evidence.VictoriaReinduction.At("methadone: back in steps of at most 10 mg every second day over 5 to 7 days", evidence.Secondary)},
	Needs:  plan.Needs(append(backNeeds(missedBack.Step), plan.Optional(missedBack.Interval))...),
	Unless: []plan.Exception{{Context: record.MonitoredInpatient, Leaves: record.Advice, Supported: inMonitoredBed, Why: unlessMonitored.Why}},
	Remedy: "take a smaller step, or wait: tolerance that missed doses have lowered returns over days",
	Only:   riseFact,
	Judge:  judgeMissedBack,
}

// backNeeds are the needs of what asks for the way back.
func backNeeds(own ...plan.Need) []plan.Need {
	return append(own, missedBack.Within, plan.Optional(missedReduced.Ladder), plan.Optional(missedAnew.Doses))
}

// climbingBack returns the way back on which the event is a step: from a smaller dose after a gap, and not above the usual one.
func climbingBack(v *plan.View) (restart.Back, bool) {
	within, set := missedBack.Within.If(v)
	ladder, also := missedReduced.Ladder.If(v)
	if !set || !also {
		return restart.Back{}, false
	}
	back, ok := restart.WayBack(v, medication.Methadone, within.Value, func(missed int) bool {
		anew, ends := missedAnew.Doses.If(v)
		_, reduced := ladder.Value.After(missed)
		return reduced && (!ends || missed < anew.Value)
	})
	_, total, rises := rising(v)
	return back, ok && rises && total.Compare(back.Usual) <= 0
}

func judgeMissedBack(v *plan.View) plan.Result {
	back, ok := climbingBack(v)
	if !ok {
		return v.NotApplicable()
	}
	before, total, _ := rising(v)
	most := missedBack.Step.Of(v)
	if step, _ := total.Sub(before.total); most.Value.Compare(step) < 0 {
		return v.Violated(most, "from %s to %s on the way back to %s: a step of %s, above %s", before.total, total, back.Usual, step, most.Value)
	}
	interval, waits := missedBack.Interval.If(v)
	if !waits {
		return v.Met()
	}
	days := person.FirstDay(v).Since(back.Began)
	if since, risen := sinceIncrease(v, interval.Value); risen {
		days = min(days, since)
	}
	if days < interval.Value {
		return v.Violated(interval, "%s since the last step on the way back to %s, less than %d", phrase.Plural(days, "day"), back.Usual,
			interval.Value)
	}
	return v.Met()
}
