package main

import (
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
	binaries, err := prepare(c, sources, sites, t.TempDir())
	require.NoError(t, err)
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

func TestPatternsMatchTheirParts(t *testing.T) {
	require.Equal(t, `^(A)$/^(x)$/^(z)$|^(A)$/^(x|y\.)$`, patternOf([]string{"A/x", "A/y.", "A/x/z"}))
}
