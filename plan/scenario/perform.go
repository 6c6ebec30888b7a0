package scenario

import (
	"fmt"
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan/record"
)

// perform reads a line that makes something happen.
func (p *caseParser) perform(c *cursor, l line) {
	if !p.needClock(c) {
		return
	}
	name := p.takeName(c)
	switch {
	case c.has("retract"):
		p.retract(c, l)
	case c.has("stable on"):
		p.stable(c, l, p.now)
	case c.has("already"):
		p.already(c, l)
	case c.has("every"):
		p.repeat(c, l)
	default:
		p.ordinary(c, l)
	}
	if name != "" && c.err == nil {
		p.name(c, name)
	}
}

// takeName takes "as NAME" from the end of the line.
func (p *caseParser) takeName(c *cursor) string {
	n := len(c.tokens)
	if n < 3 || c.tokens[n-2].key != "as" || c.tokens[n-2].quoted || c.tokens[n-1].quoted {
		return ""
	}
	name := c.tokens[n-1].key
	if _, purpose := purposeWords.byName[name]; purpose {
		return ""
	}
	c.tokens = c.tokens[:n-2]
	return name
}

func (p *caseParser) name(c *cursor, name string) {
	if _, taken := p.ids[name]; taken || name == "last" {
		c.fail("another entry has the name %q", name)
		return
	}
	p.ids[name] = p.lastID()
}

// lastID is the id of the last entry; empty if there is none.
func (p *caseParser) lastID() record.EventID {
	for _, s := range slices.Backward(p.steps) {
		if len(s.events) > 0 {
			return s.events[0].ID
		}
	}
	return ""
}

// entry takes the name of an entry.
func (c *cursor) entry(p *caseParser) record.EventID {
	name := c.word()
	id, ok := p.ids[name]
	if name == "last" {
		id = p.lastID()
		ok = id != ""
	}
	if !ok {
		for known := range p.ids {
			c.missed(known)
		}
		c.missed("last")
		c.unknown("name of an entry")
		return ""
	}
	c.pos++
	return id
}

func (p *caseParser) retract(c *cursor, l line) {
	b := record.Retracted{Event: c.entry(p)}
	if c.has("because") {
		b.Reason = c.needText("reason")
	}
	c.end()
	if c.err == nil {
		p.add(c, l, applies, p.events(l, p.now, b)...)
	}
}

// ordinary reads a statement with the words that may stand before it.
func (p *caseParser) ordinary(c *cursor, l line) {
	var replaces record.EventID
	how := applies
	if c.has("ask whether", "ask for", "ask") {
		how = asks
	}
	if c.has("correct", "replace") {
		replaces = c.entry(p)
		c.skip("to", "with", "by")
	}
	when, past := c.past()
	if !past {
		when = p.now
	}
	bodies := p.statement(c)
	if !c.when.IsZero() {
		if past {
			c.fail("two times: one at the beginning of the line and one at its end")
		}
		when, past = c.when, true
	}
	if past && when.After(p.now) {
		c.fail("that is still to come: it is %s", p.now.In(p.zone).Format("2006-01-02 15:04"))
	}
	if c.err != nil {
		return
	}
	events := p.events(l, when, bodies...)
	if c.daily {
		for i := range events {
			events[i].At = when.In(p.zone).AddDate(0, 0, i-len(events))
		}
	}
	events[0].Replaces = replaces
	p.add(c, l, how, events...)
}

// statement reads one statement up to the end of the line.
func (p *caseParser) statement(c *cursor) []record.Body {
	s, ok := c.statement()
	if !ok {
		c.missed(directiveWords...)
		if word := c.word(); word != "" && nearest(word, c.tried) == "" {
			c.fail("unknown statement %q: testdata/README.md says what a line can begin with", c.tokens[c.pos].text)
		}
		c.unknown("statement")
		return nil
	}
	bodies := s.read(c)
	if c.err != nil {
		c.err = fmt.Errorf("%w\n\twrite: %s %s", c.err, c.said, s.usage)
		return nil
	}
	return bodies
}

// directiveWords begin the lines that are no statements, for suggestions.
var directiveWords = []string{"case", "source", "profile", "zone", "at", "actor", "expect", "override", "pending", "every", "ask",
	"already", "stable on", "correct", "retract"}

// events makes events of bodies. They have the line in their ids, so that messages can be traced.
func (p *caseParser) events(l line, at time.Time, bodies ...record.Body) []record.Event {
	events := make([]record.Event, len(bodies))
	role := p.role
	if role == "" {
		role = "clinician"
	}
	for i, body := range bodies {
		id := record.EventID(fmt.Sprintf("line-%d", l.number))
		if i > 0 {
			id = record.EventID(fmt.Sprintf("line-%d.%d", l.number, i+1))
		}
		events[i] = record.Event{ID: id, At: at, Actor: record.Actor{ID: role, Role: role}, Body: body}
		if at.Before(p.now) {
			events[i].Recorded = p.now
		}
	}
	return events
}

func (p *caseParser) add(c *cursor, l line, how mode, events ...record.Event) {
	if len(p.overrides) > 0 && events[0].Body.Kind().Intent() && how != recorded {
		for i := range events {
			events[i].Overrides = p.overrides
		}
		p.overrides = nil
	}
	if how == asks && !events[0].Body.Kind().Intent() {
		c.fail("there is nothing to ask: this has happened, and is recorded whatever the rules say")
		return
	}
	p.steps = append(p.steps, step{line: l.number, text: l.text, at: p.now, events: events, mode: how})
}

// repeat reads "every day from 40 days ago until yesterday STATEMENT".
func (p *caseParser) repeat(c *cursor, l line) {
	between, ok := c.interval()
	days, whole := between.wholeDays()
	if !ok || !whole || days < 1 {
		c.missed("day", "7 days")
		c.unknown("interval")
		return
	}
	if !c.has("from", "since") {
		c.unknown("word")
	}
	from, ok := c.past()
	if !ok {
		c.unknown("time")
	}
	until := p.now.In(p.zone).AddDate(0, 0, -1)
	if c.has("until", "to") {
		if until, ok = c.past(); !ok {
			c.unknown("time")
		}
	}
	bodies := p.statement(c)
	if c.err != nil {
		return
	}
	if len(bodies) != 1 || bodies[0].Kind().Intent() {
		c.fail("only one thing that happened can be repeated")
		return
	}
	if !c.when.IsZero() {
		c.fail("what is done every day has no other time")
		return
	}
	times := schedule(from.In(p.zone), until, days)
	if len(times) == 0 || len(times) > maxRepeats {
		c.fail("that is %d times: write a range of 1 to %d", len(times), maxRepeats)
		return
	}
	var events []record.Event
	for i, at := range times {
		ev := p.events(l, at, bodies...)[0]
		ev.ID = record.EventID(fmt.Sprintf("line-%d.%d", l.number, i+1))
		events = append(events, ev)
	}
	p.add(c, l, applies, events...)
}

// How many events one line may make: entries that are judged one by one, and doses that are only taken in.
const (
	maxRepeats = 400
	maxStable  = 4000
)

// schedule lists the instants from the first to the last, so many calendar days apart.
func schedule(from, until time.Time, days int) []time.Time {
	var times []time.Time
	for n := 0; len(times) <= maxRepeats; n++ {
		at := from.AddDate(0, 0, n*days)
		if at.After(until) {
			break
		}
		times = append(times, at)
	}
	return times
}
