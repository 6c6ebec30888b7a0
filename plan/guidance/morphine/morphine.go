package morphine

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

const substance = medication.SlowMorphine

const amountMissing = "the amount of slow-release morphine"

// morphineAct is the slow-release morphine that an event brings the person, by whatever route.
type morphineAct struct {
	*record.Act
	dose   medication.Mass // one administration; of a range, like the others, the most
	day    medication.Mass // what the event itself says or means for a day
	total  medication.Mass // what a day comes to with it: today, or the coming days that it is for
	known  bool            // the amounts are known
	later  bool            // it is for days to come, and changes nothing today
	intent bool            // it can be refused

	product medication.Product // invalid: not stated
}

// brings holds where an event brings slow-release morphine. What it is said to be for changes nothing.
var brings = plan.NewFact(func(v *plan.View) (m morphineAct, ok bool) {
	if m.Act, ok = v.Acts().Of(record.Puts|record.Prescribes, agent.SlowMorphine); !ok {
		if m.Act, ok = v.Acts().Of(record.HandsOver|record.Permits, agent.SlowMorphine); !ok {
			return m, false
		}
	}
	m.intent = v.Body().Kind().Intent()
	dose, daily, known := v.Now().PerDay(substance)
	m.dose, m.day, m.total, m.known = dose, daily, daily, known == truth.Yes
	started := !m.FirstOn.IsZero() && !v.Day().Before(m.FirstOn)
	m.later = !started && (m.Means.Has(record.Permits) || m.First > 0 || !m.FirstOn.IsZero())
	if !m.later {
		m.total = v.Now().OnDay(substance).With.Higher(daily)
	}
	m.product = m.Act.Product
	if order, _, ordered := v.OrderInForce(substance); ordered && !m.product.IsValid() {
		m.product, _ = medication.Lookup(order.Product)
	}
	return m, true
})

// dosedDay is one day on which it was taken.
type dosedDay struct {
	day   civil.Date
	total medication.Mass
}

// dosedBefore is the last day before the first dose that the event brings on which it was taken.
var dosedBefore = plan.NewFact(func(v *plan.View) (last dosedDay, ok bool) {
	for dose := range v.Now().Intakes(substance) {
		switch day := dose.Day; {
		case !day.Before(person.FirstDay(v)):
		case !ok:
			last, ok = dosedDay{day, dose.Amount}, true
		case day == last.day:
			last.total = last.total.Add(dose.Amount)
		default:
			return last.whole(v), true
		}
	}
	return last.whole(v), ok
})

// whole returns the day with what the order in force says for it, if that is to be taken in several doses, of which one is watched.
func (d dosedDay) whole(v *plan.View) dosedDay {
	order, at, _ := v.OrderInForce(substance)
	if order.PerDay > 1 && v.DayOf(at).Before(d.day) {
		d.total = d.total.Higher(order.DayLeast())
	}
	return d
}

// confirmed is what another service gave last, with its daily dose, if it was verified for this start: a verification that doses of this
// plan have followed already was about an earlier one.
var confirmed = plan.NewFact(func(v *plan.View) (elsewhere plan.Exposure, ok bool) {
	since, ok := v.HoldsSince(record.VerifiedTransfer)
	if !ok {
		return plan.Exposure{}, false
	}
	if own, dosed := dosedBefore.Of(v); dosed && !own.day.Before(v.DayOf(since)) {
		return plan.Exposure{}, false
	}
	elsewhere, ok = v.ReportedUseOf(substance)
	return elsewhere, ok && !elsewhere.DailyDose.IsZero()
})

// starts holds where the event would be the first of a course, by the record: doses that nobody saw, ordered or handed out are the person's
// word, and begin none.
var starts = plan.Given(func(v *plan.View) bool {
	if !brings.Holds(v) {
		return false
	}
	course := v.Now().CourseOf(substance)
	wordAlone := course.Last != nil && course.Seen == nil && course.Ordered == nil && course.Supply == nil && course.Grant == nil
	if wordAlone {
		v.Now().Notes.Note(course.Last.Event)
	}
	return wordAlone || v.Starting(substance)
})

// startsOrRises holds where the event starts it, or brings its daily dose up; that an amount is not known may be either.
var startsOrRises = plan.Given(func(v *plan.View) bool {
	m, ok := brings.Lent(v)
	if !ok {
		return false
	}
	if elsewhere, ok := confirmed.Of(v); ok {
		return !m.known || elsewhere.DailyDose.Compare(m.total) < 0
	}
	if starts.Holds(v) {
		return true
	}
	last, dosed := dosedBefore.Of(v)
	return !dosed || !m.known || last.total.Compare(m.total) < 0
})

// StartsOrRises reports whether the event starts slow-release morphine, whatever is known of it from elsewhere, or raises it.
func StartsOrRises(v *plan.View) bool { return starts.Holds(v) || startsOrRises.Holds(v) }

// Starts reports whether the event would bring the first slow-release morphine of a course.
func Starts(v *plan.View) bool { return starts.Holds(v) }

// lastVerifiedDay returns what the last day came to, given here or confirmed by a service elsewhere.
func lastVerifiedDay(v *plan.View) (total medication.Mass, ok bool) {
	if elsewhere, ok := confirmed.Of(v); ok {
		return elsewhere.DailyDose, true
	}
	last, ok := dosedBefore.Of(v)
	return last.total, ok
}
