package journal

import (
	"encoding"
	"reflect"
	"strings"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// stringCodec is free text, and the words of vocabularies whose Go type is a string: Validate knows their members.
type stringCodec struct{ zeroIsAbsent }

func (stringCodec) write(e *encoder, v reflect.Value) error { return e.text(v.String()) }

func (stringCodec) read(d *decoder, v reflect.Value) error {
	text, err := d.text()
	if err != nil {
		return err
	}
	v.SetString(string(text))
	return nil
}

// wholeCodec is a whole number.
type wholeCodec struct{ zeroIsAbsent }

func (wholeCodec) write(e *encoder, v reflect.Value) error { return e.whole(v.Int()) }

func (wholeCodec) read(d *decoder, v reflect.Value) error {
	n, err := d.whole()
	if err != nil {
		return err
	}
	if v.OverflowInt(n) {
		return d.fail(ErrValue, "%d is out of range", n)
	}
	v.SetInt(n)
	return nil
}

// truthCodec is yes or no. Unknown is absent.
type truthCodec struct{ zeroIsAbsent }

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

func (truthCodec) read(d *decoder, v reflect.Value) error {
	yes, err := d.truth()
	if err != nil {
		return err
	}
	v.SetUint(uint64(truth.Of(yes)))
	return nil
}

// textCodec is a type that writes and reads itself as text.
type textCodec struct {
	zeroIsAbsent
	goType reflect.Type
}

func (textCodec) write(e *encoder, v reflect.Value) error {
	text, err := v.Interface().(encoding.TextMarshaler).MarshalText()
	if err != nil {
		return e.failed(ErrValue, err)
	}
	return e.text(string(text))
}

func (textCodec) read(d *decoder, v reflect.Value) error {
	text, err := d.text()
	if err != nil {
		return err
	}
	if err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText(text); err != nil {
		return d.failed(ErrValue, err)
	}
	return nil
}

// wordsCodec is an enumeration: its names, by value. A value without a name is invalid.
type wordsCodec struct {
	zeroIsAbsent
	names   []string
	what    string
	unknown error // what a name is that is not among them
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

func (c wordsCodec) write(e *encoder, v reflect.Value) error {
	i := v.Uint()
	if i >= uint64(len(c.names)) || c.names[i] == "" {
		return e.fail(c.unknown, "invalid %s %d", strings.ToLower(c.what), i)
	}
	return e.text(c.names[i])
}

func (c wordsCodec) read(d *decoder, v reflect.Value) error {
	text, err := d.text()
	if err != nil {
		return err
	}
	for i, name := range c.names {
		if name == string(text) && name != "" {
			v.SetUint(uint64(i))
			return nil
		}
	}
	return d.fail(c.unknown, "unknown %s %q", strings.ToLower(c.what), text)
}

// verbatim is a value as it is written.
type verbatim []byte

// verbatimCodec leaves a value for later, when it is known what it should be.
type verbatimCodec struct{ zeroIsAbsent }

func (verbatimCodec) write(e *encoder, v reflect.Value) error {
	e.buf = append(e.buf, v.Bytes()...)
	return nil
}

func (verbatimCodec) read(d *decoder, v reflect.Value) error {
	text, err := d.raw()
	if err != nil {
		return err
	}
	v.SetBytes(text)
	return nil
}
