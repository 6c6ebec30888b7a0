package calibrate

import (
	"fmt"
	"math"
	"slices"
)

// NelderMead is a direct search for a minimum: it needs no derivatives and survives a little noise, and finds a local minimum only.
// Its coefficients adapt to the dimension (Gao and Han, Computational Optimization and Applications 2012;51:259).
type NelderMead struct {
	Start          []float64 // where to begin; the objective must be finite there
	Step           []float64 // how far to look at first, along each coordinate; not 0
	Tolerance      float64   // relative size of the simplex and spread of its values at which to stop; positive, say 1e-8
	MaxEvaluations int       // stop after about so many calls of the objective, at least the dimension + 1
	Restarts       int       // how often to begin again at the minimum found, while it improves: a simplex can collapse
}

// Minimum is what a search found.
type Minimum struct {
	At          []float64
	Value       float64
	Evaluations int
	Converged   bool // false: the evaluations were used up
}

// Minimize searches. The objective may be +Inf where it does not exist; NaN counts as that. It returns ErrOptions, ErrNumber
// if the objective is not finite at the start, or the error of the objective.
func (o NelderMead) Minimize(objective func([]float64) (float64, error)) (Minimum, error) {
	if err := o.check(); err != nil {
		return Minimum{}, err
	}
	s := &simplex{objective: objective, limit: o.MaxEvaluations, tolerance: o.Tolerance}
	start, err := s.evaluate(o.Start)
	if err != nil {
		return Minimum{}, err
	}
	if math.IsInf(start.value, 0) {
		return Minimum{}, fmt.Errorf("%w: the objective is %v at the start", ErrNumber, start.value)
	}
	best, converged := start, false
	for round := 0; round <= o.Restarts; round++ {
		before := best.value
		if best, converged, err = s.descend(best, o.Step); err != nil {
			return Minimum{}, err
		}
		if !converged || round > 0 && before-best.value <= o.Tolerance*math.Abs(best.value) {
			break
		}
	}
	return Minimum{At: best.at, Value: best.value, Evaluations: s.evaluations, Converged: converged}, nil
}

func (o NelderMead) check() error {
	n := len(o.Start)
	finite := func(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
	if n == 0 || len(o.Step) != n || !(o.Tolerance > 0) || !finite(o.Tolerance) || o.MaxEvaluations < n+1 || o.Restarts < 0 {
		return fmt.Errorf("%w: %+v", ErrOptions, o)
	}
	for i := range n {
		if !finite(o.Start[i]) || !finite(o.Step[i]) || o.Step[i] == 0 {
			return fmt.Errorf("%w: coordinate %d starts at %v with the step %v", ErrOptions, i, o.Start[i], o.Step[i])
		}
	}
	return nil
}

// vertex is a corner of the simplex.
type vertex struct {
	at    []float64
	value float64
}

type simplex struct {
	objective   func([]float64) (float64, error)
	evaluations int
	limit       int
	tolerance   float64
	corners     []vertex // the best first
}

func (s *simplex) evaluate(at []float64) (vertex, error) {
	s.evaluations++
	value, err := s.objective(slices.Clone(at))
	if math.IsNaN(value) {
		value = math.Inf(1)
	}
	return vertex{slices.Clone(at), value}, err
}

// descend makes a simplex around a point and moves it until it is small.
func (s *simplex) descend(start vertex, step []float64) (vertex, bool, error) {
	s.corners = []vertex{start}
	for i := range step {
		at := slices.Clone(start.at)
		at[i] += step[i]
		v, err := s.evaluate(at)
		if err != nil {
			return vertex{}, false, err
		}
		s.corners = append(s.corners, v)
	}
	s.sort()
	for !s.small() {
		if s.evaluations >= s.limit {
			return s.corners[0], false, nil
		}
		if err := s.move(); err != nil {
			return vertex{}, false, err
		}
		s.sort()
	}
	return s.corners[0], true, nil
}

// sort is stable, so that ties are always resolved alike.
func (s *simplex) sort() {
	slices.SortStableFunc(s.corners, func(a, b vertex) int {
		switch {
		case a.value < b.value:
			return -1
		case a.value > b.value:
			return 1
		}
		return 0
	})
}

// small reports whether all corners and their values are within the tolerance of the best.
func (s *simplex) small() bool {
	best := s.corners[0]
	for _, v := range s.corners[1:] {
		if !(v.value-best.value <= s.tolerance*(math.Abs(best.value)+s.tolerance)) {
			return false
		}
		for i, x := range v.at {
			if math.Abs(x-best.at[i]) > s.tolerance*(math.Abs(best.at[i])+s.tolerance) {
				return false
			}
		}
	}
	return true
}

// move replaces the worst corner, or shrinks all towards the best.
func (s *simplex) move() error {
	n := float64(len(s.corners) - 1)
	expand, contract, shrink := 1+2/n, 0.75-1/(2*n), 1-1/n
	if n == 1 {
		expand, contract, shrink = 2, 0.5, 0.5
	}
	last := len(s.corners) - 1
	worst, second, best := s.corners[last], s.corners[last-1], s.corners[0]

	reflected, err := s.beyond(1)
	if err != nil {
		return err
	}
	var times float64
	switch {
	case reflected.value < best.value:
		times = expand
	case reflected.value < second.value:
		s.corners[last] = reflected
		return nil
	case reflected.value < worst.value:
		times = contract
	default:
		times = -contract
	}
	candidate, err := s.beyond(times)
	switch {
	case err != nil:
		return err
	case times == expand && candidate.value >= reflected.value:
		s.corners[last] = reflected
	case times == expand, candidate.value <= reflected.value && candidate.value < worst.value:
		s.corners[last] = candidate
	default:
		return s.shrink(shrink)
	}
	return nil
}

// beyond evaluates the point on the line from the worst corner through the center of the others, that many times as far on
// the other side.
func (s *simplex) beyond(times float64) (vertex, error) {
	last := len(s.corners) - 1
	at := make([]float64, last)
	for i := range at {
		for _, v := range s.corners[:last] {
			at[i] += v.at[i] / float64(last)
		}
		at[i] += times * (at[i] - s.corners[last].at[i])
	}
	return s.evaluate(at)
}

// shrink draws all corners towards the best.
func (s *simplex) shrink(to float64) error {
	best := s.corners[0]
	for k := range s.corners[1:] {
		at := s.corners[k+1].at
		for i := range at {
			at[i] = best.at[i] + to*(at[i]-best.at[i])
		}
		v, err := s.evaluate(at)
		if err != nil {
			return err
		}
		s.corners[k+1] = v
	}
	return nil
}
