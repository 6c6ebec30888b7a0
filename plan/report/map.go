package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/plan/internal/svg"
)

// Sizes of a map, in pixels.
const (
	boxWide    = 164.0
	headHigh   = 24.0 // of a box: its title
	rowHigh    = 20.0 // of a box: a time spent there
	boxApart   = 14.0
	laneApart  = 9.0
	trackApart = 8.0
	mapTop     = 40.0
	mostStays  = 14
)

// box is a position as it is drawn.
type box struct {
	position
	stays  []stay
	x, y   float64
	here   bool // the person is there
	reach  bool // one step leads there from where the person is
	absent bool // this version of the pathway does not have it
}

func (b *box) height() float64 {
	return headHigh + rowHigh*float64(len(b.stays)) + pickFloat(len(b.stays) > 0, 4, 2)
}

// row is the middle of the line of a time spent there.
func (b *box) row(number int) float64 {
	i := slices.IndexFunc(b.stays, func(s stay) bool { return s.number == number })
	return b.y + headHigh + rowHigh*(float64(i)+0.5)
}

// layout is a map with its boxes in their places.
type layout struct {
	chart
	boxes []box // by position, then those that the pathway does not have
	list  []stay
	left  int // earlier times that are not drawn
}

// draw draws the pathway with a person's path. Only steps that the person made are arrows; which others there are from here, the frames of
// the boxes say.
func (c chart) draw(id string, segments []Segment) *svg.Drawing {
	l := layout{chart: c}
	l.list, l.left = stays(segments, mostStays)
	l.place(segments)
	r := l.route()
	d := svg.New(id, c.title, l.said())
	x, widths := 16+r.gutter(0), make([]float64, len(l.columns))
	for i := range l.columns {
		widths[i] = x
		x += boxWide + r.gutter(i+1)
	}
	top := mapTop + r.lanes(above) + 18
	low := l.settle(widths, top)
	d.Text("title", 16, 22, c.title)
	for i, col := range l.columns {
		d.Text("soft small", widths[i], top-7, col.title)
	}
	for i := range l.boxes {
		l.boxes[i].draw(d)
	}
	r.draw(d, &l, widths, mapTop, low)
	low += r.lanes(below) + 22
	x = max(x, 640)
	for _, line := range svg.Wrap(l.legend(), 10.5, x-32) {
		d.Text("soft small", 16, low, line)
		low += 14
	}
	d.Grow(x, low)
	return d
}

// place makes the boxes, with the times spent in each.
func (l *layout) place(segments []Segment) {
	here := ""
	if len(segments) > 0 {
		here = segments[len(segments)-1].Position
	}
	for _, p := range l.positions {
		l.boxes = append(l.boxes, box{position: p, here: p.id == here, reach: slices.Contains(l.next[here], p.id)})
	}
	for _, s := range l.list {
		i := l.at(s.Position)
		if i < 0 {
			if n := len(l.columns); l.columns[n-1].title != notHere {
				l.columns = append(l.columns, column{notHere})
			}
			i = len(l.boxes)
			l.boxes = append(l.boxes, box{position: position{id: s.Position, title: s.Title, column: len(l.columns) - 1}, absent: true,
				here: s.Position == here})
		}
		l.boxes[i].stays = append(l.boxes[i].stays, s)
	}
}

const notHere = "not on this version"

func (l *layout) at(id string) int {
	return slices.IndexFunc(l.boxes, func(b box) bool { return b.id == id })
}

// settle gives the boxes their places below top, and returns where the lowest ends.
func (l *layout) settle(columns []float64, top float64) (low float64) {
	next := make([]float64, len(columns))
	for i := range l.boxes {
		b := &l.boxes[i]
		b.x, b.y = columns[b.column], top+next[b.column]
		next[b.column] += b.height() + boxApart
		low = max(low, b.y+b.height())
	}
	return low
}

func (b *box) draw(d *svg.Drawing) {
	class := "far"
	switch {
	case b.here:
		class = "here"
	case len(b.stays) > 0:
		class = "been"
	case b.reach:
		class = "box"
	}
	d.Begin(b.said())
	d.Rect(class, b.x, b.y, boxWide, b.height(), 7)
	if b.terminal {
		d.Rect("inner", b.x+3.5, b.y+3.5, boxWide-7, b.height()-7, 5)
	}
	if b.here {
		d.Rect("solid", b.x+boxWide-50, b.y-8, 40, 15, 7.5)
		d.Text("tiny bold mid on", b.x+boxWide-30, b.y+3, "HERE")
	}
	const room = boxWide - 16
	if len(b.stays) > 0 {
		d.Text("bold", b.x+8, b.y+17, svg.Fit(b.title, 12, room))
	} else {
		d.Text("small soft", b.x+8, b.y+16.5, svg.Fit(b.title, 10.5, room))
	}
	for _, s := range b.stays {
		y := b.row(s.number)
		d.Circle("solid", b.x+17, y, 8)
		d.Text("tiny bold mid on", b.x+17, y+3.5, strconv.Itoa(s.number))
		d.Text("small", b.x+30, y+4, s.From.String())
		d.Text("small end soft", b.x+boxWide-8, y+4, briefly(s.Days))
	}
	d.End()
}

// briefly is a number of days in little room.
func briefly(days int) string { return strconv.Itoa(days) + " d" }

func (b *box) said() string {
	var texts []string
	for _, s := range b.stays {
		texts = append(texts, fmt.Sprintf("%d: %s, %s%s", s.number, s.From, days(s.Days), pick(s.By == "", "", ", "+s.By)))
	}
	text := b.title
	if len(texts) > 0 {
		text += ". " + strings.Join(texts, "; ")
	}
	return text + pick(b.here, ". Here now", "")
}

// said is the map in words.
func (l *layout) said() string {
	texts := make([]string, len(l.list))
	for i, s := range l.list {
		texts[i] = fmt.Sprintf("%d %s from %s, %s", s.number, s.Title, s.From, days(s.Days))
	}
	return "Pathway " + l.version + ". " + pick(len(texts) == 0, "No step was made", strings.Join(texts, "; ")) + "."
}

func (l *layout) legend() string {
	text := "Numbers: the order of the path, the day on which it came there, and the days until it went on (d). Heavy frame: here now. " +
		"Thin frame: one step leads there from here; dashed: none does."
	if slices.ContainsFunc(l.boxes, func(b box) bool { return b.terminal }) {
		text += " Double frame: nothing follows."
	}
	if l.left > 0 {
		text += fmt.Sprintf(" The first %d times are not drawn.", l.left)
	}
	return text
}

func pickFloat(yes bool, a, b float64) float64 {
	if yes {
		return a
	}
	return b
}
