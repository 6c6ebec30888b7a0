package cdshooks

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func nested(n int) string { return strings.Repeat(`{"a":`, n) + "1" + strings.Repeat("}", n) }

func good() string {
	return hooked("order-sign", signing(film(16)), full(somebody, heroin(3), cows(14)))
}

// hostile are requests that somebody careless or worse would make, each with the problem that it gets.
var hostile = []struct {
	name    string
	method  string // POST if empty
	path    string // that of orders if empty
	body    string
	headers []string
	status  int
	kind    string
}{
	{"nowhere", "GET", "/", "", nil, 404, "not-found"},
	{"a service that is none", "", "/cds-services/other", good(), nil, 404, "not-found"},
	{"a path behind the path", "", orders + "/x", good(), nil, 404, "not-found"},
	{"dots", "", "/cds-services/../cds-services/oudpath-orders", good(), nil, 404, "not-found"},
	{"an ID that is a path", "", "/cds-services/..%2Foudpath-orders", good(), nil, 404, "not-found"},
	{"another method", "GET", orders, "", nil, 405, "method"},
	{"a method of one's own", "BREW", orders, good(), nil, 405, "method"},
	{"a post to discovery", "POST", "/cds-services", good(), nil, 405, "method"},
	{"a form", "", "", "a=b", []string{"Content-Type: application/x-www-form-urlencoded"}, 415, "media-type"},
	{"no type", "", "", good(), []string{"Content-Type: "}, 415, "media-type"},
	{"another charset", "", "", good(), []string{"Content-Type: application/json; charset=utf-16"}, 415, "media-type"},
	{"compressed", "", "", good(), []string{"Content-Encoding: gzip"}, 415, "media-type"},
	{"a large body", "", "", `{"hook":"` + strings.Repeat("x", 9<<20) + `"}`, nil, 413, "too-large"},
	{"nothing", "", "", "", nil, 400, "malformed"},
	{"no JSON", "", "", "<request/>", nil, 400, "malformed"},
	{"an array", "", "", "[]", nil, 400, "malformed"},
	{"null", "", "", "null", nil, 400, "malformed"},
	{"deep nesting", "", "", nested(20_000), nil, 400, "malformed"},
	{"deep nesting in the prefetch", "", "", strings.Replace(good(), `"orders":null`, `"orders":`+nested(20_000), 1), nil, 400, "malformed"},
	{"two documents", "", "", good() + good(), nil, 400, "malformed"},
	{"a member twice", "", "", strings.Replace(good(), `{"hook"`, `{"hook":"patient-view","hook"`, 1), nil, 400, "malformed"},
	{"a person twice", "", "", strings.Replace(good(), `"patientId":"7"`, `"patientId":"7","patientId":"8"`, 1), nil, 400, "malformed"},
	{"not UTF-8", "", "", strings.Replace(good(), "heroin", "her\xffoin", 1), nil, 400, "malformed"},
	{"a byte order mark", "", "", "\ufeff" + good(), nil, 400, "malformed"},
	{"another hook", "", "", strings.Replace(good(), "order-sign", "patient-view", 1), nil, 400, "hook"},
	{"no hook", "", "", `{}`, nil, 400, "hook"},
	{"an instance that is none", "", "", strings.Replace(good(), anyInstance, "1", 1), nil, 400, "request"},
	{"no context", "", "", `{"hook":"order-sign","hookInstance":"` + anyInstance + `"}`, nil, 400, "request"},
	{"no person", "", "", strings.Replace(good(), `"patientId":"7"`, `"patientId":""`, 1), nil, 400, "request"},
	{"a person as a number", "", "", strings.Replace(good(), `"patientId":"7"`, `"patientId":7`, 1), nil, 400, "request"},
	{"a person as a query", "", "", strings.Replace(good(), `"patientId":"7"`, `"patientId":"7&_revinclude=*"`, 1), nil, 400, "request"},
	{"a person as a path", "", "", strings.Replace(good(), `"patientId":"7"`, `"patientId":"../Patient/8"`, 1), nil, 400, "request"},
	{"an encounter as a path", "", "", strings.Replace(good(), `"patientId":"7"`, `"patientId":"7","encounterId":"a/b/c"`, 1), nil,
		400, "request"},
	{"no user", "", "", strings.Replace(good(), `"userId":"Practitioner/d1",`, "", 1), nil, 400, "request"},
	{"a long user", "", "", strings.Replace(good(), "Practitioner/d1", "Practitioner/"+strings.Repeat("d", 5000), 1), nil, 400, "request"},
	{"no orders", "", "", hooked("order-sign", "", full(somebody)), nil, 400, "request"},
	{"orders that are no resource", "", "", hooked("order-sign", `,"draftOrders":{"entry":[]}`, full(somebody)), nil, 400, "request"},
	{"orders that are a text", "", "", hooked("order-sign", `,"draftOrders":"heroin"`, full(somebody)), nil, 400, "request"},
	{"orders of somebody else", "", "", strings.Replace(good(), `"Patient/7"`, `"Patient/8"`, 1), nil, 400, "another-person"},
	{"a prefetch of somebody else", "", "", hooked("order-sign", signing(film(16)), full(strings.Replace(somebody, `"7"`, `"8"`, 1))),
		nil, 400, "another-person"},
	{"an access to somebody else", "", "", strings.Replace(good(), `{"hook"`,
		`{"fhirServer":"https://ehr.example/fhir","fhirAuthorization":{"access_token":"secret-token","token_type":"Bearer","patient":"8"},"hook"`, 1),
		nil, 400, "another-person"},
	{"an appointment of somebody else", "", "/cds-services/oudpath-appointments", hooked("appointment-book", `,"appointments":`+
		entries("collection", `{"resourceType":"Appointment","id":"a","status":"proposed","participant":[{"actor":{"reference":"Patient/8"}},`+
			`{"actor":{"reference":"Practitioner/d1"}}]}`), full(somebody)), nil, 400, "another-person"},
	{"an access without a server", "", "", strings.Replace(good(), `{"hook"`,
		`{"fhirAuthorization":{"access_token":"secret-token","token_type":"Bearer"},"hook"`, 1), nil, 400, "request"},
	{"another kind of access", "", "", strings.Replace(good(), `{"hook"`,
		`{"fhirServer":"https://ehr.example/fhir","fhirAuthorization":{"access_token":"secret-token","token_type":"mac"},"hook"`, 1), nil,
		400, "request"},
	{"a query without its answer", "", "", strings.Replace(good(), `"orders":null`, `"other":null`, 1), nil, 412, "prefetch"},
	{"an answer that is no resource", "", "", strings.Replace(good(), `"orders":null`, `"orders":{"id":"x"}`, 1), nil, 412, "prefetch"},
	{"an answer that is a text", "", "", strings.Replace(good(), `"orders":null`, `"orders":"heroin"`, 1), nil, 412, "prefetch"},
	{"an answer that is an error", "", "",
		strings.Replace(good(), `"orders":null`, `"orders":{"resourceType":"OperationOutcome","issue":[]}`, 1), nil, 412, "prefetch"},
	{"a server that is not asked", "", "", strings.Replace(strings.Replace(good(), `"orders":null`, `"other":null`, 1), `{"hook"`,
		`{"fhirServer":"http://169.254.169.254/latest","hook"`, 1), nil, 412, "prefetch"},
	{"feedback that is none", "", orders + "/feedback", `{"feedback":{}}`, nil, 400, "request"},
	{"feedback about nothing", "", orders + "/feedback", `{"feedback":[{"card":"x","outcome":"accepted"}]}`, nil, 400, "request"},
	{"an outcome of one's own", "", orders + "/feedback",
		`{"feedback":[{"card":"` + anyInstance + `","outcome":"ignored","outcomeTimestamp":"2026-03-02T09:00:00Z"}]}`, nil, 400, "request"},
	{"a time without a zone", "", orders + "/feedback",
		`{"feedback":[{"card":"` + anyInstance + `","outcome":"overridden","outcomeTimestamp":"2026-03-02T09:00:00"}]}`, nil, 400, "request"},
	{"a novel as a comment", "", orders + "/feedback", `{"feedback":[{"card":"` + anyInstance +
		`","outcome":"overridden","outcomeTimestamp":"2026-03-02T09:00:00Z","overrideReason":{"userComment":"` + strings.Repeat("x",
		20_000) + `"}}]}`,
		nil, 400, "request"},
	{"too much feedback", "", orders + "/feedback", `{"feedback":[` + strings.TrimSuffix(strings.Repeat(`{},`, 1001), ",") + `]}`, nil,
		400, "request"},
}

