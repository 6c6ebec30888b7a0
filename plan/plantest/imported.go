package plantest

import (
	"fmt"
	"testing"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// importLaws fails the test if an Importer, which folds one state in place, does anything else than Apply did. What it gave is looked at
// when everything is in.
func importLaws(t testing.TB, engine *plan.Engine, events []record.Event, all []applied) {
	t.Helper()
	in := engine.Importer("laws")
	imported := make([]plan.Outcome, len(events))
	for i, ev := range events {
		var err error
		if imported[i], err = in.Take(ev); fmt.Sprint(err) != fmt.Sprint(all[i].err) {
			t.Fatalf("%s is imported with %v, and applied with %v", ev.ID, err, all[i].err)
		}
	}
	for i := range events {
		if all[i].err != nil {
			continue
		}
		want, got := told(&all[i].Outcome), told(&imported[i])
		if i%deeply == 0 {
			want, got = want+since(&all[i].Outcome), got+since(&imported[i])
		}
		if got != want {
			t.Fatalf("%s is imported as\n%s\nand applied as\n%s", events[i].ID, got, want)
		}
	}
	last := engine.Open("laws")
	if len(all) > 0 {
		last = all[len(all)-1].Plan
	}
	if p := in.Plan(); !p.Equal(last) || where(p) != where(last) {
		t.Fatalf("imported the plan is\n%s\nand applied it is\n%s", where(p), where(last))
	}
}

// told writes what an outcome says.
func told(out *plan.Outcome) string {
	return withoutAddresses(fmt.Sprintf("%s\n%+v\n%v\n%v\n%v", out.Plan.Version(), out.Decision, out.Recorded, out.Appeared, out.Withdrawn))
}

// deeply is how many events one is asked of what it changed, and where the person stood: each would make the laws slow.
const deeply = 8

// since writes what an outcome changed.
func since(out *plan.Outcome) string {
	return withoutAddresses(fmt.Sprintf("\n%v\n%v\n%v\n%s", out.Changes(), out.Obligations(), out.Plan.Timeline(), where(out.Plan)))
}

// where writes where the person stands.
func where(p plan.Plan) string {
	return fmt.Sprintf("%v\n%v\n%v", p.Summary(), p.Deviations(), p.Overrides())
}
