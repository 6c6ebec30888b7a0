package httpapi

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

func mustJSON(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return data
}

func openAgain(path string) (*os.File, error) { return os.OpenFile(path, os.O_APPEND|os.O_RDWR, 0o600) }

const events = "POST " + somebody + "/events"

// sent is an event that a nurse sends.
func sent(body string, headers ...string) call {
	return call{as: "nurse", line: events, body: body, headers: headers}
}

// asked is a question about a rule.
func asked(body string) call {
	return call{as: "nurse", line: "POST " + somebody + "/explain", body: body}
}

// proposed asks for a calendar, and supposed for what a chain of events would come to.
func proposed(body string) call {
	return call{as: "nurse", line: "POST " + somebody + "/calendars", body: body}
}

func supposed(body string) call {
	return call{as: "nurse", line: "POST " + somebody + "/what-if", body: body, headers: []string{"Content-Type: " + mediaLines}}
}

// disclosed is handed out by the records office.
func disclosed(body string) call {
	return call{as: "records", line: "POST " + somebody + "/disclosures", body: body}
}

// records is a record of other software that somebody sends.
func records(as, body string, headers ...string) call {
	return call{as: as, line: "POST " + somebody + "/fhir", body: body, headers: append([]string{"Content-Type: " + mediaFHIR}, headers...)}
}

