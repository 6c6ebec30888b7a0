package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/internal/lines"
	"github.com/oudpath/oudpath/plan/internal/svg"
)

// Sizes of a dose sheet, in pixels.
const (
	cellWide   = 45.0
	cellHigh   = 44.0
	monthApart = 16.0
	monthHead  = 38.0
	abreast    = 3 // months beside each other
)

// dayCell is what a day of the sheet says.
type dayCell struct {
	doses  []Entry // given and taken
	other  []Entry // missed, withheld, handed over
	plan   []Entry // proposed
	home   bool    // a supply covers it
	letter string  // of the products
	kind   int     // number of the product, for the pattern
}

// month is one page of the calendar.
type month struct {
	first civil.Date
	days  int
}

func (m month) title() string { return m.first.Start(time.UTC).Format("January 2006") }

// months are those in which something about a dose is on record.
func (j *Journey) months() (list []month) {
	add := func(day civil.Date) {
		first := firstOfMonth(day)
		if !day.IsZero() && !slices.ContainsFunc(list, func(m month) bool { return m.first == first }) {
			list = append(list, month{first, first.AddMonths(1).Since(first)})
		}
	}
	for _, e := range j.Entries {
		if e.Dosing() {
			add(e.Day)
			for n := range e.supplied() {
				add(e.First.Add(n))
			}
		}
	}
	slices.SortFunc(list, func(a, b month) int { return a.first.Compare(b.first) })
	return list
}

// products are those of the doses, in the order in which they were first given.
func (j *Journey) products() (ids []medication.ProductID) {
	for _, e := range j.Entries {
		if e.Dosing() && e.Product != "" && !slices.Contains(ids, e.Product) {
			ids = append(ids, e.Product)
		}
	}
	return ids
}

// letterOf names a product in a cell.
func letterOf(i int) string { return string(rune('A' + i%26)) }

// sheet draws months, each a grid of weeks that begin on Monday.
func (j *Journey) sheet(id string, months []month) *svg.Drawing {
	cells, ids := j.cells(), j.products()
	d := svg.New(id, "Doses by day", j.sheetSaid(months))
	d.Text("title", 16, 22, "Doses by day")
	wide := 7 * cellWide
	y := 34.0
	for len(months) > 0 {
		row := months[:min(abreast, len(months))]
		months = months[len(row):]
		low := 0.0
		for i, m := range row {
			x := 16 + float64(i)*(wide+monthApart)
			low = max(low, drawMonth(d, m, x, y, cells, j.To))
		}
		y = low + 20
	}
	if len(cells) == 0 {
		d.Text("soft", 16, y+14, "No doses are on record.")
		y += 24
	}
	d.Grow(16+abreast*(wide+monthApart), y)
	legend(d, ids, y)
	return d
}

func legend(d *svg.Drawing, ids []medication.ProductID, y float64) {
	wide := 7*abreast*cellWide + monthApart*abreast
	for i, id := range ids {
		name := string(id)
		if product, ok := medication.Lookup(id); ok {
			name = product.Name()
		}
		d.Pattern(i, 16, y, 20, 14, 2)
		d.Text("bold small", 42, y+11, letterOf(i))
		d.Text("small", 56, y+11, name)
		y += 19
	}
	text := "A cell: the day, the doses of that day added up (mg where no unit stands), the letter of the product, and how many doses there were " +
		"if more than one. taken: without staff. home: covered by doses that were handed over; +7: handed over for so many days. " +
		"x: missed. held: held back. Dashed frame with plan: proposed and not on record; waits, refused, asks (?): not possible as it is. " +
		"Heavy frame: the day of the last event. Months without doses are left out."
	for _, text := range svg.Wrap(text, 10.5, wide-16) {
		y += 14
		d.Text("soft small", 16, y-2, text)
	}
	d.Grow(0, y+10)
}

// sheetSaid is the sheet in words.
func (j *Journey) sheetSaid(months []month) string {
	texts := make([]string, 0, len(j.Medications))
	for _, m := range j.Medications {
		texts = append(texts, fmt.Sprintf("%s %s from %s to %s, %s on record", m.Name, m.Dose, m.From, m.To, lines.Counted(m.Doses, "dose")))
	}
	return fmt.Sprintf("%s with doses. %s", lines.Counted(len(months), "month"), strings.Join(texts, "; "))
}

// cells reads the entries into days.
func (j *Journey) cells() map[civil.Date]*dayCell {
	cells, ids := map[civil.Date]*dayCell{}, j.products()
	on := func(day civil.Date) *dayCell {
		if cells[day] == nil {
			cells[day] = &dayCell{}
		}
		return cells[day]
	}
	for _, e := range j.Entries {
		if !e.Dosing() {
			continue
		}
		c := on(e.Day)
		if e.Sort == Planned {
			c.plan = append(c.plan, e)
			if c.letter == "" {
				c.letter = letterOf(slices.Index(ids, e.Product))
			}
			continue
		}
		if e.Sort != Given && e.Sort != Taken {
			c.other = append(c.other, e)
			for n := range e.supplied() {
				on(e.First.Add(n)).home = true
			}
			continue
		}
		if i := slices.Index(ids, e.Product); len(c.doses) == 0 || i != c.kind {
			c.letter += letterOf(i)
			c.kind = i
		}
		c.doses = append(c.doses, e)
	}
	return cells
}

