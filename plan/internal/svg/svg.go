// Package svg writes drawings for a person: shapes and labels in SVG that can be read without color, in light and dark, on a screen and
// on paper. A drawing knows nothing of what it shows, reads nothing, and is the same text for the same calls on every machine.
package svg

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Drawing is a picture under construction. Shapes are drawn over those before them. Lengths are in pixels of CSS, from the left and from
// the top.
type Drawing struct {
	id, title, description string
	width, height          float64
	body                   bytes.Buffer
}

// New begins a drawing. The id tells it from others on the same page: letters, digits and hyphens. Title and description are read out in
// place of the picture.
func New(id, title, description string) *Drawing {
	return &Drawing{id: id, title: title, description: description}
}

// Grow makes the drawing at least as wide and as high.
func (d *Drawing) Grow(width, height float64) {
	d.width, d.height = max(d.width, width), max(d.height, height)
}

// Begin opens a group with a text that a pointer shows and a screen reader reads; End closes it.
func (d *Drawing) Begin(text string) {
	d.body.WriteString("<g>")
	if text != "" {
		d.body.WriteString("<title>" + escaped(text) + "</title>")
	}
}

// End closes the group that was opened last.
func (d *Drawing) End() { d.body.WriteString("</g>\n") }

// Rect draws a box with corners of a radius.
func (d *Drawing) Rect(class string, x, y, width, height, radius float64) {
	fmt.Fprintf(&d.body, `<rect class="%s" x="%s" y="%s" width="%s" height="%s" rx="%s"/>`+"\n", escaped(class), px(x), px(y), px(width),
		px(height), px(radius))
}

// Pattern draws a box filled with the pattern of a number; any number has one.
func (d *Drawing) Pattern(n int, x, y, width, height, radius float64) {
	n = (n%patterns + patterns) % patterns
	fmt.Fprintf(&d.body, `<rect class="frame" fill="url(#%s-p%d)" x="%s" y="%s" width="%s" height="%s" rx="%s"/>`+"\n", d.id, n, px(x), px(y),
		px(width), px(height), px(radius))
}

// Line draws a straight line.
func (d *Drawing) Line(class string, x1, y1, x2, y2 float64) {
	fmt.Fprintf(&d.body, `<line class="%s" x1="%s" y1="%s" x2="%s" y2="%s"/>`+"\n", escaped(class), px(x1), px(y1), px(x2), px(y2))
}

// Circle draws a circle.
func (d *Drawing) Circle(class string, x, y, radius float64) {
	fmt.Fprintf(&d.body, `<circle class="%s" cx="%s" cy="%s" r="%s"/>`+"\n", escaped(class), px(x), px(y), px(radius))
}

// Point is a place in a drawing.
type Point struct{ X, Y float64 }

// Polygon draws a closed shape.
func (d *Drawing) Polygon(class string, points ...Point) {
	texts := make([]string, len(points))
	for i, p := range points {
		texts[i] = px(p.X) + "," + px(p.Y)
	}
	fmt.Fprintf(&d.body, `<polygon class="%s" points="%s"/>`+"\n", escaped(class), strings.Join(texts, " "))
}

// Arrow draws a line through points that turns in small bends, with a head at its end.
func (d *Drawing) Arrow(class string, points ...Point) {
	if len(points) < 2 {
		return
	}
	var path strings.Builder
	fmt.Fprintf(&path, "M%s %s", px(points[0].X), px(points[0].Y))
	for i := 1; i < len(points)-1; i++ {
		before, corner, after := points[i-1], points[i], points[i+1]
		in, out := towards(corner, before), towards(corner, after)
		fmt.Fprintf(&path, "L%s %sQ%s %s %s %s", px(in.X), px(in.Y), px(corner.X), px(corner.Y), px(out.X), px(out.Y))
	}
	tip, before := points[len(points)-1], points[len(points)-2]
	fmt.Fprintf(&path, "L%s %s", px(tip.X), px(tip.Y))
	fmt.Fprintf(&d.body, `<path class="%s" d="%s"/>`+"\n", escaped(class), path.String())
	back := 6.0
	if before.X > tip.X {
		back = -6
	}
	d.Polygon("head", tip, Point{tip.X - back, tip.Y - 3.5}, Point{tip.X - back, tip.Y + 3.5})
}

// bend is how wide the turn of an arrow is.
const bend = 5

// towards is the point a bend away from the corner on the way to the other, or half way if that is nearer.
func towards(corner, other Point) Point {
	step := func(from, to float64) float64 {
		switch {
		case to-from > 2*bend:
			return from + bend
		case from-to > 2*bend:
			return from - bend
		}
		return (from + to) / 2
	}
	return Point{step(corner.X, other.X), step(corner.Y, other.Y)}
}

// Text writes a label with its base line at y. The class says where x is: at its begin, or with "mid" and "end" at its middle and its end.
func (d *Drawing) Text(class string, x, y float64, text string) {
	fmt.Fprintf(&d.body, `<text class="%s" x="%s" y="%s">%s</text>`+"\n", escaped(class), px(x), px(y), escaped(text))
}

// WriteTo writes the drawing as one element, which is a file of its own and can stand in a page of HTML.
func (d *Drawing) WriteTo(w io.Writer) (int64, error) {
	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" class="drawing" role="img" aria-labelledby="%s-title %s-text" `+
		`viewBox="0 0 %s %s" width="%s" height="%s">`+"\n", d.id, d.id, px(d.width), px(d.height), px(d.width), px(d.height))
	fmt.Fprintf(&out, "<title id=\"%s-title\">%s</title>\n<desc id=\"%s-text\">%s</desc>\n", d.id, escaped(d.title), d.id, escaped(d.description))
	out.WriteString("<style>" + style + "</style>\n<defs>" + d.patterns() + "</defs>\n")
	fmt.Fprintf(&out, `<rect class="paper" width="%s" height="%s"/>`+"\n", px(d.width), px(d.height))
	out.Write(d.body.Bytes())
	out.WriteString("</svg>\n")
	n, err := w.Write(out.Bytes())
	return int64(n), err
}

// px writes a length with at most one decimal.
func px(x float64) string {
	text := strconv.FormatFloat(x, 'f', 1, 64)
	return strings.TrimSuffix(text, ".0")
}

// escaped makes any text safe between tags and within quotes. What XML cannot hold becomes the replacement character.
func escaped(text string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(text)) // a Builder takes everything
	return out.String()
}

// Append puts what another drawing holds over this one, and leaves the other as it is.
func (d *Drawing) Append(other *Drawing) { d.body.Write(other.body.Bytes()) }
