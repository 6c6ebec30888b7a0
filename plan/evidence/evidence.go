// Package evidence says where a fact comes from and how well that was confirmed.
//
// Every clinical number, label fact, edge of a pathway and rule of this library carries a Citation: a source, a place in it,
// and a Provenance. What may refuse a treatment decision depends on it: a fact that nobody confirmed can warn and never refuse.
//
// The sources stand once, in the bibliography of this package; a host that brings rules or numbers of its own declares its own
// Source. The package also lists the numbered decisions of the rule pack, which are what a limit rests on where the sources
// leave a question open. It holds no clinical facts and does not judge.
package evidence

import (
	"errors"
	"fmt"
)

// Provenance says how well a fact was confirmed in its source.
//
// The zero Provenance is invalid: a citation without one is a construction error wherever citations are checked.
type Provenance uint8

// The provenances, best first.
const (
	_           Provenance = iota
	Primary                // seen in the primary text, or in a word-for-word reproduction of it
	Secondary              // seen in an independent source that restates the primary one
	Decided                // follows from arithmetic on the record, or from a numbered decision of the rule pack
	Weak                   // seen only in unofficial or machine-written restatements
	Unconfirmed            // not found in a text: recalled, or stated without a source
)

var provenanceNames = [...]string{"", "primary", "secondary", "decided", "weak", "unconfirmed"}

// Valid reports whether p is one of the named provenances.
func (p Provenance) Valid() bool { return p > 0 && int(p) < len(provenanceNames) }

// MayRefuse reports whether a rule may refuse an action on a fact of this provenance: primary, secondary and decided may; weak,
// unconfirmed and the invalid zero may not.
func (p Provenance) MayRefuse() bool { return p == Primary || p == Secondary || p == Decided }

// String returns "primary", "secondary", "decided", "weak" or "unconfirmed", and "invalid" for anything else.
func (p Provenance) String() string {
	if !p.Valid() {
		return "invalid"
	}
	return provenanceNames[p]
}

// MarshalText writes the name; an invalid provenance is an error.
func (p Provenance) MarshalText() ([]byte, error) {
	if !p.Valid() {
		return nil, errors.New("evidence: invalid provenance")
	}
	return []byte(provenanceNames[p]), nil
}

// UnmarshalText reads a name that MarshalText writes, in that exact spelling.
func (p *Provenance) UnmarshalText(text []byte) error {
	for i, name := range provenanceNames[1:] {
		if string(text) == name {
			*p = Provenance(i + 1)
			return nil
		}
	}
	return fmt.Errorf("evidence: unknown provenance %q", text)
}
