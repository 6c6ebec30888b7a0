package calendar

import (
	"fmt"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/guidance/naltrexone"
)

// ToNaltrexone makes the calendar of a change from opioids to naltrexone: the days without any opioid, by what was taken last, then the
// tests, then the first dose by the label. The wait is that of the jurisdiction for each opioid on record, and the longest of them counts;
// after a depot of which no source gives a wait, it ends with tests, and the calendar asks ("wait").
//
// The wait that is preferred is laid; the shortest that is allowed is said. The last days of the wait are those in which people return to
// use: they are days of the calendar, with what is offered.
func ToNaltrexone(e *plan.Engine, p plan.Plan, r Request) (Calendar, error) {
	c, err := draft(e, p, r, "ntx.start", "Naltrexone after opioids: the wait, the tests, the first dose")
	if err != nil {
		return Calendar{}, err
	}
	product, err := c.request.product(medication.Naltrexone)
	if err != nil {
		return Calendar{}, err
	}
	if died(e, p, r.At) {
		return c.judged(e, p)
	}
	w := washout{c: c, e: e, today: e.DayOf(r.At)}
	w.read(p)
	c.Heeded = heeded(e, p, since(c, e, r), r.At)
	if w.preferred.IsZero() && c.Questions == nil {
		w.preferred = w.today
	}
	if c.Questions == nil {
		w.wait()
		w.start(product)
	}
	return c.judged(e, p)
}

// washout is the wait before naltrexone.
type washout struct {
	c     *Calendar
	e     *plan.Engine
	today civil.Date

	least, preferred civil.Date // the first day that is allowed, and that is preferred
	why              string     // after which opioid, and how long
	cites            []evidence.Citation
	limits           []plan.LimitFact
}

// after is a wait in days or months after a contact.
type after struct {
	least, preferred limit[int]
	months           bool
}

func (w *washout) read(p plan.Plan) {
	limits := naltrexone.OpioidFree()
	on := func(p plan.Param[int]) limit[int] { return limitOn(w.e, p, w.today) }
	any := false
	_ = w.e.Look(p, w.c.AsOf, func(v *plan.View) {
		for contact := range v.Now().Opioids() {
			any = true
			wait := after{least: on(limits.Other), preferred: on(limits.Long)}
			switch depot := contact.Product.DepotDays(); {
			case contact.Substance == medication.Methadone:
				wait = after{least: on(limits.Methadone), preferred: on(limits.Long)}
			case contact.Product.LongActing() && depot == 0:
				wait = after{least: on(limits.Implant), preferred: on(limits.Implant), months: true}
			case contact.Product.ID() == medication.BupSublocade:
				wait = after{least: on(limits.OtherDepot), preferred: on(limits.OtherDepot), months: true}
			case depot == 7:
				wait = after{least: on(limits.WeeklyDepot), preferred: on(limits.WeeklyDepot), months: true}
			case depot > 7:
				wait = after{least: on(limits.MonthlyDepot), preferred: on(limits.MonthlyDepot), months: true}
			case contact.Classes.Has(medication.ShortActingOpioid):
				wait = after{least: on(limits.Short), preferred: on(limits.Preferred)}
			}
			w.counts(contact, v.DayOf(contact.At), wait)
		}
	})
	if _, answered := w.c.request.Answers["last-opioid"]; !any && !answered {
		w.c.ask(Question{ID: "last-opioid", Text: "no opioid is on record: what was taken last, and when?"})
	}
}

// counts keeps the longest wait.
func (w *washout) counts(contact *exposure.Contact, day civil.Date, wait after) {
	if !wait.least.set {
		days, ok := w.c.request.number("wait")
		if !ok {
			w.c.ask(Question{ID: "wait", Text: fmt.Sprintf("after %s of %s the jurisdiction states no wait: after how many days?", contact.Agent,
				day)})
			return
		}
		w.keep(day.Add(days), day.Add(days), contact.Agent, wait)
		return
	}
	add := func(n int) civil.Date {
		if wait.months {
			return day.AddMonths(n)
		}
		return day.Add(n)
	}
	preferred := add(wait.least.value)
	if wait.preferred.set {
		preferred = later(preferred, add(wait.preferred.value))
	}
	w.keep(add(wait.least.value), preferred, contact.Agent, wait)
}

