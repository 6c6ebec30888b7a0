package calibrate

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/oudpath/oudpath/plan/sim/uncertainty"
	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
)

// IMIS finds a posterior by incremental mixture importance sampling (Raftery and Bao, Biometrics 2010;66:1162): draws from
// the prior are weighted by their likelihood; as long as few of them carry the weight, a normal component is laid around the
// heaviest and drawn from.
//
// It works on the standard normal coordinates of the prior (see Prior.Normal), so that bounded, skewed and correlated
// parameters need no care.
type IMIS struct {
	Seed     uint64
	Initial  int // draws from the prior, at least 2; ten times Batch is usual
	Batch    int // draws from each component, more than the dimension
	Rounds   int // the most components; 0 leaves it at importance sampling from the prior
	Resample int // draws of the posterior to return, at least 1
	Workers  int // goroutines; 0 is the same as 1
}

// Posterior is what IMIS found.
type Posterior struct {
	// Draws are draws of the posterior, equally weighted: values of the parameters. The same values come more than once.
	Draws [][]float64
	// Points are all values that were tried, with weights that sum to one: means over them are more precise than over Draws.
	Points []Weighted
	// LogEvidence is the logarithm of the probability of the observations under the model and prior, for comparing models.
	LogEvidence float64
	// EffectiveSize is the number of independent draws that the points are worth.
	EffectiveSize float64
	// Unique is the expected number of different points among Draws.
	Unique float64
	// Rounds is how many components were laid.
	Rounds int
	// Converged reports that Unique has come to the share of 1−1/e of Draws, which equally weighted points would have.
	Converged bool
}

// Weighted is a set of values with its weight in the posterior.
type Weighted struct {
	Values        []float64
	Weight        float64
	LogLikelihood float64
}

// Mean is the posterior mean of a function of the values.
func (p Posterior) Mean(f func(values []float64) float64) float64 {
	sum := 0.0
	for _, point := range p.Points {
		if point.Weight > 0 {
			sum += point.Weight * f(point.Values)
		}
	}
	return sum
}

// Sample runs. logLikelihood gives the log-likelihood of the observations; −Inf for values with which they are impossible. It
// may be called from several goroutines. Sample returns ErrOptions, ErrNumber for a log-likelihood that is NaN or +Inf,
// ErrNoFit if the observations are impossible with all draws from the prior, or the error of the prior or of logLikelihood.
func (o IMIS) Sample(prior Prior, logLikelihood func(values []float64) (float64, error)) (Posterior, error) {
	if err := prior.check(); err != nil {
		return Posterior{}, err
	}
	if o.Initial < 2 || o.Batch <= prior.Dimension || o.Rounds < 0 || o.Resample < 1 {
		return Posterior{}, fmt.Errorf("%w: %+v in %d dimensions", ErrOptions, o, prior.Dimension)
	}
	m := &mixture{options: o, prior: prior, logLikelihood: logLikelihood}
	initial := hypercube(uncertainty.Latin(o.Seed, uint64(o.Initial)), o.Initial, prior.Dimension)
	for _, point := range initial {
		for k, u := range point {
			point[k] = distribution.StandardNormalQuantile(u)
		}
	}
	if err := m.add(initial); err != nil {
		return Posterior{}, err
	}
	if m.impossible() {
		return Posterior{}, fmt.Errorf("%w: all %d draws from the prior are impossible", ErrNoFit, o.Initial)
	}
	for m.weigh(); !m.converged() && len(m.components) < o.Rounds; m.weigh() {
		c := m.component()
		m.components = append(m.components, c)
		for i := range m.points {
			m.points[i].density += c.density(m.points[i].z)
		}
		if err := m.add(m.drawn(c)); err != nil {
			return Posterior{}, err
		}
	}
	return m.posterior(), nil
}

// mixture is the state of a run.
type mixture struct {
	options       IMIS
	prior         Prior
	logLikelihood func([]float64) (float64, error)
	points        []point
	components    []component
	logEvidence   float64
}

// point is a draw: its normal coordinates, what the components together have as density there, and its weight.
type point struct {
	z       []float64
	values  []float64
	logLike float64
	density float64
	weight  float64
}

// add evaluates draws.
func (m *mixture) add(zs [][]float64) error {
	first := len(m.points)
	m.points = append(m.points, make([]point, len(zs))...)
	return forEach(len(zs), m.options.Workers, func(i int) error {
		values, err := m.prior.Normal(zs[i])
		if err != nil {
			return err
		}
		l, err := m.logLikelihood(slices.Clone(values))
		if err != nil {
			return err
		}
		if math.IsNaN(l) || math.IsInf(l, 1) {
			return fmt.Errorf("%w: log-likelihood %v", ErrNumber, l)
		}
		p := point{z: zs[i], values: values, logLike: l}
		for _, c := range m.components {
			p.density += c.density(p.z)
		}
		m.points[first+i] = p
		return nil
	})
}

// impossible reports that no point has a likelihood.
func (m *mixture) impossible() bool {
	return !slices.ContainsFunc(m.points, func(p point) bool { return !math.IsInf(p.logLike, -1) })
}

// weigh gives each point the weight likelihood × prior ÷ density of the mixture that it was drawn from.
func (m *mixture) weigh() {
	n0, b, n := float64(m.options.Initial), float64(m.options.Batch), float64(len(m.points))
	largest := math.Inf(-1)
	for i := range m.points {
		p := &m.points[i]
		prior := math.Exp(logStandardNormal(p.z))
		// log of likelihood × prior/q, with q = (n0·prior + b·components)/n
		p.weight = p.logLike - math.Log((n0+b*ratio(p.density, prior))/n)
		largest = max(largest, p.weight)
	}
	sum := 0.0
	for i := range m.points {
		p := &m.points[i]
		p.weight = math.Exp(p.weight - largest)
		sum += p.weight
	}
	for i := range m.points {
		m.points[i].weight /= sum
	}
	m.logEvidence = largest + math.Log(sum/n)
}

