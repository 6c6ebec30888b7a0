package economics

import (
	"fmt"
	"math"

	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Discount is what a cost or effect of 1 is worth that many years from now, at a yearly rate (0.03 for 3 %) that compounds
// once a year: (1+rate)^−years. It returns ErrNumber unless the rate is finite and above −1 and the time is finite.
func Discount(rate, years float64) (float64, error) {
	if err := finite("a rate or time", rate, years); err != nil {
		return 0, err
	}
	if rate <= -1 {
		return 0, fmt.Errorf("%w: rate %v", ErrNumber, rate)
	}
	return math.Pow(1+rate, -years), nil
}

// DiscountFactors returns the worth of 1 at the start, and at the end of each of that many cycles, each so many years long:
// one factor more than there are cycles. A week is 7/365.25 of a year. It returns ErrNumber as Discount does, or for cycles
// that are negative in number or not positive in length.
func DiscountFactors(rate, cycleYears float64, cycles int) ([]float64, error) {
	if _, err := Discount(rate, cycleYears); err != nil {
		return nil, err
	}
	if cycles < 0 || cycleYears <= 0 {
		return nil, fmt.Errorf("%w: %d cycles of %v years", ErrNumber, cycles, cycleYears)
	}
	factors := make([]float64, cycles+1)
	for i := range factors {
		factors[i] = math.Pow(1+rate, -cycleYears*float64(i))
	}
	return factors, nil
}

// Correction is a way to turn the state of a cohort at the ends of cycles into time spent during them. The zero Correction is
// invalid.
type Correction uint8

// The corrections.
const (
	_          Correction = iota
	CycleStart            // each cycle is as its start: moves happen at the ends
	CycleEnd              // each cycle is as its end
	HalfCycle             // each cycle is the mean of its start and end (trapezoid rule)
	Simpson               // Simpson's 1/3 rule; needs an even number of cycles
	// SimpsonSwapped is Simpson's rule with the weights 2/3 and 4/3 in each other's place, for any number of cycles. It is what
	// the published DARTH cohort tutorials compute (gen_wcc of darthtools; Alarid-Escudero 2023, Medical Decision Making 43:3),
	// and serves to reproduce them. Its weights do not sum to the number of cycles: it misses 2/3 of a cycle of an even number,
	// 1/3 of an odd one.
	SimpsonSwapped
)

var corrections = vocabulary.Required[Correction]("correction", []string{
	CycleStart:     "start of cycle",
	CycleEnd:       "end of cycle",
	HalfCycle:      "half-cycle",
	Simpson:        "Simpson",
	SimpsonSwapped: "Simpson with swapped weights",
})

// Valid reports whether c is a correction.
func (c Correction) Valid() bool { return corrections.Valid(c) }

// String returns the name, and "invalid correction 77" for a value that is none.
func (c Correction) String() string { return corrections.Name(c) }

// MarshalText writes the name; a value that is no correction is a vocabulary.ErrWord.
func (c Correction) MarshalText() ([]byte, error) { return corrections.MarshalText(c) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (c *Correction) UnmarshalText(text []byte) error { return corrections.UnmarshalText(c, text) }

// Weights returns what the state at the start and at the end of each of that many cycles counts, in cycles: one weight more
// than there are cycles. It returns ErrMethod for an invalid Correction and for Simpson with an odd number of cycles,
// ErrNumber unless there is a cycle.
func (c Correction) Weights(cycles int) ([]float64, error) {
	switch {
	case cycles < 1:
		return nil, fmt.Errorf("%w: %d cycles", ErrNumber, cycles)
	case !c.Valid():
		return nil, fmt.Errorf("%w: %v", ErrMethod, c)
	case c == Simpson && cycles%2 == 1:
		return nil, fmt.Errorf("%w: Simpson's rule over %d cycles, an odd number", ErrMethod, cycles)
	}
	inner := [...][2]float64{ // at even and odd points
		CycleStart: {1, 1}, CycleEnd: {1, 1}, HalfCycle: {1, 1}, Simpson: {2. / 3, 4. / 3}, SimpsonSwapped: {4. / 3, 2. / 3},
	}[c]
	ends := [...][2]float64{
		CycleStart: {1, 0}, CycleEnd: {0, 1}, HalfCycle: {.5, .5}, Simpson: {1. / 3, 1. / 3}, SimpsonSwapped: {1. / 3, 1. / 3},
	}[c]
	weights := make([]float64, cycles+1)
	for i := range weights {
		weights[i] = inner[i%2]
	}
	weights[0], weights[cycles] = ends[0], ends[1]
	return weights, nil
}

// Total adds values at the ends of cycles, each multiplied by its factors: Total(costs, discount, weights). It returns ErrLength
// unless all have the same length, ErrNumber for a number that is not finite.
func Total(values []float64, factors ...[]float64) (float64, error) {
	for _, f := range factors {
		if len(f) != len(values) {
			return 0, fmt.Errorf("%w: %d values, %d factors", ErrLength, len(values), len(f))
		}
	}
	total := 0.0
	for i, v := range values {
		for _, f := range factors {
			v *= f[i]
		}
		total += v
	}
	return total, finite("a value, a factor or their sum", total)
}
