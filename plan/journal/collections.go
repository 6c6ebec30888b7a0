package journal

import (
	"reflect"
	"slices"
)

// listCodec is a list. An empty list that is not nil is written: it states that there are none.
type listCodec struct {
	zeroIsAbsent
	element codec
}

func (c listCodec) write(e *encoder, v reflect.Value) error {
	e.byte('[')
	for i := range v.Len() {
		e.separate()
		e.pushIndex(i)
		if err := c.element.write(e, v.Index(i)); err != nil {
			return err
		}
		e.pop()
	}
	e.byte(']')
	return nil
}

func (c listCodec) read(d *decoder, v reflect.Value) error {
	if err := d.open(aList); err != nil {
		return err
	}
	v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	for i := 0; ; i++ {
		more, err := d.more(']', i == 0)
		if err != nil || !more {
			return err
		}
		v.Grow(1)
		v.SetLen(i + 1)
		d.pushIndex(i)
		if err := c.element.read(d, v.Index(i)); err != nil {
			return err
		}
		d.pop()
	}
}

// mapCodec is a map with texts as keys, which are written in order.
type mapCodec struct {
	zeroIsAbsent
	element codec
}

func (c mapCodec) write(e *encoder, v reflect.Value) error {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int {
		if a.String() < b.String() {
			return -1
		}
		return 1
	})
	e.byte('{')
	for _, key := range keys {
		e.separate()
		e.push(key.String())
		if err := e.text(key.String()); err != nil {
			return err
		}
		e.byte(':')
		if err := c.element.write(e, v.MapIndex(key)); err != nil {
			return err
		}
		e.pop()
	}
	e.byte('}')
	return nil
}

func (c mapCodec) read(d *decoder, v reflect.Value) error {
	if err := d.open(anObject); err != nil {
		return err
	}
	t := v.Type()
	v.Set(reflect.MakeMap(t))
	for first := true; ; first = false {
		more, err := d.more('}', first)
		if err != nil || !more {
			return err
		}
		name, err := d.name()
		if err != nil {
			return err
		}
		key, element := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
		key.SetString(string(name))
		d.push(key.String())
		if v.MapIndex(key).IsValid() {
			return d.fail(ErrMember, "duplicate member")
		}
		if err := c.element.read(d, element); err != nil {
			return err
		}
		v.SetMapIndex(key, element)
		d.pop()
	}
}
