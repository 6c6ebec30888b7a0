package scenario

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan"
	"github.com/stretchr/testify/require"
)

// kindsTable is what each route to a danger comes to, by kind: written by running the vignettes of the kinds.
var kindsTable = filepath.Join("testdata", "kinds.md")

// kindOfCase finds the kind before the name of a case: "R7", "P3".
var kindOfCase = regexp.MustCompile(`^([RP]\d+): (.+)$`)

// kinds are the rows that the table has to have: eighteen kinds of danger, and the thirteen demands on the rules: values, fewer words,
// explanations that help, contradictions and derived state, and the language of these scripts are the last five.
func kinds() (all []string) {
	for n := range 18 {
		all = append(all, fmt.Sprint("R", n+1))
	}
	for n := range 13 {
		all = append(all, fmt.Sprint("P", n+1))
	}
	return all
}

// leastSituations is how many situations a kind has at least, over all places.
const leastSituations = 10

// situationsOf are the situations of the routes, each once in each place.
func situationsOf(routes []route) map[[2]string]bool {
	found := make(map[[2]string]bool, len(routes))
	for _, r := range routes {
		found[[2]string{r.place, r.situation}] = true
	}
	return found
}

// route is one way to a danger as it came out. Every step of a case that expects something is one.
type route struct{ place, situation, text, answer, says, pending string }

// routesByKind plays the vignettes of the kinds.
func routesByKind(t *testing.T) map[string][]route {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "vignettes", "kinds-*.txt"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	found := map[string][]route{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		script, err := Parse(filepath.Base(file), strings.NewReader(string(text)))
		require.NoError(t, err)
		for i := range script.Cases {
			c := &script.Cases[i]
			parts := kindOfCase.FindStringSubmatch(c.Name)
			require.Len(t, parts, 3, "%s: %q names no kind", file, c.Name)
			found[parts[1]] = append(found[parts[1]], routesOf(t, c, parts[2])...)
		}
	}
	return found
}

func routesOf(t *testing.T, c *Case, situation string) (routes []route) {
	t.Helper()
	engine, err := Options{}.engine(c)
	require.NoError(t, err)
	s := newScene(engine)
	for k := range c.steps {
		step := &c.steps[k]
		s.play(step, &CaseReport{})
		if len(step.expects) > 0 {
			routes = append(routes, route{c.Jurisdiction, situation, step.text, s.status(), saying(s.result.decision.Findings), c.Pending})
		}
	}
	return routes
}

// saying lists the rules that refuse or hold, or else those that warn or advise; a dash is a hole in a row of danger.
func saying(findings []plan.Finding) string {
	var worst, rest []string
	for i := range findings {
		f := &findings[i]
		switch f.Effect() {
		case plan.EffectRefuses, plan.EffectHolds:
			worst = append(worst, string(f.Rule))
		case plan.EffectWarns, plan.EffectInforms:
			rest = append(rest, string(f.Rule)+" ("+string(f.Effect())+")")
		}
	}
	if len(worst) > 0 {
		return strings.Join(worst, ", ")
	}
	if len(rest) > 0 {
		return strings.Join(rest, ", ")
	}
	return "—"
}

// TestKinds holds the table of kinds: every kind has its rows, and what each route comes to is read before it is committed.
func TestKinds(t *testing.T) {
	found := routesByKind(t)
	var b strings.Builder
	b.WriteString("# One danger, any route\n\nWhat each route comes to, by running `testdata/vignettes/kinds-*.txt`: written by `.ci/generate`, and not by hand. " +
		"The kinds are explained there. A dash is a route on which nothing is said.\n")
	for _, kind := range kinds() {
		routes := found[kind]
		require.GreaterOrEqual(t, len(situationsOf(routes)), leastSituations, "%s", kind)
		fmt.Fprintf(&b, "\n## %s\n\n| place | situation | route | comes to | says |\n|---|---|---|---|---|\n", kind)
		for _, r := range routes {
			if r.pending != "" {
				r.says += " (hole: " + r.pending + ")"
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", r.place, r.situation, strings.TrimSpace(r.text), r.answer, r.says)
		}
		delete(found, kind)
	}
	require.Empty(t, found, "kinds that do not exist")
	holds(t, kindsTable, b.String())
}
