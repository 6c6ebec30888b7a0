package uncertainty_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/economics"
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
	"github.com/stretchr/testify/require"
)

func must[T any](t testing.TB) func(T, error) T {
	return func(x T, err error) T {
		t.Helper()
		require.NoError(t, err)
		return x
	}
}

// observed makes what a function that may fail returns easy to put into a table.
func observed(o uncertainty.Observation, err error) uncertainty.Observation {
	if err != nil {
		panic(err)
	}
	return o
}

// TestObservationsFollowTheirLaw compares, over a fine grid of uniform numbers, how often each count is seen with its probability.
func TestObservationsFollowTheirLaw(t *testing.T) {
	const grid = 40_000
	for name, c := range map[string]struct {
		o     uncertainty.Observation
		value float64
		size  float64
		law   func(k float64) float64 // logarithm of the probability
	}{
		"binomial": {observed(uncertainty.ObservedShare(20)), 0.3, 20, func(k float64) float64 {
			return lgamma(21) - lgamma(k+1) - lgamma(21-k) + k*math.Log(.3) + (20-k)*math.Log(.7)
		}},
		"Poisson": {observed(uncertainty.ObservedRate(8)), 0.6, 8, func(k float64) float64 { return k*math.Log(4.8) - 4.8 - lgamma(k+1) }},
	} {
		seen := map[float64]float64{}
		for i := range grid {
			x, err := c.o.Simulate(c.value, (float64(i)+.5)/grid)
			require.NoError(t, err)
			seen[math.Round(x*c.size)]++
		}
		for k := range 21 {
			require.InDelta(t, math.Exp(c.law(float64(k))), seen[float64(k)]/grid, 1.01/grid, "%s, %d", name, k)
		}
	}
	for _, o := range []uncertainty.Observation{observed(uncertainty.ObservedShare(5)), observed(uncertainty.ObservedRate(3))} {
		x, err := o.Simulate(0, 0.9999)
		require.NoError(t, err)
		require.Zero(t, x, "what cannot happen is not seen: %v", o)
	}
	all, err := observed(uncertainty.ObservedShare(5)).Simulate(1, 0.0001)
	require.NoError(t, err)
	require.Equal(t, 1.0, all)
	mean, err := observed(uncertainty.ObservedMean(25, 10)).Simulate(70, 0.975)
	require.NoError(t, err)
	require.InDelta(t, 70+1.959964*2, mean, 1e-5)
	ratio, err := observed(uncertainty.ObservedRatio(100)).Simulate(0.5, 0.025)
	require.NoError(t, err)
	require.InDelta(t, 0.5*math.Exp(-1.959964*0.2), ratio, 1e-6)
}

func lgamma(x float64) float64 {
	y, _ := math.Lgamma(x)
	return y
}

// TestWhatAStudyIsWorth compares with closed forms of conjugate laws: with a parameter x of mean m the new strategy brings x − m0 more, so
// that a study is worth E max(0, E[x | data] − m0) − max(0, m − m0).
func TestWhatAStudyIsWorth(t *testing.T) {
	const draws = 20_000
	for name, c := range map[string]struct {
		law    distribution.Law
		o      uncertainty.Observation
		at     float64 // m0
		method economics.Smoothing
		want   float64
	}{
		// normal: the mean given the data is normal, with the variance 1·1/(1 + 3²/12)
		"normal": {must[distribution.Law](t)(distribution.Normal(0, 1)), observed(uncertainty.ObservedMean(12, 3)), 0.2, economics.Spline(4),
			math.Sqrt(1/1.75) * loss(0.2/math.Sqrt(1/1.75))},
		"beta": {must[distribution.Law](t)(distribution.Beta(3, 7)), observed(uncertainty.ObservedShare(15)), 0.35, economics.Spline(4),
			sum(16, func(k float64) float64 {
				chance := math.Exp(lgamma(16) - lgamma(k+1) - lgamma(16-k) + lbeta(3+k, 7+15-k) - lbeta(3, 7))
				return chance * max(0, (3+k)/25-0.35)
			})},
		"gamma": {must[distribution.Law](t)(distribution.Gamma(2, 0.5)), observed(uncertainty.ObservedRate(4)), 1.3, economics.Spline(4),
			sum(200, func(k float64) float64 {
				chance := math.Exp(lgamma(k+2) - lgamma(k+1) - lgamma(2) + 2*math.Log(2./6) + k*math.Log(4./6))
				return chance * max(0, (2+k)/6-1.3)
			})},
	} {
		sample, err := economics.NewSample("old", "new")
		require.NoError(t, err)
		var values, seen []float64
		for i := range uint64(draws) {
			x := c.law.Quantile(uncertainty.Latin(1, draws).Uniform("x", i))
			s, err := c.o.Simulate(x, uncertainty.Random(2).Uniform("luck", i))
			require.NoError(t, err)
			values, seen = append(values, x), append(seen, s)
			require.NoError(t, sample.Add([]float64{0, 0}, []float64{0, x - c.at}))
		}
		got, err := sample.SampleInformation(seen, 1, c.method)
		require.NoError(t, err)
		require.InDelta(t, c.want, got.Value, 4*got.StdErr, name)
		require.Less(t, got.StdErr, 0.05*c.want)
		known, err := sample.PartialInformation(values, 1, c.method)
		require.NoError(t, err)
		require.Less(t, got.Value, known.Value, "%s: no study tells more than the truth", name)
	}
}

