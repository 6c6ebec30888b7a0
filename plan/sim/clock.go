package sim

// Cycle is the length of one step of a model. The zero Cycle is invalid.
type Cycle uint8

// The lengths of a cycle.
const (
	_     Cycle = iota
	Day         // 1/365.25 of a year
	Week        // 7/365.25 of a year
	Month       // 1/12 of a year
	Year        // one year
)

var cycleNames = [...]string{"", "day", "week", "month", "year"}

// Valid reports whether c is one of the named lengths.
func (c Cycle) Valid() bool { return c > 0 && int(c) < len(cycleNames) }

// String returns "day", "week", "month", "year", or "invalid".
func (c Cycle) String() string {
	if !c.Valid() {
		return "invalid"
	}
	return cycleNames[c]
}

// PerYear returns the number of cycles in a year of 365.25 days; 0 for an invalid cycle.
func (c Cycle) PerYear() float64 {
	return [...]float64{0, 365.25, 365.25 / 7, 12, 1, 0}[min(int(c), len(cycleNames))]
}

// Clock is what the time of a hazard is measured from. The zero Clock is invalid.
//
// All clocks count cycles, except Age, which counts years.
type Clock uint8

// The clocks.
const (
	_            Clock = iota
	InState            // cycles since the state was entered
	InEpisode          // cycles since the present episode of treatment began (see Episodes)
	SinceLeaving       // cycles since the states of Leaving were last left; a hazard on it is zero while the window is closed
	Calendar           // cycles since the start of the study
	Age                // years since birth: the age of the person's group at the start plus the time gone by
)

var clockNames = [...]string{"", "in state", "in episode", "since leaving", "calendar", "age"}

// Valid reports whether c is one of the named clocks.
func (c Clock) Valid() bool { return c > 0 && int(c) < len(clockNames) }

// String returns the name of the clock, or "invalid".
func (c Clock) String() string {
	if !c.Valid() {
		return "invalid"
	}
	return clockNames[c]
}

// Window is a half-open stretch of a clock, From ≤ time < To, in the clock's unit. A To of zero has no end, so the zero Window
// is always open.
type Window struct{ From, To int }

// Always reports whether the window has no limits.
func (w Window) Always() bool { return w == Window{} }

// Holds reports whether the time is in the window.
func (w Window) Holds(time int) bool { return time >= w.From && (w.To == 0 || time < w.To) }

// edge is the last time at which the window changes; -1 if it never does.
func (w Window) edge() int { return max(w.From, w.To) }
