package guidance

import (
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
)

// BuprenorphineBreak says how long buprenorphine carries on after its last dose: once more days than these have passed, the
// next dose is a new start, with the hazard of precipitated withdrawal and with the limits of the first days. A daily product
// wears off in days, a weekly depot in weeks, a monthly one in months.
var BuprenorphineBreak = struct{ Daily, Weekly, Monthly *plan.Param[int] }{
	mostDays("bup.induction.break.daily", "time since the last daily dose up to which buprenorphine is resumed"),
	mostDays("bup.induction.break.weekly", "time since the last weekly injection up to which buprenorphine is resumed"),
	mostDays("bup.induction.break.monthly", "time since the last monthly injection up to which buprenorphine is resumed"),
}

// mostDays and leastDays declare limits in civil days.
func mostDays(id plan.ParamID, title string) *plan.Param[int] {
	return mostCount(id, title).Shown(shownIn("day"))
}

func leastDays(id plan.ParamID, title string) *plan.Param[int] {
	return leastCount(id, title).Shown(shownIn("day"))
}

var breakParams = []plan.AnyParam{BuprenorphineBreak.Daily, BuprenorphineBreak.Weekly, BuprenorphineBreak.Monthly}

// ByLabel is a limit that each label states for itself. A label that states none has nil, and nothing is borrowed for it:
// milligrams of one product are not those of another. Labels that state the same share a parameter.
type ByLabel[T any] struct {
	Mono        *plan.Param[T] // sublingual tablets of buprenorphine alone
	Combination *plan.Param[T] // sublingual tablets and films with naloxone
	Zubsolv     *plan.Param[T]
	Espranor    *plan.Param[T]
	Depot       *plan.Param[T] // weekly and monthly injections
}

// of returns the limit of the product's label; nil if it states none.
func (l ByLabel[T]) of(p medication.Product) *plan.Param[T] {
	_, combination := p.Companion()
	switch {
	case p.LongActing():
		return l.Depot
	case p.ID() == medication.BupnxZubsolv:
		return l.Zubsolv
	case p.ID() == medication.BupEspranor:
		return l.Espranor
	case p.ID() == medication.BupnxBunavail:
		return nil
	case combination:
		return l.Combination
	}
	return l.Mono
}

var (
	onDosing = record.On(record.KindOrder, record.KindDoseGiven)
	// onIntake includes what a person took at home and told of.
	onIntake = record.On(record.KindOrder, record.KindDoseGiven, record.KindDoseTaken)
)

// buprenorphineDosing returns the dosing if the event orders or gives buprenorphine, and not for pain.
func buprenorphineDosing(v *plan.View) (plan.Dosing, bool) {
	d, ok := v.Dosing()
	return d, ok && d.Substance == medication.Buprenorphine && d.Purpose != record.PurposePain
}

// mouthDosing is buprenorphineDosing for the products that are taken day by day.
func mouthDosing(v *plan.View) (plan.Dosing, bool) {
	d, ok := buprenorphineDosing(v)
	return d, ok && !d.Product.LongActing()
}

// established reports whether buprenorphine carries on from an earlier dose, here or elsewhere, or from a supply.
func established(v *plan.View) bool {
	last, ok := v.LastUseOf(medication.Buprenorphine)
	return ok && withinBreak(v, last.Product, v.DayOf(last.At)) || depotOnBoard(v) || supplied(v)
}

// supplied reports whether doses were handed out on an earlier day, and carry on. Many a prescriber records nothing else.
func supplied(v *plan.View) bool {
	at, until, ok := v.Supplied(medication.Buprenorphine)
	return ok && v.DaysSince(at) > 0 && withinBreak(v, medication.Product{}, until)
}

// continued reports whether an order says that it continues what this plan knows nothing of: there is no dose and no supply on
// record that could say otherwise.
func continued(v *plan.View, d plan.Dosing) bool {
	if d.Purpose != record.PurposeContinue {
		return false
	}
	_, dosed := v.LastDose(d.Substance)
	_, _, handedOut := v.Supplied(d.Substance)
	return !dosed && !handedOut
}

// startingBuprenorphine reports whether this plan has neither ordered nor given buprenorphine since it was started or stopped, or the order
// calls itself a start.
func startingBuprenorphine(v *plan.View, d plan.Dosing) bool {
	_, ordered := v.FirstOrder(d.Substance)
	return v.Starting(d.Substance) && (!ordered || d.Purpose == record.PurposeStart)
}

// depotOnBoard reports whether an injected depot still carries on.
func depotOnBoard(v *plan.View) bool {
	last, _, ok := v.LastDepot(medication.Buprenorphine)
	return ok && withinBreak(v, last.Product, v.DayOf(last.At))
}

// withinBreak reports whether a dose of the product on that day carries on to the day of the event. A profile that does not say
// how long it does gives no: the rules of a start then apply.
func withinBreak(v *plan.View, p medication.Product, day civil.Date) bool {
	limit := BuprenorphineBreak.Monthly
	switch {
	case !p.LongActing():
		limit = BuprenorphineBreak.Daily
	case p.DepotDays() == week:
		limit = BuprenorphineBreak.Weekly
	}
	most, ok := limit.At(v)
	return ok && v.Day().Since(day) <= most.Value
}

