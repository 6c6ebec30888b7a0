package safety

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/guidance/morphine"
	"github.com/oudpath/oudpath/plan/record"
)

var intoxication = []plan.Rule{
	{
		ID:       "ix.intoxicated-now",
		Aliases:  []record.RuleID{"gb.ost.intoxicated", "int-who.ost.intoxicated"},
		Title:    "No dose of an agonist goes to somebody who is sedated or intoxicated",
		Severity: record.Block,
		About:    agent.OfAgonists,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.WHO2009.At("annex 12", evidence.Primary),
			evidence.NEWS2.At("consciousness", evidence.Primary),
			evidence.LabelMethadone.At("section 2, initial dosing", evidence.Secondary), evidence.Decision(14).Cite()},
		Needs:  plan.Needs(person.DrowsinessFact, plan.Optional(methadone.MissedAnew().Doses)),
		Remedy: "wait until the person is awake, examine again, and give the dose then",
		Override: plan.Overridable("what was seen, who examined, and how the person is watched").
			After("an examination on record since it was seen", examinedDrowsy),
		Missing: plan.Reported("an order is often written ahead of the dose, and a form that nobody filled in " +
			"must not keep people from treatment"),
		Judge: judgeIntoxicated,
	},
	{
		ID:       "methadone.not-raised-sedated",
		Title:    "A full agonist is not raised for somebody who is sedated or intoxicated",
		Severity: record.Block,
		About:    agent.FullAgonists,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.Decision(14).Reading(evidence.LabelMethadone.At("section 2, initial dosing",
			evidence.Secondary))},
		Needs:    plan.Needs(person.DrowsinessFact, plan.Optional(methadone.MissedAnew().Doses)),
		Remedy:   "leave the dose as it is or lower it, examine again when the person is awake, and decide about more then",
		Override: plan.NotOverridable("nothing is lost by waiting until the person is awake, and what is raised today peaks in days"),
		Only:     fullAgonistRaised,
		Judge:    judgeRaisedSedated,
	},
}

// fullAgonistRaised holds where the event raises a full agonist for somebody who is on it. A start has a rule of its own.
var fullAgonistRaised = plan.Given(func(v *plan.View) bool {
	return !methadone.Starts(v) && methadone.StartsOrRises(v) || !morphine.Starts(v) && morphine.StartsOrRises(v)
})

// moreFullAgonist holds where the event starts a full agonist, whatever is known of it from elsewhere, or raises it.
var moreFullAgonist = plan.Given(func(v *plan.View) bool {
	return methadone.Starts(v) || methadone.StartsOrRises(v) || morphine.StartsOrRises(v)
})

// judgeIntoxicated judges what was last seen. The first dose of a full agonist and a rise have rules of their own, which cannot be
// overridden.
func judgeIntoxicated(v *plan.View) plan.Result {
	act, ok := person.AgonistBrought(v)
	if !ok || moreFullAgonist.Holds(v) {
		return v.NotApplicable()
	}
	d := person.LastDrowsiness(v)
	if slight, warns := d.Warns(v, act.Substance); warns {
		return slight
	}
	switch {
	case d.Stands(v) && person.BeginsLater(v, act):
		return v.ViolatedAs(record.Warning, d.Limit, "%s from %s on, and %s was seen %s ago", act.Substance, act.FirstOn, d.Seen,
			phrase.Elapsed(v, d.At)).
			WithRemedy("examine before the first dose is given")
	case d.Stands(v):
		return v.Violated(d.Limit, "%s, and %s was seen %s ago", act.Substance, d.Seen, phrase.Elapsed(v, d.At))
	case d.Stale(v):
		return v.ViolatedAs(record.Warning, d.Limit, "%s was seen on %s, and nobody has looked since", d.Seen, v.DayOf(d.At)).
			WithRemedy("examine before the dose is given")
	case d.Looked && v.DayOf(d.At) == v.Day():
		return v.Met()
	case v.Starting(act.Substance):
		v.NotKnown("an examination for sedation and intoxication on the day of the first dose")
	}
	return v.NotApplicable()
}

// examinedDrowsy reports whether somebody examined beside what was seen (decision 14). Signs that were looked at again are an examination, if they
// are not those by which it was seen.
func examinedDrowsy(v *plan.View) bool {
	d := person.LastDrowsiness(v)
	_, again, looked := v.ObjectiveSigns()
	return person.AssessedSince(v, d.At) || looked && again.After(d.At)
}

func judgeRaisedSedated(v *plan.View) plan.Result {
	act, _ := person.AgonistBrought(v)
	d := person.LastDrowsiness(v)
	if slight, warns := d.Warns(v, act.Substance.String()+" is raised"); warns {
		return slight
	}
	switch {
	case d.Stands(v) && person.BeginsLater(v, act):
		return v.ViolatedAs(record.Warning, d.Limit, "%s is raised from %s on, and %s was seen %s ago", act.Substance, act.FirstOn, d.Seen,
			phrase.Elapsed(v, d.At)).WithRemedy("examine before the first dose is given")
	case d.Stands(v):
		return v.Violated(d.Limit, "%s is raised, and %s was seen %s ago", act.Substance, d.Seen, phrase.Elapsed(v, d.At))
	case d.Stale(v):
		return v.ViolatedAs(record.Warning, d.Limit, "%s is raised; %s was seen on %s, and nobody has looked since", act.Substance, d.Seen,
			v.DayOf(d.At))
	case d.Looked && v.DayOf(d.At) == v.Day():
		return v.Met()
	}
	return v.NotApplicable()
}

// Sedation returns the levels of the scales of sedation at which no agonist is given, and at which it is warned of.
func Sedation() person.SedationLimits { return person.Sedation() }
