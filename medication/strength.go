package medication

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Volume is an amount of liquid, a whole number of microliters. The zero Volume is none, or not stated.
//
// A volume is never a dose: only the strength of a product turns one into the other (Strength.In).
type Volume struct{ microliters uint32 }

// Microliters returns the volume of that many microliters.
func Microliters(n uint32) Volume { return Volume{n} }

// Microliters returns the number of microliters.
func (v Volume) Microliters() uint32 { return v.microliters }

// IsZero reports whether there is no volume.
func (v Volume) IsZero() bool { return v.microliters == 0 }

// String writes the volume in milliliters: "0.5 mL".
func (v Volume) String() string {
	text := strconv.FormatUint(uint64(v.microliters/1000), 10)
	if rest := v.microliters % 1000; rest != 0 {
		text += "." + strings.TrimRight(fmt.Sprintf("%03d", rest), "0")
	}
	return text + " mL"
}

// Per is what the dose of a strength is stated per. The zero Per is invalid.
type Per uint8

// The bases of a strength.
const (
	_             Per = iota
	PerUnit           // tablet, film, syringe, spray, implant: given whole
	PerMilliliter     // measured out
)

var bases = vocabulary.Required[Per]("basis", []string{
	PerUnit:       "unit",
	PerMilliliter: "mL",
})

// Valid reports whether p is a basis.
func (p Per) Valid() bool { return bases.Valid(p) }

// String returns the name, and "invalid basis 77" for a value that is none.
func (p Per) String() string { return bases.Name(p) }

// MarshalText writes the name; a value that is no basis is a vocabulary.ErrWord.
func (p Per) MarshalText() ([]byte, error) { return bases.MarshalText(p) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (p *Per) UnmarshalText(text []byte) error { return bases.UnmarshalText(p, text) }

// Strength is one strength in which a product is made.
type Strength struct {
	Dose   Dose              // what one unit or one milliliter contains, as the product is labeled
	Per    Per               // unit or milliliter
	Volume Volume            // of one unit of a liquid; zero for solids, for measured liquids, and where it is not stated
	Brand  string            // the only brand of this strength; empty if it is generic or common to the product's brands
	Codes  []Code            // of this strength
	Cite   evidence.Citation // where the strength was seen
}

// In returns the dose that is in that volume of a measured liquid. It is false for a product that is given in units, and if
// the result is not a whole number of micrograms.
func (s Strength) In(v Volume) (Dose, bool) {
	if s.Per != PerMilliliter {
		return Dose{}, false
	}
	principal, exact := s.Dose.Principal.Fraction(v.microliters, 1000)
	companion, exactToo := s.Dose.Companion.Fraction(v.microliters, 1000)
	return Dose{principal, companion}, exact && exactToo
}

// String writes "8 mg/2 mg", "100 mg in 0.5 mL" or "10 mg per mL".
func (s Strength) String() string {
	switch {
	case s.Per == PerMilliliter:
		return s.Dose.String() + " per mL"
	case !s.Volume.IsZero():
		return s.Dose.String() + " in " + s.Volume.String()
	}
	return s.Dose.String()
}
