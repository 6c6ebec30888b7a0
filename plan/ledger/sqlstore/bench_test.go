package sqlstore

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/ledgertest"
)

// BenchmarkAppend puts one event on record, durably: by one writer, by sixteen whose batches are gathered, and, to compare, by sixteen who
// insert a row of the same size with a commit of its own and nothing else.
func BenchmarkAppend(b *testing.B) {
	for _, h := range houses {
		b.Run(h.name+"/one", func(b *testing.B) { appends(b, h, 1) })
		b.Run(h.name+"/sixteen", func(b *testing.B) { appends(b, h, 16) })
		b.Run(h.name+"/bare", func(b *testing.B) { bare(b, h, 16) })
	}
}

// shared has so many writers share the iterations; each is given its number.
func shared(b *testing.B, writers int, write func(writer, n int) error) {
	var left atomic.Int64
	left.Store(int64(b.N))
	var group sync.WaitGroup
	b.ResetTimer()
	for writer := range writers {
		group.Go(func() {
			for n := 0; left.Add(-1) >= 0; n++ {
				if err := write(writer, n); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	group.Wait()
}

func appends(b *testing.B, h house, writers int) {
	s := opened(b, h.make(b), h.kind)
	shared(b, writers, func(writer, n int) error {
		_, err := s.Append(context.Background(), ledgertest.Batch(plan.ID(fmt.Sprintf("p%d", writer)), ledger.Version(n), 1))
		return err
	})
}

func bare(b *testing.B, h house, writers int) {
	db := h.make(b)
	s := opened(b, db, h.kind)
	if _, err := db.Exec("CREATE TABLE bare (plan TEXT, seq INTEGER, line TEXT, PRIMARY KEY (plan, seq))"); err != nil {
		b.Fatal(err)
	}
	if h.kind == PostgreSQL {
		db.SetMaxOpenConns(writers)
		db.SetMaxIdleConns(writers)
	}
	insert, line := s.d.sql("INSERT INTO bare (plan, seq, line) VALUES (?, ?, ?)"), fmt.Sprintf("%250d", 1)
	shared(b, writers, func(writer, n int) error {
		if h.kind == PostgreSQL {
			_, err := db.ExecContext(context.Background(), insert, fmt.Sprintf("p%d", writer), n, line)
			return err
		}
		s.turn <- struct{}{} // one writer at a time, on the connection that is set up for it
		defer func() { <-s.turn }()
		_, err := s.conn.ExecContext(context.Background(), insert, fmt.Sprintf("p%d", writer), n, line)
		return err
	})
}
