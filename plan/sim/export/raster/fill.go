package raster

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"
)

// fill paints the inside of polygons, edges smoothed. Polygons that turn the same way are one area; one that turns the other way is a hole.
func (r *reader) fill(polygons [][]point, c color.NRGBA) {
	if c.A == 0 {
		return
	}
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, polygon := range polygons {
		for _, p := range polygon {
			p = p.times(r.scale)
			low, high = point{min(low.x, p.x), min(low.y, p.y)}, point{max(high.x, p.x), max(high.y, p.y)}
		}
	}
	all := r.on.Bounds()
	if !(low.x < float64(all.Max.X) && low.y < float64(all.Max.Y) && high.x > 0 && high.y > 0) {
		return // nothing of it is in the picture
	}
	where := image.Rect(int(math.Floor(low.x)), int(math.Floor(low.y)), int(math.Ceil(high.x)), int(math.Ceil(high.y))).Intersect(all)
	z := vector.NewRasterizer(where.Dx(), where.Dy())
	for _, polygon := range polygons {
		for i, p := range polygon {
			x, y := float32(p.x*r.scale)-float32(where.Min.X), float32(p.y*r.scale)-float32(where.Min.Y)
			if i == 0 {
				z.MoveTo(x, y)
			} else {
				z.LineTo(x, y)
			}
		}
		z.ClosePath()
	}
	z.Draw(r.on, where, image.NewUniform(c), image.Point{})
}
