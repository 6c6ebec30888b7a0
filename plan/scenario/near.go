package scenario

import (
	"fmt"
	"slices"
	"strings"
)

// mostNear is how many suggestions are made at most.
const mostNear = 4

// nearest returns the names that may have been meant: those that go on where the word ends ("sows" and sows16, sows10), or else all
// that the fewest slips of the pen lead to. Where several are as near, all of them are named: one instrument, substance or rule is
// never put forward in the place of another that is as likely. A number is no slip of the pen, and has none.
func nearest(word string, known []string) []string {
	if word == "" || digit(rune(word[0])) {
		return nil
	}
	if longer := goingOn(word, known); len(longer) > 0 {
		return longer
	}
	var best []string
	distance := 1 + max(1, len(word)/3)
	for _, k := range known {
		if far := len(k) - len(word); far > distance || far < -2*distance {
			continue // no need to look closer, accents included
		}
		switch d := edits(word, keyOf(k), distance+1); {
		case d == 0: // what is wrong is something else
		case d < distance:
			best, distance = []string{k}, d
		case d == distance && len(best) > 0:
			best = append(best, k)
		}
	}
	slices.Sort(best)
	best = slices.Compact(best)
	return best[:min(len(best), mostNear)]
}

// goingOn returns the names that the word begins, up to a hyphen or a number. Names that differ in nothing but a hyphen are one.
func goingOn(word string, names []string) (found []string) {
	if len(word) < 2 {
		return nil
	}
	for _, name := range names {
		if name == "" || lower(name[0]) != word[0] {
			continue
		}
		rest, ok := strings.CutPrefix(keyOf(name), word)
		if ok && rest != "" && (rest[0] == '-' || digit(rune(rest[0]))) {
			found = append(found, name)
		}
	}
	slices.Sort(found)
	seen := make(map[string]bool)
	found = slices.DeleteFunc(found, func(name string) bool {
		bare := strings.ReplaceAll(keyOf(name), "-", "")
		again := seen[bare]
		seen[bare] = true
		return again
	})
	return found[:min(len(found), mostNear)]
}

// meant is the question that goes with suggestions; empty without any.
func meant(word string, known []string) string {
	near := nearest(word, known)
	if len(near) == 0 {
		return ""
	}
	return fmt.Sprintf(": did you mean %s?", either(near))
}

// either lists names in quotation marks: "a", "b" or "c".
func either(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = fmt.Sprintf("%q", name)
	}
	if len(quoted) < 2 {
		return strings.Join(quoted, "")
	}
	last := len(quoted) - 1
	return strings.Join(quoted[:last], ", ") + " or " + quoted[last]
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
