package buprenorphine

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
)

// FirstInjectionLimits are the limits of a first depot that go beyond its label.
type FirstInjectionLimits struct {
	Weekly plan.Param[medication.Mass] // the greatest first injection of a weekly depot; not set: that of the label
	// AfterMethadone is the greatest after methadone below the upper dose of a change; more is warned of. Not set: nothing is said of it.
	AfterMethadone plan.Param[medication.Mass]
}

var firstInjection = FirstInjectionLimits{
	limit.MostMass("bup.xr.first-injection.weekly", "greatest first injection of a weekly depot, where guidance goes beyond the label"),
	limit.MostMass("bup.xr.first-injection.after-methadone", "greatest first injection of a weekly depot after a lower dose of methadone"),
}

// FirstInjection returns the limits of a first depot that go beyond its label.
func FirstInjection() FirstInjectionLimits { return firstInjection }

// DirectDepotLimits say where a weekly depot may be the first buprenorphine of somebody who takes short-acting opioids.
type DirectDepotLimits struct {
	Guidance plan.Param[bool]            // the guidance of the place does so for everybody, and asks for no hours
	Most     plan.Param[medication.Mass] // by a named protocol: the greatest injection
	COWS     plan.Param[int]             // by a named protocol: the least score
}

var directDepot = DirectDepotLimits{
	plan.NewParam[bool]("bup.xr.direct.guidance", "a weekly depot may follow short-acting opioids directly", nil),
	limit.MostMass("bup.xr.direct.most", "first injection of a weekly depot by a protocol that gives it directly"),
	limit.LeastCount("bup.xr.direct.cows", "COWS total below which a depot by such a protocol is refused", limit.Scale(scale.COWS)),
}

// DirectDepot returns where a weekly depot may be the first buprenorphine of somebody who takes short-acting opioids.
func DirectDepot() DirectDepotLimits { return directDepot }

// afterLowMethadone reports whether the person comes from methadone below the upper dose of a change to buprenorphine.
func afterLowMethadone(v *plan.View) bool {
	upper, set := methadoneTransfer.Upper.If(v)
	window, also := inductionHours.LongMethadone.If(v)
	if !set || !also {
		return false
	}
	daily, known := methadoneBefore(v, window.Value)
	return known == truth.Yes && daily.Compare(upper.Value) < 0
}

// weeklyDepot holds where the event brings a weekly depot.
var weeklyDepot = plan.NewFact(func(v *plan.View) (medication.Mass, bool) {
	d, ok := depotDoses.Lent(v)
	return d.Dose.Principal, ok && d.Product.DepotDays() == limit.Week
}, depotDoses)

// directByGuidance holds for a weekly depot where the guidance of the place gives it directly.
var directByGuidance = plan.NewFact(func(v *plan.View) (struct{}, bool) {
	directly, _ := directDepot.Guidance.If(v)
	return struct{}{}, directly.Value && weeklyDepot.Holds(v)
}, weeklyDepot, plan.Optional(directDepot.Guidance))

// directByProtocol holds for a weekly depot that is not above the limit while a named protocol gives it directly (decision 18): stated by
// somebody with the protocol, a setting that is not the home, and an end that has not passed.
var directByProtocol = plan.NewFact(func(v *plan.View) (struct{}, bool) {
	amount, weekly := weeklyDepot.Of(v)
	most, set := directDepot.Most.If(v)
	if !weekly || !set || most.Value.Compare(amount) < 0 {
		return struct{}{}, false
	}
	ev, ok := v.Stated(record.DirectDepot)
	if !ok || ev.Actor.IsZero() {
		return struct{}{}, false
	}
	b := ev.Body.(record.ContextStated)
	staffed := b.Setting != 0 && b.Setting != medication.SettingHome
	return struct{}{}, b.Holds == truth.Yes && b.Protocol != "" && staffed && !b.Until.IsZero() && !b.Until.Before(person.FirstDay(v))
}, weeklyDepot, plan.Optional(directDepot.Most))

// unlessDirect is the exception for it. It leaves the hours and the objective signs as they are.
var unlessDirect = plan.Exception{Context: record.DirectDepot, Leaves: record.Advice, Supported: directByProtocol.Holds,
	Why: "a named protocol gives a weekly depot directly, and asks for its own score"}

// unlessProtocolsPlace is the exception for the place of such a protocol, where that is an emergency department (decision 18). Whether the risk
// program has certified it no setting says.
var unlessProtocolsPlace = plan.Exception{Context: record.DirectDepot, Leaves: record.Warning, Supported: inProtocolsEmergency,
	Why: "a named protocol gives it in this emergency department; that the risk program has certified the place is for the department to show"}

// inProtocolsEmergency reports whether staff of the emergency department that the protocol names give the depot.
func inProtocolsEmergency(v *plan.View) bool {
	d, _ := depotDoses.Lent(v)
	_, taken := v.Body().(record.DoseTaken)
	if taken || v.Acts().Means().Any(record.HandsOver|record.Permits) || d.Setting != medication.SettingEmergency || !directByProtocol.Holds(v) {
		return false
	}
	ev, _ := v.Stated(record.DirectDepot)
	b, _ := ev.Body.(record.ContextStated)
	return b.Setting == d.Setting
}
