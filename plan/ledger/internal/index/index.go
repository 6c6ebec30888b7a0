// Package index is what a store knows of its plans without their events: versions, keys, deadlines, commits and tombstones. It holds the
// order of the checks that the contract of ledger.Store demands, once for every store that keeps them in memory.
//
// It locks nothing, and keeps nothing durable.
package index

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/ledger"
)

// Index is everything but the events.
type Index struct {
	plans   map[plan.ID]*entry
	commits []ledger.Commit // in ascending order of their cursors
	stones  map[ledger.Digest]ledger.Tombstone
	last    ledger.Cursor
}

// entry is one plan.
type entry struct {
	ledger.Listed
	deadlines []ledger.Deadline
	keys      map[ledger.Key]ledger.Commit
}

// New returns an index of nothing.
func New() *Index {
	return &Index{plans: make(map[plan.ID]*entry), stones: make(map[ledger.Digest]ledger.Tombstone)}
}

// Next returns the cursor of the next commit.
func (x *Index) Next() ledger.Cursor { return x.last + 1 }

// Find returns the row of a plan. It is ErrUnknownPlan or *ErasedError if there is none.
func (x *Index) Find(id plan.ID) (ledger.Listed, error) {
	e, err := x.entry(id)
	if err != nil {
		return ledger.Listed{}, err
	}
	return e.Listed, nil
}

func (x *Index) entry(id plan.ID) (*entry, error) {
	if e := x.plans[id]; e != nil {
		return e, nil
	}
	if stone, erased := x.stones[ledger.DigestOf(id)]; erased {
		return nil, &ledger.ErasedError{Tombstone: stone}
	}
	return nil, fmt.Errorf("%w: %q", ledger.ErrUnknownPlan, id)
}

// Admit says whether a batch can be put on record, and as which commit.
func (x *Index) Admit(b *ledger.Batch) (ledger.Commit, error) {
	if err := b.Validate(); err != nil {
		return ledger.Commit{}, err
	}
	var have ledger.Version
	if stone, erased := x.stones[ledger.DigestOf(b.Plan)]; erased {
		return ledger.Commit{}, &ledger.ErasedError{Tombstone: stone}
	}
	if e := x.plans[b.Plan]; e != nil {
		have = e.Version
		if _, used := e.keys[b.Key]; used && b.Key != "" {
			return ledger.Commit{}, fmt.Errorf("%w: %q", ledger.ErrKeyReused, b.Key)
		}
	}
	if have != b.Expected {
		return ledger.Commit{}, &ledger.ConflictError{Plan: b.Plan, Expected: b.Expected, Actual: have}
	}
	return ledger.Commit{Cursor: x.Next(), Plan: b.Plan, From: have, To: have + ledger.Version(len(b.Events)), At: b.At, Key: b.Key,
		Request: b.Request}, nil
}

// Take enters a commit that is on record, with the deadlines that are open after it.
func (x *Index) Take(c ledger.Commit, deadlines []ledger.Deadline) {
	e := x.plans[c.Plan]
	if e == nil {
		e = &entry{keys: make(map[ledger.Key]ledger.Commit)}
		x.plans[c.Plan] = e
	}
	e.Listed = ledger.Listed{Plan: c.Plan, Version: c.To, At: c.At}
	e.deadlines = slices.Clone(deadlines)
	for i := range e.deadlines {
		e.deadlines[i].Plan = c.Plan
	}
	if c.Key != "" {
		e.keys[c.Key] = c
	}
	x.commits = append(x.commits, c)
	x.last = c.Cursor
}

// AdmitErasure says whether a plan can be erased, and as which commit.
func (x *Index) AdmitErasure(id plan.ID, expected ledger.Version, stone ledger.Tombstone) (ledger.Commit, error) {
	e, err := x.entry(id)
	switch {
	case err != nil:
		return ledger.Commit{}, err
	case e.Version != expected:
		return ledger.Commit{}, &ledger.ConflictError{Plan: id, Expected: expected, Actual: e.Version}
	case stone.Actor.IsZero() || stone.Reason == "":
		return ledger.Commit{}, ledger.ErrErasure
	}
	stone.ID = ledger.DigestOf(id)
	return ledger.Commit{Cursor: x.Next(), At: stone.At, Erased: &stone}, nil
}

// Erase enters an erasure that is on record, and forgets the plan whose digest it holds.
func (x *Index) Erase(c ledger.Commit) {
	gone := func(id plan.ID) bool { return id != "" && ledger.DigestOf(id) == c.Erased.ID }
	for id := range x.plans {
		if gone(id) {
			delete(x.plans, id)
			x.commits = slices.DeleteFunc(x.commits, func(c ledger.Commit) bool { return c.Plan == id })
		}
	}
	x.stones[c.Erased.ID] = *c.Erased
	x.commits = append(x.commits, own(c))
	x.last = c.Cursor
}

// own returns a commit that shares nothing with the one that is kept.
func own(c ledger.Commit) ledger.Commit {
	if c.Erased != nil {
		stone := *c.Erased
		c.Erased = &stone
	}
	return c
}

// Erased reports whether there is a tombstone of the plan.
func (x *Index) Erased(id plan.ID) bool {
	_, erased := x.stones[ledger.DigestOf(id)]
	return erased
}

// Key returns the commit under a key.
func (x *Index) Key(id plan.ID, key ledger.Key) (ledger.Commit, error) {
	if e := x.plans[id]; e != nil && key != "" {
		if c, ok := e.keys[key]; ok {
			return c, nil
		}
	}
	return ledger.Commit{}, fmt.Errorf("%w: %q", ledger.ErrUnknownKey, key)
}

// Deadlines returns what is open of a plan.
func (x *Index) Deadlines(id plan.ID) []ledger.Deadline {
	if e := x.plans[id]; e != nil {
		return slices.Clone(e.deadlines)
	}
	return nil
}

const defaultLimit = 1000

// page returns at most limit rows.
func page[T any](rows []T, limit int) []T {
	if limit <= 0 {
		limit = defaultLimit
	}
	return slices.Clone(rows[:min(limit, len(rows))])
}

// List returns the plans after an ID.
func (x *Index) List(after plan.ID, limit int) []ledger.Listed {
	var rows []ledger.Listed
	for id, e := range x.plans {
		if after < id {
			rows = append(rows, e.Listed)
		}
	}
	slices.SortFunc(rows, func(a, b ledger.Listed) int { return cmp.Compare(a.Plan, b.Plan) })
	return page(rows, limit)
}

// Due returns the deadlines that open on the day or before, after the given one.
func (x *Index) Due(through civil.Date, after ledger.Deadline, limit int) []ledger.Deadline {
	var rows []ledger.Deadline
	for _, e := range x.plans {
		for i := range e.deadlines {
			if d := &e.deadlines[i]; !through.Before(d.Opens()) && after.Compare(d) < 0 {
				rows = append(rows, *d)
			}
		}
	}
	slices.SortFunc(rows, func(a, b ledger.Deadline) int { return a.Compare(&b) })
	return page(rows, limit)
}

// Since returns the commits after a cursor.
func (x *Index) Since(after ledger.Cursor, limit int) []ledger.Commit {
	from, found := slices.BinarySearchFunc(x.commits, after, func(c ledger.Commit, at ledger.Cursor) int { return cmp.Compare(c.Cursor, at) })
	if found {
		from++
	}
	rows := page(x.commits[from:], limit)
	for i := range rows {
		rows[i] = own(rows[i])
	}
	return rows
}
