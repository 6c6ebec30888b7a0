package record

import "fmt"

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

var severityNames = [...]string{"invalid", "advice", "warning", "block"}

// Valid reports whether s is one of the named severities.
func (s Severity) Valid() bool { return s > 0 && int(s) < len(severityNames) }

// String returns the name of the severity.
func (s Severity) String() string {
	if !s.Valid() {
		return severityNames[0]
	}
	return severityNames[s]
}

// MarshalText writes the name.
func (s Severity) MarshalText() ([]byte, error) {
	if !s.Valid() {
		return nil, fmt.Errorf("record: invalid severity %d", s)
	}
	return []byte(s.String()), nil
}

// UnmarshalText reads a name.
func (s *Severity) UnmarshalText(text []byte) error {
	for i, name := range severityNames[1:] {
		if name == string(text) {
			*s = Severity(i + 1)
			return nil
		}
	}
	return fmt.Errorf("record: unknown severity %q", text)
}
