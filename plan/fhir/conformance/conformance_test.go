package conformance_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/fhir/go/fhirversion"
	"github.com/google/fhir/go/jsonformat"
	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
)

// seeds is how many plans are drawn.
const seeds = 24

// exports are plans of drawn events, written as FHIR: with and without what only this library reads, with a Patient and with one of the
// host; and the rules, published.
func exports(t *testing.T) map[string][]byte {
	t.Helper()
	engine, err := jurisdiction.Engine("us", time.UTC)
	require.NoError(t, err)
	all, kinds := map[string][]byte{}, map[record.Kind]bool{}
	for seed := range uint64(seeds) {
		random := rand.New(rand.NewPCG(seed, 7))
		data := make([]byte, 400)
		for i := range data {
			data[i] = byte(random.Uint32())
		}
		p := engine.Open(plan.ID(fmt.Sprint("plan ", seed)))
		for _, ev := range plantest.Events(data) {
			if out, err := engine.Apply(p, ev); err == nil {
				p = out.Plan
			}
		}
		for _, ev := range p.Events() {
			kinds[ev.Body.Kind()] = true
		}
		w := fhir.Writer{Engine: engine, At: p.Last().AddDate(0, 0, 1), Plain: seed%2 == 1}
		if seed%3 == 2 {
			w.Person = "Patient/7"
		}
		name := fmt.Sprintf("plan-%02d.json", seed)
		all[name], err = w.ToBundle(p)
		require.NoError(t, err)
	}
	require.Greater(t, len(kinds), 40, "too few kinds of events for this test to mean anything")
	all["publication.json"], err = fhir.Publication{Engine: engine, On: civil.Must(2026, time.November, 1)}.ToBundle()
	require.NoError(t, err)
	return all
}

// Everything that is written is valid R4 by the reading of google/fhir. With OUDPATH_EMITTED it is left in that folder for the next
// validator.
func TestGoogleReadsWhatIsWritten(t *testing.T) {
	reads, err := jsonformat.NewUnmarshaller("UTC", fhirversion.R4)
	require.NoError(t, err)
	for name, data := range exports(t) {
		if dir := os.Getenv("OUDPATH_EMITTED"); dir != "" {
			require.NoError(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
		}
		doc, err := r4.Parse(data)
		require.NoError(t, err)
		for entry := range doc.Entries() {
			_, err := reads.UnmarshalR4(entry.Raw())
			require.NoError(t, err, "%s: %s", name, entry.Raw())
		}
		_, err = reads.UnmarshalR4(data)
		require.NoError(t, err, name)
	}
}

// What google/fhir refuses is refused by our own check as well.
func TestGoogleRefusesWhatIsFaulty(t *testing.T) {
	reads, err := jsonformat.NewUnmarshaller("UTC", fhirversion.R4)
	require.NoError(t, err)
	for _, text := range []string{
		`{"resourceType":"MedicationRequest","intent":"order","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"text":"m"}}`,
		`{"resourceType":"Observation","status":"done","code":{"text":"c"}}`,
		`{"resourceType":"Condition","id":"a b","subject":{"reference":"Patient/p"}}`,
		`{"resourceType":"Condition","subject":{"reference":"Task/p"}}`,
		`{"resourceType":"Patient","birthDate":"2026-13-01"}`,
	} {
		_, err := reads.UnmarshalR4([]byte(text))
		require.Error(t, err, text)
		doc, err := r4.Parse([]byte(text))
		require.NoError(t, err)
		resource, _ := doc.Root().Resource()
		require.NotEmpty(t, r4.Check(resource), text)
	}
}
