package scenario

import (
	"strings"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

func readRejected(*cursor) expectation {
	return expectation{about: anyAnswer, implies: rejection, check: func(s *scene) (string, bool) {
		return s.status(), s.result.rejected != nil
	}}
}

func readRecorded(*cursor) expectation {
	return expectation{about: anyAnswer, check: func(s *scene) (string, bool) {
		return s.status(), s.result.rejected == nil && !s.result.intent
	}}
}

// readBand takes the name of a band, which may have two words.
func readBand(c *cursor) expectation {
	want := c.needText("band")
	return expectation{about: anyAnswer, check: func(s *scene) (string, bool) { return s.band(want) }}
}

func readNot(c *cursor) expectation {
	if status, ok := pick(c, statusWords); ok {
		return expectation{about: intentAlone, implies: statusSet, check: func(s *scene) (string, bool) {
			return s.status(), s.result.decision.Status != status
		}}
	}
	if e, ok := pick(c, effectWords); ok {
		rules := c.needRules()
		return expectation{about: anyAnswer, rules: rules, check: func(s *scene) (string, bool) { return s.without(e, rules) }}
	}
	if c.has("due") {
		return readNotDue(c)
	}
	rules := c.needRules()
	return expectation{about: anyAnswer, rules: rules, check: func(s *scene) (string, bool) { return s.without("", rules) }}
}

func readNotJudged(c *cursor) expectation {
	rules := c.needRules()
	return expectation{about: anyAnswer, rules: rules, check: func(s *scene) (string, bool) { return s.notJudged(rules) }}
}

func readOnly(c *cursor) expectation {
	e, _ := pick(c, effectWords)
	rules := c.needRules()
	x := expectation{about: anyAnswer, rules: rules, check: func(s *scene) (string, bool) { return s.only(e, rules) }}
	if e == blocks || e == lacks || e == fires || e == "" {
		x.implies = notPassed
	}
	return x
}

func readNo(c *cursor) expectation {
	if c.has("deviations", "deviation") {
		rules := c.rules()
		return expectation{rules: rules, check: func(s *scene) (string, bool) { return s.noDeviation(rules) }}
	}
	if c.has("duties", "duty") {
		duties := c.rules()
		return expectation{duties: duties, check: func(s *scene) (string, bool) { return s.noDuty(duties) }}
	}
	e := need(c, effectWords)
	return expectation{about: anyAnswer, check: func(s *scene) (string, bool) { return s.only(e, nil) }}
}

func readNothing(*cursor) expectation {
	return expectation{about: anyAnswer, check: func(s *scene) (string, bool) { return s.only("", nil) }}
}

func readLimit(c *cursor) expectation {
	rule := c.needRule()
	var words []string
	for !c.done() {
		t := c.tokens[c.pos]
		c.pos++
		words = append(words, t.key+strings.ToLower(quotedText(t)))
		if t.ends {
			break
		}
	}
	if len(words) == 0 && c.err == nil {
		c.fail("the limit is missing: expect limit %s 50 mg", rule)
	}
	want := strings.Join(words, " ")
	return expectation{about: anyAnswer, implies: notPassed, rules: []record.RuleID{rule}, check: func(s *scene) (string, bool) {
		return s.limit(rule, want)
	}}
}

func quotedText(t token) string {
	if t.quoted {
		return t.text
	}
	return ""
}

func readDeviation(c *cursor) expectation {
	rules := c.needRules()
	return expectation{rules: rules, check: func(s *scene) (string, bool) { return s.deviates(rules) }}
}

func readStage(c *cursor) expectation {
	want := need(c, stageWords)
	return expectation{check: func(s *scene) (string, bool) { return stands("stage", s.plan.Stage(), want) }}
}

func readLevelIs(c *cursor) expectation {
	want := need(c, levelWords)
	return expectation{check: func(s *scene) (string, bool) { return stands("level", s.plan.Level(), want) }}
}

func readCourseIs(c *cursor) expectation {
	want := need(c, courseWords)
	return expectation{check: func(s *scene) (string, bool) { return stands("course", s.plan.Course(), want) }}
}

func stands[S ~string](axis string, got, want S) (string, bool) {
	return axis + " " + string(got), got == want
}

// dueTerm is which day of an obligation is expected.
type dueTerm struct {
	term string // "by", "on", "from", or empty
	day  civil.Date
}

func readDue(c *cursor) expectation {
	duty := c.needRule()
	var want dueTerm
	for _, term := range []string{"by", "on", "from"} {
		if c.has(term) {
			want = dueTerm{term, c.needDate()}
			break
		}
	}
	return expectation{duties: []record.RuleID{duty}, check: func(s *scene) (string, bool) { return s.due(duty, want) }}
}

func readNotDue(c *cursor) expectation {
	duties := c.needRules()
	return expectation{duties: duties, check: func(s *scene) (string, bool) { return s.noDuty(duties) }}
}

func readOverdue(c *cursor) expectation {
	duty := c.needRule()
	return expectation{duties: []record.RuleID{duty}, check: func(s *scene) (string, bool) { return s.overdue(duty) }}
}

// allTriggers are the moves of the three pathways.
var allTriggers = newVocabulary("move", append(append(append([]entry[stages.Trigger]{}, stageTriggers.entries...),
	levelTriggers.entries...), courseTriggers.entries...)...)

func (c *cursor) needTriggers() (triggers []stages.Trigger) {
	for {
		trigger, ok := pick(c, allTriggers)
		if !ok {
			break
		}
		triggers = append(triggers, trigger)
		c.has("and")
	}
	if len(triggers) == 0 {
		c.unknown("move")
	}
	return triggers
}

func readOpen(c *cursor) expectation {
	triggers := c.needTriggers()
	return expectation{check: func(s *scene) (string, bool) { return s.moves(triggers, true) }}
}

func readClosed(c *cursor) expectation {
	triggers := c.needTriggers()
	return expectation{check: func(s *scene) (string, bool) { return s.moves(triggers, false) }}
}
