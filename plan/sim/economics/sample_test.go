package economics_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/economics"
	"github.com/stretchr/testify/require"
)

// golden reads a table that plan/sim/testdata/r/check wrote from R, by column.
func golden(t *testing.T, name string) (columns map[string][]float64, rows int) {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", name))
	require.NoError(t, err)
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	columns = map[string][]float64{}
	for _, line := range lines[1:] {
		for i, head := range lines[0] {
			v, err := strconv.ParseFloat(line[i], 64)
			require.NoError(t, err)
			columns[head] = append(columns[head], v)
		}
	}
	return columns, len(lines) - 1
}

func goldenSample(t *testing.T) (*economics.Sample, []float64) {
	t.Helper()
	c, n := golden(t, "sample.csv")
	sample, err := economics.NewSample("a", "b", "c")
	require.NoError(t, err)
	for i := range n {
		require.NoError(t, sample.Add(
			[]float64{c["cost_a"][i], c["cost_b"][i], c["cost_c"][i]}, []float64{c["effect_a"][i], c["effect_b"][i], c["effect_c"][i]}))
	}
	return sample, c["x"]
}

func TestInformationAgainstR(t *testing.T) {
	sample, x := goldenSample(t)
	c, n := golden(t, "information.csv")
	for i := range n {
		threshold := c["threshold"][i]
		near := func(want, got float64, what string) {
			require.InDelta(t, want, got, 1e-9*max(1, math.Abs(want)), "%s at %v", what, threshold)
		}
		curve, err := sample.Acceptability(threshold)
		require.NoError(t, err)
		require.Equal(t, int(c["best"][i]), curve[0].Best)
		for k, name := range []string{"p_a", "p_b", "p_c"} {
			near(c[name][i], curve[0].Probability[k], name)
		}
		all, err := sample.PerfectInformation(threshold)
		require.NoError(t, err)
		near(c["evpi"][i], all.Value, "EVPI")
		near(c["evpi_err"][i], all.StdErr, "error of EVPI")
		for column, method := range map[string]economics.Smoothing{
			"spline_2": economics.Spline(2), "spline_3": economics.Spline(3), "spline_5": economics.Spline(5), "spline_8": economics.Spline(8),
			"bins_1": economics.Binned(1), "bins_7": economics.Binned(7), "bins_30": economics.Binned(30),
		} {
			part, err := sample.PartialInformation(x, threshold, method)
			require.NoError(t, err)
			near(c[column][i], part.Value, column)
		}
	}
}

// unitLoss is the expected loss of a standard normal value below −m: φ(m) − m·Φ(−m).
func unitLoss(m float64) float64 {
	return math.Exp(-m*m/2)/math.Sqrt(2*math.Pi) - m*math.Erfc(m/math.Sqrt2)/2
}

// normals are the midpoint quantiles of the standard normal law: a sample without chance.
func normals(n int) []float64 {
	z := make([]float64, n)
	for i := range z {
		z[i] = math.Sqrt2 * math.Erfinv(2*(float64(i)+.5)/float64(n)-1)
	}
	return z
}

// TestTwoNormalStrategies compares with the closed form: with a net benefit difference that is normal with mean m and
// standard deviation s, perfect information is worth s·(φ(m/s) − m/s·Φ(−m/s)).
func TestTwoNormalStrategies(t *testing.T) {
	const threshold = 20_000.0
	for _, c := range []struct{ mean, sd float64 }{{0, 500}, {300, 500}, {-300, 500}, {2000, 400}} {
		sample, err := economics.NewSample("old", "new")
		require.NoError(t, err)
		z := normals(20_000)
		for _, v := range z {
			require.NoError(t, sample.Add([]float64{1000, 3000}, []float64{1, 1 + (2000+c.mean+c.sd*v)/threshold}))
		}
		want := c.sd * unitLoss(math.Abs(c.mean)/c.sd)
		got, err := sample.PerfectInformation(threshold)
		require.NoError(t, err)
		require.InDelta(t, want, got.Value, 2e-3*c.sd)

		// There is one parameter only, so knowing it is knowing everything; the benefit is a straight line in it.
		for name, method := range map[string]economics.Smoothing{
			"line": economics.Spline(2), "spline": economics.Spline(6), "bins": economics.Binned(200),
		} {
			part, err := sample.PartialInformation(z, threshold, method)
			require.NoError(t, err)
			require.InDelta(t, want, part.Value, 2e-3*c.sd, "%s %+v", name, c)
		}
		one, err := sample.PartialInformation(z, threshold, economics.Binned(1))
		require.NoError(t, err)
		require.InDelta(t, 0, one.Value, 1e-9, "one bin knows nothing")
	}
}

// scrambled puts numbers into an order that has nothing to do with the given one, and is always the same.
func scrambled(x []float64, step int) []float64 {
	out := make([]float64, len(x))
	for i := range x {
		out[i] = x[i*step%len(x)]
	}
	return out
}

