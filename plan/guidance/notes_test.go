package guidance_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/stretchr/testify/require"
)

// answer is what the library has of an id that the evidence notes name.
type answer struct {
	kind string   // one of answerKinds
	ids  []string // what is named: rules, a duty, a limit, a product; or the folder and the test that show it
	why  string   // the reason of what is not built, and of what is of our own
}

const (
	ownKind      = "of our own:"
	notBuiltKind = "not built:"
)

var answerKinds = []string{"rule", "duty", "limit", "product", "shown by", notBuiltKind, ownKind}

// notesIDs reads testdata/notes-ids.txt. An id stands in it once.
func notesIDs(t *testing.T) map[string]answer {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "testdata", "notes-ids.txt"))
	require.NoError(t, err)
	answers := map[string]answer{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		id, rest, ok := strings.Cut(line, " = ")
		require.Truef(t, ok, "a line without an answer: %q", line)
		require.NotContainsf(t, answers, id, "an id twice")
		answers[id] = answerOf(t, line, rest)
	}
	require.NotEmpty(t, answers)
	return answers
}

func answerOf(t *testing.T, line, text string) answer {
	t.Helper()
	for _, kind := range answerKinds {
		rest, ok := strings.CutPrefix(text, kind+" ")
		if !ok {
			continue
		}
		if kind == notBuiltKind || kind == ownKind {
			return answer{kind: kind, why: rest}
		}
		named, _, _ := strings.Cut(rest, ";")
		ids := strings.FieldsFunc(named, func(r rune) bool { return r == ',' || r == ' ' })
		require.NotEmptyf(t, ids, "an answer that names nothing: %q", line)
		return answer{kind: kind, ids: ids}
	}
	t.Fatalf("an answer of no kind: %q", line)
	return answer{}
}

// namesEverywhere are the rules and duties of the catalogue, over all places, with the rule or duty that each other name stands for.
func namesEverywhere(t *testing.T) (rules, duties map[string]bool, named map[string]string, limits func(string) bool) {
	t.Helper()
	rules, duties, named = map[string]bool{}, map[string]bool{}, map[string]string{}
	var engines []*plan.Engine
	for _, place := range jurisdiction.All() {
		engine := engineFor(t, place.ID)
		engines = append(engines, engine)
		for _, r := range engine.Rules() {
			rules[string(r.ID)] = true
			for _, alias := range r.Aliases {
				named[string(alias)] = string(r.ID)
			}
		}
	}
	for _, d := range guidance.Duties() {
		duties[string(d.ID)] = true
	}
	for old, now := range guidance.Renamed() {
		if len(now) == 1 {
			named[string(old)] = string(now[0])
		}
	}
	return rules, duties, named, func(id string) bool {
		return slices.ContainsFunc(engines, func(e *plan.Engine) bool {
			_, ok := e.Parameter(plan.ParamID(id))
			return ok
		})
	}
}

