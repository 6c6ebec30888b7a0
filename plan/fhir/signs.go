package fhir

import (
	"iter"
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
)

// sign reads that a sign was seen. That one sign was looked for and not seen is no examination without signs, which is all that can be on
// record of it.
func (x *at) sign(means Sign, value r4.Element, typ string, when r4.Time, effective, code r4.Element) {
	seen := false
	switch typ {
	case "":
		x.note(NotUnderstood, code, "whether %s was seen is not said", means.Sign)
		return
	case "Boolean":
		seen, _ = value.Bool()
	default:
		concept := value.Concept()
		if typ == "String" {
			concept = r4.Concept{Text: value.Text()}
		}
		result, agreed := x.Codes.result(concept)
		if !agreed || result == "" || result == record.Inconclusive {
			x.note(NotUnderstood, value, "whether %s was seen is not said in a way that is known", means.Sign)
			return
		}
		seen = result == record.Positive
	}
	if !seen {
		x.note(NotUnderstood, value, "that %s alone was not seen is no examination without signs", means.Sign)
		return
	}
	before := len(x.account.Events)
	x.fact(record.SignsObserved{Signs: []record.Sign{means.Sign}}, when, effective, code, value)
	for _, o := range x.account.Events[before:] {
		x.single[o.Event] = true
	}
}

// joinSigns makes one examination of the signs that were seen at one time: the last examination is what counts, and one sign must not hide
// another. The first event stands for all, in the accounts too. Events are in the order of time.
func (in *reading) joinSigns() {
	if !slices.ContainsFunc(in.out.Events, func(ev record.Event) bool { return ev.Body.Kind() == record.KindSignsObserved }) {
		return
	}
	first, instead := map[int64]int{}, map[record.EventID]record.EventID{}
	all := in.out.Events
	kept := all[:0]
	for _, ev := range all {
		body, ok := ev.Body.(record.SignsObserved)
		at, another := first[ev.At.UnixNano()]
		switch {
		case !ok || !another:
			if ok {
				first[ev.At.UnixNano()] = len(kept)
			}
			kept = append(kept, ev)
			continue
		}
		signs := slices.Clone(kept[at].Body.(record.SignsObserved).Signs)
		for _, s := range body.Signs {
			if !slices.Contains(signs, s) {
				signs = append(signs, s)
			}
		}
		kept[at].Body = record.SignsObserved{Signs: signs}
		instead[ev.ID] = kept[at].ID
	}
	in.out.Events = kept
	in.carrySigns()
	if len(instead) == 0 {
		return
	}
	for i := range in.out.Accounts {
		for j := range in.out.Accounts[i].Events {
			if o := &in.out.Accounts[i].Events[j]; instead[o.Event] != "" {
				o.Event = instead[o.Event]
			}
		}
	}
}

// carrySigns has a sign that was charted by itself repeat those that were charted before it in the same examination, for which people go
// from one row of a form to the next: at each time what was seen by then is known, and no sign hides another.
func (in *reading) carrySigns() {
	var began time.Time
	var seen []record.Sign
	for i := range in.out.Events {
		ev := &in.out.Events[i]
		body, ok := ev.Body.(record.SignsObserved)
		switch {
		case !ok:
			continue
		case !in.single[ev.ID]:
			seen = nil // a whole examination says by itself what is seen
			continue
		case seen == nil || ev.At.Sub(began) > in.Examination:
			began, seen = ev.At, nil
		}
		for _, s := range body.Signs {
			if !slices.Contains(seen, s) {
				seen = append(seen, s)
			}
		}
		ev.Body = record.SignsObserved{Signs: slices.Clone(seen)}
	}
}

// parts yields what the observation is made of: its components, and the observations that it names as members.
func (x *at) parts(e r4.Element) iter.Seq[r4.Element] {
	return func(yield func(r4.Element) bool) {
		for _, part := range e.Get("component").Items() {
			if !yield(part) {
				return
			}
		}
		for _, member := range e.Get("hasMember").Items() {
			named, ok := x.resolve(x.source, member.Reference())
			if !ok {
				x.note(Unresolved, member, "an observation that it is made of is not among the resources")
				continue
			}
			if final[named.Get("status").Text()] && !yield(named.Element) {
				return
			}
		}
	}
}

// item says of an item that stands for itself what becomes of it: it is read with the total that names it as a member.
func (x *at) item(e r4.Element) {
	for i := range x.entries {
		whole := &x.entries[i]
		for _, member := range whole.Get("hasMember").Items() {
			if named, ok := x.resolve(whole, member.Reference()); ok && named.Element == e {
				x.note(NoMatter, e.Get("code"), "an item of an instrument: it is read with the total")
				return
			}
		}
	}
	x.note(NotUnderstood, e.Get("code"), "an item of an instrument that no total names")
}
