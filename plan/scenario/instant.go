package scenario

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
)

// What the clock on the wall shows is no instant: when the clocks go forward there are times that it never shows, and when they go
// back it shows some twice. Every time of a script that is told by the calendar goes through here, so that none of those is silently
// another one.

// wallTime is what a clock on the wall shows, with the offset from UTC where that is said.
type wallTime struct {
	hours, minutes int
	offset         string // "-05:00", "z" or "est"; empty: not said
}

func (w wallTime) String() string { return fmt.Sprintf("%02d:%02d", w.hours, w.minutes) }

// shown is what the clock on the wall shows at an instant.
func shown(t time.Time) wallTime { return wallTime{hours: t.Hour(), minutes: t.Minute()} }

// offsetText is an offset from UTC.
var offsetText = regexp.MustCompile(`^(?:[+-]\d\d(?::?\d\d)?|z|utc)$`)

// wallWithOffset is a time with the offset written to it.
var wallWithOffset = regexp.MustCompile(`^(\d.*?)(z|[+-]\d\d(?::?\d\d)?)$`)

// parseWallTime reads "14:30", "2pm", "2:30pm", "01:30-05:00".
func parseWallTime(text string) (w wallTime, ok bool) {
	offset := ""
	if parts := wallWithOffset.FindStringSubmatch(text); parts != nil {
		text, offset = strings.TrimSpace(parts[1]), parts[2]
	}
	parts, half := clockText.FindStringSubmatch(text), 0
	if parts == nil {
		if parts = halfText.FindStringSubmatch(text); parts == nil {
			return wallTime{}, false
		}
		if parts[1] == "12" {
			parts[1] = "0"
		}
		if parts[3] == "pm" {
			half = 12
		}
	}
	hours, _ := strconv.Atoi(parts[1])
	minutes, _ := strconv.Atoi(parts[2])
	return wallTime{hours + half, minutes, offset}, true
}

// instants are the times at which the clocks of the zone show this on the day: none, one, or two.
func instants(day civil.Date, w wallTime, zone *time.Location) (found []time.Time) {
	const far = 26 * time.Hour // more than any offset from UTC
	start := day.Start(time.UTC)
	wall := time.Date(start.Year(), start.Month(), start.Day(), w.hours, w.minutes, 0, 0, time.UTC)
	for at := wall.Add(-far).In(zone); at.Before(wall.Add(far)); {
		_, seconds := at.Zone()
		candidate := wall.Add(-time.Duration(seconds) * time.Second).In(zone)
		w.offset = ""
		if civil.Of(candidate, zone) == day && shown(candidate) == w && !slices.ContainsFunc(found, candidate.Equal) {
			found = append(found, candidate)
		}
		_, end := at.ZoneBounds()
		if end.IsZero() {
			break
		}
		at = end
	}
	slices.SortFunc(found, time.Time.Compare)
	return found
}

// on is the instant of a day at which the clock on the wall shows the time. One that it never shows, or shows twice, is an error; what
// is returned then only lets the lines below be read.
func (c *cursor) on(day civil.Date, w wallTime) time.Time {
	if day.IsZero() {
		c.fail("there is no such day in the calendar")
		return time.Time{}
	}
	found := instants(day, w, c.zone)
	start := day.Start(c.zone)
	near := time.Date(start.Year(), start.Month(), start.Day(), w.hours, w.minutes, 0, 0, c.zone)
	if len(found) == 0 {
		c.fail("there is no %s on %s in %s: the clocks go forward", w, day, c.zone)
		return near
	}
	if w.offset == "" {
		if len(found) > 1 {
			c.fail("%s comes twice on %s in %s: write %s", w, day, c.zone, withOffsets(found))
		}
		return found[0]
	}
	for _, t := range found {
		if hasOffset(t, w.offset) {
			return t
		}
	}
	c.fail("at %s on %s the clocks of %s are not at %s: write %s", w, day, c.zone, strings.ToUpper(w.offset), withOffsets(found))
	return near
}

func withOffsets(times []time.Time) string {
	texts := make([]string, len(times))
	for i, t := range times {
		texts[i] = t.Format("15:04-07:00")
	}
	return strings.Join(texts, " or ")
}

// hasOffset reports whether the clock that shows the instant is at the offset, written as a number or as its abbreviation.
func hasOffset(t time.Time, offset string) bool {
	name, seconds := t.Zone()
	switch offset {
	case "z", "utc":
		return seconds == 0
	case strings.ToLower(name), t.Format("-07:00"), t.Format("-0700"):
		return true
	}
	return offset == t.Format("-07") && seconds%3600 == 0
}

// abbreviates reports whether the word is what the zone calls one of its offsets in the year of the day: "est", "bst".
func (c *cursor) abbreviates(word string, day civil.Date) bool {
	for month := range 12 {
		if name, _ := day.AddMonths(month).Start(c.zone).Zone(); strings.ToLower(name) == word {
			return true
		}
	}
	return false
}

// sameTimeOn is the instant of a day at the time that is said, or else at the time that the clock shows.
func (c *cursor) sameTimeOn(day civil.Date) time.Time {
	if w, ok := c.timeOfDay(day); ok {
		return c.on(day, w)
	}
	if day == civil.Of(c.now, c.zone) {
		return c.now
	}
	return c.on(day, shown(c.now.In(c.zone)))
}

// move moves an instant by the span, on or back: first by its months, then by its days, both at the same time of day, then by its
// hours.
func (c *cursor) move(t time.Time, s span, direction int) time.Time {
	if s.years != 0 || s.months != 0 || s.days != 0 {
		t = c.on(c.moveDay(civil.Of(t, c.zone), s, direction), shown(t.In(c.zone)))
	}
	return t.Add(time.Duration(direction) * s.exact)
}

// moveDay moves a day by the months and days of the span. The same day of a month that does not have it is an error.
func (c *cursor) moveDay(day civil.Date, s span, direction int) civil.Date {
	if day.IsZero() {
		return day
	}
	months := 12*s.years + s.months
	moved := day.AddMonths(direction * months)
	if moved.IsZero() {
		return moved
	}
	if moved.AddMonths(-direction*months) != day {
		c.fail("%s has no day %s: write the day itself", moved.String()[:len("2026-02")], day.String()[len("2026-02-"):])
	}
	return moved.Add(direction * s.days)
}

// dayAfter is the day on which so much time from now on is over.
func (c *cursor) dayAfter(s span) civil.Date {
	if s.exact == 0 {
		return c.moveDay(civil.Of(c.now, c.zone), s, 1)
	}
	return civil.Of(c.move(c.now, s, 1), c.zone)
}
