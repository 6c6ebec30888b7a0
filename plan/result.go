package plan

import (
	"fmt"
)

// Result is what a rule says about an event; it is made by the methods of View. The zero Result says nothing, and is read as
// unknown.
type Result struct {
	stance
	limit *Setting
	words *words // nil: none
}

// stance is a result without what it rests on and says. It is a struct of its own so that neither has more than four fields: the compiler
// keeps such structs in registers, and most results are only looked at.
type stance struct {
	verdict  Verdict
	severity Severity // zero: the rule's
	soft     bool     // the limit may not refuse, nor hold: it is not confirmed well enough, or not enforced yet
}

// words are what a result says beside its verdict. They are put into a sentence only when somebody reads it.
type words struct {
	message Text
	remedy  Text // zero: the rule's
	missing []Datum
}

// Text is a sentence with its arguments apart: the key is the English sentence with verbs for the arguments, so that a host can
// write it in another language.
type Text struct {
	Key  string
	Args []any
}

// IsZero reports whether there is no text.
func (t Text) IsZero() bool { return t.Key == "" }

// String writes the text in English.
func (t Text) String() string {
	if len(t.Args) == 0 {
		return t.Key
	}
	return fmt.Sprintf(t.Key, t.Args...)
}

// Met is the result of a rule that the event meets.
func (v *View) Met() Result { return Result{stance: stance{verdict: VerdictMet}} }

// NotApplicable is the result of a rule that does not speak of the event.
func (v *View) NotApplicable() Result { return Result{stance: stance{verdict: VerdictNotApplicable}} }

// Unknown is the result of a rule that lacks a datum.
func (v *View) Unknown(missing ...Datum) Result {
	return Result{stance: stance{verdict: VerdictUnknown}, words: &words{missing: missing}}
}

// UnknownAgainst is Unknown for a datum that would be held against the limit. Where the limit may not refuse, because it is not
// confirmed well enough or not enforced yet, the missing datum holds nothing back: nothing that it could be would.
func (v *View) UnknownAgainst(limit AnyLimit, missing ...Datum) Result {
	r := v.Unknown(missing...)
	r.soft = v.soft(limit.ref())
	return r
}

// soft reports whether the limit may not refuse.
func (v *View) soft(s *Setting) bool {
	return s != nil && (!s.Provenance().MayRefuse() || v.day.Before(s.Enforced))
}

// Lacks is Unknown for one datum of any age.
func (v *View) Lacks(name string) Result { return v.Unknown(Datum{Name: name}) }

// Unset is the result of a rule whose parameter the jurisdiction does not set.
func (v *View) Unset(p AnyParam) Result {
	return v.Lacks("a value of " + string(p.ID()) + " in the jurisdiction")
}

// Violated is the result of a rule that the event violates, with the rule's own severity. The limit is the one that was
// passed; nil if the rule has none. The message says what is wrong in one sentence with both values.
func (v *View) Violated(limit AnyLimit, format string, args ...any) Result {
	return v.ViolatedAs(0, limit, format, args...)
}

// ViolatedAs is Violated with a severity below the rule's own, for the softer of two thresholds.
func (v *View) ViolatedAs(severity Severity, limit AnyLimit, format string, args ...any) Result {
	r := Result{stance: stance{verdict: VerdictViolated, severity: severity}, words: &words{message: Text{format, args}}}
	if limit != nil {
		r.limit = limit.ref()
		r.soft = v.soft(r.limit)
	}
	return r
}

// WithRemedy returns the result with a remedy that fits this case better than the rule's.
func (r Result) WithRemedy(format string, args ...any) Result {
	w := words{}
	if r.words != nil {
		w = *r.words
	}
	w.remedy = Text{format, args}
	r.words = &w
	return r
}

// AtMost returns the result with a severity of a violation not above the given one.
func (r Result) AtMost(severity Severity) Result {
	if r.severity == 0 || severity < r.severity {
		r.severity = severity
	}
	return r
}

// IsZero reports whether the result says nothing.
func (r Result) IsZero() bool { return r.verdict == 0 }

// missing lists what an unknown result lacks.
func (r Result) missing() []Datum {
	if r.words == nil {
		return nil
	}
	return r.words.missing
}

// weight orders results by how strict they are: a violation that may refuse goes before an unknown that may hold, that before a
// warning, that before advice.
func (r Result) weight() int {
	switch r.verdict {
	case VerdictViolated:
		switch r.severity {
		case Advice:
			return 3
		case Warning:
			return 4
		}
		if r.soft { // it will be lowered to a warning, and must not hide what refuses
			return 4
		}
		return 6
	case VerdictUnknown:
		if r.soft { // it holds nothing, and must not hide what holds
			return 4
		}
		return 5
	case VerdictMet:
		return 2
	case VerdictNotApplicable:
		return 1
	}
	return 0
}

// Worst is the strictest of several results, for rules that look at several things: a rule that returns at the first unknown
// hides a violation behind it. Missing data of several unknowns are put together. The zero Worst has taken nothing.
type Worst struct{ result Result }

// Take takes a result in.
func (w *Worst) Take(r Result) {
	switch have := w.result.weight(); {
	case have < r.weight():
		w.result = r
	case have == r.weight() && r.verdict == VerdictUnknown && w.result.verdict == VerdictUnknown:
		joined := words{}
		if w.result.words != nil {
			joined = *w.result.words
		}
		joined.missing = append(joined.missing[:len(joined.missing):len(joined.missing)], r.missing()...)
		w.result.words = &joined
	}
}

// Or returns the strictest result that was taken, and the given one if none was.
func (w *Worst) Or(otherwise Result) Result {
	if w.result.IsZero() {
		return otherwise
	}
	return w.result
}

// WorstOf returns the strictest of the results.
func WorstOf(results ...Result) Result {
	var w Worst
	for _, r := range results {
		w.Take(r)
	}
	return w.result
}
