package calendar

import (
	"reflect"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
)

// Ordered is an order of a calendar with the time at which it is written.
type Ordered struct {
	At   time.Time
	Body record.Body // a record.ContextStated, which goes first; a record.Order; or a record.TakeHomeGrant
}

// Orders returns what has to be put on record to follow the calendar: the circumstances that it rests on, then its orders, equal days that
// follow one another as one order with its first and last day. A dose on a condition is written when the condition is there, and is not
// among them; nor are days whose dose is a question, nor what a rule refuses and the days that rest on it. Of days that are alternatives it
// is the one on which the calendar was made.
func (c *Calendar) Orders() (all []Ordered) {
	for _, state := range c.States {
		all = append(all, Ordered{c.AsOf, state})
	}
	running := make(map[string]int) // the place of the order that a day can go on with, by product
	for i := range c.Days {
		d := &c.Days[i]
		if s := d.Standing(); s == Refused || s == Open || !d.Rests.IsZero() || c.Alternatives && d.Date != c.today {
			continue
		}
		groups := c.groups(d)
		for j, asked := range d.Asked {
			if _, fact := asked.Body.(record.TakeHomeSupplied); fact {
				continue
			}
			order, ok := asked.Body.(record.Order)
			if ok && j < len(groups) && groups[j][0].If != "" {
				continue
			}
			if at, found := running[string(order.Product)]; ok && found && follows(all[at].Body, order, d.Date) {
				before := all[at].Body.(record.Order)
				before.Last = order.Last
				all[at].Body = before
				continue
			}
			if ok {
				running[string(order.Product)] = len(all)
			}
			all = append(all, Ordered{asked.At, asked.Body})
		}
	}
	return all
}

// follows reports whether an order of a day goes on with another one that ended the day before.
func follows(before record.Body, order record.Order, day civil.Date) bool {
	b, ok := before.(record.Order)
	if !ok || b.Last.IsZero() || order.First.IsZero() || b.Last.Add(1) != day {
		return false
	}
	b.First, b.Last = order.First, order.Last
	return reflect.DeepEqual(b, order)
}
