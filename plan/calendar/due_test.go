package calendar_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/stretchr/testify/require"
)

// obligations are one of each status, and one of which the days are not known.
var obligations = []plan.Obligation{
	{Duty: "care.naloxone", Title: "Supply naloxone; to the household too", Due: civil.Must(2026, 3, 1), Latest: civil.Must(2026, 3, 1),
		Status: plan.Overdue, Why: "an opioid is on board"},
	{Duty: "care.screen", Title: "Test", Earliest: civil.Must(2026, 2, 27), Due: civil.Must(2026, 3, 2), Latest: civil.Must(2026, 3, 9),
		Status: plan.DueNow, Cites: []evidence.Citation{evidence.ASAM2020.At("part 2", evidence.Primary)}},
	{Duty: "bup.injection", Title: "Injection", Due: civil.Must(2026, 3, 30), Latest: civil.Must(2026, 4, 13), Status: plan.Upcoming},
	{Duty: "broken", Title: "Something", Defect: "a limit is not set"},
}

func TestDueList(t *testing.T) {
	list := calendar.DueList{Plan: "person-1", AsOf: monday, Zone: time.UTC, Due: obligations}
	var b bytes.Buffer
	require.NoError(t, list.WriteICalendar(&b, calendar.ICalendar{}))
	golden(t, "due.ics", strings.ReplaceAll(b.String(), "\r\n", "\n"))

	first := b.String()
	b.Reset()
	list.AsOf = monday.AddDate(0, 0, 1)
	require.NoError(t, list.WriteICalendar(&b, calendar.ICalendar{}))
	require.Equal(t, uids(first), uids(b.String()), "an obligation is the same one the day after")
	require.Len(t, uids(first), len(obligations))

	b.Reset()
	require.NoError(t, list.WriteICalendar(&b, calendar.ICalendar{Discreet: true}))
	for _, word := range []string{"naloxone", "Injection", "person-1", "care", "overdue", "DESCRIPTION", "CATEGORIES"} {
		require.NotContains(t, b.String(), word)
	}
	require.ErrorIs(t, list.WriteICalendar(broken{}, calendar.ICalendar{}), errBroken)
}

// What is due and not yet late stands on a day that somebody looks at.
func TestDueListOfADayThatIsOver(t *testing.T) {
	list := calendar.DueList{Plan: "p", AsOf: monday.AddDate(0, 0, 3), Due: obligations[1:2]}
	var b bytes.Buffer
	require.NoError(t, list.WriteICalendar(&b, calendar.ICalendar{}))
	require.Contains(t, b.String(), "DTSTART;VALUE=DATE:20260305\r\n")
	require.Contains(t, b.String(), "STATUS:CONFIRMED\r\n")
}

// The day of what is overdue is that of the place, and not of the clock's zone.
func TestDueListInAZone(t *testing.T) {
	list := calendar.DueList{Plan: "p", AsOf: time.Date(2026, 3, 3, 2, 0, 0, 0, time.UTC), Zone: time.FixedZone("", -5*3600),
		Due: obligations[:1]}
	var b bytes.Buffer
	require.NoError(t, list.WriteICalendar(&b, calendar.ICalendar{}))
	require.Contains(t, b.String(), "DTSTART;VALUE=DATE:20260302\r\n")
}

func uids(text string) (ids []string) {
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n ", ""), "\r\n") {
		if id, ok := strings.CutPrefix(line, "UID:"); ok {
			ids = append(ids, id)
		}
	}
	return ids
}
