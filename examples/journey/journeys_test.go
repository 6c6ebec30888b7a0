package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/scenario"
	"github.com/stretchr/testify/require"
)

// repositoryJourneys lists the journals of the repository.
func repositoryJourneys(t *testing.T) []string {
	t.Helper()
	files, err := journals(nil)
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(files), 8)
	return files
}

// TestTheJourneysHaveTheirOneForm reads each journal and writes it again: the bytes stay, so that a change to one shows as a
// change of its events only.
func TestTheJourneysHaveTheirOneForm(t *testing.T) {
	for _, file := range repositoryJourneys(t) {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		header, events, err := journal.ReadAll(bytes.NewReader(text), journal.Options{Dialect: journal.Raw})
		require.NoError(t, err, file)
		var again bytes.Buffer
		w, err := journal.NewWriter(&again, header)
		require.NoError(t, err)
		for _, ev := range events {
			require.NoError(t, w.Append(ev))
		}
		require.Equal(t, string(text), again.String(), file)
	}
}

// TestTheJourneysAreWholeStories holds what a reader relies on: a description, a jurisdiction that is there, months of care, events
// in the order of arrival, and nothing that the engine derives by itself.
func TestTheJourneysAreWholeStories(t *testing.T) {
	for _, file := range repositoryJourneys(t) {
		name := filepath.Base(file)
		heading, shows := described(file)
		require.NotEmpty(t, heading, "%s has no description with a heading beside it", name)
		require.NotEmpty(t, shows, "the description of %s does not quote, below the heading, a sentence on what it shows", name)
		in, err := os.Open(file)
		require.NoError(t, err)
		header, events, err := journal.ReadAll(in, journal.Options{Dialect: journal.Raw})
		require.NoError(t, err, name)
		require.NoError(t, in.Close())
		require.Contains(t, scenario.Jurisdictions(), header.Jurisdiction, name)
		require.True(t, strings.HasPrefix(name, strings.TrimPrefix(string(header.Plan), "journey-")), name)
		require.GreaterOrEqual(t, len(events), 30, name)
		require.LessOrEqual(t, len(events), 250, name)
		last := time.Time{}
		for _, ev := range events {
			require.False(t, ev.Body.Kind().Derived(), "%s: %s is derived", name, ev.ID)
			require.False(t, ev.Known().Before(last), "%s: %s was known before the event above it", name, ev.ID)
			last = ev.Known()
		}
		require.Greater(t, last.Sub(events[0].At), 150*24*time.Hour, name)
	}
}
