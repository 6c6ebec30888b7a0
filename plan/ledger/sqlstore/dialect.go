package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Dialect is the kind of a database. The zero Dialect is invalid.
type Dialect uint8

// The dialects.
const (
	_          Dialect = iota
	SQLite             // 3.37 or later
	PostgreSQL         // 12 or later, with the encoding UTF8
)

// dialect is what differs between them.
type dialect struct {
	name       string
	words      []string // of schema.sql: a word in braces, and what stands for it
	numbered   bool     // placeholders are $1, $2
	begin      string   // a transaction that writes
	migrate    string   // locks out others who migrate; empty: begin does
	lock       string   // behind the SELECT that locks the row of the last cursor
	skip       string   // behind the SELECT that picks deadlines: rows that others have are left to them
	whole      string   // writes a round by one statement; empty: row by row
	snapshot   sql.TxOptions
	settings   []setting
	brief      bool   // a statement waits for others no longer than a setting says
	spare      int    // connections that reading needs beside the one for writing
	tidy       string // after an erasure; it may fail
	codes      map[string]error
	constraint string   // what the code of a violated constraint begins with
	lost       []string // what the codes of errors begin with that do not say what became of a statement
}

// setting is what the connection for writing needs.
type setting struct {
	set  string // empty: nothing is set, and only looked at
	read string
	good []string // what it may then say
	err  error
}

var dialects = map[Dialect]*dialect{
	SQLite: {
		name:     "SQLite",
		words:    []string{"{name}", "TEXT", "{count}", "INTEGER", "{table}", " STRICT", "{keyed}", " STRICT, WITHOUT ROWID"},
		begin:    "BEGIN IMMEDIATE",
		snapshot: sql.TxOptions{ReadOnly: true},
		spare:    1,
		brief:    true,
		tidy:     "PRAGMA wal_checkpoint(TRUNCATE)",
		settings: []setting{
			{"PRAGMA busy_timeout = 10000", "PRAGMA busy_timeout", []string{"10000"}, ErrNotDurable},
			{"PRAGMA journal_mode = WAL", "PRAGMA journal_mode", []string{"wal"}, ErrNotDurable},
			{"PRAGMA synchronous = FULL", "PRAGMA synchronous", []string{"2"}, ErrNotDurable},
			{"PRAGMA fullfsync = ON", "PRAGMA fullfsync", []string{"1"}, ErrNotDurable}, // macOS: a sync that reaches the disk
			{"PRAGMA checkpoint_fullfsync = ON", "PRAGMA checkpoint_fullfsync", []string{"1"}, ErrNotDurable},
			{"PRAGMA secure_delete = ON", "PRAGMA secure_delete", []string{"1"}, ErrNotErasing},
		},
		codes:      sqliteCodes,
		constraint: "19",
	},
	PostgreSQL: {
		name:     "PostgreSQL",
		words:    []string{"{name}", `TEXT COLLATE "C"`, "{count}", "BIGINT", "{table}", "", "{keyed}", ""},
		numbered: true,
		begin:    "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
		migrate:  "SELECT pg_advisory_xact_lock(7306358216537)",
		lock:     " FOR UPDATE",
		skip:     " FOR UPDATE SKIP LOCKED",
		whole:    postgresWhole,
		snapshot: sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead},
		settings: []setting{
			{"", "SHOW server_encoding", []string{"UTF8"}, errors.New("sqlstore: the encoding of the database is not UTF8")},
			{"", "SHOW fsync", []string{"on"}, ErrNotDurable},
			{"SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
				"SHOW synchronous_commit", []string{"on", "local", "remote_write", "remote_apply"}, ErrNotDurable},
		},
		codes:      postgresCodes,
		constraint: "23",
		lost:       []string{"08", "40003", "57P", "XX"}, // connection_exception, statement_completion_unknown, a shutdown, internal_error
	},
}

// sql writes a statement as the dialect wants its placeholders, which are question marks in this package.
func (d *dialect) sql(statement string) string {
	if !d.numbered {
		return statement
	}
	var b strings.Builder
	for n := 1; ; n++ {
		before, after, more := strings.Cut(statement, "?")
		b.WriteString(before)
		if !more {
			return b.String()
		}
		b.WriteString("$" + strconv.Itoa(n))
		statement = after
	}
}

// ready sets what the connection for writing needs, and reads it back.
func (d *dialect) ready(ctx context.Context, c *sql.Conn) error {
	for _, s := range d.settings {
		if s.set != "" {
			if _, err := c.ExecContext(ctx, s.set); err != nil {
				return d.failed(ctx, err)
			}
		}
	}
	for _, s := range d.settings { // all of them once all are set: one may have changed another
		var got string
		if err := c.QueryRowContext(ctx, s.read).Scan(&got); err != nil {
			return d.failed(ctx, err)
		}
		if !slices.Contains(s.good, got) {
			return fmt.Errorf("%w: %s says %q, and it has to be %s", s.err, s.read, got, strings.Join(s.good, " or "))
		}
	}
	return nil
}

// marks returns rows of placeholders: (?,?),(?,?).
func marks(rows, columns int) string {
	row := "(" + strings.Repeat("?,", columns-1) + "?)"
	return strings.Repeat(row+",", rows-1) + row
}
