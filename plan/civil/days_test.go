package civil_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/stretchr/testify/require"
)

// TestDaysAreThoseOfTheZone asks for days in any order, and around each midnight and change of clocks of some years.
func TestDaysAreThoseOfTheZone(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	for _, name := range []string{"UTC", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata"} {
		zone, err := time.LoadLocation(name)
		require.NoError(t, err)
		days := civil.DaysIn(zone)
		require.Equal(t, civil.Of(time.Time{}, zone), days.Of(time.Time{}))
		for range 5000 {
			at := time.Unix(r.Int64N(9e9)-2e9, r.Int64N(1e9)).In(zone)
			_, change := at.ZoneBounds()
			for _, instant := range []time.Time{at, civil.Of(at, zone).Start(zone), change, change.Add(-1), at.Add(time.Hour)} {
				require.Equal(t, civil.Of(instant, zone), days.Of(instant), "%s in %s", instant, name)
			}
		}
	}
	var zero civil.Days
	require.Equal(t, civil.Must(2026, time.March, 1), zero.Of(time.Date(2026, time.March, 1, 23, 0, 0, 0, time.UTC)))
}
