package journal

import (
	"encoding/json"
	"maps"
	"slices"
)

// upcast turns the members of a body of one version into those of the next. It works on what was written, not on Go types,
// which know the newest version alone. An error means that the body cannot be understood.
type upcast func(members map[string]json.RawMessage) error

// lift applies the upcasts to a body that is written in an older version.
func lift(d *decoder, history []upcast, body []byte) ([]byte, error) {
	members, err := rawMembers(d, body)
	if err != nil {
		return nil, err
	}
	for _, up := range history {
		if err := up(members); err != nil {
			return nil, d.failed(ErrVersion, err)
		}
	}
	return joinMembers(members)
}

// rawMembers reads the members of an object without looking into them.
func rawMembers(d *decoder, body []byte) (map[string]json.RawMessage, error) {
	d.data, d.pos = body, 0
	if err := d.open('{', anObject); err != nil {
		return nil, err
	}
	members := make(map[string]json.RawMessage)
	for first := true; ; first = false {
		more, err := d.more('}', first)
		if err != nil || !more {
			return members, err
		}
		text, err := d.name()
		if err != nil {
			return nil, err
		}
		name := string(text)
		if _, twice := members[name]; twice {
			return nil, within(name, d.fail(ErrMember, "duplicate member"))
		}
		value, err := d.raw()
		if err != nil {
			return nil, within(name, err)
		}
		members[name] = slices.Clone(value)
	}
}

func joinMembers(members map[string]json.RawMessage) ([]byte, error) {
	var e encoder
	e.byte('{')
	for _, name := range slices.Sorted(maps.Keys(members)) {
		e.separate()
		if err := e.text(name); err != nil {
			return nil, err
		}
		e.byte(':')
		e.buf = append(e.buf, members[name]...)
	}
	e.byte('}')
	return e.buf, nil
}
