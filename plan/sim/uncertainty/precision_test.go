package uncertainty_test

import (
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/uncertainty"
	"github.com/stretchr/testify/require"
)

func TestMean(t *testing.T) {
	var none, one, all, first, second uncertainty.Mean
	require.True(t, math.IsNaN(none.Value()) && math.IsNaN(none.Variance()) && math.IsNaN(none.StdErr()))
	one.Add(5)
	require.Equal(t, 5.0, one.Value())
	require.True(t, math.IsNaN(one.StdErr()))
	for i, x := range []float64{2, 4, 4, 4, 5, 5, 7, 9} {
		all.Add(1e9 + x)
		if i < 3 {
			first.Add(1e9 + x)
		} else {
			second.Add(1e9 + x)
		}
	}
	require.Equal(t, 1e9+5, all.Value())
	require.InEpsilon(t, 32./7, all.Variance(), 1e-7, "few digits are lost to the size of the numbers")
	require.InEpsilon(t, math.Sqrt(32./56), all.StdErr(), 1e-7)
	first.Merge(second)
	first.Merge(none)
	require.Equal(t, all.Count(), first.Count())
	require.Equal(t, all.Value(), first.Value())
	require.InEpsilon(t, all.Variance(), first.Variance(), 1e-7)
	none.Merge(all)
	require.Equal(t, all, none)
}

func TestUntil(t *testing.T) {
	design := uncertainty.Random(4)
	outcomes := func(draw uint64, results []float64) error {
		u := design.Uniform("u", draw)
		results[0], results[1] = u, 10
		if u < .1 {
			results[1] = 11
		}
		return nil
	}
	for name, c := range map[string]struct {
		run     uncertainty.Run
		draws   int64 // 0: whatever it takes
		precise bool
	}{
		"absolute":             {uncertainty.Run{Precision: uncertainty.Precision{Absolute: .01}, Batch: 100, Limit: 1e6}, 0, true},
		"relative":             {uncertainty.Run{Precision: uncertainty.Precision{Relative: .02}, Batch: 100, Limit: 1e6}, 0, true},
		"limit":                {uncertainty.Run{Precision: uncertainty.Precision{Absolute: 1e-6}, Batch: 100, Limit: 950}, 950, false},
		"precise at the limit": {uncertainty.Run{Precision: uncertainty.Precision{Absolute: .2}, Batch: 90, Limit: 95}, 90, true},
	} {
		t.Run(name, func(t *testing.T) {
			means, precise, err := c.run.Until(2, outcomes)
			require.NoError(t, err)
			require.Equal(t, c.precise, precise)
			require.InDelta(t, .5, means[0].Value(), 5*means[0].StdErr())
			n := means[0].Count()
			require.Equal(t, n, means[1].Count())
			if c.draws > 0 {
				require.Equal(t, c.draws, n)
			} else {
				require.Zero(t, n%100)
				require.LessOrEqual(t, means[0].StdErr(), .0101)
				require.Greater(t, n, int64(700), "1/√(12·n) ≤ 0.01")
			}
			again, _, err := c.run.Until(2, outcomes)
			require.NoError(t, err)
			require.Equal(t, means, again)
		})
	}
}

func TestUntilRefuses(t *testing.T) {
	good := uncertainty.Run{Precision: uncertainty.Precision{Absolute: .1}, Batch: 10, Limit: 100}
	for name, change := range map[string]func(*uncertainty.Run){
		"no precision":       func(r *uncertainty.Run) { r.Precision = uncertainty.Precision{} },
		"negative":           func(r *uncertainty.Run) { r.Precision.Absolute = -1 },
		"negative, relative": func(r *uncertainty.Run) { r.Precision.Relative = -1 },
		"NaN":                func(r *uncertainty.Run) { r.Precision.Relative = math.NaN() },
		"infinite":           func(r *uncertainty.Run) { r.Precision.Absolute = math.Inf(1) },
		"batch of one":       func(r *uncertainty.Run) { r.Batch = 1 },
		"limit":              func(r *uncertainty.Run) { r.Limit = 9 },
	} {
		run := good
		change(&run)
		_, _, err := run.Until(1, func(uint64, []float64) error { return nil })
		require.ErrorIs(t, err, uncertainty.ErrPrecision, name)
	}
	_, _, err := good.Until(0, nil)
	require.ErrorIs(t, err, uncertainty.ErrPrecision)
	_, _, err = good.Until(1, func(uint64, []float64) error { return errModel })
	require.ErrorIs(t, err, errModel)
	for _, bad := range []float64{math.NaN(), math.Inf(1)} {
		_, _, err = good.Until(1, func(_ uint64, results []float64) error { results[0] = bad; return nil })
		require.ErrorIs(t, err, uncertainty.ErrValue)
	}
}
