package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/oudpath/oudpath/examples/internal/command"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/report"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

// write makes a small journal and returns its path.
func write(t *testing.T, folder, name, jurisdiction, zone string) string {
	t.Helper()
	var out bytes.Buffer
	w, err := journal.NewWriter(&out, journal.Header{Dialect: journal.Raw, Plan: plan.ID(name), Zone: zone, Jurisdiction: jurisdiction})
	require.NoError(t, err)
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	nurse := record.Actor{ID: "n1"}
	require.NoError(t, w.Append(record.Event{ID: "a", At: at, Actor: nurse, Body: record.StageMove{Trigger: stages.Assess}}))
	require.NoError(t, w.Append(record.Event{ID: "b", At: at.Add(time.Hour), Actor: nurse,
		Body: record.StageMove{Trigger: stages.BeginTherapy}}))
	path := filepath.Join(folder, name+".jsonl")
	require.NoError(t, os.WriteFile(path, out.Bytes(), 0o600))
	return path
}

func execute(args ...string) (status int, stdout, stderr string) {
	var out, errs bytes.Buffer
	status = run(args, &out, &errs)
	return status, out.String(), errs.String()
}

func TestOwnJournals(t *testing.T) {
	folder := t.TempDir()
	one := write(t, folder, "one", "us", "America/New_York")
	write(t, folder, "two", "gb", "Europe/London")
	require.NoError(t, os.WriteFile(filepath.Join(folder, "two.md"), []byte("\n# A person in London\n\n> What it shows.\n"), 0o600))
	status, out, errs := execute(folder)
	require.Equal(t, command.OK, status, errs)
	require.Contains(t, out, "Your journals")
	require.NotContains(t, out, "nvented")
	require.Contains(t, out, "\n 1  one ")
	require.Contains(t, out, "referral > assessment > therapy")
	require.Contains(t, out, "\n 2  A person in London ")
	require.Contains(t, out, "What it shows.")
	require.Contains(t, out, "go run ./examples/journey "+folder+" 2")
	require.NotContains(t, out, "\x1b", "no color but on a terminal")

	for _, args := range [][]string{{folder, "2"}, {"2", folder}, {filepath.Join(folder, "two.jsonl")}} {
		status, out, errs = execute(args...)
		require.Equal(t, command.OK, status, errs)
		require.Contains(t, out, "Europe/London")
		require.NotContains(t, out, "New_York")
	}
	status, out, _ = execute("2", "1", folder)
	require.Equal(t, command.OK, status)
	require.Less(t, strings.Index(out, "Europe/London"), strings.Index(out, "America/New_York"), "in the order asked for")
	_, out, _ = execute("-all", folder)
	require.Equal(t, 2, strings.Count(out, "Due next"))

	t.Chdir(folder)
	require.NoError(t, os.Rename(one, "7"))
	status, _, errs = execute("7")
	require.Equal(t, command.OK, status, "a file whose name is a number: %s", errs)
}

// TestJSONIsOneDocument, an array whether one journey is asked for or several, and none.
func TestJSONIsOneDocument(t *testing.T) {
	folder := t.TempDir()
	one := write(t, folder, "one", "us", "America/New_York")
	write(t, folder, "two", "gb", "Europe/London")
	for want, args := range map[int][]string{2: {"-json", folder}, 1: {"--json", one}, 0: {"-json", write(t, t.TempDir(), "none", "", "")}} {
		_, out, _ := execute(args...)
		var journeys []report.Journey
		require.NoError(t, json.Unmarshal([]byte(out), &journeys))
		require.Len(t, journeys, want)
		for _, j := range journeys {
			require.Equal(t, "therapy", j.Stage)
			require.NotContains(t, out, "null")
		}
	}
}

func TestAJournalThatCannotBeReadKeepsNoOtherFromBeingShown(t *testing.T) {
	folder := t.TempDir()
	empty := filepath.Join(folder, "a.jsonl")
	require.NoError(t, os.WriteFile(empty, []byte("{}\n"), 0o600))
	bad := write(t, folder, "bad", "us", "UTC")
	write(t, folder, "good", "us", "UTC")
	text, err := os.ReadFile(bad)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(bad, bytes.Replace(text, []byte(`"begin-therapy"`), []byte(`7`), 1), 0o600))
	status, out, errs := execute(folder)
	require.Equal(t, command.Input, status)
	require.Contains(t, errs, "line 3")
	require.Contains(t, errs, "/body/trigger")
	require.Contains(t, out, "\n 2  bad ", "what came before the bad line is shown, and under the number by which it is opened")
	require.Contains(t, out, "\n    referral > assessment\n")
	require.Contains(t, out, "\n 3  good ")
	require.Contains(t, out, "\n    referral > assessment > therapy\n")
}

