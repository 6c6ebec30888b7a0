package main

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
)

// report is what a study shows.
type report struct {
	title   string
	about   string
	rows    []row
	figures []figure
	sources []string
}

// row compares one published number.
type row struct {
	what      string
	published float64
	simulated float64
	within    interval
	shows     kind
	format    func(float64) string
}

// interval is the range in which the two numbers have to agree.
type interval struct {
	low, high float64
	of        origin
}

// origin says whose uncertainty an interval is.
type origin string

const (
	ofTrial      origin = "trial"      // 95 % interval of the published number: the simulated one must be inside
	ofSimulation origin = "simulation" // 99.9 % interval of the simulated number, as many are looked at: the published one must be inside
)

// kind says what agreement of a row is worth.
type kind string

const (
	input     kind = "input"     // the number went in
	fitted    kind = "fitted"    // a free number was chosen to meet it
	implied   kind = "implied"   // it follows from other numbers of the same trial by the structure of the model
	predicted kind = "predicted" // nothing from the same people went in
)

func (r row) inside() bool {
	x := r.simulated
	if r.within.of == ofSimulation {
		x = r.published
	}
	return x >= r.within.low && x <= r.within.high
}

// count is a published number of people out of so many.
type count struct{ events, people int64 }

func (c count) share() float64 { return float64(c.events) / float64(c.people) }

// interval is the exact (Clopper–Pearson) 95 % interval of the share.
func (c count) interval() interval {
	in := interval{low: 0, high: 1, of: ofTrial}
	n, k := float64(c.people), float64(c.events)
	if law, err := distribution.Beta(k, n-k+1); err == nil {
		in.low = law.Quantile(.025)
	}
	if law, err := distribution.Beta(k+1, n-k); err == nil {
		in.high = law.Quantile(.975)
	}
	return in
}

// compare makes the row of a published share.
func (c count) compare(what string, simulated float64, shows kind) row {
	return row{
		what: fmt.Sprintf("%s (%d/%d)", what, c.events, c.people), published: c.share(), simulated: simulated, within: c.interval(),
		shows: shows, format: percent,
	}
}

// ratio makes the row of a published ratio with its 95 % interval.
func ratio(what string, published, low, high, simulated float64, shows kind) row {
	return row{what, published, simulated, interval{low, high, ofTrial}, shows, twoDigits}
}

func percent(x float64) string   { return fmt.Sprintf("%.1f %%", 100*x) }
func twoDigits(x float64) string { return fmt.Sprintf("%.2f", x) }

// text writes the report for a reader.
func (r report) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n\n%s\n\n", r.title, strings.Repeat("=", utf8.RuneCountInString(r.title)), r.about)
	cells := [][]string{{"", "published", "simulated", "interval", "of", "inside?", "shows"}}
	for _, row := range r.rows {
		answer := "yes"
		if !row.inside() {
			answer = "NO"
		}
		low, high := row.format(row.within.low), row.format(row.within.high)
		cells = append(cells, []string{
			row.what, row.format(row.published), row.format(row.simulated), low + " to " + high, string(row.within.of), answer, string(row.shows),
		})
	}
	writeTable(&b, cells)
	for _, f := range r.figures {
		b.WriteString("\n" + f.text() + "\n")
	}
	b.WriteString("\nSources\n")
	for _, s := range r.sources {
		b.WriteString("- " + s + "\n")
	}
	b.WriteString("\n")
	return b.String()
}

// writeTable writes columns as wide as their widest cell.
func writeTable(b *strings.Builder, cells [][]string) {
	widths := make([]int, len(cells[0]))
	for _, line := range cells {
		for i, cell := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, line := range cells {
		padded := make([]string, len(line))
		for i, cell := range line {
			padded[i] = cell + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
		}
		b.WriteString(strings.TrimRight(strings.Join(padded, "  "), " ") + "\n")
	}
}

// odds of a probability.
func odds(p float64) float64 { return p / (1 - p) }

// decline is the constant rate per unit of time at which a share falls from one value to another.
func decline(from, to, time float64) float64 { return math.Log(from/to) / time }
