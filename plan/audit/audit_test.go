package audit_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/audit"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
)

var update = flag.Bool("update", false, "write the golden files anew; read them before they are committed")

var engine = sync.OnceValue(func() *plan.Engine {
	e, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		panic(err)
	}
	return e
})

// journeys are the journals of invented people that the library comes with.
const journeys = "../../testdata/journeys"

var reader = fhir.Reader{AsOf: time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC), Zone: time.UTC, Market: "us"}

// run audits records, and returns what was handed on.
func run(t testing.TB, workers int, records iter.Seq2[audit.Record, error]) (*audit.Result, []audit.Deviation, []audit.Unread) {
	t.Helper()
	var deviations []audit.Deviation
	var unread []audit.Unread
	result, err := audit.Run(context.Background(), audit.Config{Engine: engine(), Reader: reader, Workers: workers,
		Group:     func(p plan.Plan) string { return string(p.Stage()) },
		Deviation: func(d audit.Deviation) error { deviations = append(deviations, d); return nil },
		Unread:    func(u audit.Unread) error { unread = append(unread, u); return nil }}, records)
	require.NoError(t, err)
	return result, deviations, unread
}

// The journeys are counted, whatever the number of workers; the one of another place is not judged by these rules.
func TestJourneys(t *testing.T) {
	result, deviations, unread := run(t, 1, audit.Folder(journeys))
	for _, workers := range []int{2, 7} {
		again, same, others := run(t, workers, audit.Folder(journeys))
		require.Equal(t, result.Cells, again.Cells)
		require.Equal(t, deviations, same)
		require.Equal(t, unread, others)
	}
	require.Equal(t, []audit.Unread{{Record: "07-uk-supervised-methadone-then-depot.jsonl", Why: `kept under the rules of "gb"`}}, unread)
	require.Equal(t, 10, result.Records)
	sum := result.Sum()
	require.Equal(t, len(deviations), sum.Refused+sum.Warned)
	for _, rows := range [][]audit.Row{result.ByRule(), result.ByGroup(), result.ByMonth()} {
		var all audit.Count
		for _, row := range rows {
			all.Followed += row.Followed
			all.Refused += row.Refused
		}
		require.Equal(t, [2]int{sum.Followed, sum.Refused}, [2]int{all.Followed, all.Refused})
	}
	var table bytes.Buffer
	require.NoError(t, result.Table(&table))
	golden := filepath.Join("testdata", "journeys.txt")
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(golden, table.Bytes(), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	if diff := cmp.Diff(string(want), table.String()); diff != "" {
		t.Errorf("(-golden +now)\n%s", diff)
	}
}

// A rule counts as followed for exactly those events for which the engine, asked about that rule alone, says that it is met.
func TestFollowedIsMet(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(journeys, "02-methadone-in-a-program.jsonl"))
	require.NoError(t, err)
	header, events, err := journal.ReadAll(bytes.NewReader(data), journal.Options{})
	require.NoError(t, err)
	p, err := imported(header.Plan, events)
	require.NoError(t, err)
	met := 0
	n := 0
	for ev, all := range engine().Verdicts(p) {
		if n++; n > 60 {
			break
		}
		for _, rule := range engine().Rules() {
			x, err := engine().Explain(p, ev, rule.ID)
			require.NoError(t, err)
			is := x.Watched && x.Finding.Verdict == plan.VerdictMet
			require.Equal(t, is, slices.Contains(all.Met, rule.ID), "%s of %s", rule.ID, ev.ID)
			if is {
				met++
			}
		}
	}
	require.Positive(t, met)
}

func imported(id plan.ID, events []record.Event) (plan.Plan, error) {
	p, _, err := engine().Import(id, events)
	return p, err
}

const rxnorm = "http://www.nlm.nih.gov/research/umls/rxnorm"

func patient(id string) string {
	return `{"resourceType":"Patient","id":"` + id + `","gender":"male","birthDate":"1988-04-01"}`
}

