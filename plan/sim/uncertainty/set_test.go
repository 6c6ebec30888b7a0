package uncertainty_test

import (
	"math"
	"slices"
	"testing"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
	"github.com/oudpath/oudpath/plan/sim/uncertainty/distribution"
	"github.com/stretchr/testify/require"
)

func law(t testing.TB, make func(a, b float64) (distribution.Law, error), a, b float64) distribution.Law {
	t.Helper()
	l, err := make(a, b)
	require.NoError(t, err)
	return l
}

func fixed(t testing.TB, value float64) distribution.Law {
	t.Helper()
	l, err := distribution.Fixed(value)
	require.NoError(t, err)
	return l
}

// scenario has one declaration of every kind, with so many parameters in front.
func scenario(t testing.TB, before ...uncertainty.Declaration) *uncertainty.Set {
	t.Helper()
	set, err := uncertainty.NewSet(append(before,
		uncertainty.Parameter{Name: "cost", Law: law(t, distribution.Gamma, 20, 5)},
		uncertainty.Parameter{Name: "discount", Law: fixed(t, .03)},
		uncertainty.Dirichlet{Names: []string{"to out", "to detox", "to residential"}, Concentrations: []float64{60, 30, 10}},
		uncertainty.Correlated{
			Parameters: []uncertainty.Parameter{
				{Name: "shape", Law: law(t, distribution.Normal, .5, .1)},
				{Name: "scale", Law: law(t, distribution.Lognormal, 3, .2)},
			},
			Correlation: [][]float64{{1, .8}, {.8, 1}},
		},
	)...)
	require.NoError(t, err)
	return set
}

// TestDrawsAreKeyedByName: more parameters, in front or at the end, change no draw of those that were there.
func TestDrawsAreKeyedByName(t *testing.T) {
	small := scenario(t)
	large := scenario(t,
		uncertainty.Parameter{Name: "new", Law: law(t, distribution.Beta, 2, 3)},
		uncertainty.Dirichlet{Names: []string{"p", "q"}, Concentrations: []float64{1, 1}},
	)
	require.Equal(t, 6, small.Dimension())
	require.Equal(t, 9, large.Dimension())
	for _, design := range []uncertainty.Design{uncertainty.Random(7), uncertainty.Latin(7, 50)} {
		for number := range uint64(60) {
			a, b := small.Draw(design, number), large.Draw(design, number)
			for _, name := range small.Names() {
				require.Equal(t, a.Get(name), b.Get(name), "%s in draw %d", name, number)
			}
		}
		require.NotEqual(t, small.Draw(design, 0).All(), small.Draw(design, 1).All())
	}
	require.NotEqual(t, small.Draw(uncertainty.Random(7), 0).All(), small.Draw(uncertainty.Random(8), 0).All())
	require.Equal(t, small.Draw(uncertainty.Random(7), 0).All(), small.Draw(uncertainty.Latin(7, 0), 0).All())
}

// TestCorrelatedAppended: a parameter at the end of a correlated group changes no draw of those before it.
func TestCorrelatedAppended(t *testing.T) {
	a := uncertainty.Parameter{Name: "a", Law: law(t, distribution.Normal, 0, 1)}
	b := uncertainty.Parameter{Name: "b", Law: law(t, distribution.Normal, 0, 1)}
	c := uncertainty.Parameter{Name: "c", Law: law(t, distribution.Normal, 0, 1)}
	two, err := uncertainty.NewSet(uncertainty.Correlated{
		Parameters: []uncertainty.Parameter{a, b}, Correlation: [][]float64{{1, .3}, {.3, 1}},
	})
	require.NoError(t, err)
	three, err := uncertainty.NewSet(uncertainty.Correlated{
		Parameters: []uncertainty.Parameter{a, b, c}, Correlation: [][]float64{{1, .3, -.5}, {.3, 1, .1}, {-.5, .1, 1}},
	})
	require.NoError(t, err)
	for number := range uint64(20) {
		require.Equal(t, two.Draw(uncertainty.Random(1), number).All(), three.Draw(uncertainty.Random(1), number).All()[:2])
	}
}

