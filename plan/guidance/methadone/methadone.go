package methadone

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// methadoneAct is the methadone that an event brings the person, by whatever route: given, taken, ordered, handed over or permitted.
type methadoneAct struct {
	*record.Act
	dose   medication.Mass // one administration; where a range is ordered this and the next two are at the most
	day    medication.Mass // what the event itself says or means for a day
	total  medication.Mass // what a day comes to with it: today, or the coming days that it is for
	least  atLeast         // what they are at the least
	known  bool            // the amounts are known
	later  bool            // it is for days to come, and changes nothing today
	intent bool            // it can be refused

	setting   medication.Setting // where; that of the order in force for doses to take home; zero: not stated
	rationale string             // why outside the usual limits: that of the order
	product   medication.Product
	route     medication.Route
}

// atLeast is the lower end of what an event brings: what asks whether it is enough asks this.
type atLeast struct{ dose, day, total medication.Mass }

var methadoneFact = plan.NewFact(bringsMethadone)

// broughtMethadone returns the methadone that the event brings; ok is false if it brings none. What it is said to be for changes
// nothing: for pain as for opioid use disorder it is methadone.
func broughtMethadone(v *plan.View) (*methadoneAct, bool) { return methadoneFact.Lent(v) }

func bringsMethadone(v *plan.View) (m methadoneAct, ok bool) {
	if m.Act, ok = v.Acts().Of(record.Puts|record.Prescribes, agent.Methadone); !ok {
		if m.Act, ok = v.Acts().Of(record.HandsOver|record.Permits, agent.Methadone); !ok {
			return m, false
		}
	}
	m.intent = v.Body().Kind().Intent()
	dose, daily, known := v.Now().PerDay(medication.Methadone)
	m.dose, m.day, m.total, m.known = dose, daily, daily, known == truth.Yes
	least := v.Now().PerDayLeast(medication.Methadone)
	if m.least = (atLeast{dose, least, least}); !m.Act.Least.IsZero() {
		m.least.dose = m.Act.Least
	}
	m.later = m.Means.Has(record.Permits) || m.First > 0 || !m.FirstOn.IsZero() && v.Day().Before(m.FirstOn)
	if !m.FirstOn.IsZero() && !v.Day().Before(m.FirstOn) {
		m.later = false
	}
	if !m.later {
		today := v.Now().OnDay(medication.Methadone)
		m.total, m.least.total = today.With.Higher(daily), today.Least.Higher(least)
	}
	order, _, ordered := v.OrderInForce(medication.Methadone)
	if d, dosing := v.Dosing(); dosing {
		m.setting, m.product, m.route, m.rationale = d.Setting, d.Product, d.Route, phrase.Reason(d.Rationale)
	} else if ordered {
		m.setting = order.Setting
		m.product, _ = medication.Lookup(order.Product)
	}
	if _, is := v.Body().(record.Order); !is && ordered {
		m.rationale = phrase.Reason(order.Rationale)
	}
	return m, true
}

// handsOut reports whether the doses are taken where nobody sees the person take them.
func (m *methadoneAct) handsOut() bool { return m.Means.Any(record.HandsOver | record.Permits) }

// methadoneChanges holds unless the event brings, for today, no more than yesterday came to, for somebody who took methadone on each day of
// more than a week: such a dose starts nothing, follows no gap and is no rise, so that nothing of the kind has to be looked for.
var methadoneChanges = plan.Given(func(v *plan.View) bool {
	m, brings := broughtMethadone(v)
	if !brings || !m.known || m.later || v.Starting(medication.Methadone) || wordAlone(v) {
		return true
	}
	if _, elsewhere := transfer(v); elsewhere {
		return true
	}
	const days = limit.Week + 1
	course := v.Now().CourseOf(medication.Methadone)
	v.Now().Notes.Note(course.Last.Event)
	return v.Day().Since(course.Last.Day) != 1 || v.Day().Since(course.Last.Daily) < days || v.Day().Since(course.First.Day) < days ||
		course.Last.DayTotal.Compare(m.total) < 0
})

// methadoneChanged holds where the event brings methadone that is a change, or that may be one.
var methadoneChanged = plan.Given(methadoneFact.Holds).Within(methadoneChanges)

// startingMethadone returns what the event brings if it would be the first methadone of a course, by the record: that an order
// says that it continues makes it no continuation.
func startingMethadone(v *plan.View) (*methadoneAct, bool) { return methadoneStart.Of(v) }

// Starts reports whether the event would bring the first methadone of a course.
func Starts(v *plan.View) bool { return methadoneStart.Holds(v) }

