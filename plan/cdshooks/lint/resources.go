package lint

import (
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// resource checks a resource, and what a Bundle says of its entries.
func (l *linter) resource(e r4.Element, path string, f field) {
	r, ok := e.Resource()
	switch {
	case !e.IsObject():
		l.issue(isError, "type", path, "a resource was expected")
		return
	case !ok:
		l.issue(isError, "resource-type", path, "a resource says of which type it is")
		return
	case f.typed != "" && r.Type() != f.typed:
		l.issue(isError, "resource-type", path, "a %s was expected", f.typed)
	case f.withID && r.ID() == "":
		l.issue(isError, "resource-id", path, "the resource needs an id")
	}
	for _, fault := range r4.Check(r) {
		if strings.HasPrefix(fault.Rule, "us-core") { // a profile, which nothing here has promised
			continue
		}
		_, rest, _ := strings.Cut(fault.Path, r.Type())
		l.issue(isError, "resource", path+rest, "FHIR R4 does not allow it: %s", fault.Rule)
	}
	if r.Type() == "Bundle" {
		l.bundle(r, path)
	}
}

// requests are the types of Bundles whose entries need no full URL.
var requests = map[string]bool{"transaction": true, "batch": true, "transaction-response": true, "batch-response": true}

// bundle checks that the entries of a Bundle have an identity, without which nothing can refer to them.
func (l *linter) bundle(r r4.Resource, path string) {
	if requests[r.Get("type").Text()] {
		return
	}
	for i, entry := range r.Get("entry").Items() {
		if entry.Get("fullUrl").Exists() {
			continue
		}
		at := fmt.Sprintf("%s.entry[%d]", path, i)
		l.issue(isError, "full-url", at, "an entry needs its full URL")
		l.relative(entry.Get("resource"), at+".resource")
	}
}

// relative finds references to type and id, which nobody can resolve where the entry has no full URL.
func (l *linter) relative(e r4.Element, path string) {
	if e.IsArray() {
		for i, item := range e.Items() {
			l.relative(item, fmt.Sprintf("%s[%d]", path, i))
		}
		return
	}
	for name, value := range e.Members() {
		if name == "reference" && value.IsText() && !strings.Contains(value.Text(), ":") && !strings.HasPrefix(value.Text(), "#") {
			l.issue(isError, "relative-reference", path, "a relative reference in an entry without its full URL")
		}
		if value.IsObject() || value.IsArray() {
			l.relative(value, joined(path, name))
		}
	}
}
