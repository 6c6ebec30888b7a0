package plan

import (
	"fmt"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// Finding is what one rule says about one event. It is a contract: everything that a person needs to understand it, and that
// a system needs to show it as a card, an issue or a line of text, is in it.
type Finding struct {
	Instance string // stable: the same rule about the same event has the same instance
	Rule     record.RuleID
	Title    string
	Verdict  Verdict
	Severity record.Severity // what this finding does, after exceptions, provenance and overrides
	Message  string          // one sentence with both values, in English
	Text     Text            // the message with its arguments apart
	Event    record.EventID  // the event that was judged; empty for a Check without an ID
	At       time.Time
	Causes   []Cause // the events that the rule read, oldest first
	Limit    *LimitFact
	Cites    []evidence.Citation
	Missing  []Datum // unknown: what the rule lacks
	Holds    bool    // unknown: the intent is held back until the datum is there
	Remedy   string  // what would resolve it
	Override OverrideFact
	Suspends *Exception // the circumstance that suspended the rule; nil if none did
	Lowered  string     // why the severity is lower than the rule's; empty if it is not
	Profile  string     // identifier and version of the profile
}

// Cause is an event that a finding rests on.
type Cause struct {
	Event record.EventID
	At    time.Time
	Body  record.Body
}

// What says in one line what happened.
func (c Cause) What() string { return record.Describe(c.Body) }

// LimitFact is the limit that applied.
type LimitFact struct {
	Param      ParamID
	Title      string
	Value      string
	Effective  civil.Date
	Enforced   civil.Date
	Cites      []evidence.Citation
	Provenance evidence.Provenance
}

// OverrideFact says whether and how a finding may be overridden, and whether it was.
type OverrideFact struct {
	Allowed  bool
	Document string           // what an override must document, or why there is none
	Used     *record.Override // the override that was used
	By       record.Actor
}

// Refuses reports whether the finding alone refuses an intent.
func (f *Finding) Refuses() bool {
	return f.Verdict == VerdictViolated && f.Severity == record.Block && f.Override.Used == nil
}

// String writes the finding in one line.
func (f *Finding) String() string {
	var b strings.Builder
	switch {
	case f.Verdict == VerdictUnknown:
		fmt.Fprintf(&b, "unknown: %s: %s", f.Rule, f.Message)
	default:
		fmt.Fprintf(&b, "%s: %s: %s", f.Severity, f.Rule, f.Message)
	}
	if f.Limit != nil {
		fmt.Fprintf(&b, " (limit %s, %s)", f.Limit.Value, joinCitations(f.Limit.Cites))
	} else {
		fmt.Fprintf(&b, " (%s)", joinCitations(f.Cites))
	}
	return b.String()
}

func joinCitations(cites []evidence.Citation) string {
	texts := make([]string, len(cites))
	for i, c := range cites {
		texts[i] = c.String()
	}
	return strings.Join(texts, "; ")
}

// Decision is the answer to an intent.
type Decision struct {
	Status   Status
	Findings []Finding // violated and unknown rules and suspended ones, most severe first, then in the order of the catalogue
	// NotJudged are the rules that watch the event and whose limits the jurisdiction does not set, in the order of the catalogue.
	NotJudged []RuleID
	// NotKnown is what was not on record and nobody owes here, sorted.
	NotKnown []string
}

// Allowed reports whether the intent is allowed. An undetermined one is not.
func (d *Decision) Allowed() bool { return d.Status == Allowed }

// Violated returns the violated findings of the severity.
func (d *Decision) Violated(severity record.Severity) []Finding {
	return d.filter(func(f *Finding) bool { return f.Verdict == VerdictViolated && f.Severity == severity })
}

// Unknown returns the findings that lack a datum.
func (d *Decision) Unknown() []Finding {
	return d.filter(func(f *Finding) bool { return f.Verdict == VerdictUnknown })
}

func (d *Decision) filter(keep func(*Finding) bool) []Finding {
	var kept []Finding
	for i := range d.Findings {
		if keep(&d.Findings[i]) {
			kept = append(kept, d.Findings[i])
		}
	}
	return kept
}

// rank orders findings: refusals, held unknowns, then by severity, then other unknowns, then the rest.
func (f *Finding) rank() int {
	switch {
	case f.Refuses():
		return 0
	case f.Verdict == VerdictUnknown && f.Holds:
		return 1
	case f.Verdict == VerdictViolated:
		return 2 + int(record.Block-f.Severity)
	case f.Verdict == VerdictUnknown:
		return 6
	}
	return 7
}