// TestGoldenDraws pins the first draws: a change of the generator would change every published probabilistic analysis.
func TestGoldenDraws(t *testing.T) {
	require.Equal(t, []float64{0.5696990657932702, 0.9491432788485922}, []float64{
		uncertainty.Random(1).Uniform("cost", 0), uncertainty.Latin(1, 10).Uniform("cost", 3),
	})
}

// TestMarginals compares the draws of every parameter with its law by their largest distance (Kolmogorov–Smirnov).
func TestMarginals(t *testing.T) {
	const n = 4000
	set := scenario(t)
	laws := map[string]distribution.Law{
		"cost": law(t, distribution.Gamma, 20, 5), "to out": law(t, distribution.Beta, 60, 40), "to detox": law(t, distribution.Beta, 30,
			70),
		"to residential": law(t, distribution.Beta, 10, 90),
		"shape":          law(t, distribution.Normal, .5, .1), "scale": law(t, distribution.Lognormal, 3, .2),
	}
	values := map[string][]float64{}
	for number, v := range set.Draws(uncertainty.Random(3), n) {
		require.Len(t, values["cost"], int(number))
		require.InDelta(t, 1, v.Get("to out")+v.Get("to detox")+v.Get("to residential"), 1e-14)
		require.Equal(t, .03, v.Get("discount"))
		for _, name := range set.Names() {
			values[name] = append(values[name], v.Get(name))
		}
	}
	for name, l := range laws {
		x := slices.Clone(values[name])
		slices.Sort(x)
		distance := 0.0
		for i, v := range x {
			distance = max(distance, math.Abs(l.CDF(v)-(float64(i)+.5)/n))
		}
		require.Less(t, distance*math.Sqrt(n), 1.63, "%s: 1 %% limit of Kolmogorov–Smirnov", name)
	}
	// The normal values behind shape and scale correlate as declared; each is known from its own law.
	var sum, parameters float64
	for i := range n {
		a := (values["shape"][i] - .5) / .1
		b := (math.Log(values["scale"][i]) - 3) / .2
		sum += a * b / n
		parameters += (values["cost"][i] - 100) / math.Sqrt(500) * a / n
	}
	require.InDelta(t, .8, sum, .05)
	require.InDelta(t, 0, parameters, .05, "others are independent")
}

// TestLatin: in every full set of draws each stratum of each parameter is drawn from once, and the mean of an additive result
// varies far less.
func TestLatin(t *testing.T) {
	for _, n := range []uint64{1, 2, 3, 7, 100, 1000} {
		design := uncertainty.Latin(5, n)
		for block := range uint64(3) {
			for _, name := range []string{"a", "b"} {
				seen := make([]bool, n)
				for i := range n {
					u := design.Uniform(name, block*n+i)
					require.True(t, u > 0 && u < 1)
					seen[int(u*float64(n))] = true
				}
				require.NotContains(t, seen, false, "%d draws of %s, block %d", n, name, block)
			}
		}
	}
	// The order of the strata is random: the stratum of the first draw is spread evenly over names.
	const strata, names = 10, 5000
	counts := make([]float64, strata)
	for i := range names {
		counts[int(uncertainty.Latin(9, strata).Uniform(string(rune('0'+i%70))+string(rune('A'+i/70)), 0)*strata)]++
	}
	chi := 0.0
	for _, c := range counts {
		chi += (c - names/strata) * (c - names/strata) / (names / strata)
	}
	require.Less(t, chi, 27.9, "0.1 %% limit of chi-square with 9 degrees of freedom")

	set := scenario(t)
	spread := func(design func(seed uint64) uncertainty.Design) float64 {
		var means uncertainty.Mean
		for seed := range uint64(40) {
			var mean uncertainty.Mean
			for _, v := range set.Draws(design(seed), 50) {
				mean.Add(v.Get("cost")/100 + v.Get("shape"))
			}
			means.Add(mean.Value())
		}
		return means.Variance()
	}
	random := spread(uncertainty.Random)
	latin := spread(func(seed uint64) uncertainty.Design { return uncertainty.Latin(seed, 50) })
	require.Less(t, latin, random/20)
}

