package methadone

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// What follows missed doses in a row, and with how much methadone is taken up again.

// MissedFewLimits is the number up to which the usual dose stays.
type MissedFewLimits struct {
	Doses plan.Param[int]
	// Well says that it stays for people who are not in withdrawal either: others are reviewed first. Unset: withdrawal is expected.
	Well plan.Param[bool]
}

var missedFew = MissedFewLimits{
	limit.LeastCount("methadone.missed.few.doses", "missed doses in a row up to which the usual dose stays"),
	limit.Whether("methadone.missed.few.well", "whether people in withdrawal are reviewed before the usual dose"),
}

// MissedFew returns the number up to which the usual dose stays.
func MissedFew() MissedFewLimits { return missedFew }

// MissedReducedLimits says with how much methadone goes on between a few missed doses and a new start.
type MissedReducedLimits struct{ Ladder plan.Param[RestartLadder] }

var missedReduced = MissedReducedLimits{
	plan.NewParam[RestartLadder]("methadone.missed.reduced.ladder", "methadone with which to go on, by missed doses in a row", nil),
}

// MissedReduced returns with how much methadone goes on between a few missed doses and a new start.
func MissedReduced() MissedReducedLimits { return missedReduced }

// MissedAnewLimits is the number from which tolerance counts as lost, and methadone is started anew.
type MissedAnewLimits struct {
	Doses plan.Param[int]
	Most  plan.Param[medication.Mass]
}

var missedAnew = MissedAnewLimits{
	limit.MostCount("methadone.missed.anew.doses", "missed doses in a row from which methadone is started anew"),
	limit.MostMass("methadone.missed.anew.most", "methadone with which it is started anew"),
}

// MissedAnew returns the number from which tolerance counts as lost, and methadone is started anew.
func MissedAnew() MissedAnewLimits { return missedAnew }

// HeldLimits is the number of missed doses from which the United Kingdom supplies nothing until the prescriber has been asked.
type HeldLimits struct{ Doses plan.Param[int] }

var held = HeldLimits{
	limit.MostCount("gb.ost.missed.held.doses", "missed doses in a row from which nothing is supplied before the prescriber was asked"),
}

// Held returns the number of missed doses from which the United Kingdom supplies nothing until the prescriber has been asked.
func Held() HeldLimits { return held }

var methadoneMissed = []plan.Rule{
	{
		ID:       "methadone.missed.few",
		Title:    "After a few missed doses the usual dose of methadone is given to somebody who is not intoxicated",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.Doses | record.Withholds,
		Cites: []evidence.Citation{evidence.Decision(23).Reading(evidence.VAMethadoneED.At("missed doses", evidence.Secondary)),
			evidence.AustraliaMethadone2003.At("section 3.5", evidence.Primary)},
		Needs:  plan.Needs(missedFew.Doses, plan.Optional(missedFew.Well)),
		Remedy: "give the usual dose, after looking at the person",
		Only:   methadoneMissedSome,
		Judge:  judgeMissedFew,
	},
	{
		ID:       "methadone.missed.reduced",
		Title:    "After several missed doses methadone goes on with a part of the usual dose, after a review",
		Severity: record.Warning,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.Decision(23).Reading(evidence.VAMethadoneED.At("missed doses", evidence.Secondary)),
			evidence.AustraliaMethadone2003.At("section 3.5", evidence.Primary)},
		Needs:  plan.Needs(missedReduced.Ladder, plan.Optional(missedAnew.Doses)),
		Remedy: "let the prescriber see the person, go on with the smaller dose, and climb back as it is tolerated",
		Only:   methadoneMissedSome,
		Judge:  judgeMissedReduced,
	},
	{
		ID:       "methadone.missed.anew",
		Aliases:  []record.RuleID{"gb.methadone.restart-after-break"},
		Title:    "After a long gap methadone is started anew",
		Severity: record.Block,
		About:    agent.Methadone,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.AustraliaMethadone2003.At("section 3.5", evidence.Primary),
			evidence.NIFormulary.At("4.10.1, restart after a break", evidence.Primary),
			evidence.VAMethadoneED.At("missed doses", evidence.Secondary)},
		Needs:    plan.Needs(missedAnew.Doses, missedAnew.Most),
		Unless:   []plan.Exception{unlessMonitored},
		Remedy:   "start anew with a first dose, and rise as after any start: the old dose can kill now",
		Override: plan.Overridable("how it is known that tolerance was kept, such as methadone from elsewhere"),
		Only:     methadoneMissedSome,
		Judge:    judgeMissedAnew,
	},
	{
		ID:       "gb.ost.missed.held",
		Title:    "After several missed days nothing is supplied before the prescriber was asked",
		Severity: record.Block,
		About:    medication.SetOf(medication.Methadone, medication.Buprenorphine),
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.NHSLothian.At("three day rule", evidence.Primary),
			evidence.HomeOfficeInstalments.At("missed collections", evidence.Secondary)},
		Needs: plan.Needs(held.Doses, missedAnew.Doses, missedAnew.Most),
		Remedy: "hold the dose, ask the prescriber, and assess the person; a new order after a reassessment, or one to restart with a smaller " +
			"dose, releases it: never above the dose before, and after a long gap up to the dose of a new start",
		Override: plan.Overridable("that the prescriber was asked, and what was agreed"),
		Judge:    judgeHeld,
	},
}

