package sqlstore_test

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/sqlstore"
	"github.com/oudpath/oudpath/plan/record"
	_ "modernc.org/sqlite"
)

// A ledger in a file of SQLite: what was recorded is there when the file is opened again.
func Example() {
	folder, err := os.MkdirTemp("", "clinic")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		log.Fatal(err)
	}
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	ctx := context.Background()
	for visit := range 2 {
		db, err := sql.Open("sqlite", filepath.Join(folder, "clinic.db"))
		if err != nil {
			log.Fatal(err)
		}
		store, err := sqlstore.Open(ctx, db, sqlstore.SQLite)
		if err != nil {
			log.Fatal(err)
		}
		book, err := ledger.New(store, engine, ledger.Options{Clock: func() time.Time { return now }})
		if err != nil {
			log.Fatal(err)
		}
		out, err := book.Apply(ctx, "person-1", ledger.Request{Expect: ledger.At(ledger.Version(visit)), // 0 begins the plan
			Event: record.Event{ID: record.EventID(fmt.Sprintf("e%d", visit)), At: now, Actor: record.Actor{ID: "n1", Role: "nurse"},
				Body: record.Measured{Measure: record.Pulse, Value: record.Whole(72)}}})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("on record:", out.Version)
		if err := store.Close(); err != nil {
			log.Fatal(err)
		}
		if err := db.Close(); err != nil {
			log.Fatal(err)
		}
	}
	// Output:
	// on record: 1
	// on record: 2
}