// TestLargerStudiesAreWorthMore: with the same luck, a larger study tells more, and a very large one all.
func TestLargerStudiesAreWorthMore(t *testing.T) {
	const draws = 5000
	law := must[distribution.Law](t)(distribution.LognormalInterval(0.5, 1.2, 0.95))
	before := 0.0
	for _, events := range []int64{1, 10, 100, 1000, 1_000_000_000} {
		sample, err := economics.NewSample("usual", "support")
		require.NoError(t, err)
		var values, seen []float64
		for i := range uint64(draws) {
			x := law.Quantile(uncertainty.Latin(1, draws).Uniform("x", i))
			s, err := observed(uncertainty.ObservedRatio(events)).Simulate(x, uncertainty.Random(2).Uniform("luck", i))
			require.NoError(t, err)
			values, seen = append(values, x), append(seen, s)
			require.NoError(t, sample.Add([]float64{0, 0}, []float64{0, 0.8 - x}))
		}
		got, err := sample.SampleInformation(seen, 1, economics.Spline(5))
		require.NoError(t, err)
		require.Greater(t, got.Value, before, "%d events", events)
		before = got.Value
		if events == 1_000_000_000 {
			known, err := sample.PartialInformation(values, 1, economics.Spline(5))
			require.NoError(t, err)
			require.InEpsilon(t, known.Value, got.Value, 1e-3)
		}
	}
}

func TestObservationsThatAreNone(t *testing.T) {
	for _, f := range []func() (uncertainty.Observation, error){
		func() (uncertainty.Observation, error) { return uncertainty.ObservedShare(0) },
		func() (uncertainty.Observation, error) { return uncertainty.ObservedShare(1e10) },
		func() (uncertainty.Observation, error) { return uncertainty.ObservedRate(0) },
		func() (uncertainty.Observation, error) { return uncertainty.ObservedRate(math.Inf(1)) },
		func() (uncertainty.Observation, error) { return uncertainty.ObservedRate(math.NaN()) },
		func() (uncertainty.Observation, error) { return uncertainty.ObservedMean(0, 1) },
		func() (uncertainty.Observation, error) { return uncertainty.ObservedMean(1, 0) },
		func() (uncertainty.Observation, error) { return uncertainty.ObservedRatio(-1) },
	} {
		_, err := f()
		require.ErrorIs(t, err, uncertainty.ErrObservation)
	}
	_, err := uncertainty.Observation{}.Simulate(1, .5)
	require.ErrorIs(t, err, uncertainty.ErrObservation)
	share, rate, ratio := observed(uncertainty.ObservedShare(3)), observed(uncertainty.ObservedRate(3)), observed(uncertainty.ObservedRatio(3))
	for _, c := range []struct {
		o        uncertainty.Observation
		value, u float64
	}{{share, 1.1, .5}, {share, -.1, .5}, {share, math.NaN(), .5}, {share, .5, 0}, {share, .5, 1}, {share, .5, math.NaN()}, {rate, -1, .5}, {rate, 1e9, .5},
		{rate, math.Inf(1), .5}, {ratio, 0, .5}} {
		_, err := c.o.Simulate(c.value, c.u)
		require.ErrorIs(t, err, uncertainty.ErrValue, "%v of %v", c.value, c.o)
	}
}

func ExampleObservation() {
	trial, _ := uncertainty.ObservedShare(400)
	retained, _ := trial.Simulate(0.6, uncertainty.Random(1).Uniform("trial", 0))
	fmt.Println(trial, "is", retained)
	// Output: the share of 400 people is 0.6425
}

// loss is the unit normal loss function.
func loss(x float64) float64 {
	return math.Exp(-x*x/2)/math.Sqrt(2*math.Pi) - x*distribution.StandardNormalCDF(-x)
}

func lbeta(a, b float64) float64 { return lgamma(a) + lgamma(b) - lgamma(a+b) }

func sum(n int, f func(float64) float64) float64 {
	total := 0.0
	for k := range n {
		total += f(float64(k))
	}
	return total
}