// hostile are requests that somebody careless or worse would make, each with the problem that it gets.
var hostile = []struct {
	name string
	call
	status int
	kind   string
}{
	{"no token", call{line: "GET " + somebody}, 401, "unauthenticated"},
	{"forged token", call{as: "admin", line: "GET " + somebody}, 401, "unauthenticated"},
	{"token in the address", call{line: "GET " + somebody + "?access_token=doctor"}, 401, "unauthenticated"},
	{"another scheme", call{line: "GET " + somebody, headers: []string{"Authorization: Basic ZG9jdG9yOg=="}}, 401, "unauthenticated"},
	{"another person's plan", call{as: "elsewhere", line: "GET " + somebody}, 403, "forbidden"},
	{"a plan that is not there, without the right", call{as: "elsewhere", line: "GET /plans/nobody"}, 403, "forbidden"},
	{"the feed without the right", call{as: "nurse", line: "GET /feed"}, 403, "forbidden"},
	{"export without the right", call{as: "doctor", line: "GET " + somebody + "/journal"}, 403, "forbidden"},
	{"in another's name", sent(strings.Replace(cows, `"body"`, `"actor":{"id":"d1","role":"prescriber"},"body"`, 1)),
		403, "forbidden"},
	{"two tokens", call{as: "nurse", line: "GET " + somebody, headers: []string{"+Authorization: Bearer doctor"}}, 401, "unauthenticated"},
	{"a token behind a good one", call{line: "GET " + somebody, headers: []string{"Authorization: Bearer nurse, Bearer doctor"}}, 401, "unauthenticated"},
	{"another method by a header", call{as: "nurse", line: "GET " + somebody + "/erasure", headers: []string{"X-HTTP-Method-Override: POST"}}, 405, "method"},
	{"another address by a header", call{as: "elsewhere", line: "GET " + somebody, headers: []string{"X-Original-URL: /openapi.json",
		"X-Forwarded-User: d1"}}, 403, "forbidden"},
	{"two purposes", call{as: "nurse", line: "GET " + somebody, headers: []string{"+Purpose-Of-Use: payment"}}, 400, "purpose"},
	{"no purpose", call{as: "nurse", line: "GET " + somebody, headers: []string{"Purpose-Of-Use: "}}, 400, "purpose"},
	{"a purpose of one's own", call{as: "nurse", line: "GET " + somebody, headers: []string{"Purpose-Of-Use: curiosity"}}, 400, "purpose"},
	{"told at another time", sent(strings.Replace(cows, `"body"`, `"recorded":"2026-03-02T08:00:00Z","body"`, 1)),
		422, "event"},
	{"what the engine derives", sent(`{"type":"stage-moved","v":1,"id":"s1","at":"2026-03-02T08:00:00Z",` +
		`"body":{"from":"referred","to":"therapy","trigger":"x"}}`), 400, ""},
	{"nowhere", call{as: "nurse", line: "GET /patients"}, 404, "not-found"},
	{"a path behind the path", call{as: "nurse", line: "GET " + somebody + "/events/e1"}, 404, "not-found"},
	{"dots", call{as: "nurse", line: "GET /plans/../plans/person-1"}, 404, "not-found"},
	{"two slashes", call{as: "nurse", line: "GET //plans/person-1"}, 404, "not-found"},
	{"an ID that is a path", call{as: "nurse", line: "GET /plans/..%2F..%2Fetc%2Fpasswd"}, 404, "unknown-plan"},
	{"an ID that is a path, packed twice", call{as: "nurse", line: "GET /plans/%252e%252e%252fetc"}, 404, "unknown-plan"},
	{"an ID that is a path elsewhere", call{as: "nurse", line: `GET /plans/..%5C..%5Cclinic.db`}, 404, "unknown-plan"},
	{"an ID that ends a header", call{as: "nurse", line: "GET /plans/p%0d%0aSet-Cookie:%20x=1"}, 400, "parameter"},
	{"an ID that changes the direction of what follows", call{as: "nurse", line: "GET /plans/p%E2%80%AE1"}, 400, "parameter"},
	{"an ID with a space without width", call{as: "nurse", line: "GET /plans/person%E2%80%8B-1"}, 400, "parameter"},
	{"an ID that ends in a space", call{as: "nurse", line: "GET " + somebody + "%20"}, 400, "parameter"},
	{"an ID of nothing but spaces", call{as: "nurse", line: "GET /plans/%20"}, 400, "parameter"},
	{"an ID that is not UTF-8", call{as: "nurse", line: "GET /plans/%FF%FE"}, 400, "parameter"},
	{"an ID with a zero byte", call{as: "nurse", line: "GET /plans/a%00b"}, 400, "parameter"},
	{"an ID that is a statement", call{as: "nurse", line: "GET /plans/x';DROP%20TABLE%20oudpath_plan;--"}, 404, "unknown-plan"},
	{"a long ID", call{as: "nurse", line: "GET /plans/" + strings.Repeat("p", 5000)}, 400, "parameter"},
	{"a method that is not known", call{as: "nurse", line: "DELETE " + somebody}, 405, "method"},
	{"a method of one's own", call{as: "nurse", line: "BREW " + somebody}, 405, "method"},
	{"an unknown parameter", call{as: "nurse", line: "GET " + somebody + "?admin=true"}, 400, "parameter"},
	{"a parameter twice", call{as: "nurse", line: "GET " + somebody + "/events?limit=1&limit=2"}, 400, "parameter"},
	{"a parameter that is no text", call{as: "nurse", line: "GET " + somebody + "?rules=%zz"}, 400, "parameter"},
	{"no rows", call{as: "nurse", line: "GET " + somebody + "/events?limit=0"}, 400, "parameter"},
	{"too many rows", call{as: "nurse", line: "GET " + somebody + "/events?limit=1000001"}, 400, "parameter"},
	{"below the beginning", call{as: "nurse", line: "GET " + somebody + "/events?after=-1"}, 400, "parameter"},
	{"a page that nobody named", call{as: "nurse", line: "GET /agenda?after=AAAA"}, 400, "parameter"},
	{"a day that is none", call{as: "nurse", line: "GET /agenda?day=2026-02-30"}, 400, "parameter"},
	{"a year far off", call{as: "nurse", line: "GET " + somebody + "/due?at=9999-01-01T00:00:00Z"}, 400, "parameter"},
	{"a form that is not offered", call{as: "nurse", line: "GET " + somebody, headers: []string{"Accept: text/html"}}, 406, "not-acceptable"},
	{"nothing that is taken", call{as: "nurse", line: "GET " + somebody, headers: []string{"Accept: */*;q=0"}}, 406, "not-acceptable"},
	{"a body where there is none", call{as: "nurse", line: "GET " + somebody, body: "{}"}, 415, "media-type"},
	{"a form", sent("a=b", "Content-Type: application/x-www-form-urlencoded"), 415, "media-type"},
	{"another charset", sent(cows, "Content-Type: application/json; charset=utf-16"), 415, "media-type"},
	{"no type", sent(cows, "Content-Type: "), 415, "media-type"},
	{"a large body", sent(`{"type":"` + strings.Repeat("x", 2<<20) + `"}`), 413, "too-large"},
	{"nothing", call{as: "nurse", line: events, headers: []string{"Content-Type: application/json"}}, 400, "malformed"},
	{"no JSON", sent("<event/>"), 400, "malformed"},
	{"deep nesting", sent(strings.Repeat(`{"body":`, 5000) + "1" + strings.Repeat("}", 5000)), 400, "malformed"},
	{"deep nesting elsewhere", asked(`{"event":` + strings.Repeat(`[`, 5000)), 400, "malformed"},
	{"two events", sent(cows + cows), 400, "malformed"},
	{"a member twice", sent(strings.Replace(cows, `"v":1`, `"v":1,"v":1`, 1)), 400, "malformed"},
	{"a member twice elsewhere", call{as: "doctor", line: "POST " + somebody + "/overrides", body: `{"id":"a","id":"b"}`}, 400, "malformed"},
	{"a member twice, once in capitals", asked(`{"rule":"no.such","RULE":"bup.induction.signs","eventId":"e1"}`), 400, "malformed"},
	{"a member in capitals", call{as: "nurse", line: "POST " + somebody + "/calendars", body: `{"kind":"titrate","PRODUCT":"methadone.conc"}`},
		400, "malformed"},
	{"a member in capitals within", proposed(`{"kind":"titrate","product":"methadone.conc","answers":{"first-dose":{"AMOUNT":"30 mg"}}}`),
		400, "malformed"},
	{"a member of an event in capitals", sent(strings.Replace(cows, `"v":1`, `"V":1`, 1)), 400, "malformed"},
	{"half a letter", sent(strings.Replace(heroin, "heroin", `her\ud800oin`, 1)), 400, "malformed"},
	{"a number beyond all bounds", sent(strings.Replace(cows, "14", "1e400", 1)), 400, "malformed"},
	{"a time beyond all bounds", sent(strings.Replace(cows, "2026-03-02", "292277026596-12-04", 1)), 400, "malformed"},
	{"an unknown member", sent(strings.Replace(cows, `"v":1`, `"v":1,"admin":true`, 1)), 400, "malformed"},
	{"an unknown member elsewhere",
		call{as: "doctor", line: "POST " + somebody + "/overrides", body: `{"id":"a","admin":true}`}, 400, "malformed"},
	{"not UTF-8", sent(strings.Replace(heroin, "heroin", "her\xffoin", 1)), 400, "malformed"},
	{"a byte order mark", sent("\ufeff" + cows), 400, "malformed"},
	{"a number that is none", sent(strings.Replace(cows, "14", "1e9", 1)), 400, "malformed"},
	{"out of range", sent(strings.Replace(cows, "14", "49", 1)), 400, "malformed"},
	{"a fact as a question",
		call{as: "nurse", line: "POST " + somebody + "/check", body: strings.Replace(cows, "e1", "e9", 1)}, 422, "not-an-intent"},
	{"a rule that is none", asked(`{"rule":"no.such","eventId":"e1"}`), 404, "unknown-rule"},
	{"an event that is none", asked(`{"rule":"no.such","eventId":"zz"}`), 404, "unknown-event"},
	{"a picture of one's own", call{as: "nurse", line: "GET " + somebody + "/picture?picture=../../etc/passwd"}, 400, "parameter"},
	{"no picture", call{as: "nurse", line: "GET " + somebody + "/picture"}, 400, "parameter"},
	{"a picture as a page", call{as: "nurse", line: "GET " + somebody + "/picture?picture=doses", headers: []string{"Accept: text/html"}},
		406, "not-acceptable"},
	{"a picture of another's plan", call{as: "elsewhere", line: "GET " + somebody + "/picture?picture=doses"}, 403, "forbidden"},
	{"a letter in no language", call{as: "nurse", line: "GET " + somebody + "/letter?language=../en"}, 400, "parameter"},
	{"a letter to nobody", call{as: "nurse", line: "GET /plans/nobody/letter"}, 404, "unknown-plan"},
	{"a letter about another", call{as: "elsewhere", line: "GET " + somebody + "/letter"}, 403, "forbidden"},
	{"choices of something else", call{as: "nurse", line: "GET " + somebody + "/choices?of=everything"}, 400, "parameter"},
	{"choices in no place", call{as: "nurse", line: "GET " + somebody + "/choices?setting=moon"}, 400, "parameter"},
	{"choices far off", call{as: "nurse", line: "GET " + somebody + "/choices?at=9999-01-01T00:00:00Z"}, 400, "parameter"},
	{"a calendar of no kind", proposed(`{"kind":"free"}`), 400, "malformed"},
	{"a calendar twice", proposed(`{"kind":"titrate","kind":"missed"}`), 400, "malformed"},
	{"a calendar with more", proposed(`{"kind":"titrate","admin":true}`), 400, "malformed"},
	{"a calendar of a product that is none", proposed(`{"kind":"titrate","product":"moonshine"}`), 422, "calendar"},
	{"a calendar of a schedule that is none", proposed(`{"kind":"follow","schedule":"../x","product":"bup.sl"}`), 422, "calendar"},
	{"a calendar of a thousand years", proposed(`{"kind":"titrate","product":"methadone.conc","days":365000}`), 422, "calendar"},
	{"a calendar far off", proposed(`{"kind":"titrate","product":"methadone.conc","at":"9999-01-01T00:00:00Z"}`), 400, "malformed"},
	{"a calendar on a day that is none", proposed(`{"kind":"titrate","begin":"2026-02-30"}`), 400, "malformed"},
	{"a calendar for a place that never opens", proposed(`{"kind":"titrate","product":"methadone.conc","closed":["sunday","monday","tuesday",` +
		`"wednesday","thursday","friday","saturday"]}`), 422, "calendar"},
	{"a calendar closed on a day that is none", proposed(`{"kind":"titrate","closed":["someday"]}`), 400, "malformed"},
	{"a calendar with an answer that is no dose", proposed(`{"kind":"titrate","answers":{"first-dose":{"amount":"-1 mg"}}}`),
		400, "malformed"},
	{"a supposition of nothing", supposed(""), 400, "malformed"},
	{"a supposition without an end", supposed(strings.Repeat(cows+"\n", 300)), 413, "too-large"},
	{"a supposition twice the same", supposed(strings.Replace(cows, "e1", "e9", 1) + "\n" +
		strings.Replace(heroin, "e2", "e9", 1)), 409, "id-taken"},
	{"a supposition of what the engine derives", supposed(`{"type":"course-moved","v":1,"id":"s1","at":"2026-03-02T08:00:00Z","body":` +
		`{"from":"none","to":"initiation","trigger":"start"}}`), 400, "malformed"},
	{"a supposition in another's name", supposed(strings.Replace(dose, `"body"`, `"actor":{"id":"d1","role":"prescriber"},"body"`, 1)),
		403, "forbidden"},
	{"a supposed override without the right", supposed(strings.Replace(order, `"body"`,
		`"actor":{"id":"n1","role":"nurse"},"overrides":[{"rule":"bup.induction.hours-short-acting","reason":"other","note":"x"}],"body"`, 1)), 403, "forbidden"},
	{"FHIR without the right", call{as: "doctor", line: "GET " + somebody + "/fhir"}, 403, "forbidden"},
	{"FHIR of nobody", call{as: "records", line: "GET /plans/nobody/fhir"}, 404, "unknown-plan"},
	{"a record of nobody", records("nurse", `{"resourceType":"Bundle","entry":[]}`), 422, "person"},
	{"a record of two people", records("nurse", `{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"a"}},`+
		`{"resource":{"resourceType":"Patient","id":"b"}}]}`), 422, "person"},
	{"a record that is no record", records("nurse", `[[["heroin"]]]`), 400, "malformed"},
	{"a record that is not JSON", records("nurse", `{"resourceType":`), 400, "malformed"},
	{"a record with a name twice", records("nurse", `{"resourceType":"Patient","resourceType":"Patient"}`), 400, "malformed"},
	{"a record of great depth", records("nurse", strings.Repeat("[", 4000)), 400, "malformed"},
	{"a record from a stranger", records("elsewhere", ehr), 403, "forbidden"},
	{"a record from one who may only read", records("records", ehr), 403, "forbidden"},
	{"a record as plain JSON", records("nurse", ehr, "Content-Type: application/json"), 415, "media-type"},
	{"a record onto another version", records("nurse", ehr, `If-Match: "1"`), 412, "changed"},
	{"a record that begins a plan that is there", records("nurse", ehr, begins), 412, "changed"},
	{"a calendar for others, perhaps", call{as: "nurse", line: "GET " + somebody + "/due?discreet=maybe",
		headers: []string{"Accept: text/calendar"}}, 400, "parameter"},
	{"a stale version", sent(strings.Replace(cows, "e1", "e9", 1), `If-Match: "1"`), 412, "changed"},
	{"a version to come", sent(strings.Replace(cows, "e1", "e9", 1), `If-Match: "99"`), 412, "changed"},
	{"a weak version", sent(cows, `If-Match: W/"3"`), 400, "header"},
	{"a version that is none", sent(cows, `If-Match: "03"`), 400, "header"},
	{"two versions", sent(cows, `If-Match: "3", "4"`), 400, "header"},
	{"a version that shall not be", sent(cows, `If-None-Match: "3"`), 400, "header"},
	{"two keys", sent(cows, "Idempotency-Key: a", "+Idempotency-Key: b"), 400, "header"},
	{"two wishes", sent(cows, `If-Match: "3"`, "If-None-Match: *"), 400, "header"},
	{"a key with a space", sent(cows, "Idempotency-Key: a b"), 400, "header"},
	{"a long key", sent(cows, "Idempotency-Key: "+strings.Repeat("k", 300)), 400, "header"},
	{"no consent", call{as: "records", line: "POST " + somebody + "/disclosures", body: `{"recipient":"the court","what":"journal"}`,
		headers: []string{"Purpose-Of-Use: proceedings"}}, 403, "no-consent"},
	{"some of a summary", disclosed(`{"recipient":"x","what":"summary","kinds":["order"]}`), 400, "malformed"},
	{"nothing of a journal", disclosed(`{"recipient":"x","what":"journal","kinds":[]}`), 400, "malformed"},
	{"a kind that is none", disclosed(`{"recipient":"x","what":"journal","kinds":["heroin"]}`), 400, "malformed"},
	{"another form", disclosed(`{"recipient":"x","what":"everything"}`), 400, "malformed"},
	{"to nobody",
		call{as: "records", line: "POST " + somebody + "/disclosures", body: `{"recipient":" ","what":"journal"}`}, 400, "malformed"},
	{"no reason at all", call{as: "records", line: "POST " + somebody + "/erasure", body: `{}`}, 400, "malformed"},
	{"a null", proposed(`{"kind":"split","of":null}`), 400, "malformed"},
	{"a null within", proposed(`{"kind":"split","answers":{"x":{"amount":null}}}`), 400, "malformed"},
	{"an override without an end", call{as: "doctor", line: "POST " + somebody + "/overrides",
		body: `{"id":"g1","rule":"bup.induction.hours-short-acting","reason":"other","note":"x"}`}, 400, "malformed"},
	{"a question about no rule", asked(`{"eventId":"e1"}`), 400, "malformed"},
	{"a body that is packed", sent(cows, "Content-Encoding: gzip"), 415, "media-type"},
	{"a merger by a nurse", call{as: "nurse", line: "POST " + somebody + "/merges", body: mergeTwo}, 403, "forbidden"},
	{"a merger with nobody", acted("merges", `{"id":"m","from":"nobody","reason":"x"}`), 404, "unknown-plan"},
	{"a merger with itself", acted("merges", `{"id":"m","from":"person-1","reason":"x"}`), 422, "act"},
	{"a merger without a reason", acted("merges", `{"id":"m","from":"person-2","reason":" "}`), 400, "malformed"},
	{"a merger whose reason says nothing", acted("merges", `{"id":"m","from":"person-2","reason":"..."}`), 400, "malformed"},
	{"a merger whose reason cannot be seen", acted("merges", `{"id":"m","from":"person-2","reason":"\u200b"}`), 400, "malformed"},
	{"a merger whose reason is turned round", acted("merges", `{"id":"m","from":"person-2","reason":"\u202eabc"}`), 400, "malformed"},
	{"a recipient of two lines", disclosed(`{"recipient":"Dr. X\nDr. Y","what":"summary"}`), 400, "malformed"},
	{"a key with half of its quotes", sent(cows, `Idempotency-Key: "k`), 400, "header"},
	{"a key with quotes in quotes", sent(cows, `Idempotency-Key: ""k""`), 400, "header"},
	{"a letter in a language that is none", call{as: "nurse", line: "GET " + somebody + "/letter?language=ES"}, 400, "parameter"},
	{"discreet, in an answer that is not", call{as: "nurse", line: "GET " + somebody + "/due?discreet=true"}, 406, "not-acceptable"},
	{"discreet in a word of one's own", call{as: "nurse", line: "GET " + somebody + "/due?discreet=yes"}, 400, "parameter"},
	{"a type that is not wanted, and nothing else", call{as: "nurse", line: "GET " + somebody,
		headers: []string{"Accept: application/json;q=0, */*"}}, 406, "not-acceptable"},
	{"a dose of four hundred digits", sent(strings.Replace(cows, `"id":"`, `"id":"`+strings.Repeat("9", 4000), 1)), 400, "malformed"},
	{"more events than one request takes", call{as: "nurse", line: "POST " + somebody + "/amendments", headers: []string{"Content-Type: " + mediaLines},
		body: strings.Repeat(cows+"\n", mostTold+1)}, 413, "too-large"},
	{"a merger without a name", acted("merges", `{"id":"","from":"person-2","reason":"x"}`), 422, "event"},
	{"a merger under a name that is taken", acted("merges", `{"id":"e1","from":"person-2","reason":"x"}`), 409, "id-taken"},
	{"a merger with a path", acted("merges", `{"id":"m","from":"../person-2","reason":"x"}`), 404, "unknown-plan"},
	{"a merger with a zero byte", acted("merges", `{"id":"m","from":"a\u0000","reason":"x"}`), 400, "malformed"},
	{"a merger with a long ID", acted("merges", `{"id":"m","from":"`+strings.Repeat("p", 600)+`","reason":"x"}`), 400, "malformed"},
	{"a merger with a stale version", acted("merges", mergeTwo, `If-Match: "1"`), 412, "changed"},
	{"a merger with a version below nothing", acted("merges", `{"id":"m","from":"person-2","fromVersion":-1,"reason":"x"}`), 400, "malformed"},
	{"a merger that somebody forged", sent(`{"type":"custom","v":1,"id":"f","at":"2026-03-02T08:00:00Z",` +
		`"body":{"name":"oudpath.plan.merged-into","text":"{\"act\":\"f\",\"other\":\"x\"}"}}`), 422, "event"},
	{"a split of what is one", acted("splits", splitTwo), 422, "act"},
	{"no legal reason", call{as: "records", line: "POST " + somebody + "/erasure", body: `{"reason":""}`}, 400, "malformed"},
	{"a legal reason of dots", call{as: "records", line: "POST " + somebody + "/erasure", body: `{"reason":"..."}`}, 400, "malformed"},
}

