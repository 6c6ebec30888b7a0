package survival

import "sort"

// Point is an estimate at one time.
type Point struct {
	Time     float64
	AtRisk   int64 // people at risk at the time
	Events   int64 // events that the estimate counts, at the time
	Censored int64 // people censored at the time, after the events
	Estimate float64
	StdErr   float64 // standard error of Estimate
	// Low and High are the limits. They are NaN where the chosen scale has none: at a survival of 0, and for LogLog also at 1; for
	// an incidence or a hazard of 0 on a logarithmic scale.
	Low, High float64
}

// Curve is an estimate that changes in steps: it keeps its value from each point until the next.
type Curve struct {
	Points []Point // in order of time; one for each time at which somebody left
	origin Point   // before the first point
	closed bool    // nobody can change the estimate any more after the last point
}

// At returns the point that holds at a time: the last one not after it. It reports false for a time before 0, and for one after
// the last point, where nobody was left to observe, unless the estimate cannot change any more.
func (c Curve) At(time float64) (Point, bool) {
	next := sort.Search(len(c.Points), func(i int) bool { return c.Points[i].Time > time })
	switch {
	case !(time >= 0):
		return Point{}, false
	case next == 0:
		return c.origin, true
	case next == len(c.Points) && c.Points[next-1].Time < time && !c.closed:
		return Point{}, false
	}
	return c.Points[next-1], true
}
