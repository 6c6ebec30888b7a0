package httpapi

import (
	"net/http"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/journal"
	"github.com/stretchr/testify/require"
)

// A person is admitted, an order is refused with its reason and when it would be possible, and all of it is in the audit trail.
func TestStory(t *testing.T) {
	c := admitted(t)
	summary := c.want(200, call{as: "nurse", line: "GET " + somebody})
	require.Equal(t, 3.0, summary["version"])

	refused := c.want(422, call{as: "doctor", line: "POST " + somebody + "/events", body: order})
	require.Equal(t, urn+"refused", refused["type"])
	require.Contains(t, c.text(refused["decision"]), "bup.induction.hours-short-acting")
	checked := c.want(200, call{as: "nurse", line: "POST " + somebody + "/check", body: order})
	require.Equal(t, "refused", checked["status"])
	opening := c.want(200, call{as: "nurse", line: "POST " + somebody + "/when", body: order})
	require.Equal(t, "2026-03-02T10:00:00Z", opening["at"])
	explained := c.want(200, call{as: "nurse", line: "POST " + somebody + "/explain",
		body: `{"rule":"bup.induction.hours-short-acting","event":` + order + `}`})
	require.Equal(t, true, explained["watched"])
	require.NotEmpty(t, explained["limits"])

	require.Equal(t, 3.0, c.want(200, call{as: "nurse", line: "GET " + somebody})["version"], "what is refused leaves no trace")
	require.NotEmpty(t, c.want(200, call{as: "nurse", line: "GET /agenda?day=2026-03-20"})["items"])
	require.NotEmpty(t, c.want(200, call{as: "nurse", line: "GET " + somebody + "/moves"})["items"])
	require.NotEmpty(t, c.want(200, call{as: "nurse", line: "GET /plans/person-2/due"})["items"])
	require.NotEmpty(t, c.want(200, call{as: "doctor", line: "GET /feed"})["items"])
	text := c.do(call{as: "nurse", line: "GET " + somebody + "/report", headers: []string{"Accept: text/plain"}})
	require.Contains(t, text.Body.String(), "Referral")

	entries, err := c.trail.Entries(t.Context(), func(*Entry) bool { return true })
	require.NoError(t, err)
	require.Len(t, entries, 15)
	require.Equal(t, Entry{At: monday, Request: entries[5].Request, Who: everybody["doctor"].who, Operation: "record", Scope: ScopeRecord,
		Plan: "person-1", Purpose: PurposeTreatment, Status: 422}, entries[5])
}

func (c *clinic) text(v any) string {
	c.Helper()
	return strings.TrimSpace(string(mustJSON(v)))
}

// Versions are ETags: what the caller has not seen is told, and nothing is written.
func TestVersions(t *testing.T) {
	c := admitted(t)
	w := c.do(call{as: "nurse", line: "GET " + somebody})
	require.Equal(t, `"3"`, w.Header().Get("ETag"))
	pulse := `{"type":"measured","v":1,"id":"m1","at":"2026-03-02T08:45:00Z","body":{"measure":"pulse","value":"72"}}`
	events := "POST " + somebody + "/events"
	changed := c.want(412, call{as: "nurse", line: events, body: pulse, headers: []string{`If-Match: "2"`}})
	require.Equal(t, 3.0, changed["version"])
	require.Len(t, changed["since"], 1)
	require.Contains(t, c.text(changed["since"]), `"c1"`)
	c.want(412, call{as: "nurse", line: events, body: pulse, headers: []string{begins}})
	c.want(404, call{as: "nurse", line: "POST /plans/person-3/events", body: pulse})
	w = c.do(call{as: "nurse", line: events, body: pulse, headers: []string{`If-Match: "3"`}})
	require.Equal(t, 201, w.Code)
	require.Equal(t, `"4"`, w.Header().Get("ETag"))
	require.Equal(t, true, c.want(200, call{as: "nurse", line: events, body: pulse})["duplicate"])
	c.want(409, call{as: "nurse", line: events, body: strings.Replace(pulse, "72", "73", 1)})
}

