package plan

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// Finding is what one rule says about one event. It is a contract: everything that a person needs to understand it, and that
// a system needs to show it as a card, an issue or a line of text, is in it.
type Finding struct {
	Rule         record.RuleID
	Title        string
	Verdict      Verdict
	Severity     record.Severity // of the violation, after exceptions and provenance; what the finding does is its Effect
	Text         Text            // what is wrong, with both values apart from the sentence; none where a datum is all that is missing
	Event        record.EventID  // the event that was judged; "check" for a Check without an ID
	At           time.Time
	Causes       []Cause // the events that the rule read, oldest first
	Limit        *LimitFact
	Cites        []evidence.Citation
	Missing      []Datum // unknown: what the rule lacks
	Holds        bool    // unknown: the intent is held back until the datum is there
	Remedy       string  // what would resolve it
	Override     OverrideFact
	Suspends     *Suspension // the circumstance that suspended the rule; nil if none did
	Lowered      string      // why the severity is lower than the rule's; empty if it is not
	Jurisdiction string      // identifier and version of the jurisdiction
}

// Suspension is the circumstance that took the force out of a rule.
type Suspension struct {
	Context record.Circumstance
	Why     string
	Leaves  record.Severity // what a violation still does; zero: it is not reported as one
}

// Instance names the finding: the same rule about the same event has the same instance.
func (f *Finding) Instance() string { return string(f.Rule) + "@" + string(f.Event) }

// Message says what is wrong in one sentence with both values, in English; where a datum is all that is missing, which. It is written
// when it is asked for.
func (f *Finding) Message() string {
	if f.Text.IsZero() && f.Verdict == VerdictUnknown {
		return "not known: " + listed(f.Missing)
	}
	return f.Text.String()
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

// clone returns the fact with citations of its own.
func (l *LimitFact) clone() LimitFact {
	copied := *l
	copied.Cites = slices.Clone(l.Cites)
	return copied
}

// OverrideFact says whether and how a finding may be overridden, and whether it was.
type OverrideFact struct {
	Allowed  bool
	Document string           // what an override must document, or why there is none
	Used     *record.Override // the override that was used
	By       record.Actor
}

// Effect is what a finding does: to an intent, or to a fact that would have been one.
type Effect string

// The effects. Only the first two keep an intent from being allowed.
const (
	EffectRefuses    Effect = "refuses"    // violated, and nobody overrode it
	EffectHolds      Effect = "holds"      // a datum is missing without which the intent is held back
	EffectWarns      Effect = "warns"      // violated: shown and acknowledged
	EffectInforms    Effect = "informs"    // violated as advice, or not known and only reported
	EffectNotJudged  Effect = "not-judged" // a limit is not set in this jurisdiction
	EffectOverridden Effect = "overridden" // violated, and overridden by a documented decision
	EffectSuspended  Effect = "suspended"  // violated, but for a circumstance that suspends the rule
)

// Effect returns what the finding does, after exceptions, provenance and overrides.
func (f *Finding) Effect() Effect {
	switch {
	case f.Override.Used != nil:
		return EffectOverridden
	case f.Verdict == VerdictNotJudged:
		return EffectNotJudged
	case f.Suspends != nil && f.Verdict != VerdictViolated:
		return EffectSuspended
	case f.Verdict == VerdictUnknown && f.Holds:
		return EffectHolds
	case f.Verdict != VerdictViolated || f.Severity == record.Advice:
		return EffectInforms
	case f.Severity == record.Warning:
		return EffectWarns
	}
	return EffectRefuses
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
		fmt.Fprintf(&b, "unknown: %s: %s", f.Rule, f.Message())
	default:
		fmt.Fprintf(&b, "%s: %s: %s", f.Severity, f.Rule, f.Message())
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
	// Basis is by what the decision was made.
	Basis Basis
	// Notice is one line about a day that lies after the one up to which the values are confirmed; empty otherwise.
	Notice string
}

// Allowed reports whether the intent is allowed. An undetermined one is not.
func (d *Decision) Allowed() bool { return d.Status == Allowed }

// Reasons returns exactly the findings that keep an intent from being allowed: those that refuse it or hold it back.
func (d *Decision) Reasons() []Finding {
	return d.filter(func(f *Finding) bool { effect := f.Effect(); return effect == EffectRefuses || effect == EffectHolds })
}

// Violated returns the violated findings of the severity, without those that were overridden.
func (d *Decision) Violated(severity record.Severity) []Finding {
	return d.filter(func(f *Finding) bool {
		return f.Verdict == VerdictViolated && f.Severity == severity && f.Override.Used == nil
	})
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
	return lastRank
}

const lastRank = 7
