package httpapi

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/files"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// TestDamage: what the disk has lost is no fault of who asks, whatever it is that cannot be read, and says nothing of what was there.
func TestDamage(t *testing.T) {
	for name, spoil := range map[string]func([]byte) []byte{
		"changed":     func(d []byte) []byte { return bytes.Replace(d, []byte("heroin"), []byte("heroim"), 1) },
		"cut off":     func(d []byte) []byte { return d[:len(d)-5] },
		"zero bytes":  func(d []byte) []byte { return append(append([]byte{}, d[:200]...), make([]byte, len(d)-200)...) },
		"line ends":   func(d []byte) []byte { return bytes.ReplaceAll(d, []byte("\n"), []byte("\r\n")) },
		"gone":        func([]byte) []byte { return nil },
		"not a text":  func(d []byte) []byte { return bytes.Repeat([]byte{0xff}, len(d)) },
		"another one": func(d []byte) []byte { return append([]byte(`{"format":"oudpath-journal"}`), d...) },
	} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			folder := t.TempDir()
			c := onDisk(t, folder)
			c.want(201, call{as: "nurse", line: events, body: used, headers: []string{"If-None-Match: *"}})
			require.NoError(t, c.shut())
			path := folder + "/plan-person-1.jsonl"
			whole, err := os.ReadFile(path)
			require.NoError(t, err)
			spoiled := spoil(bytes.Clone(whole))
			require.NoError(t, os.WriteFile(path, spoiled, 0o600))
			c = onDisk(t, folder, func(c *Config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
			for _, asked := range []call{{as: "nurse", line: "GET " + somebody}, {as: "nurse", line: events, body: cows},
				{as: "records", line: "GET " + somebody + "/journal"}} {
				w := c.do(asked)
				require.Equal(t, 500, w.Code, "%s %s", asked.line, w.Body)
				require.Contains(t, w.Body.String(), urn+"damaged")
				require.NotContains(t, w.Body.String(), "hero")
			}
			require.Contains(t, log.String(), "problem=damaged")
			after, err := os.ReadFile(path)
			require.NoError(t, err)
			require.True(t, bytes.Equal(spoiled, after), "what is damaged is not written to")
		})
	}
}

const used = `{"type":"opioid-used","v":1,"id":"u1","at":"2026-03-02T08:00:00Z","body":{"agent":"heroin"}}`

// onDisk is a clinic on a store of files.
func onDisk(t *testing.T, folder string, change ...func(*Config)) *clinicOnDisk {
	t.Helper()
	store, err := files.Open(folder)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, store.Close()) })
	engine, err := jurisdiction.Engine("us", time.UTC)
	require.NoError(t, err)
	clock := func() time.Time { return monday }
	book, err := ledger.New(store, engine, ledger.Options{Clock: clock})
	require.NoError(t, err)
	return &clinicOnDisk{opened(t, append(change, func(c *Config) { c.Ledger = book })...), store}
}

type clinicOnDisk struct {
	*clinic
	store *files.Store
}

func (c *clinicOnDisk) shut() error { return c.store.Close() }

// TestClock: a clock that is behind what is on record is said to be, and nothing is written until it is right.
func TestClock(t *testing.T) {
	c := admitted(t)
	c.now = monday.Add(-time.Hour)
	w := c.do(sent(cows))
	require.Equal(t, 503, w.Code)
	require.Contains(t, w.Body.String(), urn+"clock")
	require.Equal(t, "1", w.Header().Get("Retry-After"))
	c.now = monday.Add(time.Hour)
	c.want(200, sent(cows)) // it is on record already
}

// impatient is a trail that looks at the context, as one in a database does.
type impatient struct{ Trail }

func (i impatient) Note(ctx context.Context, e Entry) error {
	return errors.Join(ctx.Err(), i.Trail.Note(ctx, e))
}

// TestTheTrailOutlivesTheClient: what was done for somebody who has gone meanwhile is in the trail.
func TestTheTrailOutlivesTheClient(t *testing.T) {
	var gone context.CancelFunc
	c := opened(t, func(c *Config) {
		c.Trail, c.Gate = impatient{c.Trail}, leaving{everybody, &gone}
	})
	r := call{as: "nurse", line: "GET " + somebody}.request()
	ctx, cancel := context.WithCancel(t.Context())
	gone = cancel
	c.ServeHTTP(httptest.NewRecorder(), r.WithContext(ctx))
	entries, err := c.trail.Entries(t.Context(), func(*Entry) bool { return true })
	require.NoError(t, err)
	require.Len(t, entries, 1)
	require.Equal(t, everybody["nurse"].who, entries[0].Who)
}

// leaving is a gate during whose work the client goes.
type leaving struct {
	staff
	gone *context.CancelFunc
}

func (l leaving) May(ctx context.Context, who record.Actor, ask Ask) error {
	(*l.gone)()
	return l.staff.May(ctx, who, ask)
}
