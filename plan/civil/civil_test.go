package civil_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/stretchr/testify/require"
)

func Example() {
	lastDose := civil.Must(2026, time.March, 2)
	friday := civil.Must(2026, time.March, 6)
	fmt.Println(friday.Since(lastDose), "days since", lastDose)
	// Output: 4 days since 2026-03-02
}

func TestDateAgreesWithTimePackage(t *testing.T) {
	for instant := time.Date(1899, 12, 25, 23, 59, 0, 0, time.UTC); instant.Year() < 2105; instant = instant.AddDate(0, 0, 13) {
		d := civil.Of(instant, time.UTC)
		require.Equal(t, instant.Format(time.DateOnly), d.String())
		parsed, err := civil.Parse(d.String())
		require.NoError(t, err)
		require.Equal(t, d, parsed)
		require.Equal(t, 13, civil.Of(instant.AddDate(0, 0, 13), nil).Since(d))
		require.Equal(t, d, civil.Of(d.Start(time.UTC), time.UTC))
	}
}

func TestDayDependsOnTheZone(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	instant := time.Date(2026, 7, 1, 3, 0, 0, 0, time.UTC)
	require.Equal(t, "2026-07-01", civil.Of(instant, nil).String())
	require.Equal(t, "2026-06-30", civil.Of(instant, newYork).String())
	require.Equal(t, 4, civil.Must(2026, 6, 30).Start(newYork).UTC().Hour(), "New York's day starts four hours after UTC's in summer")
}

func TestInvalidDates(t *testing.T) {
	for _, text := range []string{"", "2026-02-29", "2026-13-01", "2026-1-1", "2026-01-01T00:00:00Z", "0001-01-01", "10000-01-01"} {
		_, err := civil.Parse(text)
		require.ErrorIs(t, err, civil.ErrDate, text)
	}
	_, err := civil.New(2026, 2, 30)
	require.ErrorIs(t, err, civil.ErrDate)
	require.Panics(t, func() { civil.Must(1582, 1, 1) })
	var d civil.Date
	require.Error(t, d.UnmarshalText([]byte("tomorrow")))
}

func TestZeroIsNoDay(t *testing.T) {
	var none civil.Date
	require.True(t, none.IsZero())
	require.Empty(t, none.String())
	require.True(t, none.Add(3).IsZero())
	require.True(t, none.AddMonths(3).IsZero())
	require.Zero(t, none.Since(civil.Must(2026, 1, 1)))
	require.Zero(t, none.YearsUntil(civil.Must(2026, 1, 1)))
	require.True(t, none.Start(nil).IsZero())
	require.True(t, civil.Of(time.Time{}, nil).IsZero())
	require.True(t, none.Before(civil.Must(1583, 1, 1)))
	text, err := none.MarshalText()
	require.NoError(t, err)
	var back civil.Date
	require.NoError(t, back.UnmarshalText(text))
	require.Equal(t, none, back)
}

func TestAdd(t *testing.T) {
	first, last := civil.Must(1583, 1, 1), civil.Must(9999, 12, 31)
	require.Equal(t, "2026-03-01", civil.Must(2026, 2, 28).Add(1).String())
	require.Equal(t, "2026-02-28", civil.Must(2026, 3, 1).Add(-1).String())
	require.Equal(t, last, first.Add(last.Since(first)))
	require.True(t, first.Add(-1).IsZero(), "before all days")
	require.True(t, last.Add(1).IsZero(), "after all days")
	require.True(t, last.Add(math.MaxInt).IsZero())
	require.True(t, first.Add(math.MinInt).IsZero())
}

func TestText(t *testing.T) {
	var d civil.Date
	require.NoError(t, d.UnmarshalText([]byte("2026-03-01")))
	require.Equal(t, civil.Must(2026, 3, 1), d)
	require.NoError(t, d.UnmarshalText(nil))
	require.True(t, d.IsZero())
	require.Equal(t, time.UTC, civil.Must(2026, 3, 1).Start(nil).Location())
	require.Equal(t, "1969-12-31", civil.Of(time.Unix(-1, 0), nil).String())
}

func TestMonthsClampToTheLastDay(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-01-31", 1, "2026-02-28"}, {"2028-01-31", 1, "2028-02-29"}, {"2026-01-15", 6, "2026-07-15"},
		{"2026-03-31", -1, "2026-02-28"}, {"2026-12-31", 2, "2027-02-28"},
	} {
		from, err := civil.Parse(c.from)
		require.NoError(t, err)
		require.Equal(t, c.want, from.AddMonths(c.months).String(), "%s + %d", c.from, c.months)
	}
}

func TestYearsUntil(t *testing.T) {
	birth := civil.Must(2010, 6, 15)
	require.Equal(t, 15, birth.YearsUntil(civil.Must(2026, 6, 14)))
	require.Equal(t, 16, birth.YearsUntil(civil.Must(2026, 6, 15)))
	require.Equal(t, 0, birth.YearsUntil(civil.Must(2009, 1, 1)))
	require.Equal(t, 17, civil.Must(2008, 2, 29).YearsUntil(civil.Must(2026, 2, 28)))
	require.Equal(t, 18, civil.Must(2008, 2, 29).YearsUntil(civil.Must(2026, 3, 1)))
}

func TestCompare(t *testing.T) {
	a, b := civil.Must(2026, 1, 1), civil.Must(2026, 1, 2)
	require.Equal(t, -1, a.Compare(b))
	require.Equal(t, 1, b.Compare(a))
	require.Equal(t, 0, a.Compare(a))
	require.True(t, a.Equal(a))
	require.False(t, a.Equal(b))
}

func FuzzParse(f *testing.F) {
	f.Add("2026-11-21")
	f.Add("1583-01-01")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := civil.Parse(text)
		if err == nil {
			require.Equal(t, text, d.String())
		}
	})
}