// gap is what lies between the last methadone and the first dose that the event brings.
type gap struct {
	usual  medication.Mass // daily dose before
	last   civil.Date      // last day that was covered
	missed int             // doses missed in a row; if not known, the most that can have been
	known  bool
}

// gapBefore returns the gap before the first dose that the event brings; ok is false if no last dose is on record, here or confirmed elsewhere.
func gapBefore(v *plan.View) (g gap, ok bool) { return gapFact.Of(v) }

var gapFact = plan.NewFact(func(v *plan.View) (g gap, ok bool) {
	if elsewhere, ok := transfer(v); ok {
		day := v.DayOf(elsewhere.At)
		return gap{elsewhere.DailyDose, day, missedBetween(day, person.FirstDay(v)), true}, true
	}
	before, ok := lastDosedDay(v)
	if !ok {
		return gap{}, false
	}
	g = gap{usual: before.total, last: before.day}
	if latest, _ := v.LastDose(medication.Methadone); latest.Day != person.FirstDay(v) {
		g.missed, g.last, g.known = person.Missed(v, medication.Methadone)
	} else {
		g.missed, g.known = scheduledBetween(v, g.last)
	}
	if !g.known {
		g.missed = missedBetween(g.last, person.GapEnds(v, medication.Methadone))
		g.known = g.missed == 0
	}
	return g, true
})

// methadoneMissedSome holds unless the last dose of methadone is known, and none was missed since.
var methadoneMissedSome = plan.Given(func(v *plan.View) bool {
	g, ok := gapFact.Lent(v)
	return !ok || g.missed > 0
}).Within(methadoneChanges)

// scheduledBetween counts, on a day on which a dose was given already, the doses that the gap before that day left out.
func scheduledBetween(v *plan.View, last civil.Date) (missed int, known bool) {
	order, _, ok := v.OrderInForce(medication.Methadone)
	if !ok {
		return 0, false
	}
	if covered := v.Now().CoveredTo(medication.Methadone, v.Day().Add(-1)); last.Before(covered) {
		last = covered
	}
	missed = order.Schedule.MissedBetween(last, v.Day())
	if !last.Before(v.Day()) {
		return 0, true
	}
	return missed, missed != medication.NotKnown
}

// returning returns what the event brings somebody who takes methadone already, here or elsewhere, and the gap before it.
func returning(v *plan.View) (m *methadoneAct, g gap, ok bool) {
	m, ok = broughtMethadone(v)
	if !ok {
		return m, gap{}, false
	}
	g, ok = gapBefore(v)
	if _, elsewhere := transfer(v); !ok || !onMethadone(v) && !elsewhere {
		return m, gap{}, false
	}
	return m, g, true
}

// startingAnew reports whether the gap before the event ended tolerance, so that it is a new start.
func startingAnew(v *plan.View) bool { return anewFact.Holds(v) }

var anewFact = plan.Given(func(v *plan.View) bool {
	_, g, ok := returning(v)
	anew, set := missedAnew.Doses.If(v)
	return ok && g.known && set && g.missed >= anew.Value
}, plan.Optional(missedAnew.Doses)).Within(methadoneChanges)

