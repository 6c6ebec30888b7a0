package plan_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "github.com/oudpath/oudpath/"

// floors is the layout of the house: a package imports only what stands on a floor below its own. The first prefix that fits
// decides. The reasons stand in ARCHITECTURE.md.
var floors = []struct {
	prefix string
	floor  int
	why    string
}{
	{"plan/civil", 0, "the calendar day is below everything"},
	{"plan/evidence", 0, "citations are below everything that cites"},
	{"plan/truth", 0, "yes, no and unknown are below everything"},
	{"plan/vocabulary", 0, "names of closed words are below everything that has some"},
	{"plan/internal/server", 7, "limits of a server are for services alone"},
	{"internal/fixtures", 7, "tests of any floor find public inputs by it, and no package does"},
	{"plan/internal", 0, "tools of the house know nothing of what it is for"},
	{"medication", 1, "products and doses know no stages, rules or plans"},
	{"stages/scale", 1, "instruments know no drugs and no plans"},
	{"stages", 1, "pathways know no drugs and no plans"},
	{"plan/education", 1, "what is told to people knows no drugs of a catalogue, no rules and no plans"},
	{"plan/record", 2, "what can be on record knows no rules and no engine"},
	{"plan/exposure", 3, "what is in the body and in the hand knows no rules and no places"},
	{"plan/guidance", 5, "rules hold no numbers, so they know no jurisdiction"},
	{"plan/journal", 5, "the wire format knows events and no rules"},
	{"plan/jurisdiction", 6, "values are set on top of the parameters that rules declare"},
	{"plan/agenda", 6, "an agenda reads plans and keeps none"},
	{"plan/measure", 6, "a measure reads plans and keeps none"},
	{"plan/calendar", 6, "calendars propose by the values of a place and name none"},
	{"plan/choice", 6, "choices are weighed by the values of a place and name none"},
	{"plan/sim", 7, "simulation takes a jurisdiction as input and never imports one"},
	{"plan/fhir", 7, "FHIR is another way to say what events say, and knows no rules"},
	{"plan/ledger", 7, "stores keep what an engine recorded and know no rules"},
	{"plan/httpapi", 8, "a service stands on the ledger and on reports"},
	{"plan/cdshooks", 8, "a service stands on FHIR, on calendars and on agendas"},
	{"plan/audit", 8, "an audit reads journals and FHIR records"},
	{"plan/", 7, "edges of the library do not know each other"},
	{"plan", 4, "the kernel knows no catalogue, no jurisdiction and no wire format"},
	{"examples", 9, "programs stand on top"},
}

// Within a floor packages do not know each other, except for these.
var neighbors = map[string][]string{
	"plan/vocabulary":   {"plan/vocabulary"}, // the kit and its laws
	"plan/evidence":     {"plan/vocabulary"}, // a provenance is a closed word
	"plan/truth":        {"plan/vocabulary"}, // so is an answer
	"plan/sim":          {"plan/sim"},        // the parts of one subject
	"plan/fhir":         {"plan/fhir"},       // resources as JSON, and what they mean
	"plan/cdshooks":     {"plan/cdshooks"},   // the service, and what checks documents of others
	"plan/ledger":       {"plan/ledger"},     // the port, the stores, and their test
	"plan/guidance":     {"plan/guidance"},
	"plan/jurisdiction": {"plan/jurisdiction"},
	"plan/internal":     {"plan/internal"},
	"examples":          {"examples"},
}

// allowed are the modules from outside, and the only packages that may import them.
var allowed = map[string][]string{
	"github.com/looplab/fsm":   {"stages"},
	"github.com/google/go-cmp": {"plan/plantest"},
}

type listed struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	Imports    []string
}

func TestFloors(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports", module+"...").Output()
	require.NoError(t, err)
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	packages := 0
	for decoder.More() {
		var p listed
		require.NoError(t, decoder.Decode(&p))
		packages++
		path := strings.TrimPrefix(p.ImportPath, module)
		_, own, why, ok := floorOf(path)
		if !ok {
			t.Errorf("%s stands on no floor: put it into the table of this test and into ARCHITECTURE.md", path)
			continue
		}
		for _, imported := range p.Imports {
			checkImport(t, path, own, why, imported)
		}
		checkShort(t, path, p)
		if own < edges {
			checkPure(t, path, p)
		}
	}
	require.Greater(t, packages, 8, "go list found too few packages for this test to mean anything")
}

// longest is how many lines a file that people write may have. What grows beyond it has a second subject, which gets a file of its own.
const longest = 400

func checkShort(t *testing.T, path string, p listed) {
	t.Helper()
	for _, name := range p.GoFiles {
		source, err := os.ReadFile(filepath.Join(p.Dir, name))
		require.NoError(t, err)
		if lines := strings.Count(string(source), "\n"); lines > longest && !strings.Contains(string(source), "// Code generated") {
			t.Errorf("%s/%s has %d lines, and may have %d", path, name, lines, longest)
		}
	}
}

// edges is the first floor on which a package may read a clock or a file. Everything below is a function of what it is given.
const edges = 7

var impure = []string{"os", "io/fs", "net", "net/http", "math/rand", "math/rand/v2", "log", "log/slog", "os/exec", "unsafe"}

func checkPure(t *testing.T, path string, p listed) {
	t.Helper()
	for _, imported := range p.Imports {
		if slices.Contains(impure, imported) {
			t.Errorf("%s imports %s: below floor %d nothing reads a clock, does input or output, or rolls dice", path, imported, edges)
		}
	}
	for _, name := range p.GoFiles {
		source, err := os.ReadFile(filepath.Join(p.Dir, name))
		require.NoError(t, err)
		if regexp.MustCompile(`\btime\.(Now|Since|Until|After|Tick)\(`).Match(source) {
			t.Errorf("%s/%s reads the clock: time is always an argument", path, name)
		}
	}
}

func floorOf(path string) (prefix string, floor int, why string, ok bool) {
	for _, f := range floors {
		if path == f.prefix || strings.HasPrefix(path, strings.TrimSuffix(f.prefix, "/")+"/") {
			return f.prefix, f.floor, f.why, true
		}
	}
	return "", 0, "", false
}

func checkImport(t *testing.T, path string, own int, why, imported string) {
	t.Helper()
	if inner, ok := strings.CutPrefix(imported, module); ok {
		group, floor, _, _ := floorOf(inner)
		mine, _, _, _ := floorOf(path)
		if floor < own || floor == own && slices.Contains(neighbors[mine], group) {
			return
		}
		t.Errorf("%s (floor %d) imports %s (floor %d), but may import only what is below it: %s", path, own, inner, floor, why)
		return
	}
	first, _, _ := strings.Cut(imported, "/")
	if !strings.Contains(first, ".") {
		return // standard library
	}
	for dependency, users := range allowed {
		if imported == dependency || strings.HasPrefix(imported, dependency+"/") {
			if !slices.Contains(users, path) {
				t.Errorf("%s imports %s, which only %s may: an embedder inherits every dependency of the core", path, imported,
					strings.Join(users, ", "))
			}
			return
		}
	}
	t.Errorf("%s imports %s: the core depends on the standard library and looplab/fsm alone; heavier things live in nested modules", path,
		imported)
}
