package journal

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"reflect"
	"strings"
	"unicode"

	"github.com/oudpath/oudpath/plan/record"
)

// object is the codec of a struct: its members, in the order of the fields.
type object struct {
	zeroIsAbsent
	members []member
	needed  uint64 // those that are not optional, as bits
}

type member struct {
	name   string
	quoted string // the name as it is written, with its colon
	start  uint64 // its first eight bytes
	mask   uint64 // those of them that there are
	field  int    // index in the struct
	need   need
	codec  codec
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

// What is wrong with more than one thing.
const (
	missing     = "the member is missing"
	saysNothing = "this value says nothing, and what is not stated is left out"
)

// maxMembers is the number of members that an object can keep track of.
const maxMembers = 64

func compileObject(t reflect.Type) (*object, error) {
	o := &object{}
	for i := range t.NumField() {
		field := t.Field(i)
		if !field.IsExported() || field.Anonymous || i >= maxMembers {
			return nil, fmt.Errorf("journal: field %s of %s cannot be a member", field.Name, t)
		}
		c, err := compile(field.Type)
		if err != nil {
			return nil, fmt.Errorf("%w, and field %s of %s has it", err, field.Name, t)
		}
		name := memberName(field.Name)
		if needs[t][field.Name] != optional {
			o.needed |= 1 << i
		}
		o.members = append(o.members, newMember(name, i, needs[t][field.Name], c))
	}
	return o, nil
}

func newMember(name string, field int, need need, c codec) member {
	m := member{name: name, quoted: `"` + name + `":`, field: field, need: need, codec: c}
	var start, mask [8]byte
	for i := range copy(start[:], m.quoted) {
		mask[i] = 0xff
	}
	m.start, m.mask = binary.LittleEndian.Uint64(start[:]), binary.LittleEndian.Uint64(mask[:])
	return m
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
			return within(m.name, e.fail(ErrMember, "%s", missing))
		case absent:
			continue
		}
		e.separate()
		e.buf = append(e.buf, m.quoted...)
		if err := m.codec.write(e, part); err != nil {
			return within(m.name, err)
		}
	}
	e.byte('}')
	return nil
}

func (o *object) read(d *decoder, v reflect.Value) (bool, error) {
	if err := d.open('{', anObject); err != nil {
		return false, err
	}
	var w walk
	for {
		i, err := o.step(d, &w)
		if err != nil || i < 0 {
			return w.seen != 0, err
		}
		m := &o.members[i]
		says, err := m.codec.read(d, v.Field(m.field))
		if err := m.stated(d, says, err); err != nil {
			return false, err
		}
	}
}

// walk is where we are among the members of an object.
type walk struct {
	seen uint64 // members, as bits
	next int    // the one that comes next if they are in order
}

// step reads the name of the next member and returns which one it is; after the last one it is negative.
func (o *object) step(d *decoder, w *walk) (int, error) {
	more, err := d.more('}', w.seen == 0)
	if err != nil {
		return 0, err
	}
	if !more {
		return -1, o.complete(d, w.seen)
	}
	i, err := o.member(d, w.next)
	if err != nil {
		return 0, err
	}
	if w.seen&(1<<i) != 0 {
		return 0, within(o.members[i].name, d.fail(ErrMember, "duplicate member"))
	}
	w.seen |= 1 << i
	w.next = i + 1
	return i, nil
}

// member reads the name of a member. Of what was written in order, it is one of those from next on.
func (o *object) member(d *decoder, next int) (int, error) {
	d.space()
	if rest := d.data[d.pos:]; len(rest) > 8 {
		start := binary.LittleEndian.Uint64(rest)
		for i := next; i < len(o.members); i++ {
			m := &o.members[i]
			if start&m.mask == m.start && len(rest) > len(m.quoted) && string(rest[:len(m.quoted)]) == m.quoted {
				d.pos += len(m.quoted)
				return i, nil
			}
		}
	}
	name, err := d.name()
	if err != nil {
		return 0, err
	}
	for i := range o.members {
		if o.members[i].name == string(name) {
			return i, nil
		}
	}
	return 0, o.unknown(d, string(name))
}

// stated says what is wrong with a member that was read.
func (m *member) stated(d *decoder, says bool, err error) error {
	if err == nil && !says && m.need != counted {
		err = d.fail(ErrValue, "%s", saysNothing)
	}
	if err != nil {
		return within(m.name, err)
	}
	return nil
}

func (o *object) unknown(d *decoder, name string) error {
	err := d.fail(ErrMember, "unknown member")
	for i := range o.members {
		if right := o.members[i].name; strings.EqualFold(right, name) {
			err = d.fail(ErrMember, "the member is called %q", right)
		}
	}
	return within(name, err)
}

// complete demands the members that are not optional.
func (o *object) complete(d *decoder, seen uint64) error {
	lacking := o.needed &^ seen
	if lacking == 0 {
		return nil
	}
	return within(o.members[bits.TrailingZeros64(lacking)].name, d.fail(ErrMember, "%s", missing))
}
