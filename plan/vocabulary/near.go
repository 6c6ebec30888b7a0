package vocabulary

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrWord is wrapped by every error about a text that is no word of a vocabulary, and about a value that is none.
var ErrWord = errors.New("vocabulary: no such word")

// wordError says what is wrong in its own words, and is an ErrWord.
type wordError string

func (e wordError) Error() string { return string(e) }

func (wordError) Unwrap() error { return ErrWord }

// Invalid is the error for a value that is no word of its kind: "invalid route 77".
func Invalid(kind, value string) error { return wordError("invalid " + kind + " " + value) }

// Unknown is the error for a text that is no word of its kind. It names the known word that comes nearest (`unknown route
// "orall"; did you mean "oral"?`), or all of them where none does and they are few.
func Unknown(kind, text string, known []string) error {
	said := fmt.Sprintf("unknown %s %q", kind, text)
	switch near := Nearest(text, known); {
	case near != "":
		said += fmt.Sprintf("; did you mean %q?", near)
	case len(known) > 0 && len(known) <= fewWords:
		said += ", want " + either(known)
	}
	return wordError(said)
}

// fewWords is how many words an error still lists.
const fewWords = 8

// either writes "day", "week" or "month".
func either(known []string) string {
	quoted := make([]string, len(known))
	for i, k := range known {
		quoted[i] = fmt.Sprintf("%q", k)
	}
	last := len(quoted) - 1
	if last == 0 {
		return quoted[0]
	}
	return strings.Join(quoted[:last], ", ") + " or " + quoted[last]
}

// unknown is Unknown for the words of a table, with the name even where an alias came nearest.
func (w *words) unknown(text string) error {
	var names, all []string
	for _, row := range w.rows {
		if row.Name != "" {
			names = append(names, row.Name)
			all = append(append(all, row.Name), row.Aliases...)
		}
	}
	if near := Nearest(text, all); near != "" {
		names = []string{w.rows[w.byKey[fold(near)]].Name}
		return wordError(fmt.Sprintf("unknown %s %q; did you mean %q?", w.kind, text, names[0]))
	}
	return Unknown(w.kind, text, names)
}

// Nearest returns the known word that a text most likely means: one that it begins, or else the one that takes the fewest
// letters to insert, drop, replace or swap. It is empty if none comes near. Of two that are as near, the first in the order
// of the alphabet is returned.
func Nearest(text string, known []string) string {
	word := fold(text)
	if word == "" {
		return ""
	}
	sorted := slices.Sorted(slices.Values(known))
	best, distance := "", 1+max(1, len(word)/3)
	for _, k := range sorted {
		if strings.HasPrefix(fold(k), word+"-") {
			best = k
			break
		}
	}
	for _, k := range sorted {
		if d := edits(word, fold(k), distance); d < distance {
			best, distance = k, d
		}
	}
	return best
}

// edits counts the letters to insert, drop, replace or swap that lead from a to b. It gives up at the limit.
func edits(a, b string, limit int) int {
	s, t := []rune(a), []rune(b)
	if len(s)-len(t) >= limit || len(t)-len(s) >= limit {
		return limit
	}
	before, last, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(s); i++ {
		row[0] = i
		for j := 1; j <= len(t); j++ {
			differs := 1
			if s[i-1] == t[j-1] {
				differs = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+differs)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(t)], limit)
}

var hyphens = strings.NewReplacer("_", "-", "–", "-", "−", "-")

// fold is how names are compared: in lower case, with one kind of hyphen, and hyphens for spaces.
func fold(name string) string {
	return strings.Join(strings.Fields(hyphens.Replace(strings.ToLower(name))), "-")
}
