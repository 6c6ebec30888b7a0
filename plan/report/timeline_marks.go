package report

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/oudpath/oudpath/plan/internal/svg"
)

// keyed are the entries that have a number in the timeline and a line below it.
func (j *Journey) keyed() (list []Entry) {
	for _, e := range j.Entries {
		if e.Sort == Used || e.Sort == Harm || e.Sort == Turn {
			list = append(list, e)
		}
	}
	return list
}

// events draws what happened to the person, each with its number, and below it the visits that were missed.
func (l *line) events() {
	list := l.journey.keyed()
	absent := slices.ContainsFunc(l.journey.Entries, func(e Entry) bool { return e.Sort == Absent })
	if len(list) == 0 && !absent {
		return
	}
	l.heading("Events")
	if len(list) > 0 {
		l.Text("small", 28, l.y+14, "see the numbers below")
		l.numbered(list)
	}
	if absent {
		l.Text("small", 28, l.y+14, "visit missed")
		for _, e := range l.journey.Entries {
			if e.Sort == Absent {
				x := l.x(e.Day)
				l.Begin(e.Day.String() + ": " + e.Text)
				l.Line("cross", x-4, l.y+6, x+4, l.y+14)
				l.Line("cross", x-4, l.y+14, x+4, l.y+6)
				l.End()
			}
		}
		l.y += markHigh
	}
}

// numbered draws the numbers of events; those that come too close to one before stand a row lower.
func (l *line) numbered(list []Entry) {
	var ends []float64 // of what stands in each row
	for i, e := range list {
		x := l.x(e.Day)
		row := slices.IndexFunc(ends, func(end float64) bool { return end < x-9 })
		if row < 0 {
			row = len(ends)
			ends = append(ends, 0)
		}
		ends[row] = x + 9
		y := l.y + 10 + markHigh*float64(row)
		l.Begin(fmt.Sprintf("%d: %s, %s", i+1, e.Day, e.Text))
		l.shape(e.Sort, x, y)
		l.Text("tiny bold mid"+pick(e.Sort == Turn, "", " on"), x, y+3.5, strconv.Itoa(i+1))
		l.End()
	}
	l.y += markHigh * float64(len(ends))
}

// shape is what an event looks like: a diamond for a return to use, a square for a harm, a ring for what changes the treatment.
func (l *line) shape(sort Sort, x, y float64) {
	switch sort {
	case Harm:
		l.Rect("bad", x-8, y-8, 16, 16, 1)
	case Used:
		l.Polygon("solid", svg.Point{X: x, Y: y - 10}, svg.Point{X: x + 10, Y: y}, svg.Point{X: x, Y: y + 10}, svg.Point{X: x - 10, Y: y})
	default:
		l.Circle("hollow", x, y, 8)
	}
}

// marked are the findings that have a lane, each with its letter.
var marked = []struct {
	mark   Mark
	letter string
	title  string
}{
	{Refused, "R", "refused"}, {Held, "H", "held back"}, {Overridden, "O", "overridden"}, {Deviation, "D", "deviation"}, {Warned, "W", "warning"},
}

func (l *line) findings() {
	headed := false
	for _, m := range marked {
		var list []*Noted
		for i := range l.journey.Findings {
			if n := &l.journey.Findings[i]; n.Mark == m.mark && n.Withdrawn.IsZero() {
				list = append(list, n)
			}
		}
		if len(list) == 0 {
			continue
		}
		if !headed {
			headed = true
			l.heading("What the rules said")
		}
		l.Text("small", 28, l.y+14, m.letter+"  "+m.title)
		l.letters(list, m.letter)
		l.y += markHigh
	}
}

// letters draws a line for each finding, and over it the letter where there is room.
func (l *line) letters(list []*Noted, letter string) {
	for _, n := range list {
		l.Begin(fmt.Sprintf("%s, %s: %s", n.Day, n.Mark, n.Finding.Message()))
		l.Line("cross", l.x(n.Day), l.y+2, l.x(n.Day), l.y+18)
		l.End()
	}
	free := 0.0
	for _, n := range list {
		if x := l.x(n.Day); x >= free {
			l.Begin(fmt.Sprintf("%s, %s: %s", n.Day, n.Mark, n.Finding.Message()))
			l.Circle("hollow", x, l.y+10, 7)
			l.Text("tiny bold mid", x, l.y+13.5, letter)
			l.End()
			free = x + 15
		}
	}
}

// key says what the numbers and the signs mean.
func (l *line) key() {
	l.y += 10
	l.Line("axis", 16, l.y, lineRight, l.y)
	list := l.journey.keyed()
	left := max(0, len(list)-mostKeyed)
	list = list[:len(list)-left]
	half := (len(list) + 1) / 2
	for i, e := range list {
		x, y := 16.0, l.y+18+16*float64(i)
		if i >= half {
			x, y = lineWide/2, l.y+18+16*float64(i-half)
		}
		l.Text("small bold", x, y, strconv.Itoa(i+1))
		l.Text("small", x+20, y, svg.Fit(e.Day.String()+"  "+e.Text, 10.5, lineWide/2-44))
	}
	l.y += 16 * float64(half)
	text := "Bars: time in a position (d: days); broken line: the last event. Doses: height is the dose, a dot each dose on record, " +
		"x missed, || held back, dashed box: days for which doses were handed over. Diamond: return to use; square: harm; ring: a change."
	if left > 0 {
		text += fmt.Sprintf(" %d later events have no line here.", left)
	}
	for _, text := range svg.Wrap(text, 10.5, lineWide-32) {
		l.y += 14
		l.Text("soft small", 16, l.y+6, text)
	}
	l.y += 10
}
