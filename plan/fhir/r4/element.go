package r4

import (
	"bytes"
	"encoding/json"
	"iter"
	"strconv"
	"strings"
)

// Element is a value in its place in a document. The zero Element is no value: it exists nowhere, and has no text and no members.
// It is small and comparable; the same place gives the same Element.
type Element struct {
	doc *Document
	at  int32
}

func (e Element) token() token {
	if e.doc == nil {
		return token{}
	}
	if e.doc.marks != nil {
		e.doc.marks[e.at] = true
	}
	return e.doc.tape[e.at]
}

// Exists reports whether there is a value. A null that stands for a missing one in an array is a value.
func (e Element) Exists() bool { return e.doc != nil }

// Raw returns the bytes of the value as they came, nil for none. They must not be changed. It leaves no mark: who is handed all bytes
// has asked for nothing yet.
func (e Element) Raw() []byte {
	if e.doc == nil {
		return nil
	}
	t := e.doc.tape[e.at]
	if t.kind == text {
		return e.doc.data[t.start-1 : t.end+1]
	}
	return e.doc.data[t.start:t.end]
}

// RawName returns the name of a value that Members yielded, with its quotes, as it came; nil for any other value.
func (e Element) RawName() []byte {
	if e.doc == nil || e.at == e.doc.root || e.doc.data[e.doc.tape[e.at-1].end] != '"' {
		return nil
	}
	t := e.doc.tape[e.at-1]
	return e.doc.data[t.start-1 : t.end+1]
}

// Document returns the value as a document of its own, as if its bytes had been parsed; nil for no value. It shares what was parsed.
func (e Element) Document() *Document {
	if e.doc == nil {
		return nil
	}
	return &Document{data: e.doc.data, tape: e.doc.tape, root: e.at}
}

// Get returns the member of that name, and no value if there is none.
func (e Element) Get(name string) Element {
	t := e.token()
	if t.kind != object {
		return Element{}
	}
	tape := e.doc.tape
	for i := e.at + 1; i < t.next; i = tape[i+1].next {
		n := &tape[i]
		if (int(n.end-n.start) == len(name) || n.escaped) && e.doc.named(i, name) {
			return Element{e.doc, i + 1}
		}
	}
	return Element{}
}

// At follows names from member to member. Where an array lies on the way, its first element counts, as in "code.coding.code".
func (e Element) At(path string) Element {
	for more := true; more && e.doc != nil; {
		var name string
		name, path, more = strings.Cut(path, ".")
		if e = e.Get(name); e.IsArray() {
			e = e.First()
		}
	}
	return e
}

// Several is the type that Choice returns where an element is stated in more than one type. R4 does not allow it: which of them is meant,
// nobody knows.
const Several = "several types"

// Choice returns the member of an element with a choice of types, "value" for valueQuantity, and the type; no value and an empty type
// if there is none, and no value of the type Several if there are more.
func (e Element) Choice(name string) (value Element, typ string) {
	t := e.token()
	if t.kind != object {
		return Element{}, ""
	}
	for i := e.at + 1; i < t.next; i = e.doc.tape[i+1].next {
		rest := e.doc.typed(i, name)
		if rest != "" && typ != "" {
			return Element{}, Several
		}
		if rest != "" {
			value, typ = Element{e.doc, i + 1}, rest
		}
	}
	return value, typ
}

// typed returns what stands behind the name of a choice in the name that stands at the place, "Quantity" in valueQuantity; empty if that is
// no name of it.
func (d *Document) typed(i int32, name string) string {
	t := d.tape[i]
	if !t.escaped && (int(t.end-t.start) <= len(name) || string(d.data[t.start:int(t.start)+len(name)]) != name) {
		return ""
	}
	rest, ok := strings.CutPrefix(d.name(i), name)
	if !ok || rest == "" || rest[0] < 'A' || rest[0] > 'Z' {
		return ""
	}
	return rest
}

// Members yields the members of an object in their order; nothing for any other value.
func (e Element) Members() iter.Seq2[string, Element] {
	return func(yield func(string, Element) bool) {
		for at, value := range e.places() {
			if !yield(e.doc.name(at), value) {
				return
			}
		}
	}
}

// places yields where the names of an object stand, with the members.
func (e Element) places() iter.Seq2[int32, Element] {
	return func(yield func(int32, Element) bool) {
		t := e.token()
		if t.kind != object {
			return
		}
		for i := e.at + 1; i < t.next; i = e.doc.tape[i+1].next {
			if !yield(i, Element{e.doc, i + 1}) {
				return
			}
		}
	}
}

// Items yields the elements of an array in their order; a value that is no array as the only one, as senders write it; nothing for
// no value.
func (e Element) Items() iter.Seq2[int, Element] {
	return func(yield func(int, Element) bool) {
		t := e.token()
		if t.kind != array {
			if e.Exists() {
				yield(0, e)
			}
			return
		}
		n := 0
		for i := e.at + 1; i < t.next; i = e.doc.tape[i].next {
			if !yield(n, Element{e.doc, i}) {
				return
			}
			n++
		}
	}
}

