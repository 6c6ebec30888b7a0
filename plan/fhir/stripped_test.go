package fhir_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/scenario"
)

var update = flag.Bool("update", false, "write the golden files anew; read them before they are committed")

// oursURL is how everything begins by which only this library knows its own.
const oursURL = "https://github.com/oudpath/oudpath/fhir"

// stripped is an export without any extension, identifier and Provenance of this library.
func stripped(t testing.TB, bundle []byte) []byte {
	t.Helper()
	read := json.NewDecoder(bytes.NewReader(bundle))
	read.UseNumber()
	var whole map[string]any
	require.NoError(t, read.Decode(&whole))
	entries := whole["entry"].([]any)
	whole["entry"] = slices.DeleteFunc(entries, func(e any) bool {
		return e.(map[string]any)["resource"].(map[string]any)["resourceType"] == "Provenance"
	})
	out, err := json.Marshal(without(whole))
	require.NoError(t, err)
	return out
}

// isOurs reports whether an extension or an identifier is one of this library.
func isOurs(x any) bool {
	said := x.(map[string]any)
	return strings.HasPrefix(fmt.Sprint(said["url"]), oursURL) || strings.HasPrefix(fmt.Sprint(said["system"]), oursURL)
}

func without(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, member := range v {
			if name == "extension" || name == "identifier" {
				if member = slices.DeleteFunc(member.([]any), isOurs); len(member.([]any)) == 0 {
					delete(v, name)
					continue
				}
			}
			v[name] = without(member)
		}
	case []any:
		for i := range v {
			v[i] = without(v[i])
		}
	}
	return v
}

// lacking says for each kind of event that does not come back which element would have to hold it.
var lacking = map[record.Kind]string{
	record.KindForceMove:          "CarePlan has no element for the stage of a pathway in which somebody is",
	record.KindStageMoved:         "CarePlan has no element for the stage of a pathway in which somebody is",
	record.KindStageMove:          "CarePlan has no element for the stage of a pathway in which somebody is",
	record.KindLevelMove:          "Encounter has no element for a level of care beyond its class",
	record.KindTakeHomeGrant:      "MedicationDispense has no element for doses that may be handed over on later days",
	record.KindOverrideGranted:    "MedicationRequest has no element for who overrode which rule, and why",
	record.KindStopMedication:     "MedicationRequest has no element for when and why it was stopped",
	record.KindScored:             "Observation has no public code for the scale",
	record.KindDeviationRecorded:  "", // an engine derives it again
	record.KindDeviationWithdrawn: "",
	record.KindCourseMoved:        "",
}

const (
	orderAgain = "MedicationRequest has no element that says which rules allowed it: read again it is judged by what is known by " +
		"then, and where it is not allowed it is no order of the plan, and the person has the medicine all the same"
	whoSaid = "Observation.performer names nobody by role, so that a stated protocol is nobody's word"
)

// lost are the elements that what was exported lacks.
func lost(was plan.Plan, rec *fhir.Record, outcomes []plan.Outcome) (all []string) {
	add := func(why string) {
		if why != "" && !slices.Contains(all, why) {
			all = append(all, why)
		}
	}
	came := map[record.Kind]int{}
	for i := range rec.Events {
		came[rec.Events[i].Body.Kind()]++
	}
	for _, m := range was.Timeline() {
		kind := m.Body.Kind()
		if came[kind]--; came[kind] < 0 && !m.Void {
			add(lacking[kind])
		}
		if context, ok := m.Body.(record.ContextStated); ok && context.Protocol != "" {
			add(whoSaid)
		}
	}
	for i := range outcomes {
		if o := &outcomes[i]; !o.Accepted() && !o.Duplicate {
			add(orderAgain)
		}
	}
	slices.Sort(all)
	return all
}

// finalOrder is the last order that a case asks for.
func finalOrder(t testing.TB, c *scenario.Case) (*plan.Engine, scenario.Asked, bool) {
	t.Helper()
	e, asked, err := c.Asked(scenario.Options{})
	require.NoError(t, err)
	for _, a := range slices.Backward(asked) {
		if _, isOrder := a.Event.Body.(record.Order); isOrder {
			return e, a, true
		}
	}
	return e, scenario.Asked{}, false
}

// difference compares what is said of the final order with what is said where the plan went through an export without anything of ours;
// empty if it is the same.
func difference(t testing.TB, c *scenario.Case, e *plan.Engine, a scenario.Asked) (differs string, lacks []string) {
	t.Helper()
	out, err := fhir.Writer{Engine: e, At: a.Event.At}.ToBundle(a.Plan)
	require.NoError(t, err)
	market, _, _ := strings.Cut(c.Jurisdiction, "-")
	if !slices.Contains([]string{"us", "gb"}, market) {
		market = ""
	}
	rec, err := fhir.FromBundle(stripped(t, out), fhir.Reader{AsOf: a.Event.At, Zone: e.Zone(), Market: market})
	require.NoError(t, err)
	p, outcomes, err := rec.Import(e, "p")
	require.NoError(t, err)
	before, after := verdicts(t, e, a.Plan, a.Event), verdicts(t, e, p, a.Event)
	var lines []string
	for _, line := range before {
		if !slices.Contains(after, line) {
			lines = append(lines, "- "+line)
		}
	}
	for _, line := range after {
		if !slices.Contains(before, line) {
			lines = append(lines, "+ "+line)
		}
	}
	return strings.Join(lines, "\n"), lost(a.Plan, rec, outcomes)
}

func verdicts(t testing.TB, e *plan.Engine, p plan.Plan, asked record.Event) []string {
	t.Helper()
	d, err := e.Check(p, asked)
	require.NoError(t, err)
	all := []string{d.Status.String()}
	for i := range d.Findings {
		f := &d.Findings[i]
		all = append(all, fmt.Sprint(f.Rule, " ", f.Verdict, " ", f.Effect()))
	}
	return all
}

// With every extension, identifier and Provenance of this library removed, the final orders of the vignettes get the same decisions, rule by
// rule, but for those in testdata/stripped.txt, each with the element that is lacking.
func TestStripped(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../testdata/vignettes/*.txt")
	require.NoError(t, err)
	var b strings.Builder
	same, differ := 0, 0
	for _, file := range files {
		name := filepath.Base(file)
		if strings.HasPrefix(name, "kinds-") || strings.HasPrefix(name, "review-") {
			continue // played elsewhere, and twenty times as many
		}
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		script, err := scenario.Parse(name, bytes.NewReader(text))
		require.NoError(t, err)
		for i := range script.Cases {
			e, a, ok := finalOrder(t, &script.Cases[i])
			if !ok {
				continue
			}
			differs, lacks := difference(t, &script.Cases[i], e, a)
			if differs == "" {
				same++
				continue
			}
			differ++
			c := &script.Cases[i]
			require.NotEmpty(t, lacks, "%s: %s differs, and nothing is known to be lacking:\n%s", name, c.Name, differs)
			fmt.Fprintf(&b, "\n%s: %s\n%s\n%s\n= %s\n", name, c.Name, a.Text, differs, strings.Join(lacks, "\n= "))
		}
	}
	golden := filepath.Join("testdata", "stripped.txt")
	head := fmt.Sprintf("# Final orders of vignettes of which something else is said (+, and - no more) where the plan was exported,\n"+
		"# everything of this library removed, and read again; = is what the export lacks an element for. %d are the same,\n"+
		"# %d differ.\n", same, differ)
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(head+b.String()), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(string(want), head+b.String()))
	require.Greater(t, same, 8*differ, "an order that is not allowed when it is read again is most of what differs")
}
