package plan

import (
	"math/rand/v2"
	"testing"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/stretchr/testify/require"
)

// TestTablesSayWhatTheHistorySays compares the tables of days with the histories that they were made of, on each day around a change.
func TestTablesSayWhatTheHistorySays(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	first := civil.Must(2020, 1, 1)
	settings := make(resolved)
	var params []*key
	for range 40 {
		p := NewParam[int]("test.table", "a limit", nil)
		params = append(params, p.key)
		if r.IntN(5) == 0 {
			continue // unset
		}
		day := first.Add(r.IntN(30))
		if r.IntN(3) == 0 {
			day = civil.Date{}
		}
		var history []Setting
		for n := range 1 + r.IntN(4) {
			s := p.From(day, n)
			if day = first.Add(40*(n+1) + r.IntN(30)); r.IntN(2) == 0 {
				s = s.Until(day.Add(-r.IntN(10)))
			}
			history = append([]Setting{s}, history...)
		}
		settings[p.key] = history
	}
	unknown := NewParam[int]("test.later", "declared after the engine was made", nil)
	tables := settings.tabulate(nil)
	differing := 0
	for day := first.Add(-5); day.Before(first.Add(260)); day = day.Add(1) {
		table := tables.on(day)
		for _, p := range params {
			want, have := inForce(settings[p], day), table.of(p)
			require.Same(t, want, have, "%s", day)
			if want == nil {
				differing++
			}
		}
		require.Nil(t, table.of(unknown.key))
	}
	require.Greater(t, differing, 100)
}
