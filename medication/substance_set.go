package medication

import (
	"iter"
	"math/bits"
	"strings"
)

// SubstanceSet is a set of substances. The zero SubstanceSet is empty.
type SubstanceSet uint64

// SetOf returns the set of these substances; invalid ones are left out.
func SetOf(substances ...Substance) SubstanceSet {
	var set SubstanceSet
	for _, s := range substances {
		if s.Valid() {
			set |= 1 << s
		}
	}
	return set
}

// Has reports whether the substance is in the set.
func (s SubstanceSet) Has(substance Substance) bool {
	return s&(1<<substance) != 0 // SetOf lets nothing else in
}

// Intersects reports whether the sets have a substance in common.
func (s SubstanceSet) Intersects(other SubstanceSet) bool { return s&other != 0 }

// Union returns the substances that are in either set.
func (s SubstanceSet) Union(other SubstanceSet) SubstanceSet { return s | other }

// IsEmpty reports whether there is no substance in the set.
func (s SubstanceSet) IsEmpty() bool { return s == 0 }

// All yields the substances of the set in the order of their declaration.
func (s SubstanceSet) All() iter.Seq[Substance] {
	return func(yield func(Substance) bool) {
		for rest := uint64(s); rest != 0; rest &= rest - 1 {
			if !yield(Substance(bits.TrailingZeros64(rest))) {
				return
			}
		}
	}
}

// String writes the names with commas between them.
func (s SubstanceSet) String() string {
	var names []string
	for substance := range s.All() {
		names = append(names, substance.String())
	}
	return strings.Join(names, ", ")
}
