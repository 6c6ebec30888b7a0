package plan

import (
	"cmp"
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan/internal/persist"
	"github.com/oudpath/oudpath/plan/record"
)

// entry is one event on record: where it stands in the order of arrival, and whether it still counts. Entries are never
// changed once they are part of a history: what was voided is a new entry.
type entry struct {
	record.Event
	seq  int32
	void bool // retracted, replaced, or derived from an event that was
}

// keep makes it the entry of an event, which it shares no slice or map with.
func (e *entry) keep(ev *record.Event, seq int32) {
	e.Event, e.seq = *ev, seq
	e.Overrides, e.Body = slices.Clone(ev.Overrides), record.CloneBody(ev.Body)
}

// entries is room for entries, a block at a time.
type entries []entry

// block is how many entries are made room for at once, at the most: they fill 8 KB.
const block = 46

// next returns room for an entry, and makes room for more if they are wanted.
func (r *entries) next(wanted int) *entry {
	if len(*r) == 0 {
		*r = make([]entry, min(wanted, block))
	}
	e := &(*r)[0]
	*r = (*r)[1:]
	return e
}

// precedes orders entries by the time when they were so, then by arrival.
func (e *entry) precedes(at time.Time, seq int32) bool {
	if order := e.At.Compare(at); order != 0 {
		return order < 0
	}
	return e.seq < seq
}

// history is every event of a plan in the order in which it was so. It keeps the state before one entry in checkpoint, so that a
// late entry refolds from there and not from the beginning. It is a value, as the lists in it are.
type history struct {
	entries persist.List[*entry]
	states  persist.List[*state] // before each entry whose index is a multiple of checkpoint
}

const checkpoint = 64

// with returns the history with one more entry. The state is that before the entry; where it is to be kept it is copied.
func (h history) with(before *state, e *entry) history {
	if h.entries.Len()%checkpoint == 0 {
		h.states = h.states.Append(before.snapshot())
	}
	h.entries = h.entries.Append(e)
	return h
}

func (h history) len() int { return h.entries.Len() }

// last returns the last entry; nil if there is none.
func (h history) last() *entry {
	if h.len() == 0 {
		return nil
	}
	return h.entries.At(h.len() - 1)
}

// position returns where an entry with this time and arrival belongs: the number of entries that precede it.
func (h history) position(at time.Time, seq int32) int {
	return h.entries.Search(func(e *entry) bool { return !e.precedes(at, seq) })
}

// at returns the entry with this time and arrival; nil if there is none.
func (h history) at(at time.Time, seq int32) *entry {
	if i := h.position(at, seq); i < h.len() {
		if e := h.entries.At(i); e.seq == seq {
			return e
		}
	}
	return nil
}

// cut returns the history up to the last state that was kept within the first n entries, that state, and the entries from there to
// the cut. The state of an empty history is nil.
func (h history) cut(n int) (kept history, base *state, before []*entry) {
	i := min(n/checkpoint, h.states.Len()-1)
	if i < 0 {
		return h, nil, nil
	}
	kept = history{h.entries.Prefix(i * checkpoint), h.states.Prefix(i)}
	return kept, h.states.At(i), h.entries.Slice(i*checkpoint, n)
}

// from returns the entries from an index on.
func (h history) from(n int) []*entry { return h.entries.Slice(n, h.len()) }

// all returns the entries in the order in which they were so.
func (h history) all() []*entry { return h.from(0) }

func byArrival(a, b *entry) int { return cmp.Compare(a.seq, b.seq) }

func byTime(a, b *entry) int {
	if order := a.At.Compare(b.At); order != 0 {
		return order
	}
	return byArrival(a, b)
}
