package notation

import (
	"bytes"
	"errors"
	"regexp"
	"strconv"
	"unicode/utf8"

	"github.com/oudpath/oudpath/plan/sim/document"
)

// said is how the YAML reader writes an error: with a line at times, which is now that of the mistake, now the one before it, now that of
// what the mistake stands in.
var said = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// farthest is how many lines, and how many signs of a line, are gone back in search of a mistake.
const farthest = 200

// placed gives an error of the YAML reader its place: where the shortest beginning of the text ends that no later beginning makes good
// again. Of brackets and quotes that nobody closes that is where they open.
func placed(text []byte, fault error) error {
	what := errors.New(said.ReplaceAllString(fault.Error(), ""))
	line := 1
	if m := said.FindStringSubmatch(fault.Error()); m != nil && m[1] != "" {
		line, _ = strconv.Atoi(m[1])
	}
	starts := []int{0} // of the lines
	for i, b := range text {
		if b == '\n' {
			starts = append(starts, i+1)
		}
	}
	starts = append(starts, len(text))
	bad := func(end int) bool { _, err := documents(text[:end]); return err != nil }
	last := min(line, len(starts)-1)
	for last < len(starts)-1 && !bad(starts[last]) {
		last++
	}
	first := last
	for first > 1 && last-first < farthest && bad(starts[first-1]) {
		first--
	}
	if first > 1 && bad(starts[first-1]) { // not found: what the reader says is better than a line in between
		return &document.Error{Place: document.Place{Line: line, Column: 1}, Err: what}
	}
	column := column(text[starts[first-1]:starts[first]], func(n int) bool { return bad(starts[first-1] + n) })
	return &document.Error{Place: document.Place{Line: first, Column: column}, Err: what}
}

// column returns which sign of a line, from 1, makes it bad; 1 for a line that is too long to be looked through.
func column(line []byte, bad func(end int) bool) int {
	line = bytes.TrimRight(line, "\r\n")
	if len(line) > farthest {
		return 1
	}
	end := len(line)
	for end > 0 && bad(end) {
		end--
	}
	return 1 + utf8.RuneCount(line[:end])
}
