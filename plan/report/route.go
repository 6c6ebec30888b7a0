package report

import "github.com/oudpath/oudpath/plan/internal/svg"

// route is how the arrows of a map run: between the columns upwards and downwards, each on a track of its own, and past columns in a
// lane above or below all boxes, so that no arrow lies on another and none crosses a box.
type route struct {
	ways   []way
	tracks []int // arrows between the columns: before the first, between the first and the second, …, after the last
	lane   [2]int
}

// The sides of a map that have lanes.
const (
	above = iota // for arrows that go on
	below        // for arrows that go back
)

// way is one arrow.
type way struct {
	from, to     int // stays, by their place in the list
	out, in      int // between which columns it leaves and arrives
	leave, enter side
	first, last  int // tracks; the same for an arrow that needs no lane
	side, lane   int // lane is -1 for an arrow that needs none
}

type side int

const (
	leftSide  side = -1
	rightSide side = 1
)

// route gives every step its way.
func (l *layout) route() route {
	r := route{tracks: make([]int, len(l.columns)+1)}
	for i := 1; i < len(l.list); i++ {
		from, to := l.boxes[l.at(l.list[i-1].Position)].column, l.boxes[l.at(l.list[i].Position)].column
		w := way{from: i - 1, to: i, leave: rightSide, enter: leftSide, out: from + 1, in: to, side: above, lane: -1}
		switch {
		case to == from:
			w.enter, w.in = rightSide, to+1
		case to < from:
			w.leave, w.enter, w.out, w.in, w.side = leftSide, rightSide, from, to+1, below
		}
		w.first = r.track(w.out)
		w.last = w.first
		if w.in != w.out {
			w.last, w.lane = r.track(w.in), r.lane[w.side]
			r.lane[w.side]++
		}
		r.ways = append(r.ways, w)
	}
	return r
}

func (r *route) track(gutter int) int {
	r.tracks[gutter]++
	return r.tracks[gutter] - 1
}

// gutter is how much room there is between two columns.
func (r *route) gutter(i int) float64 {
	if r.tracks[i] == 0 {
		return pickFloat(i == 0, 0, 22)
	}
	return 26 + trackApart*float64(r.tracks[i])
}

// lanes is the height of the lanes on a side.
func (r *route) lanes(side int) float64 { return laneApart * float64(r.lane[side]) }

// draw draws the arrows, given where the columns begin, the lanes above begin, and the boxes end.
func (r *route) draw(d *svg.Drawing, l *layout, columns []float64, top, low float64) {
	track := func(gutter, n int) float64 {
		begin := columns[0] - r.gutter(0)
		if gutter > 0 {
			begin = columns[gutter-1] + boxWide
		}
		return begin + 12 + trackApart*float64(n)
	}
	for _, w := range r.ways {
		a, b := l.list[w.from], l.list[w.to]
		from, to := &l.boxes[l.at(a.Position)], &l.boxes[l.at(b.Position)]
		points := []svg.Point{{X: edge(from, w.leave), Y: from.row(a.number) + 4}, {X: track(w.out, w.first), Y: from.row(a.number) + 4}}
		if w.lane >= 0 {
			y := top + 6 + laneApart*float64(w.lane)
			if w.side == below {
				y = low + 10 + laneApart*float64(w.lane)
			}
			points = append(points, svg.Point{X: track(w.out, w.first), Y: y}, svg.Point{X: track(w.in, w.last), Y: y})
		}
		enter := edge(to, w.enter)
		points = append(points, svg.Point{X: track(w.in, w.last), Y: to.row(b.number) - 4}, svg.Point{X: enter, Y: to.row(b.number) - 4})
		d.Arrow(pick(w.to == len(l.list)-1, "last", "walk"), points...)
	}
}

// edge is where a side of a box is.
func edge(b *box, s side) float64 {
	if s == rightSide {
		return b.x + boxWide + 1
	}
	return b.x - 1
}
