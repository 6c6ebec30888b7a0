package guidance

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// The bands of missed doses in a row, and with how much methadone is taken up again in each.
var (
	// MissedFew is the band in which the usual dose stays.
	MissedFew = struct{ Doses *plan.Param[int] }{
		leastCount("methadone.missed.1-2.doses", "missed doses in a row up to which the usual dose stays"),
	}
	// MissedThree is the first band with a smaller dose.
	MissedThree = struct {
		Doses   *plan.Param[int]
		Restart *plan.Param[RestartDose]
	}{
		mostCount("methadone.missed.3.doses", "missed doses in a row from which the dose is lowered"),
		plan.NewParam[RestartDose]("methadone.missed.3.restart", "methadone with which to go on after that many missed doses", nil),
	}
	// MissedFour is the second.
	MissedFour = struct {
		Doses   *plan.Param[int]
		Restart *plan.Param[RestartDose]
	}{
		mostCount("methadone.missed.4.doses", "missed doses in a row from which the dose is lowered further"),
		plan.NewParam[RestartDose]("methadone.missed.4.restart", "methadone with which to go on after that many missed doses", nil),
	}
	// MissedAnew is the band in which tolerance counts as lost, and methadone is started anew.
	MissedAnew = struct {
		Doses *plan.Param[int]
		Most  *plan.Param[medication.Mass]
	}{
		mostCount("methadone.missed.5plus.doses", "missed doses in a row from which methadone is started anew"),
		mostMass("methadone.missed.5plus.most", "methadone with which it is started anew"),
	}
	// Held is the number of missed doses from which the United Kingdom supplies nothing until the prescriber has been asked.
	Held = struct{ Doses *plan.Param[int] }{
		mostCount("gb.ost.missed.3.doses", "missed doses in a row from which nothing is supplied before the prescriber was asked"),
	}
)

var methadoneMissed = []plan.Rule{
	{
		ID:       "methadone.missed.1-2",
		Aliases:  []record.RuleID{"gb.ost.missed.1-2", "au.methadone.missed.1", "au.methadone.missed.2"},
		Title:    "After one or two missed doses the usual dose of methadone is given to somebody who is not intoxicated",
		Severity: record.Advice,
		Kinds:    record.On(record.KindOrder, record.KindDoseHeld),
		Cites:    []evidence.Citation{evidence.AustraliaMethadone2003.At("section 3.5", evidence.Primary)},
		Params:   []plan.AnyParam{MissedFew.Doses},
		Remedy:   "give the usual dose",
		Check:    checkMissedFew,
	},
	{
		ID:       "methadone.missed.3",
		Aliases:  []record.RuleID{"au.methadone.missed.3"},
		Title:    "After three missed doses methadone goes on with a part of the usual dose, after an assessment",
		Severity: record.Warning,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites:    []evidence.Citation{evidence.AustraliaMethadone2003.At("section 3.5", evidence.Primary)},
		Params:   []plan.AnyParam{MissedThree.Doses, MissedThree.Restart, MissedFour.Doses},
		Remedy:   "assess the person, go on with the smaller dose, and climb back as it is tolerated",
		Check:    partialRestart(MissedThree.Doses, MissedThree.Restart, MissedFour.Doses),
	},
	{
		ID:       "methadone.missed.4",
		Aliases:  []record.RuleID{"au.methadone.missed.4", "ca-on.methadone.missed.4"},
		Title:    "After four missed doses methadone goes on with a small dose, after the prescriber's review",
		Severity: record.Warning,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites:    []evidence.Citation{evidence.AustraliaMethadone2003.At("section 3.5", evidence.Primary)},
		Params:   []plan.AnyParam{MissedFour.Doses, MissedFour.Restart, MissedAnew.Doses},
		Remedy:   "let the prescriber see the person, go on with the smaller dose, and climb back as it is tolerated",
		Check:    partialRestart(MissedFour.Doses, MissedFour.Restart, MissedAnew.Doses),
	},
	{
		ID:       "methadone.missed.5plus",
		Aliases:  []record.RuleID{"gb.ost.missed.5", "gb.methadone.restart-after-break", "au.methadone.missed.5", "ca-on.methadone.missed.5"},
		Title:    "After a long gap methadone is started anew",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites: []evidence.Citation{evidence.AustraliaMethadone2003.At("section 3.5", evidence.Primary),
			evidence.NIFormulary.At("4.10.1, restart after a break", evidence.Primary)},
		Params:   []plan.AnyParam{MissedAnew.Doses, MissedAnew.Most},
		Unless:   []plan.Exception{unlessMonitored},
		Remedy:   "start anew with a first dose, and rise as after any start: the old dose can kill now",
		Override: plan.Overridable("how it is known that tolerance was kept, such as methadone from elsewhere"),
		Check:    checkMissedAnew,
	},
	{
		ID:       "gb.ost.missed.3",
		Title:    "After three missed days nothing is supplied before the prescriber was asked",
		Severity: record.Block,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven),
		Cites: []evidence.Citation{evidence.NHSLothian.At("three day rule", evidence.Primary),
			evidence.HomeOfficeInstalments.At("missed collections", evidence.Secondary)},
		Params:   []plan.AnyParam{Held.Doses, MissedAnew.Doses, MissedAnew.Most},
		Remedy:   "hold the dose, ask the prescriber, and assess the person; an order to restart, with the reviewed dose, releases it: after a long gap up to the dose of a new start",
		Override: plan.Overridable("that the prescriber was asked, and what was agreed"),
		Check:    checkHeld,
	},
}

