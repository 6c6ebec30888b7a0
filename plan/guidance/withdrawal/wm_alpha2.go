package withdrawal

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/interaction"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// AlphaTwoVitalsLimits are the limits of pulse and blood pressure at a dose of lofexidine or clonidine. They are how a trial
// defined adverse events; the label of lofexidine gives no number.
type AlphaTwoVitalsLimits struct {
	Systolic, Diastolic, Pulse plan.Param[record.Quantity] // held below
	Fall                       plan.Param[int]             // held if more percent below the value before treatment
	Fresh                      plan.Param[time.Duration]
}

var alphaTwoVitals = AlphaTwoVitalsLimits{
	limit.LeastQuantity("wm.alpha2.bp.systolic", "systolic pressure in mm[Hg] below which a dose is reduced, delayed or skipped"),
	limit.LeastQuantity("wm.alpha2.bp.diastolic", "diastolic pressure in mm[Hg] below which a dose is reduced, delayed or skipped"),
	limit.LeastQuantity("wm.alpha2.bp.pulse", "pulse per minute below which a dose is reduced, delayed or skipped"),
	limit.MostCount("wm.alpha2.bp.fall", "percent below the value before treatment above which a dose is reduced, delayed or skipped"),
	limit.MostTime("wm.alpha2.bp.fresh", "age of pulse and pressure at a dose"),
}

// AlphaTwoVitals returns the limits of pulse and blood pressure at a dose of lofexidine or clonidine.
func AlphaTwoVitals() AlphaTwoVitalsLimits { return alphaTwoVitals }

// ClonidineLimits are the limits of clonidine a day.
type ClonidineLimits struct {
	Daily, Heavy plan.Param[medication.Mass]
	From         plan.Param[record.Quantity]
}

var clonidine = ClonidineLimits{
	limit.MostMass("wm.clonidine.daily.most", "clonidine on one day"),
	limit.MostMass("wm.clonidine.daily.heavy", "clonidine on one day for a heavy person"),
	limit.LeastQuantity("wm.clonidine.daily.heavy-from", "body weight in kg from which more clonidine is allowed"),
}

// Clonidine returns the limits of clonidine a day.
func Clonidine() ClonidineLimits { return clonidine }

var (
	aboutLofexidine = medication.SetOf(medication.Lofexidine)
	aboutAlphaTwo   = medication.SetOf(medication.Lofexidine, medication.Clonidine)
)

// alphaTwoDoses are doses of lofexidine or clonidine that reach the person by whatever route; a supply and a grant without a stated
// dose have that of the order in force.
var alphaTwoDoses = plan.NewFact(func(v *plan.View) (plan.Dosing, bool) {
	d, ok := person.ProductDoses.Lent(v)
	return *d, ok && d.Product.Mechanism() == medication.Alpha2Agonist
}, person.ProductDoses)

// clonidineDoses are those of them that are clonidine, in tablets or as a patch.
var clonidineDoses = plan.NewFact(func(v *plan.View) (plan.Dosing, bool) {
	d, ok := person.ProductDoses.Lent(v)
	return *d, ok && d.Substance == medication.Clonidine
}, person.ProductDoses)

// clonidineBefore returns whether the last clonidine that was given or is ordered, and was not stopped, is the product.
func clonidineBefore(v *plan.View, product medication.ProductID) bool {
	order, _, ordered := v.OrderInForce(medication.Clonidine)
	last, given := v.LastDose(medication.Clonidine)
	return v.OnMedication(medication.Clonidine) && (ordered && order.Product == product || given && last.Product.ID() == product)
}

