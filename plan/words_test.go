package plan_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Words about people. The older ones appear only where a reader would search for them, in the places named here.
var words = []struct {
	stem        string // literal that every match contains, in lower case: looking for it first keeps this test quick
	old, better string
	where       []string // path prefixes where the old word may stand, for those who search for it
}{
	{"addict", `\baddicts?\b`, "person with opioid use disorder", nil},
	{"", `\b(junkies?|druggies?|abusers?|alcoholics?)\b`, "person with a substance use disorder", nil},
	{" abuse", `\b(drug|substance|opioid|heroin) abuse\b`, "use, or use disorder", []string{"stages/scale/", "plan/fhir/", titles}},
	{"", `\b(clean|dirty) (urine|test|screen|sample)s?\b`, "negative or positive test", nil},
	{"relaps", `\brelaps\w*`, "return to use", []string{"README.md", "ARCHITECTURE.md", "CHANGELOG.md", "testdata/README.md", "stages/",
		"plan/guidance/", "plan/sim/", "plan/scenario/", "plan/fhir/", "examples/trials/", "testdata/vignettes/", "testdata/notes-ids.txt"}},
	{"assisted", `\bmedication[- ]assisted\b`, "medication for opioid use disorder", []string{"stages/", "plan/jurisdiction/",
		"plan/guidance/", "examples/choice/testdata/", "README.md", titles}},
	{"complian", `\bnon-?complian\w*`, "did not take, did not attend", nil},
	{"refuses", `\brefuses treatment\b`, "declines treatment", nil},
}

// titles holds the titles of documents, which are as their authors wrote them.
const titles = "plan/evidence/bibliography"

func TestWords(t *testing.T) {
	out, err := exec.Command("git", "-C", "..", "ls-files").Output()
	if err != nil {
		t.Skip("not installed: the list of words is checked in a git checkout")
	}
	for path := range strings.Lines(string(out)) {
		path = strings.TrimSpace(path)
		switch filepath.Ext(path) {
		case ".go", ".md", ".txt":
		default:
			continue
		}
		if strings.HasSuffix(path, "words_test.go") {
			continue
		}
		text, err := os.ReadFile(filepath.Join("..", path))
		if os.IsNotExist(err) {
			continue
		}
		require.NoError(t, err)
		checkWords(t, path, strings.ToLower(string(text)))
	}
}

func checkWords(t *testing.T, path, text string) {
	t.Helper()
	for _, w := range words {
		if startsWithAny(path, w.where) {
			continue
		}
		if !strings.Contains(text, w.stem) {
			continue
		}
		old := regexp.MustCompile(w.old)
		for _, place := range old.FindAllStringIndex(text, -1) {
			line := 1 + strings.Count(text[:place[0]], "\n")
			t.Errorf("%s:%d: %q: write %s", path, line, text[place[0]:place[1]], w.better)
		}
	}
}

func startsWithAny(path string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(path, p) {
			return true
		}
	}
	return false
}
