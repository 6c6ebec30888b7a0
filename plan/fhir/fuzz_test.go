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
	f.Add([]byte(bundled(request("1010604", `{"text":"16 mg daily x 1 day, then 8 mg daily"}`))))
	f.Add([]byte(bundled(asks(loinc, "44261-6"), answers("completed", "https://ehr.example/Questionnaire/mood", `{"valueInteger":12}`))))
	f.Add([]byte(`{"resourceType":"Bundle","entry":[` + onServer("https://a.example", patient) + "," + onServer("https://b.example", score("7", "")) + `]}`))
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
		require.NotPanics(t, func() { rec.Unread() })
		again, err := fhir.FromBundle(data, reader)
		require.NoError(t, err)
		require.Equal(t, rec.Events, again.Events)
		require.Equal(t, rec.Accounts, again.Accounts)
	})
}
