package calendar

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// Request says what a calendar is made for.
type Request struct {
	At       time.Time            // now; required
	Begin    civil.Date           // the first day; zero: today. A day before today continues what began then
	Product  medication.ProductID // what is given; required where the calendar says so
	Setting  medication.Setting   // where it is given or dispensed; not stated: unknown, and rules may ask for it
	Watched  truth.Value          // whether staff watch the doses; not stated: unknown
	Hour     time.Duration        // when the first dose of a later day is given, since midnight; zero: the time of day of At
	Answers  Answers              // to the questions of an earlier calendar
	Days     int                  // how many days ahead, where the course has no end of its own; zero: as many as the calendar says
	Closures Closures
}

// Answer is what a prescriber decided: an amount, or a number of days.
type Answer struct {
	Amount medication.Mass
	Days   int
}

// Answers are the answers by the ID of their question.
type Answers map[string]Answer

// Closures are the days on which nobody can come: days of the week, and single days.
type Closures struct {
	Weekdays []time.Weekday
	Holidays []civil.Date
}

// Closed reports whether nobody can come on the day.
func (c Closures) Closed(day civil.Date) bool {
	return slices.Contains(c.Weekdays, day.Start(time.UTC).Weekday()) || slices.Contains(c.Holidays, day)
}

// weekdays is how many days of the week are closed.
func (c Closures) weekdays() (n int) {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if slices.Contains(c.Weekdays, day) {
			n++
		}
	}
	return n
}

// ErrRequest is wrapped by every error about a request that cannot be used.
var ErrRequest = errors.New("calendar: this cannot be asked")

func refusal(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrRequest, fmt.Sprintf(format, args...))
}

// longest is how many days a calendar can have: two years, beyond which nobody plans doses.
const longest = 731

func (r *Request) check(e *plan.Engine, p plan.Plan) error {
	today := e.DayOf(r.At)
	switch {
	case p.IsZero():
		return plan.ErrNoPlan
	case r.At.IsZero() || today.IsZero():
		return refusal("no time is stated")
	case r.Hour < 0 || r.Hour >= 24*time.Hour:
		return refusal("%s since midnight is no time of day", r.Hour)
	case r.Days < 0 || r.Days > longest:
		return refusal("%d days ahead, at most %d", r.Days, longest)
	case r.Closures.weekdays() == 7:
		return refusal("a place that is closed on seven days a week gives no doses")
	}
	if r.Begin.IsZero() {
		r.Begin = today
	}
	if r.Begin.Since(today) > longest || today.Since(r.Begin) > longest {
		return refusal("it begins on %s, and today is %s", r.Begin, today)
	}
	if r.Hour == 0 {
		r.Hour = clockOf(r.At, e.Zone())
	}
	return nil
}

// product returns the product that was asked for, if it is one of the substance.
func (r *Request) product(s medication.Substance) (medication.Product, error) {
	product, ok := medication.Lookup(r.Product)
	switch {
	case !ok:
		return product, refusal("product %q is not in the catalogue", r.Product)
	case product.Substance() != s:
		return product, refusal("%s is no product of %s", product.Name(), s)
	}
	return product, nil
}

// answer returns the amount that somebody decided for a question.
func (r *Request) amount(question string) (medication.Mass, bool) {
	a, ok := r.Answers[question]
	return a.Amount, ok && !a.Amount.IsZero()
}

// number returns the days that somebody decided for a question: one at least.
func (r *Request) number(question string) (int, bool) {
	a, ok := r.Answers[question]
	return a.Days, ok && a.Days > 0
}

// draft begins a calendar for a plan.
func draft(e *plan.Engine, p plan.Plan, r Request, id, title string) (*Calendar, error) {
	if err := r.check(e, p); err != nil {
		return nil, err
	}
	return &Calendar{ID: id, Title: title, Plan: p.ID(), Version: p.Version(), AsOf: r.At, Basis: e.Basis(), today: e.DayOf(r.At), request: r}, nil
}

func (c *Calendar) ask(q Question) {
	if !c.asked(q.ID) {
		c.Questions = append(c.Questions, q)
	}
}

// asked reports whether a question is open.
func (c *Calendar) asked(id string) bool {
	return slices.ContainsFunc(c.Questions, func(q Question) bool { return q.ID == id })
}

// died reports whether the person is on record as dead: nothing is proposed then.
func died(e *plan.Engine, p plan.Plan, at time.Time) (dead bool) {
	_ = e.Look(p, at, func(v *plan.View) { _, dead = v.Last(record.KindDied) })
	return dead
}