// ratio is a/b, where nothing is no part of nothing.
func ratio(a, b float64) float64 {
	if a == 0 {
		return 0
	}
	return a / b
}

// unique is the expected number of different points among the resampled.
func (m *mixture) unique() float64 {
	sum := 0.0
	for _, p := range m.points {
		sum -= math.Expm1(float64(m.options.Resample) * math.Log1p(-p.weight))
	}
	return sum
}

func (m *mixture) converged() bool {
	return m.unique() >= float64(m.options.Resample)*(1-1/math.E)
}

// component lays a normal law around the heaviest point, with the weighted covariance of the points nearest to it.
func (m *mixture) component() component {
	center := m.points[0]
	for _, p := range m.points {
		if p.weight > center.weight {
			center = p
		}
	}
	order := make([]int, len(m.points))
	distance := make([]float64, len(m.points))
	for i, p := range m.points {
		order[i] = i
		for k, v := range p.z {
			distance[i] += (v - center.z[k]) * (v - center.z[k])
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(distance[a], distance[b]) })
	dimension, total := len(center.z), 0.0
	covariance := make([][]float64, dimension)
	for r := range covariance {
		covariance[r] = make([]float64, dimension)
	}
	for _, i := range order[:min(m.options.Batch, len(order))] {
		p := m.points[i]
		weight := (p.weight + 1/float64(len(m.points))) / 2
		total += weight
		for r := range dimension {
			for c := range r + 1 {
				covariance[r][c] += weight * (p.z[r] - center.z[r]) * (p.z[c] - center.z[c])
			}
		}
	}
	for r := range dimension {
		for c := range r + 1 {
			covariance[r][c] /= total
		}
	}
	return newComponent(center.z, covariance)
}

// component is a normal law by its mean and the lower triangle of its covariance.
type component struct {
	mean     []float64
	lower    [][]float64
	logScale float64 // logarithm of the density at the mean
}

// newComponent factors a covariance, of which the lower triangle is given. Variance that is next to nothing beside the
// others' is kept from zero, so that points on a line do not make a law without a density.
func newComponent(mean []float64, covariance [][]float64) component {
	c := component{mean: mean, lower: covariance}
	trace := 0.0
	for r := range mean {
		trace += covariance[r][r]
	}
	least := max(1e-10*trace/float64(len(mean)), 1e-300)
	c.logScale = -float64(len(mean)) / 2 * math.Log(2*math.Pi)
	for r := range mean {
		for s := range r + 1 {
			v := covariance[r][s]
			for k := range s {
				v -= c.lower[r][k] * c.lower[s][k]
			}
			if r == s {
				c.lower[r][r] = math.Sqrt(max(v, least))
			} else {
				c.lower[r][s] = v / c.lower[s][s]
			}
		}
		c.logScale -= math.Log(c.lower[r][r])
	}
	return c
}

// at is the point that belongs to standard normal coordinates.
func (c component) at(z []float64) []float64 {
	x := slices.Clone(c.mean)
	for r := range x {
		for k := range r + 1 {
			x[r] += c.lower[r][k] * z[k]
		}
	}
	return x
}

func (c component) density(x []float64) float64 {
	z, square := make([]float64, len(x)), 0.0
	for r := range x {
		v := x[r] - c.mean[r]
		for k := range r {
			v -= c.lower[r][k] * z[k]
		}
		z[r] = v / c.lower[r][r]
		square += z[r] * z[r]
	}
	return math.Exp(c.logScale - square/2)
}

// drawn are draws of a component, numbered after all before them.
func (m *mixture) drawn(c component) [][]float64 {
	design := uncertainty.Random(m.options.Seed)
	first := uint64(len(m.points))
	zs := make([][]float64, m.options.Batch)
	for i := range zs {
		z := make([]float64, len(c.mean))
		for k := range z {
			z[k] = distribution.StandardNormalQuantile(design.Uniform(fmt.Sprintf("component %d", k), first+uint64(i)))
		}
		zs[i] = c.at(z)
	}
	return zs
}

func logStandardNormal(z []float64) float64 {
	sum := 0.0
	for _, v := range z {
		sum -= v*v/2 + math.Log(2*math.Pi)/2
	}
	return sum
}

// posterior resamples systematically: evenly spaced marks on the pile of weights, from a random start.
func (m *mixture) posterior() Posterior {
	p := Posterior{
		LogEvidence: m.logEvidence, Unique: m.unique(), Rounds: len(m.components), Converged: m.converged(),
		Points: make([]Weighted, len(m.points)), Draws: make([][]float64, 0, m.options.Resample),
	}
	squares, pile, last := 0.0, 0.0, 0
	for i, point := range m.points {
		p.Points[i] = Weighted{Values: point.values, Weight: point.weight, LogLikelihood: point.logLike}
		squares += point.weight * point.weight
		if point.weight > 0 {
			last = i
		}
	}
	p.EffectiveSize = 1 / squares
	start := uncertainty.Random(m.options.Seed).Uniform("resample", 0)
	for i, point := range m.points[:last+1] {
		pile += point.weight * float64(m.options.Resample)
		for len(p.Draws) < m.options.Resample && (float64(len(p.Draws))+start < pile || i == last) { // the last takes the rounding
			p.Draws = append(p.Draws, slices.Clone(point.values))
		}
	}
	return p
}