func TestBadArguments(t *testing.T) {
	folder := t.TempDir()
	path := write(t, folder, "one", "", "UTC")
	nowhere, unknown := write(t, folder, "nowhere", "us", ""), write(t, folder, "unknown", "us", "Mars/Olympus")
	for name, args := range map[string][]string{
		"flag":       {"-nothing"},
		"file":       {filepath.Join(folder, "no such")},
		"empty":      {t.TempDir()},
		"number":     {"11"},
		"zero":       {"0"},
		"width":      {"-width", "39"},
		"zone":       {"-zone", "Nowhere", path},
		"day":        {"-as-of", "tomorrow", path},
		"no profile": {path},
		"profile":    {"-jurisdiction", "mars", path},
		"no zone":    {nowhere},
		"its zone":   {unknown},
	} {
		status, out, errs := execute(args...)
		require.Equal(t, command.Input, status, name)
		require.Empty(t, out, name)
		require.NotEmpty(t, errs, name)
		require.LessOrEqual(t, strings.Count(errs, "\n"), 3, "the reason, and where help is: %s", errs)
	}
	_, _, errs := execute("-jurisdiction", "fr")
	require.Contains(t, errs, `unknown jurisdiction "fr"`)
	require.Contains(t, errs, "us-wi", "those that there are")
	require.NotContains(t, errs, "did you mean", "nothing is near")
	_, _, errs = execute("-jurisdiction", "us-wy")
	require.Contains(t, errs, `did you mean "us-wi"?`)
	for _, file := range []string{path, nowhere, unknown} {
		status, out, errs := execute("-jurisdiction", "gb", "-zone", "Europe/London", "-as-of", "2026-04-01", file)
		require.Equal(t, command.OK, status, errs)
		require.Contains(t, out, "Europe/London")
	}
}

// TestHelp: it begins with what the program does, names what can be written, and is no mistake.
func TestHelp(t *testing.T) {
	for _, flag := range []string{"-h", "--help"} {
		status, out, errs := execute(flag)
		require.Equal(t, command.OK, status)
		require.Empty(t, errs)
		require.True(t, strings.HasPrefix(out, "Journey shows paths through treatment"))
		for _, word := range []string{"FILE… FOLDER…", "-why", "-refused", "-sources", "-width columns", "Exit status:"} {
			require.Contains(t, out, word)
		}
	}
}

// TestTheMainJob runs it as a newcomer does: one screen with every journey and how to open one.
func TestTheMainJob(t *testing.T) {
	status, out, errs := execute()
	require.Equal(t, command.OK, status, errs)
	require.Empty(t, errs)
	files := repositoryJourneys(t)
	require.Contains(t, out, "nvented")
	require.LessOrEqual(t, strings.Count(out, "\n"), 2*len(files)+3, "a journey in two lines: shorten its heading or the sentence below it")
	require.Contains(t, out, "\nOpen one: go run ./examples/journey 3   (")
	for number := range files {
		require.Contains(t, out, fmt.Sprintf("\n%2d  ", number+1))
	}
}

// TestTheJourneysOfTheRepository opens each in every way: no line is wider than asked for, sources stand once, and findings are short.
func TestTheJourneysOfTheRepository(t *testing.T) {
	for _, width := range []string{"40", "80", "120"} {
		for _, view := range [][]string{{"-all"}, {"--why"}, {"-refused"}, {"-sources"}, {}} {
			status, out, errs := execute(append(view, "-width", width)...)
			require.Equal(t, command.OK, status, errs)
			require.NotEmpty(t, out)
			most, _ := strconv.Atoi(width)
			for line := range strings.Lines(out) {
				require.LessOrEqual(t, utf8.RuneCountInString(strings.TrimRight(line, "\n")), most, "%s %q", view, line)
			}
		}
	}
	for number := range repositoryJourneys(t) {
		_, folded, _ := execute(strconv.Itoa(number + 1))
		_, whole, _ := execute(strconv.Itoa(number+1), "--why")
		require.Equal(t, 1, strings.Count(folded, "\nSources"))
		require.Equal(t, 1, strings.Count(whole, "\nSources"))
		require.Less(t, strings.Count(folded, "\n"), 150, "journey %d", number+1)
		require.Less(t, strings.Count(folded, "\n"), strings.Count(whole, "\n"))
	}
}
