package scenario

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

var historyStatements = []statement{
	{[]string{"used"}, "heroin [60 mg a day] [injected]",
		"Records use of an opioid that this plan did not give, at the time of its last use.", readUse},
	{[]string{"pregnant", "pregnancy test positive"}, "[20 weeks] [due 2026-09-01]", "Records a pregnancy.", readPregnant},
	{[]string{"not pregnant", "pregnancy test negative"}, "", "Records that there is no pregnancy.", readNotPregnant},
	{[]string{"allergy", "allergic to", "hypersensitivity to"}, "naltrexone | \"penicillin\"",
		"Records a hypersensitivity. What is no substance of the catalogue goes in quotation marks.", readAllergy},
	{[]string{"condition", "has"}, "congenital-long-qt [absent]", "Records that a condition is present, or is not.", readCondition},
	{[]string{"takes", "taking", "drinks", "started"}, "diazepam [class benzodiazepine | class none] [ordered here]",
		"Records another medicine or substance that the person takes. Its amount may be written and is not kept. A class adds to what the " +
			"library knows; with one, nothing about its classes is unknown. \"ordered here\" says that this treatment ordered it, so that it " +
			"is no second source of what is given here.", readTakes},
	{[]string{"stopped", "no longer takes"}, "phenelzine", "Records that another medicine was stopped, at the time of the line.",
		readStopped},
	{[]string{"reviewed"}, "medicines | allergies | conditions | opioid-use | everything",
		"Says that a part of the history is complete: what is not on record there is absent, and no more unknown.", readReviewed},
	{[]string{"no other medicines", "no other medications"}, "", "The same as reviewed medicines.", readNoMore(record.MedicinesSection)},
	{[]string{"no known allergies", "no other allergies", "no allergies"}, "", "The same as reviewed allergies.",
		readNoMore(record.AllergiesSection)},
	{[]string{"no other conditions", "no other medical conditions"}, "", "The same as reviewed conditions.",
		readNoMore(record.ConditionsSection)},
	{[]string{"no other opioids", "no opioids"}, "", "The same as reviewed opioid-use.", readNoMore(record.OpioidUseSection)},
	{[]string{"consent to", "consent"}, "treatment [given | withdrawn]", "Records a consent.", readConsent},
	{[]string{"context", "circumstance"}, "low-dose-initiation [ends] [protocol \"NAME\"] [in PLACE] [until DATE]",
		"Says that a circumstance holds from now on, or ends.", readContext},
}

func readUse(c *cursor) []record.Body {
	b := record.OpioidUsed{Agent: c.needAgent()}
	c.clauses(func() bool {
		switch {
		case c.has("injected", "by injection"):
			once(c, &b.Injected, truth.Yes, "whether it was injected")
		case c.has("not injected"):
			once(c, &b.Injected, truth.No, "whether it was injected")
		default:
			m, ok := c.mass()
			if ok {
				once(c, &b.DailyDose, m, "the amount of a day")
				c.has("a day", "daily", "per day", "/day")
			}
			return ok
		}
		return true
	})
	return one(b)
}

func readPregnant(c *cursor) []record.Body {
	b := record.PregnancyReported{Status: record.Pregnant}
	weeks, counted := 0, false
	c.clauses(func() bool {
		if c.has("due") {
			once(c, &b.Due, c.needDate(), "when it is due")
			return true
		}
		n, ok := c.counted("weeks", "week", "wk")
		if ok {
			once(c, &weeks, n, "how many weeks")
			counted = true
		}
		return ok
	})
	if !counted {
		return one(b)
	}
	c.agree(weeks, b.Due)
	return []record.Body{b, record.Measured{Measure: record.Gestation, Value: record.Whole(int32(weeks))}}
}

// term is how many weeks of gestation there are up to the expected day of delivery: that is how both are counted.
const term = 40

// agree demands that the weeks and the expected day of one line are those of one pregnancy. Weeks are whole, so that the day may be up to
// a week off.
func (c *cursor) agree(weeks int, due civil.Date) {
	if due.IsZero() || c.err != nil {
		return
	}
	expected := civil.Of(c.time(), c.zone).Add(7 * (term - weeks))
	if off := due.Since(expected); off < -7 || off > 7 {
		c.fail("%d weeks and a delivery on %s contradict each other: it would be about %s", weeks, due, expected)
	}
}

func readNotPregnant(c *cursor) []record.Body {
	c.end()
	return one(record.PregnancyReported{Status: record.NotPregnant})
}

