package survival_test

import (
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/survival"
	"github.com/stretchr/testify/require"
)

func TestCompare(t *testing.T) {
	set := tables(t)["ties"]
	same, err := survival.Compare(set, set, .95)
	require.NoError(t, err)
	require.InDelta(t, 1, same.HazardRatio, 1e-12)
	require.InDelta(t, 1, same.HazardRatio*same.HazardRatio/(same.Low*same.High), 1e-12)
	require.Zero(t, same.LogRank)
	require.Equal(t, 1.0, same.P)

	fine := tables(t)["fine"]
	one, err := survival.Compare(set, fine, .9)
	require.NoError(t, err)
	other, err := survival.Compare(fine, set, .9)
	require.NoError(t, err)
	require.InEpsilon(t, 1/one.HazardRatio, other.HazardRatio, 1e-12)
	require.InEpsilon(t, one.LogRank, other.LogRank, 1e-12)
	require.InEpsilon(t, 1/one.Low, other.High, 1e-12)

	// One event with one person of each group at risk, after the first event, when nobody of the late group was there yet.
	late, err := survival.Compare(
		table(t, survival.Record{Leave: 1, Cause: 1}, survival.Record{Leave: 4, Cause: 1}, survival.Record{Leave: 6}),
		table(t, survival.Record{Enter: 2, Leave: 3, Cause: 1}, survival.Record{Enter: 2, Leave: 6}), .95)
	require.NoError(t, err)
	// Time 3: 2 and 2 at risk, time 4: 2 and 1; the likelihood r/((2+2r)(2+r)) is largest at r = √2.
	require.InEpsilon(t, math.Sqrt2, late.HazardRatio, 1e-12)
}

func TestCompareRefuses(t *testing.T) {
	some := table(t, survival.Record{Leave: 2, Cause: 1}, survival.Record{Leave: 3, Cause: 1}, survival.Record{Leave: 5})
	none := table(t, survival.Record{Leave: 9}, survival.Record{Leave: 8})
	for _, level := range []float64{0, 1, math.NaN()} {
		_, err := survival.Compare(some, some, level)
		require.ErrorIs(t, err, survival.ErrLimits)
	}
	for _, pair := range [][2]survival.Table{{some, {}}, {{}, some}} {
		_, err := survival.Compare(pair[0], pair[1], .95)
		require.ErrorIs(t, err, survival.ErrEmpty)
	}
	for _, pair := range [][2]survival.Table{{some, none}, {none, some}, {none, none}} {
		_, err := survival.Compare(pair[0], pair[1], .95)
		require.ErrorIs(t, err, survival.ErrRange, "the ratio is 0, infinite or anything")
	}
}
