package fhir

import (
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/journal"
	"github.com/oudpath/oudpath/plan/record"
)

// Writer writes a plan as FHIR. Engine and At are required.
type Writer struct {
	// Engine judges what was: its findings become issues, and its agenda tasks.
	Engine *plan.Engine

	// At is when the plan is written: what is due is due by then.
	At time.Time

	// Person is the Patient of the host, "Patient/7". Empty: a Patient without a name is written, as the plan knows the person.
	Person string

	// Plain leaves out what only this library reads: the extensions that carry events, and the Provenance of moves.
	Plain bool

	// Hides says which events the reader is not shown; nil: none. It has to hide what refers to a hidden event as well.
	//
	// What is written then is a part: a collection, and no transaction that would overwrite what somebody has, with the label "redacted" on
	// each resource, Plain, and without anything that was concluded from all of the record (the episode, plans of care, issues, guidance,
	// tasks). What was taken back is marked so, whatever is hidden.
	Hides func(*record.Event) bool
}

// Errors of a Writer.
var (
	ErrWriter = errors.New("fhir: a writer needs an engine, a time and a plan")
	ErrFaulty = errors.New("fhir: the export would not be valid")
)

// ToBundle writes the whole plan as a transaction: a Patient or a reference to one, the episode, a plan of care with one below it for each
// stage, a resource for each event, issues, tasks. Ids are UUIDs made from the plan and the event (version 5), so that the same plan gives
// the same bytes, and a server that is sent it again changes nothing. Each resource carries labels of confidentiality: restricted,
// opioid use disorder, no further disclosure, 42 CFR part 2.
//
// Every resource is checked before it is given away; ErrFaulty is a mistake of this library or an event with content that FHIR
// cannot hold.
func (w Writer) ToBundle(p plan.Plan) ([]byte, error) {
	if w.Engine == nil || w.At.IsZero() || p.IsZero() {
		return nil, ErrWriter
	}
	w.Plain = w.Plain || w.Hides != nil
	out := &writing{Writer: w, plan: p, metas: map[string]literal{}}
	if err := out.all(); err != nil {
		return nil, err
	}
	return append(out.data, "]}"...), nil
}

// writing is one run of a Writer.
type writing struct {
	Writer
	plan     plan.Plan
	data     []byte // the Bundle, as far as it is written
	check    r4.Checker
	metas    map[string]literal // by profile
	person   r4.Object          // the reference to the person
	events   []record.Event
	void     map[record.EventID]bool
	first    r4.String // when the plan begins; empty for a plan without events
	stays    []stay
	relapsed time.Time                     // of the last return to use
	stopped  map[record.EventID]civil.Date // orders of medications that were stopped, with the last day
}

// open begins the Bundle, with room for so many entries.
func (w *writing) open(entries int) {
	const each = 5 << 9 // bytes, with what belongs to an event
	typ := "transaction"
	if w.Hides != nil {
		typ = "collection"
	}
	head := obj("resourceType", "Bundle", "id", r4.String(w.id("bundle")), "meta", w.meta(""), "type", typ)
	w.data = head.Append(make([]byte, 0, (entries+1)*each))
	w.data = append(w.data[:len(w.data)-1], `,"entry":[`...)
}

// namespace is that of the ids of this library: the UUID of its URL in the namespace of URLs of RFC 9562.
var namespace = uuid([]byte("\x6b\xa7\xb8\x11\x9d\xad\x11\xd1\x80\xb4\x00\xc0\x4f\xd4\x30\xc8"), base)

// uuid returns the UUID of version 5 of a name. SHA-1 is what that version is made of; nothing is secret here.
func uuid(space []byte, name string) []byte {
	sum := sha1.Sum(append(append([]byte{}, space...), name...))
	u := sum[:16]
	u[6], u[8] = u[6]&0x0f|0x50, u[8]&0x3f|0x80
	return u
}

// id returns the id of something of the plan.
func (w *writing) id(what string) string { return uuidText(string(w.plan.ID()) + "\x00" + what) }

// uuidText writes the UUID of a name of this library.
func uuidText(name string) string {
	text := hex.EncodeToString(uuid(namespace, name))
	return text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:]
}

// label returns a label of security.
func label(system, code, display string) r4.Object {
	return coding("http://terminology.hl7.org/CodeSystem/"+system, code, display)
}

// labels stand on every resource.
var labels = r4.Array{
	label("v3-Confidentiality", "R", "restricted"), label("v3-ActCode", "OPIOIDUD", "opioid use disorder information sensitivity"),
	label("v3-ActCode", "NORDSCLCD", "no redisclosure without consent directive"),
	label("v3-ActCode", "42CFRPart2", "42 CFR Part2"),
}

// labelRedacted stands on every resource of a part.
var labelRedacted = label("v3-ObservationValue", "REDACTED", "redacted")

// usCoreProfile is where the profiles of US Core are.
const usCoreProfile = "http://hl7.org/fhir/us/core/StructureDefinition/"

