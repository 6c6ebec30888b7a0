package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// lines is output that two exporters write to.
type lines struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

// Each request of the API is a span and a measurement, and neither holds anything of the person, of who asked, or of the client's own words.
func TestTelemetryHoldsNothingOnRecord(t *testing.T) {
	w := opened(t)
	var out lines
	told, err := newTelemetry("stdout", &out)
	require.NoError(t, err)
	w.observe = told.observe
	handler, err := w.handler(slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	server := httptest.NewServer(handler)
	defer server.Close()

	var token, nurse string
	for _, m := range w.staff {
		if m.Role == "nurse" {
			token, nurse = m.shown, m.ID
		}
	}
	ask := func(method, path, body string) int {
		r, err := http.NewRequest(method, server.URL+path, strings.NewReader(body))
		require.NoError(t, err)
		r.Header.Set("Authorization", "Bearer "+token)
		r.Header.Set("Purpose-Of-Use", "treatment")
		r.Header.Set("Content-Type", "application/json")
		answer, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		_, err = io.Copy(io.Discard, answer.Body)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		return answer.StatusCode
	}
	require.Equal(t, 200, ask(http.MethodGet, "/api/plans/invented-03", ""))
	require.Equal(t, 200, ask(http.MethodPost, "/api/plans/invented-03/check",
		`{"type":"order","v":1,"id":"o-secret","at":"2026-03-02T17:00:00Z","body":{"product":"bup.sl","dose":"4 mg","setting":"office"}}`))
	require.Equal(t, 400, ask(http.MethodPost, "/api/plans/invented-03/check", `{"somebody took heroin"`))
	require.Equal(t, 404, ask(http.MethodGet, "/api/somebody-took-heroin", ""))
	require.GreaterOrEqual(t, ask("HEROIN", "/api/plans/invented-03", ""), 400)
	require.NoError(t, told.close(t.Context()))

	text := out.buf.String()
	for _, secret := range []string{"invented-03", "o-secret", "bup.sl", "heroin", "HEROIN", token, nurse, server.URL} {
		require.NotContains(t, text, secret)
	}
	var names []string
	measured := false
	decoder := json.NewDecoder(strings.NewReader(text))
	for decoder.More() {
		var line struct {
			Name         string
			ScopeMetrics []struct{ Metrics []struct{ Name string } }
		}
		require.NoError(t, decoder.Decode(&line))
		if line.Name != "" {
			names = append(names, line.Name)
		}
		for _, s := range line.ScopeMetrics {
			measured = measured || s.Metrics[0].Name == "http.server.request.duration"
		}
	}
	require.Len(t, names, 5, "one span a request: %v", names)
	require.True(t, measured)
	require.Contains(t, names[4], "_OTHER")
}

func TestTelemetryIsOffUnlessItIsKnown(t *testing.T) {
	_, err := newTelemetry("everywhere", io.Discard)
	require.ErrorContains(t, err, "there is stdout")
	require.ErrorContains(t, run(t.Context(), options{address: "127.0.0.1:0", data: t.TempDir(), place: "us", zone: "UTC", telemetry: "x"}, io.Discard), "no telemetry")
}
