package sqlstore

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/ledgertest"
	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"
)

// house is a kind of database, and how to get an empty one.
type house struct {
	kind Dialect
	name string
	make func(testing.TB) *sql.DB
}

var houses = []house{{SQLite, "SQLite", newLite}, {PostgreSQL, "PostgreSQL", newPostgres}}

// everywhere runs a test in each kind of database that is there.
func everywhere(t *testing.T, test func(t *testing.T, h house)) {
	for _, h := range houses {
		t.Run(h.name, func(t *testing.T) { test(t, h) })
	}
}

func newLite(t testing.TB) *sql.DB { return lite(t, filepath.Join(t.TempDir(), "clinic.db")) }

func lite(t testing.TB, path string) *sql.DB { return connected(t, "sqlite", path) }

func connected(t testing.TB, driver, source string) *sql.DB {
	t.Helper()
	db, err := sql.Open(driver, source)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db
}

// postgresURL is the database in which tests make schemas of their own, such as postgres://user@127.0.0.1:5432/oudpath. The lane sets it.
const postgresURL = "OUDPATH_POSTGRES"

func newPostgres(t testing.TB) *sql.DB { return connected(t, "pgx", newSchema(t)) }

// newSchema makes an empty schema and returns the address that stands in it.
func newSchema(t testing.TB) string {
	t.Helper()
	address := os.Getenv(postgresURL)
	if address == "" {
		t.Skip("no PostgreSQL: " + postgresURL + " is not set; .ci/edges/ledger-sql starts one")
	}
	db := connected(t, "pgx", address)
	var n int
	require.NoError(t, db.QueryRow("SELECT (random() * 1e9)::int").Scan(&n))
	name := fmt.Sprintf("test_%d", n)
	_, err := db.Exec("CREATE SCHEMA " + name)
	require.NoError(t, err)
	t.Cleanup(func() { _, err := db.Exec("DROP SCHEMA " + name + " CASCADE"); require.NoError(t, err) })
	u, err := url.Parse(address)
	require.NoError(t, err)
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return u.String()
}

func opened(t testing.TB, db *sql.DB, kind Dialect) *Store {
	t.Helper()
	s, err := Open(t.Context(), db, kind)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

func TestStore(t *testing.T) {
	everywhere(t, func(t *testing.T, h house) {
		var db *sql.DB
		ledgertest.Run(t, ledgertest.Kit{
			Open:   func(t *testing.T) ledger.Store { db = h.make(t); return opened(t, db, h.kind) },
			Reopen: func(t *testing.T, _ ledger.Store) ledger.Store { return opened(t, db, h.kind) },
		})
	})
}
