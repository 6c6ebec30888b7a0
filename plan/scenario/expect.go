package scenario

import (
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// expectation is one thing that a script expects. It is either about the statement above it (its answer, its findings), or
// about where the plan stands.
type expectation struct {
	line int
	text string // for a reader
	// about says whether it needs a statement above it, and which kind.
	about subject
	// implies is what it says of the answer to an intent, if anything.
	implies answer
	rules   []record.RuleID // the rules that it names, to be known to the engine
	duties  []record.RuleID
	check   func(*scene) (got string, ok bool)
}

// subject is what an expectation is about. The zero subject is the plan as it stands.
type subject uint8

const (
	thePlan     subject = iota
	anyAnswer           // the statement above, whatever it is
	intentAlone         // the statement above, which must ask for something
)

// answer is what an expectation says of the status of an intent.
type answer uint8

const (
	noAnswer  answer = iota
	statusSet        // it says what the status is
	notPassed        // it says that a rule refuses, or lacks something: the status may be other than allowed
	rejection        // it says that the entry is no event at all
)

var statusWords = newVocabulary("answer",
	is(plan.Allowed, "allowed", "permitted", "accepted", "ok"),
	is(plan.Refused, "refused", "denied", "not permitted"),
	is(plan.Undetermined, "undetermined", "held back", "hold", "held"),
)

// effect is what a finding does.
type effect string

const (
	blocks     effect = "block"
	warns      effect = "warning"
	advises    effect = "advice"
	lacks      effect = "unknown"
	suspended  effect = "suspended"
	overridden effect = "overridden"
	fires      effect = "finding" // any violation
)

var effectWords = newVocabulary("expectation",
	word(blocks, "blocks", "blocked", "blocked by", "refused by", "refuses"),
	word(warns, "warnings", "warn", "warns", "warned", "warned by", "warned of"),
	word(advises, "advise", "advised", "advises", "advised by", "advisory"),
	word(lacks, "unknowns", "cannot tell", "lacks"),
	word(suspended, "suspends"),
	word(overridden, "override", "overrides"),
	word(fires, "findings", "fires", "violated", "violates"),
)

// expectations reads a line that begins with "expect": one expectation or several.
func (c *cursor) expectations(number int) (all []expectation) {
	c.skip(expectFillers...)
	if c.done() {
		c.missed(expectNames()...)
		c.unknown("expectation")
	}
	for !c.done() {
		from := c.pos
		e := c.expectation()
		e.line = number
		e.text = writtenTokens(c.tokens[from:c.pos])
		all = append(all, e)
		c.skip(append([]string{"and"}, expectFillers...)...)
	}
	return all
}

var expectFillers = []string{"it", "is", "to be", "be", "that", "with", "the", "a", "an", "rule"}

func writtenTokens(tokens []token) string {
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.text
	}
	return strings.Join(words, " ")
}

// expectForm is one form of expectation.
type expectForm struct {
	names []string
	usage string
	about string
	read  func(*cursor) expectation
}

