package calendar

import (
	"fmt"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/internal/lines"
	"github.com/oudpath/oudpath/plan/record"
)

// Missed makes the calendar of the way back after missed doses of methadone: on each of the coming days, what the jurisdiction says is
// given to somebody who comes back then and took nothing meanwhile. Every day is judged on the plan as it stands, without the days before
// it: they are alternatives. After a long gap the dose is a new start and a question ("first-dose").
//
// The usual dose is that of the last day with a dose. Missed doses are counted by the schedule of the order in force, and where there is
// none by days, as for somebody who takes it daily; days for which doses were handed out count as taken.
func Missed(e *plan.Engine, p plan.Plan, r Request) (Calendar, error) {
	c, err := draft(e, p, r, "methadone.missed", "Methadone after missed doses: the day on which somebody comes back")
	if err != nil {
		return Calendar{}, err
	}
	today := e.DayOf(r.At)
	before := usual(e, p, r.At, medication.Methadone)
	if before.amount.IsZero() || died(e, p, r.At) {
		c.ask(Question{ID: "first-dose", Text: "no methadone goes on that doses could be missed of: is it started?"})
		return c.judged(e, p)
	}
	if r.Product == "" {
		c.request.Product = before.product
	}
	product, err := c.request.product(medication.Methadone)
	if err != nil {
		return Calendar{}, err
	}
	c.purpose, c.Heeded = record.PurposeRestart, heeded(e, p, before.last, r.At)
	w := wayBack{c: c, e: e, before: before, product: product}
	w.read(today)
	_ = e.Look(p, r.At, func(v *plan.View) {
		w.covered = v.Now().CoveredTo(medication.Methadone, today.Add(longest))
		if order, _, ok := v.OrderInForce(medication.Methadone); ok {
			w.schedule = order.Schedule
		}
	})
	w.first = later(c.request.Begin, today)
	if before.last == w.first { // today's dose was taken
		w.first = w.first.Add(1)
	}
	for i := range w.length() {
		w.comesBack(w.first.Add(i))
	}
	return c.judgedApart(e, p)
}

// wayBack lays the days of Missed.
type wayBack struct {
	c       *Calendar
	e       *plan.Engine
	before  agonist
	product medication.Product

	first    civil.Date // the first day on which somebody can come back
	covered  civil.Date // the last day for which doses were handed out; zero: none
	schedule medication.Schedule

	few, anew limit[int]
	most      limit[medication.Mass]
	ladder    limit[methadone.RestartLadder]
}

func (w *wayBack) read(day civil.Date) {
	w.few = limitOn(w.e, methadone.MissedFew().Doses, day)
	w.anew = limitOn(w.e, methadone.MissedAnew().Doses, day)
	w.most = limitOn(w.e, methadone.MissedAnew().Most, day)
	w.ladder = limitOn(w.e, methadone.MissedReduced().Ladder, day)
}

// length is to the day on which it is a new start, or as long as was asked for.
func (w *wayBack) length() int {
	if w.c.request.Days > 0 {
		return w.c.request.Days
	}
	if !w.anew.set {
		return 1
	}
	for n := 1; n < longest; n++ {
		if w.missed(w.first.Add(n-1)) >= w.anew.value {
			return n
		}
	}
	return longest
}

func (w *wayBack) comesBack(day civil.Date) {
	missed := w.missed(day)
	d := Day{Date: day, Number: missed + 1, Observe: []string{notSedated, "why doses were missed; other opioids, alcohol and sedatives since"}}
	dose := Dose{Product: w.product.ID(), Setting: w.c.request.Setting}
	if dose.Setting == 0 {
		dose.Setting = w.before.setting
	}
	said := fmt.Sprintf("%s missed after %s", lines.Counted(missed, "dose"), w.before.amount)
	part, reduced := w.ladder.value.After(missed)
	switch {
	case !w.anew.set:
		w.question(&d, &dose, said+": the jurisdiction says nothing of missed doses: which dose?")
	case missed >= w.anew.value:
		d.Limits = shown(w.anew.fact, w.most.fact)
		w.question(&d, &dose, said+": a new start, since tolerance is lost: which first dose?")
	case reduced:
		dose.Amount = part.From(w.before.amount)
		d.Why, d.Cites = fmt.Sprintf("%s: %s", said, part), w.ladder.fact.Cites
		d.Limits = shown(w.anew.fact)
	case missed == 0:
		dose.Amount, d.Why = w.before.amount, "no dose missed: the usual dose"
	case w.few.set && missed <= w.few.value:
		dose.Amount, d.Cites = w.before.amount, w.few.fact.Cites
		d.Why = fmt.Sprintf("%s: the usual dose stays up to %d", said, w.few.value)
	default:
		w.question(&d, &dose, said+": the jurisdiction says nothing between a few missed doses and a new start: which dose?")
	}
	d.Doses = []Dose{dose}
	w.c.Days = append(w.c.Days, d)
}

// missed counts the doses left out before a day, by the schedule of the order in force; without one, days. Days for which doses were handed
// out are none.
func (w *wayBack) missed(day civil.Date) int {
	last := later(w.before.last, w.covered)
	if w.schedule.IsZero() {
		return max(0, day.Since(last)-1)
	}
	return max(0, w.schedule.MissedBetween(last, day))
}

func (w *wayBack) question(d *Day, dose *Dose, text string) {
	dose.Question = "first-dose"
	dose.Amount, _ = w.c.request.amount(dose.Question)
	d.Why = text
	if dose.Amount.IsZero() {
		w.c.ask(Question{ID: dose.Question, Day: d.Date, Text: text, Limits: d.Limits, Cites: w.anew.fact.Cites})
		return
	}
	d.Cites = w.anew.fact.Cites
}

// judgedApart passes each day through Check on the plan as it stands: the days of the calendar are alternatives.
func (c *Calendar) judgedApart(e *plan.Engine, p plan.Plan) (Calendar, error) {
	for i := range c.Days {
		w := walker{engine: e, plan: p, c: c}
		if err := w.day(&c.Days[i]); err != nil {
			return Calendar{}, fmt.Errorf("calendar: %s: %w", c.Days[i].Date, err)
		}
	}
	return *c, nil
}
