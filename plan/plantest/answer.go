package plantest

import (
	"slices"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// Standing is how an event stands with all rules together, from the best.
type Standing uint8

// The standings. A fact is never refused, and holds nothing: it is Refused where it is recorded as what would have been.
const (
	Allowed Standing = iota
	Held
	Refused
)

var standings = [...]string{"allowed", "held", "refused"}

// String returns the name.
func (s Standing) String() string { return standings[s] }

// Answer is what is said about an event.
type Answer struct {
	Standing Standing
	Findings []plan.Finding
	NotKnown []string // what a decision about an intent says that nobody knows; nil of a fact
}

// Ask asks about an event after the facts, which are told as Record has it. It is a physician who acts.
func Ask(t testing.TB, engine *plan.Engine, at time.Time, facts []Told, body record.Body) Answer {
	t.Helper()
	p, err := engine.Restore("law", Record(at, facts))
	if err != nil {
		t.Fatalf("the facts do not make a plan: %v", err)
	}
	return AskPlan(t, engine, p, record.Event{ID: "ask", At: at, Actor: record.Actor{ID: "a", Role: "physician"}, Body: body})
}

// AskPlan asks about an event after what is on record.
func AskPlan(t testing.TB, engine *plan.Engine, p plan.Plan, ev record.Event) (a Answer) {
	t.Helper()
	if ev.Body.Kind().Intent() {
		d, err := engine.Check(p, ev)
		if err != nil {
			t.Fatalf("%s cannot be judged: %v", record.Describe(ev.Body), err)
		}
		a.Findings, a.NotKnown = d.Findings, d.NotKnown
	} else {
		findings, err := engine.Judge(p, ev)
		if err != nil {
			t.Fatalf("%s cannot be judged: %v", record.Describe(ev.Body), err)
		}
		a.Findings = findings
	}
	for i := range a.Findings {
		a.Standing = max(a.Standing, standingOf(&a.Findings[i]))
	}
	return a
}

func standingOf(f *plan.Finding) Standing {
	switch {
	case f.Refuses():
		return Refused
	case f.Holds:
		return Held
	}
	return Allowed
}

// Says reports whether one of the rules says something: that it is violated, or that it lacks a datum.
func (a Answer) Says(rules ...record.RuleID) bool {
	return slices.ContainsFunc(a.Findings, func(f plan.Finding) bool {
		return (f.Verdict == plan.VerdictViolated || f.Verdict == plan.VerdictUnknown) && slices.Contains(rules, f.Rule)
	})
}

// Lacks reports whether the answer says that something is not known: a rule that lacks a datum, or a decision that says so in its line.
func (a Answer) Lacks() bool {
	return len(a.NotKnown) > 0 || slices.ContainsFunc(a.Findings, func(f plan.Finding) bool { return f.Verdict == plan.VerdictUnknown })
}
