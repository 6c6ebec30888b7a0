package calendar

import (
	"fmt"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
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
	w := wayBack{e: e, substance: medication.Methadone}
	l := limitsOfMissed{w: &w}
	w.says = l.says
	return w.make(p, r, "methadone.missed", "Methadone after missed doses: the day on which somebody comes back")
}

// MissedBy makes the same calendar by a published ladder: of buprenorphine, of which no jurisdiction has one, or of slow-release morphine. A
// ladder of an agent that cannot be ordered is refused; Ladder.Dose says what it gives.
func MissedBy(e *plan.Engine, p plan.Plan, by Ladder, r Request) (Calendar, error) {
	if !by.Substance.Valid() {
		return Calendar{}, refusal("%s cannot be ordered here: Ladder.Dose says what %s gives", by.Agent, by.ID)
	}
	w := wayBack{e: e, substance: by.Substance, notes: by.Notes}
	w.says = func(missed int, _ civil.Date) comeback { return by.says(missed, w.before.amount) }
	return w.make(p, r, by.ID, by.Title)
}

// comeback is what is said of somebody who comes back after so many missed doses.
type comeback struct {
	dose   medication.Mass // zero: a question
	why    string
	in     medication.MassRange // within which a question is answered
	anew   bool                 // a new start: nothing more is said of longer gaps
	look   []string             // what has to be done besides
	cites  []evidence.Citation
	limits []plan.LimitFact
}

// wayBack lays the days of Missed.
type wayBack struct {
	e         *plan.Engine
	substance medication.Substance
	notes     []Note
	says      func(missed int, day civil.Date) comeback

	c        *Calendar
	before   agonist
	product  medication.Product
	first    civil.Date // the first day on which somebody can come back
	covered  civil.Date // the last day for which doses were handed out; zero: none
	schedule medication.Schedule
}

func (w *wayBack) make(p plan.Plan, r Request, id, title string) (Calendar, error) {
	c, err := draft(w.e, p, r, id, title)
	if err != nil {
		return Calendar{}, err
	}
	w.c, w.before = c, usual(w.e, p, r.At, w.substance)
	if w.before.amount.IsZero() || died(w.e, p, r.At) {
		c.ask(Question{ID: "first-dose", Text: fmt.Sprintf("no %s goes on that doses could be missed of: is it started?", w.substance)})
		return c.judged(w.e, p)
	}
	if r.Product == "" {
		c.request.Product = w.before.product
	}
	if w.product, err = c.request.product(w.substance); err != nil {
		return Calendar{}, err
	}
	c.purpose, c.Heeded, c.Notes = record.PurposeRestart, heeded(w.e, p, w.before.last, r.At), w.notes
	w.read(p)
	for i := range w.length() {
		w.comesBack(w.first.Add(i))
	}
	return c.judgedApart(w.e, p)
}

// read finds from when on doses can have been missed.
func (w *wayBack) read(p plan.Plan) {
	_ = w.e.Look(p, w.c.AsOf, func(v *plan.View) {
		w.covered = v.Now().CoveredTo(w.substance, w.c.today.Add(longest))
		if order, _, ok := v.OrderInForce(w.substance); ok {
			w.schedule = order.Schedule
		}
	})
	w.first = later(w.c.request.Begin, w.c.today)
	if w.before.last == w.first { // today's dose was taken
		w.first = w.first.Add(1)
	}
}

// length is to the day from which on it is a new start, or as long as was asked for. Where nobody says from when on it is one, it is to the
// first day of which the dose is not known.
func (w *wayBack) length() int {
	if w.c.request.Days > 0 {
		return w.c.request.Days
	}
	unknown := 0
	for n := 1; n <= fourWeeks; n++ {
		day := w.first.Add(n - 1)
		missed := w.missed(day)
		said := w.says(missed, day)
		switch {
		case missed == 0:
		case said.anew:
			return n
		case unknown == 0 && said.dose.IsZero():
			unknown = n
		}
	}
	return max(unknown, 1)
}

