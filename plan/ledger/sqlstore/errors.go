package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/plan/ledger"
)

// What Open refuses.
var (
	// ErrNotDurable says that the database would lose what it has acknowledged when the power fails.
	ErrNotDurable = errors.New("sqlstore: the database does not keep what it acknowledges")
	// ErrNotErasing says that the database would keep what is deleted.
	ErrNotErasing = errors.New("sqlstore: the database does not overwrite what is deleted")
	// ErrSchema says that the tables are those of a later version of this package, or of something else.
	ErrSchema = errors.New("sqlstore: the tables are not those of this version")
)

// The codes by which drivers tell what kind of failure it was. Drivers of SQLite have a method Code, those of PostgreSQL SQLState.
var (
	sqliteCodes = map[string]error{
		"5":  ledger.ErrLocked,  // SQLITE_BUSY, when the timeout is over
		"11": ledger.ErrDamaged, // SQLITE_CORRUPT
		"26": ledger.ErrDamaged, // SQLITE_NOTADB
	}
	postgresCodes = map[string]error{
		"XX001": ledger.ErrDamaged, // data_corrupted
		"XX002": ledger.ErrDamaged, // index_corrupted
		"55P03": ledger.ErrLocked,  // lock_not_available
	}
)

// failed wraps what a driver says: the end of the context, what the contract has a word for, or the text alone.
func (d *dialect) failed(ctx context.Context, err error) error {
	if ended := ctx.Err(); ended != nil {
		return ended
	}
	if known := d.codes[code(err)]; known != nil {
		return fmt.Errorf("%w: %w", known, err)
	}
	if errors.Is(err, sql.ErrConnDone) {
		return ledger.ErrClosed
	}
	return fmt.Errorf("sqlstore: %s: %w", d.name, err)
}

// rejected reports whether the database itself said no to a statement that was a transaction by itself, so that nothing of it is on record.
func (d *dialect) rejected(err error) bool {
	c := code(err)
	return c != "" && !slices.ContainsFunc(d.lost, func(lost string) bool { return strings.HasPrefix(c, lost) })
}

// doubled reports whether a row is there already: that of a key, or of an event that somebody wrote past this package.
func (d *dialect) doubled(err error) bool { return strings.HasPrefix(code(err), d.constraint) }

func code(err error) string {
	var lite interface{ Code() int }
	var postgres interface{ SQLState() string }
	switch {
	case errors.As(err, &postgres):
		return postgres.SQLState()
	case errors.As(err, &lite):
		return strconv.Itoa(lite.Code() & 0xff) // the rest says where
	}
	return ""
}
