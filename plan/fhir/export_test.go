package fhir_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/plantest"
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
