package naltrexone

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
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
	Needs:    plan.Needs(nextNaltrexone, plan.Optional(opioidFree.Short), naltrexoneActing.Tablet, rapidNaltrexone, withdrawal.Course().Long),
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
		if !waitsFor(c) || at.Before(last.At) || at.Before(used) {
			continue
		}
		used, text = at, contactText(c)
	}
	if v.HealthReported(record.PhysicalDependence) == truth.Yes {
		return v.Violated(nil, "the next naltrexone, with physical dependence on opioids on record")
	}
	if in, text := inWithdrawal(v, last.At); in != truth.No {
		return withdrawalResult(v, in, text)
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

// inWithdrawal reports whether the person is in withdrawal that the last dose of naltrexone, or one before it, brought on: one that is on
// record as precipitated, or that an examination since the dose shows in somebody who used an opioid too shortly before it. Unknown
// means that nobody looked since a precipitated one of an earlier day, or since a dose that came upon an opioid, for as long as a withdrawal
// is planned for: a month later the next injection waits for nobody who would look.
func inWithdrawal(v *plan.View, last time.Time) (in truth.Value, text string) {
	unseen := truth.Unknown
	if course := withdrawal.Course().Long.Of(v); v.DaysSince(last) > course.Value {
		unseen = truth.No
	}
	count, at, looked := v.ObjectiveSigns()
	if told, ok := v.Last(record.KindPrecipitatedWithdrawal); ok && (!told.At.Before(last) || v.DaysSince(told.At) <= 1) {
		switch text = "withdrawal that was precipitated on " + v.DayOf(told.At).String(); {
		case looked && at.After(told.At) && count == 0:
			return truth.No, ""
		case looked && at.After(told.At), v.DaysSince(told.At) <= 1:
			return truth.Yes, text
		}
		return unseen, text
	}
	contact := tooSoonBefore(v, last)
	if contact == nil {
		return truth.No, ""
	}
	name := contactText(contact)
	if looked && !at.Before(last) && count > 0 {
		return truth.Yes, phrase.Plural(count, "objective sign") + " of withdrawal, and " + name + " shortly before the last dose"
	}
	if contact.Analyte == "" && (!looked || at.Before(last)) { // what a test found may be what was left of it, and was weighed at the start
		return unseen, "the last dose, which came upon " + name
	}
	return truth.No, ""
}

func withdrawalResult(v *plan.View, in truth.Value, text string) plan.Result {
	const treat = "treat the withdrawal; no more naltrexone until an examination finds none"
	if in == truth.Unknown {
		return v.Lacks("an examination that finds no withdrawal, since " + text).WithRemedy(treat)
	}
	return v.Violated(nil, "the next naltrexone with %s", text).WithRemedy(treat)
}

// tooSoonBefore is an opioid that the last dose of naltrexone came upon: told or found within the shortest wait of a start, or nil.
func tooSoonBefore(v *plan.View, last time.Time) (found *exposure.Contact) {
	wait, set := opioidFree.Short.If(v)
	if !set || rapidNaltrexone.Holds(v) { // whose small doses rise through some withdrawal
		return nil
	}
	for c := range v.Now().Opioids() {
		if waitsFor(c) && !c.At.After(last) && v.DayOf(last).Since(v.DayOf(c.At)) < wait.Value && !blockedAt(v, c.At) {
			if c.Analyte == "" {
				return c
			}
			found = c
		}
	}
	return found
}

// blockedAt reports whether a dose of naltrexone acted at that time: what was used then met a block, and no receptor that a dose displaced it from.
func blockedAt(v *plan.View, at time.Time) bool {
	for d := range v.Doses(medication.Naltrexone) {
		switch {
		case !d.At.Before(at):
		case d.Product.LongActing():
			return v.DayOf(at).Since(d.Day) <= d.Product.DepotDays()
		default:
			return at.Sub(d.At) <= naltrexoneActing.Tablet.Of(v).Value
		}
	}
	return false
}
