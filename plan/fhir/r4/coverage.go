package r4

import (
	"maps"
	"slices"
	"strings"
)

// Watched returns the same document, which notes what is asked for from now on. Only one goroutine may use what it returns.
func (d *Document) Watched() *Document {
	return &Document{data: d.data, tape: d.tape, root: d.root, marks: make([]bool, len(d.tape)), words: new(Words)}
}

// Coverage counts how often each element stands in a text and nobody asked for it, by its path without indices:
// "MedicationRequest.dosageInstruction.text". The zero Coverage is empty.
type Coverage struct {
	counts map[string]*int
	path   []byte
}

// Add counts the elements of the resource that nobody asked for; none of a document that is not watched.
func (c *Coverage) Add(r Resource) {
	if r.doc == nil || r.doc.marks == nil {
		return
	}
	if c.counts == nil {
		c.counts = map[string]*int{}
	}
	c.path = append(c.path[:0], r.plainType()...)
	c.path = r.doc.unread(r.at, c.path, c.counts)
}

// Unread returns the counts.
func (c *Coverage) Unread() map[string]int {
	all := make(map[string]int, len(c.counts))
	for path, n := range c.counts {
		all[path] = *n
	}
	return all
}

// plainType is Type, without leaving a mark.
func (r Resource) plainType() string {
	return Resource{Element{&Document{data: r.doc.data, tape: r.doc.tape}, r.at}}.Type()
}

// unread adds what is below a place. The path is lent from one call to the next: it is written only where something was not read.
// It returns the path, with the room that it has grown.
func (d *Document) unread(at int32, path []byte, counts map[string]*int) []byte {
	t := d.tape[at]
	above := len(path)
	switch {
	case t.kind == array && t.next > at+1:
		for i := at + 1; i < t.next; i = d.tape[i].next {
			path = d.unread(i, path, counts)
		}
	case t.kind == object && t.next > at+1:
		for i := at + 1; i < t.next; i = d.tape[i+1].next {
			name := d.data[d.tape[i].start:d.tape[i].end]
			path = d.unread(i+1, append(append(path[:above], '.'), name...), counts)
		}
	case !d.marks[at]:
		n := counts[string(path)]
		if n == nil {
			n = new(int)
			counts[string(path)] = n
		}
		*n++
	}
	return path[:above]
}

// Paths returns the paths of such counts, sorted.
func Paths(counts map[string]int) []string {
	return slices.SortedFunc(maps.Keys(counts), strings.Compare)
}
