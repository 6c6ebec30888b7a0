package journal

import (
	"encoding"
	"fmt"
	"reflect"
	"time"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// codec writes and reads the values of one Go type, and describes what it writes. Codecs are compiled once and never change.
type codec interface {
	write(*encoder, reflect.Value) error
	// read sets the value, which is zero before. It reports whether it says anything then: the zero of most types is what stands
	// for "not stated".
	read(*decoder, reflect.Value) (says bool, err error)
	absent(reflect.Value) bool // the value says nothing, and its member is left out
	shape() shape
}

// zeroIsAbsent is the rule for all types but time.Time, which has more than one zero.
type zeroIsAbsent struct{}

func (zeroIsAbsent) absent(v reflect.Value) bool { return v.IsZero() }

// compile makes the codec of a type. It is an error if the type has no form on the wire.
func compile(t reflect.Type) (codec, error) {
	switch t {
	case reflect.TypeFor[time.Time]():
		return timeCodec{}, nil
	case reflect.TypeFor[time.Duration]():
		return durationCodec{}, nil
	case reflect.TypeFor[truth.Value]():
		return truthCodec{}, nil
	case reflect.TypeFor[record.Kind]():
		return newWords(kindNames(), "type", ErrType)
	case reflect.TypeFor[record.EventID]():
		return stringCodec{unique: true}, nil
	case reflect.TypeFor[map[string]int]():
		return countsCodec{}, nil
	case reflect.TypeFor[record.Body]():
		return bodyCodec{}, nil
	}
	if isText(t) && t.Kind() == reflect.Uint8 {
		return newWords(wordsOf(t), t.Name(), ErrValue)
	}
	if isText(t) {
		return &textCodec{goType: t}, nil
	}
	switch t.Kind() {
	case reflect.String:
		return stringCodec{}, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return wholeCodec{}, nil
	case reflect.Struct:
		return compileObject(t)
	case reflect.Slice:
		element, err := compile(t.Elem())
		return listCodec{element: element}, err
	}
	return nil, fmt.Errorf("journal: %s has no form on the wire", t)
}

func isText(t reflect.Type) bool {
	return t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) &&
		reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}
