package calendar

import (
	"fmt"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/internal/lines"
)

// Titrate makes the calendar of a slow start and rise of methadone, as programmes give it: a first dose, then steps until a dose is
// reached. The first dose, the step, the days between steps and the dose to reach are answers of the prescriber ("first-dose", "step",
// "interval", "target"): the jurisdiction limits them and no source prescribes them. Somebody who takes methadone goes on from the dose of
// today, and from the day on which it last rose.
//
// A first dose is followed by another on the same day only where the prescriber orders that then: no source gives it beforehand.
func Titrate(e *plan.Engine, p plan.Plan, r Request) (Calendar, error) {
	c, err := draft(e, p, r, "methadone.titration", "Methadone, a first dose and a slow rise")
	if err != nil {
		return Calendar{}, err
	}
	product, err := c.request.product(medication.Methadone)
	if err != nil {
		return Calendar{}, err
	}
	if died(e, p, r.At) {
		return c.judged(e, p)
	}
	c.Notes = publishedRises()
	t := rise{c: c, e: e, product: product, today: e.DayOf(r.At)}
	c.Heeded = heeded(e, p, since(c, e, r), r.At)
	t.from(p)
	t.lay()
	return c.judged(e, p)
}

// publishedRises are what sources say of a slow rise, all of it in ranges.
func publishedRises() []Note {
	note := func(text string, cite evidence.Citation) Note {
		return Note{Text: text, Cites: []evidence.Citation{cite}}
	}
	return []Note{
		note("a guideline: 10 to 30 mg, then 5 to 10 mg every 3 to 6 hours as needed on the first day, to 30 to 40 mg; then at most 10 mg about "+
			"every 5 days", evidence.ASAM2020.At("page 23, methadone", evidence.Primary)),
		note("Ontario: 30 mg, then 10 to 15 mg every 3 to 5 days to 75 to 80 mg, then 10 mg every 5 to 7 days",
			evidence.MetaPHI.At("start and rise", evidence.Secondary)),
		note("New South Wales: 20 to 30 mg, less with sedatives or low tolerance, then 5 to 10 mg every 3 to 5 days",
			evidence.NSW2018.At("2.4.3, methadone", evidence.Secondary)),
	}
}

// since is the day from which on what happened matters: that on which the course began, or the week before today.
func since(c *Calendar, e *plan.Engine, r Request) civil.Date {
	today := e.DayOf(r.At)
	if c.request.Begin.Before(today) {
		return c.request.Begin
	}
	return today.Add(-7)
}

// rise lays the days of a slow rise.
type rise struct {
	c       *Calendar
	e       *plan.Engine
	product medication.Product
	today   civil.Date

	first  civil.Date      // the day of the first dose of the calendar
	dose   medication.Mass // that is given on it; zero: a question
	since  civil.Date      // when the dose last rose or began
	number int             // of the first day
}

func (t *rise) from(p plan.Plan) {
	t.first, t.number = later(t.c.request.Begin, t.today), 1
	now := t.c.currentWithin(t.e, p, medication.Methadone, 0)
	switch {
	case now.product == "":
		t.start()
		return
	case t.c.asked("dose-now") || t.c.request.Answers["dose-now"] != (Answer{}): // the rise begins again from there
		t.dose, t.since = now.amount, t.first
		return
	}
	t.dose, t.number = now.amount, now.day+1
	_ = t.e.Look(p, t.c.AsOf, func(v *plan.View) {
		if taken := v.DayTotal(medication.Methadone, t.today); !taken.IsZero() {
			t.dose, t.first = taken, t.today.Add(1)
		}
		if up, ok := v.LastIncrease(medication.Methadone); ok {
			t.since = up.Day
		} else if begun, ok := v.FirstDose(medication.Methadone); ok {
			t.since = begun.Day
		}
		t.number = v.TreatmentDay(medication.Methadone) + t.first.Since(t.today)
	})
}

// start asks for the first dose, within what guidance gives for one.
func (t *rise) start() {
	most := limitOn(t.e, methadone.FirstDose().Soft, t.first)
	low := limitOn(t.e, methadone.LowToleranceStart().Most, t.first)
	t.ask("first-dose", "which first dose? It depends on tolerance, which an examination shows", medication.MassRange{},
		shown(most.fact, low.fact))
	t.dose, _ = t.c.request.amount("first-dose")
	t.since = t.first
}

func (t *rise) ask(id, text string, in medication.MassRange, limits []plan.LimitFact) {
	if _, ok := t.c.request.Answers[id]; ok {
		return
	}
	t.c.ask(Question{ID: id, Day: t.first, Text: text, Least: in.Least, Most: in.Most, Limits: limits})
}

// lay puts down the days until the dose is reached, or as many as were asked for.
func (t *rise) lay() {
	step := limitOn(t.e, methadone.TitrationStep().Most, t.first)
	apart := limitOn(t.e, methadone.TitrationStep().Interval, t.first)
	usual := limitOn(t.e, methadone.DoseRange().Least, t.first)
	t.ask("step", "by how much does it rise at a time?", medication.MassRange{}, shown(step.fact))
	t.ask("interval", "after how many days does it rise, where the last dose was tolerated and did not hold?", medication.MassRange{},
		shown(apart.fact))
	t.ask("target", "up to which dose is this planned? What holds for a day and blocks euphoria is found by looking",
		medication.MassRange{}, shown(usual.fact))
	by, stepped := t.c.request.amount("step")
	every, spaced := t.c.request.number("interval")
	target, aimed := t.c.request.amount("target")
	cites := append([]evidence.Citation{}, step.fact.Cites...)
	for i := range t.length() {
		date := t.first.Add(i)
		d := Day{Date: date, Number: t.number + i, Observe: []string{notSedated}, Cites: cites, Why: stays}
		if i == 0 {
			d.Why = "the dose that is planned for the first day"
			if t.number > 1 {
				d.Why = fmt.Sprintf("goes on with %s", t.dose)
			}
		}
		if raised := t.dose.Add(by); stepped && spaced && aimed && !t.dose.IsZero() && date.Since(t.since) >= every && t.dose.Compare(target) < 0 {
			if target.Compare(raised) < 0 {
				raised = target
			}
			d.Why = fmt.Sprintf("rises from %s to %s, %s after the last rise, if it was tolerated and does not hold for a day", t.dose, raised,
				lines.Counted(date.Since(t.since), "day"))
			d.Limits, d.Observe = shown(step.fact, apart.fact), append(d.Observe, atThePeak)
			t.dose, t.since = raised, date
		}
		if d.Number == 1 {
			d.Observe = append(d.Observe, atThePeak)
		}
		d.Doses = []Dose{{Product: t.product.ID(), Amount: t.dose}}
		if t.dose.IsZero() {
			d.Doses[0].Question = t.c.Questions[0].ID
		}
		t.c.Days = append(t.c.Days, d)
		if aimed && stepped && spaced && t.c.request.Days == 0 && t.dose.Compare(target) >= 0 {
			return
		}
	}
}

// length is how many days are laid at most: those that were asked for, or eight weeks.
func (t *rise) length() int {
	if t.c.request.Days > 0 {
		return t.c.request.Days
	}
	if len(t.c.Questions) > 0 {
		return 1
	}
	return 56
}

func later(a, b civil.Date) civil.Date {
	if a.Before(b) {
		return b
	}
	return a
}
