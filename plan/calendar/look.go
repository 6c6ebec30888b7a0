package calendar

import (
	"fmt"
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/internal/lines"
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

// usual returns what somebody takes of a substance by mouth on a day: the total of the last day with a dose. Today counts, unless the dose
// is taken in parts, of which more may be to come: then it is the last day before. It is empty if nothing is on record, if it was stopped,
// or if the last dose was of a depot.
func usual(e *plan.Engine, p plan.Plan, at time.Time, s medication.Substance) (a agonist) {
	_ = e.Look(p, at, func(v *plan.View) {
		if !v.OnMedication(s) {
			return
		}
		order, _, ordered := v.OrderInForce(s)
		last, parts := lastDay(v, s, v.Day())
		if before, partsBefore := lastDay(v, s, v.Day().Add(-1)); last.Day == v.Day() && !before.Day.IsZero() &&
			(ordered && order.PerDay > 1 || partsBefore > parts) {
			last = before
		}
		if !last.Day.IsZero() && !last.Product.LongActing() {
			a = agonist{last.Product.ID(), v.DayTotal(s, last.Day), last.Day, v.TreatmentDay(s), last.Setting}
		}
	})
	return a
}

// lastDay returns the last dose of the last day with doses up to a day, and how many doses there were on it.
func lastDay(v *plan.View, s medication.Substance, until civil.Date) (last plan.DoseRecord, doses int) {
	for dose := range v.Doses(s) {
		switch {
		case until.Before(dose.Day):
		case doses == 0:
			last, doses = dose, 1
		case dose.Day != last.Day:
			return last, doses
		default:
			doses++
		}
	}
	return last, doses
}

// current is what somebody takes of a substance now. After more missed doses than the jurisdiction leaves the usual dose for, it may be too
// much, and is a question ("dose-now"): the amount is then that of the answer, or none.
func (c *Calendar) current(e *plan.Engine, p plan.Plan, s medication.Substance) agonist {
	if few := limitOn(e, methadone.MissedFew().Doses, c.today); s == medication.Methadone && few.set {
		return c.currentWithin(e, p, s, few.value)
	}
	return c.currentWithin(e, p, s, 0)
}

// currentWithin is current, where so many missed doses change nothing.
func (c *Calendar) currentWithin(e *plan.Engine, p plan.Plan, s medication.Substance, few int) agonist {
	now := usual(e, p, c.AsOf, s)
	if now.amount.IsZero() {
		return now
	}
	missed, known := missedNow(e, p, c.AsOf, s)
	if missed <= few && known {
		return now
	}
	text := fmt.Sprintf("%s of %s missed, the last was on %s: which dose is given now? Missed gives what the jurisdiction says of methadone",
		lines.Counted(missed, "dose"), s, now.last)
	if !known {
		text = fmt.Sprintf("the last dose of %s on record was on %s, and it is not known how many were missed: which dose is given now?", s, now.last)
	}
	answer, ok := c.request.amount("dose-now")
	if !ok {
		c.ask(Question{ID: "dose-now", Day: c.today, Text: text})
	}
	now.amount = answer
	return now
}

// missedNow returns how many doses of a substance were missed up to today; known is false where nobody can say.
func missedNow(e *plan.Engine, p plan.Plan, at time.Time, s medication.Substance) (missed int, known bool) {
	_ = e.Look(p, at, func(v *plan.View) { missed, _, known = v.MissedDoses(s) })
	return missed, known
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
