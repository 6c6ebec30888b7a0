package sim

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/oudpath/oudpath/plan/sim/internal/vector"
)

// Estimate is a mean over people with its Monte-Carlo standard error: the error that more people would make smaller. It says nothing
// about how sure the parameters are. The standard error is 0 where a result is exact, and only there; it is NaN where it is not known:
// the engine Counts keeps no persons, and where all people who were simulated agree although they need not, nothing tells it.
type Estimate struct{ Mean, StandardError float64 }

// Result is what a study found. Everything in it is a projection of a population that obeys the model.
//
// Shares are of the people who were simulated; a curve has one value for every moment 0 to the horizon.
type Result struct {
	c       *Compiled
	study   Study
	shards  []int // which parts of the study it covers, in order
	people  int64
	group   int         // the only group that is looked at; noValue for all
	counts  *tally      // of individuals
	exact   [][]float64 // of whole populations, by arm and group
	rewards [][]float64
}

// ErrMerge is returned for results that are not different shards of one study.
var ErrMerge = errors.New("sim: cannot merge")

// ErrUnknown is returned where a name is not one of the model's.
var ErrUnknown = errors.New("sim: no such name in the model")

// Merge puts the shards of a study together, which may have been run on other machines and of other compilations of the model: models
// are compared by their fingerprints. They may come in any order and in any grouping; the result has the same bits as that
// of the study in one piece.
func Merge(results ...*Result) (*Result, error) {
	if len(results) == 0 || results[0] == nil {
		return nil, fmt.Errorf("%w: nothing", ErrMerge)
	}
	all := &Result{c: results[0].c, study: results[0].study, group: noValue}
	all.start()
	for _, r := range results {
		if r == nil || r.c.print != all.c.print || r.study.key() != all.study.key() || r.group != noValue {
			return nil, fmt.Errorf("%w: not the same model and study", ErrMerge)
		}
		for _, s := range r.shards {
			if slices.Contains(all.shards, s) {
				return nil, fmt.Errorf("%w: shard %d twice", ErrMerge, s)
			}
			all.shards = append(all.shards, s)
		}
		all.add(r)
	}
	slices.Sort(all.shards)
	return all, nil
}

// start makes an empty result.
func (r *Result) start() {
	if r.study.Engine.individual() {
		r.counts = newTally(r.c, r.study.ByCycle)
		return
	}
	for range r.c.units {
		r.exact = append(r.exact, make([]float64, r.c.layout.size))
		r.rewards = append(r.rewards, make([]float64, r.c.rewardCells(r.study.ByCycle)))
	}
}

func (r *Result) add(other *Result) {
	r.people += other.people
	if r.counts != nil {
		r.counts.add(other.counts)
		return
	}
	for u := range r.exact { // each unit was computed in one shard only; adding zeros changes nothing
		for i, x := range other.exact[u] {
			r.exact[u][i] += x
		}
		for i, x := range other.rewards[u] {
			r.rewards[u][i] += x
		}
	}
}

// Complete reports whether the result covers all shards of its study.
func (r *Result) Complete() bool { return len(r.shards) == r.study.Shard.of() }

// People returns how many people were simulated in each arm; for the engine Cohort, as many as the study named.
func (r *Result) People() int64 { return r.people }

// Study returns what was run.
func (r *Result) Study() Study { return r.study }

// Group returns the result for one group, whose shares are still of all people.
func (r *Result) Group(name string) (*Result, error) {
	g := slices.IndexFunc(r.c.groups, func(g Group) bool { return g.Name == name })
	if g < 0 {
		return nil, fmt.Errorf("%w: group %q", ErrUnknown, name)
	}
	one := *r
	one.group = g
	return &one, nil
}

// units returns the numbers of an arm's units.
func (r *Result) units(arm string) ([]int, error) {
	a := slices.Index(r.c.Arms(), arm)
	if a < 0 {
		return nil, fmt.Errorf("%w: arm %q", ErrUnknown, arm)
	}
	var units []int
	for g := range r.c.groups {
		if r.group == noValue || r.group == g {
			units = append(units, a*len(r.c.groups)+g)
		}
	}
	return units, nil
}

