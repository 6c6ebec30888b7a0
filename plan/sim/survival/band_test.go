package survival_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/survival"
	"github.com/stretchr/testify/require"
)

// critical reads the critical value of a band off its width at time 0. If a share of the people has the event and nobody was
// lost before, the band uses the bridge on [0, share].
func critical(t *testing.T, level, share float64) float64 {
	t.Helper()
	const people = 1_000_000
	events := int64(math.Round(share * people))
	table, err := survival.FromCounts([]survival.Moment{
		{Entered: people}, {Time: 1, Events: []int64{events}}, {Time: 2, Censored: people - events},
	})
	require.NoError(t, err)
	km, err := table.KaplanMeier(plain95)
	require.NoError(t, err)
	band, err := km.Band(survival.Limits{Level: level, Scale: survival.Plain})
	require.NoError(t, err)
	start, _ := band.At(0)
	return (start.Estimate - start.Low) * math.Sqrt(people)
}

// The whole bridge follows the law of Kolmogorov, whose quantiles are in every table.
func TestBandOfTheWholeBridge(t *testing.T) {
	for level, want := range map[float64]float64{.90: 1.2238, .95: 1.3581, .99: 1.6276} {
		require.InDelta(t, want, critical(t, level, 1-1e-6), 5e-5, "level %v", level)
	}
}

// TestBandAgainstSimulatedBridges walks bridges in steps; between two steps the chance of not having touched ±h is known.
func TestBandAgainstSimulatedBridges(t *testing.T) {
	const paths, steps = 20_000, 40
	random := rand.New(rand.NewPCG(1980, 67))
	for _, c := range []struct{ level, share float64 }{{.95, .1}, {.95, .5}, {.9, .9}, {.5, .3}, {.99, .01}, {.01, .5}} {
		h := critical(t, c.level, c.share)
		step, within := c.share/steps, 0.0
		for range paths {
			x, inside := 0.0, 1.0
			for i := range steps {
				left := 1 - float64(i)*step // time until the bridge is back at 0
				y := x*(left-step)/left + random.NormFloat64()*math.Sqrt(step*(left-step)/left)
				if math.Abs(y) >= h {
					inside = 0
					break
				}
				inside *= max(0, 1-math.Exp(-2*(h-x)*(h-y)/step)-math.Exp(-2*(h+x)*(h+y)/step))
				x = y
			}
			within += inside
		}
		got := within / paths
		require.Less(t, math.Abs(got-c.level)/math.Sqrt(c.level*(1-c.level)/paths), 4.0, "%+v: %v", c, got)
	}
}

// TestBandCoversTheWholeCurve counts how often a known curve stays within its band, and within the limits of single times.
func TestBandCoversTheWholeCurve(t *testing.T) {
	const samples, people = 1_000, 200
	random := rand.New(rand.NewPCG(7, 1))
	limits := survival.Limits{Level: .95, Scale: survival.Plain}
	inBand, inLimits := 0, 0
	for range samples {
		records := make([]survival.Record, people)
		for i := range records {
			event, lost := random.ExpFloat64(), 3*random.Float64()
			records[i] = survival.Record{Leave: min(event, lost)}
			if event <= lost {
				records[i].Cause = 1
			}
		}
		km, err := table(t, records...).KaplanMeier(limits)
		require.NoError(t, err)
		band, err := km.Band(limits)
		require.NoError(t, err)
		if covers(band) {
			inBand++
		}
		if covers(km) {
			inLimits++
		}
	}
	require.InDelta(t, .95, float64(inBand)/samples, .025)
	require.Less(t, float64(inLimits)/samples, .8, "limits of single times are left somewhere far more often")
}

// covers reports whether exp(−t) is within the limits on both sides of every step.
func covers(s survival.Survival) bool {
	before, _ := s.At(0)
	for _, p := range s.Points {
		if p.Estimate == 0 {
			return true
		}
		truth := math.Exp(-p.Time)
		if truth < before.Low || truth < p.Low || truth > p.High {
			return false
		}
		before = p
	}
	return true
}

func TestBandOnEveryScale(t *testing.T) {
	km, err := table(t, survival.Record{Leave: 1, Cause: 1}, survival.Record{Leave: 2}, survival.Record{Leave: 3, Cause: 1},
		survival.Record{Leave: 4, Cause: 1}).KaplanMeier(plain95)
	require.NoError(t, err)
	for _, scale := range []survival.Scale{survival.Plain, survival.Log, survival.LogLog} {
		band, err := km.Band(survival.Limits{Level: .95, Scale: scale})
		require.NoError(t, err)
		require.Len(t, band.Points, 4)
		for _, p := range band.Points[:3] {
			require.LessOrEqual(t, 0.0, p.Low)
			require.Less(t, p.Low, p.Estimate)
			require.Less(t, p.Estimate, p.High)
			require.LessOrEqual(t, p.High, 1.0)
		}
		require.True(t, math.IsNaN(band.Points[3].Low), "at a survival of 0 there are no limits")
	}
	again, err := table(t, survival.Record{Leave: 1, Cause: 1}, survival.Record{Leave: 2}).KaplanMeier(plain95)
	require.NoError(t, err)
	low := again.Points[0].Low
	_, err = again.Band(plain95)
	require.NoError(t, err)
	require.Equal(t, low, again.Points[0].Low, "the curve itself stays as it is")
}

func TestBandRefused(t *testing.T) {
	_, err := survival.Survival{}.Band(plain95)
	require.ErrorIs(t, err, survival.ErrEmpty)
	for name, records := range map[string][]survival.Record{
		"no event":         {{Leave: 1}, {Leave: 2}},
		"everybody leaves": {{Leave: 1, Cause: 1}, {Leave: 1, Cause: 1}},
	} {
		km, err := table(t, records...).KaplanMeier(plain95)
		require.NoError(t, err)
		_, err = km.Band(plain95)
		require.ErrorIs(t, err, survival.ErrRange, name)
		_, err = km.Band(survival.Limits{Level: 1, Scale: survival.Plain})
		require.ErrorIs(t, err, survival.ErrLimits, name)
	}
}
