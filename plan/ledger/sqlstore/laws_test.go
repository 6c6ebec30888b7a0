package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/ledgertest"
	"github.com/stretchr/testify/require"
)

// Those who wait are put on record by one transaction, and one whose batch is refused spoils nothing for the others.
func TestGathered(t *testing.T) {
	everywhere(t, func(t *testing.T, h house) {
		s := opened(t, h.make(t), h.kind)
		s.turn <- struct{}{}
		const writers = 16
		answers := make([]error, writers)
		var group sync.WaitGroup
		for i := range writers {
			group.Go(func() {
				b := ledgertest.Batch(plan.ID(fmt.Sprintf("p%d", i)), 0, 2)
				if i == 7 {
					b.Expected = 5
				}
				_, answers[i] = s.Append(context.Background(), b)
			})
		}
		require.Eventually(t, func() bool { s.mu.Lock(); defer s.mu.Unlock(); return len(s.waiting) == writers }, time.Minute, time.Millisecond)
		all := s.gather()
		require.Len(t, all, writers)
		s.together(all)
		for _, c := range all {
			close(c.done)
		}
		<-s.turn
		group.Wait()
		for i, err := range answers {
			if i == 7 {
				require.ErrorIs(t, err, ledger.ErrConflict)
				continue
			}
			require.NoError(t, err)
		}
		feed, err := s.Since(t.Context(), 0, 0)
		require.NoError(t, err)
		require.Len(t, feed, writers-1)
		require.Equal(t, ledger.Cursor(writers-1), feed[len(feed)-1].Cursor)
	})
}

// A batch that the database cannot take, unlike the others of its transaction, is refused alone.
func TestPoison(t *testing.T) {
	everywhere(t, func(t *testing.T, h house) {
		db := h.make(t)
		s := opened(t, db, h.kind)
		_, err := db.Exec("CREATE UNIQUE INDEX poison ON oudpath_deadline (title)")
		require.NoError(t, err)
		calls := make([]*call, 3)
		for i := range calls {
			b := ledgertest.Batch(plan.ID(fmt.Sprintf("p%d", i)), 0, 1)
			if i == 1 {
				b.Deadlines = []ledger.Deadline{deadline("a", "same"), deadline("b", "same")}
			}
			calls[i] = &call{batch: &b, done: make(chan struct{})}
		}
		s.together(calls)
		require.NoError(t, calls[0].err)
		require.Error(t, calls[1].err)
		require.NotErrorIs(t, calls[1].err, ledger.ErrUncertain)
		require.NoError(t, calls[2].err)
		rows, err := s.List(t.Context(), "", 0)
		require.NoError(t, err)
		require.Len(t, rows, 2)
	})
}

// Who gives up while waiting is not on record.
func TestWithdrawn(t *testing.T) {
	s := opened(t, newLite(t), SQLite)
	s.turn <- struct{}{}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(time.Millisecond, cancel)
	_, err := s.Append(ctx, ledgertest.Batch("p", 0, 1))
	require.ErrorIs(t, err, context.Canceled)
	<-s.turn
	_, err = s.Append(t.Context(), ledgertest.Batch("q", 0, 1))
	require.NoError(t, err)
	_, err = s.Read(t.Context(), "p", 0)
	require.ErrorIs(t, err, ledger.ErrUnknownPlan)
}

// A commit that fails leaves open whether the batch is on record; the connection is replaced, and set again.
func TestUncertain(t *testing.T) {
	everywhere(t, func(t *testing.T, h house) {
		s := opened(t, h.make(t), h.kind)
		err := s.alone(t.Context(), func(tx) error { s.drop(); s.conn, _ = s.db.Conn(t.Context()); return s.conn.Close() })
		require.Error(t, err)
		require.ErrorIs(t, err, ledger.ErrUncertain)
		_, err = s.Append(t.Context(), ledgertest.Batch("p", 0, 1))
		require.NoError(t, err)
		for _, setting := range s.d.settings {
			var got string
			require.NoError(t, s.conn.QueryRowContext(t.Context(), setting.read).Scan(&got))
			require.Contains(t, setting.good, got)
		}
	})
}

