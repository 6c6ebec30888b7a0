// Package plantest is a kit for testing what others build on package plan: their rules, their jurisdictions, their pathways.
//
// Events turns bytes into events of every kind, for fuzzing. Laws applies events to an engine and fails the test if one of the
// promises of package plan is broken: a rule that keeps state between calls, changes what it is given, or depends on anything
// but its view shows up here.
//
//	func FuzzMyRules(f *testing.F) {
//		f.Fuzz(func(t *testing.T, data []byte) { plantest.Laws(t, engine, plantest.Events(data)) })
//	}
//
// It does not tell whether a rule is clinically right: that is what cases and vignettes are for.
package plantest

import (
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// exact compares the unexported parts of small values too.
var exact = cmp.Exporter(func(reflect.Type) bool { return true })

// Laws applies the events one after the other and fails the test if
//
//   - Apply changes the plan that it is given, or an intent that is not allowed changes the plan;
//   - Check answers otherwise than Apply;
//   - the same event a second time is not recognised;
//   - two forks of one plan disturb each other;
//   - an Importer takes in anything otherwise than Apply, or a plan that it gave is another one when the next events are in;
//   - folding the recorded events does not give the same plan, summary and deviations;
//   - the recorded events cannot be written to a journal, or are not read back as they were;
//   - the findings are not the same, byte for byte, when several goroutines ask at once.
//
// Events that are malformed, or do not fit, must be refused with an error and change nothing.
func Laws(t testing.TB, engine *plan.Engine, events []record.Event) plan.Plan {
	t.Helper()
	p := engine.Open("laws")
	all := make([]applied, len(events))
	for i, ev := range events {
		all[i] = applyLaws(t, engine, p, ev)
		p = all[i].Plan
	}
	importLaws(t, engine, events, all)
	foldLaws(t, engine, p)
	keptLaws(t, engine, p)
	return p
}

// applied is what Apply did; with an error the plan is what it was.
type applied struct {
	plan.Outcome
	err error
}

func applyLaws(t testing.TB, engine *plan.Engine, p plan.Plan, ev record.Event) applied {
	t.Helper()
	length, before := p.Len(), p.Summary()
	out, err := engine.Apply(p, ev)
	if err != nil {
		return applied{plan.Outcome{Plan: p}, err}
	}
	if diff := cmp.Diff(before, p.Summary(), exact); diff != "" || p.Len() != length {
		t.Fatalf("applying %s changed the plan that was given:\n%s", ev.ID, diff)
	}
	if !out.Accepted() && !out.Plan.Equal(p) {
		t.Fatalf("intent %s was %s and changed the plan", ev.ID, out.Decision.Status)
	}
	if out.Duplicate {
		return applied{out, nil}
	}
	if ev.Body.Kind().Intent() && ev.Replaces == "" {
		decision, err := engine.Check(p, ev)
		if err != nil {
			t.Fatalf("check of %s: %v", ev.ID, err)
		}
		if diff := cmp.Diff(out.Decision, decision, exact); diff != "" {
			t.Fatalf("check and apply of %s differ:\n%s", ev.ID, diff)
		}
	}
	repeatLaws(t, engine, p, ev, out)
	return applied{out, nil}
}

func repeatLaws(t testing.TB, engine *plan.Engine, p plan.Plan, ev record.Event, out plan.Outcome) {
	t.Helper()
	const askers = 3
	var group sync.WaitGroup
	findings := make([]string, askers)
	for i := range askers {
		group.Go(func() {
			again, err := engine.Apply(p, ev)
			findings[i] = fmt.Sprintf("%v %+v %+v", err, again.Decision, again.Obligations())
			if !again.Plan.Equal(out.Plan) {
				findings[i] += " and another plan"
			}
		})
	}
	group.Wait()
	want := fmt.Sprintf("%v %+v %+v", nil, out.Decision, out.Obligations())
	for _, got := range findings {
		if got != want && !samePointers(got, want) {
			t.Fatalf("%s was judged differently a second time:\n%s\n%s", ev.ID, want, got)
		}
	}
	if !out.Accepted() {
		return
	}
	again, err := engine.Apply(out.Plan, ev)
	if err != nil || !again.Duplicate || !again.Plan.Equal(out.Plan) {
		t.Fatalf("the repetition of %s was not recognised: %v", ev.ID, err)
	}
}

// samePointers compares two texts without the addresses that %+v writes for pointers inside findings.
func samePointers(a, b string) bool { return withoutAddresses(a) == withoutAddresses(b) }

func withoutAddresses(text string) string {
	kept := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] == '0' && i+1 < len(text) && text[i+1] == 'x' {
			for i+2 < len(text) && isHex(text[i+2]) {
				i++
			}
			i++
			continue
		}
		kept = append(kept, text[i])
	}
	return string(kept)
}

func isHex(b byte) bool { return b >= '0' && b <= '9' || b >= 'a' && b <= 'f' }

func foldLaws(t testing.TB, engine *plan.Engine, p plan.Plan) {
	t.Helper()
	folded, err := engine.Restore(p.ID(), p.Events())
	if err != nil {
		t.Fatalf("the events on record do not fold: %v", err)
	}
	if !folded.Equal(p) {
		t.Fatalf("folding gives other events:\n%s", cmp.Diff(p.Timeline(), folded.Timeline(), exact))
	}
	if diff := cmp.Diff(p.Summary(), folded.Summary(), exact); diff != "" {
		t.Fatalf("folding gives another state (-applied +folded):\n%s", diff)
	}
	if diff := cmp.Diff(p.Deviations(), folded.Deviations(), exact); diff != "" {
		t.Fatalf("folding gives other deviations (-applied +folded):\n%s", diff)
	}
	later := time.Date(2199, 1, 1, 0, 0, 0, 0, time.UTC)
	known, err := engine.AsKnown(p, later)
	if err != nil || !known.Equal(p) {
		t.Fatalf("all that is known is not the plan: %v", err)
	}
}
