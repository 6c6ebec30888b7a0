// Package figure draws what a study found as SVG: curves with bands (retention, survival, incidence, acceptability), occupancy as
// stacked areas, Sankey diagrams of where people go, tornado diagrams and cost-effectiveness planes.
//
// Colours are those of Okabe and Ito, which people with any of the usual colour vision deficiencies can tell apart; no figure relies on
// colour alone: lines differ in their dashes and carry a mark, bars and areas are named beside them. A figure is text, the same
// bytes for the same numbers, with no fonts, scripts or addresses of other files in it, so that it can stand in any page.
//
// It is not a plotting library: each figure has one look and few choices. Numbers that are not finite are left out of lines and bands.
package figure

import (
	"errors"
	"fmt"
	"html"
	"io"
	"math"
	"strconv"
	"strings"
)

// ErrFigure is returned for figures that have nothing to show, or whose numbers do not fit together.
var ErrFigure = errors.New("figure: nothing to draw")

// The palette of Okabe and Ito, darkest contrasts first.
var palette = [...]string{"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442"}

// The dashes of lines, so that they differ in print without colour.
var dashes = [...]string{"", "8 4", "2 3", "10 3 2 3", "5 2", "1 4", "12 6", "3 6"}

// dash returns the dashes of a line. From the ninth on colours come again, each with other dashes.
func dash(i int) string { return dashes[(i+i/len(palette))%len(dashes)] }

// opacity returns how opaque an area is. From the ninth on colours come again, lighter.
func opacity(i int) float64 { return 0.85 / float64(1+i/len(palette)) }

// The size of a figure and of its margins, in pixels.
const (
	width, height = 760, 440
	left, right   = 74, 196
	top, bottom   = 44, 56
)

// canvas collects the elements of a figure.
type canvas struct {
	b    strings.Builder
	x, y axis
}

// axis maps numbers to pixels.
type axis struct {
	low, high float64
	from, to  float64 // pixels
	percent   bool
}

func (a axis) at(x float64) float64 { return a.from + (x-a.low)/(a.high-a.low)*(a.to-a.from) }

func (c *canvas) put(format string, args ...any) { fmt.Fprintf(&c.b, format+"\n", args...) }

// px writes a pixel with one decimal, so that figures do not differ in bits that nobody sees.
func px(x float64) string { return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64) }

func (c *canvas) text(x, y float64, anchor, size, what string) {
	c.put(`<text x="%s" y="%s" text-anchor="%s" font-size="%s">%s</text>`, px(x), px(y), anchor, size, html.EscapeString(what))
}

// blank begins a figure with its title.
func blank(title string) *canvas {
	c := &canvas{}
	c.put(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s" font-family="sans-serif" fill="#222">`,
		width, height, html.EscapeString(title))
	c.put(`<title>%s</title><rect width="%d" height="%d" fill="#fff"/>`, html.EscapeString(title), width, height)
	c.text(left, 24, "start", "16", title)
	return c
}

// frame begins a figure with its title, axes and labels.
func frame(title, xLabel, yLabel string, x, y axis) *canvas {
	c := blank(title)
	c.x, c.y = x, y
	for _, t := range ticks(x.low, x.high) {
		at := c.x.at(t)
		c.put(`<path d="M%s %d V%d" stroke="#ddd"/>`, px(at), top, height-bottom)
		c.text(at, height-bottom+18, "middle", "12", label(t, x.percent))
	}
	for _, t := range ticks(y.low, y.high) {
		at := c.y.at(t)
		c.put(`<path d="M%d %s H%d" stroke="#ddd"/>`, left, px(at), width-right)
		c.text(left-8, at+4, "end", "12", label(t, y.percent))
	}
	c.text((left+width-right)/2, height-14, "middle", "13", xLabel)
	c.put(`<text transform="translate(18 %d) rotate(-90)" text-anchor="middle" font-size="13">%s</text>`, (top+height-bottom)/2,
		html.EscapeString(yLabel))
	return c
}

// end closes a figure with its outline and writes it.
func (c *canvas) end(w io.Writer) error {
	c.put(`<path d="M%d %d V%d H%d" fill="none" stroke="#222"/>`, left, top, height-bottom, width-right)
	return c.write(w)
}

// write ends the text of a figure and writes it.
func (c *canvas) write(w io.Writer) error {
	c.put(`</svg>`)
	_, err := io.WriteString(w, c.b.String())
	return err
}

// name writes an entry of the legend.
func (c *canvas) name(i int, what string) (y float64) {
	y = float64(top + 12 + 24*i)
	c.text(width-right+44, y+4, "start", "12", shorten(what, 24))
	return y
}

func shorten(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}

// ticks returns round numbers from low to high, some five of them.
func ticks(low, high float64) []float64 {
	step := math.Pow(10, math.Floor(math.Log10((high-low)/5)))
	for _, by := range []float64{5, 2} {
		if (high-low)/(step*by) >= 4 {
			step *= by
			break
		}
	}
	var all []float64
	for n := math.Ceil(low/step - 1e-9); n*step <= high+step*1e-9; n++ {
		all = append(all, n*step)
	}
	return all
}

func label(x float64, percent bool) string {
	if x == 0 {
		x = 0 // and not -0, which equals it
	}
	if percent {
		return strconv.FormatFloat(math.Round(x*1e6)/1e4, 'f', -1, 64) + " %"
	}
	if math.Abs(x) >= 1e6 {
		return strconv.FormatFloat(math.Round(x/1e4)/100, 'f', -1, 64) + " M"
	}
	text := strconv.FormatFloat(math.Round(x*1e9)/1e9, 'f', -1, 64)
	for i := len(text) - 3; i > 0 && text[i-1] != '-' && math.Abs(x) >= 1e4; i -= 3 {
		text = text[:i] + "\u202f" + text[i:] // a thin space between thousands
	}
	return text
}

// span returns the least and the greatest of the finite numbers, and false if there are none.
func span(lists ...[]float64) (low, high float64, ok bool) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, list := range lists {
		for _, x := range list {
			if finite(x) {
				low, high = min(low, x), max(high, x)
			}
		}
	}
	return low, high, low <= high
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// widen makes room around numbers, and an interval of a single one.
func widen(low, high float64) (float64, float64) {
	if low == high {
		return low - 1, high + 1
	}
	return low - (high-low)*0.05, high + (high-low)*0.05
}

func across(low, high float64) axis { return axis{low: low, high: high, from: left, to: width - right} }

func upward(low, high float64) axis {
	return axis{low: low, high: high, from: height - bottom, to: top}
}
