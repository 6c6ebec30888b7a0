package fhir

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
)

// A resource is identified by its server, type and id: "Patient/7" of another server is somebody else. Most records are of one server, or do
// not say of which, and then type and id are all that is needed. So one server is home, that of the person; what is on it, or does not say
// where it is, has its type and id as key, and what is elsewhere its whole address.

// take takes a resource that stands by itself.
func (in *reading) take(entry r4.Entry, draft bool) {
	server, _ := r4.Reference{URL: entry.FullURL}.Split()
	in.entries = append(in.entries, source{Entry: entry, typ: entry.Type(), server: server, draft: draft})
}

// idRoom is the room for one ID, which most fit in: the type of the resource and an id of as many letters as that of a UUID.
const idRoom = 48

// find gives every resource its key, and puts it into the index.
func (in *reading) find() {
	in.home = in.whereHome()
	in.ids.Grow(idRoom * len(in.entries))
	for i := range in.entries {
		s := &in.entries[i]
		in.identified(s)
		address := s.FullURL != "" && s.server == "" // one of its own, that does not end in type and id
		if old, ok := in.index[s.key]; ok && (s.named || s.FullURL != "") {
			in.again(s, old)
		} else {
			in.index[s.key] = s.Resource
		}
		if _, ok := in.index[s.FullURL]; address && !ok {
			in.index[s.FullURL] = s.Resource
		}
		if s.typ == "Patient" && !slices.Contains(in.patients, s.key) {
			in.patients = append(in.patients, s.key)
		}
		if s.typ == "DiagnosticReport" {
			in.takeResults(s)
		}
	}
}

// whereHome returns the server of the person: the one that Person says, that of their Patient, or of the first resource that has one.
func (in *reading) whereHome() (home string) {
	server, person := r4.Reference{URL: in.Person, Type: "Patient"}.Split()
	if server != "" {
		return server
	}
	for i := range in.entries {
		switch s := &in.entries[i]; {
		case s.server == "":
		case s.typ == "Patient" && (person == "" || s.Key() == person):
			return s.server
		case home == "":
			home = s.server
		}
	}
	return home
}

// identified gives the resource its key, and the ID of its first event, of which that is the end.
func (in *reading) identified(s *source) {
	const scheme = "fhir:"
	var room [128]byte
	id := append(room[:0], scheme...)
	if in.elsewhere(s.server) {
		id = append(append(id, s.server...), '/')
	}
	id = append(append(id, s.typ...), '/')
	start := len(id)
	id = s.Get("id").AppendText(id)
	switch s.named = len(id) > start; {
	case s.named:
		start := in.ids.Len()
		in.ids.Write(id)
		s.event = record.EventID(in.ids.String()[start:])
		s.key = string(s.event[len(scheme):])
	case s.FullURL != "":
		s.key = in.keyOf(r4.Reference{URL: s.FullURL}, s.server)
	default:
		s.key = s.typ
	}
}

// elsewhere reports whether a server is known, and another one than home.
func (in *reading) elsewhere(server string) bool {
	return server != "" && server != in.home && in.home != ""
}

// keyOf returns the key of what a reference names that stands in a resource of that server.
func (in *reading) keyOf(ref r4.Reference, from string) string {
	server, key := ref.Split()
	if server == "" && strings.IndexByte(key, '/') > 0 && !strings.Contains(key, ":") {
		server = from
	}
	if in.elsewhere(server) {
		return server + "/" + key
	}
	return key
}

// whose finds out whose record it is.
func (in *reading) whose() error {
	switch {
	case in.Person != "":
		in.out.Person = in.personKey(r4.Reference{URL: in.Person, Type: "Patient"}, "")
		if n := in.patientsLike(in.out.Person); n > 1 && in.Person != in.home+"/"+in.out.Person {
			return fmt.Errorf("%w: %d patients of that id, of several servers", ErrPerson, n)
		}
	case len(in.patients) == 1:
		in.out.Person = in.patients[0]
	case len(in.patients) > 1:
		return fmt.Errorf("%w: %d patients", ErrPerson, len(in.patients))
	default:
		for i := range in.entries {
			s := &in.entries[i]
			if ref := subject(s.Resource); !ref.IsZero() {
				in.out.Person = in.personKey(ref, s.server)
				return nil
			}
		}
	}
	return nil
}

// patientsLike counts the patients of that id, on whatever server.
func (in *reading) patientsLike(key string) (n int) {
	for _, other := range in.patients {
		if other == key || sameID(other, key) {
			n++
		}
	}
	return n
}

// sameID reports whether two keys name the same type and id, on whatever servers.
func sameID(one, other string) bool {
	return r4.Reference{URL: one}.Key() == r4.Reference{URL: other}.Key()
}

// followed reports whether a key is made of a type and an id, behind a server or not: what cannot be followed names nobody else either.
func followed(key string) bool {
	_, key = r4.Reference{URL: key}.Split()
	typ, id, ok := strings.Cut(key, "/")
	return ok && typ != "" && typ[0] >= 'A' && typ[0] <= 'Z' && id != "" && !strings.ContainsAny(key, "?#:")
}

// subject returns whom the resource is about.
func subject(r r4.Resource) r4.Reference {
	for _, name := range [...]string{"subject", "patient", "for"} {
		if e := r.Get(name); e.IsObject() {
			return e.Reference()
		}
	}
	return r4.Reference{}
}

// spoken is of whom a reference in a resource of a server speaks.
type spoken struct{ url, from, key string }

// personKey returns the key of the Patient that a reference names which stands in a resource of that server, also where it names it by the
// address of its entry. The first server that is named is home where no resource says where it is.
func (in *reading) personKey(ref r4.Reference, from string) string {
	if in.last.url == ref.URL && in.last.from == from && ref.URL != "" {
		return in.last.key
	}
	ref.Type = "Patient"
	if in.home == "" {
		in.home, _ = ref.Split()
	}
	key := in.keyOf(ref, from)
	if p, ok := in.index[ref.URL]; ok && p.Type() == "Patient" && p.ID() != "" && !sameID(key, p.Key()) {
		key = p.Key()
	}
	in.last = spoken{ref.URL, from, key}
	return key
}

// person is personKey of a reference in the resource that is being read.
func (x *at) person(ref r4.Reference) string { return x.personKey(ref, x.server) }

// resolve returns the resource that a reference in another one names: contained in that, or among those given.
func (in *reading) resolve(from *source, ref r4.Reference) (r4.Resource, bool) {
	if ref.IsZero() {
		return r4.Resource{}, false
	}
	if ref.URL[0] == '#' {
		return from.Contained(ref.URL[1:])
	}
	if r, ok := in.index[in.keyOf(ref, from.server)]; ok {
		return r, true
	}
	r, ok := in.index[ref.URL]
	return r, ok && !in.elsewhere(from.server)
}
