package plan

import (
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/plan/record"
)

// ruleStack is the catalogue of an engine: the rules that hold anywhere, and what the layers of a jurisdiction add to them.
type ruleStack struct {
	catalogue []Rule
	errs      []error
}

// lay puts the rules of one layer on top. A rule that replaces others takes the place of the first of them in the order of the
// catalogue; what it replaces is gone from below. Two rules of one layer may stand for the same one: they stand together.
func (s *ruleStack) lay(layer *Jurisdiction) {
	below := slices.Clone(s.catalogue)
	for i := range layer.Rules {
		r := layer.Rules[i]
		if len(r.Replaces) == 0 {
			s.catalogue = append(s.catalogue, r)
			continue
		}
		s.replace(layer, &r, below)
	}
}

func (s *ruleStack) replace(layer *Jurisdiction, r *Rule, below []Rule) {
	at := len(s.catalogue)
	for _, id := range r.Replaces {
		old := ruleIn(below, id)
		if old < 0 {
			s.errs = append(s.errs, fmt.Errorf("plan: %s of %s replaces %q, which no lower layer has", r.ID, layer.ID, id))
			continue
		}
		if err := weaker(r, &below[old]); err != nil && r.Relaxes == "" {
			s.errs = append(s.errs, fmt.Errorf("plan: %s of %s is weaker than %s (%w) and does not say Relaxes", r.ID, layer.ID, id, err))
		}
		if here := ruleIn(s.catalogue, id); here >= 0 {
			at = min(at, here)
			s.catalogue = slices.Delete(s.catalogue, here, here+1)
		} else if beside := s.standsFor(id); beside >= 0 {
			at = min(at, beside+1)
		}
	}
	s.catalogue = slices.Insert(s.catalogue, min(at, len(s.catalogue)), *r)
}

// standsFor returns where a rule that replaced the other stands; -1 if there is none.
func (s *ruleStack) standsFor(id RuleID) int {
	return slices.IndexFunc(s.catalogue, func(r Rule) bool { return slices.Contains(r.Replaces, id) })
}

func ruleIn(rules []Rule, id RuleID) int {
	return slices.IndexFunc(rules, func(r Rule) bool { return r.ID == id })
}

// weaker says in what the declaration of a rule is weaker than that of the one it replaces; nil if in nothing. What its judgement
// does cannot be read off: a law runs both over the same events.
func weaker(r, old *Rule) error {
	switch {
	case r.Severity < old.Severity:
		return fmt.Errorf("%s instead of %s", r.Severity, old.Severity)
	case old.Watches&^r.Watches != 0:
		return fmt.Errorf("it does not watch %s", old.Watches&^r.Watches)
	case !r.About.IsEmpty() && (old.About.IsEmpty() || old.About&^r.About != 0):
		return fmt.Errorf("it is about fewer substances")
	case r.Override.Allowed() && !old.Override.Allowed() && old.Severity == record.Block:
		return fmt.Errorf("it may be overridden")
	case !r.Missing.Holds() && old.Missing.Holds() && old.Severity == record.Block:
		return fmt.Errorf("an unknown does not hold")
	case old.Essential && !r.Essential:
		return fmt.Errorf("it is not essential")
	}
	for _, x := range r.Unless {
		if !slices.ContainsFunc(old.Unless, func(o Exception) bool { return o.Context == x.Context && o.Leaves <= x.Leaves }) {
			return fmt.Errorf("it makes an exception for %s", x.Context)
		}
	}
	return nil
}
