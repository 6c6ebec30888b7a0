package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

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
	require.NoError(t, w.Append(record.Event{ID: "a", At: at, Actor: record.Actor{ID: "n1"}, Body: record.StageMove{Trigger: stages.Assess}}))
	require.NoError(t, w.Append(record.Event{ID: "b", At: at.Add(time.Hour), Actor: record.Actor{ID: "n1"}, Body: record.StageMove{Trigger: stages.BeginTherapy}}))
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
	write(t, folder, "one", "us", "America/New_York")
	write(t, folder, "two", "gb", "Europe/London")
	require.NoError(t, os.WriteFile(filepath.Join(folder, "two.md"), []byte("\n# A person in the United Kingdom\n"), 0o600))
	status, out, errs := execute(folder)
	require.Equal(t, exitOK, status, errs)
	require.Contains(t, out, "A person in the United Kingdom")
	require.Contains(t, out, "All journeys")
	require.NotContains(t, out, "\x1b", "no color but on a terminal")

	status, out, errs = execute("-json", filepath.Join(folder, "one.jsonl"))
	require.Equal(t, exitOK, status, errs)
	var j report.Journey
	decoder := json.NewDecoder(strings.NewReader(out))
	require.NoError(t, decoder.Decode(&j))
	require.Equal(t, "therapy", j.Stage)
}

func TestAJournalThatCannotBeReadKeepsNoOtherFromBeingShown(t *testing.T) {
	folder := t.TempDir()
	good := write(t, folder, "good", "us", "UTC")
	bad := write(t, folder, "bad", "us", "UTC")
	text, err := os.ReadFile(bad)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(bad, bytes.Replace(text, []byte(`"begin-therapy"`), []byte(`7`), 1), 0o600))
	status, out, errs := execute(bad, good)
	require.Equal(t, exitInput, status)
	require.Contains(t, errs, "line 3")
	require.Contains(t, errs, "/body/trigger")
	require.Contains(t, out, "good: referral > assessment > therapy")
	require.Contains(t, out, "bad: referral > assessment;", "what came before the bad line is shown")
}

func TestBadArguments(t *testing.T) {
	folder := t.TempDir()
	path := write(t, folder, "one", "", "UTC")
	nowhere, unknown := write(t, folder, "nowhere", "us", ""), write(t, folder, "unknown", "us", "Mars/Olympus")
	for name, args := range map[string][]string{
		"flag":       {"-nothing"},
		"file":       {filepath.Join(folder, "no such")},
		"empty":      {t.TempDir()},
		"zone":       {"-zone", "Nowhere", path},
		"day":        {"-as-of", "tomorrow", path},
		"no profile": {path},
		"profile":    {"-profile", "mars", path},
		"no zone":    {nowhere},
		"its zone":   {unknown},
	} {
		status, _, errs := execute(args...)
		require.Equal(t, exitInput, status, name)
		require.NotEmpty(t, errs, name)
	}
	for _, file := range []string{path, nowhere, unknown} {
		status, out, errs := execute("-profile", "gb", "-zone", "Europe/London", "-as-of", "2026-04-01", file)
		require.Equal(t, exitOK, status, errs)
		require.Contains(t, out, "days in Europe/London")
	}
}

// TestTheJourneysOfTheRepository runs the main job as a newcomer does.
func TestTheJourneysOfTheRepository(t *testing.T) {
	status, out, errs := execute()
	require.Equal(t, exitOK, status, errs)
	require.Empty(t, errs)
	require.GreaterOrEqual(t, strings.Count(out, "\nDue next\n"), 6, "at least six journeys")
	for line := range strings.Lines(out) {
		require.LessOrEqual(t, len([]rune(strings.TrimRight(line, "\n"))), 80, "%q", line)
	}
}
