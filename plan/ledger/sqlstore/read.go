package sqlstore

import (
	"context"
	"database/sql"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
)

// text scans a column of text into what reads itself from text.
type text struct{ into encoding.TextUnmarshaler }

// Scan is that of sql.Scanner.
func (t text) Scan(column any) error {
	switch v := column.(type) {
	case string:
		return t.into.UnmarshalText([]byte(v))
	case []byte:
		return t.into.UnmarshalText(v)
	}
	return fmt.Errorf("%w: %T is no text", ledger.ErrDamaged, column)
}

// jsonText scans a column of JSON.
type jsonText struct{ into any }

// Scan is that of sql.Scanner.
func (t jsonText) Scan(column any) error {
	switch v := column.(type) {
	case string:
		return json.Unmarshal([]byte(v), t.into)
	case []byte:
		return json.Unmarshal(v, t.into)
	}
	return fmt.Errorf("%w: %T is no JSON", ledger.ErrDamaged, column)
}

const defaultLimit = 1000

func page(limit int) int {
	if limit <= 0 {
		return defaultLimit
	}
	return limit
}

// read calls do in a transaction that sees one state of everything and writes nothing.
func (s *Store) read(ctx context.Context, do func(tx) error) error {
	return s.reading(ctx, func() error {
		snapshot, err := s.db.BeginTx(ctx, &s.d.snapshot)
		if err != nil {
			return s.d.failed(ctx, err)
		}
		defer snapshot.Rollback() // nothing was written
		return do(tx{ctx, snapshot, s.d, nil})
	})
}

// reading calls do while the store cannot be closed.
func (s *Store) reading(ctx context.Context, do func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.using.RLock()
	defer s.using.RUnlock()
	s.mu.Lock()
	closed := s.closed
	s.mu.Unlock()
	if closed {
		return ledger.ErrClosed
	}
	return do()
}

// Read is that of ledger.Store. A journal that does not hold what was recorded is ErrDamaged.
func (s *Store) Read(ctx context.Context, id plan.ID, after ledger.Version) (ledger.Stored, error) {
	var stored ledger.Stored
	err := s.read(ctx, func(t tx) (err error) {
		stored, err = readPlan(t, id, after)
		return err
	})
	if err != nil {
		return ledger.Stored{}, err
	}
	return stored, nil
}

const peekPlan = "SELECT version FROM oudpath_plan WHERE id = ?"

// Peek is that of ledger.Peeker: one statement, which was prepared, in no transaction of its own.
func (s *Store) Peek(ctx context.Context, id plan.ID) (ledger.Version, error) {
	if !isText(string(id)) {
		stored, err := s.Read(ctx, id, math.MaxInt) // which says why not
		return stored.Version, err
	}
	var version ledger.Version
	err := s.reading(ctx, func() error {
		if s.d.brief {
			ctx = context.WithoutCancel(ctx) // there is nothing to wait for, and watching over the end costs more than the answer
		}
		err := s.peek.QueryRowContext(ctx, string(id)).Scan(&version)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return s.d.failed(ctx, err)
		}
		return nil
	})
	if err != nil || version > 0 {
		return version, err
	}
	stored, err := s.Read(ctx, id, math.MaxInt)
	return stored.Version, err
}

// isText reports whether something can be the ID of a plan or a key: the databases would refuse the question.
func isText(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

func readPlan(t tx, id plan.ID, after ledger.Version) (ledger.Stored, error) {
	var stored ledger.Stored
	if !isText(string(id)) {
		return stored, fmt.Errorf("%w: %q", ledger.ErrUnknownPlan, id)
	}
	var sum journal.Sum
	var header, due string
	err := t.row("SELECT version, at, sum, due, line FROM oudpath_plan LEFT JOIN oudpath_line ON plan = id AND seq = 0 WHERE id = ?",
		string(id)).Scan(&stored.Version, text{&stored.At}, text{&sum}, &due, (*nullable)(&header))
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return stored, missing(t, id)
	case err != nil:
		return stored, t.failed(err)
	}
	if after < stored.Version {
		stored.Header, stored.Events, err = readLines(t, id, stored.Version, sum)
		if err != nil {
			return stored, err
		}
		stored.Events = stored.Events[max(after, 0):]
	} else if stored.Header, err = headerOf(header, id); err != nil {
		return stored, err
	}
	if due != "" {
		stored.Deadlines, err = readDeadlines(t, id)
	}
	return stored, err
}

// nullable is a text that may be missing.
type nullable string

// Scan is that of sql.Scanner.
func (n *nullable) Scan(column any) error {
	var s sql.NullString
	err := s.Scan(column)
	*n = nullable(s.String)
	return err
}

// missing says why there is no row of a plan.
func missing(t tx, id plan.ID) error {
	var stone ledger.Tombstone
	err := t.row("SELECT stone FROM oudpath_stone WHERE id = ?", ledger.DigestOf(id).String()).Scan(jsonText{&stone})
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return fmt.Errorf("%w: %q", ledger.ErrUnknownPlan, id)
	case err != nil:
		return t.failed(err)
	}
	return &ledger.ErasedError{Tombstone: stone}
}

