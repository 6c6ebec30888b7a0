package vector_test

import (
	"math/rand/v2"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/internal/vector"
	"github.com/stretchr/testify/require"
)

// TestStrandsAreThePlainLoop compares every loop with the one that anybody would write, at all lengths about the strands, with more behind
// what is to be looked at.
func TestStrandsAreThePlainLoop(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	random := func(n int) []float64 {
		x := make([]float64, n)
		for i := range x {
			x[i] = r.Float64()
		}
		return x
	}
	const by, near = 0.7, 1e-12
	for n := range 13 {
		x, y, a, b := random(n), random(n+3), random(n+3), random(n+3)
		carried, piled, both := random(n+3), make([]float64, n+3), random(n+3)
		var sum, xy, xa, xb float64
		want := make([]float64, n)
		for i := range x {
			sum, xy, xa, xb = sum+x[i], xy+x[i]*y[i], xa+x[i]*a[i], xb+x[i]*b[i]
			want[i] = x[i] * y[i] * by
			piled[i] = 1
		}
		beyond := [2]float64{carried[n], both[n]}
		require.InDelta(t, sum, vector.Sum(x), near)
		require.InDelta(t, xy, vector.Dot(x, y), near)
		one, two := vector.Dots(x, y, a)
		require.InDeltaSlice(t, []float64{xy, xa}, []float64{one, two}, near)
		require.InDelta(t, sum, vector.Carry(carried, x, y, by), near)
		require.InDelta(t, sum, vector.Pile(piled, x, y, by), near)
		total, one, two := vector.CarryDots(both, x, y, a, b, by)
		require.InDeltaSlice(t, []float64{sum, xa, xb}, []float64{total, one, two}, near)
		for i := range want {
			require.InDelta(t, want[i], carried[i], near)
			require.InDelta(t, want[i], both[i], near)
			require.InDelta(t, 1+want[i], piled[i], near)
		}
		require.Equal(t, beyond, [2]float64{carried[n], both[n]}, "what lies behind x is left alone")
		require.Zero(t, piled[n])
	}
}
