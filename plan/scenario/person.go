package scenario

import (
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

var personStatements = []statement{
	{[]string{"person", "patient"}, "born 1984-01-01 | 42 years old, female | male",
		"Says who the plan is for. With an age, today is the birthday.", readPerson},
	{[]string{"diagnosis", "diagnosed"}, "[6 criteria] [in remission | not in remission] [high risk] [code icd-10-cm F11.20]",
		"Records opioid use disorder: how many DSM-5 criteria count.", readDiagnosis},
}

// whenBorn is what a line may say of a person once.
const whenBorn = "when the person was born"

func readPerson(c *cursor) []record.Body {
	var b record.PersonRegistered
	c.clauses(func() bool {
		switch {
		case c.has("born"):
			once(c, &b.Birth, c.birth(), whenBorn)
		case c.has("aged", "age"):
			once(c, &b.Birth, c.yearsAgo(c.needInteger("age in years")), whenBorn)
			c.has("years old", "years")
		case c.yearsOld(&b.Birth):
		default:
			sex, ok := pick(c, sexWords)
			if ok {
				once(c, &b.Sex, sex, "the sex")
			}
			return ok
		}
		return true
	})
	if !b.Birth.IsZero() && civil.Of(c.now, c.zone).Before(b.Birth) {
		c.fail("born on %s, which is after the clock", b.Birth)
	}
	return one(b)
}

// birth takes a day, or a year alone.
func (c *cursor) birth() civil.Date {
	if year, ok := c.integer(); ok {
		d, err := civil.New(year, time.January, 1)
		if err != nil {
			c.fail("%w", err)
		}
		return d
	}
	return c.needDate()
}

// yearsAgo is a day of birth that makes somebody so old today. Today is the birthday; where the year of birth did not have the day,
// 29 February, it is the day before.
func (c *cursor) yearsAgo(years int) civil.Date {
	if (span{years: years}).long() {
		c.fail("nobody is %d years old", years)
		return civil.Date{}
	}
	return civil.Of(c.now, c.zone).AddMonths(-12 * years)
}

func (c *cursor) yearsOld(birth *civil.Date) bool {
	if years, ok := c.counted("years old", "year old", "years", "y"); ok {
		once(c, birth, c.yearsAgo(years), whenBorn)
		return true
	}
	return false
}

var codeSystems = newVocabulary("code system",
	is("http://hl7.org/fhir/sid/icd-10-cm", "icd-10-cm", "icd10cm"),
	is("http://hl7.org/fhir/sid/icd-10", "icd-10", "icd10"),
	is("http://id.who.int/icd/release/11/mms", "icd-11", "icd11"),
	is("http://snomed.info/sct", "snomed", "snomed ct"),
)

func readDiagnosis(c *cursor) []record.Body {
	var b record.DiagnosisRecorded
	c.clauses(func() bool {
		switch {
		case c.has("not in remission"):
			once(c, &b.Remission, truth.No, "whether it is in remission")
		case c.has("in remission"):
			once(c, &b.Remission, truth.Yes, "whether it is in remission")
		case c.has("not high risk"):
			once(c, &b.HighRisk, truth.No, "whether the risk is high")
		case c.has("high risk"):
			once(c, &b.HighRisk, truth.Yes, "whether the risk is high")
		case c.has("code"):
			b.CodeSystem, _ = pick(c, codeSystems)
			once(c, &b.Code, c.needCode(), "the code")
		case c.has("opioid use disorder", "oud"):
		default:
			n, ok := c.counted("criteria", "criterion", "dsm-5 criteria")
			if ok {
				once(c, &b.Criteria, n, "how many criteria count")
			}
			return ok
		}
		return true
	})
	return one(b)
}

func (c *cursor) needCode() string {
	if c.done() {
		c.fail("code is missing at the end of the line")
		return ""
	}
	code := c.tokens[c.pos].text
	c.pos++
	return code
}