func damaged(id plan.ID, format string, args ...any) error {
	return fmt.Errorf("%w: the journal of %q: %w", ledger.ErrDamaged, id, fmt.Errorf(format, args...))
}

// headerOf reads the first line of a journal.
func headerOf(line string, id plan.ID) (journal.Header, error) {
	r, err := journal.NewReader(strings.NewReader(line+"\n"), journal.Options{Dialect: journal.Recorded})
	if err != nil {
		return journal.Header{}, damaged(id, "%w", err)
	}
	return r.Header(), nil
}

// readLines reads the whole journal of a plan and checks it against what the row of the plan says.
func readLines(t tx, id plan.ID, version ledger.Version, sum journal.Sum) (journal.Header, []record.Event, error) {
	var lines strings.Builder
	next := 0
	err := t.each(func(scan func(...any) error) error {
		var seq int
		var line string
		if err := scan(&seq, &line); err != nil {
			return err
		}
		if seq != next || strings.Contains(line, "\n") {
			return damaged(id, "line %d is missing, or holds two", next)
		}
		next++
		lines.WriteString(line)
		lines.WriteByte('\n')
		return nil
	}, "SELECT seq, line FROM oudpath_line WHERE plan = ? ORDER BY seq", string(id))
	if err != nil {
		return journal.Header{}, nil, err
	}
	header, events, err := journal.ReadAll(strings.NewReader(lines.String()),
		journal.Options{Dialect: journal.Recorded, Sum: sum, MaxTotal: int64(lines.Len()) + 1})
	switch {
	case err != nil:
		return header, nil, damaged(id, "%w", err)
	case header.Plan != id:
		return header, nil, damaged(id, "the header is of plan %q", header.Plan)
	case len(events) != int(version):
		return header, nil, damaged(id, "there are %d events, and %d are on record", len(events), version)
	}
	return header, events, nil
}

func readDeadlines(t tx, id plan.ID) (open []ledger.Deadline, err error) {
	err = t.each(func(scan func(...any) error) error {
		d, err := scanDeadline(scan)
		open = append(open, d)
		return err
	}, "SELECT "+deadlineColumns+" FROM oudpath_deadline WHERE plan = ? ORDER BY place", string(id))
	return open, err
}

// List is that of ledger.Store.
func (s *Store) List(ctx context.Context, after plan.ID, limit int) (rows []ledger.Listed, err error) {
	err = s.read(ctx, func(t tx) error {
		return t.each(func(scan func(...any) error) error {
			var l ledger.Listed
			err := scan(&l.Plan, &l.Version, text{&l.At})
			rows = append(rows, l)
			return err
		}, "SELECT id, version, at FROM oudpath_plan WHERE id > ? ORDER BY id LIMIT ?", string(after), page(limit))
	})
	return rows, err
}

const commitColumns = "SELECT cursor, plan, since, version, at, key, request, stone FROM oudpath_commit "

// Find is that of ledger.Store.
func (s *Store) Find(ctx context.Context, id plan.ID, key ledger.Key) (ledger.Commit, error) {
	var rows []ledger.Commit
	err := ctx.Err()
	if isText(string(id) + string(key)) {
		rows, err = s.commits(ctx, "WHERE plan = ? AND key = ?", string(id), string(key))
	}
	switch {
	case err != nil:
		return ledger.Commit{}, err
	case len(rows) == 0:
		return ledger.Commit{}, fmt.Errorf("%w: %q", ledger.ErrUnknownKey, key)
	}
	return rows[0], nil
}

// Since is that of ledger.Store.
func (s *Store) Since(ctx context.Context, after ledger.Cursor, limit int) ([]ledger.Commit, error) {
	return s.commits(ctx, "WHERE cursor > ? ORDER BY cursor LIMIT ?", int64(after), page(limit))
}

func (s *Store) commits(ctx context.Context, where string, args ...any) (rows []ledger.Commit, err error) {
	err = s.read(ctx, func(t tx) error {
		stones := make(map[string]int) // of erasures, where they are among the rows
		err := t.each(func(scan func(...any) error) error {
			var c ledger.Commit
			var stone nullable
			err := scan(&c.Cursor, (*nullable)(&c.Plan), &c.From, &c.To, text{&c.At}, (*nullable)(&c.Key), text{&c.Request}, &stone)
			if stone != "" {
				stones[string(stone)] = len(rows)
			}
			rows = append(rows, c)
			return err
		}, commitColumns+where, args...)
		if err != nil {
			return err
		}
		return readErasures(t, rows, stones)
	})
	return rows, err
}

// readErasures adds the tombstones to the commits that are erasures.
func readErasures(t tx, rows []ledger.Commit, at map[string]int) error {
	var ids [][]any
	for id := range at {
		ids = append(ids, []any{id})
	}
	return among(ids, func(marks string, args []any) error {
		return t.each(func(scan func(...any) error) error {
			var stone ledger.Tombstone
			err := scan(jsonText{&stone})
			rows[at[stone.ID.String()]].Erased = &stone
			return err
		}, "SELECT stone FROM oudpath_stone WHERE id IN "+marks, args...)
	})
}
