package scenario

import (
	"slices"
	"strings"
)

// nearest returns the word that comes closest to the one that was written, or else a phrase that begins with it; nothing if
// there is neither. Of a short word, most of the letters stay: every word of two letters is two letters away from every other.
func nearest(word string, known []string) string {
	best, distance := "", 1+min(max(2, len(word)/3), max(1, len(word)/2))
	sorted := slices.Sorted(slices.Values(known))
	for _, k := range sorted {
		if strings.HasPrefix(keyOf(k), word+"-") {
			best = k
			break
		}
	}
	for _, k := range sorted {
		if d := edits(word, keyOf(k), distance); d < distance {
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
