// Package sqlstore is a store of a ledger in a database: SQLite for one clinic, PostgreSQL for several processes and machines. It takes the
// caller's *sql.DB and imports no driver.
//
//	db, err := sql.Open("sqlite", "clinic.db")         // import _ "modernc.org/sqlite", tested with v1.60.0
//	store, err := sqlstore.Open(ctx, db, sqlstore.SQLite)
//
//	db, err := sql.Open("pgx", "postgres://…")         // import _ "github.com/jackc/pgx/v5/stdlib", tested with v5.13.0
//	store, err := sqlstore.Open(ctx, db, sqlstore.PostgreSQL)
//
// It is a module of its own, so that the library needs no database.
//
// # What is durable
//
// Open takes one connection for writing, sets there what durability needs (SQLite: the journal mode WAL, synchronous FULL, a busy
// timeout; PostgreSQL: synchronous_commit) and reads it back. Where it does not hold, or PostgreSQL runs with fsync off, Open is
// ErrNotDurable. It does so again whenever that connection has to be replaced.
//
// Appends that wait at the same time are gathered into one transaction. Each is judged by what is on record, those before it in the
// transaction included, and each is acknowledged after the commit and not before. If a commit fails, its appends are ledger.ErrUncertain.
//
// What a transaction has read and written of plans is kept in memory under the cursor of its commit. The next one reads nothing of them, and
// writes on the condition that the cursor is still that one: under PostgreSQL by one statement, which is a transaction by itself and needs one
// way to the database. Where another process has written since, nothing of it is written, and a transaction that reads takes its place. So a
// database must not be put back to an earlier state under a process that has it open.
//
// Several processes may have one database. Each transaction locks the row that holds the last cursor before it reads anything, so that
// versions, keys and the order of the feed are the same for all. Under PostgreSQL that makes commits of several processes wait for
// each other; gathering is what keeps this cheap.
//
// The lines of a plan are those of its journal (package journal), each with its checksum:
//
//	SELECT line FROM oudpath_line WHERE plan = 'person-1' ORDER BY seq
//
// A line that is not what was written is ledger.ErrDamaged for that plan.
//
// # Deadlines
//
// What is due stands in a table, by day. Claim hands it out to several processes, so that none is handed to two of them.
//
// # What it is not for
//
// It encrypts nothing, takes no backups and closes no database: that is for the caller. Erasing deletes rows. SQLite overwrites what they
// held (secure_delete) and empties the write-ahead log where no reader hinders it; PostgreSQL keeps it until it vacuums and in its
// write-ahead log, and neither reaches copies that somebody made. Reading a part of a plan reads and checks the whole of it.
package sqlstore
