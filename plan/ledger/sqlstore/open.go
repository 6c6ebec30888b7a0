package sqlstore

import (
	"context"
	"database/sql"
	"database/sql/driver"
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/oudpath/oudpath/plan/ledger"
)

// Store is a ledger.Store in a database. Make one with Open.
type Store struct {
	db *sql.DB
	d  *dialect

	turn     chan struct{} // holds one while somebody writes, who alone has what is up to the blank line
	conn     *sql.Conn     // for writing; nil: to be taken
	prepared map[string]*sql.Stmt
	known    recollection
	before   int // how many batches the last transaction took

	peek    *sql.Stmt
	mu      sync.Mutex
	waiting []*call
	closed  bool
	using   sync.RWMutex // held for reading while somebody reads, so that Close can wait
}

var _ ledger.Peeker = (*Store)(nil)

// patience is how long a transaction that writes may take, whatever becomes of those who asked for it. One that hangs would hold up all.
const patience = 30 * time.Second

// patiently returns a context that ends when a transaction has taken too long. SQLite waits for nobody longer than its busy timeout, and to
// watch over the end of a context costs it more than many a statement.
func (d *dialect) patiently(ctx context.Context) (context.Context, context.CancelFunc) {
	if d.brief {
		return ctx, func() {}
	}
	return context.WithTimeout(ctx, patience)
}

// Open opens the store in a database and makes its tables if there are none; they begin with "oudpath_". It is ErrNotDurable if the
// database would lose what it acknowledges, and ErrSchema if the tables are those of a later version. SQLite needs a file, and a DB that
// may have two connections or more. The DB stays the caller's, who closes it after the store.
func Open(ctx context.Context, db *sql.DB, kind Dialect) (*Store, error) {
	d := dialects[kind]
	if d == nil || db == nil {
		return nil, fmt.Errorf("sqlstore: no database, or its dialect %d is none", kind)
	}
	if most := db.Stats().MaxOpenConnections; most > 0 && most <= d.spare {
		return nil, fmt.Errorf("sqlstore: the DB may have %d connections, and %s needs %d", most, d.name, d.spare+1)
	}
	s := &Store{db: db, d: d, turn: make(chan struct{}, 1)}
	if err := errors.Join(s.connect(ctx), ctx.Err()); err != nil {
		s.drop()
		return nil, err
	}
	err := s.migrate(ctx)
	if err == nil {
		s.peek, err = db.PrepareContext(ctx, d.sql(peekPlan))
	}
	if err != nil {
		s.drop()
		return nil, err
	}
	return s, nil
}

// connect takes the connection for writing, if there is none.
func (s *Store) connect(ctx context.Context) error {
	if s.conn != nil {
		return nil
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return s.d.failed(ctx, err)
	}
	s.conn, s.prepared, s.known = conn, make(map[string]*sql.Stmt), recollection{} // whoever was here meanwhile
	if err := s.d.ready(ctx, conn); err != nil {
		s.drop()
		return err
	}
	return nil
}

// drop throws the connection for writing away: what it has not committed is gone.
func (s *Store) drop() {
	if s.conn == nil {
		return
	}
	_ = s.conn.Raw(func(any) error { return driver.ErrBadConn }) // so that the pool closes it
	_ = s.conn.Close()
	s.conn = nil
}

func (s *Store) tx(ctx context.Context) tx { return tx{ctx, s.conn, s.d, s.prepared} }

// transact calls do in a transaction that writes, and returns when it is committed. Who calls has the turn.
func (s *Store) transact(ctx context.Context, do func(tx) error) error {
	if err := s.connect(ctx); err != nil {
		return err
	}
	t := s.tx(ctx)
	if err := t.exec(s.d.begin); err != nil {
		s.drop()
		return err
	}
	if err := do(t); err != nil {
		if back := t.exec("ROLLBACK"); back != nil {
			s.drop()
		}
		return err
	}
	if err := t.exec("COMMIT"); err != nil {
		s.drop()
		return fmt.Errorf("%w: %w", ledger.ErrUncertain, err)
	}
	return nil
}

//go:embed schema.sql
var schema string

// migrations make the tables of each version of those of the one before. They are only ever added to.
var migrations = []string{schema}

// migrate brings the tables up to this version.
func (s *Store) migrate(ctx context.Context) error {
	return s.transact(ctx, func(t tx) error {
		if s.d.migrate != "" {
			if err := t.exec(s.d.migrate); err != nil {
				return err
			}
		}
		if err := t.exec("CREATE TABLE IF NOT EXISTS oudpath_schema (version INTEGER NOT NULL)"); err != nil {
			return err
		}
		var have int
		if err := t.row("SELECT COALESCE(MAX(version), 0) FROM oudpath_schema").Scan(&have); err != nil {
			return t.failed(err)
		}
		if have > len(migrations) {
			return fmt.Errorf("%w: they are of version %d, and this one knows %d", ErrSchema, have, len(migrations))
		}
		for version := have + 1; version <= len(migrations); version++ {
			if err := t.exec(strings.NewReplacer(s.d.words...).Replace(migrations[version-1])); err != nil {
				return err
			}
			if err := t.exec("INSERT INTO oudpath_schema (version) VALUES (?)", version); err != nil {
				return err
			}
		}
		return t.exec("UPDATE oudpath_feed SET last = last") // a database that cannot be written to says so now
	})
}

// Close waits for calls under way, and gives the connection back. It does not close the DB.
func (s *Store) Close() error {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	s.carryOut(nil)
	s.using.Lock()
	defer s.using.Unlock()
	err := s.peek.Close()
	if s.conn == nil {
		return err
	}
	for _, statement := range s.prepared {
		err = errors.Join(err, statement.Close())
	}
	err = errors.Join(err, s.conn.Close())
	s.conn = nil
	return err
}
