package survival_test

import (
	"testing"

	"github.com/oudpath/oudpath/plan/sim/survival"
	"github.com/stretchr/testify/require"
)

// TestNearTiesAreTies takes times that only rounding tells apart for one, as R's survival does by default.
func TestNearTiesAreTies(t *testing.T) {
	tenth := 0.1
	table, err := survival.Tabulate([]survival.Record{{Leave: tenth + 0.2, Cause: 1}, {Leave: 0.3}, {Leave: 0.5, Cause: 1}, {Leave: 0.6}})
	require.NoError(t, err)
	curve, err := table.KaplanMeier(survival.Limits{Level: .95, Scale: survival.Plain})
	require.NoError(t, err)
	for at, want := range map[float64]float64{0.3: 0.75, 0.4: 0.75, 0.5: 0.375, 0.6: 0.375} {
		p, ok := curve.At(at)
		require.True(t, ok)
		require.InDelta(t, want, p.Estimate, 1e-15, "at %v", at)
	}
	require.Equal(t, 3, table.Len()-1, "and the origin")

	apart, err := survival.Tabulate([]survival.Record{{Leave: 1, Cause: 1}, {Leave: 1 + 1e-6}})
	require.NoError(t, err)
	require.Equal(t, 3, apart.Len(), "a difference that could be meant stays")
	late, err := survival.Tabulate([]survival.Record{{Enter: tenth + 0.2, Leave: 2, Cause: 1}, {Enter: 0.3, Leave: 2}, {Leave: 2}})
	require.NoError(t, err)
	require.EqualValues(t, 2, late.Moment(1).Entered)
	_, err = survival.Tabulate([]survival.Record{{Enter: 0.3, Leave: tenth + 0.2, Cause: 1}})
	require.ErrorIs(t, err, survival.ErrTime)
}

func TestCensoringDistribution(t *testing.T) {
	times, events := []float64{1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4}, []survival.Cause{1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 1}
	var records []survival.Record
	for i := range times {
		records = append(records, survival.Record{Leave: times[i], Cause: events[i]})
	}
	table, err := survival.Tabulate(records)
	require.NoError(t, err)
	g, err := table.Censoring(survival.Limits{Level: .95, Scale: survival.Plain})
	require.NoError(t, err)
	for at, want := range map[float64]float64{0: 1, 1: 1, 2: 0.625, 3: 0.625 * 2 / 3, 4: 0} {
		p, ok := g.At(at)
		require.True(t, ok)
		require.InDelta(t, want, p.Estimate, 1e-15, "at %v", at)
	}
	_, err = table.Censoring(survival.Limits{})
	require.ErrorIs(t, err, survival.ErrLimits)
	_, err = survival.Table{}.Censoring(survival.Limits{Level: .95, Scale: survival.Plain})
	require.ErrorIs(t, err, survival.ErrEmpty)
}
