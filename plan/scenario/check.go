package scenario

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// effectOf says what a finding does. The empty effect is nothing that matters.
func effectOf(f *plan.Finding) effect {
	switch {
	case f.Override.Used != nil:
		return overridden
	case f.Suspends != nil && f.Verdict == plan.VerdictNotApplicable:
		return suspended
	case f.Verdict == plan.VerdictUnknown:
		return lacks
	case f.Verdict == plan.VerdictViolated:
		return effect(f.Severity.String())
	}
	return ""
}

// matters reports whether the effect objects to something, or lacks something.
func (e effect) matters() bool { return e == blocks || e == warns || e == advises || e == lacks }

// has reports whether a finding has the effect.
func (e effect) has(f *plan.Finding) bool {
	got := effectOf(f)
	switch e {
	case "":
		return got.matters()
	case fires:
		return got == blocks || got == warns || got == advises
	case suspended:
		return f.Suspends != nil
	}
	return got == e
}

// about returns the findings of a rule.
func (s *scene) about(id record.RuleID) []*plan.Finding {
	var own []*plan.Finding
	id = s.named(id)
	for i := range s.result.decision.Findings {
		if f := &s.result.decision.Findings[i]; f.Rule == id {
			own = append(own, f)
		}
	}
	return own
}

// said describes what a rule said, in a few words.
func (s *scene) said(id record.RuleID) string {
	own := s.about(id)
	if duty, ok := dutyNamed(s.engine, id); ok && len(own) == 0 {
		return fmt.Sprintf("%s is something to be done, and not said of an event: expect due %s", id, duty)
	}
	if len(own) == 0 {
		return fmt.Sprintf("nothing from %s", id)
	}
	texts := make([]string, len(own))
	for i, f := range own {
		texts[i] = fmt.Sprintf("%s from %s", effectName(f), id)
	}
	return strings.Join(slices.Compact(texts), ", ")
}

func effectName(f *plan.Finding) string {
	if e := effectOf(f); e != "" {
		return string(e)
	}
	return f.Verdict.String()
}

// effects demands the effect of every one of the rules; without rules, of any.
func (s *scene) effects(e effect, rules []record.RuleID) (string, bool) {
	if s.result.rejected != nil {
		return s.status(), false
	}
	if len(rules) == 0 {
		return fmt.Sprintf("no %s (%s)", e, s.status()), len(s.having(e)) > 0
	}
	var wrong []string
	for _, id := range rules {
		if !slices.ContainsFunc(s.about(id), e.has) {
			wrong = append(wrong, s.said(id))
		}
	}
	return strings.Join(wrong, "; ") + " (" + s.status() + ")", len(wrong) == 0
}

// without demands that none of the rules has the effect.
func (s *scene) without(e effect, rules []record.RuleID) (string, bool) {
	if s.result.rejected != nil {
		return s.status(), false
	}
	var wrong []string
	for _, id := range rules {
		if slices.ContainsFunc(s.about(id), e.has) {
			wrong = append(wrong, s.said(id))
		}
	}
	return strings.Join(wrong, "; "), len(wrong) == 0
}

// having lists the rules that have the effect, each once.
func (s *scene) having(e effect) []record.RuleID {
	var rules []record.RuleID
	for i := range s.result.decision.Findings {
		if f := &s.result.decision.Findings[i]; e.has(f) && !slices.Contains(rules, f.Rule) {
			rules = append(rules, f.Rule)
		}
	}
	return rules
}

// notJudged demands that none of the rules was judged for want of a limit.
func (s *scene) notJudged(rules []record.RuleID) (string, bool) {
	var wrong []string
	for _, id := range rules {
		if !slices.Contains(s.result.decision.NotJudged, s.named(id)) {
			wrong = append(wrong, s.said(id))
		}
	}
	return strings.Join(wrong, "; "), len(wrong) == 0 && s.result.rejected == nil
}

// only demands that exactly these rules have the effect.
func (s *scene) only(e effect, rules []record.RuleID) (string, bool) {
	if s.result.rejected != nil {
		return s.status(), false
	}
	got := s.having(e)
	var want []record.RuleID
	for _, id := range rules {
		want = append(want, s.named(id))
	}
	same := len(got) == len(want) && !slices.ContainsFunc(want, func(id record.RuleID) bool { return !slices.Contains(got, id) })
	what := string(e)
	if e == "" {
		what = "findings"
	}
	return fmt.Sprintf("%s: %s", what, listedRules(got)), same
}

func listedRules(ids []record.RuleID) string {
	if len(ids) == 0 {
		return "none"
	}
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return strings.Join(texts, ", ")
}

