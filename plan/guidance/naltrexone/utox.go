package naltrexone

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/record"
)

// UrineLimits is the limit of the age of what shows that no opioid is on board.
type UrineLimits struct{ Fresh plan.Param[time.Duration] }

var naltrexoneUrineLimits = UrineLimits{
	limit.MostTime("naltrexone.utox.fresh", "age of a drug screen or a naloxone challenge at the first naltrexone"),
}

// Urine returns the limit of the age of what shows that no opioid is on board.
func Urine() UrineLimits { return naltrexoneUrineLimits }

var naltrexoneUrine = plan.Rule{
	ID:       "naltrexone.utox",
	Aliases:  []record.RuleID{"gb.naltrexone.urine"},
	Title:    "Before naltrexone the urine is free of opioids and no naloxone challenge has failed",
	Severity: record.Block,
	About:    aboutNaltrexone,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.LabelNaltrexoneTablets.At("contraindications", evidence.Secondary),
		evidence.LabelVivitrol.At("section 4", evidence.Secondary),
		evidence.CoreSafetyNaltrexone.At("contraindications; urine before the start", evidence.Primary), evidence.Decision(9).Cite()},
	Needs:     plan.Needs(beginningNaltrexone, naltrexoneUrineLimits.Fresh, naloxoneChallengeLimits.RepeatAfter, rapidNaltrexone),
	Remedy:    "wait and test again; after a failed challenge repeat it no sooner than the interval allows",
	Override:  plan.NotOverridable("a later negative test, or a later negative challenge, is what answers a positive one"),
	Essential: true,
	Only:      beginningNaltrexone,
	Judge:     judgeNaltrexoneUrine,
}

// judgeNaltrexoneUrine judges tests and challenges. A positive result stands, however old, until the same was looked for again and
// not found; what the clock asks for after it is for the rules about time.
func judgeNaltrexoneUrine(v *plan.View) plan.Result {
	fresh, repeat := naltrexoneUrineLimits.Fresh.Of(v), naloxoneChallengeLimits.RepeatAfter.Of(v)
	var worst plan.Worst
	if failed, result, ok := failedChallenge(v, repeat.Value); ok {
		worst.Take(v.Violated(repeat, "the naloxone challenge of %s was %s, and none after it is negative", v.DayOf(failed), result))
	}
	for _, a := range opioidAnalytes {
		found, ok := v.Now().FoundBy(a)
		switch {
		case !ok || clearedSince(v, a, found.At):
		case explainedByRapid(v, &found):
			worst.Take(v.ViolatedAs(record.Warning, nil,
				"the drug screen of %s is positive for %s: the protocol of a rapid start explains it",
				found.Day, a))
		default:
			worst.Take(v.Violated(nil, "the drug screen of %s is positive for %s, and none after it is negative", found.Day, a))
		}
	}
	switch result, analyte := recentScreen(v, fresh.Value); {
	case result == record.Inconclusive:
		worst.Take(v.Lacks("a conclusive drug screen for " + string(analyte)))
	case result == "" && beginsAnew(v):
		worst.Take(v.Unknown(plan.Datum{Name: "a drug screen for opioids", Fresh: fresh.Value}))
	case result == "": // late, not new: naltrexone.xr.rescreen asks for the screen
	default:
		worst.Take(v.Met())
	}
	return worst.Or(v.NotApplicable())
}

// neverOnNaltrexone reports whether the event would be the first naltrexone, or the first after it was stopped.
func neverOnNaltrexone(v *plan.View) bool {
	c := v.Now().CourseOf(medication.Naltrexone)
	return c.First == nil || c.Stopped != nil
}

// beginsAnew reports whether a dose that finds the last one worn off is as the first: there was none, it was stopped, or an opioid came
// after it. Who used again is where somebody is who never had it; who is late alone is not.
func beginsAnew(v *plan.View) bool {
	if neverOnNaltrexone(v) {
		return true
	}
	last := v.Now().CourseOf(medication.Naltrexone).Last
	for contact := range v.Now().Opioids() {
		if contact.At.After(last.At) {
			v.Now().Notes.Note(contact.Event)
			return true
		}
	}
	return false
}

// recentScreen sums up the recent screens for opioids: inconclusive for an analyte, else whatever was found; empty if nobody looked.
func recentScreen(v *plan.View, fresh time.Duration) (result record.TestResult, decided record.Analyte) {
	for _, a := range opioidAnalytes {
		found, at, ok := v.Screened(a)
		if !ok || v.Since(at) > fresh {
			continue
		}
		if result == "" || found == record.Inconclusive {
			result, decided = found, a
		}
	}
	return result, decided
}

// failedChallenge returns the last challenge that failed and was not answered: the last of all, if it was positive or doubtful, or a
// positive one before it, as long as no negative one came late enough after it.
func failedChallenge(v *plan.View, repeat time.Duration) (at time.Time, result record.TestResult, ok bool) {
	last, challenged := v.Last(record.KindChallenged)
	if !challenged {
		return time.Time{}, "", false
	}
	if result := last.Body.(record.Challenged).Result; result != record.Negative {
		return last.At, result, true
	}
	if shown, ok := v.Now().Shown(); ok && last.At.Sub(shown.At) < repeat {
		return shown.At, record.Positive, true
	}
	return time.Time{}, "", false
}

// clearedSince reports whether an analyte that was found was looked for afterwards and not found: by itself, by a panel for opioids
// as a whole, or, for that panel, by its parts. Heroin is not there where opiates are not.
func clearedSince(v *plan.View, a record.Analyte, found time.Time) bool {
	cleared := func(a record.Analyte) bool {
		at, ok := v.Now().Cleared(a)
		return ok && at.After(found)
	}
	switch {
	case cleared(a), cleared(record.AnalyteOpioids):
		return true
	case a == record.AnalyteSixMAM:
		return cleared(record.AnalyteOpiates)
	case a != record.AnalyteOpioids:
		return false
	}
	for _, part := range [...]record.Analyte{record.AnalyteOpiates, record.AnalyteFentanyl, record.AnalyteMethadone,
		record.AnalyteBuprenorphine} {
		if !cleared(part) {
			return false
		}
	}
	return true
}
