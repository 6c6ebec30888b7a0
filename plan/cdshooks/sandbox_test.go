package cdshooks

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/cdshooks/lint"
	"github.com/oudpath/oudpath/plan/record"
)

// What the CDS Hooks Sandbox (github.com/cds-hooks/sandbox, commit 3b7e2554 of 2026-03-31) sent to this service on 2026-11-30, as the service
// logged it: testdata/sandbox. Package sandbox makes it; the key that signed the tokens is one of our own, and so are the people.
type sandboxed struct {
	At                                  time.Time
	Method, Path, Origin, Authorization string
	Body                                json.RawMessage
	Status                              int
}

// sandboxLog returns where the service was, the page that called it, and what came.
func sandboxLog(t *testing.T) (base, page string, list []sandboxed) {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "sandbox", "exchanges.jsonl"))
	require.NoError(t, err)
	defer file.Close()
	decoder := json.NewDecoder(file)
	var head struct{ Base, Page string }
	require.NoError(t, decoder.Decode(&head))
	for decoder.More() {
		var e sandboxed
		require.NoError(t, decoder.Decode(&e))
		list = append(list, e)
	}
	return head.Base, head.Page, list
}

// sandboxUser is the one user that the sandbox has.
type sandboxUser struct{}

func (sandboxUser) Actor(_ context.Context, issuer, user string) (record.Actor, error) {
	if issuer != "https://sandbox.cds-hooks.org" || user != "Practitioner/COREPRACTITIONER1" {
		return record.Actor{}, ErrNobody
	}
	return record.Actor{ID: user, Role: "prescriber"}, nil
}

func (sandboxUser) MayOverride(record.Actor, record.RuleID) bool { return true }

// sandboxService is the service that the sandbox called, and the clock that says what time it was.
func sandboxService(t *testing.T, base, page string) (h http.Handler, sink *taken, at *time.Time) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "sandbox", "keys.json"))
	require.NoError(t, err)
	keys, err := ParseKeySet(data)
	require.NoError(t, err)
	at, sink = new(time.Time), &taken{}
	clock := func() time.Time { return *at }
	tokens, err := NewVerifier(Tokens{Clock: clock, Issuers: []Issuer{{Name: "https://sandbox.cds-hooks.org", Keys: keys,
		JKU: "https://sandbox.cds-hooks.org/.well-known/jwks.json"}}})
	require.NoError(t, err)
	h, err = New(Config{Engine: engineOnce(), Clock: clock, Base: base, Tokens: tokens, Market: "us", Setting: medication.SettingOffice,
		Staff: sandboxUser{}, Sink: sink, Origins: []string{page}})
	require.NoError(t, err)
	return h, sink, at
}

func (e *sandboxed) send(h http.Handler) *httptest.ResponseRecorder {
	r := httptest.NewRequest(e.Method, e.Path, strings.NewReader(string(e.Body)))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Origin", e.Origin)
	r.Header.Set("Authorization", e.Authorization)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

var uuids = regexp.MustCompile(`"uuid":"([^"]*)"`)

// A client that others wrote gets the same answers as on that day; what its user did with our cards reaches the sink.
func TestWhatTheSandboxSent(t *testing.T) {
	base, page, list := sandboxLog(t)
	h, sink, at := sandboxService(t, base, page)
	data, err := os.ReadFile(filepath.Join("testdata", "sandbox", "answered.txt"))
	require.NoError(t, err)
	then, now := strings.Fields(string(data)), []string(nil) // the UUIDs of the answers, in their order: feedback names them
	var told []string
	for i := range list {
		e := &list[i]
		*at = e.At
		for k, id := range now {
			e.Body = bytes.ReplaceAll(e.Body, []byte(then[k]), []byte(id))
		}
		w := e.send(h)
		for _, found := range uuids.FindAllSubmatch(w.Body.Bytes(), -1) {
			now = append(now, string(found[1]))
		}
		require.Equal(t, e.Status, w.Code, "%s: %s", e.Path, w.Body)
		require.Equal(t, page, w.Header().Get("Access-Control-Allow-Origin"), e.Path)
		if strings.HasPrefix(e.Path, "/cds-services/") && !strings.HasSuffix(e.Path, "/feedback") {
			require.Empty(t, lint.Response(w.Body.Bytes()), e.Path)
			line := strings.TrimPrefix(e.Path, "/cds-services/") + ":"
			for _, c := range cardsOf(t, w) {
				line += " [" + c.Indicator + ", " + c.Source.Label + "] " + c.Summary + ";"
			}
			told = append(told, line)
		}
		again := e.send(h)
		if e.Path != "/cds-services" {
			require.Equal(t, http.StatusUnauthorized, again.Code, "a token is good for one call: %s", e.Path)
		}
	}
	require.Empty(t, cmp.Diff(golden(t, "sandbox/told.txt", strings.Join(told, "\n")+"\n"), strings.Join(told, "\n")+"\n"))

	require.Len(t, now, len(then))
	require.Len(t, sink.answers, 2)
	overridden, accepted := sink.answers[0], sink.answers[1]
	require.Empty(t, overridden.Attempted)
	require.NotNil(t, overridden.Override)
	require.Equal(t, record.ReasonClinical, overridden.Override.Overrides[0].Reason)
	require.Equal(t, "Practitioner/COREPRACTITIONER1", overridden.Override.Actor.ID)
	require.Equal(t, "accepted", accepted.Outcome)
	require.Contains(t, accepted.Card.Suggestions, accepted.Accepted[0])
}

// golden returns the file, written anew with -update.
func golden(t *testing.T, name, got string) string {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(want)
}

// Its tokens are good for nobody else: not for another address, not later, not with another word in them.
func TestTokensOfTheSandboxAreForOneCall(t *testing.T) {
	base, page, list := sandboxLog(t)
	for i := range list {
		e := list[i]
		if !strings.HasSuffix(e.Path, "/feedback") && !strings.Contains(e.Path, "/oudpath") {
			continue
		}
		for name, spoil := range map[string]func(*sandboxed, *time.Time){
			"elsewhere": func(e *sandboxed, _ *time.Time) { e.Path = "/cds-services/oudpath-discharge" },
			"later":     func(_ *sandboxed, at *time.Time) { *at = at.Add(time.Hour) },
			"unsigned": func(e *sandboxed, _ *time.Time) {
				e.Authorization = e.Authorization[:strings.LastIndex(e.Authorization, ".")+1]
			},
			"altered": func(e *sandboxed, _ *time.Time) {
				e.Authorization = strings.Replace(e.Authorization, ".e", ".f", 1)
			},
		} {
			h, sink, at := sandboxService(t, base, page)
			*at = e.At
			bad := e
			spoil(&bad, at)
			require.Equal(t, http.StatusUnauthorized, bad.send(h).Code, "%s %s", name, e.Path)
			require.Empty(t, sink.answers)
		}
	}
}
