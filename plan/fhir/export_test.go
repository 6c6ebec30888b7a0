package fhir_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
)

// roundTrip exports a plan, reads the export, restores the plan, and exports it again.
func roundTrip(t *testing.T, e *plan.Engine, p plan.Plan, person string) {
	t.Helper()
	w := fhir.Writer{Engine: e, At: asOf, Person: person}
	first, err := w.ToBundle(p)
	require.NoError(t, err)
	with := reader
	with.Trust, with.AsOf, with.Person = true, asOf, person
	rec, err := fhir.FromBundle(first, with)
	require.NoError(t, err)
	back, err := rec.Restore(e)
	require.NoError(t, err)
	second, err := w.ToBundle(back)
	require.NoError(t, err)
	require.Equal(t, string(first), string(second))
}

// Any plan that an engine made comes back from its export, byte by byte.
func TestExportImportExport(t *testing.T) {
	t.Parallel()
	e := engine(t)
	for seed := range uint64(12) {
		p := e.Open(plan.ID(fmt.Sprint("plan ", seed)))
		bytes := make([]byte, 400)
		random := rand.New(rand.NewPCG(seed, 1))
		for i := range bytes {
			bytes[i] = byte(random.Uint32())
		}
		for _, ev := range plantest.Events(bytes) {
			out, err := e.Apply(p, ev)
			if err == nil {
				p = out.Plan
			}
		}
		require.Greater(t, p.Len(), 10)
		roundTrip(t, e, p, "")
		roundTrip(t, e, p, "Patient/7")
	}
	roundTrip(t, e, e.Open("nothing"), "")
}

// A part of a record holds what is shown and concludes nothing: nothing in it tells of what is hidden, and it says that it is a part.
func TestRedacted(t *testing.T) {
	t.Parallel()
	e := engine(t)
	p := e.Open("p")
	at := asOf.AddDate(0, -1, 0)
	for _, ev := range []record.Event{
		{ID: "born", At: at, Body: record.PersonRegistered{Sex: record.Female, Birth: civil.Must(1990, 5, 1)}},
		{ID: "disorder", At: at, Body: record.DiagnosisRecorded{Criteria: 7}},
		{ID: "dose", At: at.Add(time.Hour), Body: record.DoseGiven{Product: medication.MethadoneConc,
			Dose: medication.Dose{Principal: medication.Milligrams(30)}, Setting: medication.SettingOTP}},
		{ID: "use", At: at.Add(2 * time.Hour), Body: record.OpioidUsed{Agent: "heroin"}},
		{ID: "return", At: at.Add(2 * time.Hour), Body: record.ReturnedToUse{}},
		{ID: "wrong", At: at.Add(3 * time.Hour), Body: record.VisitMissed{}},
		{ID: "taken-back", At: at.Add(4 * time.Hour), Body: record.Retracted{Event: "wrong", Reason: "she was there"}},
	} {
		out, err := e.Apply(p, ev)
		require.NoError(t, err)
		p = out.Plan
	}
	whole, err := fhir.Writer{Engine: e, At: asOf}.ToBundle(p)
	require.NoError(t, err)
	require.Contains(t, string(whole), "DetectedIssue")
	require.Contains(t, string(whole), `"relapse"`)

	shown := map[record.Kind]bool{record.KindDiagnosisRecorded: true, record.KindDoseGiven: true, record.KindVisitMissed: true}
	part, err := fhir.Writer{Engine: e, At: asOf, Hides: func(ev *record.Event) bool { return !shown[ev.Body.Kind()] }}.ToBundle(p)
	require.NoError(t, err)
	var bundle struct {
		Type  string
		Meta  struct{ Security []struct{ Code string } }
		Entry []struct {
			Resource struct {
				ResourceType string
				Meta         struct{ Security []struct{ Code string } }
			}
			Request *struct{}
		}
	}
	require.NoError(t, json.Unmarshal(part, &bundle))
	require.Equal(t, "collection", bundle.Type)
	require.Equal(t, "REDACTED", bundle.Meta.Security[4].Code)
	var types []string
	for _, entry := range bundle.Entry {
		types = append(types, entry.Resource.ResourceType)
		require.Equal(t, "REDACTED", entry.Resource.Meta.Security[4].Code, entry.Resource.ResourceType)
		require.Nil(t, entry.Request)
	}
	require.Equal(t, []string{"Patient", "Condition", "MedicationAdministration", "Observation"}, types)
	for _, secret := range []string{"heroin", "relapse", "1990", "female", "she was there", "issue", "journal"} {
		require.NotContains(t, string(part), secret)
	}
	require.Contains(t, string(part), "entered-in-error")
}
