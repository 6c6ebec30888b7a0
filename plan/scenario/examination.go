package scenario

import (
	"strings"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages/scale"
)

var examinationStatements = []statement{
	{scaleWords.names, "14 | pulse=110/min sweating=2 … [rest=0]",
		"Records a scale, by its total or by its items. Items that are not named were not scored; rest=0 says that they were, as nothing.",
		readScale},
	{[]string{"signs", "sign", "examined"}, "piloerection mydriasis … | none",
		"Lists the signs that were seen. Signs of withdrawal that are not listed were looked for and not seen.", readSigns},
	{[]string{"blood pressure", "bp"}, "118/70", "Records both pressures.", readPressure},
	{append([]string{"measured"}, measureWords.names...), "qtc 510 ms",
		"Records a measurement; measured may be left out: qtc 510 ms. Values are in the unit of the measure, or in another one that is " +
			"listed, which is then written.", readMeasure},
	{[]string{"screen", "drug screen", "urine drug screen", "urine screen", "uds", "urine", "drug test", "toxicology"},
		"opiates=positive fentanyl=negative … | negative for opioids", "Records a drug screen. What is not named was not tested.",
		readScreen},
	{[]string{"challenge", "naloxone challenge"}, "negative | positive | doubtful [observed 20 minutes]", "Records a naloxone challenge.",
		readChallenge},
}

func readScale(c *cursor) []record.Body {
	b := record.Scored{Scale: scaleWords.byName[c.said]}
	c.whichScale(b.Scale)
	c.skip("score", "total", "is", "of")
	if total, ok := c.total(b.Scale); ok {
		b.Total = total
		c.end()
		return one(b)
	}
	b.Items = c.items(b.Scale)
	instrument, _ := scale.Lookup(b.Scale)
	if score, err := instrument.Score(b.Items); err == nil && score.Complete {
		b.Total = score.Low
	}
	return one(b)
}

// total takes the total of a scale, or what charts write for one of its levels: "S" of POSS, "-3" of RASS.
func (c *cursor) total(id scale.ID) (n int, ok bool) {
	instrument, _ := scale.Lookup(id)
	if !c.done() {
		if n, ok = instrument.TotalOf(c.word()); ok {
			c.pos++
			return n, true
		}
	}
	return c.integer()
}

// whichScale demands more of "sows 16", which may be the instrument of that name or a total of another one, than of "sows16".
func (c *cursor) whichScale(id scale.ID) {
	stem := strings.TrimRight(string(id), "0123456789")
	several := instruments(stem)
	if len(several) < 2 || c.pos < 2 || c.tokens[c.pos-2].key != stem {
		return
	}
	at := c.pos
	_, timed := c.past()
	c.pos = at
	if timed || c.done() {
		c.fail("\"%s %s\" may be %s without its total, or a total: write the instrument in one word, and the total",
			stem, c.tokens[at-1].text, either(several))
	}
}

// itemsOf names the items of a scale.
func itemsOf(id scale.ID) (names []string) {
	instrument, _ := scale.Lookup(id)
	for _, item := range instrument.Items() {
		names = append(names, item.ID)
	}
	return names
}

// items takes "sweating=2 pulse=110/min rest=0" up to the end of the line.
func (c *cursor) items(id scale.ID) map[string]int {
	known := itemsOf(id)
	v := namesOf("item", known)
	answers, said := make(map[string]int), make(map[string]int)
	c.clauses(func() bool {
		at := c.pos
		name, value, ok := c.pair()
		if !ok {
			if name, ok = pick(c, v); !ok {
				c.missed("rest=0")
				return false
			}
			value = "1"
		}
		if name == "rest" && value == "0" {
			fillIn(answers, known)
			return true
		}
		item, listed := v.byName[name]
		if !listed {
			c.pos = at
			c.fail("%s has no item %q%s", id, name, suggestion(name, append(known, "rest")))
			return true
		}
		answer := c.answer(id, item, value)
		if before, twice := said[item]; twice && before != answer {
			c.fail("the line says twice, and differently, %s", item)
		}
		said[item], answers[item] = answer, answer
		return true
	})
	if len(answers) == 0 && c.err == nil {
		c.fail("%s needs a total or items%s", id, few(known))
	}
	return answers
}

func fillIn(answers map[string]int, known []string) {
	for _, item := range known {
		if _, scored := answers[item]; !scored {
			answers[item] = 0
		}
	}
}

