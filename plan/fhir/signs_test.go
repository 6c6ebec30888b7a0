package fhir_test

import (
	"strings"
	"testing"
	"time"

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

// Signs that are charted minutes apart are of one examination: at each time, what was seen by then. A later examination begins anew.
func TestSignsChartedOneByOne(t *testing.T) {
	at := func(id, name, clock string) string {
		return strings.Replace(observed(id, name, `"valueBoolean":true`), "T09:00", "T"+clock, 1)
	}
	signs := func(with fhir.Reader, resources ...string) (all []string) {
		for _, ev := range read(t, with, resources...).Events[1:] {
			all = append(all, ev.At.Format("15:04 ")+record.Describe(ev.Body))
		}
		return all
	}
	list := []string{at("a", "Sedation", "09:00"), at("b", "Yawning", "09:03"), at("c", "Dilated pupils", "09:15"),
		at("d", "Yawning", "09:16"), at("e", "Sedation", "12:00")}
	require.Equal(t, []string{"09:00 signs: sedation", "09:03 signs: sedation, yawning", "09:15 signs: sedation, yawning, mydriasis",
		"09:16 signs: yawning", "12:00 signs: sedation"}, signs(reader, list...))
	brief := reader
	brief.Examination = 3 * time.Minute
	require.Equal(t, []string{"09:00 signs: sedation", "09:03 signs: sedation, yawning", "09:15 signs: mydriasis", "09:16 signs: mydriasis, yawning",
		"12:00 signs: sedation"}, signs(brief, list...))
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
