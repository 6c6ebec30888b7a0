package sqlstore

import (
	"context"
	"runtime"
	"slices"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/ledger"
)

// call is somebody who waits for a batch to be on record.
type call struct {
	batch  *ledger.Batch
	done   chan struct{}
	commit ledger.Commit
	err    error
}

// gathered is how many batches one transaction takes at most.
const gathered = 64

// Append is that of ledger.Store. Batches that wait at the same time are put on record by one transaction; which of several that expect
// one version is accepted is the order in which they came.
func (s *Store) Append(ctx context.Context, b ledger.Batch) (ledger.Commit, error) {
	c := &call{batch: &b, done: make(chan struct{})}
	if err := s.enqueue(ctx, c); err != nil {
		return ledger.Commit{}, err
	}
	select {
	case s.turn <- struct{}{}: // whoever has the turn writes for all who wait, until it is answered itself
		s.carryOut(c.done)
		<-s.turn
	case <-c.done:
	case <-ctx.Done():
		if s.withdraw(c) {
			return ledger.Commit{}, ctx.Err()
		}
	}
	<-c.done
	return c.commit, c.err
}

func (s *Store) enqueue(ctx context.Context, c *call) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return ledger.ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := c.batch.Validate(); err != nil {
		return err
	}
	s.waiting = append(s.waiting, c)
	return nil
}

// withdraw takes a call back, unless somebody carries it out already.
func (s *Store) withdraw(c *call) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := slices.Index(s.waiting, c)
	if at < 0 {
		return false
	}
	s.waiting = slices.Delete(s.waiting, at, at+1)
	return true
}

// yields is how often a round that has fewer batches than the last one lets others come first. A yield to nobody takes some hundred nanoseconds.
const yields = 20

// gather takes those who wait, as many as one transaction takes. Those who were answered a moment ago are often back at once with what is
// next, and would find the transaction begun: they are let come first.
func (s *Store) gather() []*call {
	for n := 0; n < yields && s.queued() < s.before; n++ {
		runtime.Gosched()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	n := min(len(s.waiting), gathered)
	group := slices.Clone(s.waiting[:n])
	s.waiting = slices.Delete(s.waiting, 0, n)
	s.before = n
	return group
}

func (s *Store) queued() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.waiting)
}

// carryOut writes for those who wait, in the order in which they came, until one of them is answered: nobody is kept to write for others for
// ever. Who calls has the turn.
func (s *Store) carryOut(until <-chan struct{}) {
	for {
		select {
		case <-until:
			return
		default:
		}
		group := s.gather()
		if len(group) == 0 {
			return
		}
		s.together(group)
		for _, c := range group {
			close(c.done)
		}
	}
}

// together puts a group on record by one transaction. If that fails before the commit, each is tried alone, so that one of them cannot
// spoil it for the others.
func (s *Store) together(group []*call) {
	ctx, cancel := s.d.patiently(context.Background())
	defer cancel()
	if s.fromMemory(ctx, group) {
		return
	}
	var r *round
	uncommitted := false
	err := s.transact(ctx, func(t tx) (err error) {
		if r, err = begin(t, group); err == nil {
			r.answer(group)
			err = r.write()
		}
		uncommitted = err != nil
		return err
	})
	if uncommitted && len(group) > 1 {
		for _, c := range group {
			s.together([]*call{c})
		}
		return
	}
	s.answered(group, r, err)
}

// answer says of each call of a group what becomes of it if the round is committed.
func (r *round) answer(group []*call) {
	for _, c := range group {
		c.commit, c.err = r.admit(c.batch)
		if c.err == nil {
			c.err = r.take(c.batch, c.commit)
		}
	}
}

// Erase is that of ledger.Store.
func (s *Store) Erase(ctx context.Context, id plan.ID, expected ledger.Version, stone ledger.Tombstone) (commit ledger.Commit, err error) {
	err = s.alone(ctx, func(t tx) error {
		commit, err = erase(t, id, expected, stone)
		return err
	}, s.tidy, s.forget)
	if err != nil {
		return ledger.Commit{}, err
	}
	return commit, nil
}

// alone calls do in a transaction of its own, when it is its turn, and then what belongs after its commit.
func (s *Store) alone(ctx context.Context, do func(tx) error, then ...func(context.Context)) error {
	s.mu.Lock()
	closed := s.closed
	s.mu.Unlock()
	switch {
	case closed:
		return ledger.ErrClosed
	case ctx.Err() != nil:
		return ctx.Err()
	}
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	ctx, cancel := s.d.patiently(context.WithoutCancel(ctx))
	defer cancel()
	if err := s.transact(ctx, do); err != nil {
		return err
	}
	for _, after := range then {
		after(ctx)
	}
	return nil
}
