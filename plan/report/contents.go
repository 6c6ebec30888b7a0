package report

import (
	"fmt"
	"io"
	"strings"
)

// Listed is a journey in a list, with the number under which it can be opened.
type Listed struct {
	Number  int
	Journey *Journey
}

// Contents writes a numbered list of journeys under a title: where and how long each is, how many requests were refused and held, how
// many warnings there were, and below it what it shows, or else its path. Of the options it takes the width and the color.
func Contents(w io.Writer, title string, journeys []Listed, o TextOptions) error {
	p := newPrinter(o)
	cells := func(cells ...any) string { return fmt.Sprintf("  %5s  %5v  %7v  %4v  %6v", cells...) }
	const numbered = "%2d  "
	under := strings.Repeat(" ", len(fmt.Sprintf(numbered, 0)))
	head := cells("place", "days", "refused", "held", "warned")
	room := p.width - len(under) - len(head)
	wide := room >= 30
	if !wide {
		room = p.width - len(under)
	}
	lines := broken(title, room)
	if wide {
		lines[len(lines)-1] = fmt.Sprintf("%-*s", room, lines[len(lines)-1]) + head
	}
	p.lines(under, "", faint, lines)
	for _, x := range journeys {
		j := x.Journey
		place, _, _ := strings.Cut(j.Jurisdiction, "@")
		length := j.To.Since(j.From)
		name := pick(j.Title != "", j.Title, string(j.Plan))
		if wide {
			lines := broken(name, room)
			p.out.WriteString(p.paint(bold, fmt.Sprintf(numbered+"%-*s", x.Number, room, lines[0])) +
				cells(place, length, j.Counts.Refused, j.Counts.Held, j.Counts.Warnings) + "\n")
			if len(lines) > 1 {
				p.lines(under, "", bold, lines[1:])
			}
		} else {
			p.lines(fmt.Sprintf(numbered, x.Number), bold, bold, broken(name, room))
			p.wrap(under, "", fmt.Sprintf("%s, %s: %s", place, days(length), j.Counts))
		}
		p.wrap(under, faint, pick(j.Shows != "", j.Shows, j.path()))
	}
	return write(w, p.out.String(), pick(o.Color, byColor, byLines))
}
