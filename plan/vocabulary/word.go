package vocabulary

import (
	"fmt"
	"slices"
)

// Word is one row of a table: everything that is said about one word but its meaning, which stands beside the constant.
type Word struct {
	Name    string   // how journals, scripts and JSON write it; it never changes and is never given to another word
	Aliases []string // other names that people use: Find reads them, and nothing writes them
	Codes   []Code   // what other systems call it
}

// System is a code system, by the URI that FHIR uses. The empty System is none.
type System string

// The code systems that this library knows words in.
const (
	LOINC   System = "http://loinc.org"
	SNOMED  System = "http://snomed.info/sct"
	UCUM    System = "http://unitsofmeasure.org"
	RxNorm  System = "http://www.nlm.nih.gov/research/umls/rxnorm"
	ATC     System = "http://www.whocc.no/atc"
	ICD10   System = "http://hl7.org/fhir/sid/icd-10"
	ICD10CM System = "http://hl7.org/fhir/sid/icd-10-cm"
)

// Code is what a public code system calls a word. Check digits do not catch a code with another meaning, so a reader of data
// should compare Display as well.
type Code struct {
	System  System
	Code    string // in the spelling of its system: "44261-6"
	Display string // the name that the system itself gives the code
	Source  Source // where code and display were seen together
}

// Source says where something was seen, and whether that is enough to rely on it. A citation of package evidence is one.
type Source interface {
	String() string
	Confirmed() bool
}

// Confirmed reports whether the code was seen with its meaning. An import may recognize by unconfirmed codes; an export should
// leave them out.
func (c Code) Confirmed() bool { return c.Source != nil && c.Source.Confirmed() }

// words are the rows of a table and the ways to find one.
type words struct {
	kind   string
	rows   []Word
	names  []string // of the rows
	byName map[string]int
	byKey  map[string]int // names and aliases, folded
	byCode map[codeKey]int
}

type codeKey struct {
	system System
	code   string
}

// index makes the ways to find a row. It panics on rows that cannot be told apart: that is for the author of the table to see.
func index(kind string, rows []Word, from int) words {
	w := words{kind, rows, nil, map[string]int{}, map[string]int{}, map[codeKey]int{}}
	if kind == "" {
		panic("vocabulary: a table without the name of its kind")
	}
	for i := range rows {
		w.names = append(w.names, rows[i].Name)
	}
	for i := from; i < len(rows); i++ {
		if rows[i].Name == "" {
			w.fail("%d has no name", i)
		}
		w.name(i)
		w.codes(i)
	}
	return w
}

// name indexes the names of a row.
func (w *words) name(i int) {
	row := w.rows[i]
	if other, taken := w.byName[row.Name]; taken {
		w.fail("%q is the name of %d and of %d", row.Name, other, i)
	}
	w.byName[row.Name] = i
	for _, name := range slices.Concat([]string{row.Name}, row.Aliases) {
		key := fold(name)
		if other, taken := w.byKey[key]; taken || key == "" {
			w.fail("%q: the name %q is taken by %q", row.Name, name, w.rows[other].Name)
		}
		w.byKey[key] = i
	}
}

// codes indexes the codes of a row.
func (w *words) codes(i int) {
	for _, c := range w.rows[i].Codes {
		if c.System == "" || c.Code == "" || c.Display == "" || c.Source == nil {
			w.fail("%q: the code %q lacks a system, a display or a source", w.rows[i].Name, c.Code)
		}
		key := codeKey{c.System, c.Code}
		if other, taken := w.byCode[key]; taken {
			w.fail("%q and %q have the code %s", w.rows[other].Name, w.rows[i].Name, c.Code)
		}
		w.byCode[key] = i
	}
}

func (w *words) fail(format string, args ...any) {
	panic("vocabulary: " + w.kind + " " + fmt.Sprintf(format, args...))
}

// find returns the row that has the text as a name or alias, in any case and with spaces for hyphens.
func (w *words) find(text string) (int, error) {
	if i, ok := w.byKey[fold(text)]; ok {
		return i, nil
	}
	return 0, w.unknown(text)
}

// read returns the row of that name, in its exact spelling.
func (w *words) read(text []byte) (int, error) {
	if i, ok := w.byName[string(text)]; ok {
		return i, nil
	}
	return 0, w.unknown(string(text))
}

// word returns a copy of a row.
func (w *words) word(i int) Word {
	row := w.rows[i]
	return Word{row.Name, slices.Clone(row.Aliases), slices.Clone(row.Codes)}
}

// Kind returns what a word of the table is, as error texts say it: "route".
func (w *words) Kind() string { return w.kind }
