package plan

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// Duty is something that has to be done by a day: an examination, an injection, a test. Its intervals are parameters.
type Duty struct {
	ID     record.RuleID // in the same name space as rules, dotted
	Title  string        // what has to be done, in one sentence
	Cites  []evidence.Citation
	Params []AnyParam
	Kinds  record.Kinds // the kinds of events that can make it due or settle it; Outcome.Obligations asks only the duties that watch
	// When says when the duty is due, seen from the time of the view; ok is false if it is not, or is settled. It must be a
	// pure function of the view.
	When func(*View) (due Due, ok bool)
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
	if strings.TrimSpace(d.Title) == "" || !d.Kinds.Valid() || d.When == nil {
		errs = append(errs, fmt.Errorf("plan: duty %q lacks a title, kinds to watch, or its function", d.ID))
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

// obligations asks the duties, at the given time after the state.
func (e *Engine) obligations(s *state, past history, at time.Time, duties []*Duty) []Obligation {
	now := record.Event{ID: "now", At: at, Body: moment{}}
	v := e.view(s, past, &now)
	defer v.done()
	var open []Obligation
	for _, d := range duties {
		v.forget()
		if due, ok := d.ask(v); ok {
			open = append(open, v.obligation(d, due))
		}
	}
	slices.SortStableFunc(open, func(a, b Obligation) int { return a.Due.Compare(b.Due) })
	return open
}

// ask calls the function of the duty; one that panics is reported as due now, so that it is seen.
func (d *Duty) ask(v *View) (due Due, ok bool) {
	defer func() {
		if p := recover(); p != nil {
			due, ok = Due{On: v.day, Why: fmt.Sprintf("not known: the duty's function panicked: %v", p)}, true
		}
	}()
	return d.When(v)
}

func (v *View) obligation(d *Duty, due Due) Obligation {
	if due.Latest.IsZero() {
		due.Latest = due.On
	}
	o := Obligation{Duty: d.ID, Title: d.Title, Earliest: due.Earliest, Due: due.On, Latest: due.Latest, Why: due.Why,
		Cites: d.Cites, Limits: v.limitFacts(), Causes: v.causes(), Jurisdiction: v.engine.name, Status: DueNow}
	switch {
	case due.Latest.Before(v.day):
		o.Status = Overdue
	case v.day.Before(due.Earliest), due.Earliest.IsZero() && v.day.Before(due.On):
		o.Status = Upcoming
	}
	return o
}

func (v *View) limitFacts() []LimitFact {
	facts := make([]LimitFact, 0, len(v.limits))
	for i, s := range v.limits {
		if !slices.Contains(v.limits[:i], s) {
			facts = append(facts, s.fact())
		}
	}
	return facts
}