// methadoneAnew holds where the event is the first methadone of a course, or after a gap that ended tolerance.
var methadoneAnew = plan.Given(func(v *plan.View) bool { return methadoneStart.Holds(v) || startingAnew(v) }).
	Within(methadoneChanges)

func judgeMissedFew(v *plan.View) plan.Result {
	doses := missedFew.Doses.Of(v)
	g, ok := gapBefore(v)
	// Where the number is not known, one dose more or less missed does not change what is given.
	if !ok || !g.known || g.missed == 0 || g.missed > doses.Value || person.LastDrowsiness(v).Stands(v) {
		return v.NotApplicable()
	}
	if held, ok := v.Acts().Of(record.Withholds, agent.Methadone); ok {
		if held.Reason != record.ReasonMissedVisits {
			return v.NotApplicable()
		}
		return v.ViolatedAs(record.Advice, doses, "held after %s, and the usual %s stays up to %d", phrase.Plural(g.missed, "missed dose"), g.usual,
			doses.Value)
	}
	m, g, ok := returning(v)
	course, _ := v.Course()
	switch {
	case ok && m.known && g.usual.Compare(m.total) < 0:
		return v.Violated(doses, "%s after %s, and the usual %s stays up to %d", m.total, phrase.Plural(g.missed, "missed dose"), g.usual, doses.Value)
	case ok && m.known && g.usual == m.total && unreviewedInWithdrawal(v, g):
		return v.Violated(doses, "%s after %s, for somebody in withdrawal", m.total, phrase.Plural(g.missed, "missed dose")).
			WithRemedy("review first why doses were missed, and what else was taken")
	case !ok || course == stages.Taper || g.usual.Compare(m.least.total) <= 0:
		return v.NotApplicable()
	}
	return v.ViolatedAs(record.Advice, doses, "%s after %s, less than the usual %s, which stays up to %d", m.least.total,
		phrase.Plural(g.missed, "missed dose"), g.usual, doses.Value)
}

// unreviewedInWithdrawal reports whether signs of withdrawal were seen today where the place has a review before the usual dose then, and
// none is on record since the last dose.
func unreviewedInWithdrawal(v *plan.View, g gap) bool {
	well, _ := missedFew.Well.If(v)
	count, at, seen := v.ObjectiveSigns()
	reviewed, _ := v.Assessed(record.Reassessment)
	return well.Value && seen && count > 0 && v.DayOf(at) == v.Day() && !g.last.Before(v.DayOf(reviewed))
}

// countedMissed is what a rule lacks where nobody knows how many doses were missed.
func countedMissed(v *plan.View, g gap) plan.Result {
	return v.Lacks("the schedule of methadone, or how many doses were missed since " + g.last.String())
}

func judgeMissedReduced(v *plan.View) plan.Result {
	m, g, ok := returning(v)
	if !ok {
		return v.NotApplicable()
	}
	ladder := missedReduced.Ladder.Of(v)
	anew, ends := missedAnew.Doses.If(v)
	part, ok := ladder.Value.After(g.missed)
	dose := part.From(g.usual)
	switch {
	case !ok || ends && g.missed >= anew.Value: // where no place says from when it is a new start, the last band goes on
		return v.NotApplicable()
	case !m.known:
		return v.Lacks(phrase.MethadoneAmount)
	case m.total.Compare(dose) <= 0: // right for fewer missed doses too
		return v.Met()
	case !g.known:
		return countedMissed(v, g)
	}
	return v.Violated(ladder.Showing(dose.String()), "%s after %s: above %s, which is %s", m.total, phrase.Plural(g.missed, "missed dose"), dose,
		part).
		WithRemedy("assess the person, and go on with %s", dose)
}

func judgeMissedAnew(v *plan.View) plan.Result {
	_, g, ok := returning(v)
	m, _ := broughtMethadone(v)
	doses, most := missedAnew.Doses.Of(v), missedAnew.Most.Of(v)
	dose := most.Value.Lower(g.usual)
	order, _ := v.Body().(record.Order)
	switch {
	case !ok && order.Purpose == record.PurposeContinue && !onMethadone(v) && most.Value.Compare(m.total) < 0:
		return v.Lacks("the last dose of methadone that this order continues")
	case !ok || g.missed < doses.Value:
		return v.NotApplicable()
	case !m.known:
		return v.Lacks(phrase.MethadoneAmount)
	case m.total.Compare(dose) <= 0: // no more than a new start, however long the gap was
		return v.Met()
	case !g.known:
		return countedMissed(v, g)
	}
	return v.Violated(doses, "%s after %s, which from %d on is a new start: above %s", m.total, phrase.Plural(g.missed, "missed dose"), doses.Value,
		dose)
}

