// Package lines breaks what is printed for a person into lines of one width.
package lines

import (
	"strings"
	"unicode/utf8"
)

// Width is that of a terminal, and of a sheet of paper.
const Width = 80

// Wrap breaks a text into lines of at most Width columns that begin with the indent, those after the first two columns deeper, each with
// its newline. A word that is longer than a line stands alone on one. White space within the text is one space.
func Wrap(indent, text string) string {
	var b strings.Builder
	line := indent
	for i, word := range strings.Fields(text) {
		if i > 0 && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > Width {
			b.WriteString(line + "\n")
			line = indent + "  " + word
			continue
		}
		if i > 0 {
			line += " "
		}
		line += word
	}
	b.WriteString(line + "\n")
	return b.String()
}