func order(id, person string) string {
	return `{"resourceType":"MedicationRequest","id":"` + id + `","status":"active","intent":"order","authoredOn":"2026-03-02T08:00:00Z",` +
		`"subject":{"reference":"Patient/` + person + `"},"medicationReference":{"reference":"Medication/m"},"dosageInstruction":[{"timing":` +
		`{"repeat":{"frequency":1,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":60,"unit":"mg"}}]}]}`
}

func given(id, person string) string {
	return `{"resourceType":"MedicationAdministration","id":"` + id + `","status":"completed","effectiveDateTime":"2026-03-01T08:00:00Z",` +
		`"subject":{"reference":"Patient/` + person + `"},"medicationReference":{"reference":"Medication/m"},"dosage":{"dose":{"value":60,"unit":"mg"}}}`
}

const tablet = `{"resourceType":"Medication","id":"m","code":{"coding":[{"system":"` + rxnorm + `","code":"864706"}]}}`

func bundle(resources ...string) string {
	return `{"resourceType":"Bundle","type":"collection","entry":[{"resource":` + strings.Join(resources, `},{"resource":`) + `}]}`
}

// Each deviation names the record, the event and the resource that it came of; Bundles a line, Bundles a file and a bulk export of the same
// people say the same.
func TestFHIR(t *testing.T) {
	lines := bundle(patient("a"), tablet, order("o1", "a"), given("g1", "a")) + "\n" + bundle(patient("b"), tablet, given("g2", "b")) +
		"\n\nno JSON\n"
	result, deviations, unread := run(t, 2, audit.Lines(strings.NewReader(lines), "stdin"))
	require.Equal(t, "stdin:4", unread[0].Record)
	require.Equal(t, 3, result.Records)
	found := map[string]bool{}
	for _, d := range deviations {
		found[d.Record+" "+d.Resource] = true
	}
	require.True(t, found["stdin:1 MedicationAdministration/g1"], found)
	require.True(t, found["stdin:2 MedicationAdministration/g2"], found)

	dir := t.TempDir()
	for name, text := range map[string]string{"Patient.ndjson": patient("a") + "\n" + patient("b") + "\n", "Medication.ndjson": tablet + "\n",
		"MedicationRequest.ndjson":        order("o1", "a") + "\n",
		"MedicationAdministration.ndjson": given("g2", "b") + "\n" + given("g1", "a") + "\n"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	bulk, exported, unread := run(t, 2, audit.Folder(dir))
	require.Empty(t, unread)
	require.Equal(t, result.Cells, bulk.Cells)
	require.Len(t, exported, len(deviations))

	files := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(files, "a.json"), []byte(strings.Split(lines, "\n")[0]), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(files, "b.json"), []byte(strings.Split(lines, "\n")[1]), 0o644))
	each, _, _ := run(t, 1, audit.Folder(files))
	require.Equal(t, result.Cells, each.Cells)
}

const (
	aForm = `{"resourceType":"Questionnaire","id":"f","url":"https://ehr.example/f",` +
		`"item":[{"linkId":"t","code":[{"system":"http://loinc.org","code":"44261-6"}]}]}`
	answers = `{"resourceType":"QuestionnaireResponse","id":"r","status":"completed","authored":"2026-03-01T09:00:00Z","questionnaire":"https://ehr.example/f",` +
		`"subject":{"reference":"Patient/a"},"item":[{"linkId":"t","answer":[{"valueInteger":12}]}]}`
)

