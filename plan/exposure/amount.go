package exposure

import (
	"iter"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Amount is how much of a substance a time comes to, in principal mass.
type Amount struct {
	Before medication.Mass // what was taken, as far as it is on record, without the event
	With   medication.Mass // with what the event puts, prescribes or hands over for that time, at the most where a range is ordered
	Least  medication.Mass // what With is at the least
	Doses  int             // number of doses in Before
	Last   *Intake         // the last of them; nil if there was none
	Known  truth.Value     // Yes: both are whole; Unknown: an act or a dose without an amount is in it
}

// act returns the act of the event about the substance that doses are judged by: what it puts or prescribes, else what it hands
// over or permits.
func (n *Now) act(s medication.Substance) (act *record.Act, ok bool) {
	about := medication.SetOf(s)
	if act, ok = n.Acts.Of(record.Puts|record.Prescribes, about); ok {
		return act, true
	}
	return n.Acts.Of(record.HandsOver|record.Permits, about)
}

// OnDay returns what the civil day of the event comes to. A single dose adds to what was taken; a regimen that begins today is
// what today's doses are a part of; doses for tomorrow change nothing.
func (n *Now) OnDay(s medication.Substance) Amount {
	a := n.taken(s, func(in *Intake) bool { return in.Day == n.Day })
	return n.with(a, s, false)
}

// InLast returns what the time before the event comes to, the event included. A regimen counts with the first administration, and
// with its whole day where nothing was taken yet.
func (n *Now) InLast(s medication.Substance, window time.Duration) Amount {
	from := n.At.Add(-window)
	a := n.taken(s, func(in *Intake) bool { return in.At.After(from) })
	return n.with(a, s, true)
}

// taken sums up the newest doses for as long as the question is answered yes.
func (n *Now) taken(s medication.Substance, counts func(*Intake) bool) Amount {
	a := Amount{Known: truth.Yes}
	for in := range n.Model.of(s).newest() {
		if !counts(in) {
			break
		}
		n.Notes.Note(in.Event)
		if a.Last == nil {
			a.Last = in
		}
		a.Before = a.Before.Add(in.Amount)
		a.Doses++
	}
	return a
}

func (t *track) newest() iter.Seq[*Intake] {
	return func(yield func(*Intake) bool) {
		for _, in := range t.intakes.Backward() {
			if !yield(in) {
				return
			}
		}
	}
}

// with adds the event.
func (n *Now) with(a Amount, s medication.Substance, rolling bool) Amount {
	a.With, a.Least = a.Before, a.Before
	act, ok := n.act(s)
	if !ok || !n.begins(act) {
		return a
	}
	if act.Dose.IsZero() {
		a.Known = truth.Unknown
		return a
	}
	a.With = n.comes(&a, act, act.Dose, act.Day, rolling)
	if a.Least = a.With; !act.Least.IsZero() {
		a.Least = n.comes(&a, act, act.Least, act.DayLeast(), rolling)
	}
	return a
}

// comes is what the time comes to with so much for one administration, and for a day, of what the act brings.
func (n *Now) comes(a *Amount, act *record.Act, dose, day medication.Mass, rolling bool) medication.Mass {
	switch {
	case act.Once:
		return a.Before.Add(day)
	case a.Doses == 0 && rolling, rolling && a.Last.Day != n.Day:
		return day.Higher(a.Before.Add(dose))
	case a.Doses == 0:
		return day
	}
	return a.Before.Higher(day)
}

// begins reports whether the doses of an act begin on the day of the event.
func (n *Now) begins(act *record.Act) bool {
	switch {
	case act.Means.Has(record.Permits):
		return false
	case !act.FirstOn.IsZero():
		return act.FirstOn == n.Day
	}
	return act.First == 0
}

// PerDay returns the principal mass of a day that the event asks for, hands over or permits, and what one administration of it
// is, at the most where a range is ordered; where the event states no dose it is that of the order in force, else of the last
// dose. Known is Unknown if neither is on record, and No if the event is about no doses of the substance.
func (n *Now) PerDay(s medication.Substance) (dose, daily medication.Mass, known truth.Value) {
	act, ok := n.act(s)
	if !ok {
		return medication.Mass{}, medication.Mass{}, truth.No
	}
	if !act.Dose.IsZero() {
		return act.Dose, act.Day, truth.Yes
	}
	t := n.Model.of(s)
	_, daily = t.usual()
	if daily.IsZero() {
		return medication.Mass{}, medication.Mass{}, truth.Unknown
	}
	n.Notes.Note(t.order)
	if t.order == nil {
		n.Notes.Note(t.last.Event)
		return daily, daily, truth.Yes
	}
	return t.order.Body.(record.Order).Dose.Principal, daily, truth.Yes
}

// PerDayLeast returns what a day of PerDay is at the least: less where the event, or the order in force for one that states no dose,
// asks for a range. It is zero where PerDay knows none.
func (n *Now) PerDayLeast(s medication.Substance) medication.Mass {
	act, ok := n.act(s)
	if !ok {
		return medication.Mass{}
	}
	if !act.Dose.IsZero() {
		return act.DayLeast()
	}
	t := n.Model.of(s)
	if _, daily := t.usual(); t.order == nil {
		return daily
	}
	n.Notes.Note(t.order)
	return t.order.Body.(record.Order).DayLeast()
}

// Highest returns the highest day of the substance within the time before the event: doses of this plan by mouth, and told daily
// doses from elsewhere. Known is Yes with the highest; Unknown where a told use without a dose lies in the window; No if there
// was none.
func (n *Now) Highest(s medication.Substance, within time.Duration) (most medication.Mass, known truth.Value) {
	known = truth.No
	for in := range n.Model.of(s).highest() {
		if n.Since(in.At) <= within {
			n.Notes.Note(in.Event)
			most, known = most.Higher(in.DayTotal), truth.Yes
		}
	}
	e := n.Model.others()
	if int(s) >= len(e.named) {
		return most, known
	}
	for _, c := range e.doses[s] {
		if n.Since(c.At) <= within {
			n.Notes.Note(c.Event)
			most, known = most.Higher(c.Daily), truth.Yes
		}
	}
	if c := e.named[s]; c != nil && c.Daily.IsZero() && n.Since(c.At) <= within {
		n.Notes.Note(c.Event)
		known = truth.Unknown
	}
	return most, known
}

// Stock is for how many days after today doses of a substance are in the hand, or may be handed out.
type Stock struct {
	Before  int // without the event
	With    int // with what it hands over or permits
	Overlap int // days for which there would be doses twice
	Closed  int // how many of With are for days on which the clinic is closed
}

// InHand returns the days' doses in the hand for the days after the given one. Doses that may be handed out without another
// decision count as if they were. Today's dose does not count.
func (n *Now) InHand(s medication.Substance, day civil.Date) Stock {
	t := n.Model.of(s)
	var stock Stock
	held := append(append([]*Supply(nil), t.supplies...), t.grants...)
	for _, supply := range held {
		if left := supply.after(day); left > 0 {
			n.Notes.Note(supply.Event)
			stock.Before += left
			stock.Closed += supply.closed(day)
		}
	}
	stock.With = stock.Before
	act, ok := n.Acts.Of(record.HandsOver|record.Permits, medication.SetOf(s))
	if !ok || act.Days == 0 {
		return stock
	}
	next := t.supplyOf(nil, n.Day, act, n.Acts.Means().Any(record.Prescribes))
	added := next.after(day)
	stock.Closed += next.closed(day)
	if !act.Means.Has(record.HandsOver) { // leave to take doses home is for days for which none are at home yet
		stock.With += added
		for _, supply := range t.supplies {
			stock.Overlap += overlap(supply, next, day)
		}
		return stock
	}
	same := 0 // a supply under a grant, or under an order that had it given out, is the same doses
	for _, g := range t.grants {
		same += g.after(day)
	}
	for _, supply := range t.supplies {
		if next.carriesOut(supply) {
			same += supply.after(day)
		} else {
			stock.Overlap += overlap(supply, next, day)
		}
	}
	stock.With += max(added-same, 0)
	return stock
}

// overlap is the number of days after the given one that both supplies have doses for.
func overlap(a, b *Supply, day civil.Date) int {
	from, to := later(later(a.First, b.First), day.Add(1)), a.Last
	if b.Last.Before(to) {
		to = b.Last
	}
	return max(to.Since(from)+1, 0)
}

func later(a, b civil.Date) civil.Date {
	if a.Before(b) {
		return b
	}
	return a
}
