package raster

import (
	"errors"
	"fmt"
	"strconv"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// letters is the font, read once.
var letters = sync.OnceValues(func() (*sfnt.Font, error) { return sfnt.Parse(goregular.TTF) })

// em is the size at which outlines are read from the font, in its own precision of 1/64.
const em = 1024

// margin is how near text may come to the edge of the picture, in units.
const margin = 3

// word is a text as outlines, of the size em, from its beginning on the base line.
type word struct {
	polygons [][]point
	width    float64
}

// anchors say which part of its width stands before the place of a text.
var anchors = map[string]float64{"start": 0, "middle": 0.5, "end": 1}

// text draws a text, upright at its place, or as its transformation has it.
func (r *reader) text(e *element) error {
	n, err := e.numbers("x", "y")
	if err != nil {
		return err
	}
	size, err := strconv.ParseFloat(e.take("font-size", ""), 64)
	if err != nil || !(size > 0) {
		return errors.New("font-size is no number above 0")
	}
	before, found := anchors[e.take("text-anchor", "start")]
	if !found {
		return errors.New("text-anchor is none of start, middle, end")
	}
	at := transformation{1, 0, 0, 1, n[0], n[1]}
	if text := e.take("transform", ""); text != "" {
		at = transformation{0, -1, 1, 0, 0, 0}
		if got, _ := fmt.Sscanf(text, "translate(%f %f) rotate(-90)", &at[4], &at[5]); got != 2 {
			return fmt.Errorf("the transformation %q is not understood", text)
		}
	}
	ink, err := r.paint(e, "fill", r.ink)
	if err != nil {
		return err
	}
	w, err := write(e.text)
	if err != nil || w.width == 0 {
		return err
	}
	r.fill(w.set(at, size/em, r.narrow(at, size/em*w.width, before), before), ink)
	return nil
}

// narrow returns by how much a text that stands upright and is so wide is made narrower to stay in the picture.
func (r *reader) narrow(at transformation, width, before float64) float64 {
	if at[0] != 1 {
		return 1
	}
	room := float64(r.on.Bounds().Dx())/r.scale - margin - at[4] // to the right of its place
	left := at[4] - margin
	by := 1.0
	if need := width * (1 - before); need > room {
		by = min(by, room/need)
	}
	if need := width * before; need > left {
		by = min(by, left/need)
	}
	return max(by, 0.1)
}

// set returns the outlines of a text at its place.
func (w word) set(at transformation, size, narrow, before float64) [][]point {
	all := make([][]point, len(w.polygons))
	for i, polygon := range w.polygons {
		all[i] = make([]point, len(polygon))
		for j, p := range polygon {
			all[i][j] = point{(p.x - before*w.width) * size * narrow, p.y * size}.moved(at)
		}
	}
	return all
}

// write puts the letters of a text beside each other.
func write(text string) (word, error) {
	f, err := letters()
	if err != nil {
		return word{}, err
	}
	var b sfnt.Buffer
	var w word
	var before sfnt.GlyphIndex
	for _, letter := range text {
		glyph, err := f.GlyphIndex(&b, letter)
		if err != nil {
			return w, err
		}
		if glyph == 0 && unicode.IsSpace(letter) { // the thin space between thousands
			w.width += em / 5
			continue
		}
		if kern, err := f.Kern(&b, before, glyph, fixed.I(em), font.HintingNone); err == nil {
			w.width += units(kern)
		}
		outline, err := f.LoadGlyph(&b, glyph, fixed.I(em), nil)
		if err != nil {
			return w, err
		}
		w.add(outline)
		advance, err := f.GlyphAdvance(&b, glyph, fixed.I(em), font.HintingNone)
		if err != nil {
			return w, err
		}
		w.width += units(advance)
		before = glyph
	}
	return w, nil
}

// add appends the outlines of a letter, behind what stands there.
func (w *word) add(outline sfnt.Segments) {
	place := func(p fixed.Point26_6) point { return point{w.width + units(p.X), units(p.Y)} }
	for _, s := range outline {
		if s.Op == sfnt.SegmentOpMoveTo {
			w.polygons = append(w.polygons, []point{place(s.Args[0])})
			continue
		}
		last := &w.polygons[len(w.polygons)-1]
		switch s.Op {
		case sfnt.SegmentOpLineTo:
			*last = append(*last, place(s.Args[0]))
		case sfnt.SegmentOpQuadTo: // as the cubic curve that is the same
			start, middle, end := (*last)[len(*last)-1], place(s.Args[0]), place(s.Args[1])
			*last = curve(*last, start.to(middle, 2.0/3), end.to(middle, 2.0/3), end)
		case sfnt.SegmentOpCubeTo:
			*last = curve(*last, place(s.Args[0]), place(s.Args[1]), place(s.Args[2]))
		}
	}
}

func units(x fixed.Int26_6) float64 { return float64(x) / 64 }
