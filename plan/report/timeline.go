package report

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/internal/svg"
	"github.com/oudpath/oudpath/stages/scale"
)

// Sizes of a timeline, in pixels.
const (
	lineWide  = 980.0
	lineLeft  = 188.0 // labels stand before it
	lineRight = 964.0
	barHigh   = 17.0
	doseHigh  = 66.0
	scoreHigh = 50.0
	markHigh  = 20.0
	mostKeyed = 40 // events that have a number and a line below
)

// line is a timeline under construction, from the top down.
type line struct {
	*svg.Drawing
	journey  *Journey
	from, to civil.Date // what is shown, both ends included
	y        float64    // where the next lane begins
	top      float64
}

// timeline draws what happened over time: a lane for each pathway, product and scale, for events and for each kind of finding.
func (j *Journey) timeline() *svg.Drawing {
	l := line{journey: j, from: j.From, to: j.To, y: 56, top: 50}
	for _, e := range j.Entries {
		if l.to.Before(e.Last) {
			l.to = e.Last
		}
	}
	l.Drawing = svg.New("timeline", "Timeline", fmt.Sprintf("From %s to %s, %s. %s", j.From, j.To, days(j.To.Since(j.From)), j.Line()))
	l.Text("title", 16, 22, "Timeline")
	grid := l.ticks()
	body := *l.Drawing // lanes are drawn first to know how far the grid goes, and stand over it
	l.Drawing = svg.New("timeline", "", "")
	l.positions("Stage", j.Stages)
	l.positions("Level of care", j.Levels)
	l.positions("Medication course", j.Courses)
	l.doses()
	l.scores()
	l.events()
	l.findings()
	for _, x := range grid {
		body.Line("grid", x, l.top, x, l.y)
	}
	body.Text("small end halo", max(lineLeft+140, l.x(j.To.Add(1))), 32, "last event "+j.To.String())
	body.Line("now", l.x(j.To.Add(1)), l.top-6, l.x(j.To.Add(1)), l.y)
	body.Append(l.Drawing)
	l.Drawing = &body
	l.key()
	l.Grow(lineWide, l.y+6)
	return l.Drawing
}

// x is where a day begins.
func (l *line) x(day civil.Date) float64 {
	return lineLeft + (lineRight-lineLeft)*float64(day.Since(l.from))/float64(l.to.Since(l.from)+1)
}

// ticks writes the days or months, and returns where the lines of the grid are.
func (l *line) ticks() (grid []float64) {
	span := l.to.Since(l.from) + 1
	step, months := 1, 0
	switch {
	case span > 3000:
		months = 12 * (1 + span/(365*16))
	case span > 900:
		months = 6
	case span > 420:
		months = 2
	case span > 120:
		months = 1
	case span > 40:
		step = 7
	case span > 14:
		step = 2
	}
	first := firstOfMonth(l.from)
	for n := 0; ; n++ {
		day := l.from.Add(step * n)
		if months > 0 {
			day = first.AddMonths(months * n)
		}
		if day.IsZero() || l.to.Before(day) { // the calendar ends too
			return grid
		}
		if day.Before(l.from) {
			continue
		}
		x := l.x(day)
		grid = append(grid, x)
		text := day.String()[5:] // month and day
		if months > 0 {
			text = day.String()[:7]
		}
		if len(grid) == 1 && x > lineLeft+70 {
			l.Text("soft small", lineLeft, 46, l.from.String())
		}
		if x < lineRight-40 {
			l.Text("soft small", x+3, 46, text)
		}
	}
}

func firstOfMonth(day civil.Date) civil.Date {
	if day.IsZero() {
		return day
	}
	return day.Add(1 - day.Start(time.UTC).Day())
}

// heading writes what the next lanes are, over a line.
func (l *line) heading(text string) {
	l.y += 8
	l.Line("axis", 16, l.y, lineRight, l.y)
	l.Text("bold small", 16, l.y+14, text)
	l.y += 20
}

// positions draws a row for each position that the person was in, in the order of the first time.
func (l *line) positions(title string, segments []Segment) {
	if len(segments) > 0 && segments[0].By == "" && (title != "Stage" || segments[0].Days == 0 && len(segments) > 1) {
		segments = segments[1:] // where everybody begins
	}
	if len(segments) == 0 {
		return
	}
	l.heading(title)
	var rows []string
	for _, s := range segments {
		if !slices.Contains(rows, s.Title) {
			rows = append(rows, s.Title)
		}
	}
	for i, row := range rows {
		l.Text("small", 28, l.y+12, svg.Fit(row, 10.5, lineLeft-36))
		for _, s := range segments {
			if s.Title == row {
				l.bar(i, &s)
			}
		}
		l.y += barHigh
	}
}

func (l *line) bar(pattern int, s *Segment) {
	until, open := s.To, ""
	if until.IsZero() {
		until, open = l.journey.To.Add(1), ", still there"
	}
	x := l.x(s.From)
	l.Begin(fmt.Sprintf("%s from %s, %s%s", s.Title, s.From, days(s.Days), open))
	l.Pattern(pattern, x, l.y+2, max(3, l.x(until)-x), barHigh-4, 2)
	text := briefly(s.Days)
	if room := l.x(until) - x; room > svg.Width(text, 9.5)+14 {
		l.Rect("paper", x+4, l.y+3.5, svg.Width(text, 9.5)+4, barHigh-7, 2)
		l.Text("tiny", x+6, l.y+12.2, text)
	}
	l.End()
}