// TestUniformIsUniform looks at the numbers of one name and at the correlation of neighbors and of names.
func TestUniformIsUniform(t *testing.T) {
	const n = 20_000
	design := uncertainty.Random(11)
	bins := make([]float64, 100)
	var lag, cross float64
	for i := range uint64(n) {
		a, next, b := design.Uniform("a", i), design.Uniform("a", i+1), design.Uniform("b", i)
		bins[int(a*100)]++
		lag += (a - .5) * (next - .5) * 12 / n
		cross += (a - .5) * (b - .5) * 12 / n
	}
	chi := 0.0
	for _, c := range bins {
		chi += (c - n/100) * (c - n/100) / (n / 100)
	}
	require.Less(t, chi, 148.2, "0.1 %% limit of chi-square with 99 degrees of freedom")
	require.InDelta(t, 0, lag, 4/math.Sqrt(n))
	require.InDelta(t, 0, cross, 4/math.Sqrt(n))
}

// TestSmallConcentrations: shares stay shares where every gamma value is below the smallest number.
func TestSmallConcentrations(t *testing.T) {
	set, err := uncertainty.NewSet(uncertainty.Dirichlet{Names: []string{"a", "b", "c"}, Concentrations: []float64{.001, .001, .002}})
	require.NoError(t, err)
	var first uncertainty.Mean
	for _, v := range set.Draws(uncertainty.Random(2), 4000) {
		sum := 0.0
		for _, x := range v.All() {
			require.True(t, x >= 0 && x <= 1)
			sum += x
		}
		require.InDelta(t, 1, sum, 1e-12)
		first.Add(v.Get("c"))
	}
	require.InDelta(t, .5, first.Value(), 4*first.StdErr())
}

func TestPerfectCorrelation(t *testing.T) {
	normal := law(t, distribution.Normal, 0, 1)
	set, err := uncertainty.NewSet(uncertainty.Correlated{
		Parameters:  []uncertainty.Parameter{{Name: "a", Law: normal}, {Name: "b", Law: normal}, {Name: "c", Law: normal}},
		Correlation: [][]float64{{1, -1, .5}, {-1, 1, -.5}, {.5, -.5, 1}},
	})
	require.NoError(t, err)
	for _, v := range set.Draws(uncertainty.Random(2), 50) {
		require.InDelta(t, v.Get("a"), -v.Get("b"), 1e-12)
	}
}

