package survival_test

import (
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/survival"
	"github.com/oudpath/oudpath/plan/vocabulary/vocabularytest"
	"github.com/stretchr/testify/require"
)

func table(t testing.TB, records ...survival.Record) survival.Table {
	t.Helper()
	table, err := survival.Tabulate(records)
	require.NoError(t, err)
	return table
}

func TestWords(t *testing.T) {
	vocabularytest.Check[survival.Scale](t, "plain", "log", "log-log")
}

func TestLimitsRefused(t *testing.T) {
	one := table(t, survival.Record{Leave: 1, Cause: 1})
	for _, limits := range []survival.Limits{
		{}, {Level: .95}, {Scale: survival.Plain}, {Level: 1, Scale: survival.Plain}, {Level: -.1, Scale: survival.Log},
		{Level: math.NaN(), Scale: survival.Log}, {Level: .9, Scale: survival.LogLog + 1},
	} {
		_, err := one.KaplanMeier(limits)
		require.ErrorIs(t, err, survival.ErrLimits, "%+v", limits)
		_, err = one.NelsonAalen(limits)
		require.ErrorIs(t, err, survival.ErrLimits, "%+v", limits)
		_, err = one.AalenJohansen(limits)
		require.ErrorIs(t, err, survival.ErrLimits, "%+v", limits)
	}
	var nobody survival.Table
	_, err := nobody.KaplanMeier(plain95)
	require.ErrorIs(t, err, survival.ErrEmpty)
	_, err = nobody.NelsonAalen(plain95)
	require.ErrorIs(t, err, survival.ErrEmpty)
	_, err = nobody.AalenJohansen(plain95)
	require.ErrorIs(t, err, survival.ErrEmpty)
}

// TestAt reads curves before, at, between and after their points.
func TestAt(t *testing.T) {
	km, err := table(t, survival.Record{Leave: 2, Cause: 1}, survival.Record{Leave: 5}).KaplanMeier(plain95)
	require.NoError(t, err)
	for _, c := range []struct {
		time, want float64
		known      bool
	}{
		{-1e-9, 0, false}, {math.NaN(), 0, false}, {0, 1, true}, {1.999, 1, true}, {2, .5, true}, {4.9, .5, true}, {5, .5, true},
		{5.001, 0, false}, {math.Inf(1), 0, false},
	} {
		p, known := km.At(c.time)
		require.Equal(t, c.known, known, "at %v", c.time)
		require.Equal(t, c.want, p.Estimate, "at %v", c.time)
	}
	start, _ := km.At(0)
	require.Equal(t, survival.Point{AtRisk: 2, Estimate: 1, Low: 1, High: 1}, start)

	ended, err := table(t, survival.Record{Leave: 2, Cause: 1}, survival.Record{Leave: 5, Cause: 2}).AalenJohansen(plain95)
	require.NoError(t, err)
	free, known := ended.EventFree().At(1000)
	require.True(t, known, "nobody is left who could change it")
	require.Equal(t, 0.0, free.Estimate)
	require.True(t, math.IsNaN(free.StdErr) && math.IsNaN(free.Low) && math.IsNaN(free.High))
	second, err := ended.Of(2)
	require.NoError(t, err)
	p, known := second.At(1000)
	require.True(t, known)
	require.Equal(t, .5, p.Estimate)
	for _, c := range []survival.Cause{survival.Censored, 3} {
		_, err := ended.Of(c)
		require.ErrorIs(t, err, survival.ErrRange)
	}
}

