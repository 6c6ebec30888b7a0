package stages

import (
	"fmt"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Outcome is what became of a step. The zero Outcome is invalid: no step that this package returns without an error has it.
type Outcome uint8

// The outcomes.
const (
	_            Outcome = iota
	Moved                // to another state
	Stayed               // allowed, and leads back to the same state
	Refused              // the pathway has no such way
	Undetermined         // it depends on conditions that nobody has answered
)

var outcomes = vocabulary.Required[Outcome]("outcome", []string{
	Moved:        "moved",
	Stayed:       "stayed",
	Refused:      "refused",
	Undetermined: "undetermined",
})

// Valid reports whether o is an outcome.
func (o Outcome) Valid() bool { return outcomes.Valid(o) }

// String returns the name, and "invalid outcome 77" for a value that is none.
func (o Outcome) String() string { return outcomes.Name(o) }

// MarshalText writes the name; a value that is no outcome is a vocabulary.ErrWord.
func (o Outcome) MarshalText() ([]byte, error) { return outcomes.MarshalText(o) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (o *Outcome) UnmarshalText(text []byte) error { return outcomes.UnmarshalText(o, text) }

// Step is the answer to one trigger in one state.
type Step[S ~string] struct {
	From    S
	On      Trigger
	To      S // where the person is afterwards: From unless the outcome is Moved
	Outcome Outcome
	Why     string              // the reason of the edge or of the refusal, or what is missing
	Missing []Condition         // Undetermined: the conditions to find out, in the order of the definition
	Cites   []evidence.Citation // the sources of the edge or of the refusal
	Edge    int                 // number of the edge in the definition, counted from 1; 0 if no edge was taken
}

// Allowed reports whether the step was made: its outcome is Moved or Stayed.
func (s Step[S]) Allowed() bool { return s.Outcome == Moved || s.Outcome == Stayed }

// String writes the step as "begin-therapy: detox -> therapy (moved)".
func (s Step[S]) String() string {
	return fmt.Sprintf("%s: %s -> %s (%s)", s.On, s.From, s.To, s.Outcome)
}
