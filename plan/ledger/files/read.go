package files

import (
	"fmt"
	"io"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/record"
)

// readJournal reads what is on record of a plan, and nothing that stands behind it.
func (s *Store) readJournal(id plan.ID, at place) (events []record.Event, err error) {
	f, err := s.disk.open(journalName(id), forReading)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	header, events, err := journal.ReadAll(io.LimitReader(f, at.end.Offset),
		journal.Options{Dialect: journal.Recorded, Sum: at.end.Sum, MaxTotal: at.end.Offset})
	switch {
	case err != nil:
		return nil, err
	case header != at.header:
		return nil, fmt.Errorf("the header is of plan %q and not of %q, or states other rules", header.Plan, id)
	case len(events) != at.end.Line-1:
		return nil, fmt.Errorf("there are %d events, and %d are on record", len(events), at.end.Line-1)
	}
	return events, nil
}

// readAll reads a file whole.
func readAll(d disk, name string) ([]byte, error) {
	f, err := d.open(name, forReading)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}