// secrets are what is on record, and must be in no log, no hook and no problem.
var secrets = []string{"heroin", "cows", "person-1", "opioid", "goroutine", ".go:"}

func TestHostile(t *testing.T) {
	var log bytes.Buffer
	c := admitted(t, func(c *Config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			w := c.do(h.call)
			require.Equal(t, h.status, w.Code, "%s", w.Body)
			require.Equal(t, "application/problem+json", w.Header().Get("Content-Type"))
			var p problem
			require.NoError(t, json.Unmarshal(w.Body.Bytes(), &p))
			require.Equal(t, h.status, p.Status)
			require.NotEmpty(t, p.Request)
			require.NotEmpty(t, p.Title)
			if h.kind != "" {
				require.Equal(t, urn+h.kind, p.Type)
			}
			if h.kind != "changed" && h.kind != "malformed" {
				for _, secret := range secrets {
					require.NotContains(t, strings.ToLower(w.Body.String()), secret)
				}
			}
		})
	}
	snapshot, err := c.book.Open(t.Context(), "person-1")
	require.NoError(t, err)
	require.EqualValues(t, 3, snapshot.Version, "nothing hostile is on record")
	for _, secret := range secrets {
		require.NotContains(t, strings.ToLower(log.String()), secret, "in the log")
	}
	require.Contains(t, log.String(), "operation=events")
}