// expectForms are all of them, in the order of the documentation.
var expectForms = []expectForm{
	{[]string{"rejected", "malformed"}, "", "The entry is no event at all: a score that does not exist, a code without its system.",
		readRejected},
	{[]string{"recorded"}, "", "What has happened is on record.", readRecorded},
	{[]string{"band"}, "mild", "The score above is in that band of its scale, whatever the items that were not scored come to.", readBand},
	{[]string{"not judged"}, "RULE …", "The rules watch what happened, and nothing is said of it: a limit that they need is not set here.",
		readNotJudged},
	{[]string{"not", "never"}, "RULE … | allowed | refused | block RULE …",
		"The rule says nothing that matters, or the answer is another one.", readNot},
	{[]string{"only"}, "block | warning | advice | unknown RULE …",
		"These rules, and no others, have that effect; without an effect: no other rule says anything that matters.", readOnly},
	{[]string{"no"}, "block | warning | advice | unknown | finding | deviation | duty", "Nothing of that kind.", readNo},
	{[]string{"nothing"}, "", "No finding that matters: the same as no finding.", readNothing},
	{[]string{"limit"}, "RULE 50 mg", "The rule was violated, and this is the limit that it named.", readLimit},
	{[]string{"opens"}, "14:20 | never", "The request is refused now, and this is the earliest time at which nothing would refuse it if nothing " +
		"else happened.", readOpens},
	{[]string{"instead"}, "low-dose medication …", "These are possible in its place, or are held back only until something is on record.",
		readInstead},
	{[]string{"deviation", "deviations", "deviation from"}, "RULE …", "The rule stands among the deviations on record.", readDeviation},
	{[]string{"stage"}, "therapy", "The person is in that stage.", readStage},
	{[]string{"level"}, "outpatient", "The person is at that level of care.", readLevelIs},
	{[]string{"course"}, "maintenance", "The medication course is there.", readCourseIs},
	{[]string{"due", "duty"}, "DUTY [by DAY | on DAY | from DAY]", "That is to be done: by its last day, on its own day, from its first day on.",
		readDue},
	{[]string{"overdue"}, "DUTY", "That should have been done already.", readOverdue},
	{[]string{"open"}, "begin-therapy …", "These moves would be allowed now.", readOpen},
	{[]string{"closed"}, "begin-aftercare …", "These moves would not be allowed now.", readClosed},
}

func expectNames() []string {
	names := append([]string{}, statusWords.names...)
	names = append(names, effectWords.names...)
	for _, f := range expectForms {
		names = append(names, f.names...)
	}
	return names
}

func (c *cursor) expectation() expectation {
	if status, ok := pick(c, statusWords); ok {
		return expectStatus(status)
	}
	if e, ok := pick(c, effectWords); ok {
		return c.effectOf(e)
	}
	for _, f := range expectForms {
		if c.has(f.names...) {
			return f.read(c)
		}
	}
	c.missed(expectNames()...)
	c.unknown("expectation")
	return expectation{}
}

func expectStatus(want plan.Status) expectation {
	return expectation{about: intentAlone, implies: statusSet, check: func(s *scene) (string, bool) {
		return s.status(), s.result.decision.Status == want
	}}
}

// effectOf reads the rules of an effect. "blocked" alone is refused.
func (c *cursor) effectOf(e effect) expectation {
	rules := c.rules()
	if len(rules) == 0 && e == blocks {
		return expectStatus(plan.Refused)
	}
	x := expectation{about: anyAnswer, rules: rules, check: func(s *scene) (string, bool) {
		return s.effects(e, rules)
	}}
	if e == blocks || e == lacks || e == fires {
		x.implies = notPassed
	}
	return x
}

// rules takes the ids of rules that come next.
func (c *cursor) rules() (ids []record.RuleID) {
	for {
		at := c.pos
		c.skip("and", "rule", "rules", "by")
		id, ok := c.rule()
		if !ok {
			c.pos = at
			return ids
		}
		ids = append(ids, id)
	}
}

// rule takes the id of a rule or a duty: dotted words.
func (c *cursor) rule() (record.RuleID, bool) {
	word := c.word()
	if !ruleID(word) {
		c.missed("the id of a rule")
		return "", false
	}
	c.pos++
	return record.RuleID(word), true
}

func ruleID(word string) bool {
	return strings.Contains(word, ".") && strings.ContainsAny(word, "abcdefghijklmnopqrstuvwxyz") &&
		strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789-.") == "" && !leadingNumber.MatchString(word)
}

func (c *cursor) needRules() []record.RuleID {
	ids := c.rules()
	if len(ids) == 0 {
		c.unknown("rule")
	}
	return ids
}

func (c *cursor) needRule() record.RuleID {
	id, ok := c.rule()
	if !ok {
		c.unknown("rule")
	}
	return id
}
