package httpapi

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/memory"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// staff is a gate: tokens, and what their bearers may.
type staff map[string]struct {
	who    record.Actor
	scopes string
}

var everybody = staff{
	"doctor":    {record.Actor{ID: "d1", Role: "prescriber"}, "read check record override agenda feed"},
	"nurse":     {record.Actor{ID: "n1", Role: "nurse"}, "read check record agenda"},
	"records":   {record.Actor{ID: "r1", Role: "records officer"}, "read disclose export merge erase"},
	"elsewhere": {record.Actor{ID: "x1", Role: "nurse"}, ""},
}

func (s staff) Who(r *http.Request) (record.Actor, error) {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if one, known := s[token]; ok && known {
		return one.who, nil
	}
	return record.Actor{}, ErrUnauthenticated
}

func (s staff) May(_ context.Context, who record.Actor, ask Ask) error {
	for _, one := range s {
		if one.who == who && strings.Contains(" "+one.scopes+" ", " "+string(ask.Scope)+" ") {
			return nil
		}
	}
	return ErrForbidden
}

// clinic is a service with what it is made of.
type clinic struct {
	*testing.T
	http.Handler
	book  *ledger.Ledger
	trail *Lines
	log   *strings.Builder
	mu    sync.Mutex
	now   time.Time
}

var monday = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

var engineOnce = sync.OnceValues(func() (*plan.Engine, error) { return jurisdiction.Engine("us", time.UTC) })

func opened(t testing.TB, change ...func(*Config)) *clinic {
	t.Helper()
	engine, err := engineOnce()
	require.NoError(t, err)
	c := &clinic{now: monday, log: new(strings.Builder)}
	c.T, _ = t.(*testing.T)
	clock := func() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.now }
	c.book, err = ledger.New(memory.New(), engine, ledger.Options{Clock: clock, Rules: map[string]*plan.Engine{"2026": engine}})
	require.NoError(t, err)
	c.trail, err = OpenLines(filepath.Join(t.TempDir(), "audit.jsonl"))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, c.trail.Close()) })
	config := Config{Ledger: c.book, Gate: everybody, Trail: c.trail, Clock: clock, Consent: OnRecord{},
		Notice: "the statement of 42 CFR 2.32"}
	for _, change := range change {
		change(&config)
	}
	c.Handler, err = New(config)
	require.NoError(t, err)
	return c
}

// call is a request in short: "POST /plans/p1/events", headers "Name: value", and a body.
type call struct {
	as, line string
	headers  []string
	body     string
}

func (c call) request() *http.Request {
	method, target, _ := strings.Cut(c.line, " ")
	r := httptest.NewRequest(method, "/", strings.NewReader(c.body))
	u, err := url.ParseRequestURI(target)
	if err != nil {
		panic(err)
	}
	r.URL, r.RequestURI = u, target
	if c.as != "" {
		r.Header.Set("Authorization", "Bearer "+c.as)
	}
	r.Header.Set("Purpose-Of-Use", "treatment")
	if c.body != "" {
		r.Header.Set("Content-Type", mediaJSON)
	}
	for _, h := range c.headers {
		name, value, _ := strings.Cut(h, ": ")
		if again, ok := strings.CutPrefix(name, "+"); ok { // beside the one that is there
			r.Header.Add(again, value)
			continue
		}
		if value == "" {
			r.Header.Del(name)
			continue
		}
		r.Header.Set(name, value)
	}
	return r
}

func (c *clinic) do(one call) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	c.ServeHTTP(w, one.request())
	return w
}

// want demands the status, and returns the body.
func (c *clinic) want(status int, one call) map[string]any {
	c.Helper()
	w := c.do(one)
	require.Equal(c, status, w.Code, "%s: %s", one.line, w.Body)
	var body map[string]any
	if w.Body.Len() > 0 && strings.HasSuffix(w.Header().Get("Content-Type"), "json") && w.Header().Get("Content-Type") != mediaLines {
		require.NoError(c, json.Unmarshal(w.Body.Bytes(), &body), "%s", w.Body)
	}
	return body
}

// What is said in the tests.
const (
	cows    = `{"type":"scored","v":1,"id":"e1","at":"2026-03-02T08:00:00Z","body":{"scale":"cows","total":14}}`
	heroin  = `{"type":"opioid-used","v":1,"id":"e2","at":"2026-03-02T06:00:00Z","body":{"agent":"heroin"}}`
	order   = `{"type":"order","v":1,"id":"o1","at":"2026-03-02T09:00:00Z","body":{"product":"bup.sl","dose":"4 mg","setting":"office"}}`
	consent = `{"type":"consent-recorded","v":1,"id":"c1","at":"2026-03-02T08:30:00Z","body":{"consent":"disclosure","given":true}}`
	dose    = `{"type":"dose-given","v":1,"id":"d1","at":"2026-03-02T08:30:00Z",` +
		`"body":{"product":"methadone.conc","dose":"30 mg","setting":"otp"}}`
	proposal = `{"kind":"follow","schedule":"bup.start.emergency-threshold","product":"bup.sl","setting":"emergency-department","watched":"yes"}`
	begins   = "If-None-Match: *"
	somebody = "/plans/person-1"
)

// admitted is a clinic with two people on record: one who asks for buprenorphine, and one who was given methadone.
func admitted(t testing.TB, change ...func(*Config)) *clinic {
	c := opened(t, change...)
	for i, body := range []string{cows, heroin, consent} {
		one := call{as: "nurse", line: "POST " + somebody + "/events", body: body}
		if i == 0 {
			one.headers = []string{begins}
		}
		w := c.do(one)
		require.Equal(t, 201, w.Code, "%s", w.Body)
	}
	w := c.do(call{as: "nurse", line: "POST /plans/person-2/events", body: dose, headers: []string{begins}})
	require.Equal(t, 201, w.Code, "%s", w.Body)
	return c
}
