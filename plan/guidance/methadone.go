package guidance

import (
	"cmp"
	"fmt"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// week is what the sources mean by the first week of treatment.
const week = 7

func mostCount(id plan.ParamID, title string) *plan.Param[int] {
	return plan.NewParam(id, title, plan.LowerIsStricter(cmp.Compare[int]))
}

func leastCount(id plan.ParamID, title string) *plan.Param[int] {
	return plan.NewParam(id, title, plan.HigherIsStricter(cmp.Compare[int]))
}

func leastMass(id plan.ParamID, title string) *plan.Param[medication.Mass] {
	return plan.NewParam(id, title, plan.HigherIsStricter(medication.Mass.Compare))
}

// methadoneDosing returns the dosing if the event orders or gives methadone, and not for pain.
func methadoneDosing(v *plan.View) (plan.Dosing, bool) {
	d, ok := v.Dosing()
	return d, ok && d.Substance == medication.Methadone && d.Purpose != record.PurposePain
}

// startingMethadone returns the dosing if the event would be the first methadone of a course. An order that says that it
// continues is no start: the rules about missed doses ask for the last dose then.
func startingMethadone(v *plan.View) (plan.Dosing, bool) {
	d, ok := methadoneDosing(v)
	return d, ok && d.Purpose != record.PurposeContinue && v.Starting(medication.Methadone)
}

// dayTotal returns how much methadone the day of the event comes to. A dose, and an order without a schedule, come on top of
// what was given on that day; an order with a schedule is the regimen that today's doses are a part of.
func dayTotal(v *plan.View, d plan.Dosing) medication.Mass {
	given := v.DayTotal(medication.Methadone, v.Day())
	if order, ok := v.Body().(record.Order); ok && !order.Schedule.IsZero() {
		return higher(given, d.Total)
	}
	return given.Add(d.Total)
}

// dosedDay is one day on which methadone was taken.
type dosedDay struct {
	day   civil.Date
	total medication.Mass
}

// lastDosedDay returns the last day before that of the event on which methadone was taken; ok is false if there is none.
func lastDosedDay(v *plan.View) (last dosedDay, ok bool) {
	for dose := range v.Doses(medication.Methadone) {
		switch day := v.DayOf(dose.At); {
		case !day.Before(v.Day()):
		case !ok:
			last, ok = dosedDay{day, dose.Amount}, true
		case day == last.day:
			last.total = last.total.Add(dose.Amount)
		default:
			return last.whole(v), true
		}
	}
	return last.whole(v), ok
}

// whole returns the day with what the order in force says for it, if that is to be taken in several doses: one of them is
// watched, and nobody tells of those that are taken at home.
func (d dosedDay) whole(v *plan.View) dosedDay {
	order, at, ok := v.OrderInForce(medication.Methadone)
	if ok && order.PerDay > 1 && v.DayOf(at).Before(d.day) {
		d.total = higher(d.total, order.DayTotal())
	}
	return d
}

// transfer returns the methadone that a programme elsewhere gave last, with its daily dose, if it was confirmed for this start:
// a confirmation that methadone of this plan has followed already was about an earlier one.
func transfer(v *plan.View) (elsewhere plan.Exposure, ok bool) {
	confirmed, ok := v.HoldsSince(record.VerifiedTransfer)
	if !ok {
		return plan.Exposure{}, false
	}
	if own, dosed := lastDosedDay(v); dosed && !own.day.Before(v.DayOf(confirmed)) {
		return plan.Exposure{}, false
	}
	elsewhere, ok = v.ReportedUseOf(medication.Methadone)
	return elsewhere, ok && !elsewhere.DailyDose.IsZero()
}

// continues reports whether a dose is no more than what a verified transfer confirmed, taken recently enough.
func continues(v *plan.View, dose medication.Mass) (plan.Exposure, bool) {
	elsewhere, ok := transfer(v)
	if !ok || elsewhere.DailyDose.Compare(dose) < 0 {
		return plan.Exposure{}, false
	}
	anew, set := MissedAnew.Doses.At(v)
	return elsewhere, !set || missedSince(v.DayOf(elsewhere.At), v) < anew.Value
}

// missedSince returns how many daily doses lie between the day and that of the event.
func missedSince(last civil.Date, v *plan.View) int { return max(v.Day().Since(last)-1, 0) }

// rationale returns why a dose outside the usual limits was chosen: the reason on the order, or for a dose that was given on
// the order in force. It is empty if nobody wrote one.
func rationale(v *plan.View, d plan.Dosing) string {
	if d.Intent {
		return d.Rationale
	}
	order, _, _ := v.OrderInForce(d.Substance)
	return order.Rationale
}

// documented is rationale, or a high tolerance on record.
func documented(v *plan.View, d plan.Dosing) string {
	if why := rationale(v, d); why != "" {
		return why
	}
	if v.Health(record.HighTolerance) == truth.Yes {
		return "high tolerance"
	}
	return ""
}

// plural writes a number with its noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
