package scenario

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

func readOrder(c *cursor) []record.Body {
	b := record.Order{Product: c.needProduct().ID()}
	b.Dose = c.needDose()
	c.clauses(func() bool {
		switch {
		case c.testDose(&b):
		case c.has("rationale", "because"):
			b.Rationale = c.needText("rationale")
		case c.has("supply of", "supply", "dispense"):
			n, ok := c.days()
			if !ok {
				c.missed("7 days")
				c.unknown("length of the supply")
			}
			b.SupplyDays = n
		case c.watchedDays(&b):
		case c.has("documented switch", "switch"):
			b.ComplexSwitch = truth.Yes
		default:
			return c.frequency(&b) || c.supervision(&b.Supervised) || c.setting(&b.Setting) || c.purpose(&b.Purpose) || c.route(&b.Route) || c.received(&b.Received)
		}
		return true
	})
	return one(b)
}

// watchedDays takes "supervised 6 days a week".
func (c *cursor) watchedDays(b *record.Order) bool {
	at := c.pos
	if c.has("supervised", "watched", "observed") {
		if n, ok := c.counted("days a week", "days per week", "days/week", "times a week"); ok {
			b.WatchedDays = n
			return true
		}
	}
	c.pos = at
	return false
}

// testDose takes "test dose 65 minutes ago", "65 minutes after test dose".
func (c *cursor) testDose(b *record.Order) bool {
	at := c.pos
	var since time.Duration
	var ok bool
	switch {
	case c.has("after test dose", "test dose"):
		since, ok = c.duration()
		c.has("ago")
	default:
		if since, ok = c.duration(); ok {
			ok = c.has("after test dose", "after the test dose", "after a test dose")
		}
	}
	if !ok {
		c.pos = at
		return false
	}
	b.TestDoseAgo = int(since.Minutes())
	return true
}

var weekdays = newVocabulary("day of the week",
	is(time.Monday, "monday", "mon"), is(time.Tuesday, "tuesday", "tue"), is(time.Wednesday, "wednesday", "wed"),
	is(time.Thursday, "thursday", "thu"), is(time.Friday, "friday", "fri"), is(time.Saturday, "saturday", "sat"),
	is(time.Sunday, "sunday", "sun"))

// frequency takes how often on a day and on which days.
func (c *cursor) frequency(b *record.Order) bool {
	switch {
	case c.has("once daily", "once a day", "daily", "every day", "od"):
		b.Schedule = medication.Daily()
	case c.has("twice daily", "twice a day", "bid"):
		b.PerDay, b.Schedule = 2, medication.Daily()
	case c.has("tid"):
		b.PerDay, b.Schedule = 3, medication.Daily()
	case c.has("qid"):
		b.PerDay, b.Schedule = 4, medication.Daily()
	case c.has("every other day"):
		b.Schedule = medication.EveryDays(2)
	case c.has("weekly", "once a week"):
		b.Schedule = medication.EveryDays(7)
	default:
		return c.timesADay(b) || c.everyPeriod(b) || c.weekdays(b)
	}
	return true
}

func (c *cursor) timesADay(b *record.Order) bool {
	n, ok := c.counted("times a day", "times daily", "times per day", "x daily", "x/day")
	if ok {
		b.PerDay, b.Schedule = n, medication.Daily()
	}
	return ok
}

func (c *cursor) everyPeriod(b *record.Order) bool {
	at := c.pos
	if !c.has("every") {
		return false
	}
	s, ok := c.interval()
	days, whole := s.wholeDays()
	switch {
	case ok && whole && days > 0 && days < 256:
		b.Schedule = medication.EveryDays(uint8(days))
	case ok && s.days == 0 && s.months == 0 && s.years == 0 && s.exact > 0 && (24*time.Hour)%s.exact == 0:
		b.PerDay, b.Schedule = int(24*time.Hour/s.exact), medication.Daily()
	default:
		c.pos = at
		return false
	}
	return true
}

func (c *cursor) weekdays(b *record.Order) bool {
	at := c.pos
	c.has("on")
	var days []time.Weekday
	for {
		day, ok := pick(c, weekdays)
		if !ok {
			break
		}
		days = append(days, day)
		c.has("and")
	}
	if len(days) == 0 {
		c.pos = at
		return false
	}
	b.Schedule = medication.OnWeekdays(days...)
	return true
}
