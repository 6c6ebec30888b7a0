package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/sqlstore"
	"github.com/oudpath/oudpath/plan/record"
)

const writers = 16

// house is a database, and what its store is compared with.
type house struct {
	name   string
	kind   sqlstore.Dialect
	driver string
	source string // of the store
	bare   string // of the rows that are inserted without it
	bound
}

// houses are those that are measured.
func houses(o options, folder string) []house {
	list := []house{{"SQLite", sqlstore.SQLite, "sqlite", filepath.Join(folder, "appends.db"), filepath.Join(folder, "bare.db"),
		bound{"appends of 16 writers on SQLite to one commit for each event", 2, 1.4, true}}}
	if o.postgres != "" {
		list = append(list, house{"PostgreSQL", sqlstore.PostgreSQL, "pgx", o.postgres, o.postgres,
			bound{"appends of 16 writers on PostgreSQL to pgx alone", 0.7, 0.5, true}})
	}
	return list
}

func measureAppends(ctx context.Context, o options, folder string, out io.Writer) (ok bool, err error) {
	ok = true
	for _, h := range houses(o, folder) {
		ratio, err := h.measure(ctx, o, out)
		if err != nil {
			return false, fmt.Errorf("%s: %w", h.name, err)
		}
		ok = h.judged(out, ratio) && ok
	}
	return ok, nil
}

// measure appends through the store and beside it, in turns.
func (h house) measure(ctx context.Context, o options, out io.Writer) (ratio float64, err error) {
	db, err := sql.Open(h.driver, h.source)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	store, err := sqlstore.Open(ctx, db, h.kind)
	if err != nil {
		return 0, err
	}
	defer store.Close()
	insert, end, err := h.beside(ctx)
	if err != nil {
		return 0, err
	}
	defer end()
	run := time.Now().UnixNano() // a database of others may have been here before
	versions := make([]ledger.Version, writers)
	through := func(writer, _ int) error {
		id := plan.ID(fmt.Sprintf("load-%d-%d", run, writer))
		_, err := store.Append(ctx, batch(id, versions[writer]))
		versions[writer]++
		return err
	}
	var ratios []float64
	var best [2]float64
	for round := range o.rounds + 1 { // the first one warms up
		bare, err := rate(o.phase/4, func(writer, n int) error { return insert(fmt.Sprintf("%d-%d-%d", run, round, writer), n) })
		if err != nil {
			return 0, err
		}
		own, err := rate(o.phase/4, through)
		if err != nil {
			return 0, err
		}
		if round > 0 {
			ratios = append(ratios, own/bare)
			best = [2]float64{max(best[0], own), max(best[1], bare)}
		}
	}
	fmt.Fprintf(out, "durable appends on %s by %d writers, by the clock: %.0f events a second, and %.0f with a commit for each\n", h.name, writers,
		best[0], best[1])
	return median(ratios), nil
}

// beside returns a function that inserts one row of the size of an event with a commit of its own, on the same disk and as durably. It does less
// than the store, which writes the line, a commit with its key, and the version of the plan, and moves the feed.
func (h house) beside(ctx context.Context) (insert func(plan string, n int) error, end func(), err error) {
	db, err := sql.Open(h.driver, h.bare)
	if err != nil {
		return nil, nil, err
	}
	statement := "INSERT INTO oudpath_load_bare (plan, seq, line) VALUES ($1, $2, $3)"
	prepare := []string{"DROP TABLE IF EXISTS oudpath_load_bare", "CREATE TABLE oudpath_load_bare (plan TEXT, seq BIGINT, line TEXT, PRIMARY KEY (plan, seq))"}
	db.SetMaxOpenConns(writers)
	db.SetMaxIdleConns(writers)
	if h.kind == sqlstore.SQLite {
		db.SetMaxOpenConns(1) // SQLite has one writer
		prepare = append([]string{"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"}, prepare...)
	}
	for _, s := range prepare {
		if _, err := db.ExecContext(ctx, s); err != nil {
			return nil, nil, errors.Join(err, db.Close())
		}
	}
	line := strings.Repeat("x", 250)
	return func(id string, n int) error {
		_, err := db.ExecContext(ctx, statement, id, n, line)
		return err
	}, func() { _ = db.Close() }, nil
}

// rate has all writers write for a time, and returns how many events a second were acknowledged.
func rate(long time.Duration, write func(writer, n int) error) (float64, error) {
	began := time.Now()
	var done atomic.Int64
	var group sync.WaitGroup
	errs := make(chan error, writers)
	for writer := range writers {
		group.Go(func() {
			for n := 0; time.Since(began) < long; n++ {
				if err := write(writer, n); err != nil {
					errs <- err
					return
				}
				done.Add(1)
			}
		})
	}
	group.Wait()
	took := time.Since(began)
	close(errs)
	return float64(done.Load()) / took.Seconds(), <-errs
}

// batch is one event for a plan.
func batch(id plan.ID, after ledger.Version) ledger.Batch {
	at := began.Add(time.Duration(after) * time.Minute)
	return ledger.Batch{Plan: id, Expected: after, At: at,
		Header: journal.Header{Dialect: journal.Recorded, Plan: id, Zone: "UTC", Jurisdiction: "us", JurisdictionVersion: "load"},
		Events: []record.Event{{ID: record.EventID(fmt.Sprintf("e%d", after)), At: at, Recorded: at, Actor: record.Actor{ID: "load"},
			Body: record.Custom{Name: "org.example.load", Text: strings.Repeat("x", 60)}}}}
}
