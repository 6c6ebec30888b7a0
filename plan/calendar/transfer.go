package calendar

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
)

// ToMethadone makes the calendar of a change from buprenorphine to methadone: methadone begins on the day after the last buprenorphine,
// without a wait, as a new start. Which first dose is a question ("first-dose"): no source with a number was found. After a depot it waits
// for the day on which the next injection would be due, which is this library's own proposal.
func ToMethadone(e *plan.Engine, p plan.Plan, r Request) (Calendar, error) {
	c, err := draft(e, p, r, "bup.to-methadone", "From buprenorphine to methadone")
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
	today := e.DayOf(r.At)
	begin := later(c.request.Begin, today)
	cites := []evidence.Citation{evidence.AgonistSwitchConference.At("buprenorphine to methadone: no wait, no number", evidence.Primary)}
	why := "no buprenorphine is on record to be followed"
	_ = e.Look(p, r.At, func(v *plan.View) {
		last, ok := v.LastDose(medication.Buprenorphine)
		switch {
		case !ok:
		case last.Product.LongActing():
			begin = later(begin, last.Day.Add(max(last.Product.DepotDays(), 1)))
			why = fmt.Sprintf("the injection of %s would be due again", last.Day)
			cites = []evidence.Citation{evidence.Proposal.At("methadone when the next injection would be due", evidence.Unconfirmed)}
		default:
			begin = later(begin, last.Day.Add(1))
			why = fmt.Sprintf("the day after the last buprenorphine, of %s: a start dose, and no wait", last.Day)
		}
	})
	amount, ok := c.request.amount("first-dose")
	if !ok {
		c.ask(Question{ID: "first-dose", Day: begin, Text: "which first dose of methadone? No source gives a number for somebody who took " +
			"buprenorphine", Cites: cites, Limits: shown(limitOn(e, methadone.FirstDose().Soft, begin).fact)})
	}
	c.Days = []Day{{Date: begin, Number: 1, Why: why, Cites: cites, Observe: []string{notSedated, atThePeak},
		Doses: []Dose{{Product: product.ID(), Amount: amount, Question: questionIf(!ok, "first-dose")}}}}
	c.Notes = []Note{{Text: "after the first day as after any start: Titrate", Cites: nil}}
	return c.judged(e, p)
}

func questionIf(open bool, id string) string {
	if open {
		return id
	}
	return ""
}

// FromMethadone makes the calendar of a change from methadone to buprenorphine by way of withdrawal: the days without methadone and then
// the given schedule of a start. The wait is that which the jurisdiction warns below. Above the dose from which its sources accept the
// change, the calendar asks ("route") and lays nothing: a low-dose start goes from any dose (Follow), or methadone comes down first (Taper).
func FromMethadone(e *plan.Engine, p plan.Plan, s Schedule, r Request) (Calendar, error) {
	now := usualAgonist(e, p, r.At)
	today := e.DayOf(r.At)
	limits, hours := buprenorphine.MethadoneTransfer(), buprenorphine.InductionHours()
	upper := limitOn(e, limits.Upper, today)
	wait := limitOn(e, hours.SoftMethadone, today)
	if !wait.set {
		wait = limitOn(e, hours.FloorLong, today)
	}
	c, err := draft(e, p, r, "methadone.to-bup", "From methadone to buprenorphine: "+s.Title)
	switch {
	case err != nil:
		return Calendar{}, err
	case s.Substance != medication.Buprenorphine:
		return Calendar{}, refusal("%s is no schedule of buprenorphine", s.ID)
	case now.amount.IsZero():
		return Follow(e, p, s, r)
	}
	_, decided := c.request.number("route")
	switch {
	case !wait.set:
		c.ask(Question{ID: "wait", Day: today, Text: "the jurisdiction states no wait after methadone: how many hours?"})
		return c.judged(e, p)
	case upper.set && upper.value.Compare(now.amount) < 0 && !decided:
		c.ask(Question{ID: "route", Day: today, Limits: shown(upper.fact), Cites: upper.fact.Cites, Text: fmt.Sprintf("methadone is at %s, "+
			"above what sources accept for this: a low-dose start, methadone first down, or this way all the same (any number)?", now.amount)})
		return c.judged(e, p)
	}
	starts := lastDoseAt(e, p, r.At).Add(wait.value)
	follow := c.request
	starts = starts.Add(time.Minute - 1) // the minute in which the wait ends is not over
	follow.Begin = later(follow.Begin, e.DayOf(starts))
	if at := clockOf(starts, e.Zone()); follow.Begin == e.DayOf(starts) && follow.Hour < at {
		follow.Hour = at
	}
	f, err := Follow(e, p, s, follow)
	if err != nil {
		return Calendar{}, err
	}
	f.ID, f.Title = c.ID, c.Title
	var free []Day
	for day := later(today, c.request.Begin); day.Before(follow.Begin); day = day.Add(1) {
		free = append(free, Day{Date: day, Number: len(free) + 1, Cites: wait.fact.Cites, Limits: shown(wait.fact),
			Why:     fmt.Sprintf("no methadone: the last was %s on %s, and buprenorphine waits %s", now.amount, now.last, wait.fact.Value),
			Observe: []string{"withdrawal; something against it", "who cannot go through with it is given methadone again, and loses nothing"}})
	}
	for i := range f.Days {
		f.Days[i].Number += len(free)
	}
	f.Days = append(free, f.Days...)
	return f, nil
}

// lastDoseAt returns when the last methadone was taken.
func lastDoseAt(e *plan.Engine, p plan.Plan, at time.Time) (last time.Time) {
	_ = e.Look(p, at, func(v *plan.View) {
		if d, ok := v.LastDose(medication.Methadone); ok {
			last = d.At
		}
	})
	return last
}
