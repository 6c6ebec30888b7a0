package files

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"sync"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/internal/index"
)

// ErrStopped says that the store writes nothing any more, because it could not take back what it had written halfway. What is on record
// can be read. Opening it anew, once the disk works, puts it right.
var ErrStopped = errors.New("files: the store has stopped writing until it is opened anew")

// Store is a ledger.Store in a folder. Make one with Open.
type Store struct {
	disk disk
	turn chan struct{} // holds one while somebody writes, who alone changes what is below

	mu      sync.RWMutex // held for changes by the writer, and by everybody else for reading
	index   *index.Index
	plans   map[plan.ID]place
	damaged map[plan.ID]error
	stopped error
	closed  bool

	log       file
	logEnd    chained
	held      io.Closer
	recovered []string
}

var _ ledger.Store = (*Store)(nil)

// place is the journal of a plan, as far as it is on record.
type place struct {
	header journal.Header
	end    journal.Position
}

// Recovered says in one sentence each what Open found that was never acknowledged, and put aside.
func (s *Store) Recovered() []string { return slices.Clone(s.recovered) }

// write waits for its turn and calls do.
func (s *Store) write(ctx context.Context, do func() (ledger.Commit, error)) (ledger.Commit, error) {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return ledger.Commit{}, ctx.Err()
	}
	switch {
	case s.closed:
		return ledger.Commit{}, ledger.ErrClosed
	case ctx.Err() != nil:
		return ledger.Commit{}, ctx.Err()
	case s.stopped != nil:
		return ledger.Commit{}, fmt.Errorf("%w: %v", ErrStopped, s.stopped)
	}
	return do()
}

// stop refuses everything that would write from now on.
func (s *Store) stop(why error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopped = why
}

// Append is that of ledger.Store. A plan whose journal is damaged is ErrDamaged, and left as it is.
func (s *Store) Append(ctx context.Context, b ledger.Batch) (ledger.Commit, error) {
	return s.write(ctx, func() (ledger.Commit, error) { return s.append(&b) })
}

func (s *Store) append(b *ledger.Batch) (ledger.Commit, error) {
	commit, err := s.index.Admit(b)
	if err != nil {
		return ledger.Commit{}, err
	}
	if err := s.damaged[b.Plan]; err != nil {
		return ledger.Commit{}, err
	}
	at := s.plans[b.Plan]
	lines, next, err := at.lines(b)
	if err != nil {
		return ledger.Commit{}, fmt.Errorf("%w: %w", ledger.ErrBatch, err)
	}
	if err := s.writeJournal(journalName(b.Plan), at.end.Offset, lines); err != nil {
		return ledger.Commit{}, err
	}
	e := entryOf(commit)
	e.Offset, e.Sum, e.Deadlines = next.end.Offset, next.end.Sum, b.Deadlines
	if commit.From == 0 {
		e.Header = &next.header
	}
	if err := s.writeLog(&e); err != nil {
		return ledger.Commit{}, errors.Join(err, s.takeBack(journalName(b.Plan), at.end.Offset))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.index.Take(commit, b.Deadlines)
	s.plans[b.Plan] = next
	return commit, nil
}

// lines encodes what a batch adds to the journal.
func (p place) lines(b *ledger.Batch) ([]byte, place, error) {
	var buf bytes.Buffer
	var w *journal.Writer
	var err error
	if p.end.Line == 0 {
		p.header = b.Header
		w, err = journal.NewWriter(&buf, b.Header)
	} else {
		w, err = journal.Resume(&buf, p.end)
	}
	if err != nil {
		return nil, p, err
	}
	for i := range b.Events {
		if err := w.Append(b.Events[i]); err != nil {
			return nil, p, err
		}
	}
	p.end = w.Position()
	return buf.Bytes(), p, nil
}

// writeJournal adds lines to a journal that is whole up to the offset, and returns when they are durable.
func (s *Store) writeJournal(name string, offset int64, lines []byte) error {
	if len(lines) == 0 {
		return nil
	}
	have, err := s.disk.size(name)
	if errors.Is(err, fs.ErrNotExist) {
		have, err = 0, nil
	}
	switch {
	case err != nil:
		return fmt.Errorf("files: %w", err)
	case have < offset:
		return fmt.Errorf("%w: %s has %d bytes, and %d are on record", ledger.ErrDamaged, name, have, offset)
	case have > offset:
		return fmt.Errorf("%w: %s has %d bytes, and %d are on record: somebody else writes to it", ledger.ErrDamaged, name, have, offset)
	}
	err = appended(s.disk, name, lines)
	if err == nil && offset == 0 {
		err = s.disk.sync()
	}
	if err != nil {
		return errors.Join(fmt.Errorf("files: writing: %w", err), s.takeBack(name, offset))
	}
	return nil
}

// takeBack cuts off what was written for nothing. If that fails too, the store stops.
func (s *Store) takeBack(name string, offset int64) error {
	if s.stopped != nil {
		return nil
	}
	err := s.shorten(name, offset)
	if err != nil {
		s.stop(fmt.Errorf("%s could not be put back: %w", name, err))
	}
	return err
}

func (s *Store) shorten(name string, offset int64) error {
	if offset == 0 {
		if err := s.disk.remove(name); err != nil {
			return err
		}
		return s.disk.sync()
	}
	f, err := s.disk.open(name, forAppending)
	if err != nil {
		return err
	}
	return truncate(f, offset, true)
}

func truncate(f file, offset int64, closing bool) error {
	err := f.Truncate(offset)
	if err == nil {
		err = f.Sync()
	}
	if closing {
		err = errors.Join(err, f.Close())
	}
	return err
}

// writeLog adds the line that puts a commit on record, and returns when it is durable.
func (s *Store) writeLog(e *entry) error {
	line, next, err := s.logEnd.encode(nil, e)
	if err != nil {
		return err
	}
	if _, err = s.log.Write(line); err == nil {
		err = s.log.Sync()
	}
	if err == nil {
		s.logEnd = next
		return nil
	}
	err = fmt.Errorf("files: writing the log: %w", err)
	if failed := truncate(s.log, s.logEnd.offset, false); failed != nil {
		err = fmt.Errorf("%w: %w, and it could not be put back: %w", ledger.ErrUncertain, err, failed)
		s.stop(err)
	}
	return err
}

// reading calls do with everything locked against changes.
func (s *Store) reading(ctx context.Context, do func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.closed {
		return ledger.ErrClosed
	}
	return do()
}

// Read is that of ledger.Store. A journal that does not hold what was recorded is ErrDamaged.
func (s *Store) Read(ctx context.Context, id plan.ID, after ledger.Version) (ledger.Stored, error) {
	var stored ledger.Stored
	var at place
	row := func() error {
		have, err := s.index.Find(id)
		if err == nil {
			err = s.damaged[id]
		}
		at = s.plans[id]
		stored = ledger.Stored{Header: at.header, Version: have.Version, At: have.At, Deadlines: s.index.Deadlines(id)}
		return err
	}
	if err := s.reading(ctx, row); err != nil {
		return ledger.Stored{}, err
	}
	if after >= stored.Version {
		return stored, nil
	}
	events, err := s.readJournal(id, at)
	if err != nil {
		if gone := s.reading(ctx, row); gone != nil { // it was erased just now
			return ledger.Stored{}, gone
		}
		return ledger.Stored{}, fmt.Errorf("%w: %s: %w", ledger.ErrDamaged, journalName(id), err)
	}
	stored.Events = events[max(after, 0):]
	return stored, nil
}

// Find is that of ledger.Store.
func (s *Store) Find(ctx context.Context, id plan.ID, key ledger.Key) (commit ledger.Commit, err error) {
	err = s.reading(ctx, func() (err error) { commit, err = s.index.Key(id, key); return err })
	return commit, err
}

// List is that of ledger.Store.
func (s *Store) List(ctx context.Context, after plan.ID, limit int) (rows []ledger.Listed, err error) {
	err = s.reading(ctx, func() error { rows = s.index.List(after, limit); return nil })
	return rows, err
}

// Due is that of ledger.Store.
func (s *Store) Due(ctx context.Context, through civil.Date, after ledger.Deadline, limit int) (rows []ledger.Deadline, err error) {
	err = s.reading(ctx, func() error { rows = s.index.Due(through, after, limit); return nil })
	return rows, err
}

// Since is that of ledger.Store.
func (s *Store) Since(ctx context.Context, after ledger.Cursor, limit int) (rows []ledger.Commit, err error) {
	err = s.reading(ctx, func() error { rows = s.index.Since(after, limit); return nil })
	return rows, err
}

// Close waits for the writer, and gives the folder back.
func (s *Store) Close() error {
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	return errors.Join(s.log.Close(), s.held.Close())
}
