package naturalhistory_test

import (
	"context"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/internal/fixtures"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/naturalhistory"
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

// table is an invented life table of the right shape.
func table() *sim.LifeTable {
	var b strings.Builder
	b.WriteString("age,sex,mx\n")
	for age := 40; age < 100; age++ {
		for _, sex := range []string{"female", "male"} {
			fmt.Fprintf(&b, "%d,%s,%g\n", age, sex, 3e-5*math.Exp(0.09*float64(age)))
		}
	}
	t, err := sim.ReadLifeTable(strings.NewReader(b.String()), evidence.Source{ID: "invented-for-a-test",
		Title: "invented for a test"}.At("", evidence.Unconfirmed))
	if err != nil {
		panic(err)
	}
	return t
}

func compile(t testing.TB, v uncertainty.Values, arms ...sim.Arm) *sim.Compiled {
	c, err := naturalhistory.Model(v, table(), 260, arms...).Compile()
	require.NoError(t, err)
	return c
}

// Background mortality is invented here; a study reads a published table.
func Example() {
	usual, without := naturalhistory.Usual(), naturalhistory.Without(naturalhistory.Methadone)
	c, err := naturalhistory.Model(naturalhistory.Base(), table(), 260, usual, without).Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := c.Run(context.Background(), sim.Study{Engine: sim.Cohort})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, arm := range c.Arms() {
		dead, _ := r.Occupancy(arm, naturalhistory.OverdoseDead)
		fmt.Printf("%s: %.2f %% dead of overdose after five years\n", arm, 100*dead[260])
	}
	// Output:
	// usual: 1.95 % dead of overdose after five years
	// without methadone: 2.01 % dead of overdose after five years
}

// TestEveryParameterIsUsedAndKnown holds that each value has a unit and a source, lies where its law can be, and moves some result.
func TestEveryParameterIsUsedAndKnown(t *testing.T) {
	base := naturalhistory.Base()
	life := table()
	digest := func(v uncertainty.Values) string {
		c, err := naturalhistory.Options{Custody: true, Episodes: true}.Model(v, life, 4, naturalhistory.Usual(), naturalhistory.NoDischarge(v),
			naturalhistory.NaloxoneUsed(v, 0.6)).Compile()
		require.NoError(t, err)
		return c.Fingerprint()
	}
	unmoved := digest(base)
	seen := map[string]bool{}
	for _, p := range naturalhistory.Parameters() {
		require.NoError(t, p.Source.Validate(), p.Name)
		require.NotEmpty(t, p.Unit, p.Name)
		require.False(t, seen[p.Name], p.Name)
		seen[p.Name] = true
		require.Equal(t, p.Value, base.Get(p.Name))
		require.LessOrEqual(t, p.Law.Quantile(.01), p.Value, p.Name)
		require.GreaterOrEqual(t, p.Law.Quantile(.99), p.Value, p.Name)
		moved, err := base.With(p.Name, p.Value*.9)
		require.NoError(t, err)
		require.NotEqual(t, unmoved, digest(moved), "%s changes nothing", p.Name)
	}
	require.Empty(t, naturalhistory.Set().Unsourced())
}

// TestWeeklyProbabilitiesComeBack reads published probabilities off the model: people in one state, one week.
func TestWeeklyProbabilitiesComeBack(t *testing.T) {
	at := func(state string) sim.Arm { return sim.Arm{Name: state, Start: map[string]float64{state: 1}} }
	on := naturalhistory.On(naturalhistory.Methadone)
	c := compile(t, naturalhistory.Base(), at(on), at(naturalhistory.NotUsing), at(naturalhistory.Withdrawal))
	r, err := c.Run(context.Background(), sim.Study{Engine: sim.Cohort})
	require.NoError(t, err)
	share := func(arm, state string) float64 {
		all, err := r.Occupancy(arm, state)
		require.NoError(t, err)
		return all[1]
	}
	require.InDelta(t, (1-.031797)*(1-.14395), share(on, on), .001, "but for death")
	require.InDelta(t, .00294*.747+.00313*.253, share(naturalhistory.NotUsing, naturalhistory.Using), 1e-5)
	require.InDelta(t, .5, share(naturalhistory.Withdrawal, naturalhistory.NotUsing), .001, "a week, and no longer")
	require.Zero(t, share(naturalhistory.Withdrawal, naturalhistory.Withdrawal))
}

func TestEnginesAgreeAndMovesAreSteps(t *testing.T) {
	c := compile(t, naturalhistory.Base(), naturalhistory.Usual(), naturalhistory.Without(naturalhistory.Buprenorphine))
	exact, err := c.Run(context.Background(), sim.Study{Engine: sim.Cohort})
	require.NoError(t, err)
	step, err := c.Run(context.Background(), sim.Study{Engine: sim.Step, People: 20_000, Seed: 1})
	require.NoError(t, err)
	for _, state := range c.States() {
		want, err := exact.Occupancy("usual", state)
		require.NoError(t, err)
		got, err := step.Occupancy("usual", state)
		require.NoError(t, err)
		require.InDelta(t, want[260], got[260], 5*step.ShareError(want[260])+1e-9, state)
	}
	none, err := exact.Occupancy("without buprenorphine", naturalhistory.On(naturalhistory.Buprenorphine))
	require.NoError(t, err)
	require.Zero(t, none[100])
	routes, found := c.Routes(stages.Journey())
	require.Empty(t, found)
	require.NotEmpty(t, routes)
	for v := range 3 {
		drawn := naturalhistory.Set().Draw(uncertainty.Latin(1, 3), uint64(v))
		compile(t, drawn, naturalhistory.Usual())
	}
	_, err = naturalhistory.Model(naturalhistory.Base(), nil, 10, naturalhistory.Usual()).Compile()
	require.ErrorIs(t, err, sim.ErrModel, "no life table ships with the library")
}

// TestWithThePublishedLifeTable runs a year with the mortality of 2019, where the fixtures are at hand.
func TestWithThePublishedLifeTable(t *testing.T) {
	f, err := os.Open(fixtures.Path(t, "life-tables", "us-ssa-2019-qx.csv"))
	require.NoError(t, err)
	defer f.Close()
	life, err := sim.ReadLifeTable(f, evidence.Source{ID: "ssa-2019",
		Title: "Social Security Administration, death probabilities 2019", Year: 2019}.At("", evidence.Primary))
	require.NoError(t, err)
	c, err := naturalhistory.Model(naturalhistory.Base(), life, 52, naturalhistory.Usual()).Compile()
	require.NoError(t, err)
	require.Empty(t, c.Warnings(), "every source was seen")
}
