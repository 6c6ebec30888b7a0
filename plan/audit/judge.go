package audit

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/record"
)

// judged is what came of one record.
type judged struct {
	unread     *Unread
	events     int
	cells      map[Cell]*Count
	deviations []Deviation
	counted    []Counted
	notes      map[string]int // what was not understood, by kind
	notJudged  map[record.RuleID]int
}

// judge reads one record and judges its events. A record that makes something panic is one that could not be judged.
func (c *Config) judge(r Record) (out *judged) {
	out = &judged{cells: map[Cell]*Count{}, notes: map[string]int{}, notJudged: map[record.RuleID]int{}}
	defer func() {
		if p := recover(); p != nil {
			out = &judged{unread: &Unread{r.Name, "judging it failed"}}
		}
	}()
	if r.Unread != "" {
		return &judged{unread: &Unread{r.Name, r.Unread}}
	}
	person, err := c.plan(r, out)
	if err != nil {
		return &judged{unread: &Unread{r.Name, err.Error()}}
	}
	t := taking{c, out, r.Name, "", person.from}
	if c.Group != nil {
		t.group = c.Group(person.plan)
	}
	for ev, all := range c.Engine.Verdicts(person.plan) {
		t.take(ev.ID, ev.At, &all)
	}
	for i := range person.outcomes { // what the rules do not allow is no part of the plan, and stands in the record all the same
		if o := &person.outcomes[i]; !o.Accepted() && !o.Duplicate && len(o.Decision.Findings) > 0 {
			f := &o.Decision.Findings[0]
			t.take(f.Event, f.At, &plan.Verdicts{Decision: o.Decision})
		}
	}
	if out.counted, err = c.measured(r.Name, person); err != nil {
		return &judged{unread: &Unread{r.Name, err.Error()}}
	}
	return out
}

// kept is a record as a plan.
type kept struct {
	plan     plan.Plan
	outcomes []plan.Outcome            // which orders were not allowed
	leftOut  []record.Event            // and are therefore no part of the plan
	from     map[record.EventID]string // which resource an event came of
}

// take takes in the events of a journal.
func (k *kept) take(e *plan.Engine, id plan.ID, events []record.Event) (err error) {
	k.plan, k.outcomes, err = e.Import(id, events)
	k.leave(events)
	return err
}

// leave finds the events that are no part of the plan.
func (k *kept) leave(events []record.Event) {
	for i := range events {
		if _, ok := k.plan.Event(events[i].ID); !ok {
			k.leftOut = append(k.leftOut, events[i])
		}
	}
}

// taking adds up what is said of the events of one record.
type taking struct {
	*Config
	out    *judged
	record string
	group  string
	from   map[record.EventID]string // which resource an event came of
}

// take counts what is said of one event.
func (t *taking) take(id record.EventID, at time.Time, all *plan.Verdicts) {
	t.out.events++
	month := t.Engine.DayOf(at).String()[:len("2006-01")]
	count := func(rule record.RuleID) *Count {
		cell := Cell{rule, t.group, month}
		if t.out.cells[cell] == nil {
			t.out.cells[cell] = &Count{}
		}
		return t.out.cells[cell]
	}
	for _, rule := range all.Met {
		count(rule).Followed++
	}
	for _, rule := range all.NotJudged {
		t.out.notJudged[rule]++
	}
	for i := range all.Findings {
		f := &all.Findings[i]
		if count(f.Rule).take(f) {
			t.out.deviations = append(t.out.deviations, Deviation{Record: t.record, Event: string(id), Resource: t.from[id],
				At: at.UTC().Format(time.RFC3339), Group: t.group, Rule: string(f.Rule), Effect: string(f.Effect()), Message: f.Message()})
		}
	}
}

// plan makes the plan of a record.
func (c *Config) plan(r Record, out *judged) (k kept, err error) {
	if r.FHIR {
		return c.read(r, out)
	}
	header, events, err := journal.ReadAll(bytes.NewReader(r.Data), journal.Options{})
	switch {
	case err != nil:
		return k, fmt.Errorf("no journal that can be read: %w", pointless(err))
	case header.Jurisdiction != "" && header.Jurisdiction != c.Engine.Jurisdiction().ID:
		return k, fmt.Errorf("kept under the rules of %q", header.Jurisdiction)
	case header.Dialect == journal.Raw:
		err = k.take(c.Engine, header.Plan, events)
	default:
		k.plan, err = c.Engine.Restore(header.Plan, events)
	}
	return k, err
}

// pointless is an error of a journal without the values that it may quote.
func pointless(err error) error {
	if e := (*journal.Error)(nil); errors.As(err, &e) {
		return fmt.Errorf("line %d", e.Line)
	}
	return errors.New("not readable")
}

// read reads a FHIR record.
func (c *Config) read(r Record, out *judged) (k kept, err error) {
	with := c.Reader
	with.Person = r.Person
	rec, err := fhir.FromBundle(r.Data, with)
	if err != nil {
		return k, err
	}
	k.from = map[record.EventID]string{}
	for i := range rec.Accounts {
		a := &rec.Accounts[i]
		for _, o := range a.Events {
			k.from[o.Event] = a.Resource
		}
		for _, n := range a.Notes {
			if !n.Why.Settled() {
				out.notes[n.Why.String()]++
			}
		}
	}
	k.plan, k.outcomes, err = rec.Import(c.Engine, plan.ID(rec.Person))
	k.leave(rec.Events)
	return k, err
}
