package r4

import (
	"maps"
	"slices"
	"strings"
)

// Watched returns the same document, which notes what is asked for from now on. Only one goroutine may use what it returns.
func (d *Document) Watched() *Document {
	return &Document{data: d.data, tape: d.tape, marks: make([]bool, len(d.tape))}
}

// Unread adds to the counts how often each element of the resource stands in the text that nobody asked for, by its path without
// indices: "MedicationRequest.dosageInstruction.text". It adds nothing for a document that is not watched.
func (r Resource) Unread(counts map[string]int) {
	if r.doc != nil && r.doc.marks != nil {
		r.doc.unread(r.at, []byte(r.plainType()), counts)
	}
}

// plainType is Type, without leaving a mark.
func (r Resource) plainType() string {
	return Resource{Element{&Document{data: r.doc.data, tape: r.doc.tape}, r.at}}.Type()
}

// unread adds what is below a place. The path is lent from one call to the next: it is written only where something was not read.
func (d *Document) unread(at int32, path []byte, counts map[string]int) {
	t := d.tape[at]
	switch {
	case t.kind == array && t.next > at+1:
		for i := at + 1; i < t.next; i = d.tape[i].next {
			d.unread(i, path, counts)
		}
	case t.kind == object && t.next > at+1:
		for i := at + 1; i < t.next; i = d.tape[i+1].next {
			name := d.data[d.tape[i].start:d.tape[i].end]
			d.unread(i+1, append(append(path, '.'), name...), counts)
		}
	case !d.marks[at]:
		counts[string(path)]++
	}
}

// Paths returns the paths of such counts, sorted.
func Paths(counts map[string]int) []string {
	return slices.SortedFunc(maps.Keys(counts), strings.Compare)
}
