package exposure

import (
	"iter"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/internal/persist"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Intake is one confirmed dose: given by staff, or reported as taken.
type Intake struct {
	*record.Event // what says so; its time is that of the dose
	Product       medication.Product
	Amount        medication.Mass // of the principal substance
	DayTotal      medication.Mass // what the day came to with this dose
	Day           civil.Date      // the day for which it was taken: its own, or the one before for a late dose
	Daily         civil.Date      // from when on each day up to this one had a dose; its own day where the one before had none
	Carried       civil.Date      // until when there were doses before this one, taken or in the hand; zero for the first
	Sure          record.Sure
	Setting       medication.Setting // where staff gave it; zero: not stated, or taken without staff
}

// track follows one substance. Lists inside it are replaced and never changed.
type track struct {
	owner *owner

	intakes   persist.List[*Intake]
	last      *Intake   // the last dose
	previous  *Intake   // the one before it
	first     *Intake   // the first since the medication was started, or taken up again after it was stopped
	increased *Intake   // the last that was higher than the one before it, since then
	seen      *Intake   // the last that staff gave or watched
	placed    *Intake   // the last that staff gave in a setting that was stated
	elsewhere []*Intake // the last that staff gave in each other setting, newest first
	mouth     *Intake   // the last that was no depot and no implant
	higher    []*Intake // those before it whose day totals no later one reaches, newest first
	depots    []*Depot  // the last injection of each product, newest first
	implant   *Intake   // the last implant
	gaps      []Gap     // breaks that no later one reaches in length, newest first

	supplies []*Supply // handed out: those that may still be in the hand, and of each product the last that cannot
	grants   []*Supply // doses that may be handed out without another decision

	order   *record.Event // the order in force
	ordered *record.Event // the first order since the medication was started or taken up again
	until   *Contact      // an unwatched order went on until it was stopped then: doses may have been taken to that day
	stopped *record.Event // the stop since the last dose or order
	endDate *record.Event // the planned end
	held    *record.Event
	missed  *record.Event // the last dose that was reported as missed
	misses  int           // doses reported as missed since the last confirmed one
}

// Depot is the last injection of one depot product.
type Depot struct {
	*Intake
	Count int // injections of the product in a row
}

// Gap is a time without doses, between the last day that had some and the day of the next dose.
type Gap struct {
	From, To civil.Date // the last day with doses, and the day of the next one
}

// Days is the number of days without doses.
func (g Gap) Days() int { return g.To.Since(g.From) - 1 }

// intake takes in a dose. A late one counts for the day before, if that day alone was left out: on a first day, or after a gap, the word
// would give one day the doses of two.
func (t *track) intake(ev *record.Event, day civil.Date, act *record.Act) {
	if act.Late && t.leftOut(day.Add(-1)) {
		day = day.Add(-1)
	}
	in := t.owner.intake()
	*in = Intake{Event: ev, Day: day, Product: act.Product, Amount: act.Dose, DayTotal: act.Dose, Sure: act.Sure,
		Carried: t.carriedInto(day)}
	if given, ok := ev.Body.(record.DoseGiven); ok && given.Setting != 0 {
		in.Setting = given.Setting
		t.place(in)
	}
	if t.last != nil && t.last.Day == day && t.last.Product.DepotDays() == 0 {
		in.DayTotal = t.last.DayTotal.Add(in.Amount)
	}
	if in.Daily = day; t.last != nil && (t.last.Day == day || t.last.Day == day.Add(-1)) {
		in.Daily = t.last.Daily
	}
	if t.last != nil && t.last.Amount.Compare(in.Amount) < 0 {
		t.increased = in
	}
	if t.first == nil || t.stopped != nil {
		t.first, t.increased = in, nil
	}
	if gap := (Gap{in.Carried, day}); !in.Carried.IsZero() && gap.Days() > 0 {
		t.gaps = frontier(t.gaps, gap, func(old Gap) bool { return old.Days() <= gap.Days() })
	}
	t.previous, t.last = t.last, in
	t.misses, t.missed, t.stopped = 0, nil, nil
	if act.Sure == record.Seen {
		t.seen = in
	}
	t.intakes = t.intakes.Append(in)
	switch {
	case in.Product.DepotDays() > 0:
		t.inject(in)
		return
	case in.Product.LongActing():
		t.implant = in
		return
	}
	t.swallow(in)
}

// swallow takes in a dose that was no depot. Most days come to what the one before came to, which changes no list.
func (t *track) swallow(in *Intake) {
	if t.mouth != nil && in.DayTotal.Compare(t.mouth.DayTotal) < 0 {
		t.higher = append([]*Intake{t.mouth}, t.higher...)
	}
	for len(t.higher) > 0 && t.higher[0].DayTotal.Compare(in.DayTotal) <= 0 {
		t.higher = t.higher[1:]
	}
	t.mouth = in
}

// highest yields the doses that were no depots whose day totals no later one reaches, newest first.
func (t *track) highest() iter.Seq[*Intake] {
	return func(yield func(*Intake) bool) {
		if t.mouth == nil || !yield(t.mouth) {
			return
		}
		for _, in := range t.higher {
			if !yield(in) {
				return
			}
		}
	}
}

// place keeps the last dose of each setting: most doses are given where the one before them was, which changes no list.
func (t *track) place(in *Intake) {
	if t.placed != nil && t.placed.Setting != in.Setting {
		t.elsewhere = frontier(t.elsewhere, t.placed, func(old *Intake) bool { return old.Setting == in.Setting })
	}
	t.placed = in
}

// leftOut reports whether treatment was going on, and a day alone had no dose: there were some for the day before it, taken or in the hand.
func (t *track) leftOut(day civil.Date) bool {
	before := day.Add(-1)
	return t.last != nil && t.stopped == nil && t.last.Day.Before(day) && t.carried(before) == before
}

func (t *track) inject(in *Intake) {
	depot := &Depot{Intake: in, Count: 1}
	if len(t.depots) > 0 && t.depots[0].Product == in.Product {
		depot.Count += t.depots[0].Count
	}
	t.depots = frontier(t.depots, depot, func(old *Depot) bool { return old.Product == in.Product })
}

// carried is the last day up to a day on which there were doses: of the last dose, or of a supply.
func (t *track) carried(day civil.Date) (until civil.Date) {
	if t.last != nil {
		until = t.last.Day
	}
	if by := t.coveredBy(day); by != nil {
		until = later(until, by.LastBy(day))
	}
	if day.Before(until) {
		return day
	}
	return until
}

// carriedInto is the last day with doses before the next thing that happens on a day: the day itself after a dose, else what earlier
// days reached. What is handed out on the day fills no gap before it.
func (t *track) carriedInto(day civil.Date) civil.Date {
	if t.last != nil && t.last.Day == day {
		return day
	}
	return t.carried(day.Add(-1))
}

// prescribe takes in an order.
func (t *track) prescribe(ev *record.Event, day civil.Date, _ *record.Act) {
	t.order, t.stopped = ev, nil
	if t.ordered == nil {
		t.ordered = ev
	}
}

// stop takes in the end of the medication. What is in the hand stays there, and until that day an order that nobody watched may
// have been taken.
func (t *track) stop(ev *record.Event, day civil.Date) {
	if c := t.unwatched(); c != nil {
		last := *c
		last.At, last.Day, last.Stopped = ev.At, day, true
		t.until = &last
	}
	t.stopped, t.order, t.ordered, t.first, t.endDate, t.grants = ev, nil, nil, nil, nil, nil
}

// unwatched is the contact with an order in force whose doses can be taken without this record hearing of it: one that is not
// supervised, that hands out nothing, for a supply counts to its last day, and under which staff gave none of its product.
func (t *track) unwatched() *Contact {
	if t.order == nil {
		return nil
	}
	order := t.order.Body.(record.Order)
	product, _ := medication.Lookup(order.Product)
	if t.seen != nil && t.seen.Product == product && !t.seen.At.Before(t.order.At) || order.HandsOut() > 0 || order.WatchedDays == 0 &&
		order.Supervised == truth.Yes ||
		product.DepotDays() > 0 {
		return nil
	}
	return &Contact{Event: t.order, At: t.order.At, Substance: product.Substance(), Product: product, Daily: order.DayTotal(),
		Agent: product.Substance().String(), Classes: classesOf(product.Substance()), Sure: record.Possible, Dose: true}
}