// TestPartialInformation: the benefit has two independent normal parts; knowing one is worth the unit loss of its own
// standard deviation. The distances from it are the biases that the documentation speaks of.
func TestPartialInformation(t *testing.T) {
	const n, threshold = 10_007, 1.0 // prime, so that any step scrambles
	z := normals(n)
	known, unknown := scrambled(z, 4001), scrambled(z, 7919)
	sample, err := economics.NewSample("old", "new")
	require.NoError(t, err)
	for i := range known {
		require.NoError(t, sample.Add([]float64{0, 0}, []float64{0, .2 + known[i] + 2*unknown[i]}))
	}
	want := unitLoss(.2)
	for name, c := range map[string]struct {
		method    economics.Smoothing
		low, high float64 // of the bias
	}{
		"straight line":     {economics.Spline(2), -.02, .02},
		"spline":            {economics.Spline(5), -.02, .025},
		"20 bins":           {economics.Binned(20), -.02, .025},
		"1 000 small bins":  {economics.Binned(1000), .02, .2}, // follows the noise: ten draws per bin
		"2 bins are coarse": {economics.Binned(2), -.05, .01},
	} {
		got, err := sample.PartialInformation(known, threshold, c.method)
		require.NoError(t, err)
		bias := got.Value - want
		require.True(t, bias > c.low && bias < c.high, "%s: %v instead of %v", name, got.Value, want)
		require.Positive(t, got.StdErr)
	}
	all, err := sample.PerfectInformation(threshold)
	require.NoError(t, err)
	require.InDelta(t, math.Sqrt(5)*unitLoss(.2/math.Sqrt(5)), all.Value, .02)
}

func TestPlane(t *testing.T) {
	sample, err := economics.NewSample("usual", "new")
	require.NoError(t, err)
	_, _, err = sample.Plane("new", "usual")
	require.ErrorIs(t, err, economics.ErrEmpty)
	for _, d := range []economics.Increment{{5, 1}, {-5, 1}, {-5, -1}, {5, -1}, {0, 2}, {3, 0}, {0, 0}, {7, 3}} {
		require.NoError(t, sample.Add([]float64{10, 10 + d.Cost}, []float64{1, 1 + d.Effect}))
	}
	points, shares, err := sample.Plane("new", "usual")
	require.NoError(t, err)
	require.Equal(t, economics.Increment{Cost: 7, Effect: 3}, points[7])
	require.Equal(t, economics.Quadrants{NorthEast: 3.25 / 8, SouthEast: 1.75 / 8, SouthWest: 1.25 / 8, NorthWest: 1.75 / 8}, shares)
	for _, pair := range [][2]string{{"x", "usual"}, {"new", "x"}} {
		_, _, err = sample.Plane(pair[0], pair[1])
		require.ErrorIs(t, err, economics.ErrName)
	}
}

// TestAcceptability: the strategy to choose need not be the one that is best most often, and ties are shared.
func TestAcceptability(t *testing.T) {
	sample, err := economics.NewSample("a", "b")
	require.NoError(t, err)
	for _, effect := range [][]float64{{2, 1}, {2, 1}, {2, 1}, {0, 9}, {5, 5}} {
		require.NoError(t, sample.Add([]float64{0, 0}, effect))
	}
	curve, err := sample.Acceptability(0, 1)
	require.NoError(t, err)
	require.Equal(t, []float64{.5, .5}, curve[0].Probability, "worthless effects, equal costs")
	require.InDelta(t, .7, curve[1].Probability[0], 1e-15)
	require.InDelta(t, .3, curve[1].Probability[1], 1e-15)
	require.Equal(t, 1, curve[1].Best)
	require.InDelta(t, math.Sqrt(.7*.3/5), curve[1].StdErr, 1e-15)
	require.Equal(t, []string{"a", "b"}, sample.Names())
}

