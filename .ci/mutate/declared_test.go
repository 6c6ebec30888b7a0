package main

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "list.txt")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	return path
}

func TestDeclarations(t *testing.T) {
	got, err := readDeclared(file(t, `# why this file is
plan.(*View).Last
	a < b → a <= b
	both are the same
	where they are equal

# plan/a.go:12
plan/guidance.check
	!ok → ok (3)
	never reached`), true)
	require.NoError(t, err)
	require.Equal(t, declared{
		{"plan.(*View).Last", "a < b", "a <= b", 1}: "both are the same where they are equal",
		{"plan/guidance.check", "!ok", "ok", 3}:     "never reached",
	}, got)
}

func TestDeclarationsThatSayTooLittle(t *testing.T) {
	for text, want := range map[string]string{
		"plan.A\n\ta → b\n":            "without a reason",
		"plan.A\n":                     "three lines",
		"plan.A\n\ta < b\n\tbecause\n": "no arrow",
		"plan.A\n\ta → b\n\tx\n\nplan.A\n\ta → b\n\ty\n": "twice",
	} {
		_, err := readDeclared(file(t, text), true)
		require.ErrorContains(t, err, want, "%q", text)
	}
	got, err := readDeclared(file(t, "plan.A\n\ta → b\n"), false)
	require.NoError(t, err, "what is only to be judged again needs no reason")
	require.Len(t, got, 1)
}

func shop(t *testing.T, args ...string) (*config, []*mutant) {
	t.Helper()
	c, err := parse(append(append([]string{"-C", "testdata/shop"}, args...), "./price"))
	require.NoError(t, err)
	sources, err := load(c.dir, c.mutate)
	require.NoError(t, err)
	return c, mutantsOf(find(sources, c.kinds))
}

func TestADeclarationOfWhatIsGoneIsAnError(t *testing.T) {
	text := ""
	for _, where := range []string{"price.Gone", "other.Gone", "settings of us: a.b"} {
		text += where + "\n\ta → b\n\tx\n\n"
	}
	c, all := shop(t, "-equivalent", file(t, text))
	err := c.checkDeclared(all)
	require.EqualError(t, err, "there is no mutant price.Gone: a → b", "of other packages nothing is known")
}

func TestTheSeedDecidesOnTheOrder(t *testing.T) {
	order := func(args ...string) (keys []string) {
		c, all := shop(t, args...)
		for _, m := range c.choose(all) {
			keys = append(keys, m.key().String())
		}
		return keys
	}
	text, one, other := order(), order("-seed", "one"), order("-seed", "other")
	require.Equal(t, one, order("-seed", "one"))
	require.NotEqual(t, one, other)
	require.ElementsMatch(t, text, one)
	require.Equal(t, one[:3], order("-seed", "one", "-most", "3"))
	require.Equal(t, []string{"price.Dear: cents > 1000 → cents >= 1000"},
		order("-only", file(t, "# price/price.go:8\nprice.Dear\n\tcents > 1000 → cents >= 1000\n")))
}

func TestCommandLinesThatSayNothing(t *testing.T) {
	for _, args := range [][]string{{}, {"-kinds", "loop", "./price"}, {"-skip", "(", "./price"}, {"-equivalent", "none.txt", "./price"}} {
		_, err := parse(args)
		require.Error(t, err, "%q", args)
	}
}

func TestReport(t *testing.T) {
	_, all := shop(t)
	r := tally{chosen: len(all) + 1, declared: declared{all[0].key(): "x", all[1].key(): "y"}}
	for i, m := range all {
		v := verdict{Outcome: caught}
		switch i {
		case 1, 2:
			v.Outcome = survived
		case 3:
			v.Outcome = byGolden
		case 4:
			v.Outcome = unreached
		}
		r.add(m, v)
	}
	var text strings.Builder
	r.print(&text)
	require.Contains(t, text.String(), "declared equivalent, and caught")
	require.Contains(t, text.String(), "\n# "+all[2].at()+", comparison, survived\n"+paragraph(all[2])+"\n")
	require.Contains(t, text.String(), "the time was over")
	again, err := readDeclared(file(t, text.String()[:strings.Index(text.String(), "# declared")]), false)
	require.NoError(t, err, "survivors are printed as they are declared")
	require.Len(t, again, 2)
	require.NoError(t, floor{equivalent: 100}.check(&tally{}))
	r.every = all
	require.ErrorContains(t, floor{95, 90, 3, 0}.check(&r), "1 mutants are declared equivalent and caught")
	for _, want := range []string{"are caught, want 95 %", "without golden files, want 90 %", "are declared equivalent, want at most 3 %"} {
		require.ErrorContains(t, floor{95, 90, 3, 0}.check(&r), want)
	}
}

// TestASampleFailsWhereItIsClearlyBelow draws samples of the same share and of other sizes: a small one does not tell.
func TestASampleFailsWhereItIsClearlyBelow(t *testing.T) {
	_, all := shop(t)
	sample := func(caughtOnes, golden, others int) *tally {
		r := &tally{every: slices.Repeat(all, 1000)}
		for of, n := range map[outcome]int{caught: caughtOnes, byGolden: golden, survived: others} {
			for range n {
				r.judged = append(r.judged, judged{all[0], verdict{Outcome: of}})
			}
		}
		return r
	}
	aim := floor{caught: 95, plain: 90, equivalent: 3, least: 100}
	for _, c := range []struct {
		caught, golden, others int
		says                   string // empty: it passes
	}{
		{144, 0, 6, ""},
		{136, 0, 14, ""},
		{134, 0, 16, "134 of 150 are caught (89.3 %): clearly below 95 %"},
		{100, 40, 5, "100 of 145 are caught without golden files (69.0 %): clearly below 90 %"},
		{90, 0, 9, "99 mutants were judged, want at least 100"},
		{180, 0, 20, "180 of 200 are caught (90.0 %): clearly below 95 %"},
		{95, 0, 10, ""},
	} {
		if err := aim.check(sample(c.caught, c.golden, c.others)); c.says == "" {
			require.NoError(t, err, "%v", c)
		} else {
			require.EqualError(t, err, c.says, "%v", c)
		}
	}
}

func TestAtMost(t *testing.T) {
	require.InDelta(t, 0.5, atMost(0, 1, 0.5), 1e-12)
	require.InDelta(t, 11.0/1024, atMost(1, 10, 0.5), 1e-12)
	require.InDelta(t, 1-math.Pow(0.95, 150), atMost(149, 150, 0.95), 1e-9)
	for _, certain := range []float64{atMost(3, 3, 0.9), atMost(1, 3, 0), atMost(0, 0, 0.9)} {
		require.InDelta(t, 1, certain, 0)
	}
	require.Zero(t, atMost(2, 3, 1))
}
