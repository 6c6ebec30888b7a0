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
		if _, e := t.where(hash, id); e != nil {
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
	for from > 0 && len(x.tables[from-1].entries) <= count {
		from--
		count += len(x.tables[from].entries)
	}
	merged := newTable(count)
	for _, old := range x.tables[from:] {
		for _, kept := range old.entries {
			merged.insert(kept)
		}
	}
	for _, kept := range x.recent.Backward() {
		merged.insert(kept)
	}
	return index{tables: append(slices.Clone(x.tables[:from]), merged)}
}

// idTable finds entries by the hashes of their IDs: each has the first free slot from its own on. A slot holds the place of an entry
// in the list, counted from 1 so that zero is free, and above it as many bits of the hash as there is room for, so that few IDs are
// compared in vain. There are no pointers in it that a collector would have to follow.
type idTable struct {
	entries []*entry
	slots   []uint32
	places  uint32 // the bits of a slot that hold the place
}

// newTable returns an empty table with room for that many entries, and a third of it left free.
func newTable(count int) *idTable {
	return &idTable{make([]*entry, 0, count), make([]uint32, count+count/2+1), 1<<bits.Len(uint(count)) - 1}
}

// where returns the slot that the ID has or would have, and its entry; nil if there is none.
func (t *idTable) where(hash uint64, id record.EventID) (*uint32, *entry) {
	for at := t.home(hash); ; at = t.after(at) {
		slot := &t.slots[at]
		if *slot == 0 {
			return slot, nil
		}
		if (*slot^uint32(hash))&^t.places == 0 {
			if e := t.entries[*slot&t.places-1]; e.ID == id {
				return slot, e
			}
		}
	}
}

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

func (t *idTable) find(id record.EventID) *entry {
	_, e := t.where(hashID(id), id)
	return e
}

// insert adds an entry to a table that nobody else holds, and reports whether its ID was new.
func (t *idTable) insert(e *entry) bool {
	hash := hashID(e.ID)
	slot, old := t.where(hash, e.ID)
	if old != nil {
		return false
	}
	t.entries = append(t.entries, e)
	*slot = uint32(hash)&^t.places | uint32(len(t.entries))
	return true
}
