package figure

import (
	"fmt"
	"io"
	"strings"
)

// Curve is one line of Curves.
type Curve struct {
	Name      string
	X, Y      []float64 // as many of one as of the other, X rising
	Low, High []float64 // limits of a band, as many as X; none if there is no band
	Steps     bool      // the value holds until the next point, as in a Kaplan–Meier curve
}

// Curves draws lines over one axis: retention, survival, cumulative incidence, acceptability.
type Curves struct {
	Title          string
	XLabel, YLabel string
	Shares         bool // values are shares: the axis goes from 0 to 100 %
	Curves         []Curve
}

// WriteSVG writes the figure. It returns ErrFigure if there are no curves or their numbers do not fit together.
func (f Curves) WriteSVG(w io.Writer) error {
	var xs, ys [][]float64
	for _, c := range f.Curves {
		if len(c.X) < 2 || len(c.Y) != len(c.X) || len(c.Low) != len(c.High) || len(c.Low) != 0 && len(c.Low) != len(c.X) {
			return fmt.Errorf("%w: curve %q of %d and %d points", ErrFigure, c.Name, len(c.X), len(c.Y))
		}
		xs, ys = append(xs, c.X), append(ys, c.Y, c.Low, c.High)
	}
	lowX, highX, some := span(xs...)
	lowY, highY, any := span(ys...)
	if !some || !any || lowX == highX {
		return ErrFigure
	}
	y := upward(widen(min(0, lowY), highY))
	if f.Shares {
		y = upward(0, 1)
		y.percent = true
	} else if lowY >= 0 {
		y.low = 0
	}
	c := frame(f.Title, f.XLabel, f.YLabel, across(lowX, highX), y)
	for i, curve := range f.Curves {
		c.band(curve, palette[i%len(palette)])
	}
	for i, curve := range f.Curves {
		colour, dash := palette[i%len(palette)], dash(i)
		c.put(`<path d="%s" fill="none" stroke="%s" stroke-width="2.2" stroke-dasharray="%s"/>`, c.line(curve.X, curve.Y,
			curve.Steps), colour, dash)
		at := c.name(i, curve.Name)
		c.put(`<path d="M%d %s h34" stroke="%s" stroke-width="2.2" stroke-dasharray="%s"/>`, width-right+6, px(at), colour, dash)
	}
	return c.end(w)
}

func (c *canvas) band(curve Curve, colour string) {
	if len(curve.Low) == 0 {
		return
	}
	var x, low, high []float64
	for i := range curve.X {
		if finite(curve.Low[i]) && finite(curve.High[i]) {
			x, low, high = append(x, curve.X[i]), append(low, curve.Low[i]), append(high, curve.High[i])
		}
	}
	if len(x) == 0 {
		return
	}
	back := make([]string, 0, len(x))
	for i := len(x) - 1; i >= 0; i-- {
		back = append(back, "L"+px(c.x.at(x[i]))+" "+px(c.y.at(low[i])))
	}
	c.put(`<path d="%s %s Z" fill="%s" fill-opacity="0.18"/>`, c.line(x, high, false), strings.Join(back, " "), colour)
}

// line writes the path through the points whose numbers are finite.
func (c *canvas) line(xs, ys []float64, steps bool) string {
	var b strings.Builder
	pen := "M"
	for i := range xs {
		if !finite(xs[i]) || !finite(ys[i]) {
			pen = "M"
			continue
		}
		if steps && pen == "L" {
			b.WriteString("H" + px(c.x.at(xs[i])) + " ")
		}
		b.WriteString(pen + px(c.x.at(xs[i])) + " " + px(c.y.at(ys[i])) + " ")
		pen = "L"
	}
	return strings.TrimSpace(b.String())
}

// Areas draws shares of people that sum to 1 on top of each other, over time: who is where.
type Areas struct {
	Title  string
	XLabel string
	X      []float64
	Names  []string
	Shares [][]float64 // by name, as many as X
}

// WriteSVG writes the figure, the first name at the bottom. It returns ErrFigure if the numbers do not fit together.
func (f Areas) WriteSVG(w io.Writer) error {
	if len(f.X) < 2 || len(f.Names) == 0 || len(f.Names) != len(f.Shares) || f.X[0] >= f.X[len(f.X)-1] {
		return ErrFigure
	}
	y := upward(0, 1)
	y.percent = true
	c := frame(f.Title, f.XLabel, "share of people", across(f.X[0], f.X[len(f.X)-1]), y)
	below := make([]float64, len(f.X))
	for i, shares := range f.Shares {
		if len(shares) != len(f.X) {
			return fmt.Errorf("%w: %q has %d shares at %d times", ErrFigure, f.Names[i], len(shares), len(f.X))
		}
		above := make([]float64, len(f.X))
		for j := range shares {
			above[j] = below[j] + shares[j]
		}
		var back []string
		for j := len(f.X) - 1; j >= 0; j-- {
			back = append(back, "L"+px(c.x.at(f.X[j]))+" "+px(c.y.at(below[j])))
		}
		colour := palette[i%len(palette)]
		c.put(`<path d="%s %s Z" fill="%s" fill-opacity="%.3g" stroke="#fff" stroke-width="0.8"/>`, c.line(f.X, above, false),
			strings.Join(back, " "), colour, opacity(i))
		at := c.name(len(f.Names)-1-i, f.Names[i]) // in the order in which the areas lie
		c.put(`<rect x="%d" y="%s" width="26" height="14" fill="%s" fill-opacity="%.3g"/>`, width-right+10, px(at-7), colour, opacity(i))
		below = above
	}
	return c.end(w)
}
