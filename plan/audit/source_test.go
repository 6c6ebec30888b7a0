//go:build unix

package audit_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/audit"
)

const (
	somebody = `{"resourceType":"Patient","id":"b1","gender":"male","birthDate":"1988-01-01"}`
	anOrder  = `{"resourceType":"MedicationRequest","id":"m1","status":"active","intent":"order","authoredOn":"2026-02-01T09:00:00Z",` +
		`"subject":{"reference":"Patient/b1"},"medicationReference":{"reference":"Medication/k"},` +
		`"dosageInstruction":[{"doseAndRate":[{"doseQuantity":{"value":6,"unit":"TAB"}}]}]}`
	formulary = `{"resourceType":"Medication","id":"k","code":{"text":"methadone 10 mg tablet"}}`
)

// A damaged folder is read as far as it can be: each file and line that is none is named, with why, and all others are judged.
func TestDamagedFolder(t *testing.T) {
	dir := t.TempDir()
	put := func(name, content string) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
	}
	put("UPPER.JSON", `{"resourceType":"Bundle","entry":[{"resource":`+somebody+`}]}`)
	put("array.json", "[]")
	put("cut.json", somebody[:30])
	put("empty.json", "")
	put("empty.ndjson", "")
	put("other.txt", "no record")
	require.NoError(t, os.Symlink("nowhere", filepath.Join(dir, "dangling.json")))
	require.NoError(t, os.Symlink(".", filepath.Join(dir, "loop.json")))
	require.NoError(t, os.Symlink("nowhere", filepath.Join(dir, "dangling.ndjson")))
	require.NoError(t, syscall.Mkfifo(filepath.Join(dir, "pipe.json"), 0o644))
	put("bulk/Medication.ndjson", formulary+"\r\n")
	put("bulk/MedicationRequest.ndjson", anOrder+"\n"+strings.Replace(anOrder, `"subject":{"reference":"Patient/b1"},`, "", 1)+"\n[1]\n")
	put("bulk/Organization.ndjson", `{"resourceType":"Organization","id":"o"}`)
	put("bulk/Patient.ndjson", somebody+"\n\nno JSON\n"+`{"resourceType":"Patient"}`+"\n"+strings.Replace(somebody, "b1", "b2", 1))

	result, _, unread := run(t, 2, audit.Folder(dir))
	require.Equal(t, []audit.Unread{
		{Record: "array.json", Why: "fhir: it is neither a Bundle nor another resource"},
		{Record: "cut.json", Why: "r4: not JSON (byte 30)"},
		{Record: "dangling.json", Why: "no such file or directory"},
		{Record: "empty.json", Why: "r4: not JSON (byte 0)"},
		{Record: "loop.json", Why: "no file"},
		{Record: "pipe.json", Why: "no file"},
		{Record: "bulk/MedicationRequest.ndjson:2", Why: "MedicationRequest that does not say of whom it is"},
		{Record: "bulk/MedicationRequest.ndjson:3", Why: "no resource"},
		{Record: "bulk/Patient.ndjson:3", Why: "no resource"},
		{Record: "bulk/Patient.ndjson:4", Why: "Patient that does not say of whom it is"},
		{Record: "dangling.ndjson", Why: "no such file or directory"},
	}, unread)
	require.Equal(t, 3+len(unread), result.Records, "UPPER.JSON and the two of the export")
	require.Equal(t, len(unread), result.Unread)
	require.NotZero(t, result.Events)
}

// A line that is too long is one that is not read; those behind it are.
func TestLongLine(t *testing.T) {
	bundle := `{"resourceType":"Bundle","entry":[{"resource":` + somebody + `}]}`
	long := `{"x":"` + strings.Repeat("y", 65<<20) + `"}`
	result, _, unread := run(t, 1, audit.Lines(strings.NewReader(bundle+"\n"+long+"\n"+bundle), "in"))
	require.Equal(t, []audit.Unread{{Record: "in:2", Why: "longer than 67108864 bytes"}}, unread)
	require.Equal(t, 3, result.Records)
}