// A request under a key is carried out once.
func TestKeys(t *testing.T) {
	c := admitted(t)
	pulse := `{"type":"measured","v":1,"id":"m1","at":"2026-03-02T08:45:00Z","body":{"measure":"pulse","value":"72"}}`
	one := call{as: "nurse", line: "POST " + somebody + "/events", body: pulse, headers: []string{`Idempotency-Key: "k-1"`, `If-Match: "3"`}}
	first := c.want(201, one)
	again := c.want(200, one)
	require.Equal(t, true, again["replayed"])
	require.Equal(t, first["recorded"], again["recorded"])
	one.body = strings.Replace(pulse, "m1", "m2", 1)
	require.Equal(t, urn+"key-reused", c.want(422, one)["type"])
	week := `{"type":"visit-missed","v":1,"id":"v1","at":"2026-03-01T08:45:00Z","body":{}}` + "\n" +
		strings.Replace(pulse, "m1", "m3", 1) + "\n"
	amended := c.want(200, call{as: "nurse", line: "POST " + somebody + "/amendments", body: week,
		headers: []string{"Content-Type: " + mediaLines}})
	require.Len(t, amended["decisions"], 2)
}

// An override is for those who may, with a documented reason.
func TestOverrides(t *testing.T) {
	c := admitted(t)
	by := func(id, role string) string { // an event that overrides something names its actor
		return strings.Replace(order, `"body"`, `"actor":{"id":"`+id+`","role":"`+role+
			`"},"overrides":[{"rule":"bup.induction.hours-short-acting","reason":"other","note":"seen by two"}],"body"`, 1)
	}
	for _, body := range []string{by("n1", "nurse"), by("d1", "prescriber")} {
		require.Equal(t, urn+"forbidden", c.want(403, call{as: "nurse", line: "POST " + somebody + "/events", body: body})["type"])
	}
	signs := `{"type":"signs-observed","v":1,"id":"s1","at":"2026-03-02T08:50:00Z","body":{"signs":["mydriasis","piloerection"]}}`
	c.want(201, call{as: "nurse", line: "POST " + somebody + "/events", body: signs})
	recorded := c.want(201, call{as: "doctor", line: "POST " + somebody + "/events", body: by("d1", "prescriber")})
	require.Contains(t, c.text(recorded["decision"]), "seen by two")
	grant := `{"id":"g1","rule":"bup.induction.hours-short-acting","reason":"other","note":"seen by two","expires":"2026-03-03T00:00:00Z"}`
	c.want(403, call{as: "nurse", line: "POST " + somebody + "/overrides", body: grant})
	granted := c.do(call{as: "doctor", line: "POST " + somebody + "/overrides", body: grant})
	require.Contains(t, []int{201, 422}, granted.Code, "%s", granted.Body)
}

// Pages hold everything once, in both forms.
func TestPages(t *testing.T) {
	c := admitted(t)
	for route, rows := range map[string]int{somebody + "/events": 3, "/feed": 4} {
		var seen []any
		next := ""
		for range 5 {
			body := c.want(200, call{as: "doctor", line: "GET " + route + "?limit=1&after=" + next})
			seen = append(seen, body["items"].([]any)...)
			if next, _ = body["next"].(string); next == "" {
				break
			}
		}
		require.Len(t, seen, rows, route)
		w := c.do(call{as: "doctor", line: "GET " + route, headers: []string{"Accept: " + mediaLines}})
		require.Equal(t, mediaLines, w.Header().Get("Content-Type"))
		require.Equal(t, rows, strings.Count(w.Body.String(), "\n"), route)
	}
	var due []any
	for next := ""; ; {
		body := c.want(200, call{as: "doctor", line: "GET /agenda?day=2026-04-20&limit=2&after=" + next})
		due = append(due, body["items"].([]any)...)
		if next, _ = body["next"].(string); next == "" {
			break
		}
	}
	require.Equal(t, due, c.want(200, call{as: "doctor", line: "GET /agenda?day=2026-04-20"})["items"])
}

