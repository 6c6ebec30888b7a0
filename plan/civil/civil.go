// Package civil holds the calendar day.
//
// A treatment day, a marketing date and the date on which a regulation takes effect are days, not instants: they have no
// hour and no time zone. Where an instant has to become a day, the caller names the zone (a jurisdiction carries one), so that
// "day" means one thing in the whole library.
//
// It is not for instants or durations (package time) and not for recurring calendars.
package civil

import (
	"errors"
	"fmt"
	"time"
)

// Date is one day of the Gregorian calendar. It is comparable and ordered by Compare.
//
// The zero Date is no day at all: IsZero reports it, it prints as an empty text and sorts before every day.
type Date struct {
	// ordinal is the number of days since 0000-03-01 plus one, so that zero stays free for "no day".
	ordinal int32
}

// ErrDate is returned for a text or a year, month and day that is not a day of the calendar.
var ErrDate = errors.New("civil: not a date")

const secondsPerDay = 24 * 60 * 60

// epoch is the ordinal of 1970-01-01.
const epoch = 719469

// The ordinals of 1583-01-01 and 9999-12-31.
const (
	firstDay = 578120
	lastDay  = 3652365
)

// Limits of what a Date can hold: from the first whole year of the Gregorian calendar, which is where ISO 8601 starts without
// mutual agreement, to the last year of four digits.
const (
	minYear = 1583
	maxYear = 9999
)

// New returns the day, or ErrDate if the calendar has no such day or the year is outside 1583 to 9999.
func New(year int, month time.Month, day int) (Date, error) {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if year < minYear || year > maxYear || t.Year() != year || t.Month() != month || t.Day() != day {
		return Date{}, fmt.Errorf("%w: %04d-%02d-%02d", ErrDate, year, int(month), day)
	}
	return fromUTC(t), nil
}

// Must is New for days that are written in source code; it panics if there is no such day.
func Must(year int, month time.Month, day int) Date {
	d, err := New(year, month, day)
	if err != nil {
		panic(err)
	}
	return d
}

// Parse reads a day written as 2006-01-02.
func Parse(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil || t.Year() < minYear {
		return Date{}, fmt.Errorf("%w: %q, want YYYY-MM-DD", ErrDate, text)
	}
	return fromUTC(t), nil
}

// Of returns the day that the instant falls on in the zone. A nil zone is UTC; a zero instant is no day, and neither is one
// outside of the years that a Date can hold.
func Of(instant time.Time, zone *time.Location) Date {
	if instant.IsZero() {
		return Date{}
	}
	seconds := instant.Unix()
	if zone != nil && zone != time.UTC {
		_, offset := instant.In(zone).Zone()
		seconds += int64(offset)
	}
	return onDay(seconds)
}

// onDay returns the day of seconds since 1970 on the clocks of a place.
func onDay(seconds int64) Date {
	days := seconds / secondsPerDay
	if seconds%secondsPerDay < 0 {
		days--
	}
	if days < firstDay-epoch || days > lastDay-epoch {
		return Date{}
	}
	return Date{ordinal: int32(days) + epoch}
}

func fromUTC(t time.Time) Date { return Of(t, time.UTC) }

// IsZero reports whether d is no day.
func (d Date) IsZero() bool { return d.ordinal == 0 }

// Add returns the day that many days later (earlier if negative). No day stays no day, and a day before or after all that a
// Date can hold is no day.
func (d Date) Add(days int) Date {
	if sum := int64(d.ordinal) + int64(days); !d.IsZero() && sum >= firstDay && sum <= lastDay {
		return Date{ordinal: int32(sum)}
	}
	return Date{}
}

// AddMonths returns the same day of the month that many months later; where that month is shorter, its last day.
func (d Date) AddMonths(months int) Date {
	if d.IsZero() {
		return d
	}
	t := d.Start(time.UTC)
	first := time.Date(t.Year(), t.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return fromUTC(first.AddDate(0, 0, min(t.Day(), last)-1))
}

// Since returns the number of days from earlier to d: 1 from one day to the next. It is 0 if either is no day.
func (d Date) Since(earlier Date) int {
	if d.IsZero() || earlier.IsZero() {
		return 0
	}
	return int(d.ordinal - earlier.ordinal)
}

// Compare returns -1, 0 or +1 as d is before, the same as, or after the other day.
func (d Date) Compare(other Date) int {
	switch {
	case d.ordinal < other.ordinal:
		return -1
	case d.ordinal > other.ordinal:
		return 1
	}
	return 0
}

// Equal reports whether both are the same day, or both are no day.
func (d Date) Equal(other Date) bool { return d == other }

// Before reports whether d is an earlier day than the other.
func (d Date) Before(other Date) bool { return d.ordinal < other.ordinal }

// Start returns the first instant of the day in the zone (UTC if nil). No day gives the zero instant.
func (d Date) Start(zone *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	if zone == nil {
		zone = time.UTC
	}
	t := time.Unix(int64(d.ordinal-epoch)*secondsPerDay, 0).UTC()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zone)
}

// YearsUntil returns the number of whole years from d to the later day: an age, when d is a day of birth. Someone born on
// 29 February completes a year on 1 March of a common year. It is 0 if either is no day, and negative never.
func (d Date) YearsUntil(later Date) int {
	if d.IsZero() || later.IsZero() || later.Before(d) {
		return 0
	}
	from, to := d.Start(time.UTC), later.Start(time.UTC)
	years := to.Year() - from.Year()
	if to.Month() < from.Month() || to.Month() == from.Month() && to.Day() < from.Day() {
		years--
	}
	return years
}

// String writes the day as 2006-01-02, and no day as an empty text.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Start(time.UTC).Format(time.DateOnly)
}

// MarshalText writes what String writes.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what Parse reads; an empty text is no day.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
