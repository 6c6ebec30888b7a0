package scenario

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/record"
)

// resolve finds the rule that a script names, by its id, an alias or an id that it had. A name that means none, or several, is an
// error that says which may be meant.
func resolve(engine *plan.Engine, name record.RuleID) (record.RuleID, error) {
	switch name {
	case plan.StageTransition, plan.LevelTransition, plan.CourseTransition:
		return name, nil
	}
	r, err := engine.RuleNamed(name)
	if err == nil {
		return r.ID, nil
	}
	if why := strings.TrimPrefix(err.Error(), plan.ErrRule.Error()+": "); why != fmt.Sprintf("%q", name) {
		return "", fmt.Errorf("%s: write which", why)
	}
	var known []string
	for _, r := range elsewhere {
		if r.ID == name || slices.Contains(r.Aliases, name) {
			return name, nil // a rule of another place, which finds nothing here
		}
	}
	for _, r := range engine.Rules() {
		known = append(known, string(r.ID))
		for _, alias := range r.Aliases {
			known = append(known, string(alias))
		}
	}
	return "", fmt.Errorf("there is no rule %q%s", name, meant(string(name), known))
}

// elsewhere are the built-in rules of every place.
var elsewhere = guidance.All()

// named is the id under which the engine knows the rule. Every name was resolved before the case began.
func (s *scene) named(name record.RuleID) record.RuleID {
	id, err := resolve(s.engine, name)
	if err != nil {
		return name
	}
	return id
}

// dutyNamed is the duty that a script names, by its id or by the id of the rule that it was.
func dutyNamed(engine *plan.Engine, name record.RuleID) (record.RuleID, bool) {
	d, err := engine.DutyNamed(name)
	if err != nil {
		return "", false
	}
	return d.ID, true
}

// unknownRules finds the names of rules and duties that mean none, or several. A duty may stand where a rule does: nothing is ever
// said of it there.
func (c *Case) unknownRules(engine *plan.Engine, duties []plan.Duty) (problems []Problem) {
	rules := func(line int, names []record.RuleID) {
		for _, name := range names {
			if _, duty := dutyNamed(engine, name); duty {
				continue
			}
			if _, err := resolve(engine, name); err != nil {
				problems = append(problems, Problem{line, err.Error()})
			}
		}
	}
	for i := range c.steps {
		for _, e := range c.steps[i].expects {
			rules(e.line, e.rules)
			for _, name := range e.duties {
				if _, ok := dutyNamed(engine, name); !ok {
					problems = append(problems, Problem{e.line,
						fmt.Sprintf("there is no duty %q%s", name, meant(string(name), dutyNames(duties)))})
				}
			}
		}
		for _, ev := range c.steps[i].events {
			for _, o := range ev.Overrides {
				rules(c.steps[i].line, []record.RuleID{o.Rule})
			}
			if b, ok := ev.Body.(record.OverrideGranted); ok {
				rules(c.steps[i].line, []record.RuleID{b.Override.Rule})
			}
		}
	}
	return problems
}

func dutyNames(duties []plan.Duty) []string {
	names := make([]string, len(duties))
	for i := range duties {
		names[i] = string(duties[i].ID)
	}
	return names
}
