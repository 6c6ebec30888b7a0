package studyfile

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/document"
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
)

// policy is something that could be otherwise. Each name in WhatIf makes an arm in which it is.
type policy struct {
	Effects   []sim.Effect // on the hazards of the model
	TakeHomes string       // a place, whose rule on doses to take home holds for the attendances
}

// policies keeps them as they are written, with references to parameters.
type policies struct{ node *document.Node }

// DecodeNode keeps the node.
func (p *policies) DecodeNode(n *document.Node, _ string) error {
	p.node = n
	return nil
}

// DocumentSchema says what policies are.
func (*policies) DocumentSchema() map[string]any {
	return orParameter(document.Schema(reflect.TypeFor[map[string]policy]())).(map[string]any)
}

// with returns the policies with values of the parameters.
func (p policies) with(v uncertainty.Values) (map[string]policy, error) {
	all := map[string]policy{}
	if p.node == nil {
		return all, nil
	}
	n, err := substitute(p.node, v.Lookup, "policies")
	if err != nil {
		return nil, err
	}
	return all, document.DecodeAt(n, &all, "policies")
}

// names are one name or several.
type names []string

// DecodeNode reads a text or a list of texts.
func (l *names) DecodeNode(n *document.Node, path string) error {
	if n.Kind == document.Text {
		*l = names{n.Scalar}
		return nil
	}
	return document.DecodeAt(n, (*[]string)(l), path)
}

// DocumentSchema says so.
func (*names) DocumentSchema() map[string]any {
	text := map[string]any{"type": "string"}
	return map[string]any{"anyOf": []any{text, map[string]any{"type": "array", "items": text}}}
}

// otherwise is what a study asks for beyond its model: arms of policies, and attendances.
type otherwise struct {
	policies    policies
	whatIf      []names
	attendances *attendances
	origins     map[string]string // of what is added to the model: the path in the study by that in the model
}

// extended returns the model with what is asked for beside it, and where in the study each thing that is added stands.
func (s *Study) extended(m sim.Model, v uncertainty.Values) (sim.Model, map[string]string, error) {
	all, err := s.more.policies.with(v)
	if err != nil || len(m.Arms) == 0 { // that there are no arms is said of the model
		return m, nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if p := all[name]; len(p.Effects) == 0 && p.TakeHomes == "" {
			return m, nil, s.at("policies."+name, "the policy changes nothing")
		}
	}
	origins, rules := map[string]string{}, map[string]string{} // rules: of doses to take home, by arm, where it is not that of all
	like := m.Arms[comparator(m)]
	for i, of := range s.more.whatIf {
		from, to := fmt.Sprintf("whatIf[%d]", i), fmt.Sprintf("arms[%d]", len(m.Arms))
		arm := like
		arm.Name, arm.Effects = strings.Join(of, ", "), slices.Clone(like.Effects)
		origins[to] = from
		for _, name := range of {
			p, known := all[name]
			if !known {
				return m, nil, s.at(from, "there is no policy %q; there are %q", name, slices.Sorted(maps.Keys(all)))
			}
			for n, e := range p.Effects {
				origins[fmt.Sprintf("%s.effects[%d]", to, len(arm.Effects))] = fmt.Sprintf("policies.%s.effects[%d]", name, n)
				arm.Effects = append(arm.Effects, e)
			}
			if p.TakeHomes != "" {
				rules[arm.Name] = p.TakeHomes
			}
			if p.TakeHomes != "" && s.more.attendances == nil {
				return m, nil, s.at(from, `%q is about doses to take home, which show in the attendances, and "attendances" asks for none`, name)
			}
		}
		m.Arms = append(slices.Clip(m.Arms), arm)
	}
	if s.more.attendances != nil {
		origins[fmt.Sprintf("rewards[%d]", len(m.Rewards))] = "attendances"
		if err := s.more.attendances.add(&m, rules); err != nil {
			return m, nil, s.at("attendances", "%w", err)
		}
	}
	return m, origins, nil
}

// origin returns the path in the study of what stands at one in the model.
func (s *Study) origin(path string) string {
	for at := path; at != ""; at = at[:max(0, strings.LastIndexByte(at, '.'))] {
		if from, added := s.more.origins[at]; added {
			return from
		}
	}
	return "model." + path
}

// comparator is the number of the arm that others are compared with.
func comparator(m sim.Model) int {
	return max(0, slices.IndexFunc(m.Arms, func(a sim.Arm) bool { return a.Name == m.Comparator }))
}
