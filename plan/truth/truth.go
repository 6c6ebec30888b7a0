// Package truth has the one tri-state of this library: yes, no, or unknown.
//
// What nobody said is neither true nor false, so the zero Value is Unknown. Nothing here decides what an unknown does: rules,
// guards and reports do, and none of them may take it for a pass.
package truth

import "github.com/oudpath/oudpath/plan/vocabulary"

// Value is yes, no, or unknown; unknown is its zero.
type Value uint8

// The three values.
const (
	Unknown Value = iota
	Yes
	No
)

var words = vocabulary.Required[Value]("answer", []string{Unknown: "unknown", Yes: "yes", No: "no"})

// Of turns a plain answer into a Value: Yes for true, No for false.
func Of(answer bool) Value {
	if answer {
		return Yes
	}
	return No
}

// Valid reports whether v is one of the three values.
func (v Value) Valid() bool { return words.Valid(v) }

// Known reports whether v is Yes or No.
func (v Value) Known() bool { return v == Yes || v == No }

// Not returns the opposite; what is unknown stays unknown.
func (v Value) Not() Value {
	switch v {
	case Yes:
		return No
	case No:
		return Yes
	}
	return Unknown
}

// And is Yes if both are, No if either is No, else Unknown.
func (v Value) And(other Value) Value {
	switch {
	case v == No || other == No:
		return No
	case v == Yes && other == Yes:
		return Yes
	}
	return Unknown
}

// Or is Yes if either is, No if both are No, else Unknown.
func (v Value) Or(other Value) Value { return v.Not().And(other.Not()).Not() }

// String returns "yes", "no" or "unknown", and "invalid answer 77" for a value that is none of the three.
func (v Value) String() string { return words.Name(v) }

// MarshalText writes what String writes; a value that is none of the three is a vocabulary.ErrWord.
func (v Value) MarshalText() ([]byte, error) { return words.MarshalText(v) }

// UnmarshalText reads "yes", "no" or "unknown"; any other text is a vocabulary.ErrWord.
func (v *Value) UnmarshalText(text []byte) error { return words.UnmarshalText(v, text) }
