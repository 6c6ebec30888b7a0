package journal

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
)

// listCodec is a list. An empty list that is not nil is written: it states that there are none.
type listCodec struct{ element codec }

func (listCodec) absent(v reflect.Value) bool { return v.IsNil() }

func (c listCodec) write(e *encoder, v reflect.Value) error {
	e.byte('[')
	for i := range v.Len() {
		e.separate()
		if err := c.element.write(e, v.Index(i)); err != nil {
			return within(strconv.Itoa(i), err)
		}
	}
	e.byte(']')
	return nil
}

func (c listCodec) read(d *decoder, v reflect.Value) (bool, error) {
	if err := d.open('[', aList); err != nil {
		return false, err
	}
	room := d.cache.list(v.Type())
	for i := 0; ; i++ {
		more, err := d.more(']', i == 0)
		if err != nil {
			return false, err
		}
		if !more {
			break
		}
		if i == room.Cap() {
			room.Grow(1)
		}
		room.SetLen(i + 1)
		element := room.Index(i)
		element.SetZero()
		if _, err := c.element.read(d, element); err != nil {
			return false, within(strconv.Itoa(i), err)
		}
	}
	if room.Len() == 0 {
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		return true, nil
	}
	v.Grow(room.Len())
	v.SetLen(room.Len())
	reflect.Copy(v, room)
	return true, nil
}

// countsCodec is a number for each of some names, which are written in order.
type countsCodec struct{}

func (countsCodec) absent(v reflect.Value) bool { return v.IsNil() }

func (countsCodec) write(e *encoder, v reflect.Value) error {
	counts := v.Interface().(map[string]int)
	e.byte('{')
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		e.separate()
		err := e.text(name)
		if err == nil {
			e.byte(':')
			err = e.whole(int64(counts[name]))
		}
		if err != nil {
			return within(name, err)
		}
	}
	e.byte('}')
	return nil
}

func (countsCodec) read(d *decoder, v reflect.Value) (bool, error) {
	if err := d.open('{', anObject); err != nil {
		return false, err
	}
	counts := make(map[string]int)
	*v.Addr().Interface().(*map[string]int) = counts
	for first := true; ; first = false {
		more, err := d.more('}', first)
		if err != nil || !more {
			return true, err
		}
		text, err := d.name()
		if err != nil {
			return false, err
		}
		name := d.cache.text(text)
		n, err := d.whole()
		if _, twice := counts[name]; twice {
			err = d.fail(ErrMember, "duplicate member")
		}
		if err != nil {
			return false, within(name, err)
		}
		counts[name] = int(n)
	}
}
