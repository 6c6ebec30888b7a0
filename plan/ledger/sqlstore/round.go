package sqlstore

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/ledger"
)

// round is one transaction: what is known of the plans that its batches are about, and what it will write.
type round struct {
	tx
	first ledger.Cursor // of the last commit before it
	last  ledger.Cursor
	plans map[plan.ID]*row
	keys  map[keyed]bool

	lines   []lineRow
	commits []commitRow
}

// keyed is a key of a plan.
type keyed struct {
	plan plan.ID
	key  ledger.Key
}

// row is a plan, as it is on record or will be.
type row struct {
	version   ledger.Version
	begun     bool // something was on record before the round
	at        time.Time
	end       journal.Position
	due       string            // digest of the deadlines
	stone     *ledger.Tombstone // it was erased
	changed   bool
	deadlines []ledger.Deadline // where they are others than those on record
	replaced  bool              // they are
}

func newRound(last ledger.Cursor) *round {
	return &round{first: last, last: last, plans: make(map[plan.ID]*row), keys: make(map[keyed]bool), lines: []lineRow{}}
}

// begin locks out all other writers, and reads what the batches of a group are about.
func begin(t tx, group []*call) (*round, error) {
	last, err := lock(t)
	if err != nil {
		return nil, err
	}
	r := newRound(last)
	r.tx = t
	var ids, keys [][]any
	for _, c := range group {
		b := c.batch
		if r.plans[b.Plan] == nil {
			r.plans[b.Plan] = &row{}
			ids = append(ids, []any{string(b.Plan)})
		}
		if b.Key != "" {
			keys = append(keys, []any{string(b.Plan), string(b.Key)})
		}
	}
	if err := r.readPlans(ids); err != nil {
		return nil, err
	}
	if err := r.readStones(); err != nil {
		return nil, err
	}
	return r, r.readKeys(keys)
}

// lock waits for other writers, and returns the cursor of the last commit.
func lock(t tx) (last ledger.Cursor, err error) {
	if err := t.row("SELECT last FROM oudpath_feed" + t.d.lock).Scan(&last); err != nil {
		return 0, t.failed(err)
	}
	return last, nil
}

func (r *round) readPlans(ids [][]any) error {
	return among(ids, func(marks string, args []any) error {
		return r.each(func(scan func(...any) error) error {
			var id plan.ID
			at := &row{end: journal.Position{Dialect: journal.Recorded}}
			err := scan(&id, &at.version, text{&at.at}, text{&at.end.Sum}, &at.end.Offset, &at.due)
			at.begun, at.end.Line = true, int(at.version)+1
			r.plans[id] = at
			return err
		}, "SELECT id, version, at, sum, bytes, due FROM oudpath_plan WHERE id IN "+marks, args...)
	})
}

// readStones looks for tombstones of plans of which nothing is on record: of an erased plan nothing is.
func (r *round) readStones() error {
	var digests [][]any
	for id, at := range r.plans {
		if at.version == 0 {
			digests = append(digests, []any{ledger.DigestOf(id).String()})
		}
	}
	return among(digests, func(marks string, args []any) error {
		return r.each(func(scan func(...any) error) error {
			var stone ledger.Tombstone
			err := scan(jsonText{&stone})
			for id, at := range r.plans {
				if ledger.DigestOf(id) == stone.ID {
					at.stone = &stone
				}
			}
			return err
		}, "SELECT stone FROM oudpath_stone WHERE id IN "+marks, args...)
	})
}

func (r *round) readKeys(keys [][]any) error {
	return among(keys, func(marks string, args []any) error {
		return r.each(func(scan func(...any) error) error {
			var k keyed
			err := scan(&k.plan, &k.key)
			r.keys[k] = true
			return err
		}, "SELECT plan, key FROM oudpath_commit WHERE (plan, key) IN (VALUES "+marks+")", args...)
	})
}

// admit says whether a batch that is well formed can be put on record, and as which commit: the order of the checks is that of the
// contract.
func (r *round) admit(b *ledger.Batch) (ledger.Commit, error) {
	have := r.plans[b.Plan]
	switch {
	case have.stone != nil:
		return ledger.Commit{}, &ledger.ErasedError{Tombstone: *have.stone}
	case b.Key != "" && r.keys[keyed{b.Plan, b.Key}]:
		return ledger.Commit{}, fmt.Errorf("%w: %q", ledger.ErrKeyReused, b.Key)
	case have.version != b.Expected:
		return ledger.Commit{}, &ledger.ConflictError{Plan: b.Plan, Expected: b.Expected, Actual: have.version}
	}
	return ledger.Commit{Cursor: r.last + 1, Plan: b.Plan, From: have.version, To: have.version + ledger.Version(len(b.Events)), At: b.At,
		Key: b.Key, Request: b.Request}, nil
}

// take notes what a batch adds. Where it cannot be encoded it is ErrBatch, and nothing is noted.
func (r *round) take(b *ledger.Batch, c ledger.Commit) error {
	have := r.plans[b.Plan]
	lines, end, err := encode(have, b)
	if err != nil {
		return fmt.Errorf("%w: %w", ledger.ErrBatch, err)
	}
	at, err := b.At.UTC().MarshalText()
	if err != nil {
		return fmt.Errorf("%w: %w", ledger.ErrBatch, err)
	}
	if err := writable(b, lines); err != nil {
		return err
	}
	first := c.From + 1
	if c.From == 0 {
		first = 0 // the header
	}
	for i, line := range lines {
		r.lines = append(r.lines, lineRow{b.Plan, first + ledger.Version(i), line})
	}
	r.commits = append(r.commits, commitRow{c.Cursor, c.Plan, c.From, c.To, string(at), c.Key, c.Request.String()})
	due := digestOf(b.Deadlines)
	if due != have.due {
		have.due, have.deadlines, have.replaced = due, b.Deadlines, true
	}
	have.version, have.at, have.end, have.changed = c.To, b.At, end, true
	r.last = c.Cursor
	if b.Key != "" {
		r.keys[keyed{b.Plan, b.Key}] = true
	}
	return nil
}

// encode writes what a batch adds to the journal of a plan.
func encode(have *row, b *ledger.Batch) (lines []string, end journal.Position, err error) {
	var buf bytes.Buffer
	var w *journal.Writer
	if have.version == 0 {
		w, err = journal.NewWriter(&buf, b.Header)
	} else {
		w, err = journal.Resume(&buf, have.end)
	}
	if err != nil {
		return nil, journal.Position{}, err
	}
	for i := range b.Events {
		if err := w.Append(b.Events[i]); err != nil {
			return nil, journal.Position{}, err
		}
	}
	for line := range strings.Lines(buf.String()) {
		lines = append(lines, strings.TrimSuffix(line, "\n"))
	}
	return lines, w.Position(), nil
}

// digestOf tells lists of deadlines apart; that of none is empty.
func digestOf(deadlines []ledger.Deadline) string {
	if len(deadlines) == 0 {
		return ""
	}
	own := slices.Clone(deadlines)
	for i := range own {
		own[i].Plan = ""
	}
	data, err := json.Marshal(own)
	if err != nil {
		return fmt.Sprintf("%v", err) // it is not that of the list on record
	}
	return ledger.Digest(sha256.Sum256(data)).String()
}
