package buprenorphine

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// BreakLimits says how long buprenorphine carries on after its last dose: once more days than these have passed, the
// next dose is a new start, with the hazard of precipitated withdrawal and with the limits of the first days. A daily product
// wears off in days, a depot in weeks. Use of another opioid ends it sooner: see Settled, and the windows of the depots.
type BreakLimits struct{ Daily, Weekly, Monthly plan.Param[int] }

var buprenorphineBreak = BreakLimits{
	limit.MostDays("bup.induction.break.daily", "time since the last daily dose up to which buprenorphine is resumed"),
	limit.MostDays("bup.induction.break.weekly", "time since the last weekly injection up to which buprenorphine is resumed"),
	limit.MostDays("bup.induction.break.monthly", "time since the last monthly injection up to which buprenorphine is resumed"),
}

// Break returns how long buprenorphine carries on after its last dose: once more days than these have passed, the
// next dose is a new start, with the hazard of precipitated withdrawal and with the limits of the first days.
func Break() BreakLimits { return buprenorphineBreak }

// SettledLimits is the least that makes a person settled on buprenorphine by mouth, so that use of another opioid in between does not
// turn the next dose into a start. No word in an order does.
type SettledLimits struct {
	Dose plan.Param[medication.Mass] // a day, in milligrams of a sublingual tablet
	Days plan.Param[int]
}

var settledLimits = SettledLimits{
	limit.LeastMass("bup.settled.dose", "daily dose by mouth from which a person is settled"),
	limit.LeastDays("bup.settled.days", "days on that dose from which a person is settled"),
}

// Settled returns the least that makes a person settled on buprenorphine by mouth, so that use of another opioid in between does
// not turn the next dose into a start.
func Settled() SettledLimits { return settledLimits }

// bupDoses is what an event does with buprenorphine, by whatever route it reaches the person: an order, a dose that was given or
// taken, doses that are handed out or may be. Where a supply says neither product nor dose they are those of the order in force.
// The product is invalid where nobody said it.
var bupDoses = plan.NewFact(findBupDoses)

func findBupDoses(v *plan.View) (plan.Dosing, bool) {
	if d, ok := v.Dosing(); ok {
		return *d, d.Substance == medication.Buprenorphine
	}
	act, ok := v.Acts().Of(record.HandsOver|record.Permits, agent.Buprenorphine)
	if !ok {
		return plan.Dosing{}, false
	}
	dose, daily, _ := v.Now().PerDay(medication.Buprenorphine)
	d := plan.Dosing{Product: act.Product, Substance: medication.Buprenorphine, Dose: medication.Dose{Principal: dose}, PerDay: act.PerDay,
		Total: daily, Supervised: truth.No, Intent: v.Body().Kind().Intent()}
	if !d.Product.IsValid() {
		d.Product = person.UsualProductOf(v, medication.Buprenorphine)
	}
	return d, true
}

// mouthDoses is bupDoses for the products that are taken day by day.
var mouthDoses = plan.NewFact(func(v *plan.View) (plan.Dosing, bool) {
	d, ok := bupDoses.Lent(v)
	return *d, ok && d.Product.IsValid() && !d.Product.LongActing()
})

// depotDoses is bupDoses for what is injected or placed and acts for a week or longer.
var depotDoses = plan.NewFact(func(v *plan.View) (plan.Dosing, bool) {
	d, ok := bupDoses.Lent(v)
	return *d, ok && d.Product.LongActing()
})

// carriesNeeds are the limits that say how long a dose, a supply or a depot carries on.
var carriesNeeds = []plan.Need{plan.Optional(buprenorphineBreak.Daily), plan.Optional(buprenorphineBreak.Weekly),
	plan.Optional(buprenorphineBreak.Monthly)}

// continuing holds where the next dose is no start: buprenorphine carries on, and either no other opioid came after it, or a depot
// still releases it, or the person is settled on it and no day was missed. A place that does not say how long it carries on gives
// no: the rules of a start then apply.
var continuing = plan.NewFact(findContinuing, append([]plan.Need{plan.Optional(settledLimits.Dose), plan.Optional(settledLimits.Days),
	plan.Optional(depotWindow.Weekly), plan.Optional(depotWindow.Monthly), plan.Optional(sublocade.Due), plan.Optional(sublocade.Grace)},
	carriesNeeds...)...)

