package vocabulary

import (
	"iter"
	"strconv"
)

// Table is the words of an enumeration whose Go type is a number. Only Optional and Required make one. It never changes and
// may be used by any number of goroutines.
type Table[E ~uint8] struct {
	words
	optional bool
}

// Optional makes the table of an enumeration whose zero value means that nothing was stated: it has no row and is written as
// the empty text. The rows are keyed by the constants, names alone or whole words. It panics on a constant without a name, a
// name used twice, and a code that is incomplete or used twice.
func Optional[E ~uint8, R string | Word](kind string, rows []R) *Table[E] {
	t := table[E](kind, rows)
	if len(rows) > 0 && t.rows[0].Name != "" {
		t.fail("%q is a word for the zero value, so it is required", t.rows[0].Name)
	}
	t.optional = true
	return t
}

// Required makes the table of an enumeration whose zero value is invalid, or a word like the others if it has a row. The rows
// are keyed by the constants, names alone or whole words. It panics as Optional does.
func Required[E ~uint8, R string | Word](kind string, rows []R) *Table[E] {
	return table[E](kind, rows)
}

func table[E ~uint8, R string | Word](kind string, rows []R) *Table[E] {
	all, from := make([]Word, len(rows)), 1
	for i, row := range rows {
		switch row := any(row).(type) {
		case string:
			all[i].Name = row
		case Word:
			all[i] = row
		}
	}
	if len(all) > 0 && all[0].Name != "" {
		from = 0
	}
	return &Table[E]{words: index(kind, all, from)}
}

// Valid reports whether e is one of the words. Not stated is none.
func (t *Table[E]) Valid(e E) bool { return int(e) < len(t.rows) && t.rows[e].Name != "" }

// Name returns the name of the word, for a String method: "not stated" for the zero value of an optional enumeration, and
// "invalid route 77" for a value that is no word.
func (t *Table[E]) Name(e E) string {
	switch {
	case t.Valid(e):
		return t.rows[e].Name
	case e == 0 && t.optional:
		return "not stated"
	}
	return t.invalid(e).Error()
}

// MarshalText writes the name, and the empty text for what was not stated. A value that is no word is an error that wraps
// ErrWord.
func (t *Table[E]) MarshalText(e E) ([]byte, error) {
	switch {
	case t.Valid(e):
		return []byte(t.rows[e].Name), nil
	case e == 0 && t.optional:
		return []byte{}, nil
	}
	return nil, t.invalid(e)
}

// UnmarshalText reads what MarshalText writes, in that exact spelling. Any other text is an error that wraps ErrWord and
// names the nearest word; e then stays as it was.
func (t *Table[E]) UnmarshalText(e *E, text []byte) error {
	if len(text) == 0 && t.optional {
		*e = 0
		return nil
	}
	i, err := t.read(text)
	if err == nil {
		*e = E(i)
	}
	return err
}

// Find reads a name or an alias as people write them: in any case, with spaces or underscores for hyphens. Any other text,
// also an empty one, is an error that wraps ErrWord and names the nearest word.
func (t *Table[E]) Find(text string) (E, error) {
	i, err := t.find(text)
	return E(i), err
}

// All yields the words in the order of their constants. Not stated is not among them.
func (t *Table[E]) All() iter.Seq[E] {
	return func(yield func(E) bool) {
		for i := range t.rows {
			if t.rows[i].Name != "" && !yield(E(i)) {
				return
			}
		}
	}
}

// Word returns what the table says about the word, and false if e is none. The slices are the caller's own.
func (t *Table[E]) Word(e E) (Word, bool) {
	if !t.Valid(e) {
		return Word{}, false
	}
	return t.word(int(e)), true
}

// ByCode returns the word that a code system calls so, and false if there is none.
func (t *Table[E]) ByCode(system System, code string) (E, bool) {
	i, ok := t.byCode[codeKey{system, code}]
	return E(i), ok
}

func (t *Table[E]) invalid(e E) error { return Invalid(t.kind, strconv.Itoa(int(e))) }
