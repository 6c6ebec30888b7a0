// Package probabilistic runs a study once for each draw of its uncertain parameters: in parallel, in an order that no number of workers
// changes, and so that a run that was broken off goes on where it stopped. It says how much of the spread of an outcome comes from the
// parameters and how much from the finite number of people.
//
// What is drawn is declared in package uncertainty; what the draws cost and bring is weighed in package economics. This package holds no
// model and no number of its own.
package probabilistic

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
)

// Errors that are wrapped with what was wrong.
var (
	ErrAnalysis = errors.New("probabilistic: cannot be run")
	ErrSaved    = errors.New("probabilistic: not the saved draws of this analysis")
)

// Analysis is what is drawn, and what is run with each draw.
type Analysis struct {
	Set    *uncertainty.Set
	Design uncertainty.Design
	Draws  uint64
	Model  func(uncertainty.Values) (sim.Model, error) // arms and rewards must not depend on the values
	Study  sim.Study                                   // run for every draw, on one processor; its seed goes up by one from draw to draw

	// Workers is how many draws are run at a time; 0 means as many as GOMAXPROCS. It never changes a result.
	Workers int
}

// Draw is what one draw of the parameters gave.
type Draw struct {
	Number uint64
	Values []float64        // of the parameters, in the order of the set
	Means  [][]sim.Estimate // of each arm, for each reward
	Gains  [][]sim.Estimate // the same against the comparator of the model
}

// Run makes the draws from the given number on, and hands them over one by one in their order. It stops with the first error, which
// names the draw; draws before that one were handed over.
func (a Analysis) Run(ctx context.Context, from uint64, each func(Draw) error) error {
	if a.Set == nil || a.Model == nil || a.Draws == 0 || a.Study.Shard.Of > 1 {
		return fmt.Errorf("%w: a set of parameters, a model and at least one draw are needed, and no shard", ErrAnalysis)
	}
	workers := a.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	for first := from; first < a.Draws; first += uint64(workers) {
		batch, errs := make([]Draw, min(uint64(workers), a.Draws-first)), make([]error, workers)
		var group sync.WaitGroup
		for i := range batch {
			group.Go(func() { batch[i], errs[i] = a.One(ctx, first+uint64(i)) })
		}
		group.Wait()
		for i, d := range batch {
			if errs[i] != nil {
				return fmt.Errorf("draw %d: %w", first+uint64(i), errs[i])
			}
			if err := each(d); err != nil {
				return err
			}
		}
	}
	return nil
}

// One makes one draw.
func (a Analysis) One(ctx context.Context, number uint64) (Draw, error) {
	v := a.Set.Draw(a.Design, number)
	c, err := a.compile(v)
	if err != nil {
		return Draw{}, err
	}
	study := a.Study
	study.Workers, study.Seed = 1, study.Seed+number // people of its own, so that the noise of draws does not add up
	r, err := c.Run(ctx, study)
	if err != nil {
		return Draw{}, err
	}
	d := Draw{Number: number, Values: v.All()}
	for _, arm := range c.Arms() {
		means, gains := make([]sim.Estimate, len(c.Rewards())), make([]sim.Estimate, len(c.Rewards()))
		for i, reward := range c.Rewards() {
			var err2 error
			means[i], err = r.Reward(arm, reward)
			gains[i], err2 = r.Gain(arm, reward)
			if err := errors.Join(err, err2); err != nil {
				return Draw{}, err
			}
		}
		d.Means, d.Gains = append(d.Means, means), append(d.Gains, gains)
	}
	return d, nil
}

func (a Analysis) compile(v uncertainty.Values) (*sim.Compiled, error) {
	m, err := a.Model(v)
	if err != nil {
		return nil, err
	}
	return m.Compile()
}

// Spread is what the draws say of one number.
type Spread struct {
	Mean      float64
	Low, High float64 // the 2.5th and 97.5th percentile of the draws
	Variance  float64 // between draws

	// MonteCarlo is the part of the variance that more people would take away: the mean of the squared standard errors. NaN if some
	// draw does not know its error.
	MonteCarlo float64

	draws int
}

// Parameters is the part of the variance that comes from the parameters, with the error that it has because the draws are so many and no
// more (as for draws of a normal law: the variance times √(2/(draws − 1))). Where the parameters do nothing it lies around 0, on either
// side.
func (s Spread) Parameters() sim.Estimate {
	return sim.Estimate{Mean: s.Variance - s.MonteCarlo, StandardError: s.Variance * math.Sqrt(2/float64(s.draws-1))}
}

// Summarise returns the spread of one number over draws, of which there must be two at least.
func Summarise(draws []Draw, number func(Draw) sim.Estimate) (Spread, error) {
	if len(draws) < 2 {
		return Spread{}, fmt.Errorf("%w: %d draws say nothing about a spread", ErrAnalysis, len(draws))
	}
	var mean, squares uncertainty.Mean
	values := make([]float64, len(draws))
	for i, d := range draws {
		e := number(d)
		values[i] = e.Mean
		mean.Add(e.Mean)
		squares.Add(e.StandardError * e.StandardError)
	}
	slices.Sort(values)
	return Spread{Mean: mean.Value(), Low: percentile(values, 0.025), High: percentile(values, 0.975), Variance: mean.Variance(),
		MonteCarlo: squares.Value(), draws: len(draws)}, nil
}

// percentile is the quantile of sorted values by linear interpolation between order statistics (type 7 of Hyndman and Fan, as in R).
func percentile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	i := min(int(at), len(sorted)-2)
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}
