// Package persist holds a persistent list: one that many owners extend at no cost to each other.
//
// A plan is a value. Applying an event gives another plan, and the old one must go on to be what it was, also while both are
// extended in two goroutines. The list makes that cheap: lists share the items that they have in common.
package persist

import (
	"fmt"
	"iter"
	"sort"
	"sync/atomic"
)

// List is a sequence that grows at its end. It is a value: Append and Prefix return another list and leave this one as it was.
// Any number of goroutines may read and extend lists that share items. The zero List is empty.
//
// Appending costs the same however long the list is; At, Prefix and Search take logarithmic time. Items are shared and must
// not be changed: what they point to is the business of the caller.
type List[T any] struct {
	last *chunk[T] // the chunk of the last item; nil in an empty list
	n    int
}

// chunk holds consecutive items. The first list that appends to a chunk owns its next slot; a second one, which would write
// something else there, finds it claimed and goes on in a copy. A slot below those that some list counts is never written
// again, and a chunk that has a successor is full, so that what a list sees of its chunks cannot change.
type chunk[T any] struct {
	previous *chunk[T]    // nil in the first chunk
	jump     *chunk[T]    // a chunk further back, chosen so that any one is reached in few steps; itself in the first chunk
	depth    int32        // number of chunks before this one
	claimed  atomic.Int32 // slots that some list has taken
	start    int          // index of the first item in the whole list
	items    []T          // of fixed length
}

// Chunks double in size up to the largest: most lists stay short, and a fork copies at most one chunk. What was there from the
// beginning stands in whole ones.
const (
	smallest = 4
	largest  = 32
	whole    = 256
)

// Len returns the number of items.
func (l List[T]) Len() int { return l.n }

// Append returns the list with one more item.
func (l List[T]) Append(item T) List[T] {
	c, at := l.last, 0
	if c != nil {
		at = l.n - c.start
	}
	switch {
	case c == nil || at == len(c.items):
		c, at = after(c, make([]T, room(c)), 1), 0
	case !c.claimed.CompareAndSwap(int32(at), int32(at+1)):
		c = c.copied(at)
	}
	c.items[at] = item
	return List[T]{c, l.n + 1}
}

// Extend returns the list with more items. The slice is the list's from now on: it becomes a part of it, and must not be changed.
func (l List[T]) Extend(items []T) List[T] {
	for len(items) > 0 && l.last != nil && l.n < l.last.start+len(l.last.items) {
		l, items = l.Append(items[0]), items[1:]
	}
	for len(items) > 0 {
		n := min(len(items), whole)
		l = List[T]{after(l.last, items[:n:n], n), l.n + n}
		items = items[n:]
	}
	return l
}

// room is how many items the chunk after a full one has room for.
func room[T any](full *chunk[T]) int {
	if full == nil {
		return smallest
	}
	return min(2*len(full.items), largest)
}

// after returns the chunk of those items that follows a full one, with the first slots claimed.
//
// The jumps are those of a skew-binary list: two chunks in a row that jump equally far are followed by one that jumps over
// both. From any chunk any earlier one is then reached in a number of steps that grows with the logarithm of the distance.
func after[T any](full *chunk[T], items []T, claimed int) *chunk[T] {
	c := &chunk[T]{items: items}
	c.claimed.Store(int32(claimed))
	if full == nil {
		c.jump = c
		return c
	}
	c.previous, c.jump, c.depth = full, full, full.depth+1
	if near := full.jump; full.depth-near.depth == near.depth-near.jump.depth {
		c.jump = near.jump
	}
	c.start = full.start + len(full.items)
	return c
}

// copied returns a chunk with the first n items of this one, and the slot after them claimed.
func (c *chunk[T]) copied(n int) *chunk[T] {
	twin := &chunk[T]{previous: c.previous, jump: c.jump, depth: c.depth, start: c.start, items: make([]T, len(c.items))}
	if c.previous == nil {
		twin.jump = twin
	}
	copy(twin.items, c.items[:n])
	twin.claimed.Store(int32(n + 1))
	return twin
}

// At returns the item at the index, counted from 0. It panics if there is none, as an index into a slice does.
func (l List[T]) At(i int) T {
	if i < 0 || i >= l.n {
		panic(fmt.Sprintf("persist: index %d in a list of %d", i, l.n))
	}
	c := l.chunk(i)
	return c.items[i-c.start]
}

// chunk returns the chunk of the item at the index, which must be in the list.
func (l List[T]) chunk(i int) *chunk[T] {
	c := l.last
	for c.start > i {
		if c.jump.start > i {
			c = c.jump
		} else {
			c = c.previous
		}
	}
	return c
}

// Prefix returns the list of the first n items. It panics if there are fewer.
func (l List[T]) Prefix(n int) List[T] {
	switch {
	case n < 0 || n > l.n:
		panic(fmt.Sprintf("persist: prefix of %d of a list of %d", n, l.n))
	case n == 0:
		return List[T]{}
	}
	return List[T]{l.chunk(n - 1), n}
}

// Backward yields the items with their indexes, the last first.
func (l List[T]) Backward() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		n := l.n
		for c := l.last; c != nil; c = c.previous {
			for i := n - c.start - 1; i >= 0; i-- {
				if !yield(c.start+i, c.items[i]) {
					return
				}
			}
			n = c.start
		}
	}
}

// Slice returns a copy of the items from one index up to another, which is not included. It panics if the list does not
// reach so far, as slicing a slice does.
func (l List[T]) Slice(from, to int) []T {
	if from < 0 || to < from || to > l.n {
		panic(fmt.Sprintf("persist: slice from %d to %d of a list of %d", from, to, l.n))
	}
	items := make([]T, to-from)
	if from == to {
		return items
	}
	for c := l.chunk(to - 1); ; c = c.previous {
		first := max(from, c.start)
		copy(items[first-from:], c.items[first-c.start:min(to-c.start, len(c.items))])
		if c.start <= from {
			return items
		}
	}
}

// Search returns the index of the first item for which the question is answered yes, and Len if there is none. The answers
// must be ordered: no for the items up to some index, yes for all others.
func (l List[T]) Search(yes func(T) bool) int {
	c := l.last
	if c == nil {
		return 0
	}
	for yes(c.items[0]) {
		switch {
		case c.previous == nil:
			return 0
		case yes(c.jump.items[0]):
			c = c.jump
		default:
			c = c.previous
		}
	}
	here := min(l.n-c.start, len(c.items))
	return c.start + sort.Search(here, func(i int) bool { return yes(c.items[i]) })
}
