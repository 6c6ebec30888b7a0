package scenario

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
)

// startOfDay is the time of a day that is named without one.
var startOfDay = wallTime{hours: 9}

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

// onePart takes "3 hours", "3h", "an hour" or "half an hour", and says what it counts.
func (c *cursor) onePart() (part, unit span, ok bool) {
	at := c.pos
	if c.takes("half an hour") {
		return span{exact: 30 * time.Minute}, span{exact: time.Minute}, true
	}
	if parts := glued.FindStringSubmatch(c.word()); parts != nil {
		n, number := wholeNumber(parts[1])
		if unit, ok := spanUnits.byName[parts[2]]; ok && number {
			c.pos++
			return unit.times(n), unit, true
		}
	}
	n, ok := c.integer()
	if !ok && c.takes("a", "an") {
		n, ok = 1, true
	}
	if ok {
		if unit, known := pick(c, spanUnits); known {
			return unit.times(n), unit, true
		}
	}
	c.pos = at
	return span{}, span{}, false
}

func (s span) times(n int) span {
	return span{s.years * n, s.months * n, s.days * n, s.exact * time.Duration(n)}
}

// shorter reports whether one unit of time is shorter than another.
func (s span) shorter(other span) bool {
	return cmp.Or(cmp.Compare(s.years, other.years), cmp.Compare(s.months, other.months), cmp.Compare(s.days, other.days),
		cmp.Compare(s.exact, other.exact)) < 0
}

// span takes "3 hours", "1 day and 6 hours": each part counts a shorter unit than the one before.
func (c *cursor) span() (total span, ok bool) {
	last := span{years: 2}
	for {
		at := c.pos
		if ok {
			c.takes("and")
		}
		part, unit, more := c.onePart()
		if !more || !unit.shorter(last) {
			c.pos = at
			return total, ok
		}
		last = unit
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
		c.unknown(what, "3 hours", "2 days")
	}
	return s
}

// length takes a span that is how long something is, and not how long ago.
func (c *cursor) length() (s span, ok bool) {
	at := c.pos
	if s, ok = c.span(); !ok || c.sees("ago", "before", "earlier") {
		c.pos = at
		return span{}, false
	}
	return s, true
}

// duration is the length of the span where it is exact: days count 24 hours, and months have none.
func (s span) duration() (time.Duration, bool) {
	return s.exact + time.Duration(s.days)*24*time.Hour, s.years == 0 && s.months == 0
}

// duration takes a length that is exact.
func (c *cursor) duration() (time.Duration, bool) {
	at := c.pos
	s, ok := c.length()
	d, exact := s.duration()
	if !ok || !exact {
		c.pos = at
		return 0, false
	}
	return d, true
}

var (
	dateText  = regexp.MustCompile(`^\d{4}-\d{1,2}-\d{1,2}$`)
	clockText = regexp.MustCompile(`^([01]?\d|2[0-3])[:.]([0-5]\d)$`)
	halfText  = regexp.MustCompile(`^(1[0-2]|[1-9])(?:[:.]([0-5]\d))? ?(am|pm)$`)
	bothText  = regexp.MustCompile(`^(\d{4}-\d{1,2}-\d{1,2})t(\d.*)$`)
)

// date takes a day: 2026-03-02, "today", "tomorrow", "day 5" of the case, "in 5 days".
func (c *cursor) date() (day civil.Date, ok bool) {
	at, today, word := c.pos, civil.Of(c.now, c.zone), c.word()
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
			return c.dayAfter(s), true
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
		c.unknown("day", "2026-03-02", "today", "day 5", "in 5 days")
	}
	return day
}

// day takes a day in the past or in the future: "2026-02-20", "20 days ago", "yesterday", "tomorrow".
func (c *cursor) day() (civil.Date, bool) {
	if at, ok := c.past(); ok {
		return civil.Of(at, c.zone), true
	}
	return c.date()
}

// needDay is day for what cannot be left out.
func (c *cursor) needDay() civil.Date {
	day, ok := c.day()
	if !ok {
		c.unknown("day", "2026-03-02", "yesterday", "day 5")
	}
	return day
}

// timeOfDay takes "9:00", "at 14:30", "2:30 pm", "01:30 -05:00", "01:30 EST".
func (c *cursor) timeOfDay(on civil.Date) (w wallTime, ok bool) {
	at := c.pos
	c.takes("at")
	for n := 2; n >= 1; n-- {
		text, fits := c.joined(n, " ")
		if !fits {
			continue
		}
		if w, ok = parseWallTime(text); ok {
			c.pos += n
			c.offset(&w, on)
			return w, true
		}
	}
	c.missed("14:30")
	c.pos = at
	return wallTime{}, false
}

// offset takes the offset from UTC, or its abbreviation, after a time.
func (c *cursor) offset(w *wallTime, on civil.Date) {
	if word := c.word(); w.offset == "" && word != "" && (offsetText.MatchString(word) || c.abbreviates(word, on)) {
		w.offset = word
		c.pos++
	}
}

// clock takes what "at" sets the clock to: a day with a time, a time, "+2 days", "day 5".
func (c *cursor) clock() (time.Time, bool) {
	word := c.word()
	if both := bothText.FindStringSubmatch(word); both != nil {
		c.tokens = append([]token{{text: both[1], key: both[1]}, {text: both[2], key: both[2], ends: c.tokens[c.pos].ends}},
			c.tokens[c.pos+1:]...)
		c.pos = 0
		word = both[1]
	}
	if strings.HasPrefix(word, "+") {
		return c.later()
	}
	if dateText.MatchString(word) {
		day := c.needDate()
		if w, ok := c.timeOfDay(day); ok {
			return c.on(day, w), true
		}
		return c.on(day, startOfDay), true
	}
	if w, ok := c.timeOfDay(civil.Of(c.now, c.zone)); ok {
		if c.now.IsZero() {
			c.fail("on which day? at 2026-03-02 09:00")
			return time.Time{}, false
		}
		return c.on(civil.Of(c.now, c.zone), w), true
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
	if rest := strings.TrimPrefix(c.word(), "+"); rest != "" {
		c.replace(c.pos, rest)
	} else {
		c.pos++
	}
	s, ok := c.span()
	if !ok {
		c.missed("+1 day", "+30 minutes")
		return time.Time{}, false
	}
	return c.move(c.now, s, 1), true
}

// past takes the time at which something was so before now: "3 hours ago", "2 days ago at 08:00", "yesterday", "today at 7:00",
// "on 2026-02-27", "on day 3 at 8:00".
func (c *cursor) past() (time.Time, bool) {
	at := c.pos
	today := civil.Of(c.now, c.zone)
	if s, ok := c.span(); ok && c.has("ago", "before", "earlier") {
		w, timed := c.timeOfDay(today)
		switch {
		case !timed:
			return c.move(c.now, s, -1), true
		case s.exact != 0:
			c.fail("two times: so long ago, and a time of day")
		}
		return c.on(c.moveDay(today, s, -1), w), true
	}
	c.pos = at
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