// readAllergy keeps what names a substance of the catalogue as that substance, in quotation marks too: rules ask for it. Anything else is
// kept as it was written.
func readAllergy(c *cursor) []record.Body {
	var b record.AllergyReported
	c.skip("the", "to")
	if text, ok := c.quote(); ok {
		if b.Substance, ok = substanceWords.byName[keyOf(text)]; !ok {
			b.Agent = text
		}
	} else if b.Substance, ok = pick(c, substanceWords); !ok {
		b.Agent = c.needAgent()
	}
	c.end()
	return one(b)
}

func (c *cursor) needSubstance() medication.Substance {
	c.skip("the", "to")
	s := need(c, substanceWords)
	c.skip(fillers...)
	return s
}

func readCondition(c *cursor) []record.Body {
	b := record.ConditionReported{Present: truth.Yes}
	if c.has("no", "not") {
		b.Present = truth.No
	}
	b.Condition = needOrText(c, healthWords)
	if c.has("absent", "no more", "resolved", "no") {
		b.Present = truth.No
	}
	if b.Present == truth.Yes {
		c.has("present", "yes")
	}
	c.end()
	return one(b)
}

func readTakes(c *cursor) []record.Body {
	b := record.MedicineReported{Agent: c.needAgent(), Taking: truth.Yes}
	c.clauses(func() bool {
		if c.classes(&b) {
			return true
		}
		if c.has("ordered here") {
			b.OrderedHere = truth.Yes
			return true
		}
		_, ok := c.mass() // the amount of another medicine is no part of the record
		if ok {
			c.has("a day", "daily", "per day")
		}
		return ok
	})
	return one(b)
}

func readStopped(c *cursor) []record.Body {
	b := record.MedicineReported{Agent: c.needAgent(), Taking: truth.No}
	c.clauses(func() bool {
		if c.sees("because", "for") {
			c.fail("\"stopped\" records that another medicine was stopped; to ask for treatment to be stopped write \"stop %s because …\"",
				b.Agent)
			return true
		}
		return c.classes(&b)
	})
	return one(b)
}

// classes takes "class benzodiazepine", "class none": what the table of the library does not say.
func (c *cursor) classes(b *record.MedicineReported) bool {
	if !c.has("class", "classes") {
		return false
	}
	none := c.has("none")
	if b.Classified == truth.Yes && none != (len(b.Classes) == 0) {
		c.fail("the line says that the medicine has no class, and names one")
	}
	b.Classified = truth.Yes
	if !none {
		b.Classes = append(b.Classes, need(c, classWords))
	}
	return true
}

func readReviewed(c *cursor) []record.Body {
	if c.has("everything", "all", "history") {
		c.end()
		bodies := make([]record.Body, len(sectionWords.entries))
		for i, e := range sectionWords.entries {
			bodies[i] = record.Reviewed{Section: e.value}
		}
		return bodies
	}
	var bodies []record.Body
	c.clauses(func() bool {
		section, ok := pick(c, sectionWords)
		if ok {
			bodies = append(bodies, record.Reviewed{Section: section})
		}
		return ok
	})
	if len(bodies) == 0 {
		c.unknown("part of the history")
	}
	return bodies
}

func readNoMore(section record.Section) func(*cursor) []record.Body {
	return func(c *cursor) []record.Body {
		c.end()
		return one(record.Reviewed{Section: section})
	}
}

func readConsent(c *cursor) []record.Body {
	b := record.ConsentRecorded{Consent: need(c, consentWords), Given: truth.Yes}
	if c.has("withdrawn", "refused", "not given") {
		b.Given = truth.No
	}
	if b.Given == truth.Yes {
		c.has("given")
	}
	c.end()
	return one(b)
}

func readContext(c *cursor) []record.Body {
	b := record.ContextStated{Holds: truth.Yes}
	if c.has("no", "not") {
		b.Holds = truth.No
	}
	b.Context = needOrText(c, contextWords)
	if c.has("ends", "ended", "over", "no more") {
		b.Holds = truth.No
	}
	if b.Holds == truth.Yes {
		c.has("begins", "holds")
	}
	c.clauses(func() bool {
		switch {
		case c.has("protocol", "by the protocol"):
			name, quoted := c.quote()
			if !quoted {
				c.fail("write the name of the protocol in quotation marks")
			}
			once(c, &b.Protocol, name, "the protocol")
		case c.has("until"):
			once(c, &b.Until, c.needDate(), "the last day")
		default:
			return c.setting(&b.Setting)
		}
		return true
	})
	return one(b)
}
