package fhir

import (
	"fmt"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Why says what kind of note it is. The zero Why is invalid.
type Why uint8

// The kinds of notes.
const (
	_               Why = iota
	NotRead             // the type of resource says nothing that a plan holds
	NotInForce          // draft, cancelled, entered in error, refuted, preliminary: it does not stand
	OtherPerson         // it is about somebody else
	UnknownCode         // no code or name in it has a known meaning
	WrongCode           // the code is known to be used wrongly, or lacks its system
	NotUnderstood       // a value that no event can state: a range, a text alone, a unit of another kind
	NotKnownWhen        // the time is absent, too vague or in the future
	Unresolved          // a reference that the given resources do not resolve
	Contradiction       // two parts of it say different things
	NoMatter            // it is understood, and no rule asks for it
	Rounded             // a measured value has more decimals than a record holds
	Doubled             // the same resource was given before
	MisformedIsRead     // it deviates from the specification and was read all the same
	InvalidContent      // what it says is out of every range that can be on record
)

var whys = vocabulary.Required[Why]("kind of note", []string{NotRead: "not-read", NotInForce: "not-in-force", OtherPerson: "other-person",
	UnknownCode: "unknown-code", WrongCode: "wrong-code", NotUnderstood: "not-understood", NotKnownWhen: "not-known-when",
	Unresolved: "unresolved", Contradiction: "contradiction", NoMatter: "no-matter", Rounded: "rounded", Doubled: "doubled",
	MisformedIsRead: "misformed", InvalidContent: "invalid"})

// Valid reports whether w is one of the kinds.
func (w Why) Valid() bool { return whys.Valid(w) }

// String returns the name of the kind.
func (w Why) String() string { return whys.Name(w) }

// MarshalText writes the name; a value that is no kind is a vocabulary.ErrWord.
func (w Why) MarshalText() ([]byte, error) { return whys.MarshalText(w) }

// UnmarshalText reads what MarshalText writes; any other text is a vocabulary.ErrWord.
func (w *Why) UnmarshalText(text []byte) error { return whys.UnmarshalText(w, text) }

// Settled reports whether the note is about something that needs nobody's attention: the resource was understood and does not
// matter, does not stand, or is about somebody else.
func (w Why) Settled() bool {
	return w == NotRead || w == NotInForce || w == OtherPerson || w == NoMatter || w == Doubled || w == MisformedIsRead
}

// Note is something about a resource that did not become an event, or not wholly.
type Note struct {
	Why     Why
	Element string // where in the resource: "dosageInstruction[0].doseAndRate[0]"; empty: all of it
	Text    string // for a reader; it may quote codes and names of the record
}

// String writes the note in a line.
func (n Note) String() string {
	if n.Element == "" {
		return fmt.Sprintf("%s: %s", n.Why, n.Text)
	}
	return fmt.Sprintf("%s: %s: %s", n.Why, n.Element, n.Text)
}

// Origin says which event came of which elements of a resource.
type Origin struct {
	Event    record.EventID
	Elements []string
	Day      bool // the record states the day alone: At is its safe side
}

// Account is what became of one resource. It has at least one event or one note.
type Account struct {
	Resource string   // type and id: "MedicationRequest/7"
	Path     string   // where it stands in what was read: "entry[3].resource"
	Events   []Origin // what it became
	Proposed []Origin // the same, for what is asked for and does not stand yet
	Notes    []Note
}

// Understood reports whether nothing in the resource is left that somebody should look at.
func (a Account) Understood() bool {
	for _, n := range a.Notes {
		if !n.Why.Settled() {
			return false
		}
	}
	return true
}
