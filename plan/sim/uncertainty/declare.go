package uncertainty

import (
	"fmt"
	"math"
	"slices"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
)

// Declaration declares one or more parameters: a Parameter, a Dirichlet or a Correlated.
type Declaration interface {
	declare(*Set) error
}

// Parameter declares one parameter that is independent of all others.
type Parameter struct {
	Name   string            // its key: draws depend on it, and a parameter that is renamed is drawn anew
	Law    distribution.Law  // what is known of it; distribution.Fixed for a value that is not uncertain
	Source evidence.Citation // where the law comes from; Unsourced lists parameters without
}

// Dirichlet declares shares that sum to one, such as the destinations on leaving a state: as many parameters as names. The
// concentrations are positive; counts of events serve as they are. A destination that is impossible is left out, not given 0.
type Dirichlet struct {
	Names          []string
	Concentrations []float64
	Source         evidence.Citation
}

// Correlated declares parameters that vary together (a Gaussian copula): each keeps its own law, and the normal values behind
// them have the Correlation, a symmetric matrix with ones on its diagonal and no negative eigenvalue. The correlation of the
// ranks is then 6/π·asin(r/2), a little below r. A parameter appended at the end, with its row and column, changes no draw of
// those before it.
type Correlated struct {
	Parameters  []Parameter
	Correlation [][]float64
}

// Set is a list of parameters. It does not change once it is made, and may be used from several goroutines. It must be made by
// NewSet.
type Set struct {
	names   []string
	sources []evidence.Citation
	laws    []distribution.Law // of each parameter by itself
	index   map[string]int
	blocks  []block
	keys    []uint64 // of the uncertain coordinates
}

// block is a group of parameters that are made from the same coordinates.
type block struct {
	first, size int // parameters
	coordinate  int // the first coordinate
	make        func(uniform, values []float64)
	simplex     bool // the values are shares that sum to one
}