// curve sums cells over the arm's units and over several rows of moments, as shares of people.
func (r *Result) curve(arm string, length int, rows ...int) ([]float64, error) {
	units, err := r.units(arm)
	if err != nil {
		return nil, err
	}
	curve := make([]float64, length)
	for _, row := range rows {
		for m := range curve {
			if r.counts == nil {
				for _, u := range units {
					curve[m] += r.exact[u][row+m]
				}
				continue
			}
			n := int64(0)
			for _, u := range units {
				n += r.counts.cells[u][row+m]
			}
			curve[m] += float64(n) / float64(r.people)
		}
	}
	return curve, nil
}

// Occupancy returns the share of people in a state, or in any state of a tag, at every moment.
func (r *Result) Occupancy(arm, state string) ([]float64, error) {
	in, found := r.c.model.set(state)
	if !found {
		return nil, fmt.Errorf("%w: state %q", ErrUnknown, state)
	}
	var rows []int
	for b, band := range r.c.bands {
		if in[band.state] {
			rows = append(rows, r.c.layout.occupancy+b*r.c.layout.moments)
		}
	}
	return r.curve(arm, r.c.layout.moments, rows...)
}

// OccupancyIn is Occupancy for people whose time in the state lies in the window, which must begin and end where a band of the
// state does.
func (r *Result) OccupancyIn(arm, state string, window Window) ([]float64, error) {
	in, found := r.c.model.set(state)
	if !found {
		return nil, fmt.Errorf("%w: state %q", ErrUnknown, state)
	}
	var rows []int
	for b, band := range r.c.bands {
		if !in[band.state] || !window.Holds(band.from) {
			if in[band.state] && band.from < window.From && window.From < band.to {
				return nil, fmt.Errorf("%w: no band of %q begins at %d", ErrUnknown, r.c.states[band.state], window.From)
			}
			continue
		}
		if window.To > 0 && band.to > window.To {
			return nil, fmt.Errorf("%w: no band of %q ends at %d", ErrUnknown, r.c.states[band.state], window.To)
		}
		rows = append(rows, r.c.layout.occupancy+b*r.c.layout.moments)
	}
	return r.curve(arm, r.c.layout.moments, rows...)
}

// Entries returns, at every moment, the share of people who came into a state, or a state of a tag, since the moment before; at
// moment 0, who start there.
func (r *Result) Entries(arm, state string) ([]float64, error) {
	in, found := r.c.model.set(state)
	if !found {
		return nil, fmt.Errorf("%w: state %q", ErrUnknown, state)
	}
	var rows []int
	for s := range r.c.states {
		if in[s] {
			rows = append(rows, r.c.layout.entries+r.c.firstOf[s]*r.c.layout.moments)
		}
	}
	return r.curve(arm, r.c.layout.moments, rows...)
}

// PersonTime returns the mean time in years that a person spends in a state, or the states of a tag, before the horizon, and in
// the window of time in the state (all of it, if the window is zero). Time counts from moment to moment by where a person is at
// the start. For a standard error, let a reward timed at CycleStart gather 1/Cycle.PerYear() a cycle in these states.
func (r *Result) PersonTime(arm, state string, window Window) (float64, error) {
	curve, err := r.OccupancyIn(arm, state, window)
	if err != nil {
		return 0, err
	}
	return vector.Sum(curve[:r.c.horizon]) / r.c.perYear, nil
}

// Flow is how often a move was made, per person. For a standard error, let a reward gather 1 at each move.
type Flow struct {
	Move
	PerPerson float64
}

// Flows returns all moves of an arm, in the order of (*Compiled).Moves.
func (r *Result) Flows(arm string) ([]Flow, error) {
	all, err := r.curve(arm, len(r.c.moves), r.c.layout.moves)
	if err != nil {
		return nil, err
	}
	flows := make([]Flow, len(all))
	for i, n := range all {
		flows[i] = Flow{Move: r.c.moves[i], PerPerson: n}
	}
	return flows, nil
}

