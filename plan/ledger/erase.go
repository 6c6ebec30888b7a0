package ledger

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/oudpath/oudpath/plan"
)

// Erase removes everything that is kept of a plan, for good, and leaves a tombstone: the digest of its ID, who, when, and the legal
// reason. The ID can never be used again. What a reader has opened
// stays with that reader, and may stay a snapshot until Forget. Erasing parts is not erasing: an event is taken back with record.Retracted.
//
// Plans that were merged into it are of the same person, and are erased first, each with a tombstone. One that was merged into another plan
// is *MergedError: its events are on record there. One that was split from another plan is ErrCopies, unless Erasure.LeaveCopies says that
// this is known.
func (l *Ledger) Erase(ctx context.Context, id plan.ID, e Erasure) (Tombstone, error) {
	if e.Actor.IsZero() || e.Reason == "" {
		return Tombstone{}, ErrErasure
	}
	for range attempts {
		ids, err := l.person(ctx, id)
		if err != nil {
			return Tombstone{}, err
		}
		stone, err := l.eraseAll(ctx, ids, e)
		var pending *pendingError
		switch {
		case errors.As(err, &pending):
			if err := l.settle(ctx, id, pending.other); err != nil {
				return Tombstone{}, err
			}
		case !errors.Is(err, errAnother):
			return stone, err
		}
	}
	return Tombstone{}, fmt.Errorf("%w: another process was always faster", ErrConflict)
}

// errAnother says that a plan is not what it was when its gate was opened.
var errAnother = errors.New("ledger: plans were merged or split meanwhile")

// person lists the plans that were merged into one, and that one as the last. Of a plan whose journal is damaged nobody knows: it can be erased
// all the same.
func (l *Ledger) person(ctx context.Context, id plan.ID) ([]plan.ID, error) {
	have, err := l.load(ctx, id)
	if errors.Is(err, ErrDamaged) {
		return []plan.ID{id}, nil
	}
	if err != nil {
		return nil, err
	}
	var ids []plan.ID
	for _, b := range have.acts.brought {
		within, err := l.person(ctx, b.other)
		if err != nil && !errors.Is(err, ErrErased) {
			return nil, err
		}
		ids = append(ids, within...)
	}
	return append(ids, id), nil
}

func (l *Ledger) eraseAll(ctx context.Context, ids []plan.ID, e Erasure) (Tombstone, error) {
	leave, err := l.gates.enterAll(ctx, ids...)
	if err != nil {
		return Tombstone{}, err
	}
	defer leave()
	id := ids[len(ids)-1]
	if now, err := l.person(ctx, id); err != nil || !slices.Equal(now, ids) {
		return Tombstone{}, errors.Join(err, errAnother)
	}
	have, err := l.store.Read(ctx, id, math.MaxInt) // no events: what is damaged can be erased
	if err != nil {
		return Tombstone{}, err
	}
	if e.Expect.stated && e.Expect.version != have.Version {
		stored, err := l.store.Read(ctx, id, 0)
		if err != nil {
			return Tombstone{}, err
		}
		return Tombstone{}, conflict(id, e.Expect.version, stored.Version, stored.Events)
	}
	if err := l.erasable(ctx, id, e); err != nil {
		return Tombstone{}, err
	}
	var stone Tombstone
	for _, id := range ids {
		if stone, err = l.eraseOne(ctx, id, e); err != nil {
			return Tombstone{}, err
		}
	}
	return stone, nil
}

// erasable says whether erasing a plan would leave nothing of it in another one.
func (l *Ledger) erasable(ctx context.Context, id plan.ID, e Erasure) error {
	have, err := l.load(ctx, id)
	if err != nil {
		return nil // it is damaged
	}
	if have.acts.closed != nil && l.isThere(ctx, have.acts.closed.into) {
		return merged(id, have.acts)
	}
	if pending := have.acts.pending; pending != nil {
		return &pendingError{pending.Other}
	}
	for _, other := range have.acts.apart {
		if !e.LeaveCopies && l.isThere(ctx, other) {
			return ErrCopies
		}
	}
	return nil
}

// isThere reports whether a plan was not erased, as far as can be known.
func (l *Ledger) isThere(ctx context.Context, id plan.ID) bool {
	_, err := l.store.Read(ctx, id, math.MaxInt)
	return !errors.Is(err, ErrErased)
}

func (l *Ledger) eraseOne(ctx context.Context, id plan.ID, e Erasure) (Tombstone, error) {
	have, err := l.store.Read(ctx, id, math.MaxInt)
	if err != nil {
		return Tombstone{}, err
	}
	now, err := l.now(have.At)
	if err != nil {
		return Tombstone{}, err
	}
	l.cache.drop(id)
	commit, err := l.store.Erase(ctx, id, have.Version, Tombstone{At: now, Actor: e.Actor, Reason: e.Reason})
	if err != nil {
		return Tombstone{}, err
	}
	l.cache.drop(id)
	l.announce()
	return *commit.Erased, nil
}
