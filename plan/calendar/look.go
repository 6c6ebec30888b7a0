package calendar

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
)

// What the calendars read of a plan.

// takenOn returns what of a substance was taken on a day, as far as it is confirmed.
func takenOn(e *plan.Engine, p plan.Plan, at time.Time, s medication.Substance, day civil.Date) (total medication.Mass) {
	_ = e.Look(p, at, func(v *plan.View) { total = v.DayTotal(s, day) })
	return total
}

// holds reports whether a circumstance is on record and goes on.
func holds(e *plan.Engine, p plan.Plan, at time.Time, c record.Circumstance) (ok bool) {
	_ = e.Look(p, at, func(v *plan.View) { ok = v.Holds(c) })
	return ok
}

// agonist is a full agonist with its usual dose.
type agonist struct {
	product medication.ProductID
	amount  medication.Mass // of a whole day
	last    civil.Date
	day     int // of treatment, 1 on the day of the first dose
	setting medication.Setting
}

// usualAgonist returns the methadone that somebody takes; it is empty if none is on record, or it was stopped.
func usualAgonist(e *plan.Engine, p plan.Plan, at time.Time) (a agonist) {
	return usual(e, p, at, medication.Methadone)
}

// usual returns what somebody takes of a substance by mouth on a day: the total of the last day with a dose before today, or of today
// where today is the first. It is empty if nothing is on record, if it was stopped, or if the last dose was of a depot.
func usual(e *plan.Engine, p plan.Plan, at time.Time, s medication.Substance) (a agonist) {
	_ = e.Look(p, at, func(v *plan.View) {
		if !v.OnMedication(s) {
			return
		}
		for dose := range v.Doses(s) {
			if dose.Product.LongActing() || !a.last.IsZero() && dose.Day != a.last {
				return
			}
			if dose.Day == v.Day() {
				a.product, a.setting = dose.Product.ID(), dose.Setting
				continue
			}
			if a.last.IsZero() {
				a.last, a.product, a.setting = dose.Day, dose.Product.ID(), dose.Setting
				a.amount = v.DayTotal(s, dose.Day)
				a.day = v.TreatmentDay(s)
			}
		}
		if a.last.IsZero() && a.product != "" {
			a.last, a.amount, a.day = v.Day(), v.DayTotal(s, v.Day()), v.TreatmentDay(s)
		}
	})
	if a.amount.IsZero() {
		return agonist{}
	}
	return a
}

// heeding are the kinds of events after which a calendar is looked at again.
var heeding = []record.Kind{record.KindDoseMissed, record.KindDoseHeld, record.KindReturnedToUse, record.KindOverdosed,
	record.KindOpioidUsed, record.KindMedicineReported, record.KindConditionReported, record.KindPregnancyReported,
	record.KindPrecipitatedWithdrawal, record.KindAdverseEvent, record.KindStopMedication, record.KindDosesLost, record.KindVisitMissed,
	record.KindScreened, record.KindMeasured, record.KindScored, record.KindDied}

// heeded returns what happened since a day that a calendar takes into account, oldest first.
func heeded(e *plan.Engine, p plan.Plan, since civil.Date, at time.Time) (all []Heed) {
	_ = e.Look(p, at, func(v *plan.View) {
		v.Past(func(ev *record.Event) bool {
			if v.DayOf(ev.At).Before(since) {
				return false
			}
			if slices.Contains(heeding, ev.Body.Kind()) {
				all = append(all, Heed{Event: ev.ID, At: ev.At, What: record.Describe(ev.Body)})
			}
			return true
		})
	})
	slices.Reverse(all)
	return all
}
