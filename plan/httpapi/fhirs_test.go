package httpapi

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// ehr is a record of other software: an order that the rules cannot allow on what the record holds, a drug screen in words, and a dose that
// nobody can read.
const ehr = `{"resourceType":"Bundle","type":"collection","entry":[
	{"resource":{"resourceType":"Patient","id":"7","gender":"male","birthDate":"1988-04-01"}},
	{"resource":{"resourceType":"MedicationRequest","id":"1","status":"active","intent":"order","authoredOn":"2026-03-02T08:00:00Z",
		"subject":{"reference":"Patient/7"},"medicationCodeableConcept":{"coding":[
			{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"864706"}]},
		"dosageInstruction":[{"timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d"}},
			"doseAndRate":[{"doseQuantity":{"value":3,"unit":"TAB"}}]}]}},
	{"resource":{"resourceType":"Observation","id":"2","status":"final","effectiveDateTime":"2026-03-01T10:00:00Z",
		"subject":{"reference":"Patient/7"},"code":{"coding":[{"system":"http://loinc.org","code":"8636-3"}]},
		"valueQuantity":{"value":455,"unit":"ms"}}},
	{"resource":{"resourceType":"Observation","id":"4","status":"final","effectiveDateTime":"2026-03-01T10:00:00Z",
		"subject":{"reference":"Patient/7"},"code":{"coding":[{"system":"http://loinc.org","code":"0-0"}]},
		"valueQuantity":{"value":3,"unit":"furlong"}}},
	{"resource":{"resourceType":"MedicationRequest","id":"3","status":"draft","intent":"order","authoredOn":"2026-03-02",
		"subject":{"reference":"Patient/7"},"medicationCodeableConcept":{"coding":[
			{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"1483744"}]},
		"dosageInstruction":[{"timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d"}},
			"doseAndRate":[{"doseQuantity":{"value":1,"unit":"TAB"}}]}]}}]}`

// take sends a record, and returns what became of it.
func (c *clinic) take(body string, headers ...string) (f importedForm) {
	c.Helper()
	w := c.do(records("nurse", body, headers...))
	require.Equal(c, 200, w.Code, "%s", w.Body)
	var raw struct {
		importedForm
		Judged []struct{ ID, Text string } `json:"judged"`
	}
	require.NoError(c, json.Unmarshal(w.Body.Bytes(), &raw))
	f = raw.importedForm
	for _, j := range raw.Judged {
		f.Judged = append(f.Judged, judgedForm{Text: j.Text})
	}
	return f
}

func (f *importedForm) texts() (all []string) {
	for _, j := range f.Judged {
		all = append(all, j.Text)
	}
	return all
}

// A record is judged and accounted for, resource by resource; sent once more, it changes nothing.
func TestImportFHIR(t *testing.T) {
	c := opened(t)
	c.want(404, records("nurse", ehr))
	f := c.take(ehr, begins)
	require.Equal(t, "Patient/7", f.Person)
	require.Len(t, f.Resources, 5)
	require.Equal(t, []string{"registered male born 1988-04-01", "Corrected QT interval 455 ms", "order methadone tablet 30 mg", "takes methadone, ordered here"},
		f.texts())
	require.Len(t, f.Proposed, 1, "%+v", f.Resources[4])
	require.Contains(t, string(f.Proposed[0]), "ntx.po")
	odd := f.Resources[3]
	require.False(t, odd.Understood)
	require.Empty(t, odd.Events)
	require.Equal(t, "unknown-code", odd.Notes[0].Why.String())
	require.True(t, f.Resources[0].Understood)

	on := c.want(200, call{as: "nurse", line: "GET " + somebody + "/events"})["items"].([]any)
	text := c.text(on)
	require.Contains(t, text, `"actor":{"id":"n1","role":"nurse"}`, "who took the record in answers for it")
	require.Contains(t, text, "medicine-reported", "the order is not allowed, and the medicine is on board")
	require.NotContains(t, text, `"type":"order"`)
	require.NotContains(t, text, "ntx.po", "a draft is no order")

	again := c.take(ehr)
	require.Equal(t, f.Version, again.Version)
	require.Empty(t, again.Recorded)
	require.Len(t, again.Resources, 5)
}

// A resource that was amended elsewhere does not overwrite what is on record, and is named.
func TestImportFHIRThatDiffers(t *testing.T) {
	c := opened(t)
	first := c.take(ehr, begins)
	f := c.take(strings.Replace(ehr, "455", "510", 1))
	require.Equal(t, first.Version, f.Version)
	require.Equal(t, first.Resources[2].Events, f.Resources[2].Differing)
	require.Equal(t, f.Resources[2].Differing, f.Differing)
	another := c.want(422, records("nurse", strings.Replace(ehr, "1988-04-01", "1989-04-01", 1)))
	require.Equal(t, urn+"person", another["type"])
	require.NotContains(t, c.text(another), "1988", "nobody learns from it who is on record")
	require.Contains(t, c.text(c.want(200, call{as: "nurse", line: "GET " + somebody + "/events"})), `"455"`)
}

// What a record says of itself beyond its resources is trusted from nobody: what this service has exported comes back as resources.
func TestImportOfAnExport(t *testing.T) {
	c := admitted(t)
	bundle := c.do(call{as: "records", line: "GET /plans/person-2/fhir"}).Body.String()
	w := c.do(call{as: "nurse", line: "POST /plans/person-4/fhir", body: bundle, headers: []string{"Content-Type: " + mediaFHIR, begins}})
	require.Equal(t, 200, w.Code, "%s", w.Body)
	events := c.text(c.want(200, call{as: "nurse", line: "GET /plans/person-4/events"}))
	require.Contains(t, events, `"type":"dose-given"`)
	require.Contains(t, events, `"id":"fhir:`)
}

// What is due comes to appointment software, and to one that others see without a word of what it is.
func TestDueAsICalendar(t *testing.T) {
	c := admitted(t)
	due := call{as: "nurse", line: "GET /plans/person-2/due?at=2026-04-20T09:00:00Z", headers: []string{"Accept: text/calendar"}}
	w := c.do(due)
	require.Equal(t, 200, w.Code, "%s", w.Body)
	require.Equal(t, mediaICalendar+charsetUTF8, w.Header().Get("Content-Type"))
	rows := c.want(200, call{as: "nurse", line: "GET /plans/person-2/due?at=2026-04-20T09:00:00Z"})["items"].([]any)
	require.Equal(t, len(rows), strings.Count(w.Body.String(), "BEGIN:VEVENT"))
	require.Contains(t, w.Body.String(), "naloxone")
	due.line += "&discreet=true"
	require.NotContains(t, c.do(due).Body.String(), "naloxone")
}
