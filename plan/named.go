package plan

import (
	"errors"
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/plan/record"
)

// Rule finds a rule by its ID, an alias, the ID of a rule that it stands for here, or an old ID. ok is false for a name that
// nobody knows, and for one that means several rules: RuleNamed says which.
func (e *Engine) Rule(id RuleID) (Rule, bool) {
	r, err := e.RuleNamed(id)
	return r, err == nil
}

// overridesKnown reports an override of a rule that does not exist: a slip that would override nothing. One of a rule that has become
// a duty is on record in old journals: nothing is left to override, and it is no slip.
func (e *Engine) overridesKnown(ev *record.Event) error {
	for i := range ev.Overrides {
		if err := e.overrideKnown(ev.Overrides[i].Rule); err != nil {
			return err
		}
	}
	if b, ok := ev.Body.(record.OverrideGranted); ok {
		return e.overrideKnown(b.Override.Rule)
	}
	return nil
}

func (e *Engine) overrideKnown(id RuleID) error {
	_, err := e.ruleNamed(id)
	if err == nil {
		return nil
	}
	if _, noDuty := e.DutyNamed(id); noDuty == nil {
		return nil
	}
	return fmt.Errorf("plan: override: %w", err)
}

// ErrRule is wrapped by errors about a rule that an engine does not have, or has several of by that name.
var ErrRule = errors.New("plan: no such rule")

// RuleNamed is Rule with the reason why there is none: the error wraps ErrRule, and names the candidates of a name that means
// several rules.
func (e *Engine) RuleNamed(id RuleID) (Rule, error) {
	r, err := e.ruleNamed(id)
	if err != nil {
		return Rule{}, err
	}
	return r.clone(), nil
}

func (e *Engine) ruleNamed(id RuleID) (*Rule, error) {
	if r := e.byID[id]; r != nil {
		return r, nil
	}
	candidates := e.named[id]
	for _, renamed := range e.renamed[id] {
		if e.byID[renamed] != nil {
			candidates = append(candidates[:len(candidates):len(candidates)], renamed)
			continue
		}
		candidates = append(candidates[:len(candidates):len(candidates)], e.named[renamed]...)
	}
	switch len(candidates) {
	case 0:
		return nil, fmt.Errorf("%w: %q", ErrRule, id)
	case 1:
		return e.byID[candidates[0]], nil
	}
	return nil, fmt.Errorf("%w: %q may mean %s", ErrRule, id, listedIDs(candidates))
}

func listedIDs(ids []RuleID) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return strings.Join(texts, " or ")
}

// DutyNamed finds a duty by its ID or by an old ID of what is a duty now. The error wraps ErrRule, and names the candidates of an old
// ID that means several duties.
func (e *Engine) DutyNamed(id RuleID) (Duty, error) {
	d, err := e.dutyNamed(id)
	if err != nil {
		return Duty{}, err
	}
	return d.clone(), nil
}

func (e *Engine) dutyNamed(id RuleID) (*Duty, error) {
	if d := e.duty[id]; d != nil {
		return d, nil
	}
	var candidates []RuleID
	for _, renamed := range e.renamed[id] {
		if e.duty[renamed] != nil {
			candidates = append(candidates, renamed)
		}
	}
	switch len(candidates) {
	case 0:
		return nil, fmt.Errorf("%w: no duty is called %q", ErrRule, id)
	case 1:
		return e.duty[candidates[0]], nil
	}
	return nil, fmt.Errorf("%w: %q may mean %s", ErrRule, id, listedIDs(candidates))
}
