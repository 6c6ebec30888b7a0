package scenario

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
)

// perform reads a line that makes something happen.
func (p *caseParser) perform(c *cursor, l line) {
	name := p.takeName(c)
	if p.needClock(c) {
		p.does(c, l)
	}
	if name != "" {
		p.name(c, name)
	}
}

// before are the words that stand before a statement, in any order: when it was so, and what is done with it.
type before struct {
	asks, already bool
	corrects      string // the name of the entry that is corrected
}

func (c *cursor) before(p *caseParser) (b before) {
	for !c.done() {
		switch {
		case !b.asks && c.has("ask whether", "ask for", "ask"):
			b.asks = true
		case b.corrects == "" && c.has("correct", "replace"):
			b.corrects = c.entry(p)
			c.skip("to", "with", "by")
		case !b.already && c.has("already"):
			b.already = true
		default:
			when, ok := c.past()
			if !ok {
				return b
			}
			if !c.start.IsZero() {
				c.fail("two times at the beginning of the line")
			}
			c.start = when
		}
	}
	return b
}

// does reads what stands after the name that a line may give to its entry.
func (p *caseParser) does(c *cursor, l line) {
	b := c.before(p)
	if b.already && (b.asks || b.corrects != "") {
		c.fail("\"already\" takes a request of the past into the record: it is neither asked nor a correction")
		return
	}
	lines := []struct {
		names []string
		read  func(*caseParser, *cursor, line)
	}{
		{[]string{"retract"}, (*caseParser).retract}, {[]string{"stable on"}, (*caseParser).stable}, {[]string{"every"},
			(*caseParser).repeat},
	}
	for _, other := range lines {
		switch {
		case !c.has(other.names...):
			continue
		case b != before{} || !c.start.IsZero():
			c.fail("%q begins a line: nothing stands before it", other.names[0])
		default:
			other.read(p, c, l)
		}
		return
	}
	if b.already {
		p.already(c, l)
	} else {
		p.ordinary(c, l, b)
	}
}

// asInstruction are words that stand after "as" and name no entry.
var asInstruction = []string{"needed", "required", "directed", "tolerated"}

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
	if slices.Contains(asInstruction, name) {
		c.fail("\"as %s\" is no name, and no order: write how often, and on which days", name)
		return ""
	}
	c.tokens = c.tokens[:n-2]
	return name
}

// name gives a name to the entries of the line. A line that could not be read has its name all the same, so that the lines that use
// it are no errors.
func (p *caseParser) name(c *cursor, name string) {
	if _, taken := p.names[name]; taken || name == lastEntry {
		c.fail("another entry has the name %q", name)
		return
	}
	p.names[name] = true
	if c.err == nil {
		p.steps[len(p.steps)-1].name = name
	}
}

// lastEntry is the name of the entry above.
const lastEntry = "last"

// entry takes the name of an entry.
func (c *cursor) entry(p *caseParser) string {
	name := c.word()
	known := p.names[name]
	if name == lastEntry {
		known = slices.ContainsFunc(p.steps, func(s step) bool { return len(s.events) > 0 || s.unread })
	}
	if !known {
		names := append(slices.Sorted(maps.Keys(p.names)), lastEntry)
		c.missed(names...)
		c.unknown("name of an entry", names...)
		return ""
	}
	c.pos++
	return name
}

// retract reads "retract NAME because TEXT". Which event that is comes out when the script runs.
func (p *caseParser) retract(c *cursor, l line) {
	name := c.entry(p)
	b := record.Retracted{Event: record.EventID(name)}
	if c.has("because") {
		b.Reason = c.needText("reason")
	}
	c.end()
	if c.err == nil {
		p.add(c, l, applies, p.events(l, p.now, b)...)
		p.steps[len(p.steps)-1].retracts = name
	}
}

// ordinary reads a statement.
func (p *caseParser) ordinary(c *cursor, l line, b before) {
	bodies := p.statement(c)
	when := c.time()
	if when.After(p.now) {
		c.fail("that is still to come: it is %s", p.now.In(p.zone).Format("2006-01-02 15:04"))
	}
	if c.err != nil {
		return
	}
	events := p.events(l, when, bodies...)
	for i := range events {
		if c.daily {
			day := civil.Of(when, p.zone).Add(i - len(events))
			events[i].At = c.on(day, shown(when.In(p.zone)))
		}
	}
	how := applies
	if b.asks {
		how = asks
	}
	if p.add(c, l, how, events...) {
		p.steps[len(p.steps)-1].corrects = b.corrects
	}
}