func findContinuing(v *plan.View) (struct{}, bool) {
	if releasing(v) || lateDepot(v) || resuming.Holds(v) {
		return struct{}{}, true
	}
	last, ok := lastCarried(v)
	if ok && !usedAfter(v, last) {
		person.Unasked(v)
		return struct{}{}, true
	}
	return struct{}{}, ok && settled(v)
}

// lastCarried returns when the last buprenorphine was that still carries on: a dose here, one told from elsewhere, or the hand-over
// of a supply on an earlier day.
func lastCarried(v *plan.View) (at time.Time, ok bool) {
	if last, used := v.LastUseOf(medication.Buprenorphine); used && withinBreak(v, last.Product, v.DayOf(last.At)) {
		at, ok = last.At, true
	}
	if depot, _, injected := v.LastDepot(medication.Buprenorphine); injected && withinBreak(v, depot.Product, depot.Day) &&
		at.Before(depot.At) {
		at, ok = depot.At, true
	}
	if supply := supplied(v); supply != nil && at.Before(supply.Event.At) {
		at, ok = supply.Event.At, true
	}
	return at, ok
}

// supplied returns the doses that were handed out on an earlier day, and carry on; nil if there are none. Many a prescriber records
// nothing else.
func supplied(v *plan.View) *exposure.Supply {
	supply := v.SuppliedBefore(medication.Buprenorphine)
	if supply == nil || !withinBreak(v, medication.Product{}, supply.Last) {
		return nil
	}
	return supply
}

// releasing reports whether an injected depot is not yet later than its label allows for the next one.
func releasing(v *plan.View) bool {
	for depot := range v.Now().Depots(medication.Buprenorphine) {
		if person.FirstDay(v).Since(depot.Day) <= releaseDays(v, depot.Product) {
			return true
		}
	}
	return false
}

// releaseDays is the interval of a depot with the days by which the next injection may be late.
func releaseDays(v *plan.View, p medication.Product) int {
	if p.ID() == medication.BupSublocade {
		return sublocadeDays(v)
	}
	late, _ := weeklyOrMonthly(p).If(v)
	return p.DepotDays() + late.Value
}

// sublocadeDays is how long an injection of Sublocade carries on by its label: 0 where the place does not say.
func sublocadeDays(v *plan.View) int {
	due, ok := sublocade.Due.If(v)
	if !ok {
		return 0
	}
	grace, _ := sublocade.Grace.If(v)
	return due.Value + grace.Value
}

// depotOnBoard reports whether an injected depot still carries on, or the event is the next one, and late.
func depotOnBoard(v *plan.View) bool { return depotCarriesOn(v) || lateDepot(v) }

func depotCarriesOn(v *plan.View) bool {
	last, _, ok := v.LastDepot(medication.Buprenorphine)
	return ok && withinBreak(v, last.Product, last.Day)
}

// withinBreak reports whether a dose of the product on that day carries on to the first dose that the event brings.
func withinBreak(v *plan.View, p medication.Product, day civil.Date) bool {
	most, ok := breakOf(p).If(v)
	return ok && person.GapEnds(v, medication.Buprenorphine).Since(day) <= most.Value
}

// breakOf is the limit for a product.
func breakOf(p medication.Product) plan.Param[int] {
	switch {
	case !p.LongActing():
		return buprenorphineBreak.Daily
	case p.DepotDays() == limit.Week:
		return buprenorphineBreak.Weekly
	}
	return buprenorphineBreak.Monthly
}

// breakKnown reports whether the place says how long a dose of the product carries on.
func breakKnown(v *plan.View, p medication.Product) bool {
	_, ok := breakOf(p).If(v)
	return ok
}

// usedAfter reports whether a full agonist, or an agent that nobody can name, was told of or given after the time. What a test found,
// or a list names, says which agent it was, and not when.
func usedAfter(v *plan.View, t time.Time) bool {
	for c := range v.Now().Opioids() {
		if !undated(c) && !partialOnly(c) && !shownByChallenge(c) && t.Before(c.At) {
			return true
		}
	}
	return false
}

// partialOnly reports whether a contact is with buprenorphine or another partial agonist, and with nothing that it would displace.
func partialOnly(c *exposure.Contact) bool {
	return c.Classes.Has(medication.PartialAgonistOpioid) && !c.Classes.Has(medication.FullAgonistOpioid)
}

