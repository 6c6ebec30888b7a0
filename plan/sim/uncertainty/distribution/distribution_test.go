package distribution_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
	"github.com/stretchr/testify/require"
)

func Example() {
	// A published overdose hazard ratio of .40 (.35–.46) enters a simulation as a log-normal law.
	ratio, err := distribution.LognormalInterval(.35, .46, .95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("median %.3f, 2.5 %% %.2f, 97.5 %% %.2f\n", ratio.Quantile(.5), ratio.Quantile(.025), ratio.Quantile(.975))
	// Output: median 0.401, 2.5 % 0.35, 97.5 % 0.46
}

func must(t testing.TB, law distribution.Law, err error) distribution.Law {
	t.Helper()
	require.NoError(t, err)
	return law
}

func every(t testing.TB) []distribution.Law {
	t.Helper()
	var laws []distribution.Law
	add := func(law distribution.Law, err error) { laws = append(laws, must(t, law, err)) }
	add(distribution.Uniform(-2, 5))
	add(distribution.Normal(3, .5))
	add(distribution.Lognormal(-.3, .8))
	for _, shape := range []float64{.05, .9, 1, 3.7, 44, 5000, 1e6} {
		add(distribution.Gamma(shape, 2.5))
	}
	for _, ab := range [][2]float64{{.05, .05}, {.2, 3}, {1, 1}, {1, 9}, {7, 2}, {600, 40}, {1e5, 1e7}} {
		add(distribution.Beta(ab[0], ab[1]))
	}
	n, err := distribution.Normal(.769, .16)
	add(distribution.Truncated(must(t, n, err), 0, 1))
	g, err := distribution.Gamma(.4, 3)
	add(distribution.Truncated(must(t, g, err), 1, math.Inf(1)))
	return laws
}

// TestRoundTrip goes from probabilities to values and back, and checks that the value grows with the probability.
func TestRoundTrip(t *testing.T) {
	for _, law := range every(t) {
		before := math.Inf(-1)
		for i := 1; i < 500; i++ {
			p := float64(i) / 500
			x := law.Quantile(p)
			require.GreaterOrEqual(t, x, before, "%v at %g", law, p)
			before = x
			if x < 1-1e-3 || x > 1+1e-3 { // just below 1 the format of numbers cannot hold values of a beta law apart
				require.InEpsilon(t, p, law.CDF(x), 2e-9, "%v at %g", law, p)
			}
		}
	}
}

// TestMoments integrates the quantile function: its mean and variance must be those that the law states.
func TestMoments(t *testing.T) {
	for _, law := range every(t) {
		const n = 2000
		mean, square, stated := 0.0, 0.0, law.Mean()
		for i := range n {
			v := (float64(i) + .5) / n
			p, w := v*v*v*(10-15*v+6*v*v), 30*v*v*(1-v)*(1-v)/n
			x := law.Quantile(p)
			mean += w * x
			square += w * (x - stated) * (x - stated)
		}
		sd := math.Sqrt(law.Variance())
		require.InDelta(t, stated, mean, 1e-4*sd, "%v", law)
		require.InEpsilon(t, law.Variance(), square, 2e-3, "%v", law)
	}
}

func TestEnds(t *testing.T) {
	inf := math.Inf(1)
	for _, law := range every(t) {
		for _, p := range []float64{-1e-9, 1 + 1e-9, math.NaN(), -inf, inf} {
			require.True(t, math.IsNaN(law.Quantile(p)), "%v: quantile of %g", law, p)
		}
		require.True(t, math.IsNaN(law.CDF(math.NaN())), "%v", law)
		require.Equal(t, 0.0, law.CDF(-inf), "%v", law)
		require.Equal(t, 1.0, law.CDF(inf), "%v", law)
		low, high := law.Quantile(0), law.Quantile(1)
		require.Equal(t, 1.0, law.CDF(high), "%v", law)
		require.InDelta(t, 0, law.CDF(low), 1e-12, "%v", law)
		require.NotEmpty(t, law.String())
	}
}

func TestFixed(t *testing.T) {
	law, err := distribution.Fixed(.5)
	require.NoError(t, err)
	require.Equal(t, .5, law.Mean())
	require.Equal(t, 0.0, law.Variance())
	for _, p := range []float64{0, .3, 1} {
		require.Equal(t, .5, law.Quantile(p))
	}
	require.True(t, math.IsNaN(law.Quantile(2)))
	require.Equal(t, 0.0, law.CDF(.499))
	require.Equal(t, 1.0, law.CDF(.5))
	require.True(t, math.IsNaN(law.CDF(math.NaN())))
	require.Equal(t, "fixed(0.5)", law.String())

	same, err := distribution.Truncated(law, .5, 1)
	require.NoError(t, err, "a fixed value at the end of the range is inside it")
	require.Equal(t, .5, same.Quantile(.2))
	_, err = distribution.Truncated(law, .6, 1)
	require.ErrorIs(t, err, distribution.ErrParameter)
}

// TestExactPoints are values that can be had without a computer.
func TestExactPoints(t *testing.T) {
	exponential, err := distribution.Gamma(1, 4)
	require.NoError(t, err)
	require.InEpsilon(t, 4*math.Ln2, exponential.Quantile(.5), 1e-15)
	square, err := distribution.Beta(2, 1)
	require.NoError(t, err)
	require.InEpsilon(t, math.Sqrt(.3), square.Quantile(.3), 1e-14)
	arcsine, err := distribution.Beta(.5, .5)
	require.NoError(t, err)
	require.InEpsilon(t, math.Pow(math.Sin(math.Pi*.1), 2), arcsine.Quantile(.2), 1e-13)
	require.InEpsilon(t, 3.841458820694124, 2*distribution.StandardGammaQuantile(.5, .95), 1e-14)
	for _, shape := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		require.True(t, math.IsNaN(distribution.StandardGammaQuantile(shape, .5)))
	}
	require.Equal(t, 0.0, distribution.StandardNormalQuantile(.5))
	require.InEpsilon(t, 1.959963984540054, distribution.StandardNormalQuantile(.975), 1e-15)
	require.InEpsilon(t, 9.865876450376981e-10, distribution.StandardNormalCDF(-6), 1e-13)
}

