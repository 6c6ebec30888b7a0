package plan

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// Rule is one guideline statement, label statement or paragraph of law, as a value. Its numbers are parameters.
//
// The engine asks a rule about an event that has one of the meanings it watches, and that can concern a substance it is about. It
// answers "not applicable" where Only or Applies says so and "not judged" where a limit in Needs is not set, before Judge is called, and
// gives the rule only the limits that it declared: reading another is a defect of the rule, and the answer is then unknown.
type Rule struct {
	ID       RuleID
	Aliases  []RuleID // other names for the same rule in the sources; an override or a script may use them
	Title    string   // what holds when the rule is met, in one sentence without numbers
	Severity Severity // the most that a violation does

	// About are the substances whose acts can matter to the rule; empty: all. Acts without a substance of the catalogue, such as a
	// measurement, and those about whatever medication goes on, wake it whatever it is about.
	About   medication.SubstanceSet
	Watches record.Means // the meanings that wake the rule
	// Authority says who may do what where, if that is all that the rule is about: it then watches the act that the law speaks of, and
	// no other by which the same dose reaches the person. Such a rule cites a law. Empty: the rule is about a danger.
	Authority string
	// Narrow says why a rule about a danger watches less than every route of it. Empty: it sees them all.
	Narrow string

	Cites    []evidence.Citation
	Needs    []Need         // the limits and facts that it reads
	Unless   []Exception    // circumstances that suspend the rule
	Remedy   string         // what would resolve a violation; required
	Override OverridePolicy // required for rules that can refuse
	Missing  MissingPolicy  // what an unknown does; the zero policy holds an intent back where the rule could refuse it
	// Essential rules cannot be left out by a jurisdiction, and hold an intent back where a limit that they need is not set.
	Essential bool
	// Replaces are the rules of lower layers that this rule of a jurisdiction stands for there.
	Replaces []RuleID
	// Relaxes says, with its source, why this rule may be weaker than the ones that it replaces; empty: it may not.
	Relaxes string

	// Only is a fact without which the rule does not speak of the event: that a medication is started, say, or that the person is
	// pregnant. The engine asks each such fact once, and leaves out together all rules that need one that does not hold. Nil: none.
	Only AnyFact
	// Where says of what there have to be traces, on record or in the event, for the rule to speak of the event at all; nil: of nothing.
	Where func(Traces) bool
	// Applies reports whether the rule speaks of the event at all; nil: it always does. It and Judge must be pure functions of the
	// view. What several rules have in common is for Only.
	Applies func(*View) bool
	// Judge judges the event of the view.
	Judge func(*View) Result

	declared declaration // worked out by the engine
	place    int         // in its catalogue
}

// Exception is a legitimate circumstance in which a rule does not refuse.
type Exception struct {
	Context record.Circumstance
	Why     string
	Leaves  record.Severity // what a violation still does under the circumstance; zero: it is not reported as one
	// Supported reports whether the record bears the circumstance out, which alone is a word; nil: what bears it out is judged by
	// another rule, which refuses where it is missing.
	Supported func(*View) bool
}

// OverridePolicy says whether a documented decision can go past a rule. The zero policy is invalid for rules that refuse.
type OverridePolicy struct {
	allowed bool
	// document is what the note of an override has to show, or why there is none; text is that with what has to be on record before.
	document, text string

	before string           // what has to be on record before an override counts; empty: nothing
	there  func(*View) bool // whether it is
}

// Overridable is the policy of rules that a clinician may override, and says what the note of the override has to show: one without a note
// (record.Override.Documented) does not count.
func Overridable(document string) OverridePolicy {
	return OverridePolicy{allowed: true, document: document, text: document}
}

// After returns the policy with what has to be on record before an override counts: an examination, say. It is looked for through the view of
// the event that is judged, with the limits that the rule declares.
func (p OverridePolicy) After(what string, onRecord func(*View) bool) OverridePolicy {
	p.before, p.there = what, onRecord
	p.text += "; it counts after " + what
	return p
}

// NotOverridable is the policy of rules that nobody can override here, and says why.
func NotOverridable(why string) OverridePolicy { return OverridePolicy{document: why, text: why} }

