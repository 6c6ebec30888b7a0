package scenario_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/scenario"
	"github.com/stretchr/testify/require"
)

const noScript = "no script: "

// notesVignettes reads testdata/notes-vignettes.txt: the scripts that play each vignette of the evidence notes; none where the list
// says why not.
func notesVignettes(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(docs, "notes-vignettes.txt"))
	require.NoError(t, err)
	played := map[string][]string{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		vignette, answer, ok := strings.Cut(line, " = ")
		require.Truef(t, ok && answer != "", "a line without an answer: %q", line)
		require.NotContains(t, played, vignette, "a vignette twice")
		played[vignette] = nil
		if why, none := strings.CutPrefix(answer, noScript); none {
			require.NotEmptyf(t, why, "no reason: %q", line)
			continue
		}
		scripts, _, _ := strings.Cut(answer, ";")
		played[vignette] = strings.Split(scripts, ", ")
	}
	require.NotEmpty(t, played)
	return played
}

// noteVignette is how the source of a case names a vignette of the notes.
var noteVignette = regexp.MustCompile(`(clinical-us\.md H|clinical-intl\.md 6) V\d+|content-2026-11\.md A1 (first|second|third)\b`)

// TestNotesVignettes compares the list of the vignettes of the notes with the scripts, both ways.
func TestNotesVignettes(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(docs, "vignettes", "*.txt"))
	require.NoError(t, err)
	told := map[string]map[string]bool{}
	for _, name := range files {
		f, err := os.Open(name)
		require.NoError(t, err)
		script, err := scenario.Parse(filepath.Base(name), f)
		require.NoError(t, err)
		require.NoError(t, f.Close())
		for _, c := range script.Cases {
			for _, source := range c.Sources {
				for _, vignette := range noteVignette.FindAllString(source, -1) {
					if told[vignette] == nil {
						told[vignette] = map[string]bool{}
					}
					told[vignette][filepath.Base(name)] = true
				}
			}
		}
	}
	played := notesVignettes(t)
	for _, vignette := range slices.Sorted(maps.Keys(played)) {
		if want, got := slices.Sorted(slices.Values(played[vignette])), slices.Sorted(maps.Keys(told[vignette])); !slices.Equal(want, got) {
			t.Errorf("%s: the list has the scripts %q, and these tell it: %q", vignette, want, got)
		}
	}
	for _, vignette := range slices.Sorted(maps.Keys(told)) {
		if _, ok := played[vignette]; !ok {
			t.Errorf("%q tells %s, which the list lacks", slices.Sorted(maps.Keys(told[vignette])), vignette)
		}
	}
}

// TestNotesVignettesOfTheNotes compares the list with the notes, both ways, where OUDPATH_EVIDENCE names their folder.
func TestNotesVignettesOfTheNotes(t *testing.T) {
	folder := os.Getenv("OUDPATH_EVIDENCE")
	if folder == "" {
		t.Skip("OUDPATH_EVIDENCE does not name the folder of the evidence notes")
	}
	row, line := regexp.MustCompile(`(?m)^\| (V\d+) \|`), regexp.MustCompile(`(?m)^Vignettes: `)
	sections := map[string]string{"clinical-us.md": "H", "clinical-intl.md": "6"}
	files, err := filepath.Glob(filepath.Join(folder, "*.md"))
	require.NoError(t, err)
	found := map[string]bool{}
	for _, name := range files {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		base := filepath.Base(name)
		for _, m := range row.FindAllStringSubmatch(string(text), -1) {
			found[strings.Join([]string{base, sections[base], m[1]}, " ")] = true
		}
		for range line.FindAllString(string(text), -1) { // one line in all, with three of them
			for _, which := range []string{"first", "second", "third"} {
				require.NotContains(t, found, base+" A1 "+which, "a second line of vignettes: give it a name of its own")
				found[base+" A1 "+which] = true
			}
		}
	}
	require.Equal(t, slices.Sorted(maps.Keys(found)), slices.Sorted(maps.Keys(notesVignettes(t))))
}