// gap is what lies between the last methadone and today.
type gap struct {
	usual  medication.Mass // daily dose before
	last   civil.Date      // last day that was covered
	missed int             // doses missed in a row; if not known, the most that can have been
	known  bool
}

// gapBefore returns the gap before the day of the event; ok is false if no last dose is on record, here or confirmed elsewhere.
func gapBefore(v *plan.View) (g gap, ok bool) {
	if elsewhere, ok := transfer(v); ok {
		day := v.DayOf(elsewhere.At)
		return gap{elsewhere.DailyDose, day, missedSince(day, v), true}, true
	}
	before, ok := lastDosedDay(v)
	if !ok {
		return gap{}, false
	}
	g = gap{usual: before.total, last: before.day}
	if latest, _ := v.LastDose(medication.Methadone); v.DayOf(latest.At) != v.Day() {
		g.missed, g.last, g.known = v.MissedDoses(medication.Methadone)
	} else {
		g.missed, g.known = scheduledBetween(v, g.last)
	}
	if !g.known {
		g.missed = missedSince(g.last, v)
		g.known = g.missed == 0
	}
	return g, true
}

// scheduledBetween counts, on a day on which a dose was given already, the doses that the gap before that day left out.
func scheduledBetween(v *plan.View, last civil.Date) (missed int, known bool) {
	order, _, ok := v.OrderInForce(medication.Methadone)
	if !ok {
		return 0, false
	}
	if at, covered, supplied := v.Supplied(medication.Methadone); supplied && v.DayOf(at).Before(v.Day()) && last.Before(covered) {
		last = covered
	}
	missed = order.Schedule.MissedBetween(last, v.Day())
	if !last.Before(v.Day()) {
		return 0, true
	}
	return missed, missed != medication.NotKnown
}

// returning returns the dosing of somebody who takes methadone already, what the day comes to, and the gap before it.
func returning(v *plan.View) (d plan.Dosing, total medication.Mass, g gap, ok bool) {
	d, ok = methadoneDosing(v)
	if !ok {
		return
	}
	g, ok = gapBefore(v)
	_, elsewhere := transfer(v)
	if _, starts := startingMethadone(v); !ok || starts && !elsewhere {
		return plan.Dosing{}, medication.Mass{}, gap{}, false
	}
	return d, dayTotal(v, d), g, true
}

// startingAnew reports whether the gap before the dosing ended tolerance, so that it is a new start.
func startingAnew(v *plan.View) bool {
	_, _, g, ok := returning(v)
	anew, set := MissedAnew.Doses.At(v)
	return ok && g.known && set && g.missed >= anew.Value
}

func checkMissedFew(v *plan.View) plan.Result {
	doses, ok := MissedFew.Doses.At(v)
	if !ok {
		return v.Unset(MissedFew.Doses)
	}
	g, ok := gapBefore(v)
	// Where the number is not known, one dose more or less missed does not change what is given.
	if !ok || !g.known || g.missed == 0 || g.missed > doses.Value || seenSedated(v) {
		return v.NotApplicable()
	}
	if held, ok := v.Body().(record.DoseHeld); ok {
		if held.Substance != medication.Methadone || held.Reason != record.ReasonMissedVisits {
			return v.NotApplicable()
		}
		return v.Violated(doses, "held after %s, and the usual %s stays up to %d", plural(g.missed, "missed dose"), g.usual, doses.Value)
	}
	_, total, g, ok := returning(v)
	course, _ := v.Course()
	if !ok || course == stages.Taper || g.usual.Compare(total) <= 0 {
		return v.NotApplicable()
	}
	return v.Violated(doses, "%s after %s, less than the usual %s", total, plural(g.missed, "missed dose"), g.usual)
}