func TestNoSuchLaw(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	type two func(a, b float64) (distribution.Law, error)
	for name, c := range map[string]struct {
		law  two
		fail [][2]float64
		pass [][2]float64
	}{
		"normal": {distribution.Normal, [][2]float64{{0, 0}, {0, -1}, {nan, 1}, {0, nan}, {inf, 1}, {0, inf}},
			[][2]float64{{0, 1e-300}}},
		"lognormal": {distribution.Lognormal, [][2]float64{{0, 0}, {0, -1}, {nan, 1}, {0, inf}}, [][2]float64{{0, 1e-9}}},
		"gamma":     {distribution.Gamma, [][2]float64{{0, 1}, {1, 0}, {-1, 1}, {1, -1}, {nan, 1}, {1, inf}}, [][2]float64{{1e-9, 1e-9}}},
		"beta":      {distribution.Beta, [][2]float64{{0, 1}, {1, 0}, {-1, 1}, {1, nan}, {inf, 1}}, [][2]float64{{1e-9, 1}}},
		"uniform": {distribution.Uniform, [][2]float64{{1, 1}, {2, 1}, {nan, 1}, {0, inf}, {-math.MaxFloat64, math.MaxFloat64}},
			[][2]float64{{0, 1e-300}}},
		"gamma of mean": {distribution.GammaMeanSD, [][2]float64{{0, 1}, {1, 0}, {-1, 1}, {nan, 1}, {1, inf}},
			[][2]float64{{1, 1}}},
		"beta of mean": {distribution.BetaMeanSD, [][2]float64{{0, .1}, {1, .1}, {.5, 0}, {.5, .5}, {.5, nan}, {.5, -.1}},
			[][2]float64{{.5, .499}}},
	} {
		for _, ab := range c.fail {
			law, err := c.law(ab[0], ab[1])
			require.ErrorIs(t, err, distribution.ErrParameter, "%s %v", name, ab)
			require.Nil(t, law, "%s %v", name, ab)
		}
		for _, ab := range c.pass {
			_, err := c.law(ab[0], ab[1])
			require.NoError(t, err, "%s %v", name, ab)
		}
	}
	for _, v := range []float64{nan, inf, -inf} {
		_, err := distribution.Fixed(v)
		require.ErrorIs(t, err, distribution.ErrParameter)
	}
	type three func(a, b, c float64) (distribution.Law, error)
	for name, c := range map[string]struct {
		law  three
		fail [][3]float64
	}{
		"lognormal": {distribution.LognormalInterval,
			[][3]float64{{0, 1, .95}, {2, 1, .95}, {1, 1, .95}, {1, 2, 0}, {1, 2, 1}, {nan, 2, .95}}},
		"normal": {distribution.NormalInterval, [][3]float64{{2, 1, .95}, {1, 1, .95}, {1, 2, 0}, {1, 2, 1}, {1, nan, .95}}},
	} {
		for _, v := range c.fail {
			_, err := c.law(v[0], v[1], v[2])
			require.ErrorIs(t, err, distribution.ErrParameter, "%s %v", name, v)
		}
	}
}

