package cdshooks

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/cdshooks/lint"
)

func methadone() string { return ordered("m", "active", coded("864706"), milligrams(60)) }

const longQT = `{"resourceType":"Condition","id":"c1","clinicalStatus":{"coding":[{"code":"active",` +
	`"system":"http://terminology.hl7.org/CodeSystem/condition-clinical"}]},"subject":{"reference":"Patient/7"},"recordedDate":"2026-03-02",` +
	`"code":{"text":"congenital long QT syndrome"}}`

const depot = `{"resourceType":"MedicationAdministration","id":"adm","status":"completed","subject":{"reference":"Patient/7"},` +
	`"effectiveDateTime":"2026-02-20T10:00:00Z","medicationCodeableConcept":{"coding":[{"system":"` + rxnorm + `","code":"1996192"}]},` +
	`"dosage":{"dose":{"value":300,"unit":"mg","system":"http://unitsofmeasure.org","code":"mg"}}}`

func booking(day string) string {
	return `,"appointments":` + entries("collection", `{"resourceType":"Appointment","id":"a","status":"proposed","start":"`+day+
		`T09:00:00Z","participant":[{"status":"accepted","actor":{"reference":"Patient/7"}}]}`)
}

// What each hook says of a record: the beginning of each summary. No hook but those of orders refuses anything.
func TestHooks(t *testing.T) {
	tests := []struct {
		name, service, hook, context string
		record                       []string
		want                         []string
	}{
		{"an order in force that would be refused today", "oudpath-patient", "patient-view", "", []string{methadone()},
			[]string{"In force: Order methadone tablet 60 mg: first dose 60 mg, above 50 mg"}},
		{"nothing in force", "oudpath-patient", "patient-view", "", nil, nil},
		{"nothing to reverse an overdose at discharge", "oudpath-discharge", "encounter-discharge", `,"encounterId":"e"`, []string{methadone()},
			[]string{"Discharge: no reversal agent for overdose is on record"}},
		{"a discharge of somebody whom it does not concern", "oudpath-discharge", "encounter-discharge", `,"encounterId":"e"`, nil, nil},
		{"an injection that would be late", "oudpath-appointments", "appointment-book", booking("2026-05-20"), []string{depot},
			[]string{"Appointment on 2026-05-20: Give the next injection of the buprenorphine depot: the last day in time is 2026-04-03"}},
		{"an injection in time", "oudpath-appointments", "appointment-book", booking("2026-03-25"), []string{depot}, nil},
		{"an appointment of somebody without injections", "oudpath-appointments", "appointment-book", booking("2026-05-20"), nil, nil},
		{"a new condition that matters for what is taken", "oudpath-problems", "problem-list-item-create",
			`,"conditions":` + entries("collection", longQT), []string{methadone()}, []string{"congenital long"}},
		{"a new condition without treatment", "oudpath-problems", "problem-list-item-create",
			`,"conditions":` + entries("collection", longQT), nil, nil},
	}
	seen := map[string]bool{"order-sign": true, "order-select": true}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := post(open(t), "/cds-services/"+test.service, hooked(test.hook, test.context, full(somebody, test.record...)))
			require.Equal(t, http.StatusOK, w.Code, "%s", w.Body)
			require.Empty(t, lint.Response(w.Body.Bytes()))
			cards := cardsOf(t, w)
			require.Len(t, cards, len(test.want), cards)
			for i, want := range test.want {
				require.Contains(t, cards[i].Summary, want)
				require.Equal(t, "warning", cards[i].Indicator)
				require.Empty(t, cards[i].OverrideReasons)
				require.Empty(t, cards[i].Suggestions)
			}
			seen[test.hook] = true
		})
	}
	require.Len(t, seen, len(Hooks()))
}

// Discovery is what the specification asks for, and names every service with every query.
func TestDiscovery(t *testing.T) {
	require.Empty(t, lint.Services(Discovery(DefaultServices())))
	require.JSONEq(t, `{"services":[]}`, string(Discovery(nil)))
}
