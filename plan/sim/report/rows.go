package report

import (
	"iter"
	"math"

	"github.com/oudpath/oudpath/plan/sim"
)

// Row is one number of a result: what every table holds, in whatever format it is written.
type Row struct {
	Arm           string
	Kind          string // occupancy, event, not yet, first move, reward, gain, "gain against" each other arm; of an open cohort people, entries, event
	Name          string // of the state, event, measure, move or reward
	Moment        int    // in cycles from the start, or Whole
	Value         float64
	StandardError float64 // Monte-Carlo; NaN where it is not known
}

// Whole is the Moment of a number that is of the whole study.
const Whole = -1

// Rows yields every number of a result, in the order of the model, the moments of a curve one after the other.
func Rows(r *sim.Result) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for _, arm := range r.Compiled().Arms() {
			if !curves(yield, r, arm) || !singles(yield, r, arm) {
				return
			}
		}
	}
}

// curves yields what an arm has of every moment.
func curves(yield func(Row, error) bool, r *sim.Result, arm string) bool {
	c := r.Compiled()
	for _, state := range c.States() {
		if !curve(yield, Row{Arm: arm, Kind: "occupancy", Name: state}, r.Occupancy, r.ShareError) {
			return false
		}
	}
	for _, event := range c.Events() {
		if !curve(yield, Row{Arm: arm, Kind: "event", Name: event}, r.Events, notKnown) {
			return false
		}
	}
	for _, m := range c.Measures() {
		if r.Study().Engine != sim.Counts && !curve(yield, Row{Arm: arm, Kind: "not yet", Name: m}, r.NotYet, r.ShareError) {
			return false
		}
	}
	return true
}

// singles yields what an arm has of the whole study.
func singles(yield func(Row, error) bool, r *sim.Result, arm string) bool {
	firsts, err := firstMoves(r.Compiled(), arm)
	if err != nil && !yield(Row{}, err) {
		return false
	}
	for _, first := range firsts {
		if !yield(first, nil) {
			return false
		}
	}
	for _, name := range r.Compiled().Rewards() {
		value, err := r.Reward(arm, name)
		gain, err2 := r.Gain(arm, name)
		if !yield(Row{arm, "reward", name, Whole, value.Mean, value.StandardError}, err) ||
			!yield(Row{arm, "gain", name, Whole, gain.Mean, gain.StandardError}, err2) || !others(yield, r, arm, name) {
			return false
		}
	}
	return true
}

// others yields the gain of a reward against each arm that is not the comparator, which has a row of its own.
func others(yield func(Row, error) bool, r *sim.Result, arm, reward string) bool {
	for _, than := range r.Compiled().Arms() {
		if than == arm || than == r.Compiled().Comparator() {
			continue
		}
		d, err := r.Difference(arm, than, reward)
		if !yield(Row{arm, "gain against " + than, reward, Whole, d.Mean, d.StandardError}, err) {
			return false
		}
	}
	return true
}

// curve yields one number for each moment.
func curve(yield func(Row, error) bool, v Row, read func(arm, name string) ([]float64, error), errorOf func(float64) float64) bool {
	values, err := read(v.Arm, v.Name)
	if err != nil {
		return yield(Row{}, err)
	}
	for v.Moment, v.Value = range values {
		v.StandardError = errorOf(v.Value)
		if !yield(v, nil) {
			return false
		}
	}
	return true
}

func notKnown(float64) float64 { return math.NaN() }
