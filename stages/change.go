package stages

import (
	"fmt"
	"maps"
	"slices"
)

// Change is what With does to a pathway.
//
// A pair of state and trigger that an edge or refusal of the change names is decided anew: whatever the old pathway said about that
// pair is dropped. All other pairs stay as they were. New states and triggers make new pairs, and New then asks for a decision on
// each of them; Like answers them for a state that behaves like another one.
type Change[S ~string] struct {
	ID      string // a new id, where the result is a pathway of its own; empty keeps the old one
	Version string // required, and other than the old one
	Start   S      // a new start; empty keeps the old one

	States     []State[S]      // new ones, or with the id of an old one: its new description
	Triggers   []TriggerInfo   // new ones, or with the id of an old one: its new description
	Conditions []ConditionInfo // new ones, or with the id of an old one: its new description
	Edges      []Edge[S]
	Refusals   []Refusal[S]

	// Like names for a new state an old one: every pair that the change does not name is decided as for that one. An edge that
	// stays in the old state stays in the new one.
	Like map[S]S

	// Into removes states: each key goes, with all its pairs and the edges that lead to it, and people who stand there migrate to
	// the value.
	Into map[S]S
}

// With returns the pathway with a change, under a new version, and checked like any other: the error joins every Problem.
// The old pathway stays as it is. The new one has a migration from it, and from all versions that it had migrations from.
func (p *Pathway[S]) With(c Change[S]) (*Pathway[S], error) {
	if c.Version == "" || c.Version == p.def.Version {
		return nil, fmt.Errorf("stages: pathway %q: %w", p.def.ID,
			Problem{Kind: VersionMissing, Text: fmt.Sprintf("a change of version %q needs a version of its own", p.def.Version)})
	}
	return New(c.apply(clone(p.def)))
}

// apply makes the new definition out of the old.
func (c Change[S]) apply(d Definition[S]) Definition[S] {
	migrations := c.migrations(d)
	d.Version, d.Migrations = c.Version, migrations
	if c.ID != "" {
		d.ID = c.ID
	}
	if c.Start != "" {
		d.Start = c.Start
	}
	edges, refusals := c.named(d)
	d.Edges = slices.Concat(edges, c.Edges)
	d.Refusals = slices.Concat(refusals, c.Refusals)
	d.States = merge(slices.DeleteFunc(d.States, func(s State[S]) bool { return c.gone(s.ID) }), c.States,
		func(s State[S]) string { return string(s.ID) })
	d.Triggers = merge(d.Triggers, c.Triggers, func(t TriggerInfo) string { return string(t.ID) })
	d.Conditions = merge(d.Conditions, c.Conditions, func(c ConditionInfo) string { return string(c.ID) })
	return d
}

// named returns the old edges and refusals, with those for Like states added and without the pairs that the change decides.
func (c Change[S]) named(d Definition[S]) ([]Edge[S], []Refusal[S]) {
	edges, refusals := d.Edges, d.Refusals
	for _, to := range sortedKeys(c.Like) {
		edges, refusals = alike(edges, refusals, c.Like[to], to)
	}
	decided := c.decided()
	edges = slices.DeleteFunc(edges, func(e Edge[S]) bool {
		return decided[Pair[S]{e.From, e.On}] || c.gone(e.From) || c.gone(e.To)
	})
	return edges, subtract(refusals, func(at Pair[S]) bool { return decided[at] || c.gone(at.From) })
}

func (c Change[S]) gone(s S) bool {
	_, gone := c.Into[s]
	return gone
}

// decided returns the pairs that the change decides anew.
func (c Change[S]) decided() map[Pair[S]]bool {
	decided := map[Pair[S]]bool{}
	for _, e := range c.Edges {
		decided[Pair[S]{e.From, e.On}] = true
	}
	for _, r := range c.Refusals {
		for _, s := range r.From {
			for _, t := range r.On {
				decided[Pair[S]{s, t}] = true
			}
		}
	}
	return decided
}

// alike adds for the new state what is decided for the old one.
func alike[S ~string](edges []Edge[S], refusals []Refusal[S], old, new S) ([]Edge[S], []Refusal[S]) {
	for _, e := range edges {
		if e.From != old {
			continue
		}
		if e.To == old {
			e.To = new
		}
		e.From = new
		edges = append(edges, e)
	}
	refusals = slices.Clone(refusals)
	for i, r := range refusals {
		if slices.Contains(r.From, old) {
			refusals[i].From = append(slices.Clone(r.From), new)
		}
	}
	return edges, refusals
}

// subtract takes pairs out of refusals, which splits those that lose only some of theirs.
func subtract[S ~string](refusals []Refusal[S], out func(Pair[S]) bool) []Refusal[S] {
	var left []Refusal[S]
	for _, r := range refusals {
		whole := r
		whole.From = nil
		var parts []Refusal[S]
		for _, s := range r.From {
			part := r
			part.From = []S{s}
			part.On = slices.DeleteFunc(slices.Clone(r.On), func(t Trigger) bool { return out(Pair[S]{s, t}) })
			switch len(part.On) {
			case len(r.On):
				whole.From = append(whole.From, s)
			case 0:
			default:
				parts = append(parts, part)
			}
		}
		if len(whole.From) > 0 {
			left = append(left, whole)
		}
		left = append(left, parts...)
	}
	return left
}

// merge replaces the items that a new one shares the id of, and adds the others.
func merge[T any](old, new []T, id func(T) string) []T {
	merged := slices.Clone(old)
	for _, item := range new {
		at := slices.IndexFunc(merged, func(other T) bool { return id(other) == id(item) })
		if at < 0 {
			merged = append(merged, item)
		} else {
			merged[at] = item
		}
	}
	return merged
}

// migrations returns the migration from the old version, and those that the old one had, led on to the new one.
func (c Change[S]) migrations(d Definition[S]) []Migration[S] {
	last := Migration[S]{FromVersion: d.Version, Map: map[S]S{}}
	for _, s := range d.States {
		last.States = append(last.States, s.ID)
		last.Map[s.ID] = c.successor(s.ID)
	}
	all := []Migration[S]{last}
	for _, m := range d.Migrations {
		m.Map = maps.Clone(m.Map)
		for from, to := range m.Map {
			m.Map[from] = c.successor(to)
		}
		all = append(all, m)
	}
	return all
}

func (c Change[S]) successor(s S) S {
	if to, gone := c.Into[s]; gone {
		return to
	}
	return s
}
