package sim_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/testdata/peers/m8"
	"github.com/stretchr/testify/require"
)

// golden reads numbers that a program in R wrote (see oracle/golden.sh): the texts of the first columns, and the rest as numbers.
func golden(t *testing.T, name string, texts int) (keys [][]string, numbers [][]float64) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "oracle", name+".csv"))
	require.NoError(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	for _, row := range rows[1:] {
		var values []float64
		for _, text := range row[texts:] {
			x, err := strconv.ParseFloat(text, 64)
			require.NoError(t, err)
			values = append(values, x)
		}
		keys, numbers = append(keys, row[:texts]), append(numbers, values)
	}
	require.NotEmpty(t, numbers)
	return keys, numbers
}

func TestM8AgreesWithTunnelStatesInR(t *testing.T) {
	r := run(t, compileM8(t, 520), sim.Study{Engine: sim.Cohort})
	keys, numbers := golden(t, "m8", 1)
	for i, want := range numbers {
		week, err := strconv.Atoi(keys[i][0])
		require.NoError(t, err)
		for s, name := range m8.States() {
			require.InDelta(t, want[s], occupancy(t, r, "usual", name)[week], 1e-13, "%s at week %d", name, week)
		}
	}
}

func TestSickSickerAgreesWithR(t *testing.T) {
	r := run(t, compile(t, sickSicker()), sim.Study{Engine: sim.Cohort})
	keys, numbers := golden(t, "sicksicker", 2)
	for i, want := range numbers {
		cycle, err := strconv.Atoi(keys[i][1])
		require.NoError(t, err)
		for s, name := range []string{"H", "S1", "S2", "D"} {
			require.InDelta(t, want[s], occupancy(t, r, keys[i][0], name)[cycle], 1e-14, "%s at cycle %d", name, cycle)
		}
	}
}

func TestMatrixExponentialAgreesWithR(t *testing.T) {
	keys, numbers := golden(t, "chain", 2)
	for i, want := range numbers {
		years, err := strconv.ParseFloat(keys[i][0], 64)
		require.NoError(t, err)
		from, err := strconv.Atoi(keys[i][1])
		require.NoError(t, err)
		p, err := sim.TransitionProbabilities(chainRates, years)
		require.NoError(t, err)
		require.InDeltaSlice(t, want, p[from], 1e-13, "from %d, %v years", from, years)
	}
}

// TestHazardsAgreeWithR follows people under one hazard and compares the logarithm of those who are left.
func TestHazardsAgreeWithR(t *testing.T) {
	laws := map[string]sim.Hazard{"weibull": sim.Weibull(0.6, 12), "lognormal": sim.LogNormal(2.906, 2.536),
		"lognormal far": sim.LogNormal(0, 0.2),
		"loglogistic":   sim.LogLogistic(1.7, 9), "exponential": sim.Constant(0.03)}
	left := map[string][]float64{}
	for law, hazard := range laws {
		m := small()
		m.Horizon, m.Transitions[0].Hazard = 260, hazard
		left[law] = occupancy(t, run(t, compile(t, m), sim.Study{Engine: sim.Cohort}), "usual", "care")
	}
	keys, numbers := golden(t, "hazards", 2)
	for i, want := range numbers {
		time, err := strconv.Atoi(keys[i][1])
		require.NoError(t, err)
		require.InEpsilon(t, want[0], math.Log(left[keys[i][0]][time]), 1e-11, "%s at %d", keys[i][0], time)
	}
}
