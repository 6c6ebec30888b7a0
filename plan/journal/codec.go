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
	read(*decoder, reflect.Value) error
	absent(reflect.Value) bool // the value says nothing, and its member is left out
	shape() shape
}

// zeroIsAbsent is the rule for all types but time.Time, which has more than one zero.
type zeroIsAbsent struct{}

func (zeroIsAbsent) absent(v reflect.Value) bool { return v.IsZero() }

// compile makes the codec of a type. It panics on a type that has no form on the wire: that is for the author of a body to see.
func compile(t reflect.Type) codec {
	switch t {
	case reflect.TypeFor[time.Time]():
		return timeCodec{}
	case reflect.TypeFor[time.Duration]():
		return durationCodec{}
	case reflect.TypeFor[truth.Value]():
		return truthCodec{}
	case reflect.TypeFor[record.Kind]():
		return wordsCodec{names: kindNames(), what: "type", unknown: ErrType}
	case reflect.TypeFor[verbatim]():
		return verbatimCodec{}
	}
	if isText(t) && t.Kind() == reflect.Uint8 {
		return wordsCodec{names: wordsOf(t), what: t.Name(), unknown: ErrValue}
	}
	if isText(t) {
		return textCodec{goType: t}
	}
	switch t.Kind() {
	case reflect.String:
		return stringCodec{}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return wholeCodec{}
	case reflect.Struct:
		return compileObject(t)
	case reflect.Slice:
		return listCodec{element: compile(t.Elem())}
	case reflect.Map:
		if t.Key().Kind() == reflect.String {
			return mapCodec{element: compile(t.Elem())}
		}
	}
	panic(fmt.Sprintf("journal: %s has no form on the wire", t))
}

func isText(t reflect.Type) bool {
	return t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) &&
		reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}
