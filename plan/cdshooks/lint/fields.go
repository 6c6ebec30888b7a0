package lint

import (
	"regexp"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// kind is what a value is.
type kind uint8

const (
	text kind = iota
	code
	id
	reference // type and id: "Patient/7"
	uuid
	address // absolute
	truth
	whole
	instant
	object
	resource
	bundleMap // prefetch: keys and resources
	queries   // prefetch of a service: keys and queries
)

// field is what the specification says of one property.
type field struct {
	name       string
	min        int
	many       bool
	mayBeEmpty bool // an array, or the document
	kind       kind
	of         []field // of an object; none: any
	oneOf      []string
	most       int    // characters; 0: any number
	as         string // the rule of a value that is none of oneOf; empty: "code"
	lenient    bool   // HL7's validator lets its absence pass
	withID     bool   // a resource needs an id
	typed      string // the type of the resource; empty: any
	obeys      []invariant
}

func (f field) rule(otherwise string) string {
	if f.as != "" {
		return f.as
	}
	return otherwise
}

// kinds says how each kind of a single value is told.
var kinds = map[kind]struct {
	name   string
	rule   string
	is     func(r4.Element) bool
	broken func(string) bool
}{
	text:      {name: "a text", is: r4.Element.IsText},
	code:      {"a code", "code-format", r4.Element.IsText, not(`^[^\s]+( [^\s]+)*$`)},
	id:        {"an id of FHIR", "id", r4.Element.IsText, not(`^[A-Za-z0-9\-.]{1,64}$`)},
	reference: {"a type and an id", "reference", r4.Element.IsText, not(`^[A-Za-z]+/[A-Za-z0-9\-.]{1,64}$`)},
	uuid:      {"a UUID", "uuid", r4.Element.IsText, not(`^(urn:uuid:)?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)},
	address:   {"an absolute URL", "url", r4.Element.IsText, not(`^[a-zA-Z][a-zA-Z0-9+.\-]*:[^\s]+$`)},
	truth:     {name: "true or false", is: func(e r4.Element) bool { _, ok := e.Bool(); return ok }},
	whole:     {name: "a whole number", is: func(e r4.Element) bool { _, ok := e.Whole(); return ok }},
	instant: {"a time with a zone", "instant", r4.Element.IsText, func(s string) bool {
		t, ok := r4.ParseTime(s)
		return !ok || t.Precision != r4.Instant
	}},
	queries: {name: "keys with queries", is: func(e r4.Element) bool {
		if !e.IsObject() {
			return false
		}
		for _, value := range e.Members() {
			if value.Text() == "" {
				return false
			}
		}
		return true
	}},
}

func not(pattern string) func(string) bool {
	form := regexp.MustCompile(pattern)
	return func(s string) bool { return !form.MatchString(s) }
}

// invariant is a condition on an object, with HL7's identifier.
type invariant struct {
	id      string
	advised bool // breaking it is no more than a warning
	text    string
	holds   func(r4.Element) bool
}

// The invariants of HL7/cds-hooks.
var (
	cdsR1 = invariant{"cds-r-1", isError, "fhirAuthorization needs fhirServer",
		func(e r4.Element) bool { return !e.Get("fhirAuthorization").Exists() || e.Get("fhirServer").Exists() }}
	cdsR2 = invariant{"cds-r-2", isError, "scopes of a patient need the patient", func(e r4.Element) bool {
		return !strings.Contains(strings.ToLower(e.Get("scope").Text()), "patient/") || e.Get("patient").Exists()
	}}
	cdsResp1 = invariant{"cds-resp-1", isError, "where one suggestion can be chosen, at most one is recommended", func(e r4.Element) bool {
		return !e.Get("selectionBehavior").Is("at-most-one") || count(e.Get("suggestions"), func(s r4.Element) bool {
			recommended, _ := s.Get("isRecommended").Bool()
			return recommended
		}) <= 1
	}}
	cdsResp2 = invariant{"cds-resp-2", isWarning, "what is deleted is named by resourceId, and by nothing else", func(e r4.Element) bool {
		return !e.Get("type").Is("delete") || e.Get("resourceId").Exists() && !e.Get("resource").Exists()
	}}
	cdsResp3 = invariant{"cds-resp-3", isError, "appContext is for SMART apps",
		func(e r4.Element) bool { return e.Get("type").Is("smart") || !e.Get("appContext").Exists() }}
	cdsResp4 = invariant{"cds-resp-4", isError, "a reason needs a display",
		func(e r4.Element) bool { return e.Get("display").Text() != "" }}
	cdsResp5 = invariant{"cds-resp-5", isError, "each action needs a description", func(e r4.Element) bool {
		return count(e.Get("actions"), func(a r4.Element) bool { return !a.Get("description").Exists() }) == 0
	}}
	cdsResp6 = invariant{"cds-resp-6", isError, "suggestions need selectionBehavior",
		func(e r4.Element) bool { return !e.Get("suggestions").Exists() || e.Get("selectionBehavior").Exists() }}
	cdsResp7 = invariant{"cds-resp-7", isError, "actionSelectionBehavior is all, any or at-most-one", func(e r4.Element) bool {
		b := e.Get("actionSelectionBehavior")
		return !b.Exists() || slices.Contains([]string{"all", "any", "at-most-one"}, b.Text())
	}}
	cdsFB1 = invariant{"cds-fb-1", isError, "outcome is accepted or overridden",
		func(e r4.Element) bool { return e.Get("outcome").Is("accepted") || e.Get("outcome").Is("overridden") }}
	cdsFB2 = invariant{"cds-fb-2", isError, "what was accepted is named",
		func(e r4.Element) bool {
			return !e.Get("outcome").Is("accepted") || e.Get("acceptedSuggestions").Len() > 0
		}}
	cdsFB3 = invariant{"cds-fb-3", isError, "a reason or a comment is needed",
		func(e r4.Element) bool { return e.Get("reason").Exists() || e.Get("userComment").Exists() }}
)

func count(list r4.Element, of func(r4.Element) bool) (n int) {
	for _, item := range list.Items() {
		if of(item) {
			n++
		}
	}
	return n
}

// Rules returns the identifiers that issues can have, sorted: those of HL7's invariants, and words of this package.
func Rules() []string {
	return []string{"cds-fb-1", "cds-fb-2", "cds-fb-3", "cds-r-1", "cds-r-2", "cds-resp-1", "cds-resp-2", "cds-resp-3",
		"cds-resp-4", "cds-resp-5", "cds-resp-6", "cds-resp-7", "code", "code-format", "empty", "full-url", "id", "instant", "json",
		"length", "ord-1", "reference", "relative-reference", "required", "resource", "resource-id", "resource-type", "type",
		"unknown-property", "url", "uuid"}
}