// doses draws a lane for each product.
func (l *line) doses() {
	var names []string
	for _, m := range l.journey.Medications {
		product, known := medication.Lookup(m.Product)
		if !slices.Contains(names, m.Name) && (!known || !product.ReversesOverdose()) {
			names = append(names, m.Name)
		}
	}
	if len(names) == 0 {
		return
	}
	l.heading("Doses, each time")
	for _, name := range names {
		l.product(name)
	}
}

func (l *line) product(name string) {
	var runs []Medication
	var most medication.Mass
	for _, m := range l.journey.Medications {
		if m.Name == name {
			runs = append(runs, m)
			most = most.Higher(m.Dose)
		}
	}
	base := l.y + doseHigh - 14
	high := func(m medication.Mass) float64 {
		return (doseHigh - 30) * float64(m.Micrograms()) / float64(max(1, most.Micrograms()))
	}
	for i, text := range svg.Wrap(name, 10.5, lineLeft-40) {
		l.Text("small", 28, l.y+14+12*float64(i), text)
	}
	l.Line("axis", lineLeft, base, lineRight, base)
	for _, m := range runs {
		x, until := l.x(m.From), l.x(m.To.Add(1))
		l.Begin(fmt.Sprintf("%s %s, %s to %s, %d on record", m.Name, m.Dose, m.From, m.To, m.Doses))
		l.Rect("ground", x, base-high(m.Dose), max(1.5, until-x), high(m.Dose), 0)
		l.Line("stem", x, base-high(m.Dose), max(x+1.5, until), base-high(m.Dose))
		l.End()
	}
	l.amounts(runs, base, high)
	for i := range l.journey.Entries {
		l.dose(&l.journey.Entries[i], runs[0].Product, base)
	}
	l.y += doseHigh
}

// amounts writes the doses over their runs where there is room: the highest first, then the last, then in the order of time.
func (l *line) amounts(runs []Medication, base float64, high func(medication.Mass) float64) {
	order := make([]int, 0, len(runs)+2)
	most := 0
	for i := range runs {
		if runs[most].Dose.Compare(runs[i].Dose) < 0 {
			most = i
		}
		order = append(order, i)
	}
	order = append([]int{most, len(runs) - 1}, order...)
	var taken [][2]float64
	for _, i := range order {
		text, x := runs[i].Dose.String(), l.x(runs[i].From)
		end := x + svg.Width(text, 9.5) + 3
		if slices.ContainsFunc(taken, func(t [2]float64) bool { return x < t[1] && t[0] < end }) {
			continue
		}
		taken = append(taken, [2]float64{x, end})
		l.Text("tiny halo", min(x, lineRight-end+x), base-high(runs[i].Dose)-4, text)
	}
}

// dose draws one entry on the lane of its product, or of the first product of its substance if it names none.
func (l *line) dose(e *Entry, id medication.ProductID, base float64) {
	mine := e.Product == id
	if product, ok := medication.Lookup(id); e.Product == "" && ok {
		mine = e.Substance == product.Substance().String()
	}
	if !e.Dosing() || !mine || e.Sort == Planned {
		return
	}
	x := l.x(e.Day)
	mid := (x + l.x(e.Day.Add(1))) / 2
	l.Begin(e.Day.String() + ": " + e.Text)
	switch e.Sort {
	case Missed:
		l.Line("cross", mid-3, base+3, mid+3, base+9)
		l.Line("cross", mid-3, base+9, mid+3, base+3)
	case Withheld:
		l.Line("cross", mid-2, base+3, mid-2, base+9)
		l.Line("cross", mid+2, base+3, mid+2, base+9)
	case Supplied:
		l.Rect("dash", l.x(e.First), base+3, max(2, l.x(e.Last.Add(1))-l.x(e.First)-1), 6, 1)
	default:
		l.Circle("dot", mid, base, 1.6)
	}
	l.End()
}

// scores draws a lane for each scale, from nothing to the highest total on record.
func (l *line) scores() {
	var ids []scale.ID
	for _, e := range l.journey.Entries {
		if e.Sort == Score && !slices.Contains(ids, e.Scale) {
			ids = append(ids, e.Scale)
		}
	}
	if len(ids) == 0 {
		return
	}
	l.heading("Scores")
	for _, id := range ids {
		l.scale(id)
	}
}

func (l *line) scale(id scale.ID) {
	name, most := string(id), 1
	if instrument, ok := scale.Lookup(id); ok {
		name = instrument.Title()
	}
	for _, e := range l.journey.Entries {
		if e.Sort == Score && e.Scale == id {
			most = max(most, e.Total)
		}
	}
	for i, text := range svg.Wrap(name, 10.5, lineLeft-40) {
		l.Text("small", 28, l.y+16+12*float64(i), text)
	}
	base, free := l.y+scoreHigh-6, 0.0
	l.Line("grid", lineLeft, base, lineRight, base)
	for _, e := range l.journey.Entries {
		if e.Sort != Score || e.Scale != id {
			continue
		}
		x, y := l.x(e.Day), base-(scoreHigh-24)*float64(e.Total)/float64(most)
		l.Begin(e.Day.String() + ": " + e.Text)
		l.Line("stem", x, base, x, y)
		l.Circle("dot", x, y, 3)
		if text := strconv.Itoa(e.Total); x >= free {
			l.Text("tiny mid", x, y-5, text)
			free = x + svg.Width(text, 9.5) + 4
		}
		l.End()
	}
	l.y += scoreHigh
}