// Events returns how often an event happened per person in every cycle; the value at the horizon is 0.
func (r *Result) Events(arm, event string) ([]float64, error) {
	e := slices.Index(r.c.events, event)
	if e < 0 {
		return nil, fmt.Errorf("%w: event %q", ErrUnknown, event)
	}
	return r.curve(arm, r.c.layout.moments, r.c.layout.events+e*r.c.layout.moments)
}

// NotYet returns the share of people to whom a measure has not happened by every moment: the survival curve of the time to it, in
// which nobody is lost. For a measure of leaving treatment it is retention.
func (r *Result) NotYet(arm, name string) ([]float64, error) {
	firsts, err := r.Firsts(arm, name)
	if err != nil {
		return nil, err
	}
	last := len(firsts) - 1
	curve := make([]float64, last)
	yet := firsts[last]
	for m := last - 1; m >= 0; m-- {
		curve[m] = yet
		yet += firsts[m]
	}
	return curve, nil
}

// Firsts returns the share of people to whom a measure happened at every moment, and after the last of them, of those to whom it
// did not happen before the horizon.
func (r *Result) Firsts(arm, name string) ([]float64, error) {
	i := slices.IndexFunc(r.c.measures, func(m measure) bool { return m.name == name })
	if i < 0 {
		return nil, fmt.Errorf("%w: measure %q", ErrUnknown, name)
	}
	if r.study.Engine == Counts {
		return nil, fmt.Errorf("%w: the engine counts keeps no histories, so it knows no first times", ErrStudy)
	}
	l := r.c.layout
	return r.curve(arm, l.moments+1, l.firsts+i*(l.moments+1))
}

// ShareError returns the Monte-Carlo standard error of a share: √(p(1 − p)/people), and 0 for the exact engine. A share of 0 or 1 is
// not exact for having been met by nobody or by everybody: its error is that of a share of one person. It is
// NaN where people wait for each other for slots, because they are not independent.
func (r *Result) ShareError(share float64) float64 {
	switch {
	case r.study.Engine == Cohort:
		return 0
	case len(r.c.model.Capacities) > 0:
		return math.NaN()
	}
	one := 1 / float64(r.people)
	p := max(share, one)
	return math.Sqrt(max(p*(1-p), one*(1-one)) / float64(r.people))
}

// Reward returns the mean of a reward per person of the arm (of the group, after Group: per person of the study).
func (r *Result) Reward(arm, name string) (Estimate, error) {
	i := slices.IndexFunc(r.c.rewards, func(w reward) bool { return w.name == name })
	if i < 0 {
		return Estimate{}, fmt.Errorf("%w: reward %q", ErrUnknown, name)
	}
	units, err := r.units(arm)
	if err != nil {
		return Estimate{}, err
	}
	if r.counts == nil {
		e := Estimate{StandardError: math.NaN()}
		for _, u := range units {
			e.Mean += r.rewards[u][i]
		}
		if r.study.Engine == Cohort {
			e.StandardError = 0
		}
		return e, nil
	}
	var all moments
	for _, u := range units {
		all.add(&r.counts.rewards[u][i])
	}
	w := &r.c.rewards[i]
	return r.c.alone(all.estimate(r.people, w.unit, w.varies(units))), nil
}

// Digest is a fingerprint of every number in the result: equal digests, equal results, to the last bit.
func (r *Result) Digest() string {
	h := sha256.New()
	var b [8]byte
	put := func(x *uint64) error {
		binary.LittleEndian.PutUint64(b[:], *x)
		_, err := h.Write(b[:])
		return err
	}
	people := uint64(r.people)
	_ = put(&people) // a hash never fails
	_ = r.numbers(put)
	return hex.EncodeToString(h.Sum(nil))
}
