package report

import (
	"io"
	"strings"
	"unicode"
)

// hidden are letters that nobody sees and that change how what stands beside them is read: they turn its direction round, join two words, or
// end a line. A name or a note that has one would make 30 mg look like 03.
var hidden = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x200b, Hi: 0x200b, Stride: 1}, // a space without width
	{Lo: 0x2028, Hi: 0x202e, Stride: 1}, // ends of lines and paragraphs, embeddings and overrides of direction
	{Lo: 0x2060, Hi: 0x2069, Stride: 1}, // joiners that nobody sees, isolates
	{Lo: 0xfeff, Hi: 0xfeff, Stride: 1}, // mark of byte order
	{Lo: 0xfff9, Hi: 0xfffb, Stride: 1}, // annotations
	{Lo: 0xfffe, Hi: 0xffff, Stride: 1}, // no letters, and not allowed in XML
}}

// write writes a report in which nothing that is on record hides: what is hidden, and every control character but those that the report
// itself is laid out with, is a replacement character.
func write(w io.Writer, text string, laidOut string) error {
	_, err := io.WriteString(w, strings.Map(func(r rune) rune {
		if unicode.Is(hidden, r) || unicode.IsControl(r) && !strings.ContainsRune(laidOut, r) {
			return unicode.ReplacementChar
		}
		return r
	}, text))
	return err
}

const (
	byLines = "\n\t"
	byColor = byLines + "\x1b" // the sequences of a terminal
)
