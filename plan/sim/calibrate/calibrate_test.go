package calibrate_test

import (
	"errors"
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/calibrate"
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
	"github.com/stretchr/testify/require"
)

var errModel = errors.New("the model fails")

// prior makes a Prior of two-parameter laws.
func prior(t testing.TB, make func(a, b float64) (distribution.Law, error), parameters ...[2]float64) calibrate.Prior {
	t.Helper()
	var laws []distribution.Law
	for _, p := range parameters {
		law, err := make(p[0], p[1])
		require.NoError(t, err)
		laws = append(laws, law)
	}
	p, err := calibrate.Independent(laws...)
	require.NoError(t, err)
	return p
}

func TestPriors(t *testing.T) {
	p := prior(t, distribution.Gamma, [2]float64{2, 3}, [2]float64{5, 1})
	require.Equal(t, 2, p.Dimension)
	median, err := p.Normal([]float64{0, 0})
	require.NoError(t, err)
	same, err := p.At([]float64{.5, .5})
	require.NoError(t, err)
	require.Equal(t, same, median)
	far, err := p.Normal([]float64{-1e6, 1e6})
	require.NoError(t, err)
	require.True(t, far[0] >= 0 && !math.IsInf(far[1], 0), "%v", far)
	_, err = p.Normal([]float64{0, math.NaN()})
	require.ErrorIs(t, err, calibrate.ErrNumber)

	_, err = calibrate.Independent()
	require.ErrorIs(t, err, calibrate.ErrOptions)
	_, err = calibrate.Independent(nil)
	require.ErrorIs(t, err, calibrate.ErrOptions)

	law, err := distribution.Normal(10, 2)
	require.NoError(t, err)
	set, err := uncertainty.NewSet(uncertainty.Parameter{Name: "a", Law: law},
		uncertainty.Dirichlet{Names: []string{"b", "c"}, Concentrations: []float64{1, 1}})
	require.NoError(t, err)
	declared := calibrate.Declared(set)
	require.Equal(t, 3, declared.Dimension)
	values, err := declared.At([]float64{.5, .5, .5})
	require.NoError(t, err)
	require.Equal(t, []float64{10, .5, .5}, values)
	_, err = declared.At([]float64{.5})
	require.ErrorIs(t, err, uncertainty.ErrValue)
}

// TestLatinHypercube: each stratum of each dimension holds one point.
func TestLatinHypercube(t *testing.T) {
	for _, points := range []int{1, 5, 64, 1000} {
		cube, err := calibrate.LatinHypercube(3, points, 4)
		require.NoError(t, err)
		require.Len(t, cube, points)
		for k := range 4 {
			seen := make([]bool, points)
			for _, point := range cube {
				seen[int(point[k]*float64(points))] = true
			}
			require.NotContains(t, seen, false)
		}
		again, err := calibrate.LatinHypercube(3, points, 4)
		require.NoError(t, err)
		require.Equal(t, cube, again)
	}
	for _, bad := range [][2]int{{0, 1}, {1, 0}} {
		_, err := calibrate.LatinHypercube(1, bad[0], bad[1])
		require.ErrorIs(t, err, calibrate.ErrOptions)
	}
}

// near is the distance from a point.
func near(at ...float64) calibrate.Distance {
	return func(values []float64, _ uint64) (float64, error) {
		sum := 0.0
		for i, v := range values {
			sum += (v - at[i]) * (v - at[i])
		}
		return math.Sqrt(sum), nil
	}
}

func TestSearch(t *testing.T) {
	p := prior(t, distribution.Uniform, [2]float64{0, 1}, [2]float64{-5, 5})
	best, err := calibrate.Trial{Seed: 1, Draws: 2000}.Search(p, 10, near(.3, 2))
	require.NoError(t, err)
	require.Len(t, best, 10)
	require.Less(t, best[0].Distance, .2)
	for i := range best[1:] {
		require.LessOrEqual(t, best[i].Distance, best[i+1].Distance)
	}
	workers, err := calibrate.Trial{Seed: 1, Draws: 2000, Workers: 7}.Search(p, 10, near(.3, 2))
	require.NoError(t, err)
	require.Equal(t, best, workers)
}

