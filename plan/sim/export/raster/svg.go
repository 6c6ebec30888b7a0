package raster

import (
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
	"math"
	"strconv"
	"strings"
)

// reader draws elements as they come.
type reader struct {
	on    *image.RGBA
	scale float64
	ink   color.NRGBA // of what names no fill
}

// element is one of the SVG. Attributes are taken out when they are read, so that what is left was not understood.
type element struct {
	name  string
	attrs map[string]string
	text  string // what stands in it
}

// draws are the elements that are understood.
var draws = map[string]func(*reader, *element) error{
	"svg":    (*reader).begin,
	"title":  func(*reader, *element) error { return nil }, // is not shown
	"rect":   (*reader).rect,
	"circle": (*reader).circle,
	"path":   (*reader).path,
	"text":   (*reader).text,
}

// read draws a whole SVG.
func read(from io.Reader, scale float64) (*image.RGBA, error) {
	r := &reader{scale: scale, ink: color.NRGBA{A: 255}}
	d := xml.NewDecoder(from)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && r.on != nil {
			return r.on, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrSVG, err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if err := r.element(d, start); err != nil {
			return nil, fmt.Errorf("%w: <%s>: %w", ErrSVG, start.Name.Local, err)
		}
	}
}

func (r *reader) element(d *xml.Decoder, start xml.StartElement) error {
	e := &element{name: start.Name.Local, attrs: map[string]string{}}
	for _, a := range start.Attr {
		e.attrs[a.Name.Local] = a.Value
	}
	draw := draws[e.name]
	if draw == nil || (r.on == nil) != (e.name == "svg") {
		return errors.New("is not written by package figure here")
	}
	if e.name != "svg" {
		var inside struct {
			Text string     `xml:",chardata"`
			More []struct{} `xml:",any"`
		}
		if err := d.DecodeElement(&inside, &start); err != nil {
			return err
		}
		if inside.More != nil {
			return errors.New("has elements in it")
		}
		e.text = inside.Text
	}
	if err := draw(r, e); err != nil {
		return err
	}
	for name := range e.attrs {
		return fmt.Errorf("the attribute %s is not understood", name)
	}
	return nil
}

// take returns an attribute and takes it out.
func (e *element) take(name, absent string) string {
	value, found := e.attrs[name]
	delete(e.attrs, name)
	if !found {
		return absent
	}
	return value
}

// numbers takes attributes that hold a number each; those that are absent are 0.
func (e *element) numbers(names ...string) ([]float64, error) {
	all := make([]float64, len(names))
	for i, name := range names {
		x, err := strconv.ParseFloat(e.take(name, "0"), 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, fmt.Errorf("%s is no number", name)
		}
		all[i] = x
	}
	return all, nil
}

// begin makes the picture.
func (r *reader) begin(e *element) error {
	for _, shown := range []string{"xmlns", "role", "aria-label", "font-family"} { // say nothing about pixels
		e.take(shown, "")
	}
	var x, y, width, height float64
	if n, _ := fmt.Sscanf(e.take("viewBox", ""), "%f %f %f %f", &x, &y, &width, &height); n != 4 || x != 0 || y != 0 ||
		!(width >= 1 && height >= 1 && width <= 1e4 && height <= 1e4) {
		return errors.New("the viewBox is not 0 0 WIDTH HEIGHT")
	}
	r.on = image.NewRGBA(image.Rect(0, 0, int(math.Round(width*r.scale)), int(math.Round(height*r.scale))))
	for i := range r.on.Pix {
		r.on.Pix[i] = 255
	}
	var err error
	r.ink, err = colourOf(e.take("fill", "#000"))
	return err
}

func (r *reader) rect(e *element) error {
	n, err := e.numbers("x", "y", "width", "height")
	if err != nil {
		return err
	}
	x, y, width, height := n[0], n[1], n[2], n[3]
	return r.shape(e, []line{{points: []point{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}, closed: true}})
}

func (r *reader) circle(e *element) error {
	n, err := e.numbers("cx", "cy", "r")
	if err != nil {
		return err
	}
	return r.shape(e, []line{{points: disc(point{n[0], n[1]}, n[2]), closed: true}})
}

func (r *reader) path(e *element) error {
	lines, err := parsePath(e.take("d", ""))
	if err != nil {
		return err
	}
	return r.shape(e, lines)
}

// shape fills and strokes what an element encloses.
func (r *reader) shape(e *element, lines []line) error {
	fill, err := r.paint(e, "fill", r.ink)
	if err != nil {
		return err
	}
	stroke, err := r.paint(e, "stroke", color.NRGBA{})
	if err != nil {
		return err
	}
	width, err := strconv.ParseFloat(e.take("stroke-width", "1"), 64)
	if err != nil {
		return err
	}
	dashes, err := numbersOf(strings.Fields(e.take("stroke-dasharray", "")))
	if err != nil {
		return err
	}
	r.fill(polygons(lines), fill)
	if stroke.A > 0 {
		r.fill(outline(dashed(lines, dashes), width), stroke)
	}
	return nil
}

// paint takes a colour and how opaque it is; an absent one is the one that is given.
func (r *reader) paint(e *element, name string, absent color.NRGBA) (color.NRGBA, error) {
	c := absent
	if text := e.take(name, ""); text != "" {
		var err error
		if c, err = colourOf(text); err != nil {
			return c, err
		}
	}
	opacity, err := strconv.ParseFloat(e.take(name+"-opacity", "1"), 64)
	if err != nil || !(opacity >= 0 && opacity <= 1) {
		return c, fmt.Errorf("%s-opacity is not from 0 to 1", name)
	}
	c.A = uint8(math.Round(float64(c.A) * opacity))
	return c, nil
}

// colourOf reads none, #rgb and #rrggbb.
func colourOf(text string) (color.NRGBA, error) {
	if text == "none" {
		return color.NRGBA{}, nil
	}
	digits, found := strings.CutPrefix(text, "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if !found || err != nil || len(digits) != 6 {
		return color.NRGBA{}, fmt.Errorf("%q is no colour", text)
	}
	return color.NRGBA{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n), A: 255}, nil
}

func numbersOf(texts []string) ([]float64, error) {
	all := make([]float64, len(texts))
	for i, text := range texts {
		x, err := strconv.ParseFloat(text, 64)
		if err != nil || !(math.Abs(x) < 1e6) {
			return nil, fmt.Errorf("%q is no number", text)
		}
		all[i] = x
	}
	return all, nil
}
