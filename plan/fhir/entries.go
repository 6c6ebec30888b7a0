package fhir

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
)

// takeResults takes the observations that a report contains: they stand nowhere else.
func (in *reading) takeResults(report *source) {
	for i, item := range report.Get("contained").Items() {
		if inner, ok := item.Resource(); ok && inner.Type() == "Observation" {
			key := report.key + "#" + strings.TrimPrefix(inner.ID(), "#")
			in.results = append(in.results, source{Entry: r4.Entry{Place: fmt.Sprintf("%s.contained[%d]", report.Place, i), Resource: inner},
				typ: inner.Type(), server: report.server, key: key, event: record.EventID("fhir:" + key), named: inner.ID() != "",
				within: report.Resource})
		}
	}
}

// again says what a resource is of which one with the same key stands before it: the same, an older or a newer version, or another.
func (in *reading) again(s *source, old r4.Resource) {
	if s.double = old.Same(s.Element); s.double || !s.named {
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
	isHistory, named := root.Get("type").Is("history"), map[string]bool{}
	for _, entry := range root.Get("entry").Items() {
		in.deleted(entry, isHistory, named)
		if e := entry.Get("resource"); e.Exists() {
			if _, ok := e.Resource(); !ok {
				note(e.Path(), Note{Why: NotUnderstood, Text: "it does not say which type of resource it is"})
			}
		}
	}
}

// deleted keeps what an entry without a resource says to be deleted. A history begins with what is newest: there it counts where no version of the
// resource stands before it.
func (in *reading) deleted(entry r4.Element, isHistory bool, named map[string]bool) {
	request := entry.Get("request")
	if !request.Exists() {
		return
	}
	key := r4.Reference{URL: request.Get("url").Text()}.Key()
	if request.Get("method").Is("DELETE") && !entry.Get("resource").Exists() && !named[key] {
		if in.gone == nil {
			in.gone = map[string]bool{}
		}
		in.gone[key] = true
	}
	if isHistory {
		named[key] = true
	}
}

// sayTwins notes where two resources say the same of a dose or a supply at the same time: whether it is one that two systems recorded or two,
// is for somebody to look at. Both stay, and count. Events are in the order of time.
func (in *reading) sayTwins() {
	type said struct {
		at   int64
		body record.Body
	}
	of := func(ev *record.Event) said { return said{ev.At.UnixNano(), ev.Body} }
	before, twins := map[said]bool{}, map[record.EventID]bool{} // before: at times at which there are several
	var last *record.Event
	for i := range in.out.Events {
		ev := &in.out.Events[i]
		if kind := ev.Body.Kind(); kind != record.KindDoseGiven && kind != record.KindDoseTaken && kind != record.KindTakeHomeSupplied {
			continue
		}
		if last != nil && last.At.Equal(ev.At) {
			before[of(last)] = true
			twins[ev.ID] = before[of(ev)]
		}
		last = ev
	}
	if len(twins) == 0 {
		return
	}
	for i := range in.out.Accounts {
		a := &in.out.Accounts[i]
		if slices.ContainsFunc(a.Events, func(o Origin) bool { return twins[o.Event] }) {
			a.Notes = append(a.Notes, Note{Why: Contradiction,
				Text: "another resource says the same, at the same time: whether that is one or two is not known"})
		}
	}
}