var alphaTwo = []plan.Rule{
	{
		ID: "wm.alpha2.both",
		Title: "Lofexidine and clonidine, which lower pulse and pressure, are not given together, nor with other medicines that do, nor from " +
			"two sources",
		Severity: record.Warning,
		About:    aboutAlphaTwo,
		Watches:  record.Doses | record.Contacts,
		Cites: []evidence.Citation{evidence.LabelLucemyra.At("section 5, medicines that lower pulse or blood pressure",
			evidence.Primary)},
		Remedy: "give one of them, and stop the other slowly where it was taken for long; measure pulse and pressure before each dose",
		Judge:  judgeBothAlphaTwo,
	},
	{
		ID:       "wm.alpha2.bp",
		Title:    "Lofexidine and clonidine are given when pulse and pressure allow it",
		Severity: record.Warning,
		About:    aboutAlphaTwo,
		Watches:  record.Doses,
		Cites: []evidence.Citation{evidence.LabelLucemyra.At("section 5, without numbers", evidence.Primary),
			evidence.LofexidineTrial.At("table 2, definitions of adverse events", evidence.Primary),
			evidence.UpToDate.At("table 54978", evidence.Secondary)},
		Needs: plan.Needs(alphaTwoDoses, alphaTwoVitals.Systolic, alphaTwoVitals.Diastolic, alphaTwoVitals.Pulse, alphaTwoVitals.Fall,
			alphaTwoVitals.Fresh),
		Remedy: "reduce, delay or skip this dose, and measure again",
		Only:   alphaTwoDoses,
		Judge:  judgeAlphaTwoVitals,
	},
	{
		ID:       "wm.clonidine.daily",
		Title:    "Clonidine on one day stays within the ceiling for the body weight",
		Severity: record.Warning,
		About:    medication.SetOf(medication.Clonidine),
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.UpToDate.At("table 54978", evidence.Secondary)},
		Needs:    plan.Needs(clonidineDoses, clonidine.Daily, plan.Optional(clonidine.Heavy), plan.Optional(clonidine.From)),
		Remedy:   "lower the dose; methadone and buprenorphine treat withdrawal better",
		Only:     clonidineDoses,
		Judge:    judgeClonidine,
	},
}

// onceNow reports whether the event asks for a single dose: it comes on top of what was taken.
func onceNow(v *plan.View) bool {
	act, ok := v.Acts().Of(record.Prescribes, aboutAlphaTwo)
	return ok && act.Once
}

// onTheDay returns what a day comes to: what an order or a supply asks for, and a dose with what was taken before it today.
func onTheDay(v *plan.View, d *plan.Dosing) medication.Mass {
	if !d.Intent || onceNow(v) {
		return d.Total.Higher(v.Now().OnDay(d.Substance).With)
	}
	return d.Total
}

// judgeBothAlphaTwo looks for another medicine that lowers pulse or pressure where one of the two comes, and for one of the two where
// another comes, by whatever event.
func judgeBothAlphaTwo(v *plan.View) plan.Result {
	for act := range v.Acts().All() {
		switch {
		case act.Means.Has(record.Clears), !act.Means.Any(record.Doses | record.Contacts):
		case aboutAlphaTwo.Has(act.Substance):
			if other := lowersToo(v, act.Substance); other != "" {
				return v.Violated(nil, "%s with %s", act.Substance, other)
			}
			if secondSource(v, act) {
				return v.Violated(nil, "%s from here, and %s that comes from elsewhere", act.Substance, act.Substance)
			}
		case act.GoesOn && act.Classes.Has(medication.LowersPulseOrPressure):
			for _, s := range alphaTwoAgonists {
				if v.OnMedication(s) {
					return v.Violated(nil, "%s with %s", s, interaction.FoundText(act))
				}
			}
		}
	}
	return v.NotApplicable()
}

// alphaTwoAgonists are the agonists at the alpha-2 receptor that the plan can give.
var alphaTwoAgonists = [...]medication.Substance{medication.Lofexidine, medication.Clonidine}

// lowersToo names what lowers pulse or pressure beside the substance: the other one that this plan gives, or a medicine that is taken.
func lowersToo(v *plan.View, s medication.Substance) string {
	for _, other := range alphaTwoAgonists {
		if other != s && v.OnMedication(other) {
			return other.String()
		}
	}
	for medicine := range v.Now().Medicines() {
		if medicine.Holds(s) || medicine.Until != nil ||
			!medicine.Classes.Has(medication.LowersPulseOrPressure) {
			continue
		}
		v.Now().Notes.Note(medicine.Event)
		return medicine.Report.Agent
	}
	v.Reviewed(record.MedicinesSection) // where nobody asked, the decision says that it is not known
	return ""
}