func (w *washout) keep(least, preferred civil.Date, agent string, wait after) {
	w.least = later(w.least, least)
	if w.preferred.Before(preferred) {
		w.preferred = preferred
		w.why = "after " + agent
		w.limits = shown(wait.least.fact, wait.preferred.fact)
		w.cites = once(wait.least.fact.Cites, wait.preferred.fact.Cites)
	}
}

// wait lays the days without an opioid.
func (w *washout) wait() {
	begin := later(w.today, w.c.request.Begin)
	for i := range min(longest, max(0, w.preferred.Since(begin))) {
		d := Day{Date: begin.Add(i), Number: i + 1, Cites: w.cites,
			Why:     fmt.Sprintf("no opioid, %s: naltrexone is preferred from %s on", w.why, w.preferred),
			Observe: []string{"withdrawal and use: who returns to use is offered buprenorphine or methadone the same day, and naloxone"}}
		if w.least.Before(w.preferred) && !d.Date.Before(w.least) {
			d.Why += fmt.Sprintf("; with a negative test and challenge a prescriber may go before it, from %s on", w.least)
		}
		w.c.Days = append(w.c.Days, d)
	}
}

// start lays the tests and the first doses.
func (w *washout) start(product medication.Product) {
	on := later(later(w.today, w.c.request.Begin), w.preferred)
	facts, cites := labelled(product, medication.FirstDose)
	usual, more := labelled(product, medication.UsualDose)
	cites = once(cites, more)
	number := len(w.c.Days) + 1
	d := Day{Date: on, Number: number, Why: "the wait is over", Cites: cites, Limits: w.limits, Observe: []string{
		"opioids, fentanyl, methadone and buprenorphine in the urine: each negative", "a naloxone challenge, watched for withdrawal: not in pregnancy",
		"liver enzymes, and whether an opioid is needed for pain"}}
	if product.DepotDays() > 0 {
		facts = nil
		if units := product.Strengths(); len(units) == 1 {
			facts = []medication.LabelFact{{Mass: medication.MassRange{Least: units[0].Dose.Principal, Most: units[0].Dose.Principal}}}
		}
		d.Doses = []Dose{w.dose(product, facts, "first-dose", on)}
		w.c.Days = append(w.c.Days, d)
		return
	}
	d.Doses = []Dose{w.dose(product, facts, "first-dose", on)}
	w.c.Days = append(w.c.Days, d, Day{Date: on.Add(1), Number: number + 1, Cites: more, Why: "if no withdrawal followed",
		Doses: []Dose{w.dose(product, usual, "next-dose", on.Add(1))}})
}

// dose is the one amount that a label states; a range, whose upper end is a limit, is asked, and so is what no label states.
func (w *washout) dose(product medication.Product, facts []medication.LabelFact, id string, on civil.Date) Dose {
	dose := Dose{Product: product.ID()}
	q := Question{ID: id, Day: on, Text: "the label of " + product.Name() + " states no dose: which dose?"}
	if len(facts) > 0 && !facts[0].Mass.Most.IsZero() {
		if mass := facts[0].Mass; mass.Least.Equal(mass.Most) {
			dose.Amount = mass.Most
			return dose
		}
		q.Least, q.Most = facts[0].Mass.Least, facts[0].Mass.Most
		q.Text = fmt.Sprintf("the label of %s leaves a choice, %s: which dose?", product.Name(), facts[0].Text)
		q.Cites = []evidence.Citation{facts[0].Cite}
	}
	dose.Question = id
	if dose.Amount, _ = w.c.request.amount(id); dose.Amount.IsZero() {
		w.c.ask(q)
	}
	return dose
}
