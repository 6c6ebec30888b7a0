package sqlstore

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/ledgertest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// What a store recollects of its own rounds is worth nothing once another process has written.
func TestRecollection(t *testing.T) {
	everywhere(t, func(t *testing.T, h house) {
		db := h.make(t)
		one, other := opened(t, db, h.kind), opened(t, db, h.kind)
		put := func(s *Store, id plan.ID, after ledger.Version, key ledger.Key) error {
			b := ledgertest.Batch(id, after, 1)
			b.Key = key
			_, err := s.Append(t.Context(), b)
			return err
		}
		require.NoError(t, put(one, "p", 0, "k0"))
		require.NoError(t, put(one, "p", 1, "k1"))
		require.ErrorIs(t, put(one, "p", 2, "k0"), ledger.ErrKeyReused, "a key of its own")
		require.NoError(t, put(other, "p", 2, "k2"))
		var stale *ledger.ConflictError
		require.ErrorAs(t, put(one, "p", 2, ""), &stale)
		require.Equal(t, ledger.Version(3), stale.Actual)
		require.NoError(t, put(other, "q", 0, ""))
		require.ErrorIs(t, put(one, "p", 3, "k2"), ledger.ErrKeyReused, "a key of the other one")
		require.NoError(t, put(one, "p", 3, "k3"))

		stone := ledger.Tombstone{At: time.Unix(1, 0), Actor: record.Actor{ID: "n"}, Reason: "law"}
		_, err := other.Erase(t.Context(), "p", 4, stone)
		require.NoError(t, err)
		require.ErrorIs(t, put(one, "p", 4, ""), ledger.ErrErased)
		require.ErrorIs(t, put(one, "p", 0, ""), ledger.ErrErased)
		require.NoError(t, put(one, "q", 1, ""))
		_, err = one.Erase(t.Context(), "q", 2, stone)
		require.NoError(t, err)
		require.Empty(t, one.known.plans, "of an erased plan nothing is recollected")
		require.ErrorIs(t, put(one, "q", 2, ""), ledger.ErrErased)

		feed, err := other.Since(t.Context(), 0, 0)
		require.NoError(t, err)
		require.Len(t, feed, 2)
		require.Equal(t, []ledger.Cursor{6, 8}, []ledger.Cursor{feed[0].Cursor, feed[1].Cursor})
	})
}

// Several batches of one plan in one round build on each other, with what is recollected and without.
func TestChained(t *testing.T) {
	everywhere(t, func(t *testing.T, h house) {
		s := opened(t, h.make(t), h.kind)
		for round := range 3 {
			calls := make([]*call, 5)
			for i := range calls {
				b := ledgertest.Batch("p", ledger.Version(8*round+2*i), 2)
				if i == 4 {
					b.Expected = 1 // which is stale
				}
				calls[i] = &call{batch: &b, done: make(chan struct{})}
			}
			s.together(calls)
			for i, c := range calls[:4] {
				require.NoError(t, c.err)
				require.Equal(t, ledger.Cursor(4*round+i+1), c.commit.Cursor)
			}
			require.ErrorIs(t, calls[4].err, ledger.ErrConflict)
		}
		stored, err := s.Read(t.Context(), "p", 0)
		require.NoError(t, err)
		require.Equal(t, ledgertest.Events(1, 24), stored.Events)
	})
}

// A connection that is gone before anything was sent is replaced, and one that is gone afterwards leaves open what became of the batch: both
// can be repeated as they are.
func TestCutOff(t *testing.T) {
	db := newPostgres(t)
	s := opened(t, db, PostgreSQL)
	for after := range 3 {
		_, err := s.Append(t.Context(), ledgertest.Batch("p", ledger.Version(after), 1))
		require.NoError(t, err)
	}
	var process int
	require.NoError(t, s.conn.QueryRowContext(t.Context(), "SELECT pg_backend_pid()").Scan(&process))
	_, err := db.Exec("SELECT pg_terminate_backend($1)", process)
	require.NoError(t, err)
	_, err = s.Append(t.Context(), ledgertest.Batch("p", 3, 1))
	if err != nil {
		require.ErrorIs(t, err, ledger.ErrUncertain)
		_, err = s.Append(t.Context(), ledgertest.Batch("p", 3, 1))
	}
	require.NoError(t, err)
	stored, err := s.Read(t.Context(), "p", 0)
	require.NoError(t, err)
	require.Equal(t, ledgertest.Events(1, 4), stored.Events)
}

type coded string

func (coded) Error() string      { return "invented" }
func (c coded) SQLState() string { return string(c) }

// What says no is believed; what says nothing, or that it does not know, is not.
func TestRejected(t *testing.T) {
	for code, want := range map[coded]bool{"23505": true, "22P02": true, "53100": true, "40001": true,
		"": false, "08006": false, "57P01": false, "40003": false, "XX000": false} {
		require.Equal(t, want, dialects[PostgreSQL].rejected(fmt.Errorf("wrapped: %w", code)), code)
	}
	require.False(t, dialects[PostgreSQL].rejected(context.DeadlineExceeded))
}

// A text that would come back as another one is refused.
func TestTexts(t *testing.T) {
	everywhere(t, func(t *testing.T, h house) {
		s := opened(t, h.make(t), h.kind)
		for _, title := range []string{"\xff", "a\x00b"} {
			b := ledgertest.Batch("p", 0, 1)
			b.Deadlines = []ledger.Deadline{deadline("duty", title)}
			_, err := s.Append(t.Context(), b)
			require.ErrorIs(t, err, ledger.ErrBatch)
		}
		b := ledgertest.Batch("p", 0, 1)
		b.Deadlines = []ledger.Deadline{deadline("duty", "<\"'\\u0041\u2028\n\t$1?{}\U0001F600")}
		_, err := s.Append(t.Context(), b)
		require.NoError(t, err)
		stored, err := s.Read(t.Context(), "p", 0)
		require.NoError(t, err)
		require.Equal(t, b.Deadlines[0].Title, stored.Deadlines[0].Title)
	})
}