func TestDeclarationsRefused(t *testing.T) {
	normal := law(t, distribution.Normal, 0, 1)
	p := func(name string) uncertainty.Parameter { return uncertainty.Parameter{Name: name, Law: normal} }
	pair := func(m ...[]float64) uncertainty.Correlated {
		return uncertainty.Correlated{Parameters: []uncertainty.Parameter{p("a"), p("b")}, Correlation: m}
	}
	shares := func(names []string, concentrations ...float64) uncertainty.Dirichlet {
		return uncertainty.Dirichlet{Names: names, Concentrations: concentrations}
	}
	for name, c := range map[string]struct {
		in   []uncertainty.Declaration
		want error
	}{
		"nil":                 {[]uncertainty.Declaration{nil}, uncertainty.ErrDeclaration},
		"no law":              {[]uncertainty.Declaration{uncertainty.Parameter{Name: "a"}}, uncertainty.ErrDeclaration},
		"no name":             {[]uncertainty.Declaration{p("")}, uncertainty.ErrName},
		"twice":               {[]uncertainty.Declaration{p("a"), p("a")}, uncertainty.ErrName},
		"share and parameter": {[]uncertainty.Declaration{p("a"), shares([]string{"b", "a"}, 1, 1)}, uncertainty.ErrName},
		"one share":           {[]uncertainty.Declaration{shares([]string{"b"}, 1)}, uncertainty.ErrDeclaration},
		"lengths":             {[]uncertainty.Declaration{shares([]string{"b", "a"}, 1)}, uncertainty.ErrDeclaration},
		"zero share":          {[]uncertainty.Declaration{shares([]string{"b", "a"}, 1, 0)}, uncertainty.ErrDeclaration},
		"infinite share":      {[]uncertainty.Declaration{shares([]string{"b", "a"}, 1, math.Inf(1))}, uncertainty.ErrDeclaration},
		"share too small":     {[]uncertainty.Declaration{shares([]string{"b", "a"}, 1e30, 1)}, uncertainty.ErrDeclaration},
		"no matrix":           {[]uncertainty.Declaration{pair()}, uncertainty.ErrCorrelation},
		"nobody":              {[]uncertainty.Declaration{uncertainty.Correlated{}}, uncertainty.ErrCorrelation},
		"ragged":              {[]uncertainty.Declaration{pair([]float64{1, .5}, []float64{1})}, uncertainty.ErrCorrelation},
		"diagonal":            {[]uncertainty.Declaration{pair([]float64{1, .5}, []float64{.5, .9})}, uncertainty.ErrCorrelation},
		"asymmetric":          {[]uncertainty.Declaration{pair([]float64{1, .5}, []float64{.4, 1})}, uncertainty.ErrCorrelation},
		"above one":           {[]uncertainty.Declaration{pair([]float64{1, 1.5}, []float64{1.5, 1})}, uncertainty.ErrCorrelation},
		"NaN": {[]uncertainty.Declaration{pair([]float64{1, math.NaN()}, []float64{math.NaN(), 1})},
			uncertainty.ErrCorrelation},
		"negative eigenvalue": {[]uncertainty.Declaration{uncertainty.Correlated{
			Parameters:  []uncertainty.Parameter{p("a"), p("b"), p("c")},
			Correlation: [][]float64{{1, .9, -.9}, {.9, 1, .9}, {-.9, .9, 1}},
		}}, uncertainty.ErrCorrelation},
		"contradiction": {[]uncertainty.Declaration{uncertainty.Correlated{
			Parameters:  []uncertainty.Parameter{p("a"), p("b"), p("c")},
			Correlation: [][]float64{{1, 1, .9}, {1, 1, .1}, {.9, .1, 1}},
		}}, uncertainty.ErrCorrelation},
		"correlated twice": {[]uncertainty.Declaration{p("a"), pair([]float64{1, .5}, []float64{.5, 1})}, uncertainty.ErrName},
		"correlated and fixed": {[]uncertainty.Declaration{uncertainty.Correlated{
			Parameters: []uncertainty.Parameter{{Name: "a", Law: fixed(t, 1)}}, Correlation: [][]float64{{1}},
		}}, uncertainty.ErrDeclaration},
	} {
		_, err := uncertainty.NewSet(c.in...)
		require.ErrorIs(t, err, c.want, name)
	}

	// Two texts with the same FNV-1a hash.
	const one, other = "8yn0iYCKYHlIj4-BwPqk", "GReLUrM4wMqfg9yzV3KQ"
	require.Equal(t, uncertainty.Random(1).Uniform(one, 0), uncertainty.Random(1).Uniform(other, 0))
	for name, in := range map[string][]uncertainty.Declaration{
		"parameter": {p(one), p(other)},
		"share":     {uncertainty.Dirichlet{Names: []string{one, other}, Concentrations: []float64{1, 1}}},
		"correlated": {uncertainty.Correlated{Parameters: []uncertainty.Parameter{p(one), p(other)},
			Correlation: [][]float64{{1, 0}, {0, 1}}}},
	} {
		_, err := uncertainty.NewSet(in...)
		require.ErrorIs(t, err, uncertainty.ErrName, name)
	}
	_, err := uncertainty.NewSet(p(one), uncertainty.Parameter{Name: other, Law: fixed(t, 1)})
	require.NoError(t, err, "a fixed value is not drawn")
}

