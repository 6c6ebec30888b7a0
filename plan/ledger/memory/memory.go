// Package memory is a store of a ledger that keeps nothing: for tests and research. What is in it is gone with the process.
package memory

import (
	"context"
	"sync"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/internal/index"
	"github.com/oudpath/oudpath/plan/record"
)

// Store is a ledger.Store in memory. Make one with New.
type Store struct {
	mu     sync.RWMutex
	index  *index.Index
	plans  map[plan.ID]*kept
	closed bool
}

var _ ledger.Store = (*Store)(nil)

type kept struct {
	header journal.Header
	events []record.Event
}

// New returns an empty store.
func New() *Store { return &Store{index: index.New(), plans: make(map[plan.ID]*kept)} }

// begin says whether a call may go on.
func (s *Store) begin(ctx context.Context) error {
	if s.closed {
		return ledger.ErrClosed
	}
	return ctx.Err()
}

// Append is that of ledger.Store, with nothing durable.
func (s *Store) Append(ctx context.Context, b ledger.Batch) (ledger.Commit, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.begin(ctx); err != nil {
		return ledger.Commit{}, err
	}
	commit, err := s.index.Admit(&b)
	if err != nil {
		return ledger.Commit{}, err
	}
	k := s.plans[b.Plan]
	if k == nil {
		k = &kept{header: b.Header}
		s.plans[b.Plan] = k
	}
	k.events = append(k.events, copied(b.Events)...)
	s.index.Take(commit, b.Deadlines)
	return commit, nil
}

func copied(events []record.Event) []record.Event {
	own := make([]record.Event, len(events))
	for i := range events {
		own[i] = events[i].Clone()
	}
	return own
}

// Read is that of ledger.Store.
func (s *Store) Read(ctx context.Context, id plan.ID, after ledger.Version) (ledger.Stored, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if err := s.begin(ctx); err != nil {
		return ledger.Stored{}, err
	}
	row, err := s.index.Find(id)
	if err != nil {
		return ledger.Stored{}, err
	}
	k := s.plans[id]
	from := min(max(after, 0), row.Version)
	return ledger.Stored{Header: k.header, Events: copied(k.events[from:]), Version: row.Version, At: row.At,
		Deadlines: s.index.Deadlines(id)}, nil
}

// Find is that of ledger.Store.
func (s *Store) Find(ctx context.Context, id plan.ID, key ledger.Key) (ledger.Commit, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if err := s.begin(ctx); err != nil {
		return ledger.Commit{}, err
	}
	return s.index.Key(id, key)
}

// List is that of ledger.Store.
func (s *Store) List(ctx context.Context, after plan.ID, limit int) ([]ledger.Listed, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if err := s.begin(ctx); err != nil {
		return nil, err
	}
	return s.index.List(after, limit), nil
}

// Due is that of ledger.Store.
func (s *Store) Due(ctx context.Context, through civil.Date, after ledger.Deadline, limit int) ([]ledger.Deadline, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if err := s.begin(ctx); err != nil {
		return nil, err
	}
	return s.index.Due(through, after, limit), nil
}

// Since is that of ledger.Store.
func (s *Store) Since(ctx context.Context, after ledger.Cursor, limit int) ([]ledger.Commit, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if err := s.begin(ctx); err != nil {
		return nil, err
	}
	return s.index.Since(after, limit), nil
}

// Erase is that of ledger.Store.
func (s *Store) Erase(ctx context.Context, id plan.ID, expected ledger.Version, stone ledger.Tombstone) (ledger.Commit, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.begin(ctx); err != nil {
		return ledger.Commit{}, err
	}
	commit, err := s.index.AdmitErasure(id, expected, stone)
	if err != nil {
		return ledger.Commit{}, err
	}
	delete(s.plans, id)
	s.index.Erase(commit)
	return commit, nil
}

// Close lets everything go.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed, s.plans, s.index = true, nil, nil
	return nil
}
