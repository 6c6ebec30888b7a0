package evidence

import (
	"errors"
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Kind says what kind of document a source is. The zero Kind says nothing, and is what a host may leave.
type Kind uint8

// The kinds, in the order of the bibliography.
const (
	_         Kind = iota
	Law            // statutes, regulations, and what an authority publishes about them
	Label          // labels, licences and leaflets of products
	Guideline      // guidelines, and texts that restate practice
	Study          // trials, surveys and case reports
	Scale          // papers and forms of scales and questionnaires
	Register       // code systems, registers and data sets
	Own            // what this library says of itself
)

var kinds = vocabulary.Optional[Kind]("kind of source", []string{
	Law:       "law",
	Label:     "label",
	Guideline: "guideline",
	Study:     "study",
	Scale:     "scale",
	Register:  "register",
	Own:       "own",
})

// Valid reports whether k is a kind of source.
func (k Kind) Valid() bool { return kinds.Valid(k) }

// String returns the name, "not stated" for zero, and "invalid kind of source 77" for a value that is none.
func (k Kind) String() string { return kinds.Name(k) }

// MarshalText writes the name, and the empty text for zero; a value that is no kind of source is a vocabulary.ErrWord.
func (k Kind) MarshalText() ([]byte, error) { return kinds.MarshalText(k) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (k *Kind) UnmarshalText(text []byte) error { return kinds.UnmarshalText(k, text) }

// Source is a document in one edition. It is a value that can be compared. Those of this library are in the bibliography; a host
// declares its own:
//
//	var house = evidence.Source{ID: "house-rules", Title: "House rules of the clinic", Year: 2026}
type Source struct {
	ID        string `json:"id"` // lower-case words joined by hyphens; one for each edition
	Kind      Kind   `json:"kind,omitzero"`
	Title     string `json:"title"`             // as the field names the document: "42 CFR 8.12", "NICE CG52"
	Edition   string `json:"edition,omitempty"` // which of several texts with one title: "revision of December 2025"
	Year      int    `json:"year,omitempty"`    // of the edition; 0 if the source states none
	Publisher string `json:"publisher,omitempty"`
	Via       string `json:"via,omitempty"` // where its text was seen, unless a citation says otherwise; empty: in itself, or in several
}

// At cites a place in the source, "" for the document as a whole. The citation is seen where the source was; what is
// Unconfirmed was seen nowhere.
func (s Source) At(place string, p Provenance) Citation {
	c := Citation{Source: s, Place: place, Provenance: p}
	if p != Unconfirmed {
		c.Via = s.Via
	}
	return c
}

// Validate reports a source without an identifier or a title, and one with an impossible kind or year.
func (s Source) Validate() error {
	switch {
	case strings.TrimSpace(s.Title) == "":
		return errors.New("evidence: citation without a source")
	case s.ID == "" || strings.Trim(s.ID, "abcdefghijklmnopqrstuvwxyz0123456789-") != "":
		return fmt.Errorf("evidence: source %q: the identifier %q is not lower-case words joined by hyphens", s.Title, s.ID)
	case s.Kind != 0 && !s.Kind.Valid():
		return fmt.Errorf("evidence: source %q has no such kind", s.Title)
	case s.Year != 0 && (s.Year < 1900 || s.Year > 2100):
		return fmt.Errorf("evidence: source %q has the year %d", s.Title, s.Year)
	}
	return nil
}

// Entry is a source of the bibliography. Entries are constants, so that nobody can change what others cite.
//
//	evidence.Part8.At("(h)(3)(ii)", evidence.Secondary)
type Entry uint16

// At cites a place in the source; see Source.At.
func (e Entry) At(place string, p Provenance) Citation { return e.Source().At(place, p) }

// String returns the title.
func (e Entry) String() string { return e.Source().Title }
