package sqlstore

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/ledger"
)

// recollection is what rounds of this store knew of plans when they were committed. It holds as long as the last commit of the database is
// that of the last of them, because every commit moves the cursor. So a round that begins with it reads nothing, and writes on the condition
// that the cursor is where it was. The zero recollection is of nothing.
type recollection struct {
	last  ledger.Cursor
	plans map[plan.ID]row
}

// recalled is how many plans are recollected at most.
const recalled = 8192

// keep adds what a round knew, which is committed.
func (k *recollection) keep(r *round) {
	if k.plans == nil || k.last != r.first || len(k.plans) >= recalled {
		k.plans = make(map[plan.ID]row)
	}
	k.last = r.last
	for id, at := range r.plans {
		k.plans[id] = row{version: at.version, begun: at.version > 0, at: at.at, end: at.end, due: at.due, stone: at.stone}
	}
}

// round makes a round of what is recollected; nil if a group asks of more.
func (k *recollection) round(group []*call) *round {
	r := newRound(k.last)
	for _, c := range group {
		at, known := k.plans[c.batch.Plan]
		if !known {
			return nil
		}
		if r.plans[c.batch.Plan] == nil {
			r.plans[c.batch.Plan] = &at
		}
	}
	return r
}

// fromMemory puts a group on record by what is recollected, and says whether it could. If not, nothing is on record, and a round that reads
// finds out why: another process has written, a key was used, all of it is refused, or the database does not take one of several.
func (s *Store) fromMemory(ctx context.Context, group []*call) bool {
	r := s.known.round(group)
	if r == nil {
		return false
	}
	r.answer(group)
	if len(r.commits) == 0 {
		return false // nothing is written that would show whether what is recollected still holds
	}
	write := s.transact
	if s.d.whole != "" {
		write = s.directly
	}
	err := write(ctx, func(t tx) error { r.tx = t; return r.write() })
	definite := err != nil && !errors.Is(err, ledger.ErrUncertain) && !errors.Is(err, ledger.ErrLocked)
	if definite && (len(group) > 1 || errors.Is(err, errAnew) || s.d.doubled(err)) {
		return false
	}
	s.answered(group, r, err)
	return true
}

// directly calls do, which writes by one statement, without beginning a transaction: the statement is one, and on record when it returns.
func (s *Store) directly(ctx context.Context, do func(tx) error) error {
	if err := s.connect(ctx); err != nil {
		return err
	}
	err := do(s.tx(ctx))
	if err == nil || errors.Is(err, errAnew) || s.d.rejected(err) {
		return err
	}
	s.drop()
	if errors.Is(err, driver.ErrBadConn) { // it was gone before anything was sent
		return errAnew
	}
	return fmt.Errorf("%w: %w", ledger.ErrUncertain, err)
}

// answered tells a group what became of a round. Those that it refused are refused, whatever became of the others.
func (s *Store) answered(group []*call, r *round, err error) {
	if err == nil {
		s.known.keep(r)
		return
	}
	for _, c := range group {
		if c.err == nil {
			c.commit, c.err = ledger.Commit{}, err
		}
	}
}
