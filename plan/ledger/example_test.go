package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/files"
	"github.com/oudpath/oudpath/plan/record"
)

// Two people at two desks, who both have the plan on their screen: the second one is told what the first one has recorded.
func Example() {
	folder, err := os.MkdirTemp("", "clinic")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	store, err := files.Open(folder)
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close()
	engine, err := jurisdiction.Engine("us", time.UTC)
	if err != nil {
		log.Fatal(err)
	}
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	book, err := ledger.New(store, engine, ledger.Options{Clock: func() time.Time { return now }})
	if err != nil {
		log.Fatal(err)
	}

	ctx := context.Background()
	nurse := record.Actor{ID: "n1", Role: "nurse"}
	begun, err := book.Apply(ctx, "person-1", ledger.Request{Expect: ledger.NewPlan(),
		Event: record.Event{ID: "e1", At: now, Actor: nurse, Body: record.Measured{Measure: record.Pulse, Value: record.Whole(72)}}})
	if err != nil {
		log.Fatal(err)
	}

	dose := record.DoseGiven{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: medication.Milligrams(30)}}
	for _, id := range []record.EventID{"e2", "e3"} {
		_, err = book.Apply(ctx, "person-1", ledger.Request{Expect: ledger.At(begun.Version),
			Event: record.Event{ID: id, At: now, Actor: nurse, Body: dose}})
		var changed *ledger.ConflictError
		if errors.As(err, &changed) {
			fmt.Println("not recorded; meanwhile:", record.Describe(changed.Since[0].Body))
			continue
		}
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("recorded")
	}
	// Output:
	// recorded
	// not recorded; meanwhile: methadone oral concentrate 30 mg given
}
