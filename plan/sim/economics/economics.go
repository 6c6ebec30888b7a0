// Package economics compares strategies by what they cost and what they bring: incremental cost-effectiveness ratios with
// dominance, and from the draws of a probabilistic analysis the cost-effectiveness plane, acceptability curves and their frontier,
// and the expected value of perfect, partial perfect and sample information; with the discount factors and within-cycle weights that
// go before it.
//
// Costs may be in any currency and effects in any unit that is better the more there is, usually quality-adjusted life years
// (QALYs). A willingness to pay, called a threshold here, is what one unit of effect is worth.
//
// It is not a model and holds no prices, weights or thresholds of its own; what they are is for the study to say and to cite.
package economics

import (
	"errors"
	"fmt"
	"math"
)

// Errors that are wrapped with what was wrong.
var (
	ErrNumber = errors.New("economics: not a finite number, or outside its range")
	ErrEmpty  = errors.New("economics: nothing to compare")
	ErrName   = errors.New("economics: strategies need names of their own")
	ErrLength = errors.New("economics: lengths do not fit together")
	ErrMethod = errors.New("economics: no such method")
)

// Strategy is what one strategy costs and brings per person.
type Strategy struct {
	Name   string
	Cost   float64
	Effect float64
}

// Estimate is a number with its Monte-Carlo standard error.
type Estimate struct{ Value, StdErr float64 }

// finite returns ErrNumber naming what, if a number is not finite.
func finite(what string, numbers ...float64) error {
	for _, v := range numbers {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("%w: %s is %v", ErrNumber, what, v)
		}
	}
	return nil
}

// distinct returns ErrEmpty or ErrName unless there are names, all different and none empty.
func distinct(names []string) error {
	if len(names) == 0 {
		return ErrEmpty
	}
	seen := map[string]bool{}
	for _, name := range names {
		if name == "" || seen[name] {
			return fmt.Errorf("%w: %q", ErrName, name)
		}
		seen[name] = true
	}
	return nil
}
