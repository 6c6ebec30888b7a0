package naltrexone

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// aboutNaltrexone are the substances of rules about doses of naltrexone.
var aboutNaltrexone = medication.SetOf(medication.Naltrexone)

// ActingLimits is for how long a tablet of naltrexone still acts, so that another dose is no start. An injection acts
// for the days of its product.
type ActingLimits struct{ Tablet plan.Param[time.Duration] }

var naltrexoneActing = ActingLimits{
	limit.MostTime("naltrexone.acting.tablet", "time after a naltrexone tablet within which another dose is no start"),
}

// Acting returns for how long a tablet of naltrexone still acts, so that another dose is no start.
func Acting() ActingLimits { return naltrexoneActing }

// StartLimits is for how long what was asked and measured counts at a start of naltrexone.
type StartLimits struct{ Known plan.Param[int] }

var startLimits = StartLimits{
	limit.MostDays("naltrexone.start.known", "days for which what was asked about opioids and measured of the liver counts at a start of naltrexone"),
}

// Start returns for how long what was asked and measured counts at a start of naltrexone.
func Start() StartLimits { return startLimits }

// naltrexoneAct returns what the event brings of naltrexone by whatever route: ordered, given, taken, handed over or permitted.
func naltrexoneAct(v *plan.View) (*record.Act, bool) {
	return v.Acts().Of(record.Doses, aboutNaltrexone)
}

// naltrexoneBrought reports whether the event brings naltrexone.
func naltrexoneBrought(v *plan.View) bool {
	_, ok := naltrexoneAct(v)
	return ok
}

// naltrexoneInjected reports whether the event brings an injection of naltrexone.
func naltrexoneInjected(v *plan.View) bool {
	act, ok := naltrexoneAct(v)
	return ok && act.Product.LongActing()
}

// naltrexoneBegin is how naltrexone would begin.
type naltrexoneBegin struct {
	extended bool // the extended-release form
	observed bool // staff give the dose, or somebody watches it
}

// beginningNaltrexone holds if the event would bring naltrexone to somebody whom no earlier dose protects at that moment: the first
// dose, or one after the last has worn off. While it acts no dependence on opioids can come back, and what is asked of a start is
// not asked of the next dose.
var beginningNaltrexone = plan.NewFact(func(v *plan.View) (begin naltrexoneBegin, ok bool) {
	act, ok := naltrexoneAct(v)
	if !ok || naltrexoneActs(v) {
		return naltrexoneBegin{}, false
	}
	begin.extended = act.Product.LongActing()
	switch order, ordered := v.Body().(record.Order); {
	case act.Means.Has(record.Puts):
		begin.observed = act.Sure == record.Seen
	case ordered && order.HandsOut() == 0:
		begin.observed = order.Supervised == truth.Yes
	}
	return begin, true
}, naltrexoneActing.Tablet, plan.Optional(blockade.Oral))

// nextNaltrexone holds if the event brings naltrexone while an earlier dose still acts.
var nextNaltrexone = plan.NewFact(func(v *plan.View) (struct{}, bool) {
	return struct{}{}, naltrexoneBrought(v) && naltrexoneActs(v)
}, naltrexoneActing.Tablet, plan.Optional(blockade.Oral))

// naltrexoneActs reports whether a confirmed dose of naltrexone still acts: an injection to the last day of its interval, a tablet
// for its hours, and a tablet on days of the week to the next of them, as long as no opioid came after it. Doses in the hand are
// no doses, and that naltrexone was stopped takes nothing out of the body.
func naltrexoneActs(v *plan.View) bool {
	for d := range v.Now().Depots(medication.Naltrexone) {
		if person.FirstDay(v).Since(d.Day) <= d.Product.DepotDays() {
			return true
		}
	}
	tablet := naltrexoneActing.Tablet.Of(v)
	last := lastTablet(v)
	return last != nil && (person.SinceInGap(v, medication.Naltrexone, last.At) <= tablet.Value || naltrexoneOnSchedule(v, last))
}

// lastTablet is the last confirmed dose of naltrexone by mouth.
func lastTablet(v *plan.View) *exposure.Intake {
	for in := range v.Now().Intakes(medication.Naltrexone) {
		if !in.Product.LongActing() {
			return in
		}
	}
	return nil
}

// naltrexoneOnSchedule reports whether no dose of the schedule in force was left out since the tablet, which still blocks opioids,
// and no opioid came after it.
func naltrexoneOnSchedule(v *plan.View, last *exposure.Intake) bool {
	blocks, ok := blockade.Oral.If(v)
	if !ok || person.SinceInGap(v, medication.Naltrexone, last.At) > blocks.Value {
		return false
	}
	order, at, ok := v.OrderInForce(medication.Naltrexone)
	if !ok || order.Schedule.IsZero() || last.At.Before(at) || order.Schedule.MissedBetween(last.Day, person.GapEnds(v, medication.Naltrexone)) != 0 {
		return false
	}
	for c := range v.Now().Opioids() {
		if c.At.After(last.At) {
			return false
		}
	}
	return true
}

