package fhir_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/record"
)

// whole says what a whole Bundle came to: what was recorded of the person beside who they are, and the notes by resource.
func whole(t *testing.T, bundle string) (events, notes []string) {
	t.Helper()
	return wholeFor(t, reader, bundle)
}

// wholeFor is whole for another reader.
func wholeFor(t *testing.T, with fhir.Reader, bundle string) (events, notes []string) {
	t.Helper()
	rec, err := fhir.FromBundle([]byte(bundle), with)
	require.NoError(t, err)
	for _, ev := range rec.Events {
		if ev.Body.Kind() != record.KindPersonRegistered {
			events = append(events, record.Describe(ev.Body))
		}
	}
	for _, account := range rec.Accounts {
		for _, note := range account.Notes {
			if !strings.Contains(account.Resource, "Patient/") {
				notes = append(notes, account.Resource+" "+note.Why.String())
			}
		}
	}
	return events, notes
}

// score is a COWS total with what its meta holds.
func score(total, meta string) string {
	return strings.Replace(of("Observation", `"status":"final","effectiveDateTime":"2026-03-02T09:00:00Z",`+cows+`,"valueInteger":`+total),
		`"id":"x"`, `"id":"x","meta":{`+meta+`}`, 1)
}

// Of several versions of a resource the newest counts, wherever it stands; where the server does not say which that is, it is said that they
// differ.
func TestVersions(t *testing.T) {
	old, young := `"lastUpdated":"2026-03-02T09:10:00Z"`, `"lastUpdated":"2026-03-02T09:20:00Z"`
	for name, c := range map[string]struct {
		first, second string
		want, note    string
	}{
		"the newer last":         {score("10", old), score("20", young), "COWS 20", "Observation/x doubled"},
		"the newer first":        {score("20", young), score("10", old), "COWS 20", "Observation/x doubled"},
		"nobody knows":           {score("10", ""), score("20", young), "COWS 10", "Observation/x contradiction"},
		"the same, word by word": {score("10", old), score("10", old), "COWS 10", "Observation/x doubled"},
		"the same in another order": {score("10", `"versionId":"1",`+old), score("10", old+`,"versionId":"1"`), "COWS 10",
			"Observation/x doubled"},
	} {
		t.Run(name, func(t *testing.T) {
			events, notes := whole(t, bundled(c.first, c.second))
			require.Equal(t, []string{c.want}, events)
			require.Equal(t, []string{c.note}, notes)
		})
	}
}

// The results that a report contains are read as if they stood beside it: of whom they are, the report says where they do not.
func TestContainedResults(t *testing.T) {
	inner := `{"resourceType":"Observation","id":"c","status":"final","effectiveDateTime":"2026-03-02T09:00:00Z",` + cows + `,"valueInteger":22}`
	report := of("DiagnosticReport", `"status":"final","code":{"text":"withdrawal"},"contained":[`+inner+`],"result":[{"reference":"#c"}]`)
	events, notes := whole(t, bundled(report))
	require.Equal(t, []string{"COWS 22"}, events)
	require.Equal(t, []string{"DiagnosticReport/x not-read"}, notes)
	events, notes = whole(t, bundled(strings.Replace(report, "Patient/p", "Patient/q", 1)))
	require.Empty(t, events)
	require.Equal(t, []string{"DiagnosticReport/x not-read", "DiagnosticReport/x#c other-person"}, notes)
}

// What a Bundle lacks is said, and what is neither a Bundle nor a resource is refused.
func TestWhatABundleLacks(t *testing.T) {
	eight := request("1010604", doses(`"value":8,"unit":"mg"`))
	for name, c := range map[string]struct{ bundle, note string }{
		"a type":        {bundled(`{"id":"x"}`), "Bundle not-understood"},
		"further pages": {strings.Replace(bundled(eight), `{"resourceType"`, `{"link":[{"relation":"next","url":"x"}],"resourceType"`, 1), "Bundle unresolved"},
	} {
		_, notes := whole(t, c.bundle)
		require.Contains(t, notes, c.note, name)
	}
	for _, data := range []string{`[]`, `"Bundle"`, `{}`, `null`, `1`} {
		_, err := fhir.FromBundle([]byte(data), reader)
		require.ErrorIs(t, err, fhir.ErrNoData, data)
	}
}

// A birth in the future is none, and of a year alone it is said that its day is not known.
func TestBirths(t *testing.T) {
	for date, want := range map[string]fhir.Why{"2030-01-01": fhir.InvalidContent, "1990": fhir.Rounded} {
		rec, err := fhir.FromBundle([]byte(`{"resourceType":"Patient","id":"p","gender":"male","birthDate":"`+date+`"}`), reader)
		require.NoError(t, err)
		require.Equal(t, want, rec.Accounts[0].Notes[0].Why, date)
		require.Equal(t, want == fhir.InvalidContent, rec.Events[0].Body.(record.PersonRegistered).Birth.IsZero())
	}
}
