package survival

import (
	"fmt"
	"math"

	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Scale is the scale on which limits are symmetric. The zero Scale is invalid.
type Scale uint8

// The scales. For a probability S of being event-free they are S itself, log S, and log(−log S); for a cumulative hazard or an
// incidence F, Log is symmetric on log F, and LogLog on log(−log(1−F)).
const (
	_ Scale = iota
	Plain
	Log
	LogLog
)

var scales = vocabulary.Required[Scale]("scale", []string{
	Plain:  "plain",
	Log:    "log",
	LogLog: "log-log",
})

// Valid reports whether s is a scale.
func (s Scale) Valid() bool { return scales.Valid(s) }

// String returns the name, and "invalid scale 77" for a value that is none.
func (s Scale) String() string { return scales.Name(s) }

// MarshalText writes the name; a value that is no scale is a vocabulary.ErrWord.
func (s Scale) MarshalText() ([]byte, error) { return scales.MarshalText(s) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (s *Scale) UnmarshalText(text []byte) error { return scales.UnmarshalText(s, text) }

// Limits says how confidence limits are made. The zero Limits is invalid.
type Limits struct {
	Level float64 // probability that the limits cover the truth, for one time; strictly between 0 and 1
	Scale Scale
}

// multiplier returns how many standard errors the limits are away.
func (l Limits) multiplier() (float64, error) {
	if !(l.Level > 0 && l.Level < 1) || !l.Scale.Valid() {
		return 0, fmt.Errorf("%w: level %v, scale %v", ErrLimits, l.Level, l.Scale)
	}
	return math.Sqrt2 * math.Erfinv(l.Level), nil
}

// aroundSurvival returns limits of a survival probability; NaN where the scale has none.
func (s Scale) aroundSurvival(z, estimate, stdErr float64) (low, high float64) {
	relative := 0.0
	if stdErr != 0 {
		relative = stdErr / estimate
	}
	switch s {
	case Plain:
		return max(estimate-z*stdErr, 0), min(estimate+z*stdErr, 1)
	case Log:
		return estimate * math.Exp(-z*relative), min(estimate*math.Exp(z*relative), 1)
	}
	if estimate == 0 || estimate == 1 {
		return math.NaN(), math.NaN()
	}
	width := math.Exp(z * relative / -math.Log(estimate))
	return math.Pow(estimate, width), math.Pow(estimate, 1/width)
}

// aroundIncidence returns limits of a cumulative incidence; NaN where the scale has none.
func (s Scale) aroundIncidence(z, estimate, stdErr float64) (low, high float64) {
	switch s {
	case Plain:
		return max(estimate-z*stdErr, 0), min(estimate+z*stdErr, 1)
	case Log:
		width := math.Exp(z * stdErr / estimate)
		return estimate / width, min(estimate*width, 1)
	}
	if estimate == 0 || estimate == 1 {
		return math.NaN(), math.NaN()
	}
	free := math.Log1p(-estimate)
	width := math.Exp(z * stdErr / ((1 - estimate) * -free))
	return -math.Expm1(free / width), -math.Expm1(free * width)
}

// aroundHazard returns limits of a cumulative hazard; NaN where the scale has none.
func (s Scale) aroundHazard(z, estimate, stdErr float64) (low, high float64) {
	if s == Plain {
		return max(estimate-z*stdErr, 0), estimate + z*stdErr
	}
	width := math.Exp(z * stdErr / estimate)
	return estimate / width, estimate * width
}
