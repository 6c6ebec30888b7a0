package sqlstore

import (
	"context"
	"fmt"
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

func appends(b *testing.B, h house, writers int) {
	s := opened(b, h.make(b), h.kind)
	var writer atomic.Int64
	b.SetParallelism(writers)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		id := plan.ID(fmt.Sprintf("p%d", writer.Add(1)))
		for after := ledger.Version(0); pb.Next(); after++ {
			if _, err := s.Append(context.Background(), ledgertest.Batch(id, after, 1)); err != nil {
				b.Error(err)
				return
			}
		}
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
	var writer atomic.Int64
	insert := s.d.sql("INSERT INTO bare (plan, seq, line) VALUES (?, ?, ?)")
	line := fmt.Sprintf("%250d", 1)
	b.SetParallelism(writers)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		id := fmt.Sprintf("p%d", writer.Add(1))
		for seq := 0; pb.Next(); seq++ {
			var err error
			if h.kind == SQLite { // one writer at a time, on the connection that is set up for it
				s.turn <- struct{}{}
				_, err = s.conn.ExecContext(context.Background(), insert, id, seq, line)
				<-s.turn
			} else {
				_, err = db.ExecContext(context.Background(), insert, id, seq, line)
			}
			if err != nil {
				b.Error(err)
				return
			}
		}
	})
}