// limit demands that the rule named the limit.
func (s *scene) limit(id record.RuleID, want string) (string, bool) {
	own := s.about(id)
	for _, f := range own {
		if f.Limit == nil {
			continue
		}
		if sameValue(f.Limit.Value, want) {
			return "", true
		}
		return fmt.Sprintf("limit %s from %s", f.Limit.Value, id), false
	}
	if len(own) > 0 {
		return s.said(id) + " without a limit", false
	}
	return s.said(id), false
}

// band demands that the score above is in the band.
func (s *scene) band(want string) (string, bool) {
	b, ok := s.result.body.(record.Scored)
	if !ok {
		return "no score above", false
	}
	score, err := b.Score()
	switch {
	case err != nil:
		return plainly(err), false
	case score.Band == "":
		return fmt.Sprintf("no band (total %d to %d)", score.Low, score.High), false
	}
	return score.Band, keyOf(score.Band) == keyOf(want)
}

// deviations are the rules that stand broken by what the script told, as far as it was judged.
func (s *scene) deviations() []record.RuleID {
	var rules []record.RuleID
	for _, d := range s.plan.Deviations() {
		if !s.unjudged[d.Event] {
			rules = append(rules, d.Rule)
		}
	}
	return rules
}

func (s *scene) deviates(rules []record.RuleID) (string, bool) {
	got := s.deviations()
	missing := slices.ContainsFunc(rules, func(id record.RuleID) bool { return !slices.Contains(got, s.named(id)) })
	return "deviations: " + listedRules(got), !missing
}

// noDeviation demands that none of the rules, or without rules none at all, stands broken.
func (s *scene) noDeviation(rules []record.RuleID) (string, bool) {
	got := s.deviations()
	if len(rules) == 0 {
		return "deviations: " + listedRules(got), len(got) == 0
	}
	broken := slices.ContainsFunc(rules, func(id record.RuleID) bool { return slices.Contains(got, s.named(id)) })
	return "deviations: " + listedRules(got), !broken
}

// obligations are what is to be done, as seen from the clock.
func (s *scene) obligations(duty record.RuleID) (own []plan.Obligation, all string) {
	open, err := s.engine.Due(s.plan, s.at)
	if err != nil {
		return nil, err.Error()
	}
	if id, ok := dutyNamed(s.engine, duty); ok {
		duty = id
	}
	var texts []string
	for _, o := range open {
		if o.Duty == duty {
			own = append(own, o)
		}
		texts = append(texts, fmt.Sprintf("%s on %s (from %s, by %s, %s)", o.Duty, o.Due, o.Earliest, o.Latest, o.Status))
	}
	if len(texts) == 0 {
		return own, "nothing is due"
	}
	return own, "due: " + strings.Join(texts, "; ")
}

func (s *scene) due(duty record.RuleID, want dueTerm) (string, bool) {
	own, all := s.obligations(duty)
	return all, slices.ContainsFunc(own, func(o plan.Obligation) bool {
		switch want.term {
		case "by":
			return o.Latest == want.day
		case "on":
			return o.Due == want.day
		case "from":
			return o.Earliest == want.day || o.Earliest == civil.Date{} && o.Due == want.day
		}
		return true
	})
}

func (s *scene) overdue(duty record.RuleID) (string, bool) {
	own, all := s.obligations(duty)
	return all, slices.ContainsFunc(own, func(o plan.Obligation) bool { return o.Status == plan.Overdue })
}

// noDuty demands that none of the duties, or without duties nothing at all, is due.
func (s *scene) noDuty(duties []record.RuleID) (string, bool) {
	if len(duties) == 0 {
		_, all := s.obligations("")
		return all, all == "nothing is due"
	}
	for _, duty := range duties {
		if own, all := s.obligations(duty); len(own) > 0 {
			return all, false
		}
	}
	return "", true
}

// moves demands that every one of the moves would be allowed now, or that none would.
func (s *scene) moves(triggers []stages.Trigger, open bool) (string, bool) {
	options, err := s.engine.Allowed(s.plan, s.at)
	if err != nil {
		return err.Error(), false
	}
	var wrong []string
	for _, trigger := range triggers {
		status := "no request: it follows from what happens"
		for _, o := range options {
			if o.Trigger == trigger {
				status = o.Decision.Status.String()
				if (o.Decision.Status == plan.Allowed) == open {
					status = ""
				}
				break
			}
		}
		if status != "" {
			wrong = append(wrong, fmt.Sprintf("%s is %s", trigger, status))
		}
	}
	return strings.Join(wrong, "; "), len(wrong) == 0
}
