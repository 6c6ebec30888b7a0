package plan

import "fmt"

// Verdict is what a rule says about an event. The zero Verdict is invalid; a rule that returns it is read as unknown.
type Verdict uint8

// The verdicts. VerdictUnknown is never a pass: a datum, a parameter or the rule itself was missing.
const (
	_ Verdict = iota
	VerdictNotApplicable
	VerdictMet
	VerdictViolated
	VerdictUnknown
)

var verdictNames = [...]string{"invalid", "not-applicable", "met", "violated", "unknown"}

// String returns the name of the verdict.
func (v Verdict) String() string {
	if int(v) >= len(verdictNames) {
		return verdictNames[0]
	}
	return verdictNames[v]
}

// MarshalText writes the name.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

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
		return nil, fmt.Errorf("plan: invalid severity %d", s)
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
	return fmt.Errorf("plan: unknown severity %q", text)
}

// Status is the answer to an intent. The zero Status is invalid.
type Status uint8

// The statuses. Undetermined is neither: a rule that can refuse lacks a datum, and the decision says which.
const (
	_ Status = iota
	Allowed
	Undetermined
	Refused
)

var statusNames = [...]string{"invalid", "allowed", "undetermined", "refused"}

// String returns the name of the status.
func (s Status) String() string {
	if int(s) >= len(statusNames) {
		return statusNames[0]
	}
	return statusNames[s]
}

// MarshalText writes the name.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }
