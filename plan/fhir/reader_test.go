package fhir_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
)

var asOf = time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC)

var reader = fhir.Reader{AsOf: asOf, Zone: time.UTC, Market: "us"}

const patient = `{"resourceType":"Patient","id":"p","gender":"female","birthDate":"1990-05-05"}`

// read reads a Bundle of the patient and these resources.
func read(t *testing.T, with fhir.Reader, resources ...string) *fhir.Record {
	t.Helper()
	rec, err := fhir.FromBundle([]byte(bundle(append([]string{patient}, resources...)...)), with)
	require.NoError(t, err)
	return rec
}

func bundle(resources ...string) string {
	entries := make([]string, len(resources))
	for i, r := range resources {
		entries[i] = `{"resource":` + r + `}`
	}
	return `{"resourceType":"Bundle","type":"collection","entry":[` + strings.Join(entries, ",") + `]}`
}

// of writes a resource about the patient from its type and its other members.
func of(typ, members string) string {
	return fmt.Sprintf(`{"resourceType":%q,"id":"x","subject":{"reference":"Patient/p"},%s}`, typ, members)
}

// request writes an active order of the medicine with that code, or name, and that dosage.
func request(medicine, dosage string) string {
	code := `"coding":[{"system":"` + rxnorm + `","code":"` + medicine + `"}]`
	if strings.ContainsAny(medicine, " abcdefghijklmnopqrstuvwxyz") {
		code = `"text":"` + medicine + `"`
	}
	return of("MedicationRequest", `"status":"active","intent":"order","authoredOn":"2026-03-01T09:00:00Z",`+
		`"medicationCodeableConcept":{`+code+`},"dosageInstruction":[`+dosage+`]`)
}

// A number of whole units is one in whatever word a client counts them; a word that counts nothing is refused and never guessed.
func TestUnitsThatCount(t *testing.T) {
	for unit, counts := range map[string]bool{`"unit":"TAB"`: true, `"code":"{pill}"`: true, `"code":"{tbl}"`: true, `"code":"{tablet}","unit":"tablets"`: true,
		`"unit":"pills"`: true, `"code":"1","unit":"tabs"`: true, `"code":"{score}"`: false, `"unit":"box"`: false, `"code":"{}"`: false} {
		said := lines(read(t, reader, request("351267", doses(`"value":2,"system":"http://unitsofmeasure.org",`+unit))))
		require.Equal(t, counts, strings.Contains(strings.Join(said, "\n"), "16 mg"), "%s: %v", unit, said)
	}
}

const daily = `"timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d"}}`

func doses(quantity string) string {
	return `{` + daily + `,"doseAndRate":[{"doseQuantity":{` + quantity + `}}]}`
}

func observation(system, code, value string) string {
	return of("Observation", fmt.Sprintf(`"status":"final","effectiveDateTime":"2026-03-02T08:00:00Z",`+
		`"code":{"coding":[{"system":%q,"code":%q}]},%s`, system, code, value))
}

// lines says what became of the last resource: its events, its proposals behind a question mark, and its notes.
func lines(rec *fhir.Record) []string {
	events := map[record.EventID]string{}
	for _, ev := range rec.Events {
		events[ev.ID] = ev.At.Format("01-02T15:04 ") + record.Describe(ev.Body)
	}
	for _, ev := range rec.Proposed {
		events[ev.ID] = "? " + ev.At.Format("01-02T15:04 ") + record.Describe(ev.Body)
	}
	last := rec.Accounts[len(rec.Accounts)-1]
	var all []string
	for _, o := range append(last.Events, last.Proposed...) {
		all = append(all, events[o.Event])
	}
	for _, n := range last.Notes {
		all = append(all, strings.TrimSuffix(fmt.Sprintf("%s %s", n.Why, n.Element), " "))
	}
	return all
}

const (
	loinc  = "http://loinc.org"
	snomed = "http://snomed.info/sct"
	rxnorm = "http://www.nlm.nih.gov/research/umls/rxnorm"
)

// The traps are what real systems send. The file says of each what comes of it: events with their times, proposals behind a question
// mark, and notes with their elements.
func TestTraps(t *testing.T) {
	data, err := os.ReadFile("testdata/traps.txt")
	require.NoError(t, err)
	traps := strings.Split(strings.TrimPrefix(strings.TrimSpace(string(data)), "# "), "\n\n# ")
	require.Greater(t, len(traps), 60)
	for _, trap := range traps {
		rows := strings.Split(trap, "\n")
		t.Run(rows[0], func(t *testing.T) {
			var want []string
			for _, row := range rows[2:] {
				want = append(want, strings.TrimPrefix(row, "= "))
			}
			require.Empty(t, cmp.Diff(want, lines(read(t, reader, rows[1]))))
		})
	}
}

