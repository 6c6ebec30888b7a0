package evidence

import (
	"maps"
	"slices"
)

// The bibliography has a file for each kind of source: its constants, and what each is. A document that was used in two editions is two
// entries. The kind of an entry stands in its number.
const kindShift = 8

// table says what the entries of one kind are.
type table map[Entry]Source

var tables = [...]table{Law: laws, Label: labels, Guideline: guidelines, Study: studies, Scale: scales, Register: registers, Own: ofOurOwn}

// Source returns the document; the invalid zero Source for a number that is no entry.
func (e Entry) Source() Source {
	kind := Kind(e >> kindShift)
	if int(kind) >= len(tables) {
		return Source{}
	}
	s, ok := tables[kind][e]
	if ok {
		s.Kind = kind
	}
	return s
}

// Sources returns the bibliography, sorted by kind.
func Sources() (all []Source) {
	for _, t := range tables {
		for _, e := range slices.Sorted(maps.Keys(t)) {
			all = append(all, e.Source())
		}
	}
	return all
}
