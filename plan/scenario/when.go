package scenario

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
)

// startOfDay is the time of a day that is named without one.
const startOfDay = 9 * time.Hour

// span is a length of time as people say it. Days, weeks, months and years are those of the calendar; hours and minutes are
// exact.
type span struct {
	years, months, days int
	exact               time.Duration
}

// long reports whether the span is longer than anybody's life, which is a slip of the pen and would not fit into a duration.
func (s span) long() bool {
	const life = 150
	return s.years > life || s.months > 12*life || s.days > 366*life || s.exact > life*366*24*time.Hour
}

func (s span) zero() bool { return s == span{} }

// after and before move an instant by the span.
func (s span) after(t time.Time) time.Time {
	return t.AddDate(s.years, s.months, s.days).Add(s.exact)
}

func (s span) before(t time.Time) time.Time {
	return t.AddDate(-s.years, -s.months, -s.days).Add(-s.exact)
}

// wholeDays is the span in days; ok is false for months, years and parts of a day.
func (s span) wholeDays() (days int, ok bool) {
	whole := s.exact%(24*time.Hour) == 0
	return s.days + int(s.exact/(24*time.Hour)), whole && s.years == 0 && s.months == 0
}

var spanUnits = newVocabulary("unit of time",
	is(span{exact: time.Minute}, "minutes", "minute", "min", "mins"),
	is(span{exact: time.Hour}, "hours", "hour", "h", "hr", "hrs"),
	is(span{days: 1}, "days", "day", "d"),
	is(span{days: 7}, "weeks", "week", "wk", "wks"),
	is(span{months: 1}, "months", "month"),
	is(span{years: 1}, "years", "year", "yr", "yrs"),
)

var glued = regexp.MustCompile(`^(\d+)([a-z]+)$`)

// onePart takes "3 hours", "3h", "an hour" or "half an hour".
func (c *cursor) onePart() (span, bool) {
	at := c.pos
	if c.has("half an hour") {
		return span{exact: 30 * time.Minute}, true
	}
	if word, _ := c.phrase(1); glued.MatchString(word) {
		parts := glued.FindStringSubmatch(word)
		if unit, ok := spanUnits.byName[parts[2]]; ok {
			n, _ := strconv.Atoi(parts[1])
			c.pos++
			return unit.times(n), true
		}
	}
	n, ok := c.integer()
	if !ok && c.has("a", "an") {
		n, ok = 1, true
	}
	if ok {
		if unit, known := pick(c, spanUnits); known {
			return unit.times(n), true
		}
	}
	c.pos = at
	return span{}, false
}

func (s span) times(n int) span {
	return span{s.years * n, s.months * n, s.days * n, s.exact * time.Duration(n)}
}

// span takes "3 hours", "1 day and 6 hours".
func (c *cursor) span() (total span, ok bool) {
	for {
		at := c.pos
		if ok {
			c.has("and")
		}
		part, more := c.onePart()
		if !more {
			c.pos = at
			return total, ok
		}
		total = span{total.years + part.years, total.months + part.months, total.days + part.days, total.exact + part.exact}
		ok = true
		if total.long() {
			c.fail("that is longer than a life")
			return span{}, false
		}
	}
}

// interval takes what stands after "every": "2 days", "day", "week".
func (c *cursor) interval() (span, bool) {
	if unit, ok := pick(c, spanUnits); ok {
		return unit, true
	}
	return c.span()
}

// needSpan is span for what cannot be left out.
func (c *cursor) needSpan(what string) span {
	s, ok := c.span()
	if !ok {
		c.missed("3 hours", "2 days")
		c.unknown(what)
	}
	return s
}

// duration takes a span that is exact: days count 24 hours.
func (c *cursor) duration() (time.Duration, bool) {
	at := c.pos
	s, ok := c.span()
	if !ok || s.years != 0 || s.months != 0 {
		c.pos = at
		return 0, false
	}
	return s.exact + time.Duration(s.days)*24*time.Hour, true
}

var (
	dateText  = regexp.MustCompile(`^\d{4}-\d{1,2}-\d{1,2}$`)
	clockText = regexp.MustCompile(`^([01]?\d|2[0-3])[:.]([0-5]\d)$`)
	halfText  = regexp.MustCompile(`^(1[0-2]|[1-9])(?:[:.]([0-5]\d))?(am|pm)$`)
	bothText  = regexp.MustCompile(`^(\d{4}-\d{1,2}-\d{1,2})t([\d:.]+)$`)
)

// date takes a day: 2026-03-02, "today", "tomorrow", "day 5" of the case, "in 5 days".
func (c *cursor) date() (day civil.Date, ok bool) {
	at, today := c.pos, civil.Of(c.now, c.zone)
	word, _ := c.phrase(1)
	switch {
	case dateText.MatchString(word):
		c.pos++
		return c.calendarDay(word), true
	case c.has("today"):
		return today, true
	case c.has("tomorrow"):
		return today.Add(1), true
	case c.has("day"):
		if n, counted := c.integer(); counted && n > 0 && !c.first.IsZero() {
			return c.first.Add(n - 1), true
		}
	case c.has("in"):
		if s, spanned := c.span(); spanned {
			return civil.Of(s.after(c.now.In(c.zone)), c.zone), true
		}
	}
	c.missed("2026-03-02", "today", "day 5", "in 5 days")
	c.pos = at
	return civil.Date{}, false
}