// NewSet makes a Set. It returns ErrName for a name that is empty or used twice, ErrDeclaration or ErrCorrelation.
func NewSet(declarations ...Declaration) (*Set, error) {
	s := &Set{index: map[string]int{}}
	for _, d := range declarations {
		if d == nil {
			return nil, fmt.Errorf("%w: nil", ErrDeclaration)
		}
		if err := d.declare(s); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (p Parameter) declare(s *Set) error {
	if err := p.enter(s); err != nil {
		return err
	}
	b := block{first: len(s.names) - 1, size: 1, coordinate: len(s.keys)}
	if certain(p.Law) {
		b.make = func(_, values []float64) { values[0] = p.Law.Mean() }
	} else {
		if err := s.key(p.Name); err != nil {
			return err
		}
		b.make = func(uniform, values []float64) { values[0] = p.Law.Quantile(uniform[0]) }
	}
	s.blocks = append(s.blocks, b)
	return nil
}

// enter puts the name, the law and the source of a parameter on the list.
func (p Parameter) enter(s *Set) error {
	if p.Law == nil {
		return fmt.Errorf("%w: %q has no law", ErrDeclaration, p.Name)
	}
	return s.enter(p.Name, p.Law, p.Source)
}

func (s *Set) enter(name string, law distribution.Law, source evidence.Citation) error {
	if _, used := s.index[name]; used || name == "" {
		return fmt.Errorf("%w: %q", ErrName, name)
	}
	s.index[name] = len(s.names)
	s.names, s.laws, s.sources = append(s.names, name), append(s.laws, law), append(s.sources, source)
	return nil
}

// key gives a parameter a coordinate of its own. Two names with the same hash, of which there is next to no chance, would always be
// drawn alike and are refused.
func (s *Set) key(name string) error {
	k := key(name)
	if slices.Contains(s.keys, k) {
		return fmt.Errorf("%w: %q has the same hash as another name; change it", ErrName, name)
	}
	s.keys = append(s.keys, k)
	return nil
}

// certain reports a law with a single value.
func certain(law distribution.Law) bool { return law.Quantile(0) == law.Quantile(1) }

func (d Dirichlet) declare(s *Set) error {
	if len(d.Names) < 2 || len(d.Names) != len(d.Concentrations) {
		return fmt.Errorf("%w: shares of %d names, %d concentrations", ErrDeclaration, len(d.Names), len(d.Concentrations))
	}
	total := 0.0
	for i, a := range d.Concentrations {
		if !(a > 0) || math.IsInf(a, 1) {
			return fmt.Errorf("%w: %q has the concentration %v", ErrDeclaration, d.Names[i], a)
		}
		total += a
	}
	b := block{first: len(s.names), size: len(d.Names), coordinate: len(s.keys), simplex: true}
	concentrations := append([]float64(nil), d.Concentrations...)
	b.make = func(uniform, values []float64) { shares(concentrations, uniform, values) }
	for i, name := range d.Names {
		alone, err := distribution.Beta(concentrations[i], total-concentrations[i])
		if err != nil {
			return fmt.Errorf("%w: %q: %w", ErrDeclaration, name, err)
		}
		if err := s.enter(name, alone, d.Source); err != nil {
			return err
		}
		if err := s.key(name); err != nil {
			return err
		}
	}
	s.blocks = append(s.blocks, b)
	return nil
}

// shares makes a Dirichlet value of uniform numbers: gamma values, divided by their sum. It works with logarithms, because gamma
// values of a small concentration are often below the smallest number.
func shares(concentrations, uniform, values []float64) {
	largest := math.Inf(-1)
	for i, a := range concentrations {
		v := math.Log(distribution.StandardGammaQuantile(a, uniform[i]))
		if math.IsInf(v, -1) {
			lg, _ := math.Lgamma(a + 1)
			v = (math.Log(uniform[i]) + lg) / a // the first term of the series, which is all there is of it here
		}
		values[i], largest = v, max(largest, v)
	}
	sum := 0.0
	for i, v := range values {
		values[i] = math.Exp(v - largest)
		sum += values[i]
	}
	for i := range values {
		values[i] /= sum
	}
}

func (c Correlated) declare(s *Set) error {
	lower, err := cholesky(c.Correlation, len(c.Parameters))
	if err != nil {
		return err
	}
	b := block{first: len(s.names), size: len(c.Parameters), coordinate: len(s.keys)}
	laws := make([]distribution.Law, len(c.Parameters))
	for i, p := range c.Parameters {
		if err := p.enter(s); err != nil {
			return err
		}
		if certain(p.Law) {
			return fmt.Errorf("%w: %q is fixed and cannot be correlated", ErrDeclaration, p.Name)
		}
		laws[i] = p.Law
		if err := s.key(p.Name); err != nil {
			return err
		}
	}
	b.make = func(uniform, values []float64) {
		for i := len(laws) - 1; i >= 0; i-- {
			z := 0.0
			for j, weight := range lower[i][:i+1] {
				z += weight * distribution.StandardNormalQuantile(uniform[j])
			}
			values[i] = laws[i].Quantile(inside(distribution.StandardNormalCDF(z)))
		}
	}
	s.blocks = append(s.blocks, b)
	return nil
}

// inside keeps a probability from the ends, where a quantile may be infinite.
func inside(p float64) float64 { return min(max(p, 0x1p-60), 1-0x1p-53) }

// cholesky returns the lower triangle L with L·Lᵀ = m. Eigenvalues of zero are allowed.
func cholesky(m [][]float64, size int) ([][]float64, error) {
	const slack = 1e-12
	if size == 0 || len(m) != size {
		return nil, fmt.Errorf("%w: %d rows for %d parameters", ErrCorrelation, len(m), size)
	}
	lower := make([][]float64, size)
	for i, row := range m {
		lower[i] = make([]float64, size)
		if len(row) != size || row[i] != 1 {
			return nil, fmt.Errorf("%w: row %d", ErrCorrelation, i)
		}
		for j := range i + 1 {
			if row[j] != m[j][i] || !(math.Abs(row[j]) <= 1) {
				return nil, fmt.Errorf("%w: row %d, column %d", ErrCorrelation, i, j)
			}
			rest := row[j]
			for k := range j {
				rest -= lower[i][k] * lower[j][k]
			}
			switch pivot := lower[j][j]; {
			case i == j && rest < -slack, i != j && pivot == 0 && math.Abs(rest) > math.Sqrt(slack):
				return nil, fmt.Errorf("%w: it has a negative eigenvalue", ErrCorrelation)
			case i == j && rest > slack:
				lower[i][i] = math.Sqrt(rest)
			case i != j && pivot > 0:
				lower[i][j] = rest / pivot
			}
		}
	}
	return lower, nil
}

// Names returns the names of the parameters, in the order of declaration.
func (s *Set) Names() []string { return append([]string(nil), s.names...) }

// Dimension is the number of uncertain coordinates: one for every parameter that is not fixed.
func (s *Set) Dimension() int { return len(s.keys) }

// Source returns the citation of a parameter. It reports false for a name that is not in the Set.
func (s *Set) Source(name string) (evidence.Citation, bool) {
	i, known := s.index[name]
	if !known {
		return evidence.Citation{}, false
	}
	return s.sources[i], true
}

// Law returns what is known of a parameter by itself: for one of several shares its beta law. It reports false for a name that is not in
// the Set.
func (s *Set) Law(name string) (distribution.Law, bool) {
	i, known := s.index[name]
	if !known {
		return nil, false
	}
	return s.laws[i], true
}

// Unsourced returns the names of parameters whose citation is missing or incomplete.
func (s *Set) Unsourced() []string {
	var names []string
	for i, c := range s.sources {
		if c.Validate() != nil {
			names = append(names, s.names[i])
		}
	}
	return names
}
