package economics_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/oudpath/oudpath/plan/sim/economics"
	"github.com/oudpath/oudpath/plan/vocabulary/vocabularytest"
	"github.com/stretchr/testify/require"
)

func TestFrontier(t *testing.T) {
	const (
		efficient  = economics.Efficient
		dominated  = economics.Dominated
		extended   = economics.ExtendedlyDominated
		equivalent = economics.Equivalent
	)
	type line struct {
		name     string
		standing economics.Standing
		against  string
		ratio    float64
	}
	for name, c := range map[string]struct {
		in   []economics.Strategy
		want []line
	}{
		"alone": {[]economics.Strategy{{"a", 10, 1}}, []line{{"a", efficient, "", 0}}},
		"textbook extended dominance": { // ratios 10 000 and 2 500 before C is taken out, 5 000 after
			[]economics.Strategy{{"A", 0, 0}, {"B", 1000, .1}, {"C", 1500, .3}},
			[]line{{"A", efficient, "", 0}, {"B", extended, "", 0}, {"C", efficient, "A", 5000}},
		},
		"taking one out takes out another": {
			[]economics.Strategy{{"a", 0, 0}, {"b", 10, 10}, {"c", 30, 20}, {"d", 60, 28}, {"e", 61, 60}},
			[]line{{"a", efficient, "", 0}, {"b", efficient, "a", 1}, {"c", extended, "", 0}, {"d", extended, "", 0},
				{"e", efficient, "b", 51. / 50}},
		},
		"on the line between two others": {
			[]economics.Strategy{{"a", 0, 0}, {"b", 10, 1}, {"c", 20, 2}},
			[]line{{"a", efficient, "", 0}, {"b", efficient, "a", 10}, {"c", efficient, "b", 10}},
		},
		"more for the same, the same for more": {
			[]economics.Strategy{{"same effect", 20, 1}, {"less", 10, .5}, {"first", 10, 1}, {"worse", 30, .9}},
			[]line{{"first", efficient, "", 0}, {"less", dominated, "", 0}, {"same effect", dominated, "", 0}, {"worse", dominated, "", 0}},
		},
		"exactly the same": {
			[]economics.Strategy{{"x", 10, 1}, {"y", 10, 1}, {"z", 12, 2}},
			[]line{{"x", efficient, "", 0}, {"y", equivalent, "", 0}, {"z", efficient, "x", 2}},
		},
		"saves money and helps": {
			[]economics.Strategy{{"usual", 500, 1}, {"better", -20, 1.5}},
			[]line{{"better", efficient, "", 0}, {"usual", dominated, "", 0}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			table, err := economics.Frontier(c.in)
			require.NoError(t, err)
			require.Len(t, table, len(c.want))
			for i, want := range c.want {
				got := table[i]
				require.Equal(t, want.name, got.Name)
				require.Equal(t, want.standing, got.Standing, got.Name)
				require.Equal(t, want.against, got.Against, got.Name)
				if want.against == "" {
					require.True(t, math.IsNaN(got.Ratio) && math.IsNaN(got.MoreCost) && math.IsNaN(got.MoreEffect))
				} else {
					require.InEpsilon(t, want.ratio, got.Ratio, 1e-12)
				}
			}
		})
	}
}

// TestSickSicker: the increments that the published costs and QALYs give.
func TestSickSicker(t *testing.T) {
	table, err := economics.Frontier([]economics.Strategy{
		{"AB", 378875.1984, 23.13684414}, {"A", 284804.5134, 21.49866281}, {"B", 259100.4106, 22.18446514},
		{"standard", 151579.8660, 20.71133146},
	})
	require.NoError(t, err)
	require.InDelta(t, (259100.4106-151579.8660)/(22.18446514-20.71133146), table[1].Ratio, 1e-9)
	require.InDelta(t, 119774.7878, table[3].MoreCost, 1e-4)
	require.InDelta(t, .95237900, table[3].MoreEffect, 1e-8)
	require.Equal(t, economics.Dominated, table[2].Standing)
}

func TestFrontierRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		in   []economics.Strategy
		want error
	}{
		"none":     {nil, economics.ErrEmpty},
		"no name":  {[]economics.Strategy{{"", 1, 1}}, economics.ErrName},
		"twice":    {[]economics.Strategy{{"a", 1, 1}, {"a", 2, 2}}, economics.ErrName},
		"NaN":      {[]economics.Strategy{{"a", math.NaN(), 1}}, economics.ErrNumber},
		"infinite": {[]economics.Strategy{{"a", 1, math.Inf(-1)}}, economics.ErrNumber},
	} {
		_, err := economics.Frontier(c.in)
		require.ErrorIs(t, err, c.want, name)
	}
}

func TestWords(t *testing.T) {
	vocabularytest.Check[economics.Standing](t, "efficient", "dominated", "extendedly dominated", "equivalent")
	vocabularytest.Check[economics.Correction](t, "start of cycle", "end of cycle", "half-cycle", "Simpson",
		"Simpson with swapped weights")
}

// TestFrontierIsWhatPaysBest compares with the definition: a strategy is efficient if and only if no threshold leaves it worse than
// another everywhere, which is tried on a fine grid; and ratios rise.
func TestFrontierIsWhatPaysBest(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var in []economics.Strategy
		for i := range 2 + random.IntN(7) {
			in = append(in, economics.Strategy{Name: string(rune('a' + i)), Cost: float64(random.IntN(40)),
				Effect: float64(random.IntN(40))})
		}
		table, err := economics.Frontier(in)
		require.NoError(t, err)
		last := 0.0
		efficient := map[string]bool{}
		for _, line := range table {
			efficient[line.Name] = line.Standing == economics.Efficient
			if line.Against != "" {
				require.GreaterOrEqual(t, line.Ratio, last-1e-12)
				require.Positive(t, line.MoreEffect)
				last = line.Ratio
			}
		}
		for threshold := .0123; threshold < 60; threshold *= 1.07 {
			best, worth := economics.Strategy{}, math.Inf(-1)
			for _, line := range table { // in the order of the table, so that an equivalent one comes second
				if w := threshold*line.Effect - line.Cost; w > worth+1e-9 {
					best, worth = line.Strategy, w
				}
			}
			require.True(t, efficient[best.Name], "%v is best at %v of %v", best, threshold, in)
		}
	}
}
