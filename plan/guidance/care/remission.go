package care

import (
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
)

// Remission is what dated criteria and use on record say of a remission, whether or not anybody has recorded one.
type Remission struct {
	Early     bool // for as long as early remission takes, at least; false: no remission
	Sustained bool // for as long as sustained remission takes, at least
	Since     civil.Date
	Asked     civil.Date // when the criteria were last asked for; what came after is not known
	// Maintenance says that a medication for opioid use disorder is taken, naltrexone included, and Controlled that the person is in an
	// environment in which opioids are hard to get. Neither is an obstacle to remission.
	Maintenance, Controlled bool
}

// String writes the remission with its specifiers: "early remission since 2026-01-05, on maintenance therapy".
func (r Remission) String() string {
	if !r.Early {
		return "no remission"
	}
	text := "early remission since " + r.Since.String()
	if r.Sustained {
		text = "sustained remission since " + r.Since.String()
	}
	if r.Maintenance {
		text += ", on maintenance therapy"
	}
	if r.Controlled {
		text += ", in a controlled environment"
	}
	return text
}

// RemissionOf derives a remission: the criteria were asked for, none but craving was met then (nor tolerance and withdrawal in somebody
// who takes an agonist), and from the last sign of the disorder before to that day it was long enough. ok is false where that is not
// known: nobody asked since the last use, which criteria were met is not clear, or there is no sign of a disorder to count from.
func RemissionOf(v *plan.View) (r Remission, ok bool) {
	early, set := remissionMonths.Early.If(v)
	sustained, also := pathwayIntervals.SustainedRemission.If(v)
	if r, ok = derivedRemission(v, early.Value); !set || !also || !ok {
		return Remission{}, false
	}
	r.Sustained = r.Early && !r.Asked.Before(r.Since.AddMonths(sustained.Value))
	return r, true
}

// derivedRemission is RemissionOf without the question whether it is sustained.
func derivedRemission(v *plan.View, months int) (r Remission, ok bool) {
	fewest, most, at, asked := standingInTheWay(v)
	if !asked {
		return Remission{}, false
	}
	_, r.Maintenance = v.MedicationActive()
	r.Controlled = v.Holds(record.ControlledEnvironment) || v.Holds(record.Custody)
	r.Asked = v.DayOf(at)
	since, seen := lastDisorder(v, at)
	switch {
	case fewest > 0:
		return r, true
	case most > 0, !seen, since.After(at):
		return Remission{}, false
	}
	r.Since = v.DayOf(since)
	r.Early = !r.Asked.Before(r.Since.AddMonths(months))
	return r, true
}

// lastDisorder returns when the record last shows the disorder: use, a diagnosis with criteria or said to be none of remission, or
// criteria that were met when they were asked for before the last time. Which ones were met then does not matter: the later day is the
// safer one. A diagnosis that says neither may be the code of a list that is written again at every visit.
func lastDisorder(v *plan.View, asked time.Time) (at time.Time, ok bool) {
	at, ok = lastUse(v)
	for ev := range v.Past {
		if ok && ev.At.Before(at) {
			return at, true
		}
		switch b := ev.Body.(type) {
		case record.DiagnosisRecorded:
			if b.Remission == truth.No || b.Criteria > 0 && b.Remission != truth.Yes {
				return ev.At, true
			}
		case record.Scored:
			if b.Scale == scale.DSM5OUD && b.Total > 0 && ev.At.Before(asked) {
				return ev.At, true
			}
		}
	}
	return at, ok
}

// remissionAgrees says where what is recorded of remission and what else is on record contradict each other.
var remissionAgrees = plan.Rule{
	ID:       "dx.remission",
	Aliases:  []record.RuleID{"dx.remission.craving-allowed", "dx.remission.on-maintenance"},
	Title:    "What is recorded of remission agrees with the criteria and the use on record",
	Severity: record.Advice,
	Watches:  record.Says | record.Shows,
	Narrow:   "it looks at what is stated, where it is stated; what is decided on it is judged by recovery.remission",
	Cites:    []evidence.Citation{evidence.DSM5TR.At("remission", evidence.Primary)},
	Needs:    plan.Needs(remissionMonths.Early),
	Remedy:   "settle which of the two is right, and correct the other; medication is no obstacle to remission",
	Applies:  statesRemission,
	Judge:    judgeRemissionStated,
}

// statesRemission reports whether the event records a remission or its absence, or criteria beside one that is on record.
func statesRemission(v *plan.View) bool {
	switch b := v.Body().(type) {
	case record.DiagnosisRecorded:
		return b.Remission != truth.Unknown
	case record.Scored:
		return b.Scale == scale.DSM5OUD && recordedRemission(v)
	}
	return false
}

func recordedRemission(v *plan.View) bool {
	ev, ok := v.Last(record.KindDiagnosisRecorded)
	return ok && ev.Body.(record.DiagnosisRecorded).Remission == truth.Yes
}

func judgeRemissionStated(v *plan.View) plan.Result {
	months := remissionMonths.Early.Of(v)
	recent := func(at time.Time) bool { return v.Day().Before(v.DayOf(at).AddMonths(months.Value)) }
	if b, ok := v.Body().(record.Scored); ok {
		if fewest, _ := inTheWay(v, b); fewest > 0 {
			return v.Violated(months, "at least %d criteria are met, and the disorder is recorded as in remission", fewest)
		}
		return v.Met()
	}
	stated := v.Body().(record.DiagnosisRecorded).Remission
	if stated == truth.No {
		if r, ok := derivedRemission(v, months.Value); ok && r.Early {
			return v.Violated(months, "recorded as not in remission, and by the criteria asked for on %s there is %s", r.Asked, r)
		}
		return v.Met()
	}
	if used, ok := lastUse(v); ok && recent(used) {
		return v.Violated(months, "recorded as in remission, and there was use on %s, less than %s ago", v.DayOf(used),
			phrase.Plural(months.Value, "month"))
	}
	if fewest, _, at, ok := standingInTheWay(v); ok && fewest > 0 && recent(at) {
		return v.Violated(months, "recorded as in remission, and at least %d criteria were met on %s, less than %s ago", fewest, v.DayOf(at),
			phrase.Plural(months.Value, "month"))
	}
	return v.Met()
}

// inTheWay returns how many criteria of a score that is being recorded stand in the way of a remission, from the fewest to the most.
func inTheWay(v *plan.View, b record.Scored) (fewest, most int) {
	aside := besideRemission(v)
	met, err := scale.CriteriaFrom(b.Items)
	if b.Items == nil || err != nil {
		return max(b.Total-len(aside), 0), b.Total
	}
	d := scale.OUD(met, supervisedOnly(v))
	fewest = without(d.Counted(), aside)
	return fewest, fewest + without(d.Undecided(), aside)
}
