package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/ledgertest"
	"github.com/oudpath/oudpath/plan/record"
)

// What a process that writes, and is killed or watched, is told: where to write, as who, how many batches (0: until it is killed), and
// whether it shall deceive.
const (
	writerSource  = "OUDPATH_WRITER_SOURCE"
	writerRound   = "OUDPATH_WRITER_ROUND"
	writerBatches = "OUDPATH_WRITER_BATCHES"
	writerDeceit  = "OUDPATH_WRITER_DECEIT" // a statement that takes durability away after Open has read it back
)

func TestMain(m *testing.M) {
	if source := os.Getenv(writerSource); source != "" {
		if err := writeUntilKilled(source); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func kindOf(source string) (Dialect, string) {
	if strings.HasPrefix(source, "postgres") {
		return PostgreSQL, "pgx"
	}
	return SQLite, "sqlite"
}

func writeUntilKilled(source string) error {
	kind, driver := kindOf(source)
	db, err := sql.Open(driver, source)
	if err != nil {
		return err
	}
	s, err := Open(context.Background(), db, kind)
	if err != nil {
		return err
	}
	if deceit := os.Getenv(writerDeceit); deceit != "" {
		if _, err := s.conn.ExecContext(context.Background(), deceit); err != nil {
			return err
		}
	}
	fmt.Println("open")
	var batches int
	if n, _ := fmt.Sscan(os.Getenv(writerBatches), &batches); n == 1 && batches > 0 {
		return begun(s, "watched", batches)
	}
	return many(s, os.Getenv(writerRound))
}

// many has four writers, who tell each call that was acknowledged on the standard output, as soon as it was. Each writes to plans of
// its own, which it erases after some batches, and to one that all share.
func many(s *Store, round string) error {
	var group sync.WaitGroup
	failed := make(chan error, 4)
	for writer := range 4 {
		group.Go(func() {
			for n := 0; ; n++ {
				id := plan.ID(fmt.Sprintf("r%s-w%d-%d", round, writer, n))
				if err := errors.Join(share(s, sharedPlan(round)), begun(s, id, lifetime), ended(s, id)); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	group.Wait()
	return <-failed
}

const (
	lifetime   = 4 // batches
	erasedWord = -1
)

// sharedPlan is the plan that the writers of fifty rounds share.
func sharedPlan(round string) plan.ID {
	if len(round) < 2 {
		round = "0" + round
	}
	return plan.ID("shared-" + round[:len(round)-2])
}

func begun(s *Store, id plan.ID, batches int) error {
	for n := range batches {
		commit, err := s.Append(context.Background(), ledgertest.Batch(id, ledger.Version(3*n), 3))
		if err != nil {
			return err
		}
		fmt.Println(id, commit.To)
	}
	return nil
}

func ended(s *Store, id plan.ID) error {
	stone := ledger.Tombstone{At: time.Unix(1, 0), Actor: record.Actor{ID: "n"}, Reason: "law"}
	_, err := s.Erase(context.Background(), id, 3*lifetime, stone)
	if err == nil {
		fmt.Println(id, erasedWord)
	}
	return err
}

func share(s *Store, id plan.ID) error {
	var after ledger.Version
	for {
		commit, err := s.Append(context.Background(), ledgertest.Batch(id, after, 3))
		var stale *ledger.ConflictError
		if !errors.As(err, &stale) {
			fmt.Println(id, commit.To)
			return err
		}
		after = stale.Actual
	}
}