// shownByChallenge reports whether the contact is an opioid that a challenge with naloxone showed: which, and when, nobody knows.
func shownByChallenge(c *exposure.Contact) bool {
	return c.Unclassed && c.Sure == record.Found && c.Analyte == ""
}

// settled reports whether the person is on a settling dose for long enough, and missed no day up to today.
func settled(v *plan.View) bool {
	dose, ok := settledLimits.Dose.If(v)
	days, also := settledLimits.Days.If(v)
	if !ok || !also {
		return false
	}
	began, until, on := settledSpan(v, dose.Value)
	return on && person.GapEnds(v, medication.Buprenorphine).Since(until) <= 1 && person.FirstDay(v).Since(began) >= days.Value
}

// settledSpan returns since when, without a break, every day with doses came to the dose at least, and the last day that doses
// were taken or handed out for.
func settledSpan(v *plan.View, dose medication.Mass) (began, until civil.Date, ok bool) {
	for day := range runDays(v) {
		if day.total.Compare(dose) < 0 {
			if day.day == v.Day() { // it may be half over
				continue
			}
			break
		}
		if !ok {
			until = day.day
		}
		began, ok = day.day, true
	}
	if handed, daily, first := suppliedFrom(v); handed && dose.Compare(daily) <= 0 {
		if !ok || first.Before(began) {
			began = first
		}
		until, ok = laterDay(until, supplied(v).LastBy(v.Day())), true
	}
	return began, until, ok
}

// suppliedFrom returns what a supply that carries on holds for a day, in milligrams of a tablet, and since when supplies follow
// one another.
func suppliedFrom(v *plan.View) (ok bool, daily medication.Mass, first civil.Date) {
	product, daily, ok := suppliedDaily(v)
	if !ok {
		return false, medication.Mass{}, civil.Date{}
	}
	return true, tabletEquivalent(product, daily), chainedSince(v, v.DayOf(supplied(v).Event.At))
}

// chainedSince follows earlier orders with a supply that reach the day, back to where being settled is decided.
func chainedSince(v *plan.View, day civil.Date) civil.Date {
	days, ok := settledLimits.Days.If(v)
	if !ok {
		return day
	}
	for ev := range v.Past {
		order, ordered := ev.Body.(record.Order)
		if v.Day().Since(day) >= days.Value || v.DaysSince(ev.At) > longestSupply {
			break
		}
		product, _ := medication.Lookup(order.Product)
		from := v.DayOf(ev.At)
		if ordered && product.Substance() == medication.Buprenorphine && order.HandsOut() > 0 && from.Before(day) &&
			day.Since(from.Add(order.HandsOut())) <= 1 {
			day = from
		}
	}
	return day
}

// longestSupply is how many days a supply can be for.
const longestSupply = 366

// laterDay is the later of two days; no day is earlier than any.
func laterDay(a, b civil.Date) civil.Date {
	if a.Before(b) {
		return b
	}
	return a
}

// lacks is the result of a check that has no such datum, with what would bring it.
func lacks(v *plan.View, datum plan.Datum, remedy string) plan.Result {
	return v.Unknown(datum).WithRemedy("%s", remedy)
}

// owed is lacks where somebody asks or acts. That nobody looked before a dose that the person took at home, days ago perhaps, is
// no news: the datum is noted as not known.
func owed(v *plan.View, datum plan.Datum, remedy string) plan.Result {
	if pastAsking(v, datum) {
		return v.NotApplicable()
	}
	return lacks(v, datum, remedy)
}

// owedAgainst is owed for a datum that is held against the limit: where the limit may not refuse, it holds nothing back.
func owedAgainst(v *plan.View, limit plan.AnyLimit, datum plan.Datum, remedy string) plan.Result {
	if pastAsking(v, datum) {
		return v.NotApplicable()
	}
	return v.UnknownAgainst(limit, datum).WithRemedy("%s", remedy)
}

// pastAsking reports whether the event is a dose that was taken at home, and notes the datum as not known then.
func pastAsking(v *plan.View, datum plan.Datum) bool {
	_, taken := v.Body().(record.DoseTaken)
	if taken {
		v.NotKnown(datum.Name)
	}
	return taken
}
