package files

import (
	"context"
	"errors"
	"fmt"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/ledger"
)

// Erase is that of ledger.Store. A new log without the plan, and with its tombstone, takes the place of the old one in one step; then the
// journal is removed. If the journal cannot be removed the error is ErrUncertain, and the next Open removes it.
func (s *Store) Erase(ctx context.Context, id plan.ID, expected ledger.Version, stone ledger.Tombstone) (ledger.Commit, error) {
	return s.write(ctx, func() (ledger.Commit, error) { return s.erase(id, expected, stone) })
}

func (s *Store) erase(id plan.ID, expected ledger.Version, stone ledger.Tombstone) (ledger.Commit, error) {
	commit, err := s.index.AdmitErasure(id, expected, stone)
	if err != nil {
		return ledger.Commit{}, err
	}
	log, end, err := s.rewrite(id, commit)
	if err != nil {
		return ledger.Commit{}, fmt.Errorf("files: erasing: %w", err)
	}
	s.mu.Lock()
	old := s.log
	s.log, s.logEnd = log, end
	s.index.Erase(commit)
	delete(s.plans, id)
	delete(s.damaged, id)
	s.mu.Unlock()
	err = errors.Join(old.Close(), s.disk.sync())
	if err == nil {
		err = s.unlink(journalName(id))
	}
	if err != nil {
		err = fmt.Errorf("%w: the erasure, or the removal of the journal: %w", ledger.ErrUncertain, err)
		s.stop(err)
		return ledger.Commit{}, err
	}
	return commit, nil
}

// rewrite puts a new log in the place of the old one. With an error the old one is as it was.
func (s *Store) rewrite(id plan.ID, stone ledger.Commit) (log file, end chained, err error) {
	data, err := readAll(s.disk, logName)
	if err != nil {
		return nil, end, err
	}
	buf, end := chained{}.seal(nil, []byte(logFormat))
	keep := func(e *entry) (err error) {
		if e.Plan != id {
			buf, end, err = end.encode(buf, e)
		}
		return err
	}
	if _, err := readLog(data, keep); err != nil {
		return nil, end, err
	}
	e := entryOf(stone)
	if err := keep(&e); err != nil {
		return nil, end, err
	}
	if log, err = s.disk.open(newLogName, forReplacing); err != nil {
		return nil, end, err
	}
	if _, err = log.Write(buf); err == nil {
		err = log.Sync()
	}
	if err == nil {
		err = s.disk.rename(newLogName, logName)
	}
	if err != nil {
		return nil, end, errors.Join(err, log.Close(), s.disk.remove(newLogName))
	}
	return log, end, nil
}
