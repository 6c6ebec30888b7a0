package ledger

import (
	"context"
	"math"

	"github.com/oudpath/oudpath/plan"
)

// Erase removes everything that is kept of a plan, for good, and leaves a tombstone: the digest of its ID, who, when, and the legal
// reason. The ID can never be used again. What a reader has opened
// stays with that reader, and may stay a snapshot until Forget. Erasing parts is not erasing: an event is taken back with record.Retracted.
func (l *Ledger) Erase(ctx context.Context, id plan.ID, e Erasure) (Tombstone, error) {
	if e.Actor.IsZero() || e.Reason == "" {
		return Tombstone{}, ErrErasure
	}
	leave, err := l.gates.enter(ctx, id)
	if err != nil {
		return Tombstone{}, err
	}
	defer leave()
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
