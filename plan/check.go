package plan

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// Check asks whether an intent would be allowed now, and why not, without changing anything. The event needs no ID.
//
// A fact is ErrNotIntent: it cannot be refused. An event whose time is before the last one is judged against what is on
// record up to its own time.
func (e *Engine) Check(p Plan, intent record.Event) (Decision, error) {
	return e.check(p, intent, everything)
}

// check is Check, asked until enough is found.
func (e *Engine) check(p Plan, intent record.Event, enough until) (Decision, error) {
	if p.IsZero() {
		return Decision{}, ErrNoPlan
	}
	if intent.ID == "" {
		intent.ID = "check"
	}
	if err := intent.Validate(); err != nil {
		return Decision{}, err
	}
	if !intent.Body.Kind().Intent() {
		return Decision{}, ErrNotIntent
	}
	if err := e.overridesKnown(&intent); err != nil {
		return Decision{}, err
	}
	if intent.Replaces != "" { // what a correction would change has to be taken out first, as Apply does
		out, err := e.Apply(p, intent)
		return out.Decision, err
	}
	s, past := e.asOf(p, intent.At)
	v := e.view(s, past, &intent)
	defer v.done()
	v.until = enough
	return v.decision(), nil
}

// Judge asks every rule about an event as if it happened now, without recording it: what Apply would find. For an event that
// is on record it judges against what came before it.
func (e *Engine) Judge(p Plan, ev record.Event) ([]Finding, error) {
	if p.IsZero() {
		return nil, ErrNoPlan
	}
	if err := ev.Validate(); err != nil {
		return nil, err
	}
	s, past := e.before(p, &ev)
	v := e.view(s, past, &ev)
	defer v.done()
	return v.judge(), nil
}

// asOf returns the state and the history of what was so up to and including the instant.
func (e *Engine) asOf(p Plan, at time.Time) (*state, history) {
	if !at.Before(p.Last()) {
		return p.now(), p.past
	}
	return e.prefix(p, p.past.position(at, p.arrived))
}

// before returns the state and the history before an event that may be on record.
func (e *Engine) before(p Plan, ev *record.Event) (*state, history) {
	if old := p.find(ev.ID); old != nil {
		return e.prefix(p, p.past.position(old.At, old.seq))
	}
	return e.asOf(p, ev.At)
}

// prefix returns the state and the history of the first n entries.
func (e *Engine) prefix(p Plan, n int) (*state, history) {
	kept, base, before := p.past.cut(n)
	if base == nil {
		base = &e.origin
	}
	past, s := rebuild(kept, *base, before)
	return s, past
}

// Explanation is how a rule came to its verdict.
type Explanation struct {
	Finding Finding     // with any verdict, met and not applicable included
	Limits  []LimitFact // every parameter that the rule read
	Watched bool        // whether the event wakes the rule at all, in this jurisdiction
}

// Explain runs one rule on one event and says what it read. The rule may be named by an alias or by an ID of before; the error for one that
// is not there, or that may mean several, wraps ErrRule.
func (e *Engine) Explain(p Plan, ev record.Event, rule record.RuleID) (Explanation, error) {
	if p.IsZero() {
		return Explanation{}, ErrNoPlan
	}
	r, err := e.ruleNamed(rule)
	if err != nil {
		return Explanation{}, err
	}
	if ev.ID == "" {
		ev.ID = "check"
	}
	if err := ev.Validate(); err != nil {
		return Explanation{}, err
	}
	s, past := e.before(p, &ev)
	v := e.view(s, past, &ev)
	defer v.done()
	x := Explanation{Watched: r.wakes(v) && !e.omitted()[r.ID]}
	explained := []Finding{v.explain(r)}
	own(explained)
	x.Finding = explained[0]
	if x.Finding.Verdict == VerdictMet && x.Finding.Text.IsZero() {
		x.Finding.Text.Key = "met: " + r.Title
	}
	x.Limits = v.limitFacts()
	return x, nil
}

// explain asks one rule and makes a finding of whatever it says. Its lists are not its own yet.
func (v *View) explain(r *Rule) (f Finding) {
	defer func() {
		if p := recover(); p != nil {
			v.fill(&f, r, v.broken(fmt.Sprintf("panicked: %v", p)))
		}
	}()
	if r.Where != nil && !v.engine.exhaustive && !r.Where(Traces{v}) {
		v.fill(&f, r, v.NotApplicable())
		return f
	}
	a := r.asked()
	v.fill(&f, r, v.result(&a))
	return f
}

