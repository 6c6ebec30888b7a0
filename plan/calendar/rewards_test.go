package calendar_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// Every protocol says who says so, amounts have a currency, and weeks follow one another.
func TestRewardPlansAreWhole(t *testing.T) {
	for _, p := range calendar.RewardPlans() {
		require.NotEmpty(t, p.Cites, p.ID)
		for _, c := range p.Cites {
			require.NoError(t, c.Validate())
		}
		require.Equal(t, p.First+p.Step+p.Most == 0, p.Currency == "", p.ID)
		require.True(t, p.Rises || p.Step == 0, p.ID)
		last := 0
		for i, week := range p.Tests {
			require.Positive(t, week.Times)
			require.True(t, week.Through > last || week.Through == 0 && i == len(p.Tests)-1, p.ID)
			last = week.Through
		}
		named, err := calendar.RewardNamed(p.ID)
		require.NoError(t, err)
		require.Equal(t, p, named)
	}
	_, err := calendar.RewardNamed("cm.of-a-friend")
	require.ErrorContains(t, err, "cm.vouchers")
}

// The value rises with each negative test in a row, goes back after a positive or a missed one, and ends with the greatest sum; what the
// source leaves open is not known.
func TestRewardValues(t *testing.T) {
	vouchers, err := calendar.RewardNamed("cm.vouchers")
	require.NoError(t, err)
	_, known := vouchers.Value(nil)
	require.False(t, known, "the source gives no amount")
	own := vouchers
	own.Currency, own.First, own.Step, own.Most = "USD", 200, 100, 1400
	const n, p, m = calendar.TestNegative, calendar.TestPositive, calendar.TestMissed
	for _, c := range []struct {
		before []calendar.TestResult
		want   calendar.Cents
	}{
		{nil, 200}, {[]calendar.TestResult{n}, 300}, {[]calendar.TestResult{n, n}, 400}, {[]calendar.TestResult{n, n, p}, 200},
		{[]calendar.TestResult{n, n, m}, 200}, {[]calendar.TestResult{n, p, n}, 300}, {[]calendar.TestResult{p}, 200},
		{[]calendar.TestResult{n, n, n, n}, 0}, {[]calendar.TestResult{n, n, n}, 500}, {[]calendar.TestResult{n, n, n, p}, 200},
		{[]calendar.TestResult{n, n, n, n, p}, 0},
	} {
		got, known := own.Value(c.before)
		require.True(t, known)
		require.Equal(t, c.want, got, "%v", c.before)
	}
	california, err := calendar.RewardNamed("cm.california")
	require.NoError(t, err)
	first, known := california.Value(nil)
	require.True(t, known)
	require.Equal(t, "10.00", first.String())
	_, known = california.Value([]calendar.TestResult{n})
	require.False(t, known, "how it rises was not seen")
}

// Three tests a week, then two, then one; what is on record counts, and a closed day moves a test.
func TestRewardCalendar(t *testing.T) {
	way, err := calendar.RewardNamed("cm.united-kingdom")
	require.NoError(t, err)
	_, known := way.Value(nil)
	require.False(t, known, "what the press was told is an example")
	way.Currency, way.First, way.Step, way.For = "GBP", 200, 50, []record.Analyte{record.AnalyteCocaine}
	p := newPerson(t, "gb")
	r := calendar.Request{At: monday, Days: 70}
	c, err := calendar.Rewards(p.engine, p.plan, way, r)
	require.NoError(t, err)
	weeks := make(map[int]int)
	for i := range c.Days {
		weeks[c.Days[i].Date.Since(civil.Must(2026, 3, 2))/7+1]++
	}
	require.Equal(t, map[int]int{1: 3, 2: 3, 3: 3, 4: 2, 5: 2, 6: 2, 7: 1, 8: 1, 9: 1, 10: 1}, weeks)
	require.Contains(t, c.Days[2].Why, "after 2 negative ones in a row: negative, it is worth 3.00 GBP")

	screen := func(result record.TestResult) record.Body {
		return record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteCocaine, Result: result}}}
	}
	p.so(monday, screen(record.Negative)).so(monday.AddDate(0, 0, 2), screen(record.Positive)).so(monday.AddDate(0, 0, 4), screen(record.Negative))
	r = calendar.Request{At: monday.AddDate(0, 0, 5), Begin: civil.Must(2026, 3, 2), Days: 7,
		Closures: calendar.Closures{Weekdays: []time.Weekday{time.Monday}}}
	c, err = calendar.Rewards(p.engine, p.plan, way, r)
	require.NoError(t, err)
	require.Equal(t, civil.Must(2026, 3, 10), c.Days[0].Date, "nobody can come on Monday")
	require.Equal(t, 4, c.Days[0].Number)
	require.Contains(t, c.Days[0].Why, "after 1 negative one in a row: negative, it is worth 2.50 GBP")
	golden(t, "rewards.txt", c.String())
	var ics bytes.Buffer
	require.NoError(t, c.WriteICalendar(&ics, calendar.ICalendar{}))
	require.Equal(t, len(c.Days), strings.Count(ics.String(), "BEGIN:VEVENT"))
	require.Empty(t, c.Orders(), "nothing is ordered for a reward")

	other := way
	other.Tests = nil
	c, err = calendar.Rewards(p.engine, p.plan, other, r)
	require.NoError(t, err)
	require.Equal(t, []string{"tests-a-week"}, ids(c))
	r.Answers = calendar.Answers{"tests-a-week": {Days: 2}}
	c, err = calendar.Rewards(p.engine, p.plan, other, r)
	require.NoError(t, err)
	require.NotEmpty(t, c.Days)
}
