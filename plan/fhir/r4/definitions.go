package r4

import (
	_ "embed"
	"slices"
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
	types    []string
	targets  map[string][]string // of a Reference, the types that it may name; empty: any
	codes    []binding
	children []*field // of an element that is defined in place
}

// binding is a closed list of codes; the system is empty for an element whose type is code.
type binding struct {
	system string
	codes  []string
}

// definitions are the fields by type of resource or element.
var definitions = sync.OnceValue(func() map[string][]*field {
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
		if len(f.types) == 1 && strings.HasPrefix(f.types[0], "=") {
			f.children = byPath[f.types[0][1:]].children
		}
	}
	return all
})

func cutLast(path string) (above, name string, nested bool) {
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		return path[:i], path[i+1:], true
	}
	return "", path, false
}

func readField(words []string) (path string, f *field) {
	path = words[0]
	_, name, _ := cutLast(path)
	f = &field{required: words[1][0] != '0', many: strings.HasSuffix(words[1], "*"), targets: map[string][]string{}}
	f.name, f.choice = strings.CutSuffix(name, "[x]")
	for i, word := range words[2:] {
		if i > 0 {
			system, codes, _ := strings.Cut(word, "#")
			f.codes = append(f.codes, binding{system, strings.Split(codes, "|")})
			continue
		}
		for t := range strings.SplitSeq(word, ",") {
			name, targets, limited := strings.Cut(strings.TrimSuffix(t, ")"), "(")
			f.types = append(f.types, name)
			if limited {
				f.targets[name] = strings.Split(targets, "|")
			}
		}
	}
	return path, f
}

// member reports whether a member of that name is the field, and of which type.
func (f *field) member(name string) (typ string, ok bool) {
	if !f.choice {
		if name == f.name && len(f.types) > 0 {
			return f.types[0], true
		}
		return "", name == f.name
	}
	rest, found := strings.CutPrefix(name, f.name)
	if !found || rest == "" {
		return "", false
	}
	i := slices.IndexFunc(f.types, func(t string) bool { return strings.EqualFold(t, rest) && rest[0] <= 'Z' })
	if i < 0 {
		return "", false
	}
	return f.types[i], true
}

// common are the fields that every resource has.
var common = map[string]*field{
	"id":                {name: "id", types: []string{"id"}},
	"meta":              {name: "meta", types: []string{"Meta"}},
	"implicitRules":     {name: "implicitRules", types: []string{"uri"}},
	"language":          {name: "language", types: []string{"code"}},
	"text":              {name: "text", types: []string{"Narrative"}},
	"contained":         {name: "contained", types: []string{"Resource"}, many: true},
	"extension":         {name: "extension", types: []string{"Extension"}, many: true},
	"modifierExtension": {name: "modifierExtension", types: []string{"Extension"}, many: true},
}

// everywhere are the fields that every element has.
var everywhere = map[string]*field{
	"id":                {name: "id", types: []string{"string"}},
	"extension":         common["extension"],
	"modifierExtension": common["modifierExtension"],
}
