package economics

import (
	"math"
	"slices"
)

// Acceptability is a point of the acceptability curves: for one threshold, the probability of each strategy to be the best one.
type Acceptability struct {
	Threshold   float64
	Probability []float64 // by strategy; they sum to one
	// Best is the strategy with the highest expected net benefit, the one to choose at this threshold whatever its probability.
	// The acceptability frontier is Probability[Best] over the thresholds.
	Best int
	// StdErr is the largest Monte-Carlo standard error of the probabilities.
	StdErr float64
}

// Acceptability returns the acceptability curves at the thresholds. Strategies that tie in a draw share it. It returns ErrEmpty
// without draws, ErrNumber for a threshold that is negative or not finite.
func (s *Sample) Acceptability(thresholds ...float64) ([]Acceptability, error) {
	curve := make([]Acceptability, 0, len(thresholds))
	row := make([]float64, len(s.names))
	for _, threshold := range thresholds {
		if err := s.ready(threshold); err != nil {
			return nil, err
		}
		wins := make([]float64, len(s.names))
		for draw := range s.Draws() {
			s.benefits(draw, threshold, row)
			share(wins, row)
		}
		point := Acceptability{Threshold: threshold, Probability: wins, Best: s.best(threshold)}
		n := float64(s.Draws())
		for k := range wins {
			wins[k] /= n
			point.StdErr = max(point.StdErr, math.Sqrt(wins[k]*(1-wins[k])/n))
		}
		curve = append(curve, point)
	}
	return curve, nil
}

// share adds one to the wins of the largest number, in equal parts where several are largest.
func share(wins, row []float64) {
	largest, ties := slices.Max(row), 0.0
	for _, v := range row {
		if v == largest {
			ties++
		}
	}
	for k, v := range row {
		if v == largest {
			wins[k] += 1 / ties
		}
	}
}
