package ledgertest_test

import (
	"context"
	"slices"
	"sync"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/ledger"
)

// inner is the store that does it right, and nothing else of it.
type inner struct{ ledger.Store }

func (s inner) put(b ledger.Batch) (ledger.Commit, error) { return s.Append(context.Background(), b) }

// twisted is a store of which some calls are others.
type twisted struct {
	inner
	append func(inner, ledger.Batch) (ledger.Commit, error)
	read   func(inner, plan.ID, ledger.Version) (ledger.Stored, error)
	find   func(inner, plan.ID, ledger.Key) (ledger.Commit, error)
	list   func(inner, plan.ID, int) ([]ledger.Listed, error)
	due    func(inner, civil.Date, ledger.Deadline, int) ([]ledger.Deadline, error)
	since  func(inner, ledger.Cursor, int) ([]ledger.Commit, error)
	erase  func(inner, plan.ID, ledger.Version, ledger.Tombstone) (ledger.Commit, error)
}

func (t *twisted) Append(ctx context.Context, b ledger.Batch) (ledger.Commit, error) {
	if t.append == nil {
		return t.inner.Append(ctx, b)
	}
	return t.append(t.inner, b)
}

func (t *twisted) Read(ctx context.Context, id plan.ID, after ledger.Version) (ledger.Stored, error) {
	if t.read == nil {
		return t.inner.Read(ctx, id, after)
	}
	return t.read(t.inner, id, after)
}

func (t *twisted) Find(ctx context.Context, id plan.ID, key ledger.Key) (ledger.Commit, error) {
	if t.find == nil {
		return t.inner.Find(ctx, id, key)
	}
	return t.find(t.inner, id, key)
}

func (t *twisted) List(ctx context.Context, after plan.ID, limit int) ([]ledger.Listed, error) {
	if t.list == nil {
		return t.inner.List(ctx, after, limit)
	}
	return t.list(t.inner, after, limit)
}

func (t *twisted) Due(ctx context.Context, day civil.Date, after ledger.Deadline, limit int) ([]ledger.Deadline, error) {
	if t.due == nil {
		return t.inner.Due(ctx, day, after, limit)
	}
	return t.due(t.inner, day, after, limit)
}

func (t *twisted) Since(ctx context.Context, after ledger.Cursor, limit int) ([]ledger.Commit, error) {
	if t.since == nil {
		return t.inner.Since(ctx, after, limit)
	}
	return t.since(t.inner, after, limit)
}

func (t *twisted) Erase(ctx context.Context, id plan.ID, v ledger.Version, stone ledger.Tombstone) (ledger.Commit, error) {
	if t.erase == nil {
		return t.inner.Erase(ctx, id, v, stone)
	}
	return t.erase(t.inner, id, v, stone)
}

type making = func(inner) ledger.Store

func appending(do func(inner, ledger.Batch) (ledger.Commit, error)) making {
	return func(s inner) ledger.Store { return &twisted{inner: s, append: do} }
}

func reading(do func(inner, plan.ID, ledger.Version) (ledger.Stored, error)) making {
	return func(s inner) ledger.Store { return &twisted{inner: s, read: do} }
}

func finding(do func(inner, plan.ID, ledger.Key) (ledger.Commit, error)) making {
	return func(s inner) ledger.Store { return &twisted{inner: s, find: do} }
}

func listing(do func(inner, plan.ID, int) ([]ledger.Listed, error)) making {
	return func(s inner) ledger.Store { return &twisted{inner: s, list: do} }
}

func duties(do func(inner, civil.Date, ledger.Deadline, int) ([]ledger.Deadline, error)) making {
	return func(s inner) ledger.Store { return &twisted{inner: s, due: do} }
}

func commits(do func(inner, ledger.Cursor, int) ([]ledger.Commit, error)) making {
	return func(s inner) ledger.Store { return &twisted{inner: s, since: do} }
}

func erasing(do func(inner, plan.ID, ledger.Version, ledger.Tombstone) (ledger.Commit, error)) making {
	return func(s inner) ledger.Store { return &twisted{inner: s, erase: do} }
}

// batch spoils what is appended, and leaves the caller's own as it was.
func batch(spoil func(*ledger.Batch)) making {
	return appending(func(s inner, b ledger.Batch) (ledger.Commit, error) {
		b.Events = slices.Clone(b.Events)
		spoil(&b)
		return s.put(b)
	})
}

func committed(spoil func(*ledger.Commit)) making {
	return appending(func(s inner, b ledger.Batch) (ledger.Commit, error) {
		c, err := s.put(b)
		spoil(&c)
		return c, err
	})
}

func read(spoil func(*ledger.Stored)) making {
	return reading(func(s inner, id plan.ID, after ledger.Version) (ledger.Stored, error) {
		st, err := s.Store.Read(context.Background(), id, after)
		spoil(&st)
		return st, err
	})
}

// remembering answers a read by what an earlier one of the plan came to, as long as it will do.
func remembering(do func(before, now ledger.Stored) ledger.Stored) making {
	return func(s inner) ledger.Store {
		var mu sync.Mutex
		seen := make(map[plan.ID]ledger.Stored)
		return &twisted{inner: s, read: func(s inner, id plan.ID, after ledger.Version) (ledger.Stored, error) {
			now, err := s.Store.Read(context.Background(), id, after)
			if err != nil || after != 0 {
				return now, err
			}
			mu.Lock()
			defer mu.Unlock()
			if before, ok := seen[id]; ok {
				now = do(before, now)
			}
			seen[id] = now
			return now, nil
		}}
	}
}

func staleReads() making {
	return remembering(func(before, _ ledger.Stored) ledger.Stored { return before })
}

func shared() making {
	return remembering(func(before, now ledger.Stored) ledger.Stored {
		if before.Version == now.Version {
			return before
		}
		return now
	})
}

// open is a store that does not close.
type open struct{ inner }

func (open) Close() error { return nil }
