package scenario

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

func readOrder(c *cursor) []record.Body {
	product := c.needProduct()
	b := record.Order{Product: product.ID()}
	parts := c.needParts(product)
	var often rhythm
	var run stretch
	c.clauses(func() bool {
		switch {
		case c.testDose(&b):
		case c.has("rationale", "because"):
			b.Rationale = c.needText("rationale")
		case c.has("supply of", "supply", "dispense"):
			n, ok := c.days()
			if !ok {
				c.unknown("length of the supply", "7 days")
			}
			once(c, &b.SupplyDays, n, "the length of the supply")
		case c.instalments(&b):
		case c.watchedDays(&b):
		case c.has("documented switch", "switch"):
			b.ComplexSwitch = truth.Yes
		default:
			return c.stretch(&run) || c.frequency(&often) || c.supervision(&b.Supervised) || c.setting(&b.Setting) || c.purpose(&b.Purpose) ||
				c.route(&b.Route) || c.received(&b.Received)
		}
		return true
	})
	often.fill(c, &b, len(parts))
	run.fill(c, &b)
	parts.fill(c, &b, product)
	return one(b)
}

// instalments takes "in instalments", "in instalments of 7 days", "in daily instalments".
func (c *cursor) instalments(b *record.Order) bool {
	days := 0
	switch {
	case c.has("in daily instalments", "in daily installments"):
		days = 1
	case c.has("in weekly instalments", "in weekly installments"):
		days = 7
	case c.has("in instalments", "in installments"):
		if c.has("of", "every") {
			n, ok := c.days()
			if !ok {
				c.unknown("length of an instalment", "7 days")
			}
			days = n
		}
	default:
		return false
	}
	b.Instalments = truth.Yes
	once(c, &b.InstalmentDays, days, "the length of an instalment")
	return true
}

// once sets what a line may say once. Said again, it is an error, unless it is the same.
func once[T comparable](c *cursor, to *T, value T, what string) {
	var unset T
	if *to != unset && *to != value {
		c.fail("the line says twice, and differently, %s", what)
	}
	*to = value
}

// stretch is from when and until when an order goes.
type stretch struct {
	first, last civil.Date
	days        int
}

// stretch takes "from tomorrow", "until 2026-04-01", "for 7 days".
func (c *cursor) stretch(s *stretch) bool {
	at := c.pos
	switch {
	case c.has("starting on", "starting", "first day", "from"):
		if day, ok := c.day(); ok {
			once(c, &s.first, day, "the first day")
			return true
		}
	case c.has("until", "last day", "through"):
		if day, ok := c.day(); ok {
			once(c, &s.last, day, "the last day")
			return true
		}
	case c.has("for"):
		if n, ok := c.days(); ok {
			once(c, &s.days, n, "for how many days")
			return true
		}
	}
	c.pos = at
	return false
}

// fill counts the days of the order from its first one, which is that of the line where none is said.
func (s stretch) fill(c *cursor, b *record.Order) {
	b.First, b.Last = s.first, s.last
	first := s.first
	if first.IsZero() {
		first = civil.Of(c.time(), c.zone)
	}
	if s.days > 0 {
		b.First = first
		once(c, &b.Last, first.Add(s.days-1), "the last day")
	}
	if !b.Last.IsZero() && b.Last.Before(first) {
		c.fail("the last day, %s, is before the first, %s", b.Last, first)
	}
}

// dayParts are the times of day at which the doses of one day may be taken, in their order.
var dayParts = newVocabulary("time of day",
	is(1, "morning", "in the morning", "with breakfast", "mane"),
	is(2, "noon", "at noon", "midday", "at midday", "with lunch"),
	is(3, "afternoon", "in the afternoon"),
	is(4, "evening", "in the evening", "with supper", "with dinner"),
	is(5, "night", "at night", "nocte", "bedtime", "at bedtime"),
)

// part is one of the doses of a day.
type part struct {
	dose  medication.Dose
	least medication.Dose // the lower end of a range, of which dose is the upper one; zero: no range
	when  int             // the time of day; 0: not said
}

