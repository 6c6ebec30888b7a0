package httpapi

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// document reads what the service says of itself.
func document(t *testing.T, c *clinic) (doc object) {
	t.Helper()
	w := c.do(call{line: "GET /openapi.json"})
	require.Equal(t, 200, w.Code)
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &doc))
	return doc
}

// samples are requests that are carried out, by operation.
var samples = map[string]call{
	"document": {line: "GET /openapi.json"}, "list": {as: "doctor", line: "GET /plans"},
	"agenda": {as: "doctor", line: "GET /agenda?day=2026-04-02"},
	"feed":   {as: "doctor", line: "GET /feed"}, "summary": {as: "doctor", line: "GET " + somebody},
	"events": {as: "doctor", line: "GET " + somebody + "/events"}, "findings": {as: "doctor", line: "GET " + somebody + "/findings"},
	"due": {as: "doctor", line: "GET " + somebody + "/due"}, "moves": {as: "doctor", line: "GET " + somebody + "/moves"},
	"report": {as: "doctor", line: "GET " + somebody + "/report"}, "check": {as: "doctor", line: "POST " + somebody + "/check", body: order},
	"picture":    {as: "doctor", line: "GET " + somebody + "/picture?picture=timeline"},
	"letter":     {as: "doctor", line: "GET " + somebody + "/letter?language=es"},
	"choices":    {as: "doctor", line: "GET " + somebody + "/choices?of=levels"},
	"propose":    {as: "doctor", line: "POST " + somebody + "/calendars", body: proposal},
	"suppose":    {as: "nurse", line: "POST " + somebody + "/what-if", body: dose, headers: []string{"Content-Type: " + mediaLines}},
	"importFHIR": {as: "nurse", line: "POST " + somebody + "/fhir", body: ehr, headers: []string{"Content-Type: " + mediaFHIR}},
	"exportFHIR": {as: "records", line: "GET " + somebody + "/fhir"},
	"when":       {as: "doctor", line: "POST " + somebody + "/when", body: order},
	"explain": {as: "doctor", line: "POST " + somebody + "/explain",
		body: `{"rule":"bup.induction.hours-short-acting","event":` + order + `}`},
	"record": {as: "doctor", line: events, body: strings.Replace(cows, "e1", "e9", 1)},
	"amend": {as: "doctor", line: "POST " + somebody + "/amendments", body: strings.Replace(heroin, "e2", "e8", 1),
		headers: []string{"Content-Type: " + mediaLines}},
	"override": {as: "doctor", line: "POST " + somebody + "/overrides",
		body: `{"id":"g1","rule":"bup.induction.hours-short-acting","reason":"other","note":"seen by two","expires":"2026-03-03T00:00:00Z"}`},
	"remind": {as: "doctor", line: "POST " + somebody + "/reminder"}, "export": {as: "records", line: "GET " + somebody + "/journal"},
	"disclose":    {as: "records", line: "POST " + somebody + "/disclosures", body: `{"recipient":"x","what":"journal"}`},
	"disclosures": {as: "records", line: "GET " + somebody + "/disclosures"},
	"merge":       {as: "records", line: "POST " + somebody + "/merges", body: `{"id":"m1","from":"person-2","reason":"one person, seen twice"}`},
	"split":       {as: "records", line: "POST " + somebody + "/splits", body: `{"id":"s1","other":"person-2","reason":"they are two"}`},
	"erase":       {as: "records", line: "POST " + somebody + "/erasure", body: `{"reason":"state law"}`},
}

// What the document says is there answers, and with what the document says; what answers is in the document.
func TestDocument(t *testing.T) {
	c := admitted(t)
	doc := document(t, c)
	seen := 0
	for _, r := range routes() { // erase is the last one
		one, ok := samples[r.name]
		require.True(t, ok, "%s has no sample", r.name)
		op, ok := dig(doc, "paths", r.path, strings.ToLower(r.method)).(object)
		require.True(t, ok, r.name)
		require.Equal(t, r.name, op["operationId"])
		w := c.do(one)
		answer, ok := dig(op, "responses", fmt.Sprint(w.Code)).(object)
		require.True(t, ok, "%s answers %d, which the document does not know: %s", r.name, w.Code, w.Body)
		require.Less(t, w.Code, 300, "%s: %s", r.name, w.Body)
		seen++
		content, _ := answer["content"].(object)
		if w.Code == 204 {
			require.Nil(t, content)
			continue
		}
		media, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
		form, ok := dig(content, media, "schema").(object)
		require.True(t, ok, "%s answers %s", r.name, media)
		if media == mediaJSON {
			var v any
			require.NoError(t, json.Unmarshal(w.Body.Bytes(), &v))
			require.Empty(t, fits(doc, form, v, r.name))
		}
	}
	operations := 0
	for path, methods := range doc["paths"].(object) {
		for method := range methods.(object) {
			operations++
			target := strings.Replace(path, "{plan}", "person-9", 1)
			w := c.do(call{as: "doctor", line: strings.ToUpper(method) + " " + target})
			require.NotEqual(t, 405, w.Code, "%s %s", method, path)
			require.NotContains(t, w.Body.String(), urn+"not-found", "%s %s", method, path)
		}
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE"} {
			if methods.(object)[strings.ToLower(method)] == nil {
				w := c.do(call{as: "doctor", line: method + " " + strings.Replace(path, "{plan}", "p", 1)})
				require.Equal(t, 405, w.Code, "%s %s", method, path)
			}
		}
	}
	require.Equal(t, seen, operations)
}

// Every problem of the hostile table is one that the document knows for its operation, and has the form that it states.
func TestDocumentOfProblems(t *testing.T) {
	c := admitted(t)
	doc := document(t, c)
	for _, h := range hostile {
		w := c.do(h.call)
		var v any
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &v))
		require.Empty(t, fits(doc, object{"$ref": schemaPath + "problem"}, v, h.name))
		method, target, _ := strings.Cut(h.line, " ")
		path, _, _ := strings.Cut(target, "?")
		path = strings.Replace(path, somebody, "/plans/{plan}", 1)
		if op, ok := dig(doc, "paths", path, strings.ToLower(method)).(object); ok {
			require.NotNil(t, dig(op, "responses", fmt.Sprint(w.Code)), "%s: %d is not documented", h.name, w.Code)
		}
	}
}

func TestParametersAreDocumented(t *testing.T) {
	for _, r := range routes() {
		for _, name := range slices.Concat(r.query, r.headers) {
			require.NotEmpty(t, parameters[name].text, "%s: %s", r.name, name)
		}
		require.NotEmpty(t, r.title)
		require.Equal(t, r.public, r.scope == "")
	}
}

func dig(v any, names ...string) any {
	for _, name := range names {
		o, _ := v.(object)
		v = o[name]
	}
	return v
}
