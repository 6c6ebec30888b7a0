package scenario

import (
	"fmt"
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// already reads what was asked for and granted before the case begins, and takes it in without asking.
func (p *caseParser) already(c *cursor, l line) {
	if position, ok := c.position(); ok {
		c.skip("since")
		c.end()
		position.Note = "as it was when the script begins"
		p.takeIn(c, l, position)
		return
	}
	bodies := p.statement(c)
	if c.err != nil {
		return
	}
	switch kind := bodies[0].Kind(); {
	case kind == record.KindStageMove || kind == record.KindLevelMove || kind == record.KindCourseMove:
		c.fail("for where the person stands write \"already in therapy\", \"already at outpatient\", \"already on maintenance\"")
	case !kind.Intent():
		c.fail("what has happened is recorded without \"already\"")
	}
	p.takeIn(c, l, bodies...)
}

func (p *caseParser) takeIn(c *cursor, l line, bodies ...record.Body) {
	when := c.time()
	if when.After(p.now) {
		c.fail("that is still to come: it is %s", p.now.In(p.zone).Format("2006-01-02 15:04"))
	}
	if c.err == nil {
		p.add(c, l, recorded, p.events(l, when, bodies...)...)
	}
}

// position takes "in therapy", "at outpatient", "on maintenance".
func (c *cursor) position() (b record.ForceMove, ok bool) {
	at := c.pos
	switch {
	case c.has("in"):
		c.skip("stage")
		b.Stage, ok = pick(c, stageWords)
	case c.has("at"):
		c.skip("level")
		b.Level, ok = pick(c, levelWords)
	case c.has("on"):
		c.skip("course")
		b.Course, ok = pick(c, courseWords)
	}
	if !ok {
		c.pos = at
	}
	return b, ok
}

// stable reads "stable on PRODUCT DOSE for 60 days".
func (p *caseParser) stable(c *cursor, l line) {
	product := c.needProduct()
	given := record.DoseGiven{Product: product.ID(), Dose: c.needDose(product)}
	var last time.Time
	var length span
	c.clauses(func() bool {
		switch {
		case c.has("last dose", "last injection"):
			at, ok := c.past()
			if !ok {
				c.unknown("time", "4 days ago")
			}
			once(c, &last, at, "when the last dose was")
		case c.has("for"):
			once(c, &length, c.needSpan("length of time"), "for how long")
		case c.has("daily", "a day", "once daily"):
		default:
			return c.supervision(&given.Supervised) || c.setting(&given.Setting) || c.route(&given.Route)
		}
		return true
	})
	if given.Supervised == truth.Unknown {
		given.Supervised = truth.Yes
	}
	if length.zero() && c.err == nil {
		c.fail("for how long? write: stable on %s %s for 60 days", product.ID(), given.Dose)
	}
	if last.IsZero() {
		last = c.on(civil.Of(p.now, p.zone).Add(-1), shown(p.now.In(p.zone)))
	}
	if c.err == nil {
		p.addStable(c, l, product, given, length, last)
	}
}

func (p *caseParser) addStable(c *cursor, l line, product medication.Product, given record.DoseGiven, length span, last time.Time) {
	interval := max(product.DepotDays(), 1)
	day, w := civil.Of(last, p.zone), shown(last.In(p.zone))
	first := c.firstDay(day, length)
	times := []time.Time{}
	for at := last; !day.Before(first) && len(times) <= maxStable && c.err == nil; at = c.on(day, w) {
		times = append(times, at)
		day = day.Add(-interval)
	}
	slices.Reverse(times)
	if len(times) == 0 || len(times) > maxStable {
		c.fail("that is %d doses: write a time that has 1 to %d", len(times), maxStable)
	}
	if c.err != nil {
		return
	}
	order := record.Order{Product: given.Product, Dose: given.Dose, Schedule: medication.EveryDays(uint8(interval)), Setting: given.Setting,
		Route: given.Route, Supervised: given.Supervised}
	position := record.ForceMove{Course: stages.Maintenance, Note: "as it was when the script begins"}
	events := p.events(l, times[0], order, position)
	for i, at := range times {
		ev := p.events(l, at, given)[0]
		ev.ID = record.EventID(fmt.Sprintf("line-%d.%d", l.number, i+3))
		events = append(events, ev)
	}
	p.add(c, l, recorded, events...)
}

// firstDay is the first of the days that end with the last one.
func (c *cursor) firstDay(last civil.Date, length span) civil.Date {
	if length.exact%(24*time.Hour) != 0 {
		c.fail("so long is not a number of days: write for 60 days")
	}
	return c.moveDay(last.Add(1), length, -1).Add(-int(length.exact / (24 * time.Hour)))
}