// TestOrigin is about the value of each curve and scale before anything happened.
func TestOrigin(t *testing.T) {
	two := table(t, survival.Record{Leave: 2, Cause: 1}, survival.Record{Leave: 5})
	nan := math.NaN()
	for scale, want := range map[survival.Scale][3][2]float64{ // survival, hazard, incidence
		survival.Plain:  {{1, 1}, {0, 0}, {0, 0}},
		survival.Log:    {{1, 1}, {nan, nan}, {nan, nan}},
		survival.LogLog: {{nan, nan}, {nan, nan}, {nan, nan}},
	} {
		limits := survival.Limits{Level: .9, Scale: scale}
		km, err := two.KaplanMeier(limits)
		require.NoError(t, err)
		na, err := two.NelsonAalen(limits)
		require.NoError(t, err)
		aj, err := two.AalenJohansen(limits)
		require.NoError(t, err)
		cause, err := aj.Of(1)
		require.NoError(t, err)
		for i, curve := range []survival.Curve{km.Curve, na, cause} {
			p, known := curve.At(1)
			require.True(t, known)
			same(t, want[i][0], p.Low, "scale %d, curve %d, low", scale, i)
			same(t, want[i][1], p.High, "scale %d, curve %d, high", scale, i)
		}
	}
}

// TestHazardLimits checks the limits of a cumulative hazard by hand: two of four people, then one of one.
func TestHazardLimits(t *testing.T) {
	set := table(t, survival.Record{Leave: 1, Cause: 1}, survival.Record{Leave: 1, Cause: 1}, survival.Record{Leave: 1},
		survival.Record{Leave: 3, Cause: 1})
	z := 1.6448536269514722
	plain, err := set.NelsonAalen(survival.Limits{Level: .9, Scale: survival.Plain})
	require.NoError(t, err)
	p := plain.Points[0]
	se := math.Sqrt(2. / 16)
	same(t, .5, p.Estimate, "hazard")
	same(t, 0, p.Low, "the lower limit stops at 0")
	same(t, .5+z*se, p.High, "high")
	for _, scale := range []survival.Scale{survival.Log, survival.LogLog} {
		curve, err := set.NelsonAalen(survival.Limits{Level: .9, Scale: scale})
		require.NoError(t, err)
		p := curve.Points[1]
		se := math.Sqrt(2./16 + 1)
		same(t, 1.5*math.Exp(-z*se/1.5), p.Low, "low")
		same(t, 1.5*math.Exp(z*se/1.5), p.High, "high")
		_, known := curve.At(4)
		require.False(t, known, "a hazard may go on when everybody observed has left")
	}
}

// TestIncidenceSumsToOne holds at every point of every data set.
func TestIncidenceSumsToOne(t *testing.T) {
	for name, set := range tables(t) {
		aj, err := set.AalenJohansen(plain95)
		require.NoError(t, err)
		for i, p := range aj.EventFree().Points {
			sum := p.Estimate
			for c := range set.Causes() {
				curve, err := aj.Of(survival.Cause(c + 1))
				require.NoError(t, err)
				sum += curve.Points[i].Estimate
				require.Equal(t, p.AtRisk, curve.Points[i].AtRisk)
				require.Equal(t, p.Censored, curve.Points[i].Censored)
			}
			require.InDelta(t, 1, sum, 1e-13, "%s at %v", name, p.Time)
		}
	}
}

// TestOneCause: with a single cause the incidence is one less the Kaplan–Meier estimate, with the same standard error.
func TestOneCause(t *testing.T) {
	set := tables(t)["freireich"]
	aj, err := set.AalenJohansen(plain95)
	require.NoError(t, err)
	cause, err := aj.Of(1)
	require.NoError(t, err)
	for i, p := range aj.EventFree().Points {
		same(t, 1-p.Estimate, cause.Points[i].Estimate, "incidence at %v", p.Time)
		same(t, p.StdErr, cause.Points[i].StdErr, "standard error at %v", p.Time)
	}
}

