package fhir

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// at is one resource that is being read.
type at struct {
	*reading
	*source
	r4.Resource
	account *Account
	actor   record.Actor
	undone  bool // what it states did not happen, whatever its status says
	changed bool // an extension that is not known may turn what it says into its opposite
}

// read reads one resource by the row of its type in the table.
func (in *reading) read(s *source) {
	in.out.Accounts = append(in.out.Accounts, Account{Resource: s.key, Path: s.Place})
	x := &in.reader
	*x = at{reading: in, source: s, Resource: s.Resource, account: &in.out.Accounts[len(in.out.Accounts)-1]}
	row, known := rowOf(s.typ)
	if in.Trust && x.carried() {
		return
	}
	switch {
	case s.double:
		x.note(Doubled, r4.Element{}, "the same resource stands here twice")
		return
	case s.older:
		x.note(Doubled, r4.Element{}, "a newer version of it is among the resources")
		return
	case s.disputed:
		x.note(Contradiction, r4.Element{}, "another resource with the same id says something else")
		return
	case in.gone[s.key]:
		x.note(NotInForce, r4.Element{}, "it was deleted")
		return
	case !known:
		x.note(NotRead, r4.Element{}, "resources of this type are not read")
		return
	case row.read == nil:
		x.note(NotRead, r4.Element{}, "%s", row.becomes)
		return
	case row.about && !x.aboutPerson():
		return
	}
	reads := row.read
	for _, name := range [...]string{"modifierExtension", "implicitRules"} {
		if changed := x.Get(name); changed.Exists() {
			x.note(NotUnderstood, changed, "it changes what the resource means in a way that is not known: somebody has to look")
			x.changed, reads = true, row.changed
		}
	}
	switch happened, named := x.formerly(); {
	case happened == truth.No:
		x.note(NotInForce, named, "an element of a former version of FHIR says that it did not happen")
		x.undone = true
	case happened == truth.Unknown:
		x.note(NotUnderstood, named, "an element of a former version of FHIR does not say that it happened")
		x.changed, reads = true, row.changed
	}
	if reads != nil {
		reads(x)
	}
	if len(x.account.Events)+len(x.account.Proposed)+len(x.account.Notes) == 0 {
		x.note(NoMatter, r4.Element{}, "it says nothing that a plan holds")
	}
}

// negations are the elements by which former versions of FHIR say that what a resource of a type states did not happen. R4 has a status for it; a
// sender that converts its records leaves them where they were.
var negations = map[string][]string{
	"MedicationAdministration": {"notGiven", "wasNotGiven", "_notGiven", "_wasNotGiven"},
	"MedicationDispense":       {"notDone", "_notDone"},
	"MedicationStatement":      {"taken", "wasNotTaken", "_taken", "_wasNotTaken"},
	"Procedure":                {"notDone", "_notDone"},
}

// formerly says by those elements whether what the resource states happened, with the one that says that it did not, or not whether.
func (x *at) formerly() (happened truth.Value, named r4.Element) {
	for _, name := range negations[x.typ] {
		said := x.Get(name)
		not, isBool := said.Bool()
		switch {
		case !said.Exists(), isBool && !not, name == "taken" && (said.Is("y") || said.Is("na")):
		case isBool, name == "taken" && said.Is("n"):
			return truth.No, said
		default:
			return truth.Unknown, said
		}
	}
	return truth.Yes, r4.Element{}
}

// aboutPerson reports whether the resource is about the person of the record, and notes if it is not.
func (x *at) aboutPerson() bool {
	ref := subject(x.Resource)
	if ref.IsZero() && x.within.Exists() {
		ref = subject(x.within)
	}
	if ref.IsZero() {
		x.note(NotUnderstood, r4.Element{}, "it does not say whom it is about")
		return false
	}
	switch key := x.person(ref); {
	case key == x.out.Person:
	case sameID(key, x.out.Person):
		x.note(Unresolved, r4.Element{}, "it is about somebody of the same id on another server: whether that is the same person is not known")
		return false
	case strings.HasPrefix(key, "urn:"):
		x.note(Unresolved, r4.Element{}, "whom it is about is not among the resources")
		return false
	case !followed(key):
		x.note(Unresolved, r4.Element{}, "whom it is about is named in a way that cannot be followed")
		return false
	case x.linked(key):
		x.note(Unresolved, r4.Element{}, "it is about another record that is linked to that of the person: whether it is theirs is for somebody to look at")
		return false
	default:
		x.note(OtherPerson, r4.Element{}, "it is about somebody else")
		return false
	}
	for _, of := range x.Get("focus").Items() { // a child before or after birth, a donor
		if x.typ == "Observation" && x.person(of.Reference()) != x.out.Person {
			x.note(OtherPerson, of, "it was made of somebody or something else")
			return false
		}
	}
	return true
}

// linked reports whether the Patient of the record says that the other one is or may be the same person: after a merger, resources may name either.
func (x *at) linked(key string) bool {
	for _, link := range x.index[x.out.Person].Get("link").Items() {
		if x.person(link.Get("other").Reference()) == key {
			return true
		}
	}
	return false
}

// note adds a note about an element of the resource, or about all of it for no element.
func (x *at) note(why Why, where r4.Element, format string, args ...any) {
	n := Note{Why: why, Text: fmt.Sprintf(format, args...)}
	if where.Exists() {
		n.Element = where.From(x.Element)
	}
	if !slices.Contains(x.account.Notes, n) {
		x.account.Notes = append(x.account.Notes, n)
	}
}

