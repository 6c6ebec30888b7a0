package calibrate_test

import (
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/calibrate"
	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
	"github.com/stretchr/testify/require"
)

func moments(p calibrate.Posterior, k int) (mean, variance float64) {
	mean = p.Mean(func(v []float64) float64 { return v[k] })
	return mean, p.Mean(func(v []float64) float64 { return (v[k] - mean) * (v[k] - mean) })
}

// TestIMISBetaBinomial has the exact posterior beta(172, 832) and the exact evidence B(172, 832)/B(2, 2)·C(1000, 170).
func TestIMISBetaBinomial(t *testing.T) {
	p := prior(t, distribution.Beta, [2]float64{2, 2})
	target := calibrate.Proportion{Events: 170, People: 1000}
	options := calibrate.IMIS{Seed: 4, Initial: 1000, Batch: 200, Rounds: 100, Resample: 2000}
	got, err := options.Sample(p, func(v []float64) (float64, error) { return target.LogLikelihood(v[0]), nil })
	require.NoError(t, err)
	require.True(t, got.Converged)
	require.Positive(t, got.Rounds)
	exact, err := distribution.Beta(172, 832)
	require.NoError(t, err)
	mean, variance := moments(got, 0)
	require.InDelta(t, exact.Mean(), mean, .03*math.Sqrt(exact.Variance()))
	require.InEpsilon(t, exact.Variance(), variance, .05)
	lg := func(x float64) float64 { v, _ := math.Lgamma(x); return v }
	evidence := lg(172) + lg(832) - lg(1004) + math.Log(6) + lg(1001) - lg(171) - lg(831)
	require.InDelta(t, evidence, got.LogEvidence, .02)
	require.Len(t, got.Draws, 2000)
	require.Len(t, got.Points, 1000+200*got.Rounds)
	require.Greater(t, got.EffectiveSize, 1000.)
	require.Greater(t, got.Unique, 2000*(1-1/math.E))
	below := 0.0
	for _, d := range got.Draws {
		if exact.CDF(d[0]) < .25 {
			below++
		}
	}
	require.InDelta(t, .25, below/2000, .03)
	sum := 0.0
	for _, point := range got.Points {
		sum += point.Weight
		require.Equal(t, target.LogLikelihood(point.Values[0]), point.LogLikelihood)
	}
	require.InDelta(t, 1, sum, 1e-12)

	// Any number of workers gives the same bits.
	options.Workers = 5
	again, err := options.Sample(p, func(v []float64) (float64, error) { return target.LogLikelihood(v[0]), nil })
	require.NoError(t, err)
	require.Equal(t, got, again)
}

// TestIMISNormal: three normal parameters of which only the sum of two and the third are measured, so that the posterior is a
// thin ellipsoid with known moments.
func TestIMISNormal(t *testing.T) {
	p := prior(t, distribution.Normal, [2]float64{0, 1}, [2]float64{0, 1}, [2]float64{5, 2})
	sum, third := calibrate.Measured{Value: 1.5, StdErr: .05}, calibrate.Measured{Value: 8, StdErr: .1}
	options := calibrate.IMIS{Seed: 8, Initial: 3000, Batch: 300, Rounds: 100, Resample: 3000, Workers: 2}
	got, err := options.Sample(p, func(v []float64) (float64, error) {
		return sum.LogLikelihood(v[0]+v[1]) + third.LogLikelihood(v[2]), nil
	})
	require.NoError(t, err)
	require.True(t, got.Converged)
	for k, want := range [][2]float64{
		{1.5 / 2.0025, 1 - 1/2.0025}, {1.5 / 2.0025, 1 - 1/2.0025}, // prior variance 1 each, error variance .0025
		{(5*.01 + 8*4) / 4.01, 4 * .01 / 4.01},
	} {
		mean, variance := moments(got, k)
		require.InDelta(t, want[0], mean, .06*math.Sqrt(want[1]), "mean %d", k)
		require.InEpsilon(t, want[1], variance, .08, "variance %d", k)
	}
	evidence := func(at, mean, variance float64) float64 {
		return -(at-mean)*(at-mean)/variance/2 - math.Log(2*math.Pi*variance)/2
	}
	require.InDelta(t, evidence(1.5, 0, 2.0025)+evidence(8, 5, 4.01), got.LogEvidence, .05)
}

