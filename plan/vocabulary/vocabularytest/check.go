// Package vocabularytest holds the laws of an enumeration that is built with package vocabulary, for the tests of the package
// that declares it.
package vocabularytest

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Enum is what an enumeration can do.
type Enum interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
}

// Check runs through all 256 values of an enumeration: those with a name must be these names, in the order of the constants,
// and each of them must be what String gives and what MarshalText writes and UnmarshalText reads back. All other values must
// be errors, except for a zero that is not stated, which must be the empty text in both directions and inside of JSON.
//
// The names are repeated in the test on purpose: they are on record and must not change.
func Check[E Enum, P interface {
	*E
	encoding.TextUnmarshaler
}](t testing.TB, names ...string) {
	t.Helper()
	var found []string
	for i := range 256 {
		e := E(i)
		text, err := e.MarshalText()
		switch {
		case err != nil:
			checkInvalid[E, P](t, e, err)
		case len(text) == 0:
			checkNotStated[E, P](t, e)
		default:
			found = append(found, string(text))
			checkWord[E, P](t, e, string(text))
		}
	}
	if !slices.Equal(found, names) {
		t.Errorf("%T: the words are %q, want %q", *new(E), found, names)
	}
}

func checkWord[E Enum, P interface {
	*E
	encoding.TextUnmarshaler
}](t testing.TB, e E, name string) {
	t.Helper()
	if e.String() != name {
		t.Errorf("%T %d: String gives %q, MarshalText %q", e, e, e.String(), name)
	}
	var back E
	if err := P(&back).UnmarshalText([]byte(name)); err != nil || back != e {
		t.Errorf("%T %q reads back as %d, %v", e, name, back, err)
	}
	for _, other := range []string{name + "x", " " + name, name + "\n"} {
		if err := P(&back).UnmarshalText([]byte(other)); !errors.Is(err, vocabulary.ErrWord) || back != e {
			t.Errorf("%T %q reads as %d, %v", e, other, back, err)
		}
	}
	if valid, ok := any(e).(interface{ Valid() bool }); ok && !valid.Valid() {
		t.Errorf("%T %q is not valid", e, name)
	}
}

func checkInvalid[E Enum, P interface {
	*E
	encoding.TextUnmarshaler
}](t testing.TB, e E, err error) {
	t.Helper()
	if !errors.Is(err, vocabulary.ErrWord) || e.String() != err.Error() {
		t.Errorf("%T %d: String gives %q, MarshalText %v", e, e, e.String(), err)
	}
	var back E
	if e == 0 && P(&back).UnmarshalText(nil) == nil {
		t.Errorf("%T: the empty text is read, and zero cannot be written", e)
	}
	if valid, ok := any(e).(interface{ Valid() bool }); ok && valid.Valid() {
		t.Errorf("%T %d is valid and cannot be written", e, e)
	}
}

func checkNotStated[E Enum, P interface {
	*E
	encoding.TextUnmarshaler
}](t testing.TB, e E) {
	t.Helper()
	if e != 0 || e.String() != "not stated" {
		t.Errorf("%T %d is written as the empty text, and called %q", e, e, e.String())
	}
	back := E(255)
	if err := P(&back).UnmarshalText(nil); err != nil || back != 0 {
		t.Errorf("%T: the empty text reads as %d, %v", e, back, err)
	}
	inside := struct{ Member E }{255}
	text, err := json.Marshal(struct{ Member E }{})
	if err == nil {
		err = json.Unmarshal(text, &inside)
	}
	if err != nil || inside.Member != 0 {
		t.Errorf("%T: as a member that was not stated it is written as %s and read as %d, %v", e, text, inside.Member, err)
	}
	if valid, ok := any(e).(interface{ Valid() bool }); ok && valid.Valid() {
		t.Errorf("%T: what was not stated is valid", e)
	}
}
