// Package raster draws the figures of package figure as PNG, for programs that take no SVG. It reads the SVG that a figure writes, so that
// both show the same: shapes, colours (of Okabe and Ito, which people with any of the usual colour vision deficiencies can tell apart),
// dashes and marks. Text is drawn with Go Regular, a free font that is part of the program, so that a picture looks the same everywhere; text
// that would not fit is set narrower. A character that the font lacks (it has Latin, Greek and Cyrillic letters) is drawn as a box.
//
// It is no reader of SVG at large: what package figure does not write is refused and never left out in silence.
package raster

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
)

// Figure is what WriteSVG belongs to: every figure of package figure, and every Figure of a report.Drawing.
type Figure interface{ WriteSVG(io.Writer) error }

// ErrSVG is returned for SVG that package figure does not write, and for a scale out of range.
var ErrSVG = errors.New("raster: cannot be drawn")

// The range of scales. At 1 a figure is as many pixels wide as its SVG has units (760); at 4 it prints 25 cm wide at 300 dots an inch.
const (
	MinScale = 0.5
	MaxScale = 8
)

// WritePNG draws a figure, so many pixels for each unit of its SVG, on white. It returns the error of the figure if it has nothing to draw,
// ErrSVG, or the first error of w. The same figure has the same pixels on processors of one kind; between kinds a pixel of an edge may
// differ by a shade that nobody sees.
func WritePNG(w io.Writer, f Figure, scale float64) error {
	picture, err := Draw(f, scale)
	if err != nil {
		return err
	}
	return png.Encode(w, picture)
}

// Draw is WritePNG for those who go on with the picture.
func Draw(f Figure, scale float64) (*image.RGBA, error) {
	if !(scale >= MinScale && scale <= MaxScale) {
		return nil, fmt.Errorf("%w: a scale of %v, and not from %v to %v", ErrSVG, scale, MinScale, MaxScale)
	}
	var text bytes.Buffer
	if err := f.WriteSVG(&text); err != nil {
		return nil, err
	}
	return read(&text, scale)
}
