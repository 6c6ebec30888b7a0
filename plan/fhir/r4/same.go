package r4

import "bytes"

// Same reports whether both values say the same: members in whatever order, texts however they are escaped, numbers as they were sent. It
// leaves no mark: who compares two values has asked for nothing in them.
func (e Element) Same(other Element) bool {
	if e.doc == nil || other.doc == nil {
		return e.doc == other.doc
	}
	one, two := e.doc.tape[e.at], other.doc.tape[other.at]
	switch {
	case one.kind != two.kind:
		return false
	case one.kind == object:
		return e.sameMembers(other)
	case one.kind == array:
		return e.sameItems(other)
	case one.kind == text && (one.escaped || two.escaped):
		return bytes.Equal(e.doc.nameAt(e.at), other.doc.nameAt(other.at))
	}
	return bytes.Equal(e.doc.data[one.start:one.end], other.doc.data[two.start:two.end])
}

// sameMembers reports whether two objects have the same members: no name stands in one of them twice, or the parser had refused it.
func (e Element) sameMembers(other Element) bool {
	have, want := 0, 0
	for i := e.at + 1; i < e.doc.tape[e.at].next; i = e.doc.tape[i+1].next {
		have++
	}
	for i := other.at + 1; i < other.doc.tape[other.at].next; i = other.doc.tape[i+1].next {
		value, ok := e.unmarked(other.doc.nameAt(i))
		if want++; !ok || !value.Same(Element{other.doc, i + 1}) {
			return false
		}
	}
	return have == want
}

// unmarked is Get without a mark.
func (e Element) unmarked(name []byte) (value Element, ok bool) {
	for i := e.at + 1; i < e.doc.tape[e.at].next; i = e.doc.tape[i+1].next {
		if bytes.Equal(e.doc.nameAt(i), name) {
			return Element{e.doc, i + 1}, true
		}
	}
	return Element{}, false
}

func (e Element) sameItems(other Element) bool {
	i, j := e.at+1, other.at+1
	for ; i < e.doc.tape[e.at].next && j < other.doc.tape[other.at].next; i, j = e.doc.tape[i].next, other.doc.tape[j].next {
		if !(Element{e.doc, i}).Same(Element{other.doc, j}) {
			return false
		}
	}
	return i == e.doc.tape[e.at].next && j == other.doc.tape[other.at].next
}
