package fhir_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
)

func ndc(t *testing.T) *fhir.Codes {
	t.Helper()
	house := evidence.Source{ID: "house-formulary", Title: "Formulary of the house"}
	return fhir.DefaultCodes().With(fhir.Entry{System: "http://hl7.org/fhir/sid/ndc", Code: "1010604", Display: "film",
		Source: house.At("page 1", evidence.Primary), Means: fhir.Dispensed{Product: medication.BupnxFilm,
			Dose: medication.Dose{Principal: medication.Milligrams(8), Companion: medication.Milligrams(2)}}})
}

func engine(t testing.TB) *plan.Engine {
	t.Helper()
	e, err := jurisdiction.Engine("us", time.UTC)
	require.NoError(t, err)
	return e
}

// An order of the record that the rules cannot allow on what the record holds is no order of the plan; the medicine is on board all the
// same, and an antagonist on top of it is refused.
func TestOrderThatIsNotAllowedStandsAnyway(t *testing.T) {
	rec := read(t, reader, request("1010604", doses(`"value":1,"unit":"film"`)))
	e := engine(t)
	p, outcomes, err := rec.Import(e, "p")
	require.NoError(t, err)
	require.Len(t, outcomes, 3)
	require.NotEqual(t, plan.Allowed, outcomes[1].Decision.Status)
	require.True(t, outcomes[2].Accepted())
	decision, err := e.Check(p, record.Event{At: asOf, Body: record.Order{Product: medication.NtxPO,
		Dose: medication.Dose{Principal: medication.Milligrams(50)}}})
	require.NoError(t, err)
	require.Equal(t, plan.Refused, decision.Status, "naltrexone for somebody who has buprenorphine from elsewhere")
}
