package figure

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
)

// Bar is one parameter of a tornado diagram: what the result is at the low and at the high end of the parameter.
type Bar struct {
	Name      string
	Low, High float64
}

// Tornado draws how far one result moves with each parameter, the widest bar on top.
type Tornado struct {
	Title, XLabel string
	Base          float64 // the result when all parameters are at their base
	Bars          []Bar
}

// WriteSVG writes the figure: a bar for each end of a parameter, the low end above, so that both are seen where they lie on one side of the
// base. It returns ErrFigure if there are no bars or a number is not finite.
func (f Tornado) WriteSVG(w io.Writer) error {
	bars := slices.Clone(f.Bars)
	values := []float64{f.Base}
	for _, b := range bars {
		values = append(values, b.Low, b.High)
	}
	if len(bars) == 0 || slices.ContainsFunc(values, func(x float64) bool { return !finite(x) }) {
		return ErrFigure
	}
	slices.SortStableFunc(bars, func(a, b Bar) int { return cmp.Compare(math.Abs(b.High-b.Low), math.Abs(a.High-a.Low)) })
	low, high := widen(slices.Min(values), slices.Max(values))
	c := frame(f.Title, f.XLabel, "", across(low, high), axis{low: 0, high: 1, from: -9, to: -9})
	each := float64(height-top-bottom) / float64(len(bars))
	for i, b := range bars {
		y, thick := float64(top)+each*(float64(i)+0.15), each*0.7
		for end, x := range []float64{b.Low, b.High} {
			from, to := c.x.at(min(x, f.Base)), c.x.at(max(x, f.Base))
			c.put(`<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>`, px(from), px(y+float64(end)*thick/2), px(to-from), px(thick/2), palette[end])
		}
		c.text(width-right+8, y+thick/2+4, "start", "12", shorten(b.Name, 30))
	}
	c.put(`<path d="M%s %d V%d" stroke="#222" stroke-dasharray="4 3"/>`, px(c.x.at(f.Base)), top, height-bottom)
	for end, what := range []string{"low end of the parameter", "high end"} {
		c.put(`<rect x="%d" y="%d" width="14" height="10" fill="%s"/>`, width-right+8, 8+18*end, palette[end])
		c.text(float64(width-right+28), float64(17+18*end), "start", "12", what)
	}
	return c.end(w)
}

// Cloud is the draws of one comparison on a plane.
type Cloud struct {
	Name    string
	Effects []float64 // gained against the comparator
	Costs   []float64 // more than the comparator, as many
}

// Plane draws costs over effects, both as differences, with the line of what a unit of effect may cost.
type Plane struct {
	Title, EffectLabel, CostLabel string
	Threshold                     float64 // currency for a unit of effect; 0 draws no line
	Clouds                        []Cloud
}

// WriteSVG writes the figure. It returns ErrFigure if there is nothing to draw or the numbers do not fit together.
func (f Plane) WriteSVG(w io.Writer) error {
	var effects, costs [][]float64
	for _, cloud := range f.Clouds {
		if len(cloud.Effects) != len(cloud.Costs) {
			return fmt.Errorf("%w: %q has %d effects and %d costs", ErrFigure, cloud.Name, len(cloud.Effects), len(cloud.Costs))
		}
		effects, costs = append(effects, cloud.Effects), append(costs, cloud.Costs)
	}
	zero := []float64{0}
	lowX, highX, _ := span(append(effects, zero)...)
	lowY, highY, _ := span(append(costs, zero)...)
	if len(f.Clouds) == 0 || lowX == highX || lowY == highY {
		return ErrFigure
	}
	c := frame(f.Title, f.EffectLabel, f.CostLabel, across(widen(lowX, highX)), upward(widen(lowY, highY)))
	c.put(`<path d="M%s %d V%d M%d %s H%d" stroke="#666"/>`, px(c.x.at(0)), top, height-bottom, left, px(c.y.at(0)), width-right)
	for i, cloud := range f.Clouds {
		for j := range cloud.Effects {
			if finite(cloud.Effects[j]) && finite(cloud.Costs[j]) {
				c.mark(i, c.x.at(cloud.Effects[j]), c.y.at(cloud.Costs[j]), 2.4, 0.45)
			}
		}
		c.mark(i, width-right+24, c.name(i, cloud.Name), 5, 1)
	}
	if f.Threshold > 0 {
		c.threshold(f.Threshold)
		c.text(width-right+8, height-bottom-6, "start", "11", "line: "+label(f.Threshold, false)+" a unit")
	}
	return c.end(w)
}

// mark draws a point in the colour and the shape of its cloud.
func (c *canvas) mark(i int, x, y, size, opacity float64) {
	shape := [...]string{
		fmt.Sprintf(`<circle cx="%s" cy="%s" r="%s"`, px(x), px(y), px(size)),
		fmt.Sprintf(`<rect x="%s" y="%s" width="%s" height="%[3]s"`, px(x-size), px(y-size), px(2*size)),
		fmt.Sprintf(`<path d="M%s %s l%s %s h-%s Z"`, px(x), px(y-size), px(size), px(2*size), px(2*size)),
	}[i%3]
	c.put(`%s fill="%s" fill-opacity="%g"/>`, shape, palette[i%len(palette)], opacity)
}

// threshold draws the line cost = threshold · effect within the frame.
func (c *canvas) threshold(slope float64) {
	low, high := max(c.x.low, c.y.low/slope), min(c.x.high, c.y.high/slope)
	if low < high {
		c.put(`<path d="M%s %s L%s %s" stroke="#222" stroke-dasharray="6 4"/>`, px(c.x.at(low)), px(c.y.at(low*slope)),
			px(c.x.at(high)), px(c.y.at(high*slope)))
	}
}
