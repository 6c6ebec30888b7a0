package stages

import (
	"fmt"

	"github.com/oudpath/oudpath/plan/evidence"
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

var outcomeNames = [...]string{"invalid", "moved", "stayed", "refused", "undetermined"}

// String returns "moved", "stayed", "refused" or "undetermined", and "invalid" for anything else.
func (o Outcome) String() string {
	if int(o) >= len(outcomeNames) {
		return outcomeNames[0]
	}
	return outcomeNames[o]
}

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