// First returns the first of Items, and no value if there is none.
func (e Element) First() Element {
	for _, item := range e.Items() {
		return item
	}
	return Element{}
}

// Len returns the number of Items.
func (e Element) Len() int {
	n := 0
	for range e.Items() {
		n++
	}
	return n
}

// IsObject reports whether the value is an object.
func (e Element) IsObject() bool { return e.token().kind == object }

// IsArray reports whether the value is an array.
func (e Element) IsArray() bool { return e.token().kind == array }

// IsText reports whether the value is a text.
func (e Element) IsText() bool { return e.token().kind == text }

// IsNumber reports whether the value is a number.
func (e Element) IsNumber() bool { return e.token().kind == number }

// Text returns the text, without its escapes; empty for any other value.
func (e Element) Text() string {
	t := e.token()
	if t.kind != text {
		return ""
	}
	if t.escaped {
		return unescape(e.doc.data[t.start:t.end])
	}
	return e.doc.word(t)
}

// content returns what stands between the quotes of a text, without its escapes; nil for any other value. It must not be changed.
func (e Element) content() []byte {
	t := e.token()
	switch {
	case t.kind != text:
		return nil
	case t.escaped:
		return []byte(unescape(e.doc.data[t.start:t.end]))
	}
	return e.doc.data[t.start:t.end]
}

// AppendText adds the text to dst, without its escapes; nothing for any other value.
func (e Element) AppendText(dst []byte) []byte { return append(dst, e.content()...) }

// word returns the text of a token without escapes.
func (d *Document) word(t token) string { return d.words.text(d.data[t.start:t.end]) }

// Is reports whether the value is that text.
func (e Element) Is(want string) bool {
	t := e.token()
	if t.kind != text {
		return false
	}
	if t.escaped {
		return e.Text() == want
	}
	return string(e.doc.data[t.start:t.end]) == want
}

// Decimal returns the number as it was sent; empty for any other value.
func (e Element) Decimal() Decimal {
	if t := e.token(); t.kind == number {
		return Decimal(e.doc.data[t.start:t.end])
	}
	return ""
}

// Whole returns the number if it is a whole one, written in whatever way; ok is false for any other value.
func (e Element) Whole() (n int, ok bool) {
	plain, ok := e.Decimal().Plain()
	if !ok {
		return 0, false
	}
	whole, fraction, _ := strings.Cut(plain, ".")
	n, err := strconv.Atoi(whole)
	return n, err == nil && strings.Trim(fraction, "0") == ""
}

// Bool returns the truth; ok is false for any other value.
func (e Element) Bool() (value, ok bool) {
	t := e.token()
	return t.kind == boolean && e.doc.data[t.start] == 't', t.kind == boolean
}

// name returns the name that stands at the place.
func (d *Document) name(i int32) string {
	if d.marks != nil {
		d.marks[i] = true
	}
	t := d.tape[i]
	if t.escaped {
		return unescape(d.data[t.start:t.end])
	}
	return d.word(t)
}

// nameAt returns the name that stands at the place, without its escapes. It leaves no mark, and must not be changed.
func (d *Document) nameAt(i int32) []byte {
	t := d.tape[i]
	if t.escaped {
		return []byte(unescape(d.data[t.start:t.end]))
	}
	return d.data[t.start:t.end]
}

// named reports whether that name stands at the place.
func (d *Document) named(i int32, name string) bool {
	t := d.tape[i]
	same := string(d.data[t.start:t.end]) == name
	if t.escaped {
		same = unescape(d.data[t.start:t.end]) == name
	}
	if same && d.marks != nil {
		d.marks[i] = true
	}
	return same
}

// Path returns where the element stands, from the root of its document: "entry[3].resource.dosageInstruction[0].text".
func (e Element) Path() string {
	if e.doc == nil {
		return ""
	}
	return e.doc.path(e.doc.root, e.at)
}

// From returns where the element stands below another one of the same document, and Path if it does not.
func (e Element) From(above Element) string {
	if e.doc == nil || e.doc != above.doc || e.at < above.at || e.at >= e.doc.tape[above.at].next {
		return e.Path()
	}
	return e.doc.path(above.at, e.at)
}

func (d *Document) path(from, to int32) string {
	var room [96]byte
	path := room[:0]
	for at := from; at != to; {
		t := d.tape[at]
		step, n := int32(1), 0
		if t.kind == object {
			step = 2
		}
		i := at + step
		for d.tape[i].next <= to {
			i = d.tape[i].next + step - 1
			n++
		}
		if t.kind == object {
			name := d.tape[i-1]
			path = append(append(path, '.'), d.data[name.start:name.end]...)
		} else {
			path = append(strconv.AppendInt(append(path, '['), int64(n), 10), ']')
		}
		at = i
	}
	return d.words.text(bytes.TrimPrefix(path, []byte(".")))
}

// unescape returns the text that stands between quotes.
func unescape(between []byte) string {
	quoted := append(append([]byte{'"'}, between...), '"')
	var s string
	if json.Unmarshal(quoted, &s) != nil {
		return string(between)
	}
	return s
}