// drawMonth draws one month and returns where it ends.
func drawMonth(d *svg.Drawing, m month, x, y float64, cells map[civil.Date]*dayCell, today civil.Date) float64 {
	d.Text("bold", x, y+12, m.title())
	for i, name := range []string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"} {
		d.Text("soft tiny mid", x+(float64(i)+0.5)*cellWide, y+monthHead-9, name)
	}
	column := (int(m.first.Start(time.UTC).Weekday()) + 6) % 7
	row := 0
	for n := range m.days {
		day := m.first.Add(n)
		drawCell(d, day, n+1, x+float64(column)*cellWide, y+monthHead+float64(row)*cellHigh, cells[day], day == today)
		if column++; column == 7 && n+1 < m.days {
			column, row = 0, row+1
		}
	}
	return y + monthHead + float64(row+1)*cellHigh
}

func drawCell(d *svg.Drawing, day civil.Date, number int, x, y float64, c *dayCell, today bool) {
	if c != nil {
		d.Begin(day.String() + ": " + c.said())
		defer d.End()
	}
	switch {
	case c != nil && len(c.doses) > 0:
		d.Pattern(c.kind, x, y, cellWide, cellHigh, 0)
		d.Rect("paper", x+3, y+15, cellWide-6, cellHigh-18, 3)
		d.Rect("paper", x+2, y+2, 15, 12, 2)
	default:
		d.Rect("inner", x, y, cellWide, cellHigh, 0)
	}
	d.Text(pick(c == nil, "tiny soft", "tiny"), x+4, y+11, fmt.Sprint(number))
	if c != nil {
		c.draw(d, x, y)
	}
	if today {
		d.Rect("heavy", x+1, y+1, cellWide-2, cellHigh-2, 0)
	}
}

func (c *dayCell) draw(d *svg.Drawing, x, y float64) {
	mid, low := x+cellWide/2, []string{}
	if len(c.doses) > 0 {
		d.Text("bold mid", mid, y+28, svg.Fit(amount(c.doses), 12, cellWide-2))
		text := c.letter
		if len(c.doses) > 1 {
			text += fmt.Sprintf(" ×%d", len(c.doses))
		}
		if c.doses[0].Sort == Taken {
			text += " taken"
		}
		low = append(low, text)
	} else if len(c.plan) > 0 {
		d.Rect("dash", x+3, y+15, cellWide-6, 14, 3)
		d.Text("small mid", mid, y+26, svg.Fit(amount(c.plan), 10.5, cellWide-6))
		low = append(low, c.planned())
	} else if c.home {
		d.Rect("dash", x+3, y+15, cellWide-6, 14, 3)
		d.Text("tiny mid", mid, y+25.5, "home")
	}
	class := "tiny mid"
	for i := range c.other {
		low = append(low, sign(&c.other[i]))
		if c.other[i].Sort == Missed {
			class = "tiny mid bold"
		}
	}
	d.Text(class, mid, y+39, svg.Fit(strings.Join(low, " "), 9.5, cellWide))
}

// amount adds doses of a day up; without the unit where that is mg. Doses of different substances are not added, and a sum with a question
// in it is one.
func amount(doses []Entry) string {
	var sum medication.Mass
	for _, e := range doses {
		switch {
		case e.Substance != doses[0].Substance:
			return "several"
		case e.Dose.IsZero() && e.Sort == Planned:
			return "?"
		}
		sum = sum.Add(e.Dose)
	}
	return strings.TrimSuffix(sum.String(), " mg")
}

// planned says how a day that is planned stands.
func (c *dayCell) planned() string {
	switch standing := c.plan[0].Standing; standing {
	case calendar.Refused, calendar.Waits:
		return string(standing)
	case calendar.Open:
		return "asks"
	}
	return c.letter + " plan"
}

func (c *dayCell) said() string {
	var texts []string
	for _, e := range c.doses {
		texts = append(texts, e.Text)
	}
	if c.home {
		texts = append(texts, "covered by doses at home")
	}
	for _, e := range append(slices.Clone(c.other), c.plan...) {
		texts = append(texts, e.Text)
	}
	return strings.Join(texts, "; ")
}

// sign is what a cell says of a dose that was missed or held back, and of doses that were handed over.
func sign(e *Entry) string {
	switch e.Sort {
	case Missed:
		return "x"
	case Withheld:
		return "held"
	}
	return fmt.Sprintf("+%d", e.supplied())
}