type parts []part

// needParts takes the dose of an order, or its doses where those of one day differ: "10 mg + 5 mg", "60 mg morning, 40 mg evening".
func (c *cursor) needParts(of medication.Product) parts {
	c.splitSums()
	least, dose, ranges := c.doseRange()
	if !ranges {
		c.hyphened()
		dose = c.needDose(of)
	}
	all := parts{{dose: dose, least: least}}
	all[0].when, _ = pick(c, dayParts)
	for c.err == nil {
		at := c.pos
		plus := c.takes("+", "plus")
		if !plus {
			c.takes("and")
		}
		_, dose, another := c.doseRange()
		ok := another
		if !another {
			dose, ok = c.dose()
		}
		if !ok {
			c.pos = at
			break
		}
		if another || ranges {
			c.fail("a range beside another dose: an order has a range, or the doses of one day where they differ")
		}
		when, _ := pick(c, dayParts)
		if before := all[len(all)-1]; !plus && (when == 0 || before.when == 0) {
			c.fail("%s and %s: for the doses of one day write %s + %s, or %s morning, %s evening",
				before.dose, dose, before.dose, dose, before.dose, dose)
		}
		all = append(all, part{dose: dose, when: when})
	}
	if len(all) == 1 && all[0].when != 0 {
		c.fail("an order has a time of day only where the doses of one day differ: leave it out")
	}
	return all
}

// splitSums takes "10mg+5mg" apart, among the words that a day's doses may be.
func (c *cursor) splitSums() {
	for at := c.pos; at < min(c.pos+100, len(c.tokens)); at++ {
		if len(c.tokens[at].key) > 10*longestNumber {
			return
		}
		if parts := sumText.FindStringSubmatch(c.tokens[at].key); parts != nil && !c.tokens[at].quoted {
			c.replace(at, parts[1], "+", parts[2])
		}
	}
}

// fill puts the doses into the order: the largest of them, and all where they differ.
func (p parts) fill(c *cursor, b *record.Order, of medication.Product) {
	if c.err != nil {
		return
	}
	timed := 0
	for _, dose := range p {
		if dose.when > 0 {
			timed++
		}
	}
	if timed == len(p) {
		slices.SortStableFunc(p, func(a, b part) int { return a.when - b.when })
	}
	for i, dose := range p {
		if i > 0 && dose.when > 0 && dose.when == p[i-1].when {
			c.fail("two doses at the same time of day")
		}
		if !sameRatio(p[0].dose, dose.dose) {
			c.fail("%s and %s differ in their components: an order has the doses of one day in one composition", p[0].dose, dose.dose)
		}
		if b.Dose.Principal.Compare(dose.dose.Principal) < 0 {
			b.Dose, b.Least = dose.dose, dose.least
		}
	}
	if len(p) == 1 {
		return
	}
	b.PerDay = len(p)
	for _, dose := range p {
		b.Parts = append(b.Parts, dose.dose.Principal)
	}
	if !slices.ContainsFunc(b.Parts, func(m medication.Mass) bool { return !m.Equal(b.Parts[0]) }) {
		b.Parts = nil // they do not differ: so many times a day
	}
}

// sameRatio reports whether two doses have their components in the same proportion.
func sameRatio(a, b medication.Dose) bool {
	return a.Principal.Micrograms()*b.Companion.Micrograms() == b.Principal.Micrograms()*a.Companion.Micrograms()
}

// watchedDays takes "supervised 6 days a week".
func (c *cursor) watchedDays(b *record.Order) bool {
	at := c.pos
	if c.has("supervised", "watched", "observed") {
		if n, ok := c.counted("days a week", "days per week", "days/week", "times a week"); ok {
			once(c, &b.WatchedDays, n, "on how many days a week a dose is watched")
			return true
		}
	}
	c.pos = at
	return false
}