// TestIMISWithoutRounds is plain importance sampling from the prior.
func TestIMISWithoutRounds(t *testing.T) {
	p := prior(t, distribution.Uniform, [2]float64{0, 1})
	options := calibrate.IMIS{Seed: 1, Initial: 500, Batch: 2, Resample: 100}
	got, err := options.Sample(p, func(v []float64) (float64, error) {
		return calibrate.Proportion{Events: 3, People: 4}.LogLikelihood(v[0]), nil
	})
	require.NoError(t, err)
	require.Zero(t, got.Rounds)
	require.True(t, got.Converged, "the posterior is wide")
	mean, _ := moments(got, 0)
	require.InDelta(t, 4./6, mean, .005)
	require.InDelta(t, math.Log(1./5), got.LogEvidence, .005)

	sharp, err := options.Sample(p, func(v []float64) (float64, error) {
		return calibrate.Measured{Value: .5, StdErr: .001}.LogLikelihood(v[0]), nil
	})
	require.NoError(t, err)
	require.False(t, sharp.Converged)

	// Impossible values have no weight; where one point alone is possible it is every draw.
	lone := func(v []float64) (float64, error) {
		if v[0] > .998 {
			return 0, nil
		}
		return math.Inf(-1), nil
	}
	one, err := options.Sample(p, lone)
	require.NoError(t, err)
	require.InDelta(t, 1, one.EffectiveSize, 1e-12)
	for _, d := range one.Draws {
		require.Equal(t, one.Draws[0], d)
	}
	options.Rounds = 3 // a component around a single point
	_, err = options.Sample(p, lone)
	require.NoError(t, err)
}

func TestIMISRefuses(t *testing.T) {
	p := prior(t, distribution.Uniform, [2]float64{0, 1}, [2]float64{0, 1})
	good := calibrate.IMIS{Seed: 1, Initial: 50, Batch: 10, Rounds: 5, Resample: 20}
	flat := func([]float64) (float64, error) { return 0, nil }
	for name, change := range map[string]func(*calibrate.IMIS){
		"initial":  func(o *calibrate.IMIS) { o.Initial = 1 },
		"batch":    func(o *calibrate.IMIS) { o.Batch = 2 },
		"rounds":   func(o *calibrate.IMIS) { o.Rounds = -1 },
		"resample": func(o *calibrate.IMIS) { o.Resample = 0 },
	} {
		o := good
		change(&o)
		_, err := o.Sample(p, flat)
		require.ErrorIs(t, err, calibrate.ErrOptions, name)
	}
	_, err := good.Sample(calibrate.Prior{}, flat)
	require.ErrorIs(t, err, calibrate.ErrOptions)
	for _, bad := range []float64{math.NaN(), math.Inf(1)} {
		_, err := good.Sample(p, func([]float64) (float64, error) { return bad, nil })
		require.ErrorIs(t, err, calibrate.ErrNumber)
	}
	_, err = good.Sample(p, func([]float64) (float64, error) { return math.Inf(-1), nil })
	require.ErrorIs(t, err, calibrate.ErrNoFit)
	_, err = good.Sample(p, func([]float64) (float64, error) { return 0, errModel })
	require.ErrorIs(t, err, errModel)
	broken := calibrate.Prior{Dimension: 1, At: func([]float64) ([]float64, error) { return nil, errModel }}
	_, err = good.Sample(broken, flat)
	require.ErrorIs(t, err, errModel)

	calls := 0
	_, err = good.Sample(p, func(v []float64) (float64, error) { // fails in the first component
		if calls++; calls > 50 {
			return 0, errModel
		}
		return -1e4 * (v[0] - .5) * (v[0] - .5), nil
	})
	require.ErrorIs(t, err, errModel)
}

func BenchmarkIMIS(b *testing.B) {
	p := prior(b, distribution.Beta, [2]float64{2, 2}, [2]float64{2, 2})
	target := calibrate.Proportion{Events: 170, People: 1000}
	options := calibrate.IMIS{Seed: 4, Initial: 1000, Batch: 100, Rounds: 100, Resample: 1000}
	b.ReportAllocs()
	for range b.N {
		_, _ = options.Sample(p, func(v []float64) (float64, error) {
			return target.LogLikelihood(v[0]) + target.LogLikelihood(v[1]), nil
		})
	}
}
