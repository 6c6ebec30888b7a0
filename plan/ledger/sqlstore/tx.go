package sqlstore

import (
	"context"
	"database/sql"
	"strings"
)

// querier is a connection or a transaction.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

// tx is a transaction under way, in which statements have question marks as placeholders.
type tx struct {
	ctx context.Context
	on  querier
	d   *dialect

	prepared map[string]*sql.Stmt // of the connection for writing
}

func (t tx) failed(err error) error { return t.d.failed(t.ctx, err) }

func (t tx) exec(statement string, args ...any) error {
	if _, err := t.on.ExecContext(t.ctx, t.d.sql(statement), args...); err != nil {
		return t.failed(err)
	}
	return nil
}

// again executes a statement that is executed often, and returns how many rows it concerned.
func (t tx) again(statement string, args ...any) (int64, error) {
	prepared := t.prepared[statement]
	if prepared == nil {
		var err error
		if prepared, err = t.on.PrepareContext(t.ctx, t.d.sql(statement)); err != nil {
			return 0, t.failed(err)
		}
		t.prepared[statement] = prepared
	}
	result, err := prepared.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, t.failed(err)
	}
	return result.RowsAffected()
}

func (t tx) row(statement string, args ...any) *sql.Row {
	return t.on.QueryRowContext(t.ctx, t.d.sql(statement), args...)
}

// each calls do for each row, which it scans.
func (t tx) each(do func(scan func(...any) error) error, statement string, args ...any) error {
	rows, err := t.on.QueryContext(t.ctx, t.d.sql(statement), args...)
	if err != nil {
		return t.failed(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := do(rows.Scan); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return t.failed(err)
	}
	return nil
}

// most is how many placeholders one statement has at most; every database takes as many.
const most = 900

// among calls do with a list of placeholders, and as many of the values as one statement takes, until all had their turn.
func among(values [][]any, do func(marks string, args []any) error) error {
	for len(values) > 0 {
		width := len(values[0])
		n := min(len(values), most/width)
		args := make([]any, 0, n*width)
		for _, v := range values[:n] {
			args = append(args, v...)
		}
		list := marks(n, width)
		if width == 1 {
			list = "(" + strings.Repeat("?,", n-1) + "?)"
		}
		if err := do(list, args); err != nil {
			return err
		}
		values = values[n:]
	}
	return nil
}
