package record

import (
	"fmt"
)

// Kind names what an event is about. The zero Kind is invalid.
//
// The text of a kind is its name on the wire: names are only ever added, never changed or reused.
type Kind uint8

// KindCount is one more than the number of kinds: the size of an array that a kind indexes.
const KindCount = int(kindEnd)

// Zero returns the empty body of the kind: the type that events of the kind carry. It is nil for an invalid kind.
func (k Kind) Zero() Body {
	if !k.Valid() {
		return nil
	}
	return kinds[k].zero
}

// AllKinds returns every kind, facts first.
func AllKinds() []Kind {
	all := make([]Kind, 0, kindEnd-1)
	for k := Kind(1); k < kindEnd; k++ {
		all = append(all, k)
	}
	return all
}

// Valid reports whether k is one of the named kinds.
func (k Kind) Valid() bool { return k > 0 && k < kindEnd }

// is reports whether the kind has a row of the class.
func (k Kind) is(c class) bool { return k < kindEnd && kinds[k].class == c }

// Intent reports whether events of this kind ask for something, so that they can be refused. All others are facts.
func (k Kind) Intent() bool { return k.is(intent) }

// Observation reports whether events of this kind say what a person does, says or shows. A rule may have findings about them,
// and they are never deviations.
func (k Kind) Observation() bool { return k.is(observed) }

// Derived reports whether the engine alone makes events of this kind, as a consequence of another event.
func (k Kind) Derived() bool { return k.is(derived) }

// String returns the wire name, and "invalid" for anything else.
func (k Kind) String() string {
	if !k.Valid() {
		return "invalid"
	}
	return kinds[k].name
}

// ParseKind reads a wire name.
func ParseKind(name string) (Kind, error) {
	for k := Kind(1); k < kindEnd; k++ {
		if kinds[k].name == name {
			return k, nil
		}
	}
	return 0, fmt.Errorf("record: unknown kind of event %q", name)
}
