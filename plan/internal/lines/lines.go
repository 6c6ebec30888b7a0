// Package lines is for what is printed for a person: lines of one width, numbers with their nouns, and numbered notes.
package lines

import (
	"fmt"
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

// Counted writes a number with its noun, whose plural ends in s: "1 dose", "2 doses".
func Counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Numbers gives texts numbers in the order in which they are first asked for, as the notes at the foot of a page have them. The zero value
// is ready.
type Numbers struct {
	of    map[string]int
	texts []string
}

// Mark returns the number of the text in brackets, after a space.
func (n *Numbers) Mark(text string) string {
	if n.of == nil {
		n.of = make(map[string]int)
	}
	if n.of[text] == 0 {
		n.texts = append(n.texts, text)
		n.of[text] = len(n.texts)
	}
	return fmt.Sprintf(" [%d]", n.of[text])
}

// Legend says what the numbers mean, after an empty line; it is empty where nothing was numbered.
func (n *Numbers) Legend(indent string) string {
	if len(n.texts) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n")
	for i, text := range n.texts {
		b.WriteString(Wrap(indent, fmt.Sprintf("[%d] %s", i+1, text)))
	}
	return b.String()
}