func (c *cursor) calendarDay(text string) civil.Date {
	parts := strings.Split(text, "-")
	year, _ := strconv.Atoi(parts[0])
	month, _ := strconv.Atoi(parts[1])
	day, _ := strconv.Atoi(parts[2])
	d, err := civil.New(year, time.Month(month), day)
	if err != nil {
		c.fail("there is no day %s in the calendar", text)
	}
	return d
}

// needDate is date for what cannot be left out.
func (c *cursor) needDate() civil.Date {
	day, ok := c.date()
	if !ok {
		c.unknown("day")
	}
	return day
}

// needDay takes a day in the past or in the future: "2026-02-20", "20 days ago", "yesterday".
func (c *cursor) needDay() civil.Date {
	if at, ok := c.past(); ok {
		return civil.Of(at, c.zone)
	}
	return c.needDate()
}

// timeOfDay takes "9:00", "at 14:30".
func (c *cursor) timeOfDay() (offset time.Duration, ok bool) {
	at := c.pos
	c.has("at")
	for n := 2; n >= 1; n-- {
		key, fits := c.phrase(n)
		if offset, ok := wallTime(strings.ReplaceAll(key, "-", "")); fits && ok {
			c.pos += n
			return offset, true
		}
	}
	c.pos = at
	c.missed("14:30")
	return 0, false
}

// wallTime reads "14:30", "2pm", "2:30pm".
func wallTime(text string) (offset time.Duration, ok bool) {
	parts := clockText.FindStringSubmatch(text)
	half := 0
	if parts == nil {
		if parts = halfText.FindStringSubmatch(text); parts == nil {
			return 0, false
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
	return time.Duration(hours+half)*time.Hour + time.Duration(minutes)*time.Minute, true
}

// on is an instant of a day by the clock on the wall.
func (c *cursor) on(day civil.Date, offset time.Duration) time.Time {
	start := day.Start(c.zone)
	return time.Date(start.Year(), start.Month(), start.Day(), int(offset/time.Hour), int(offset%time.Hour/time.Minute), 0, 0, c.zone)
}

// sameTimeOn is the instant of a day at the given time of day, or else at the time that the clock shows.
func (c *cursor) sameTimeOn(day civil.Date) time.Time {
	if offset, ok := c.timeOfDay(); ok {
		return c.on(day, offset)
	}
	local := c.now.In(c.zone)
	return c.on(day, time.Duration(local.Hour())*time.Hour+time.Duration(local.Minute())*time.Minute)
}

// clock takes what "at" sets the clock to: a day with a time, a time, "+2 days", "day 5".
func (c *cursor) clock() (time.Time, bool) {
	word, _ := c.phrase(1)
	if both := bothText.FindStringSubmatch(word); both != nil {
		c.tokens = append([]token{{text: both[1], key: both[1]}, {text: both[2], key: both[2]}}, c.tokens[c.pos+1:]...)
		c.pos = 0
		word = both[1]
	}
	if strings.HasPrefix(word, "+") {
		return c.later()
	}
	if dateText.MatchString(word) {
		day := c.needDate()
		if offset, ok := c.timeOfDay(); ok {
			return c.on(day, offset), true
		}
		return c.on(day, startOfDay), true
	}
	if offset, ok := c.timeOfDay(); ok {
		if c.now.IsZero() {
			c.fail("on which day? at 2026-03-02 09:00")
		}
		return c.on(civil.Of(c.now, c.zone), offset), true
	}
	if !c.now.IsZero() && c.sees("day") {
		if day, ok := c.date(); ok {
			return c.sameTimeOn(day), true
		}
	}
	c.missed("2026-03-02 09:00", "+1 day", "day 5", "14:30")
	return time.Time{}, false
}

// later takes "+2 days", "+ 2 days", "+30min".
func (c *cursor) later() (time.Time, bool) {
	if c.now.IsZero() {
		c.fail("no time yet: set the clock first, at 2026-03-02 09:00")
		return time.Time{}, false
	}
	t := &c.tokens[c.pos]
	rest := token{text: strings.TrimPrefix(t.text, "+"), key: strings.TrimPrefix(t.key, "+"), ends: t.ends}
	tokens := append([]token{}, c.tokens[:c.pos]...)
	if rest.key != "" {
		tokens = append(tokens, rest)
	}
	c.tokens = append(tokens, c.tokens[c.pos+1:]...)
	s, ok := c.span()
	if !ok {
		c.missed("+1 day", "+30 minutes")
		return time.Time{}, false
	}
	return s.after(c.now.In(c.zone)), true
}

// past takes the time at which something was so before now: "3 hours ago", "2 days ago at 08:00", "yesterday", "today at 7:00",
// "on 2026-02-27", "on day 3 at 8:00".
func (c *cursor) past() (time.Time, bool) {
	at := c.pos
	if s, ok := c.span(); ok && c.has("ago", "before", "earlier") {
		then := s.before(c.now.In(c.zone))
		if offset, timed := c.timeOfDay(); timed {
			then = c.on(civil.Of(then, c.zone), offset)
		}
		return then, true
	}
	c.pos = at
	today := civil.Of(c.now, c.zone)
	switch {
	case c.has("yesterday"):
		return c.sameTimeOn(today.Add(-1)), true
	case c.has("today"):
		return c.sameTimeOn(today), true
	case c.has("on") || dateText.MatchString(c.word()):
		if day, ok := c.date(); ok {
			return c.sameTimeOn(day), true
		}
	}
	c.missed("3 hours ago", "yesterday")
	c.pos = at
	return time.Time{}, false
}

// word is the key of the next word, without taking it.
func (c *cursor) word() string {
	word, _ := c.phrase(1)
	return word
}
