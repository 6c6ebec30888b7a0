package report

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/oudpath/oudpath/plan/internal/lines"
)

// The narrowest text, and the width of the zero options.
const (
	leastWidth   = 40
	defaultWidth = 80
)

// The escape sequences of a terminal, by what they mark.
const (
	bold   = "1"
	red    = "31"
	yellow = "33"
	cyan   = "36"
	faint  = "2"
)

// printer writes lines that keep to a width, and collects the sources that they cite.
type printer struct {
	out   strings.Builder
	width int
	color bool
	why   bool // write all of a finding
	notes notes
	zone  *time.Location
}

func newPrinter(o TextOptions) *printer {
	p := &printer{width: max(o.Width, leastWidth), color: o.Color, why: o.Why, zone: time.UTC}
	if o.Width == 0 {
		p.width = defaultWidth
	}
	return p
}

func (p *printer) paint(style, text string) string {
	if !p.color || style == "" || text == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

func (p *printer) blank() { p.out.WriteByte('\n') }

func (p *printer) title(text string) {
	p.blank()
	p.wrap("", bold, text)
}

// wrap writes text with a label before the first line and under it the same space, broken at the width.
func (p *printer) wrap(label, style, text string) {
	p.lines(label, "", style, broken(text, p.width-columns(label)))
}

// marked is wrap with a style for the label.
func (p *printer) marked(label, labelStyle, text string) {
	p.lines(label, labelStyle, "", broken(text, p.width-columns(label)))
}

func (p *printer) lines(label, labelStyle, style string, lines []string) {
	for i, line := range lines {
		lead := strings.Repeat(" ", columns(label))
		if i == 0 {
			lead = p.paint(labelStyle, label)
		}
		if line == "" {
			lead = strings.TrimRight(lead, " ")
		}
		p.out.WriteString(lead + p.paint(style, line) + "\n")
	}
}

// field writes a named line below a finding, and nothing if there is nothing to say.
func (p *printer) field(name, text string) {
	if text != "" {
		p.wrap(fmt.Sprintf("%6s%-10s", "", name), faint, text)
	}
}

// table writes cells of the given widths in one line if that fits, and else one after the other, with commas between them.
func (p *printer) table(label string, widths []int, cells ...string) {
	var row strings.Builder
	for i, c := range cells {
		if i < len(widths) {
			c = fmt.Sprintf("%*s", widths[i], c)
			row.WriteString(c + "  ")
			continue
		}
		row.WriteString(c)
	}
	if text := strings.TrimRight(row.String(), " "); columns(label)+columns(text) <= p.width {
		p.out.WriteString(label + text + "\n")
		return
	}
	kept := cells[:0:0]
	for _, c := range cells {
		if c != "" {
			kept = append(kept, c)
		}
	}
	p.wrap(label, "", strings.Join(kept, ", "))
}

// broken splits text into lines of at most width columns: at spaces, and within a word only where it is longer than a line.
func broken(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && columns(line)+1+columns(word) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for columns(word) > width {
			at := breakAt(word, width)
			lines, word = append(lines, word[:at]), word[at:]
		}
		line = word
	}
	return append(lines, line)
}

// breakAt is where to break a word that is longer than the width: after a point, hyphen or stroke if there is one, so that an
// identifier or an address stays readable.
func breakAt(word string, width int) int {
	end := 0
	for range width {
		_, size := utf8.DecodeRuneInString(word[end:])
		end += size
	}
	if at := strings.LastIndexAny(word[:end], ".-/"); at > 0 {
		return at + 1
	}
	return end
}

// folded is text and as much of more as fits into two lines, cut after a comma where it can be, with an ellipsis in place of the rest.
// The text itself is never cut, whatever its length.
func folded(text, more string, width int) []string {
	if more == "" {
		return broken(text, width)
	}
	most := max(2, len(broken(text, width)))
	if lines := broken(text+" -> "+more, width); len(lines) <= most {
		return lines
	}
	var longest []string
	words := strings.Fields(more)
	for n := len(words) - 1; n > 0; n-- {
		part := strings.Join(words[:n], " ")
		clause := strings.TrimRight(part, ",;:")
		lines := broken(text+" -> "+clause+" …", width)
		switch {
		case len(lines) > most:
		case clause != part:
			return lines
		case longest == nil:
			longest = lines
		}
	}
	if longest == nil {
		return broken(text, width)
	}
	return longest
}

// columns is how many columns of a terminal the text takes.
func columns(text string) int { return utf8.RuneCountInString(text) }

func sentence(text string) string {
	if text == "" {
		return text
	}
	return capital(text) + pick(strings.HasSuffix(text, "."), "", ".")
}

func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return strings.ToUpper(string(first)) + text[size:]
}

func days(n int) string { return lines.Counted(n, "day") }

func number(n int) string { return strconv.Itoa(n) }

func pick(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}
