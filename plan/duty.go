package plan

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// Duty is something that has to be done by a day: an examination, an injection, a test. Like a rule it watches what events mean and
// declares the limits that it reads. One whose limit is not set is not judged; one that reads another limit is broken, and is shown.
type Duty struct {
	ID    record.RuleID // in the same name space as rules, dotted
	Title string        // what has to be done, in one sentence
	Cites []evidence.Citation

	// About are the substances that the duty is about; empty: all. Acts without a substance of the catalogue matter whatever it is
	// about.
	About   medication.SubstanceSet
	Watches record.Means // the meanings that can make it due or settle it; Outcome.Obligations asks only the duties that watch
	During  Span         // what it presupposes; required
	Needs   []Need       // the limits and facts that it reads

	// When says when the duty is due, seen from the time of the view; ok is false if it is not, or is settled. It must be a
	// pure function of the view, and is asked only during the span.
	When func(*View) (due Due, ok bool)

	declared declaration // worked out by the engine
}

// Due is when something is due.
type Due struct {
	Earliest civil.Date // not before; zero: any time
	On       civil.Date // the day itself; required
	Latest   civil.Date // from the day after on it is overdue; zero: On
	Why      string     // what makes it due, in one sentence
}

// Obligation is a duty of one plan.
type Obligation struct {
	Duty         record.RuleID
	Title        string
	Earliest     civil.Date
	Due          civil.Date
	Latest       civil.Date
	Status       ObligationStatus
	Why          string
	Cites        []evidence.Citation
	Limits       []LimitFact
	Causes       []Cause
	Jurisdiction string
	Defect       string // what is wrong with the duty itself, so that its days are not known; empty: nothing
}

// ObligationStatus is how urgent an obligation is. Overdue is not closed: it stays until it is done.
type ObligationStatus string

// The statuses.
const (
	Upcoming ObligationStatus = "upcoming" // the earliest day is still to come
	DueNow   ObligationStatus = "due"      // it can be done now, and is not late
	Overdue  ObligationStatus = "overdue"  // the latest day has passed
)

// Validate reports everything that makes the duty incomplete.
func (d *Duty) Validate() error {
	var errs []error
	if !validID(string(d.ID)) {
		errs = append(errs, fmt.Errorf("plan: duty %q: the ID is not dotted lower-case words", d.ID))
	}
	if strings.TrimSpace(d.Title) == "" || !d.Watches.Valid() || d.When == nil {
		errs = append(errs, fmt.Errorf("plan: duty %q lacks a title, meanings to watch, or its function", d.ID))
	}
	if !d.During.Valid() || d.During == WhileTreated && d.About.IsEmpty() {
		errs = append(errs, fmt.Errorf("plan: duty %q does not say what it presupposes, or which medication", d.ID))
	}
	for _, p := range d.Parameters() {
		if !validID(string(p.ID())) {
			errs = append(errs, fmt.Errorf("plan: duty %q: parameter %q has no valid ID", d.ID, p.ID()))
		}
	}
	if len(d.Cites) == 0 {
		errs = append(errs, fmt.Errorf("plan: duty %q has no citation", d.ID))
	}
	for _, c := range d.Cites {
		errs = append(errs, c.Validate())
	}
	return errors.Join(errs...)
}

// moment is the body of the event that stands for "now" when nothing happens but time.
type moment struct{}

func (moment) Kind() record.Kind { return 0 }
func (moment) Validate() error   { return errors.New("plan: a moment is not an event") }

// momentAt is the event at which nothing happens.
func momentAt(at time.Time) record.Event { return record.Event{ID: "now", At: at, Body: moment{}} }

// Due returns what is due at the given time and what is coming, soonest first. Corrections and facts up to that time count.
func (e *Engine) Due(p Plan, at time.Time) ([]Obligation, error) {
	if p.IsZero() {
		return nil, ErrNoPlan
	}
	s, past := e.asOf(p, at)
	all := make([]*Duty, len(e.duties))
	for i := range e.duties {
		all[i] = &e.duties[i]
	}
	return e.obligations(s, past, at, all), nil
}

