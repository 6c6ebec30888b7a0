package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestEachEndOfAMutant judges a small module whose mutants come to every end that there is.
func TestEachEndOfAMutant(t *testing.T) {
	c, err := parse([]string{"-C", "testdata/shop", "-limit", "1s", "-memory", "100000000", "-workers", "2", "./price"})
	require.NoError(t, err)
	sources, err := load(c.dir, c.mutate)
	require.NoError(t, err)
	sites := find(sources, every())
	binaries, state, err := prepare(c, sources, sites, t.TempDir())
	require.NoError(t, err)
	require.Len(t, state, 24)
	got := make(map[string]string)
	for _, m := range mutantsOf(sites) {
		v := judge(c, binaries, m)
		got[m.key().String()] = strings.TrimSuffix(string(v.Outcome)+": "+v.By, ": ")
	}
	require.Equal(t, map[string]string{
		"price.Cheap: cents <= 100 → cents < 100":    "caught: price: TestCheap/at",
		"price.Cheap: cents <= 100 → cents > 100":    got["price.Cheap: cents <= 100 → cents > 100"], // by any of its cases
		"price.Dear: cents > 1000 → cents >= 1000":   "survived",
		"price.Dear: cents > 1000 → cents <= 1000":   got["price.Dear: cents > 1000 → cents <= 1000"],
		"price.Free: cents == 0 → cents != 0":        "reached by no test",
		"price.Text: cents != 1 → cents == 1":        "caught by golden files alone: price: TestGolden",
		"price.Lower: a < b → a <= b":                "survived",
		"price.Lower: a < b → a >= b":                "caught: price: TestLower",
		"price.Count: n*10 < cents → n*10 <= cents":  "caught: price: TestLoops",
		"price.Count: n*10 < cents → n*10 >= cents":  "caught: price: TestLoops",
		"price.Wait: n == 0 → n != 0":                "caught: price: out of time",
		"price.Line: len(line) >= n → len(line) > n": "caught: price: TestLoops",
		"price.Line: len(line) >= n → len(line) < n": "caught: price: out of memory",
	}, got)
	require.Contains(t, got["price.Cheap: cents <= 100 → cents > 100"], "caught: price: TestCheap/")
	require.Contains(t, got["price.Dear: cents > 1000 → cents <= 1000"], "caught: price: TestDear/parallel")
}

// TestARunGoesOn ends a run in the middle of a line and begins it again, with tests that can no longer be run.
func TestARunGoesOn(t *testing.T) {
	c, all := shop(t, "-results", file(t, ""))
	tally, err := judgeAll(c, nil, all, "a state")
	require.NoError(t, err)
	require.Equal(t, len(all), tally.counts(func(*mutant) bool { return true })[unreached])
	text, err := os.ReadFile(c.results)
	require.NoError(t, err)
	lines := strings.SplitAfter(string(text), "\n")
	require.Len(t, lines, 1+len(all)+1)
	changed := strings.Replace(lines[1], string(unreached), string(caught), 1)
	require.NoError(t, os.WriteFile(c.results, []byte(lines[0]+changed+lines[2][:9]), 0o644))
	for state, want := range map[string]int{"a state": 1, "another": 0} {
		again, err := judgeAll(c, nil, all, state)
		require.NoError(t, err)
		require.Len(t, again.judged, len(all))
		require.Equal(t, want, again.counts(func(*mutant) bool { return true })[caught], state)
		require.NoError(t, os.WriteFile(c.results, []byte(lines[0]+changed), 0o644))
	}
}

func TestPatternsMatchTheirParts(t *testing.T) {
	require.Equal(t, `^(A)$/^(x)$/^(z)$|^(A)$/^(x|y\.)$`, patternOf([]string{"A/x", "A/y.", "A/x/z"}))
}
