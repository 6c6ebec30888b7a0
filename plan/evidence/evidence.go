// Package evidence says where a fact comes from and how well that was confirmed.
//
// Every clinical number, label fact, edge of a pathway and rule of this library carries a Citation: a source, a place in it,
// and a Provenance. What may refuse a treatment decision depends on it: a fact that nobody confirmed can warn and never refuse.
//
// The sources stand once, in the bibliography of this package; a host that brings rules or numbers of its own declares its own
// Source. The package also lists the numbered decisions of the rule pack, which are what a limit rests on where the sources
// leave a question open. It holds no clinical facts and does not judge.
package evidence

import "github.com/oudpath/oudpath/plan/vocabulary"

// Provenance says how well a fact was confirmed in its source.
//
// The zero Provenance is not stated: a citation without one is a construction error wherever citations are checked.
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

var provenances = vocabulary.Optional[Provenance]("provenance", []string{
	Primary:     "primary",
	Secondary:   "secondary",
	Decided:     "decided",
	Weak:        "weak",
	Unconfirmed: "unconfirmed",
})

// Valid reports whether p is a provenance.
func (p Provenance) Valid() bool { return provenances.Valid(p) }

// String returns the name, "not stated" for zero, and "invalid provenance 77" for a value that is none.
func (p Provenance) String() string { return provenances.Name(p) }

// MarshalText writes the name, and the empty text for zero; a value that is no provenance is a vocabulary.ErrWord.
func (p Provenance) MarshalText() ([]byte, error) { return provenances.MarshalText(p) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (p *Provenance) UnmarshalText(text []byte) error { return provenances.UnmarshalText(p, text) }

// MayRefuse reports whether a rule may refuse an action on a fact of this provenance: primary, secondary and decided may; weak,
// unconfirmed and zero may not.
func (p Provenance) MayRefuse() bool { return p == Primary || p == Secondary || p == Decided }
