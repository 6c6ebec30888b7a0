package safety

import (
	"cmp"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// ObservationLimits are for how long somebody is watched after an overdose was reversed, by what was taken.
type ObservationLimits struct{ Short, Long, Methadone plan.Param[time.Duration] }

var observationLimits = ObservationLimits{
	limit.LeastTime("od.after-reversal.observe.short", "time of watching after the reversal of an overdose of an opioid that acts for a short time"),
	limit.LeastTime("od.after-reversal.observe.long", "time of watching after the reversal of an overdose of another opioid, or of one that nobody named"),
	limit.LeastTime("od.after-reversal.observe.methadone", "time of watching after the reversal of an overdose with methadone on board"),
}

// Observation returns for how long somebody is watched after an overdose was reversed.
func Observation() ObservationLimits { return observationLimits }

var observed = plan.Rule{
	ID:       "od.after-reversal.observe",
	Aliases:  []record.RuleID{"od.after-naloxone.observe", "od.after-nalmefene.observe"},
	Title:    "After a reversed overdose nobody leaves before what was taken against it has worn off",
	Severity: record.Warning,
	Watches:  record.Goes | record.Endings,
	Cites: []evidence.Citation{evidence.HOUR2019.At("one hour, and six findings that are normal", evidence.Secondary),
		evidence.AustraliaMethadone2003.At("methadone overdose may last 24 hours or longer", evidence.Primary)},
	Needs: plan.Needs(observationLimits.Short, observationLimits.Long, observationLimits.Methadone, buprenorphine.NalmefeneActs().Hours,
		breathingLimits),
	Remedy:  "watch breathing and sedation until the time is over and both are as they should be; whoever leaves before takes a reversal agent along",
	Applies: leavesCare,
	Judge:   judgeObserved,
}

// leavesCare reports whether the event takes the person to where nobody watches: out of care, or to a level without a bed.
func leavesCare(v *plan.View) bool {
	switch b := v.Body().(type) {
	case record.StageMove:
		return person.Discharges(b.Trigger)
	case record.LevelMove:
		return b.Trigger != stages.ToInpatient && b.Trigger != stages.ToResidential
	case record.ForceMove:
		return person.Resting(b.Stage) || b.Level != "" && b.Level != stages.Inpatient && b.Level != stages.Residential
	}
	return false
}

func judgeObserved(v *plan.View) plan.Result {
	agent, at, reversed := reversal(v)
	longest := observationLimits.Methadone.Of(v)
	if !reversed {
		return unsaidReversal(v, longest.Value)
	}
	if v.Since(at) >= longest.Value {
		return v.NotApplicable()
	}
	var worst plan.Worst
	if least, of := watchedFor(v, agent, at); v.Since(at) < least.Value {
		worst.Take(v.Violated(least, "%s since the reversal of an overdose of %s, less than %s", phrase.Elapsed(v, at), of, phrase.InHours(least.Value)))
	}
	if d := person.LastDrowsiness(v); d.Stands(v) && !d.At.Before(at) {
		worst.Take(v.Violated(d.Limit, "%s was seen %s ago, after the reversal", d.Seen, phrase.Elapsed(v, d.At)))
	}
	worst.Take(breathingAfter(v, at))
	return plan.WorstOf(v.Met(), worst.Or(v.Met()))
}

// unsaidReversal is unknown after an overdose of which nobody says whether it was reversed: then nothing wears off that anybody knows of.
func unsaidReversal(v *plan.View, longest time.Duration) plan.Result {
	overdose, had := v.Now().Overdose()
	if !had || overdose.Body.(record.Overdosed).NaloxoneReversed != truth.Unknown || v.Since(overdose.At) >= longest {
		return v.NotApplicable()
	}
	return v.Lacks("whether the overdose of " + phrase.Elapsed(v, overdose.At) + " ago was reversed, and with what")
}

// breathingAfter is what breathing was measured at after the reversal.
func breathingAfter(v *plan.View, reversal time.Time) plan.Result {
	for _, m := range [...]record.Measure{record.RespiratoryRate, record.OxygenSaturation} {
		if _, at, ok := v.Measured(m); ok && !at.Before(reversal) {
			result, _ := breathingLimits.Of(v)
			return result.AtMost(record.Warning)
		}
	}
	return v.NotApplicable()
}

// reversal returns the last reversal: of an overdose that is said to have been reversed, or a dose of a reversal agent.
func reversal(v *plan.View) (agent *exposure.Contact, at time.Time, ok bool) {
	if overdose, had := v.Now().Overdose(); had && overdose.Body.(record.Overdosed).NaloxoneReversed == truth.Yes {
		at, ok = overdose.At, true
	}
	for c := range v.Now().Antagonists() {
		if (c.Substance == medication.Naloxone || c.Substance == medication.Nalmefene) && !challenge(c) && (!ok || at.Before(c.At)) {
			agent, at, ok = c, c.At, true
			v.Now().Notes.Note(c.Event)
		}
	}
	return agent, at, ok
}

// challenge reports whether the antagonist was given to see whether opioids are on board.
func challenge(c *exposure.Contact) bool {
	given, _ := c.Event.Body.(record.DoseGiven)
	return c.Event.Body.Kind() == record.KindChallenged || given.Purpose == record.PurposeChallenge
}

const unnamedOpioid = "an opioid that nobody named"

// watchedFor returns how long somebody is watched, and after what: the longest that any opioid of the last day asks for, or that which
// nobody named, and as long as nalmefene keeps it from showing.
func watchedFor(v *plan.View, antagonist *exposure.Contact, at time.Time) (least plan.Limit[time.Duration], of string) {
	short, long, methadone := observationLimits.Short.Of(v), observationLimits.Long.Of(v), observationLimits.Methadone.Of(v)
	nalmefene := buprenorphine.NalmefeneActs().Hours.Of(v)
	least, of = long, unnamedOpioid
	known := false
	for c := range v.Now().Opioids() {
		if c.At.Before(at.Add(-methadone.Value)) || c.At.After(at) {
			continue
		}
		each := long
		switch {
		case c.Substance == medication.Methadone:
			each = methadone
		case !c.Unclassed && !c.Classes.Has(medication.LongActingOpioid) && c.Classes.Has(medication.ShortActingOpioid):
			each = short
		}
		if !known || least.Value < each.Value {
			least, of, known = each, cmp.Or(c.Agent, unnamedOpioid), true
			v.Now().Notes.Note(c.Event)
		}
	}
	if antagonist != nil && antagonist.Substance == medication.Nalmefene && least.Value < nalmefene.Value {
		least = nalmefene
	}
	return least, of
}
