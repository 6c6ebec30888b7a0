package r4

import (
	"bytes"
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
	var c Checker
	return c.Check(r)
}

// Checker is Check for many resources, one after the other: it keeps the room that it has grown, and what it has seen to be without a
// fault. The zero Checker is ready. Only one goroutine may use it.
type Checker struct {
	root   Resource
	in     *model
	faults []Fault
	tape   []token
	metas  map[string]bool // those without a fault: the resources of one sender have the same
}

// Check is the function of that name.
func (c *Checker) Check(r Resource) []Fault {
	c.root, c.in, c.faults = r, definitions(), nil
	c.resource(r)
	faults := c.faults
	c.root, c.faults = Resource{}, nil
	return faults
}

// Text reads a resource, within DefaultLimits, and checks it. The errors are those of Parse.
func (c *Checker) Text(data []byte) ([]Fault, error) {
	doc, err := Limits{}.parse(data, c.tape[:0])
	if err != nil {
		return nil, err
	}
	c.tape = doc.tape
	return c.Check(Resource{doc.Root()}), nil
}

func (c *Checker) fault(e Element, rule, format string, args ...any) {
	path := c.root.Type()
	if e != c.root.Element {
		path += "." + e.From(c.root.Element)
	}
	c.faults = append(c.faults, Fault{path, rule, fmt.Sprintf(format, args...)})
}

func (c *Checker) resource(r Resource) {
	typ := r.Get("resourceType").content()
	fields, known := c.in.types[string(typ)]
	if !known {
		c.fault(r.Element, "unknown-type", "no definition of resources of the type %q", typ)
		return
	}
	c.object(r.Element, fields, c.in.common)
	for i := range invariants {
		if inv := &invariants[i]; inv.on == string(typ) || inv.on == "" {
			if text := inv.broken(r); text != "" {
				c.fault(r.Element, inv.rule, "%s", text)
			}
		}
	}
}

// object checks the members of an object against its fields. Of those that every element has none is required, or one of a choice.
func (c *Checker) object(e Element, fields, also []*field) {
	if !e.IsObject() {
		c.fault(e, "type", "an object was expected")
		return
	}
	var few [48]int32 // most types have fewer fields
	seen := few[:]    // where the name stands by which the field is there; 0: nowhere
	if len(fields) > len(few) {
		seen = make([]int32, len(fields))
	}
	members := 0
	for at, value := range e.places() {
		members++
		name := e.doc.nameAt(at)
		if string(name) == "resourceType" {
			continue
		}
		plain, underscored := bytes.CutPrefix(name, []byte("_"))
		f, typ := named(plain, also)
		if f < 0 {
			if f, typ = named(plain, fields); f >= 0 && seen[f] == 0 {
				seen[f] = at
			}
		} else {
			f += len(fields)
		}
		switch {
		case f < 0:
			c.fault(e, "unknown-element", "there is no element %q", name)
		case underscored:
			c.unsaid(value)
		case f < len(fields) && !bytes.Equal(c.plain(e, seen[f]), plain):
			c.fault(e, "choice", "%q and %q cannot both be there", c.plain(e, seen[f]), name)
		case f < len(fields):
			c.member(value, fields[f], typ)
		default:
			c.member(value, also[f-len(fields)], typ)
		}
	}
	if members == 0 {
		c.fault(e, "empty", "an object with nothing in it")
	}
	for i, f := range fields {
		if f.required && seen[i] == 0 {
			c.fault(e, "missing", "%q is required", f.name)
		}
	}
}

// plain returns the name that stands at the place, without the underscore of what stands beside a primitive.
func (c *Checker) plain(e Element, at int32) []byte {
	return bytes.TrimPrefix(e.doc.nameAt(at), []byte("_"))
}

// named returns which of the fields a member of that name is, and of which type; -1 if it is none.
func named(name []byte, fields []*field) (i int, typ *fieldType) {
	for i, f := range fields {
		if typ, ok := f.member(name); ok {
			return i, typ
		}
	}
	return -1, nil
}

// unsaid checks what stands beside a primitive: an object with id or extensions, or an array of such and of nulls.
func (c *Checker) unsaid(e Element) {
	for _, item := range e.Items() {
		if item.IsObject() {
			c.object(item, nil, c.in.everywhere)
		} else if item.token().kind != null || !e.IsArray() {
			c.fault(e, "type", "beside a primitive stand extensions alone")
		}
	}
}

// member checks one member, whose field is known.
func (c *Checker) member(e Element, f *field, typ *fieldType) {
	if e.IsArray() != f.many {
		c.fault(e, "array", "how often: one was expected where there are several, or the other way round")
		return
	}
	if e.IsArray() && e.Len() == 0 {
		c.fault(e, "empty", "an array with nothing in it")
	}
	for _, item := range e.Items() {
		c.value(item, f, typ)
	}
}

func (c *Checker) value(e Element, f *field, typ *fieldType) {
	switch {
	case typ.format != nil:
		if e.token().kind == null && f.many {
			return // its place is kept for the extension beside it
		}
		if !typ.format(e) {
			c.fault(e, "format", "no %s", typ.name)
			return
		}
		c.codes(e, f)
	case typ.name == "Resource":
		if r, ok := e.Resource(); ok {
			c.resource(r)
		} else {
			c.fault(e, "missing", "a resource says of which type it is")
		}
	case f.children != nil:
		c.object(e, f.children, c.in.everywhere)
	case typ.name == "Meta":
		c.meta(e, typ)
	default:
		c.object(e, typ.fields, c.in.everywhere)
		c.codes(e, f)
		c.complex(e, typ)
	}
}

// meta checks what a resource says of itself, unless the same text was checked before.
func (c *Checker) meta(e Element, typ *fieldType) {
	if c.metas[string(e.Raw())] {
		return
	}
	before := len(c.faults)
	c.object(e, typ.fields, c.in.everywhere)
	if len(c.faults) > before || len(c.metas) >= manyMetas {
		return
	}
	if c.metas == nil {
		c.metas = map[string]bool{}
	}
	c.metas[string(e.Raw())] = true
}

// manyMetas is how many are kept.
const manyMetas = 32

// complex checks what goes beyond the elements of a type.
func (c *Checker) complex(e Element, typ *fieldType) {
	for _, rule := range typ.rules {
		if text := rule.broken(e); text != "" {
			c.fault(e, rule.name, "%s", text)
		}
	}
	if len(typ.targets) == 0 {
		return
	}
	ref := e.Reference()
	named, _, relative := strings.Cut(ref.Key(), "/")
	if relative && !strings.HasPrefix(ref.URL, "#") && !strings.HasPrefix(ref.URL, "urn:") && !slices.Contains(typ.targets, named) {
		c.fault(e, "reference", "it cannot name a %s", named)
	}
}

// codes checks the codes of a closed list.
func (c *Checker) codes(e Element, f *field) {
	if len(f.codes) == 0 {
		return
	}
	if e.IsText() {
		if code := e.content(); !slices.ContainsFunc(f.codes, func(b binding) bool { return slices.Contains(b.codes, string(code)) }) {
			c.fault(e, "code", "%q is none of the codes", code)
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
		c.fault(e, "code", "none of its codes is one of the system that is required")
	}
}