// heldSubstance returns the substance of opioid substitution by mouth that the event brings; ok is false if it brings none.
func heldSubstance(v *plan.View) (s medication.Substance, ok bool) {
	act, ok := v.Acts().Of(record.Doses, medication.SetOf(medication.Methadone, medication.Buprenorphine))
	if !ok || act.Product.DepotDays() > 0 {
		return 0, false
	}
	return act.Substance, true
}

func judgeHeld(v *plan.View) plan.Result {
	s, ok := heldSubstance(v)
	doses := held.Doses.Of(v)
	if latest, dosed := v.LastDose(s); !ok || v.Starting(s) || dosed && latest.Product.LongActing() { // after a depot no daily dose is missed
		return v.NotApplicable()
	}
	missed, last, known := person.Missed(v, s)
	switch {
	case !known && missedBetween(last, person.GapEnds(v, s)) < doses.Value, known && missed < doses.Value:
		return v.NotApplicable()
	case released(v, s):
		return v.Met()
	case !known:
		return v.Lacks("the schedule, or how many doses were missed since " + last.String())
	case reviewed(v, s, missed):
		return v.ViolatedAs(record.Advice, doses, "goes on after %s, from %d on after a review: consider a smaller dose than before",
			phrase.Plural(missed, "missed dose"), doses.Value)
	}
	return v.Violated(doses, "%s in a row, from %d on the prescriber is asked first", phrase.Plural(missed, "missed dose"), doses.Value)
}

// released reports whether the dose is given on an order that was written after the gap, to restart or after a reassessment, and is no
// higher.
func released(v *plan.View, s medication.Substance) bool {
	order, at, _ := v.OrderInForce(s)
	last, _ := v.LastDose(s) // there is one, or nothing would have been missed
	act, _ := v.Acts().Of(record.Doses, medication.SetOf(s))
	return !act.Means.Has(record.Prescribes) && last.At.Before(at) && act.Dose.Compare(order.Dose.Principal) <= 0 &&
		(order.Purpose == record.PurposeRestart || reassessedSince(v, last.At))
}

// reviewed reports whether the event is a new order that the record bears out as reviewed: not above the usual dose, nor, after a gap that
// ended tolerance, above a first one, and written after a reassessment. The word "restart" stands for one where the dose is smaller than
// before, or somebody looked at the person today; alone it is a word (decision 13). After a gap that is a new start a first dose for
// somebody who was looked at since needs no such word.
func reviewed(v *plan.View, s medication.Substance, missed int) bool {
	order, isOrder := v.Body().(record.Order)
	last := v.Now().CourseOf(s).Last // there is one, or nothing would have been missed
	usual := last.DayTotal
	v.Now().Notes.Note(last.Event)
	if !isOrder || usual.Compare(order.DayTotal()) < 0 || beyondNewStart(v, s, missed) {
		return false
	}
	seen := person.LastDrowsiness(v)
	switch {
	case reassessedSince(v, last.At):
		return true
	case seen.Looked && last.At.Before(seen.At) && missed >= missedAnew.Doses.Of(v).Value: // a new start, and no more than one
		return true
	}
	return order.Purpose == record.PurposeRestart &&
		(order.DayTotal().Compare(usual) < 0 || seen.Looked && v.DayOf(seen.At) == v.Day())
}

// reassessedSince reports whether somebody asked, after the time, what should change.
func reassessedSince(v *plan.View, t time.Time) bool {
	at, done := v.Assessed(record.Reassessment)
	return done && t.Before(at)
}

// beyondNewStart reports whether methadone is more than what a person starts with, although so many doses were missed that it is a
// new start. No order to restart releases that, since nobody knows that tolerance was kept; an override says how it is known.
func beyondNewStart(v *plan.View, s medication.Substance, missed int) bool {
	anew, most := missedAnew.Doses.Of(v), missedAnew.Most.Of(v)
	m, _ := broughtMethadone(v)
	return s == medication.Methadone && missed >= anew.Value && most.Value.Compare(m.total) < 0
}
