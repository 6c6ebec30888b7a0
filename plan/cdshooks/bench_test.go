package cdshooks

import (
	"io"
	"net/http/httptest"
	"sort"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"bytes"
	"net/http"
)

func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// discarded is a ResponseWriter that keeps the status.
type discarded struct {
	io.Writer
	header http.Header
	status int
}

func (d *discarded) Header() http.Header { return d.header }
func (d *discarded) WriteHeader(s int)   { d.status = s }

// answering measures how many requests a second of the processor answers, and how long the slowest of a hundred took.
func answering(b *testing.B, h http.Handler, paths []string, bodies [][]byte) {
	b.ReportAllocs()
	begun, n := processorTime(b), 0
	var took []time.Duration
	for b.Loop() {
		i := n % len(bodies)
		r := httptest.NewRequest(http.MethodPost, paths[i], bytes.NewReader(bodies[i]))
		r.Header.Set("Content-Type", "application/json")
		w := &discarded{Writer: io.Discard, header: http.Header{}}
		start := time.Now()
		h.ServeHTTP(w, r)
		took = append(took, time.Since(start))
		if w.status != 200 {
			b.Fatal(w.status)
		}
		n++
	}
	b.ReportMetric(float64(n)/(processorTime(b)-begun).Seconds(), "requests/cpu-s")
	sort.Slice(took, func(i, k int) bool { return took[i] < took[k] })
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
}

// BenchmarkCDC answers those requests of the CDC content that carry the declared keys.
func BenchmarkCDC(b *testing.B) {
	list := cdcRequests(b)
	h := open(b, func(c *Config) { c.Services = cdcServices(list) })
	var paths []string
	var bodies [][]byte
	for _, r := range list {
		if path := "/cds-services/" + r.folder; post(h, path, string(r.body)).Code == 200 {
			paths, bodies = append(paths, path), append(bodies, r.body)
		}
	}
	answering(b, h, paths, bodies)
}

// BenchmarkRefused answers an order that is refused, with everything that is possible instead: the most work that there is.
func BenchmarkRefused(b *testing.B) {
	answering(b, open(b), []string{orders}, [][]byte{[]byte(good())})
}

// BenchmarkAllowed answers an order that nothing speaks against.
func BenchmarkAllowed(b *testing.B) {
	answering(b, open(b), []string{orders}, [][]byte{[]byte(hooked("order-sign", signing(film(4)), full(somebody, heroin(30), scored())))})
}