// secrets are what is sent, and must be in no log and no problem.
var secrets = []string{"heroin", "cows", "Practitioner", "1988", "Patient/7", "goroutine", ".go:", "secret-token", "169.254", "evil"}

func TestHostile(t *testing.T) {
	var log bytes.Buffer
	h := open(t, func(c *Config) {
		c.Log = slog.New(slog.NewTextHandler(&log, nil))
		c.Records = &Fetcher{Client: http.DefaultClient, Servers: []string{"https://allowed.example/fhir"}}
		c.Staff = doctors{}
	})
	require.Equal(t, http.StatusOK, post(h, orders, good()).Code, "the request that the others are made of is answered")
	for _, x := range hostile {
		t.Run(x.name, func(t *testing.T) {
			if x.method == "" {
				x.method = http.MethodPost
			}
			if x.path == "" {
				x.path = orders
			}
			r := httptest.NewRequest(x.method, x.path, strings.NewReader(x.body))
			r.Header.Set("Content-Type", "application/json")
			for _, header := range x.headers {
				name, value, _ := strings.Cut(header, ": ")
				r.Header.Set(name, value)
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			require.Equal(t, x.status, w.Code, "%s", w.Body)
			var p struct {
				ResourceType string
				Issue        []struct {
					Severity, Code string
					Details        struct {
						Text   string
						Coding []struct{ Code string }
					}
				}
			}
			require.NoError(t, json.Unmarshal(w.Body.Bytes(), &p))
			require.Equal(t, "OperationOutcome", p.ResourceType)
			require.Equal(t, x.kind, p.Issue[0].Details.Coding[0].Code)
			for _, secret := range secrets {
				require.NotContains(t, w.Body.String(), secret)
			}
		})
	}
	for _, secret := range secrets {
		require.NotContains(t, log.String(), secret)
	}
}

// What a prefetch says of somebody else, beside the person, is not used.
func TestPrefetchThatLies(t *testing.T) {
	lie := strings.ReplaceAll(heroin(3), `"Patient/7"`, `"Patient/8"`)
	truth := cardsOf(t, post(open(t), orders, hooked("order-sign", signing(film(4)), full(somebody, scored()))))
	lied := cardsOf(t, post(open(t), orders, hooked("order-sign", signing(film(4)), full(somebody, scored(), lie))))
	require.Equal(t, truth, lied)
	require.NotContains(t, lied[0].Detail, "heroin")
}

// Nobody is answered without a token, and each token of the table of forged ones is 401.
func TestWhoCalls(t *testing.T) {
	h := open(t, func(c *Config) { c.Open, c.Tokens = false, verifier(t) })
	require.Equal(t, 401, post(h, orders, good()).Code)
	require.Equal(t, 401, post(h, orders, good(), "Authorization: Basic ZG9jdG9yOg==").Code)
	require.Equal(t, 401, post(h, orders+"?access_token="+token(nil, nil, own), good()).Code)
	for _, f := range forged {
		w := post(h, orders, good(), "Authorization: Bearer "+f.make())
		require.Equal(t, 401, w.Code, f.name)
		require.Equal(t, "Bearer", w.Header().Get("WWW-Authenticate"))
		require.NotContains(t, w.Body.String(), "evil")
	}
	once := token(nil, nil, own)
	require.Equal(t, 200, post(h, orders, good(), "Authorization: Bearer "+once).Code)
	require.Equal(t, 401, post(h, orders, good(), "Authorization: Bearer "+once).Code)
	feedback := token(nil, some{"aud": address + "/feedback"}, own)
	require.Equal(t, 200, post(h, orders+"/feedback", `{"feedback":[]}`, "Authorization: Bearer "+feedback).Code)
	r := httptest.NewRecorder()
	h.ServeHTTP(r, httptest.NewRequest(http.MethodGet, "/cds-services", nil))
	require.Equal(t, 200, r.Code, "discovery holds nothing that anybody has to ask for")
}

func TestOrigins(t *testing.T) {
	for _, test := range []struct {
		allowed []string
		origin  string
		want    string
	}{{nil, "https://ehr.example", ""}, {[]string{"https://ehr.example"}, "https://ehr.example", "https://ehr.example"},
		{[]string{"https://ehr.example"}, "https://evil.example", ""}, {[]string{"*"}, "https://any.example", "*"}} {
		h := open(t, func(c *Config) { c.Origins = test.allowed })
		for _, method := range []string{http.MethodOptions, http.MethodGet} {
			r := httptest.NewRequest(method, "/cds-services", nil)
			r.Header.Set("Origin", test.origin)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			require.Equal(t, test.want, w.Header().Get("Access-Control-Allow-Origin"))
			if method == http.MethodOptions {
				require.Equal(t, 204, w.Code)
				require.Equal(t, test.want != "", w.Header().Get("Access-Control-Allow-Methods") != "")
			}
		}
	}
}

// ports that fail, take long or panic.
type (
	panicking struct{}
	slow      struct{}
	broken    struct{}
)

func (panicking) Fetch(context.Context, FHIRServer, string) ([][]byte, error) { panic("heroin") }

func (slow) Fetch(ctx context.Context, _ FHIRServer, _ string) ([][]byte, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

func (broken) Keep(context.Context, Card) error { return errors.New("heroin") }

func (broken) Card(context.Context, string) (Card, bool, error) { return Card{}, false, nil }

func TestPortsThatFail(t *testing.T) {
	asking := strings.Replace(strings.Replace(good(), `"orders":null`, `"other":null`, 1), `{"hook"`,
		`{"fhirServer":"https://ehr.example/fhir","hook"`, 1)
	for status, change := range map[int]func(*Config){
		412: func(c *Config) { c.Records = panicking{} },
		503: func(c *Config) { c.Records, c.Timeout = slow{}, time.Millisecond },
		500: func(c *Config) { c.Memory = broken{} },
	} {
		body := asking
		if status == 500 {
			body = good()
		}
		w := post(open(t, change), orders, body)
		require.Equal(t, status, w.Code, "%s", w.Body)
		require.NotContains(t, w.Body.String(), "heroin")
	}
}

func TestConfig(t *testing.T) {
	for name, change := range map[string]func(*Config){
		"no engine":                func(c *Config) { c.Engine = nil },
		"no clock":                 func(c *Config) { c.Clock = nil },
		"a base with a slash":      func(c *Config) { c.Base += "/" },
		"neither tokens nor open":  func(c *Config) { c.Open = false },
		"both":                     func(c *Config) { c.Tokens = verifier(t) },
		"an unknown hook":          func(c *Config) { c.Services = []Service{{ID: "a", Hook: "order-dispatch", Description: "x"}} },
		"an ID that is no address": func(c *Config) { c.Services = []Service{{ID: "a/b", Hook: "order-sign", Description: "x"}} },
		"a service twice":          func(c *Config) { c.Services = append(DefaultServices(), DefaultServices()...) },
		"an unknown schedule":      func(c *Config) { c.Schedules = []string{"none"} },
		"a negative limit":         func(c *Config) { c.MaxBody = -1 },
	} {
		c := Config{Engine: engineOnce(), Clock: func() time.Time { return now }, Base: "https://cds.example", Open: true}
		change(&c)
		_, err := New(c)
		require.Error(t, err, name)
	}
}