// breaking is a gate that breaks.
type breaking struct{ staff }

func (breaking) May(context.Context, record.Actor, Ask) error { panic("heroin in a stack") }

// A panic is a problem without a text, and the next request is served.
func TestPanic(t *testing.T) {
	var log bytes.Buffer
	c := opened(t, func(c *Config) { c.Gate = breaking{everybody}; c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	for range 2 {
		w := c.do(call{as: "nurse", line: "GET " + somebody})
		require.Equal(t, 500, w.Code)
		require.NotContains(t, w.Body.String()+log.String(), "heroin")
	}
}

// slow is a gate that waits until the request is given up.
type slow struct{ staff }

func (slow) May(ctx context.Context, _ record.Actor, _ Ask) error { <-ctx.Done(); return nil }

func TestTimeout(t *testing.T) {
	c := opened(t, func(c *Config) { c.Gate = slow{everybody}; c.Timeout = time.Millisecond })
	require.Equal(t, urn+"unavailable", c.want(503, call{as: "nurse", line: "GET " + somebody})["type"])
}

// There is no service without a gate, and a gate that is unsure is a no.
func TestDefaultDeny(t *testing.T) {
	_, err := New(Config{})
	require.Error(t, err)
	c := opened(t, func(c *Config) { c.Gate = unsure{everybody} })
	c.want(403, call{as: "doctor", line: "GET " + somebody})
}

type unsure struct{ staff }

func (unsure) May(context.Context, record.Actor, Ask) error { return os.ErrDeadlineExceeded }

// A real server: limits on headers, and a shutdown that lets requests end.
func TestServer(t *testing.T) {
	c := admitted(t)
	server := httptest.NewUnstartedServer(nil)
	server.Config = Server(http.StripPrefix("/api", c), 0)
	server.Start()
	defer server.Close()
	one := call{as: "nurse", line: "GET " + somebody}.request()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/api"+somebody, nil)
	require.NoError(t, err)
	r.Header = one.Header
	answer, err := server.Client().Do(r)
	require.NoError(t, err)
	require.Equal(t, 200, answer.StatusCode)
	require.NoError(t, answer.Body.Close())
	r.Header.Set("X-Long", strings.Repeat("x", 64<<10))
	answer, err = server.Client().Do(r)
	require.NoError(t, err)
	require.Equal(t, 431, answer.StatusCode)
	require.NoError(t, answer.Body.Close())
	require.NoError(t, server.Config.Shutdown(t.Context()))
}

// FuzzBody sends any body to every operation that takes one: an answer is always one that the document knows.
func FuzzBody(f *testing.F) {
	for _, body := range []string{cows, heroin, order, consent, "{}", `{"rule":"x","eventId":"e1"}`, `{"recipient":"x","what":"summary"}`,
		`{"id":"g","rule":"x","reason":"other","note":"n"}`, `{"reason":""}`, ehr, `{"kind":"split","of":null}`} {
		f.Add(body, "", "2026-03-02")
	}
	c := admitted(f)
	list := routes()
	f.Fuzz(func(t *testing.T, body, header, query string) {
		for i := range list {
			r := &list[i]
			if r.name == "erase" {
				continue
			}
			one := call{as: "doctor", line: r.method + " " + strings.Replace(r.path, "{plan}", "person-1", 1)}.request()
			if r.body != nil {
				one = httptest.NewRequest(r.method, one.URL.String(), strings.NewReader(body))
				one.Header.Set("Authorization", "Bearer doctor")
				one.Header.Set("Purpose-Of-Use", "treatment")
				one.Header.Set("Content-Type", r.body.media)
			}
			for _, name := range r.headers {
				if header != "" {
					one.Header.Set(name, header)
				}
			}
			if len(r.query) > 0 {
				one.URL.RawQuery = r.query[len(query)%len(r.query)] + "=" + query
			}
			w := httptest.NewRecorder()
			c.ServeHTTP(w, one)
			if w.Code == 500 || w.Code == 503 {
				t.Fatalf("%s: %d %s", r.name, w.Code, w.Body)
			}
		}
	})
}
