package journal

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"

	"github.com/oudpath/oudpath/plan/record"
)

// object is the codec of a struct: its members, in the order of the fields.
type object struct {
	zeroIsAbsent
	members []member
}

type member struct {
	name  string
	field int // index in the struct
	need  need
	codec codec
}

// need says what a member must be. The zero need is optional.
type need uint8

const (
	optional need = iota
	required      // must be there
	counted       // must be there, and its zero says something
)

// needs are the members that are not optional. What else a body demands, its Validate method knows. A number belongs here if
// its zero is a statement and not "not stated"; adding a member to a type that journals hold already needs a new version of it.
var needs = map[reflect.Type]map[string]need{
	reflect.TypeFor[heading]():         {"Format": required, "Version": required, "Dialect": required, "Plan": required},
	reflect.TypeFor[closing]():         {"End": required, "Events": counted},
	reflect.TypeFor[envelope]():        {"Type": required, "V": required, "ID": required, "At": required, "Body": required},
	reflect.TypeFor[record.Measured](): {"Value": counted},
	reflect.TypeFor[record.Scored]():   {"Total": counted},
}

const missing = "the member is missing"

// maxMembers is the number of members that an object can keep track of.
const maxMembers = 64

func compileObject(t reflect.Type) *object {
	o := &object{}
	for i := range t.NumField() {
		field := t.Field(i)
		if !field.IsExported() || field.Anonymous || i >= maxMembers {
			panic(fmt.Sprintf("journal: field %s of %s cannot be a member", field.Name, t))
		}
		o.members = append(o.members, member{memberName(field.Name), i, needs[t][field.Name], compile(field.Type)})
	}
	return o
}

// memberName turns the name of a field into that of a member: "PerDay" into "perDay", "ASAM" into "asam", "IDText" into "idText".
func memberName(field string) string {
	letters := []rune(field)
	for i := range letters {
		if !unicode.IsUpper(letters[i]) || i > 0 && i+1 < len(letters) && unicode.IsLower(letters[i+1]) {
			break
		}
		letters[i] = unicode.ToLower(letters[i])
	}
	return string(letters)
}

func (o *object) write(e *encoder, v reflect.Value) error {
	e.byte('{')
	for i := range o.members {
		m := &o.members[i]
		part := v.Field(m.field)
		switch absent := m.need != counted && m.codec.absent(part); {
		case absent && m.need == required:
			e.push(m.name)
			return e.fail(ErrMember, "%s", missing)
		case absent:
			continue
		}
		e.name(m.name)
		if err := m.codec.write(e, part); err != nil {
			return err
		}
		e.pop()
	}
	e.byte('}')
	return nil
}

func (o *object) read(d *decoder, v reflect.Value) error {
	if err := d.open(anObject); err != nil {
		return err
	}
	var seen uint64
	for first := true; ; first = false {
		more, err := d.more('}', first)
		if err != nil {
			return err
		}
		if !more {
			return o.complete(d, seen)
		}
		if err := o.readMember(d, v, &seen); err != nil {
			return err
		}
	}
}

func (o *object) readMember(d *decoder, v reflect.Value, seen *uint64) error {
	name, err := d.name()
	if err != nil {
		return err
	}
	i := o.find(name)
	if i < 0 {
		return o.unknown(d, string(name))
	}
	m := &o.members[i]
	d.push(m.name)
	if *seen&(1<<i) != 0 {
		return d.fail(ErrMember, "duplicate member")
	}
	*seen |= 1 << i
	part := v.Field(m.field)
	if err := m.codec.read(d, part); err != nil {
		return err
	}
	if m.need != counted && m.codec.absent(part) {
		return d.fail(ErrValue, "this value says nothing, and what is not stated is left out")
	}
	d.pop()
	return nil
}

func (o *object) find(name []byte) int {
	for i := range o.members {
		if o.members[i].name == string(name) {
			return i
		}
	}
	return -1
}

func (o *object) unknown(d *decoder, name string) error {
	d.push(name)
	for i := range o.members {
		if right := o.members[i].name; strings.EqualFold(right, name) {
			return d.fail(ErrMember, "the member is called %q", right)
		}
	}
	return d.fail(ErrMember, "unknown member")
}

// complete demands the members that are not optional.
func (o *object) complete(d *decoder, seen uint64) error {
	for i := range o.members {
		if o.members[i].need != optional && seen&(1<<i) == 0 {
			d.push(o.members[i].name)
			return d.fail(ErrMember, "%s", missing)
		}
	}
	return nil
}
