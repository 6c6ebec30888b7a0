package raster_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/sim/export/raster"
	"github.com/oudpath/oudpath/plan/sim/figure"
)

func Example() {
	retention := figure.Curves{Title: "Retention", XLabel: "weeks", YLabel: "still in treatment", Shares: true,
		Curves: []figure.Curve{{Name: "methadone", X: []float64{0, 12, 24}, Y: []float64{1, .85, .73}}}}
	picture, err := raster.Draw(retention, 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(picture.Bounds().Size())
	// Output: (1520,880)
}

// svg is a figure that is written already.
type svg string

func (s svg) WriteSVG(w io.Writer) error {
	_, err := io.WriteString(w, string(s))
	return err
}

// TestPicturesAreThoseThatWereLookedAt draws the figures that package figure keeps, and compares with files; OUDPATH_UPDATE=1 writes them
// anew, to be looked at again. Processors may round the shade of an edge differently, so a few pixels may be a little off.
func TestPicturesAreThoseThatWereLookedAt(t *testing.T) {
	kept, err := filepath.Glob("../../figure/testdata/*.svg")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(kept), 5)
	for _, name := range kept {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		var b, again bytes.Buffer
		require.NoError(t, raster.WritePNG(&b, svg(text), 1.5), name)
		require.NoError(t, raster.WritePNG(&again, svg(text), 1.5))
		require.Equal(t, b.Bytes(), again.Bytes())
		file := filepath.Join("testdata", strings.TrimSuffix(filepath.Base(name), ".svg")+".png")
		if os.Getenv("OUDPATH_UPDATE") != "" {
			require.NoError(t, os.WriteFile(file, b.Bytes(), 0o644))
		}
		want, err := os.Open(file)
		require.NoError(t, err)
		before, err := png.Decode(want)
		require.NoError(t, errors.Join(err, want.Close()))
		now, err := png.Decode(&b)
		require.NoError(t, err)
		require.Less(t, apart(t, before, now), 0.0005, "part of the pixels of %s that differ", name)
	}
}

// apart is the part of the pixels in which a colour differs by more than 3 of 255.
func apart(t *testing.T, a, b image.Image) float64 {
	require.Equal(t, a.Bounds(), b.Bounds())
	n, size := 0, a.Bounds().Size()
	for x := range size.X {
		for y := range size.Y {
			p, q := color.NRGBAModel.Convert(a.At(x, y)).(color.NRGBA), color.NRGBAModel.Convert(b.At(x, y)).(color.NRGBA)
			off := max(math.Abs(float64(p.R)-float64(q.R)), math.Abs(float64(p.G)-float64(q.G)), math.Abs(float64(p.B)-float64(q.B)))
			if off > 3 {
				n++
			}
		}
	}
	return float64(n) / float64(size.X*size.Y)
}

