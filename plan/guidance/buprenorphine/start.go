package buprenorphine

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
)

// The circumstances in which a start without withdrawal is what is wanted.
var (
	unlessLowDose = plan.Exception{Context: record.LowDoseInitiation, Supported: lowDoses.Holds,
		Why: "low-dose initiation continues the full agonist and needs no withdrawal; its own rules apply"}
	unlessHomeStart = plan.Exception{Context: record.HomeStart, Leaves: record.Advice, Supported: atHome,
		Why: "at home the person judges their own withdrawal; a score by staff cannot be had"}
)

// bupStart holds where the event would be the first buprenorphine, or the first after a break, for somebody who has other opioids on
// board or may have: not for somebody who is known to have no physical dependence, or no opioid to displace, nor where buprenorphine
// carries on, nor as rescue from precipitated withdrawal that the record supports. What an order says of itself does not matter.
var bupStart = plan.NewFact(findBupStart, continuing, rescued, abstinent)

func findBupStart(v *plan.View) (plan.Dosing, bool) {
	d, ok := bupDoses.Lent(v)
	if !ok || v.HealthReported(record.PhysicalDependence) == truth.No || continuing.Holds(v) || rescued.Holds(v) || abstinent.Holds(v) {
		return plan.Dosing{}, false
	}
	return *d, true
}

// abstinent holds where no opioid is there that buprenorphine would displace: a test of today for opioids that its makers' screens miss as well
// is negative, somebody asked today, and every contact on record is longer ago than withdrawal from the longest of them takes. Whoever
// starts then, before release or after a detoxification, cannot wait for a withdrawal that will not come.
var abstinent = plan.NewFact(findAbstinent, plan.Optional(withdrawal.Course().Long))

func findAbstinent(v *plan.View) (days int, ok bool) {
	course, set := withdrawal.Course().Long.If(v)
	asked, _ := v.ReviewedAt(record.OpioidUseSection)
	if !set || v.DaysSince(asked) != 0 || !negativeToday(v) {
		return 0, false
	}
	for c := range v.Now().Opioids() {
		if !partialOnly(c) && (c.GoesOn || v.DaysSince(c.At) <= course.Value) {
			return 0, false
		}
	}
	return course.Value, true
}

// Abstinent says for more than how many days nobody with a start of buprenorphine had an opioid, where the record bears that out.
func Abstinent(v *plan.View) (days int, ok bool) { return abstinent.Of(v) }

// AbstinentNeeds is what Abstinent may ask for.
func AbstinentNeeds() plan.Need { return abstinent }

// negativeToday reports whether tests of today found no opioid, fentanyl and methadone among those that were looked for.
func negativeToday(v *plan.View) bool {
	found, at, _ := v.OpioidScreen()
	if found != record.Negative || v.DaysSince(at) != 0 {
		return false
	}
	if any, at, _ := v.Screened(record.AnalyteOpioids); v.DaysSince(at) == 0 {
		return any == record.Negative
	}
	for _, a := range [...]record.Analyte{record.AnalyteFentanyl, record.AnalyteMethadone} {
		if found, at, _ := v.Screened(a); found != record.Negative || v.DaysSince(at) != 0 {
			return false
		}
	}
	return true
}

// rescued holds where withdrawal was precipitated, and the record supports it: the withdrawal itself is on record, or somebody
// states it; a dose of buprenorphine or of an antagonist came before it; and a score or signs of withdrawal came after that dose.
// It holds on the day of the withdrawal, and after it as long as no buprenorphine was given since. The value says by what.
var rescued = plan.NewFact(findRescued)

func findRescued(v *plan.View) (precipitant exposure.Contact, ok bool) {
	at, stated := precipitatedAt(v)
	if !stated {
		return exposure.Contact{}, false
	}
	for c := range v.Now().Of(medication.ClassesOf(medication.PartialAgonistOpioid, medication.OpioidAntagonist)) {
		taken := c.At
		if c.GoesOn {
			taken = c.Event.At
		}
		if !taken.After(at) && c.Sure != record.Possible && c.Analyte == "" && (!ok || precipitant.At.Before(taken)) {
			precipitant, ok = *c, true
			precipitant.At = taken
		}
	}
	// Of an agent the record of contacts has the last one, which may be a dose against the withdrawal: the one that caused it is among those before.
	for d := range v.Doses(medication.Buprenorphine) {
		if d.At.After(at) || ok && !precipitant.At.Before(d.At) {
			continue
		}
		precipitant, ok = exposure.Contact{Substance: medication.Buprenorphine, Agent: medication.Buprenorphine.String(), At: d.At, Day: d.Day,
			Product: d.Product, Dose: true, Classes: medication.ClassesOf(medication.PartialAgonistOpioid)}, true
		break
	}
	// What was used since is what the person would be in withdrawal from: where nobody asked, that is not known.
	v.OpioidHistoryTaken()
	return precipitant, ok && !usedAfter(v, precipitant.At) && withdrawalSince(v, precipitant.At)
}

// precipitatedAt returns when withdrawal was precipitated, as an event, a stated circumstance or the order itself has it.
func precipitatedAt(v *plan.View) (at time.Time, ok bool) {
	if ev, recorded := v.Last(record.KindPrecipitatedWithdrawal); recorded && !treatedSince(v, ev.At) {
		return ev.At, true
	}
	since, ok := v.HoldsSince(record.PrecipitatedRescue)
	return since, ok && !treatedSince(v, since)
}

// treatedSince reports whether buprenorphine was given on a later day than the withdrawal.
func treatedSince(v *plan.View, at time.Time) bool {
	last, given := v.LastDose(medication.Buprenorphine)
	return v.DaysSince(at) > 0 && given && at.Before(last.At)
}