// Parameters returns every parameter that the duty reads, those of its facts included.
func (d *Duty) Parameters() []AnyParam { return declare(d.Needs).allowed }

// wakes reports whether an event with the acts can make the duty due, or settle it.
func (d *Duty) wakes(acts *record.Acts) bool {
	return acts.Means().Any(d.Watches) && acts.Concern(d.About)
}

// reminded returns the duties that watch the event.
func (e *Engine) reminded(ev *record.Event) (woken []*Duty) {
	acts := record.ActsOf(ev)
	for i := range e.duties {
		if d := &e.duties[i]; d.wakes(&acts) {
			woken = append(woken, d)
		}
	}
	return woken
}

// obligations asks the duties, at the given time after the state.
func (e *Engine) obligations(s *state, past history, at time.Time, duties []*Duty) []Obligation {
	now := momentAt(at)
	v := e.view(s, past, &now)
	defer v.done()
	var open []Obligation
	for _, d := range duties {
		if !v.during(d.During, d.About) {
			continue
		}
		if due, defect, ok := d.ask(v); ok {
			open = append(open, v.obligation(d, due, defect))
		}
	}
	slices.SortStableFunc(open, func(a, b Obligation) int { return a.Due.Compare(b.Due) })
	return open
}

// ask calls the function of the duty. It answers for it where a limit is not set. A duty that panics, reads what it did not declare
// or returns days that cannot be is due now with its defect, so that it is seen.
func (d *Duty) ask(v *View) (due Due, defect string, ok bool) {
	defer func() {
		if p := recover(); p != nil {
			due, defect, ok = Due{}, fmt.Sprintf("it panicked: %v", p), true
		}
	}()
	v.forget(&d.declared)
	for _, p := range d.declared.required {
		if v.table.of(p.ref()) == nil {
			return Due{}, "", false
		}
	}
	due, ok = d.When(v)
	switch {
	case v.undeclared() != "":
		return Due{}, "it read the parameter " + string(v.undeclared()) + ", which it does not declare", true
	case !ok, v.unset() != nil:
		return Due{}, "", false
	}
	return due, due.defect(), true
}

// defect says what is wrong with the days; it is empty if nothing is.
func (d Due) defect() string {
	switch {
	case d.On.IsZero():
		return "it is due on no day"
	case d.On.Before(d.Earliest):
		return fmt.Sprintf("its day %s is before its earliest day %s", d.On, d.Earliest)
	case !d.Latest.IsZero() && d.Latest.Before(d.On):
		return fmt.Sprintf("its latest day %s is before its day %s", d.Latest, d.On)
	}
	return ""
}

func (v *View) obligation(d *Duty, due Due, defect string) Obligation {
	if defect != "" {
		due = Due{On: v.day, Why: "not known: the duty does not work: " + defect}
	}
	if due.Latest.IsZero() {
		due.Latest = due.On
	}
	o := Obligation{Duty: d.ID, Title: d.Title, Earliest: due.Earliest, Due: due.On, Latest: due.Latest, Why: due.Why,
		Cites: slices.Clone(d.Cites), Limits: v.limitFacts(), Causes: v.causes(), Jurisdiction: v.engine.name, Status: DueNow, Defect: defect}
	switch {
	case due.Latest.Before(v.day):
		o.Status = Overdue
	case v.day.Before(due.Earliest), due.Earliest.IsZero() && v.day.Before(due.On):
		o.Status = Upcoming
	}
	return o
}

// limitFacts shows the limits that were read, each once.
func (v *View) limitFacts() []LimitFact {
	facts := make([]LimitFact, 0, len(v.limits))
	var shown []*Setting
	for from, to := range v.rests {
		for _, s := range v.limits[from.limits:to.limits] {
			if !slices.Contains(shown, s) {
				shown, facts = append(shown, s), append(facts, s.fact().clone())
			}
		}
	}
	return facts
}
