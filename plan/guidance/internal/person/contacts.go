package person

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// DaysFree is how many days have passed from the contact to the first dose that the event brings, by the calendar and the clock on the wall:
// seven days after nine in the morning are over at nine in the morning, whether or not the clocks were changed meanwhile. Of an order for
// days to come nobody knows the hour, and it is taken as that of the order. A supply is over with its last day; what goes on being taken
// goes on.
func DaysFree(v *plan.View, c *exposure.Contact) int {
	if c.GoesOn {
		return daysFree(v, c, v.Day())
	}
	return daysFree(v, c, FirstDay(v))
}

// StillFree reports whether the wait of so many days ends between the event and the first dose that it brings: nobody knows yet that nothing
// will be taken until then.
func StillFree(v *plan.View, c *exposure.Contact, days int) bool {
	return daysFree(v, c, v.Day()) < days && days <= DaysFree(v, c)
}

func daysFree(v *plan.View, c *exposure.Contact, day civil.Date) int {
	zone := v.Now().Model.Zone()
	days, now, then := day.Since(c.Day), v.At().In(zone), c.At.In(zone)
	if days > 0 && wallClock(now) < wallClock(then) {
		days--
	}
	return days
}

// Free writes the time from the contact, which may be a supply that is not over, to the first dose that the event can bring.
func Free(v *plan.View, c *exposure.Contact) string {
	since := SinceAtFirst(v, c.At)
	if c.GoesOn || c.At.After(v.At()) {
		since = 0
	}
	return phrase.InHours(since)
}

// wallClock is the time of day as the clock on the wall shows it.
func wallClock(t time.Time) time.Duration {
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute + time.Duration(t.Second())*time.Second +
		time.Duration(t.Nanosecond())
}

// AgonistBrought returns the agonist that the event brings, by whatever route and for whatever purpose.
func AgonistBrought(v *plan.View) (*record.Act, bool) {
	return v.Acts().Of(record.Doses, agent.OfAgonists)
}

// LacksMedicines is the result of a rule that cannot tell from the list of medicines; the agent is the one whose classes nobody
// knows, if that is why.
func LacksMedicines(v *plan.View, agent string) plan.Result { return v.Lacks(MissingMedicines(agent)) }

func MissingMedicines(agent string) string {
	if agent == "" {
		return "the list of other medicines, reviewed"
	}
	return "the classes of " + agent
}

// Unasked puts it on the line of what is not known that nobody asked about opioid use, for a rule that looked for an overdose or a use
// and found none. Readers of the view do so by themselves; those of exposure cannot know who asked.
func Unasked(v *plan.View) { v.OpioidHistoryTaken() }

// sightings are the kinds of events that show that somebody of the service saw the person.
var sightings = [...]record.Kind{record.KindDoseGiven, record.KindScored, record.KindSignsObserved, record.KindMeasured,
	record.KindScreened, record.KindChallenged, record.KindPrecipitatedWithdrawal, record.KindSessionAttended, record.KindAssessed}

// LastContact returns when somebody last saw the person.
func LastContact(v *plan.View) (at time.Time, ok bool) {
	for _, kind := range sightings {
		if ev, seen := v.Last(kind); seen && ev.At.After(at) {
			at, ok = ev.At, true
		}
	}
	return at, ok
}

// Explained reports whether a medication that is or was taken explains that the analyte was found in the sample.
func Explained(v *plan.View, a record.Analyte, sampled time.Time) bool {
	switch a {
	case record.AnalyteMethadone:
		return Taking(v, medication.Methadone) || stillFound(v, medication.Methadone, a, sampled)
	case record.AnalyteBuprenorphine:
		return Taking(v, medication.Buprenorphine) || stillFound(v, medication.Buprenorphine, a, sampled)
	case record.AnalyteOpiates:
		return Taking(v, medication.SlowMorphine) || stillFound(v, medication.SlowMorphine, a, sampled)
	case record.AnalyteOpioids:
		_, on := AgonistTaken(v)
		return on
	}
	return false
}

// stillFound reports whether doses of this plan explain a sample that was taken later: no test between the last of them and the
// sample was negative, as far as the last negative one tells. No source gives a number of days for which a substance is found.
func stillFound(v *plan.View, s medication.Substance, a record.Analyte, sampled time.Time) bool {
	for dose := range v.Doses(s) {
		if dose.At.After(sampled) {
			continue
		}
		negative, tested := v.Now().Cleared(a)
		return !tested || negative.Before(dose.At) || negative.After(sampled)
	}
	return false
}
