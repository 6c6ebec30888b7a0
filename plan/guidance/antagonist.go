package guidance

import (
	"cmp"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// naltrexoneDosing returns the dosing if the event orders, gives or reports naltrexone.
func naltrexoneDosing(v *plan.View) (plan.Dosing, bool) {
	d, ok := v.Dosing()
	return d, ok && d.Substance == medication.Naltrexone
}

// beginningNaltrexone returns the dosing if the event would bring naltrexone to somebody whom it does not protect at that
// moment: the first dose, or one after a gap. Under the blockade no dependence on opioids can come back, and the rules about
// being free of them say nothing.
func beginningNaltrexone(v *plan.View) (plan.Dosing, bool) {
	d, ok := naltrexoneDosing(v)
	return d, ok && !underNaltrexone(v)
}

// underNaltrexone reports whether naltrexone that this plan gave is at work: an injection within its interval, or tablets. A
// tablet that somebody saw taken counts for the next day; after that, none may have been missed and no opioid found, for a
// supply at home is no dose.
func underNaltrexone(v *plan.View) bool {
	if _, _, stopped := v.Stopped(medication.Naltrexone); stopped {
		return false
	}
	if _, ok := v.ActiveDepot(medication.Naltrexone); ok {
		return true
	}
	if order, at, ok := v.OrderInForce(medication.Naltrexone); ok && v.DaysSince(at) < order.SupplyDays && !opioidSince(v, at) {
		return true
	}
	last, ok := v.LastDose(medication.Naltrexone)
	if !ok || last.Product.LongActing() {
		return false
	}
	missed, _, known := v.MissedDoses(medication.Naltrexone)
	return v.DaysSince(last.At) <= 1 || known && missed == 0 && !opioidSince(v, last.At)
}

// opioidSince reports whether an opioid was taken, or found in a drug screen, after the moment.
func opioidSince(v *plan.View, t time.Time) bool {
	if lastShortContact(v).at.After(t) || lastLongContact(v).at.After(t) {
		return true
	}
	for _, a := range opioidAnalytes {
		if found, at, ok := v.Screened(a); ok && found == record.Positive && at.After(t) {
			return true
		}
	}
	return false
}

// onNaltrexone reports whether naltrexone goes on as far as anybody said: it is ordered and was not stopped, at work, or on the
// list of other medicines.
func onNaltrexone(v *plan.View) bool {
	_, _, ordered := v.OrderInForce(medication.Naltrexone)
	return ordered || underNaltrexone(v) || takesNaltrexone(v)
}

// takesNaltrexone reports whether naltrexone is on the list of medicines. The class of antagonists would not do: it holds
// naloxone, which people keep for an emergency and do not take.
func takesNaltrexone(v *plan.View) bool {
	for agent := range v.Medicines() {
		if holdsNaltrexone(agent) {
			return true
		}
	}
	return false
}

// holdsNaltrexone reports whether the name is that of naltrexone or of a combination with it, such as the one with bupropion.
func holdsNaltrexone(agent string) bool {
	return strings.Contains(strings.ToLower(agent), medication.Naltrexone.String())
}

// agonists are the substances of this library that naltrexone must not meet.
var agonists = [...]medication.Substance{medication.Methadone, medication.Buprenorphine}

// agonistGoesOn returns a medication with an agonist that is ordered or was given, and was not stopped.
func agonistGoesOn(v *plan.View) (medication.Substance, bool) {
	for _, s := range agonists {
		if goesOn(v, s) {
			return s, true
		}
	}
	return 0, false
}

// goesOn reports whether the medication is ordered or was given, and was not stopped since.
func goesOn(v *plan.View, s medication.Substance) bool {
	if _, ok := v.FirstDose(s); ok {
		return true
	}
	_, _, ok := v.OrderInForce(s)
	return ok
}

// contact is the last moment at which an opioid may have been taken.
type contact struct {
	agent string
	at    time.Time
}

// or returns the later of the two contacts; a contact without a time is none.
func (c contact) or(agent string, at time.Time) contact {
	if c.at.Before(at) {
		return contact{agent, at}
	}
	return c
}

func (c contact) none() bool { return c.at.IsZero() }

// lastShortContact returns the last contact with an opioid that is neither long-acting nor buprenorphine. Fentanyl is among
// them, and so is an opioid that no table knows: it acts at least as long.
func lastShortContact(v *plan.View) (last contact) {
	for _, class := range [...]medication.Class{medication.ShortActingOpioid, medication.FentanylOpioid, medication.MixedAgonistAntagonist} {
		if use, ok := v.LastUse(class); ok {
			last = last.or(use.Agent, use.At)
		}
	}
	if use, ok := v.UnclassifiedUse(); ok {
		last = last.or(use.Agent, use.At)
	}
	return last
}

// lastLongContact returns the last contact with a long-acting opioid or with buprenorphine: reported use, a dose of this plan,
// the last day of a supply that was taken home, or the moment when the medication was stopped, until which it may have been
// taken. A depot does its own counting.
func lastLongContact(v *plan.View) (last contact) {
	for _, class := range [...]medication.Class{medication.LongActingOpioid, medication.PartialAgonistOpioid} {
		if use, ok := v.LastUse(class); ok {
			last = last.or(use.Agent, use.At)
		}
	}
	for _, s := range agonists {
		for c := range v.Now().Opioids() {
			if c.Substance == s && c.Sure == record.Possible {
				last = last.or(c.Agent, earlier(c.At, v.At()))
			}
		}
		if dose, ok := v.LastDose(s); ok && dose.Product.LongActing() {
			continue
		}
		if _, at, ok := v.Stopped(s); ok {
			last = last.or(s.String()+" was stopped", at)
		}
	}
	return last
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// stoppedWithin returns a medicine of the classes that was stopped less than that long ago. One that is still taken is for the
// rule about opioids beside naltrexone.
func stoppedWithin(v *plan.View, classes medication.ClassSet, window time.Duration) (agent string, ok bool) {
	if _, taken := v.Taking(classes); taken == truth.Yes {
		return "", false
	}
	agent, taken := v.TakingOrStoppedWithin(classes, window)
	return agent, taken == truth.Yes
}

// opioidAnalytes are what a drug screen can look for to find an opioid.
var opioidAnalytes = [...]record.Analyte{record.AnalyteOpioids, record.AnalyteOpiates, record.AnalyteSixMAM, record.AnalyteFentanyl,
	record.AnalyteMethadone, record.AnalyteBuprenorphine, record.AnalyteOxycodone}

// opioidScreen sums up the recent screens for opioids, analyte by analyte: strips of one cup often come in as separate results,
// and a later negative one takes nothing from an earlier positive one. The result is empty if none is recent; the analyte is the
// one that decided.
func opioidScreen(v *plan.View, recent func(time.Time) bool) (result record.TestResult, decided record.Analyte) {
	for _, a := range opioidAnalytes {
		found, at, ok := v.Screened(a)
		if !ok || !recent(at) {
			continue
		}
		switch {
		case found == record.Positive:
			return record.Positive, a
		case result == "" || found == record.Inconclusive:
			result, decided = found, a
		}
	}
	return result, decided
}

// notLookedFor returns an opioid that the recent screens did not look for although an immunoassay for opiates misses it.
func notLookedFor(v *plan.View, recent func(time.Time) bool) (record.Analyte, bool) {
	if _, at, ok := v.Screened(record.AnalyteOpioids); ok && recent(at) {
		return "", false
	}
	for _, a := range [...]record.Analyte{record.AnalyteFentanyl, record.AnalyteMethadone, record.AnalyteBuprenorphine} {
		if _, at, ok := v.Screened(a); !ok || !recent(at) {
			return a, true
		}
	}
	return "", false
}

// notOlderThan and sameDay say what is recent.
func notOlderThan(v *plan.View, fresh time.Duration) func(time.Time) bool {
	return func(at time.Time) bool { return v.Since(at) <= fresh }
}

func sameDay(v *plan.View) func(time.Time) bool {
	return func(at time.Time) bool { return v.DaysSince(at) == 0 }
}

// spelled writes a name of the vocabulary for a reader: "head injury".
func spelled[T ~string](name T) string { return strings.ReplaceAll(string(name), "-", " ") }

// ceilingOf declares a limit that is stricter the lower it is.
func ceilingOf[T cmp.Ordered](id plan.ParamID, title string) *plan.Param[T] {
	return plan.NewParam(id, title, plan.LowerIsStricter(cmp.Compare[T]))
}

// floorOf declares a limit that is stricter the higher it is.
func floorOf[T cmp.Ordered](id plan.ParamID, title string) *plan.Param[T] {
	return plan.NewParam(id, title, plan.HigherIsStricter(cmp.Compare[T]))
}

// shownIn writes the values of a parameter with their unit.
func shownIn(unit string) func(int) string {
	return func(n int) string { return plural(n, unit) }
}
