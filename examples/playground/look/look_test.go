package look_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/examples/playground/look"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/report"
	"github.com/stretchr/testify/require"
)

func samples(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../samples/*")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(files), 3)
	texts := map[string]string{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		texts[filepath.Base(file)] = string(data)
	}
	return texts
}

func TestTheSamplesComeOutAsTheySay(t *testing.T) {
	for name, text := range samples(t) {
		answer := look.At(text, 0)
		require.Empty(t, answer.Problems, name)
		for i, c := range answer.Courses {
			require.True(t, c.Holds, "%s: %s: %v", name, c.Name, c.Mismatches)
			require.Equal(t, i == 0, len(c.Steps) > 0, "%s: the open course alone is told in full", name)
		}
		open := answer.Courses[0]
		require.NotEmpty(t, open.Due, name)
		require.Len(t, open.Stands, 3, name)
		require.Len(t, open.Pictures, len(report.Pictures()), name)
		for _, p := range open.Pictures {
			wellFormed(t, p.SVG)
		}
		_, err := json.Marshal(answer)
		require.NoError(t, err)
	}
}

func wellFormed(t *testing.T, text string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		_, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err)
	}
}

// What the rules say is there as data, with its sources and its line.
func TestARefusalSaysWhyAndWhatInstead(t *testing.T) {
	answer := look.At(samples(t)["1-buprenorphine-three-hours-after-heroin.txt"], 0)
	var refused []look.Step
	for _, s := range answer.Courses[0].Steps {
		if s.Status == "refused" {
			refused = append(refused, s)
		}
	}
	require.Len(t, refused, 1)
	require.Equal(t, "order bup.sl 4 mg in office", refused[0].Text)
	lines := strings.Split(samples(t)["1-buprenorphine-three-hours-after-heroin.txt"], "\n")
	require.Equal(t, refused[0].Text, lines[refused[0].Line-1])
	require.NotEmpty(t, refused[0].Instead)
	require.Equal(t, plan.Refused, refused[0].Decision.Status)
	reasons := refused[0].Decision.Reasons()
	require.NotEmpty(t, reasons)
	require.NotEmpty(t, reasons[0].Cites)
}

func TestACaseIsOpenedByItsPlace(t *testing.T) {
	text := samples(t)["2-methadone-after-missed-doses.txt"]
	for asked, opened := range map[int]int{0: 0, 1: 1, 2: 0, -1: 0} {
		answer := look.At(text, asked)
		require.Equal(t, opened, answer.Open)
		require.NotEmpty(t, answer.Courses[opened].Steps)
		require.Empty(t, answer.Courses[1-opened].Steps)
	}
}

// Every problem has the line that it is on, in the words of the library.
func TestProblemsHaveTheirLines(t *testing.T) {
	head := `{"format":"oudpath-journal","version":1,"dialect":"raw","plan":"p","zone":"UTC","jurisdiction":"us"}` + "\n"
	good := `{"type":"stage-move","v":1,"id":"1","at":"2026-03-02T09:00:00Z","body":{"trigger":"assess"}}` + "\n"
	for _, c := range []struct {
		name, text string
		line       int
		says       string
	}{
		{"nothing", "", 1, "nothing in it"},
		{"a word that is none", "profile us\nat 2026-03-02 09:00\nordr bup.sl 4 mg\n  expect allowed", 3, "ordr"},
		{"no place", "at 2026-03-02 09:00\ncows 14\n  expect no block", 1, "no jurisdiction"},
		{"a place that is none", "profile usa-west\nat 2026-03-02 09:00\ncows 14\n  expect no block", 1, "usa-west"},
		{"a rule that is none", "profile us\nat 2026-03-02 09:00\ncows 14\n  expect no block bup.nothing", 4, "bup.nothing"},
		{"nothing is expected", "profile us\nat 2026-03-02 09:00\ncows 14", 1, "nothing is expected"},
		{"a header that is none", "{}", 1, ""},
		{"a journal of no place", `{"format":"oudpath-journal","version":1,"dialect":"raw","plan":"p"}` + "\n" + good, 1, "no jurisdiction"},
		{"a zone that is none", strings.Replace(head, "UTC", "Mars/Base", 1) + good, 1, "Mars/Base"},
		{"an event of no kind", head + good + `{"type":"dance","v":1,"id":"2","at":"2026-03-02T09:00:00Z","body":{}}`, 3, "dance"},
		{"a journal below empty lines", "\n\n" + head + good + "{}", 5, ""},
		{"a member too many", head + strings.Replace(good, `"trigger"`, `"mood":1,"trigger"`, 1), 2, "mood"},
		{"a journal of nothing", head, 1, "no event"},
		{"what the engine does not take", head + good + `{"type":"retracted","v":1,"id":"2","at":"2026-03-02T09:00:00Z","body":{"event":"99","reason":"r"}}`, 3, "99"},
	} {
		answer := look.At(c.text, 0)
		require.NotEmpty(t, answer.Problems, c.name)
		require.Equal(t, c.line, answer.Problems[0].Line, "%s: %v", c.name, answer.Problems)
		require.Contains(t, answer.Problems[0].What, c.says, c.name)
	}
}

// What could be read of a journal before its error is told all the same, and a last line need not end.
func TestAJournalIsToldUpToItsError(t *testing.T) {
	whole := strings.TrimSpace(samples(t)["3-a-journal-of-a-methadone-start.jsonl"])
	lines := strings.Split(whole, "\n")
	require.Len(t, look.At(whole, 0).Courses[0].Steps, len(lines)-1)
	broken := look.At(strings.Join(append(lines[:len(lines):len(lines)], "{"), "\n"), 0)
	require.Equal(t, len(lines)+1, broken.Problems[0].Line)
	require.Len(t, broken.Courses[0].Steps, len(lines)-1)
}

func FuzzAt(f *testing.F) {
	f.Add("profile us\nat 2026-03-02 09:00\ncows 14\n  expect no block", 0)
	f.Add(`{"format":"oudpath-journal","version":1,"dialect":"raw","plan":"p","zone":"UTC","jurisdiction":"us"}`, 3)
	f.Fuzz(func(t *testing.T, text string, open int) {
		answer := look.At(text, open)
		lines := strings.Count(text, "\n") + 1
		for _, p := range answer.Problems {
			require.True(t, p.Line >= 1 && p.Line <= lines, "%d of %d: %s", p.Line, lines, p.What)
		}
		require.True(t, len(answer.Problems)+len(answer.Courses) > 0, "a text comes to something")
	})
}
