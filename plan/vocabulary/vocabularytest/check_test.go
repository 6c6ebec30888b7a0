package vocabularytest_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/oudpath/oudpath/plan/vocabulary"
	"github.com/oudpath/oudpath/plan/vocabulary/vocabularytest"
	"github.com/stretchr/testify/require"
)

// recorder is a test that keeps what it is told.
type recorder struct {
	testing.TB
	said []string
}

func (*recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.said = append(r.said, fmt.Sprintf(format, args...))
}

var words = vocabulary.Optional[uint8]("word", []string{1: "one", 2: "two"})

// good keeps the laws; the others break one each.
type good uint8

func (g good) Valid() bool                      { return words.Valid(uint8(g)) }
func (g good) String() string                   { return words.Name(uint8(g)) }
func (g good) MarshalText() ([]byte, error)     { return words.MarshalText(uint8(g)) }
func (g *good) UnmarshalText(text []byte) error { return words.UnmarshalText((*uint8)(g), text) }

type otherName uint8

func (o otherName) String() string                   { return "word " + good(o).String() }
func (o otherName) MarshalText() ([]byte, error)     { return good(o).MarshalText() }
func (o *otherName) UnmarshalText(text []byte) error { return (*good)(o).UnmarshalText(text) }

type readsAnything uint8

func (r readsAnything) String() string               { return good(r).String() }
func (r readsAnything) MarshalText() ([]byte, error) { return good(r).MarshalText() }
func (r *readsAnything) UnmarshalText([]byte) error  { *r = 1; return nil }

type writesAnything uint8

func (w writesAnything) String() string                   { return good(w).String() }
func (w writesAnything) MarshalText() ([]byte, error)     { return []byte("one"), nil }
func (w *writesAnything) UnmarshalText(text []byte) error { return (*good)(w).UnmarshalText(text) }

type ownError uint8

func (o ownError) String() string { return good(o).String() }
func (o ownError) MarshalText() ([]byte, error) {
	if o == 0 {
		return nil, errors.New("zero")
	}
	return good(o).MarshalText()
}
func (o *ownError) UnmarshalText(text []byte) error { return (*good)(o).UnmarshalText(text) }

type allValid uint8

func (allValid) Valid() bool                        { return true }
func (a allValid) String() string                   { return good(a).String() }
func (a allValid) MarshalText() ([]byte, error)     { return good(a).MarshalText() }
func (a *allValid) UnmarshalText(text []byte) error { return (*good)(a).UnmarshalText(text) }

type noneValid uint8

func (noneValid) Valid() bool                        { return false }
func (n noneValid) String() string                   { return good(n).String() }
func (n noneValid) MarshalText() ([]byte, error)     { return good(n).MarshalText() }
func (n *noneValid) UnmarshalText(text []byte) error { return (*good)(n).UnmarshalText(text) }

func TestCheckFindsWhatIsBroken(t *testing.T) {
	r := &recorder{}
	vocabularytest.Check[good](r, "one", "two")
	require.Empty(t, r.said)

	for name, check := range map[string]func(testing.TB){
		"a word that was renamed":        func(t testing.TB) { vocabularytest.Check[good](t, "one", "three") },
		"a word that is new":             func(t testing.TB) { vocabularytest.Check[good](t, "one") },
		"words in another order":         func(t testing.TB) { vocabularytest.Check[good](t, "two", "one") },
		"another name in String":         func(t testing.TB) { vocabularytest.Check[otherName](t, "one", "two") },
		"a text that is no word":         func(t testing.TB) { vocabularytest.Check[readsAnything](t, "one", "two") },
		"a value that is no word":        func(t testing.TB) { vocabularytest.Check[writesAnything](t, "one", "two") },
		"an error of its own":            func(t testing.TB) { vocabularytest.Check[ownError](t, "one", "two") },
		"values valid that are no words": func(t testing.TB) { vocabularytest.Check[allValid](t, "one", "two") },
		"words that are not valid":       func(t testing.TB) { vocabularytest.Check[noneValid](t, "one", "two") },
	} {
		r := &recorder{}
		check(r)
		require.NotEmpty(t, r.said, name)
	}
}
