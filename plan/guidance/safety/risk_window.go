package safety

import (
	"strconv"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// RiskWindowLimits is how long the time after a start, and after leaving, is most dangerous.
type RiskWindowLimits struct {
	Start plan.Param[int]
	Exit  plan.Param[int]
}

var riskWindow = RiskWindowLimits{
	limit.LeastDays("risk.window.start.days", "days of closer contact after the start of a medication"),
	limit.LeastDays("risk.window.exit.days", "days of closer contact after leaving"),
}

// RiskWindow returns how long the time after a start, and after leaving, is most dangerous.
func RiskWindow() RiskWindowLimits { return riskWindow }

// closeContact is a reminder up to the end of the dangerous weeks. Whoever is missed in them is looked for on that day.
var closeContact = plan.Duty{
	ID:      "risk.window.start",
	Title:   "Keep close contact in the first weeks: ask about sedation and sedatives, and look for somebody who is missed",
	Cites:   []evidence.Citation{evidence.MATScotland2021.At("mortality in the first four weeks of treatment", evidence.Primary)},
	About:   agent.OfAgonists,
	Watches: record.Doses | record.Misses | record.Serves | record.Shows | record.Endings,
	During:  plan.WhileTreated,
	Needs:   plan.Needs(riskWindow.Start),
	When:    closeContactDue,
}

var riskWindows = []plan.Rule{
	{
		ID:       "risk.window.exit",
		Title:    "The first four weeks after leaving are dangerous: contact is kept",
		Severity: record.Advice,
		Watches:  record.Goes | record.Serves | record.Contacts,
		Cites: []evidence.Citation{evidence.MATScotland2021.At("mortality in the first four weeks after leaving treatment",
			evidence.Primary)},
		Needs:  plan.Needs(riskWindow.Exit),
		Remedy: "reach out, offer the way back on the same day, supply naloxone, and speak about lost tolerance",
		Judge:  judgeExitWindow,
	},
}

// lastMissed returns when the person, or a dose, was last missed.
func lastMissed(v *plan.View) (at time.Time, ok bool) {
	for _, kind := range [...]record.Kind{record.KindVisitMissed, record.KindDoseMissed} {
		if ev, missed := v.Last(kind); missed && ev.At.After(at) {
			at, ok = ev.At, true
		}
	}
	return at, ok
}

// closeContactDue is due on the last day of the window, or on a day in it on which somebody was missed, until there is contact again.
func closeContactDue(v *plan.View) (plan.Due, bool) {
	window := riskWindow.Start.Of(v)
	s, taken := person.AgonistTaken(v)
	since, known := person.TakenSince(v, s)
	if !taken || !known {
		return plan.Due{}, false
	}
	last := since.Add(window.Value - 1)
	if at, ok := lastMissed(v); ok {
		day := v.DayOf(at)
		if seen, ok := person.LastContact(v); !day.Before(since) && !last.Before(day) && (!ok || seen.Before(at)) {
			return plan.Due{On: day, Why: "missed on day " + strconv.Itoa(day.Since(since)+1) + " of " + s.String()}, true
		}
	}
	why := s.String() + " began on " + since.String() + ": the first " + phrase.Plural(window.Value, "day") + " are the most dangerous"
	return plan.Due{On: last, Why: why}, !last.Before(v.Day())
}

// seenOutside reports whether the event shows somebody who has left care: a use or an overdose that is told or found, a visit
// that was missed, a way back.
func seenOutside(v *plan.View) bool {
	switch v.Body().(type) {
	case record.VisitMissed, record.StageMove:
		return true
	}
	for act := range v.Acts().All() {
		if c := (exposure.Contact{Classes: act.Classes, Unclassed: act.Unclassed}); act.Means.Any(record.Contacts) && c.Opioid() {
			return true
		}
	}
	return false
}

func judgeExitWindow(v *plan.View) plan.Result {
	window := riskWindow.Exit.Of(v)
	if b, ok := person.Discharge(v); ok {
		if b.MedicationContinues == truth.Yes && b.ReferralArranged == truth.Yes {
			return v.Met()
		}
		return v.Violated(window, "the next %s after leaving are the most dangerous", phrase.Plural(window.Value, "day"))
	}
	stage, since := v.Stage()
	if !person.Resting(stage) || !seenOutside(v) {
		return v.NotApplicable()
	}
	if days := v.DaysSince(since); days <= window.Value {
		return v.Violated(window, "left care %s ago, not more than %d", phrase.Plural(days, "day"), window.Value)
	}
	return v.Met()
}
