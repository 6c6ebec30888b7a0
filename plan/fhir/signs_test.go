package fhir_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/record"
)

func observed(id, name, value string) string {
	return `{"resourceType":"Observation","id":"` + id + `","subject":{"reference":"Patient/p"},"status":"final",` +
		`"effectiveDateTime":"2026-03-02T09:00:00Z","code":{"text":"` + name + `"},` + value + `}`
}

// Signs are read by their names; those of one time are one examination, so that none hides another.
func TestSigns(t *testing.T) {
	rec := read(t, reader, observed("a", "Sedation", `"valueBoolean":true`), observed("b", "Yawning", `"valueString":"present"`),
		observed("c", "Dilated pupils", `"valueCodeableConcept":{"coding":[{"system":"`+snomed+`","code":"260373001"}]}`),
		observed("d", "yawning", `"valueBoolean":true`))
	var bodies []record.Body
	for _, ev := range rec.Events[1:] {
		bodies = append(bodies, ev.Body)
	}
	want := []record.Body{record.SignsObserved{Signs: []record.Sign{record.Sedation, record.Yawning, record.Mydriasis}}}
	require.Empty(t, cmp.Diff(want, bodies))
	for _, a := range rec.Accounts[1:] {
		require.True(t, a.Understood(), a.Notes)
		require.Equal(t, rec.Events[1].ID, a.Events[0].Event)
	}
}

// That one sign is not there is no examination without signs, and what is not said is not taken for seen.
func TestSignsThatAreNotSeen(t *testing.T) {
	for name, value := range map[string]string{"not seen": `"valueBoolean":false`, "absent": `"valueString":"absent"`,
		"no value": `"note":[{"text":"x"}]`, "something": `"valueString":"a little"`, "not clear": `"valueString":"equivocal"`,
		"a number": `"valueInteger":3`} {
		rec := read(t, reader, observed("a", "yawning", value))
		require.Empty(t, rec.Accounts[1].Events, name)
		require.False(t, rec.Accounts[1].Understood(), name)
	}
}

const cows = `"code":{"coding":[{"system":"` + snomed + `","code":"763699005"}]}`

func cowsItem(id, item, value string) string {
	return `{"resourceType":"Observation","id":"` + id + `","subject":{"reference":"Patient/p"},"status":"final",` +
		`"effectiveDateTime":"2026-03-02T09:00:00Z","code":{"coding":[{"system":"` + fhir.System + `","code":"cows.` + item + `"}]},` +
		`"valueInteger":` + value + `}`
}

// Items of COWS are read from components and from members alike; one that no total names is said to be one.
func TestItemsAsMembers(t *testing.T) {
	total := of("Observation", `"status":"final","effectiveDateTime":"2026-03-02T09:00:00Z",`+cows+
		`,"valueInteger":7,"hasMember":[{"reference":"Observation/i1"},{"reference":"Observation/i2"},{"reference":"Observation/gone"}]`)
	rec := read(t, reader, total, cowsItem("i1", "pupils", "5"), cowsItem("i2", "yawning", "2"), cowsItem("i3", "tremor", "1"))
	body := rec.Events[1].Body.(record.Scored)
	require.Equal(t, 7, body.Total)
	require.Equal(t, map[string]int{"pupils": 5, "yawning": 2}, body.Items)
	require.Len(t, rec.Events, 2)
	require.Equal(t, fhir.Unresolved, rec.Accounts[1].Notes[0].Why)
	require.True(t, rec.Accounts[2].Understood())
	require.False(t, rec.Accounts[4].Understood(), "an item of no total")
}