func TestSources(t *testing.T) {
	good := evidence.Source{ID: "hser-2014", Title: "Hser 2014"}.At("", evidence.Primary)
	set, err := uncertainty.NewSet(
		uncertainty.Parameter{Name: "a", Law: fixed(t, 1), Source: good},
		uncertainty.Parameter{Name: "b", Law: fixed(t, 1)},
		uncertainty.Dirichlet{Names: []string{"c", "d"}, Concentrations: []float64{1, 1}, Source: good},
	)
	require.NoError(t, err)
	require.Equal(t, []string{"b"}, set.Unsourced())
	source, known := set.Source("d")
	require.True(t, known)
	require.Equal(t, good, source)
	_, known = set.Source("e")
	require.False(t, known)
}

func TestValues(t *testing.T) {
	set := scenario(t)
	means, medians := set.Means(), set.Medians()
	require.InDeltaSlice(t, []float64{100, .03, .6, .3, .1, .5, math.Exp(3.02)}, means.All(), 1e-12)
	require.InEpsilon(t, math.Exp(3), medians.Get("scale"), 1e-12)
	require.Equal(t, means.Get("to out"), medians.Get("to out"))

	changed, err := means.With("cost", 7)
	require.NoError(t, err)
	require.Equal(t, 7.0, changed.Get("cost"))
	require.Equal(t, 100.0, means.Get("cost"), "the base is left as it was")
	shares, err := means.With("to out", .2)
	require.NoError(t, err)
	require.InDeltaSlice(t, []float64{.2, .6, .2}, shares.All()[2:5], 1e-15)
	all, err := means.With("to out", 1)
	require.NoError(t, err)
	require.Equal(t, []float64{1, 0, 0}, all.All()[2:5])
	same, err := all.With("to out", 1)
	require.NoError(t, err)
	require.Equal(t, all.All(), same.All())

	for name, c := range map[string]struct {
		from      uncertainty.Values
		parameter string
		value     float64
		want      error
	}{
		"unknown":       {means, "x", 1, uncertainty.ErrName},
		"not a number":  {means, "cost", math.NaN(), uncertainty.ErrValue},
		"infinite":      {means, "cost", math.Inf(1), uncertainty.ErrValue},
		"negative":      {means, "to out", -.1, uncertainty.ErrValue},
		"above one":     {means, "to out", 1.1, uncertainty.ErrValue},
		"nobody to ask": {all, "to out", .5, uncertainty.ErrValue},
		"no set":        {uncertainty.Values{}, "cost", 1, uncertainty.ErrName},
	} {
		_, err := c.from.With(c.parameter, c.value)
		require.ErrorIs(t, err, c.want, name)
	}
	_, known := means.Lookup("x")
	require.False(t, known)
	require.PanicsWithValue(t, `uncertainty: there is no parameter "x"`, func() { means.Get("x") })
}

func TestAt(t *testing.T) {
	set := scenario(t)
	half := []float64{.5, .5, .5, .5, .5, .5}
	v, err := set.At(half)
	require.NoError(t, err)
	require.InEpsilon(t, set.Medians().Get("cost"), v.Get("cost"), 1e-12)
	require.InEpsilon(t, math.Exp(3), v.Get("scale"), 1e-12)
	edge := slices.Clone(half)
	edge[5], edge[4] = 1-0x1p-53, 1-0x1p-53
	v, err = set.At(edge)
	require.NoError(t, err)
	require.False(t, math.IsInf(v.Get("scale"), 0))
	_, err = set.At(half[:5])
	require.ErrorIs(t, err, uncertainty.ErrValue)
	for _, u := range []float64{0, 1, -1, math.NaN()} {
		bad := slices.Clone(half)
		bad[3] = u
		_, err = set.At(bad)
		require.ErrorIs(t, err, uncertainty.ErrValue)
	}
}

func TestDrawsStop(t *testing.T) {
	n := 0
	for range scenario(t).Draws(uncertainty.Random(1), 100) {
		if n++; n == 3 {
			break
		}
	}
	require.Equal(t, 3, n)
}

func BenchmarkDraw(b *testing.B) {
	set := scenario(b)
	for name, design := range map[string]uncertainty.Design{"random": uncertainty.Random(1), "Latin": uncertainty.Latin(1, 10_000)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				set.Draw(design, uint64(i))
			}
		})
	}
}
