package r4

import (
	"encoding/json"
	"strconv"
)

// Value is something that is written as JSON. What is empty is left out wherever it stands: FHIR allows no empty object, array or text.
type Value interface {
	// IsEmpty reports whether there is nothing to write.
	IsEmpty() bool
	// Append appends the value as JSON.
	Append(dst []byte) []byte
}

// Member is a named value of an Object.
type Member struct {
	Name  string
	Value Value
}

// Object is a JSON object, its members in their order. Those that are empty or nil are not written.
type Object []Member

// Array is a JSON array. Elements that are empty or nil are not written.
type Array []Value

// String is a text.
type String string

// Number is a number, as it is to be written; empty: none.
type Number Decimal

// Bool is a truth that is stated. Leave the member out where it is not.
type Bool bool

// Whole returns a whole number.
func Whole(n int) Number { return Number(strconv.Itoa(n)) }

// Set returns the object with one more member.
func (o Object) Set(name string, value Value) Object { return append(o, Member{name, value}) }

// IsEmpty reports whether no member has something to write.
func (o Object) IsEmpty() bool {
	for _, m := range o {
		if m.Value != nil && !m.Value.IsEmpty() {
			return false
		}
	}
	return true
}

// Append appends the object as JSON, without spaces.
func (o Object) Append(dst []byte) []byte {
	dst = append(dst, '{')
	first := true
	for i := range o {
		m := &o[i]
		if m.Value == nil || m.Value.IsEmpty() {
			continue
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = String(m.Name).Append(dst)
		dst = m.Value.Append(append(dst, ':'))
	}
	return append(dst, '}')
}

// IsEmpty reports whether no element has something to write.
func (a Array) IsEmpty() bool {
	for _, v := range a {
		if v != nil && !v.IsEmpty() {
			return false
		}
	}
	return true
}

// Append appends the array as JSON.
func (a Array) Append(dst []byte) []byte {
	dst = append(dst, '[')
	first := true
	for _, v := range a {
		if v == nil || v.IsEmpty() {
			continue
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = v.Append(dst)
	}
	return append(dst, ']')
}

// IsEmpty reports whether the text is empty.
func (s String) IsEmpty() bool { return s == "" }

// Append appends the text with its escapes: those of encoding/json, to the byte.
func (s String) Append(dst []byte) []byte {
	begun := len(dst)
	dst = append(dst, '"')
	from := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			dst = append(append(dst, s[from:i]...), '\\', c)
			from = i + 1
		case c < ' ' || c == '<' || c == '>' || c == '&' || c >= 0x7f:
			return s.unusual(dst[:begun])
		}
	}
	return append(append(dst, s[from:]...), '"')
}

// unusual appends a text in which something stands that seldom does.
func (s String) unusual(dst []byte) []byte {
	quoted, err := json.Marshal(string(s))
	if err != nil {
		return append(dst, `""`...)
	}
	return append(dst, quoted...)
}

// IsEmpty reports whether there is no number.
func (n Number) IsEmpty() bool { return n == "" }

// Append appends the number.
func (n Number) Append(dst []byte) []byte { return append(dst, n...) }

// IsEmpty is false: a truth that is there is stated.
func (b Bool) IsEmpty() bool { return false }

// Append appends the truth.
func (b Bool) Append(dst []byte) []byte { return strconv.AppendBool(dst, bool(b)) }
