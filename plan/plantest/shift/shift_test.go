package shift_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/plantest/shift"
	"github.com/stretchr/testify/require"
)

type word uint8

type row struct {
	from int
	days uint8
	way  word
	note string
}

type table struct {
	rows []row
	on   bool
	day  civil.Date
	each time.Duration
	any  any
	up   *table
}

var units = shift.Keeping[table](shift.With(shift.With(shift.Units{},
	func(d time.Duration) []time.Duration { return []time.Duration{d - time.Hour, d + time.Hour} }),
	func(d civil.Date) []civil.Date {
		if d.IsZero() {
			return nil
		}
		return []civil.Date{d.Add(-1), d.Add(1)}
	}), "up")

func changes(t *testing.T, value any) (list []string) {
	t.Helper()
	variants, err := units.Of(value)
	require.NoError(t, err)
	for _, v := range variants {
		require.IsType(t, value, v.Value)
		require.NotEqual(t, value, v.Value)
		list = append(list, v.Change)
	}
	return list
}

func TestEachPartOfAValueIsShifted(t *testing.T) {
	day := civil.Must(2026, time.March, 1)
	original := table{rows: []row{{1, 7, 1, "a"}, {15, 255, 2, ""}}, day: day, each: 2 * time.Hour, any: [2]int8{-128, 127}}
	require.Equal(t, []string{
		".rows[0].from: 1 → 0", ".rows[0].from: 1 → 2", ".rows[0].days: 7 → 6", ".rows[0].days: 7 → 8",
		".rows[1].from: 15 → 14", ".rows[1].from: 15 → 16", ".rows[1].days: 255 → 254",
		".on: false → true", ".day: 2026-03-01 → 2026-02-28", ".day: 2026-03-01 → 2026-03-02",
		".each: 2h0m0s → 1h0m0s", ".each: 2h0m0s → 3h0m0s", ".any[0]: -128 → -127", ".any[1]: 127 → 126",
	}, changes(t, original))
	require.Equal(t, table{rows: []row{{1, 7, 1, "a"}, {15, 255, 2, ""}}, day: day, each: 2 * time.Hour, any: [2]int8{-128, 127}},
		original, "the original stays as it is")
}

func TestOnlyOnePartDiffers(t *testing.T) {
	variants, err := units.Of(table{rows: []row{{1, 7, 1, "a"}, {15, 14, 2, ""}}})
	require.NoError(t, err)
	require.Equal(t, table{rows: []row{{1, 7, 1, "a"}, {15, 13, 2, ""}}}, variants[6].Value)
}

func TestWhatHasNoNeighbors(t *testing.T) {
	require.Empty(t, changes(t, word(3)), "a number of a package's own type may be a word")
	require.Empty(t, changes(t, "text"))
	require.Empty(t, changes(t, civil.Date{}))
	require.Empty(t, changes(t, []int(nil)))
	require.Equal(t, []string{": 0 → 1"}, changes(t, uint16(0)))
	require.Equal(t, []string{": 0 → 1"}, changes(t, 0))
	require.Equal(t, []string{": -1 → -2", ": -1 → 0"}, changes(t, -1))
	variants, err := units.Of(nil)
	require.NoError(t, err)
	require.Empty(t, variants)
}

// TestWhatCannotBeShiftedIsAnError keeps a new kind of value from being passed over in silence.
func TestWhatCannotBeShiftedIsAnError(t *testing.T) {
	for _, value := range []any{1.5, map[string]int{"a": 1}, &table{}, struct{ f func() }{func() {}}, []any{2i}} {
		_, err := units.Of(value)
		require.Error(t, err, "%T", value)
	}
	variants, err := units.Of(table{up: &table{on: true}})
	require.NoError(t, err)
	require.Len(t, variants, 3, "what is to stay does")
	require.Panics(t, func() { shift.Keeping[table](units, "down") })
}

func TestDecimal(t *testing.T) {
	require.Equal(t, []int64{29_000, 31_000}, shift.Decimal(30_000, 1000))
	require.Equal(t, []int64{600, 800}, shift.Decimal(700, 1000))
	require.Equal(t, []int64{1300, 1500}, shift.Decimal(1400, 1000))
	require.Equal(t, []int64{170, 190}, shift.Decimal(180, 1000))
}
