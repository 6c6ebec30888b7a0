package plan

import (
	"hash/maphash"
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
		for _, kept := range old.entries {
			if kept != nil {
				merged.place(kept)
			}
		}
	}
	for _, kept := range x.recent.Backward() {
		merged.place(kept)
	}
	return index{tables: append(slices.Clone(x.tables[:from]), merged)}
}

// idTable holds entries by the hashes of their IDs, each in the first free slot from its own on.
type idTable struct {
	tags    []uint32 // the upper half of the hash of what stands there
	entries []*entry
	count   int
}

// newTable returns an empty table with room for that many entries, and a third of it left free.
func newTable(count int) *idTable {
	slots := 4
	for 2*slots < 3*count {
		slots *= 2
	}
	return &idTable{tags: make([]uint32, slots), entries: make([]*entry, slots)}
}

// slot returns where the ID stands, or the free slot where it belongs.
func (t *idTable) slot(hash uint64, id record.EventID) int {
	mask := len(t.entries) - 1
	at := int(hash) & mask
	for t.entries[at] != nil && (t.tags[at] != uint32(hash>>32) || t.entries[at].ID != id) {
		at = (at + 1) & mask
	}
	return at
}

func (t *idTable) find(hash uint64, id record.EventID) *entry { return t.entries[t.slot(hash, id)] }

// place adds an entry whose ID is not in the table.
func (t *idTable) place(e *entry) {
	hash, mask := hashID(e.ID), len(t.entries)-1
	at := int(hash) & mask
	for t.entries[at] != nil {
		at = (at + 1) & mask
	}
	t.tags[at], t.entries[at] = uint32(hash>>32), e
	t.count++
}

// insert adds an entry to a table that nobody else holds, and reports whether its ID was new.
func (t *idTable) insert(e *entry) bool {
	hash := hashID(e.ID)
	at := t.slot(hash, e.ID)
	if t.entries[at] != nil {
		return false
	}
	t.tags[at], t.entries[at] = uint32(hash>>32), e
	t.count++
	return true
}
