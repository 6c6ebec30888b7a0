package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/.ci/mutate/mutation"
	"github.com/stretchr/testify/require"
)

func every() map[kind]bool {
	all := make(map[kind]bool)
	for _, k := range kinds {
		all[k] = true
	}
	return all
}

// compile builds the program of the folder with the files that stand in place of its own.
func compile(t *testing.T, dir string, replace map[string]string) string {
	t.Helper()
	scratch := t.TempDir()
	text, err := json.Marshal(map[string]any{"Replace": replace})
	require.NoError(t, err)
	overlay, program := filepath.Join(scratch, "overlay.json"), filepath.Join(scratch, "program")
	require.NoError(t, os.WriteFile(overlay, text, 0o644))
	cmd := exec.Command("go", "build", "-overlay", overlay, "-o", program, ".")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	return program
}

func written(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.go")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	return path
}

func output(t *testing.T, program string, env ...string) string {
	t.Helper()
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	return string(out)
}

// wrong writes each mutant into a copy of the source, as somebody who is mistaken would, and compiles them all into a program
// that plays the one whose number VERSION has.
func wrong(t *testing.T, dir string, s *source, mutants []*mutant) string {
	t.Helper()
	replace := make(map[string]string)
	imports, calls := "", ""
	for i, m := range mutants {
		from, to := s.offset(m.site.node.Pos()), s.offset(m.site.node.End())
		by := alternatives(s, m.site.kind, m.site.node)[m.alternative-1]
		text := string(s.text[:from]) + "(" + by + ")" + string(s.text[to:])
		name := fmt.Sprintf("wrong%d", i)
		text = strings.NewReplacer("package main", "package "+name, "func main()", "func Main()").Replace(text)
		replace[filepath.Join(dir, name, "truth.go")] = written(t, text)
		imports += fmt.Sprintf("import %q\n", s.pkg.Module.Path+"/"+name)
		calls += fmt.Sprintf("case \"%d\": %s.Main()\n", i, name)
	}
	replace[s.path] = written(t, "package main\nimport \"os\"\n"+imports+"func main() { switch os.Getenv(\"VERSION\") {\n"+calls+"}}\n")
	return compile(t, dir, replace)
}

// TestSwitchedIsWritten holds each mutant in the switched program to the program in which somebody has written it: the results
// are the same, and so is the order in which the operands are asked.
func TestSwitchedIsWritten(t *testing.T) {
	dir, err := filepath.Abs(filepath.Join("testdata", "truth"))
	require.NoError(t, err)
	sources, err := load(dir, []string{"."})
	require.NoError(t, err)
	require.Len(t, sources, 1)
	s := sources[0]
	sites := find(sources, every())
	switched := compile(t, dir, map[string]string{
		s.path: written(t, string(rewrite(s, sites, s.pkg.Module.Path+"/internal/mutation"))),
		filepath.Join(dir, "internal", "mutation", "mutation.go"): written(t, string(switchSource)),
	})
	original := output(t, compile(t, dir, nil))
	require.Equal(t, original, output(t, switched), "no mutant is in force")
	mutants := mutantsOf(sites)
	mistaken := wrong(t, dir, s, mutants)
	seen := make(map[kind]int)
	for i, m := range mutants {
		seen[m.site.kind]++
		want := output(t, mistaken, fmt.Sprintf("VERSION=%d", i))
		require.NotEqual(t, original, want, "%s: the example does not show the difference", m.key())
		active := fmt.Sprintf("%s=%d:%d", mutation.Active, m.site.number, m.alternative)
		got := output(t, switched, active, mutation.Limit+"=1m", mutation.Memory+"=1000000000")
		require.Equal(t, want, got, "%s", m.key())
	}
	for _, k := range kinds {
		require.NotZero(t, seen[k], "%s", k)
	}
}

func TestWhatIsNoSite(t *testing.T) {
	sources, err := load(filepath.Join("testdata", "truth"), []string{"."})
	require.NoError(t, err)
	for _, m := range mutantsOf(find(sources, every())) {
		require.NotContains(t, m.before, "3 < 4", "a constant is no decision")
		require.NotContains(t, m.before, "answer(a) &&", "an expression with a type of its own would lose it")
	}
}

func TestTheWholeExpressionIsNamed(t *testing.T) {
	sources, err := load(filepath.Join("testdata", "truth"), []string{"."})
	require.NoError(t, err)
	var keys []string
	for _, m := range mutantsOf(find(sources, map[kind]bool{connective: true})) {
		keys = append(keys, m.key().String())
	}
	text := strings.Join(keys, "\n")
	for _, want := range []string{
		`truth.forms: bit("a", a) && bit("b", b) → bit("a", a) || bit("b", b)`,
		`truth.forms: bit("a", a) || bit("b", b) || bit("c", c) → (bit("a", a) || bit("b", b)) && bit("c", c)`,
		`truth.forms: bit("a", a) && bit("b", b) → bit("a", a) || bit("b", b) (2)`,
		`truth.branches: bit("b", b) && // over x > 1 → bit("b", b) || // over x > 1`,
	} {
		require.Contains(t, text, want)
	}
}
