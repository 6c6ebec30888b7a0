package plan

import (
	"hash/maphash"
	"math/bits"
	"slices"

	"github.com/oudpath/oudpath/plan/internal/persist"
	"github.com/oudpath/oudpath/plan/record"
)

// index finds an event by its ID. It is a value that plans and their forks share: the newest entries stand in a list, the others in
// tables that nobody changes any more. A full list becomes a table, and tables of like size become one, so that there are few of them
// and each entry is moved seldom.
type index struct {
	recent persist.List[*entry]
	tables []*idTable // the largest first
}

// longest is how long the list grows before it becomes a table.
const longest = 32

// seed keeps those who choose IDs from choosing ones that fall together. Where an entry stands decides nothing.
var seed = maphash.MakeSeed()

func hashID(id record.EventID) uint64 { return maphash.String(seed, string(id)) }

// find returns the entry as it arrived; nil if there is none. Whether it still counts its place in the history says.
func (x *index) find(id record.EventID) *entry {
	for _, e := range x.recent.Backward() {
		if e.ID == id {
			return e
		}
	}
	if len(x.tables) == 0 {
		return nil
	}
	hash := hashID(id)
	for _, t := range x.tables {
		if e := t.find(hash, id); e != nil {
			return e
		}
	}
	return nil
}

// with returns the index with one more entry, whose ID must be new.
func (x index) with(e *entry) index {
	x.recent = x.recent.Append(e)
	if x.recent.Len() < longest {
		return x
	}
	count, from := longest, len(x.tables)
	for from > 0 && x.tables[from-1].count <= count {
		from--
		count += x.tables[from].count
	}
	merged := newTable(count)
	for _, old := range x.tables[from:] {
		for i := range old.slots {
			if kept := &old.slots[i]; kept.entry != nil {
				merged.place(*kept)
			}
		}
	}
	for _, kept := range x.recent.Backward() {
		merged.place(slot{hashID(kept.ID), kept})
	}
	return index{tables: append(slices.Clone(x.tables[:from]), merged)}
}

// idTable holds entries by the hashes of their IDs, each in the first free slot from its own on. The slots are in the order of the
// hashes, so that making one table of several goes through all of them from one end to the other.
type idTable struct {
	slots []slot
	count int
}

// slot is a place in a table; free without an entry.
type slot struct {
	hash  uint64
	entry *entry
}

// newTable returns an empty table with room for that many entries, and a third of it left free.
func newTable(count int) *idTable { return &idTable{slots: make([]slot, count+count/2+1)} }

// home returns the slot where a hash belongs.
func (t *idTable) home(hash uint64) int {
	at, _ := bits.Mul64(hash, uint64(len(t.slots)))
	return int(at)
}

// after returns the slot that is tried after another.
func (t *idTable) after(at int) int {
	if at++; at < len(t.slots) {
		return at
	}
	return 0
}

// where returns the slot of the ID: the one that it has, or the free one that it would have.
func (t *idTable) where(hash uint64, id record.EventID) *slot {
	for at := t.home(hash); ; at = t.after(at) {
		if s := &t.slots[at]; s.entry == nil || s.hash == hash && s.entry.ID == id {
			return s
		}
	}
}

func (t *idTable) find(hash uint64, id record.EventID) *entry { return t.where(hash, id).entry }

// place adds an entry whose ID is not in the table.
func (t *idTable) place(next slot) {
	at := t.home(next.hash)
	for t.slots[at].entry != nil {
		at = t.after(at)
	}
	t.slots[at] = next
	t.count++
}

// insert adds an entry to a table that nobody else holds, and reports whether its ID was new.
func (t *idTable) insert(e *entry) bool {
	hash := hashID(e.ID)
	place := t.where(hash, e.ID)
	if place.entry != nil {
		return false
	}
	*place = slot{hash, e}
	t.count++
	return true
}
