package vocabulary

import "iter"

// TextTable is the words of an enumeration whose Go type is a string: the value is the name. Only Texts makes one. It never
// changes and may be used by any number of goroutines.
//
// The empty value means that nothing was stated.
type TextTable[E ~string] struct{ words }

// Is makes the row of a word whose value is its name.
func Is[E ~string](value E, aliases ...string) Word {
	return Word{Name: string(value), Aliases: aliases}
}

// In returns the row with codes of public code systems added.
func (w Word) In(codes ...Code) Word {
	w.Codes = append(w.Codes[:len(w.Codes):len(w.Codes)], codes...)
	return w
}

// Texts makes the table from its rows, in the order in which they are to be listed. It panics on an empty name, a name used
// twice, and a code that is incomplete or used twice.
func Texts[E ~string](kind string, rows ...Word) *TextTable[E] {
	return &TextTable[E]{index(kind, append([]Word{}, rows...), 0)}
}

// Valid reports whether e is one of the words. Not stated is none.
func (t *TextTable[E]) Valid(e E) bool {
	_, ok := t.byName[string(e)]
	return ok
}

// Index returns the place of the word in the table, counted from 0, and false if e is none. An array with Len entries holds
// one for each word.
func (t *TextTable[E]) Index(e E) (int, bool) {
	if len(t.names) <= few {
		for i, name := range t.names {
			if name == string(e) {
				return i, true
			}
		}
		return 0, false
	}
	i, ok := t.byName[string(e)]
	return i, ok
}

// few is how many names are looked through faster than a map is asked.
const few = 8

// Len returns the number of words.
func (t *TextTable[E]) Len() int { return len(t.rows) }

// Check returns an error that wraps ErrWord and names the nearest word if e is neither a word nor empty.
func (t *TextTable[E]) Check(e E) error {
	if e == "" || t.Valid(e) {
		return nil
	}
	return t.unknown(string(e))
}

// MarshalText writes the word, and the empty text for what was not stated. A value that is no word is an error that wraps
// ErrWord.
func (t *TextTable[E]) MarshalText(e E) ([]byte, error) {
	if err := t.Check(e); err != nil {
		return nil, err
	}
	return []byte(e), nil
}

// UnmarshalText reads what MarshalText writes, in that exact spelling. Any other text is an error that wraps ErrWord and
// names the nearest word; e then stays as it was.
func (t *TextTable[E]) UnmarshalText(e *E, text []byte) error {
	if err := t.Check(E(text)); err != nil {
		return err
	}
	*e = E(text)
	return nil
}

// Find reads a name or an alias as people write them: in any case, with spaces or underscores for hyphens. Any other text,
// also an empty one, is an error that wraps ErrWord and names the nearest word.
func (t *TextTable[E]) Find(text string) (E, error) {
	i, err := t.find(text)
	if err != nil {
		return "", err
	}
	return E(t.rows[i].Name), nil
}

// All yields the words in the order of the table.
func (t *TextTable[E]) All() iter.Seq[E] {
	return func(yield func(E) bool) {
		for _, row := range t.rows {
			if !yield(E(row.Name)) {
				return
			}
		}
	}
}

// Word returns what the table says about the word, and false if e is none. The slices are the caller's own.
func (t *TextTable[E]) Word(e E) (Word, bool) {
	i, ok := t.byName[string(e)]
	if !ok {
		return Word{}, false
	}
	return t.word(i), true
}

// ByCode returns the word that a code system calls so, and false if there is none.
func (t *TextTable[E]) ByCode(system System, code string) (E, bool) {
	i, ok := t.byCode[codeKey{system, code}]
	if !ok {
		return "", false
	}
	return E(t.rows[i].Name), true
}
