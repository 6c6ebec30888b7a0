package raster

import (
	"fmt"
	"math"
	"regexp"
)

// point is a place in the units of the SVG.
type point struct{ x, y float64 }

func (p point) add(q point) point           { return point{p.x + q.x, p.y + q.y} }
func (p point) sub(q point) point           { return point{p.x - q.x, p.y - q.y} }
func (p point) times(by float64) point      { return point{p.x * by, p.y * by} }
func (p point) to(q point, t float64) point { return p.add(q.sub(p).times(t)) }
func (p point) length() float64             { return math.Hypot(p.x, p.y) }
func (p point) moved(t transformation) point {
	return point{t[0]*p.x + t[2]*p.y + t[4], t[1]*p.x + t[3]*p.y + t[5]}
}
func arc(centre point, r, angle float64) point {
	return centre.add(point{r * math.Cos(angle), r * math.Sin(angle)})
}

// transformation is the matrix of SVG: a b c d e f.
type transformation [6]float64

// line is one stroke of the pen.
type line struct {
	points []point
	closed bool
}

// bends is how many straight pieces a curve becomes: more cannot be told apart at the greatest scale.
const bends = 32

// disc is a circle of straight pieces.
func disc(centre point, r float64) []point {
	all := make([]point, bends)
	for i := range all {
		all[i] = arc(centre, r, 2*math.Pi*float64(i)/bends)
	}
	return all
}

// curve appends the pieces of a cubic Bézier curve from the last point.
func curve(to []point, a, b, end point) []point {
	start := to[len(to)-1]
	for i := 1; i <= bends; i++ {
		t := float64(i) / bends
		p, q, r := start.to(a, t), a.to(b, t), b.to(end, t)
		to = append(to, p.to(q, t).to(q.to(r, t), t))
	}
	return to
}

// pathParts finds commands with their numbers.
var (
	pathText  = regexp.MustCompile(`^(?:[MLHVCZlh][-0-9. ]*)+$`)
	pathParts = regexp.MustCompile(`([MLHVCZlh])([-0-9. ]*)`)
	pathNum   = regexp.MustCompile(`-?[0-9.]+`)
)

// takes is how many numbers a command has.
var takes = map[string]int{"M": 2, "L": 2, "l": 2, "H": 1, "h": 1, "V": 1, "C": 6, "Z": 0}

// parsePath reads the commands of paths that package figure writes. Each has its letter.
func parsePath(text string) ([]line, error) {
	if !pathText.MatchString(text) || text[0] != 'M' {
		return nil, fmt.Errorf("the path %.20q is not understood", text)
	}
	var lines []line
	for _, part := range pathParts.FindAllStringSubmatch(text, -1) {
		n, err := numbersOf(pathNum.FindAllString(part[2], -1))
		if err != nil || len(n) != takes[part[1]] {
			return nil, fmt.Errorf("%q in a path is not understood", part[0])
		}
		if part[1] == "M" {
			lines = append(lines, line{points: []point{{n[0], n[1]}}})
			continue
		}
		last := &lines[len(lines)-1]
		at := last.points[len(last.points)-1]
		switch part[1] {
		case "L":
			at = point{n[0], n[1]}
		case "l":
			at = at.add(point{n[0], n[1]})
		case "H":
			at.x = n[0]
		case "h":
			at.x += n[0]
		case "V":
			at.y = n[0]
		case "C":
			last.points = curve(last.points, point{n[0], n[1]}, point{n[2], n[3]}, point{n[4], n[5]})
			continue
		case "Z":
			last.closed = true
			continue
		}
		last.points = append(last.points, at)
	}
	return lines, nil
}

// polygons are the areas that lines enclose.
func polygons(lines []line) [][]point {
	var all [][]point
	for _, l := range lines {
		all = append(all, l.points)
	}
	return all
}

// dashed cuts lines into dashes: so long a stroke, so long a gap, and again. No lengths leave them whole.
func dashed(lines []line, lengths []float64) []line {
	total := 0.0
	for _, l := range lengths {
		total += l
	}
	if !(total > 0) {
		return lines
	}
	var all []line
	for _, l := range lines {
		points := l.points
		if l.closed {
			points = append(points[:len(points):len(points)], points[0])
		}
		all = cut(all, points, lengths)
	}
	return all
}

// cut appends the dashes of one line.
func cut(all []line, points []point, lengths []float64) []line {
	n, left := 0, lengths[0]
	dash := []point{points[0]}
	for i := 1; i < len(points); i++ {
		for at := points[i-1]; at != points[i]; {
			rest := points[i].sub(at).length()
			step := min(left, rest)
			if step < rest {
				at = at.to(points[i], step/rest)
			} else {
				at = points[i]
			}
			dash = append(dash, at)
			if left -= step; left > 0 {
				continue
			}
			if n%2 == 0 {
				all = append(all, line{points: dash})
			}
			n++
			dash, left = []point{at}, lengths[n%len(lengths)]
		}
	}
	if n%2 == 0 && len(dash) > 1 {
		all = append(all, line{points: dash})
	}
	return all
}

// outline is the area of lines of a width: a rectangle for each straight piece, and a disc where two meet. All turn the same way, so that
// what lies on top of each other counts once.
func outline(lines []line, width float64) [][]point {
	var all [][]point
	for _, l := range lines {
		points := l.points
		if l.closed {
			points = append(points[:len(points):len(points)], points[0])
		}
		for i := 1; i < len(points); i++ {
			along := points[i].sub(points[i-1])
			if along.length() == 0 {
				continue
			}
			side := point{-along.y, along.x}.times(width / 2 / along.length())
			all = append(all, []point{points[i-1].sub(side), points[i].sub(side), points[i].add(side), points[i-1].add(side)})
			if width > 1 && (i > 1 || l.closed) {
				all = append(all, disc(points[i-1], width/2))
			}
		}
	}
	return all
}