// Allowed reports whether the rule may be overridden.
func (p OverridePolicy) Allowed() bool { return p.allowed }

// Text says what an override has to document, or why there is none.
func (p OverridePolicy) Text() string { return p.text }

// MissingPolicy says what happens when a rule that can refuse is unknown. The zero policy holds the intent back.
type MissingPolicy struct{ why string }

// Reported is the policy of rules whose missing datum is reported without holding the intent back, because holding it back
// would do more harm. The reason is printed in the catalogue.
func Reported(why string) MissingPolicy { return MissingPolicy{why} }

// Holds reports whether an unknown holds an intent back.
func (p MissingPolicy) Holds() bool { return p.why == "" }

// Why says why an unknown is only reported.
func (p MissingPolicy) Why() string { return p.why }

// Validate reports everything that makes the rule incomplete. Engines refuse incomplete rules.
func (r *Rule) Validate() error {
	var errs []error
	bad := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("plan: rule %q: "+format, append([]any{r.ID}, args...)...))
	}
	if !validID(string(r.ID)) {
		bad("the ID is not dotted lower-case words")
	}
	for _, alias := range r.Aliases {
		if !validName(string(alias)) || alias == r.ID {
			bad("alias %q is not another ID", alias)
		}
	}
	if strings.TrimSpace(r.Title) == "" {
		bad("no title")
	}
	if strings.TrimSpace(r.Remedy) == "" {
		bad("no remedy")
	}
	if !r.Severity.Valid() {
		bad("no severity")
	}
	if r.Judge == nil {
		bad("no judgement")
	}
	if !r.Watches.Valid() {
		bad("watches nothing, or what does not exist")
	}
	if len(r.Cites) == 0 {
		bad("no citation")
	}
	for _, c := range r.Cites {
		if err := c.Validate(); err != nil {
			bad("%w", err)
		}
	}
	if r.Severity == record.Block && len(r.Cites) > 0 && !evidence.Best(r.Cites).MayRefuse() {
		bad("would refuse on %s evidence alone", evidence.Best(r.Cites))
	}
	if r.Severity == record.Block && r.Override.text == "" {
		bad("does not say whether it may be overridden")
	}
	if r.Authority != "" && r.Narrow != "" {
		bad("is narrow, and about authority alone: say one of them")
	}
	if r.Authority != "" && !slices.ContainsFunc(r.Cites, func(c evidence.Citation) bool { return c.Source.Kind == evidence.Law }) {
		bad("is about who may do an act, and cites no law")
	}
	if r.Severity != record.Block && !r.Missing.Holds() {
		bad("cannot refuse, so a missing datum holds nothing back: drop the policy")
	}
	for _, p := range r.Parameters() {
		if !validID(string(p.ID())) {
			bad("parameter %q has no valid ID", p.ID())
		}
	}
	for _, x := range r.Unless {
		if x.Context == "" || strings.TrimSpace(x.Why) == "" {
			bad("an exception lacks its context or its reason")
		}
		if x.Leaves >= r.Severity {
			bad("the exception for %s leaves the severity as it is", x.Context)
		}
	}
	return errors.Join(errs...)
}

// Datum is something that a rule needed and did not have.
type Datum struct {
	Name  string        // what: "COWS total", "hours since last opioid use"
	Want  string        // what it would have to be, for a reader, after the name: "of 8 or more"; empty: whatever it is
	Fresh time.Duration // how old it may be at most; zero: any age
}

// String writes the datum for a reader.
func (d Datum) String() string {
	text := d.Name
	if d.Want != "" {
		text += " " + d.Want
	}
	if d.Fresh != 0 {
		text += " not older than " + durationText(d.Fresh)
	}
	return text
}

// durationText writes a duration in the largest unit that keeps it whole.
func durationText(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d >= 2*day && d%day == 0:
		return fmt.Sprintf("%d days", d/day)
	case d >= time.Hour && d%time.Hour == 0:
		return fmt.Sprintf("%d h", d/time.Hour)
	case d%time.Minute == 0:
		return fmt.Sprintf("%d min", d/time.Minute)
	}
	return d.String()
}