// The journal that is exported is whole, and what the engine recorded.
func TestExport(t *testing.T) {
	c := admitted(t)
	w := c.do(call{as: "records", line: "GET " + somebody + "/journal"})
	require.Equal(t, 200, w.Code)
	header, events, err := journal.ReadAll(w.Body, journal.Options{Dialect: journal.Recorded})
	require.NoError(t, err)
	require.True(t, header.Closed)
	require.Len(t, events, 3)
}

// What was known then, and under which rules.
func TestAsOf(t *testing.T) {
	c := admitted(t)
	c.mu.Lock()
	c.now = monday.AddDate(0, 0, 2)
	c.mu.Unlock()
	late := `{"type":"measured","v":1,"id":"m1","at":"2026-03-02T08:45:00Z","body":{"measure":"pulse","value":"72"}}`
	c.want(201, call{as: "nurse", line: "POST " + somebody + "/events", body: late})
	require.Len(t, c.want(200, call{as: "nurse", line: "GET " + somebody + "/events?known=2026-03-03T00:00:00Z"})["items"], 3)
	require.Len(t, c.want(200, call{as: "nurse", line: "GET " + somebody + "/events?rules=2026"})["items"], 4)
	require.Equal(t, urn+"unknown-rules", c.want(404, call{as: "nurse", line: "GET " + somebody + "?rules=1999"})["type"])
	require.Equal(t, urn+"unknown-plan", c.want(404, call{as: "nurse", line: "GET " + somebody + "?known=2020-01-01T00:00:00Z"})["type"])
}

// What is handed out rests on something, carries the notice, and is listed.
func TestDisclosures(t *testing.T) {
	c := admitted(t)
	to := func(purpose string) call {
		return call{as: "records", line: "POST " + somebody + "/disclosures", body: `{"recipient":"Dr. Invented, cardiology","what":"summary"}`,
			headers: []string{"Purpose-Of-Use: " + purpose}}
	}
	given := c.want(200, to("treatment"))
	require.Equal(t, "the statement of 42 CFR 2.32", given["notice"])
	require.Equal(t, "the consent to treatment, payment and operations of 2026-03-02", given["basis"])
	require.NotNil(t, given["summary"])
	require.Equal(t, urn+"no-consent", c.want(403, to("proceedings"))["type"])
	require.Equal(t, urn+"no-consent", c.want(403, to("person"))["type"])
	c.want(403, call{as: "doctor", line: "POST " + somebody + "/disclosures", body: `{"recipient":"x","what":"summary"}`})

	withdrawn := strings.NewReplacer("c1", "c2", "true", "false", "08:30", "08:40").Replace(consent)
	c.want(201, call{as: "nurse", line: "POST " + somebody + "/events", body: withdrawn})
	require.Contains(t, c.want(403, to("treatment"))["detail"], "withdrawn")
	require.Contains(t, c.want(403, to("emergency"))["detail"], "written down", "the nature of the emergency and the facility are missing")
	urgent := to("emergency")
	urgent.body = `{"recipient":"Dr. Invented","affiliation":"Invented Hospital","emergency":"no response to naloxone","what":"summary"}`
	require.Contains(t, c.want(200, urgent)["basis"], "without consent")

	listed := c.want(200, call{as: "records", line: "GET " + somebody + "/disclosures"})["items"].([]any)
	require.Len(t, listed, 2)
	last := listed[1].(map[string]any)
	require.Equal(t, "emergency", last["purpose"])
	require.Equal(t, "Invented Hospital", last["affiliation"])
	require.Equal(t, "no response to naloxone", last["emergency"])
	require.Equal(t, map[string]any{"id": "r1", "role": "records officer"}, last["who"])

	bare := admitted(t, func(c *Config) { c.Notice = "" })
	bare.want(501, to("treatment"))
}

