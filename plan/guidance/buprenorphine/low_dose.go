package buprenorphine

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan/guidance/internal/person"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// LowDoseLimits are the limits of a start with small doses while the full agonist goes on.
type LowDoseLimits struct {
	StartMost plan.Param[medication.Mass] // first day: above it this is no low-dose start, and the rules of a start apply
	Growth    plan.Param[int]             // how many times the total of the last day with a dose
	GrowsTo   plan.Param[medication.Mass] // daily total from which growth is free
	StopLeast plan.Param[medication.Mass] // daily total from which the full agonist may stop
}

var lowDose = LowDoseLimits{
	limit.MostMass("bup.low-dose.start-max.day1", "total of the first day of a low-dose start"),
	limit.MostCount("bup.low-dose.growth.factor", "times the total of the last day with a dose"),
	limit.LeastMass("bup.low-dose.growth.until", "daily total from which growth is free"),
	limit.LeastMass("bup.low-dose.stop-agonist.least", "daily total from which the full agonist may stop"),
}

// LowDose returns the limits of a start with small doses while the full agonist goes on.
func LowDose() LowDoseLimits { return lowDose }

var buprenorphineLowDose = []plan.Rule{
	{
		ID:       "bup.low-dose.start-max",
		Title:    "A low-dose start begins with a low dose",
		Severity: record.Block,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    lowDoseProtocols,
		Needs:    plan.Needs(inCourse, rescued, lowDose.StartMost),
		Remedy:   "begin lower; or end the low-dose initiation, so that the rules of an ordinary start are asked",
		Override: plan.Overridable("which protocol starts with this dose"),
		Applies:  func(v *plan.View) bool { return lowDoseGoesOn(v) && onDay(1)(v) },
		Judge:    judgeLowDoseStart,
	},
	{
		ID:       "bup.low-dose.growth",
		Title:    "In a low-dose start the daily total at most doubles from one day with a dose to the next",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    lowDoseProtocols,
		Needs:    plan.Needs(inCourse, rescued, lowDose.Growth, lowDose.GrowsTo),
		Remedy:   "take the next step of the protocol; days without a dose are no steps",
		Applies:  growing,
		Judge:    judgeLowDoseGrowth,
	},
	{
		ID:       "bup.low-dose.agonist-source",
		Title:    "The full agonist that goes on in a low-dose start comes from a lawful source",
		Severity: record.Warning,
		About:    agent.Buprenorphine,
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.ASAMWeekly.At("30 July 2023", evidence.Primary)},
		Needs:    plan.Needs(mouthDoses, inductionHours.LongMethadone),
		Remedy: "continue it in a hospital stay, as methadone of an opioid treatment program, or as a prescription for pain; federal law is " +
			"read as barring any other prescription of it",
		Applies: func(v *plan.View) bool { return mouthDoses.Holds(v) && lowDoseGoesOn(v) },
		Judge:   judgeAgonistSource,
	},
	{
		ID:       "bup.low-dose.stop-agonist",
		Title:    "In a low-dose start the full agonist stops once buprenorphine carries the person",
		Severity: record.Advice,
		About:    medication.SetOf(medication.Methadone),
		Watches:  record.Ends,
		Cites: []evidence.Citation{evidence.LowDoseInpatient.At("three inpatients started on low doses of buprenorphine", evidence.Primary),
			evidence.Randhawa2020.At("", evidence.Secondary)},
		Needs:   plan.Needs(lowDose.StopLeast, plan.Optional(buprenorphineBreak.Daily)),
		Remedy:  "raise buprenorphine first",
		Applies: endsMethadone,
		Judge:   judgeStopAgonist,
	},
}

var lowDoseProtocols = []evidence.Citation{
	evidence.LowDoseOutpatient.At("table 2", evidence.Primary),
	evidence.LowDoseInjectable.At("table 2", evidence.Primary),
	evidence.Randhawa2020.At("", evidence.Secondary),
}

// LowDoseProtocols returns the sources of low-dose starts.
func LowDoseProtocols() []evidence.Citation { return slices.Clone(lowDoseProtocols) }

func judgeLowDoseStart(v *plan.View) plan.Result {
	p, _ := inCourse.Lent(v)
	if most := lowDose.StartMost.Of(v); most.Value.Compare(p.total) < 0 {
		return v.Violated(most, "%s on the first day of a low-dose start, more than %s", p.total, most.Value)
	}
	return v.Met()
}

func growing(v *plan.View) bool {
	p, ok := inCourse.Lent(v)
	return ok && lowDoseGoesOn(v) && !p.before.IsZero() && !rescued.Holds(v)
}

