package care

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
)

// RemissionMonthsLimits are the times without criteria.
type RemissionMonthsLimits struct{ Early plan.Param[int] }

var remissionMonths = RemissionMonthsLimits{
	limit.LeastMonths("recovery.remission.early-months", "months without a criterion for early remission"),
}

// RemissionMonths returns the times without criteria.
func RemissionMonths() RemissionMonthsLimits { return remissionMonths }

var recoveryRemission = plan.Rule{
	ID:       "recovery.remission",
	Title:    "Care becomes the monitoring of remission once there is a remission",
	Severity: record.Warning,
	Watches:  record.Goes,
	Cites:    []evidence.Citation{evidence.DSM5TR.At("remission", evidence.Primary)},
	Needs:    plan.Needs(remissionMonths.Early),
	Remedy:   "review remission and record it; being on medication is no obstacle, and aftercare can go on meanwhile",
	Applies:  entersRecovery,
	Judge:    judgeRemission,
}

// entersRecovery reports whether the event leads to the monitoring of remission, by a move that is open or by force.
func entersRecovery(v *plan.View) bool {
	switch b := v.Body().(type) {
	case record.StageMove:
		return b.Trigger == stages.EnterRecovery
	case record.ForceMove:
		return b.Stage == stages.Recovery
	}
	return false
}

// answeredCriteria returns how many criteria count by the last answers to them, and when they were asked.
func answeredCriteria(v *plan.View) (low, high int, at time.Time, ok bool) {
	score, at, ok := v.Scored(scale.DSM5OUD)
	if !ok {
		return 0, 0, time.Time{}, false
	}
	if d, by := diagnosed(v); by {
		return d.Low, d.High, at, true
	}
	return score.Low, score.High, at, true
}

// standingInTheWay returns how many criteria stand in the way of a remission by the last answers, from the fewest to the most:
// craving does not, and tolerance and withdrawal do not in somebody who takes an agonist.
func standingInTheWay(v *plan.View) (fewest, most int, at time.Time, ok bool) {
	low, high, at, ok := answeredCriteria(v)
	if !ok {
		return 0, 0, time.Time{}, false
	}
	aside := besideRemission(v)
	d, by := diagnosed(v)
	if !by { // which ones is not known
		return max(low-len(aside), 0), high, at, true
	}
	fewest = without(d.Counted(), aside)
	return fewest, fewest + without(d.Undecided(), aside), at, true
}

// besideRemission are the criteria that do not stand in the way of a remission.
func besideRemission(v *plan.View) []scale.Criterion {
	if _, on := person.AgonistTaken(v); on {
		return []scale.Criterion{scale.Craving, scale.Tolerance, scale.Withdrawal}
	}
	return []scale.Criterion{scale.Craving}
}

// without counts the criteria that are not set aside.
func without(criteria, aside []scale.Criterion) (count int) {
	for _, c := range criteria {
		if !slices.Contains(aside, c) {
			count++
		}
	}
	return count
}

func judgeRemission(v *plan.View) plan.Result {
	months := remissionMonths.Early.Of(v)
	diagnosis, recorded := v.Last(record.KindDiagnosisRecorded)
	remission := truth.Unknown
	if recorded {
		remission = diagnosis.Body.(record.DiagnosisRecorded).Remission
	}
	var worst plan.Worst
	used, since := lastUse(v)
	since = since && used.After(diagnosis.At)
	if since && v.Day().Before(v.DayOf(used).AddMonths(months.Value)) {
		worst.Take(v.Violated(months, "use on %s, less than %s ago, and no remission recorded since", v.DayOf(used),
			phrase.Plural(months.Value, "month")))
	}
	met, most, asked, ok := standingInTheWay(v)
	ok = ok && most > 0 && v.Day().Before(v.DayOf(asked).AddMonths(months.Value)) &&
		(!recorded || !v.DayOf(asked).Before(v.DayOf(diagnosis.At)))
	switch {
	case ok && met == 0:
		worst.Take(v.Lacks("which criteria were met on " + v.DayOf(asked).String()))
	case ok && remission == truth.Yes:
		worst.Take(v.Violated(months, "recorded as in remission on %s, and by the answers of %s at least %d criteria are met",
			v.DayOf(diagnosis.At), v.DayOf(asked), met).WithRemedy("settle which of the two is right, and correct the other"))
	case ok:
		worst.Take(v.Violated(months, "at least %d criteria are met by the answers of %s, less than %s ago", met, v.DayOf(asked),
			phrase.Plural(months.Value, "month")))
	}
	switch {
	case remission == truth.No:
		worst.Take(v.Violated(nil, "the disorder is recorded as not in remission"))
	case remission == truth.Unknown || since:
		if r, known := derivedRemission(v, months.Value); known && r.Early { // derived from dated criteria
			break
		}
		worst.Take(v.Lacks("whether the disorder is in remission"))
	}
	return worst.Or(v.Met())
}

// lastUse returns when an opioid was last used that nobody prescribed here: told, by an overdose, or found by a test that the
// medication does not explain. ok is false if that is not on record.
func lastUse(v *plan.View) (at time.Time, ok bool) {
	for c := range v.Now().Opioids() {
		if usedElsewhere(v, c) && (!ok || c.At.After(at)) {
			at, ok = c.At, true
		}
	}
	return at, ok
}

// usedElsewhere reports whether the contact is a use that nobody prescribed here. A medicine on a list is none, nor is what a
// challenge showed: that names no time.
func usedElsewhere(v *plan.View, c *exposure.Contact) bool {
	if c.Dose || c.Event == nil {
		return false
	}
	switch c.Event.Body.(type) {
	case record.OpioidUsed, record.ReturnedToUse, record.Overdosed:
		return true
	case record.Screened:
		return !person.Explained(v, c.Analyte, c.At)
	}
	return false
}