// seenSedated reports whether the last examination of the day saw sedation or intoxication.
func seenSedated(v *plan.View) bool {
	for _, sign := range []record.Sign{record.Sedation, record.Intoxication} {
		if seen, at := v.Sign(sign); seen == truth.Yes && v.DayOf(at) == v.Day() {
			return true
		}
	}
	return false
}

// partialRestart judges the band from one number of missed doses to the next.
func partialRestart(from *plan.Param[int], restart *plan.Param[RestartDose], next *plan.Param[int]) func(*plan.View) plan.Result {
	return func(v *plan.View) plan.Result {
		_, total, g, ok := returning(v)
		if !ok {
			return v.NotApplicable()
		}
		read := limits{view: v}
		low, high, part := limit(&read, from), limit(&read, next), limit(&read, restart)
		if read.unset != nil {
			return read.missing()
		}
		switch dose := part.Value.From(g.usual); {
		case g.missed < low.Value || g.missed >= high.Value:
			return v.NotApplicable()
		case total.Compare(dose) <= 0: // right for fewer missed doses too
			return v.Met()
		case !g.known:
			return v.Lacks("the schedule of methadone, or how many doses were missed since " + g.last.String())
		default:
			return v.Violated(part, "%s after %s: above %s, which is %s", total, plural(g.missed, "missed dose"), dose, part.Value).
				WithRemedy("assess the person, and go on with %s", dose)
		}
	}
}

func checkMissedAnew(v *plan.View) plan.Result {
	d, ok := methadoneDosing(v)
	if !ok {
		return v.NotApplicable()
	}
	read := limits{view: v}
	doses, most := limit(&read, MissedAnew.Doses), limit(&read, MissedAnew.Most)
	if read.unset != nil {
		return read.missing()
	}
	_, total, g, ok := returning(v)
	dose := lower(most.Value, g.usual)
	switch {
	case !ok && d.Purpose == record.PurposeContinue && v.Starting(medication.Methadone):
		return v.Lacks("the last dose of methadone that this order continues")
	case !ok || g.missed < doses.Value:
		return v.NotApplicable()
	case total.Compare(dose) <= 0: // no more than a new start, however long the gap was
		return v.Met()
	case !g.known:
		return v.Lacks("the schedule of methadone, or how many doses were missed since " + g.last.String())
	}
	return v.Violated(doses, "%s after %s, above the %s of a new start", total, plural(g.missed, "missed dose"), dose)
}

func checkHeld(v *plan.View) plan.Result {
	d, ok := v.Dosing()
	if !ok || d.Purpose == record.PurposePain || d.Product.LongActing() ||
		d.Substance != medication.Methadone && d.Substance != medication.Buprenorphine {
		return v.NotApplicable()
	}
	doses, ok := Held.Doses.At(v)
	if !ok {
		return v.Unset(Held.Doses)
	}
	if v.Starting(d.Substance) {
		return v.NotApplicable()
	}
	missed, last, known := v.MissedDoses(d.Substance)
	switch {
	case !known && missedSince(last, v) < doses.Value, known && missed < doses.Value:
		return v.NotApplicable()
	case released(v, d):
		return v.Met()
	case !known:
		return v.Lacks("the schedule, or how many doses were missed since " + last.String())
	case d.Purpose == record.PurposeRestart && !beyondNewStart(v, d, missed):
		return v.ViolatedAs(record.Advice, doses, "restart after %s: consider a smaller dose than before", plural(missed, "missed dose"))
	}
	return v.Violated(doses, "%s in a row, from %d on the prescriber is asked first", plural(missed, "missed dose"), doses.Value)
}

// released reports whether the dose is given on an order to restart that was written after the gap, and is no higher.
func released(v *plan.View, d plan.Dosing) bool {
	order, at, ok := v.OrderInForce(d.Substance)
	last, dosed := v.LastDose(d.Substance)
	return !d.Intent && ok && dosed && order.Purpose == record.PurposeRestart && last.At.Before(at) &&
		d.Dose.Principal.Compare(order.Dose.Principal) <= 0
}

// beyondNewStart reports whether methadone is more than what a person starts with, although so many doses were missed that it is a
// new start. No order to restart releases that, since nobody knows that tolerance was kept; an override says how it is known.
func beyondNewStart(v *plan.View, d plan.Dosing, missed int) bool {
	anew, set := MissedAnew.Doses.At(v)
	most, limited := MissedAnew.Most.At(v)
	return d.Substance == medication.Methadone && set && limited && missed >= anew.Value && most.Value.Compare(dayTotal(v, d)) < 0
}
