package record

import "github.com/oudpath/oudpath/plan/vocabulary"

// RuleID names a rule for ever: dotted lower-case words, such as "methadone.induction.first-day-total".
type RuleID string

// Severity is what a violated rule does. The zero Severity is invalid.
type Severity uint8

// The severities, in ascending order.
const (
	_       Severity = iota
	Advice           // good practice: informs
	Warning          // allowed, but must be shown and acknowledged
	Block            // an intent is refused unless the rule may be overridden and is; a fact becomes a recorded deviation
)

var severities = vocabulary.Required[Severity]("severity", []string{Advice: "advice", Warning: "warning", Block: "block"})

// Valid reports whether s is one of the named severities.
func (s Severity) Valid() bool { return severities.Valid(s) }

// String returns the name of the severity, and "invalid severity 77" for a value that is none.
func (s Severity) String() string { return severities.Name(s) }

// MarshalText writes the name; a value that is no severity is a vocabulary.ErrWord.
func (s Severity) MarshalText() ([]byte, error) { return severities.MarshalText(s) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (s *Severity) UnmarshalText(text []byte) error { return severities.UnmarshalText(s, text) }
