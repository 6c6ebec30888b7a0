package plan

// Verdict is what a rule says about an event. The zero Verdict is invalid; a rule that returns it is read as unknown.
type Verdict uint8

// The verdicts. VerdictUnknown is never a pass: a datum, a parameter or the rule itself was missing.
const (
	_ Verdict = iota
	VerdictNotApplicable
	VerdictMet
	VerdictViolated
	VerdictUnknown
	VerdictNotJudged // a limit that the rule needs is not set in the jurisdiction
)

var verdictNames = [...]string{"invalid", "not-applicable", "met", "violated", "unknown", "not-judged"}

// String returns the name of the verdict.
func (v Verdict) String() string {
	if int(v) >= len(verdictNames) {
		return verdictNames[0]
	}
	return verdictNames[v]
}

// MarshalText writes the name.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

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
