package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/ledger/internal/index"
)

// Open opens the store in a folder, and makes the folder if there is none. It is ErrLocked while another process has it, and ErrDamaged if
// the log cannot be relied on. What a crash left behind is put aside, as Recovered says. Close gives the folder back.
func Open(path string) (*Store, error) {
	if err := os.MkdirAll(path, privateFolder); err != nil {
		return nil, fmt.Errorf("files: %w", err)
	}
	return open(folder(path))
}

func open(d disk) (*Store, error) {
	held, err := d.lock(lockName)
	if err != nil {
		return nil, fmt.Errorf("files: locking: %w", err)
	}
	s := &Store{disk: d, turn: make(chan struct{}, 1), index: index.New(), plans: make(map[plan.ID]place), damaged: make(map[plan.ID]error),
		held: held}
	if err := s.load(); err != nil {
		if s.log != nil {
			err = errors.Join(err, s.log.Close())
		}
		return nil, errors.Join(err, held.Close())
	}
	return s, nil
}

// load reads the log, begins it if there is none, and compares it with the journals.
func (s *Store) load() error {
	names, err := s.disk.names()
	if err != nil {
		return fmt.Errorf("files: %w", err)
	}
	var data []byte
	if slices.Contains(names, logName) {
		if data, err = readAll(s.disk, logName); err != nil {
			return fmt.Errorf("files: %w", err)
		}
	}
	if s.logEnd, err = readLog(data, s.take); err != nil {
		return err
	}
	tails, err := s.compare(names)
	if err != nil {
		return err
	}
	if s.logEnd.offset == 0 && slices.ContainsFunc(names, isJournal) {
		return fmt.Errorf("%w: there are journals, and %s is missing or empty", ledger.ErrDamaged, logName)
	}
	if len(tails) > 1 {
		return fmt.Errorf("%w: %s lacks its end: %s go on beyond it, and a crash leaves at most one that does", ledger.ErrDamaged, logName,
			listed(tails))
	}
	if s.log, err = s.disk.open(logName, forAppending); err != nil {
		return fmt.Errorf("files: %w", err)
	}
	if err := s.repair(tails, int64(len(data)), slices.Contains(names, newLogName)); err != nil {
		return fmt.Errorf("files: putting aside what a crash left: %w", err)
	}
	return nil
}

// take enters a line of the log.
func (s *Store) take(e *entry) error {
	commit := e.commit()
	at, known := s.plans[e.Plan]
	switch {
	case e.Cursor < s.index.Next():
		return fmt.Errorf("%w: %s: commit %d is out of order", ledger.ErrDamaged, logName, e.Cursor)
	case e.Erased != nil:
		s.index.Erase(commit)
		return nil
	case e.Plan == "" || known != (e.Header == nil) || e.From != ledger.Version(max(0, at.end.Line-1)) || e.To < e.From:
		return fmt.Errorf("%w: %s: commit %d does not go on where its plan was", ledger.ErrDamaged, logName, e.Cursor)
	}
	if e.Header != nil {
		at.header = *e.Header
	}
	at.end = e.end()
	s.plans[e.Plan] = at
	s.index.Take(commit, e.Deadlines)
	return nil
}

// tail is a journal that goes on beyond what is on record.
type tail struct {
	name   string
	offset int64 // up to which it is on record
	size   int64
	erased bool // its plan was erased
}

func listed(tails []tail) string {
	names := make([]string, len(tails))
	for i, t := range tails {
		names[i] = t.name
	}
	return strings.Join(names, ", ")
}

// compare looks for journals that hold less or more than the log says. One that holds less is damaged, and so is one that does not begin with
// what is on record.
func (s *Store) compare(names []string) (tails []tail, err error) {
	found := make(map[string]bool, len(names))
	for id, at := range s.plans {
		name := journalName(id)
		found[name] = true
		size, err := s.disk.size(name)
		switch {
		case errors.Is(err, fs.ErrNotExist) || err == nil && size < at.end.Offset:
			s.damaged[id] = fmt.Errorf("%w: %s has %d bytes, and %d are on record", ledger.ErrDamaged, name, size, at.end.Offset)
		case err != nil:
			return nil, fmt.Errorf("files: %w", err)
		case size > at.end.Offset:
			if _, err := s.readJournal(id, at); err != nil { // it was not only added to: where it ends says nothing
				s.damaged[id] = fmt.Errorf("%w: %s: %w", ledger.ErrDamaged, name, err)
				continue
			}
			tails = append(tails, tail{name: name, offset: at.end.Offset, size: size})
		}
	}
	for _, name := range names {
		if !isJournal(name) || strings.HasSuffix(name, cutEnd) || found[name] {
			continue
		}
		size, err := s.disk.size(name)
		if err != nil {
			return nil, fmt.Errorf("files: %w", err)
		}
		tails = append(tails, tail{name: name, size: size, erased: s.wasErased(name)})
	}
	return tails, nil
}

// wasErased reports whether a journal is that of a plan that was erased.
func (s *Store) wasErased(name string) bool {
	f, err := s.disk.open(name, forReading)
	if err != nil {
		return false
	}
	defer f.Close()
	r, err := journal.NewReader(f, journal.Options{})
	return err == nil && journalName(r.Header().Plan) == name && s.index.Erased(r.Header().Plan)
}

// repair puts aside what was never acknowledged, and finishes what was begun. size is that of the log.
func (s *Store) repair(tails []tail, size int64, rewriting bool) error {
	if rewriting {
		if err := s.disk.remove(newLogName); err != nil {
			return err
		}
		s.say("an erasure that was not finished is not on record: %s was removed", newLogName)
	}
	if size > s.logEnd.offset {
		s.say("the last %d bytes of %s were cut off when they were written: never acknowledged, and dropped", size-s.logEnd.offset, logName)
		if err := truncate(s.log, s.logEnd.offset, false); err != nil {
			return err
		}
	}
	for _, t := range tails {
		if err := s.putAside(t); err != nil {
			return err
		}
	}
	if s.logEnd.offset > 0 {
		return nil
	}
	line, next := chained{}.seal(nil, []byte(logFormat))
	if _, err := s.log.Write(line); err != nil {
		return err
	}
	s.logEnd = next
	return errors.Join(s.log.Sync(), s.disk.sync())
}

func (s *Store) say(format string, args ...any) {
	s.recovered = append(s.recovered, fmt.Sprintf(format, args...))
}

func (s *Store) putAside(t tail) error {
	if t.erased {
		s.say("the journal of a plan that was erased was still there, and was removed")
		return s.unlink(t.name)
	}
	data, err := readAll(s.disk, t.name)
	if err != nil {
		return err
	}
	if t.size > t.offset {
		if err := appended(s.disk, t.name+cutEnd, data[t.offset:]); err != nil {
			return err
		}
		s.say("the last %d bytes of %s were never acknowledged: they were put aside in %s", t.size-t.offset, t.name, t.name+cutEnd)
	}
	return s.shorten(t.name, t.offset)
}

// unlink removes the journal of a plan, and before it what was cut off from it, so that one that is left over is found by its journal.
func (s *Store) unlink(name string) error {
	for _, name := range []string{name + cutEnd, name} {
		if err := s.disk.remove(name); err != nil {
			return err
		}
	}
	return s.disk.sync()
}
