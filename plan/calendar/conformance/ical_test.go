package conformance

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
)

// Every schedule, written and read again: as many events as days with doses, on their days, with their words.
func TestParserReadsEverySchedule(t *testing.T) {
	engine, err := jurisdiction.Engine("us", time.UTC)
	require.NoError(t, err)
	products := map[medication.Substance]medication.ProductID{medication.Buprenorphine: medication.BupSL,
		medication.Methadone: medication.MethadoneConc, medication.Naltrexone: medication.NtxPO}
	for _, s := range calendar.Schedules() {
		c, err := calendar.Follow(engine, engine.Open("person; one, \"Ä\""), s, calendar.Request{
			At: time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC), Product: products[s.Substance]})
		require.NoError(t, err)
		for _, discreet := range []bool{false, true} {
			same(t, &c, calendar.ICalendar{Sequence: 2, Discreet: discreet})
		}
	}
}

// What is hard to write comes back as it was.
func TestParserReadsHardTexts(t *testing.T) {
	for _, why := range []string{`a;b,c\d`, "two\nlines", strings.Repeat("long ", 200), strings.Repeat("ä🙂", 60), "colon: and \"quotes\""} {
		c := calendar.Calendar{Plan: "p", ID: "x", AsOf: time.Unix(1_772_442_000, 0).UTC(), Days: []calendar.Day{{Date: civil.Must(2026, 3, 2),
			Why: why, Doses: []calendar.Dose{{Product: medication.BupSL, Amount: medication.Milligrams(8)}}}}}
		events := same(t, &c, calendar.ICalendar{})
		require.Equal(t, "why: "+why, events[0].GetProperty(ics.ComponentPropertyDescription).Value)
	}
}

// What is due for a person, written and read again: each obligation once, with its title.
func TestParserReadsADueList(t *testing.T) {
	engine, err := jurisdiction.Engine("us", time.UTC)
	require.NoError(t, err)
	at := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	out, err := engine.Apply(engine.Open("person; one, \"Ä\""), record.Event{ID: "1", At: at, Body: record.DoseGiven{
		Product: medication.MethadoneConc, Dose: medication.Dose{Principal: medication.Milligrams(30)}, Setting: medication.SettingOTP}})
	require.NoError(t, err)
	due, err := engine.Due(out.Plan, at.AddDate(0, 0, 40))
	require.NoError(t, err)
	require.NotEmpty(t, due)
	list := calendar.DueList{Plan: out.Plan.ID(), AsOf: at.AddDate(0, 0, 40), Zone: time.UTC, Due: due}
	for _, discreet := range []bool{false, true} {
		var b bytes.Buffer
		require.NoError(t, list.WriteICalendar(&b, calendar.ICalendar{Discreet: discreet}))
		read, err := ics.ParseCalendar(&b)
		require.NoError(t, err)
		seen := make(map[string]bool)
		for i, event := range read.Events() {
			require.False(t, seen[event.Id()])
			seen[event.Id()] = true
			if !discreet {
				require.Contains(t, event.GetProperty(ics.ComponentPropertySummary).Value, due[i].Title)
			}
		}
		require.Len(t, seen, len(due))
	}
}

// same reads what was written, and returns its events.
func same(t *testing.T, c *calendar.Calendar, o calendar.ICalendar) []*ics.VEvent {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, c.WriteICalendar(&b, o))
	read, err := ics.ParseCalendar(&b)
	require.NoError(t, err)
	events := read.Events()
	seen := make(map[string]bool)
	i := 0
	for d := range c.Days {
		day := &c.Days[d]
		if len(day.Doses) == 0 && day.Hands == nil {
			continue
		}
		require.Less(t, i, len(events))
		event := events[i]
		i++
		start, err := event.GetAllDayStartAt()
		require.NoError(t, err)
		require.Equal(t, day.Date.String(), start.Format("2006-01-02"))
		end, err := event.GetAllDayEndAt()
		require.NoError(t, err)
		require.Equal(t, day.Date.Add(1).String(), end.Format("2006-01-02"))
		require.False(t, seen[event.Id()], "the identifier %s stands twice", event.Id())
		seen[event.Id()] = true
		require.Equal(t, fmt.Sprint(o.Sequence), event.GetProperty(ics.ComponentPropertySequence).Value)
		if !o.Discreet {
			require.Contains(t, event.GetProperty(ics.ComponentPropertySummary).Value, day.Summary())
		}
	}
	require.Len(t, events, i)
	return events
}