// answer reads the answer to an item: a number, yes or no, or for the pulse of COWS a rate.
func (c *cursor) answer(id scale.ID, item, value string) int {
	if rate, ok := strings.CutSuffix(value, "/min"); ok && id == scale.COWS && item == scale.COWSPulse {
		if n, whole := wholeNumber(rate); whole {
			points, err := scale.PulseItem(float64(n))
			if err != nil {
				c.fail("%w", err)
			}
			return points
		}
	}
	switch value {
	case "yes", "present":
		return 1
	case "no", "absent":
		return 0
	}
	n, ok := wholeNumber(value)
	if !ok {
		c.fail("%s=%s: the answer is a whole number", item, value)
	}
	return n
}

func namesOf(what string, names []string) *vocabulary[string] {
	entries := make([]entry[string], len(names))
	for i, name := range names {
		entries[i] = is(name, name)
	}
	return newVocabulary(what, entries...)
}

func suggestion(word string, known []string) string {
	if near := meant(word, known); near != "" {
		return near
	}
	return " (" + strings.Join(known, ", ") + ")"
}

func readSigns(c *cursor) []record.Body {
	var b record.SignsObserved
	if c.has("none", "no signs") {
		c.end()
		return one(b)
	}
	c.clauses(func() bool {
		sign, ok := pick(c, signWords)
		if ok {
			b.Signs = append(b.Signs, sign)
		}
		return ok
	})
	if len(b.Signs) == 0 {
		c.unknown("sign", signWords.first()...)
	}
	return one(b)
}

func readMeasure(c *cursor) []record.Body {
	m, named := measureWords.byName[c.said]
	if !named {
		m = need(c, measureWords)
	}
	if c.err != nil {
		return nil
	}
	c.skip("is", "of")
	b := record.Measured{Measure: m, Value: c.needQuantity(m)}
	c.end()
	return one(b)
}

func readPressure(c *cursor) []record.Body {
	systolic, diastolic, ok := strings.Cut(c.word(), "/")
	high, err1 := record.ParseQuantity(systolic)
	low, err2 := record.ParseQuantity(diastolic)
	if !ok || err1 != nil || err2 != nil {
		c.unknown("blood pressure", "118/70")
		return nil
	}
	if !low.Less(high) {
		c.fail("%s: the systolic pressure comes first, and is the higher one", c.word())
	}
	c.pos++
	c.has("mmHg")
	c.end()
	return []record.Body{record.Measured{Measure: record.SystolicPressure, Value: high},
		record.Measured{Measure: record.DiastolicPressure, Value: low}}
}

func readScreen(c *cursor) []record.Body {
	var b record.Screened
	var all record.TestResult // "negative for a, b"
	c.clauses(func() bool {
		if name, value, ok := c.pair(); ok {
			analyte, known := analyteWords.byName[name]
			result, valid := resultWords.byName[value]
			switch {
			case !known:
				c.fail("unknown analyte %q%s", name, suggestion(name, analyteWords.names))
			case !valid:
				c.fail("unknown result %q%s", value, suggestion(value, resultWords.names))
			}
			b.Results = append(b.Results, record.AnalyteResult{Analyte: analyte, Result: result})
			return true
		}
		if at := c.pos; true {
			if result, ok := pick(c, resultWords); ok {
				if c.has("for") {
					all = result
					return true
				}
				c.pos = at
				c.fail("say for what the screen was %s: screen %s for opioids", result, result)
				return true
			}
		}
		analyte, ok := pick(c, analyteWords)
		if !ok {
			return false
		}
		result := all
		if result == "" {
			result = need(c, resultWords)
		}
		b.Results = append(b.Results, record.AnalyteResult{Analyte: analyte, Result: result})
		return true
	})
	return one(b)
}

func readChallenge(c *cursor) []record.Body {
	var b record.Challenged
	c.clauses(func() bool {
		if c.has("observed for", "observed", "watched for", "watched") {
			b.Observed, _ = c.duration()
			if b.Observed == 0 {
				c.unknown("time of observation", "20 minutes")
			}
			return true
		}
		result, ok := pick(c, resultWords)
		if ok {
			once(c, &b.Result, result, "the result")
		}
		return ok
	})
	if b.Result == "" && c.err == nil {
		c.fail("a challenge was positive, negative or doubtful: say which")
	}
	return one(b)
}
