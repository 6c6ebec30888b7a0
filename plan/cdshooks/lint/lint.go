package lint

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// Issue is something in a document that the specification does not allow.
type Issue struct {
	Warning bool   // it does not make the document invalid: the specification advises otherwise, or HL7's validator lets it pass
	Rule    string // of Rules
	Path    string // where: "cards[0].suggestions[1].actions[0]"; empty: the document itself
	Text    string
}

// String writes the issue in a line.
func (i Issue) String() string {
	path := i.Path
	if path == "" {
		path = "(document)"
	}
	severity := "error"
	if i.Warning {
		severity = "warning"
	}
	return fmt.Sprintf("%s: %s: %s (%s)", severity, path, i.Text, i.Rule)
}

// Valid reports whether the issues leave the document valid: all are warnings.
func Valid(issues []Issue) bool {
	return !slices.ContainsFunc(issues, func(i Issue) bool { return !i.Warning })
}

// Request checks the body of a call of a service.
func Request(data []byte) []Issue { return parsed(data, RequestIn) }

// Response checks what a service answers.
func Response(data []byte) []Issue {
	return parsed(data, func(e r4.Element) []Issue { return check(e, response()) })
}

// Services checks a discovery document.
func Services(data []byte) []Issue {
	return parsed(data, func(e r4.Element) []Issue { return check(e, services()) })
}

// Feedback checks the body of a call of the feedback endpoint.
func Feedback(data []byte) []Issue {
	return parsed(data, func(e r4.Element) []Issue { return check(e, feedback()) })
}

// RequestIn is Request for a document that was parsed already.
func RequestIn(e r4.Element) []Issue {
	context := field{name: "context", min: 1, kind: object, of: contexts[e.Get("hook").Text()]}
	return check(e, append(request(), context), cdsR1)
}

// parsed checks a document that is JSON.
func parsed(data []byte, with func(r4.Element) []Issue) []Issue {
	doc, err := r4.Parse(data)
	if err != nil {
		return []Issue{{false, "json", "", strings.TrimPrefix(jsonFault(err).Error(), "r4: ")}}
	}
	return with(doc.Root())
}

func jsonFault(err error) error {
	for _, known := range []error{r4.ErrJSON, r4.ErrSize, r4.ErrDepth, r4.ErrDuplicate, r4.ErrText} {
		if errors.Is(err, known) {
			return known
		}
	}
	return err
}

func check(e r4.Element, fields []field, obeys ...invariant) []Issue {
	l := &linter{}
	l.object(e, "", field{kind: object, of: fields, obeys: obeys})
	return l.issues
}

type linter struct{ issues []Issue }

// What an issue is: an error, or no more than a warning.
const (
	isError   = false
	isWarning = true
)

func (l *linter) issue(warning bool, rule, path, format string, args ...any) {
	l.issues = append(l.issues, Issue{warning, rule, path, fmt.Sprintf(format, args...)})
}

// object checks the members of an object against the fields that it may have. One without a list of fields may have any.
func (l *linter) object(e r4.Element, path string, f field) {
	if !e.IsObject() {
		l.issue(isError, "type", path, "an object was expected")
		return
	}
	known := map[string]bool{"extension": true}
	for _, inner := range f.of {
		known[inner.name] = true
	}
	members := 0
	for name := range e.Members() {
		members++
		if len(f.of) > 0 && !known[name] {
			l.issue(isError, "unknown-property", path, "a property that the specification does not have here")
		}
	}
	if members == 0 && !f.mayBeEmpty {
		l.issue(isError, "empty", path, "an object with nothing in it")
		return
	}
	for _, inner := range f.of {
		l.member(e.Get(inner.name), joined(path, inner.name), inner)
	}
	for _, inv := range f.obeys {
		if !inv.holds(e) {
			l.issue(inv.advised, inv.id, path, "%s", inv.text)
		}
	}
}

// member checks one member, which may be missing.
func (l *linter) member(e r4.Element, path string, f field) {
	switch {
	case !e.Exists():
		if f.min > 0 {
			l.issue(f.lenient, "required", path, "it is required")
		}
		return
	case f.kind == bundleMap:
		l.prefetch(e, path)
		return
	case isNull(e):
		l.issue(isError, "empty", path, "null says nothing: what is not known is left out")
		return
	}
	if !f.many {
		if e.IsArray() {
			l.issue(isError, "type", path, "one value was expected, and not an array")
			return
		}
		l.value(e, path, f)
		return
	}
	if !e.IsArray() {
		l.issue(isError, "type", path, "an array was expected")
		return
	}
	if e.Len() == 0 && !f.mayBeEmpty {
		l.issue(isError, "empty", path, "an array with nothing in it")
	}
	for i, item := range e.Items() {
		l.value(item, fmt.Sprintf("%s[%d]", path, i), f)
	}
}

// value checks one value by its kind.
func (l *linter) value(e r4.Element, path string, f field) {
	if f.kind == object {
		f.mayBeEmpty = false
		l.object(e, path, f)
		return
	}
	if f.kind == resource {
		l.resource(e, path, f)
		return
	}
	k := kinds[f.kind]
	switch {
	case !k.is(e):
		l.issue(isError, "type", path, "%s was expected", k.name)
	case e.IsText() && e.Text() == "":
		l.issue(isError, "empty", path, "a text with nothing in it")
	case k.broken != nil && k.broken(e.Text()):
		l.issue(isError, f.rule(k.rule), path, "it is not %s", k.name)
	case len(f.oneOf) > 0 && !slices.Contains(f.oneOf, e.Text()):
		l.issue(isError, f.rule("code"), path, "it is none of %s", strings.Join(f.oneOf, ", "))
	case f.most > 0 && len([]rune(e.Text())) > f.most:
		l.issue(isWarning, "length", path, "it is longer than %d characters", f.most)
	}
}

// prefetch checks a map of keys to resources; null stands for a query that found nothing.
func (l *linter) prefetch(e r4.Element, path string) {
	if !e.IsObject() {
		l.issue(isError, "type", path, "an object was expected")
		return
	}
	for name, value := range e.Members() {
		if !isNull(value) {
			l.resource(value, joined(path, name), field{kind: resource})
		}
	}
}

func joined(path, name string) string { return strings.TrimPrefix(path+"."+name, ".") }

func isNull(e r4.Element) bool { return string(e.Raw()) == "null" }
