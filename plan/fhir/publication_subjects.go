package fhir

import (
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// published is a group of rules: those about a substance, or those about all of them for no substance.
type published struct{ substance medication.Substance }

func (s published) name() string {
	if s.substance.Valid() {
		return "rules/" + strings.ReplaceAll(s.substance.String(), " ", "-")
	}
	return "rules/whatever-is-taken"
}

func (s published) title() string {
	if s.substance.Valid() {
		return "Rules about " + s.substance.String()
	}
	return "Rules about whatever is taken"
}

func (s published) of(r *plan.Rule) bool {
	if s.substance.Valid() {
		return r.About.Has(s.substance)
	}
	return r.About.IsEmpty()
}

// subjects are the groups that have a rule.
func (p *publishing) subjects() (all []published) {
	rules := p.Engine.Rules()
	for _, s := range append(medication.Substances(), 0) {
		for i := range rules {
			if (published{s}).of(&rules[i]) {
				all = append(all, published{s})
				break
			}
		}
	}
	return all
}

// subject writes the strategy of a group: one part for each of its rules.
func (p *publishing) subject(s published) {
	var parts r4.Array
	for _, r := range p.Engine.Rules() {
		if s.of(&r) {
			parts = append(parts, p.part(ruleName(r.ID), r.Title, r.Remedy))
		}
	}
	p.definition("strategydefinition", "workflow-definition", s.name(), s.title(), obj("description", disclaimer, "action", parts))
}
