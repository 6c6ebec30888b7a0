package stages

import (
	"slices"

	"github.com/oudpath/oudpath/plan/truth"
)

// Walk is a sequence of edges, each leaving the state that the one before it led to.
type Walk[S ~string] []Edge[S]

// Triggers returns the triggers of the walk in order.
func (w Walk[S]) Triggers() []Trigger {
	triggers := make([]Trigger, len(w))
	for i, e := range w {
		triggers[i] = e.On
	}
	return triggers
}

// Assume returns answers under which the edge is taken: those that its guard wants, and Unknown to everything else.
func (e Edge[S]) Assume() func(Condition) truth.Value {
	return func(c Condition) truth.Value {
		for _, l := range e.When {
			if l.Condition == c {
				return truth.Of(l.Want)
			}
		}
		return truth.Unknown
	}
}

// Tour returns walks from the start that together take every edge at least once. It is for tests of whatever runs on the pathway.
// The walks are the same for the same definition; a terminal state ends one, and so does having nothing new within reach.
func (p *Pathway[S]) Tour() []Walk[S] {
	var tour []Walk[S]
	taken := make([]bool, len(p.def.Edges))
	fresh := func(i int) bool { return !taken[i] }
	for slices.ContainsFunc(taken, func(t bool) bool { return !t }) {
		var walk Walk[S]
		at := p.def.Start
		for {
			way := p.way(at, fresh)
			if way == nil {
				break
			}
			for _, i := range way {
				taken[i] = true
				walk = append(walk, p.edge(i))
			}
			at = walk[len(walk)-1].To
		}
		tour = append(tour, walk)
	}
	return tour
}

// ShortestPath returns a walk with the fewest edges from the start to the state. It is not ok for a state that the pathway does not
// have. The walk to the start is empty.
func (p *Pathway[S]) ShortestPath(to S) (Walk[S], bool) {
	if _, ok := p.states[to]; !ok {
		return nil, false
	}
	if to == p.def.Start {
		return nil, true
	}
	var walk Walk[S]
	for _, i := range p.way(p.def.Start, func(i int) bool { return p.def.Edges[i].To == to }) {
		walk = append(walk, p.edge(i))
	}
	return walk, true
}

// way returns the fewest edges from a state, the last of which is wanted; nil if there are none.
func (p *Pathway[S]) way(from S, wanted func(edge int) bool) []int {
	before := map[S][]int{from: {}}
	queue := []S{from}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for i, e := range p.def.Edges {
			if e.From != at {
				continue
			}
			way := append(slices.Clone(before[at]), i)
			if wanted(i) {
				return way
			}
			if _, seen := before[e.To]; !seen {
				before[e.To] = way
				queue = append(queue, e.To)
			}
		}
	}
	return nil
}

// edge returns a copy of an edge of the definition.
func (p *Pathway[S]) edge(i int) Edge[S] {
	e := p.def.Edges[i]
	e.When, e.Cites = slices.Clone(e.When), slices.Clone(e.Cites)
	return e
}

// Pair is a state and a trigger: a question that the pathway has an answer to.
type Pair[S ~string] struct {
	From S
	On   Trigger
}

// String writes the pair as "therapy, begin-detox".
func (at Pair[S]) String() string { return string(at.From) + ", " + string(at.On) }

// Pairs returns every pair of the pathway, by state and then by trigger.
func (p *Pathway[S]) Pairs() []Pair[S] {
	var all []Pair[S]
	for _, s := range p.def.States {
		for _, t := range p.def.Triggers {
			all = append(all, Pair[S]{s.ID, t.ID})
		}
	}
	return all
}

// ClosedPairs returns the pairs that are refused in every case: those that no edge leaves.
func (p *Pathway[S]) ClosedPairs() []Pair[S] {
	return slices.DeleteFunc(p.Pairs(), func(at Pair[S]) bool {
		return slices.ContainsFunc(p.def.Edges, func(e Edge[S]) bool { return e.From == at.From && e.On == at.On })
	})
}