func TestSampleRefuses(t *testing.T) {
	for _, names := range [][]string{nil, {""}, {"a", "a"}} {
		_, err := economics.NewSample(names...)
		require.Error(t, err)
	}
	sample, err := economics.NewSample("a", "b")
	require.NoError(t, err)
	_, err = sample.Means()
	require.ErrorIs(t, err, economics.ErrEmpty)
	_, err = sample.Acceptability(1)
	require.ErrorIs(t, err, economics.ErrEmpty)
	_, err = sample.PerfectInformation(1)
	require.ErrorIs(t, err, economics.ErrEmpty)
	_, err = sample.PartialInformation(nil, 1, economics.Spline(2))
	require.ErrorIs(t, err, economics.ErrEmpty)
	require.ErrorIs(t, sample.Add([]float64{1}, []float64{1, 2}), economics.ErrLength)
	require.ErrorIs(t, sample.Add([]float64{1, 2}, []float64{1}), economics.ErrLength)
	require.ErrorIs(t, sample.Add([]float64{1, math.NaN()}, []float64{1, 2}), economics.ErrNumber)
	require.ErrorIs(t, sample.Add([]float64{1, 2}, []float64{math.Inf(1), 2}), economics.ErrNumber)
	require.Zero(t, sample.Draws())

	for i := range 3 {
		require.NoError(t, sample.Add([]float64{1, 2}, []float64{1, float64(i)}))
	}
	for _, threshold := range []float64{-1, math.NaN(), math.Inf(1)} {
		_, err = sample.PerfectInformation(threshold)
		require.ErrorIs(t, err, economics.ErrNumber)
	}
	for name, c := range map[string]struct {
		parameter []float64
		method    economics.Smoothing
		want      error
	}{
		"too short":        {[]float64{1, 2}, economics.Spline(2), economics.ErrLength},
		"not finite":       {[]float64{1, 2, math.NaN()}, economics.Spline(2), economics.ErrNumber},
		"no method":        {[]float64{1, 2, 3}, economics.Smoothing{}, economics.ErrMethod},
		"no bin":           {[]float64{1, 2, 3}, economics.Binned(0), economics.ErrMethod},
		"bins without any": {[]float64{1, 2, 3}, economics.Binned(4), economics.ErrMethod},
		"one knot":         {[]float64{1, 2, 3}, economics.Spline(1), economics.ErrMethod},
		"too many knots":   {[]float64{1, 2, 3}, economics.Spline(4), economics.ErrMethod},
		"never varies":     {[]float64{2, 2, 2}, economics.Spline(2), economics.ErrMethod},
	} {
		_, err := sample.PartialInformation(c.parameter, 1, c.method)
		require.ErrorIs(t, err, c.want, name)
	}
	means, err := sample.Means()
	require.NoError(t, err)
	require.Equal(t, []economics.Strategy{{"a", 1, 1}, {"b", 2, 1}}, means)

	// Fewer different values than knots: the spline through them has only as many terms as there are values.
	part, err := sample.PartialInformation([]float64{0, 0, 1}, 10, economics.Spline(3))
	require.NoError(t, err)
	require.False(t, math.IsNaN(part.Value))
	// Knots so near each other that the terms of the spline cannot be told apart.
	for i := range 3 {
		require.NoError(t, sample.Add([]float64{1, 2}, []float64{1, float64(i)}))
	}
	part, err = sample.PartialInformation([]float64{0, 1e-9, 2e-9, 3e-9, 4e-9, 1}, 10, economics.Spline(6))
	require.NoError(t, err)
	require.False(t, math.IsNaN(part.Value))
}

func TestPopulation(t *testing.T) {
	got, err := economics.Population(100, 2000, 3, .03)
	require.NoError(t, err)
	require.InDelta(t, 200_000*(1+1/1.03+1/1.0609), got, 1e-6)
	none, err := economics.Population(100, 2000, 0, .03)
	require.NoError(t, err)
	require.Zero(t, none)
	for _, c := range []struct {
		value, people float64
		years         int
		rate          float64
	}{{-1, 1, 1, 0}, {1, -1, 1, 0}, {1, 1, -1, 0}, {1, 1, 1, -.1}, {math.NaN(), 1, 1, 0}, {1, math.Inf(1), 1, 0}} {
		_, err := economics.Population(c.value, c.people, c.years, c.rate)
		require.ErrorIs(t, err, economics.ErrNumber, "%+v", c)
	}
}

func BenchmarkInformation(b *testing.B) {
	const n = 10_000
	z := normals(n)
	sample, err := economics.NewSample("a", "b", "c")
	require.NoError(b, err)
	for i := range z {
		require.NoError(b, sample.Add([]float64{0, 100, 300}, []float64{1, 1 + z[i]/50, 1 + z[(i*7919)%n]/20}))
	}
	for name, f := range map[string]func() error{
		"perfect": func() error { _, err := sample.PerfectInformation(1e5); return err },
		"spline":  func() error { _, err := sample.PartialInformation(z, 1e5, economics.Spline(6)); return err },
		"bins":    func() error { _, err := sample.PartialInformation(z, 1e5, economics.Binned(50)); return err },
		"curve":   func() error { _, err := sample.Acceptability(0, 5e4, 1e5); return err },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				_ = f()
			}
		})
	}
}

// TestAmongSomeStrategies: a sample of some strategies is what it would be if there were no others.
func TestAmongSomeStrategies(t *testing.T) {
	all, err := economics.NewSample("a", "b", "c")
	require.NoError(t, err)
	two, err := economics.NewSample("c", "a")
	require.NoError(t, err)
	for i := range 20 {
		x := float64(i)
		require.NoError(t, all.Add([]float64{10 + x, 20, 5 * x}, []float64{1, 0.1 * x, 2 - 0.05*x}))
		require.NoError(t, two.Add([]float64{5 * x, 10 + x}, []float64{2 - 0.05*x, 1}))
	}
	some, err := all.Among("c", "a")
	require.NoError(t, err)
	require.Equal(t, two, some)
	_, err = all.Among("a", "a")
	require.ErrorIs(t, err, economics.ErrName)
	_, err = all.Among("a", "x")
	require.ErrorIs(t, err, economics.ErrName)
	_, err = all.Among()
	require.ErrorIs(t, err, economics.ErrEmpty)
}
