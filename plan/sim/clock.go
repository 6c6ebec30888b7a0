package sim

import (
	"fmt"

	"github.com/oudpath/oudpath/plan/vocabulary"
)

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

var cycles = vocabulary.Required[Cycle]("cycle", []string{
	Day:   "day",
	Week:  "week",
	Month: "month",
	Year:  "year",
})

// Valid reports whether c is a cycle.
func (c Cycle) Valid() bool { return cycles.Valid(c) }

// String returns the name, and "invalid cycle 77" for a value that is none.
func (c Cycle) String() string { return cycles.Name(c) }

// MarshalText writes the name; a value that is no cycle is a vocabulary.ErrWord.
func (c Cycle) MarshalText() ([]byte, error) { return cycles.MarshalText(c) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (c *Cycle) UnmarshalText(text []byte) error { return cycles.UnmarshalText(c, text) }

// PerYear returns the number of cycles in a year of 365.25 days; 0 for an invalid cycle.
func (c Cycle) PerYear() float64 {
	if !c.Valid() {
		return 0
	}
	return [...]float64{Day: 365.25, Week: 365.25 / 7, Month: 12, Year: 1}[c]
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
	SinceLeaving       // cycles since the states of a risk window were last left; a hazard on it is zero while the window is closed
	Calendar           // cycles since the start of the study
	Age                // years since birth: the age of the person's group at the start plus the time gone by
)

var clocks = vocabulary.Required[Clock]("clock", []string{
	InState:      "in state",
	InEpisode:    "in episode",
	SinceLeaving: "since leaving",
	Calendar:     "calendar",
	Age:          "age",
})

// Valid reports whether c is a clock.
func (c Clock) Valid() bool { return clocks.Valid(c) }

// String returns the name, and "invalid clock 77" for a value that is none.
func (c Clock) String() string { return clocks.Name(c) }

// MarshalText writes the name; a value that is no clock is a vocabulary.ErrWord.
func (c Clock) MarshalText() ([]byte, error) { return clocks.MarshalText(c) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (c *Clock) UnmarshalText(text []byte) error { return clocks.UnmarshalText(c, text) }

// Window is a half-open stretch of a clock, From ≤ time < To, in the clock's unit. A To of zero has no end, so the zero Window
// is always open.
type Window struct{ From, To int }

// Always reports whether the window has no limits.
func (w Window) Always() bool { return w == Window{} }

// Holds reports whether the time is in the window.
func (w Window) Holds(time int) bool { return time >= w.From && (w.To == 0 || time < w.To) }

// String says when the window holds: "from 4 to below 26", "from 4", "below 26", "always".
func (w Window) String() string {
	switch {
	case w.Always():
		return "always"
	case w.To == 0:
		return fmt.Sprintf("from %d", w.From)
	case w.From == 0:
		return fmt.Sprintf("below %d", w.To)
	}
	return fmt.Sprintf("from %d to below %d", w.From, w.To)
}

// empty reports whether the window never holds at any time from 0 on, or begins before.
func (w Window) empty() bool { return w.From < 0 || w.To < 0 || w.To > 0 && w.To <= w.From }

// edge is the last time at which the window changes; -1 if it never does.
func (w Window) edge() int { return max(w.From, w.To) }