func TestMomentConstructors(t *testing.T) {
	for _, c := range []struct{ mean, sd float64 }{{.5, .1}, {.01, .002}, {.9, .2}} {
		b, err := distribution.BetaMeanSD(c.mean, c.sd)
		require.NoError(t, err)
		g, err := distribution.GammaMeanSD(c.mean, c.sd)
		require.NoError(t, err)
		for _, law := range []distribution.Law{b, g} {
			require.InEpsilon(t, c.mean, law.Mean(), 1e-13)
			require.InEpsilon(t, c.sd*c.sd, law.Variance(), 1e-12)
		}
	}
	l, err := distribution.LognormalInterval(1.55, 5.09, .9)
	require.NoError(t, err)
	require.InEpsilon(t, 1.55, l.Quantile(.05), 1e-13)
	require.InEpsilon(t, 5.09, l.Quantile(.95), 1e-13)
	n, err := distribution.NormalInterval(-2, 6, .8)
	require.NoError(t, err)
	require.InEpsilon(t, -2, n.Quantile(.1), 1e-13)
	require.InEpsilon(t, 2, n.Mean(), 1e-13)
}

func TestTruncated(t *testing.T) {
	n, err := distribution.Normal(0, 1)
	require.NoError(t, err)
	half, err := distribution.Truncated(n, 0, math.Inf(1))
	require.NoError(t, err)
	require.InEpsilon(t, math.Sqrt(2/math.Pi), half.Mean(), 1e-5)
	require.InEpsilon(t, 1-2/math.Pi, half.Variance(), 1e-4)
	require.InEpsilon(t, distribution.StandardNormalQuantile(.75), half.Quantile(.5), 1e-14)
	require.Equal(t, 0.0, half.Quantile(0))
	require.Equal(t, 0.0, half.CDF(-.1))
	for _, ends := range [][2]float64{{1, 1}, {2, 1}, {math.NaN(), 1}, {0, math.NaN()}, {40, 50}} {
		_, err := distribution.Truncated(n, ends[0], ends[1])
		require.ErrorIs(t, err, distribution.ErrParameter, "%v", ends)
	}
	_, err = distribution.Truncated(nil, 0, 1)
	require.ErrorIs(t, err, distribution.ErrParameter)
	bounded, err := distribution.Truncated(n, -1, 1)
	require.NoError(t, err)
	require.Equal(t, 1.0, bounded.CDF(2))
}

func FuzzQuantile(f *testing.F) {
	f.Add(2.0, 3.0, .3)
	f.Add(1e-3, 1e6, 1e-200)
	f.Add(1e8, .5, 1-1e-12)
	f.Fuzz(func(t *testing.T, a, b, p float64) {
		if !(a > 1e-6 && a < 1e9 && b > 1e-6 && b < 1e9 && p > 0 && p < 1) {
			return // outside what a scenario declares
		}
		for _, build := range []func(a, b float64) (distribution.Law, error){distribution.Gamma, distribution.Beta} {
			law, err := build(a, b)
			require.NoError(t, err)
			x := law.Quantile(p)
			require.False(t, math.IsNaN(x) || x < 0, "%v at %g is %g", law, p, x)
			if x > 1e-290 && x < 1-1e-3 {
				// A value is held to about 1e-16, which moves the probability by that times its slope against log x.
				slope := max((law.CDF(x*(1+1e-9))-law.CDF(x*(1-1e-9)))/2e-9, 1e-300)
				require.InDelta(t, p, law.CDF(x), 1e-9*p+1e-14*slope+1e-15, "%v at %g is %g", law, p, x)
			}
		}
	})
}

func BenchmarkQuantile(b *testing.B) {
	for _, law := range every(b) {
		b.Run(law.String(), func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				law.Quantile((float64(i%997) + .5) / 997)
			}
		})
	}
}
