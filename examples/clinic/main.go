// Clinic is what clinic software on oudpath looks like: a page with today's list and a page for each person, and the HTTP API, on a
// ledger in SQLite. Everybody in it is invented.
//
//	go run -C examples/clinic .
//
// makes a clinic in a temporary folder, prints the address and the tokens of the staff, and serves on loopback. It refuses to serve
// anywhere else without TLS.
package main

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/httpapi"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/sqlstore"
	_ "modernc.org/sqlite"
)

// options are what the command line says.
type options struct {
	address, data, tokens, cert, key, place, zone, telemetry string
}

func main() {
	var o options
	flag.StringVar(&o.address, "addr", "127.0.0.1:8044", "address to serve on")
	flag.StringVar(&o.data, "data", "", "folder of the clinic, which is made if there is none; empty: a temporary one with invented people")
	flag.StringVar(&o.tokens, "tokens", "", "JSON file of the staff; empty: tokens.json in the folder, which is made if there is none")
	flag.StringVar(&o.cert, "cert", "", "certificate for TLS")
	flag.StringVar(&o.key, "key", "", "key for TLS")
	flag.StringVar(&o.place, "place", "us", "jurisdiction")
	flag.StringVar(&o.zone, "zone", "America/New_York", "time zone in which days begin and end")
	flag.StringVar(&o.telemetry, "telemetry", "", "where OpenTelemetry of the API goes: stdout, one JSON object a line; empty: where the variables "+
		"OTEL_… say, or nowhere")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, o, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "clinic:", err)
		os.Exit(1)
	}
}

// secure refuses to serve people's records in the clear to anybody but this machine.
func (o *options) secure() error {
	host, _, err := net.SplitHostPort(o.address)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	if o.cert == "" || o.key == "" {
		return fmt.Errorf("%s is not this machine alone: serving there needs -cert and -key", o.address)
	}
	return nil
}

// run serves until the context ends, and lets requests under way finish.
func run(ctx context.Context, o options, out io.Writer) error {
	if err := o.secure(); err != nil {
		return err
	}
	if o.data == "" {
		folder, err := os.MkdirTemp("", "oudpath-clinic")
		if err != nil {
			return err
		}
		defer os.RemoveAll(folder)
		o.data = folder
	}
	c, err := open(ctx, o, time.Now)
	if err != nil {
		return err
	}
	defer c.close()
	ended := func(context.Context) error { return nil }
	var to exporters
	if err := to.asked(o.telemetry, os.Getenv); err != nil {
		return err
	}
	if !to.off() {
		t, err := newTelemetry(ctx, to, out)
		if err != nil {
			return err
		}
		c.observe = t.observe
		ended = t.close
	}
	handler, err := c.handler(slog.New(slog.NewTextHandler(os.Stderr, nil)))
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", o.address)
	if err != nil {
		return err
	}
	server := httpapi.Server(handler, 0)
	failed := make(chan error, 1)
	scheme := "http"
	go func() {
		if o.cert != "" {
			failed <- server.ServeTLS(listener, o.cert, o.key)
			return
		}
		failed <- server.Serve(listener)
	}()
	if o.cert != "" {
		scheme = "https"
	}
	fmt.Fprintf(out, "%d invented people; open %s://%s and sign in with %s\n", c.people, scheme, listener.Addr(), c.staff.tokens())
	for _, member := range c.staff {
		if member.shown != "" {
			fmt.Fprintf(out, "  %-12s %s\n", member.Role, member.shown)
		}
	}
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return errors.Join(server.Shutdown(ending), ended(ending))
}

// clinic is the program.
type clinic struct {
	db     *sql.DB
	store  *sqlstore.Store
	book   *ledger.Ledger
	trail  *httpapi.Lines
	staff  staff
	clock  func() time.Time
	people int
	doors  sessions

	observe func(httpapi.Observation) // told of each request of the API; nil: nobody is
}

// open opens the clinic in a folder, and fills it with invented people if it is empty.
func open(ctx context.Context, o options, clock func() time.Time) (c *clinic, err error) {
	zone, err := time.LoadLocation(o.zone)
	if err != nil {
		return nil, err
	}
	engine, err := jurisdiction.Engine(o.place, zone)
	if err != nil {
		return nil, err
	}
	c = &clinic{clock: clock}
	defer func() {
		if err != nil {
			c.close()
		}
	}()
	if err := os.MkdirAll(o.data, 0o700); err != nil {
		return c, err
	}
	if o.tokens == "" {
		o.tokens = filepath.Join(o.data, "tokens.json")
	}
	if c.staff, err = readStaff(o.tokens); err != nil {
		return c, err
	}
	if c.db, err = sql.Open("sqlite", filepath.Join(o.data, "clinic.db")); err != nil {
		return c, err
	}
	if c.store, err = sqlstore.Open(ctx, c.db, sqlstore.SQLite); err != nil {
		return c, err
	}
	if c.trail, err = httpapi.OpenLines(filepath.Join(o.data, "audit.jsonl")); err != nil {
		return c, err
	}
	if c.book, err = ledger.New(c.store, engine, ledger.Options{Clock: clock, CreatedBy: "oudpath example clinic"}); err != nil {
		return c, err
	}
	return c, c.fill(ctx)
}

func (c *clinic) close() {
	var errs []error
	if c.trail != nil {
		errs = append(errs, c.trail.Close())
	}
	if c.store != nil {
		errs = append(errs, c.store.Close())
	}
	if c.db != nil {
		errs = append(errs, c.db.Close())
	}
	if err := errors.Join(errs...); err != nil {
		fmt.Fprintln(os.Stderr, "clinic:", err)
	}
}

// handler serves the pages, and the API below /api.
func (c *clinic) handler(log *slog.Logger) (http.Handler, error) {
	api, err := httpapi.New(httpapi.Config{Ledger: c.book, Gate: c, Trail: c.trail, Clock: c.clock, Log: log, Observe: c.observe,
		Records: fhir.Reader{Market: "us", Setting: medication.SettingOTP}})
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/api/", http.StripPrefix("/api", api))
	c.pages(mux)
	return http.NewCrossOriginProtection().Handler(guarded(mux)), nil
}

// guarded sends what keeps browsers from doing more with a page than showing it: there is no script at all.
func guarded(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head := w.Header()
		head.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
		head.Set("Referrer-Policy", "no-referrer")
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("Cache-Control", "no-store")
		h.ServeHTTP(w, r)
	})
}
