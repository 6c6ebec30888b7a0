package sim

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
			s := stream(personKey(1, person), forMove)
			for c := range cycles - lag {
				x, y := unit(at(s, c))-0.5, unit(at(s, c+lag))-0.5
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
			return at(stream(personKey(1, i), forMove), 3), at(stream(personKey(1, i+1), forMove), 3)
		},
		"purposes": func(i uint64) (uint64, uint64) {
			k := personKey(1, i)
			return at(stream(k, forMove), 3), at(stream(k, forBranch), 3)
		},
		"seeds": func(i uint64) (uint64, uint64) {
			return at(stream(personKey(i, 7), forMove), 3), at(stream(personKey(i+1, 7), forMove), 3)
		},
		"shifted": func(i uint64) (uint64, uint64) {
			return at(stream(personKey(1, i), forMove), 3), at(stream(personKey(1, i+1), forMove), 2)
		},
	} {
		var sxy, sxx float64
		same := 0
		for i := range uint64(n) {
			a, b := pair(i)
			x, y := unit(a)-0.5, unit(b)-0.5
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
		"one person's cycles": func(i uint64) uint64 { return at(stream(personKey(9, 1), forMove), int(i)) },
		"one cycle's people":  func(i uint64) uint64 { return at(stream(personKey(9, i), forMove), 0) },
		"user's purposes":     func(i uint64) uint64 { return at(stream(personKey(9, 1), forUser+purpose(i)), 0) },
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
	require.Zero(t, threshold(0))
	require.Zero(t, threshold(-1))
	require.Equal(t, uint64(certain), threshold(1))
	require.Equal(t, uint64(1)<<63, threshold(0.5))
	require.False(t, happens(0, threshold(0)), "what is impossible never happens")
	require.True(t, happens(math.MaxUint64, threshold(1)), "what is certain always happens")
	require.Equal(t, 0.0, unit(0))
	require.Less(t, unit(math.MaxUint64), 1.0)
	require.Greater(t, positive(0), 0.0)
	require.Equal(t, 1.0, positive(math.MaxUint64))
	require.Equal(t, []uint64{0, 1 << 62, certain, certain}, cumulative([]float64{0, 0.25, 0.75, 0}))
	require.Equal(t, 2, pick(cumulative([]float64{0, 0.25, 0.75, 0}), math.MaxUint64))
	require.Equal(t, 1, pick([]uint64{5, 6}, 9), "a draw in the last rounding error goes to the last")
}

func TestBinomialFollowsItsLaw(t *testing.T) {
	const draws = 40_000
	for _, c := range []struct {
		n int64
		p float64
	}{{0, 0.3}, {1, 0.3}, {7, 0}, {7, 1}, {12, 0.2}, {40, 0.5}, {100, 0.02}, {100, 0.25}, {1000, 0.9}, {100_000, 1e-5}, {1_000_000,
		0.37}, {1 << 40, 1e-9}} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			g := generator{state: mix(uint64(c.n)) ^ math.Float64bits(c.p)}
			var sum, squares float64
			low, high := int64(math.MaxInt64), int64(-1)
			for range draws {
				k := g.binomial(c.n, c.p)
				low, high = min(low, k), max(high, k)
				x := float64(k) - float64(c.n)*c.p
				sum, squares = sum+x, squares+x*x
			}
			require.GreaterOrEqual(t, low, int64(0))
			require.LessOrEqual(t, high, c.n)
			variance := float64(c.n) * c.p * (1 - c.p)
			require.LessOrEqual(t, math.Abs(sum/draws), 5*math.Sqrt(variance/draws), "mean")
			kurtosis := 2.0
			if variance > 0 {
				kurtosis += (1 - 6*c.p*(1-c.p)) / variance
			}
			require.LessOrEqual(t, math.Abs(squares/draws-variance), 5*variance*math.Sqrt(kurtosis/draws)+1e-12, "variance")
		})
	}
}

func TestBinomialHasTheRightProbabilities(t *testing.T) {
	const draws = 200_000
	for _, c := range []struct {
		n int64
		p float64
	}{{20, 0.3}, {60, 0.35}} { // by inversion, by rejection
		g := generator{state: 5}
		seen := make([]float64, c.n+1)
		for range draws {
			seen[g.binomial(c.n, c.p)]++
		}
		chi, cells := 0.0, 0
		for k, got := range seen {
			a, _ := math.Lgamma(float64(c.n) + 1)
			b, _ := math.Lgamma(float64(k) + 1)
			d, _ := math.Lgamma(float64(c.n) - float64(k) + 1)
			want := draws * math.Exp(a-b-d+float64(k)*math.Log(c.p)+(float64(c.n)-float64(k))*math.Log1p(-c.p))
			if want >= 5 {
				chi, cells = chi+(got-want)*(got-want)/want, cells+1
			}
		}
		require.Less(t, chi, float64(cells)+5*math.Sqrt(2*float64(cells)), "n %d", c.n)
	}
}

func TestMultinomialKeepsEverybody(t *testing.T) {
	g := generator{state: 1}
	out := make([]int64, 4)
	for n := range int64(2000) {
		clear(out)
		g.multinomial(n, []float64{0.1, 0, 0.6, 0.3}, out)
		require.Equal(t, n, total(out))
		require.Zero(t, out[1])
	}
}

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
