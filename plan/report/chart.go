package report

import (
	"slices"

	"github.com/oudpath/oudpath/stages"
)

// chart is a pathway as it is drawn: its positions in columns, one for each phase, and which of them can follow which in one step.
type chart struct {
	title     string
	version   string
	positions []position
	columns   []column
	next      map[string][]string
}

type position struct {
	id, title string
	column    int
	terminal  bool
}

type column struct{ title string }

// chartOf reads a pathway. Positions without a phase that follow each other share a column.
func chartOf[S ~string](title string, p *stages.Pathway[S]) chart {
	d := p.Definition()
	c := chart{title: title, version: d.ID + ", version " + d.Version, next: map[string][]string{}}
	for i, s := range d.States {
		at := slices.IndexFunc(c.columns, func(x column) bool { return x.title == s.Phase })
		if s.Phase == "" && (i == 0 || d.States[i-1].Phase != "") {
			at = -1
		} else if s.Phase == "" {
			at = len(c.columns) - 1
		}
		if at < 0 {
			at = len(c.columns)
			c.columns = append(c.columns, column{s.Phase})
		}
		c.positions = append(c.positions, position{string(s.ID), s.Title, at, s.Terminal})
	}
	for _, e := range d.Edges {
		if e.From != e.To && !slices.Contains(c.next[string(e.From)], string(e.To)) {
			c.next[string(e.From)] = append(c.next[string(e.From)], string(e.To))
		}
	}
	return c
}

// stay is a time in one position, with its number on the path.
type stay struct {
	Segment
	number int // from 1
}

// stays are the times on the path, those that follow each other in one position as one, and at most so many: the latest. A start in which
// nobody was a day and that nothing led to is left out of a map on which something happened.
func stays(segments []Segment, most int) (list []stay, left int) {
	for i, s := range segments {
		if i == 0 && s.By == "" && s.Days == 0 && len(segments) > 1 {
			continue
		}
		if n := len(list); n > 0 && list[n-1].Position == s.Position {
			last := &list[n-1]
			last.To, last.Days = s.To, last.Days+s.Days
			continue
		}
		list = append(list, stay{s, len(list) + 1})
	}
	left = max(0, len(list)-most)
	return list[left:], left
}
