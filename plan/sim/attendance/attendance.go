// Package attendance derives how often people have to come to an opioid treatment programme from the rules of a place on doses of
// methadone that are taken home, for studies of policies: a cost, a burden, a number of visits by the time in treatment.
//
// What it gives is the least: everybody takes home as much as the time in treatment allows, each dose that is not taken home is taken at
// the programme, and days on which the clinic is closed are as others. Who does not meet the criteria comes more often, up to daily;
// no source at hand says how many that are. It says nothing of what doses at home do to retention, overdose or anything else: no
// source gives such an effect, and a study that wants one has to declare it, with where it comes from.
//
// It is not for the order of a dose to take home: that is judged by plan.Engine.
package attendance

import (
	"errors"
	"fmt"
	"math"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/program"
	"github.com/oudpath/oudpath/plan/sim"
)

// ErrUnknown is returned where a place does not say how many doses may be taken home.
var ErrUnknown = errors.New("attendance: not known")

// Stretch is a stretch of time in treatment with one frequency.
type Stretch struct {
	In     sim.Window // cycles in treatment, from 0; the last one has no end
	Weekly float64    // attendances a week, from 0 to 7
	Source evidence.Citation
}

// daysAWeek is how often somebody comes who takes nothing home.
const daysAWeek = 7.0

// Required returns the stretches of a course of treatment, without a gap, by the rules that an engine judges by on a day. A cycle of the
// model in which the frequency changes has the mean over its days. It is an ErrUnknown where the place sets no table of doses to take
// home, or where the table was read for a part of the course only.
func Required(e *plan.Engine, on civil.Date, cycle sim.Cycle) ([]Stretch, error) {
	if !cycle.Valid() {
		return nil, fmt.Errorf("%w: no length of cycle", ErrUnknown)
	}
	place, limits := e.Jurisdiction(), program.TakeHome()
	table, from, known := plan.LimitOn(e, limits.Table, on)
	if !known || len(from.Cites) == 0 {
		return nil, fmt.Errorf("%w: %s has no table of doses to take home by the time in treatment on %v", ErrUnknown, place.ID, on)
	}
	if through, _, part := plan.LimitOn(e, limits.Through, on); part {
		return nil, fmt.Errorf("%w: the table of %s was read up to day %d of treatment only", ErrUnknown, place.ID, through)
	}
	days := 365.25 / cycle.PerYear()
	var all []Stretch
	for c, last := 0, int(math.Ceil(float64(lastChange(table))/days)); c <= last; c++ {
		weekly := mean(table, float64(c)*days, float64(c+1)*days)
		if n := len(all); n > 0 && all[n-1].Weekly == weekly {
			continue
		} else if n > 0 {
			all[n-1].In.To = c
		}
		all = append(all, Stretch{In: sim.Window{From: c}, Weekly: weekly, Source: from.Cites[0]})
	}
	return all, nil
}

// Weekly returns how often somebody comes who takes home what a band of a table allows: on all days of the week but so many, or, where
// the band limits what is in the hand, on the day after the last dose at home.
func Weekly(b program.TakeHomeBand) float64 {
	if b.Within > 0 {
		return daysAWeek * (1 - min(float64(b.Days)/float64(b.Within), 1))
	}
	return daysAWeek / float64(b.Days+1)
}

// lastChange is the number of days after which the table allows no more than before.
func lastChange(t program.TakeHomeTable) int {
	last := 0
	for b := range t.Bands() {
		last = b.From - 1
	}
	return last
}

// mean is the weekly frequency over some time since the start of treatment, in days.
func mean(t program.TakeHomeTable, from, to float64) float64 {
	sum := 0.0
	for at := from; at < to; {
		day := math.Floor(at + slack)
		end := min(to, day+1)
		sum += Weekly(t.On(int(day)+1)) * (end - at)
		at = end
	}
	return math.Round(sum/(to-from)/grain) * grain
}

// What adding up parts of days leaves behind is rounded away, so that cycles of one frequency are seen to be.
const slack, grain = 1e-9, 1e-9
