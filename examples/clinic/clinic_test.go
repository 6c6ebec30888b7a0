package main

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/httpapi"
	"github.com/stretchr/testify/require"
)

// ward is the clinic behind a real server, and a browser for each role.
type ward struct {
	*testing.T
	*clinic
	address string
	log     bytes.Buffer
	now     time.Time
}

var noon = time.Date(2026, 3, 2, 17, 30, 0, 0, time.UTC)

func opened(t *testing.T) *ward {
	t.Helper()
	w := &ward{T: t, now: noon}
	c, err := open(t.Context(), options{data: t.TempDir(), place: "us", zone: "America/New_York"}, func() time.Time { return w.now })
	require.NoError(t, err)
	t.Cleanup(c.close)
	w.clinic = c
	handler, err := c.handler(slog.New(slog.NewTextHandler(&w.log, nil)))
	require.NoError(t, err)
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	w.address = server.URL
	for i := range c.staff { // the clock of the test is not that of the program that made the tokens
		c.staff[i].Until = noon.AddDate(0, 0, 1)
	}
	return w
}

// browser signs in as somebody.
func (w *ward) browser(role string) *http.Client {
	w.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(w, err)
	client := &http.Client{Jar: jar}
	for _, m := range w.staff {
		if m.Role == role {
			answer, err := client.PostForm(w.address+"/login", url.Values{"token": {m.shown}})
			require.NoError(w, err)
			require.NoError(w, answer.Body.Close())
			require.Equal(w, "/", answer.Request.URL.Path)
		}
	}
	return client
}

func (w *ward) get(client *http.Client, path string) (int, string) {
	w.Helper()
	answer, err := client.Get(w.address + path)
	require.NoError(w, err)
	return w.read(answer)
}

func (w *ward) post(client *http.Client, path string, form url.Values) (int, string) {
	w.Helper()
	answer, err := client.PostForm(w.address+path, form)
	require.NoError(w, err)
	return w.read(answer)
}

func (w *ward) read(answer *http.Response) (int, string) {
	w.Helper()
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(w, err)
	return answer.StatusCode, string(text)
}

var versionField = regexp.MustCompile(`name="version" value="(\d+)"`)

// An order is refused with its reason and when it would be possible, overridden by the right role with a documented reason and denied to
// the wrong one, and all of it is in the audit trail.
func TestDay(t *testing.T) {
	w := opened(t)
	doctor, nurse, reader := w.browser("prescriber"), w.browser("nurse"), w.browser("reader")
	status, today := w.get(nurse, "/")
	require.Equal(t, 200, status)
	require.Contains(t, today, "Overdue for ")
	require.Equal(t, invented, strings.Count(today, `<th scope="row">`))

	const somebody = "/people/invented-03" // has no medication yet
	status, page := w.get(nurse, somebody)
	require.Equal(t, 200, status)
	require.Contains(t, page, `aria-current="step"`)
	version := versionField.FindStringSubmatch(page)[1]
	order := url.Values{"product": {"bup.sl"}, "mg": {"4"}, "setting": {"office"}, "version": {version}}
	status, page = w.post(nurse, somebody+"/orders", order)
	require.Equal(t, 422, status)
	require.Contains(t, page, "The order was not recorded")
	require.Contains(t, page, "Sources of")
	require.Contains(t, page, "Possible:")
	require.Contains(t, page, "A prescriber may override")
	require.NotContains(t, page, `name="override"`)

	status, page = w.post(doctor, somebody+"/orders", order)
	require.Equal(t, 422, status)
	overridden := url.Values{"reason": {"clinical"}, "note": {"seen by two of us"}}
	for name, value := range order {
		overridden[name] = value
	}
	for _, rule := range regexp.MustCompile(`name="override" value="([^"]+)"`).FindAllStringSubmatch(page, -1) {
		overridden.Add("override", rule[1])
	}
	require.NotEmpty(t, overridden["override"])
	status, page = w.post(nurse, somebody+"/orders", overridden)
	require.Equal(t, 403, status)
	require.Contains(t, page, "Nothing was recorded")
	status, page = w.post(doctor, somebody+"/orders", overridden)
	require.Equal(t, 200, status)
	require.Contains(t, page, "The order is on record.")

	status, page = w.post(nurse, somebody+"/doses", order) // seen before the order was there
	require.Equal(t, 409, status)
	require.Contains(t, page, "look again")
	_, page = w.get(nurse, somebody)
	order.Set("version", versionField.FindStringSubmatch(page)[1])
	status, page = w.post(nurse, somebody+"/doses", order)
	require.Equal(t, 200, status)
	require.Contains(t, page, "The dose is on record.")
	status, _ = w.post(reader, somebody+"/doses", order)
	require.Equal(t, 403, status)

	entries, err := w.trail.Entries(t.Context(), func(e *httpapi.Entry) bool { return e.Plan == "invented-03" })
	require.NoError(t, err)
	var told []string
	for _, e := range entries {
		told = append(told, strings.TrimPrefix(e.Operation, "page.")+" "+e.Who.Role+" "+http.StatusText(e.Status))
	}
	require.Equal(t, []string{"person nurse OK", "order nurse Unprocessable Entity", "order prescriber Unprocessable Entity",
		"order nurse Forbidden", "order prescriber See Other", "person prescriber OK", "dose nurse Conflict", "person nurse OK",
		"dose nurse See Other", "person nurse OK", "dose reader Forbidden"}, told)
	require.NotContains(t, w.log.String(), "invented-03")
}

