package r4

import (
	"time"

	"github.com/oudpath/oudpath/plan/civil"
)

// Precision is how exactly a time was stated.
type Precision uint8

// The precisions. The zero Precision is that of no time.
const (
	NoTime Precision = iota
	Year
	Month
	Day
	Instant // with hours, minutes and zone
)

// Time is a date, dateTime or instant, as exact as it was stated. The zero Time is none.
type Time struct {
	Precision Precision
	Instant   time.Time  // of a stated instant; else zero
	First     civil.Date // of a year, a month or a day: its first day; else zero
}

// layouts are the forms of R4 that are not an instant.
var layouts = [...]struct {
	layout    string
	precision Precision
}{{"2006", Year}, {"2006-01", Month}, {"2006-01-02", Day}}

// ParseTime reads a date, dateTime or instant of R4; ok is false for any other text. Hours without a zone are no time: nobody knows
// when they were.
func ParseTime(text string) (t Time, ok bool) {
	for _, l := range layouts {
		if len(text) != len(l.layout) {
			continue
		}
		day, err := time.Parse(l.layout, text)
		if err != nil {
			return Time{}, false
		}
		first, err := civil.New(day.Year(), day.Month(), day.Day())
		if err != nil {
			return Time{}, false
		}
		return Time{Precision: l.precision, First: first}, true
	}
	if len(text) < len("2006-01-02T15:04:05Z") || text[10] != 'T' || text[13] != ':' || text[16] != ':' {
		return Time{}, false
	}
	instant, err := time.Parse(time.RFC3339Nano, text)
	if _, east := instant.Zone(); err != nil || east > farthestZone || east < -farthestZone {
		return Time{}, false
	}
	return Time{Precision: Instant, Instant: instant}, true
}

// farthestZone is how many seconds a zone is from UTC at most, by the form of R4.
const farthestZone = 14 * 60 * 60

// Time returns what the element says as a time; none for any other value.
func (e Element) Time() Time {
	t, _ := ParseTime(string(e.content())) // which keeps nothing of it: no text has to be made
	return t
}

// IsZero reports whether there is no time.
func (t Time) IsZero() bool { return t.Precision == NoTime }

// Earliest returns the first instant that the time can be in the zone; the zero time for none.
func (t Time) Earliest(zone *time.Location) time.Time {
	if t.Precision == Instant || t.Precision == NoTime {
		return t.Instant
	}
	return t.First.Start(zone)
}

// Latest returns the last instant that the time can be in the zone, to the second; the zero time for none.
func (t Time) Latest(zone *time.Location) time.Time {
	switch t.Precision {
	case Year:
		return t.First.AddMonths(12).Start(zone).Add(-time.Second)
	case Month:
		return t.First.AddMonths(1).Start(zone).Add(-time.Second)
	case Day:
		return t.First.Add(1).Start(zone).Add(-time.Second)
	}
	return t.Instant
}

// Date returns the day of the time in the zone; zero for none, and for a year or a month.
func (t Time) Date(zone *time.Location) civil.Date {
	switch t.Precision {
	case Instant:
		return civil.Of(t.Instant, zone)
	case Day:
		return t.First
	}
	return civil.Date{}
}

// Period is a time with a beginning and an end, either of which may be open.
type Period struct {
	Start, End Time
}

// Period returns what the element says as a Period.
func (e Element) Period() Period { return Period{e.Get("start").Time(), e.Get("end").Time()} }