// time is when it was so: the time of the line, or else the clock.
func (c *cursor) time() time.Time {
	switch {
	case c.when.IsZero() && c.start.IsZero():
		return c.now
	case c.when.IsZero():
		return c.start
	case !c.start.IsZero():
		c.fail("two times: one at the beginning of the line and one at its end")
	}
	return c.when
}

// statement reads one statement up to the end of the line.
func (p *caseParser) statement(c *cursor) []record.Body {
	s, ok := c.statement()
	if !ok {
		c.missed(directiveWords...)
		c.noStatement()
		return nil
	}
	bodies := s.read(c)
	if c.err != nil && c.lost {
		c.err = fmt.Errorf("%w\n\twrite: %s", c.err, s.written(c.said))
	}
	return bodies
}

// noStatement says what is wrong with a word that begins no statement.
func (c *cursor) noStatement() {
	word, _, _ := strings.Cut(c.word(), "=")
	if several := instruments(word); len(several) > 1 {
		c.fail("%q may be %s, which are different instruments: write which", word, either(several))
	}
	if at := c.stuck(); word != "" && c.trouble(at) == "" && meant(keyOf(c.tokens[at].text), c.fitting()) == "" {
		c.fail("unknown statement %q: testdata/README.md says what a line can begin with", c.tokens[c.pos].text)
	}
	c.unknown("statement")
}

// directiveWords begin the lines that are no statements, for suggestions.
var directiveWords = []string{"case", "source", "jurisdiction", "profile", "zone", "at", "actor", "expect", "override", "pending", "every",
	"ask",
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

// add adds a step. It returns false if that is nothing to ask.
func (p *caseParser) add(c *cursor, l line, how mode, events ...record.Event) bool {
	if how == asks && !events[0].Body.Kind().Intent() {
		c.fail("there is nothing to ask: this has happened, and is recorded whatever the rules say")
	}
	if c.err != nil {
		return false
	}
	if len(p.overrides) > 0 && events[0].Body.Kind().Intent() && how != recorded {
		for i := range events {
			events[i].Overrides = p.overrides
		}
		p.overrides = nil
	}
	p.steps = append(p.steps, step{line: l.number, text: l.text, at: p.now, events: events, mode: how})
	return true
}

// repeat reads "every day from 40 days ago until yesterday STATEMENT".
func (p *caseParser) repeat(c *cursor, l line) {
	between, ok := c.interval()
	days, whole := between.wholeDays()
	if !ok || !whole || days < 1 {
		c.unknown("interval", "day", "7 days")
		return
	}
	if !c.has("from", "since") {
		c.unknown("word", "from 40 days ago")
	}
	from, ok := c.past()
	if !ok {
		c.unknown("time", "40 days ago")
	}
	var until time.Time
	if c.has("until", "to") {
		if until, ok = c.past(); !ok {
			c.unknown("time", "yesterday")
		}
	} else {
		until = c.on(civil.Of(p.now, p.zone).Add(-1), shown(p.now.In(p.zone)))
	}
	bodies := p.statement(c)
	if c.err == nil && (len(bodies) != 1 || bodies[0].Kind().Intent()) {
		c.fail("only one thing that happened can be repeated")
	}
	if !c.when.IsZero() {
		c.fail("what is done every day has no other time")
	}
	if c.err != nil {
		return
	}
	times := c.schedule(from, until, days)
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

// schedule lists the instants from the first to the last, so many calendar days apart, at the same time of day.
func (c *cursor) schedule(from, until time.Time, days int) []time.Time {
	day, w := civil.Of(from, c.zone), shown(from.In(c.zone))
	times := []time.Time{}
	for at := from; !at.After(until) && len(times) <= maxRepeats && c.err == nil; at = c.on(day, w) {
		times = append(times, at)
		day = day.Add(days)
	}
	return times
}
