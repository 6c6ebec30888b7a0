package scenario

// vocabulary is a set of words, each with its other names.
type vocabulary[T any] struct {
	what    string // what a word of it is: "sign"
	entries []entry[T]
	byName  map[string]T
	names   []string // every name, for suggestions
}

// entry is one word: its value and its names, the one to write first.
type entry[T any] struct {
	value T
	names []string
}

// is makes an entry.
func is[T any](value T, names ...string) entry[T] { return entry[T]{value, names} }

// word makes an entry whose first name is the value itself.
func word[T ~string](value T, aliases ...string) entry[T] {
	return entry[T]{value, append([]string{string(value)}, aliases...)}
}

// newVocabulary indexes the entries by all their names. Where a name stands twice the first entry has it.
func newVocabulary[T any](what string, entries ...entry[T]) *vocabulary[T] {
	v := &vocabulary[T]{what: what, entries: entries, byName: make(map[string]T)}
	for _, e := range entries {
		for _, name := range e.names {
			key := keyOf(name)
			if _, taken := v.byName[key]; !taken {
				v.byName[key] = e.value
				v.names = append(v.names, name)
			}
		}
	}
	return v
}

// rows returns the first name and the other names of every word, for listings.
func (v *vocabulary[T]) rows() [][]string {
	rows := make([][]string, len(v.entries))
	for i, e := range v.entries {
		rows[i] = e.names
	}
	return rows
}

// first lists the first name of every word, for suggestions.
func (v *vocabulary[T]) first() []string {
	names := make([]string, len(v.entries))
	for i, e := range v.entries {
		names[i] = e.names[0]
	}
	return names
}
