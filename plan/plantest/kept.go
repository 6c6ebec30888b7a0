package plantest

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/journal"
)

// keptLaws fails the test if what the plan holds cannot be written to a journal, is not read back as it was, or gives another plan.
func keptLaws(t testing.TB, engine *plan.Engine, p plan.Plan) {
	t.Helper()
	var file bytes.Buffer
	w, err := journal.NewWriter(&file, journal.Header{
		Dialect: journal.Recorded, Plan: p.ID(), Zone: "UTC", Jurisdiction: engine.Jurisdiction().ID,
		JurisdictionVersion: engine.Jurisdiction().Version,
	})
	if err != nil {
		t.Fatalf("the journal of the plan cannot be begun: %v", err)
	}
	held := p.Events()
	for i := range held {
		if err := w.Append(held[i]); err != nil {
			t.Fatalf("what the plan took cannot be kept: %v", err)
		}
	}
	_, kept, err := journal.ReadAll(&file, journal.Options{Dialect: journal.Recorded, Sum: w.Sum()})
	if err != nil {
		t.Fatalf("what was kept cannot be read: %v", err)
	}
	diff := cmp.Diff(held, kept, exact, cmpopts.EquateEmpty(), cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) }))
	if diff != "" {
		t.Fatalf("what was kept is read as something else:\n%s", diff)
	}
	restored, err := engine.Restore(p.ID(), kept)
	if err != nil || !restored.Equal(p) {
		t.Fatalf("what was kept gives another plan: %v", err)
	}
}