// What the clinic has recorded is there when it is opened again, and nobody is recorded twice.
func TestAgain(t *testing.T) {
	o := options{data: filepath.Join(t.TempDir(), "not", "there"), place: "us", zone: "America/New_York"}
	var told []string
	for range 2 {
		c, err := open(t.Context(), o, func() time.Time { return noon })
		require.NoError(t, err)
		require.Equal(t, invented, c.people)
		snapshot, err := c.book.Open(t.Context(), "invented-01")
		require.NoError(t, err)
		require.NotZero(t, snapshot.Version)
		told = append(told, c.staff.tokens())
		c.close()
	}
	require.Contains(t, told[0], "these tokens")
	require.Contains(t, told[1], "shown when their file was made")
}

// TestBroken: the list of the day says for whom a rule was not followed in the last seven days, and nobody else.
func TestBroken(t *testing.T) {
	w := opened(t)
	nurse := w.browser("nurse")
	_, page := w.get(nurse, "/people/invented-03")
	status, _ := w.post(nurse, "/people/invented-03/doses", url.Values{"product": {"methadone.conc"}, "mg": {"120"}, "setting": {"otp"},
		"version": {versionField.FindStringSubmatch(page)[1]}})
	require.Equal(t, http.StatusOK, status, "what has happened is recorded")
	_, page = w.get(nurse, "/")
	_, list, found := strings.Cut(page, "Findings of the last seven days, for ")
	require.True(t, found)
	list, _, _ = strings.Cut(list, "</section>")
	plans, err := w.book.List(t.Context(), "", 0)
	require.NoError(t, err)
	for _, l := range plans {
		snapshot, err := w.book.Open(t.Context(), l.Plan)
		require.NoError(t, err)
		recent := slices.ContainsFunc(snapshot.Plan.Deviations(), func(d plan.Deviation) bool { return w.now.Sub(d.At) < lately*24*time.Hour })
		require.Equal(t, recent, strings.Contains(list, "/people/"+string(l.Plan)+"#findings"), l.Plan)
	}
}

// Nobody gets in without a token, from another page, or with one that has ended.
func TestDoor(t *testing.T) {
	w := opened(t)
	stranger := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, path := range []string{"/", "/people/invented-01"} {
		status, page := w.get(stranger, path)
		require.Equal(t, 303, status)
		require.NotContains(t, page, "invented-01</")
	}
	status, _ := w.post(stranger, "/login", url.Values{"token": {"guessed"}})
	require.Equal(t, 401, status)
	status, _ = w.get(stranger, "/api/plans")
	require.Equal(t, 401, status)

	nurse := w.browser("nurse")
	r, err := http.NewRequest(http.MethodPost, w.address+"/people/invented-01/doses", strings.NewReader(""))
	require.NoError(t, err)
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	answer, err := nurse.Do(r)
	require.NoError(t, err)
	status, _ = w.read(answer)
	require.Equal(t, 403, status)

	bearer := func() int {
		r, err := http.NewRequest(http.MethodGet, w.address+"/api/plans/invented-01", nil)
		require.NoError(t, err)
		r.Header.Set("Authorization", "bearer "+w.staff[1].shown)
		r.Header.Set("Purpose-Of-Use", "treatment")
		answer, err := stranger.Do(r)
		require.NoError(t, err)
		status, _ := w.read(answer)
		return status
	}
	require.Equal(t, 200, bearer())
	w.now = noon.Add(shift) // the session ends with the shift
	nurse.CheckRedirect = stranger.CheckRedirect
	status, _ = w.get(nurse, "/")
	require.Equal(t, 303, status)
	w.now = noon
	status, _ = w.get(nurse, "/")
	require.Equal(t, 200, status)
	status, _ = w.post(nurse, "/logout", nil)
	require.Equal(t, 303, status)
	status, _ = w.get(nurse, "/")
	require.Equal(t, 303, status, "nobody is let in with a session that was ended")

	for i := range w.staff {
		w.staff[i].Until = noon.AddDate(0, 0, -1)
	}
	status, _ = w.post(stranger, "/login", url.Values{"token": {w.staff[0].shown}})
	require.Equal(t, 401, status)
	require.Equal(t, 401, bearer())
}

// Every page reads without a script, names its fields, and is framed by nobody.
func TestPages(t *testing.T) {
	w := opened(t)
	nurse := w.browser("nurse")
	for _, path := range []string{"/", "/people/invented-01", "/people/invented-02", "/people/nobody", "/login", "/patients", "/people/invented-01/else"} {
		answer, err := nurse.Get(w.address + path)
		require.NoError(t, err)
		require.Contains(t, answer.Header.Get("Content-Security-Policy"), "default-src 'none'")
		_, page := w.read(answer)
		require.Contains(t, page, `<html lang="en">`)
		require.Equal(t, 1, strings.Count(page, "<h1>"), path)
		require.NotContains(t, page, "<script")
		require.NotContains(t, page, "ZgotmplZ")
		for _, field := range regexp.MustCompile(`<(?:input|select|textarea)[^>]*>`).FindAllString(page, -1) {
			labelled := strings.Contains(field, `type="hidden"`) || strings.Contains(field, `id="token"`) ||
				regexp.MustCompile(`<label>[^<]*<br>`+regexp.QuoteMeta(field)).MatchString(page)
			require.True(t, labelled, "%s: %s has no label", path, field)
		}
	}
}

// It does not serve in the clear to anybody but this machine.
func TestSecure(t *testing.T) {
	for address, fine := range map[string]bool{"127.0.0.1:0": true, "[::1]:0": true, "localhost:0": true, ":8044": false, "0.0.0.0:80": false,
		"192.0.2.1:80": false, "clinic.example:80": false} {
		err := (&options{address: address}).secure()
		require.Equal(t, fine, err == nil, "%s: %v", address, err)
	}
	require.NoError(t, (&options{address: "0.0.0.0:443", cert: "c", key: "k"}).secure())
}