// without notes that the resource is left out for its status: it does not stand, or, where the sender does not know the status or R4 does
// not, somebody has to look.
func (x *at) without(status r4.Element, text string) {
	if idle[status.Text()] {
		x.note(NotInForce, status, "%s", text)
		return
	}
	x.note(NotUnderstood, status, "%s", text)
}

// idle are the statuses of R4 by which a resource does not stand. "unknown" is none of them: it may stand.
var idle = map[string]bool{"draft": true, "cancelled": true, "entered-in-error": true, "registered": true, "preliminary": true,
	"preparation": true, "in-progress": true, "on-hold": true, "stopped": true, "declined": true, "intended": true, "planned": true}

// maxKey leaves room in the ID of an event for what stands before and behind the key of its resource.
const maxKey = 150

// eventID returns the ID of the n-th event of the resource. It is the same whenever the same resource is read.
func (x *at) eventID(n int) record.EventID {
	id := x.event
	if len(x.key) > maxKey || !x.named || !printable(x.key) {
		sum := sha256.Sum256(x.Raw())
		id = record.EventID("fhir:" + x.typ + "/" + hex.EncodeToString(sum[:12]))
	}
	if n > 0 {
		id += record.EventID("#" + strconv.Itoa(n))
	}
	return id
}

// printable reports whether a key can be part of the ID of an event.
func printable(key string) bool {
	for i := range len(key) {
		if c := key[i]; c < ' ' || c == '~' || c == 0x7f {
			return false
		}
	}
	return true
}

// fact adds what happened at a time that the record states. It notes where that is not known.
func (x *at) fact(body record.Body, when r4.Time, where r4.Element, elements ...r4.Element) {
	x.place(body, when, where, false, elements)
}

// proposal adds what is asked for and does not stand.
func (x *at) proposal(body record.Body, when r4.Time, where r4.Element, elements ...r4.Element) {
	x.place(body, when, where, true, elements)
}

func (x *at) place(body record.Body, when r4.Time, where r4.Element, proposed bool, elements []r4.Element) {
	instant, day, ok := x.instant(body, when, where)
	if !ok {
		return
	}
	events, origins := &x.out.Events, &x.account.Events
	if proposed {
		events, origins = &x.out.Proposed, &x.account.Proposed
	}
	id := x.eventID(len(x.account.Events) + len(x.account.Proposed))
	*events = append(*events, record.Event{ID: id, At: instant, Actor: x.actor, Body: body})
	if err := x.door.Validate(&(*events)[len(*events)-1]); err != nil {
		*events = (*events)[:len(*events)-1]
		x.note(InvalidContent, where, "%v", err)
		return
	}
	if *origins == nil {
		*origins = x.firstOrigin()
	}
	*origins = append(*origins, Origin{Event: id, Elements: x.paths(where, elements), Day: day})
}

// firstOrigin returns room for one origin: most resources become one event.
func (x *at) firstOrigin() []Origin {
	if len(x.origins) == 0 {
		x.origins = make([]Origin, min(len(x.entries), 64))
	}
	room := x.origins[:0:1]
	x.origins = x.origins[1:]
	return room
}

// paths says where the elements stand in the resource, each once. All lists of a record lie one behind the other in the same room.
func (x *at) paths(where r4.Element, elements []r4.Element) []string {
	start := len(x.elements)
	for i := -1; i < len(elements); i++ {
		e := where
		if i >= 0 {
			e = elements[i]
		}
		if !e.Exists() {
			continue
		}
		if path := e.From(x.Element); !slices.Contains(x.elements[start:], path) {
			x.elements = append(x.elements, path)
		}
	}
	return x.elements[start:len(x.elements):len(x.elements)]
}

// reaching are the meanings that are worse the later they were, and orders, which know what was known on their day: a day without an
// hour is then read as its end.
const reaching = record.Puts | record.Prescribes | record.HandsOver | record.Contacts | record.Reverses

// instant returns the time of an event. What reaches the body counts from the latest time that the record allows, everything else from
// the earliest.
func (x *at) instant(body record.Body, when r4.Time, where r4.Element) (instant time.Time, day, ok bool) {
	earliest, latest := when.Earliest(x.Zone), when.Latest(x.Zone)
	switch {
	case when.IsZero():
		x.note(NotKnownWhen, where, "it does not say when, in a form that R4 knows")
		return time.Time{}, false, false
	case earliest.After(x.AsOf):
		x.note(NotKnownWhen, where, "it lies after the time at which the record was read")
		return time.Time{}, false, false
	}
	if when.Precision == r4.Instant {
		return when.Instant, false, true
	}
	acts := record.ActsOf(&record.Event{At: earliest, Body: body})
	late := acts.Means().Any(reaching)
	if late && when.Precision < r4.Month {
		x.note(NotKnownWhen, where, "a year alone is too vague for what reaches the body")
		return time.Time{}, false, false
	}
	if latest.After(x.AsOf) {
		latest = x.AsOf
	}
	if late {
		return latest, true, true
	}
	return earliest, true, true
}

// lastChange returns when the resource was changed for the last time, as the server says; the time of reading where it does not. What
// the resource says holds by then at the latest.
func (x *at) lastChange() r4.Time {
	if t := x.Get("meta").Get("lastUpdated").Time(); t.Precision == r4.Instant && !t.Instant.After(x.AsOf) {
		return t
	}
	return r4.Time{Precision: r4.Instant, Instant: x.AsOf}
}
