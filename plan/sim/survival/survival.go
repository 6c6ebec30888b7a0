// Package survival turns what happened to many people, simulated or real, into the curves and tables that researchers
// report: Kaplan–Meier, Nelson–Aalen and Aalen–Johansen estimates with standard errors, limits and bands, quantiles and restricted
// means; and, from whole histories, state occupancy, person-time and rates by state and window, retention, time to event and the
// flows of the first moves.
//
// Times are plain numbers in whatever unit the caller chose (a simulation counts weeks); nothing here depends on the unit.
// Counts are whole numbers, so tables of parts of a population merge exactly, in any order.
//
// It is not for regression (beyond the hazard ratio of two groups) and fits no laws, and it does not simulate. Limits are those of
// one time, and a curve leaves them somewhere more often than one point does; for a curve as a whole there is (Survival).Band.
package survival

import (
	"errors"
	"fmt"
	"math"
)

// Errors that are wrapped with the place where they arose.
var (
	ErrTime   = errors.New("survival: time is not a finite number from 0 on, or out of order")
	ErrCount  = errors.New("survival: count is negative, or more people leave than are there")
	ErrEmpty  = errors.New("survival: nobody was observed")
	ErrLimits = errors.New("survival: no such limits")
	ErrRange  = errors.New("survival: outside what was observed or declared")
)

// Cause says how an observation ended. The zero Cause is Censored; all others are numbered by the caller, from 1.
type Cause uint8

// Censored is the end of an observation in which nothing had happened yet.
const Censored Cause = 0

// Record is the observation of one person until an event or until observation ended.
type Record struct {
	// Enter is when the observation began: 0 for somebody followed from the origin, later for somebody of whom we know only
	// because nothing had happened before (left truncation). Somebody who enters at 0 is at risk from the origin on, the origin
	// included; somebody who enters later is at risk only after the time of entering.
	Enter float64
	// Leave is when it ended: not before Enter, and after it for somebody who entered late.
	Leave float64
	// Cause says how it ended.
	Cause Cause
}

func (r Record) validate() error {
	if !usable(r.Enter) || !usable(r.Leave) || r.Leave < r.Enter || r.Leave == r.Enter && r.Enter > 0 {
		return fmt.Errorf("%w: observed from %v to %v", ErrTime, r.Enter, r.Leave)
	}
	return nil
}

// usable reports a finite time from 0 on.
func usable(t float64) bool { return t >= 0 && !math.IsInf(t, 1) }
