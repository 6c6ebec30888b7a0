// Package evidence says where a fact comes from and how well that was confirmed.
//
// Every clinical number, label fact, edge of a pathway and rule of this library carries a Citation, and every citation a
// Provenance. What may refuse a treatment decision depends on it: a fact that nobody confirmed can warn and never refuse.
//
// It holds no facts of its own and does not judge: it is the vocabulary of sources that all other packages share.
package evidence

import (
	"errors"
	"fmt"
	"strings"
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
	Weak                   // seen only in unofficial or machine-written restatements
	Unconfirmed            // not found in a text: recalled, or stated without a source
)

var provenanceNames = [...]string{"", "primary", "secondary", "weak", "unconfirmed"}

// Valid reports whether p is one of the named provenances.
func (p Provenance) Valid() bool { return p > 0 && int(p) < len(provenanceNames) }

// MayRefuse reports whether a rule may refuse an action on a fact of this provenance: primary and secondary may, weak,
// unconfirmed and the invalid zero may not.
func (p Provenance) MayRefuse() bool { return p == Primary || p == Secondary }

// String returns "primary", "secondary", "weak" or "unconfirmed", and "invalid" for anything else.
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

// Citation names the place where a fact stands.
type Citation struct {
	Source     string     // the document, as the field names it: "42 CFR 8.12", "ASAM National Practice Guideline"
	Section    string     // where in it: "(h)(3)(ii)", "section 2.1", "page 7", "table 2"; empty if the whole document is meant
	Year       int        // year of the edition that was used; 0 if the source states none
	Provenance Provenance // how well the fact was confirmed there; required
	Via        string     // where the text was seen, when that was not the source itself; empty otherwise
}

// String writes the citation for a reader: "42 CFR 8.12 (h)(3)(ii), 2024".
func (c Citation) String() string {
	var b strings.Builder
	b.WriteString(c.Source)
	if c.Section != "" {
		b.WriteByte(' ')
		b.WriteString(c.Section)
	}
	if c.Year != 0 {
		fmt.Fprintf(&b, ", %d", c.Year)
	}
	return b.String()
}

// Validate reports a citation that names no source, has no provenance, or has an impossible year.
func (c Citation) Validate() error {
	switch {
	case strings.TrimSpace(c.Source) == "":
		return errors.New("evidence: citation without a source")
	case !c.Provenance.Valid():
		return fmt.Errorf("evidence: citation %q without a provenance", c)
	case c.Year != 0 && (c.Year < 1900 || c.Year > 2100):
		return fmt.Errorf("evidence: citation %q has the year %d", c.Source, c.Year)
	}
	return nil
}

// Best returns the best provenance among the citations, and the invalid zero if there is none.
func Best(citations []Citation) Provenance {
	var best Provenance
	for _, c := range citations {
		if c.Provenance.Valid() && (best == 0 || c.Provenance < best) {
			best = c.Provenance
		}
	}
	return best
}
