package journal

import (
	"encoding"
	"fmt"
	"reflect"
	"strings"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// stringCodec is free text, and the words of vocabularies whose Go type is a string: Validate knows their members.
type stringCodec struct {
	unique bool // no two are the same, so that looking for one from before is in vain
}

func (stringCodec) absent(v reflect.Value) bool { return v.Len() == 0 }

func (stringCodec) write(e *encoder, v reflect.Value) error { return e.text(v.String()) }

func (c stringCodec) read(d *decoder, v reflect.Value) (bool, error) {
	text, err := d.text()
	if err != nil || len(text) == 0 {
		return false, err
	}
	if c.unique {
		v.SetString(string(text))
	} else {
		v.SetString(d.cache.text(text))
	}
	return true, nil
}

// wholeCodec is a whole number.
type wholeCodec struct{}

func (wholeCodec) absent(v reflect.Value) bool { return v.Int() == 0 }

func (wholeCodec) write(e *encoder, v reflect.Value) error { return e.whole(v.Int()) }

func (wholeCodec) read(d *decoder, v reflect.Value) (bool, error) {
	n, err := d.whole()
	if err != nil {
		return false, err
	}
	if v.OverflowInt(n) {
		return false, d.fail(ErrValue, "%d is out of range", n)
	}
	v.SetInt(n)
	return n != 0, nil
}

// truthCodec is yes or no. Unknown is absent.
type truthCodec struct{}

func (truthCodec) absent(v reflect.Value) bool { return truth.Value(v.Uint()) == truth.Unknown }

func (truthCodec) write(e *encoder, v reflect.Value) error {
	switch truth.Value(v.Uint()) {
	case truth.Yes:
		e.buf = append(e.buf, "true"...)
	case truth.No:
		e.buf = append(e.buf, "false"...)
	default:
		return e.fail(ErrValue, "%d is neither yes nor no", v.Uint())
	}
	return nil
}

func (truthCodec) read(d *decoder, v reflect.Value) (bool, error) {
	yes, err := d.truth()
	if err != nil {
		return false, err
	}
	v.SetUint(uint64(truth.Of(yes)))
	return true, nil
}

// textCodec is a type that writes and reads itself as text.
type textCodec struct {
	zeroIsAbsent
	goType reflect.Type
}

func (*textCodec) write(e *encoder, v reflect.Value) error {
	text, err := v.Interface().(encoding.TextMarshaler).MarshalText()
	if err != nil {
		return e.failed(ErrValue, err)
	}
	return e.text(string(text))
}

// read parses a text once for as long as the cache knows it.
func (c *textCodec) read(d *decoder, v reflect.Value) (bool, error) {
	text, err := d.text()
	if err != nil {
		return false, err
	}
	slot := &d.cache.values[spread(text)%uint64(len(d.cache.values))]
	if slot.of == c.goType && slot.text == string(text) {
		v.Set(slot.value)
		return true, nil
	}
	if err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText(text); err != nil {
		return false, d.failed(ErrValue, err)
	}
	says := !v.IsZero()
	if says && len(text) <= maxCached {
		*slot = parsed{c.goType, string(text), reflect.ValueOf(v.Interface())}
	}
	return says, nil
}

// wordsCodec is an enumeration: its names, by value. A value without a name is invalid.
type wordsCodec struct {
	names   []string
	slots   [256]uint8 // values, found by the spread of their names; zero is free
	what    string
	unknown error // what a name is that is not among them
}

// maxWords leaves enough slots free to find a name, or that it is missing, after a few of them.
const maxWords = 192

func newWords(names []string, what string, unknown error) (*wordsCodec, error) {
	c := &wordsCodec{names: names, what: strings.ToLower(what), unknown: unknown}
	if len(names) > maxWords {
		return nil, fmt.Errorf("journal: %d words of a %s, and %d fit", len(names), what, maxWords)
	}
	for i, name := range names {
		if name == "" {
			continue
		}
		slot := uint8(spread([]byte(name)))
		for c.slots[slot] != 0 {
			slot++
		}
		c.slots[slot] = uint8(i)
	}
	return c, nil
}

// value returns the value with that name; zero: there is none.
func (c *wordsCodec) value(name []byte) uint8 {
	for slot := uint8(spread(name)); c.slots[slot] != 0; slot++ {
		if value := c.slots[slot]; c.names[value] == string(name) {
			return value
		}
	}
	return 0
}

// wordsOf asks an enumeration for its names.
func wordsOf(t reflect.Type) []string {
	var names []string
	v := reflect.New(t).Elem()
	for i := range uint64(256) {
		v.SetUint(i)
		text, err := v.Interface().(encoding.TextMarshaler).MarshalText()
		if err != nil && i > 0 {
			break
		}
		names = append(names, string(text))
	}
	return names
}

func kindNames() []string {
	names := []string{""}
	for _, kind := range record.AllKinds() {
		names = append(names, kind.String())
	}
	return names
}

func (*wordsCodec) absent(v reflect.Value) bool { return v.Uint() == 0 }

func (c *wordsCodec) write(e *encoder, v reflect.Value) error {
	i := v.Uint()
	if i >= uint64(len(c.names)) || c.names[i] == "" {
		return e.fail(c.unknown, "invalid %s %d", c.what, i)
	}
	return e.text(c.names[i])
}

func (c *wordsCodec) read(d *decoder, v reflect.Value) (bool, error) {
	text, err := d.text()
	if err != nil {
		return false, err
	}
	value := c.value(text)
	if value == 0 {
		return false, d.fail(c.unknown, "unknown %s %q", c.what, text)
	}
	v.SetUint(uint64(value))
	return true, nil
}
