package calendar

import (
	"fmt"
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// walker asks the engine about each day on the plan as it would stand by then: as if every earlier day of the calendar had gone as it
// says, and nothing else had happened. What stands in the way of a day is taken as settled on that day, a dose on a condition as given.
type walker struct {
	engine *plan.Engine
	plan   plan.Plan
	c      *Calendar
	events int
	open   string // why nothing can be judged any more

	injected time.Time // when the last depot of the calendar was given; zero: none was
}

// wakingHours is within what time the doses of one day are judged where the schedule does not say how far apart they are. It is shown to
// nobody.
const wakingHours = 12 * time.Hour

// judged passes every day of the calendar through Check, and returns the calendar.
func (c *Calendar) judged(e *plan.Engine, p plan.Plan) (Calendar, error) {
	w := walker{engine: e, plan: p, c: c}
	slices.SortStableFunc(c.Days, func(a, b Day) int { return a.Date.Compare(b.Date) })
	for i, state := range c.States {
		if err := w.told(c.AsOf, follower, state); err != nil {
			return Calendar{}, fmt.Errorf("calendar: circumstance %d: %w", i+1, err)
		}
	}
	var refused civil.Date
	for i := range c.Days {
		d := &c.Days[i]
		if err := w.day(d); err != nil {
			return Calendar{}, fmt.Errorf("calendar: %s: %w", d.Date, err)
		}
		if len(d.Asked) > 0 {
			d.Rests = refused
		}
		if refused.IsZero() && d.Standing() == Refused {
			refused = d.Date
		}
	}
	return *c, nil
}

func (w *walker) day(d *Day) error {
	if _, question := d.question(); question && w.open == "" {
		w.open = "a dose of this day is a question to the prescriber"
		d.Unasked = w.open
		w.open = "a question about " + d.Date.String() + " is open"
		return nil
	}
	if w.open != "" {
		if len(d.Doses) > 0 || d.Hands != nil {
			d.Unasked = w.open
		}
		return nil
	}
	groups := w.c.groups(d)
	at := w.begins(d, groups)
	for i, group := range groups {
		order := w.c.order(d, group)
		if stated := group[0].After.Least; stated > 0 || i == 0 || group[0].If == "" {
			at = at.Add(stated)
		} else { // a dose that waits for the effect of the one before it is not given at once
			at = at.Add(w.rest(d, at) / time.Duration(len(groups)-i))
		}
		if err := w.asks(d, at, order); err != nil {
			return err
		}
		var err error
		if at, err = w.taken(d, at, group); err != nil {
			return err
		}
	}
	return w.hands(d, at)
}

func (d *Day) question() (id string, ok bool) {
	for _, dose := range d.Doses {
		if dose.Amount.IsZero() {
			return dose.Question, true
		}
	}
	return "", false
}

// begins returns when the first dose of the day is given: now, if the day is today and that hour has passed. An injection on the day after
// another is given a whole day after it.
func (w *walker) begins(d *Day, groups [][]Dose) time.Time {
	at := clock(d.Date, w.c.request.Hour, w.engine.Zone())
	if at.Before(w.c.AsOf) {
		at = w.c.AsOf
	}
	if whole := w.injected.Add(24 * time.Hour); len(groups) > 0 && longActing(groups[0][0]) && at.Before(whole) && w.engine.DayOf(whole) == d.Date {
		return whole
	}
	return at
}

// clock is the time that a clock shows so long after midnight: nine is nine on a day of 23 hours too.
func clock(day civil.Date, sinceMidnight time.Duration, zone *time.Location) time.Time {
	year, month, date := day.Start(zone).Date()
	minutes, rest := sinceMidnight/time.Minute, sinceMidnight%time.Minute
	return time.Date(year, month, date, int(minutes/60), int(minutes%60), 0, 0, zone).Add(rest)
}

// clockOf is the whole minutes since midnight that a clock shows.
func clockOf(t time.Time, zone *time.Location) time.Duration {
	hour, minute, _ := t.In(zone).Clock()
	return time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute
}

func longActing(d Dose) bool {
	product, ok := medication.Lookup(d.Product)
	return ok && product.LongActing()
}

// rest is the part of the day within which further doses are judged.
func (w *walker) rest(d *Day, at time.Time) time.Duration {
	return max(0, min(wakingHours, d.Date.Add(1).Start(w.engine.Zone()).Sub(at)-time.Minute))
}

// asks asks whether the order would be allowed, and puts it on record if so.
func (w *walker) asks(d *Day, at time.Time, body record.Body) error {
	ev := record.Event{ID: w.id(), At: at, Body: body}
	decision, err := w.engine.Check(w.plan, ev)
	if err != nil {
		return err
	}
	d.Asked = append(d.Asked, Asked{At: at, Body: body, Decision: decision})
	if !decision.Allowed() {
		return nil
	}
	out, err := w.engine.Apply(w.plan, ev)
	if err == nil {
		w.plan = out.Plan
	}
	return err
}

// taken puts the doses of a group on record and returns when the last was taken.
func (w *walker) taken(d *Day, at time.Time, group []Dose) (time.Time, error) {
	apart := w.apart(d, at, group)
	for i, dose := range group {
		if i > 0 {
			at = at.Add(apart)
		}
		if err := w.happens(at, w.c.fact(dose)); err != nil {
			return at, err
		}
		if longActing(dose) {
			w.injected = at
		}
	}
	return at, nil
}

// apart returns how far apart the doses of a group are judged: what the schedule says, or spread over the day, of which they stay within.
func (w *walker) apart(d *Day, at time.Time, group []Dose) time.Duration {
	if len(group) < 2 {
		return 0
	}
	if stated := group[1].After.Least; stated > 0 {
		return stated
	}
	return w.rest(d, at) / time.Duration(len(group)-1)
}

func (w *walker) hands(d *Day, at time.Time) error {
	if d.Hands == nil {
		return nil
	}
	if err := w.asks(d, at, d.Hands.Grant); err != nil {
		return err
	}
	product, _ := medication.Lookup(d.Hands.Grant.Product)
	return w.supplies(d, at, record.TakeHomeSupplied{Substance: product.Substance(), Days: d.Hands.Grant.Days, Product: d.Hands.Grant.Product,
		Dose: d.Hands.Grant.Dose}) // a whole day's dose, in however many bottles
}

// supplies puts on record what is handed out, and asks what is said of that: a week is counted by what was handed out, and not by grants.
func (w *walker) supplies(d *Day, at time.Time, supply record.TakeHomeSupplied) error {
	out, err := w.engine.Apply(w.plan, record.Event{ID: w.id(), At: at, Body: supply})
	if err == nil {
		d.Asked, w.plan = append(d.Asked, Asked{At: at, Body: supply, Decision: out.Decision}), out.Plan
	}
	return err
}

func (w *walker) happens(at time.Time, body record.Body) error {
	return w.told(at, record.Actor{}, body)
}

// follower is who would state what a calendar presupposes: nobody has, and the days are judged as if somebody did.
var follower = record.Actor{ID: "whoever follows the calendar"}

func (w *walker) told(at time.Time, by record.Actor, body record.Body) error {
	out, err := w.engine.Apply(w.plan, record.Event{ID: w.id(), At: at, Actor: by, Body: body})
	if err == nil {
		w.plan = out.Plan
	}
	return err
}

// id returns an ID that the plan does not know: a repeated one would be taken for a repeated delivery.
func (w *walker) id() record.EventID {
	for {
		w.events++
		id := record.EventID(fmt.Sprint("calendar ", w.events))
		if _, known := w.plan.Event(id); !known {
			return id
		}
	}
}

// groups parts the doses of a day into what one order says: doses of one product that are taken anyway, whenever that is, are one; what
// depends on a condition or on the effect of the dose before is an order of its own.
func (c *Calendar) groups(d *Day) (groups [][]Dose) {
	for i, dose := range d.Doses {
		last := len(groups) - 1
		if i > 0 && dose.If == "" && d.Doses[i-1].If == "" && dose.Product == d.Doses[i-1].Product && dose.Home == d.Doses[i-1].Home {
			groups[last] = append(groups[last], dose)
			continue
		}
		groups = append(groups, []Dose{dose})
	}
	return groups
}

// order writes a group of doses as an order of the day.
func (c *Calendar) order(d *Day, group []Dose) record.Order {
	product, _ := medication.Lookup(group[0].Product)
	largest, unequal := group[0].Amount, false
	for _, dose := range group {
		unequal = unequal || !dose.Amount.Equal(group[0].Amount)
		if largest.Compare(dose.Amount) < 0 {
			largest = dose.Amount
		}
	}
	order := record.Order{Product: product.ID(), Dose: doseOf(product, largest), Purpose: c.purpose, Setting: c.setting(group[0]),
		Supervised: c.request.Watched}
	if group[0].Home {
		order.Supervised = truth.No
	}
	if group[0].If != "" || product.LongActing() {
		return order
	}
	order.First, order.Last, order.Schedule = d.Date, d.Date, medication.Daily()
	if len(group) > 1 {
		order.PerDay = len(group)
	}
	if unequal {
		for _, dose := range group {
			order.Parts = append(order.Parts, dose.Amount)
		}
	}
	return order
}

// doseOf is the amount with its companion, where whole units of the product hold it; a part of a unit is written by its principal alone.
func doseOf(product medication.Product, amount medication.Mass) medication.Dose {
	if dose, ok := product.Compose(amount); ok {
		return dose
	}
	return medication.Dose{Principal: amount}
}

// fact is the dose as it would be on record.
func (c *Calendar) fact(dose Dose) record.Body {
	product, _ := medication.Lookup(dose.Product)
	if !product.LongActing() && (dose.Home || c.request.Watched == truth.No) {
		return record.DoseTaken{Product: dose.Product, Dose: doseOf(product, dose.Amount)}
	}
	return record.DoseGiven{Product: dose.Product, Dose: doseOf(product, dose.Amount), Setting: c.setting(dose),
		Supervised: c.request.Watched, Purpose: c.purpose}
}

// setting is where a dose is given.
func (c *Calendar) setting(dose Dose) medication.Setting {
	if dose.Setting != 0 {
		return dose.Setting
	}
	return c.request.Setting
}
