package scenario

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
)

var doseStatements = []statement{
	{[]string{"give", "gave", "given", "administer"}, "PRODUCT DOSE [supervised | unsupervised] [in PLACE] [by ROUTE] [for PURPOSE] [received 2026-02-20]", "Records a dose that staff gave or saw taken, an injection included.", readGive},
	{[]string{"took"}, "PRODUCT DOSE", "Records a dose that the person took unobserved.", readTook},
	{[]string{"missed"}, "methadone | 3 doses of methadone", "Records a scheduled dose that was not taken. With a number: one for each of that many days, yesterday being the last.", readMissed},
	{[]string{"held"}, "methadone because REASON", "Records a dose that staff withheld.", readHeld},
	{[]string{"take-home supplied", "supplied", "take-homes supplied"}, "methadone 7 days", "Records doses that were handed out for the days that follow.", readSupplied},
	{[]string{"naloxone supplied", "naloxone dispensed", "naloxone kit supplied", "naloxone at home", "take-home naloxone", "reversal agent supplied"}, "[PRODUCT] [2 doses]", "Records an overdose reversal agent in the hands of the person or the household.", readNaloxone},
}

func readGive(c *cursor) []plan.Body {
	b := plan.DoseGiven{Product: c.needProduct().ID()}
	b.Dose = c.needDose()
	c.clauses(func() bool {
		return c.supervision(&b.Supervised) || c.setting(&b.Setting) || c.route(&b.Route) || c.purpose(&b.Purpose) || c.received(&b.Received)
	})
	return one(b)
}

func (c *cursor) supervision(t *plan.Truth) bool {
	switch {
	case c.has("supervised", "observed", "under supervision"):
		*t = plan.Yes
	case c.has("unsupervised", "unobserved", "not supervised"):
		*t = plan.No
	default:
		return false
	}
	return true
}

// received takes the day on which a pharmacy delivered the product for this person.
func (c *cursor) received(day *civil.Date) bool {
	if !c.has("received on", "received") {
		return false
	}
	*day = c.needDay()
	return true
}

// setting takes "in office", "at the hospital".
func (c *cursor) setting(s *medication.Setting) bool {
	at := c.pos
	if c.has("in", "at", "through", "from", "as") {
		c.skip("the", "a", "an")
	}
	place, ok := pick(c, settingWords)
	if !ok {
		c.pos = at
		return false
	}
	*s = place
	return true
}

func (c *cursor) route(r *medication.Route) bool {
	at := c.pos
	c.has("by", "via", "route")
	route, ok := pick(c, routeWords)
	if !ok {
		c.pos = at
		return false
	}
	*r = route
	return true
}

// purpose takes "for pain", "to start", "as a test dose".
func (c *cursor) purpose(p *plan.Purpose) bool {
	at := c.pos
	if !c.has("for", "to", "as", "purpose") {
		return false
	}
	c.skip("the", "a", "an")
	purpose, ok := pick(c, purposeWords)
	if !ok {
		c.pos = at
		return false
	}
	*p = purpose
	return true
}

func readTook(c *cursor) []plan.Body {
	b := plan.DoseTaken{Product: c.needProduct().ID()}
	b.Dose = c.needDose()
	c.end()
	return one(b)
}

// maxMissed is how many missed doses one line may record.
const maxMissed = 366

func readMissed(c *cursor) []plan.Body {
	n, several := c.integer()
	if several {
		c.skip("doses", "dose", "days", "of")
	}
	b := plan.DoseMissed{Substance: c.needSubstance()}
	c.skip("doses", "dose")
	c.end()
	if !several {
		return one(b)
	}
	if n < 1 || n > maxMissed {
		c.fail("%d missed doses: write a number from 1 to %d", n, maxMissed)
		return nil
	}
	c.daily = true
	bodies := make([]plan.Body, n)
	for i := range bodies {
		bodies[i] = b
	}
	return bodies
}

func readHeld(c *cursor) []plan.Body {
	b := plan.DoseHeld{Substance: c.needSubstance()}
	c.needBecause(&b.Reason, nil)
	c.end()
	return one(b)
}

// needBecause takes "because REASON", with a note if there is a place for it.
func (c *cursor) needBecause(r *plan.Reason, note *string) {
	if !c.because(r, note) {
		c.missed("because")
		c.unknown("word")
	}
}

func (c *cursor) because(r *plan.Reason, note *string) bool {
	if !c.has("because of", "because", "reason") {
		return false
	}
	if text, ok := c.quote(); ok {
		*r = plan.ReasonOther
		if note != nil {
			*note = text
		}
		return true
	}
	*r = need(c, reasonWords)
	if note != nil {
		*note = c.text()
	}
	return true
}

func readSupplied(c *cursor) []plan.Body {
	var b plan.TakeHomeSupplied
	c.clauses(func() bool {
		if days, ok := c.days(); ok {
			b.Days = days
			return true
		}
		s, ok := pick(c, substanceWords)
		if ok {
			b.Substance = s
		}
		return ok
	})
	return one(b)
}

// days takes a span of whole days: "7 days", "2 weeks".
func (c *cursor) days() (n int, ok bool) {
	at := c.pos
	s, ok := c.span()
	if !ok {
		return 0, false
	}
	n, whole := s.wholeDays()
	if !whole {
		c.pos = at
		return 0, false
	}
	return n, true
}

