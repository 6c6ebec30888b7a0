package medication

import (
	"errors"
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
)

// Schedule says on which days a dose is due: every day, every so many days since the last one, or on fixed days of the week.
//
// The zero Schedule is not stated: no dose can be called missed under it.
type Schedule struct {
	every uint8 // days from one dose to the next; 0 if weekdays rule
	week  uint8 // bit i is time.Weekday(i); 0 if every rules
}

// ErrSchedule is returned for a text that is not a schedule.
var ErrSchedule = errors.New("medication: not a schedule")

const everyWeekday = 1<<7 - 1

var weekdayNames = [...]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// Daily returns the schedule with a dose on every day.
func Daily() Schedule { return Schedule{every: 1} }

// EveryDays returns the schedule with a dose every n days after the last one, 1 meaning daily. Zero days give the zero
// Schedule, which is not stated.
func EveryDays(n uint8) Schedule { return Schedule{every: n} }

// OnWeekdays returns the schedule with a dose on these days of the week. All seven are the daily schedule; none, or a value
// that is no day of the week, gives the zero Schedule.
func OnWeekdays(days ...time.Weekday) Schedule {
	var week uint8
	for _, day := range days {
		if day < time.Sunday || day > time.Saturday {
			return Schedule{}
		}
		week |= 1 << day
	}
	if week == everyWeekday {
		return Daily()
	}
	return Schedule{week: week}
}

// IsZero reports whether the schedule is not stated.
func (s Schedule) IsZero() bool { return s == Schedule{} }

// Every returns the number of days from one dose to the next, 1 for a daily schedule; 0 for days of the week, and if the schedule is not
// stated.
func (s Schedule) Every() int { return int(s.every) }

// Weekdays returns the days of the week on which doses are due, from Sunday on; none for a schedule that counts days, and if it is not
// stated.
func (s Schedule) Weekdays() []time.Weekday {
	var days []time.Weekday
	for day := time.Sunday; day <= time.Saturday; day++ {
		if s.week&(1<<day) != 0 {
			days = append(days, day)
		}
	}
	return days
}

// NotKnown is what MissedBetween returns when the number cannot be known. It is negative so that it is no number of doses.
const NotKnown = -1

// MissedBetween returns how many scheduled doses lie strictly after the day of the last confirmed dose and strictly before
// today: last dose on Monday, daily, back on Friday, are three missed doses (and four days since). Today's dose is not missed
// yet.
//
// It returns NotKnown if the schedule is not stated, either day is none, or today is before the last confirmed dose. NotKnown
// is not "none missed".
func (s Schedule) MissedBetween(lastConfirmed, today civil.Date) int {
	if s.IsZero() || lastConfirmed.IsZero() || today.IsZero() || today.Before(lastConfirmed) {
		return NotKnown
	}
	between := today.Since(lastConfirmed) - 1 // whole days strictly between
	if between <= 0 {
		return 0
	}
	if s.every > 0 {
		return between / int(s.every)
	}
	missed := between / 7 * bits.OnesCount8(s.week)
	for day := today.Add(-(between % 7)); day.Before(today); day = day.Add(1) {
		if s.onWeekday(day) {
			missed++
		}
	}
	return missed
}

// DueOn reports whether a dose is due on the day, given the day of the last confirmed dose. It is false for days up to that
// one, and whenever MissedBetween could not tell.
func (s Schedule) DueOn(lastConfirmed, day civil.Date) bool {
	if s.IsZero() || lastConfirmed.IsZero() || !lastConfirmed.Before(day) {
		return false
	}
	if s.every > 0 {
		return day.Since(lastConfirmed)%int(s.every) == 0
	}
	return s.onWeekday(day)
}

// NextAfter returns the first day after the last confirmed dose on which a dose is due, and no day if that cannot be told.
func (s Schedule) NextAfter(lastConfirmed civil.Date) civil.Date {
	if s.IsZero() || lastConfirmed.IsZero() {
		return civil.Date{}
	}
	day := lastConfirmed.Add(max(1, int(s.every)))
	for !s.DueOn(lastConfirmed, day) {
		day = day.Add(1)
	}
	return day
}

func (s Schedule) onWeekday(day civil.Date) bool {
	return s.week&(1<<day.Start(time.UTC).Weekday()) != 0
}

// ParseSchedule reads "daily", "every 2 days" (2 to 255) or days of the week from Monday to Sunday, "mon wed fri". The empty
// text is the zero Schedule.
func ParseSchedule(text string) (Schedule, error) {
	switch {
	case text == "":
		return Schedule{}, nil
	case text == "daily":
		return Daily(), nil
	}
	schedule, ok := parseEvery(text)
	if !ok {
		schedule, ok = parseWeekdays(text)
	}
	if !ok || schedule.String() != text {
		return Schedule{}, fmt.Errorf("%w: %q, want \"daily\", \"every 2 days\" or \"mon wed fri\"", ErrSchedule, text)
	}
	return schedule, nil
}

func parseEvery(text string) (Schedule, bool) {
	rest, starts := strings.CutPrefix(text, "every ")
	number, ends := strings.CutSuffix(rest, " days")
	n, err := strconv.ParseUint(number, 10, 8)
	return EveryDays(uint8(n)), starts && ends && err == nil && n > 1
}

func parseWeekdays(text string) (Schedule, bool) {
	var days []time.Weekday
	for _, name := range strings.Split(text, " ") {
		day := indexOf(weekdayNames[:], name)
		if day < 0 {
			return Schedule{}, false
		}
		days = append(days, time.Weekday(day))
	}
	return OnWeekdays(days...), true
}

func indexOf(names []string, name string) int {
	for i := range names {
		if names[i] == name {
			return i
		}
	}
	return -1
}

// String writes what ParseSchedule reads, days of the week in the order from Monday to Sunday.
func (s Schedule) String() string {
	switch {
	case s.every == 1:
		return "daily"
	case s.every > 1:
		return fmt.Sprintf("every %d days", s.every)
	}
	var names []string
	for i := 1; i <= 7; i++ {
		if s.week&(1<<(i%7)) != 0 {
			names = append(names, weekdayNames[i%7])
		}
	}
	return strings.Join(names, " ")
}

// MarshalText writes what String writes.
func (s Schedule) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what ParseSchedule reads.
func (s *Schedule) UnmarshalText(text []byte) error {
	parsed, err := ParseSchedule(string(text))
	if err != nil {
		return err
	}
	*s = parsed
	return nil
}
