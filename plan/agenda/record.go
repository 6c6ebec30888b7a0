package agenda

import (
	"fmt"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// scheduled are the substances whose doses have a schedule.
var scheduled = []medication.Substance{medication.Methadone, medication.Buprenorphine, medication.SlowMorphine, medication.Naltrexone,
	medication.Lofexidine, medication.Clonidine}

// fromRecord is what the record itself makes due on the day: doses by their schedule, a second look after a dose that was held, and what the
// place asks for again.
func fromRecord(v *plan.View, o *Options) (items []Item) {
	if _, died := v.Last(record.KindDied); died {
		return nil
	}
	if stage, _ := v.Stage(); stage == stages.Transferred || stage == stages.Deceased {
		return nil // whoever takes over gives the doses
	}
	for _, s := range scheduled {
		if it, ok := dose(v, s); ok {
			items = append(items, it)
		}
	}
	if it, ok := held(v); ok {
		items = append(items, it)
	}
	return append(items, renewals(v, o)...)
}

// dose is the dose that the order in force schedules for the day, until each of its parts was taken. One that was taken, is covered by a
// supply, was missed on an earlier day or is to be left to a depot is none: what was missed is not made up.
func dose(v *plan.View, s medication.Substance) (it Item, ok bool) {
	order, at, ok := v.OrderInForce(s)
	day := v.Day()
	if !ok || order.Schedule.IsZero() || !order.First.IsZero() && day.Before(order.First) || !order.Last.IsZero() && order.Last.Before(day) {
		return Item{}, false
	}
	if stop, stopped, _ := v.Stopped(s); !stopped.IsZero() && !stopped.Before(at) && stop.Substance == s {
		return Item{}, false
	}
	taken, parts := takenOn(v, s), max(1, order.PerDay)
	total := v.DayTotal(s, day) // the day's amount may have been given at once
	if taken >= parts || !total.IsZero() && total.Compare(order.DayLeast()) >= 0 || !v.Now().CoveredTo(s, day).Before(day) {
		return Item{}, false
	}
	last := v.DayOf(at).Add(-1) // before the first dose it is due on the first scheduled day
	if !order.First.IsZero() {
		last = order.First.Add(-1)
	}
	title := "Dose of " + record.Describe(order)
	why := "by the order of " + v.DayOf(at).String()
	if taken > 0 {
		why += fmt.Sprintf("; %d of %d parts were taken", taken, parts)
		return Item{Duty: doseOf(s), Group: Doses, Title: title, Earliest: day, Target: day, Latest: day, Why: why}, true
	}
	if before, found := v.LastDose(s); found && last.Before(before.Day) {
		last = before.Day
		if missed, _, known := v.MissedDoses(s); known && missed > 0 {
			why += fmt.Sprintf("; %d missed since %s: look at the person, and at what the place says of missed doses, before it", missed, before.Day)
		}
	}
	if !order.Schedule.DueOn(last, day) {
		return Item{}, false
	}
	return Item{Duty: doseOf(s), Group: Doses, Title: title, Earliest: day, Target: day, Latest: day, Why: why}, true
}

func doseOf(s medication.Substance) record.RuleID { return record.RuleID("dose." + s.String()) }

// takenOn is how many doses of a substance were taken on the day.
func takenOn(v *plan.View, s medication.Substance) (n int) {
	for dose := range v.Doses(s) { // latest first
		if dose.Day.Before(v.Day()) {
			break
		}
		if dose.Day == v.Day() {
			n++
		}
	}
	return n
}

// held is the second look, on the same day, after a dose that was held, until a dose, a look or another day follows.
func held(v *plan.View) (it Item, ok bool) {
	ev, ok := v.Last(record.KindDoseHeld)
	if !ok || v.DayOf(ev.At) != v.Day() {
		return Item{}, false
	}
	s := ev.Body.(record.DoseHeld).Substance
	if taken, found := v.LastDose(s); found && ev.At.Before(taken.At) {
		return Item{}, false
	}
	for _, kind := range []record.Kind{record.KindMeasured, record.KindSignsObserved, record.KindAssessed} {
		if look, found := v.Last(kind); found && ev.At.Before(look.At) {
			return Item{}, false
		}
	}
	day := v.Day()
	return Item{Duty: "dose.held", Group: Looks, Title: "Look again at somebody whose dose was held", Earliest: day, Target: day, Latest: day,
		Why: record.Describe(ev.Body), Cites: []evidence.Citation{evidence.Decision(21).Cite()}}, true
}
