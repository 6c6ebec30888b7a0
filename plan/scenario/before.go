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
		if c.when.IsZero() {
			c.when = p.now
		}
		if c.err == nil {
			p.add(c, l, recorded, p.events(l, c.when, position)...)
		}
		return
	}
	when, past := c.past()
	if !past {
		when = p.now
	}
	bodies := p.statement(c)
	if c.err != nil {
		return
	}
	if !c.when.IsZero() {
		when = c.when
	}
	switch bodies[0].Kind() {
	case record.KindStageMove, record.KindLevelMove, record.KindCourseMove:
		c.fail("for where the person stands write \"already in therapy\", \"already at outpatient\", \"already on maintenance\"")
	default:
		if !bodies[0].Kind().Intent() {
			c.fail("what has happened is recorded without \"already\"")
			return
		}
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
func (p *caseParser) stable(c *cursor, l line, now time.Time) {
	product := c.needProduct()
	given := record.DoseGiven{Product: product.ID(), Dose: c.needDose(), Supervised: truth.Yes}
	last := now.In(p.zone).AddDate(0, 0, -1)
	var length span
	c.clauses(func() bool {
		switch {
		case c.has("last dose", "last injection"):
			at, ok := c.past()
			if !ok {
				c.unknown("time")
			}
			last = at.In(p.zone)
		case c.has("for"):
			length = c.needSpan("length of time")
		case c.has("daily", "a day", "once daily"):
		default:
			return c.supervision(&given.Supervised) || c.setting(&given.Setting) || c.route(&given.Route)
		}
		return true
	})
	if length.zero() && c.err == nil {
		c.fail("for how long? write: stable on %s %s for 60 days", product.ID(), given.Dose)
	}
	if c.err != nil {
		return
	}
	p.addStable(c, l, product, given, length.before(last.AddDate(0, 0, 1)), last)
}

func (p *caseParser) addStable(c *cursor, l line, product medication.Product, given record.DoseGiven, from, last time.Time) {
	interval := max(product.DepotDays(), 1)
	var times []time.Time
	for n := 0; len(times) <= maxStable; n++ {
		at := last.AddDate(0, 0, -n*interval)
		if civil.Of(at, p.zone).Before(civil.Of(from, p.zone)) {
			break
		}
		times = append(times, at)
	}
	slices.Reverse(times)
	if len(times) == 0 || len(times) > maxStable {
		c.fail("that is %d doses: write a time that has 1 to %d", len(times), maxStable)
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
