package sim

import (
	"math"

	"github.com/oudpath/oudpath/plan/sim/internal/portable"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// RateToProbability returns the probability of at least one event in a time, for a constant rate per that time: 1 − e^(−rate).
// A negative or undefined rate gives NaN.
func RateToProbability(rate float64) float64 {
	if !(rate >= 0) {
		return math.NaN()
	}
	return -portable.Expm1(-rate)
}

// ProbabilityToRate returns the constant rate per time that gives the probability in that time: −ln(1 − p). A probability of 1
// gives +Inf, and so does one that rounding put a hair above it; any other outside 0 to 1 gives NaN.
func ProbabilityToRate(p float64) float64 {
	p = shave(p)
	if !(p >= 0 && p <= 1) {
		return math.NaN()
	}
	return -portable.Log1p(-p)
}

// Rescale converts a probability in a time to the probability in a multiple of that time, at a constant rate:
// 1 − (1 − p)^factor. Rescale(annual, 7/365.25) is the weekly probability.
func Rescale(p, factor float64) float64 { return RateToProbability(ProbabilityToRate(p) * factor) }

// Conversion says how the hazards of a state become probabilities for one cycle. The zero Conversion is invalid: the published
// models differ, and choosing for the user would change results silently.
type Conversion uint8

// The conversions.
const (
	_ Conversion = iota

	// CompetingExponential lets all hazards of a state compete as constant hazards within the cycle. With H their sum, a person
	// stays with e^(−H) and takes way k with (h_k/H)·(1 − e^(−H)). A hazard that is given as a probability p counts as −ln(1 − p).
	CompetingExponential

	// ConditionalOnSurvival takes the ways of a state in the order of Transition.Order. Each hazard becomes a probability on its
	// own, 1 − e^(−h) (or stays one, if it was given as one), the probabilities of equal order are added, and each order applies to
	// those whom the orders before it left. With death first this is the usual form of published cohort models.
	ConditionalOnSurvival
)

var conversions = vocabulary.Required[Conversion]("conversion", []string{
	CompetingExponential:  "competing exponential",
	ConditionalOnSurvival: "conditional on survival",
})

// Valid reports whether c is a conversion.
func (c Conversion) Valid() bool { return conversions.Valid(c) }

// String returns the name, and "invalid conversion 77" for a value that is none.
func (c Conversion) String() string { return conversions.Name(c) }

// MarshalText writes the name; a value that is no conversion is a vocabulary.ErrWord.
func (c Conversion) MarshalText() ([]byte, error) { return conversions.MarshalText(c) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (c *Conversion) UnmarshalText(text []byte) error { return conversions.UnmarshalText(c, text) }