func TestNotDurable(t *testing.T) {
	_, err := Open(t.Context(), lite(t, ":memory:"), SQLite)
	require.ErrorIs(t, err, ErrNotDurable)

	careless := lite(t, filepath.Join(t.TempDir(), "clinic.db")+"?_pragma=synchronous(0)")
	opened(t, careless, SQLite) // what the DSN says is put right, and read back

	deaf := *dialects[SQLite]
	for i, s := range deaf.settings {
		if s.set == "" {
			continue
		}
		deaf.settings = slices.Clone(dialects[SQLite].settings)
		deaf.settings[i].good = []string{"what no database says"}
		store := &Store{db: lite(t, filepath.Join(t.TempDir(), "clinic.db")), d: &deaf}
		err := store.connect(t.Context())
		require.ErrorIs(t, err, s.err, s.read)
		require.Nil(t, store.conn)
	}

	single := lite(t, filepath.Join(t.TempDir(), "clinic.db"))
	single.SetMaxOpenConns(1)
	_, err = Open(t.Context(), single, SQLite)
	require.ErrorContains(t, err, "needs 2")
	_, err = Open(t.Context(), single, 0)
	require.Error(t, err)
}

// Without fsync PostgreSQL acknowledges what a failure of the power takes away; a session without synchronous_commit is put right.
func TestNotDurablePostgres(t *testing.T) {
	db := newPostgres(t)
	_, err := db.Exec("SET synchronous_commit = off")
	require.NoError(t, err)
	s := opened(t, db, PostgreSQL)
	var got string
	require.NoError(t, s.conn.QueryRowContext(t.Context(), "SHOW synchronous_commit").Scan(&got))
	require.Equal(t, "on", got)
	deaf := *dialects[PostgreSQL]
	for i, setting := range deaf.settings {
		deaf.settings = slices.Clone(dialects[PostgreSQL].settings)
		deaf.settings[i].good = []string{"what no database says"}
		require.ErrorIs(t, (&Store{db: db, d: &deaf}).connect(t.Context()), setting.err, setting.read)
	}
}

func TestSchema(t *testing.T) {
	everywhere(t, func(t *testing.T, h house) {
		db := h.make(t)
		var group sync.WaitGroup
		for range 4 { // several processes begin at once
			group.Go(func() {
				s, err := Open(context.Background(), db, h.kind)
				require.NoError(t, err)
				require.NoError(t, s.Close())
			})
		}
		group.Wait()
		var rows int
		require.NoError(t, db.QueryRow("SELECT COUNT(*) FROM oudpath_schema").Scan(&rows))
		require.Equal(t, len(migrations), rows)
		_, err := db.Exec("INSERT INTO oudpath_schema (version) VALUES (99)")
		require.NoError(t, err)
		_, err = Open(t.Context(), db, h.kind)
		require.ErrorIs(t, err, ErrSchema)
	})
}

// Several processes have one database: each append is on record exactly once, and nobody is told of a version that somebody else has.
func TestTwoStores(t *testing.T) {
	everywhere(t, func(t *testing.T, h house) {
		db := h.make(t)
		stores := []*Store{opened(t, db, h.kind), opened(t, db, h.kind)}
		var group sync.WaitGroup
		const each = 12
		for writer := range 4 {
			group.Go(func() {
				for range each {
					require.NoError(t, insist(stores[writer%2], "p"))
				}
			})
		}
		group.Wait()
		stored, err := stores[0].Read(t.Context(), "p", 0)
		require.NoError(t, err)
		require.Equal(t, ledgertest.Events(1, 4*each), stored.Events)
		feed, err := stores[1].Since(t.Context(), 0, 0)
		require.NoError(t, err)
		require.Len(t, feed, 4*each)
	})
}

func insist(s *Store, id plan.ID) error {
	var seen ledger.Version
	for {
		_, err := s.Append(context.Background(), ledgertest.Batch(id, seen, 1))
		var stale *ledger.ConflictError
		if !errors.As(err, &stale) {
			return err
		}
		seen = stale.Actual
	}
}