// literal is a value as it is written.
type literal []byte

func (l literal) IsEmpty() bool            { return len(l) == 0 }
func (l literal) Append(dst []byte) []byte { return append(dst, l...) }

// meta is the function of that name, written once for each profile.
func (w *writing) meta(profile string) literal {
	if w.metas[profile] == nil {
		security := labels
		if w.Hides != nil {
			security = append(slices.Clone(labels), labelRedacted)
		}
		w.metas[profile] = meta(profile, security).Append(nil)
	}
	return w.metas[profile]
}

func meta(profile string, security r4.Array) r4.Object {
	var profiles r4.Array
	if profile != "" {
		profiles = r4.Array{r4.String(usCoreProfile + profile)}
	}
	return obj("profile", profiles, "security", security)
}

// resource is what is to be written: its type, the profile of US Core that it fulfills, its id as words, and its members.
type resource struct {
	typ, profile string
	what         string
	carries      []int // places of events that it is made of
	members      r4.Object
}

// spot is a value that notes where it is written.
type spot struct {
	r4.Value
	from, to int
}

func (s *spot) Append(dst []byte) []byte {
	s.from = len(dst)
	dst = s.Value.Append(dst)
	s.to = len(dst)
	return dst
}

// add writes a resource into the transaction, and checks it.
func (w *writing) add(r resource) error {
	id := w.id(r.what)
	body := append(make(r4.Object, 0, 4+len(r.members)),
		r4.Member{Name: "resourceType", Value: r4.String(r.typ)}, r4.Member{Name: "id", Value: r4.String(id)},
		r4.Member{Name: "meta", Value: w.meta(r.profile)})
	if len(r.carries) > 0 && !w.Plain {
		carried := make(r4.Array, len(r.carries))
		for i, at := range r.carries {
			ext, err := w.carrying(at)
			if err != nil {
				return err
			}
			carried[i] = ext
		}
		body = body.Set("extension", carried)
	}
	if w.data[len(w.data)-1] == '}' {
		w.data = append(w.data, ',')
	}
	written := spot{Value: append(body, r.members...)}
	entry := obj("fullUrl", r4.String("urn:uuid:"+id), "resource", &written)
	if w.Hides == nil {
		entry = entry.Set("request", obj("method", "PUT", "url", r4.String(r.typ+"/"+id)))
	}
	w.data = entry.Append(w.data)
	switch faults, err := w.check.Text(w.data[written.from:written.to]); {
	case err != nil:
		return fmt.Errorf("%w: %w", ErrFaulty, err)
	case len(faults) > 0:
		return fmt.Errorf("%w: %s", ErrFaulty, faults[0])
	}
	return nil
}

// carrying returns the extension that carries an event: the line of its journal, and its place in the order of arrival.
func (w *writing) carrying(at int) (r4.Object, error) {
	line, err := journal.Marshal(w.events[at])
	if err != nil {
		return nil, err
	}
	return obj("url", EventExtension, "extension", r4.Array{
		obj("url", "sequence", "valueUnsignedInt", r4.Whole(at)),
		obj("url", "event", "valueString", r4.String(line)),
	}), nil
}

// Parts of resources.

// obj makes an object of names and values in turn. A value is one of package r4, or a text.
func obj(pairs ...any) r4.Object {
	o := make(r4.Object, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		name, _ := pairs[i].(string)
		switch value := pairs[i+1].(type) {
		case r4.Value:
			o = o.Set(name, value)
		case string:
			o = o.Set(name, r4.String(value))
		default:
			panic(fmt.Sprintf("fhir: %q is a %T, and no value of a resource", name, value)) // a mistake of this package
		}
	}
	return o
}

func coding(system, code, display string) r4.Object {
	return obj("system", system, "code", code, "display", display)
}

// concept returns a CodeableConcept of a text with codes.
func concept(text string, codings ...r4.Object) r4.Object {
	var all r4.Array
	for _, c := range codings {
		all = append(all, c)
	}
	return obj("coding", all, "text", text)
}

// hl7 returns a concept of one code of the terminology of HL7.
func hl7(system, code string) r4.Object {
	return concept("", obj("system", r4.String("http://terminology.hl7.org/CodeSystem/"+system),
		"code", code))
}

func refTo(typ, id string) r4.Object {
	return obj("reference", r4.String(typ+"/"+id))
}

// named returns a reference that names somebody without a resource.
func named(actor record.Actor) r4.Object {
	text := actor.ID
	if actor.Role != "" {
		text += " (" + actor.Role + ")"
	}
	if text == "" {
		text = "not stated"
	}
	return obj("display", text)
}

func instant(t time.Time) r4.String { return r4.String(t.UTC().Format(time.RFC3339Nano)) }

func ucum(value, unit, code string) r4.Object {
	return obj("value", r4.Number(value), "unit", r4.String(unit),
		"system", ucumSystem, "code", code)
}
