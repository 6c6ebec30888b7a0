package education_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/plan/education"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden file anew; read it before it is committed")

// Every fact and course is complete, no ID stands twice, each topic has something, and nothing says what nobody recalled a text for.
func TestTables(t *testing.T) {
	seen, topics := map[string]bool{}, map[education.Topic]bool{}
	for _, f := range education.Facts() {
		require.NoError(t, f.Validate())
		require.False(t, seen[f.ID], f.ID)
		seen[f.ID], topics[f.Topic] = true, true
		got, ok := education.Named(f.ID)
		require.True(t, ok)
		require.Empty(t, cmp.Diff(f, got))
		require.NotRegexp(t, `\d{3}[- ]\d{3}`, f.Text, "no telephone numbers here")
	}
	for _, topic := range education.Topics() {
		require.True(t, topics[topic], topic)
	}
	for _, c := range education.Courses() {
		require.NoError(t, c.Validate())
		got, ok := education.CourseOf(" " + strings.ToUpper(c.Agent))
		require.True(t, ok)
		require.Empty(t, cmp.Diff(c, got))
	}
	_, ok := education.Named("overdose.cold-shower")
	require.False(t, ok)
	_, ok = education.CourseOf("aspirin")
	require.False(t, ok)
}

// Somebody who is not awake is laid on the side: a text that says "upright" is answered, and no other fact says it.
func TestRecoveryPosition(t *testing.T) {
	for _, f := range education.Facts() {
		if f.ID != "overdose.not-upright" {
			require.NotContains(t, strings.ToLower(f.Text), "upright", f.ID)
		}
	}
	position, ok := education.Named("overdose.recovery-position")
	require.True(t, ok)
	require.True(t, position.Confirmed())
	require.Contains(t, position.Text, "on the side")
	steps := education.Facts(education.OverdoseSteps)
	require.Equal(t, "overdose.call", steps[0].ID)
}

// What is missing is told.
func TestValidate(t *testing.T) {
	cite := []evidence.Citation{evidence.WHO2009.At("", evidence.Primary)}
	for name, f := range map[string]education.Fact{"source": {ID: "a", Topic: education.Wounds, Text: "b"}, "text": {ID: "a",
		Topic: education.Wounds, Cites: cite},
		"topic": {ID: "a", Text: "b", Cites: cite}, "words": {ID: "A b", Topic: education.Wounds, Text: "b", Cites: cite}} {
		require.ErrorContains(t, f.Validate(), name)
	}
	for name, c := range map[string]education.Course{"source": {Agent: "a", Text: "b"}, "says nothing": {Agent: "a", Cites: cite},
		"more than": {Agent: "a", Cites: cite, Onset: education.Hours{Least: 4, Most: 3}}} {
		require.ErrorContains(t, c.Validate(), name)
	}
}

// The leaflet fits 80 columns, says what nobody confirmed, and names its sources.
func TestLeaflet(t *testing.T) {
	got := education.Leaflet()
	for line := range strings.Lines(got) {
		require.LessOrEqual(t, utf8.RuneCountInString(strings.TrimRight(line, "\n")), 80, line)
	}
	path := filepath.Join("testdata", "leaflet.txt")
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(string(want), got))
	require.NotContains(t, education.Leaflet(education.Wounds), "Newborns")
	text, err := json.Marshal(education.Courses())
	require.NoError(t, err)
	require.Contains(t, string(text), `"onset":{"least":12,"most":48}`)
}