func deadline(duty, title string) ledger.Deadline {
	day := civil.Must(2026, 3, 2)
	return ledger.Deadline{Duty: plan.RuleID(duty), Title: title, Why: "it is time", Due: day, Latest: day.Add(1)}
}

// What is due is handed out once for a day, however many ask.
func TestClaim(t *testing.T) {
	everywhere(t, func(t *testing.T, h house) {
		db := h.make(t)
		stores := []*Store{opened(t, db, h.kind), opened(t, db, h.kind)}
		day := civil.Must(2026, 3, 2)
		batch := ledgertest.Batch("p", 0, 1)
		for i := range 20 {
			batch.Deadlines = append(batch.Deadlines, deadline(fmt.Sprintf("duty%02d", i), "do it"))
		}
		_, err := stores[0].Append(t.Context(), batch)
		require.NoError(t, err)
		none, err := stores[0].Claim(t.Context(), day.Add(-1), 0)
		require.NoError(t, err)
		require.Empty(t, none)

		var mu sync.Mutex
		times := make(map[plan.RuleID]int)
		var group sync.WaitGroup
		for worker := range 4 {
			group.Go(func() {
				for {
					claimed, err := stores[worker%2].Claim(context.Background(), day, 3)
					require.NoError(t, err)
					mu.Lock()
					for _, d := range claimed {
						times[d.Duty]++
					}
					done := len(times) == 20
					mu.Unlock()
					if done {
						return
					}
				}
			})
		}
		group.Wait()
		for duty, n := range times {
			require.Equal(t, 1, n, duty)
		}

		next := ledgertest.Batch("p", 1, 1) // one is settled, one is moved, the others stay handed out
		next.Deadlines = slices.Clone(batch.Deadlines[1:])
		next.Deadlines[0].Due = day.Add(1)
		next.Deadlines[0].Earliest = day
		_, err = stores[0].Append(t.Context(), next)
		require.NoError(t, err)
		again, err := stores[1].Claim(t.Context(), day, 0)
		require.NoError(t, err)
		require.Len(t, again, 1)
		require.Equal(t, next.Deadlines[0].Duty, again[0].Duty)
		tomorrow, err := stores[1].Claim(t.Context(), day.Add(1), 0)
		require.NoError(t, err)
		require.Len(t, tomorrow, 19)
	})
}

// A line that is not what was written spoils its plan, and no other.
func TestDamagedLine(t *testing.T) {
	for name, spoil := range map[string]string{
		"another letter": "UPDATE oudpath_line SET line = replace(line, 'e2', 'e9') WHERE plan = 'p' AND seq = 2",
		"a line gone":    "DELETE FROM oudpath_line WHERE plan = 'p' AND seq = 2",
		"the last gone":  "DELETE FROM oudpath_line WHERE plan = 'p' AND seq = 3",
		"two in one":     "UPDATE oudpath_line SET line = line || chr(10) || line WHERE plan = 'p' AND seq = 2",
		"another header": "UPDATE oudpath_line SET line = (SELECT line FROM oudpath_line WHERE plan = 'q' AND seq = 0)" +
			" WHERE plan = 'p' AND seq = 0",
		"all gone": "DELETE FROM oudpath_line WHERE plan = 'p'",
	} {
		t.Run(name, func(t *testing.T) {
			everywhere(t, func(t *testing.T, h house) {
				db := h.make(t)
				s := opened(t, db, h.kind)
				for _, id := range []plan.ID{"p", "q"} {
					_, err := s.Append(t.Context(), ledgertest.Batch(id, 0, 3))
					require.NoError(t, err)
				}
				statement := spoil
				if h.kind == SQLite {
					statement = strings.ReplaceAll(spoil, "chr(", "char(")
				}
				_, err := db.Exec(statement)
				require.NoError(t, err)
				for _, after := range []ledger.Version{0, 2} {
					_, err = s.Read(t.Context(), "p", after)
					require.ErrorIs(t, err, ledger.ErrDamaged)
				}
				_, err = s.Read(t.Context(), "q", 0)
				require.NoError(t, err)
			})
		})
	}
}
