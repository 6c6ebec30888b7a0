package medication_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/stretchr/testify/require"
)

// monday is 2 March 2026.
var monday = civil.Must(2026, time.March, 2)

var thriceWeekly = medication.OnWeekdays(time.Monday, time.Wednesday, time.Friday)

func TestMissedBetween(t *testing.T) {
	for name, c := range map[string]struct {
		schedule medication.Schedule
		days     int // from Monday, the day of the last confirmed dose, to today
		want     int
	}{
		"daily, same day":                         {medication.Daily(), 0, 0},
		"daily, next day":                         {medication.Daily(), 1, 0},
		"daily, last dose Monday, back Wednesday": {medication.Daily(), 2, 1},
		"daily, last dose Monday, back Friday":    {medication.Daily(), 4, 3},
		"daily, five missed":                      {medication.Daily(), 6, 5},
		"every other day, due today":              {medication.EveryDays(2), 2, 0},
		"every other day, a day late":             {medication.EveryDays(2), 3, 1},
		"every other day, due again today":        {medication.EveryDays(2), 4, 1},
		"every other day, five days":              {medication.EveryDays(2), 5, 2},
		"three days a week, Wednesday":            {thriceWeekly, 2, 0},
		"three days a week, Thursday":             {thriceWeekly, 3, 1},
		"three days a week, Friday":               {thriceWeekly, 4, 1},
		"three days a week, next Monday":          {thriceWeekly, 7, 2},
		"three days a week, next Tuesday":         {thriceWeekly, 8, 3},
		"three days a week, Monday after":         {thriceWeekly, 14, 5},
	} {
		require.Equal(t, c.want, c.schedule.MissedBetween(monday, monday.Add(c.days)), name)
	}
}

func TestMissedIsNotKnown(t *testing.T) {
	var none civil.Date
	require.Equal(t, medication.NotKnown, medication.Schedule{}.MissedBetween(monday, monday.Add(4)), "schedule not stated")
	require.Equal(t, medication.NotKnown, medication.Daily().MissedBetween(none, monday))
	require.Equal(t, medication.NotKnown, medication.Daily().MissedBetween(monday, none))
	require.Equal(t, medication.NotKnown, medication.Daily().MissedBetween(monday, monday.Add(-1)))
	require.False(t, medication.Schedule{}.DueOn(monday, monday.Add(1)))
	require.False(t, medication.Daily().DueOn(none, monday))
	require.False(t, medication.Daily().DueOn(monday, none))
	require.True(t, medication.Schedule{}.NextAfter(monday).IsZero())
	require.True(t, medication.Daily().NextAfter(none).IsZero())
}

// schedules are all weekday schedules and some by interval.
func schedules() []medication.Schedule {
	var all []medication.Schedule
	for _, n := range []uint8{1, 2, 3, 7, 28, 255} {
		all = append(all, medication.EveryDays(n))
	}
	for week := 1; week < 1<<7; week++ {
		var days []time.Weekday
		for day := time.Sunday; day <= time.Saturday; day++ {
			if week&(1<<day) != 0 {
				days = append(days, day)
			}
		}
		all = append(all, medication.OnWeekdays(days...))
	}
	return all
}

func TestMissedAgreesWithCountingDays(t *testing.T) {
	for _, schedule := range schedules() {
		for start := range 7 {
			last, missed := monday.Add(start), 0
			for days := 1; days <= 30; days++ {
				today := last.Add(days)
				require.Equal(t, missed, schedule.MissedBetween(last, today), "%s from %s to %s", schedule, last, today)
				if schedule.DueOn(last, today) {
					missed++
				}
			}
		}
	}
}

func TestNextAfter(t *testing.T) {
	require.Equal(t, monday.Add(1), medication.Daily().NextAfter(monday))
	require.Equal(t, monday.Add(3), medication.EveryDays(3).NextAfter(monday))
	require.Equal(t, monday.Add(2), thriceWeekly.NextAfter(monday))
	require.Equal(t, monday.Add(7), medication.OnWeekdays(time.Monday).NextAfter(monday))
	for _, schedule := range schedules() {
		next := schedule.NextAfter(monday)
		require.True(t, schedule.DueOn(monday, next))
		require.Zero(t, schedule.MissedBetween(monday, next), "nothing is missed on the day of the next dose")
		require.Equal(t, 1, schedule.MissedBetween(monday, next.Add(1)))
	}
}

func TestScheduleText(t *testing.T) {
	for _, schedule := range append(schedules(), medication.Schedule{}) {
		text, err := schedule.MarshalText()
		require.NoError(t, err)
		var back medication.Schedule
		require.NoError(t, back.UnmarshalText(text), string(text))
		require.Equal(t, schedule, back)
	}
	require.Equal(t, "daily", medication.Daily().String())
	require.Equal(t, "every 2 days", medication.EveryDays(2).String())
	require.Equal(t, "mon wed fri", thriceWeekly.String())
	require.Equal(t, "mon sun", medication.OnWeekdays(time.Sunday, time.Monday).String(), "the week starts on Monday")
	require.Equal(t, medication.Daily(), medication.EveryDays(1))
	require.Equal(t, medication.Daily(), medication.OnWeekdays(0, 1, 2, 3, 4, 5, 6))

	for _, text := range []string{
		" ", "Daily", "daily ", "every 0 days", "every 1 days", "every 256 days", "every -2 days", "every 02 days", "every two days",
		"every 2 day", "every days", "wed mon", "mon mon", "mon,wed", "mon  wed", "monday", "sun mon tue wed thu fri sat",
		"mon tue wed thu fri sat sun", "tomorrow",
	} {
		_, err := medication.ParseSchedule(text)
		require.ErrorIs(t, err, medication.ErrSchedule, "%q", text)
	}
	var kept medication.Schedule
	require.NoError(t, json.Unmarshal([]byte(`"every 2 days"`), &kept))
	require.Error(t, json.Unmarshal([]byte(`"never"`), &kept))
	require.Equal(t, medication.EveryDays(2), kept, "an error leaves the value alone")
}

func TestScheduleZero(t *testing.T) {
	require.True(t, medication.Schedule{}.IsZero())
	require.True(t, medication.EveryDays(0).IsZero())
	require.True(t, medication.OnWeekdays().IsZero())
	require.True(t, medication.OnWeekdays(time.Monday, 7).IsZero())
	require.True(t, medication.OnWeekdays(-1).IsZero())
	require.False(t, medication.Daily().IsZero())
	require.Empty(t, medication.Schedule{}.String())
}

func FuzzSchedule(f *testing.F) {
	for _, seed := range []string{"", "daily", "every 2 days", "mon wed fri", "fri mon", "every 1 days"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		schedule, err := medication.ParseSchedule(text)
		if err != nil {
			require.ErrorIs(t, err, medication.ErrSchedule)
			require.True(t, schedule.IsZero())
			return
		}
		require.Equal(t, text, schedule.String())
		require.Equal(t, text == "", schedule.IsZero())
	})
}