// secondSource reports whether the person has the substance of the act from elsewhere: as a medicine that goes on, or by this report of one
// beside what is taken here.
func secondSource(v *plan.View, act *record.Act) bool {
	if !act.Means.Any(record.Doses) {
		report, reported := v.Body().(record.MedicineReported)
		return reported && act.GoesOn && report.OrderedHere != truth.Yes && v.OnMedication(act.Substance)
	}
	for medicine := range v.Now().Medicines() {
		if medicine.Second(act.Substance) && medicine.Until == nil {
			v.Now().Notes.Note(medicine.Event)
			return true
		}
	}
	return false
}

func judgeAlphaTwoVitals(v *plan.View) plan.Result {
	d, _ := alphaTwoDoses.Lent(v)
	fresh := alphaTwoVitals.Fresh.Of(v)
	fall := alphaTwoVitals.Fall.Of(v)
	missing := ""
	for _, vital := range [...]struct {
		measure record.Measure
		least   plan.Param[record.Quantity]
	}{{record.SystolicPressure, alphaTwoVitals.Systolic}, {record.DiastolicPressure, alphaTwoVitals.Diastolic}, {record.Pulse,
		alphaTwoVitals.Pulse}} {
		least := vital.least.Of(v)
		value, at, ok := v.Measured(vital.measure)
		if !ok || v.Since(at) > fresh.Value {
			missing = vital.measure.String()
			continue
		}
		if value.Less(least.Value) {
			return v.Violated(least, "%s is %s, below %s", phrase.Spelled(vital.measure.String()), value, least.Value)
		}
		if before, ok := beforeTreatment(v, d.Substance, vital.measure); ok && value.Times(100).Less(before.Times(int32(100-fall.Value))) {
			return v.Violated(fall, "%s is %s, more than %d %% below the %s before treatment", phrase.Spelled(vital.measure.String()), value,
				fall.Value, before)
		}
	}
	if missing != "" {
		return v.Unknown(plan.Datum{Name: missing, Fresh: fresh.Value})
	}
	return v.Met()
}

// beforeTreatment returns the last value on the day of the first dose or the day before, measured before that dose: of what stands at the
// same minute, what was told before it. It walks the days of treatment, which are few, and stops there.
func beforeTreatment(v *plan.View, s medication.Substance, m record.Measure) (value record.Quantity, ok bool) {
	first, ok := v.FirstDose(s)
	if !ok {
		return record.Quantity{}, false
	}
	passed := false // the walk is beyond the first dose
	for ev := range v.Past {
		if v.DayOf(first.At).Since(v.DayOf(ev.At)) > 1 {
			break
		}
		passed = passed || ev.At.Before(first.At) || ev.At.Equal(first.At) && brings(ev, first.Product)
		if b, measured := ev.Body.(record.Measured); measured && b.Measure == m && passed {
			return b.Value, true
		}
	}
	return record.Quantity{}, false
}

// brings reports whether the event is a dose of the product.
func brings(ev *record.Event, product medication.Product) bool {
	switch b := ev.Body.(type) {
	case record.DoseGiven:
		return b.Product == product.ID()
	case record.DoseTaken:
		return b.Product == product.ID()
	}
	return false
}

func judgeClonidine(v *plan.View) plan.Result {
	d, _ := clonidineDoses.Lent(v)
	daily := clonidine.Daily.Of(v)
	heavy, byWeight := clonidine.Heavy.If(v)
	from, _ := clonidine.From.If(v)
	total := onTheDay(v, d)
	weight, _, weighed := v.Measured(record.BodyWeight)
	patch := d.Product.ID() == medication.ClonidinePatch
	switch {
	case patch && clonidineBefore(v, medication.ClonidineTab), !patch && clonidineBefore(v, medication.ClonidinePatch):
		return v.Violated(nil, "tablets of clonidine beside a patch: what a patch comes to in a day is in no source, and it counts too")
	case patch:
		return v.Lacks("how much clonidine the patch releases in a day")
	case !byWeight && daily.Value.Compare(total) < 0:
		return v.Violated(daily, "%s of clonidine on one day, above %s", total, daily.Value)
	case byWeight && heavy.Value.Compare(total) < 0:
		return v.Violated(heavy, "%s of clonidine on one day, above %s", total, heavy.Value)
	case daily.Value.Compare(total) >= 0:
		return v.Met()
	case !weighed:
		return v.Lacks("body weight")
	case weight.Less(from.Value):
		return v.Violated(daily, "%s of clonidine on one day at %s kg, above %s", total, weight, daily.Value)
	}
	return v.Met()
}
