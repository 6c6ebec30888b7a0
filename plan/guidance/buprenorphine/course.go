package buprenorphine

import (
	"iter"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
)

// currentRun yields the doses since the last break, newest first. A supply carries on as if it were taken.
func currentRun(v *plan.View) iter.Seq[plan.DoseRecord] {
	return func(yield func(plan.DoseRecord) bool) {
		limit, limited := buprenorphineBreak.Daily.If(v)
		broken := func(from, to civil.Date) bool { return limited && to.Since(from) > limit.Value }
		today := person.GapEnds(v, medication.Buprenorphine)
		var until civil.Date
		if supply := v.SuppliedBefore(medication.Buprenorphine); supply != nil {
			until = supply.Last
		}
		for dose := range v.Doses(medication.Buprenorphine) {
			if broken(laterDay(dose.Day, until), today) || !yield(dose) || broken(dose.Carried, dose.Day) {
				return
			}
			until = today // only the newest dose is held against today
		}
	}
}

// mouthDay is a day on which buprenorphine was taken by mouth.
type mouthDay struct {
	day   civil.Date
	total medication.Mass // in milligrams of a sublingual tablet where the label has a table, as tabletEquivalent says
	plain medication.Mass // in milligrams of the product
	last  plan.DoseRecord
}

// runDays yields the days by mouth since the last break, newest first.
func runDays(v *plan.View) iter.Seq[mouthDay] {
	return func(yield func(mouthDay) bool) {
		var current mouthDay
		for dose := range currentRun(v) {
			if dose.Product.LongActing() {
				continue
			}
			if current.day != dose.Day {
				if !current.day.IsZero() && !yield(current) {
					return
				}
				current = mouthDay{day: dose.Day, last: dose}
			}
			current.total = current.total.Add(tabletEquivalent(dose.Product, dose.Amount))
			current.plain = current.plain.Add(dose.Amount)
		}
		if !current.day.IsZero() {
			yield(current)
		}
	}
}

// mouthDays returns the last days with a dose by mouth since the last break, newest first and at most four.
func mouthDays(v *plan.View) []mouthDay {
	days := make([]mouthDay, 0, 4)
	for day := range runDays(v) {
		if days = append(days, day); len(days) == cap(days) {
			break
		}
	}
	return days
}

// position is where a dosing by mouth stands among the first days of buprenorphine. Days are counted by doses that were taken
// and not by the calendar: a day on which nothing was taken moves nobody forward.
type position struct {
	plan.Dosing
	day    int             // day of treatment: 1, 2, 3, or afterStart
	begun  bool            // something was taken on that day before the event
	last   plan.DoseRecord // the last dose of that day before the event
	total  medication.Mass // of that day, with the event
	before medication.Mass // of the last day with a dose before that day; zero if there is none
}

// afterStart stands for every day of treatment after the third.
const afterStart = 4

// inCourse is the place of a dosing by mouth in its course. A single dose adds to what was taken on its day; a regimen and doses
// that are handed out are for the days to come, and begin today only where nothing was taken yet.
var inCourse = plan.NewFact(findPosition, append([]plan.Need{buprenorphineBreak.Daily}, carriesNeeds...)...)

func findPosition(v *plan.View) (p position, ok bool) {
	d, ok := mouthDoses.Lent(v)
	if !ok || d.Dose.Principal.IsZero() {
		return position{}, false
	}
	_ = buprenorphineBreak.Daily.Of(v)
	days := mouthDays(v)
	p = position{Dosing: *d, total: d.Total}
	if len(days) > 0 && days[0].day == person.FirstDay(v) && !laterDoses(v) {
		p.begun, p.last, p.total = true, days[0].last, days[0].plain.Add(d.Total)
		days = days[1:]
	}
	p.day = min(len(days)+1, afterStart)
	switch {
	case len(days) > 0:
		p.before = days[0].plain
	case depotOnBoard(v) || supplied(v) != nil || continuesElsewhere(v, p.total):
		p.day = afterStart
	}
	return p, true
}

// laterDoses reports whether the event is about doses for days to come, and not about one dose more.
func laterDoses(v *plan.View) bool {
	order, ok := v.Body().(record.Order)
	if ok {
		return order.Regimen()
	}
	return v.Acts().Means().Any(record.HandsOver | record.Permits)
}

// onDay returns what Applies of a rule about one day of the course is.
func onDay(day int) func(*plan.View) bool {
	return func(v *plan.View) bool {
		p, ok := inCourse.Lent(v)
		return ok && p.day == day && !rescued.Holds(v)
	}
}

// continuesElsewhere reports whether the person was taking that much buprenorphine a day elsewhere already.
func continuesElsewhere(v *plan.View, total medication.Mass) bool {
	use, ok := v.ReportedUseOf(medication.Buprenorphine)
	return ok && total.Compare(use.DailyDose) <= 0 && withinBreak(v, use.Product, v.DayOf(use.At))
}

// steadyDaily returns the product and the daily dose by mouth that the person has been on for more than a first day or two: by
// the doses on record, by what was handed out on an order, or as reported from elsewhere. The product of a reported use is not
// known, and is none.
func steadyDaily(v *plan.View) (product medication.Product, daily medication.Mass, ok bool) {
	days := mouthDays(v)
	if len(days) > 0 && days[0].day == person.FirstDay(v) {
		days = days[1:]
	}
	if len(days) > 1 {
		return days[0].last.Product, days[0].plain, true
	}
	if product, daily, ok = suppliedDaily(v); ok {
		return product, daily, true
	}
	use, ok := v.ReportedUseOf(medication.Buprenorphine)
	if !ok || use.DailyDose.IsZero() || !withinBreak(v, use.Product, v.DayOf(use.At)) {
		return medication.Product{}, medication.Mass{}, false
	}
	return medication.Product{}, use.DailyDose, true
}

// suppliedDaily returns the product and the daily dose by mouth of the doses that were handed out, if they carry
// on: at the least, where they are a range.
func suppliedDaily(v *plan.View) (product medication.Product, daily medication.Mass, ok bool) {
	supply := supplied(v)
	if supply == nil || supply.Product.LongActing() || supply.Least.IsZero() {
		return medication.Product{}, medication.Mass{}, false
	}
	return supply.Product, supply.Least, true
}

// tabletEquivalent turns milligrams of Zubsolv into those of a sublingual tablet where the label's table has them, and leaves
// everything else as it is.
func tabletEquivalent(p medication.Product, amount medication.Mass) medication.Mass {
	if p.ID() != medication.BupnxZubsolv {
		return amount
	}
	converted, status := medication.Convert(medication.ZubsolvToTablet, amount)
	if status != medication.ConversionExact {
		return amount
	}
	return converted.Dose.Principal
}