func TestQuantileAndMeanRefuse(t *testing.T) {
	km, err := table(t, survival.Record{Leave: 2, Cause: 1}, survival.Record{Leave: 5}).KaplanMeier(plain95)
	require.NoError(t, err)
	for _, p := range []float64{0, 1, -1, 2, math.NaN()} {
		_, err := km.Quantile(p)
		require.ErrorIs(t, err, survival.ErrRange, "%v", p)
	}
	for _, h := range []float64{0, -1, 5.001, math.NaN(), math.Inf(1)} {
		_, err := km.RestrictedMean(h)
		require.ErrorIs(t, err, survival.ErrRange, "%v", h)
	}
	mean, err := km.RestrictedMean(5)
	require.NoError(t, err)
	require.Equal(t, 2+.5*3, mean.Value)
	early, err := km.RestrictedMean(1)
	require.NoError(t, err)
	require.Equal(t, survival.Estimate{Value: 1}, early)
	q, err := km.Quantile(.6)
	require.NoError(t, err)
	require.Equal(t, "not reached", q.Time.String())
	q, err = km.Quantile(.4)
	require.NoError(t, err)
	require.Equal(t, "2", q.Time.String())
}

// FuzzTable makes records of bytes: whatever they are, the estimates stay within their ranges and agree with each other.
func FuzzTable(f *testing.F) {
	f.Add([]byte{0, 3, 1, 0, 4, 0, 2, 9, 2})
	f.Add([]byte{5, 6, 1, 9, 12, 1, 0, 0, 1})
	f.Add([]byte("000007100187177127")) // a variance that rounds to less than 0
	f.Fuzz(func(t *testing.T, data []byte) {
		var records []survival.Record
		for ; len(data) >= 3; data = data[3:] {
			enter, leave := float64(data[0]%8), float64(data[1]%16)
			if leave > enter || enter == 0 {
				records = append(records, survival.Record{Enter: enter, Leave: leave, Cause: survival.Cause(data[2] % 4)})
			}
		}
		if len(records) == 0 {
			return // nobody was observed
		}
		set := table(t, records...)
		for _, scale := range scales {
			limits := survival.Limits{Level: .95, Scale: scale}
			aj, err := set.AalenJohansen(limits)
			require.NoError(t, err)
			na, err := set.NelsonAalen(limits)
			require.NoError(t, err)
			before, hazard := 1.0, 0.0
			for i, p := range aj.EventFree().Points {
				require.True(t, p.Estimate >= 0 && p.Estimate <= before, "survival falls")
				require.False(t, p.Low > p.Estimate+1e-12 || p.High < p.Estimate-1e-12, "limits enclose the estimate: %+v", p)
				require.True(t, na.Points[i].Estimate >= hazard)
				require.LessOrEqual(t, p.Estimate, math.Exp(-na.Points[i].Estimate)+1e-12, "Kaplan–Meier is below Breslow's estimate")
				before, hazard = p.Estimate, na.Points[i].Estimate
				sum := p.Estimate
				for c := range set.Causes() {
					curve, err := aj.Of(survival.Cause(c + 1))
					require.NoError(t, err)
					q := curve.Points[i]
					require.False(t, math.IsNaN(q.StdErr) || q.Low > q.Estimate+1e-12 || q.High < q.Estimate-1e-12, "%+v", q)
					sum += q.Estimate
				}
				require.InDelta(t, 1, sum, 1e-12)
			}
		}
	})
}

// records makes n records in weeks with two causes, by a fixed sequence.
func records(n int, sorted bool) []survival.Record {
	out := make([]survival.Record, n)
	x := uint64(7)
	for i := range out {
		x = x*6364136223846793005 + 1442695040888963407
		out[i] = survival.Record{Leave: float64(x>>40) / 64, Cause: survival.Cause(x >> 38 & 3 % 3)}
		if sorted {
			out[i].Leave = float64(i / 4)
		}
	}
	return out
}

func BenchmarkTabulate(b *testing.B) {
	for name, set := range map[string][]survival.Record{"sorted": records(1e6, true), "unsorted": records(1e6, false)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				_, _ = survival.Tabulate(set)
			}
		})
	}
}

func BenchmarkKaplanMeier(b *testing.B) {
	set := table(b, records(1e6, false)...)
	b.Run("curve", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			_, _ = set.KaplanMeier(survival.Limits{Level: .95, Scale: survival.LogLog})
		}
	})
	b.Run("incidence", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			_, _ = set.AalenJohansen(survival.Limits{Level: .95, Scale: survival.LogLog})
		}
	})
}