// withdrawalSince reports whether a score or an examination not older than the time showed withdrawal.
func withdrawalSince(v *plan.View, t time.Time) bool {
	if count, at, ok := v.ObjectiveSigns(); ok && !at.Before(t) && count > 0 {
		return true
	}
	score, at, ok := v.Scored(scale.COWS)
	return ok && !at.Before(t) && person.InWithdrawal(score)
}

// reversed holds where the person was brought back from an overdose with a short-acting opioid by naloxone, and has used nothing
// since: emergency protocols start buprenorphine then, whatever the hours say. It does not hold with methadone or another
// long-acting opioid on board, nor with a sedative, nor after nalmefene, which acts for much longer.
var reversed = plan.NewFact(findReversed, plan.Optional(withdrawal.Course().Long), plan.Optional(inductionHours.SoftShort),
	plan.Optional(inductionHours.FloorMono), plan.Optional(inductionHours.FloorCombination))

func findReversed(v *plan.View) (exposure.Contact, bool) {
	reversal, ok := v.Now().Reversed()
	overdose, overdosed := v.Now().Overdose()
	within, set := clockLimit(v)
	if !ok || !overdosed || !set || v.Since(reversal.At) >= within || reversal.At.Before(overdose.At) {
		return exposure.Contact{}, false
	}
	_, challenge := reversal.Event.Body.(record.Challenged)
	if challenge || reversal.Substance != medication.Naloxone || usedAfter(v, reversal.At) || longGate(v) || sedated(v) {
		return exposure.Contact{}, false
	}
	classes, _ := medication.Classify(overdose.Body.(record.Overdosed).Agent)
	return reversal, classes.Intersects(shortActing)
}

// clockLimit is how long the clock of a short-acting opioid has anything to say: the time that is recommended, or the longest floor of the
// place where none is.
func clockLimit(v *plan.View) (within time.Duration, set bool) {
	if soft, ok := inductionHours.SoftShort.If(v); ok {
		return soft.Value, true
	}
	mono, ok := inductionHours.FloorMono.If(v)
	combination, also := inductionHours.FloorCombination.If(v)
	return max(mono.Value, combination.Value), ok || also
}

// sedated reports whether a sedative may be on board: listed as taken, or told of or found by a test since yesterday.
func sedated(v *plan.View) bool {
	for c := range v.Now().Of(sedatives) {
		if v.DaysSince(c.At) <= 1 { // what is listed as taken is taken now
			return true
		}
	}
	return false
}

var (
	sedatives   = medication.ClassesOf(medication.Benzodiazepine, medication.Alcohol)
	shortActing = medication.ClassesOf(medication.ShortActingOpioid, medication.FentanylOpioid)
	longActing  = medication.ClassesOf(medication.LongActingOpioid)
)

// longGate reports whether a long-acting opioid may still matter: told, given, supplied, listed or found by a test within the time
// that withdrawal from one takes, whatever was used beside it or later; or an agent that nobody can name.
func longGate(v *plan.View) bool {
	_, ok := longActingWithin(v)
	return ok
}

func longActingWithin(v *plan.View) (c exposure.Contact, ok bool) {
	days, set := withdrawal.Course().Long.If(v)
	if !set {
		return exposure.Contact{}, false
	}
	for each := range v.Now().Opioids() {
		unnamed := each.Classes.IsEmpty() && each.Sure != record.Found
		if (each.Classes.Intersects(longActing) && !partialOnly(each) || unnamed) && v.DaysSince(each.At) <= days.Value {
			return *each, true
		}
	}
	return exposure.Contact{}, false
}

// atHome reports whether the dose is one that the person takes without staff, by what the event says of its place: at home or from a
// pharmacy, handed out for days to come, or stated to be watched by nobody.
func atHome(v *plan.View) bool {
	d, dosing := v.Dosing()
	order, _ := v.Body().(record.Order)
	switch {
	case !dosing:
		return true // handed out, or granted
	case d.Supervised != truth.Unknown:
		return d.Supervised == truth.No
	}
	return d.Setting == medication.SettingHome || d.Setting == medication.SettingPharmacy || order.HandsOut() > 0
}

// resuming holds where somebody settled takes no more than the dose before after missed days that are no break yet, and has used another
// opioid since: guidance resumes the dose then, after a review, and only from a break on begins anew. Where a place gives a part of the dose
// after so many missed days it asks for more than a look.
var resuming = plan.NewFact(findResuming, append([]plan.Need{plan.Optional(settledLimits.Dose), plan.Optional(settledLimits.Days),
	plan.Optional(missedLimits.Ladder)}, carriesNeeds...)...)

// resumed is what is resumed: the last day that doses were taken or handed out for, and the days missed since.
type resumed struct {
	last   time.Time
	missed int
}

func findResuming(v *plan.View) (r resumed, ok bool) {
	d, mouth := mouthDoses.Lent(v)
	dose, set := settledLimits.Dose.If(v)
	days, also := settledLimits.Days.If(v)
	last, carried := lastCarried(v)
	if !mouth || !set || !also || !carried || !usedAfter(v, last) {
		return resumed{}, false
	}
	began, until, on := settledSpan(v, dose.Value)
	_, usual, steady := steadyDaily(v)
	missed := person.GapEnds(v, medication.Buprenorphine).Since(until) - 1
	ladder, _ := missedLimits.Ladder.If(v)
	if _, reduced := ladder.Value.After(missed); reduced {
		return resumed{}, false
	}
	return resumed{last, missed}, on && steady && missed > 0 && until.Since(began) >= days.Value && d.Total.Compare(usual) <= 0
}
