package sim

import (
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/internal/random"
	"github.com/stretchr/testify/require"
)

func TestAliasTableHasTheRightShares(t *testing.T) {
	chances := []float64{0.5, 0.25, 0.2, 0.05, 0}
	columns := stack([]outcome{0, 1, 2, 3, 4}, chances)
	got := make([]float64, len(chances))
	for _, c := range columns {
		got[c.lower] += share(c.limit) / float64(len(columns))
		got[c.higher] += (1 - share(c.limit)) / float64(len(columns))
	}
	for i, want := range chances {
		require.InDelta(t, want, got[i], 1e-15)
	}
}

func TestADrawPicksByShares(t *testing.T) {
	require.Equal(t, []uint64{0, 1 << 62, random.Certain, random.Certain}, cumulative([]float64{0, 0.25, 0.75, 0}))
	require.Equal(t, 2, pick(cumulative([]float64{0, 0.25, 0.75, 0}), math.MaxUint64))
	require.Equal(t, 1, pick([]uint64{5, 6}, 9), "a draw in the last rounding error goes to the last")
}
