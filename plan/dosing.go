package plan

import (
	"iter"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Dosing is what an order and a dose have in common: a product and an amount.
type Dosing struct {
	Product    medication.Product
	Substance  medication.Substance
	Dose       medication.Dose // one administration, at the most where an order states a range
	Least      medication.Dose // the lower end of the range; zero: no range
	PerDay     int             // administrations a day, at least 1
	Total      medication.Mass // principal mass a day, of Dose
	Route      medication.Route
	Setting    medication.Setting // zero: not stated
	Purpose    record.Purpose
	Supervised truth.Value
	Rationale  string
	Received   civil.Date // when a pharmacy delivered the product for this person; zero: not stated
	Intent     bool       // an order, which can be refused; else a dose that was given
}

// Dosing returns the dosing of the event that is judged; ok is false if it is neither an order nor a dose, and the dosing is then
// empty. It belongs to the view: nobody may change it.
func (v *View) Dosing() (d *Dosing, ok bool) { return &v.dosing, v.dosing.Product.IsValid() }

// dosingOf reads the dosing out of a body, once for all rules; its product is invalid if there is none.
func dosingOf(body record.Body) (d Dosing) {
	ok := false
	switch b := body.(type) {
	case record.Order:
		d = Dosing{Dose: b.Dose, Least: b.Least, PerDay: max(b.PerDay, 1), Route: b.Route, Setting: b.Setting, Purpose: b.Purpose,
			Supervised: b.Supervised, Rationale: b.Rationale, Received: b.Received, Intent: true, Total: b.DayTotal()}
		d.Product, ok = medication.Lookup(b.Product)
	case record.DoseGiven:
		d = Dosing{Dose: b.Dose, PerDay: 1, Route: b.Route, Setting: b.Setting, Purpose: b.Purpose, Supervised: b.Supervised,
			Received: b.Received, Total: b.Dose.Principal}
		d.Product, ok = medication.Lookup(b.Product)
	case record.DoseTaken:
		d = Dosing{Dose: b.Dose, PerDay: 1, Supervised: truth.No, Total: b.Dose.Principal}
		d.Product, ok = medication.Lookup(b.Product)
	}
	if !ok {
		return Dosing{}
	}
	d.Substance = d.Product.Substance()
	if d.Route == 0 {
		d.Route, _ = d.Product.OnlyRoute()
	}
	return d
}

// Ends returns one administration as it is judged where every amount has to be one that can be given: the dose, and the lower end of the
// range where an order states one.
func (d *Dosing) Ends() iter.Seq[medication.Dose] {
	return func(yield func(medication.Dose) bool) {
		if yield(d.Dose) && !d.Least.IsZero() {
			yield(d.Least)
		}
	}
}

// LeastDose returns the principal mass of one administration at the least: that of Dose, where no range is stated.
func (d *Dosing) LeastDose() medication.Mass {
	if d.Least.IsZero() {
		return d.Dose.Principal
	}
	return d.Least.Principal
}

// LeastTotal returns the principal mass a day at the least: Total, where no range is stated.
func (d *Dosing) LeastTotal() medication.Mass {
	if d.Least.IsZero() {
		return d.Total
	}
	return d.Least.Principal.Times(uint32(max(d.PerDay, 1)))
}

// DoseRecord is one dose on record.
type DoseRecord struct {
	Product medication.Product
	Amount  medication.Mass // of the principal substance
	At      time.Time
	Day     civil.Date
	Setting medication.Setting // zero: not stated, or taken without staff
	// Carried is the last day on which there were doses before this one: that of the one before it, or the end of what was handed
	// out. It is zero for the first dose.
	Carried civil.Date
}

// course returns what is on record of the treatment with a substance.
func (v *View) course(s medication.Substance) *exposure.Course {
	if !v.state.body.Traced().Has(s) {
		return &noCourse
	}
	if !v.asked.Has(s) {
		v.courses[s] = v.now.CourseOf(s)
		v.asked = v.asked.Union(medication.SetOf(s))
	}
	return &v.courses[s]
}

// noCourse is the course of a substance that nothing is on record of.
var noCourse exposure.Course

func (v *View) doseRecord(in *exposure.Intake) (DoseRecord, bool) {
	if in == nil {
		return DoseRecord{}, false
	}
	v.note(in.Event)
	return DoseRecord{Product: in.Product, Amount: in.Amount, At: in.At, Day: in.Day, Setting: in.Setting,
		Carried: in.Carried}, true
}

// LastDose returns the last confirmed dose of the substance; ok is false if there is none.
func (v *View) LastDose(s medication.Substance) (d DoseRecord, ok bool) {
	return v.doseRecord(v.course(s).Last)
}

// PreviousDose returns the confirmed dose before the last.
func (v *View) PreviousDose(s medication.Substance) (d DoseRecord, ok bool) {
	return v.doseRecord(v.course(s).Previous)
}

// FirstDose returns the first dose since the medication was started, or taken up again after it was stopped; ok is false if
// there was none yet.
func (v *View) FirstDose(s medication.Substance) (d DoseRecord, ok bool) {
	c := v.course(s)
	if c.Stopped != nil {
		return DoseRecord{}, false
	}
	return v.doseRecord(c.First)
}

// LastIncrease returns the last confirmed dose that was higher than the one before it, since the medication was started.
func (v *View) LastIncrease(s medication.Substance) (d DoseRecord, ok bool) {
	return v.doseRecord(v.course(s).Increased)
}

// Doses yields the confirmed doses of the substance, newest first. A rule stops at the edge of its own window.
func (v *View) Doses(s medication.Substance) iter.Seq[DoseRecord] {
	return func(yield func(DoseRecord) bool) {
		for in := range v.now.Intakes(s) {
			d, _ := v.doseRecord(in)
			if !yield(d) {
				return
			}
		}
	}
}

// DayTotal returns the principal mass of the substance that was given on the day, without the event that is judged.
func (v *View) DayTotal(s medication.Substance, day civil.Date) (total medication.Mass) {
	for in := range v.now.Intakes(s) {
		switch {
		case in.Day.Before(day):
			return total
		case in.Day == day:
			total = total.Add(in.Amount)
		}
	}
	return total
}

// OrderInForce returns the order of the substance that is in force; ok is false if there is none.
func (v *View) OrderInForce(s medication.Substance) (order record.Order, at time.Time, ok bool) {
	ev := v.course(s).Order
	if ev == nil {
		return record.Order{}, time.Time{}, false
	}
	v.note(ev)
	return ev.Body.(record.Order), ev.At, true
}

// FirstOrder returns when the substance was first ordered since it was started, or taken up again after it was stopped; ok is
// false if there is no such order.
func (v *View) FirstOrder(s medication.Substance) (at time.Time, ok bool) {
	ev := v.course(s).Ordered
	if ev == nil {
		return time.Time{}, false
	}
	v.note(ev)
	return ev.At, true
}

// Starting reports whether the event would be the first dose of the substance, or the first after it was stopped.
func (v *View) Starting(s medication.Substance) bool {
	c := v.course(s)
	if v.dosing.Product.IsValid() && v.dosing.Purpose == record.PurposeStart && (c.Last == nil || c.Last.Day != v.day) {
		return true
	}
	return c.First == nil || c.Stopped != nil
}

// TreatmentDay returns the number of the day of treatment with the substance: 1 on the day of the first dose. If none was
// given yet it is 1.
func (v *View) TreatmentDay(s medication.Substance) int {
	first, ok := v.FirstDose(s)
	if !ok {
		return 1
	}
	return v.day.Since(first.Day) + 1
}

// MissedDoses returns how many scheduled doses in a row were not taken since the last day with doses, and that day. It counts
// by the schedule of the order in force; days for which doses were handed out count as covered. Without a schedule the doses show it
// where they were taken on days in a row, and else it counts those that were reported as missed, whichever is more. It is unknown, ok
// false, if there is no confirmed dose, or neither a schedule nor a report.
func (v *View) MissedDoses(s medication.Substance) (missed int, last civil.Date, ok bool) {
	c := v.course(s)
	if c.Last == nil {
		return 0, civil.Date{}, false
	}
	v.note(c.Last.Event)
	last = c.Last.Day
	if c.Stopped == nil {
		if covered := v.now.CoveredTo(s, v.day.Add(-1)); last.Before(covered) { // what is handed out today fills no gap
			last = covered
		}
	}
	if last.Since(v.day) >= -1 { // dosed or covered today or yesterday: nothing can have been missed in between
		return 0, last, true
	}
	if c.Order != nil {
		if schedule := c.Order.Body.(record.Order).Schedule; !schedule.IsZero() {
			v.note(c.Order)
			missed = schedule.MissedBetween(last, v.day)
			return max(missed, 0), last, missed != medication.NotKnown
		}
	}
	if c.Missed != nil {
		v.note(c.Missed)
		missed, ok = c.Misses, true
	}
	if v.takenDaily(s) {
		missed, ok = max(missed, v.day.Since(last)-1), true
	}
	return missed, last, ok
}

// takenDaily reports whether the last doses of a substance were taken day by day: three days in a row, since two can be chance. What is
// injected or placed for weeks is not.
func (v *View) takenDaily(s medication.Substance) bool {
	const inARow = 3
	var day civil.Date
	days := 0
	for in := range v.now.Intakes(s) {
		switch {
		case in.Product.LongActing():
			return false
		case in.Day == day:
			continue
		case days > 0 && in.Day != day.Add(-1):
			return false
		}
		day = in.Day
		if days++; days == inARow {
			return true
		}
	}
	return false
}

// Supplied returns when doses of the substance were handed out, taken home or on an order, and the last day that they are for:
// the supply that reaches furthest. That they were taken nobody knows. ok is false if there was none since the medication was
// started.
func (v *View) Supplied(s medication.Substance) (at time.Time, until civil.Date, ok bool) {
	supply := v.course(s).Supply
	if supply == nil {
		return time.Time{}, civil.Date{}, false
	}
	v.note(supply.Event)
	return supply.Event.At, supply.Last, true
}

// SuppliedBefore returns the supply that reaches furthest of those that were handed out on earlier days: what is handed out today fills
// no gap before today, and does not show that anybody goes on. It is nil if there was none since the medication was started.
func (v *View) SuppliedBefore(s medication.Substance) (earlier *exposure.Supply) {
	if v.course(s).Stopped != nil {
		return nil
	}
	for supply := range v.now.Supplies(s) {
		if v.DayOf(supply.Event.At).Before(v.day) && (earlier == nil || earlier.Last.Before(supply.Last)) {
			earlier = supply
		}
	}
	return earlier
}

// TakeHomeGranted returns the grant of take-home doses that is in force; ok is false if there is none.
func (v *View) TakeHomeGranted(s medication.Substance) (grant record.TakeHomeGrant, at time.Time, ok bool) {
	g := v.course(s).Grant
	if g == nil {
		return record.TakeHomeGrant{}, time.Time{}, false
	}
	v.note(g.Event)
	return g.Event.Body.(record.TakeHomeGrant), g.Event.At, true
}

// Stopped returns when and why the medication was stopped, if it was stopped after its last dose.
func (v *View) Stopped(s medication.Substance) (stop record.StopMedication, at time.Time, ok bool) {
	ev := v.course(s).Stopped
	if ev == nil {
		return record.StopMedication{}, time.Time{}, false
	}
	v.note(ev)
	return ev.Body.(record.StopMedication), ev.At, true
}

// PlannedEnd returns the day on which the medication is planned to end.
func (v *View) PlannedEnd(s medication.Substance) (end record.PlanEndDate, ok bool) {
	ev := v.course(s).EndDate
	if ev == nil {
		return record.PlanEndDate{}, false
	}
	v.note(ev)
	return ev.Body.(record.PlanEndDate), true
}

// ActiveDepot returns the last injection of the substance if its release interval has not passed yet on the day of the event.
func (v *View) ActiveDepot(s medication.Substance) (d DoseRecord, ok bool) {
	d, _, ok = v.LastDepot(s)
	if !ok || v.day.Since(d.Day) > d.Product.DepotDays() {
		return DoseRecord{}, false
	}
	return d, true
}

// LastDepot returns the last injection of the substance and how many of the same product there were in a row; ok is false
// if there was none.
func (v *View) LastDepot(s medication.Substance) (d DoseRecord, count int, ok bool) {
	depot := v.course(s).Depot
	if depot == nil {
		return DoseRecord{}, 0, false
	}
	d, ok = v.doseRecord(depot.Intake)
	return d, depot.Count, ok
}

// MedicationActive returns the medication for opioid use disorder that is being taken; ok is false if none is.
func (v *View) MedicationActive() (s medication.Substance, ok bool) {
	for _, s := range forUseDisorder {
		if v.OnMedication(s) {
			return s, true
		}
	}
	return 0, false
}

// OnMedication reports whether the substance was started and not stopped: doses are on record, or doses were handed out or prescribed
// that can be taken without this record hearing of it. The order of a single dose is none of these.
func (v *View) OnMedication(s medication.Substance) bool {
	c := v.course(s)
	if c.First != nil && c.Stopped == nil {
		v.note(c.Last.Event)
		return true
	}
	for contact := range v.now.Of(exposure.ClassesOf(s)) {
		order, ordered := contact.Event.Body.(record.Order)
		if contact.Dose && contact.GoesOn && contact.Substance == s && (!ordered || order.Regimen()) {
			return true
		}
	}
	return false
}
