package economics

// Increment is what a strategy costs and brings beyond a comparator in one draw: a point of the cost-effectiveness plane.
type Increment struct{ Cost, Effect float64 }

// Quadrants are the shares of draws in the quarters of the cost-effectiveness plane. A point on an axis counts half to each
// side, the origin a quarter to each.
type Quadrants struct {
	NorthEast float64 // costs more, brings more
	SouthEast float64 // costs less, brings more: dominates the comparator
	SouthWest float64 // costs less, brings less
	NorthWest float64 // costs more, brings less: is dominated by the comparator
}

// Plane returns the points of a strategy against a comparator, by draw, and their shares by quadrant. It returns ErrName for a name
// that is not in the Sample, ErrEmpty without draws.
func (s *Sample) Plane(strategy, comparator string) ([]Increment, Quadrants, error) {
	a, err := s.index(strategy)
	if err != nil {
		return nil, Quadrants{}, err
	}
	b, err := s.index(comparator)
	if err != nil {
		return nil, Quadrants{}, err
	}
	if s.Draws() == 0 {
		return nil, Quadrants{}, ErrEmpty
	}
	var q Quadrants
	points := make([]Increment, s.Draws())
	for i := range points {
		at := i * len(s.names)
		p := Increment{Cost: s.cost[at+a] - s.cost[at+b], Effect: s.effect[at+a] - s.effect[at+b]}
		points[i] = p
		east, north := half(p.Effect), half(p.Cost)
		q.NorthEast += north * east
		q.SouthEast += (1 - north) * east
		q.SouthWest += (1 - north) * (1 - east)
		q.NorthWest += north * (1 - east)
	}
	n := float64(len(points))
	return points, Quadrants{q.NorthEast / n, q.SouthEast / n, q.SouthWest / n, q.NorthWest / n}, nil
}

// half is 1 for a positive number, 0 for a negative one, one half for 0.
func half(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return 0
	}
	return 0.5
}
