package guidance_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/guidance/program"
	"github.com/stretchr/testify/require"
)

type band = program.TakeHomeBand

func TestTakeHomeTable(t *testing.T) {
	table := program.NewTakeHomeTable(band{From: 15, Days: 2, Within: 7}, band{From: 31, Days: 28})
	require.Equal(t, "2 in 7 days from day 15, 28 from day 31", table.String())
	require.Equal(t, "none", program.TakeHomeTable{}.String())
	for day, want := range map[int]int{-3: 0, 0: 0, 1: 0, 14: 0, 15: 2, 30: 2, 31: 28, 9999: 28} {
		require.Equal(t, want, table.On(day).Days, "day %d", day)
		require.Zero(t, program.TakeHomeTable{}.On(day).Days)
	}
}

func TestTakeHomeTablePanicsOnNonsense(t *testing.T) {
	for _, bands := range [][]band{
		{{From: 0, Days: 1}}, {{From: 1, Days: -1}}, {{From: 15, Days: 7}, {From: 15, Days: 14}}, {{From: 15, Days: 7},
			{From: 1, Days: 14}},
		{{From: 1, Days: 14}, {From: 15, Days: 7}},
	} {
		require.Panics(t, func() { program.NewTakeHomeTable(bands...) })
	}
}

// TestLayersTightenTakeHome builds engines over a layer with another table: it may allow fewer days, and says Relax to allow
// more on any day.
func TestLayersTightenTakeHome(t *testing.T) {
	base := program.NewTakeHomeTable(band{From: 1, Days: 7}, band{From: 31, Days: 28})
	for _, c := range []struct {
		name  string
		table program.TakeHomeTable
		ok    bool
	}{
		{"the same", base, true},
		{"fewer", program.NewTakeHomeTable(band{From: 31, Days: 14}), true},
		{"none", program.TakeHomeTable{}, true},
		{"later", program.NewTakeHomeTable(band{From: 1, Days: 7}, band{From: 61, Days: 28}), true},
		{"more", program.NewTakeHomeTable(band{From: 1, Days: 8}, band{From: 31, Days: 28}), false},
		{"earlier", program.NewTakeHomeTable(band{From: 1, Days: 7}, band{From: 30, Days: 28}), false},
		{"fewer at first and more later", program.NewTakeHomeTable(band{From: 1, Days: 1}, band{From: 31, Days: 31}), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			cite := evidence.Source{ID: "test", Title: "test"}.At("", evidence.Unconfirmed)
			below := plan.Jurisdiction{ID: "below", Version: "1", Zone: time.UTC,
				Settings: []plan.Setting{program.TakeHome().Table.Always(base, cite)}}
			above := plan.Jurisdiction{ID: "above", Version: "1", Below: &below,
				Settings: []plan.Setting{program.TakeHome().Table.Always(c.table, cite)}}
			_, err := plan.New(plan.Config{Jurisdiction: above, Rules: guidance.Rules(), Renamed: guidance.Renamed()})
			require.Equal(t, c.ok, err == nil, "%v", err)
		})
	}
}
