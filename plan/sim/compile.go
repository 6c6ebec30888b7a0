package sim

import (
	"fmt"
	"maps"
	"slices"
)

// Compiled is a model in the form that the engines run: immutable, safe for use by several goroutines.
type Compiled struct {
	model    Model
	horizon  int
	perYear  float64
	episodes int // how many episode numbers are told apart
	states   []string
	places   int // states × episodes
	moves    []Move
	events   []string
	bands    []band
	firstOf  []int // first band of each state; one more entry at the end
	measures []measure
	rewards  []reward
	groups   []Group
	latents  []latent    // classes of frailty; one if there is none
	units    [][]*kernel // by arm, then group; and by class of frailty
	layout   layout
	paid     []paidMove // moves that carry a value, after an empty one for all others
	print    string     // see Fingerprint
	warnings []Finding
	called   bool // some hazard or covariate is a function, so only Step can run
}

// Move is one way from a state to another that a model has.
type Move struct {
	Name     string // of the transition
	From, To string
}

// band is a stretch of cycles in a state at which occupancy is tallied apart.
type band struct{ state, from, to int }

type measure struct {
	name   string
	target []bool // by state
}

// Compile checks the model and makes it runnable. It returns an error that wraps ErrModel and names everything that Verify finds
// wrong; what Verify only warns of does not stop it and goes with the results (Warnings).
func (m Model) Compile() (*Compiled, error) {
	found := m.check()
	if err := Faults(found); err != nil {
		return nil, err
	}
	c, err := m.build()
	if err != nil {
		return nil, err
	}
	c.print, c.warnings = m.fingerprint(), found
	return c, nil
}

// Warnings returns what Verify warned of, in its order. It is part of every file that is made of a result.
func (c *Compiled) Warnings() []Finding { return slices.Clone(c.warnings) }

// build makes the tables of a model whose parts fit together.
func (m Model) build() (*Compiled, error) {
	c := m.outline()
	if err := c.weighRewards(); err != nil {
		return nil, err
	}
	for a := range m.Arms {
		for g := range c.groups {
			var classes []*kernel
			for _, l := range c.latents {
				k, err := c.build(a, g, l)
				if err != nil {
					return nil, fmt.Errorf("%w: arm %q, group %q: %w", ErrModel, m.Arms[a].Name, c.groups[g].Name, err)
				}
				classes = append(classes, k)
				c.called = c.called || k.called
			}
			c.units = append(c.units, classes)
		}
	}
	c.layout = c.lay()
	return c, nil
}

// outline numbers everything in a model whose parts fit together.
func (m Model) outline() *Compiled {
	c := &Compiled{model: m, horizon: m.Horizon, perYear: m.Cycle.PerYear(), episodes: max(1, m.Episodes.Last)}
	for _, s := range m.States {
		c.states = append(c.states, s.Name)
	}
	c.places = len(c.states) * c.episodes
	c.groups, c.latents = m.groups(), m.latents()
	c.called = m.Begin != nil || m.Each != nil
	for _, e := range m.Events {
		if !slices.Contains(c.events, e.Name) {
			c.events = append(c.events, e.Name)
		}
		c.called = c.called || e.Hazard.kind == calledRate
	}
	c.cutBands()
	for _, d := range m.Measures {
		c.measures = append(c.measures, m.measure(d))
	}
	c.collectMoves()
	return c
}

// groups returns the groups of the model; everybody, if it names none.
func (m Model) groups() []Group {
	if len(m.Groups) == 0 {
		return []Group{{Name: "everybody", Share: 1}}
	}
	return m.Groups
}

// set returns which states a name or tag means, and whether it means any.
func (m Model) set(name string) (in []bool, found bool) {
	in = make([]bool, len(m.States))
	for i, s := range m.States {
		in[i] = s.Name == name || slices.Contains(s.Tags, name)
		found = found || in[i]
	}
	return in, found
}

func (m Model) state(name string) int {
	return slices.IndexFunc(m.States, func(s State) bool { return s.Name == name })
}

func (m Model) measure(d Measure) measure {
	target, _ := m.set(d.Reaching + d.Leaving)
	if d.Leaving != "" {
		for i := range target {
			target[i] = !target[i]
		}
	}
	return measure{name: d.Name, target: target}
}