// As little as the purpose needs can be handed out: events of some kinds, of which nobody takes for true what was taken back.
func TestDisclosuresOfSome(t *testing.T) {
	c := admitted(t)
	for _, body := range []string{
		`{"type":"scored","v":1,"id":"e3","at":"2026-03-02T08:20:00Z","replaces":"e1","body":{"scale":"cows","total":9}}`,
		`{"type":"measured","v":1,"id":"m1","at":"2026-03-02T08:45:00Z","body":{"measure":"pulse","value":"72"}}`,
		`{"type":"retracted","v":1,"id":"x1","at":"2026-03-02T08:50:00Z","body":{"event":"m1","reason":"another person"}}`} {
		c.want(201, call{as: "nurse", line: events, body: body})
	}
	given := c.want(200, disclosed(`{"recipient":"Dr. Invented, cardiology","what":"journal","kinds":["scored","measured"]}`))
	require.Equal(t, []any{"scored", "measured"}, given["kinds"])
	require.Len(t, given["events"], 1)
	text := c.text(given["events"])
	require.Contains(t, text, `"total":9`)
	require.NotContains(t, text, `"total":14`, "what was corrected is not among them")
	require.NotContains(t, text, "replaces")
	require.NotContains(t, text, "heroin")
	listed := c.want(200, call{as: "records", line: "GET " + somebody + "/disclosures"})["items"].([]any)
	require.Equal(t, "journal: scored, measured", listed[0].(map[string]any)["what"])
	whole := c.want(200, disclosed(`{"recipient":"Dr. Invented, cardiology","what":"journal"}`))
	require.NotContains(t, whole, "kinds")
	require.Len(t, whole["events"], 6)
}

// A bundle that is handed out carries its labels.
func TestDisclosuresAsFHIR(t *testing.T) {
	c := admitted(t)
	given := c.want(200, disclosed(`{"recipient":"Dr. Invented, cardiology","what":"fhir"}`))
	bundle := given["bundle"].(map[string]any)
	require.Equal(t, "Bundle", bundle["resourceType"])
	for _, e := range bundle["entry"].([]any) {
		require.Contains(t, c.text(e), `"code":"OPIOIDUD"`)
	}
	some := c.want(200, disclosed(`{"recipient":"Dr. Invented, cardiology","what":"fhir","kinds":["scored"]}`))
	require.Equal(t, []any{"scored"}, some["kinds"])
	entries := some["bundle"].(map[string]any)["entry"].([]any)
	require.Len(t, entries, 2, "somebody without a name, and one score")
	for _, e := range entries {
		require.Contains(t, c.text(e), `"code":"REDACTED"`)
	}
	require.NotContains(t, c.text(some["bundle"]), "heroin")
}

// An erased plan is gone, and says so to those who may ask.
func TestErasure(t *testing.T) {
	c := admitted(t)
	erase := call{as: "records", line: "POST " + somebody + "/erasure", body: `{"reason":"asked for under state law"}`}
	c.want(403, call{as: "doctor", line: erase.line, body: erase.body})
	c.want(400, call{as: "records", line: erase.line, body: `{"reason":" "}`})
	c.want(200, erase)
	require.Equal(t, urn+"erased", c.want(410, call{as: "nurse", line: "GET " + somebody})["type"])
}

// Without an entry in the audit trail nothing is told, and nobody who is denied goes unnoticed.
func TestTrail(t *testing.T) {
	c := admitted(t)
	c.want(403, call{as: "elsewhere", line: "GET " + somebody})
	denied, err := c.trail.Entries(t.Context(), func(e *Entry) bool { return e.Status == 403 })
	require.NoError(t, err)
	require.Len(t, denied, 1)
	broken := admitted(t)
	require.NoError(t, broken.trail.file.Close())
	body := broken.want(503, call{as: "nurse", line: "GET " + somebody})
	require.NotContains(t, broken.text(body), "stage")
	wrote := broken.want(503, call{as: "nurse", line: events, body: strings.Replace(cows, "e1", "e9", 1)})
	require.Equal(t, urn+"uncertain", wrote["type"], "it is on record, and nobody shall take it for not done")
	broken.trail.file, err = openAgain(broken.trail.path)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, broken.do(call{as: "nurse", line: "GET " + somebody}).Code)
}
