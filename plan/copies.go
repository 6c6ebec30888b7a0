package plan

import "slices"

// What an engine is given and what it gives away are copies: nobody who holds one can change how it judges. Functions, pathways and
// parameters are shared, since nothing can be assigned to them.

// clone returns a copy of the rule that shares no list with it.
func (r Rule) clone() Rule {
	r.Aliases, r.Cites, r.Needs = slices.Clone(r.Aliases), slices.Clone(r.Cites), slices.Clone(r.Needs)
	r.Unless, r.Replaces = slices.Clone(r.Unless), slices.Clone(r.Replaces)
	return r
}

// clone returns a copy of the duty that shares no list with it.
func (d Duty) clone() Duty {
	d.Cites, d.Needs = slices.Clone(d.Cites), slices.Clone(d.Needs)
	return d
}

func (s Setting) clone() Setting {
	s.Cites = slices.Clone(s.Cites)
	return s
}

func (o Omission) clone() Omission {
	o.Cites = slices.Clone(o.Cites)
	return o
}

// clone returns a copy of the jurisdiction with its layers, which shares no list with it.
func (p Jurisdiction) clone() Jurisdiction {
	p.Settings, p.Rules, p.Omits = cloned(p.Settings), cloned(p.Rules), cloned(p.Omits)
	if p.Below != nil {
		below := p.Below.clone()
		p.Below = &below
	}
	return p
}

// cloned returns a list of clones; nil for nil.
func cloned[T interface{ clone() T }](list []T) []T {
	if list == nil {
		return nil
	}
	copies := make([]T, len(list))
	for i := range list {
		copies[i] = list[i].clone()
	}
	return copies
}
