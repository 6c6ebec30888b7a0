package random

import (
	"fmt"
	"math"
	"math/bits"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestDrawsOfAPersonAreNotCorrelated(t *testing.T) {
	const people, cycles = 2000, 520
	for lag := 1; lag <= 4; lag++ {
		var sxy, sx, sxx float64
		for person := range uint64(people) {
			s := Stream(PersonKey(1, person), ForMove)
			for c := range cycles - lag {
				x, y := Unit(At(s, c))-0.5, Unit(At(s, c+lag))-0.5
				sxy, sx, sxx = sxy+x*y, sx+x, sxx+x*x
			}
		}
		r := sxy / sxx
		require.Less(t, math.Abs(r), 5/math.Sqrt(people*(cycles-float64(lag))), "lag %d", lag)
	}
}

func TestDrawsOfNeighboursAreNotCorrelated(t *testing.T) {
	const n = 1_000_000
	for name, pair := range map[string]func(i uint64) (uint64, uint64){
		"people": func(i uint64) (uint64, uint64) {
			return At(Stream(PersonKey(1, i), ForMove), 3), At(Stream(PersonKey(1, i+1), ForMove), 3)
		},
		"purposes": func(i uint64) (uint64, uint64) {
			k := PersonKey(1, i)
			return At(Stream(k, ForMove), 3), At(Stream(k, ForBranch), 3)
		},
		"seeds": func(i uint64) (uint64, uint64) {
			return At(Stream(PersonKey(i, 7), ForMove), 3), At(Stream(PersonKey(i+1, 7), ForMove), 3)
		},
		"shifted": func(i uint64) (uint64, uint64) {
			return At(Stream(PersonKey(1, i), ForMove), 3), At(Stream(PersonKey(1, i+1), ForMove), 2)
		},
	} {
		var sxy, sxx float64
		same := 0
		for i := range uint64(n) {
			a, b := pair(i)
			x, y := Unit(a)-0.5, Unit(b)-0.5
			sxy, sxx = sxy+x*y, sxx+x*x
			same += bits.OnesCount64(a ^ b)
		}
		require.Less(t, math.Abs(sxy/sxx), 5/math.Sqrt(n), name)
		require.InDelta(t, 32, float64(same)/n, 5*4/math.Sqrt(n), "%s: half of the bits differ", name)
	}
}

func TestDrawsAreSpreadEvenly(t *testing.T) {
	const cells, n = 256, 1 << 20
	for name, draw := range map[string]func(i uint64) uint64{
		"one person's cycles": func(i uint64) uint64 { return At(Stream(PersonKey(9, 1), ForMove), int(i)) },
		"one cycle's people":  func(i uint64) uint64 { return At(Stream(PersonKey(9, i), ForMove), 0) },
		"user's purposes":     func(i uint64) uint64 { return At(Stream(PersonKey(9, 1), ForUser+Purpose(i)), 0) },
	} {
		for _, shift := range []int{0, 8, 56} {
			var seen [cells]float64
			for i := range uint64(n) {
				seen[draw(i)>>shift%cells]++
			}
			chi := 0.0
			for _, c := range seen {
				chi += (c - n/cells) * (c - n/cells) / (n / cells)
			}
			require.InDelta(t, cells-1, chi, 5*math.Sqrt(2*(cells-1)), "%s, bits from %d up", name, shift)
		}
	}
}

func TestThresholds(t *testing.T) {
	require.Zero(t, Threshold(0))
	require.Zero(t, Threshold(-1))
	require.Equal(t, uint64(Certain), Threshold(1))
	require.Equal(t, uint64(1)<<63, Threshold(0.5))
	require.False(t, Happens(0, Threshold(0)), "what is impossible never happens")
	require.True(t, Happens(math.MaxUint64, Threshold(1)), "what is certain always happens")
	require.Equal(t, 0.0, Unit(0))
	require.Less(t, Unit(math.MaxUint64), 1.0)
	require.Greater(t, Positive(0), 0.0)
	require.Equal(t, 1.0, Positive(math.MaxUint64))
}

func TestBinomialFollowsItsLaw(t *testing.T) {
	const draws = 40_000
	for _, c := range []struct {
		N int64
		P float64
	}{{0, 0.3}, {1, 0.3}, {7, 0}, {7, 1}, {12, 0.2}, {40, 0.5}, {100, 0.02}, {100, 0.25}, {1000, 0.9}, {100_000, 1e-5}, {1_000_000,
		0.37}, {1 << 40, 1e-9}} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			g := Generator{State: Mix(uint64(c.N)) ^ math.Float64bits(c.P)}
			var sum, squares float64
			low, high := int64(math.MaxInt64), int64(-1)
			for range draws {
				k := g.Binomial(c.N, c.P)
				low, high = min(low, k), max(high, k)
				x := float64(k) - float64(c.N)*c.P
				sum, squares = sum+x, squares+x*x
			}
			require.GreaterOrEqual(t, low, int64(0))
			require.LessOrEqual(t, high, c.N)
			variance := float64(c.N) * c.P * (1 - c.P)
			require.LessOrEqual(t, math.Abs(sum/draws), 5*math.Sqrt(variance/draws), "mean")
			kurtosis := 2.0
			if variance > 0 {
				kurtosis += (1 - 6*c.P*(1-c.P)) / variance
			}
			require.LessOrEqual(t, math.Abs(squares/draws-variance), 5*variance*math.Sqrt(kurtosis/draws)+1e-12, "variance")
		})
	}
}

func TestBinomialHasTheRightProbabilities(t *testing.T) {
	const draws = 200_000
	for _, c := range []struct {
		N int64
		P float64
	}{{20, 0.3}, {60, 0.35}} { // by inversion, by rejection
		g := Generator{State: 5}
		seen := make([]float64, c.N+1)
		for range draws {
			seen[g.Binomial(c.N, c.P)]++
		}
		chi, cells := 0.0, 0
		for k, got := range seen {
			a, _ := math.Lgamma(float64(c.N) + 1)
			b, _ := math.Lgamma(float64(k) + 1)
			d, _ := math.Lgamma(float64(c.N) - float64(k) + 1)
			want := draws * math.Exp(a-b-d+float64(k)*math.Log(c.P)+(float64(c.N)-float64(k))*math.Log1p(-c.P))
			if want >= 5 {
				chi, cells = chi+(got-want)*(got-want)/want, cells+1
			}
		}
		require.Less(t, chi, float64(cells)+5*math.Sqrt(2*float64(cells)), "n %d", c.N)
	}
}

func TestMultinomialKeepsEverybody(t *testing.T) {
	g := Generator{State: 1}
	out := make([]int64, 4)
	for n := range int64(2000) {
		clear(out)
		g.Multinomial(n, []float64{0.1, 0, 0.6, 0.3}, out)
		require.Equal(t, n, out[0]+out[1]+out[2]+out[3])
		require.Zero(t, out[1])
	}
}