func condition(system, code, clinical string) string {
	return of("Condition", fmt.Sprintf(`"clinicalStatus":{"coding":[{"code":%q}]},"recordedDate":"2026-01-05",`+
		`"code":{"coding":[{"system":%q,"code":%q}]}`, clinical, system, code))
}

// med writes a Medication with that code.
func med(code string) string { return `{"resourceType":"Medication","id":"m","code":{` + code + `}}` }

func TestMedicationByReference(t *testing.T) {
	for name, c := range map[string]struct{ medication, reference, other string }{
		"beside it":   {"", "Medication/m", med(`"coding":[{"system":"` + rxnorm + `","code":"1010604"}]`)},
		"absolute":    {"", "https://ehr.example/Medication/m", med(`"text":"buprenorphine-naloxone 8 mg-2 mg film"`)},
		"contained":   {`"contained":[` + med(`"coding":[{"system":"`+rxnorm+`","code":"1010604"}]`) + `],`, "#m", ""},
		"not to find": {"", "Medication/none", ""},
	} {
		t.Run(name, func(t *testing.T) {
			resources := []string{of("MedicationRequest", c.medication+`"status":"active","intent":"order","authoredOn":"2026-03-01T09:00:00Z",`+
				`"medicationReference":{"reference":"`+c.reference+`"},"dosageInstruction":[`+doses(`"value":1,"unit":"TAB"`)+`]`)}
			if c.other != "" {
				resources = append([]string{c.other}, resources...)
			}
			got := lines(read(t, reader, resources...))
			switch name {
			case "not to find":
				require.Equal(t, []string{"03-01T09:00 takes unknown medicine Medication/none", "unresolved medicationReference"}, got)
			default:
				require.Equal(t, []string{"03-01T09:00 order buprenorphine/naloxone film 8 mg/2 mg"}, got)
			}
		})
	}
}

func TestNDCThroughAMapOfTheHost(t *testing.T) {
	order := strings.Replace(request("1010604", doses(`"value":1,"unit":"film"`)), rxnorm, "http://hl7.org/fhir/sid/ndc", 1)
	require.Equal(t, "unknown-code medicationCodeableConcept", lines(read(t, reader, order))[1], "no NDC is known by itself")
	with := reader
	with.Codes = ndc(t)
	require.Equal(t, []string{"03-01T09:00 order buprenorphine/naloxone film 8 mg/2 mg"}, lines(read(t, with, order)))
}

// Whatever a record holds, each of its resources is accounted for, once.
func TestEveryResourceIsAccountedFor(t *testing.T) {
	order := request("1010604", doses(`"value":1,"unit":"film"`))
	rec := read(t, reader, order, order, of("Basic", `"x":1`), request("864706", doses(`"value":1,"unit":"tablet"`)))
	require.Len(t, rec.Accounts, 5)
	for _, a := range rec.Accounts {
		require.NotZero(t, len(a.Events)+len(a.Proposed)+len(a.Notes), a.Resource)
	}
	require.Equal(t, fhir.Doubled, rec.Accounts[2].Notes[0].Why)
	require.Equal(t, fhir.Contradiction, rec.Accounts[4].Notes[0].Why, "the same id says something else")
	require.False(t, rec.Accounts[4].Understood())
	require.Equal(t, []string{"authoredOn", "medicationCodeableConcept", "dosageInstruction"}, rec.Accounts[1].Events[0].Elements)
	require.Equal(t, "entry[1].resource", rec.Accounts[1].Path)
}

func TestReaderErrors(t *testing.T) {
	_, err := fhir.FromBundle([]byte(patient), fhir.Reader{})
	require.ErrorIs(t, err, fhir.ErrReader)
	_, err = fhir.FromBundle([]byte(`{"x`), reader)
	require.ErrorIs(t, err, r4.ErrJSON)
	two := bundle(patient, strings.Replace(patient, `"p"`, `"q"`, 1))
	_, err = fhir.FromBundle([]byte(two), reader)
	require.ErrorIs(t, err, fhir.ErrPerson)
	with := reader
	with.Person = "q"
	rec, err := fhir.FromBundle([]byte(two), with)
	require.NoError(t, err)
	require.Equal(t, "Patient/q", rec.Person)
	require.Len(t, rec.Events, 1)
}

func TestUnreadElements(t *testing.T) {
	rec := read(t, reader, request("1010604", `{"method":{"text":"place"},`+doses(`"value":1,"unit":"film"`)[1:]))
	require.Equal(t, map[string]int{"MedicationRequest.dosageInstruction.method.text": 1}, rec.Unread())
}
