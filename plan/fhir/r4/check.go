package r4

import (
	"fmt"
	"slices"
	"strings"
)

// Fault is something in a resource that R4 does not allow.
type Fault struct {
	Path string // where: "MedicationRequest.dosageInstruction[0].doseAndRate[0]"
	Rule string // a word for what is wrong, or the name of the invariant: "unknown-element", "cpl-3"
	Text string
}

// String writes the fault in a line.
func (f Fault) String() string { return fmt.Sprintf("%s: %s (%s)", f.Path, f.Text, f.Rule) }

// Check compares a resource with the definitions of R4, and those that it contains and that are entries of it. A resource of a type that
// the definitions do not have is a fault: nobody has checked it.
func Check(r Resource) []Fault {
	c := &checker{}
	c.resource(r, r.Type())
	return c.faults
}

type checker struct{ faults []Fault }

func (c *checker) fault(path, rule, format string, args ...any) {
	c.faults = append(c.faults, Fault{path, rule, fmt.Sprintf(format, args...)})
}

func (c *checker) resource(r Resource, path string) {
	fields, known := definitions()[r.Type()]
	if !known {
		c.fault(path, "unknown-type", "no definition of resources of the type %q", r.Type())
		return
	}
	c.object(r.Element, path, fields, common)
	for _, inv := range invariants {
		if inv.on == r.Type() || inv.on == "" {
			if text := inv.broken(r); text != "" {
				c.fault(path, inv.rule, "%s", text)
			}
		}
	}
}

// object checks the members of an object against its fields.
func (c *checker) object(e Element, path string, fields []*field, also map[string]*field) {
	if !e.IsObject() {
		c.fault(path, "type", "an object was expected")
		return
	}
	seen := map[*field]string{}
	members := 0
	for name, value := range e.Members() {
		members++
		if name == "resourceType" {
			continue
		}
		plain, underscored := strings.CutPrefix(name, "_")
		f, typ := fieldNamed(plain, fields, also)
		switch {
		case f == nil:
			c.fault(path, "unknown-element", "there is no element %q", name)
		case underscored:
			seen[f] = plain
			c.unsaid(value, path+"."+name)
		case seen[f] != "" && seen[f] != plain:
			c.fault(path, "choice", "%q and %q cannot both be there", seen[f], name)
		default:
			seen[f] = plain
			c.member(value, path+"."+name, f, typ)
		}
	}
	if members == 0 {
		c.fault(path, "empty", "an object with nothing in it")
	}
	for _, f := range fields {
		if f.required && seen[f] == "" {
			c.fault(path, "missing", "%q is required", f.name)
		}
	}
}

func fieldNamed(name string, fields []*field, also map[string]*field) (f *field, typ string) {
	if f = also[name]; f != nil {
		return f, f.types[0]
	}
	for _, f := range fields {
		if typ, ok := f.member(name); ok {
			return f, typ
		}
	}
	return nil, ""
}

// unsaid checks what stands beside a primitive: an object with id or extensions, or an array of such and of nulls.
func (c *checker) unsaid(e Element, path string) {
	for _, item := range e.Items() {
		if item.IsObject() {
			c.object(item, path, nil, everywhere)
		} else if item.token().kind != null || !e.IsArray() {
			c.fault(path, "type", "beside a primitive stand extensions alone")
		}
	}
}

// member checks one member, whose field is known.
func (c *checker) member(e Element, path string, f *field, typ string) {
	if e.IsArray() != f.many {
		c.fault(path, "array", "how often: one was expected where there are several, or the other way round")
		return
	}
	if e.IsArray() && e.Len() == 0 {
		c.fault(path, "empty", "an array with nothing in it")
	}
	for i, item := range e.Items() {
		at := path
		if f.many {
			at = fmt.Sprintf("%s[%d]", path, i)
		}
		c.value(item, at, f, typ)
	}
}

func (c *checker) value(e Element, path string, f *field, typ string) {
	if check, primitive := primitives[typ]; primitive {
		if e.token().kind == null && f.many {
			return // its place is kept for the extension beside it
		}
		if !check(e) {
			c.fault(path, "format", "no %s", typ)
			return
		}
		c.codes(e, path, f)
		return
	}
	switch {
	case typ == "Resource":
		if r, ok := e.Resource(); ok {
			c.resource(r, path)
		} else {
			c.fault(path, "missing", "a resource says of which type it is")
		}
	case f.children != nil:
		c.object(e, path, f.children, everywhere)
	default:
		c.object(e, path, definitions()[typ], everywhere)
		c.codes(e, path, f)
		c.complex(e, path, f, typ)
	}
}

// complex checks what goes beyond the elements of a type.
func (c *checker) complex(e Element, path string, f *field, typ string) {
	for _, rule := range typeRules[typ] {
		if text := rule.broken(e); text != "" {
			c.fault(path, rule.name, "%s", text)
		}
	}
	if targets := f.targets[typ]; typ == "Reference" && len(targets) > 0 {
		ref := e.Reference()
		named, _, relative := strings.Cut(ref.Key(), "/")
		if relative && !strings.HasPrefix(ref.URL, "#") && !strings.HasPrefix(ref.URL, "urn:") && !slices.Contains(targets, named) {
			c.fault(path, "reference", "it cannot name a %s", named)
		}
	}
}

// codes checks the codes of a closed list.
func (c *checker) codes(e Element, path string, f *field) {
	if len(f.codes) == 0 {
		return
	}
	if e.IsText() {
		if !slices.ContainsFunc(f.codes, func(b binding) bool { return slices.Contains(b.codes, e.Text()) }) {
			c.fault(path, "code", "%q is none of the codes", e.Text())
		}
		return
	}
	codings := e.Concept().Codings
	if e.Get("code").IsText() {
		codings = []Coding{e.Coding()}
	}
	for _, coding := range codings {
		if slices.ContainsFunc(f.codes, func(b binding) bool { return b.system == coding.System && slices.Contains(b.codes, coding.Code) }) {
			return
		}
	}
	if len(codings) > 0 {
		c.fault(path, "code", "none of its codes is one of the system that is required")
	}
}
