package attendance_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/program"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/attendance"
	"github.com/stretchr/testify/require"
)

var day = civil.Must(2026, time.November, 1)

func required(place string, cycle sim.Cycle) ([]attendance.Stretch, error) {
	e, err := jurisdiction.Engine(place, time.UTC)
	if err != nil {
		return nil, err
	}
	return attendance.Required(e, day, cycle)
}

// How often people came at least by the rule of 2001 and come by that of 2024, by the week in treatment.
func Example() {
	for _, place := range []string{"us-2001", "us"} {
		all, err := required(place, sim.Week)
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, s := range all {
			fmt.Printf("%s, weeks %v: %.2f a week\n", place, s.In, s.Weekly)
		}
	}
	// Output:
	// us-2001, weeks below 12: 6.00 a week
	// us-2001, weeks from 12 to below 13: 5.86 a week
	// us-2001, weeks from 13 to below 25: 5.00 a week
	// us-2001, weeks from 25 to below 26: 4.71 a week
	// us-2001, weeks from 26 to below 38: 4.00 a week
	// us-2001, weeks from 38 to below 39: 2.71 a week
	// us-2001, weeks from 39 to below 52: 1.00 a week
	// us-2001, weeks from 52 to below 53: 0.54 a week
	// us-2001, weeks from 53 to below 104: 0.47 a week
	// us-2001, weeks from 104 to below 105: 0.29 a week
	// us-2001, weeks from 105: 0.22 a week
	// us, weeks below 2: 0.88 a week
	// us, weeks from 2 to below 4: 0.47 a week
	// us, weeks from 4 to below 5: 0.31 a week
	// us, weeks from 5: 0.24 a week
}

// TestADayIsARow: in a model by the day every day has the frequency of its row of the table.
func TestADayIsARow(t *testing.T) {
	all, err := required("us", sim.Day)
	require.NoError(t, err)
	require.Equal(t, []sim.Window{{From: 0, To: 14}, {From: 14, To: 30}, {From: 30}}, []sim.Window{all[0].In, all[1].In, all[2].In})
	require.InDelta(t, 7.0/8, all[0].Weekly, 1e-8)
	require.InDelta(t, 7.0/15, all[1].Weekly, 1e-8)
	require.InDelta(t, 7.0/29, all[2].Weekly, 1e-8)
	require.Contains(t, all[0].Source.String(), "(i)(3)(i)-(iii)")
}

// TestNoVisitIsLost holds that whatever the cycle, a course asks for the same visits.
func TestNoVisitIsLost(t *testing.T) {
	visits := func(cycle sim.Cycle) (sum float64) {
		all, err := required("us-2001", cycle)
		require.NoError(t, err)
		const years = 4
		end := int(years * cycle.PerYear())
		for i, s := range all {
			require.LessOrEqual(t, s.Weekly, 7.0)
			if i > 0 {
				require.Equal(t, all[i-1].In.To, s.In.From)
			}
			to := s.In.To
			if to == 0 {
				to = end
			}
			sum += s.Weekly * float64(to-s.In.From) / cycle.PerYear() * 365.25 / 7
		}
		return sum
	}
	byDay := visits(sim.Day)
	for _, cycle := range []sim.Cycle{sim.Week, sim.Month, sim.Year} {
		require.InDelta(t, byDay, visits(cycle), 1, cycle)
	}
}

// TestRowsOfATable: nothing at home is every day; what is counted by the week takes days off it; what is in the hand spaces visits.
func TestRowsOfATable(t *testing.T) {
	for band, want := range map[program.TakeHomeBand]float64{{}: 7, {Days: 1, Within: 7}: 6, {Days: 3, Within: 7}: 4, {Days: 7, Within: 7}: 0,
		{Days: 6}: 1, {Days: 27}: 0.25} {
		require.InDelta(t, want, attendance.Weekly(band), 1e-12, band)
	}
}

// TestWhatIsNotSaidIsNotKnown: no table is no table of nothing, and a part of one is not read on.
func TestWhatIsNotSaidIsNotKnown(t *testing.T) {
	for place, want := range map[string]string{"gb": "gb has no table", "us-oh": "up to day 90 of treatment only"} {
		_, err := required(place, sim.Week)
		require.ErrorIs(t, err, attendance.ErrUnknown, place)
		require.ErrorContains(t, err, want)
	}
	e, err := jurisdiction.Engine("us", time.UTC)
	require.NoError(t, err)
	_, err = attendance.Required(e, day, 0)
	require.ErrorIs(t, err, attendance.ErrUnknown)
	old, err := attendance.Required(e, civil.Must(2010, time.May, 1), sim.Week)
	require.NoError(t, err)
	then, err := required("us-2001", sim.Week)
	require.NoError(t, err)
	require.Equal(t, len(then), len(old), "on a day before 2020 the table is that of 2001")
	require.False(t, math.IsNaN(old[0].Weekly))
}
