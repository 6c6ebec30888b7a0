package plan

import (
	"cmp"
	"slices"
	"sync/atomic"
	"time"

	"github.com/oudpath/oudpath/plan/record"
)

// entry is one event on record: where it stands in the order of arrival, and whether it still counts. Entries are never
// changed once they are part of a history: what was voided is a new entry.
type entry struct {
	record.Event
	seq  int32
	void bool // retracted, replaced, or derived from an event that was
}

// precedes orders entries by the time when they were so, then by arrival.
func (e *entry) precedes(at time.Time, seq int32) bool {
	if order := e.At.Compare(at); order != 0 {
		return order < 0
	}
	return e.seq < seq
}

// history is every event of a plan in the order in which it was so. Like trail it is persistent and only grows at its end;
// in addition each chunk keeps the state before its first event, so that a late entry refolds from there and not from the
// beginning.
type history struct {
	last *historyChunk
	n    int
}

const historyChunkSize = 64

type historyChunk struct {
	previous *historyChunk
	start    int
	base     *state // before the first entry of the chunk
	used     atomic.Int32
	entries  [historyChunkSize]*entry
}

// with returns the history with one more entry. The state is that before the entry; where a new chunk begins it is copied and
// kept.
func (h history) with(before *state, e *entry) history {
	at := h.n
	if h.last == nil || at-h.last.start == historyChunkSize {
		base := *before
		base.body = before.body.Snapshot()
		next := &historyChunk{previous: h.last, start: at, base: &base}
		next.used.Store(1)
		next.entries[0] = e
		return history{next, at + 1}
	}
	chunk, slot := h.last, at-h.last.start
	if !chunk.used.CompareAndSwap(int32(slot), int32(slot+1)) {
		chunk = &historyChunk{previous: h.last.previous, start: h.last.start, base: h.last.base}
		copy(chunk.entries[:slot], h.last.entries[:slot])
		chunk.used.Store(int32(slot + 1))
	}
	chunk.entries[slot] = e
	return history{chunk, at + 1}
}

// backward yields the entries newest first, with their position.
func (h history) backward(yield func(int, *entry) bool) {
	n := h.n
	for chunk := h.last; chunk != nil; chunk = chunk.previous {
		for i := n - chunk.start - 1; i >= 0; i-- {
			if !yield(chunk.start+i, chunk.entries[i]) {
				return
			}
		}
		n = chunk.start
	}
}

// position returns where an entry with this time and arrival belongs: the number of entries that precede it.
func (h history) position(at time.Time, seq int32) int {
	for i, e := range h.backward {
		if e.precedes(at, seq) {
			return i + 1
		}
	}
	return 0
}

// cut returns the history of the first n entries up to the chunk that the cut falls into, the state before that chunk, and
// the entries from there to the cut and from the cut on.
func (h history) cut(n int) (kept history, base *state, before, after []*entry) {
	end := h.n
	chunk := h.last
	for ; chunk != nil && chunk.start > n; chunk = chunk.previous {
		after = append(after, reversed(chunk.entries[:end-chunk.start])...)
		end = chunk.start
	}
	if chunk != nil {
		after = append(after, reversed(chunk.entries[n-chunk.start:end-chunk.start])...)
		before = slices.Clone(chunk.entries[:n-chunk.start])
		kept, base = history{chunk.previous, chunk.start}, chunk.base
	}
	slices.Reverse(after)
	return kept, base, before, after
}

func reversed(entries []*entry) []*entry {
	copied := slices.Clone(entries)
	slices.Reverse(copied)
	return copied
}

// all returns the entries in the order in which they were so.
func (h history) all() []*entry {
	all := make([]*entry, h.n)
	for i, e := range h.backward {
		all[i] = e
	}
	return all
}

func byArrival(a, b *entry) int { return cmp.Compare(a.seq, b.seq) }

func byTime(a, b *entry) int {
	if order := a.At.Compare(b.At); order != 0 {
		return order
	}
	return byArrival(a, b)
}