func readNaloxone(c *cursor) []plan.Body {
	var b plan.NaloxoneSupplied
	c.clauses(func() bool {
		if n, ok := c.counted("doses", "dose", "kits", "kit", "packs", "pack"); ok {
			b.Doses = n
			return true
		}
		p, ok := c.product()
		if ok {
			b.Product = p.ID()
		}
		return ok
	})
	return one(b)
}

var courseOfCareStatements = []statement{
	{[]string{"assessed", "done"}, "screening-examination", "Records that an examination or assessment was done, or a plan written.", readAssessed},
	{[]string{"session attended", "attended"}, "cbt [50 minutes]", "Records a therapy session.", readAttended},
	{[]string{"session missed", "missed session"}, "group", "Records a session that was booked and not attended.", readSessionMissed},
	{[]string{"declined", "declines", "refused"}, "counselling", "Records that a service was offered and declined.", readDeclined},
	{[]string{"reward for", "reward"}, "negative drug test", "Records a reward of contingency management.", readReward},
	{[]string{"prevention plan made", "prevention plan"}, "", "Records a written plan for preventing return to use and overdose.", readPreventionPlan},
	{[]string{"visit missed", "missed visit"}, "", "Records an appointment that was not kept.", readVisitMissed},
	{[]string{"return to use", "returned to use"}, "[of heroin]", "Records return to use after a time without.", readReturn},
	{[]string{"overdose", "overdosed", "survived overdose"}, "[of fentanyl] [reversed with naloxone]", "Records an overdose that the person survived.", readOverdose},
	{[]string{"precipitated withdrawal"}, "[by buprenorphine]", "Records withdrawal brought on by an antagonist or a partial agonist.", readPrecipitated},
	{[]string{"adverse event", "side effect"}, "\"rash\" [serious]", "Records another unwanted effect.", readAdverse},
	{[]string{"died", "death"}, "[of overdose | not of overdose]", "Ends the plan.", readDied},
	{[]string{"custom"}, "org.example.name \"text\"", "Records a fact of the host's own.", readCustom},
}

func readAssessed(c *cursor) []plan.Body {
	b := plan.Assessed{Assessment: need(c, assessmentWords)}
	c.end()
	return one(b)
}

func readAttended(c *cursor) []plan.Body {
	b := plan.SessionAttended{Service: needOrText(c, serviceWords)}
	c.clauses(func() bool {
		length, ok := c.duration()
		if ok {
			b.Minutes = int(length.Minutes())
			return true
		}
		return c.has("session", "therapy", "for")
	})
	return one(b)
}

func readSessionMissed(c *cursor) []plan.Body {
	b := plan.SessionMissed{Service: needOrText(c, serviceWords)}
	c.end()
	return one(b)
}

func readDeclined(c *cursor) []plan.Body {
	b := plan.ServiceDeclined{Service: needOrText(c, serviceWords)}
	c.end()
	return one(b)
}

func readReward(c *cursor) []plan.Body {
	return one(plan.RewardEarned{For: c.needText("what the reward is for")})
}

func readPreventionPlan(c *cursor) []plan.Body {
	c.end()
	return one(plan.PreventionPlanMade{})
}

func readVisitMissed(c *cursor) []plan.Body {
	c.end()
	return one(plan.VisitMissed{})
}

func readReturn(c *cursor) []plan.Body {
	var b plan.ReturnedToUse
	c.skip("of", "to")
	if !c.done() {
		b.Agent = c.needAgent()
	}
	c.end()
	return one(b)
}

func readOverdose(c *cursor) []plan.Body {
	var b plan.Overdosed
	c.clauses(func() bool {
		switch {
		case c.has("reversed with naloxone", "naloxone given", "reversed"):
			b.NaloxoneReversed = plan.Yes
		case c.has("not reversed", "no naloxone"):
			b.NaloxoneReversed = plan.No
		case c.has("survived"):
		case c.has("of", "with"):
			b.Agent = c.needAgent()
		default:
			name, ok := pick(c, agentWords)
			if ok {
				b.Agent = name
			}
			return ok
		}
		return true
	})
	return one(b)
}

func readPrecipitated(c *cursor) []plan.Body {
	var b plan.PrecipitatedWithdrawal
	if c.has("by", "from") {
		b.By = c.needSubstance()
	}
	c.end()
	return one(b)
}

func readAdverse(c *cursor) []plan.Body {
	var b plan.AdverseEvent
	if c.has("not serious") {
		b.Serious = plan.No
	} else if c.has("serious") {
		b.Serious = plan.Yes
	}
	if text, ok := c.quote(); ok {
		b.Description = text
		if c.has("not serious") {
			b.Serious = plan.No
		} else if c.has("serious") {
			b.Serious = plan.Yes
		}
		c.end()
		return one(b)
	}
	b.Description = c.needText("what happened")
	return one(b)
}

func readDied(c *cursor) []plan.Body {
	var b plan.Died
	switch {
	case c.has("not of overdose", "not of an overdose"):
		b.Overdose = plan.No
	case c.has("of overdose", "of an overdose", "overdose"):
		b.Overdose = plan.Yes
	}
	c.end()
	return one(b)
}

func readCustom(c *cursor) []plan.Body {
	var b plan.Custom
	if !c.done() {
		b.Name = c.tokens[c.pos].text
		c.pos++
	}
	b.Text = c.text()
	return one(b)
}
