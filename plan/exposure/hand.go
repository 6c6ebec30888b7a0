package exposure

import (
	"iter"
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
)

// Supply is doses for named days that were handed out, or may be handed out.
type Supply struct {
	Event   *record.Event
	Product medication.Product // zero: not stated, and no order says it
	Daily   medication.Mass    // principal mass of a day, at the most where a range is ordered; zero: not known
	Least   medication.Mass    // what Daily is at the least
	First   civil.Date
	Last    civil.Date // last day for which there are doses
	Closed  int        // how many of the days are days on which the clinic is closed
	On      civil.Date // the day on which it was handed out, or ordered to be
	Ordered bool       // an order had it given out; who did so, and whether, is not on record
}

// closed is how many of the days after the day are, at most, days on which the clinic is closed.
func (s *Supply) closed(day civil.Date) int { return min(s.Closed, s.after(day)) }

// after returns for how many days after the day there are doses.
func (s *Supply) after(day civil.Date) int {
	from := s.First
	if !day.Before(from) {
		from = day.Add(1)
	}
	return max(s.Last.Since(from)+1, 0)
}

// supplyOf makes a supply of an act, whose product and dose are those of the order in force, or of the last dose, where the act
// says nothing.
func (t *track) supplyOf(ev *record.Event, day civil.Date, act *record.Act, ordered bool) *Supply {
	s := &Supply{Event: ev, Product: act.Product, Daily: act.Day, Least: act.DayLeast(), First: act.FirstOn, Closed: act.Closed, On: day,
		Ordered: ordered}
	if s.First.IsZero() {
		s.First = day.Add(act.First)
	}
	s.Last = s.First.Add(act.Days - 1)
	product, daily := t.usual()
	least := daily
	if t.order != nil {
		least = t.order.Body.(record.Order).DayLeast()
	}
	if !s.Product.IsValid() {
		s.Product = product
	}
	if s.Daily.IsZero() && s.Product.DepotDays() == 0 {
		s.Daily, s.Least = daily, least
	}
	return s
}

// usual returns product and daily amount of the order in force, else of the last dose.
func (t *track) usual() (product medication.Product, daily medication.Mass) {
	if t.order != nil {
		order := t.order.Body.(record.Order)
		product, _ = medication.Lookup(order.Product)
		return product, order.DayTotal()
	}
	if t.last != nil {
		return t.last.Product, t.last.DayTotal
	}
	return medication.Product{}, medication.Mass{}
}

// carriesOut reports whether a hand-over is that of the doses that another supply promised: an order of the same day and product had them
// given out.
func (s *Supply) carriesOut(promised *Supply) bool {
	return promised.Ordered && !s.Ordered && promised.On == s.On && promised.Product == s.Product
}

// beyond is what is left of a supply after another one of the same doses; nil if nothing is.
func (s *Supply) beyond(other *Supply) *Supply {
	if !other.Last.Before(s.Last) {
		return nil
	}
	left := *s
	left.First = later(s.First, other.Last.Add(1))
	return &left
}

// supply takes in doses that were handed out. Those under a grant, or under an order that had them given out, are the same doses and not
// more. Of what cannot be in the hand
// any more, the last of each product is kept: it says from when on there was nothing, until a later one is a past one too.
func (t *track) supply(ev *record.Event, day civil.Date, act *record.Act) {
	next := t.supplyOf(ev, day, act, ev.Body.Kind() == record.KindOrder)
	var closed int
	t.grants, closed = use(t.grants, next.Last.Since(next.First)+1)
	next.Closed = max(next.Closed, closed)
	kept := make([]*Supply, 1, len(t.supplies)+1)
	kept[0] = next
	past := false
	for _, old := range t.supplies {
		if next.carriesOut(old) {
			if old = old.beyond(next); old == nil {
				continue
			}
		}
		if old.Product == next.Product && old.Last.Before(day) && !next.Last.Before(old.Last) {
			if past {
				continue
			}
			past = true
		}
		kept = append(kept, old)
	}
	t.supplies = kept
}

