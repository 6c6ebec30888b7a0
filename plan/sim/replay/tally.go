package replay

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
)

// tally counts what is found in a part of the sample.
type tally struct {
	arms    []*counter
	illegal []Illegal
}

// counter is an Arm while it is counted.
type counter struct {
	Arm
	rules map[record.RuleID]*ruleCounter

	deviates, unsure bool // of the journey under way
}

type ruleCounter struct {
	Rule
	violated, unknown bool // in the journey under way
}

func newTally(arms []string) *tally {
	t := &tally{}
	for _, name := range arms {
		t.arms = append(t.arms, &counter{Arm: Arm{Name: name}, rules: map[record.RuleID]*ruleCounter{}})
	}
	return t
}

func (t *tally) of(arm string) *counter {
	for _, c := range t.arms {
		if c.Name == arm {
			return c
		}
	}
	return nil
}

// judged counts an event and what was found about it.
func (c *counter) judged(kind record.Kind, out *plan.Outcome) {
	if !kind.Intent() {
		c.Facts++
	} else {
		c.Intents++
		switch out.Decision.Status {
		case plan.Allowed:
			c.Allowed++
		case plan.Refused:
			c.Refused++
			c.deviates = true
		default:
			c.Undetermined++
			c.unsure = true
		}
	}
	for i := range out.Recorded {
		if out.Recorded[i].Body.Kind() == record.KindDeviationRecorded {
			c.Deviations++
		}
	}
	for i := range out.Decision.Findings {
		c.found(kind, &out.Decision.Findings[i])
	}
}

func (c *counter) found(kind record.Kind, f *plan.Finding) {
	if f.Verdict != plan.VerdictViolated && f.Verdict != plan.VerdictUnknown {
		return // suspended
	}
	r := c.rules[f.Rule]
	if r == nil {
		r = &ruleCounter{Rule: Rule{ID: f.Rule, Title: f.Title}}
		c.rules[f.Rule] = r
	}
	r.Severity = max(r.Severity, f.Severity)
	care := f.Severity >= record.Warning && !kind.Observation()
	if f.Verdict == plan.VerdictViolated {
		r.Violated++
		r.violated = true
		c.deviates = c.deviates || care
		return
	}
	r.Unknown++
	r.unknown = true
	c.unsure = c.unsure || care
}

// close ends a journey.
func (c *counter) close() {
	c.Journeys++
	switch {
	case c.deviates:
		c.Deviating++
	case c.unsure:
		c.Undecided++
	default:
		c.Concordant++
	}
	c.deviates, c.unsure = false, false
	for _, r := range c.rules {
		switch {
		case r.violated:
			r.Journeys++
		case r.unknown:
			r.Unsure++
		}
		r.violated, r.unknown = false, false
	}
}

// add puts another part behind this one.
func (t *tally) add(part *tally) {
	t.illegal = append(t.illegal, part.illegal...)
	for i, c := range t.arms {
		c.add(part.arms[i])
	}
}

func (c *counter) add(o *counter) {
	for _, sum := range []struct {
		to   *int
		more int
	}{
		{&c.Journeys, o.Journeys}, {&c.Concordant, o.Concordant}, {&c.Undecided, o.Undecided}, {&c.Deviating, o.Deviating},
		{&c.Facts, o.Facts}, {&c.Intents, o.Intents}, {&c.Doses, o.Doses}, {&c.Allowed, o.Allowed}, {&c.Undetermined, o.Undetermined},
		{&c.Refused, o.Refused}, {&c.Deviations, o.Deviations}, {&c.Forced, o.Forced}, {&c.Arm.Illegal, o.Arm.Illegal},
	} {
		*sum.to += sum.more
	}
	for id, r := range o.rules {
		to := c.rules[id]
		if to == nil {
			to = &ruleCounter{Rule: Rule{ID: id, Title: r.Title}}
			c.rules[id] = to
		}
		to.Severity = max(to.Severity, r.Severity)
		to.Violated, to.Unknown, to.Journeys, to.Unsure = to.Violated+r.Violated, to.Unknown+r.Unknown, to.Journeys+r.Journeys, to.Unsure+r.Unsure
	}
}
