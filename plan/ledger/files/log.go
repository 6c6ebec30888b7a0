package files

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/ledger"
)

// entry is one line of the log.
type entry struct {
	Cursor  ledger.Cursor
	Plan    plan.ID `json:",omitempty"`
	From    ledger.Version
	To      ledger.Version
	At      time.Time
	Key     ledger.Key        `json:",omitempty"`
	Request *ledger.Digest    `json:",omitempty"`
	Erased  *ledger.Tombstone `json:",omitempty"`
	// Offset and Sum say where the journal of the plan ends with this commit.
	Header    *journal.Header `json:",omitempty"` // of a plan that begins
	Offset    int64           `json:",omitempty"`
	Sum       journal.Sum
	Deadlines []ledger.Deadline `json:",omitempty"`
}

func entryOf(c ledger.Commit) entry {
	e := entry{Cursor: c.Cursor, Plan: c.Plan, From: c.From, To: c.To, At: c.At, Key: c.Key, Erased: c.Erased}
	if c.Key != "" {
		e.Request = &c.Request
	}
	return e
}

func (e *entry) commit() ledger.Commit {
	c := ledger.Commit{Cursor: e.Cursor, Plan: e.Plan, From: e.From, To: e.To, At: e.At, Key: e.Key, Erased: e.Erased}
	if e.Request != nil {
		c.Request = *e.Request
	}
	return c
}

// end returns where the journal of the plan ends.
func (e *entry) end() journal.Position {
	return journal.Position{Dialect: journal.Recorded, Sum: e.Sum, Line: 1 + int(e.To), Offset: e.Offset}
}

// A line is the checksum in eight digits, a space, and the entry as JSON. The first line names the format instead of an entry.
const (
	sumDigits = 8
	logFormat = `{"format":"oudpath-commits","version":1}`
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// chained is the end of a log: where it is, and the checksum that the next line continues.
type chained struct {
	sum    uint32
	offset int64
}

// seal appends a line, and returns the end of the log with it.
func (c chained) seal(buf, content []byte) ([]byte, chained) {
	before := len(buf)
	c.sum = crc32.Update(c.sum, castagnoli, content)
	buf = fmt.Appendf(buf, "%08x ", c.sum)
	buf = append(append(buf, content...), '\n')
	c.offset += int64(len(buf) - before)
	return buf, c
}

// open checks a line without its line feed, and returns its content.
func (c chained) open(line []byte) ([]byte, chained, error) {
	if len(line) < sumDigits+1 || line[sumDigits] != ' ' {
		return nil, c, fmt.Errorf("%w: %s: the line at byte %d has no checksum", ledger.ErrDamaged, logName, c.offset)
	}
	content := line[sumDigits+1:]
	next := crc32.Update(c.sum, castagnoli, content)
	if fmt.Sprintf("%08x", next) != string(line[:sumDigits]) {
		return nil, c, fmt.Errorf("%w: %s: the checksum of the line at byte %d does not fit: it was changed, or lines before it were lost",
			ledger.ErrDamaged, logName, c.offset)
	}
	return content, chained{next, c.offset + int64(len(line)) + 1}, nil
}

// encode appends the line of an entry.
func (c chained) encode(buf []byte, e *entry) ([]byte, chained, error) {
	content, err := json.Marshal(e)
	if err != nil {
		return nil, c, fmt.Errorf("files: %w", err)
	}
	buf, next := c.seal(buf, content)
	return buf, next, nil
}

// readLog calls take for each entry of a log, and returns where the log ends. What follows the last line feed was cut off when it
// was written, and does not count; a log that lacks its first line is empty.
func readLog(data []byte, take func(*entry) error) (chained, error) {
	var end chained
	for first := true; ; first = false {
		line, rest, whole := bytes.Cut(data, []byte("\n"))
		if !whole {
			return end, nil
		}
		content, next, err := end.open(line)
		if err != nil {
			return end, err
		}
		if first {
			if string(content) != logFormat {
				return end, fmt.Errorf("%w: %s is of another format: %.80q", ledger.ErrDamaged, logName, content)
			}
		} else if err := takeLine(content, end.offset, take); err != nil {
			return end, err
		}
		data, end = rest, next
	}
}

func takeLine(content []byte, offset int64, take func(*entry) error) error {
	var e entry
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&e); err != nil {
		return fmt.Errorf("%w: %s: the line at byte %d: %w", ledger.ErrDamaged, logName, offset, err)
	}
	return take(&e)
}
