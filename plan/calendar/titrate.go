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

// Titrate makes the calendar of a slow start and rise of methadone, as programmes give it, without a published plan: the first dose, the
// step, the days between steps and the dose to reach are answers of the prescriber ("first-dose", "step", "interval", "target"), and the
// jurisdiction limits them. Somebody who takes methadone goes on from the dose of today, and from the day on which it last rose.
//
// A first dose is followed by another on the same day only where the prescriber orders that then: no source gives it beforehand.
func Titrate(e *plan.Engine, p plan.Plan, r Request) (Calendar, error) {
	way := unpublished()
	way.Notes = []Note{{Text: "rises that somebody published stand in RisePlans, and TitrateBy follows one"}}
	return TitrateBy(e, p, way, r)
}

// TitrateBy makes the calendar of a rise by a published plan. What the plan gives as one number is taken from it; what it gives as a range, or
// not at all, is asked under the same names as in Titrate, with the range. The questions of a second stage end in 2 ("step2", "interval2"),
// and the dose at which it begins is "until". Without an answer to "target" the rise ends with the days that were asked for.
func TitrateBy(e *plan.Engine, p plan.Plan, way RisePlan, r Request) (Calendar, error) {
	if len(way.Stages) == 0 {
		return Calendar{}, refusal("the rise %q has no stages", way.ID)
	}
	c, err := draft(e, p, r, way.ID, way.Title)
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
	c.Notes = way.Notes
	if way.For != "" {
		c.Notes = append([]Note{{Text: "for " + way.For, Cites: way.Cites}}, c.Notes...)
	}
	t := rise{c: c, e: e, way: way, product: product, today: e.DayOf(r.At)}
	c.Heeded = heeded(e, p, since(c, e, r), r.At)
	t.from(p)
	t.lay()
	return c.judged(e, p)
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
	way     RisePlan
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
	t.dose, _ = t.mass("first-dose", "which first dose? It depends on tolerance, which an examination shows", t.way.First,
		shown(most.fact, low.fact))
	t.since = t.first
}

// mass is an amount of the plan: its one number, what was answered, or a question.
func (t *rise) mass(id, text string, in medication.MassRange, limits []plan.LimitFact) (medication.Mass, bool) {
	answer, answered := t.c.request.amount(id)
	if !answered && !one(in) { // an answer of another kind is none
		t.c.ask(Question{ID: id, Day: t.first, Text: text, Least: in.Least, Most: in.Most, Limits: limits, Cites: t.cites(in != medication.MassRange{})})
	}
	if !answered && one(in) {
		return in.Least, true
	}
	if answered && in != (medication.MassRange{}) && (answer.Compare(in.Least) < 0 || in.Most.Compare(answer) < 0) {
		t.c.Notes = append(t.c.Notes, Note{Text: fmt.Sprintf("%s as %q is not within the plan, which has %s", answer, id, massText(in)),
			Cites: t.way.Cites})
	}
	return answer, answered
}

// days is a number of days of the plan: its one number, what was answered, or a question.
func (t *rise) days(id, text string, in DayRange, limits []plan.LimitFact) (int, bool) {
	answer, answered := t.c.request.number(id)
	if !answered && !in.one() {
		t.c.ask(Question{ID: id, Day: t.first, Text: text, Days: in.span(), Limits: limits, Cites: t.cites(in != DayRange{})})
	}
	if !answered && in.one() {
		return in.Least, true
	}
	if answered && in != (DayRange{}) && (answer < in.Least || in.Most < answer) {
		t.c.Notes = append(t.c.Notes, Note{Text: fmt.Sprintf("%s as %q are not within the plan, which has %s", lines.Counted(answer, "day"), id,
			spanText(in.span())), Cites: t.way.Cites})
	}
	return answer, answered
}

func (t *rise) cites(given bool) []evidence.Citation {
	if given {
		return t.way.Cites
	}
	return nil
}

// climb is a stage of the rise with what was decided of it.
type climb struct {
	by      medication.Mass
	every   int
	until   medication.Mass // the dose at which the next stage begins; zero on the last
	decided bool
	limits  []plan.LimitFact
}

// stages asks for what the plan leaves open of its stages.
func (t *rise) stages() (all []climb, complete bool) {
	step := limitOn(t.e, methadone.TitrationStep().Most, t.first)
	apart := limitOn(t.e, methadone.TitrationStep().Interval, t.first)
	complete = true
	for i, s := range t.way.Stages {
		suffix, then := "", ""
		if i > 0 {
			suffix, then = fmt.Sprint(i+1), " then"
		}
		c := climb{limits: shown(step.fact, apart.fact)}
		var up, spaced bool
		c.by, up = t.mass("step"+suffix, "by how much does it rise at a time"+then+"?", s.By, shown(step.fact))
		c.every, spaced = t.days("interval"+suffix, "after how many days does it rise"+then+", where the last dose was tolerated and did not hold?",
			s.Every, shown(apart.fact))
		c.decided = up && spaced
		if s.Until != (medication.MassRange{}) {
			var ends bool
			c.until, ends = t.mass("until", "at which dose do the later steps begin?", s.Until, nil)
			c.decided = c.decided && ends
		}
		complete = complete && c.decided
		all = append(all, c)
	}
	return all, complete
}

// at returns the stage that holds at a dose.
func at(all []climb, dose medication.Mass) climb {
	for _, c := range all[:len(all)-1] {
		if dose.Compare(c.until) < 0 {
			return c
		}
	}
	return all[len(all)-1]
}

// lay puts down the days until the dose is reached, or as many as were asked for.
func (t *rise) lay() {
	stages, complete := t.stages()
	usual := limitOn(t.e, methadone.DoseRange().Least, t.first)
	target, aimed := t.mass("target", "up to which dose is this planned? What holds for a day and blocks euphoria is found by looking",
		t.way.Usual, shown(usual.fact))
	for i := range t.length() {
		d := Day{Date: t.first.Add(i), Number: t.number + i, Observe: []string{notSedated}, Cites: t.way.Cites, Why: stays}
		if len(d.Cites) == 0 {
			d.Cites = limitOn(t.e, methadone.TitrationStep().Most, t.first).fact.Cites
		}
		if i == 0 {
			d.Why = "the dose that is planned for the first day"
			if t.number > 1 {
				d.Why = fmt.Sprintf("goes on with %s", t.dose)
			}
		}
		if complete && aimed && !t.dose.IsZero() {
			t.raise(&d, at(stages, t.dose), target)
		}
		if d.Number == 1 {
			d.Observe = append(d.Observe, atThePeak)
		}
		d.Doses = []Dose{{Product: t.product.ID(), Amount: t.dose}}
		if t.dose.IsZero() {
			d.Doses[0].Question = t.c.Questions[0].ID
		}
		t.c.Days = append(t.c.Days, d)
		if aimed && complete && t.c.request.Days == 0 && t.dose.Compare(target) >= 0 {
			return
		}
	}
}

// raise makes a day one on which the dose rises, if so many days have passed.
func (t *rise) raise(d *Day, by climb, target medication.Mass) {
	if d.Date.Since(t.since) < by.every || t.dose.Compare(target) >= 0 {
		return
	}
	raised := t.dose.Add(by.by).Lower(target)
	if !by.until.IsZero() {
		raised = raised.Lower(by.until)
	}
	d.Why = fmt.Sprintf("rises from %s to %s, %s after the last rise, if it was tolerated and does not hold for a day", t.dose, raised,
		lines.Counted(d.Date.Since(t.since), "day"))
	d.Limits, d.Observe = by.limits, append(d.Observe, atThePeak)
	t.dose, t.since = raised, d.Date
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
