package guidance

import (
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

var intoxication = []plan.Rule{
	{
		ID:       "ix.intoxicated-now",
		Aliases:  []record.RuleID{"gb.ost.intoxicated", "int-who.ost.intoxicated"},
		Title:    "No dose of methadone or buprenorphine goes to somebody who is sedated or intoxicated",
		Severity: record.Block,
		About:    ofAgonists,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.WHO2009.At("annex 12", evidence.Primary),
			evidence.LabelMethadone.At("section 2, initial dosing", evidence.Secondary), evidence.Decision(14).Cite()},
		Needs:    plan.Needs(plan.Optional(MissedAnew().Doses)),
		Remedy:   "wait until the person is awake, examine again, and give the dose then",
		Override: plan.Overridable("what was seen, who examined, and how the person is watched"),
		Missing: plan.Reported("an order is often written ahead of the dose, and a form that nobody filled in " +
			"must not keep people from treatment"),
		Judge: judgeIntoxicated,
	},
	{
		ID:       "methadone.not-raised-sedated",
		Title:    "Methadone is not raised for somebody who is sedated or intoxicated",
		Severity: record.Block,
		About:    ofMethadone,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.Decision(14).Reading(evidence.LabelMethadone.At("section 2, initial dosing",
			evidence.Secondary))},
		Needs:    plan.Needs(plan.Optional(MissedAnew().Doses)),
		Remedy:   "leave the dose as it is or lower it, examine again when the person is awake, and decide about more then",
		Override: plan.NotOverridable("nothing is lost by waiting until the person is awake, and what is raised today peaks in days"),
		Only:     methadoneRaised,
		Judge:    judgeRaisedSedated,
	},
}

// methadoneRaised holds where the event raises methadone for somebody who is on it. A start has a rule of its own.
var methadoneRaised = plan.Given(func(v *plan.View) bool { return !methadoneStart.Holds(v) && startsOrRises(v) })

// moreMethadone holds where the event starts methadone, whatever is known of it from elsewhere, or raises it.
var moreMethadone = plan.Given(func(v *plan.View) bool { return methadoneStart.Holds(v) || startsOrRises(v) })

// drowsiness is what was last seen of sedation, intoxication and depressed breathing.
type drowsiness struct {
	seen   string    // for a reader; empty if the last examination saw none
	at     time.Time // when somebody last looked
	looked bool
}

// dangerSigns are the signs with which no dose of an agonist is given, the worst first.
var dangerSigns = [...]record.Sign{record.RespiratoryDepressionSign, record.Sedation, record.Intoxication}

// lastDrowsiness reads the last examination for signs, and a dose that was withheld since because the person was intoxicated.
func lastDrowsiness(v *plan.View) *drowsiness {
	d, _ := drowsinessFact.Lent(v)
	return d
}

var drowsinessFact = plan.NewFact(func(v *plan.View) (d drowsiness, looked bool) {
	for _, sign := range dangerSigns {
		seen, at := v.Sign(sign)
		if seen == truth.Unknown {
			break
		}
		d.at, d.looked = at, true
		if seen == truth.Yes {
			d.seen = spelled(sign)
			break
		}
	}
	for _, s := range agonists {
		held := v.Now().CourseOf(s).Held
		if held == nil || held.At.Before(d.at) || held.Body.(record.DoseHeld).Reason != record.ReasonIntoxicated {
			continue
		}
		v.Now().Notes.Note(held)
		d = drowsiness{seen: "intoxication, for which a dose was withheld,", at: held.At, looked: true}
	}
	return d, d.looked
})

// stands reports whether a danger still counts: it does not expire by the clock, and stands until somebody looks again, at most to the
// end of the next day.
func (d *drowsiness) stands(v *plan.View) bool { return d.seen != "" && v.DaysSince(d.at) <= 1 }

// stale reports whether a danger was seen, too long ago to count, and nobody has looked since.
func (d *drowsiness) stale(v *plan.View) bool { return d.seen != "" && v.DaysSince(d.at) > 1 }

// judgeIntoxicated judges what was last seen. The first dose of methadone and a rise have rules of their own, which cannot be
// overridden.
func judgeIntoxicated(v *plan.View) plan.Result {
	act, ok := agonistBrought(v)
	if !ok || moreMethadone.Holds(v) {
		return v.NotApplicable()
	}
	d := lastDrowsiness(v)
	switch {
	case d.stands(v) && v.Day().Before(act.FirstOn) && !act.Means.Has(record.HandsOver):
		return v.ViolatedAs(record.Warning, nil, "%s from %s on, and %s was seen %s ago", act.Substance, act.FirstOn, d.seen,
			elapsed(v, d.at)).
			WithRemedy("examine before the first dose is given")
	case d.stands(v):
		return v.Violated(nil, "%s, and %s was seen %s ago", act.Substance, d.seen, elapsed(v, d.at))
	case d.stale(v):
		return v.ViolatedAs(record.Warning, nil, "%s was seen on %s, and nobody has looked since", d.seen, v.DayOf(d.at)).
			WithRemedy("examine before the dose is given")
	case d.looked && v.DayOf(d.at) == v.Day():
		return v.Met()
	case v.Starting(act.Substance):
		v.NotKnown("an examination for sedation and intoxication on the day of the first dose")
	}
	return v.NotApplicable()
}

func judgeRaisedSedated(v *plan.View) plan.Result {
	d := lastDrowsiness(v)
	switch {
	case d.stands(v):
		return v.Violated(nil, "methadone is raised, and %s was seen %s ago", d.seen, elapsed(v, d.at))
	case d.stale(v):
		return v.ViolatedAs(record.Warning, nil, "methadone is raised; %s was seen on %s, and nobody has looked since", d.seen,
			v.DayOf(d.at))
	case d.looked && v.DayOf(d.at) == v.Day():
		return v.Met()
	}
	return v.NotApplicable()
}