// TestNotesIDs compares the list of what the evidence notes name with the catalogue of every place: what an answer names exists, an
// alias answers with the rule that has it, nothing that exists is listed as not built, and no rule or duty is named by nobody.
func TestNotesIDs(t *testing.T) {
	rules, duties, named, limits := namesEverywhere(t)
	answers := notesIDs(t)
	told := map[string]bool{}
	for _, id := range slices.Sorted(maps.Keys(answers)) {
		a := answers[id]
		switch a.kind {
		case "rule":
			for _, r := range a.ids {
				told[r] = true
				if !rules[r] {
					t.Errorf("%s: no place has the rule %q", id, r)
				}
			}
		case "duty":
			told[a.ids[0]] = true
			if len(a.ids) != 1 || !duties[a.ids[0]] {
				t.Errorf("%s: there is no duty %q", id, a.ids)
			}
		case "limit":
			if len(a.ids) != 1 || !limits(a.ids[0]) {
				t.Errorf("%s: no place has the limit %q", id, a.ids)
			}
		case "product":
			if _, ok := medication.Lookup(medication.ProductID(a.ids[0])); !ok || len(a.ids) != 1 {
				t.Errorf("%s: there is no product %q", id, a.ids)
			}
		case "shown by":
			if !hasTest(t, a.ids) {
				t.Errorf("%s: nothing shows it: %q", id, a.ids)
			}
		case notBuiltKind:
			if rules[id] || duties[id] || named[id] != "" {
				t.Errorf("%s is listed as not built, and exists", id)
			}
		}
		if own := rules[id] || duties[id]; own && a.kind != ownKind && !slices.Equal(a.ids, []string{id}) {
			t.Errorf("%s is in the catalogue by this id, and listed as %q", id, a.ids)
		}
		if now := named[id]; now != "" && !slices.Contains(a.ids, now) {
			t.Errorf("%s is another name for %s, and listed as %q", id, now, a.ids)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(answers)) {
		if answers[id].kind != ownKind {
			continue
		}
		if told[id] || !rules[id] && !duties[id] {
			t.Errorf("%s is listed as of our own: named by the notes %v, in the catalogue %v", id, told[id], rules[id] || duties[id])
		}
		told[id] = true
	}
	for _, id := range slices.Sorted(maps.Keys(rules)) {
		if !told[id] {
			t.Errorf("the rule %s is named by nothing", id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(duties)) {
		if !told[id] {
			t.Errorf("the duty %s is named by nothing", id)
		}
	}
}

// hasTest reports whether the folder, from the root of the repository, has the test.
func hasTest(t *testing.T, where []string) bool {
	t.Helper()
	if len(where) != 2 {
		return false
	}
	files, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(where[0]), "*_test.go"))
	require.NoError(t, err)
	return slices.ContainsFunc(files, func(name string) bool {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		return strings.Contains(string(text), "\nfunc "+where[1]+"(")
	})
}

// TestNotesIDsOfTheNotes compares the list with the notes themselves, both ways, where OUDPATH_EVIDENCE names their folder.
func TestNotesIDsOfTheNotes(t *testing.T) {
	folder := os.Getenv("OUDPATH_EVIDENCE")
	if folder == "" {
		t.Skip("OUDPATH_EVIDENCE does not name the folder of the evidence notes")
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.md"))
	require.NoError(t, err)
	answers, found := notesIDs(t), map[string]bool{}
	rules, duties, _, _ := namesEverywhere(t)
	begins := func(family string) bool {
		in := func(id string) bool { return strings.HasPrefix(id, family) }
		return slices.ContainsFunc(slices.Collect(maps.Keys(rules)), in) || slices.ContainsFunc(slices.Collect(maps.Keys(duties)), in) ||
			slices.ContainsFunc(slices.Collect(maps.Keys(answers)), func(id string) bool { return in(id) && !strings.HasSuffix(id, "*") })
	}
	ids := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, id := range idsIn(string(text)) {
			ids++
			found[id] = true
			family, whole := strings.CutSuffix(id, "*")
			if _, ok := answers[id]; !ok && !(whole && begins(family)) {
				t.Errorf("%s names %s, which the list lacks", filepath.Base(name), id)
			}
		}
	}
	require.Greater(t, ids, 400, "so few ids: the form in which the notes write them was not recognized")
	for _, id := range slices.Sorted(maps.Keys(answers)) {
		if answers[id].kind != ownKind && !found[id] {
			t.Errorf("the list has %s, which no note names", id)
		}
		if answers[id].kind == ownKind && found[id] {
			t.Errorf("%s is listed as of our own, and the notes name it", id)
		}
	}
}

var (
	noteID     = regexp.MustCompile(`^[a-z][a-z0-9-]*(\.>?[a-z0-9][a-z0-9-]*)*(\.\*)?$`)
	noteQuoted = regexp.MustCompile("`([^`]+)`")
	noteFile   = regexp.MustCompile(`\.(md|json|html|xml|fsh)$`)
)

// idsIn returns the ids that a note names: what stands in quotes in a dotted form, and what stands in the column of the ids of a
// table whose heading says that it has one. ".daily" beside "wm.lofexidine.single" is "wm.lofexidine.daily".
func idsIn(text string) (ids []string) {
	var heading []string
	for line := range strings.Lines(text) {
		cells, table := cellsOf(line)
		switch {
		case !table:
			heading = nil
		case heading == nil:
			heading = cells
		case holdsID(heading) >= 0 && holdsID(heading) < len(cells):
			ids = append(ids, idsInCell(cells[holdsID(heading)])...)
		}
		for _, quoted := range noteQuoted.FindAllStringSubmatch(line, -1) {
			id, _, _ := strings.Cut(quoted[1], "=")
			if strings.Contains(id, ".") && noteID.MatchString(id) && !noteFile.MatchString(id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

func cellsOf(line string) (cells []string, table bool) {
	line = strings.TrimSpace(line)
	if !strings.HasPrefix(line, "|") {
		return nil, false
	}
	for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
		cells = append(cells, strings.TrimSpace(cell))
	}
	return cells, true
}

// holdsID returns the column of the ids of rules; -1 if the table has none.
func holdsID(heading []string) int {
	for i, cell := range heading {
		switch strings.ToLower(cell) {
		case "rule id":
			return i
		case "id":
			if i+1 < len(heading) && slices.Contains([]string{"severity", "sev.", "use", "for"}, strings.ToLower(heading[i+1])) {
				return i
			}
		}
	}
	return -1
}

// idsInCell reads "a.b, .c / .d" and "a.b/c". A word without a dot is an id only if it stands alone.
func idsInCell(cell string) (ids []string) {
	words := strings.FieldsFunc(strings.ReplaceAll(cell, "`", ""), func(r rune) bool { return r == ',' || r == ' ' })
	for _, word := range words {
		for i, part := range strings.Split(word, "/") {
			stem := ""
			if len(ids) > 0 {
				last := ids[len(ids)-1]
				stem = last[:strings.LastIndex(last, ".")+1]
			}
			switch {
			case part == "":
			case strings.HasPrefix(part, ".") && stem != "":
				ids = append(ids, stem+part[1:])
			case i > 0 && !strings.Contains(part, "."):
				ids = append(ids, stem+part)
			case noteID.MatchString(part) && (strings.Contains(part, ".") || len(words) == 1):
				ids = append(ids, part)
			}
		}
	}
	return ids
}

func TestIDsInNotes(t *testing.T) {
	const note = "| rule id | severity |\n|---|---|\n| wm.single, .daily / .interval | block |\n| wm.hepatic/renal | warning |\n| dental | advice |\n" +
		"| `a.b`, see C | x |\n\n`bup.tele.initial-max=6 months` `README.md` `otp.*` `plain` `Upper.case`\n" +
		"| id | generic |\n|---|---|\n| methadone.tab | no rule |\n"
	want := []string{"wm.single", "wm.daily", "wm.interval", "wm.hepatic", "wm.renal", "dental", "a.b", "a.b", "bup.tele.initial-max", "otp.*"}
	require.Equal(t, want, idsIn(note))
}