// onAntagonist returns the antagonist that goes on as far as anybody said: naltrexone that is ordered and was not stopped, or still
// acts, or was handed out for days that have not passed, or one on the list of other medicines that is taken day by day or acts for
// weeks. Reversal agents, which people keep for an emergency, and those that stay in the gut are none.
func onAntagonist(v *plan.View) (agent string, ok bool) {
	_, _, ordered := v.OrderInForce(medication.Naltrexone)
	_, _, stopped := v.Stopped(medication.Naltrexone)
	if ordered || underNaltrexone(v) || !stopped && naltrexoneInHand(v) {
		return medication.Naltrexone.String(), true
	}
	return listedAntagonist(v)
}

// listedAntagonist is an antagonist on the list of other medicines.
func listedAntagonist(v *plan.View) (agent string, ok bool) {
	for agent, classes := range v.Medicines() {
		if classes.Has(medication.LastingAntagonist) {
			return agent, true
		}
	}
	return "", false
}

func onNaltrexone(v *plan.View) bool {
	_, ok := onAntagonist(v)
	return ok
}

// underNaltrexone reports whether naltrexone that this plan gave goes on: a confirmed dose acts, or none of the schedule was left
// out, and it was not stopped.
func underNaltrexone(v *plan.View) bool {
	if _, _, stopped := v.Stopped(medication.Naltrexone); stopped {
		return false
	}
	if _, ok := v.ActiveDepot(medication.Naltrexone); ok {
		return true
	}
	last, ok := v.LastDose(medication.Naltrexone)
	if !ok || last.Product.LongActing() {
		return false
	}
	missed, _, known := v.MissedDoses(medication.Naltrexone)
	return v.DaysSince(last.At) <= 1 || known && missed == 0
}

// agonistGoesOn returns a medication with an agonist that is ordered or was given, and was not stopped.
func agonistGoesOn(v *plan.View) (medication.Substance, bool) {
	for _, s := range agent.Agonists {
		if person.GoesOn(v, s) {
			return s, true
		}
	}
	return 0, false
}

// contactKind is what a contact with an opioid is to the waits of naltrexone.
type contactKind uint8

// The kinds.
const (
	contactShort         contactKind = iota + 1 // neither long-acting nor buprenorphine; fentanyl and mixed agonists included
	contactMethadone                            //
	contactBuprenorphine                        // under the tongue or in the cheek
	contactDepot                                // buprenorphine by injection or implant
	contactLong                                 // another long-acting one: slow release, a patch
	contactUnknown                              // nobody knows how long it acts
)

// shortOpioids are the classes of opioids that naltrexone waits the shorter time for.
var shortOpioids = medication.ClassesOf(medication.ShortActingOpioid, medication.FentanylOpioid, medication.MixedAgonistAntagonist)

// kindOfContact says which wait a contact draws.
func kindOfContact(c *exposure.Contact) contactKind {
	switch {
	case c.Product.LongActing() || c.Classes.Has(medication.OpioidDepot):
		return contactDepot
	case c.Substance == medication.Methadone:
		return contactMethadone
	case c.Classes.Has(medication.LongActingOpioid):
		return contactLong
	case c.Classes.Has(medication.PartialAgonistOpioid):
		return contactBuprenorphine
	case c.Classes.Intersects(shortOpioids):
		return contactShort
	}
	return contactUnknown
}

// waitsFor reports whether naltrexone waits after the contact by the clock. What is still taken, as far as the list of medicines
// says, is for the rule about both at once; withdrawal under a naloxone challenge is over when a later challenge says so.
func waitsFor(c *exposure.Contact) bool {
	switch c.Event.Body.(type) {
	case record.Challenged:
		return false
	case record.MedicineReported:
		return !c.GoesOn
	}
	return true
}

// contactText names a contact for a reader.
func contactText(c *exposure.Contact) string {
	agent := c.Agent
	if agent == "" {
		agent = "a substance that was not named"
	}
	switch {
	case c.Analyte != "":
		return "a drug screen was positive for " + agent
	case c.Stopped:
		return agent + " was stopped"
	}
	return agent
}

// contact is the last moment at which an opioid may have been taken.
type contact struct {
	agent string
	At    time.Time
}

// LastOpioidContact returns the last contact with an opioid, by the latest time at which it may have been taken.
func LastOpioidContact(v *plan.View) (last contact) {
	for c := range v.Now().Opioids() {
		at := earlier(c.At, v.At())
		if waitsFor(c) && last.At.Before(at) {
			last = contact{contactText(c), at}
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
