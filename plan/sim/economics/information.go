package economics

import (
	"fmt"
	"math"
	"slices"
)

// PerfectInformation returns the expected value of perfect information per person at a threshold (EVPI): what it would be
// worth to know all uncertain parameters before choosing, and an upper limit of what any study can be worth. The estimate is
// a little high with few draws, because the best strategy is chosen with the same draws. It returns ErrEmpty or ErrNumber.
func (s *Sample) PerfectInformation(threshold float64) (Estimate, error) {
	if err := s.ready(threshold); err != nil {
		return Estimate{}, err
	}
	best, row := s.best(threshold), make([]float64, len(s.names))
	losses := make([]float64, s.Draws())
	for draw := range losses {
		s.benefits(draw, threshold, row)
		losses[draw] = slices.Max(row) - row[best]
	}
	return mean(losses), nil
}

// PartialInformation returns the expected value of perfect information about one parameter per person (EVPPI): what it would
// be worth to know that parameter and no other. parameter holds its value in each draw. The method says how the expected net
// benefit given the parameter is found from the draws.
//
// StdErr is that of the average over the draws; it leaves out the error of the smoothing itself, which biases the value in
// two ways. Where the smoothed benefits follow the noise of the draws, the best strategy is chosen with that noise and the
// value is too high; more draws per bin or knot make this small, and a parameter that cannot matter shows its size. Where the
// smoothing cannot follow a curved benefit, bins give too low a value, and a line or spline of the wrong shape may err either
// way, even beyond PerfectInformation; more bins or knots make this small. Two numbers of knots that agree are the practical
// check. It returns ErrEmpty, ErrNumber, ErrLength or ErrMethod.
func (s *Sample) PartialInformation(parameter []float64, threshold float64, method Smoothing) (Estimate, error) {
	return s.informedBy("the parameter", parameter, threshold, method)
}

// SampleInformation returns the expected value of sample information per person (EVSI): what a study would be worth that says something of
// the parameters before a strategy is chosen. statistic holds, for each draw, what the study would see if the parameters were those of the
// draw: one simulated data set for each draw, summed up in the number by which the data inform the decision, as an
// uncertainty.Observation gives it. The expected net benefit given the data is found by smoothing over it (Strong, Oakley, Brennan and
// Breeze 2015, Medical Decision Making 35:570). The value lies between 0 and that of PartialInformation of what the study looks at, up to
// the errors that are told there, and takes in nothing of what the study costs. It returns ErrEmpty, ErrNumber, ErrLength or ErrMethod.
func (s *Sample) SampleInformation(statistic []float64, threshold float64, method Smoothing) (Estimate, error) {
	return s.informedBy("the statistic", statistic, threshold, method)
}

// informedBy is the value of choosing with the net benefits that are expected given a number.
func (s *Sample) informedBy(what string, by []float64, threshold float64, method Smoothing) (Estimate, error) {
	if err := s.ready(threshold); err != nil {
		return Estimate{}, err
	}
	if len(by) != s.Draws() {
		return Estimate{}, fmt.Errorf("%w: %d values of %s, %d draws", ErrLength, len(by), what, s.Draws())
	}
	if err := finite(what, by...); err != nil {
		return Estimate{}, err
	}
	smooth, err := method.prepare(by)
	if err != nil {
		return Estimate{}, err
	}
	// Against the best strategy, so that what all strategies share adds no noise.
	best, row := s.best(threshold), make([]float64, len(s.names))
	gains := make([]float64, s.Draws()) // the largest smoothed gain over the best strategy, which itself gains 0
	gain := make([]float64, s.Draws())
	for k := range s.names {
		if k == best {
			continue
		}
		for draw := range gain {
			s.benefits(draw, threshold, row)
			gain[draw] = row[k] - row[best]
		}
		for draw, g := range smooth(gain) {
			gains[draw] = max(gains[draw], g)
		}
	}
	return mean(gains), nil
}

// Population scales a value per person to all whom the decision concerns: people per year, over so many years, discounted at
// a yearly rate from the start of each year. It returns ErrNumber for numbers that are negative or not finite.
func Population(perPerson, peoplePerYear float64, years int, rate float64) (float64, error) {
	if !(perPerson >= 0 && peoplePerYear >= 0 && years >= 0 && rate >= 0) {
		return 0, fmt.Errorf("%w: %v per person, %v people, %d years, rate %v", ErrNumber, perPerson, peoplePerYear, years, rate)
	}
	if err := finite("a value, number of people or rate", perPerson, peoplePerYear, rate); err != nil {
		return 0, err
	}
	total := 0.0
	for year := range years {
		total += perPerson * peoplePerYear * math.Pow(1+rate, -float64(year))
	}
	return total, nil
}

// mean is the mean of numbers with its standard error; the error is NaN for a single number.
func mean(x []float64) Estimate {
	n, sum := float64(len(x)), 0.0
	for _, v := range x {
		sum += v
	}
	m, squares := sum/n, 0.0
	for _, v := range x {
		squares += (v - m) * (v - m)
	}
	return Estimate{Value: m, StdErr: math.Sqrt(squares / (n - 1) / n)}
}
