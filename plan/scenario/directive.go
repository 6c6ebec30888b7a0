package scenario

import (
	"cmp"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
)

// directiveHelp describes the lines that are no statements, for the listing.
var directiveHelp = [][2]string{
	{"case NAME", "Begins a case, on a plan of its own. What stands before the first case belongs to every case. A file without it is " +
		"one case."},
	{"source TEXT", "Says what the case rests on."},
	{"jurisdiction us", "Says which rules and values apply. Required. \"profile us\" means the same."},
	{"zone America/New_York", "Says where days begin and end. Without it: UTC."},
	{"at 2026-03-02 09:00 | +1 day | day 5 | 14:30",
		"Sets the clock, which only moves forward. Day 1 is the day of the first at; a day without a time begins at 9:00. Where the clocks " +
			"are changed: 2026-11-01 01:30-04:00, or 01:30 EDT. A statement may follow on the same line. Required before anything happens."},
	{"actor ROLE", "Says who records and asks from here on. Without it: clinician."},
	{"override RULE because REASON [note]", "Overrides the rule for the next request. A quoted text is a reason of its own. Without a note the " +
		"name of the case is what is documented."},
	{"pending REASON", "Says that the case does not hold yet, and why. It then has to fail: when it holds, the line goes."},
	{"3 hours ago STATEMENT", "Says when it was so: 2 days ago at 8:00, yesterday, today at 7:00, on 2026-02-27, on day 3. It is told now."},
	{"every day from 40 days ago until yesterday STATEMENT",
		"Does the same on each day, or every 7 days. Without until: yesterday is the last."},
	{"ask STATEMENT", "Asks only: what is allowed is not taken in."},
	{"already STATEMENT", "Takes a request of the past into the record without asking the rules: already ordered methadone.conc 80 mg " +
		"daily. Also: already in therapy since 2 months ago, already at outpatient, already on maintenance. The time may stand before it."},
	{"stable on PRODUCT DOSE for 60 days [last dose 4 days ago] [in PLACE] [unsupervised]",
		"Takes into the record, without asking the rules: the order, a dose a day (an injection each of its intervals), maintenance. The " +
			"last dose was yesterday unless it says otherwise."},
	{"correct NAME to STATEMENT", "Replaces an entry that was wrong, as often as it takes: the name goes on to mean the entry that counts."},
	{"retract NAME because \"TEXT\"", "Takes an entry back that was wrong, or its last correction."},
	{"STATEMENT as NAME", "Gives the entry a name, for correct and retract; \"last\" is the one above."},
	{"expect …", "Says what is expected of the statement above, or of where the plan stands."},
}

// directive reads a line that is not a statement; it returns false for a statement.
func (p *caseParser) directive(c *cursor, l line) bool {
	switch {
	case c.has("source", "sources"):
		p.Sources = append(p.Sources, c.text())
	case c.has("pending"):
		p.Pending = c.needText("reason")
	case c.has("jurisdiction"), c.has("profile"):
		p.readJurisdiction(c, l)
	case c.has("zone", "time zone"):
		p.readZone(c, l)
	case c.has("actor"):
		p.role = c.needText("role")
	case c.has("expect", "expects", "expected", "then expect"):
		p.readExpect(c, l)
	case c.has("override", "overriding"):
		p.readOverride(c, l)
	case c.has("standing override"):
		p.readStanding(c, l)
	case c.has("at"):
		return p.moveClock(c)
	case c.has("next day"):
		if p.needClock(c) {
			p.setClock(c, c.move(p.now, span{days: 1}, 1))
		}
		return c.done()
	default:
		return false
	}
	return true
}

func (p *caseParser) readJurisdiction(c *cursor, l line) {
	name := c.needText("jurisdiction")
	if len(p.steps) > 0 || !p.now.IsZero() && p.Jurisdiction != "" {
		c.fail("the jurisdiction is set before anything happens, and once")
	}
	p.Jurisdiction = keyOf(name)
	if known, ok := jurisdictionWords.byName[p.Jurisdiction]; ok {
		p.Jurisdiction = known
	}
}

func (p *caseParser) readZone(c *cursor, l line) {
	name := c.needText("time zone")
	zone, err := time.LoadLocation(name)
	switch {
	case err != nil || name == "Local":
		c.fail("unknown time zone %q: write it like America/New_York or Europe/London", name)
	case !p.now.IsZero():
		c.fail("the time zone is set before the clock")
	default:
		p.zone = zone
	}
}

// moveClock reads what stands after "at". It returns false if a statement follows.
func (p *caseParser) moveClock(c *cursor) bool {
	to, ok := c.clock()
	if !ok {
		c.unknown("time", "2026-03-02 09:00", "+1 day", "day 5", "14:30")
	}
	if c.err != nil {
		p.loseClock(to)
		return true
	}
	p.setClock(c, to)
	return c.done()
}

// loseClock lets the lines after a clock that could not be read be read, by the time that it may have been.
func (p *caseParser) loseClock(to time.Time) {
	switch {
	case to.IsZero():
		p.timeless = p.now.IsZero()
	case p.now.IsZero():
		p.now, p.first = to, civil.Of(to, p.zone)
	case to.After(p.now):
		p.now = to
	}
}

// needClock demands that the clock was set.
func (p *caseParser) needClock(c *cursor) bool {
	if p.now.IsZero() && !p.timeless {
		c.fail("no time yet: set the clock first, at 2026-03-02 09:00")
	}
	return !p.now.IsZero()
}

func (p *caseParser) setClock(c *cursor, to time.Time) {
	switch {
	case c.err != nil:
		return
	case p.now.IsZero():
		p.first = civil.Of(to, p.zone)
	case to.Before(p.now):
		c.fail("the clock only moves forward, and it is %s: for what was earlier write \"2 hours ago …\" or \"on 2026-02-27 …\"",
			p.now.In(p.zone).Format("2006-01-02 15:04"))
		return
	}
	p.now = to
	c.now, c.first = to, p.first
}

func (p *caseParser) readOverride(c *cursor, l line) {
	var o record.Override
	o.Rule = c.needRule()
	c.needBecause(&o.Reason, &o.Note)
	c.end()
	if c.err != nil {
		return
	}
	if len(p.overrides) == 0 {
		p.overruled = l.number
	}
	p.document(&o)
	p.overrides = append(p.overrides, o)
}

// document gives an override without a note the name of the case for one: a script that overrides a rule says why by what it is about.
func (p *caseParser) document(o *record.Override) {
	if o.Note == "" {
		o.Note = cmp.Or(p.Name, "a script without a name")
	}
}

// readStanding reads "standing override RULE because REASON until DAY".
func (p *caseParser) readStanding(c *cursor, l line) {
	b := record.OverrideGranted{Override: record.Override{Rule: c.needRule()}}
	c.clauses(func() bool {
		switch {
		case c.because(&b.Override.Reason, nil):
		case c.has("until"):
			b.Override.Expires = c.needDate().Start(p.zone)
		case c.has("for"):
			b.Override.Expires = c.move(p.now, c.needSpan("length of time"), 1)
		default:
			text, ok := c.quote()
			b.Override.Note = text
			return ok
		}
		return true
	})
	if c.err == nil {
		p.document(&b.Override)
		p.add(c, l, applies, p.events(l, p.now, b)...)
	}
}

func (p *caseParser) readExpect(c *cursor, l line) {
	p.expected = true
	if !p.needClock(c) {
		return
	}
	all := c.expectations(l.number)
	if c.err != nil {
		return
	}
	s := p.stepHere(l)
	s.expects = append(s.expects, all...)
}
