package fhir

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// takeResults takes the observations that a report contains: they stand nowhere else.
func (in *reading) takeResults(report source) {
	for i, item := range report.Get("contained").Items() {
		if inner, ok := item.Resource(); ok && inner.Type() == "Observation" {
			key := report.key + "#" + strings.TrimPrefix(inner.ID(), "#")
			in.results = append(in.results, source{Entry: r4.Entry{Place: fmt.Sprintf("%s.contained[%d]", report.Place, i), Resource: inner},
				typ: inner.Type(), id: inner.ID(), key: key, within: report.Resource})
		}
	}
}

// again says what a resource is of which one with the same key stands before it: the same, an older or a newer version, or another.
func (in *reading) again(s *source, old r4.Resource) {
	if s.double = old.Same(s.Element); s.double || s.id == "" {
		return
	}
	first := slices.IndexFunc(in.entries, func(e source) bool { return e.key == s.key && !e.older })
	was, is := old.Get("meta").Get("lastUpdated").Time(), s.Get("meta").Get("lastUpdated").Time()
	switch {
	case first >= 0 && in.entries[first].draft || was.Precision != r4.Instant || is.Precision != r4.Instant || was.Instant.Equal(is.Instant):
		s.disputed = true
	case is.Instant.Before(was.Instant):
		s.older = true
	default:
		if first >= 0 {
			in.entries[first].older = true
		}
		in.index[s.key] = s.Resource
	}
}

// whole notes what a Bundle lacks of what it should hold: resources without a type, and further pages of a search.
func (in *reading) whole(root r4.Element) {
	note := func(place string, n Note) {
		in.lacking = append(in.lacking, Account{Resource: "Bundle", Path: place, Notes: []Note{n}})
	}
	if _, ok := root.Resource(); !ok && string(root.Raw()) != "null" {
		note("", Note{Why: NotUnderstood, Text: "it does not say which type of resource it is"})
	}
	if !root.Get("resourceType").Is("Bundle") {
		return
	}
	if why := (r4.Resource{Element: root}).Lacks(); why != "" {
		note("", Note{Why: Unresolved, Text: why + ": the rest of the record is not here"})
	}
	for _, entry := range root.Get("entry").Items() {
		if e := entry.Get("resource"); e.Exists() {
			if _, ok := e.Resource(); !ok {
				note(e.Path(), Note{Why: NotUnderstood, Text: "it does not say which type of resource it is"})
			}
		}
	}
}