func TestTrialRefuses(t *testing.T) {
	p := prior(t, distribution.Uniform, [2]float64{0, 1})
	trial := calibrate.Trial{Seed: 1, Draws: 20, Workers: 3}
	for _, keep := range []int{0, -1, 21} {
		_, err := trial.Search(p, keep, near(0))
		require.ErrorIs(t, err, calibrate.ErrOptions)
		_, err = trial.AcceptNearest(p, keep, near(0))
		require.ErrorIs(t, err, calibrate.ErrOptions)
	}
	for _, tolerance := range []float64{-1, math.NaN()} {
		_, err := trial.RejectBeyond(p, tolerance, near(0))
		require.ErrorIs(t, err, calibrate.ErrOptions)
	}
	_, err := calibrate.Trial{}.RejectBeyond(p, 1, near(0))
	require.ErrorIs(t, err, calibrate.ErrOptions)
	_, err = trial.RejectBeyond(p, 1e-9, near(5))
	require.ErrorIs(t, err, calibrate.ErrNoFit)
	infinite := func([]float64, uint64) (float64, error) { return math.Inf(1), nil }
	_, err = trial.AcceptNearest(p, 3, infinite)
	require.ErrorIs(t, err, calibrate.ErrNoFit)

	all := map[string]func(calibrate.Prior, calibrate.Distance) error{
		"search": func(p calibrate.Prior, d calibrate.Distance) error { _, err := trial.Search(p, 1, d); return err },
		"beyond": func(p calibrate.Prior, d calibrate.Distance) error { _, err := trial.RejectBeyond(p, 1, d); return err },
		"nearest": func(p calibrate.Prior, d calibrate.Distance) error {
			_, err := trial.AcceptNearest(p, 1, d)
			return err
		},
	}
	for name, method := range all {
		for _, bad := range []float64{-1, math.NaN()} {
			err := method(p, func([]float64, uint64) (float64, error) { return bad, nil })
			require.ErrorIs(t, err, calibrate.ErrNumber, name)
		}
		err := method(p, func(_ []float64, draw uint64) (float64, error) {
			if draw%2 == 1 {
				return 0, errModel
			}
			return 0, nil
		})
		require.ErrorIs(t, err, errModel, name)
		require.ErrorContains(t, err, "point 1:", "the lowest that failed")
		require.ErrorIs(t, method(calibrate.Prior{}, near(0)), calibrate.ErrOptions, name)
		broken := calibrate.Prior{Dimension: 1, At: func([]float64) ([]float64, error) { return nil, errModel }}
		require.ErrorIs(t, method(broken, near(0)), errModel, name)
	}
}

// TestRejectionIsConjugate: 7 of 10 people, uniform prior. Accepting exactly equal counts gives exactly the beta(8, 4) posterior.
func TestRejectionIsConjugate(t *testing.T) {
	const observed, people = 7, 10
	chance := uncertainty.Random(99)
	distance := func(values []float64, draw uint64) (float64, error) {
		events := 0
		for i := range uint64(people) {
			if chance.Uniform("person", draw*people+i) < values[0] {
				events++
			}
		}
		return math.Abs(float64(events - observed)), nil
	}
	p := prior(t, distribution.Uniform, [2]float64{0, 1})
	trial := calibrate.Trial{Seed: 2, Draws: 40_000, Workers: 2}
	accepted, err := trial.RejectBeyond(p, 0, distance)
	require.NoError(t, err)
	require.InDelta(t, 1./11, accepted.Rate, .006, "every count is as likely under this prior")
	posterior, err := distribution.Beta(8, 4)
	require.NoError(t, err)
	var mean uncertainty.Mean
	outside := 0.0
	for i, f := range accepted.Fits {
		require.Zero(t, f.Distance)
		require.True(t, i == 0 || f.Draw > accepted.Fits[i-1].Draw)
		mean.Add(f.Values[0])
		if u := posterior.CDF(f.Values[0]); u < .05 || u > .95 {
			outside += 1 / float64(len(accepted.Fits))
		}
	}
	require.InDelta(t, 8./12, mean.Value(), 4*mean.StdErr())
	require.InEpsilon(t, posterior.Variance(), mean.Variance(), .1)
	require.InDelta(t, .1, outside, .025)

	nearest, err := trial.AcceptNearest(p, 1000, distance)
	require.NoError(t, err)
	require.Len(t, nearest.Fits, 1000)
	require.Zero(t, nearest.Tolerance)
	require.Equal(t, .025, nearest.Rate)
	require.Equal(t, accepted.Fits[:1000], nearest.Fits, "the first of equals, in the order of the draws")
}

func TestTargets(t *testing.T) {
	binomial := calibrate.Proportion{Events: 2, People: 5}
	require.InEpsilon(t, math.Log(10*.09*.343), binomial.LogLikelihood(.3), 1e-13)
	sum := 0.0
	for k := range int64(6) {
		sum += math.Exp(calibrate.Proportion{Events: k, People: 5}.LogLikelihood(.3))
	}
	require.InDelta(t, 1, sum, 1e-13)
	require.Equal(t, 0.0, calibrate.Proportion{People: 4}.LogLikelihood(0), "nobody, surely")
	require.InDelta(t, 0, calibrate.Proportion{Events: 4, People: 4}.LogLikelihood(1), 1e-15)
	for _, impossible := range []float64{-.1, 1.1, 0, 1} {
		require.Equal(t, math.Inf(-1), binomial.LogLikelihood(impossible))
	}

	poisson := calibrate.Count{Events: 3}
	require.InEpsilon(t, math.Log(8*math.Exp(-2)/6), poisson.LogLikelihood(2), 1e-13)
	require.Equal(t, math.Inf(-1), poisson.LogLikelihood(0))
	require.Equal(t, math.Inf(-1), poisson.LogLikelihood(-1))
	require.Equal(t, 0.0, calibrate.Count{}.LogLikelihood(0))

	measured := calibrate.Measured{Value: .47, StdErr: .01}
	require.InEpsilon(t, math.Log(1/(.01*math.Sqrt(2*math.Pi)))-2, measured.LogLikelihood(.49), 1e-9)
	for _, target := range []calibrate.Target{binomial, poisson, measured, calibrate.Count{}, calibrate.Proportion{People: 3}} {
		require.True(t, math.IsNaN(target.LogLikelihood(math.NaN())), "%T", target)
	}
}
