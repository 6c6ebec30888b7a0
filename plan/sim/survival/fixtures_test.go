package survival_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"testing"

	"github.com/oudpath/oudpath/internal/fixtures"
	"github.com/oudpath/oudpath/plan/sim/survival"
	"github.com/stretchr/testify/require"
)

// TestTrialRetention builds the weekly retention curves of START, X:BOT and POATS from the counts of their public data, and
// compares them with the curves and log-scale limits that were computed from the individual records, printed with four digits.
func TestTrialRetention(t *testing.T) {
	file, err := os.Open(fixtures.Path(t, "life-tables", "retention", "retention-weekly.csv"))
	require.NoError(t, err)
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)

	arms := map[string][][]float64{} // week, at risk, stopped, retained, low, high
	for _, line := range lines[1:] {
		arm := line[0] + ", " + line[1] + ", " + line[2]
		var numbers []float64
		for _, cell := range line[3:] {
			v, err := strconv.ParseFloat(cell, 64)
			require.NoError(t, err)
			numbers = append(numbers, v)
		}
		arms[arm] = append(arms[arm], numbers)
	}
	require.Len(t, arms, 7)
	for arm, weeks := range arms {
		var moments []survival.Moment
		first := survival.Moment{Entered: int64(weeks[0][1])}
		for i, w := range weeks {
			m := survival.Moment{Time: w[0], Events: []int64{int64(w[2])}, Censored: int64(w[1] - w[2])}
			if i+1 < len(weeks) {
				m.Censored -= int64(weeks[i+1][1])
			}
			if m.Time == 0 {
				m.Entered, first.Entered = first.Entered, 0
			}
			moments = append(moments, m)
		}
		if first.Entered > 0 {
			moments = append([]survival.Moment{first}, moments...)
		}
		table, err := survival.FromCounts(moments)
		require.NoError(t, err, arm)
		km, err := table.KaplanMeier(survival.Limits{Level: .95, Scale: survival.Log})
		require.NoError(t, err)
		for _, w := range weeks {
			p, known := km.At(w[0])
			require.True(t, known, "%s, week %v", arm, w[0])
			require.InDelta(t, w[3], p.Estimate, 5.1e-5, "%s, week %v", arm, w[0])
			require.InDelta(t, w[4], p.Low, 5.1e-5, "%s, week %v, low", arm, w[0])
			require.InDelta(t, w[5], p.High, 5.1e-5, "%s, week %v, high", arm, w[0])
		}
	}
}
