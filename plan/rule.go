package plan

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// Rule is one guideline statement, label statement or paragraph of law, as a value. Its numbers are parameters.
type Rule struct {
	ID       record.RuleID
	Aliases  []record.RuleID // other names for the same rule in the sources; an override or a script may use them
	Title    string          // what holds when the rule is met, in one sentence
	Severity record.Severity // the most that a violation does
	Watches  record.Kinds    // the kinds of events that wake the rule
	// Substances are those whose orders and doses can matter to the rule: other orders and doses do not wake it. Empty: all.
	Substances []medication.Substance
	Cites      []evidence.Citation
	Params     []AnyParam     // every parameter that Check reads
	Unless     []Exception    // circumstances that suspend the rule
	Remedy     string         // what would resolve a violation; required
	Override   OverridePolicy // required for rules that can refuse
	Missing    MissingPolicy  // what an unknown does; the zero policy holds an intent back where the rule could refuse it
	// Check judges the event of the view. It must be a pure function of the view.
	Check func(*View) Result
}

// Exception is a legitimate circumstance in which a rule does not refuse.
type Exception struct {
	Context record.Circumstance
	Why     string
	Leaves  record.Severity // what a violation still does under the circumstance; zero: it is not reported as one
}

// OverridePolicy says whether a documented decision can go past a rule. The zero policy is invalid for rules that refuse.
type OverridePolicy struct {
	allowed bool
	text    string
}

// Overridable is the policy of rules that a clinician may override, and says what the documentation has to show.
func Overridable(document string) OverridePolicy { return OverridePolicy{true, document} }

// NotOverridable is the policy of rules that nobody can override here, and says why.
func NotOverridable(why string) OverridePolicy { return OverridePolicy{false, why} }

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
	if !r.Watches.Valid() {
		bad("watches nothing, or kinds that do not exist")
	}
	if r.Check == nil {
		bad("no check")
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
	if r.Severity != record.Block && !r.Missing.Holds() {
		bad("cannot refuse, so a missing datum holds nothing back: drop the policy")
	}
	for _, p := range r.Params {
		if !strings.HasPrefix(string(p.ID()), string(r.ID)+".") && !validID(string(p.ID())) {
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

// Result is what a check returns; it is made by the methods of View.
type Result struct {
	verdict  Verdict
	severity record.Severity // zero: the rule's
	message  string
	remedy   string // empty: the rule's
	limit    *Setting
	missing  []Datum
}

// Datum is something that a rule needed and did not have.
type Datum struct {
	Name  string        // what: "COWS total", "hours since last opioid use"
	Fresh time.Duration // how old it may be at most; zero: any age
}

// String writes the datum for a reader.
func (d Datum) String() string {
	if d.Fresh == 0 {
		return d.Name
	}
	return fmt.Sprintf("%s not older than %s", d.Name, durationText(d.Fresh))
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
