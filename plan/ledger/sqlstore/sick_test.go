package sqlstore

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/ledgertest"
	"github.com/stretchr/testify/require"
)

// What a disk does to a clinic.
func TestSick(t *testing.T) {
	t.Run("full", func(t *testing.T) {
		s := opened(t, newLite(t), SQLite)
		_, err := s.Append(t.Context(), ledgertest.Batch("p", 0, 3))
		require.NoError(t, err)
		var pages int
		require.NoError(t, s.conn.QueryRowContext(t.Context(), "PRAGMA max_page_count = 1").Scan(&pages))
		_, err = s.Append(t.Context(), ledgertest.Batch("p", 3, 300))
		require.ErrorContains(t, err, "full")
		require.NotErrorIs(t, err, ledger.ErrUncertain)
		require.NoError(t, s.connect(t.Context())) // SQLite has ended the transaction itself, and the connection may have been replaced
		require.NoError(t, s.conn.QueryRowContext(t.Context(), "PRAGMA max_page_count = 100000").Scan(&pages))
		_, err = s.Append(t.Context(), ledgertest.Batch("p", 3, 300))
		require.NoError(t, err)
		stored, err := s.Read(t.Context(), "p", 0)
		require.NoError(t, err)
		require.Equal(t, ledgertest.Events(1, 303), stored.Events)
	})
	t.Run("read-only", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "clinic.db")
		first := opened(t, lite(t, path), SQLite)
		_, err := first.Append(t.Context(), ledgertest.Batch("p", 0, 1))
		require.NoError(t, err)
		_, err = Open(t.Context(), lite(t, "file:"+path+"?mode=ro"), SQLite)
		require.ErrorContains(t, err, "readonly")
	})
	t.Run("no database", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "clinic.db")
		require.NoError(t, os.WriteFile(path, slices.Repeat([]byte("a letter to the pharmacy\n"), 400), 0o600))
		_, err := Open(t.Context(), lite(t, path), SQLite)
		require.ErrorIs(t, err, ledger.ErrDamaged)
	})
	t.Run("corrupted", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "clinic.db")
		db := lite(t, path)
		s, err := Open(t.Context(), db, SQLite)
		require.NoError(t, err)
		_, err = s.Append(t.Context(), ledgertest.Batch("p", 0, 400))
		require.NoError(t, err)
		require.NoError(t, errors.Join(s.Close(), db.Close()))
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		for i := 3 * len(data) / 4; i < len(data); i++ {
			data[i] ^= 0x5a
		}
		require.NoError(t, os.WriteFile(path, data, 0o600))
		again := opened(t, lite(t, path), SQLite)
		_, err = again.Read(t.Context(), "p", 0)
		require.ErrorIs(t, err, ledger.ErrDamaged)
	})
	t.Run("held by another process", func(t *testing.T) {
		db := newLite(t)
		s := opened(t, db, SQLite)
		other, err := db.Conn(t.Context())
		require.NoError(t, err)
		_, err = other.ExecContext(t.Context(), "BEGIN IMMEDIATE")
		require.NoError(t, err)
		_, err = s.conn.ExecContext(t.Context(), "PRAGMA busy_timeout = 1")
		require.NoError(t, err)
		_, err = s.Append(t.Context(), ledgertest.Batch("p", 0, 1))
		require.ErrorIs(t, err, ledger.ErrLocked)
		_, err = other.ExecContext(t.Context(), "ROLLBACK")
		require.NoError(t, errors.Join(err, other.Close()))
		_, err = s.Append(t.Context(), ledgertest.Batch("p", 0, 1))
		require.NoError(t, err)
	})
}
