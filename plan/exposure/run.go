package exposure

import (
	"iter"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
)

// Run is a time with doses of a substance and no break that is longer than a limit.
type Run struct {
	Began  civil.Date // day of the first dose of the run
	Day    int        // number of the day of treatment: 1 on the day of the first dose
	Last   civil.Date // last day with doses, taken or in the hand, up to today
	Missed int        // whole days without doses between Last and today
}

// Run returns the run of doses that goes on today: the last dose or supply is no longer ago than the longest break, in days
// without doses. Supplies count as if they were taken. ok is false if there is none.
func (n *Now) Run(s medication.Substance, longest int) (run Run, ok bool) {
	t := n.Model.of(s)
	if t.last == nil {
		return Run{}, false
	}
	run.Last = t.carriedInto(n.Day)
	run.Missed = max(n.Day.Since(run.Last)-1, 0)
	if run.Missed > longest {
		return Run{}, false
	}
	n.Notes.Note(t.last.Event)
	run.Began = n.firstDay(t)
	for _, gap := range t.gaps {
		if gap.Days() > longest {
			run.Began = gap.To
			break
		}
	}
	run.Day = n.Day.Since(run.Began) + 1
	return run, true
}

// firstDay is the day of the first dose on record.
func (n *Now) firstDay(t *track) civil.Date { return t.intakes.At(0).Day }

// Placed returns the last dose of the substance that staff gave in a setting that was stated; nil if there is none.
func (n *Now) Placed(s medication.Substance) *Intake { return n.noted(n.Model.of(s).placed) }

// PlacedIn returns the last dose of the substance that staff gave in the setting; nil if there is none.
func (n *Now) PlacedIn(s medication.Substance, setting medication.Setting) *Intake {
	t := n.Model.of(s)
	if t.placed != nil && t.placed.Setting == setting {
		return n.noted(t.placed)
	}
	for _, in := range t.elsewhere {
		if in.Setting == setting {
			return n.noted(in)
		}
	}
	return nil
}

// noted notes the dose, if there is one.
func (n *Now) noted(in *Intake) *Intake {
	if in != nil {
		n.Notes.Note(in.Event)
	}
	return in
}

// Intakes yields the doses of the substance, newest first. A caller stops at the edge of its own window.
func (n *Now) Intakes(s medication.Substance) iter.Seq[*Intake] {
	return func(yield func(*Intake) bool) {
		for _, in := range n.Model.of(s).intakes.Backward() {
			n.Notes.Note(in.Event)
			if !yield(in) {
				return
			}
		}
	}
}

// Depots yields the last injection of each depot product of the substance, newest first.
func (n *Now) Depots(s medication.Substance) iter.Seq[*Depot] {
	return func(yield func(*Depot) bool) {
		for _, d := range n.Model.of(s).depots {
			n.Notes.Note(d.Event)
			if !yield(d) {
				return
			}
		}
	}
}

// Course is what is on record of the treatment with one substance, apart from the doses themselves. Events are nil where there is
// none.
type Course struct {
	First, Last, Previous *Intake // First: since it was started, or taken up again after it was stopped
	Increased             *Intake // the last dose that was higher than the one before it, since then
	Seen                  *Intake // the last that staff gave or watched
	Doses                 int
	Order                 *record.Event // in force
	Ordered               *record.Event // the first since it was started or taken up again
	Stopped               *record.Event // since the last dose or order
	EndDate               *record.Event
	Held                  *record.Event
	Missed                *record.Event
	Misses                int     // doses reported as missed since the last confirmed one
	Grant                 *Supply // the last that is in force; nil if none
	Supply                *Supply // the one that reaches furthest since it was started; nil if none
	Depot                 *Depot  // the last injection
}

// CourseOf returns what is on record of the treatment with a substance. It notes nothing: who uses a part of it notes that.
func (n *Now) CourseOf(s medication.Substance) Course {
	t := n.Model.of(s)
	c := Course{First: t.first, Last: t.last, Previous: t.previous, Increased: t.increased, Seen: t.seen, Doses: t.intakes.Len(), Order: t.order,
		Ordered: t.ordered, Stopped: t.stopped, EndDate: t.endDate, Held: t.held, Missed: t.missed, Misses: t.misses}
	if len(t.grants) > 0 {
		c.Grant = t.grants[0]
	}
	if len(t.depots) > 0 {
		c.Depot = t.depots[0]
	}
	if t.stopped == nil {
		c.Supply = t.reach()
	}
	return c
}

// Passed returns the time from the end of a day to now, and 0 if it has not ended.
func (n *Now) Passed(day civil.Date) time.Duration {
	end := day.Add(1).Start(n.Model.zone)
	return max(n.At.Sub(end), 0)
}