func (w *wayBack) comesBack(day civil.Date) {
	missed := w.missed(day)
	d := Day{Date: day, Number: missed + 1, Observe: []string{notSedated, "why doses were missed; other opioids, alcohol and sedatives since"}}
	dose := Dose{Product: w.product.ID(), Setting: w.c.request.Setting}
	if dose.Setting == 0 {
		dose.Setting = w.before.setting
	}
	said := comeback{dose: w.before.amount, why: "no dose missed: the usual dose"}
	if missed > 0 {
		said = w.says(missed, day)
		said.why = fmt.Sprintf("%s missed after %s: %s", lines.Counted(missed, "dose"), w.before.amount, said.why)
	}
	dose.Amount = said.dose
	d.Why, d.Cites, d.Limits, d.Observe = said.why, said.cites, said.limits, append(d.Observe, said.look...)
	if dose.Amount.IsZero() {
		dose.Question = "first-dose"
		if dose.Amount, _ = w.c.request.amount(dose.Question); dose.Amount.IsZero() {
			w.c.ask(Question{ID: dose.Question, Day: d.Date, Text: d.Why, Least: said.in.Least, Most: said.in.Most, Limits: d.Limits, Cites: d.Cites})
		}
	}
	d.Doses = []Dose{dose}
	w.c.Days = append(w.c.Days, d)
}

// limitsOfMissed says what the limits of the jurisdiction say of missed methadone.
type limitsOfMissed struct{ w *wayBack }

func (l *limitsOfMissed) says(missed int, day civil.Date) comeback {
	said := l.dose(missed, day)
	for _, besides := range []struct {
		from plan.Param[int]
		look string
	}{
		{methadone.Assessed().Doses, "the person is assessed before a new prescription, and not only asked"},
		{methadone.Cancelled().Doses, "the pharmacist has cancelled the prescription: a new one is written"},
	} {
		if from := limitOn(l.w.e, besides.from, day); from.set && missed >= from.value {
			said.look, said.limits = append(said.look, besides.look), append(said.limits, from.fact)
		}
	}
	return said
}

func (l *limitsOfMissed) dose(missed int, day civil.Date) comeback {
	e, usual := l.w.e, l.w.before.amount
	few, anew := limitOn(e, methadone.MissedFew().Doses, day), limitOn(e, methadone.MissedAnew().Doses, day)
	held, ladder := limitOn(e, methadone.Held().Doses, day), limitOn(e, methadone.MissedReduced().Ladder, day)
	part, reduced := ladder.value.After(missed)
	switch {
	case anew.set && missed >= anew.value:
		most := limitOn(e, methadone.MissedAnew().Most, day)
		return comeback{why: "a new start, since tolerance is lost: which first dose?", anew: true, cites: anew.fact.Cites,
			limits: shown(anew.fact, most.fact)}
	case held.set && missed >= held.value:
		return comeback{why: "nothing is supplied until the prescriber has looked at the person, and a reduction is considered: which dose?",
			cites: held.fact.Cites, limits: shown(held.fact, anew.fact)}
	case reduced:
		return comeback{dose: part.From(usual), why: part.String(), cites: ladder.fact.Cites, limits: shown(anew.fact)}
	case few.set && missed <= few.value:
		return comeback{dose: usual, why: fmt.Sprintf("the usual dose stays up to %d", few.value), cites: few.fact.Cites}
	case anew.set:
		return comeback{why: "the jurisdiction says nothing between a few missed doses and a new start: which dose?"}
	}
	return comeback{why: "the jurisdiction says nothing of missed doses: which dose?"}
}

// says is what the ladder says of somebody who took so much.
func (l *Ladder) says(missed int, usual medication.Mass) comeback {
	band, ok := l.After(missed)
	switch {
	case !ok:
		return comeback{why: "the source says nothing of so many, or was not seen: which dose?", cites: l.Cites}
	case band.Ask != "":
		said := comeback{why: band.Ask, anew: band.Anew, cites: l.Cites}
		if (band.Dose != methadone.RestartDose{}) {
			said.in = medication.MassRange{Least: band.Least.Lower(band.Dose.From(usual)), Most: band.Dose.From(usual)}
		}
		return said
	case band.Dose == methadone.RestartDose{}:
		return comeback{dose: usual, why: "the usual dose stays", cites: l.Cites}
	}
	return comeback{dose: band.Dose.From(usual), why: band.Dose.String(), cites: l.Cites}
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

// judgedApart passes each day through Check on the plan as it stands: the days of the calendar are alternatives.
func (c *Calendar) judgedApart(e *plan.Engine, p plan.Plan) (Calendar, error) {
	c.Alternatives = true
	for i := range c.Days {
		w := walker{engine: e, plan: p, c: c}
		if err := w.day(&c.Days[i]); err != nil {
			return Calendar{}, fmt.Errorf("calendar: %s: %w", c.Days[i].Date, err)
		}
	}
	return *c, nil
}
