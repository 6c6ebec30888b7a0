package plantest

import (
	"errors"
	"fmt"
	"testing"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// importLaws fails the test if an Importer, which folds one state in place, does anything else than Apply. What it gave is looked at when
// everything is in.
func importLaws(t testing.TB, engine *plan.Engine, events []record.Event) {
	t.Helper()
	in, p := engine.Importer("laws"), engine.Open("laws")
	applied, imported := make([]plan.Outcome, len(events)), make([]plan.Outcome, len(events))
	for i, ev := range events {
		var want, got error
		applied[i], want = engine.Apply(p, ev)
		imported[i], got = in.Take(ev)
		if fmt.Sprint(want) != fmt.Sprint(got) || errors.Is(got, plan.ErrNoPlan) {
			t.Fatalf("%s is imported with %v, and applied with %v", ev.ID, got, want)
		}
		if want == nil {
			p = applied[i].Plan
		}
	}
	for i := range events {
		want, got := &applied[i], &imported[i]
		if !got.Plan.Equal(want.Plan) || got.Plan.Version() != want.Plan.Version() || told(got) != told(want) {
			t.Fatalf("%s is imported as\n%s\nand applied as\n%s", events[i].ID, told(got), told(want))
		}
	}
	if all := in.Plan(); !all.Equal(p) || where(all) != where(p) {
		t.Fatalf("imported the plan is\n%s\nand applied it is\n%s", where(all), where(p))
	}
}

// told writes what an outcome says.
func told(out *plan.Outcome) string {
	if out.Plan.IsZero() {
		return ""
	}
	return withoutAddresses(fmt.Sprintf("%+v\n%v\n%v\n%v\n%v\n%v\n%s", out.Decision, out.Recorded, out.Appeared, out.Withdrawn, out.Changes(),
		out.Obligations(), where(out.Plan)))
}

// where writes where the person stands.
func where(p plan.Plan) string {
	return fmt.Sprintf("%v\n%v\n%v", p.Summary(), p.Deviations(), p.Overrides())
}
