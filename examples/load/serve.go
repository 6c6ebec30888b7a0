package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	_ "modernc.org/sqlite"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/httpapi"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/memory"
	"github.com/oudpath/oudpath/plan/ledger/sqlstore"
	"github.com/oudpath/oudpath/plan/record"
)

// What the process that serves is told by its environment.
const (
	roleKey   = "OUDPATH_LOAD_ROLE"
	folderKey = "OUDPATH_LOAD_FOLDER"
)

// gate lets everybody do everything: it measures.
type gate struct{}

func (gate) Who(*http.Request) (record.Actor, error) { return record.Actor{ID: "load"}, nil }

func (gate) May(context.Context, record.Actor, httpapi.Ask) error { return nil }

// forgotten is an audit trail that keeps nothing.
type forgotten struct{}

func (forgotten) Note(context.Context, httpapi.Entry) error { return nil }

func (forgotten) Disclosures(context.Context, plan.ID, time.Time) ([]httpapi.Entry, error) {
	return nil, nil
}

// began is when the invented person was given the first dose, and days for how many days since.
var began = time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)

const days = 200

// admitted puts an invented person on record, with a dose for each day.
func admitted(ctx context.Context, store ledger.Store) (*ledger.Ledger, error) {
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		return nil, err
	}
	now := began.AddDate(0, 0, days)
	book, err := ledger.New(store, engine, ledger.Options{Clock: func() time.Time { return now }})
	if err != nil {
		return nil, err
	}
	events := make([]record.Event, days)
	for i := range events {
		events[i] = record.Event{ID: record.EventID(fmt.Sprintf("d%d", i)), At: began.AddDate(0, 0, i), Actor: record.Actor{ID: "n1", Role: "nurse"},
			Body: record.DoseGiven{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: medication.Milligrams(60)}}}
	}
	_, err = book.Amend(ctx, "person", ledger.Batched{Events: events, Expect: ledger.NewPlan()})
	return book, err
}

// empty reads what it is sent and writes as many bytes as it is told.
func empty(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.URL.Query().Get("bytes"))
	if err != nil || n < 0 || n > 1<<20 {
		http.Error(w, "bytes", http.StatusBadRequest)
		return
	}
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(n))
	_, _ = w.Write(make([]byte, n)) // the client is gone: there is nobody to tell
}

// used is the time of the processor that this process has taken.
func used() (time.Duration, error) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, err
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), nil
}

// serve answers below /memory, /sqlite and /audited as the service does, by what keeps the plan and whether reads are in an audit trail; and
// below /empty and /cpu as this program needs it. It prints its address, and ends with its standard input.
func serve(folder string, out io.Writer) error {
	ctx := context.Background()
	db, err := sql.Open("sqlite", filepath.Join(folder, "load.db"))
	if err != nil {
		return err
	}
	defer db.Close()
	onDisk, err := sqlstore.Open(ctx, db, sqlstore.SQLite)
	if err != nil {
		return err
	}
	defer onDisk.Close()
	trail, err := httpapi.OpenLines(filepath.Join(folder, "audit.jsonl"))
	if err != nil {
		return err
	}
	defer trail.Close()
	inMemory, err := admitted(ctx, memory.New())
	if err != nil {
		return err
	}
	book, err := admitted(ctx, onDisk)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	for _, one := range []struct {
		path  string
		book  *ledger.Ledger
		trail httpapi.Trail
	}{{"/memory", inMemory, forgotten{}}, {"/sqlite", book, forgotten{}}, {"/audited", book, trail}} {
		api, err := httpapi.New(httpapi.Config{Ledger: one.book, Gate: gate{}, Trail: one.trail, Clock: time.Now})
		if err != nil {
			return err
		}
		mux.Handle(one.path+"/", http.StripPrefix(one.path, api))
	}
	mux.HandleFunc("POST /empty", empty)
	mux.HandleFunc("GET /cpu", func(w http.ResponseWriter, _ *http.Request) {
		cpu, err := used()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		fmt.Fprint(w, int64(cpu))
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := httpapi.Server(mux, 0)
	fmt.Fprintf(out, "http://%s\n", listener.Addr())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin) // until whoever started it is gone
		_ = server.Close()
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
