package calendar

import (
	"fmt"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/program"
	"github.com/oudpath/oudpath/plan/internal/lines"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// TakeHome makes the calendar of visits and of doses to take home, of methadone, or of the substance of Request.Product: on which days somebody
// comes, which dose is taken there, how many bottles go home and for which days, with the reason. Days on which nobody can come
// (Request.Closures) are covered by the visit before them. How many further days are handed out at a visit is decided by the prescriber and
// the person ("take-home"), and so is whether the criteria of the law are met ("criteria", any number: they are, and it is documented); the
// ceiling of the jurisdiction is shown on each visit and never handed out by itself. Where it has none, what guidance of single
// places says of such days is a note. Without an answer every open day is a visit.
//
// It goes ahead for Request.Days, or four weeks.
func TakeHome(e *plan.Engine, p plan.Plan, r Request) (Calendar, error) {
	s := medication.Methadone
	if product, ok := medication.Lookup(r.Product); ok {
		s = product.Substance()
	}
	if s != medication.Methadone && s != medication.Buprenorphine {
		return Calendar{}, refusal("%s is not taken home by days", s)
	}
	c, err := draft(e, p, r, s.String()+".take-home", "Visits, and doses to take home: "+s.String())
	if err != nil {
		return Calendar{}, err
	}
	now := c.current(e, p, s)
	if died(e, p, r.At) || now.amount.IsZero() {
		c.ask(Question{ID: "dose-now", Text: fmt.Sprintf("no %s goes on that could be taken home", s)})
		return c.judged(e, p)
	}
	c.Heeded = heeded(e, p, since(c, e, r), r.At)
	today := e.DayOf(r.At)
	v := visits{c: c, e: e, substance: s, now: now, first: later(c.request.Begin, today)}
	if len(v.ceilings(v.first)) == 0 {
		c.Notes = publishedAllowances(s)
	}
	if federal := limitOn(e, program.TakeHome().Table, v.first); s == medication.Methadone && federal.set && c.request.Closures.weekdays() > 1 {
		c.Notes = append(c.Notes, Note{Text: "of days of the week the law has one weekend day as closed, beside holidays; doses for a second one may " +
			"count towards the ceiling", Cites: []evidence.Citation{evidence.Part8.At("(i)(1)", evidence.Secondary)}})
	}
	v.begin(p, today)
	v.lay(max(c.request.Days, 0))
	return c.judged(e, p)
}

// visits lays the days on which somebody comes.
type visits struct {
	c         *Calendar
	e         *plan.Engine
	substance medication.Substance
	now       agonist
	first     civil.Date

	treatment int // the day of treatment on the first day
	parts     int // of a day
}

const (
	fourWeeks    = 28
	longestGrant = 366 // days that one grant can have (record.TakeHomeGrant)
)

func (v *visits) begin(p plan.Plan, today civil.Date) {
	_ = v.e.Look(p, v.c.AsOf, func(view *plan.View) {
		if !view.DayTotal(v.substance, today).IsZero() && v.first == today {
			v.first = today.Add(1)
		}
		if covered := view.Now().CoveredTo(v.substance, today); !covered.Before(v.first) {
			v.first = covered.Add(1)
		}
		v.treatment = view.TreatmentDay(v.substance) + v.first.Since(today)
		v.parts = 1
		if order, _, ok := view.OrderInForce(v.substance); ok {
			v.parts = max(1, order.PerDay)
		}
	})
}

func (v *visits) lay(days int) {
	if days == 0 {
		days = fourWeeks
	}
	answer, decided := v.c.request.Answers["take-home"]
	extra := max(answer.Days, 0)
	if !decided || answer.Days < 0 || !answer.Amount.IsZero() { // none is an answer too
		ceilings := v.ceilings(v.first)
		q := Question{ID: "take-home", Day: v.first, Text: "how many days' doses go home at a visit, beside those for closed days?",
			Limits: ceilings}
		for _, c := range ceilings {
			q.Cites = append(q.Cites, c.Cites...)
		}
		v.c.ask(q)
	}
	end := v.first.Add(days)
	for day := v.first; day.Before(end); {
		d, next := v.visit(day, extra)
		v.c.Days = append(v.c.Days, d)
		day = next
	}
}

// visit is a day in the programme, and the next one on which somebody has to come.
func (v *visits) visit(day civil.Date, extra int) (d Day, next civil.Date) {
	closures := v.c.request.Closures
	d = Day{Date: day, Number: v.treatment + day.Since(v.first), Observe: []string{notSedated}, Why: "the dose is taken here"}
	if closures.Closed(day) { // the first day can be one: nobody covered it
		d.Why, d.Observe, d.Unasked = "closed, and no dose at home is on record: where is this day's dose taken?", nil, "nobody can come on this day"
		v.c.ask(Question{ID: "closed-day", Day: day, Text: d.Why})
		return d, day.Add(1)
	}
	for _, mass := range v.portions() {
		d.Doses = append(d.Doses, Dose{Product: v.now.product, Amount: mass, Setting: v.now.setting})
	}
	closed, home := 0, 0
	next = day.Add(1)
	for home < extra || closures.Closed(next) {
		if closures.Closed(next) {
			closed++
		} else {
			home++
		}
		if next = next.Add(1); closed+home == longestGrant {
			break
		}
	}
	if closed+home > 0 {
		v.handOut(&d, closed, home)
	}
	return d, next
}

func (v *visits) portions() []medication.Mass {
	product, _ := medication.Lookup(v.now.product)
	return portions(product, v.now.amount, v.parts)
}

// ceilings are the limits of the jurisdiction on what is taken home of the substance.
func (v *visits) ceilings(day civil.Date) []plan.LimitFact {
	victoria := program.TakeawayVictoria()
	if v.substance == medication.Methadone {
		return shown(limitOn(v.e, program.TakeHome().Table, day).fact, limitOn(v.e, victoria.Methadone, day).fact,
			limitOn(v.e, victoria.InARow, day).fact)
	}
	return shown(limitOn(v.e, victoria.Buprenorphine, day).fact)
}

// publishedAllowances are what guidance of single places says of days without staff, where that is no law of theirs.
func publishedAllowances(s medication.Substance) []Note {
	wales := evidence.NSW2018.At("doses to take away", evidence.Secondary)
	college := evidence.CPSODialogue2017.At("page 55", evidence.Primary)
	columbia := evidence.BCCSU2023.At("section 3.2.vi, 6 February 2025", evidence.Primary)
	older := evidence.OntarioCarries.At("months in treatment", evidence.Weak)
	if s == medication.Methadone {
		return []Note{
			{Text: "New South Wales: two to four a week for somebody stable at low risk", Cites: []evidence.Citation{wales}},
			{Text: "British Columbia: doses are watched daily, and are taken home step by step; in general not beside benzodiazepines and other " +
				"depressants", Cites: []evidence.Citation{columbia}},
			{Text: "Ontario, an older rule: none in the first two months, then one more for each month, and at most six a week",
				Cites: []evidence.Citation{older}},
		}
	}
	return []Note{
		{Text: "New South Wales, with naloxone: up to four a week, or one to four weeks without staff", Cites: []evidence.Citation{wales}},
		{Text: "British Columbia: taken home as a rule", Cites: []evidence.Citation{columbia}},
		{Text: "Ontario, a magazine of its college: a few days early on if needed; weekly, one watched and six at home, after several months; two to " +
			"four weeks for somebody who is extremely stable", Cites: []evidence.Citation{college}},
	}
}

func (v *visits) handOut(d *Day, closed, home int) {
	product, _ := medication.Lookup(v.now.product)
	d.Limits = v.ceilings(d.Date)
	grant := record.TakeHomeGrant{Product: product.ID(), Days: closed + home, ClosureDays: closed, Dose: doseOf(product, v.now.amount)}
	if _, met := v.c.request.number("criteria"); met {
		grant.Criteria = truth.Yes
	}
	why := ""
	if closed > 0 {
		why = lines.Counted(closed, "day") + " on which nobody can come"
	}
	if home > 0 {
		if why != "" {
			why += " and "
		}
		why += lines.Counted(home, "day") + " by decision"
	}
	d.Hands = &Hands{Grant: grant, Bottles: (closed + home) * v.parts, Why: why}
	d.Why = fmt.Sprintf("the dose is taken here, and %s for %s go home; day %d of treatment",
		lines.Counted(d.Hands.Bottles, "bottle"), why, d.Number)
	d.Observe = append(d.Observe, "a lockable box, and bottles that come back")
}