var methadoneStart = plan.NewFact(func(v *plan.View) (*methadoneAct, bool) {
	m, ok := broughtMethadone(v)
	return m, ok && (v.Starting(medication.Methadone) || wordAlone(v))
}).Within(methadoneChanges)

// wordAlone reports whether the person's word is all that speaks for the methadone on record: doses that nobody saw, ordered or handed
// out. They are in the body, and begin no course here.
func wordAlone(v *plan.View) bool {
	course := v.Now().CourseOf(medication.Methadone)
	if course.Last == nil || course.Seen != nil || course.Ordered != nil || course.Supply != nil || course.Grant != nil {
		return false
	}
	v.Now().Notes.Note(course.Last.Event)
	return true
}

// onMethadone reports whether methadone was started and not stopped, by the record: an order that calls itself a start ends no
// course.
func onMethadone(v *plan.View) bool {
	_, ok := v.FirstDose(medication.Methadone)
	return ok
}

// dosedDay is one day on which methadone was taken.
type dosedDay struct {
	day   civil.Date
	total medication.Mass
}

// lastDosedDay returns the last day before the first dose that the event brings on which methadone was taken; ok is false if there is none.
func lastDosedDay(v *plan.View) (last dosedDay, ok bool) { return dosedBefore.Of(v) }

var dosedBefore = plan.NewFact(func(v *plan.View) (last dosedDay, ok bool) {
	for dose := range v.Now().Intakes(medication.Methadone) {
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

// whole returns the day with what the order in force says for it, if that is to be taken in several doses: one of them is
// watched, and nobody tells of those that are taken at home.
func (d dosedDay) whole(v *plan.View) dosedDay {
	order, at, _ := v.OrderInForce(medication.Methadone)
	if order.PerDay > 1 && v.DayOf(at).Before(d.day) {
		d.total = d.total.Higher(order.DayLeast())
	}
	return d
}

// transfer returns the methadone that a programme elsewhere gave last, with its daily dose, if it was confirmed for this start:
// a confirmation that methadone of this plan has followed already was about an earlier one.
func transfer(v *plan.View) (elsewhere *plan.Exposure, ok bool) { return confirmedTransfer.Lent(v) }

var confirmedTransfer = plan.NewFact(func(v *plan.View) (elsewhere plan.Exposure, ok bool) {
	confirmed, ok := v.HoldsSince(record.VerifiedTransfer)
	if !ok {
		return plan.Exposure{}, false
	}
	if own, dosed := lastDosedDay(v); dosed && !own.day.Before(v.DayOf(confirmed)) {
		return plan.Exposure{}, false
	}
	elsewhere, ok = v.ReportedUseOf(medication.Methadone)
	return elsewhere, ok && !elsewhere.DailyDose.IsZero()
})

// continues reports whether a dose is no more than what a verified transfer confirmed, taken recently enough.
func continues(v *plan.View, dose medication.Mass) (*plan.Exposure, bool) {
	elsewhere, ok := transfer(v)
	if !ok || elsewhere.DailyDose.Compare(dose) < 0 {
		return elsewhere, false
	}
	anew, set := missedAnew.Doses.If(v)
	return elsewhere, !set || missedBetween(v.DayOf(elsewhere.At), person.FirstDay(v)) < anew.Value
}

// continued is the result for a dose above a limit of starts that continues one from elsewhere: nothing is to be said of it, unless
// nobody set after how many missed doses it would be a start all the same.
func continued(v *plan.View, limit plan.AnyLimit, dose medication.Mass, elsewhere *plan.Exposure) plan.Result {
	if _, set := missedAnew.Doses.If(v); set {
		return v.Met()
	}
	return v.ViolatedAs(record.Advice, limit, "%s continues the %s that another programme confirmed", dose, elsewhere.DailyDose)
}

// missedBetween returns how many daily doses lie between two days.
func missedBetween(last, day civil.Date) int { return max(day.Since(last)-1, 0) }

// documented returns why a dose outside the usual limits was chosen, or that a high tolerance is on record. It is empty if nobody
// wrote anything.
func documented(v *plan.View, m *methadoneAct) string {
	if m.rationale != "" {
		return m.rationale
	}
	if v.Health(record.HighTolerance) == truth.Yes {
		return "high tolerance"
	}
	return ""
}

// inMonitoredBed reports whether the doses are given in a hospital or an emergency department, or it was stated to be there that the
// person is monitored.
func inMonitoredBed(v *plan.View) bool {
	bed := func(s medication.Setting) bool {
		return s == medication.SettingHospital || s == medication.SettingEmergency
	}
	if m, ok := broughtMethadone(v); ok && bed(m.setting) {
		return true
	}
	ev, ok := v.Stated(record.MonitoredInpatient)
	return ok && bed(ev.Body.(record.ContextStated).Setting)
}
