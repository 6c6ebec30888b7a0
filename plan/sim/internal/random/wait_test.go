package random

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestWaitAsksEveryCycleInTurn compares Wait with the sentence that describes it, on limits of every size, the least and the largest too.
func TestWaitAsksEveryCycleInTurn(t *testing.T) {
	require.Equal(t, uint64(1), uint64(back)*golden, "back undoes golden")
	g := Generator{State: 1}
	chances := []float64{0, math.SmallestNonzeroFloat64, 0x1p-40, 0x1p-31, 0x1p-30, 0.001, 0.1, 0.7, 1 - 0x1p-53, 1}
	happened, horizons := 0, 0
	for range 20_000 {
		limits := make([]uint64, 1+g.Next()%12)
		for i := range limits {
			limits[i] = Threshold(chances[g.Next()%uint64(len(chances))])
		}
		stream, row, cycle := g.Next(), int(g.Next()%15), int(g.Next()%5)
		horizon := cycle + int(g.Next()%30)
		at, draw := horizon, uint64(0)
		for c := cycle; c < horizon; c++ {
			if d := At(stream, c); Happens(d, limits[min(row+c-cycle, len(limits)-1)]) {
				at, draw = c, d
				break
			}
		}
		gotAt, gotDraw := Wait(limits, stream, cycle, horizon, row)
		require.Equal(t, at, gotAt)
		require.Equal(t, draw, gotDraw)
		if at == horizon {
			horizons++
		} else {
			happened++
		}
	}
	require.Greater(t, min(happened, horizons), 1000, "both ends are met")
}

// TestABeginningAboveTheEdgeIsAboveTheLimit holds the promise that lets Wait leave the last step of a draw undone: next to the limits.
func TestABeginningAboveTheEdgeIsAboveTheLimit(t *testing.T) {
	g := Generator{State: 2}
	for range 100_000 {
		begun := g.Next()
		draw := finish(begun)
		for _, limit := range []uint64{draw - 2, draw - 1, draw, draw + 1, draw + 2, begun, begun - 1, begun + 1} {
			if begun > limit|unsure {
				require.False(t, Happens(draw, limit), "beginning %x, draw %x, limit %x", begun, draw, limit)
			}
		}
	}
}
