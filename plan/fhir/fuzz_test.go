package fhir_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/fhir"
)

// FuzzFromBundle holds that whatever is sent, every event is one that a plan can hold, every resource is accounted for, and reading it
// again says the same.
func FuzzFromBundle(f *testing.F) {
	f.Add([]byte(bundle(patient, request("1010604", doses(`"value":1,"unit":"film"`)), observation(loinc, "3773-9", `"valueString":"POS"`))))
	f.Add([]byte(request("864706", doses(`"value":1e3,"unit":"TAB"`))))
	f.Add([]byte(condition("http://hl7.org/fhir/sid/icd-10-cm", "F11.20", "relapse")))
	f.Fuzz(func(t *testing.T, data []byte) {
		rec, err := fhir.FromBundle(data, reader)
		if err != nil {
			return
		}
		for _, list := range [2]int{0, 1} {
			events := rec.Events
			if list == 1 {
				events = rec.Proposed
			}
			for i := range events {
				require.NoError(t, events[i].Validate())
				require.False(t, events[i].At.After(asOf))
			}
		}
		for _, a := range rec.Accounts {
			require.NotZero(t, len(a.Events)+len(a.Proposed)+len(a.Notes))
		}
		again, err := fhir.FromBundle(data, reader)
		require.NoError(t, err)
		require.Equal(t, rec.Events, again.Events)
		require.Equal(t, rec.Accounts, again.Accounts)
	})
}
