package naltrexone

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

var naltrexoneNextDose = plan.Rule{
	ID:       "naltrexone.next-dose",
	Title:    "After opioid use under naltrexone somebody looks for withdrawal and dependence before the next dose",
	Severity: record.Block,
	About:    aboutNaltrexone,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.Decision(9).Cite(),
		evidence.LabelVivitrol.At("section 4: current physiological opioid dependence", evidence.Secondary)},
	Needs:    plan.Needs(nextNaltrexone),
	Remedy:   "examine for withdrawal and dependence; without either the next dose is given in time, for the gap after it is when people die",
	Override: plan.Overridable("who examined, and why the next dose is given"),
	Only:     nextNaltrexone,
	Judge:    judgeNextDose,
}

// judgeNextDose asks for an examination after the last opioid since the last dose, and never for a wait.
func judgeNextDose(v *plan.View) plan.Result {
	last, ok := v.LastDose(medication.Naltrexone)
	if !ok {
		return v.NotApplicable()
	}
	used, text := time.Time{}, ""
	for c := range v.Now().Opioids() {
		at := earlier(c.At, v.At())
		if !waitsFor(c) || !at.After(last.At) || at.Before(used) {
			continue
		}
		used, text = at, contactText(c)
	}
	if v.HealthReported(record.PhysicalDependence) == truth.Yes {
		return v.Violated(nil, "the next naltrexone, with physical dependence on opioids on record")
	}
	person.Unasked(v) // there may have been more since
	if used.IsZero() {
		return v.Met()
	}
	count, at, looked := v.ObjectiveSigns()
	drowsy := person.LastDrowsiness(v)
	switch {
	case drowsy.Seen != "" && !drowsy.At.Before(used): // who is under the effect of what was used cannot be examined for withdrawal
		return v.Lacks("an examination for withdrawal and dependence after the " + drowsy.Seen + " that was seen")
	case !looked || at.Before(used):
		return v.Lacks("an examination for withdrawal and dependence since " + text + " (" + v.DayOf(used).String() + ")")
	case count > 0:
		return v.Violated(nil, "the next naltrexone with %s of withdrawal, %s after %s", phrase.Plural(count, "objective sign"), phrase.Elapsed(v, used),
			text)
	}
	return v.Met()
}
