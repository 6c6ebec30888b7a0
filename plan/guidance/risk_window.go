package guidance

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// RiskWindowLimits is how long the time after a start, and after leaving, is most dangerous.
type RiskWindowLimits struct {
	Start plan.Param[int]
	Exit  plan.Param[int]
}

var riskWindow = RiskWindowLimits{
	atLeastDays("risk.window.start.days", "days of closer contact after the start of a medication"),
	atLeastDays("risk.window.exit.days", "days of closer contact after leaving"),
}

// RiskWindow returns how long the time after a start, and after leaving, is most dangerous.
func RiskWindow() RiskWindowLimits { return riskWindow }

var riskWindows = []plan.Rule{
	{
		ID:       "risk.window.start",
		Title:    "The first four weeks of methadone or buprenorphine are dangerous: contact is close",
		Severity: record.Advice,
		Watches:  record.Doses | record.Misses | record.Serves,
		Cites:    []evidence.Citation{evidence.MATScotland2021.At("mortality in the first four weeks of treatment", evidence.Primary)},
		Needs:    plan.Needs(riskWindow.Start),
		Remedy:   "see the person often, ask about sedation and other sedatives, supply naloxone",
		Judge:    judgeStartWindow,
	},
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

// missedContact reports whether the event says that the person, or a dose, was missed.
func missedContact(v *plan.View) bool {
	switch v.Body().(type) {
	case record.VisitMissed, record.DoseMissed:
		return true
	}
	return false
}

func judgeStartWindow(v *plan.View) plan.Result {
	window := riskWindow.Start.Of(v)
	if act, first := starting(v); first && agonist(act.Substance) {
		return v.Violated(window, "%s is started: the next %s are the most dangerous", act.Substance, plural(window.Value, "day"))
	}
	s, taken := agonistTaken(v)
	since, known := takenSince(v, s)
	if !taken || !known || !missedContact(v) {
		return v.NotApplicable()
	}
	if day := v.Day().Since(since) + 1; day <= window.Value {
		return v.Violated(window, "missed on day %d of %s", day, s)
	}
	return v.Met()
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
	if b, ok := discharge(v); ok {
		if b.MedicationContinues == truth.Yes && b.ReferralArranged == truth.Yes {
			return v.Met()
		}
		return v.Violated(window, "the next %s after leaving are the most dangerous", plural(window.Value, "day"))
	}
	stage, since := v.Stage()
	if !resting(stage) || !seenOutside(v) {
		return v.NotApplicable()
	}
	if days := v.DaysSince(since); days <= window.Value {
		return v.Violated(window, "left care %s ago", plural(days, "day"))
	}
	return v.Met()
}