func judgeLowDoseGrowth(v *plan.View) plan.Result {
	p, _ := inCourse.Lent(v)
	factor, until := lowDose.Growth.Of(v), lowDose.GrowsTo.Of(v)
	if p.before.Compare(until.Value) >= 0 {
		return v.NotApplicable()
	}
	if most := p.before.Times(uint32(factor.Value)); most.Compare(p.total) < 0 {
		return v.Violated(factor, "%s after %s on the last day with a dose, more than %s", p.total, p.before, most)
	}
	return v.Met()
}

// judgeAgonistSource asks only where a full agonist is prescribed or dispensed. Somebody who goes on using an illicit one has
// no prescriber to be warned.
func judgeAgonistSource(v *plan.View) plan.Result {
	agent := agonistGoingOn(v, inductionHours.LongMethadone.Of(v).Value)
	switch {
	case agent == "":
		person.Unasked(v)
		return v.NotApplicable()
	case !v.Body().Kind().Intent() && !firstOfCourse(v): // what the order was told is not said again of each dose
		return v.NotApplicable()
	case v.Holds(record.HospitalStay), v.Holds(record.SupervisedPainTreatment), fromProgram(v):
		return v.Met()
	}
	return v.Violated(nil, "%s goes on, and nobody has said that it comes from a hospital, an opioid treatment program or a prescription "+
		"for pain", agent)
}

// agonistGoingOn returns the full agonist that somebody prescribes or dispenses: methadone within the window, or what is on
// the list of medicines. It is empty if there is none.
func agonistGoingOn(v *plan.View, window time.Duration) string {
	for c := range v.Now().Of(longActing) {
		if c.Substance == medication.Methadone && v.Since(c.At) <= window {
			return c.Agent
		}
	}
	for agent, classes := range v.Medicines() {
		if classes.Has(medication.FullAgonistOpioid) {
			return agent
		}
	}
	return ""
}

// fromProgram reports whether the methadone is ordered or given by an opioid treatment program, here or by a verified one
// elsewhere.
func fromProgram(v *plan.View) bool {
	if v.Holds(record.VerifiedTransfer) {
		return true
	}
	if order, _, _ := v.OrderInForce(medication.Methadone); order.Setting == medication.SettingOTP {
		return true
	}
	last, ok := v.LastDose(medication.Methadone)
	return ok && last.Setting == medication.SettingOTP
}

// endsMethadone reports whether methadone would end in a low-dose start.
func endsMethadone(v *plan.View) bool {
	act, ok := v.Acts().Of(record.Ends, 0)
	return ok && (act.Substance == medication.Methadone || act.Whatever) && !act.Left && act.Continues != truth.Yes &&
		v.Holds(record.LowDoseInitiation)
}

func judgeStopAgonist(v *plan.View) plan.Result {
	least := lowDose.StopLeast.Of(v)
	days := mouthDays(v)
	switch {
	case len(days) == 0:
		return v.Violated(least, "no buprenorphine is on record yet, less than %s a day", least.Value)
	case highestOf(days).Compare(least.Value) < 0:
		return v.Violated(least, "buprenorphine is at %s a day, less than %s", highestOf(days), least.Value)
	}
	return v.Met()
}

// highestOf is the highest total of the days: that of today may be half complete.
func highestOf(days []mouthDay) medication.Mass {
	var most medication.Mass
	for _, day := range days {
		most = most.Higher(day.plain)
	}
	return most
}

// lowDoses holds where a low-dose start is borne out: it is stated, and the day comes to no more than one begins with, or buprenorphine was
// taken since: how that may grow is for bup.low-dose.growth. The dose is what makes it one, whoever names a protocol.
var lowDoses = plan.NewFact(func(v *plan.View) (struct{}, bool) {
	if !lowDoseGoesOn(v) {
		return struct{}{}, false
	}
	since, stated := v.HoldsSince(record.LowDoseInitiation)
	if last, dosed := v.LastDose(medication.Buprenorphine); stated && dosed && !last.At.Before(since) {
		return struct{}{}, true
	}
	_, daily, known := v.Now().PerDay(medication.Buprenorphine)
	most, set := lowDose.StartMost.If(v)
	return struct{}{}, set && known == truth.Yes && v.Now().OnDay(medication.Buprenorphine).With.Higher(daily).Compare(most.Value) <= 0
}, plan.Optional(lowDose.StartMost))

// lowDoseGoesOn reports whether a low-dose start is stated, and not past its last day when the first dose is taken that the event brings.
func lowDoseGoesOn(v *plan.View) bool {
	if !v.Holds(record.LowDoseInitiation) {
		return false
	}
	ev, _ := v.Stated(record.LowDoseInitiation)
	b, stated := ev.Body.(record.ContextStated)
	return !stated || b.Until.IsZero() || !b.Until.Before(person.FirstDay(v))
}