// use takes days from grants, the oldest first, and returns what is left of them and how many of the days were granted for days on
// which the clinic is closed.
func use(grants []*Supply, days int) (left []*Supply, closed int) {
	if len(grants) == 0 {
		return nil, 0
	}
	left = make([]*Supply, 0, len(grants))
	for i := len(grants) - 1; i >= 0; i-- {
		g := *grants[i]
		span := g.Last.Since(g.First) + 1
		if days >= span {
			days -= span
			closed += g.Closed
			continue
		}
		used := min(g.Closed, days)
		closed += used
		g.First, g.Closed, days = g.First.Add(days), g.Closed-used, 0
		left = append(left, &g)
	}
	reverse(left)
	return left, closed
}

func reverse[T any](list []T) {
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
}

// permit takes in a grant. Grants add up until they are used or the medication ends.
func (t *track) permit(ev *record.Event, day civil.Date, act *record.Act) {
	next := t.supplyOf(ev, day, act, false)
	t.grants = frontier(t.grants, next, func(old *Supply) bool { return old.Last.Before(day) })
}

// Supplies yields the supplies of the substance that are kept, the newest first: those that may still be in the hand, and of each
// product the one that reached furthest.
func (n *Now) Supplies(s medication.Substance) iter.Seq[*Supply] {
	return func(yield func(*Supply) bool) {
		for _, supply := range n.Model.of(s).supplies {
			n.Notes.Note(supply.Event)
			if !yield(supply) {
				return
			}
		}
	}
}

// CoveredTo is the last day, up to the given one, for which doses of the substance were in the hand; zero if there was none. A supply
// that begins later covers nothing before.
func (n *Now) CoveredTo(s medication.Substance, day civil.Date) (until civil.Date) {
	by := n.Model.of(s).coveredBy(day)
	if by == nil {
		return civil.Date{}
	}
	n.Notes.Note(by.Event)
	return by.LastBy(day)
}

// coveredBy is the supply that covers the latest day up to the given one; nil if none covers any.
func (t *track) coveredBy(day civil.Date) (by *Supply) {
	for _, s := range t.supplies {
		if !day.Before(s.First) && (by == nil || by.LastBy(day).Before(s.LastBy(day))) {
			by = s
		}
	}
	return by
}

// LastBy is the last day of the supply, or the given one if that comes first.
func (s *Supply) LastBy(day civil.Date) civil.Date {
	if day.Before(s.Last) {
		return day
	}
	return s.Last
}

// took takes in the person's word that none is left, and when the last one was taken.
func (t *track) took(last civil.Date) {
	kept := make([]*Supply, 0, len(t.supplies))
	for _, old := range t.supplies {
		s := *old
		if last.Before(s.Last) {
			s.Last = last
		}
		if last.Before(s.First) {
			s.First = last
		}
		kept = append(kept, &s)
	}
	t.supplies = kept
}

// lose takes doses out of the hand, from the last day of what is there backwards.
func (t *track) lose(day civil.Date, act *record.Act) {
	left := act.Days
	kept := make([]*Supply, len(t.supplies))
	copy(kept, t.supplies)
	for left > 0 {
		furthest := -1
		for i, s := range kept {
			if s.after(day.Add(-1)) > 0 && (furthest < 0 || kept[furthest].Last.Before(s.Last)) {
				furthest = i
			}
		}
		if furthest < 0 {
			break
		}
		s := *kept[furthest]
		gone := min(left, s.after(day.Add(-1)))
		s.Last, left = s.Last.Add(-gone), left-gone
		kept[furthest] = &s
	}
	t.supplies = slices.DeleteFunc(kept, func(s *Supply) bool { return s.Last.Before(s.First) })
}

// reach is the supply that reaches furthest; nil if there is none.
func (t *track) reach() (furthest *Supply) {
	for _, s := range t.supplies {
		if furthest == nil || furthest.Last.Before(s.Last) {
			furthest = s
		}
	}
	return furthest
}
