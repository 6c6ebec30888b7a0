package sim_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/testdata/peers/m8"
	"github.com/stretchr/testify/require"
)

// exactM8 is the occupancy of M8 per 100 000 people, computed by an independent program of the research behind this package.
var exactM8 = map[int][8]float64{
	52:  {42154.694, 461.527, 558.919, 15627.753, 21578.167, 5057.092, 12757.538, 1804.309},
	520: {32340.716, 355.623, 424.625, 16963.829, 16979.678, 2907.659, 15525.413, 14502.457},
}

func compileM8(t testing.TB, weeks int) *sim.Compiled {
	t.Helper()
	c, err := m8.Model(weeks).Compile()
	require.NoError(t, err)
	return c
}

func run(t testing.TB, c *sim.Compiled, s sim.Study) *sim.Result {
	t.Helper()
	r, err := c.Run(context.Background(), s)
	require.NoError(t, err)
	return r
}

func occupancy(t testing.TB, r *sim.Result, arm, state string) []float64 {
	t.Helper()
	curve, err := r.Occupancy(arm, state)
	require.NoError(t, err)
	return curve
}

func TestCohortReproducesM8(t *testing.T) {
	c := compileM8(t, 520)
	r := run(t, c, sim.Study{Engine: sim.Cohort})
	for week, want := range exactM8 {
		for s, name := range m8.States() {
			got := occupancy(t, r, "usual", name)[week] * 100_000
			require.InDelta(t, want[s], got, 0.00051, "%s at week %d: the published numbers have three decimals", name, week)
		}
	}
}

func TestAllEnginesReproduceM8(t *testing.T) {
	const people = 400_000
	for _, weeks := range []int{52, 520} {
		c := compileM8(t, weeks)
		exact := run(t, c, sim.Study{Engine: sim.Cohort})
		for _, e := range []sim.Engine{sim.Step, sim.Jump, sim.Counts} {
			t.Run(fmt.Sprint(e, " ", weeks), func(t *testing.T) {
				r := run(t, c, sim.Study{Engine: e, People: people / int64(weeks/52), Seed: 7})
				worst := 0.0
				for _, name := range m8.States() {
					want, got := occupancy(t, exact, "usual", name), occupancy(t, r, "usual", name)
					for week := range want {
						worst = max(worst, math.Abs(z(got[week], want[week], float64(r.People()))))
					}
				}
				require.Less(t, worst, 5.0, "largest |z| over all weeks and states")
				require.Greater(t, worst, 1.0, "a difference must be possible for this to be a test")
			})
		}
	}
}

// z is how many standard errors a simulated share lies from the exact one.
func z(got, want, people float64) float64 {
	if got == want {
		return 0
	}
	return (got - want) / math.Sqrt(max(want*(1-want), 1e-300)/people)
}
