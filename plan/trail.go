package plan

import "sync/atomic"

// trail is a persistent list that only grows: appending returns a new trail and leaves the old one as it was. Both share
// what they have in common, so a plan can be forked at no cost and applying an event does not copy the past.
//
// Items live in chunks. The first trail that appends to a chunk owns its next slot; a second one, which would write the same
// slot with something else, finds it taken and goes on in a copy of the chunk.
type trail[T any] struct {
	last *trailChunk[T]
	n    int
}

const trailChunkSize = 16

type trailChunk[T any] struct {
	previous *trailChunk[T]
	start    int          // index of the first item in the whole trail
	used     atomic.Int32 // slots that some trail has claimed
	items    [trailChunkSize]T
}

func (t trail[T]) len() int { return t.n }

// with returns the trail with one more item.
func (t trail[T]) with(item T) trail[T] {
	if t.last == nil || t.n-t.last.start == trailChunkSize {
		next := &trailChunk[T]{previous: t.last, start: t.n}
		next.used.Store(1)
		next.items[0] = item
		return trail[T]{next, t.n + 1}
	}
	at := int32(t.n - t.last.start)
	chunk := t.last
	if !chunk.used.CompareAndSwap(at, at+1) {
		chunk = &trailChunk[T]{previous: t.last.previous, start: t.last.start}
		copy(chunk.items[:at], t.last.items[:at])
		chunk.used.Store(at + 1)
	}
	chunk.items[at] = item
	return trail[T]{chunk, t.n + 1}
}

// backward calls yield for each item, newest first, until it returns false.
func (t trail[T]) backward(yield func(*T) bool) {
	n := t.n
	for chunk := t.last; chunk != nil; chunk = chunk.previous {
		for i := n - chunk.start - 1; i >= 0; i-- {
			if !yield(&chunk.items[i]) {
				return
			}
		}
		n = chunk.start
	}
}
