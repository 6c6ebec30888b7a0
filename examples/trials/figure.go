package main

import (
	"fmt"
	"html"
	"math"
	"strings"
)

// figure draws simulated curves over those of a trial, as shares from 0 to 1 by week.
type figure struct {
	name   string
	title  string
	weeks  float64 // right end
	curves []curve
}

// curve is one arm.
type curve struct {
	label     string
	simulated []point // joined by a line
	observed  []point // drawn as marks
}

type point struct{ week, share float64 }

// The marks of the arms: of what was observed, and of what was simulated.
var observedMarks, simulatedMarks = []rune("oxv"), []rune("*+~")

// text draws the figure with characters.
func (f figure) text() string {
	const width, height = 66, 20
	grid := make([][]rune, height+1)
	for i := range grid {
		grid[i] = []rune(strings.Repeat(" ", width+1))
	}
	place := func(p point, mark rune) {
		x, y := int(math.Round(p.week/f.weeks*width)), int(math.Round((1-p.share)*height))
		if x >= 0 && x <= width && y >= 0 && y <= height {
			grid[y][x] = mark
		}
	}
	for i, c := range f.curves {
		for x := range width + 1 {
			week := float64(x) / width * f.weeks
			if share, ok := at(c.simulated, week); ok {
				place(point{week, share}, simulatedMarks[i])
			}
		}
	}
	for i, c := range f.curves {
		for _, p := range c.observed {
			place(p, observedMarks[i])
		}
	}
	var b strings.Builder
	b.WriteString(f.title + "\n")
	for i, line := range grid {
		label := "     "
		if i%(height/4) == 0 {
			label = fmt.Sprintf("%4d%%", 100-100*i/height)
		}
		b.WriteString(label + " |" + strings.TrimRight(string(line), " ") + "\n")
	}
	b.WriteString("      +" + strings.Repeat("-", width+1) + "\n")
	fmt.Fprintf(&b, "       week 0%*s\n", width-5, fmt.Sprintf("week %g", f.weeks))
	for i, c := range f.curves {
		fmt.Fprintf(&b, "       %c simulated  %c trial  %s\n", simulatedMarks[i], observedMarks[i], c.label)
	}
	return b.String()
}

// at reads a curve between its points, along straight lines.
func at(points []point, week float64) (float64, bool) {
	for i, p := range points {
		switch {
		case p.week < week:
		case p.week == week:
			return p.share, true
		case i > 0:
			before := points[i-1]
			return before.share + (p.share-before.share)*(week-before.week)/(p.week-before.week), true
		default:
			return 0, false
		}
	}
	return 0, false
}

// colors of the arms; they differ in lightness too.
var colors = []string{"#0b5394", "#c2570c", "#4a7c2a"}

// svg draws the figure as a picture. Curves are told apart by color and by the shape of the marks.
func (f figure) svg() string {
	const width, height, left, top = 640.0, 360.0, 60.0, 40.0
	x := func(week float64) float64 { return left + week/f.weeks*width }
	y := func(share float64) float64 { return top + (1-share)*height }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" role="img" font-family="sans-serif" font-size="13">`+"\n",
		left+width+20, top+height+50+20*float64(len(f.curves)))
	fmt.Fprintf(&b, "<title>%s</title>\n", html.EscapeString(f.title))
	b.WriteString(`<rect width="100%" height="100%" fill="white"/>` + "\n")
	fmt.Fprintf(&b, `<text x="%g" y="22" font-size="15">%s</text>`+"\n", left, html.EscapeString(f.title))
	for i := range 5 {
		share := float64(i) / 4
		fmt.Fprintf(&b, `<path d="M%g %gh%g" stroke="#ddd"/><text x="%g" y="%g" text-anchor="end">%.0f %%</text>`+"\n",
			left, y(share), width, left-8, y(share)+4, 100*share)
	}
	for week := 0.0; week <= f.weeks; week += 4 {
		fmt.Fprintf(&b, `<text x="%g" y="%g" text-anchor="middle">%g</text>`+"\n", x(week), top+height+18, week)
	}
	fmt.Fprintf(&b, `<text x="%g" y="%g" text-anchor="middle">weeks</text>`+"\n", left+width/2, top+height+36)
	for i, c := range f.curves {
		b.WriteString(`<path fill="none" stroke-width="2" stroke="` + colors[i] + `" d="`)
		for k, p := range c.simulated {
			fmt.Fprintf(&b, "%c%.1f %.1f", "ML"[min(k, 1)], x(p.week), y(p.share))
		}
		b.WriteString(`"/>` + "\n")
		for _, p := range c.observed {
			b.WriteString(mark(i, x(p.week), y(p.share)))
		}
		row := top + height + 56 + 20*float64(i)
		b.WriteString(mark(i, left+8, row-4))
		fmt.Fprintf(&b, `<path d="M%g %gh30" stroke-width="2" stroke="%s"/><text x="%g" y="%g">%s: marks trial, line simulated</text>`+"\n",
			left+20, row-4, colors[i], left+60, row, html.EscapeString(c.label))
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// mark draws the mark of an arm: a circle, a square or a triangle.
func mark(arm int, x, y float64) string {
	shape := [...]string{
		`<circle cx="%[1]g" cy="%[2]g" r="4"`, `<rect x="%[1]g" y="%[2]g" width="8" height="8" transform="translate(-4 -4)"`,
		`<path d="M%[1]g %[2]gm-5 4h10l-5 -9z"`,
	}[arm]
	return fmt.Sprintf(shape, math.Round(x*10)/10, math.Round(y*10)/10) + ` fill="none" stroke-width="1.5" stroke="` + colors[arm] + `"/>` + "\n"
}

// add adds an arm.
func (f *figure) add(label string, simulated, observed []point) {
	f.curves = append(f.curves, curve{label, simulated, observed})
}
