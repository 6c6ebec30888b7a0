package calendar

import (
	"io"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
)

// DueList is what is due for a person and what is coming, as Engine.Due says it, to be put among appointments.
type DueList struct {
	Plan plan.ID
	AsOf time.Time      // when it was asked for
	Zone *time.Location // whose days count; nil: UTC
	Due  []plan.Obligation
}

// WriteICalendar writes an event of a whole day for each obligation: on its day, and on the day of AsOf where that is over, since it stays
// until it is done and nobody looks at days that have passed. What is overdue, or whose days are not known, is tentative and says so. The
// identifier of an obligation is the same whenever the list is written. It returns the error of the writer.
func (d *DueList) WriteICalendar(w io.Writer, o ICalendar) error {
	today := civil.Of(d.AsOf, d.Zone)
	entries := make([]entry, len(d.Due))
	for i := range d.Due {
		entries[i] = obliged(&d.Due[i], today)
	}
	return write(w, d.Plan, d.AsOf, entries, o)
}

func obliged(due *plan.Obligation, today civil.Date) entry {
	e := entry{what: "due/" + string(due.Duty), day: due.Due, summary: due.Title, category: string(due.Status)}
	if e.day.Before(today) {
		e.day = today
	}
	switch {
	case due.Defect != "" || due.Due.IsZero():
		e.tentative, e.lines = true, append(e.lines, "its days are not known: "+due.Defect)
	case due.Status == plan.Overdue:
		e.tentative, e.summary = true, string(plan.Overdue)+" since "+due.Latest.String()+": "+due.Title
	}
	if due.Why != "" {
		e.lines = append(e.lines, "why: "+due.Why)
	}
	if !due.Earliest.IsZero() {
		e.lines = append(e.lines, "not before: "+due.Earliest.String())
	}
	if due.Defect == "" && due.Latest != due.Due {
		e.lines = append(e.lines, "by: "+due.Latest.String())
	}
	for _, cite := range due.Cites {
		e.lines = append(e.lines, "source: "+cite.String())
	}
	return e
}
