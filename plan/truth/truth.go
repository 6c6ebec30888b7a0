// Package truth has the one tri-state of this library: yes, no, or unknown.
//
// What nobody said is neither true nor false, so the zero Value is Unknown. Nothing here decides what an unknown does: rules,
// guards and reports do, and none of them may take it for a pass.
package truth

import "fmt"

// Value is yes, no, or unknown; unknown is its zero.
type Value uint8

// The three values.
const (
	Unknown Value = iota
	Yes
	No
)

var names = [...]string{Unknown: "unknown", Yes: "yes", No: "no"}

// Of turns a plain answer into a Value: Yes for true, No for false.
func Of(answer bool) Value {
	if answer {
		return Yes
	}
	return No
}

// Valid reports whether v is one of the three values.
func (v Value) Valid() bool { return int(v) < len(names) }

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

// String returns "yes", "no" or "unknown"; a value that is none of the three is unknown.
func (v Value) String() string {
	if !v.Valid() {
		return names[Unknown]
	}
	return names[v]
}

// MarshalText writes what String writes; a value that is none of the three is an error.
func (v Value) MarshalText() ([]byte, error) {
	if !v.Valid() {
		return nil, fmt.Errorf("truth: invalid value %d", v)
	}
	return []byte(names[v]), nil
}

// UnmarshalText reads "yes", "no" or "unknown".
func (v *Value) UnmarshalText(text []byte) error {
	for i, name := range names {
		if name == string(text) {
			*v = Value(i)
			return nil
		}
	}
	return fmt.Errorf("truth: %q is not yes, no or unknown", text)
}