// usedSince reports whether a full agonist, or an opioid that nobody can classify, was used after the last buprenorphine.
func usedSince(v *plan.View) bool {
	own, _ := v.LastUseOf(medication.Buprenorphine)
	full, used := v.LastUse(medication.FullAgonistOpioid)
	unclassified, doubtful := v.UnclassifiedUse()
	return used && own.At.Before(full.At) || doubtful && own.At.Before(unclassified.At)
}

// mouthDay is a day on which buprenorphine was taken by mouth.
type mouthDay struct {
	day   civil.Date
	total medication.Mass
	last  plan.DoseRecord
}

// currentRun yields the doses since the last break, newest first. A supply carries on as if it were taken.
func currentRun(v *plan.View) func(func(plan.DoseRecord) bool) {
	return func(yield func(plan.DoseRecord) bool) {
		limit, limited := BuprenorphineBreak.Daily.At(v)
		broken := func(from, to civil.Date) bool { return limited && to.Since(from) > limit.Value }
		_, until, _ := v.Supplied(medication.Buprenorphine)
		for dose := range v.Doses(medication.Buprenorphine) {
			day := v.DayOf(dose.At)
			if broken(laterDay(day, until), v.Day()) || !yield(dose) || broken(dose.Carried, day) {
				return
			}
			until = v.Day() // only the newest dose is held against today
		}
	}
}

// laterDay is the later of two days; no day is earlier than any.
func laterDay(a, b civil.Date) civil.Date {
	if a.Before(b) {
		return b
	}
	return a
}

// mouthDays returns the last days with a dose by mouth since the last break, newest first and at most three.
func mouthDays(v *plan.View) []mouthDay {
	days := make([]mouthDay, 0, 3)
	for dose := range currentRun(v) {
		day := v.DayOf(dose.At)
		switch n := len(days); {
		case dose.Product.LongActing():
		case n > 0 && days[n-1].day == day:
			days[n-1].total = days[n-1].total.Add(dose.Amount)
		case n == cap(days):
			return days
		default:
			days = append(days, mouthDay{day, dose.Amount, dose})
		}
	}
	return days
}

// position is where a dosing by mouth stands among the first days of buprenorphine. Days are counted by doses that were taken
// and not by the calendar: a day on which nothing was taken moves nobody forward.
type position struct {
	day    int             // day of treatment: 1, 2, or afterStart
	begun  bool            // something was taken on that day before the event
	last   plan.DoseRecord // the last dose of that day before the event
	total  medication.Mass // of that day, with the event
	before medication.Mass // of the last day with a dose before that day; zero if there is none
}

// afterStart stands for every day of treatment after the second.
const afterStart = 3

// inCourse is a check of a dose by mouth and of where it stands in its course. It does not apply to anything else, and is unknown
// where the profile does not say after which break a course begins anew.
func inCourse(check func(v *plan.View, d plan.Dosing, p position) plan.Result) func(v *plan.View) plan.Result {
	return func(v *plan.View) plan.Result {
		d, ok := mouthDosing(v)
		if !ok {
			return v.NotApplicable()
		}
		p, ok := positionOf(v, d)
		if !ok {
			return v.Unset(BuprenorphineBreak.Daily)
		}
		return check(v, d, p)
	}
}

// positionOf places the dosing; ok is false if the profile does not say how long a break is. A single dose adds to what was taken on its day; a regimen is for the days to come, and begins
// today only where nothing was taken yet.
func positionOf(v *plan.View, d plan.Dosing) (p position, ok bool) {
	if _, ok := BuprenorphineBreak.Daily.At(v); !ok {
		return position{}, false
	}
	days := mouthDays(v)
	p.total = d.Total
	if len(days) > 0 && days[0].day == v.Day() && !regimen(v) {
		p.begun, p.last, p.total = true, days[0].last, days[0].total.Add(d.Total)
		days = days[1:]
	}
	p.day = min(len(days)+1, afterStart)
	switch {
	case len(days) > 0:
		p.before = days[0].total
	case depotOnBoard(v) || supplied(v) || continuesElsewhere(v, p.total) || continued(v, d):
		p.day = afterStart
	}
	if p.day == afterStart && d.Intent {
		p.total = d.Total
	}
	return p, true
}

// regimen reports whether the event orders doses for days to come, and not one dose more.
func regimen(v *plan.View) bool {
	order, ok := v.Body().(record.Order)
	return ok && (!order.Schedule.IsZero() || order.SupplyDays > 0 || order.PerDay > 1)
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
	if len(days) > 0 && days[0].day == v.Day() {
		days = days[1:]
	}
	if len(days) > 1 {
		return days[0].last.Product, days[0].total, true
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

// suppliedDaily returns the product and the daily dose by mouth of the order in force, if doses were handed out.
func suppliedDaily(v *plan.View) (product medication.Product, daily medication.Mass, ok bool) {
	order, _, ordered := v.OrderInForce(medication.Buprenorphine)
	product, _ = medication.Lookup(order.Product)
	if !ordered || product.LongActing() || !supplied(v) {
		return medication.Product{}, medication.Mass{}, false
	}
	return product, order.Dose.Principal.Times(uint32(max(order.PerDay, 1))), true
}

// lacks is the result of a check that has no such datum, with what would bring it.
func lacks(v *plan.View, datum plan.Datum, remedy string) plan.Result {
	return v.Unknown(datum).WithRemedy("%s", remedy)
}

// params lists parameters after those that a helper of the check reads.
func params(read []plan.AnyParam, own ...plan.AnyParam) []plan.AnyParam {
	return slices.Concat(own, read)
}
