package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	collectormetrics "go.opentelemetry.io/proto/otlp/collector/metrics/v1"
	collectortrace "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/protobuf/proto"
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

// observed is a clinic whose telemetry goes where it is said, and what somebody asked of it, with what must not be told.
func observed(t *testing.T, told *telemetry) (secrets []string) {
	t.Helper()
	w := opened(t)
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
	return []string{"invented-03", "o-secret", "bup.sl", "heroin", "HEROIN", token, nurse, server.URL}
}

// Each request of the API is a span and a measurement, and neither holds anything of the person, of who asked, or of the client's own words.
func TestTelemetryHoldsNothingOnRecord(t *testing.T) {
	var out lines
	told, err := newTelemetry(t.Context(), exporters{"console", "console"}, &out)
	require.NoError(t, err)
	secrets := observed(t, told)
	text := out.buf.String()
	for _, secret := range secrets {
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

// collector is one that keeps what it is sent, by path.
type collector struct {
	mu   sync.Mutex
	sent map[string][]byte
	key  string // the header that came along
}

func (c *collector) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil || r.Header.Get("Content-Type") != "application/x-protobuf" {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sent[r.URL.Path], c.key = body, r.Header.Get("X-Key")
	w.Header().Set("Content-Type", "application/x-protobuf")
}

// The standard variables send the same to a collector, as OTLP.
func TestTelemetryToACollector(t *testing.T) {
	c := &collector{sent: make(map[string][]byte)}
	server := httptest.NewServer(c)
	defer server.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", server.URL)
	t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "X-Key=invented")
	t.Setenv("OTEL_SERVICE_NAME", "ward-3")
	var to exporters
	require.NoError(t, to.asked("", os.Getenv))
	require.Equal(t, exporters{"otlp", "otlp"}, to)
	told, err := newTelemetry(t.Context(), to, io.Discard)
	require.NoError(t, err)
	secrets := observed(t, told)

	var traces collectortrace.ExportTraceServiceRequest
	require.NoError(t, proto.Unmarshal(c.sent["/v1/traces"], &traces))
	var names []string
	for _, r := range traces.ResourceSpans {
		require.Equal(t, "ward-3", r.Resource.Attributes[0].Value.GetStringValue())
		for _, s := range r.ScopeSpans {
			for _, span := range s.Spans {
				names = append(names, span.Name)
			}
		}
	}
	require.Equal(t, []string{"GET summary", "POST check", "POST check", "GET unknown", "_OTHER unknown"}, names)
	var metrics collectormetrics.ExportMetricsServiceRequest
	require.NoError(t, proto.Unmarshal(c.sent["/v1/metrics"], &metrics))
	require.Equal(t, "http.server.request.duration", metrics.ResourceMetrics[0].ScopeMetrics[0].Metrics[0].Name)
	require.Equal(t, "invented", c.key)
	for path, body := range c.sent {
		for _, secret := range secrets {
			require.NotContains(t, string(body), secret, path)
		}
	}
}

// It is off unless somebody asks for it, and what cannot be done is said.
func TestTelemetryThatIsAskedFor(t *testing.T) {
	const endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT"
	for _, one := range []struct {
		flag string
		env  map[string]string
		want exporters
		err  string
	}{
		{want: exporters{"none", "none"}},
		{flag: "stdout", env: map[string]string{endpoint: "http://x"}, want: exporters{"console", "console"}},
		{env: map[string]string{endpoint: "http://x"}, want: exporters{"otlp", "otlp"}},
		{env: map[string]string{"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://x"}, want: exporters{"otlp", "none"}},
		{env: map[string]string{endpoint: "http://x", "OTEL_METRICS_EXPORTER": "none"}, want: exporters{"otlp", "none"}},
		{env: map[string]string{"OTEL_TRACES_EXPORTER": "console"}, want: exporters{"console", "none"}},
		{env: map[string]string{endpoint: "http://x", "OTEL_SDK_DISABLED": "true"}, want: exporters{"none", "none"}},
		{env: map[string]string{"OTEL_TRACES_EXPORTER": "zipkin"}, err: "there are otlp, console and none"},
		{env: map[string]string{endpoint: "http://x", "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}, err: "there is http/protobuf"},
		{flag: "everywhere", err: "there is stdout"},
	} {
		var got exporters
		err := got.asked(one.flag, func(name string) string { return one.env[name] })
		if one.err != "" {
			require.ErrorContains(t, err, one.err)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, one.want, got, "%+v", one)
	}
	require.ErrorContains(t, run(t.Context(), options{address: "127.0.0.1:0", data: t.TempDir(), place: "us", zone: "UTC", telemetry: "x"}, io.Discard), "no telemetry")
}