// testDose takes "test dose 65 minutes ago", "65 minutes after test dose".
func (c *cursor) testDose(b *record.Order) bool {
	at := c.pos
	leads := c.has("after test dose", "test dose")
	s, ok := c.span()
	since, exact := s.duration()
	if leads {
		c.takes("ago")
	} else if ok {
		ok = c.takes("after test dose", "after the test dose", "after a test dose")
	}
	if !ok || !exact {
		c.pos = at
		return false
	}
	once(c, &b.TestDoseAgo, int(since.Minutes()), "when the test dose was")
	return true
}

var weekdays = newVocabulary("day of the week",
	is(time.Monday, "monday", "mon"), is(time.Tuesday, "tuesday", "tue"), is(time.Wednesday, "wednesday", "wed"),
	is(time.Thursday, "thursday", "thu"), is(time.Friday, "friday", "fri"), is(time.Saturday, "saturday", "sat"),
	is(time.Sunday, "sunday", "sun"))

// rhythm is how often on a day, and on which days.
type rhythm struct {
	times int
	days  medication.Schedule
}

// fill puts the rhythm into an order: times a day without days are those of every day.
func (r rhythm) fill(c *cursor, b *record.Order, parts int) {
	if parts > 1 && r.times > 0 {
		c.fail("several doses are those of one day: leave out how many times a day")
	}
	if r.times > 1 {
		b.PerDay = r.times
	}
	if b.Schedule = r.days; r.days.IsZero() && r.times > 0 {
		b.Schedule = medication.Daily()
	}
}

// frequency takes how often on a day and on which days.
func (c *cursor) frequency(r *rhythm) bool {
	switch {
	case c.has("once daily", "once a day", "od"):
		c.timesADay(r, 1)
	case c.has("daily", "every day"):
		c.onDays(r, medication.Daily())
	case c.has("twice daily", "twice a day", "bid", "bd"):
		c.timesADay(r, 2)
	case c.has("tid", "tds"):
		c.timesADay(r, 3)
	case c.has("qid", "qds"):
		c.timesADay(r, 4)
	case c.has("every other day"):
		c.onDays(r, medication.EveryDays(2))
	case c.has("weekly", "once a week"):
		c.onDays(r, medication.EveryDays(7))
	case c.takes("a day", "per day", "/day", "each day"):
		c.fail("an order says how much is taken at once, and how often: 60 mg daily, or 30 mg twice daily")
	default:
		if n, ok := c.counted("times a day", "times daily", "times per day", "x daily", "x/day"); ok {
			c.timesADay(r, n)
			return true
		}
		return c.everyPeriod(r) || c.weekdays(r)
	}
	return true
}

func (c *cursor) timesADay(r *rhythm, n int) {
	if n < 1 {
		c.fail("%d times a day is no order", n)
	}
	once(c, &r.times, n, "how many times a day")
}

func (c *cursor) onDays(r *rhythm, days medication.Schedule) { once(c, &r.days, days, "on which days") }

func (c *cursor) everyPeriod(r *rhythm) bool {
	at := c.pos
	if !c.has("every") {
		return false
	}
	s, ok := c.interval()
	days, whole := s.wholeDays()
	switch {
	case ok && whole && days > 0 && days < 256:
		c.onDays(r, medication.EveryDays(uint8(days)))
	case ok && s.days == 0 && s.months == 0 && s.years == 0 && s.exact > 0 && (24*time.Hour)%s.exact == 0:
		c.timesADay(r, int(24*time.Hour/s.exact))
	case ok && s.exact > 0:
		c.fail("a day has no whole number of such parts: write every 6, 8 or 12 hours, or how many times daily")
	case ok:
		c.fail("doses are every 1 to 255 days, and not in months or years: write every 28 days")
	default:
		c.pos = at
		return false
	}
	return true
}

func (c *cursor) weekdays(r *rhythm) bool {
	at := c.pos
	c.takes("on")
	var days []time.Weekday
	for {
		day, ok := pick(c, weekdays)
		if !ok {
			break
		}
		if slices.Contains(days, day) {
			c.fail("%s is there twice", day)
		}
		days = append(days, day)
		c.takes("and")
	}
	if len(days) == 0 {
		c.pos = at
		return false
	}
	c.onDays(r, medication.OnWeekdays(days...))
	return true
}
