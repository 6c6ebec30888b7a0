package scenario

import (
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

var courseOfCareStatements = []statement{
	{[]string{"assessed", "done"}, "screening-examination", "Records that an examination or assessment was done, or a plan written.",
		readAssessed},
	{[]string{"session attended", "attended"}, "cbt [50 minutes]", "Records a therapy session.", readAttended},
	{[]string{"session missed", "missed session"}, "group", "Records a session that was booked and not attended.", readSessionMissed},
	{[]string{"declined", "declines", "refused"}, "counselling", "Records that a service was offered and declined.", readDeclined},
	{[]string{"reward for", "reward"}, "negative drug test", "Records a reward of contingency management.", readReward},
	{[]string{"prevention plan made", "prevention plan"},
		"[reason \"my daughter\"] [trigger \"payday\" [inner | outer] [strength 7] [helps \"call Ana\"]] " +
			"[warning sign \"no sleep\" [early | middle | immediate]] [coping \"walk\"] " +
			"[contact \"Ana\" [relation \"sister\"] [phone \"…\"] [told] [carries naloxone]] [activity \"choir on Monday\"] " +
			"[medication \"…\"] [naloxone \"…\"] [after use \"…\"] [shared with \"…\"] [copy given] [review 2026-04-01]",
		"Records a written plan for preventing return to use and overdose, with what it says.", readPreventionPlan},
	{[]string{"needs"}, "housing [\"a room\"] [open | referred | met | declined] [by \"Maria\"] [due 2026-04-01] goal \"to see my son\" … | none",
		"Lists what the person needs beside treatment, and wants to reach. The list stands until the next.", readNeeds},
	{[]string{"visit missed", "missed visit"}, "", "Records an appointment that was not kept.", readVisitMissed},
	{[]string{"return to use", "returned to use"}, "[of heroin]", "Records return to use after a time without.", readReturn},
	{[]string{"overdose", "overdosed", "survived overdose"}, "[of fentanyl] [reversed with naloxone]",
		"Records an overdose that the person survived.", readOverdose},
	{[]string{"precipitated withdrawal"}, "[by buprenorphine]", "Records withdrawal brought on by an antagonist or a partial agonist.",
		readPrecipitated},
	{[]string{"adverse event", "side effect"}, "\"rash\" [serious]", "Records another unwanted effect.", readAdverse},
	{[]string{"died", "death"}, "[of overdose | not of overdose]", "Ends the plan.", readDied},
	{[]string{"custom"}, "org.example.name \"text\"", "Records a fact of the host's own.", readCustom},
}

func readAssessed(c *cursor) []record.Body {
	b := record.Assessed{Assessment: need(c, assessmentWords)}
	c.end()
	return one(b)
}

func readAttended(c *cursor) []record.Body {
	b := record.SessionAttended{Service: needOrText(c, serviceWords)}
	c.clauses(func() bool {
		length, ok := c.duration()
		if ok {
			once(c, &b.Minutes, int(length.Minutes()), "how long it was")
			return true
		}
		return c.has("session", "therapy", "for")
	})
	return one(b)
}

func readSessionMissed(c *cursor) []record.Body {
	b := record.SessionMissed{Service: needOrText(c, serviceWords)}
	c.end()
	return one(b)
}

func readDeclined(c *cursor) []record.Body {
	b := record.ServiceDeclined{Service: needOrText(c, serviceWords)}
	c.end()
	return one(b)
}

func readReward(c *cursor) []record.Body {
	return one(record.RewardEarned{For: c.needText("what the reward is for")})
}

func readVisitMissed(c *cursor) []record.Body {
	c.end()
	return one(record.VisitMissed{})
}

func readReturn(c *cursor) []record.Body {
	var b record.ReturnedToUse
	c.skip("of", "to")
	if !c.done() {
		b.Agent = c.needAgent()
	}
	c.end()
	return one(b)
}

func readOverdose(c *cursor) []record.Body {
	var b record.Overdosed
	c.clauses(func() bool {
		switch {
		case c.has("reversed with naloxone", "naloxone given", "reversed"):
			once(c, &b.NaloxoneReversed, truth.Yes, "whether it was reversed")
		case c.has("not reversed", "no naloxone"):
			once(c, &b.NaloxoneReversed, truth.No, "whether it was reversed")
		case c.has("survived"):
		case c.has("of", "with"):
			once(c, &b.Agent, c.needAgent(), "what it was of")
		default:
			name, ok := pick(c, agentWords)
			if ok {
				once(c, &b.Agent, name, "what it was of")
			}
			return ok
		}
		return true
	})
	return one(b)
}

func readPrecipitated(c *cursor) []record.Body {
	var b record.PrecipitatedWithdrawal
	if c.has("by", "from") {
		b.By = c.needSubstance()
	}
	c.end()
	return one(b)
}

func readAdverse(c *cursor) []record.Body {
	var b record.AdverseEvent
	if c.has("not serious") {
		b.Serious = truth.No
	} else if c.has("serious") {
		b.Serious = truth.Yes
	}
	if text, ok := c.quote(); ok {
		b.Description = text
		if c.has("not serious") {
			b.Serious = truth.No
		} else if c.has("serious") {
			b.Serious = truth.Yes
		}
		c.end()
		return one(b)
	}
	b.Description = c.needText("what happened")
	return one(b)
}

func readDied(c *cursor) []record.Body {
	var b record.Died
	switch {
	case c.has("not of overdose", "not of an overdose"):
		b.Overdose = truth.No
	case c.has("of overdose", "of an overdose", "overdose"):
		b.Overdose = truth.Yes
	}
	c.end()
	return one(b)
}

func readCustom(c *cursor) []record.Body {
	var b record.Custom
	if !c.done() {
		b.Name = c.tokens[c.pos].text
		c.pos++
	}
	b.Text = c.text()
	return one(b)
}
