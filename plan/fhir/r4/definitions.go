package r4

import (
	_ "embed"
	"strings"
	"sync"
)

// The elements of the resources and types that this package checks, one a line: path, how often, types, and the codes of a closed list.
// The file is made from the definitions of R4 by plan/fhir/conformance/define.mjs.
//
//go:embed definitions.txt
var definitionsText string

// field is one element as it is defined.
type field struct {
	name     string
	choice   bool // one of several types, which the name of the member says
	required bool
	many     bool
	types    []fieldType
	codes    []binding
	children []*field // of an element that is defined in place
}

// fieldType is a type that an element can have: a primitive with its format, or one that has fields and rules of its own.
type fieldType struct {
	name    string
	targets []string           // of a Reference, the types that it may name; empty: any
	format  func(Element) bool // nil: it is no primitive
	fields  []*field
	rules   []typeRule
}

// binding is a closed list of codes; the system is empty for an element whose type is code.
type binding struct {
	system string
	codes  []string
}

// model is what the definitions say.
type model struct {
	types      map[string][]*field // the fields by type of resource or element
	common     []*field            // those that every resource has
	everywhere []*field            // those that every element has
}

// definitions is the model, read when it is asked for first.
var definitions = sync.OnceValue(func() *model {
	m := &model{types: readTypes()}
	single := func(name, typ string) *field { return &field{name: name, types: []fieldType{{name: typ}}} }
	several := func(name, typ string) *field { return &field{name: name, types: []fieldType{{name: typ}}, many: true} }
	extensions := []*field{several("extension", "Extension"), several("modifierExtension", "Extension")}
	m.common = append([]*field{single("id", "id"), single("meta", "Meta"), single("implicitRules", "uri"), single("language", "code"),
		single("text", "Narrative"), several("contained", "Resource")}, extensions...)
	m.everywhere = append([]*field{single("id", "string")}, extensions...)
	m.resolve(m.common)
	m.resolve(m.everywhere)
	for _, fields := range m.types {
		m.resolve(fields)
	}
	return m
})

// resolve finds what the types of the fields are.
func (m *model) resolve(fields []*field) {
	for _, f := range fields {
		for i := range f.types {
			t := &f.types[i]
			t.format, t.fields, t.rules = primitives[t.name], m.types[t.name], typeRules[t.name]
		}
		if len(f.types) == 0 || !strings.HasPrefix(f.types[0].name, "=") { // what is defined elsewhere is resolved there
			m.resolve(f.children)
		}
	}
}

func readTypes() map[string][]*field {
	all := map[string][]*field{}
	var byPath map[string]*field
	typ := ""
	for line := range strings.Lines(definitionsText) {
		line = strings.TrimRight(line, "\n")
		if !strings.HasPrefix(line, " ") {
			typ, byPath = line, map[string]*field{}
			continue
		}
		path, f := readField(strings.Fields(line))
		byPath[path] = f
		if above, _, nested := cutLast(path); nested {
			parent := byPath[above]
			parent.children = append(parent.children, f)
		} else {
			all[typ] = append(all[typ], f)
		}
		if len(f.types) == 1 && strings.HasPrefix(f.types[0].name, "=") {
			f.children = byPath[f.types[0].name[1:]].children
		}
	}
	return all
}

func cutLast(path string) (above, name string, nested bool) {
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		return path[:i], path[i+1:], true
	}
	return "", path, false
}

func readField(words []string) (path string, f *field) {
	path = words[0]
	_, name, _ := cutLast(path)
	f = &field{required: words[1][0] != '0', many: strings.HasSuffix(words[1], "*")}
	f.name, f.choice = strings.CutSuffix(name, "[x]")
	for i, word := range words[2:] {
		if i > 0 {
			system, codes, _ := strings.Cut(word, "#")
			f.codes = append(f.codes, binding{system, strings.Split(codes, "|")})
			continue
		}
		for t := range strings.SplitSeq(word, ",") {
			name, targets, limited := strings.Cut(strings.TrimSuffix(t, ")"), "(")
			typ := fieldType{name: name}
			if limited {
				typ.targets = strings.Split(targets, "|")
			}
			f.types = append(f.types, typ)
		}
	}
	return path, f
}

// member reports whether a member of that name is the field, and of which type.
func (f *field) member(name []byte) (typ *fieldType, ok bool) {
	if !f.choice {
		if len(f.types) == 0 || string(name) != f.name {
			return nil, false
		}
		return &f.types[0], true
	}
	if len(name) <= len(f.name) || string(name[:len(f.name)]) != f.name || name[len(f.name)] > 'Z' {
		return nil, false
	}
	rest := name[len(f.name):]
	for i := range f.types {
		if t := f.types[i].name; len(t) == len(rest) && strings.EqualFold(t, string(rest)) {
			return &f.types[i], true
		}
	}
	return nil, false
}
