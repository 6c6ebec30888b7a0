package scenario

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

var drawn = filepath.Join("testdata", "findings-of-orders.txt")

// tally counts the findings that orders draw: every effect counts. Tasks are no findings.
type tally struct {
	name   string
	orders []int          // how many findings each order drew
	rules  map[string]int // how often each rule said something, by rule and effect
}

func (t *tally) take(tb testing.TB, findings []plan.Finding) {
	tb.Helper()
	t.orders = append(t.orders, len(findings))
	for i := range findings {
		f := &findings[i]
		t.rules[fmt.Sprintf("%-10s  %s", f.Effect(), f.Rule)]++
		for _, arg := range f.Text.Args { // written when they are read, when what a pointer led to may be another event's
			switch kind := reflect.ValueOf(arg).Kind(); kind {
			case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Func, reflect.Invalid:
				tb.Errorf("%s: the message keeps a %s: %q", f.Rule, kind, f.Text.Key)
			}
		}
	}
}

// quantile is the smallest number that at least the share of the orders do not draw more than.
func (t *tally) quantile(percent int) int {
	sorted := slices.Sorted(slices.Values(t.orders))
	return sorted[max(0, (len(sorted)*percent+99)/100-1)]
}

func (t *tally) write(b *strings.Builder) {
	fmt.Fprintf(b, "%s: %d orders; the median draws %d findings, the 90th percentile %d\n", t.name, len(t.orders), t.quantile(50),
		t.quantile(90))
	of := map[int]int{}
	for _, n := range t.orders {
		of[n]++
	}
	for _, n := range slices.Sorted(maps.Keys(of)) {
		fmt.Fprintf(b, "  %3d orders draw %d\n", of[n], n)
	}
	byCount := slices.SortedFunc(maps.Keys(t.rules), func(x, y string) int {
		if t.rules[x] != t.rules[y] {
			return t.rules[y] - t.rules[x]
		}
		return strings.Compare(x, y)
	})
	for _, rule := range byCount {
		fmt.Fprintf(b, "  %3d  %s\n", t.rules[rule], rule)
	}
	b.WriteByte('\n')
}

// ofJourneys counts the orders of the journeys, as they arrive.
func ofJourneys(t *testing.T) *tally {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "journeys", "*.jsonl"))
	require.NoError(t, err)
	total := &tally{name: "journeys", rules: map[string]int{}}
	for _, file := range files {
		in, err := os.Open(file)
		require.NoError(t, err)
		header, events, err := journal.ReadAll(in, journal.Options{})
		require.NoError(t, err)
		require.NoError(t, in.Close())
		zone, err := time.LoadLocation(header.Zone)
		require.NoError(t, err)
		engine, err := Options{}.engine(&Case{Jurisdiction: header.Jurisdiction, Zone: zone})
		require.NoError(t, err)
		p := engine.Open(header.Plan)
		for _, ev := range events {
			out, err := engine.Apply(p, ev)
			require.NoError(t, err)
			p = out.Plan
			if ev.Body != nil && ev.Body.Kind() == record.KindOrder {
				total.take(t, out.Decision.Findings)
			}
		}
	}
	return total
}

// ofVignettes counts the orders of the vignettes that are asked for.
func ofVignettes(t *testing.T) *tally {
	t.Helper()
	return ofScripts(t, "vignettes", filepath.Join("..", "..", "testdata", "vignettes"), true)
}

// ofScripts counts the orders of the scripts in a folder. With all, every script has to be read; else one that is not meant to be is
// left out.
func ofScripts(t *testing.T, name, folder string, all bool) *tally {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	require.NoError(t, err)
	total := &tally{name: name, rules: map[string]int{}}
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		script, err := Parse(filepath.Base(file), strings.NewReader(string(text)))
		if err != nil && !all {
			continue
		}
		require.NoError(t, err)
		for i := range script.Cases {
			countOrders(t, total, &script.Cases[i])
		}
	}
	return total
}

func countOrders(t *testing.T, total *tally, c *Case) {
	t.Helper()
	engine, err := Options{}.engine(c)
	require.NoError(t, err)
	s := newScene(engine)
	for k := range c.steps {
		s.play(&c.steps[k], &CaseReport{})
		if s.result.intent && s.result.rejected == nil && s.result.body.Kind() == record.KindOrder {
			total.take(t, s.result.decision.Findings)
		}
	}
}

// TestFindingsOfReviewedOrders counts the orders of the cases of a review, which are beside the folder of the evidence notes and not part
// of the repository. None of them is ordinary: each is a danger, or what looks like one, and what makes their median 2 is what they ask for
// (a wait of buprenorphine after methadone with the dose that methadone had, a wait before naltrexone with the opioid on board). Nothing
// there is owed to an incomplete record, and nothing is said twice; that an ordinary order draws none stands in ordinary-orders.txt.
func TestFindingsOfReviewedOrders(t *testing.T) {
	notes := os.Getenv("OUDPATH_EVIDENCE")
	if notes == "" {
		t.Skip("OUDPATH_EVIDENCE is not set: the cases of the review are not here")
	}
	total := ofScripts(t, "cases of the review", filepath.Join(notes, "..", "review", "cases"), false)
	require.NotEmpty(t, total.orders)
	var b strings.Builder
	total.write(&b)
	holds(t, filepath.Join("testdata", "findings-of-reviewed-orders.txt"), b.String())
}

// holds compares with a golden file, or writes it.
func holds(t *testing.T, file, got string) {
	t.Helper()
	if flag.Lookup("update").Value.String() == "true" {
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
		return
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
}

// TestFindingsOfOrders holds how much a prescriber has to read. The orders of a course of treatment have limits; vignettes are made of
// what goes wrong, and are counted so that a rule that nags shows. That an ordinary order draws none stands in ordinary-orders.txt.
func TestFindingsOfOrders(t *testing.T) {
	var b strings.Builder
	journeys, vignettes := ofJourneys(t), ofVignettes(t)
	for _, total := range []*tally{journeys, vignettes} {
		total.write(&b)
	}
	require.Zero(t, journeys.quantile(50), "most orders of a course draw no finding")
	require.LessOrEqual(t, journeys.quantile(90), 2)
	holds(t, drawn, b.String())
}