// The answers to a form are read where it comes along, in the record or in a bulk export, and where the host knows it.
func TestFormsOfTheHost(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"Patient.ndjson": patient("a") + "\n" + patient("b"), "Questionnaire.ndjson": aForm,
		"QuestionnaireResponse.ndjson": answers} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	bulk, _, unread := run(t, 1, audit.Folder(dir))
	require.Empty(t, unread)
	require.Equal(t, 3, bulk.Events, "two people and a score")

	doc, err := r4.Parse([]byte(aForm))
	require.NoError(t, err)
	known := reader
	known.Questionnaires = []*r4.Document{doc}
	for name, c := range map[string]struct {
		reader fhir.Reader
		record string
		events int
	}{
		"in the record":   {reader, bundle(patient("a"), aForm, answers), 2},
		"of the host":     {known, bundle(patient("a"), answers), 2},
		"known to nobody": {reader, bundle(patient("a"), answers), 1},
	} {
		result, err := audit.Run(t.Context(), audit.Config{Engine: engine(), Reader: c.reader}, audit.Lines(strings.NewReader(c.record), name))
		require.NoError(t, err)
		require.Equal(t, c.events, result.Events, name)
	}
}

func TestWriters(t *testing.T) {
	result, _, _ := run(t, 1, audit.Folder(journeys))
	var out bytes.Buffer
	require.NoError(t, result.CSV(&out))
	rows, err := csv.NewReader(&out).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, len(result.Cells)+1)
	out.Reset()
	require.NoError(t, result.JSON(&out))
	var read struct {
		Records int
		Rules   []audit.Row
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &read))
	require.Equal(t, result.ByRule(), read.Rules)
	out.Reset()
	require.NoError(t, result.HTML(&out))
	for _, never := range []string{"<script", "http:", "https:", "src=", "url("} {
		require.NotContains(t, out.String(), never)
	}
	for _, row := range result.ByRule() {
		require.Contains(t, out.String(), "<td>"+row.Name)
	}
}

// many are so many records of one kind.
func many(n int) iter.Seq2[audit.Record, error] {
	return func(yield func(audit.Record, error) bool) {
		for i := range n {
			id := fmt.Sprint("p", i)
			if !yield(audit.Record{Name: id, FHIR: true, Data: []byte(bundle(patient(id), tablet, given("g", id)))}, nil) {
				return
			}
		}
	}
}

// What a run keeps does not grow with the number of records.
func TestMemory(t *testing.T) {
	heap := map[int]uint64{}
	_, err := audit.Run(context.Background(), audit.Config{Engine: engine(), Reader: reader, Workers: 2, Progress: func(done int) {
		if done == 200 || done == 700 {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			heap[done] = m.HeapAlloc
		}
	}}, many(700))
	require.NoError(t, err)
	require.Less(t, heap[700], heap[200]+1<<20)
}

// A run ends with the first error of whoever takes part in it.
func TestErrors(t *testing.T) {
	stop := errors.New("enough")
	_, err := audit.Run(context.Background(), audit.Config{Engine: engine(), Reader: reader,
		Deviation: func(audit.Deviation) error { return stop }}, many(50))
	require.ErrorIs(t, err, stop)
	_, err = audit.Run(context.Background(), audit.Config{}, many(1))
	require.Error(t, err)
	_, err = audit.Run(context.Background(), audit.Config{Engine: engine()}, audit.Folder("nowhere"))
	require.ErrorIs(t, err, os.ErrNotExist)
	ctx, cancel := context.WithCancel(context.Background())
	_, err = audit.Run(ctx, audit.Config{Engine: engine(), Reader: reader, Progress: func(int) { cancel() }}, many(5000))
	require.ErrorIs(t, err, context.Canceled)
}

func ExampleRun() {
	result, err := audit.Run(context.Background(), audit.Config{Engine: engine(), Reader: reader,
		Deviation: func(d audit.Deviation) error {
			fmt.Println(d.Record, d.Resource, d.Rule+":", d.Message)
			return nil
		}}, many(1)) // an invented person who was given 60 mg of methadone as a first dose
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.Records, "record,", result.Events, "events")
	// Output:
	// p0 MedicationAdministration/g methadone.induction.first-dose: first dose 60 mg, above 50 mg
	// p0 MedicationAdministration/g methadone.induction.first-day-total: 60 mg on the first day, above 50 mg
	// p0 MedicationAdministration/g methadone.induction.low-tolerance: the last opioid use is not known: first dose 60 mg, above 10 mg
	// 1 record, 2 events
}