// label is the name that effects and results use for a transition from that state.
func (m Model) label(t Transition, from int) string {
	if t.Name != "" {
		return t.Name
	}
	return m.States[from].Name + " → " + t.To
}

// ways returns the transitions out of a state in an arm: the model's, with those of the arm in place of those they replace.
func (m Model) ways(arm, from int) []Transition {
	var ways []Transition
	for _, t := range m.Transitions {
		if in, _ := m.set(t.From); in[from] {
			ways = append(ways, t)
		}
	}
	for _, t := range m.Arms[arm].Replace {
		in, _ := m.set(t.From)
		if !in[from] {
			continue
		}
		at := slices.IndexFunc(ways, func(old Transition) bool { return m.label(old, from) == m.label(t, from) })
		if at < 0 {
			ways = append(ways, t)
		} else {
			ways[at] = t
		}
	}
	return append(ways, m.implicit(ways, from)...)
}

// outcomes returns the branches of a transition, of which there is one if it has a plain destination.
func (t Transition) outcomes() []Branch {
	if len(t.Branches) == 0 {
		return []Branch{{Share: 1, To: t.To}}
	}
	return t.Branches
}

// collectMoves numbers every way from state to state that some arm has.
func (c *Compiled) collectMoves() {
	for arm := range c.model.Arms {
		for from := range c.states {
			for _, t := range c.model.ways(arm, from) {
				for _, b := range t.outcomes() {
					c.move(c.model.label(t, from), from, b.To)
				}
			}
		}
	}
}

// move returns the number of a move, giving it one if it is new.
func (c *Compiled) move(name string, from int, to string) int {
	m := Move{Name: name, From: c.states[from], To: to}
	if i := slices.Index(c.moves, m); i >= 0 {
		return i
	}
	c.moves = append(c.moves, m)
	return len(c.moves) - 1
}

// cutBands cuts the time in each state at its own bands and where a reward changes.
func (c *Compiled) cutBands() {
	for s, state := range c.model.States {
		cuts := map[int]bool{0: true}
		for _, b := range state.Bands {
			cuts[b] = true
		}
		for _, r := range c.model.Rewards {
			for _, p := range r.Parts {
				if in, _ := c.model.set(p.In); p.In != "" && in[s] {
					cuts[p.InState.From], cuts[p.InState.To] = true, true
				}
			}
		}
		edges := slices.Sorted(maps.Keys(cuts))
		edges = slices.DeleteFunc(edges, func(e int) bool { return e > c.horizon })
		c.firstOf = append(c.firstOf, len(c.bands))
		for i, from := range edges {
			to := never
			if i+1 < len(edges) {
				to = edges[i+1]
			}
			c.bands = append(c.bands, band{state: s, from: from, to: to})
		}
	}
	c.firstOf = append(c.firstOf, len(c.bands))
}

// bandAt returns the number of the band of a state in which a time in the state lies.
func (c *Compiled) bandAt(state, inState int) int {
	band, last := c.firstOf[state], c.firstOf[state+1]-1
	for band < last && inState >= c.bands[band].to {
		band++
	}
	return band
}

// bandsOf returns the numbers of the bands of a state, from and to.
func (c *Compiled) bandsOf(state int) (from, to int) { return c.firstOf[state], c.firstOf[state+1] }

// Horizon returns the number of cycles that a run covers.
func (c *Compiled) Horizon() int { return c.horizon }

// Cycle returns the length of a cycle.
func (c *Compiled) Cycle() Cycle { return c.model.Cycle }

// Starts returns the names of the states in which somebody starts, in any arm or group, in the order of the model.
func (c *Compiled) Starts() []string {
	var starts []string
	for s, name := range c.states {
		if slices.ContainsFunc(c.units, func(classes []*kernel) bool { return classes[0].start[s] > 0 }) {
			starts = append(starts, name)
		}
	}
	return starts
}

// Events returns the names of the events in the order of the model, each once.
func (c *Compiled) Events() []string { return slices.Clone(c.events) }

// States returns the names of the states in the order of the model.
func (c *Compiled) States() []string { return slices.Clone(c.states) }

// Arms returns the names of the arms in the order of the model.
func (c *Compiled) Arms() []string {
	var names []string
	for _, a := range c.model.Arms {
		names = append(names, a.Name)
	}
	return names
}

// Moves returns every way from state to state, in the order in which results count them.
func (c *Compiled) Moves() []Move { return slices.Clone(c.moves) }
