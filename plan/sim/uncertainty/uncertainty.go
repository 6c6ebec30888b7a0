// Package uncertainty declares the uncertain inputs of a study, draws them, and measures what their uncertainty does to a
// result: probabilistic, one-way, tornado, two-way and threshold analyses, and runs that go on until the Monte-Carlo error is
// small enough.
//
// Draws are keyed by seed, draw number and the name of the parameter. Draw 17 of a parameter is therefore the same whatever
// other parameters there are, in whatever order, on any machine and any number of workers; a parameter that is added to a scenario
// changes no number of the others.
//
// It knows nothing of the model that uses the values, and holds no parameter of its own.
package uncertainty

import "errors"

// Errors that are wrapped with what was wrong.
var (
	ErrName        = errors.New("uncertainty: parameters need names of their own")
	ErrDeclaration = errors.New("uncertainty: not a declaration")
	ErrCorrelation = errors.New("uncertainty: not a correlation matrix")
	ErrValue       = errors.New("uncertainty: not a value of the parameter")
	ErrPrecision   = errors.New("uncertainty: no such precision")
	ErrThreshold   = errors.New("uncertainty: no threshold")
	ErrObservation = errors.New("uncertainty: nothing that can be observed")
)
