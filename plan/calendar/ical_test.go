package calendar_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/calendar"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/stretchr/testify/require"
)

func exported(t testing.TB, c *calendar.Calendar, o calendar.ICalendar) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, c.WriteICalendar(&b, o))
	return b.String()
}

func TestICalendar(t *testing.T) {
	c := on60(t).follow("bup.low-dose.week", lowDoseAtProgram)
	text := exported(t, &c, calendar.ICalendar{Sequence: 3})
	golden(t, "low-dose-week.ics", strings.ReplaceAll(text, "\r\n", "\n"))
	for line := range strings.SplitSeq(text, "\r\n") {
		require.LessOrEqual(t, len(line), 75)
		require.True(t, utf8.ValidString(line))
		require.NotContains(t, line, "\n")
	}
	require.Equal(t, 7, strings.Count(text, "BEGIN:VEVENT"))
	require.Contains(t, text, "DTSTART;VALUE=DATE:20260302\r\n")
	require.Contains(t, text, "SEQUENCE:3\r\n")
	require.Contains(t, text, "STATUS:CONFIRMED\r\n")

	discreet := exported(t, &c, calendar.ICalendar{Discreet: true})
	for _, word := range []string{"buprenorphine", "methadone", "mg", "DESCRIPTION", "person-1", "bup."} {
		require.NotContains(t, discreet, word)
	}

	open := newPerson(t, "us").follow("bup.start.office", calendar.Request{At: monday, Product: medication.BupSL})
	require.Contains(t, exported(t, &open, calendar.ICalendar{}), "STATUS:TENTATIVE")
	require.NotContains(t, exported(t, &open, calendar.ICalendar{}), "STATUS:CONFIRMED", "a question is no appointment that is settled")
	require.ErrorIs(t, c.WriteICalendar(broken{}, calendar.ICalendar{}), errBroken)
}

var errBroken = errors.New("the disk is full")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

// Whatever a text holds, it comes back from a reader that unfolds and unescapes, without what RFC 5545 does not allow.
func FuzzICalendarText(f *testing.F) {
	for _, seed := range []string{"", "plain", "a;b,c\\d", "two\nlines\r\nthree\rfour", strings.Repeat("ä", 100), strings.Repeat("🙂", 40), "\x00\x07bell",
		"\xff", "one\r\x00\nthree", "BEGIN:VEVENT\nEND:VCALENDAR"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := calendar.Calendar{Plan: "p", ID: "x", AsOf: monday, Days: []calendar.Day{{Date: civil.Must(2026, 3, 2), Why: text,
			Doses: []calendar.Dose{{Product: medication.BupSL, Amount: mg(8)}}}}}
		got := exported(t, &c, calendar.ICalendar{})
		require.Equal(t, 1, strings.Count("\r\n"+got, "\r\nBEGIN:VEVENT\r\n"))
		for line := range strings.SplitSeq(got, "\r\n") {
			require.LessOrEqual(t, len(line), 75)
			require.True(t, utf8.ValidString(line))
		}
		for line := range strings.SplitSeq(strings.ReplaceAll(got, "\r\n ", ""), "\r\n") {
			if value, found := strings.CutPrefix(line, "DESCRIPTION:"); found {
				want := ""
				if text != "" {
					want = "why: " + plain(text)
				}
				require.Equal(t, want, unescape(value))
			}
		}
	})
}

// plain is a text as RFC 5545 can hold it.
func plain(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(text, "\ufffd"))
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, text)
}

func unescape(value string) string {
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		if value[i] == '\\' && i+1 < len(value) {
			i++
			if value[i] == 'n' {
				b.WriteByte('\n')
				continue
			}
		}
		b.WriteByte(value[i])
	}
	return b.String()
}
