package calendar

import (
	"fmt"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Follow makes the calendar of a schedule. Request.Product is what is given, of the substance of the schedule. Where the schedule began on
// a day before today (Request.Begin), it goes on with the first day of which the doses are not on record: days without a dose are no steps,
// and the rest moves back by them. After more than one such day in a row nobody published how to go on, and the calendar asks.
//
// In a low-dose start the full agonist goes on: where methadone is on record, its usual dose stands beside.
func Follow(e *plan.Engine, p plan.Plan, s Schedule, r Request) (Calendar, error) {
	if err := s.Validate(); err != nil {
		return Calendar{}, err
	}
	c, err := draft(e, p, r, s.ID, s.Title)
	if err != nil {
		return Calendar{}, err
	}
	product, err := c.request.product(s.Substance)
	if err != nil {
		return Calendar{}, err
	}
	f := following{c: c, s: &s, product: product}
	c.Notes = append(c.Notes, s.Notes...)
	if s.After != "" {
		c.Notes = append(c.Notes, Note{Text: "afterwards: " + s.After, Cites: s.Cites})
	}
	if s.State != "" && !holds(e, p, r.At, s.State) {
		c.States = append(c.States, s.stated(r.Setting))
	}
	if died(e, p, r.At) {
		return c.judged(e, p)
	}
	if s.State == record.LowDoseInitiation {
		f.usual = c.current(e, p, medication.Methadone)
	}
	f.progress(e, p)
	f.lay()
	c.end()
	return c.judged(e, p)
}

// stated is the circumstance that the schedule presupposes, under its own name: in the place that was asked for, else in the only one that
// the schedule is for.
func (s *Schedule) stated(in medication.Setting) record.ContextStated {
	if in == 0 && len(s.Settings) == 1 {
		in = s.Settings[0]
	}
	return record.ContextStated{Context: s.State, Holds: truth.Yes, Protocol: s.Title, Setting: in}
}

// ending are the circumstances that nothing bears out without a last day (decision 18).
var ending = map[record.Circumstance]bool{record.RapidNaltrexone: true, record.DirectDepot: true, record.LowDoseInitiation: true}

// end has what the calendar states end with its last day, where it has to.
func (c *Calendar) end() {
	for i := range c.States {
		for j := range c.Days {
			if state := &c.States[i]; ending[state.Context] {
				state.Until = later(state.Until, c.Days[j].Date)
			}
		}
	}
}

// following lays the days of a schedule from the first one that is still to come.
type following struct {
	c       *Calendar
	s       *Schedule
	product medication.Product
	usual   agonist

	begun  civil.Date      // the day of the next step
	next   int             // number of the next step
	before medication.Mass // total of the day before the next step; zero: not known
	spread bool            // the total of the day before depends on a condition that is still to come
	least  medication.Mass // and is at least this
}

// progress finds what of the schedule has happened.
func (f *following) progress(e *plan.Engine, p plan.Plan) {
	today := e.DayOf(f.c.AsOf)
	f.begun, f.next = f.c.request.Begin, 1
	if !f.begun.Before(today) {
		if taken := takenOn(e, p, f.c.AsOf, f.s.Substance, today); f.begun == today && !taken.IsZero() {
			f.begun, f.next, f.before = today.Add(1), 2, taken
		}
		return
	}
	f.next = 1
	gap := 0
	for day := f.begun; day.Before(today.Add(1)); day = day.Add(1) {
		taken := takenOn(e, p, f.c.AsOf, f.s.Substance, day)
		switch {
		case !taken.IsZero():
			f.next, f.before, gap = f.next+1, taken, 0
			f.begun = day.Add(1)
		case day != today:
			gap++
			f.begun = day.Add(1)
			f.c.Heeded = append(f.c.Heeded, Heed{At: day.Start(e.Zone()), What: fmt.Sprintf("no dose of %s on %s", f.s.Substance, day)})
		}
	}
	if gap > 1 && f.next > 1 {
		if day, ok := f.c.request.number("after-gap"); ok && day <= f.s.Last() {
			f.next = day
		} else {
			f.c.ask(Question{ID: "after-gap", Day: f.begun, Text: fmt.Sprintf("after %d days without a dose the schedule does not say how it "+
				"goes on: from which of its days?", gap)})
		}
	}
	f.c.Heeded = append(f.c.Heeded, heeded(e, p, f.c.request.Begin, f.c.AsOf)...)
}

// lay puts down the days that are still to come.
func (f *following) lay() {
	for number := f.next; number <= f.s.Last(); number++ {
		scheduled, ok := f.s.day(number)
		if !ok {
			return
		}
		date := f.begun.Add(number - f.next)
		d := Day{Date: date, Number: number, Observe: scheduled.Observe, Cites: f.s.Cites,
			Why: fmt.Sprintf("day %d of the schedule", number)}
		f.doses(&d, scheduled)
		f.agonist(&d, scheduled)
		f.total(&d)
		f.c.Days = append(f.c.Days, d)
	}
}

func (f *following) doses(d *Day, scheduled ScheduledDay) {
	if scheduled.Ask != "" {
		id := fmt.Sprintf("day%d.dose1", d.Number)
		amount, ok := f.c.request.amount(id)
		if !ok {
			f.c.ask(Question{ID: id, Day: d.Date, Text: scheduled.Ask, Cites: f.s.Cites})
		}
		d.Doses = append(d.Doses, Dose{Product: f.product.ID(), Amount: amount, Question: id})
		return
	}
	for i, dose := range scheduled.Doses {
		d.Doses = append(d.Doses, f.dose(d, i+1, dose))
	}
}

// dose chooses the amount: what the source says, what somebody answered, or a question.
func (f *following) dose(d *Day, place int, from ScheduledDose) Dose {
	dose := Dose{Product: f.product.ID(), After: from.After, If: from.If}
	if from.Product != "" {
		dose.Product = from.Product
	}
	id := fmt.Sprintf("day%d.dose%d", d.Number, place)
	least, most, text := from.Least, from.Most, fmt.Sprintf("which dose between %s and %s?", from.Least, from.Most)
	if from.DayBefore {
		least, most, text = f.before, f.before, "the total of the day before is not known yet"
		if f.spread {
			least, text = f.least, fmt.Sprintf("the total of the day before, which is not known yet: between %s and %s", f.least, f.before)
		}
	}
	amount, answered := f.c.request.amount(id)
	switch {
	case !most.IsZero() && least.Equal(most):
		dose.Amount = most
	case answered:
		dose.Amount = amount
		if amount.Compare(least) < 0 || !most.IsZero() && most.Compare(amount) < 0 {
			d.Why += fmt.Sprintf("; %s is not within the schedule, which has %s to %s", amount, least, most)
		}
	default:
		dose.Question = id
		f.c.ask(Question{ID: id, Day: d.Date, Text: text, Least: least, Most: most, Cites: f.s.Cites})
	}
	return dose
}

// agonist puts the full agonist that goes on before the doses of the day.
func (f *following) agonist(d *Day, scheduled ScheduledDay) {
	if scheduled.Full.Den == 0 || f.s.Substance == medication.Methadone {
		return
	}
	share := scheduled.Full
	switch {
	case f.usual.product == "" && share.Num > 0:
		d.Observe = append(d.Observe, "the full agonist goes on"+share.text())
	case f.usual.amount.IsZero() && share.Num > 0:
		d.Doses = append([]Dose{{Product: f.usual.product, Setting: f.usual.setting, Question: "dose-now"}}, d.Doses...)
	case share.Num == 0:
		d.Observe = append(d.Observe, "the full agonist is given no more")
	default:
		amount, exact := f.usual.amount.Fraction(share.Num, share.Den)
		dose := Dose{Product: f.usual.product, Amount: amount, Setting: f.usual.setting}
		if !exact {
			dose.Amount, dose.Question = medication.Mass{}, fmt.Sprintf("day%d.agonist", d.Number)
			f.c.ask(Question{ID: dose.Question, Day: d.Date, Text: fmt.Sprintf("%d/%d of %s is no whole number of micrograms", share.Num,
				share.Den, f.usual.amount), Cites: f.s.Cites})
		}
		d.Doses = append([]Dose{dose}, d.Doses...)
	}
}

func (s Share) text() string {
	if s.Num == s.Den {
		return " unchanged"
	}
	return fmt.Sprintf(", %d/%d of the usual dose", s.Num, s.Den)
}

// total keeps what the day comes to, for a day after it that begins with it.
func (f *following) total(d *Day) {
	least, most, known := d.Total(f.s.Substance)
	f.least, f.before, f.spread = least, most, !least.Equal(most)
	if !known {
		f.least, f.before, f.spread = medication.Mass{}, medication.Mass{}, false
	}
}