// Option is one move that a pathway knows, with the answer to it.
type Option struct {
	Axis     Axis
	Trigger  stages.Trigger
	To       string // where it leads; empty if the pathway refuses it
	Decision Decision
}

// Axis is one of the three pathways.
type Axis string

// The axes.
const (
	StageAxis  Axis = "stage"
	LevelAxis  Axis = "level"
	CourseAxis Axis = "course"
)

// Allowed returns every move of the three pathways at the given time: which are open, and why the others are not. Moves that
// only a fact can bring about, such as an overdose, are not among them. Rules that need more than the trigger, a reason for a
// discharge say, judge the move without it.
func (e *Engine) Allowed(p Plan, at time.Time) ([]Option, error) {
	if p.IsZero() {
		return nil, ErrNoPlan
	}
	s, past := e.asOf(p, at)
	var options []Option
	ask := func(axis Axis, on stages.Trigger, body record.Body) {
		ev := record.Event{ID: "check", At: at, Body: body}
		v := e.view(s, past, &ev)
		defer v.done()
		o := Option{Axis: axis, Trigger: on, Decision: v.decision()}
		if o.Decision.Status != Refused || !refusedBy(o.Decision, StageTransition, LevelTransition, CourseTransition) {
			o.To = target(v.resolved())
		}
		options = append(options, o)
	}
	for _, t := range e.journey.Triggers() {
		if !factTriggers[t.ID] {
			ask(StageAxis, t.ID, record.StageMove{Trigger: t.ID})
		}
	}
	for _, t := range e.care.Triggers() {
		if !factTriggers[t.ID] {
			ask(LevelAxis, t.ID, record.LevelMove{Trigger: t.ID})
		}
	}
	for _, t := range e.courses.Triggers() {
		if !factTriggers[t.ID] {
			ask(CourseAxis, t.ID, record.CourseMove{Trigger: t.ID})
		}
	}
	return options, nil
}

// factTriggers are moved by what happens, not by what is asked for.
var factTriggers = map[stages.Trigger]bool{stages.ReturnToUse: true, stages.Overdose: true, stages.Death: true,
	stages.DoseGiven: true}

func refusedBy(d Decision, rules ...record.RuleID) bool {
	for i := range d.Findings {
		for _, rule := range rules {
			if d.Findings[i].Rule == rule {
				return true
			}
		}
	}
	return false
}

func target(b record.Body) string {
	switch b := b.(type) {
	case record.StageMove:
		return string(b.To)
	case record.LevelMove:
		return string(b.To)
	case record.CourseMove:
		return string(b.To)
	}
	return ""
}

// AsKnown returns the plan as it was known at an instant: with the events that had been told by then, judged by nobody again.
func (e *Engine) AsKnown(p Plan, on time.Time) (Plan, error) {
	return e.subset(p, func(ev *record.Event) bool { return !ev.Known().After(on) })
}

// Fork returns the plan up to an instant, for asking "what if": the events that were so by then, as they are known now. What was
// taken back or corrected later is not among them. Apply something else to it, and compare with Diff.
func (e *Engine) Fork(p Plan, at time.Time) (Plan, error) {
	if p.IsZero() {
		return Plan{}, ErrNoPlan
	}
	var kept []record.Event
	for _, ev := range p.Events() {
		m, _ := p.Event(ev.ID)
		if m.Void || ev.At.After(at) || ev.Body.Kind() == record.KindRetracted {
			continue
		}
		ev.Replaces = ""
		kept = append(kept, ev)
	}
	return e.fold(p.id, kept, false)
}

// subset folds the events that are kept, without corrections of events that are not.
func (e *Engine) subset(p Plan, keep func(*record.Event) bool) (Plan, error) {
	if p.IsZero() {
		return Plan{}, ErrNoPlan
	}
	all := p.Events()
	kept := all[:0]
	have := make(map[record.EventID]bool, len(all))
	for _, ev := range all {
		if !keep(&ev) || ev.Cause != "" && !have[ev.Cause] {
			continue
		}
		if b, ok := ev.Body.(record.Retracted); ok && !have[b.Event] {
			continue
		}
		if ev.Replaces != "" && !have[ev.Replaces] {
			ev.Replaces = ""
		}
		have[ev.ID] = true
		kept = append(kept, ev)
	}
	return e.fold(p.id, kept, false)
}

// DayOf returns the civil day of an instant in the engine's time zone.
func (e *Engine) DayOf(t time.Time) civil.Date { return civil.Of(t, e.zone) }
