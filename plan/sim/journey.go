package sim

import (
	"github.com/oudpath/oudpath/stages"
)

// JourneyStates returns a state for every stage of a pathway, in its order and with its names.
func JourneyStates(p *stages.Pathway[stages.Stage]) []State {
	var states []State
	for _, id := range p.IDs() {
		states = append(states, State{Name: string(id), Stage: id})
	}
	return states
}

// Stage returns the stage of a state: where people in it are on the journey; empty if the model names none or has no such state.
func (c *Compiled) Stage(state string) stages.Stage {
	if s := c.model.state(state); s >= 0 {
		return c.model.States[s].Stage
	}
	return ""
}

// Route is what a move of a model stands for on the journey: the steps from the stage of one state to that of the other. A model
// may take in one cycle what takes several steps, such as readmission, assessment and the begin of therapy. Moves within a stage
// have no steps.
type Route struct {
	Move
	Walk stages.Walk[stages.Stage]
}

// Routes finds the shortest walk along a pathway for every move of the model. Findings, all of them faults, name the states
// without a stage and the moves that no walk allows. Return to use and overdose are never steps of a route: a model that means
// them says so with an event.
func (c *Compiled) Routes(p *stages.Pathway[stages.Stage]) ([]Route, []Finding) {
	stageOf := map[string]stages.Stage{}
	var found []Finding
	for _, s := range c.model.States {
		if _, ok := p.State(s.Stage); !ok {
			found = append(found, Finding{Fault: true, Where: "state " + quote(s.Name),
				What: "is in the stage " + quote(string(s.Stage)) + ", which the pathway does not have"})
		}
		stageOf[s.Name] = s.Stage
	}
	var routes []Route
	for _, m := range c.moves {
		if m.From == m.To {
			continue
		}
		walk, ok := Walk(p, stageOf[m.From], stageOf[m.To])
		if !ok {
			found = append(found, Finding{Fault: true, Where: "move " + quote(m.Name),
				What: "no steps lead from " + quote(string(stageOf[m.From])) + " to " + quote(string(stageOf[m.To]))})
			continue
		}
		routes = append(routes, Route{Move: m, Walk: walk})
	}
	return routes, found
}

// Walk finds the shortest walk along a pathway from one stage to another, by trying all of one length before any longer one; no
// steps if the stages are one. It is not ok if none leads there. Return to use and overdose are never among the steps.
func Walk(p *stages.Pathway[stages.Stage], from, to stages.Stage) (stages.Walk[stages.Stage], bool) {
	if from == to {
		return nil, true
	}
	edges := p.Definition().Edges
	walks, seen := []stages.Walk[stages.Stage]{nil}, map[stages.Stage]bool{from: true}
	for len(walks) > 0 {
		so := walks[0]
		walks = walks[1:]
		at := from
		if len(so) > 0 {
			at = so[len(so)-1].To
		}
		for _, e := range edges {
			if e.From != at || seen[e.To] || e.On == stages.ReturnToUse || e.On == stages.Overdose {
				continue
			}
			next := append(so[:len(so):len(so)], e)
			if e.To == to {
				return next, true
			}
			seen[e.To] = true
			walks = append(walks, next)
		}
	}
	return nil, false
}
