package fhir_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/internal/fixtures"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
)

func cdcGuide(t testing.TB) []*r4.Document {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(fixtures.Path(t, "cdc-opioid-ig"), "*.json"))
	require.NoError(t, err)
	require.Len(t, files, 55)
	docs := make([]*r4.Document, len(files))
	for i, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		docs[i], err = r4.Parse(data)
		require.NoError(t, err, file)
	}
	return docs
}

// The 55 resources of the CDC guide import: orders whose dose is "1 TAB", with the strength in the referenced Medication, results in
// words, and a value set of naloxone that has buprenorphine in it.
func TestResourcesOfTheCDCGuideImport(t *testing.T) {
	with := fhir.Reader{AsOf: time.Date(2025, 8, 1, 12, 0, 0, 0, time.UTC), Zone: time.UTC, Market: "us"}
	rec, err := with.Read(cdcGuide(t)...)
	require.NoError(t, err)
	require.Len(t, rec.Accounts, 55)
	kinds := map[record.Kind]int{}
	said := map[string]bool{}
	for i := range rec.Events {
		kinds[rec.Events[i].Body.Kind()]++
		said[strings.TrimPrefix(string(rec.Events[i].ID), "fhir:MedicationRequest/")+": "+record.Describe(rec.Events[i].Body)] = true
	}
	require.Equal(t, map[record.Kind]int{record.KindPersonRegistered: 1, record.KindOrder: 6, record.KindMedicineReported: 11,
		record.KindScreened: 7, record.KindAssessed: 2}, kinds)
	for _, want := range []string{"buprenorphine: order buprenorphine/naloxone film 2 mg/0.5 mg", "methadone: order methadone tablet 10 mg",
		"naloxone: order buprenorphine/naloxone sublingual tablet 8 mg/2 mg", "extended-release-opioid: takes hydromorphone er"} {
		require.True(t, said[want], want)
	}
	_, _, err = rec.Import(engine(t), "p")
	require.NoError(t, err)
}

// Each request of the CDC guide that is JSON is read; those that are not are refused, not repaired.
func TestRequestsOfTheCDCGuide(t *testing.T) {
	read, refused := 0, 0
	dir := fixtures.Path(t, "cdc-opioid-hooks", "requests")
	require.NoError(t, filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".json") {
			return err
		}
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		doc, err := r4.Parse(data)
		if err != nil {
			refused++
			return nil
		}
		root, docs := doc.Root(), []*r4.Document(nil)
		for _, value := range root.Get("prefetch").Members() {
			docs = append(docs, parsed(t, value))
		}
		docs = append(docs, parsed(t, root.At("context.draftOrders")))
		with := fhir.Reader{AsOf: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Zone: time.UTC, Market: "us",
			Person: root.At("context.patientId").Text()}
		rec, err := with.Read(docs...)
		require.NoError(t, err, path)
		for _, a := range rec.Accounts {
			require.NotZero(t, len(a.Events)+len(a.Proposed)+len(a.Notes), path)
		}
		read++
		return nil
	}))
	require.Equal(t, [2]int{42, 0}, [2]int{read, refused})
}

func parsed(t testing.TB, e r4.Element) *r4.Document {
	t.Helper()
	data := e.Raw()
	if data == nil {
		data = []byte("null")
	}
	doc, err := r4.Parse(data)
	require.NoError(t, err)
	return doc
}

// Codes that say they were seen in the value sets are there.
func TestDefaultCodesAreInTheValueSets(t *testing.T) {
	seen := map[string]string{}
	for _, set := range []string{"urine-drug-screening-tests", "opioid-drug-urine-screening", "opioid-misuse-disorders",
		"conditions-documenting-substance-misuse"} {
		data, err := os.ReadFile(fixtures.Path(t, "value-sets", set+".json"))
		require.NoError(t, err)
		doc, err := r4.Parse(data)
		require.NoError(t, err)
		for _, c := range doc.Root().At("expansion").Get("contains").Items() {
			seen[c.Get("system").Text()+" "+c.Get("code").Text()] = c.Get("display").Text()
		}
	}
	n := 0
	for _, e := range fhir.DefaultCodes().Entries() {
		cite, ok := e.Source.(evidence.Citation)
		if !ok || e.Code == "" || !strings.Contains(cite.Via, "value sets") && !strings.Contains(cite.Via, "opioid-cds-r4") {
			continue
		}
		n++
		require.True(t, strings.HasPrefix(seen[string(e.System)+" "+e.Code], e.Display), "%s %s: %q", e.System, e.Code, e.Display)
	}
	require.Greater(t, n, 60)
}

// Everything in the table of codes has a source; names are the words for the things themselves, and nothing else is unconfirmed.
func TestDefaultCodesHaveSources(t *testing.T) {
	for _, e := range fhir.DefaultCodes().Entries() {
		require.True(t, e.Source.Confirmed() || e.Code == "" || e.System == fhir.System, e.Display)
	}
}