// sheet is an SVG of 100 by 50 units with elements on it.
func sheet(elements string) svg {
	return svg(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" fill="#222">` + elements + `</svg>`)
}

// covered is how much of the picture the ink covers, in square units.
func covered(t *testing.T, elements string) float64 {
	const scale = 4
	picture, err := raster.Draw(sheet(elements), scale)
	require.NoError(t, err)
	sum := 0.0
	for i := 0; i < len(picture.Pix); i += 4 {
		sum += 255 - float64(picture.Pix[i])
	}
	return sum / 255 / scale / scale
}

// TestAreas holds that shapes cover what geometry says, whatever their direction, dashes and joins.
func TestAreas(t *testing.T) {
	for elements, want := range map[string]float64{
		`<rect x="10" y="10" width="20" height="7.5" fill="#000"/>`:                                              150,
		`<circle cx="50" cy="25" r="10" fill="#000"/>`:                                                           math.Pi * 100,
		`<path d="M10 10 L30 10 L30 20 Z" fill="#000"/>`:                                                         100,
		`<path d="M30 20 L30 10 L10 10 Z" fill="#000"/>`:                                                         100,
		`<path d="M20 10 l10 20 h-20 Z" fill="#000"/>`:                                                           200,
		`<path d="M10 10 H40 V20 M50 30 H90" fill="none" stroke="#000"/>`:                                        30 + 10 + 40,
		`<path d="M10 10 H40 V20 H10 V30" fill="none" stroke="#000" stroke-width="4"/>`:                          4*(30+10+30+10) - 3*(4-math.Pi),
		`<path d="M0 10 h90" fill="none" stroke="#000" stroke-width="2" stroke-dasharray="8 4"/>`:                2 * (7*8 + 6),
		`<path d="M0 10 h45 h45" fill="none" stroke="#000" stroke-dasharray="10 3 2 3"/>`:                        5*12 + 0,
		`<path d="M10 10 C30 10 30 30 50 30 V40 C30 40 30 20 10 20 Z" fill="#000"/>`:                             400,
		`<rect x="0" y="0" width="100" height="50" fill="#000" fill-opacity="0.4"/>`:                             5000 * 0.4,
		`<rect x="90" y="40" width="100" height="100" fill="#000"/><rect x="-50" y="0" width="40" height="50"/>`: 100,
		`<path d="M10 10 H40" fill="none"/><rect x="1" y="1" width="5" height="5" fill="none"/><title>x</title>`: 0,
		`<text x="50" y="20" text-anchor="start" font-size="12"> </text>`:                                        0,
		`<text x="50" y="20" text-anchor="middle" font-size="12" fill="#000">` + "\u202f" + `</text>`:            0,
	} {
		require.InDelta(t, want, covered(t, elements), 0.6+0.007*want, elements)
	}
}

// box is what the ink covers, in units.
func box(t *testing.T, elements string) (low, high image.Point) {
	picture, err := raster.Draw(sheet(elements), 1)
	require.NoError(t, err)
	low, high = image.Pt(1000, 1000), image.Pt(-1, -1)
	for x := range 100 {
		for y := range 50 {
			if picture.RGBAAt(x, y).R < 200 {
				low, high = image.Pt(min(low.X, x), min(low.Y, y)), image.Pt(max(high.X, x), max(high.Y, y))
			}
		}
	}
	return low, high
}

func TestTextStandsWhereItIsPut(t *testing.T) {
	text := func(attributes, what string) string {
		return `<text ` + attributes + ` font-size="10">` + what + `</text>`
	}
	low, high := box(t, text(`x="50" y="30"`, "HHH"))
	require.InDelta(t, 50, low.X, 2)
	require.InDelta(t, 29, high.Y, 1, "on its base line")
	width := high.X - low.X
	require.InDelta(t, 21, width, 4)
	low, high = box(t, text(`x="50" y="30" text-anchor="end"`, "HHH"))
	require.InDelta(t, 49, high.X, 2)
	require.InDelta(t, width, high.X-low.X, 1)
	low, high = box(t, text(`x="50" y="30" text-anchor="middle"`, "HHH"))
	require.InDelta(t, 50, float64(low.X+high.X)/2, 2)
	low, high = box(t, text(`transform="translate(50 25) rotate(-90)" text-anchor="middle"`, "HHH"))
	require.InDelta(t, width, high.Y-low.Y, 1, "from the bottom up")
	require.InDelta(t, 49, high.X, 1)
	require.InDelta(t, 25, float64(low.Y+high.Y)/2, 2)
	for _, anchor := range []string{"start", "middle", "end"} { // what is too long is set narrower
		low, high = box(t, text(`x="50" y="30" text-anchor="`+anchor+`"`, "a text that has no room here"))
		require.GreaterOrEqual(t, low.X, 2, anchor)
		require.LessOrEqual(t, high.X, 97, anchor)
	}
	require.Positive(t, covered(t, text(`x="50" y="30"`, "\u5b57")), "a letter that the font lacks is a box")
	require.NotEqual(t, covered(t, text(`x="5" y="30"`, "→ … ≥ é ж λ")), covered(t, text(`x="5" y="30"`, "\u5b57 \u5b57 \u5b57 \u5b57 \u5b57 \u5b57")))
}

// TestWhatIsNotUnderstoodIsRefused holds that nothing is left out in silence.
func TestWhatIsNotUnderstoodIsRefused(t *testing.T) {
	for _, elements := range []string{`<line x1="0"/>`, `<rect rx="3"/>`, `<rect x="wide"/>`, `<path d="M1 1 Q2 2 3 3"/>`, `<path d="L1 1"/>`, `<path d=""/>`,
		`<path d="M1 1 L2"/>`, `<path d="M1 1 L2 3 4 5"/>`, `<path d="M1..2 1"/>`, `<path d="M1 1 H9999999"/>`, `<rect fill="red"/>`, `<rect fill="#12"/>`,
		`<rect fill-opacity="2"/>`, `<rect stroke-dasharray="a"/>`, `<text>x</text>`, `<text font-size="9" text-anchor="left">x</text>`,
		`<text font-size="9" transform="rotate(20)">x</text>`, `<text font-size="9"><b>x</b></text>`, `<svg/>`, `<rect>`} {
		_, err := raster.Draw(sheet(elements), 1)
		require.ErrorIs(t, err, raster.ErrSVG, elements)
	}
	for _, whole := range []svg{"", "text", "<svg/>", `<svg viewBox="0 0 0 0"/>`, `<svg viewBox="0 0 1e9 1e9"/>`, `<svg viewBox="0 0 9 9" width="3"/>`, "<rect/>"} {
		_, err := raster.Draw(whole, 1)
		require.ErrorIs(t, err, raster.ErrSVG, string(whole))
	}
	for _, scale := range []float64{0, -1, 9, math.NaN(), math.Inf(1)} {
		_, err := raster.Draw(sheet(""), scale)
		require.ErrorIs(t, err, raster.ErrSVG, scale)
	}
	require.ErrorIs(t, raster.WritePNG(io.Discard, figure.Curves{}, 1), figure.ErrFigure)
}

// BenchmarkDraw draws a plane of 400 points at the scale of examples/study.
func BenchmarkDraw(b *testing.B) {
	text, err := os.ReadFile("../../figure/testdata/plane.svg")
	require.NoError(b, err)
	for b.Loop() {
		_, err := raster.Draw(svg(text), 2)
		require.NoError(b, err)
	}
}

// FuzzDraw holds that no text makes the reader panic or hang.
func FuzzDraw(f *testing.F) {
	f.Add(string(sheet(`<path d="M10 10 H40 V20" stroke="#000" stroke-dasharray="8 4"/><text font-size="9">x</text>`)))
	f.Fuzz(func(t *testing.T, text string) {
		if picture, err := raster.Draw(svg(text), 0.5); err == nil {
			require.NotNil(t, picture)
		}
	})
}
