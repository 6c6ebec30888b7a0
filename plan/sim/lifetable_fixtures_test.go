package sim_test

import (
	"math"
	"os"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/internal/fixtures"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/stretchr/testify/require"
)

func TestLifeTablesOfTheFixtures(t *testing.T) {
	for file, e0 := range map[string][2]float64{ // life expectancy of men and women, recomputed by the notes beside the files
		"us-ssa-2019-qx.csv": {76.32, 81.27}, "us-ssa-2023-qx.csv": {75.79, 81.06}, "us-hmd-2015-mx.csv": {76.50,
			81.34}, "uk-ons-2017-2019.csv": {79.37, 83.07},
	} {
		f, err := os.Open(fixtures.Path(t, "life-tables", file))
		require.NoError(t, err)
		table, err := sim.ReadLifeTable(f, evidence.Source{ID: "life-table", Title: file}.At("", evidence.Primary))
		require.NoError(t, err, file)
		require.NoError(t, f.Close())
		require.Equal(t, file, table.Source().Source.Title)
		for i, sex := range []sim.Sex{sim.Male, sim.Female} {
			m := sim.Model{Cycle: sim.Month, Horizon: 130 * 12, Conversion: sim.CompetingExponential,
				States: []sim.State{{Name: "alive"}, {Name: "dead"}}, Groups: []sim.Group{{Name: "born", Share: 1, Age: 1e-9, Sex: sex}},
				Transitions: []sim.Transition{{From: "alive", To: "dead", Hazard: table.Hazard(), Source: table.Source()}},
				Arms:        []sim.Arm{{Name: "life", Start: map[string]float64{"alive": 1}}},
				Rewards:     []sim.Reward{{Name: "years", Timing: sim.HalfCycle, Parts: []sim.Part{{In: "alive", Value: 1.0 / 12}}}}}
			years, err := run(t, compile(t, m), sim.Study{Engine: sim.Cohort}).Reward("life", "years")
			require.NoError(t, err)
			require.InDelta(t, e0[i], years.Mean, 0.1, "%s, %v", file, sex)
		}
	}
}

func TestLifeTablesThatAreNone(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "no rows": "age,sex,qx\n", "age": "age,sex,qx\nx,male,0.1\n", "sex": "age,sex,qx\n1,x,0.1\n",
		"gap":       "age,sex,qx\n1,male,0.1\n3,male,0.1\n",
		"above one": "age,sex,qx\n1,male,1.1\n", "negative": "age,sex,mx\n1,male,-1\n", "no number": "age,sex,qx\n1,male,\n",
		"torn": "age,sex,qx\n1,male\n", "no column": "age,sex,px\n1,male,0.1\n",
	} {
		_, err := sim.ReadLifeTable(strings.NewReader(text), invented)
		require.ErrorIs(t, err, sim.ErrLifeTable, name)
	}
	_, err := sim.ReadLifeTable(strings.NewReader(inventedLifeTable), evidence.Citation{})
	require.ErrorIs(t, err, sim.ErrLifeTable, "a table without a source")
}

func TestLifeTableRates(t *testing.T) {
	table, err := sim.ReadLifeTable(strings.NewReader("age,sex,qx,mx\n30,both,0.5,0.25\n31,both,1,0.8\n"), invented)
	require.NoError(t, err)
	require.Equal(t, 0.25, table.Rate(sim.Both, 30), "mx is preferred")
	require.Equal(t, 0.8, table.Rate(sim.Both, 99), "the last rate goes on")
	for _, unknown := range []float64{table.Rate(sim.Both, 29), table.Rate(sim.Male, 30), table.Rate(0, 30), table.Rate(9, 30)} {
		require.True(t, math.IsNaN(unknown), "an unknown rate is not a number")
	}
	certain, err := sim.ReadLifeTable(strings.NewReader("age,sex,qx\n30,male,1\n"), invented)
	require.NoError(t, err)
	m := small()
	m.Groups = []sim.Group{{Name: "men", Share: 1, Age: 30, Sex: sim.Male}}
	m.Transitions = append(m.Transitions,
		sim.Transition{Name: "certain", From: "care", To: "dead", Hazard: certain.Hazard(), Source: invented})
	require.Zero(t, occupancy(t, run(t, compile(t, m), sim.Study{Engine: sim.Cohort}), "usual", "care")[1])
	m.Groups[0].Age = 29
	_, err = m.Compile()
	require.ErrorContains(t, err, "has no age 29")
	var none *sim.LifeTable
	m.Transitions[2].Hazard = none.Hazard()
	_, err = m.Compile()
	require.ErrorContains(t, err, "no table")
	m.Transitions[2].Hazard = certain.Hazard().On(sim.InState)
	_, err = m.Compile()
	require.ErrorContains(t, err, "clock age only")
	m.Transitions[2].Hazard = sim.Scheduled(3).On(sim.Age)
	_, err = m.Compile()
	require.ErrorContains(t, err, "cannot run on the clock age")
}
